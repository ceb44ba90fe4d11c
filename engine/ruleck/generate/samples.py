"""The simplest values of each type, as they would be written in a facts document.

What is simplest is what a reader takes in at a glance: few digits, one letter, the first days of 2000. A value with a
number `n` above 0 is another one, a little less simple, so that facts can be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any, TypeAlias

from ruleck.facts.vocabulary import FieldType, Vocabulary
from ruleck.values.date import Day, calendar_day, day_number
from ruleck.values.number import INF, End, Exact, plain

# A value as YAML or JSON would hold it.
Written: TypeAlias = Any

OPEN = "?"
FIRST_DAY = day_number(2000, 1, 1)
# The years that dates are written with.
FIRST, LAST = day_number(1, 1, 1), day_number(9999, 12, 31)
_MOST_DECIMALS = 12


def simplest(vocabulary: Vocabulary, type_: FieldType, n: int = 0) -> Written:
    """A value of a type; another one for each `n`, as far as there are others.

    >>> from ruleck.facts.builtin import builtin_vocabulary
    >>> [simplest(builtin_vocabulary(), FieldType(base), 1) for base in ("text", "count", "date", "yes/no")]
    ['b', 2, '2000-01-02', False]
    """
    if type_.many:
        return [simplest(vocabulary, FieldType(type_.base, type_.choices, type_.kinds), n)]
    match type_.base:
        case "text":
            return letters(n)
        case "number" | "count" | "percent":
            return n + 1
        case "date":
            return written_day(FIRST_DAY + n)
        case "duration":
            return f"{n + 1} day{'s' if n else ''}"
        case "yes/no":
            return n % 2 == 0
        case "one of":
            return type_.choices[n % len(type_.choices)]
        case "link":
            return fact(vocabulary, type_.kinds[0], n)
    raise AssertionError(type_.base)


def fact(vocabulary: Vocabulary, kind: str, n: int = 0) -> dict[str, Written]:
    """The smallest fact of a kind: its required fields only."""
    fields = vocabulary.kinds[kind].fields
    return {name: simplest(vocabulary, field.type, n) for name, field in fields.items() if field.required}


def letters(n: int) -> str:
    """Short texts in the order of the alphabet: a, b, … z, aa, ab, …

    >>> letters(0), letters(27)
    ('a', 'ab')
    """
    text = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def another_text(*others: str) -> str:
    """The simplest text that is none of the others, whatever their letter case."""
    taken = {other.casefold() for other in others}
    n = 0
    while letters(n) in taken:
        n += 1
    return letters(n)


# ------------------------------------------------------------------ numbers and days


def number_within(low: End, high: End, low_open: bool, high_open: bool, whole: bool) -> Exact | None:
    """The simplest number from `low` to `high` that can be written with decimals; none where there is none.

    >>> number_within(3, INF, True, True, False), number_within(0, 1, True, True, False)
    (4, Fraction(1, 2))
    """

    if low == INF or high == -INF:
        return None

    def inside(value: Exact) -> bool:
        return (low < value or (low == value and not low_open)) and (value < high or (value == high and not high_open))

    small = next((value for value in (1, 0, 2, -1) if inside(value)), None)
    if small is not None:
        return small
    # The end that lies nearer to nothing: the other way only larger figures would be found.
    from_below = low != -INF and (low >= 0 or high == INF)
    for decimals in range(1 if whole else _MOST_DECIMALS + 1):
        scale = 10**decimals
        if from_below:
            assert not isinstance(low, float), "asked for"
            value: Exact = Fraction(floor(low * scale) + 1 if low_open else ceil(low * scale), scale)
        else:
            assert not isinstance(high, float), "a range without ends holds 1"
            value = Fraction(ceil(high * scale) - 1 if high_open else floor(high * scale), scale)
        if inside(value):
            return _nicer(plain(value), inside) if decimals else plain(value)
    return None


def number_next_to(now: End, low: End, high: End, low_open: bool, high_open: bool, whole: bool) -> Exact | None:
    """The number from `low` to `high` next to one that is not among them; none where that is not a short one.

    >>> number_next_to(1, -INF, Fraction(9, 10), True, False, False), number_next_to(9, 0, 5, False, True, True)
    (Fraction(9, 10), 4)
    """
    edge, open_ = (low, low_open) if now <= low else (high, high_open)
    if isinstance(edge, float) or isinstance(now, float) or low < now < high:
        return None
    step = 1 if now <= low else -1
    if not open_ and (edge == int(edge) or not whole) and len(str(written_number(edge))) <= _MOST_DECIMALS:
        return plain(Fraction(edge))
    beyond = floor(edge) + 1 if step > 0 else ceil(edge) - 1
    if (
        (beyond < high or (beyond == high and not high_open))
        if step > 0
        else (beyond > low or (beyond == low and not low_open))
    ):
        return beyond
    return None


def _nicer(value: Exact, inside: Any) -> Exact:
    """A half rather than a tenth, where it fits."""
    half = Fraction(floor(value * 2) + 1, 2)
    return half if inside(half) else value


def written_number(value: Exact) -> Written:
    """A number as it is written: figures where it is whole, else with decimals.

    >>> written_number(Fraction(5, 4)), written_number(3)
    ('1.25', 3)
    """
    value = plain(value)
    if isinstance(value, int):
        return value
    digits = 0
    while (value * 10**digits).denominator != 1 and digits < _MOST_DECIMALS:
        digits += 1
    return f"{float(value):.{digits}f}"


def written_day(day: Day) -> str:
    """A day in ISO 8601.

    >>> written_day(FIRST_DAY)
    '2000-01-01'
    """
    year, month, of_month = calendar_day(int(min(max(day, FIRST), LAST)))
    return f"{year:04}-{month:02}-{of_month:02}"


# ------------------------------------------------------------------ texts for patterns


def matching_text(pattern: str, matches: Any) -> str | None:
    """A short text that a pattern is found in; none where no simple one is.

    The pattern is walked as Python reads it, taking the first way through each choice and as few repeats as it allows;
    `matches`, which asks the engine that rules are run by, has the last word.

    >>> matching_text("minister|spokes(man|woman)", re.compile("minister|spokes(man|woman)").search)
    'minister'
    """
    from re import _parser as reading  # no other way to a pattern's parts

    try:
        parts = reading.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return None
    for text in _ways(parts):
        if matches(text):
            return text
    return None


def other_text(matches: Any) -> str | None:
    """A short text that a pattern is not found in; none where none of a few will do."""
    return next((text for text in ("a", "b", "1", "-", "A", "x y", "0.5") if not matches(text)), None)


def _ways(parts: Any) -> Iterator[str]:
    text = "".join(map(_sample, parts))
    yield text
    yield f" {text} "
    yield f"a {text} a"


def _sample(part: Any) -> str:
    name, argument = str(part[0]), part[1]
    match name:
        case "LITERAL":
            return chr(int(argument))
        case "ANY":
            return "a"
        case "NOT_LITERAL":
            return "a" if argument != ord("a") else "b"
        case "IN":
            return _of_class(argument)
        case "BRANCH":
            return "".join(map(_sample, argument[1][0]))
        case "SUBPATTERN":
            return "".join(map(_sample, argument[3]))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return "".join(map(_sample, argument[2])) * min(int(argument[0]), 1_000)
        case "CATEGORY":
            return _CATEGORIES.get(str(argument), "a")
    return ""


_CATEGORIES = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_SPACE": " ",
    "CATEGORY_NOT_WORD": " ",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_WORD": "a",
}


def _of_class(items: Any) -> str:
    """A character of a class; of a class that excludes, one that it doesn't name."""
    if str(items[0][0]) == "NEGATE":
        out = "".join(_member(item) for item in items[1:])
        return next((c for c in "a1 -Zé" if c not in out), "~")
    return _member(items[0])


def _member(item: Any) -> str:
    name, argument = str(item[0]), item[1]
    if name == "RANGE":
        low, high = int(argument[0]), int(argument[1])
        return "a" if low <= ord("a") <= high else chr(low)
    return _sample(item)
