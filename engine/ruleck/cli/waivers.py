"""`ruleck waivers`"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, FOUND, WRONG, Mistaken
from ruleck.cli.output import paint, print_mistakes, write
from ruleck.cli.settings import Given, SettingsCommand, settings

if TYPE_CHECKING:
    from ruleck.diagnostics import Diagnostic
    from ruleck.facts.record import Story
    from ruleck.reports.waivers import Listed


@click.command(cls=SettingsCommand)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@settings("rules", "packs", "exclude", "force_exclude", "waivers", "today")
@click.option("--expired", "only_expired", is_flag=True, help="List those that expired; with any the exit status is 1.")
@click.option(
    "--expiring-in",
    metavar="DAYS",
    type=click.IntRange(0),
    help="List those that hold for no more than so many days yet, as a warning.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of the list.")
def waivers(
    paths: tuple[str, ...], only_expired: bool, expiring_in: int | None, form: str, given: Given
) -> int:
    """List waivers, with the days that are left.

    A PATH is a document or a folder; without any it is the folder that you are in. Listed are the waivers beside the
    facts of those documents, and those of the project's waivers file. Nothing is checked.

    \b
    ruleck waivers
    ruleck waivers stories/ --expired
    ruleck waivers --expiring-in 30

    Exit status: 0, but 1 when --expired finds one, and 2 when a document or the call is wrong.
    """
    from ruleck.reports.waivers import waivers_json, waivers_text

    listed, today, mistakes = _gathered(paths or (".",), given, expiring_in)
    expired = any(each.expired for each in listed)
    if only_expired or expiring_in is not None:
        listed = [each for each in listed if (each.expired and only_expired) or each.soon]
    if form == "json":
        write(waivers_json(listed, today, mistakes))
    else:
        print_mistakes(mistakes, sys.stdout)
        write(waivers_text(listed, paint(sys.stdout)))
    if any(mistake.severity == "error" for mistake in mistakes):
        return WRONG
    return FOUND if only_expired and expired else FINE


def _gathered(
    paths: Sequence[str], given: Given, expiring_in: int | None
) -> tuple[list[Listed], int, list[Diagnostic]]:
    """The waivers of documents and of their projects, the day, and what cannot be read; raises `Mistaken`."""
    from ruleck import files, gathering, pipeline
    from ruleck.facts.waiver import Waiver
    from ruleck.reports.waivers import Listed
    from ruleck.waivers.filed import Filed, read_filed
    from ruleck.waivers.paths import document_key
    from ruleck.waivers.upkeep import too_broad

    projects = given.projects()
    parts = gathering.by_project(paths, projects)
    if projects.mistakes:
        raise Mistaken(projects.mistakes)
    mistakes: list[Diagnostic] = []
    found: list[tuple[Waiver, str, str | None]] = []
    today = None
    for project, documents in parts:
        today = today or project.configuration.today
        program, wrong = gathering.rules_of((), (), project)
        if any(mistake.severity == "error" for mistake in wrong):
            raise Mistaken(wrong)
        file = project.path("waivers")
        filed, more = read_filed(files.shown(file)) if file is not None else (Filed(""), [])
        mistakes += project.blame(more, "waivers")
        named: dict[str, list[Story]] = {document: [] for each in filed.waivers if (document := filed.document(each))}
        for path in documents:
            for shown, story, more in pipeline.load(path, program.vocabulary, project):
                mistakes += more
                if story is not None:
                    found += [(waiver, shown, too_broad(waiver)) for waiver in story.waivers]
                    if (key := document_key(shown)) in named:
                        named[key].append(story)
        for waiver in filed.waivers:
            stories = named.get(filed.document(waiver) or "")
            why = too_broad(waiver) or (filed.absent(waiver, stories) if stories else None)
            found.append((waiver, waiver.document or "", why))
    day = today.toordinal() if today is not None else pipeline.system_day()
    listed = []
    for waiver, document, nothing in found:
        last = waiver.last
        days = last - day if isinstance(last, int) else None
        expired = waiver.expired(day)
        soon = expiring_in is not None and days is not None and not expired and days <= expiring_in
        listed.append(Listed(waiver, document, days, expired, soon, nothing))
    return sorted(listed, key=lambda each: each.order), day, mistakes
