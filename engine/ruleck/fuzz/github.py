"""A fuzzing as annotations of GitHub Actions: what a rule cannot come to, at the rule, and the tally in the log."""

from __future__ import annotations

from ruleck.fuzz.run import Fuzz, Fuzzed
from ruleck.fuzz.text import never, tally
from ruleck.reports.place import stretch
from ruleck.reports.workflow_command import command, mistake_command


def fuzz_github(fuzz: Fuzz) -> str:
    """The whole report."""
    rows = [f"{row}\n" for row in tally(fuzz)] if fuzz.rules else []
    return "".join([*map(mistake_command, fuzz.mistakes), *map(_commands, fuzz.rules), *rows])


def _commands(one: Fuzzed) -> str:
    at = stretch(one.rule.place.source, one.rule.place.span)
    missed = [never(wanted, tries) for wanted in one.one_sided if isinstance(tries := one.met[wanted], int)]
    told = command("warning", one.rule.id, missed, at) if missed else ""
    for broken in one.broken:
        told += command("error", one.rule.id, [f"law broken: {broken.law.says}", "this is a bug in ruleck"], at)
    return told
