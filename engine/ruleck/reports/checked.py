"""What a run gives, before any form is put on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, Protocol

from ruleck.diagnostics import SEVERITIES, Diagnostic, Severity
from ruleck.evaluate.finding import FOUND, Finding, Terms
from ruleck.facts.record import Place, Record, Story
from ruleck.facts.waiver import Waiver
from ruleck.meaning.program import Program
from ruleck.reports.snippet import Paint, plain
from ruleck.source import Span

# What people are told of a run that ended early.
PARTIAL = "this report is partial: the run ended before all stories were checked"


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that somebody accepts, with the waiver that says so."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class Checked:
    """One document of a run. With a mistake in it there is no story, and nothing was checked.

    `findings` are those that nobody accepted; `waived` are the others, so that none is lost.
    """

    path: str
    story: Story | None
    findings: tuple[Finding, ...] = ()
    mistakes: tuple[Diagnostic, ...] = ()
    waived: tuple[Waived, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in figures. `undecided` leaves out the checks that lacked a fact, which are `missing`.

    These count findings that nobody accepted; `waived` and `baselined` count the others.
    """

    documents: int = 0
    facts: int = 0
    rules: int = 0
    violated: int = 0
    undecided: int = 0
    missing: int = 0
    waived: int = 0
    baselined: int = 0

    def plus(
        self, findings: Iterable[Finding], waived: Iterable[Waived] = (), *, documents: int = 0, facts: int = 0
    ) -> Summary:
        """The figures with more findings, documents and facts counted in."""
        violated = undecided = missing = 0
        for finding in findings:
            if finding.verdict == "violated":
                violated += 1
            elif finding.cause == "missing":
                missing += 1
            else:
                undecided += 1
        origins = [accepted.waiver.origin for accepted in waived]
        baselined = origins.count("baseline")
        return Summary(
            self.documents + documents,
            self.facts + facts,
            self.rules,
            self.violated + violated,
            self.undecided + undecided,
            self.missing + missing,
            self.waived + len(origins) - baselined,
            self.baselined + baselined,
        )


@dataclass(frozen=True, slots=True)
class Closing:
    """What can be said only when all documents are done.

    `findings` are those of `across articles` rules; `mistakes` are those of the rules and of the call; `unmatched` are
    the rules that no fact fell under, in the order of the rules, and `shipped` are those that come with the package.
    `waived` are the findings of `across articles` rules that somebody accepts. `partial` tells of a run that ended
    before all documents were done; the figures are those of what was done.
    """

    summary: Summary
    findings: tuple[Finding, ...] = ()
    mistakes: tuple[Diagnostic, ...] = ()
    unmatched: tuple[str, ...] = ()
    shipped: frozenset[str] = frozenset()
    partial: bool = False
    waived: tuple[Waived, ...] = ()


def together(closings: Sequence[Closing]) -> Closing:
    """One closing of several runs."""
    if len(closings) == 1:
        return closings[0]
    figures = ((getattr(closing.summary, each.name) for closing in closings) for each in fields(Summary))
    return Closing(
        Summary(*map(sum, figures)),
        tuple(finding for closing in closings for finding in closing.findings),
        tuple(dict.fromkeys(mistake for closing in closings for mistake in closing.mistakes)),
        tuple(dict.fromkeys(rule for closing in closings for rule in closing.unmatched)),
        frozenset().union(*(closing.shipped for closing in closings)),
        any(closing.partial for closing in closings),
        tuple(accepted for closing in closings for accepted in closing.waived),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for, and what it may tell of beyond the findings.

    `undecided`, `verbose`, `quiet` and `fail_on` are the options of the same name; `program` are the rules (none where
    they are mistaken) and `root` is the project's folder. `paint` is for a form that a terminal shows.
    """

    undecided: Literal["report", "fail", "ignore"] = "report"
    verbose: bool = False
    quiet: bool = False
    fail_on: Severity | None = "error"
    paint: Paint = plain
    program: Program | None = None
    root: Path | None = None

    def terms(self, finding: Finding) -> Terms:
        """What is done with a finding: what the settings of its document say, else what is asked for."""
        return finding.terms or Terms(self.fail_on, self.undecided)

    def lists(self, finding: Finding) -> bool:
        """Whether a finding is for people to read: what counts as a failure is, so that nobody has to look for it."""
        undecided = self.terms(finding).undecided
        if finding.verdict == "violated" or undecided == "fail":
            return True
        return self.verbose if finding.cause == "missing" else undecided == "report"

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes the run fail: at or above a severity; undecided ones only if asked for."""
        terms = self.terms(finding)
        if terms.fail_on is None or (finding.verdict == "undecided" and terms.undecided != "fail"):
            return False
        return SEVERITIES.index(finding.severity) <= SEVERITIES.index(terms.fail_on)

    def level(self, finding: Finding) -> Severity:
        """How grave a finding is told: one that is undecided is for information, unless it counts as a failure."""
        counts = finding.verdict == "violated" or self.terms(finding).undecided == "fail"
        return finding.severity if counts else "info"


class Form(Protocol):
    """A form of report, written piece by piece so that a long run needs no more memory than a short one.

    Invariant: the pieces of any documents and then the closing make a whole report of the form, at whatever document a
    run ends; there is a closing in every run, also in one that has mistakes only. `ruleck.reports.forms` lists the
    classes, each of which is made from `Asked` alone.
    """

    def document(self, checked: Checked) -> str:
        """The piece for one document."""

    def closing(self, closing: Closing) -> str:
        """The last piece."""


def in_order(findings: Iterable[Finding], paths: Mapping[str, int] | None = None) -> tuple[Finding, ...]:
    """Findings as a reader meets them: by document in the order of `paths`, then by place, then by rule.

    Where there are no places (a story made of Python objects) they stay in the order that they were found in.
    """
    found = tuple(findings)
    if len(found) < 2:
        return found  # a place is not looked up in vain: that is a second reading of the document
    order = paths or {}

    def place(finding: Finding) -> tuple[int, int, int, str]:
        record = finding.focus
        at = record.story.at(record.pointer) if record.story is not None else None
        document = order.get(document_path(record), 0)
        if at is None:
            return (document, 0, 0, "")
        position = at.source.position(at.span.start)
        return (document, position.line, position.column, finding.rule)

    return tuple(sorted(found, key=place))


def story_place(finding: Finding, record: Record) -> Place | None:
    """Where a fact of a finding stands in the story: by its excerpt; for words found in the body, those words."""
    story = record.story
    if story is None:
        return None
    words = finding.values.get(FOUND)
    if record.kind != "article" or finding.field != "body" or story.body is None or words is None:
        return story.excerpt(record)
    found = re.search(r"\s+".join(map(re.escape, words.split())), story.body.text, re.IGNORECASE)
    return Place(story.body, Span(*found.span())) if found else None


def document_path(record: Record) -> str:
    """The path of the document that a fact stands in."""
    return record.story.path if record.story is not None else ""
