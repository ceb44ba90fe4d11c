"""Findings and mistakes in a few words, for forms that have a line for each. All of it is safe to print."""

from __future__ import annotations

from ruleck.diagnostics import Diagnostic, Label
from ruleck.evaluate.finding import Finding
from ruleck.facts.waiver import Waiver
from ruleck.reports.place import SENTENCE, fact_place
from ruleck.reports.snippet import printable

# So many facts of one finding are shown; the others are counted.
SHOWN_FACTS = 4


def said(finding: Finding) -> str:
    """What a finding says, on one line; an undecided one says that it is."""
    message = printable(finding.message)
    return message if finding.verdict == "violated" else f"undecided: {message}"


def reason(finding: Finding) -> str:
    """The rule's own reason, and where the rule stands; empty where there is neither."""
    rule = rule_place(finding.rule_at)
    if finding.because:
        return printable(f"because {finding.because.strip()}{f' ({rule})' if rule else ''}")
    return f"rule: {rule}" if rule else ""


def sentence(finding: Finding) -> str:
    """What a finding says and why it matters, on one line."""
    return "; ".join(filter(None, [said(finding), reason(finding)]))


def places(finding: Finding) -> str:
    """Where the facts stand, on one line: `a.yaml:31:5 and :36:5`."""
    found: list[str] = []
    path = None
    for fact in (finding.facts or (finding.focus,))[:SHOWN_FACTS]:
        place = fact_place(fact)
        if place is None:
            document = f"{fact.story.path} " if finding.across and fact.story is not None else ""
            found.append(f"{document}{fact.pointer}")
            continue
        at = place.source.position(place.span.start)
        found.append(f"{'' if place.source.path == path else place.source.path}:{at.line}:{at.column}")
        path = place.source.path
    more = len(finding.facts) - len(found)
    return printable(" and ".join(found)) + (f" and {more} more" if more > 0 else "")


def rule_place(label: Label | None) -> str:
    """Where a rule stands: its file and line."""
    if label is None:
        return ""
    line = label.source.position(label.span.start).line
    return SENTENCE if label.source.path == SENTENCE else f"{printable(label.source.path)}:{line}"


def accepted(waiver: Waiver) -> str:
    """Why a finding is accepted, by whom and for how long."""
    if waiver.origin == "baseline":
        return printable(f"in the baseline: {waiver.reason}")
    who = f" (by {waiver.by})" if waiver.by else ""
    until = f" until {waiver.until}" if waiver.until else ""
    return printable(f"waived{until}: {waiver.reason}{who}")


def mistake_lines(mistake: Diagnostic) -> list[str]:
    """A mistake: what is wrong, what else to know, and corrected sentences."""
    tries = [f"try: {suggestion}" for suggestion in mistake.suggestions]
    return [printable(line) for line in (mistake.message, *mistake.notes, *tries)]


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "story", "stories"), counted(2000, "story", "stories")
    ('1 story', '2,000 stories')
    """
    return f"{number:,} {one if number == 1 else many}"
