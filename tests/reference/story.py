"""The reference's own reading of facts: only the plain forms that the generators write. Shares no code with the engine.

A number is all it can be (ends and whether they are meant), a date is its days, a link is the record it leads to. What
is not stated is `ABSENT`, what is `?` is `OPEN`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

INF = float("inf")


class Marker:
    """A value that is not there."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


ABSENT = Marker("ABSENT")
OPEN = Marker("OPEN")


@dataclass(frozen=True)
class Num:
    """Every number between two ends."""

    low: Any
    high: Any
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    digits: int = 0  # written behind the point, of an exact number

    @property
    def exact(self) -> bool:
        return bool(self.low == self.high)


@dataclass(frozen=True)
class Days:
    """One day out of these, first and last included (ordinals)."""

    first: Any
    last: Any

    @property
    def exact(self) -> bool:
        return bool(self.first == self.last)


@dataclass(eq=False)
class Fact:
    """One fact: its kind, where it stands, what it states."""

    kind: str
    pointer: str
    values: dict[str, Any]
    known: bool = True
    story: Story | None = field(default=None, repr=False)

    def get(self, name: str) -> Any:
        if name in self.values:
            return self.values[name]
        return DEFAULTS.get((self.kind, name), [] if FIELDS[self.kind].get(name, "").startswith("list:") else ABSENT)


@dataclass(eq=False)
class Story:
    """One document."""

    article: Fact
    facts: dict[str, list[Fact]]


PLURALS = {
    "person": "people",
    "source": "sources",
    "quote": "quotes",
    "claim": "claims",
    "estimate": "estimates",
    "figure": "figures",
    "change": "changes",
    "breakdown": "breakdowns",
    "event": "events",
    "mention": "mentions",
    "poll": "polls",
    "part": "parts",
    "answer": "answers",
}
FIELDS: dict[str, dict[str, str]] = {
    "article": {"id": "text", "headline": "text", "section": "text", "published": "date"},
    "person": {"name": "text", "title": "text", "role": "text", "minor": "yes/no", "birth_date": "date"},
    "source": {
        "name": "text",
        "reason": "text",
        "anonymous": "yes/no",
        "official": "yes/no",
        "type": "one of",
    },
    "quote": {
        "text": "text",
        "speaker": "link:person",
        "source": "link:source",
        "kind": "one of",
        "verb": "text",
        "said_on": "date",
    },
    "claim": {"text": "text", "topic": "text", "sources": "list:source", "made_on": "date", "serious": "yes/no"},
    "estimate": {
        "subject": "text",
        "value": "number",
        "unit": "text",
        "place": "text",
        "as_of": "date",
        "margin": "number",
        "cumulative": "yes/no",
        "source": "link:source",
    },
    "figure": {"text": "text", "value": "number", "unit": "text", "position": "one of", "estimate": "link:estimate"},
    "change": {
        "old": "number",
        "new": "number",
        "points": "number",
        "direction": "one of",
        "since": "date",
        "until": "date",
    },
    "breakdown": {"name": "text", "total": "number", "parts": "list:part"},
    "part": {"label": "text", "value": "number"},
    "event": {"name": "text", "date": "date", "end": "date", "place": "text"},
    "mention": {"text": "text", "entity": "link:person", "title": "text", "position": "one of"},
    "poll": {
        "question": "text",
        "sample": "count",
        "margin": "number",
        "start": "date",
        "end": "date",
        "answers": "list:answer",
    },
    "answer": {"label": "text", "share": "number"},
}
DEFAULTS: dict[tuple[str, str], Any] = {
    ("source", "anonymous"): False,
    ("claim", "serious"): False,
    ("estimate", "cumulative"): False,
    ("quote", "kind"): "direct",
}
# The fields whose unit stands in the field `unit` of the same fact.
UNITED = {("estimate", "value"), ("figure", "value")}
SERIES = {"estimate": ("value", "as_of", ("subject", "unit", "place"))}

_WORDED = re.compile(r"(less than|at most|more than|at least) (-?[\d.]+)")
_RANGE = re.compile(r"(-?[\d.]+)-([\d.]+)")


