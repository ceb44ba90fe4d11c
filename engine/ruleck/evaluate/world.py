"""The facts that a rule can see, and what is remembered of them while one rule reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ruleck.facts.record import FieldValue, Record
from ruleck.values.date import Period
from ruleck.values.number import Number
from ruleck.values.text import canonical
from ruleck.values.truth import Unknown

# What an expression gives: a value, nothing (not stated), or why it cannot be had.
Raw: TypeAlias = "FieldValue | Period | None"
# The slots of a rule, the article first and the world last.
Env: TypeAlias = "list[object]"
Getter: TypeAlias = Callable[[Env], Raw]
# Facts by what one field of theirs is known by, those for which that is not certain, and the units stated there.
Index: TypeAlias = "tuple[dict[object, list[Record]], list[Record], set[str | None]]"

MOST_STEPS = 5_000_000


class OutOfSteps(Exception):  # noqa: N818 - the end of a budget, not an error
    """A rule with one quantifier inside another has looked at more facts than it may. Never leaves `run.py`."""


class World:
    """One story, or all of a run under `across articles`.

    `remembered` keeps what does not depend on the fact at hand (a largest value, a set of names), by the node of the
    program; indexes are made at the first question.
    """

    __slots__ = ("_indexes", "_places", "across", "doubts", "records", "remembered", "steps")

    def __init__(self, records: Mapping[str, Sequence[Record]], across: bool = False) -> None:
        self.records = records
        self.across = across
        self.steps = 0
        # Why the members counted by the last aggregates are uncertain.
        self.doubts: list[Unknown] = []
        self.remembered: dict[int, object] = {}
        # Where an indexed fact stands among those of its kind.
        self._places: dict[int, int] = {}
        self._indexes: dict[tuple[str, tuple[str, ...]], Index] = {}

    def spend(self, steps: int) -> None:
        """Count the facts that a quantifier looks at."""
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise OutOfSteps

    def key(self, value: Raw) -> object | None:
        """What a text, link, member or figure is known by in an index; none for what has no certain key."""
        if isinstance(value, str):
            return canonical(value)
        if isinstance(value, Record):
            return self.identity(value)
        return ("figure", value.low) if isinstance(value, Number) and value.exact else None

    def identity(self, record: Record) -> object:
        """What makes two records one: within a story being the same, across stories kind and name."""
        if self.across:
            name = record.fields.get("name")
            if isinstance(name, str):
                return (record.kind, canonical(name))
        return id(record)

    def having(self, kind: str, path: tuple[str, ...], value: Raw) -> Sequence[Record]:
        """The facts of a kind whose field may be `value`, in document order."""
        wanted = self.key(value)
        if wanted is None:
            return self.records.get(kind, ())
        index = self._indexes.get((kind, path))
        if index is None:
            index = self._indexes[kind, path] = self._index(kind, path)
        known, loose, units = index
        if isinstance(value, Number) and len(units | {value.unit} - {None}) > 1:
            return self.records.get(kind, ())  # whether figures in different units are equal is undecided
        found = known.get(wanted, ())
        return sorted((*found, *loose), key=lambda record: self._places[id(record)]) if loose else found

    def _index(self, kind: str, path: tuple[str, ...]) -> Index:
        known: dict[object, list[Record]] = {}
        loose: list[Record] = []
        units: set[str | None] = set()
        for place, record in enumerate(self.records.get(kind, ())):
            self._places[id(record)] = place
            value = step(record, path)
            if isinstance(value, Number):
                units.add(value.unit)
            found = self.key(value)
            if found is None:
                loose.append(record)
            else:
                known.setdefault(found, []).append(record)
        return known, loose, units - {None}


def step(start: object, path: tuple[str, ...]) -> Raw:
    """Follow fields from a fact; an absent link makes everything beyond it absent."""
    found: Raw = start  # type: ignore[assignment]  # a slot holds a fact or an entry of a list
    for name in path:
        if not isinstance(found, Record):
            return found if isinstance(found, Unknown) else None
        found = found.fields.get(name)
    return found


def follow(start: object, path: tuple[str, ...]) -> list[Raw]:
    """Follow fields from a fact, opening each list on the way; every end that is reached, absent ones as none."""
    found: list[Raw] = [start]  # type: ignore[list-item]  # as above
    for name in path:
        after: list[Raw] = []
        for item in found:
            if isinstance(item, Record):
                value = item.fields.get(name)
                if isinstance(value, tuple):
                    after += value
                else:
                    after.append(value)
            else:
                after.append(item if isinstance(item, Unknown) else None)
        found = after
    return found
