"""Dates as spans of days (EDTF, ISO 8601-2), with a clock time where one was written.

A day is its proleptic Gregorian ordinal (`datetime.date.toordinal`); an open end is plus or minus infinity. A date of
the facts (`DateSpan`) is one day that is not known more closely; a date of a rule (`Period`) is a whole stretch: before
it is before its first day, after it is after its last. Clock times count between two dates that both have one of the
same sort, else a timestamp is the calendar day that it was written with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias, TypeVar

from ruleck.values.number import INF, Number
from ruleck.values.truth import UNCERTAIN, Truth, Unknown, both, negate

Day: TypeAlias = int | float  # Invariant: a float here is inf or -inf

DAY_MICROSECONDS = 86_400_000_000
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Clock:
    """A moment: microseconds since 0001-01-01T00:00, in UTC if `zoned`, else by the local clock.

    Two moments compare as moments only where both are zoned or neither is.
    """

    moment: int
    zoned: bool


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in the facts: one day out of those from `first` to `last`, both included.

    Invariant: one with a clock is exact.
    """

    first: Day
    last: Day
    clock: Clock | None = None
    written: str | None = None

    @property
    def exact(self) -> bool:
        """Whether it can be one day only."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Period:
    """A date written in a rule: the whole stretch from `first` to `last`, not an uncertain day in it."""

    first: Day
    last: Day
    clock: Clock | None = None
    written: str | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of calendar time: whole months (a year is twelve) and days (a week is seven)."""

    months: int = 0
    days: int = 0
    written: str | None = None


Date: TypeAlias = DateSpan | Period
D = TypeVar("D", bound=DateSpan | Period)


def period(date: Date) -> Period:
    """The date as a rule means it.

    >>> before(DateSpan(5, 5), period(DateSpan(1, 9)))
    False
    """
    return Period(date.first, date.last, date.clock, date.written)


# ------------------------------------------------------------------ the calendar, without an end


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(year: int, month: int, day: int) -> int:
    """The ordinal of a calendar day, in any year at all.

    Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms.

    >>> day_number(1, 1, 1), day_number(2017, 12, 27)
    (1, 736690)
    """
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 305


def calendar_day(day: int) -> tuple[int, int, int]:
    """Year, month and day of an ordinal.

    >>> calendar_day(736690)
    (2017, 12, 27)
    """
    era, of_era = divmod(day + 305, 146_097)
    years = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * years + years // 4 - years // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return years + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


# ------------------------------------------------------------------ comparison


def comparable(a: Date, b: Date) -> bool:
    """Whether both have a clock time, and of the same sort."""
    return a.clock is not None and b.clock is not None and a.clock.zoned == b.clock.zoned


def before(a: Date, b: Date) -> Truth:
    """Whether `a` lies wholly before `b`.

    >>> before(DateSpan(3, 4), DateSpan(5, 9)), before(DateSpan(3, 5), DateSpan(5, 9)).cause
    (True, 'uncertain')
    """
    if a.clock is not None and b.clock is not None and a.clock.zoned == b.clock.zoned:
        return a.clock.moment < b.clock.moment
    a_first = a.last if isinstance(a, Period) else a.first
    b_last = b.first if isinstance(b, Period) else b.last
    if a.last < b.first:
        return True
    return False if a_first >= b_last else UNCERTAIN


def on_or_before(a: Date, b: Date) -> Truth:
    """Whether `a` is not after `b`."""
    return negate(before(b, a))


def during(a: Date, b: Date) -> Truth:
    """Whether `a` lies in `b`.

    >>> during(DateSpan(3, 4), Period(1, 9)), during(DateSpan(3, 14), Period(1, 9)).cause
    (True, 'uncertain')
    """
    if comparable(a, b) or isinstance(b, DateSpan):
        return same_day(a, b)
    if b.first <= a.first and a.last <= b.last:
        return True
    return False if isinstance(a, Period) or a.last < b.first or b.last < a.first else UNCERTAIN


def same_day(a: Date, b: Date) -> Truth:
    """`a` is `b`: the same day, or, beside a period, a day in it."""
    if a.clock is not None and b.clock is not None and a.clock.zoned == b.clock.zoned:
        return a.clock.moment == b.clock.moment
    if isinstance(b, Period):
        inside = during(a, b)
        return inside if isinstance(a, DateSpan) or inside is True else during(b, a)
    if isinstance(a, Period):
        return during(b, a)
    if a.first == a.last == b.first == b.last:
        return True
    return False if a.last < b.first or b.last < a.first else UNCERTAIN


def same(a: Date, b: Date) -> Truth:
    """Whether the same is *said*: "December 2014" is the same as "December 2014"."""
    if not comparable(a, b) and a.first == b.first and a.last == b.last:
        return True
    return same_day(a, b)


