"""Two uncertain numbers compared: language.md, section 7, by definition."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.values.number import (
    INF,
    Number,
    at_most,
    clash,
    equal,
    equal_rounded,
    less,
    near,
    near_share,
    point,
    rounded,
    same,
)
from ruleck.values.truth import UNCERTAIN, UNIT, Truth
from tests.values.ranges import agrees, holds, numbers, samples, verdict

BELOW_1000 = Number(-INF, 1000, True, True)


@pytest.mark.parametrize(
    ("a", "b", "less_than", "is_equal"),
    [
        (point(1), point(2), True, False),
        (point(2), point(2), False, True),
        (point(3), point(2), False, False),
        (Number(1, 2), Number(3, 4), True, False),
        (Number(1, 3), Number(3, 4), UNCERTAIN, UNCERTAIN),
        (Number(1, 3, high_open=True), Number(3, 4), True, False),
        (Number(3, 4), Number(1, 3), False, UNCERTAIN),
        (Number(3, 4), Number(1, 3, high_open=True), False, False),
        (BELOW_1000, point(1000), True, False),
        (BELOW_1000, point(999), UNCERTAIN, UNCERTAIN),
        (point(1000), BELOW_1000, False, False),
        (Number(45000, INF, True, True), point(45000), False, False),
        (Number(1, 2), Number(1, 2), UNCERTAIN, UNCERTAIN),
    ],
)
def test_bounds_and_ranges(a: Number, b: Number, less_than: Truth, is_equal: Truth) -> None:
    assert less(a, b) == less_than
    assert equal(a, b) == is_equal


@given(numbers(), numbers())
def test_a_comparison_says_what_all_values_say(a: Number, b: Number) -> None:
    pairs = [(x, y) for x in samples(a) for y in samples(b)]
    assert less(a, b) == verdict(x < y for x, y in pairs)
    assert at_most(a, b) == verdict(x <= y for x, y in pairs)
    assert equal(a, b) == verdict(x == y for x, y in pairs)


@given(numbers(), numbers(), numbers(0, 3, endless=False))
def test_a_distance_says_what_all_values_say(a: Number, b: Number, distance: Number) -> None:
    assert agrees(
        near(a, b, distance),
        (abs(x - y) <= d for x in samples(a) for y in samples(b) for d in samples(distance)),
    )


@given(numbers(endless=False), numbers(endless=False), st.sampled_from([0, 1, Fraction(1, 2), 2]))
def test_an_exact_distance_is_decided_wherever_it_can_be(a: Number, b: Number, distance: Fraction) -> None:
    outcomes = [abs(x - y) <= distance for x in samples(a) for y in samples(b)]
    assert near(a, b, point(distance)) == verdict(outcomes)


shares = st.sampled_from([0, 10, 50, 100, 150, 200, 300]).map(point)


@given(numbers(), numbers(), shares)
def test_a_share_says_what_all_values_say(a: Number, b: Number, share: Number) -> None:
    ratio = Fraction(share.low) / 100
    assert agrees(near_share(a, b, share), (abs(x - y) <= ratio * abs(y) for x in samples(a) for y in samples(b)))


@given(st.integers(-4, 4).map(point), numbers(endless=False), shares)
def test_a_share_is_decided_wherever_it_can_be(a: Number, b: Number, share: Number) -> None:
    """For one `a` the base that would do is known, so the answer can be worked out from the ends of a stretch."""
    ratio, x = Fraction(share.low) / 100, Fraction(a.low)
    turning = {x / d for d in (1 - ratio, 1 + ratio) if d != 0} | {Fraction(0), x}
    bases = set(samples(b)) | {t + s for t in turning for s in (-Fraction(1, 10**6), 0, Fraction(1, 10**6))}
    assert near_share(a, b, share) == verdict(abs(x - y) <= ratio * abs(y) for y in bases if holds(b, y))


def test_a_share_of_a_range_is_exact_not_only_nearest_and_furthest() -> None:
    # 80 to 100 within 30% of 90 to 110: 80 is within 30% of 110 (77), 100 within 30% of 90 (117).
    assert near_share(Number(80, 100), Number(90, 110), point(30)) is True
    assert near_share(Number(0, 10), Number(90, 110), point(30)) is False


@given(numbers(), numbers(), numbers())
def test_narrowing_never_flips_a_decided_answer(a: Number, b: Number, inside: Number) -> None:
    low = max((a.low, a.low_open), (inside.low, inside.low_open))
    high = min((a.high, not a.high_open), (inside.high, not inside.high_open))
    if low[0] > high[0] or (low[0] == high[0] and (low[1] or not high[1])):
        return
    narrower = Number(low[0], high[0], low[1], not high[1])
    for compare in (less, at_most, equal):
        wide = compare(a, b)
        assert wide is UNCERTAIN or compare(narrower, b) == wide


@given(numbers(), numbers())
def test_the_order_has_two_ends(a: Number, b: Number) -> None:
    assert at_most(a, b) == (not less(b, a) if isinstance(less(b, a), bool) else less(b, a))
    assert equal(a, b) == equal(b, a)
    assert same(a, b) == same(b, a)


def test_what_is_said_is_the_same_where_the_ranges_are() -> None:
    under = Number(-INF, 1000, True, True, written="under 1,000")
    assert same(BELOW_1000, under) is True
    assert equal(BELOW_1000, under) == UNCERTAIN
    assert same(BELOW_1000, point(1000)) is False
    assert same(BELOW_1000, Number(-INF, 1000, True, False)) == UNCERTAIN


def test_units() -> None:
    people, deaths, plain, percent = point(3, "people"), point(3, "deaths"), point(3), point(3, "percent")
    assert clash(people, deaths)
    for compare in (less, at_most, equal, same):
        assert compare(people, deaths) == UNIT
        assert isinstance(compare(people, plain), bool)
        assert isinstance(compare(people, point(3, "PEOPLE")), bool)
        assert isinstance(compare(plain, percent), bool)
    assert near(people, deaths, point(1)) == UNIT
    assert near_share(people, deaths, point(1, "percent")) == UNIT
    assert near_share(people, plain, point(1, "percent")) is True
    assert near(percent, point(5, "percent"), point(2, "points")) is True


def test_a_rounded_figure_stands_for_all_that_rounds_to_it() -> None:
    figure = Number(Fraction("66.7"), Fraction("66.7"), quantum=Fraction(1, 10))
    assert rounded(figure) == Number(Fraction("66.65"), Fraction("66.75"))
    assert rounded(point(3)) == point(3)
    assert rounded(Number(3, INF, True, True, quantum=1)) == Number(Fraction("2.5"), INF, False, True)


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        (Number(67, 67, quantum=1), Number(Fraction("66.7"), Fraction("66.7"), quantum=Fraction(1, 10)), True),
        (Number(67, 67, quantum=1), point(Fraction("66.5")), True),
        (Number(67, 67, quantum=1), point(Fraction("66.4")), False),
        (point(2), point(2), True),
        (point(2), point(3), False),
        (Number(67, 67, quantum=1), Number(66, 68), UNCERTAIN),
        (Number(67, 67, quantum=1), Number(Fraction("66.6"), Fraction("67.2")), True),
        (Number(67, 67, quantum=1), Number(68, 70), False),
    ],
)
def test_within_rounding(a: Number, b: Number, answer: Truth) -> None:
    assert equal_rounded(a, b) == answer
    assert equal_rounded(b, a) == answer


def test_huge_whole_numbers_beside_endless_ends() -> None:
    huge = point(10**5000)
    assert less(huge, Number(0, INF, False, True)) == UNCERTAIN
    assert less(Number(-INF, 0, True), huge) is True
    assert near(huge, Number(0, INF, False, True), point(1)) == UNCERTAIN
    assert near_share(huge, Number(0, INF, False, True), point(1)) == UNCERTAIN
