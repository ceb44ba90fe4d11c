"""Ranges over a small grid, and the values that they can be."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st

from ruleck.values.number import INF, Exact, Number
from ruleck.values.truth import UNCERTAIN, Truth, Unknown

Numbers: TypeAlias = st.SearchStrategy[Number]
# Ends lie on whole numbers; halves and values close by stand for what lies between and beside them.
NEAR = Fraction(1, 1000)


def numbers(low: int = -3, high: int = 4, endless: bool = True) -> Numbers:
    return st.builds(
        lambda ends, opens, infinite: _number(sorted(ends), opens, infinite if endless else (False, False)),
        st.tuples(st.integers(low, high), st.integers(low, high)),
        st.tuples(st.booleans(), st.booleans()),
        st.sampled_from([(False, False)] * 6 + [(True, False), (False, True), (True, True)]),
    )


def _number(ends: list[int], opens: tuple[bool, bool], infinite: tuple[bool, bool]) -> Number:
    low, high = (-INF if infinite[0] else ends[0]), (INF if infinite[1] else ends[1])
    if low == high:
        return Number(low, high)
    return Number(low, high, opens[0] or infinite[0], opens[1] or infinite[1])


def holds(n: Number, value: Exact) -> bool:
    """Whether `value` is one of those that `n` can be."""
    above = value > n.low or (value == n.low and not n.low_open)
    return above and (value < n.high or (value == n.high and not n.high_open))


def samples(n: Number) -> list[Fraction]:
    """Values of `n`: whole numbers and halves, and those just beside the whole ones."""
    low = -6 if isinstance(n.low, float) else int(n.low)
    high = max(13, low + 2) if isinstance(n.high, float) else int(n.high)
    low = min(low, high - 2) if isinstance(n.low, float) else low
    return [
        value
        for whole in range(low, high + 1)
        for value in (whole - NEAR, Fraction(whole), whole + NEAR, whole + Fraction(1, 2))
        if holds(n, value)
    ]


def verdict(outcomes: Iterable[bool]) -> Truth:
    """What is to be said of all these outcomes together."""
    seen = set(outcomes)
    return seen.pop() if len(seen) == 1 else UNCERTAIN


def agrees(answer: Truth, outcomes: Iterable[bool]) -> bool:
    """Sound: a decided answer is every outcome."""
    return isinstance(answer, Unknown) or all(outcome is answer for outcome in outcomes)
