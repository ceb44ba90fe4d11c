"""What every command does with its call: the rules it means, the mistakes that end it, its exit statuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ruleck.cli.settings import Given, setting_option

if TYPE_CHECKING:
    from ruleck.configuration import Project
    from ruleck.diagnostics import Diagnostic
    from ruleck.facts.vocabulary import Vocabulary
    from ruleck.meaning.program import Program
    from ruleck.pipeline import Assignment

FINE, FOUND, WRONG = 0, 1, 2
# Set by what a shell runs when somebody presses Tab.
ASKED = "_RULECK_COMPLETE"

RULES = setting_option("rules")


class Mistaken(Exception):  # noqa: N818 - the rules or the call are mistaken; this carries what to print
    """Ends a command with status 2."""

    def __init__(self, mistakes: Sequence[Diagnostic]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__()


def compile_call(
    paths: Sequence[str], rules: Sequence[str], sentences: Sequence[str], given: Given | None = None
) -> tuple[Project, Program, list[Diagnostic]]:
    """The project and the rules of a command, with warnings; raises `Mistaken` with all mistakes."""
    from ruleck import gathering

    project, mistakes = gathering.project_of(paths, given.projects() if given is not None else None)
    program, found = gathering.rules_of(rules, sentences, project)
    mistakes = [*mistakes, *found]
    if any(mistake.severity == "error" for mistake in mistakes):
        raise Mistaken(mistakes)
    return project, program, mistakes


def assign(
    paths: Sequence[str], sentences: Sequence[str], given: Given, *, house: bool, baseline: bool = True
) -> list[Assignment]:
    """The documents of a call by their projects, each with its rules; raises `Mistaken` with all mistakes."""
    from ruleck import gathering, pipeline

    projects = given.projects()
    parts = gathering.by_project(paths, projects)
    assignments, mistakes = [], list(projects.mistakes)
    for project, documents in parts:
        program, found = gathering.rules_of((), sentences, project)
        mistakes += [mistake for mistake in found if mistake.severity == "error" and mistake not in mistakes]
        ledger, wrong = pipeline.ledger_of(program, project, paths, sentences, house=house, baseline=baseline)
        mistakes += wrong
        assignments.append(pipeline.Assignment(project, program, documents, ledger, found))
    if mistakes:
        raise Mistaken(mistakes)
    return assignments


def one_program(assignments: Sequence[Assignment]) -> Program:
    """The rules of all projects of a run, as a report speaks of them."""
    from dataclasses import replace

    first = assignments[0].program
    rules = {rule.id: rule for assignment in assignments for rule in assignment.program.rules}
    return replace(first, rules=tuple(rules.values())) if len(assignments) > 1 else first


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
