"""One written value at a time: text, numbers, dates, durations, yes or no, members of an enumeration.

A reader is given what a document holds (YAML's texts, JSON's values, Python's own) and gives the value that was meant,
none where nothing is stated, a `Misread` that says why it is no such value, or `UNFIT`.
"""

from __future__ import annotations

import datetime
import enum
import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from ruleck.facts.encoding import lone_surrogate
from ruleck.facts.record import FieldValue
from ruleck.facts.vocabulary import FieldType, fold
from ruleck.values.date import DateSpan, Duration
from ruleck.values.edtf import read_date, read_duration
from ruleck.values.misread import Misread, shorten
from ruleck.values.number import Exact, Number, clip_count, point
from ruleck.values.phrase import number_range, read_number
from ruleck.values.text import nearest
from ruleck.values.truth import OPEN


class Unfit(enum.Enum):
    """The reading of a value that is neither text nor number where one of these is wanted."""

    UNFIT = enum.auto()


UNFIT = Unfit.UNFIT
Read: TypeAlias = "FieldValue | Misread | Unfit | None"
Reader: TypeAlias = Callable[[Any], Read]
NumberReader: TypeAlias = Callable[[Any, str | None], Read]

# A number of more digits is refused by its reader; to write it out first would take time that grows as the square.
_MOST_BITS = 4_000
# Values come again and again in stories: readings are kept, and forgotten all at once when there are too many.
_MOST_KEPT = 10_000
_LONGEST_KEPT = 60


def found(value: Any) -> str:
    """What stands where something else is wanted, in a few words.

    >>> found([1]), found("so it goes")
    ('a list', '`so it goes`')
    """
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, Mapping):
        return "a fact with fields of its own" if value else "an empty pair of braces"
    if isinstance(value, (list, tuple, set, frozenset)):
        return "a list"
    text = written(value)
    if text is not None:
        return f"`{shorten(text)}`"
    return f"a Python {type(value).__name__}"


