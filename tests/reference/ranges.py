"""Truth in three values by Kleene's tables, and comparison of ranges and spans by definition.

A truth is `True`, `False` or a `frozenset` of causes (undecided).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tests.reference.story import Days, Num

Truth: TypeAlias = "bool | frozenset[str]"
MISSING = frozenset({"missing"})
OPENED = frozenset({"open"})
UNCERTAIN = frozenset({"uncertain"})
UNIT = frozenset({"unit"})
EMPTY = frozenset({"empty"})


@dataclass(frozen=True)
class Unknown:
    """A value that is not to be had, and why."""

    causes: frozenset[str]


NOT = {"T": "F", "F": "T", "U": "U"}
AND = {
    ("T", "T"): "T", ("T", "U"): "U", ("T", "F"): "F",
    ("U", "T"): "U", ("U", "U"): "U", ("U", "F"): "F",
    ("F", "T"): "F", ("F", "U"): "F", ("F", "F"): "F",
}  # fmt: skip
OR = {
    ("T", "T"): "T", ("T", "U"): "T", ("T", "F"): "T",
    ("U", "T"): "T", ("U", "U"): "U", ("U", "F"): "U",
    ("F", "T"): "T", ("F", "U"): "U", ("F", "F"): "F",
}  # fmt: skip


def letter(a: Truth) -> str:
    return "T" if a is True else "F" if a is False else "U"


def truth(of: str, *because: Truth) -> Truth:
    if of == "U":
        return frozenset().union(*(b for b in because if isinstance(b, frozenset)))
    return of == "T"


def negate(a: Truth) -> Truth:
    return truth(NOT[letter(a)], a)


def both(a: Truth, b: Truth) -> Truth:
    return truth(AND[letter(a), letter(b)], a, b)


def either(a: Truth, b: Truth) -> Truth:
    return truth(OR[letter(a), letter(b)], a, b)


def every(truths: Iterable[Truth]) -> Truth:
    result: Truth = True
    for t in truths:
        result = both(result, t)
    return result


def some(truths: Iterable[Truth]) -> Truth:
    result: Truth = False
    for t in truths:
        result = either(result, t)
    return result


def implies(a: Truth, b: Truth) -> Truth:
    return either(negate(a), b)


def judged(must: bool, may: bool, cause: frozenset[str] = UNCERTAIN) -> Truth:
    return True if must else False if not may else cause


def settled(t: Truth, adverb: str) -> Truth:
    if letter(t) == "U" and adverb:
        return adverb == "possibly"
    return t


def units_clash(a: Num, b: Num) -> bool:
    return a.unit is not None and b.unit is not None and a.unit != b.unit


def all_below(a: Num, b: Num) -> bool:
    """Every number of a is less than every number of b."""
    return bool(a.high < b.low or (a.high == b.low and (a.high_open or b.low_open)))


def all_at_most(a: Num, b: Num) -> bool:
    """Every number of a is at most every number of b."""
    return bool(a.high <= b.low)


def less(a: Num, b: Num) -> Truth:
    return UNIT if units_clash(a, b) else judged(all_below(a, b), not all_at_most(b, a))


def at_most(a: Num, b: Num) -> Truth:
    return UNIT if units_clash(a, b) else judged(all_at_most(a, b), not all_below(b, a))


def equal(a: Num, b: Num) -> Truth:
    if units_clash(a, b):
        return UNIT
    return judged(a.exact and b.exact and a.low == b.low, not (all_below(a, b) or all_below(b, a)))


def said_alike(a: Num, b: Num) -> Truth:
    if units_clash(a, b):
        return UNIT
    ends = (a.low, a.high, a.low_open, a.high_open) == (b.low, b.high, b.low_open, b.high_open)
    return judged(ends, not (all_below(a, b) or all_below(b, a)))


def difference(a: Num, b: Num) -> Num:
    return Num(a.low - b.high, a.high - b.low, a.low_open or b.high_open, a.high_open or b.low_open, a.unit or b.unit)


def near(a: Num, b: Num, distance: Fraction) -> Truth:
    if units_clash(a, b):
        return UNIT
    d = difference(a, b)
    furthest = max(d.high, -d.low)
    must = furthest <= distance
    too_high = d.low > distance or (d.low == distance and d.low_open)
    too_low = d.high < -distance or (d.high == -distance and d.high_open)
    return judged(must, not (too_high or too_low))


def scaled(a: Num, factor: Fraction) -> Num:
    if factor == 0:
        return Num(Fraction(0), Fraction(0), unit=a.unit)
    ends = [(a.low * factor, a.low_open), (a.high * factor, a.high_open)]
    if factor < 0:
        ends.reverse()
    return Num(ends[0][0], ends[1][0], ends[0][1], ends[1][1], a.unit)


def near_share(a: Num, b: Num, percent: int) -> Truth:
    """|a - b| <= percent of |b|, for b that are never negative: a between b - share and b + share."""
    if units_clash(a, b):
        return UNIT
    share = Fraction(percent, 100)
    assert b.low >= 0
    # a <= b (1 + share) and a >= b (1 - share), and the pairs that meet both.
    upper, lower = at_most(a, scaled(b, 1 + share)), at_most(scaled(b, 1 - share), a)
    if upper is False or lower is False:
        return False
    return True if upper is True and lower is True else UNCERTAIN


def plus(a: Num, b: Num) -> Num | Unknown:
    if units_clash(a, b):
        return Unknown(UNIT)
    return Num(a.low + b.low, a.high + b.high, a.low_open or b.low_open, a.high_open or b.high_open, a.unit or b.unit)


def minus(a: Num, b: Num) -> Num | Unknown:
    return Unknown(UNIT) if units_clash(a, b) else difference(a, b)


@dataclass(frozen=True)
class Period:
    """A date of a rule: the whole of it."""

    first: int
    last: int


def timed(word: str, a: Days, b: Days | Period) -> Truth:
    if word == "before":
        if isinstance(b, Period):
            return judged(a.last < b.first, a.first < b.first)
        return judged(a.last < b.first, a.first < b.last)
    if word == "after":
        if isinstance(b, Period):
            return judged(a.first > b.last, a.last > b.last)
        return judged(a.first > b.last, a.last > b.first)
    if word == "on or before":
        return negate(timed("after", a, b))
    if word == "on or after":
        return negate(timed("before", a, b))
    if isinstance(b, Period):  # during, and `is`
        return judged(b.first <= a.first and a.last <= b.last, a.first <= b.last and b.first <= a.last)
    return judged(a.exact and b.exact and a.first == b.first, a.first <= b.last and b.first <= a.last)
