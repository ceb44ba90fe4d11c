"""The ways to an answer that are measured side by side.

- *ruleck*: the eight rules in its language.
- *hand-written Python*: the floor; it trusts every document (see `hand`).
- *Pydantic + hand-written*: the same after the document has been validated, as a careful programmer would do it.
- *jsonschema*: the two of the rules that JSON Schema can say, a speaker for each quote and two sources for each claim.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, NotRequired

from jsonschema import Draft202012Validator
from pydantic import TypeAdapter
from typing_extensions import TypedDict  # as Pydantic asks for before Python 3.12

import ruleck
from benchmarks import hand
from benchmarks.workload import RULES, Breach, Story

EVERY_RULE = frozenset(re.findall(r"^rule ([\w-]+)", RULES, re.MULTILINE))


@dataclass(frozen=True, slots=True)
class Peer:
    """One way: from a document as Python holds it, and from its JSON text, to the breaches of `rules`."""

    name: str
    check: Callable[[Story], set[Breach]]
    check_text: Callable[[str], set[Breach]]
    rules: frozenset[str] = EVERY_RULE


def peers() -> list[Peer]:
    """All of them, compiled; ruleck first, then the one that it is measured by."""
    return [_ruleck(), _by_hand(), _validated(), _json_schema()]


def _ruleck() -> Peer:
    rules = ruleck.compile(RULES)

    def check(document: Story | str) -> set[Breach]:
        report = rules.check(document)
        assert not report.mistakes, report.mistakes
        assert not report.undecided, report.undecided
        return {(finding.rule, str(finding.focus.id)) for finding in report.findings}

    return Peer("ruleck", check, check)


def _by_hand() -> Peer:
    return Peer("hand-written Python", hand.check, lambda text: hand.check(json.loads(text)))


# ------------------------------------------------------------------ Pydantic


class _Article(TypedDict):
    id: str
    headline: str
    published: date
    body: str


class _Person(TypedDict):
    id: str
    name: str
    role: str


class _Quote(TypedDict):
    id: str
    text: str
    speaker: NotRequired[str]
    said_on: date


class _Estimate(TypedDict):
    id: str
    subject: str
    value: int
    unit: str
    as_of: date


class _Claim(TypedDict):
    id: str
    text: str
    sources: list[str]


class _Event(TypedDict):
    id: str
    name: str
    date: date


class _Part(TypedDict):
    label: str
    value: int


class _Breakdown(TypedDict):
    id: str
    name: str
    total: int
    parts: list[_Part]


class _Figure(TypedDict):
    id: str
    value: int
    position: str


class _Story(TypedDict):
    article: _Article
    people: list[_Person]
    quotes: list[_Quote]
    estimates: list[_Estimate]
    claims: list[_Claim]
    events: list[_Event]
    breakdowns: list[_Breakdown]
    figures: list[_Figure]


def _validated() -> Peer:
    reader: TypeAdapter[Any] = TypeAdapter(_Story)
    return Peer(
        "Pydantic + hand-written",
        lambda story: hand.check(reader.validate_python(story)),
        lambda text: hand.check(reader.validate_json(text)),
    )


# ------------------------------------------------------------------ JSON Schema


def _json_schema() -> Peer:
    speaks = {"required": ["speaker"]}
    sourced = {"properties": {"sources": {"minItems": 2}}}
    validator = Draft202012Validator(
        {"type": "object", "properties": {"quotes": {"items": speaks}, "claims": {"items": sourced}}}
    )

    def check(story: Story) -> set[Breach]:
        found = set()
        for error in validator.iter_errors(story):
            kind, index = list(error.absolute_path)[:2]
            found.add(("who-spoke" if kind == "quotes" else "two-sources", story[str(kind)][index]["id"]))
        return found

    rules = frozenset({"who-spoke", "two-sources"})
    return Peer("jsonschema (two rules)", check, lambda text: check(json.loads(text)), rules)