def written(value: Any) -> str | None:
    """A text or a number as it was written; none for any other thing."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]  # its type was just asked for
    if kind is bool:
        return None
    if kind is int:
        return str(value) if value.bit_length() <= _MOST_BITS else "9" * (_MOST_BITS // 3)
    if kind is float:
        return repr(value)
    if isinstance(value, enum.Enum):
        return written(value.value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (Number, DateSpan, Duration)):
        return value.written
    if isinstance(value, Decimal) or kind.__name__ == "LosslessFloat":
        return str(value)
    return None


def read_text(value: Any) -> Read:
    """A text as it was written; a number in its place is the text of its digits."""
    text = value if type(value) is str else written(value)
    if text is None:
        return None if value is None else UNFIT
    if not text or text.isspace():
        return None
    if text == "?":
        return OPEN
    if lone_surrogate(text):
        return Misread(shorten(_shown(text)), "has half a character in it", "delete it")
    return text


def _shown(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def read_yes_no(value: Any) -> Read:
    """Yes or no, also said as true or false."""
    if value is True or value is False:
        return value
    text = written(value)
    if text is None:
        return None if value is None else UNFIT
    word = text.strip().lower()
    if word in ("yes", "true"):
        return True
    if word in ("no", "false"):
        return False
    if not word:
        return None
    return OPEN if word == "?" else Misread(shorten(_shown(text)), "is neither", "write `yes` or `no`")


def choice_reader(choices: tuple[str, ...]) -> Reader:
    """A member of an enumeration, by its name in any letter case."""
    members = {fold(choice): choice for choice in choices}

    def read(value: Any) -> Read:
        text = written(value)
        if text is None:
            return None if value is None else UNFIT
        member = members.get(fold(text.strip()))
        if member is not None:
            return member
        if not text.strip():
            return None
        if text.strip() == "?":
            return OPEN
        close = nearest(text, choices)
        return Misread(shorten(_shown(text)), "is none of them", f"did you mean `{close[0]}`?" if close else None)

    return read


def read_duration_value(value: Any) -> Read:
    """A stretch of time: `3 days`."""
    if isinstance(value, Duration):
        return value
    if isinstance(value, datetime.timedelta):
        if value != datetime.timedelta(value.days):
            return Misread(str(value), "is no whole number of days", "write whole days")
        return Duration(days=value.days, written=f"{value.days} days")
    text = written(value)
    if text is None:
        return None if value is None else UNFIT
    if not text.strip():
        return None
    return OPEN if text.strip() == "?" else read_duration(_shown(text))


def date_reader() -> Reader:
    """A date as a span of days."""
    kept: dict[str, DateSpan | Misread] = {}

    def read(value: Any) -> Read:
        if isinstance(value, DateSpan):
            return value
        if isinstance(value, (datetime.date, datetime.datetime)):
            value = value.isoformat()
        text = value if type(value) is str else written(value)
        if text is None:
            return None if value is None else UNFIT
        date = kept.get(text)
        if date is None:
            if not text or text.isspace():
                return None
            if text.strip() == "?":
                return OPEN
            date = read_date(_shown(text))
            _keep(kept, text, text, date)
        return date

    return read


def number_reader(base: str, approximation: Exact) -> NumberReader:
    """A number, a count or a percentage; the second argument is the unit where the number states none."""
    kept: dict[tuple[str, str | None], Number | Misread] = {}

    def read(value: Any, unit: str | None) -> Read:
        text = value if type(value) is str else None
        if text is None:
            if value is None:
                return None
            if isinstance(value, Mapping):
                return _finished(_range(value, approximation), base, unit)
            if isinstance(value, (Number, Fraction)):
                return _finished(value if isinstance(value, Number) else point(value), base, unit)
            if type(value) is float and not math.isfinite(value):
                return Misread(str(value), "is no number", 'leave out what is not known, or write "?"')
            text = written(value)
            if text is None:
                return UNFIT
        number = kept.get((text, unit))
        if number is None:
            if not text or text.isspace():
                return None
            if text.strip() == "?":
                return OPEN
            number = _finished(read_number(_shown(text), approximation), base, unit)
            _keep(kept, text, (text, unit), number)
        return number

    return read


def _keep(kept: dict[Any, Any], text: str, key: Any, value: Any) -> None:
    if len(text) <= _LONGEST_KEPT:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = value


def _finished(number: Number | Misread, base: str, unit: str | None) -> Number | Misread:
    if isinstance(number, Misread):
        return number
    if base == "percent" and number.unit not in (None, "percent"):
        return Misread(number.written or "it", f"is in {number.unit}, not in percent", "write it as `44%` or `44`")
    if base == "count":
        if number.unit is not None:
            return Misread(number.written or "it", f"is in {number.unit}", "a count is a whole number by itself")
        return clip_count(number)
    if number.unit is None and unit is not None:
        return Number(number.low, number.high, number.low_open, number.high_open, unit, number.written, number.quantum)
    return number


def _range(value: Mapping[Any, Any], approximation: Exact) -> Number | Misread:
    ends: dict[str, Number | None] = {"low": None, "high": None}
    for key, end in value.items():
        if key not in ends:
            return Misread(f"{shorten(_shown(str(key)))}", "is no end of a range", "write {low: 1000, high: 1500}")
        if end is None:
            continue
        text = end if type(end) is str else written(end)
        if text is None:
            return Misread(found(end).strip("`"), "is no end of a range", "write {low: 1000, high: 1500}")
        number = end if isinstance(end, Number) else read_number(_shown(text), approximation)
        if isinstance(number, Misread):
            return number
        ends[key] = number
    return number_range(ends["low"], ends["high"])


def scalar_reader(type: FieldType) -> Reader:
    """The reader for a field of one of the types that are neither numbers nor links."""
    match type.base:
        case "yes/no":
            return read_yes_no
        case "date":
            return date_reader()
        case "duration":
            return read_duration_value
        case "one of":
            return choice_reader(type.choices)
        case _:
            return read_text
