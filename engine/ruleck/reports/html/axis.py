"""Where values stand on an axis, and the round ones that are named beside it.

All arithmetic is exact (a day is an integer, a figure an integer or a fraction) until a position on paper is asked for,
so that neither figures beyond any float nor years beyond any calendar go wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from ruleck.values.date import DAY_MICROSECONDS, DateSpan, calendar_day, day_number
from ruleck.values.edtf import MONTHS, show_date
from ruleck.values.number import Exact, Number, plain, point, show
from ruleck.values.truth import Unknown

Value = Number | DateSpan | Unknown


@dataclass(frozen=True, slots=True)
class Extent:
    """A value as a stretch of an axis; an end is none where nothing bounds it.

    A day that is known is its noon; one that is not is from the morning of the first to the night of the last.
    """

    low: Exact | None
    high: Exact | None

    @property
    def ends(self) -> list[Exact]:
        """The ends that there are."""
        return [end for end in (self.low, self.high) if end is not None]

    @property
    def middle(self) -> Exact | None:
        """Where one would point at it: its middle, or its only end."""
        ends = self.ends
        return plain(Fraction(sum(ends)) / len(ends)) if ends else None


def extent(value: Value) -> Extent:
    """The stretch that a value is.

    >>> extent(DateSpan(5, 6)), extent(Number(7, 9))
    (Extent(low=5, high=7), Extent(low=7, high=9))
    >>> extent(DateSpan(5, 5)).middle
    Fraction(11, 2)
    """
    if isinstance(value, Unknown):
        return Extent(None, None)
    if isinstance(value, Number):
        low, high = value.low, value.high
        return Extent(None if isinstance(low, float) else low, None if isinstance(high, float) else high)
    if value.clock is not None:
        moment = plain(Fraction(value.clock.moment, DAY_MICROSECONDS) + 1)
        return Extent(moment, moment)
    first, last = value.first, value.last
    if value.exact and not isinstance(first, float):
        noon = first + Fraction(1, 2)
        return Extent(noon, noon)
    return Extent(None if isinstance(first, float) else first, None if isinstance(last, float) else last + 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value, what it is called, and a second line where one is due (the year below the first day in it)."""

    at: Exact
    label: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of values laid along a stretch of paper, from `start` to `end` (less than `start` where it goes up).

    `scale` is what the ticks count, where it is not ones: `billion`.
    """

    low: Exact
    high: Exact
    start: float
    end: float
    ticks: tuple[Tick, ...]
    scale: str = ""

    def at(self, value: Exact) -> float:
        """The position of a value; one that is beyond an end is at it."""
        share = Fraction(value - self.low) / (self.high - self.low)
        return self.start + float(min(max(share, Fraction(0)), Fraction(1))) * (self.end - self.start)

    def holds(self, stretch: Extent) -> bool:
        """Whether some of a stretch lies on the axis."""
        return (stretch.low is None or stretch.low <= self.high) and (stretch.high is None or stretch.high >= self.low)


def axis(values: Sequence[Value], start: float, end: float, *, most: int, also: Sequence[Exact] = ()) -> Axis:
    """An axis for values of one sort, with room where one is endless, and about `most` ticks.

    `also` are other places that should be on it.
    """
    stretches = [extent(value) for value in values]
    ends = [found for stretch in stretches for found in stretch.ends] + list(also)
    dates = any(isinstance(value, DateSpan) for value in values)
    low, high = (min(ends), max(ends)) if ends else (0, 1)
    size = high - low
    if size == 0:
        size = 2 if dates else max(abs(Fraction(low)) / 5, Fraction(1))
        low, high = low - Fraction(size) / 2, high + Fraction(size) / 2
    margin = Fraction(size) * Fraction(12 if dates else 8, 100)
    below = margin * 2 if any(stretch.low is None for stretch in stretches) else margin
    above = margin * 2 if any(stretch.high is None for stretch in stretches) else margin
    bottom, top = low - below, high + above
    # Figures that are near zero, seen from how far they reach, are drawn from zero; no count is drawn below it.
    if not dates and low >= 0 and (bottom < 0 or low * 5 < high * 2):
        bottom = Fraction(0)
    unit = next((value.unit for value in values if isinstance(value, Number) and value.unit == "percent"), None)
    first, last = plain(Fraction(bottom)), plain(Fraction(top))
    if not dates:
        scale, of = _scale(max(abs(Fraction(first)), abs(Fraction(last))))
        return Axis(first, last, start, end, tuple(number_ticks(first, last, most, unit, of)), scale)
    days = known_days(values)
    noon = Fraction(1, 2) if days else 0  # what is of a day stands at its noon
    named = _named(days, months=False) if _apart(days, last - first, most) else None
    ticks = date_ticks(first - noon, last - noon, most) if named is None else named
    return Axis(first, last, start, end, tuple(replace(tick, at=tick.at + noon) for tick in ticks))


def _scale(most: Exact) -> tuple[str, int]:
    """What great figures are counted in, so that they can be read."""
    for word, of in (("trillion", 10**12), ("billion", 10**9)):
        if of <= most < of * 10**5:
            return word, of
    return ("million", 10**6) if 10**7 <= most < 10**9 else ("", 1)


def known_days(values: Sequence[Value]) -> list[int]:
    """The days of dates that are known, in order; none at all where one is not."""
    days = {v.first for v in values if isinstance(v, DateSpan) and v.exact and v.clock is None}
    if len(days) == 0 or not all(isinstance(v, DateSpan) and v.exact and v.clock is None for v in values):
        return []
    return sorted(day for day in days if not isinstance(day, float))


def _apart(days: Sequence[int], size: Exact, most: int) -> bool:
    """Whether days can be named one by one: few, and each with room for its name."""
    return 1 < len(days) <= most and all((b - a) * most >= size for a, b in pairwise(days))


def number_ticks(low: Exact, high: Exact, most: int, unit: str | None = None, of: int = 1) -> list[Tick]:
    """Round figures from `low` to `high`: steps of 1, 2 or 5 times a power of ten. Their labels count what is worth
    `of`.

    >>> [tick.label for tick in number_ticks(0, 48_600, 5)]
    ['0', '10,000', '20,000', '30,000', '40,000']
    """
    step = _step(Fraction(high - low) / most)
    first = -(-Fraction(low) // step)
    found = []
    while first * step <= high:
        at = plain(first * step)
        found.append(Tick(at, show(point(Fraction(at) / of, unit)).replace("-", "\u2212")))
        first += 1
    return found


def _step(least: Fraction) -> Fraction:
    """The smallest of 1, 2, 5 times a power of ten that is not below `least`."""
    power = int((least.numerator.bit_length() - least.denominator.bit_length()) * 0.30103)
    ten = Fraction(10) ** power
    while ten > least:
        ten /= 10
    while ten * 10 <= least:
        ten *= 10
    return next(ten * by for by in (1, 2, 5, 10) if ten * by >= least)


# Days of a month on which ticks may stand, the closest first.
_DAYS = (range(1, 32), range(1, 32, 2), (1, 6, 11, 16, 21, 26), (1, 11, 21), (1, 16))
_HOURS = (1, 2, 3, 6, 12)


def date_ticks(low: Exact, high: Exact, most: int) -> list[Tick]:
    """Days, first days of months or first days of years from `low` to `high`; the year stands below where it begins.

    >>> [(tick.label, tick.below) for tick in date_ticks(day_number(2017, 12, 3), day_number(2018, 1, 17), 5)]
    [('11 Dec', '2017'), ('21 Dec', ''), ('1 Jan', '2018'), ('11 Jan', '')]
    """
    size = high - low
    if size <= most // 2:
        return _hour_ticks(low, high, most)
    if size <= 16 * most:
        days = range(-(-low // 1), int(high // 1) + 1)
        starts = [day for day in days if calendar_day(day)[2] == 1]
        if 3 <= len(starts) <= most:
            return _named(starts, months=True)
        for allowed in _DAYS:
            chosen = [day for day in days if calendar_day(day)[2] in allowed]
            if len(chosen) <= most:
                return _named(chosen, months=False)
    if size <= 370 * most:
        first, last = _month(low), _month(high)
        for step in (1, 2, 3, 6, 12):
            months = [m for m in range(first, last + 1) if m % step == 0]
            starts = [day_number(m // 12, m % 12 + 1, 1) for m in months]
            chosen = [day for day in starts if low <= day <= high]
            if len(chosen) <= most:
                return _named(chosen, months=step < 12)
    years = plain(_step(max(Fraction(size) / Fraction(1461, 4) / most, Fraction(1))))
    assert isinstance(years, int), "at least one year"
    first = -(-calendar_day(int(low // 1))[0] // years) * years
    chosen = []
    while (day := day_number(first, 1, 1)) <= high:
        chosen += [day] if day >= low else []
        first += years
    return _named(chosen, months=False, years=True)


def _month(day: Exact) -> int:
    year, month, _ = calendar_day(int(day // 1))
    return year * 12 + month - 1


def _named(days: Sequence[int], *, months: bool, years: bool = False) -> list[Tick]:
    found: list[Tick] = []
    shown = None
    for day in days:
        year, month, of_month = calendar_day(day)
        name = show_date(DateSpan(day_number(year, 1, 1), day_number(year, 12, 31)))
        if years or (months is False and of_month == 1 and month == 1 and len(days) > 1 and _yearly(days)):
            found.append(Tick(day, name))
            continue
        label = MONTHS[month - 1] if months else f"{of_month} {MONTHS[month - 1]}"
        found.append(Tick(day, label, name if year != shown else ""))
        shown = year
    return found


def _yearly(days: Sequence[int]) -> bool:
    return all(calendar_day(day)[1:] == (1, 1) for day in days)


def _hour_ticks(low: Exact, high: Exact, most: int) -> list[Tick]:
    for hours in _HOURS:
        size = Fraction(hours, 24)
        first, last = -(-Fraction(low) // size), Fraction(high) // size
        if last - first < most or hours == _HOURS[-1]:
            break
    found: list[Tick] = []
    shown = None
    for number in range(int(first), int(last) + 1):
        at = number * size
        day = int(at // 1)
        hour = int((at - day) * 24)
        found.append(Tick(plain(at), f"{hour}:00", show_date(DateSpan(day, day)) if day != shown else ""))
        shown = day
    return found
