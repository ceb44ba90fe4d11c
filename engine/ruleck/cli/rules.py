"""`ruleck rules`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, Mistaken
from ruleck.cli.output import paint, print_mistakes, write
from ruleck.cli.settings import BY_RULES, Given, SettingsCommand, settings
from ruleck.settings import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruleck.configuration import Project
    from ruleck.meaning.program import Program
    from ruleck.reports.rules import Listed


@click.command(cls=SettingsCommand)
@click.argument("path", default=".")
@settings(*BY_RULES)
@click.option(
    "-e", "--sentence", "sentences", metavar="SENTENCE", multiple=True, help="A rule, written here; may be repeated."
)
@click.option("--status", type=click.Choice(STATUSES), help="Those that hold for articles of this status.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of the list.")
def rules(path: str, sentences: tuple[str, ...], status: str | None, form: str, given: Given) -> int:
    """List the rules that are in force.

    PATH is a document or a folder, the one that you are in without it. Each rule has its severity, its summary, where
    it stands and its tags; what is left out is named at the end. `ruleck explain RULE` tells what one of them asks.

    \b
    ruleck rules
    ruleck rules stories/bridge.facts.yaml --status draft
    ruleck rules --select attribution --format json
    """
    from ruleck.reports.rules import rules_json, rules_text

    project, program = _all_rules(path, sentences, given)
    house = not sentences or "rules" in given.values
    listed = list(_listed(project, program, status, house=house))
    write(rules_json(listed) if form == "json" else rules_text(listed, paint(sys.stdout)))
    return FINE


def _all_rules(path: str, sentences: Sequence[str], given: Given) -> tuple[Project, Program]:
    """The rules as they say themselves, those that are left out among them; raises `Mistaken`."""
    from ruleck import files, gathering
    from ruleck.facts.builtin import builtin_vocabulary
    from ruleck.selection import select

    absent = files.absent(path) if path != files.STANDARD_INPUT else None
    if absent is not None:
        raise Mistaken([absent])
    project, mistakes = gathering.project_of([path], given.projects())
    texts, more = gathering.gather_rules((), sentences, project)
    program, found = gathering.compile_rules(texts, builtin_vocabulary())
    _, wrong = select(program, project, whole=gathering.by_whole(project, sentences))
    mistakes = [*mistakes, *more, *found, *wrong]
    if any(mistake.severity == "error" for mistake in mistakes):
        raise Mistaken(mistakes)
    print_mistakes(mistakes, sys.stderr)
    return project, program


def _listed(project: Project, program: Program, status: str | None, *, house: bool) -> Iterator[Listed]:
    from ruleck.evaluate.house import HOUSE_CHECKS
    from ruleck.reports.rules import Listed
    from ruleck.selection import HOUSE, Policy, named, pack_of

    policy = Policy(project, [*map(named, program.rules), *HOUSE])
    for rule in program.rules:
        yield Listed(
            rule.id,
            policy.level(rule.id, status) or rule.severity,
            rule.severity,
            rule.summary or rule.sentence,
            rule.tags,
            pack_of(rule.place.source.path),
            rule.place,
            rule.id in program.shipped,
            not policy.wants(rule.id, status),
        )
    for check in HOUSE_CHECKS.values() if house else ():
        level = policy.level(check.id, status) or check.severity
        wanted = policy.wants(check.id, status)
        yield Listed(check.id, level, check.severity, check.summary, check.tags, left_out=not wanted)
