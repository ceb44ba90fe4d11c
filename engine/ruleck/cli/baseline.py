"""`ruleck baseline`"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ruleck.cli.batch import JOBS, watched
from ruleck.cli.call import FINE, WRONG, Mistaken, assign
from ruleck.cli.interruption import Interruption
from ruleck.cli.output import SignOfLife, print_mistakes, write
from ruleck.cli.settings import OF_A_RUN, Given, SettingsCommand, settings

if TYPE_CHECKING:
    from ruleck.configuration import Project
    from ruleck.diagnostics import Diagnostic
    from ruleck.pipeline import Assignment

_USUAL = "baseline.txt"


@click.command(cls=SettingsCommand)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@settings(*OF_A_RUN)
@JOBS
@click.option("--prune", is_flag=True, help="Only take out what is no longer found; add nothing.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
def baseline(paths: tuple[str, ...], jobs: int, prune: bool, dry_run: bool, given: Given) -> int:
    """Record the findings that are there, so that only new ones fail.

    A PATH is a document or a folder, the one that you are in without it. The findings of those documents are recorded
    in the file that the setting `baseline` names, or in baseline.txt beside ruleck.toml; what it holds of other
    documents stays. A check then counts them as `in the baseline`, and JSON and SARIF carry them. What a waiver is for
    is not recorded, even if it expired, nor is what is undecided, unless undecided cases fail.

    \b
    ruleck baseline archive/
    ruleck baseline --prune
    ruleck baseline --dry-run

    Exit status: 0, or 2 when the rules, a document or the call are wrong; of a document with mistakes nothing is
    recorded. Ctrl-C leaves the file as it was.
    """
    paths = paths or (".",)
    assignments = assign(paths, (), given, house=True, baseline=False)
    status = FINE
    for assignment in assignments:
        with Interruption() as interruption:
            mistakes = _draw_up(assignment, paths, jobs, interruption, prune=prune, dry_run=dry_run)
        if interruption.status is not None:
            return interruption.status
        print_mistakes(mistakes, sys.stdout)
        if any(mistake.severity == "error" for mistake in mistakes):
            status = WRONG
    return status


def _draw_up(
    assignment: Assignment,
    paths: Sequence[str],
    jobs: int,
    interruption: Interruption,
    *,
    prune: bool,
    dry_run: bool,
) -> list[Diagnostic]:
    """The baseline of one project, drawn up anew."""
    from datetime import date

    from ruleck import files, pipeline
    from ruleck.reports.checked import Checked
    from ruleck.selection import terms_of
    from ruleck.waivers.baseline import Baseline, Entry, drawn_up, entry_of, read_baseline, renewed
    from ruleck.waivers.paths import document_key

    project, ledger = assignment.project, assignment.ledger
    path = files.shown(_place(project))
    known, mistakes = read_baseline(path) if os.path.lexists(path) else (Baseline(), [])
    if mistakes:
        # What cannot be read would be lost.
        raise Mistaken(mistakes)
    rules, terms = _recorded(assignment), terms_of(project)
    found: list[Entry] = []
    checked: set[str] = set()
    sign = SignOfLife(wanted=True)
    for part in pipeline.run([assignment], paths, house=True, examining=watched(jobs, interruption, sign)):
        mistakes += part.mistakes
        if isinstance(part, Checked) and part.story is not None:
            checked.add(document_key(part.path))
        for finding in part.findings:
            undecided = (finding.terms or terms).undecided
            counts_as_failure = finding.verdict == "violated" or undecided == "fail"
            if finding.rule in rules and counts_as_failure and not (ledger and ledger.names(finding)):
                found.append(entry_of(finding))
    sign.clear()
    if interruption.status is not None:
        return mistakes  # half of an archive is no baseline
    if not known.path and not checked and any(mistake.severity == "error" for mistake in mistakes):
        return mistakes  # nor is one that nothing was checked for, such as a path with a slip in it
    # What a document that is gone had is gone with it.
    checked |= {entry.document for entry in known.counts if not os.path.exists(entry.document)}
    counts = renewed(known.counts, found, checked, rules, prune=prune)
    new = sum(max(0, count - known.counts.get(entry, 0)) for entry, count in counts.items())
    gone = sum(max(0, count - counts.get(entry, 0)) for entry, count in known.counts.items())
    changed = counts != known.counts or not known.path
    if changed and not dry_run:
        day = project.configuration.today or date.fromordinal(pipeline.system_day())
        mistakes += files.replace(path, drawn_up(counts, path, day.isoformat()))
    write(_told(path, sum(counts.values()), new, gone, changed=changed, dry_run=dry_run))
    if not project.configuration.baseline and not dry_run:
        write(f'to check by it, write into ruleck.toml: baseline = "{os.path.basename(path)}"\n')
    return mistakes


def _recorded(assignment: Assignment) -> frozenset[str]:
    """The rules whose findings a baseline holds: all but the checks of waivers and of itself."""
    from ruleck.evaluate.house import MISPLACED

    return frozenset([MISPLACED.id, *(rule.id for rule in assignment.program.rules)])


def _place(project: Project) -> Path:
    return project.path("baseline") or (project.root or Path.cwd()) / _USUAL


def _told(path: str, count: int, new: int, gone: int, *, changed: bool, dry_run: bool) -> str:
    from ruleck.reports.brief import counted

    what = counted(count, "finding", "findings")
    if not changed:
        return f"{path} holds {what}, as it did\n"
    moved = [f"{new:,} new"] if new else []
    moved += [f"{gone:,} gone"] if gone else []
    difference = f" ({', '.join(moved)})" if moved else ""
    return f"{path} {'would hold' if dry_run else 'holds'} {what}{difference}\n"
