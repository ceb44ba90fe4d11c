"""Dates counted from the day of publication, as EDTF values; none where no such day exists or years run out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ruleck.values.date import month_length

_YEARS_AROUND = 8  # in which a day of the year is looked for: 29 February is eight years apart at most
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_MONTHS = {"year": 12, "decade": 120}


def exact(year: int, month: int, day: int) -> str | None:
    """A day of the calendar.

    >>> exact(2017, 2, 28), exact(2017, 2, 29)
    ('2017-02-28', None)
    """
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def in_year(year: int, rest: str = "") -> str | None:
    """A year, with what is in it: `-12`, `-22`."""
    return f"{year:04}{rest}" if 1 <= year <= 9999 else None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Counts from the day of publication."""

    published: date

    def days(self, count: int) -> str | None:
        """So many days later, or earlier where negative."""
        try:
            return (self.published + timedelta(days=count)).isoformat()
        except OverflowError:
            return None

    def last(self, named: Callable[[int], str | None]) -> str | None:
        """The last day on or before publication that `named` gives for a year."""
        today = self.published.isoformat()
        return max((value for value in self._around(named) if value <= today), default=None)

    def next(self, named: Callable[[int], str | None]) -> str | None:
        """The first day after publication that `named` gives for a year."""
        today = self.published.isoformat()
        return min((value for value in self._around(named) if value > today), default=None)

    def _around(self, named: Callable[[int], str | None]) -> list[str]:
        years = range(self.published.year - _YEARS_AROUND, self.published.year + _YEARS_AROUND + 1)
        return [value for year in years if (value := named(year)) is not None]

    def days_since(self, value: str) -> int:
        """How long ago a day was."""
        return (self.published - date.fromisoformat(value)).days

    def month(self, number: int, *, ahead: bool) -> str | None:
        """The last month of that number, this one included; the next one where the story looks ahead."""
        later = number > self.published.month
        year = (
            self.published.year + (0 if later else number < self.published.month)
            if ahead
            else self.published.year - later
        )
        return in_year(year, f"-{number:02}")

    def season(self, code: int, before: str, *, ahead: bool) -> tuple[str | None, bool]:
        """The season of an EDTF code (21 spring to 24 winter), and whether it is over at publication."""
        start, now = 3 * (code - 20), self.published.month
        running = start <= now < start + 3 or (code == 24 and now < 3)
        year = self.published.year - (start > now)
        if before == "this":
            year = self.published.year
        elif ahead:
            year = self.published.year + (start <= now)
        elif before == "last" and running:
            year -= 1
        return in_year(year, f"-{code}"), not running

    def unit(self, unit: str, steps: int) -> str | None:
        """This week, last month, next year: weeks run from Monday to Sunday."""
        if unit == "year":
            return in_year(self.published.year + steps)
        if unit == "month":
            return self._months(steps)
        monday = 7 * steps - self.published.weekday()
        first, last = self.days(monday + (5 if unit == "weekend" else 0)), self.days(monday + 6)
        return f"{first}/{last}" if first and last else None

    def weekend(self) -> str | None:
        """The last Saturday and Sunday, or those that publication is in."""
        return self.unit("weekend", 0 if self.published.weekday() >= 5 else -1)

    def ago(self, count: int, unit: str) -> str | None:
        """What rounds to so many units before: days to the day, weeks and months to days, years to months.

        >>> christmas = Reckoning(date(2017, 12, 27))
        >>> christmas.ago(2, "year"), christmas.ago(3, "week"), christmas.ago(3, "day")
        ('2015-06/2016-06', '2017-12-03/2017-12-09', '2017-12-24')
        """
        if unit == "day":
            return self.days(-count)
        if unit in _MONTHS:
            size = _MONTHS[unit]
            first, last = self._months(-count * size - size // 2), self._months(-count * size + size // 2)
        else:
            size = _DAYS[unit]
            first, last = self.days(-count * size - size // 2), self.days(-count * size + size // 2)
        return f"{first}/{last}" if first and last else None

    def _months(self, steps: int) -> str | None:
        year, month = divmod(self.published.year * 12 + self.published.month - 1 + steps, 12)
        return in_year(year, f"-{month + 1:02}")
