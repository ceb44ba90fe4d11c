"""The whole of a trial on one page: which rules and documents, their promises tried one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ruleck import files, gathering
from ruleck.configuration import Project, told_on_call
from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.examples import MEANT, Tried, run_examples
from ruleck.evaluate.run import Checks
from ruleck.explain.account import subject_noun, told
from ruleck.explain.trace import trace
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import Settings
from ruleck.meaning import program as p
from ruleck.selection import select
from ruleck.source import Source
from ruleck.trial.coverage import Coverage, Sightings
from ruleck.trial.documents import EXCERPTS, few, try_documents
from ruleck.trial.expectations import promises
from ruleck.trial.result import Result, Trial

if TYPE_CHECKING:
    from ruleck.trial.mutants import Mutating

# Only these have comments.
DOCUMENTS = (".facts.yaml", ".facts.yml")


def try_rules(
    paths: Sequence[str],
    rules: Sequence[str] = (),
    *,
    strict: bool = False,
    coverage: bool = False,
    fail_under: float | None = None,
    mutants: Mutating | None = None,
    selection: Mapping[str, object] | None = None,
) -> Trial:
    """Try what was named: the examples of rule files, and the documents that promise something.

    Rules that ship with ruleck check documents where a project has none of its own; their own examples are not tried.
    `selection` says by the settings `select` and `ignore` which rules are tried.
    """
    project, mistakes = gathering.project_of(paths)
    texts, more, own = rules_tried(paths, rules, project)
    program, found = gathering.compile_rules(texts, builtin_vocabulary())
    mistakes = [*mistakes, *more, *found]
    if selection and not wrong(mistakes):
        chosen, more = told_on_call(Project(), selection)
        program, found = select(program, chosen, whole=False)
        mistakes += [*more, *found]
    if wrong(mistakes):
        return Trial(mistakes=tuple(mistakes))
    tried = [rule for rule in program.rules if rule.id not in program.shipped]
    sightings = Sightings(tried) if coverage or fail_under is not None else None
    results: list[Result] = []
    settings = Settings(approximation=project.configuration.approximation)
    examples = run_examples(replace(program, rules=tuple(tried)), settings, sightings)
    for example in examples if own else ():
        mistakes += example.mistakes
        if not example.mistakes:
            results.append(of_example(example))
    known = {EXCERPTS, *(rule.id for rule in (*program.rules, *program.left_out))}
    documents, silent, unread = documents_tried(paths, known)
    mistakes += unread
    if documents:
        for result in try_documents(program, Checks(program, sightings), project, documents):
            if isinstance(result, Diagnostic):
                mistakes.append(result)
            else:
                results.append(result)
    mutation = None
    if mutants is not None and own and not wrong(mistakes):
        from ruleck.trial.mutants import try_mutants

        mutation, more = try_mutants(texts, program, settings, mutants)
        mistakes += more
        if wrong(more):  # told alone: below a long report nobody would see it
            return Trial(mistakes=tuple(mistakes))
    if not results and (mutation is None or not mutation.hunts) and not wrong(mistakes):
        mistakes.append(nothing(program, silent, own))
    seen = sightings.coverage() if sightings is not None else None
    results += demanded(tried, results, seen, strict, fail_under)
    spoken_of = {result.rule for result in results if result.kind != "rule"}
    untested = tuple(rule.id for rule in tried if rule.id not in spoken_of)
    return Trial(tuple(results), len(tried), len(documents), silent, untested, seen, mutation, tuple(mistakes))


def wrong(mistakes: Sequence[Diagnostic]) -> bool:
    """Whether there is a mistake among them that ends the trial."""
    return any(mistake.severity == "error" for mistake in mistakes)


# ------------------------------------------------------------------ what is tried


def rules_tried(
    paths: Sequence[str], rules: Sequence[str], project: Project
) -> tuple[gathering.RuleTexts, list[Diagnostic], bool]:
    """The rules, and whether they were named, so that their examples are tried.

    Those of `rules`, else the rule files among the paths and in folders among them; a project's root, or no path at
    all, names what the project's settings say. Where none are named, documents are checked by what checks them always.
    """
    named = [*rules, *(path for path in paths if path.endswith(files.RULES))]
    folders = [path for path in paths or (".",) if os.path.isdir(path)]
    texts, mistakes = gathering.gather_rules((), (), project)
    whole = not paths or any(Path(folder).resolve() == project.root for folder in folders)
    if whole and not named and any(source.path not in texts.shipped for source in texts.sources):
        return texts, mistakes, True
    if not rules:
        named += files.find(folders, files.RULES)
    if not named:
        return texts, mistakes, False
    return (*gathering.gather_rules(named, (), project), True)


def documents_tried(paths: Sequence[str], rules: set[str]) -> tuple[list[Source], int, list[Diagnostic]]:
    """The documents that promise something, how many do not, and what cannot be read."""
    found: list[Source] = []
    mistakes: list[Diagnostic] = []
    silent = 0
    for path in files.find([path for path in paths or (".",) if not path.endswith(files.RULES)], DOCUMENTS):
        if path == files.STANDARD_INPUT:
            note = "write the story to a file, with what is found in comments"
            mistakes.append(Diagnostic("call", "standard input (`-`) is not tested", (), (note,)))
            continue
        source, more = files.read_text(path)
        mistakes += more
        if source is not None and promises(source, rules):
            found.append(source)
        elif source is not None:
            silent += 1
    return found, silent, mistakes


def nothing(program: p.Program, silent: int, own: bool) -> Diagnostic:
    """The mistake of a trial that tries nothing."""
    if not own:
        first = "no rule file was named; documents alone are tested"
    elif not program.rules:
        first = "there is no rule here: `ruleck init` writes a first one"
    else:
        first = 'no rule has an example: add lines such as `rejects "in a few words" quote {text: "…"}` to one'
    documents = "no document of those here says" if silent else "no document says"
    second = f"{documents} what is found in it: write `# violated: RULE` on a fact's line"
    return Diagnostic("nothing-tested", "nothing was tested", (), (first, second))


# ------------------------------------------------------------------ what came out


def of_example(tried: Tried) -> Result:
    """An example of a rule file."""
    rule, example = tried.rule, tried.example
    name = f'{example.outcome} "{example.name}"' if example.name else example.outcome
    got = tried.got
    if example.outcome == "accepts" and tried.outcome == "ignores":
        got += ", so the example shows nothing"
    why = () if tried.ok else few(list(reasons(tried)))
    expected, fires = MEANT[example.outcome], tried.ok and example.outcome == "rejects"
    return Result("passed" if tried.ok else "failed", "example", rule.id, name, example.at, expected, got, why, fires)


def reasons(tried: Tried) -> Iterator[str]:
    """Why an example came out as it did: its findings, or what the rule says of each of its facts."""
    yield from (finding.message for finding in tried.findings)
    if tried.findings:
        return
    rule = tried.rule
    runs = [tried.stories] if rule.across else [(story,) for story in tried.stories]
    accounts = [account for stories in runs for account in trace(rule, stories)]
    yield from (f"{account.verdict}: {told(account)}" for account in accounts)
    if not accounts:
        yield f"there is no {subject_noun(rule)} in it"


def demanded(
    rules: Sequence[p.Rule],
    results: Sequence[Result],
    coverage: Coverage | None,
    strict: bool,
    fail_under: float | None,
) -> Iterator[Result]:
    """What the call demands beyond the promises: only where it is not met."""
    fired = {result.rule for result in results if result.fires}
    for rule in rules if strict else ():
        if rule.id not in fired:
            why = ("add one to the rule: `rejects`, and the facts",)
            wanted = "an example in which the rule is violated"
            yield Result("failed", "rule", rule.id, "can fire", rule.place, wanted, "there is none", why)
    if fail_under is not None and coverage is not None and coverage.below(fail_under):
        got = f"{coverage.seen} of {coverage.possible} ({coverage.percent}%)"
        yield Result("failed", "coverage", None, "coverage", None, f"at least {fail_under:g}% of outcomes seen", got)
