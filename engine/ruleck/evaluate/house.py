"""The checks that no rule file holds: they are part of every run by rule files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ruleck.diagnostics import Severity
from ruleck.evaluate.finding import Finding
from ruleck.facts.record import Record


@dataclass(frozen=True, slots=True)
class HouseCheck:
    """A check by its id, with what a rule would have."""

    id: str
    severity: Severity
    tags: tuple[str, ...]
    summary: str
    because: str

    def finding(self, message: str, focus: Record, values: Mapping[str, str], *, across: bool = False) -> Finding:
        """A violation of it. Of one that is `across`, the document is told with the fact."""
        return Finding(
            rule=self.id,
            severity=self.severity,
            verdict="violated",
            cause=None,
            message=message,
            because=self.because,
            facts=(focus,),
            focus=focus,
            missing=(),
            values=dict(values),
            rule_at=None,
            across=across,
            tags=self.tags,
        )


MISPLACED = HouseCheck(
    "excerpt-not-in-body",
    "warning",
    ("excerpts",),
    "An excerpt stands in the story",
    "the wording that a fact was taken from should still stand in the story",
)
EXPIRED = HouseCheck(
    "waiver-expired",
    "warning",
    ("waivers",),
    "A waiver holds until the day that it names",
    "what somebody accepted for a time is to be decided again",
)
UNUSED = HouseCheck(
    "waiver-unused",
    "warning",
    ("waivers",),
    "A waiver accepts a finding that is there",
    "a waiver that accepts nothing now may accept something later that nobody looked at",
)
TOO_BROAD = HouseCheck(
    "waiver-too-broad",
    "warning",
    ("waivers",),
    "A waiver is for one rule at one fact",
    "whoever accepts a finding has seen it",
)
OUTDATED = HouseCheck(
    "baseline-outdated",
    "info",
    ("waivers",),
    "The baseline holds what is still found",
    "what was put right should not come back unseen",
)
HOUSE_CHECKS: Mapping[str, HouseCheck] = {
    check.id: check for check in (MISPLACED, EXPIRED, UNUSED, TOO_BROAD, OUTDATED)
}
