"""What the engine finds in a document, in the words that the laws are said in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import ruleck
import tests.reference.sentences as s
from ruleck.evaluate.finding import Finding
from tests.laws.bugs import Bug, present

Case = tuple[s.Rule, dict[str, Any]]
# The verdict and the facts of each finding.
Found = Counter[tuple[str, frozenset[str]]]


@lru_cache(maxsize=8)
def compiled(text: str, bug: Bug | None) -> ruleck.Rules:
    """Rules as the engine reads them, with the bug that is in it now."""
    return ruleck.compile(text)


def findings(text: str, stories: Sequence[dict[str, Any]]) -> list[Finding]:
    """All that is found in some stories."""
    rules = compiled(text, present.get())
    across = "across articles" in text
    reports = list(rules.check_many(stories)) if len(stories) > 1 or across else [rules.check(stories[0])]
    assert [m.message for report in reports for m in report.mistakes] == []
    return [finding for report in reports for finding in report.findings]


def found(rule: s.Rule, stories: Sequence[dict[str, Any]]) -> Found:
    """Verdict and facts of each finding."""
    return facts_of(findings(rule.text(), stories))


def facts_of(given: Sequence[Finding]) -> Found:
    """The same, of findings at hand."""
    return Counter((f.verdict, frozenset(pointer(r) for r in f.facts)) for f in given)


def pointer(record: Any) -> str:
    """Where a fact stands, in which story."""
    name = record.story.article.fields.get("id")
    return f"{name}#{record.pointer}" if name else str(record.pointer)


def verdict(findings: Found) -> str:
    """What a rule says of a whole story."""
    verdicts = {v for v, _ in findings}
    return "violated" if "violated" in verdicts else "undecided" if verdicts else "holds"


def by_place(given: Sequence[Finding]) -> dict[str, str]:
    """The verdict on each fact that something is found at."""
    places: dict[str, str] = {}
    for finding in sorted(given, key=lambda f: f.verdict):
        places[pointer(finding.focus)] = finding.verdict
    return places
