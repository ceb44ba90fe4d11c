"""Aggregates over members that may be uncertain, and of which it may be uncertain whether they belong.

A member is a value and whether it surely belongs. Each result is the tightest range over every way to settle both, in
O(n log n). Two members of stated, different units have no sum, no smallest and no average: `UNIT`. The smallest of
nothing is not to be had, so that of what may be nothing is undecided: `EMPTY`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

from ruleck.values.date import DateSpan
from ruleck.values.number import INF, End, Exact, Number, at_most, magnitude, minus, plain, point, subtract
from ruleck.values.truth import EMPTY, UNIT, Truth, Unknown

Member: TypeAlias = tuple[Number, bool]
DateMember: TypeAlias = tuple[DateSpan, bool]


def counted(sure: int, unsure: int) -> Number:
    """How many belong.

    >>> counted(2, 1) == Number(2, 3)
    True
    """
    return Number(sure, sure + unsure)


def total(members: Sequence[Member]) -> Number | Unknown:
    """The sum; of nothing it is 0.

    >>> total([(Number(3, 4), True), (Number(-1, 5), False)]) == Number(2, 9)
    True
    """
    unit = _shared_unit(members)
    if isinstance(unit, Unknown):
        return unit
    # A member that need not belong adds what it can be, or nothing.
    low, low_open = _sum((n.low, n.low_open) for n, sure in members if sure or n.low < 0)
    high, high_open = _sum((n.high, n.high_open) for n, sure in members if sure or n.high > 0)
    return Number(low, high, low_open, high_open, unit)


def smallest(members: Sequence[Member]) -> Number | Unknown:
    """The smallest value.

    >>> smallest([(Number(3, 4), True), (Number(1, 5), False)]) == Number(1, 4)
    True
    """
    unit = _shared_unit(members)
    if isinstance(unit, Unknown):
        return unit
    if not any(sure for _, sure in members):
        return EMPTY
    low, low_open = min((n.low, n.low_open) for n, _ in members)
    high, high_closed = min((n.high, not n.high_open) for n, sure in members if sure)
    return Number(low, high, low_open, not high_closed, unit)


def largest(members: Sequence[Member]) -> Number | Unknown:
    """The largest value."""
    mirrored = smallest([(minus(n), sure) for n, sure in members])
    return mirrored if isinstance(mirrored, Unknown) else minus(mirrored)


def average(members: Sequence[Member]) -> Number | Unknown:
    """The arithmetic mean.

    >>> average([(Number(3, 3), True), (Number(1, 5), False)]) == Number(2, 4)
    True
    """
    unit = _shared_unit(members)
    if isinstance(unit, Unknown):
        return unit
    if not any(sure for _, sure in members):
        return EMPTY
    low, low_open = _lowest_mean(members)
    high, high_open = _lowest_mean([(minus(n), sure) for n, sure in members])
    return Number(low, -high, low_open, high_open, unit)


def equal_total_rounded(members: Sequence[Member], b: Number) -> Truth:
    """Whether the members add up to `b` within rounding: each member and `b` stand for all that rounds to them.

    >>> thirds = [(Number(33, 33, quantum=1), True)] * 3
    >>> equal_total_rounded(thirds, point(100))
    True
    """
    whole = total(members)
    difference = whole if isinstance(whole, Unknown) else subtract(whole, b)
    if isinstance(difference, Unknown):
        return difference
    steps = total([(point(n.quantum or 0), sure) for n, sure in members] + [(point(b.quantum or 0), True)])
    # Invariant: steps have no unit, so they do add up.
    assert isinstance(steps, Number)
    off = magnitude(difference)
    return at_most(Number(off.low * 2, off.high * 2, off.low_open, off.high_open), steps)


def _shared_unit(members: Iterable[Member]) -> str | Unknown | None:
    shared: str | None = None
    for n, _ in members:
        if n.unit is None or n.unit == shared:
            continue
        if shared is None:
            shared = n.unit
        elif n.unit.casefold() != shared.casefold():
            return UNIT
    return shared


def _sum(ends: Iterable[tuple[End, bool]]) -> tuple[End, bool]:
    whole, is_open = 0, False
    parts: Exact = 0  # whole numbers are by far the most, and quick to add up
    endless: End = 0
    for end, end_open in ends:
        is_open = is_open or end_open
        if isinstance(end, float):
            endless = end
        elif isinstance(end, int):
            whole += end
        else:
            parts += end
    return (endless, True) if endless else (plain(whole + parts), is_open)


def _lowest_mean(members: Sequence[Member]) -> tuple[End, bool]:
    """The lowest mean: every sure member as low as it can be, and the unsure ones that lower it still."""
    if any(n.low == -INF for n, _ in members):
        return -INF, True
    sure = [(n.low, n.low_open) for n, is_sure in members if is_sure]
    summed, is_open = _sum(sure)
    count = len(sure)
    assert not isinstance(summed, float)
    for low, low_open in sorted((n.low, n.low_open) for n, is_sure in members if not is_sure):
        # Invariant: from the first that does not lower the mean, none does.
        if low * count >= summed:
            break
        assert not isinstance(low, float)
        summed, count, is_open = summed + low, count + 1, is_open or low_open
    return plain(Fraction(summed) / count), is_open


# ------------------------------------------------------------------ dates


def earliest(members: Sequence[DateMember]) -> DateSpan | Unknown:
    """The earliest date.

    >>> earliest([(DateSpan(3, 9), True), (DateSpan(5, 6), True)]) == DateSpan(3, 6)
    True
    """
    return _extreme(members, 1)


def latest(members: Sequence[DateMember]) -> DateSpan | Unknown:
    """The latest date."""
    return _extreme(members, -1)


def _extreme(members: Sequence[DateMember], sign: int) -> DateSpan | Unknown:
    sure = [date for date, is_sure in members if is_sure]
    if not sure:
        return EMPTY
    choose = min if sign > 0 else max
    zones = {None if date.clock is None else date.clock.zoned for date, _ in members}
    if len(sure) == len(members) and len(zones) == 1 and None not in zones:
        return choose(sure, key=lambda date: 0 if date.clock is None else date.clock.moment)
    # One date without a clock time, or one that may not belong, leaves the calendar day.
    if sign > 0:
        return DateSpan(min(date.first for date, _ in members), min(date.last for date in sure))
    return DateSpan(max(date.first for date in sure), max(date.last for date, _ in members))