def near(a: Date, b: Date, distance: Duration) -> Truth:
    """Whether `a` is within `distance` of `b`, ends included; months are counted on the calendar from `b`."""
    return both(on_or_before(shift(b, distance, -1), a), on_or_before(a, shift(b, distance, 1)))


# ------------------------------------------------------------------ arithmetic


def shift(date: D, duration: Duration, sign: int) -> D:
    """The date, `duration` later (`sign` 1) or earlier (-1): calendar months first, clamped to the month, then days.

    >>> calendar_day(shift(DateSpan(736360, 736360), Duration(months=1), 1).first)  # of 31 January 2017
    (2017, 2, 28)
    """
    months, days = sign * duration.months, sign * duration.days
    clock = date.clock
    if clock is not None:
        clock = None if months else Clock(clock.moment + days * DAY_MICROSECONDS, clock.zoned)
    first, last = _shifted(date.first, months, days), _shifted(date.last, months, days)
    return replace(date, first=first, last=last, clock=clock, written=None)


def _shifted(day: Day, months: int, days: int) -> Day:
    if isinstance(day, float):
        return day
    if months:
        year, month, of_month = calendar_day(day)
        year, month = divmod(year * 12 + month - 1 + months, 12)
        day = day_number(year, month + 1, min(of_month, month_length(year, month + 1)))
    return day + days


def days_between(a: Date, b: Date) -> Number:
    """Calendar days from `a` to `b`; negative where `b` is the earlier one."""
    return _between(a, b, lambda start, end: end - start)


def weeks_between(a: Date, b: Date) -> Number:
    """Whole weeks from `a` to `b`."""
    return _between(a, b, lambda start, end: _whole(end - start, 7))


def months_between(a: Date, b: Date) -> Number:
    """Whole calendar months from `a` to `b`: as many as can be added to `a` without passing `b`."""
    return _between(a, b, _whole_months)


def years_between(a: Date, b: Date) -> Number:
    """Whole years from `a` to `b`, as an age is counted.

    >>> born, today = DateSpan(day_number(2000, 6, 15), day_number(2000, 6, 15)), DateSpan(736690, 736690)
    >>> years_between(born, today).low
    17
    """
    return _between(a, b, lambda start, end: _whole(_whole_months(start, end), 12))


def _between(a: Date, b: Date, count: Callable[[int, int], int]) -> Number:
    # Invariant: `count` falls as the start moves on and rises as the end does, so the corners are the ends.
    return _number(_count(a.last, b.first, count, -INF), _count(a.first, b.last, count, INF))


def _count(start: Day, end: Day, count: Callable[[int, int], int], endless: float) -> Day:
    return endless if isinstance(start, float) or isinstance(end, float) else count(start, end)


def _whole(count: int, size: int) -> int:
    return count // size if count >= 0 else -(-count // size)


def _whole_months(start: int, end: int) -> int:
    if end < start:
        return -_whole_months(end, start)
    (year, month, day), (end_year, end_month, end_day) = calendar_day(start), calendar_day(end)
    months = (end_year - year) * 12 + end_month - month
    return months - (end_day < min(day, month_length(end_year, end_month)))


def _number(low: Day, high: Day) -> Number:
    return Number(low, high, isinstance(low, float), isinstance(high, float))


def weekday(date: Date) -> str | Unknown:
    """The name of the day, in lower case; undecided where it is not one day.

    >>> weekday(DateSpan(736690, 736690))
    'wednesday'
    """
    if date.first != date.last:
        return UNCERTAIN
    return WEEKDAYS[int(date.first - 1) % 7]


def year(date: Date) -> Number:
    """The year."""
    return _number(*(end if isinstance(end, float) else calendar_day(end)[0] for end in (date.first, date.last)))


def duration_days(duration: Duration) -> Number:
    """How many days it can be: a month is 28 to 31, a year 365 to 366.

    >>> duration_days(Duration(months=1)) == Number(28, 31)
    True
    """
    low, high = _month_days(abs(duration.months))
    if duration.months < 0:
        low, high = -high, -low
    return Number(low + duration.days, high + duration.days)


@lru_cache(maxsize=512)
def _month_days(months: int) -> tuple[int, int]:
    # The calendar repeats after 4,800 months of 146,097 days. The longest stretch starts on a first of the month; the
    # shortest on a last, where the target month is shorter and the day is clamped.
    cycles, months = divmod(months, 4_800)
    starts, lengths = _month_starts()
    stretches = [starts[m + months] - starts[m] for m in range(4_800)]
    low = min(s + min(0, lengths[(m + months) % 4_800] - lengths[m]) for m, s in enumerate(stretches))
    return cycles * 146_097 + low, cycles * 146_097 + max(stretches)


@lru_cache(maxsize=1)
def _month_starts() -> tuple[list[int], list[int]]:
    lengths = [month_length(2000 + m // 12, m % 12 + 1) for m in range(4_800)]
    starts = [0]
    for length in lengths + lengths:
        starts.append(starts[-1] + length)
    return starts, lengths
