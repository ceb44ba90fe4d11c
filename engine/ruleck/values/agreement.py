"""Whether the facts of a group say the same, in O(n log n).

What is *said* is compared: equal ranges agree, disjoint ones conflict, others are undecided. If any two conflict, so do
the one with the largest lower end and the one with the smallest upper end; if those do not, no two do. And if any two
that say different things may be too far apart, so may the one with the largest upper end and another with the smallest
lower end. So members that say the same are taken as one, and of the rest six at most need be looked at: the two at
either end, and of those that surely belong the two that show most.

Dates and numbers are cut into parts that have one order, as for a series: by the sort of clock time, by the unit.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nlargest, nsmallest
from itertools import product
from typing import TypeAlias

from ruleck.values.date import DateSpan, Duration, duration_days
from ruleck.values.number import INF, End, Exact, Number
from ruleck.values.pairs import Key, Pair, high_key, line, low_key, unit, zone
from ruleck.values.text import canonical

Outcome: TypeAlias = tuple[Pair | None, Pair | None]


def agreement(
    members: Sequence[tuple[Hashable, bool]],
    tolerance: Number | Duration | None = None,
    share: bool = False,
    rounding: bool = False,
) -> Outcome:
    """Two members, each a value and whether it surely belongs, that surely conflict; else two that may.

    Numbers and dates are compared as ranges, texts by their canonical form, all else by equality. Values may lie up to
    `tolerance` apart; with `share` it is in per cent of the larger one, without its sign. With `rounding` they may lie
    half a step of the last digit of each apart. A pair that may conflict has no cause where only its belonging is
    unsure.

    >>> agreement([(Number(1, 5), True), (Number(7, 7), True), (Number(2, 2), True)])
    (Pair(earlier=1, later=2, cause=None), None)
    >>> agreement([("so 'much'", True), ("so \u2018much\u2019", True)])
    (None, None)
    """
    ranges = [(value, sure) for value, sure in members if isinstance(value, Number | DateSpan)]
    if not ranges:
        return _words(members)
    # Invariant: the values of a group are of one type.
    assert len(ranges) == len(members)
    if isinstance(tolerance, Duration):
        tolerance = duration_days(tolerance)
    return _ranges(ranges, _Limits(tolerance, share), rounding)


def _words(members: Sequence[tuple[Hashable, bool]]) -> Outcome:
    sure: dict[Hashable, int] = {}
    said: dict[Hashable, int] = {}
    for index, (value, is_sure) in enumerate(members):
        key = canonical(value) if isinstance(value, str) else value
        said.setdefault(key, index)
        if is_sure:
            sure.setdefault(key, index)
    if len(sure) > 1:
        return _first_two(sure), None
    return None, _first_two(said) if len(said) > 1 else None


def _first_two(said: dict[Hashable, int]) -> Pair:
    first, second, *_ = sorted(said.values())
    return Pair(first, second)


# ------------------------------------------------------------------ ranges


@dataclass(frozen=True, slots=True)
class _Range:
    """One thing that is said, a fact that says it, and whether that one surely belongs.

    `slack` is what rounding allows it: half a step of its last digit.
    """

    index: int
    sure: bool
    low: Key
    high: Key
    slack: Exact


@dataclass(frozen=True, slots=True)
class _Limits:
    """How far apart two values may be."""

    tolerance: Number | None
    share: bool

    def conflict(self, upper: _Range, lower: _Range) -> End | None:
        """By how much the upper one is too far above the lower one, whatever they are; none where it need not be."""
        widening = not self.share or self.tolerance is None or self.tolerance.high < 100
        if not widening and (upper.low != upper.high or lower.low != lower.high):
            return None
        excess = self._excess(upper.low[0], lower.high[0], upper.slack + lower.slack, certain=True)
        touching = excess == 0 and (upper.low[1] != 0 or lower.high[1] != 0)
        return excess if excess > 0 or touching else None

    def doubt(self, upper: _Range, lower: _Range) -> End | None:
        """By how much it may be too far above; none where it cannot be."""
        excess = self._excess(upper.high[0], lower.low[0], upper.slack + lower.slack, certain=False)
        return excess if excess > 0 else None

    def _excess(self, upper: End, lower: End, slack: Exact, certain: bool) -> End:
        endless = -INF if certain else INF
        amount: End = 0
        if self.tolerance is not None:
            amount = self.tolerance.high if certain else self.tolerance.low
        if isinstance(upper, float) or isinstance(lower, float) or isinstance(amount, float):
            return endless
        if not self.share:
            return upper - lower - slack - amount
        # Below 100% the excess grows with the distance, so that the extremes decide. From there on only values of
        # different sign can be too far apart, and those at the ends need not be the ones: only what is exact is told.
        if not certain and amount >= 100 and lower < 0 < upper:
            return endless
        return upper - lower - slack - Fraction(amount) / 100 * max(upper, -upper, lower, -lower)


def _ranges(members: Sequence[tuple[Number | DateSpan, bool]], limits: _Limits, rounding: bool) -> Outcome:
    by_unit: dict[str | None, int] = {}
    for index, (value, _) in enumerate(members):
        by_unit.setdefault(unit(value), index)
    stated = sorted(index for name, index in by_unit.items() if name is not None)
    conflicts, doubts = [], []
    for these, those in _parts(members, rounding, several_units=len(stated) > 1):
        for a, b in product(these, those):
            if a.index == b.index:
                continue
            first, second = sorted((a.index, b.index))
            conflict, doubt = limits.conflict(a, b), limits.doubt(a, b)
            if conflict is not None and a.sure and b.sure:
                conflicts.append((-conflict, first, second))
            elif doubt is not None:
                doubts.append((-doubt, first, second, conflict is not None))
    if conflicts:
        _, first, second = min(conflicts)
        return Pair(first, second), None
    if len(stated) > 1:
        return None, Pair(stated[0], stated[1], "unit")
    if not doubts:
        return None, None
    _, first, second, only_belonging = min(doubts)
    return None, Pair(first, second, None if only_belonging else "uncertain")


def _parts(
    members: Sequence[tuple[Number | DateSpan, bool]], rounding: bool, several_units: bool
) -> Iterator[tuple[list[_Range], list[_Range]]]:
    """The extremes of all that is said, those together that have one order."""
    cells: dict[tuple[bool | None, str | None], list[int]] = {}
    for index, (value, _) in enumerate(members):
        # A single unit is also that of the numbers which state none.
        cells.setdefault((zone(value), unit(value) if several_units else None), []).append(index)
    if several_units:
        # Invariant: only numbers have units, and they have no clock time.
        extremes = {name: _extremes(members, indices, False, rounding) for (_, name), indices in cells.items()}
        for name, found in extremes.items():
            together = found + (extremes.get(None, []) if name is not None else [])
            yield together, together
        return
    for (a, _), (b, _) in product(cells, repeat=2):
        by_moment = a is not None and a == b
        yield (
            _extremes(members, cells[a, None], by_moment, rounding),
            _extremes(members, cells[b, None], by_moment, rounding),
        )


def _extremes(
    members: Sequence[tuple[Number | DateSpan, bool]], indices: Sequence[int], by_moment: bool, rounding: bool
) -> list[_Range]:
    """Of all that is said, what can show a conflict or a doubt."""
    said: dict[tuple[Key, Key, Exact], _Range] = {}
    for index in indices:
        value, sure = members[index]
        n = line(value, by_moment)
        slack = Fraction(n.quantum or 0) / 2 if rounding else 0
        key = (low_key(n), high_key(n), slack)
        known = said.get(key)
        if known is None or (sure and not known.sure):
            said[key] = _Range(index, sure, key[0], key[1], slack)
    ranges = list(said.values())
    surely = [r for r in ranges if r.sure]
    shown = [max(surely, key=_at_least), min(surely, key=_at_most)] if surely else []
    shown += nlargest(2, ranges, key=_possibly_high) + nsmallest(2, ranges, key=_possibly_low)
    return list({r.index: r for r in shown}.values())


def _at_least(r: _Range) -> Key:
    return _moved(r.low, -r.slack)


def _at_most(r: _Range) -> Key:
    return _moved(r.high, r.slack)


def _possibly_high(r: _Range) -> Key:
    return _moved(r.high, -r.slack)


def _possibly_low(r: _Range) -> Key:
    return _moved(r.low, r.slack)


def _moved(key: Key, by: Exact) -> Key:
    return key if isinstance(key[0], float) else (key[0] + by, key[1])
