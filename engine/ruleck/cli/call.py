"""What every command does with its call: the rules it means, the mistakes that end it, its exit statuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ruleck.configuration import Project
    from ruleck.diagnostics import Diagnostic
    from ruleck.facts.vocabulary import Vocabulary
    from ruleck.meaning.program import Program

FINE, FOUND, WRONG = 0, 1, 2

RULES = click.option(
    "--rules",
    metavar="PATH",
    multiple=True,
    help="A rule file, or a folder of *.ruleck files; may be repeated. Without it: the rules that ruleck.toml names,"
    " else the project's rules/ folder, else the rules that ship with ruleck.",
)


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """A day as an ordinal."""
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        raise click.BadParameter(f"`{value}` is no day: write it as 2026-12-31") from None


TODAY = click.option(
    "--today",
    metavar="DATE",
    callback=_day,
    help="The day that waivers are judged by, such as 2026-12-31. Without it: the system's day.",
)


class Mistaken(Exception):  # noqa: N818 - the rules or the call are mistaken; this carries what to print
    """Ends a command with status 2."""

    def __init__(self, mistakes: Sequence[Diagnostic]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__()


def compile_call(
    paths: Sequence[str], rules: Sequence[str], sentences: Sequence[str]
) -> tuple[Project, Program, list[Diagnostic]]:
    """The project and the rules of a command, with warnings; raises `Mistaken` with all mistakes."""
    from ruleck import pipeline
    from ruleck.facts.builtin import builtin_vocabulary

    project, mistakes = pipeline.project_of(paths)
    texts, more = pipeline.gather_rules(rules, sentences, project)
    program, found = pipeline.compile_rules(texts, builtin_vocabulary())
    mistakes = [*mistakes, *more, *found]
    if any(mistake.severity == "error" for mistake in mistakes):
        raise Mistaken(mistakes)
    return project, program, mistakes


def vocabulary_of(rules: Sequence[str]) -> Vocabulary:
    """The kinds that rules and facts can speak of here, a project's own included."""
    _, program, _ = compile_call((), rules, ())
    return program.vocabulary


def not_known(code: str, name: str, what: str, near: Sequence[str]) -> Diagnostic:
    """The mistake of a call that names what is not there, with the nearest that is."""
    from ruleck.diagnostics import Diagnostic

    return Diagnostic(code, f"`{name}` is {what}", (), (f"did you mean `{near[0]}`?",) if near else ())


def bug(error: Exception, verbose: bool) -> Diagnostic:
    """A failure of ours as a mistake that is told; the details where they are asked for."""
    from ruleck import diagnostics

    return diagnostics.bug(error, verbose)
