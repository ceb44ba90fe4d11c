"""Dates as they are written: EDTF (ISO 8601-2) level 0 and 1, level 2's masked digits, timestamps; and durations.

    2017-12-27  2017-12  2017           a day, a day in a month, a day in a year
    2017-21                             in a season: 21 spring (March to May) to 24 winter (December to February)
    201X  2017-XX-05  156X-12-25        a digit that is not known
    2015~  2015-06?  2015%              one more of the last unit given, each way
    2017-12-05/2017-12-27  ../2017      from the first day of the one to the last of the other; `..` or nothing is open
    2017-12-27T09:30:00+01:00           the day as written, and the moment

A date that does not exist is refused. Years run from 0001 to 9999.

Source: Library of Congress, Extended Date/Time Format (EDTF) Specification, 2019.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from ruleck.values.date import (
    DAY_MICROSECONDS,
    Clock,
    Date,
    DateSpan,
    Duration,
    calendar_day,
    day_number,
    month_length,
    shift,
)
from ruleck.values.misread import Misread, shorten
from ruleck.values.number import INF
from ruleck.values.number_words import ONES, TENS

FIRST_DAY, LAST_DAY = day_number(1, 1, 1), day_number(9999, 12, 31)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONGEST = 100  # characters
_FORMS = "write a date like `2017-12-27`, `2017-12`, `2017`, `201X`, `2015~` or `2017-12-05/2017-12-27`"

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([~?%]?)")
_TIMESTAMP = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?"
    r"(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)


def read_date(text: str) -> DateSpan | Misread:
    """The days that a date can be.

    >>> show_date(read_date("2017-12-05/2017-12-27"))
    '5 to 27 Dec 2017'
    >>> read_date("2017-02-29").message
    '`2017-02-29` does not exist: February 2017 has 28 days'
    """
    day = _DAY.fullmatch(text)
    if day is not None:
        return _day(text, int(day[1]), int(day[2]), int(day[3]))
    if len(text) > _LONGEST:
        return Misread(shorten(text), "is too long for a date", _FORMS)
    written = text.strip()
    if "/" in written:
        return _interval(written)
    if "T" in written or ":" in written:
        return _timestamp(written)
    return _date(written)


def _day(written: str, year: int, month: int, day: int) -> DateSpan | Misread:
    if year == 0:
        return Misread(written, "is before the year 0001", "dates run from 0001 to 9999")
    if not 1 <= month <= 12:
        return Misread(written, f"does not exist: there is no month {month:02}", _FORMS)
    if not 1 <= day <= month_length(year, month):
        name, length = _MONTH_NAMES[month - 1], month_length(year, month)
        return Misread(written, f"does not exist: {name} {year} has {length} days", "look the day up")
    number = day_number(year, month, day)
    return DateSpan(number, number, None, written)


def _date(written: str) -> DateSpan | Misread:
    match = _DATE.fullmatch(written)
    if match is None:
        return _habit(written)
    year, month, day, widened = match.groups()
    if year == "0000":
        return Misread(written, "is before the year 0001", "dates run from 0001 to 9999")
    step = _last_unit(year, month, day)
    if month in ("21", "22", "23", "24") and day is None and "X" not in year:
        span: DateSpan | None = _season(int(year), int(month))
        step = Duration(months=3)
    elif "X" in written:
        span = _masked(year, month or "XX", day or "XX")
    elif day is not None:
        exact = _day(written, int(year), int(month), int(day))
        if isinstance(exact, Misread):
            return exact
        span = exact
    else:
        span = _months(int(year), int(month or 1), int(month or 12))
    if span is None:
        return Misread(written, "does not exist", _FORMS)
    first, last = span.first, span.last
    if widened:
        # The day after the last is the one to move: 30 June and a month is 31 July here.
        first, last = shift(span, step, -1).first, shift(DateSpan(last + 1, last + 1), step, 1).first - 1
    return DateSpan(max(first, FIRST_DAY), min(last, LAST_DAY), None, written)


def _months(year: int, first: int, last: int) -> DateSpan | None:
    """Whole months of one year; the last may be one of the year after."""
    if not 1 <= first <= 12:
        return None
    end_year, end = divmod(year * 12 + last - 1, 12)
    return DateSpan(day_number(year, first, 1), day_number(end_year, end + 1, month_length(end_year, end + 1)))


def _season(year: int, season: int) -> DateSpan | None:
    return _months(year, 3 * (season - 20), 3 * (season - 20) + 2)


def _masked(year: str, month: str, day: str) -> DateSpan | None:
    # Invariant: what a leap year has not, no year has; so the search ends after a few years, or a few hundred.
    if next(_days("2000", month, day, 1), None) is None:
        return None
    first, last = next(_days(year, month, day, 1), None), next(_days(year, month, day, -1), None)
    return None if first is None or last is None else DateSpan(first, last)


def _days(year: str, month: str, day: str, direction: int) -> Iterator[int]:
    """The days that fit the masks, from the first on (`direction` 1) or from the last one back (-1)."""
    months = [m for m in _numbers(month, direction) if 1 <= m <= 12]
    days = [d for d in _numbers(day, direction) if d >= 1]
    for y in _numbers(year, direction):
        for m in months:
            for d in days:
                if y > 0 and d <= month_length(y, m):
                    yield day_number(y, m, d)


def _numbers(mask: str, direction: int) -> Iterator[int]:
    digits = "0123456789"[::direction]
    return (int("".join(number)) for number in product(*(digits if digit == "X" else digit for digit in mask)))


def _last_unit(year: str, month: str | None, day: str | None) -> Duration:
    """What one step of the last digit that is given is worth."""
    for part, months, days in ((day, 0, 1), (month, 1, 0), (year, 12, 0)):
        if part is not None and part[0] != "X":
            scale = 10 ** (len(part) - len(part.rstrip("X")))
            return Duration(months * scale, days * scale)
    return Duration()


# ------------------------------------------------------------------ intervals and timestamps


def _interval(written: str) -> DateSpan | Misread:
    start, _, end = written.partition("/")
    if "/" in end:
        return _habit(written)
    ends: list[DateSpan] = []
    for side, endless in ((start, -INF), (end, INF)):
        if side in ("", ".."):
            ends.append(DateSpan(endless, endless))
            continue
        date = read_date(side)
        if isinstance(date, Misread):
            return _habit(written) if _figures(written) else date
        ends.append(date)
    first, last = ends
    if start == end == "":
        return Misread(written, "gives no date", _FORMS)
    backwards = first.first > last.last
    if first.clock is not None and last.clock is not None and first.clock.zoned == last.clock.zoned:
        backwards = first.clock.moment > last.clock.moment
    # A moment may lie in an earlier day than another that it follows, where their clocks are set differently.
    if backwards or first.first > last.last:
        return Misread(written, "ends before it starts", "write the earlier date first")
    return DateSpan(first.first, last.last, None, written)


def _timestamp(written: str) -> DateSpan | Misread:
    match = _TIMESTAMP.fullmatch(written)
    if match is None:
        hint = "write a time like `2017-12-27T09:30`, `2017-12-27T09:30:00Z` or `2017-12-27T09:30:00+01:00`"
        return Misread(shorten(written), "is not a date with a time", hint)
    date, hours, minutes, seconds, part, zone = match.groups()
    day = read_date(date)
    if isinstance(day, Misread):
        return Misread(written, day.reason, day.hint)
    hour, minute, second = int(hours), int(minutes), int(seconds or 0)
    offset = _offset(zone)
    if hour > 23 or minute > 59 or second > 59 or offset is None:
        return Misread(written, "has a time that does not exist", "hours run to 23, minutes and seconds to 59")
    seconds_of_day = (hour * 60 + minute - offset) * 60 + second
    microseconds = seconds_of_day * 1_000_000 + int((part or "").ljust(6, "0")[:6])
    moment = (int(day.first) - FIRST_DAY) * DAY_MICROSECONDS + microseconds
    return DateSpan(day.first, day.last, Clock(moment, zone is not None), written)


def _offset(zone: str | None) -> int | None:
    """Minutes ahead of UTC; none for one that does not exist."""
    if zone is None or zone == "Z":
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        return None
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)


# ------------------------------------------------------------------ how editors write dates

_MONTH = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?", re.IGNORECASE)
_PARTS = re.compile(r"[0-9]+|[A-Za-z]+\.?")
_FIGURES = re.compile(r"([0-9]{1,4})[-/. ]([0-9]{1,4})(?:[-/. ]([0-9]{1,4}))?")


def _habit(written: str) -> Misread:
    """The mistake in a text that is no date here, with the date that it seems to mean."""
    meant = _named_month(written) or _figures(written)
    if meant:
        return Misread(shorten(written), "is not set as a date", "write the year first: " + " or ".join(meant))
    if re.fullmatch(r"[0-9xXuU?-]+", written) and re.search("[xuU]", written):
        return Misread(shorten(written), "is not a date", "write a capital `X` for a digit that is not known")
    if written.casefold() in ("today", "yesterday", "tomorrow", "now"):
        return Misread(shorten(written), "is another day each day", "write the date itself, like `2017-12-27`")
    return Misread(shorten(written), "is not a date" if written else "is blank", _FORMS)


def _named_month(written: str) -> list[str]:
    parts = _PARTS.findall(written)
    months = [_MONTH_NAMES[MONTHS.index(m[1].title())] for m in map(_MONTH.fullmatch, parts) if m]
    years = [part for part in parts if part.isdigit() and len(part) == 4]
    days = [re.sub("[a-z]+$", "", part) for part in parts if part.isdigit() and len(part) <= 2]
    if len(months) != 1 or len(years) != 1 or len(days) > 1:
        return []
    return _proposed(years[0], _MONTH_NAMES.index(months[0]) + 1, *(int(day) for day in days))


def _figures(written: str) -> list[str]:
    compact = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", written)
    match = compact or _FIGURES.fullmatch(written)
    if match is None:
        return []
    a, b, c = match.groups()
    if len(a) == 4:
        return _proposed(a, int(b), *([int(c)] if c else []))
    if c is None:
        return _proposed(b, int(a)) if len(b) == 4 else []
    if len(c) != 4:
        return []
    first, second = _proposed(c, int(a), int(b)), _proposed(c, int(b), int(a))
    return list(dict.fromkeys(first + second))


def _proposed(year: str, month: int, *day: int) -> list[str]:
    text = "-".join([year, f"{month:02}", *(f"{d:02}" for d in day)])
    return [] if not 1 <= month <= 12 or isinstance(read_date(text), Misread) else [f"`{text}`"]


# ------------------------------------------------------------------ durations

_DURATION_UNITS = {
    "day": Duration(days=1),
    "week": Duration(days=7),
    "month": Duration(months=1),
    "year": Duration(months=12),
}
_COUNTED = re.compile(
    r"\s*(?:,|and\b)?\s*([0-9]{1,7}|[a-z]+(?:-[a-z]+)?)\s+(day|week|month|year)s?(?![a-z])", re.IGNORECASE
)
_DURATION_FORMS = "write a stretch of time like `3 days`, `2 weeks`, `1 month` or `1 year and 6 months`"


def read_duration(text: str) -> Duration | Misread:
    """A stretch of whole days, weeks, months and years.

    >>> read_duration("1 year and 6 months")
    Duration(months=18, days=0, written='1 year and 6 months')
    """
    if len(text) > _LONGEST:
        return Misread(shorten(text), "is too long for a stretch of time", _DURATION_FORMS)
    written = " ".join(text.split())
    months = days = at = 0
    while at < len(written):
        match = _COUNTED.match(written, at)
        count = None if match is None else _count(match[1].lower())
        if match is None or count is None:
            return Misread(shorten(written), "is not a stretch of whole days, weeks, months or years", _DURATION_FORMS)
        unit = _DURATION_UNITS[match[2].lower()]
        months, days = months + count * unit.months, days + count * unit.days
        at = match.end()
    if not written:
        return Misread(written, "is blank", _DURATION_FORMS)
    if months > 9_999 * 12 or days > LAST_DAY:
        return Misread(shorten(written), "is longer than all the years there are", "dates run from 0001 to 9999")
    return Duration(months, days, written)


def _count(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    tens, _, ones = word.partition("-")
    if ones:
        return TENS[tens] + ONES[ones] if tens in TENS and 0 < ONES.get(ones, 0) < 10 else None
    return 1 if word in ("a", "an") else ONES.get(word, TENS.get(word))


# ------------------------------------------------------------------ as a reader sees them


def show_date(date: Date) -> str:
    """The date as editors write it.

    >>> show_date(DateSpan(day_number(2017, 12, 1), day_number(2017, 12, 31)))
    'Dec 2017'
    """
    first, last = date.first, date.last
    if isinstance(first, float):
        return "any date" if isinstance(last, float) else f"up to {_shown(last, last)}"
    if isinstance(last, float):
        return f"from {_shown(first, first)}"
    if date.clock is None:
        return _shown(first, last)
    match = None if date.written is None else _TIMESTAMP.fullmatch(date.written)
    return _shown_moment(date.clock) if match is None else f"{_shown(first, last)} {_shown_time(match)}"


def _shown(first: int, last: int) -> str:
    (y, m, d), (end_y, end_m, end_d) = calendar_day(first), calendar_day(last)
    whole_months = d == 1 and end_d == month_length(end_y, end_m) and first != last
    if whole_months and (m, end_m) == (1, 12):
        start, end = "", ""
    elif whole_months:
        start, end = MONTHS[m - 1], MONTHS[end_m - 1]
    else:
        start, end = f"{d} {MONTHS[m - 1]}", f"{end_d} {MONTHS[end_m - 1]}"
        if (y, m) == (end_y, end_m) and d != end_d:
            start = str(d)
    year, end_year = _shown_year(y), _shown_year(end_y)
    if y != end_y:
        return f"{start} {year} to {end} {end_year}".replace("  ", " ").strip()
    return f"{end} {year}".strip() if start == end else f"{start} to {end} {year}"


def _shown_year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def _shown_time(timestamp: re.Match[str]) -> str:
    _, hours, minutes, seconds, _, zone = timestamp.groups()
    time = f"{hours}:{minutes}" + (f":{seconds}" if seconds not in (None, "00") else "")
    return time + ("" if zone is None else " UTC" if zone == "Z" else f" {zone}")


def _shown_moment(clock: Clock) -> str:
    days, of_day = divmod(clock.moment, DAY_MICROSECONDS)
    minutes = of_day // 60_000_000
    day = _shown(FIRST_DAY + days, FIRST_DAY + days)
    return f"{day} {minutes // 60:02}:{minutes % 60:02}" + (" UTC" if clock.zoned else "")
