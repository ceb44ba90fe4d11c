"""Dates as spans of days (EDTF, ISO 8601-2), with a clock time where one was written.

A day is its proleptic Gregorian ordinal (`datetime.date.toordinal`); an open end is plus or minus infinity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Day: TypeAlias = int | float  # Invariant: a float here is inf or -inf


@dataclass(frozen=True, slots=True)
class Clock:
    """A moment: microseconds since 0001-01-01T00:00, in UTC if `zoned`, else by the local clock.

    Two moments compare as moments only where both are zoned or neither is.
    """

    moment: int
    zoned: bool


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date in the facts: one day out of those from `first` to `last`, both included."""

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
