"""A few values that stand for all: where a condition compares with constants, nothing changes in between."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor

from ruleck.evaluate.world import Raw
from ruleck.facts.record import Record
from ruleck.facts.vocabulary import FieldType
from ruleck.meaning import program as p
from ruleck.values.date import DateSpan, Duration, Period
from ruleck.values.number import Exact, Number, point
from ruleck.values.text import canonical

A_DAY = 736_000


def points(type_: FieldType, constants: Sequence[p.Constant], *, whole: bool) -> list[Raw]:
    """Values of a type: at, between and beyond the constants they are compared with.

    A count is taken as `whole` numbers or, for what must hold of ranges too, as any.
    """
    if type_.many:
        return [("some",)]
    match type_.base:
        case "yes/no":
            return [False, True]
        case "one of":
            return list(type_.choices)
        case "link":
            return [Record("", "", {"name": "some"}, known) for known in (False, True)]
        case "date":
            return list(_days(constants))
        case "duration":
            return [Duration(0, 1)]
        case "text":
            texts = [canonical(str(c.value)) for c in constants]
            return [*texts, _other_than(texts)]
    amounts = sorted({c.value.low for c in constants if isinstance(c.value, Number)})
    exact = [a for a in amounts if not isinstance(a, float)]
    return [point(v) for v in (_counts(exact) if whole and type_.base == "count" else _numbers(exact))]


def orders(type_: FieldType) -> list[tuple[Raw, Raw]]:
    """Two values in every order they can have."""
    if type_.base == "date":
        one, two = DateSpan(A_DAY, A_DAY), DateSpan(A_DAY + 1, A_DAY + 1)
        return [(one, two), (one, one), (two, one)]
    return [(point(1), point(2)), (point(1), point(1)), (point(2), point(1))]


def _numbers(amounts: list[Exact]) -> list[Exact]:
    if not amounts:
        return [0]
    between = [(Fraction(a) + Fraction(b)) / 2 for a, b in pairwise(amounts)]
    return sorted([amounts[0] - 1, *amounts, *between, amounts[-1] + 1])


def _counts(amounts: list[Exact]) -> list[Exact]:
    near = {floor(a) + step for a in amounts for step in (-1, 0, 1, 2)}
    return sorted({0, 1} | {a for a in near if a >= 0})


def _days(constants: Sequence[p.Constant]) -> list[DateSpan]:
    ends = {A_DAY}
    for constant in constants:
        if isinstance(constant.value, Period):
            first, last = constant.value.first, constant.value.last
            ends |= {int(day) for day in (first - 1, first, last, last + 1) if not isinstance(day, float)}
    return [DateSpan(day, day) for day in sorted(ends)]


def _other_than(texts: list[str]) -> str:
    other = "another"
    while other in texts:
        other += "x"
    return other
