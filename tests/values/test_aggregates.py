"""Aggregates against every way to settle what is uncertain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.values.aggregate import (
    Member,
    average,
    counted,
    earliest,
    equal_total_rounded,
    largest,
    latest,
    smallest,
    total,
)
from ruleck.values.date import Clock, DateSpan
from ruleck.values.number import INF, Number, point
from ruleck.values.truth import EMPTY, UNIT, Unknown
from tests.values.ranges import NEAR, agrees, holds, numbers

HALF = Fraction(1, 2)


def ends(n: Number) -> list[Fraction]:
    """The least and the greatest value, or some just beside an open end."""
    assert not isinstance(n.low, float)
    assert not isinstance(n.high, float)
    return [Fraction(n.low) + (NEAR if n.low_open else 0), Fraction(n.high) - (NEAR if n.high_open else 0)]


def settled(members: list[Member]) -> Iterator[list[Fraction]]:
    choices = [ends(n) + ([] if sure else [None]) for n, sure in members]
    for chosen in product(*choices):
        yield [value for value in chosen if value is not None]


members = st.lists(st.tuples(numbers(endless=False), st.booleans()), max_size=4)
AGGREGATES: list[tuple[Callable[[list[Member]], Number | Unknown], Callable[[list[Fraction]], Fraction]]] = [
    (total, lambda values: sum(values, Fraction(0))),
    (smallest, min),
    (largest, max),
    (average, lambda values: sum(values, Fraction(0)) / len(values)),
]


@pytest.mark.parametrize(("aggregate", "plain"), AGGREGATES)
@given(members=members)
def test_the_tightest_range_over_every_way_to_settle(
    aggregate: Callable[[list[Member]], Number | Unknown],
    plain: Callable[[list[Fraction]], Fraction],
    members: list[Member],
) -> None:
    result = aggregate(members)
    if aggregate is not total and not any(sure for _, sure in members):
        assert result == EMPTY
        return
    assert isinstance(result, Number)
    outcomes = [plain(values) for values in settled(members)]
    assert all(holds(result, outcome) for outcome in outcomes)
    low, high = min(outcomes), max(outcomes)
    assert low - 5 * NEAR <= result.low
    assert result.high <= high + 5 * NEAR
    assert result.low_open == (low != result.low)
    assert result.high_open == (high != result.high)


def test_nothing() -> None:
    assert total([]) == point(0)
    assert smallest([]) == largest([]) == average([]) == EMPTY
    assert earliest([]) == latest([]) == EMPTY
    assert smallest([(point(3), False)]) == EMPTY
    assert counted(0, 0) == point(0)


def test_endless_members() -> None:
    above, huge = Number(3, INF, False, True), point(10**5000)
    assert total([(above, True), (huge, True)]) == Number(10**5000 + 3, INF, False, True)
    assert total([(above, False), (point(1), True)]) == Number(1, INF, False, True)
    assert average([(above, True), (point(1), True)]) == Number(2, INF, False, True)
    assert smallest([(above, True), (point(5), True)]) == Number(3, 5)
    assert largest([(above, True), (point(5), True)]) == Number(5, INF, False, True)


def test_units() -> None:
    people, tanks, plain = (point(3, "people"), True), (point(3, "tanks"), False), (point(4), True)
    for aggregate, _ in AGGREGATES:
        assert aggregate([people, tanks]) == UNIT
        result = aggregate([plain, people])
        assert isinstance(result, Number)
        assert result.unit == "people"


@given(
    st.lists(st.tuples(numbers(endless=False), st.booleans(), st.sampled_from([None, 1, HALF])), max_size=3),
    numbers(endless=False),
    st.sampled_from([None, 1]),
)
def test_a_sum_within_rounding_is_never_judged_wrongly(
    parts: list[tuple[Number, bool, Fraction | None]], whole: Number, quantum: int | None
) -> None:
    stepped = [(Number(n.low, n.high, n.low_open, n.high_open, quantum=step), sure) for n, sure, step in parts]
    against = Number(whole.low, whole.high, whole.low_open, whole.high_open, quantum=quantum)
    outcomes = []
    for taken in product(*([True] if sure else [True, False] for _, sure in stepped)):
        present = [n for (n, _), is_in in zip(stepped, taken, strict=True) if is_in]
        slack = sum((Fraction(n.quantum or 0) for n in [*present, against]), Fraction(0)) / 2
        for values in product(*map(ends, [*present, against])):
            outcomes.append(abs(sum(values[:-1]) - values[-1]) <= slack)
    assert agrees(equal_total_rounded(stepped, against), outcomes)


def test_a_sum_within_rounding() -> None:
    thirds = [(Number(33, 33, quantum=1), True)] * 3
    assert equal_total_rounded(thirds, point(100)) is True
    assert equal_total_rounded([*thirds[:2], (point(33), True)], point(100)) is True
    assert equal_total_rounded(thirds[:1] + [(point(33), True)] * 2, point(100)) is False
    assert equal_total_rounded(thirds[:1] + [(point(33), True)] * 2, Number(100, 100, quantum=1)) is True
    assert equal_total_rounded([(point(3, "people"), True)], point(3, "tanks")) == UNIT


dates = st.lists(
    st.tuples(
        st.tuples(st.integers(1, 6), st.integers(0, 3)).map(lambda d: DateSpan(d[0], d[0] + d[1])), st.booleans()
    ),
    max_size=4,
)


@given(dates)
def test_the_earliest_and_the_latest_day(members: list[tuple[DateSpan, bool]]) -> None:
    first, last = earliest(members), latest(members)
    if not any(sure for _, sure in members):
        assert first == last == EMPTY
        return
    choices = [list(range(int(d.first), int(d.last) + 1)) + ([] if sure else [None]) for d, sure in members]
    outcomes = [[day for day in chosen if day is not None] for chosen in product(*choices)]
    lows, highs = [min(days) for days in outcomes], [max(days) for days in outcomes]
    assert first == DateSpan(min(lows), max(lows))
    assert last == DateSpan(min(highs), max(highs))


def test_clock_times_count_where_all_have_one() -> None:
    nine, ten = DateSpan(1, 1, Clock(9, True), "nine"), DateSpan(1, 1, Clock(10, True), "ten")
    assert earliest([(ten, True), (nine, True)]) == nine
    assert latest([(ten, True), (nine, True)]) == ten
    assert earliest([(ten, True), (nine, False)]) == DateSpan(1, 1)
    assert earliest([(ten, True), (DateSpan(1, 1), True)]) == DateSpan(1, 1)
