"""What rules about pairs of facts share: ends in order, the clock times that count, and the best fact before a time.

Pairs are never listed: each fact asks an index for the one other fact that matters, in O(log n).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from ruleck.values.date import DAY_MICROSECONDS, DateSpan
from ruleck.values.number import INF, End, Number
from ruleck.values.truth import CAUSES, Cause, Unknown

Value: TypeAlias = Number | DateSpan | Unknown
# An end of a range as it is ordered: its value, then a shade of it. An open lower end lies just above the value (2), an
# open upper end just below (-2); "more than" a limit lies between the limit and what is just above it (1).
Key: TypeAlias = tuple[End, int]
# What is better comes first; the last part is a fact's index.
Rank: TypeAlias = tuple[Any, ...]


class Pair(NamedTuple):
    """Two facts, by their indices, and why what they say together is not decided (none where it is)."""

    earlier: int
    later: int
    cause: Cause | None = None


def low_key(n: Number) -> Key:
    """The lower end, in order."""
    return n.low, 2 if n.low_open else 0


def high_key(n: Number) -> Key:
    """The upper end, in order."""
    return n.high, -2 if n.high_open else 0


# ------------------------------------------------------------------ dates beside numbers


def zone(value: Value) -> bool | None:
    """The sort of clock time that the value has: in a zone, local, or none. Two moments compare within a sort."""
    return value.clock.zoned if isinstance(value, DateSpan) and value.clock is not None else None


def line(value: Value, by_moment: bool) -> Number:
    """The value as a number: a date by its days, or by its moment in days; what is open can be anything."""
    if isinstance(value, Number):
        return value
    if isinstance(value, Unknown):
        return Number(-INF, INF, True, True)
    if by_moment and value.clock is not None:
        moment = Fraction(value.clock.moment, DAY_MICROSECONDS) + 1
        return Number(moment, moment)
    return Number(value.first, value.last, value.first == -INF, value.last == INF)


def unit(value: Value) -> str | None:
    """The unit that a number states, without letter case."""
    return value.unit.casefold() if isinstance(value, Number) and value.unit is not None else None


def cause(values: Iterable[Value], others: Iterable[Cause | None] = ()) -> Cause:
    """The one reason why something about these values is undecided."""
    causes: set[Cause | None] = set(others)
    for value in values:
        if isinstance(value, Unknown):
            causes |= value.causes
        elif not value.exact:
            causes.add("uncertain")
    return next((c for c in CAUSES if c in causes), "uncertain")


# ------------------------------------------------------------------ the best so far


class BestBefore:
    """Of facts in an order, the best before a place in it: an index over prefixes.

    Each entry is a place, a rank (the least is the best) and a label. Kept are the best of each prefix and the best
    with another label, so that a fact need not meet itself.
    """

    def __init__(self, entries: Iterable[tuple[Any, Rank, Hashable]]) -> None:
        """Sort the entries, in O(n log n)."""
        self._places: list[Any] = []
        self._best: list[tuple[tuple[Rank, Hashable], tuple[Rank, Hashable] | None]] = []
        first: tuple[Rank, Hashable] | None = None
        second: tuple[Rank, Hashable] | None = None
        for place, rank, label in sorted(entries, key=lambda entry: entry[0]):
            if first is None or rank < first[0]:
                second = first if first is not None and first[1] != label else second
                first = rank, label
            elif label != first[1] and (second is None or rank < second[0]):
                second = rank, label
            self._places.append(place)
            self._best.append((first, second))

    def before(self, place: Any, other_than: Hashable = None) -> Rank | None:
        """The rank of the best entry whose place is before this one and whose label is another."""
        count = bisect_left(self._places, place)
        if count == 0:
            return None
        first, second = self._best[count - 1]
        if first[1] != other_than:
            return first[0]
        return None if second is None else second[0]
