"""Documents that promise in comments what is found in them, checked by all rules as `ruleck check` does."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ruleck import pipeline
from ruleck.configuration import Project
from ruleck.diagnostics import Diagnostic, Label
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.run import Checks
from ruleck.explain.account import told
from ruleck.explain.trace import Account, trace
from ruleck.facts.record import Story
from ruleck.meaning import program as p
from ruleck.reports.checked import document_path
from ruleck.source import Source
from ruleck.trial.expectations import Expectation, Lines, read_expectations
from ruleck.trial.result import Result, Status

# The check that no rule file holds can be promised like the others.
EXCERPTS = "excerpt-not-in-body"
_MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Promising:
    """A document as it was read, with what it promises."""

    source: Source
    story: Story
    lines: Lines
    expectations: list[Expectation]


def try_documents(
    program: p.Program, checks: Checks, project: Project, sources: Iterable[Source]
) -> Iterator[Result | Diagnostic]:
    """What documents promise against what is found in them; mistakes where they cannot be read.

    The documents of one folder are one run: `across articles` rules see them together.
    """
    known = {EXCERPTS, *(rule.id for rule in (*program.rules, *program.left_out))}
    for _, together in groupby(sources, lambda source: os.path.dirname(source.path)):
        run = pipeline.Run(program, checks, excerpts=True)
        read: list[Promising] = []
        findings: dict[str, list[Finding]] = {}
        for source in together:
            for path, story, mistakes in pipeline.load(source.path, program.vocabulary, project):
                yield from mistakes
                if story is None:
                    continue
                lines = Lines(source, story)
                expectations, mistakes = read_expectations(source, lines, known)
                if mistakes:
                    # Judged by what is left of its promises it would fail for no reason.
                    yield from mistakes
                    continue
                findings[path] = list(run.check(path, story).findings)
                read.append(Promising(source, story, lines, expectations))
        for finding in run.close().findings:
            findings[document_path(finding.focus)].append(finding)
        stories = [document.story for document in read]
        for document in read:
            yield from judged(program, document, findings[document.story.path], stories)


def judged(
    program: p.Program, document: Promising, findings: Sequence[Finding], stories: Sequence[Story]
) -> Iterator[Result]:
    """Each promise of a document, then what is found there and no promise speaks of."""
    rules = {rule.id: rule for rule in program.rules}
    told: dict[str, dict[int, list[Account]]] = {}
    placed: dict[tuple[str, int | None], list[Finding]] = {}
    for finding in findings:
        placed.setdefault((finding.rule, document.lines.begins(finding.focus)), []).append(finding)
    spoken_of: set[int] = set()
    left_out = {rule.id for rule in program.left_out}
    for wanted in document.expectations:
        if wanted.rule in left_out:
            continue
        here = placed.get((wanted.rule, wanted.line), [])
        accounts = None
        if not here and wanted.rule in rules:  # a check that is no rule looks at every fact
            if wanted.rule not in told:
                told[wanted.rule] = accounts_by_line(rules[wanted.rule], document, stories)
            accounts = told[wanted.rule].get(wanted.line, [])
        result = result_of(wanted, here, accounts)
        yield result
        # What comes in the place of something promised is told with that.
        spoken_of |= {id(finding) for finding in here if result.status != "passed" or fits(wanted, finding)}
    for finding in findings:
        # Who lacks a fact is not told by `ruleck check` either, unless it is asked to.
        if finding.cause != "missing" and id(finding) not in spoken_of:
            yield unexpected(document, finding)


def fits(wanted: Expectation, finding: Finding) -> bool:
    """Whether a finding is the one that was promised."""
    return finding.verdict == wanted.verdict and wanted.cause in (None, finding.cause)


def result_of(wanted: Expectation, here: Sequence[Finding], accounts: Sequence[Account] | None) -> Result:
    """A promise against the findings of its rule at its facts; where there are none, against what the rule says of each
    of those facts, if it is a rule.
    """
    # Of a group that is violated, the facts at which nothing is reported are in order.
    applies = accounts is None or any(account.verdict != "did not apply" for account in accounts)
    kept = not here and applies if wanted.verdict == "ok" else any(fits(wanted, finding) for finding in here)
    status: Status = ("works" if kept else "todo") if wanted.todo else ("passed" if kept else "failed")
    promised = f"{wanted.verdict} ({wanted.cause})" if wanted.cause else wanted.verdict
    expected = "the rule applies here, and finds nothing" if wanted.verdict == "ok" else promised
    if here:
        got = ", ".join(dict.fromkeys(verdict(finding) for finding in here))
        why = [finding.message for finding in here]
    else:
        got = "it finds nothing here" if applies else "it does not apply here"
        why = [f"{account.verdict}: {told(account)}" for account in accounts or ()]
        why = why or ["the rule looks at no fact that begins on this line"]
    return Result(
        status,
        "document",
        wanted.rule,
        f"todo {promised}" if wanted.todo else promised,
        wanted.at,
        expected,
        got,
        () if kept else few(why),
        fires=kept and wanted.verdict == "violated",
    )


def unexpected(document: Promising, finding: Finding) -> Result:
    """A finding that no promise speaks of."""
    place = document.story.at(finding.focus.pointer)
    at = Label(place.source, place.span) if place is not None else None
    found = verdict(finding)
    expected = "nothing: no comment speaks of it"
    return Result("failed", "document", finding.rule, f"{found}, unexpectedly", at, expected, found, (finding.message,))


def verdict(finding: Finding) -> str:
    """A finding as a promise would have it."""
    return f"{finding.verdict} ({finding.cause})" if finding.cause else finding.verdict


def accounts_by_line(rule: p.Rule, document: Promising, stories: Sequence[Story]) -> dict[int, list[Account]]:
    """What a rule says of each fact of a document, by the line on which the fact begins."""
    found: dict[int, list[Account]] = {}
    for account in trace(rule, stories if rule.across else [document.story]):
        mine = [document.lines.begins(fact) for fact in account.facts if document_path(fact) == document.story.path]
        for line in dict.fromkeys(mine):
            if line is not None:
                found.setdefault(line, []).append(account)
    return found


def few(reasons: Sequence[str]) -> tuple[str, ...]:
    """The first reasons, and how many more there are."""
    told = list(dict.fromkeys(reasons))
    more = len(told) - _MOST_REASONS
    return (*told[:_MOST_REASONS], *([f"and {more} more"] if more > 0 else []))