def number(written: Any, *, count: bool = False) -> Num:
    """A number in one of the forms that the generators write."""
    if isinstance(written, dict):
        low, high = written.get("low"), written.get("high")
        read = Num(
            -INF if low is None else Fraction(str(low)),
            INF if high is None else Fraction(str(high)),
            low is None,
            high is None,
        )
    elif worded := _WORDED.fullmatch(str(written)):
        end = Fraction(worded[2])
        read = {
            "less than": Num(-INF, end, True, True),
            "at most": Num(-INF, end, True, False),
            "more than": Num(end, INF, True, True),
            "at least": Num(end, INF, False, True),
        }[worded[1]]
    elif ranged := _RANGE.fullmatch(str(written)):
        read = Num(Fraction(ranged[1]), Fraction(ranged[2]))
    else:
        exact = Fraction(str(written))
        read = Num(exact, exact, digits=len(str(written).partition(".")[2]))
    return whole(read) if count else read


def whole(n: Num) -> Num:
    """A count: no fractions, nothing below 0."""
    low, high = max(n.low, 0), n.high
    if n.low_open and n.low == low:
        low = low + 1
    if n.high_open and high != INF:
        high = high - 1
    return Num(low, high, False, high == INF)


def days(written: str) -> Days:
    """A year, a month, a day or an interval of these."""
    if "/" in written:
        first, last = written.split("/")
        return Days(-INF if first == ".." else days(first).first, INF if last == ".." else days(last).last)
    parts = [int(p) for p in written.split("-")]
    year, month, day = (*parts, 0, 0)[:3]
    if day:
        at = datetime.date(year, month, day).toordinal()
        return Days(at, at)
    if month:
        return Days(
            datetime.date(year, month, 1).toordinal(),
            datetime.date(year, month, calendar.monthrange(year, month)[1]).toordinal(),
        )
    return Days(datetime.date(year, 1, 1).toordinal(), datetime.date(year, 12, 31).toordinal())


def read(document: dict[str, Any]) -> Story:
    """A document as the reference sees it."""
    article = Fact("article", "/article", {})
    story = Story(article, {kind: [] for kind in PLURALS})
    pending: list[tuple[Fact, str, str, Any, str]] = []

    def fill(fact: Fact, written: dict[str, Any]) -> Fact:
        fact.story = story
        if fact.kind != "article":
            story.facts[fact.kind].append(fact)
        for name, value in written.items():
            if name == "id" and fact.kind != "article":
                continue
            type_ = FIELDS[fact.kind][name]
            if value == "?":
                fact.values[name] = OPEN
            elif type_.startswith("list:"):
                kind = type_[5:]
                members: list[Any] = []
                fact.values[name] = members
                for i, item in enumerate(value):
                    if isinstance(item, dict):
                        members.append(fill(Fact(kind, f"{fact.pointer}/{name}/{i}", {}), item))
                    else:
                        members.append(None)
                        pending.append((fact, name, kind, item, str(i)))
            elif type_.startswith("link:"):
                pending.append((fact, name, type_[5:], value, ""))
            elif type_ in ("number", "count"):
                fact.values[name] = number(value, count=type_ == "count")
            elif type_ == "date":
                fact.values[name] = days(value)
            elif type_ == "yes/no":
                fact.values[name] = value
            elif str(value).strip():
                fact.values[name] = str(value)
        for name, value in fact.values.items():
            unit = fact.values.get("unit")
            if isinstance(value, Num) and (fact.kind, name) in UNITED and isinstance(unit, str):
                fact.values[name] = replace(value, unit=unit)
        return fact

    fill(article, document.get("article", {}))
    ids: dict[tuple[str, str], Fact] = {}
    for kind, plural in PLURALS.items():
        for i, written in enumerate(document.get(plural, [])):
            fact = fill(Fact(kind, f"/{plural}/{i}", {}), written)
            if "id" in written:
                ids[kind, written["id"]] = fact
    strangers: dict[tuple[str, str], Fact] = {}
    for fact, name, kind, target, index in pending:
        found = ids.get((kind, target))
        if found is None:
            found = strangers.setdefault((kind, target), Fact(kind, "", {"name": target}, known=False, story=story))
        if index:
            fact.values[name][int(index)] = found
        else:
            fact.values[name] = found
    return story
