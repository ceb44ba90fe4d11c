"""Arithmetic over ranges: every outcome inside, and no range wider than need be."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.values.misread import Misread
from ruleck.values.number import (
    INF,
    Exact,
    Number,
    add,
    clip_count,
    divide,
    magnitude,
    minus,
    multiply,
    point,
    show,
    subtract,
)
from ruleck.values.truth import DIVISION, UNIT
from tests.values.ranges import NEAR, holds, numbers, samples


def known(result: object) -> Number:
    assert isinstance(result, Number)
    return result


OPERATIONS: list[tuple[Callable[[Number, Number], object], Callable[[Fraction, Fraction], Fraction]]] = [
    (add, lambda x, y: x + y),
    (subtract, lambda x, y: x - y),
    (multiply, lambda x, y: x * y),
]


def is_tight(result: Number, outcomes: list[Fraction], slack: Fraction) -> bool:
    """Whether outcomes come close to each finite end, reach each closed one, and run on towards an endless one."""
    low, high = min(outcomes), max(outcomes)
    near_low = low <= -1 if isinstance(result.low, float) else low - slack <= result.low
    near_high = high >= 1 if isinstance(result.high, float) else high + slack >= result.high
    as_open = (result.low_open, result.high_open) == (low != result.low, high != result.high)
    return near_low and near_high and as_open


@pytest.mark.parametrize(("operation", "plain"), OPERATIONS)
@given(a=numbers(), b=numbers())
def test_every_outcome_is_inside_and_the_range_is_tight(
    operation: Callable[[Number, Number], object], plain: Callable[[Fraction, Fraction], Fraction], a: Number, b: Number
) -> None:
    result = known(operation(a, b))
    outcomes = [plain(x, y) for x in samples(a) for y in samples(b)]
    assert all(holds(result, z) for z in outcomes)
    assert is_tight(result, outcomes, 20 * NEAR)


@given(numbers(), numbers())
def test_a_quotient_holds_every_outcome(a: Number, b: Number) -> None:
    result = divide(a, b)
    if holds(b, 0):
        assert result == DIVISION
        return
    outcomes = [x / y for x in samples(a) for y in samples(b)]
    assert all(holds(known(result), z) for z in outcomes)


@given(numbers(endless=False), numbers(1, 4, endless=False))
def test_a_quotient_is_tight(a: Number, b: Number) -> None:
    for divisor in (b, minus(b)):
        outcomes = [x / y for x in samples(a) for y in samples(divisor)]
        assert is_tight(known(divide(a, divisor)), outcomes, 20 * NEAR)


@given(numbers())
def test_without_its_sign(a: Number) -> None:
    outcomes = [abs(x) for x in samples(a)]
    assert all(holds(magnitude(a), z) for z in outcomes)
    assert is_tight(magnitude(a), outcomes, 2 * NEAR)


@given(numbers(), numbers(), st.sampled_from([add, subtract, multiply, divide]))
def test_a_result_is_a_proper_number(a: Number, b: Number, operation: Callable[[Number, Number], object]) -> None:
    result = operation(a, b)
    if result == DIVISION:
        return
    n = known(result)
    assert n.low < n.high or (n.low == n.high and not n.low_open and not n.high_open)
    assert not (n.low == -INF and not n.low_open)
    assert not (n.high == INF and not n.high_open)
    assert all(isinstance(end, int) or end in (INF, -INF) or end.denominator != 1 for end in (n.low, n.high))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("a", "b", "product"),
    [
        (Number(0, 0), Number(-INF, INF, True, True), Number(0, 0)),
        (Number(0, 1), Number(1, 2, True, True), Number(0, 2, False, True)),
        (Number(0, 1, True), Number(1, INF, False, True), Number(0, INF, True, True)),
        (Number(0, 2, True, True), Number(0, 0), Number(0, 0)),
        (Number(-1, 2, True), Number(3, 3), Number(-3, 6, True)),
    ],
)
def test_zero_and_open_ends(a: Number, b: Number, product: Number) -> None:
    assert multiply(a, b) == product
    assert multiply(b, a) == product


def test_division_by_what_nearly_is_zero() -> None:
    assert divide(point(1), Number(0, 2, True)) == Number(Fraction(1, 2), INF, False, True)
    assert divide(point(1), Number(-2, 0, False, True)) == Number(-INF, Fraction(-1, 2), True, False)
    assert divide(point(1), Number(0, 2)) == DIVISION
    assert divide(point(0), Number(0, 2, True)) == point(0)


def test_figures_are_exact() -> None:
    tenth, fifth = point(Fraction(1, 10)), point(Fraction(2, 10))
    assert add(tenth, fifth) == point(Fraction(3, 10))
    assert multiply(known(divide(point(1), point(3))), point(3)) == point(1)


def test_huge_figures_beside_endless_ends() -> None:
    huge, endless = point(10**5000), Number(1, INF, False, True)
    assert add(huge, endless) == Number(10**5000 + 1, INF, False, True)
    assert multiply(huge, endless) == Number(10**5000, INF, False, True)
    assert divide(endless, huge) == Number(Fraction(1, 10**5000), INF, False, True)
    assert divide(huge, endless) == Number(0, 10**5000, True, False)


def test_units_of_results() -> None:
    people, plain, percent = point(6, "people"), point(2), point(40, "percent")
    assert known(add(people, plain)).unit == known(add(plain, people)).unit == "people"
    assert add(people, percent) == subtract(people, percent) == UNIT
    assert multiply(people, plain).unit == multiply(plain, people).unit == "people"
    assert multiply(people, people).unit is multiply(people, percent).unit is None
    assert known(divide(people, plain)).unit == "people"
    assert known(divide(people, people)).unit is known(divide(plain, people)).unit is None
    assert known(subtract(people, people)).unit == "people"
    assert known(subtract(percent, percent)).unit is None
    assert minus(people).unit == magnitude(people).unit == "people"


@pytest.mark.parametrize(
    ("n", "count"),
    [
        (Number(-INF, 1000, True, True), Number(0, 999)),
        (Number(-INF, 1000, True), Number(0, 1000)),
        (Number(45_000, INF, True, True), Number(45_001, INF, False, True)),
        (Number(Fraction(5, 2), Fraction(9, 2)), Number(3, 4)),
        (Number(2, 4, True, True), point(3)),
        (point(0), point(0)),
    ],
)
def test_a_count_is_whole_and_not_below_zero(n: Number, count: Number) -> None:
    assert clip_count(n) == count


@pytest.mark.parametrize("n", [point(Fraction(7, 2)), point(-1), Number(-INF, 0, True, True), Number(2, 3, True, True)])
def test_what_leaves_no_count(n: Number) -> None:
    assert isinstance(clip_count(n), Misread)


@given(numbers())
def test_a_count_can_be_each_whole_number_that_was_meant(n: Number) -> None:
    count = clip_count(n)
    for whole in range(10):
        assert holds(n, whole) == (isinstance(count, Number) and holds(count, whole))


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (point(1234567), "1,234,567"),
        (point(-4), "-4"),
        (point(Fraction(1, 8)), "0.125"),
        (point(Fraction(200, 3)), "66.67"),
        (point(Fraction(1, 3)), "0.333"),
        (point(Fraction(-1, 3), "percent"), "-0.333%"),
        (point(Fraction(29999, 30)), "999.97"),
        (point(44, "percent"), "44%"),
        (point(44, "people"), "44"),
        (Number(1000, 1500), "1,000 to 1,500"),
        (Number(40, 50, unit="percent"), "40% to 50%"),
        (Number(-INF, 1000, True, True), "less than 1,000"),
        (Number(-INF, 1000, True), "at most 1,000"),
        (Number(3, INF, False, True), "at least 3"),
        (Number(3, INF, True, True), "more than 3"),
        (Number(3, 4, True), "more than 3 and at most 4"),
        (Number(-INF, INF, True, True), "any number"),
        (Number(1, 2, written="1 or 2"), "1 or 2"),
        (point(10**5000), "1 × 10^5000"),  # noqa: RUF001 - as readers write it
        (point(Fraction(5, 4 * 10**5000)), "1.25 × 10^-5000"),  # noqa: RUF001 - the same
    ],
)
def test_numbers_as_readers_see_them(n: Number, words: str) -> None:
    assert show(n) == words


@given(st.fractions() | st.integers())
def test_any_number_can_be_shown(value: Exact) -> None:
    assert show(point(value))
