"""The sweep against all pairs by definition, and against ways to fill in what is uncertain."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from ruleck.values.date import DAY_MICROSECONDS, Clock, DateSpan, before
from ruleck.values.number import INF, Number, point
from ruleck.values.pairs import Pair
from ruleck.values.series import Direction, Point, Step, Trend, sweep
from ruleck.values.truth import OPEN, UNCERTAIN, Truth, both, missing
from tests.values.ranges import numbers, samples, verdict

COMPARE = {"at least": operator.ge, "at most": operator.le, "more than": operator.gt, "less than": operator.lt}
WAYS: tuple[Direction, ...] = ("increase", "decrease")


def day(n: int, value: Number, sure: bool = True) -> Point:
    return Point(DateSpan(n, n), value, sure)


PLAIN = [
    Trend("decrease"),
    Trend("increase"),
    Trend("stay the same"),
    Trend("decrease", negated=True),
    Trend("increase", negated=True),
]
STEPS = [
    Step(op, point(amount), share)  # type: ignore[arg-type]
    for op in COMPARE
    for amount, share in ((2, False), (50, True), (100, True))
]
NONE_AT_ALL = [Step(op, point(0), share) for op in COMPARE for share in (True, False)]  # type: ignore[arg-type]


def stepped(steps: list[Step]) -> list[Trend]:
    forbidding = [step for step in steps if step.operator in ("at least", "more than")]
    return [Trend(way, step=step) for way in WAYS for step in steps] + [
        Trend(way, True, step) for way in WAYS for step in forbidding
    ]


def breaks(trend: Trend, x: Fraction, y: Fraction) -> bool:
    """Whether an earlier x and a later y are not as demanded: the words of language.md, said in figures."""
    if trend.direction == "stay the same":
        return x != y
    change = y - x if trend.direction == "increase" else x - y
    met = change > 0
    if trend.step is not None:
        amount = trend.step.amount.low
        assert not isinstance(amount, float)
        if trend.step.share:
            amount = Fraction(amount, 100) * abs(x)
        met = met and bool(COMPARE[trend.step.operator](change, amount))
    return met if trend.negated else not met


def broken(trend: Trend, a: Point, b: Point) -> Truth:
    """Whether two facts break the trend with `a` the earlier one, whatever their values and times turn out to be."""
    assert isinstance(a.value, Number)
    assert isinstance(b.value, Number)
    assert isinstance(a.time, DateSpan)
    assert isinstance(b.time, DateSpan)
    values = verdict(breaks(trend, x, y) for x in samples(a.value) for y in samples(b.value))
    belongs: Truth = True if a.sure and b.sure else UNCERTAIN
    return both(belongs, both(before(a.time, b.time), values))


def times() -> st.SearchStrategy[DateSpan]:
    days = st.tuples(st.integers(1, 5), st.integers(0, 2)).map(lambda d: DateSpan(d[0], d[0] + d[1]))
    endless = st.sampled_from([DateSpan(-INF, 3), DateSpan(2, INF), DateSpan(-INF, INF)])
    clocked = st.builds(
        lambda first, hour, zoned, ahead: DateSpan(
            first, first, Clock((first - 1) * DAY_MICROSECONDS + (hour - ahead) * DAY_MICROSECONDS // 24, zoned)
        ),
        st.integers(1, 5),
        st.integers(0, 23),
        st.booleans(),
        st.integers(-12, 12),
    )
    return st.one_of(days, days, endless, clocked)


def points(values: st.SearchStrategy[Number]) -> st.SearchStrategy[list[Point]]:
    one = st.builds(Point, times(), values, st.sampled_from([True, True, True, False]))
    return st.lists(one, max_size=5)


@given(numbers(), numbers(), st.sampled_from(PLAIN))
def test_two_facts_are_judged_by_all_their_values(x: Number, y: Number, trend: Trend) -> None:
    judged = sweep([day(1, x), day(2, y)], trend)
    expected = broken(trend, day(1, x), day(2, y))
    assert bool(judged.violated) == (expected is True)
    assert bool(judged.undecided) == (expected is not True and expected is not False)


@given(numbers(1, 6, endless=False), numbers(-2, 8), st.sampled_from(stepped(STEPS)))
def test_a_step_is_judged_by_all_values(x: Number, y: Number, trend: Trend) -> None:
    judged = sweep([day(1, x), day(2, y)], trend)
    expected = broken(trend, day(1, x), day(2, y))
    assert bool(judged.violated) == (expected is True)
    assert bool(judged.violated or judged.undecided) == (expected is not False)


@given(numbers(-3, 3), numbers(), st.sampled_from(stepped(STEPS + NONE_AT_ALL)))
def test_a_step_from_or_of_about_zero_is_never_judged_wrongly(x: Number, y: Number, trend: Trend) -> None:
    judged = sweep([day(1, x), day(2, y)], trend)
    outcomes = [breaks(trend, a, b) for a in samples(x) for b in samples(y)]
    assert not judged.violated or all(outcomes)
    assert judged.violated or judged.undecided or not any(outcomes)


def later_ones(pairs: Sequence[Pair]) -> list[int]:
    return [pair.later for pair in pairs]


@given(points(numbers()), st.sampled_from(PLAIN + stepped(STEPS[:1])))
def test_the_sweep_finds_what_looking_at_all_pairs_finds(facts: list[Point], trend: Trend) -> None:
    indices = range(len(facts))
    judged = {(i, j): broken(trend, facts[i], facts[j]) for i in indices for j in indices if i != j}
    surely = {j for (_, j), truth in judged.items() if truth is True}
    possibly = {(i, j) for (i, j), truth in judged.items() if truth is not False and j not in surely}

    found = sweep(facts, trend)
    assert later_ones(found.violated) == sorted(surely)
    assert all(judged[pair.earlier, pair.later] is True for pair in found.violated)
    assert all((pair.earlier, pair.later) in possibly for pair in found.undecided)
    unordered = [frozenset(pair[:2]) for pair in found.undecided]
    assert len(set(unordered)) == len(unordered)
    assert {j for _, j in possibly} <= {index for pair in unordered for index in pair}


@given(points(numbers(endless=False)))
def test_a_later_fact_is_shown_with_the_earlier_one_that_it_contradicts_most(facts: list[Point]) -> None:
    assume(all(isinstance(f.time, DateSpan) and f.time.clock is None for f in facts))
    trend = Trend("decrease")
    for pair in sweep(facts, trend).violated:
        others = [i for i in range(len(facts)) if i != pair.later]
        against = [i for i in others if broken(trend, facts[i], facts[pair.later]) is True]

        def most(i: int) -> tuple[object, ...]:
            value, time = facts[i].value, facts[i].time
            assert isinstance(value, Number)
            assert isinstance(time, DateSpan)
            return value.high, not value.high_open, -time.last, -time.first, i

        assert pair.earlier == min(against, key=most)


@given(points(numbers(endless=False)), st.sampled_from(PLAIN), st.data())
def test_a_verdict_stands_however_facts_are_filled_in(facts: list[Point], trend: Trend, data: st.DataObject) -> None:
    found = sweep(facts, trend)
    filled = []
    for fact in facts:
        assert isinstance(fact.value, Number)
        assert isinstance(fact.time, DateSpan)
        if not fact.sure and data.draw(st.booleans()):
            continue
        value = point(data.draw(st.sampled_from(samples(fact.value))))
        time = fact.time
        if time.clock is None:
            first = max(time.first, -2)
            on = data.draw(st.integers(int(first), int(min(time.last, 9))))
            time = DateSpan(on, on)
        filled.append(Point(time, value))
    settled = sweep(filled, trend)
    assert not settled.undecided
    if found.violated:
        assert settled.violated
    elif not found.undecided:
        assert not settled.violated


def test_neighbours_are_not_enough() -> None:
    facts = [day(1, point(1000)), day(2, Number(500, 3000)), day(3, point(2000))]
    found = sweep(facts, Trend("decrease"))
    assert found.violated == [Pair(0, 2)]
    assert found.undecided == [Pair(0, 1, "uncertain")]


def test_bound_against_bound() -> None:
    above = day(1, Number(45_000, INF, True, True))
    assert sweep([above, day(2, point(45_000))], Trend("decrease")).violated == []
    assert sweep([above, day(2, point(45_000))], Trend("decrease")).undecided == []
    assert sweep([above, day(2, point(45_001))], Trend("decrease")).undecided == [Pair(0, 1, "uncertain")]
    below = day(2, Number(-INF, 1000, True, True))
    assert sweep([day(1, point(3000)), below], Trend("increase")).violated == [Pair(0, 1)]


def test_facts_of_one_day_put_no_constraint_on_each_other() -> None:
    found = sweep([day(1, point(1)), day(1, point(2)), day(1, Number(0, 5))], Trend("stay the same"))
    assert not found.violated
    assert not found.undecided


def at(first: int, hour: int, zoned: bool = True) -> DateSpan:
    return DateSpan(first, first, Clock((first - 1) * DAY_MICROSECONDS + hour * DAY_MICROSECONDS // 24, zoned))


def test_clock_times_count_between_facts_that_both_have_one() -> None:
    morning, evening, that_day = at(1, 9), at(1, 18), DateSpan(1, 1)
    low, high = point(1), point(2)
    assert sweep([Point(evening, high), Point(morning, low)], Trend("decrease")).violated == [Pair(1, 0)]
    assert not sweep([Point(morning, low), Point(that_day, high)], Trend("decrease")).violated
    assert not sweep([Point(morning, low), Point(at(1, 18, zoned=False), high)], Trend("decrease")).violated
    three = [Point(that_day, point(5)), Point(morning, low), Point(evening, high), Point(DateSpan(2, 2), point(9))]
    assert sweep(three, Trend("decrease")).violated == [Pair(1, 2), Pair(1, 3)]


def test_dates_are_values_too() -> None:
    facts = [Point(point(1), at(1, 9)), Point(point(2), at(1, 8)), Point(point(3), DateSpan(1, 1))]
    assert sweep(facts, Trend("increase")).violated == [Pair(0, 1), Pair(1, 2)]
    assert sweep(facts, Trend("decrease", negated=True)).violated == [Pair(0, 1)]
    later = [Point(point(1), DateSpan(1, 1)), Point(point(2), DateSpan(3, 3))]
    assert sweep(later, Trend("increase", step=at_least(3))).violated == [Pair(0, 1)]
    assert not sweep(later, Trend("increase", step=at_least(2))).violated


def at_least(amount: int) -> Step:
    return Step("at least", point(amount))


def test_what_is_open_may_be_anything() -> None:
    found = sweep([day(1, point(1)), Point(DateSpan(2, 2), OPEN)], Trend("decrease"))
    assert found.undecided == [Pair(0, 1, "open")]
    found = sweep([day(1, point(3)), Point(OPEN, point(3))], Trend("decrease"))
    assert found.undecided == [Pair(1, 0, "open")]
    assert not sweep([day(1, point(3)), Point(OPEN, point(3))], Trend("stay the same")).undecided


def test_the_reason_why_a_fact_may_not_belong_is_kept() -> None:
    reason = missing("source")
    unsure = Point(DateSpan(2, 2), point(5), sure=False, cause=reason.cause)
    assert sweep([day(1, point(3)), unsure], Trend("decrease")).undecided == [Pair(0, 1, "missing")]


def test_units() -> None:
    people = day(1, point(3, "people"))
    assert sweep([people, day(2, point(4, "tanks"))], Trend("decrease")).undecided == [Pair(0, 1, "unit")]
    assert sweep([people, day(2, point(4))], Trend("decrease")).violated == [Pair(0, 1)]
    assert sweep([people, day(2, point(4, "PEOPLE"))], Trend("decrease")).violated == [Pair(0, 1)]
    three = [people, day(2, point(4)), day(3, point(5, "tanks"))]
    assert sweep(three, Trend("decrease")).violated == [Pair(0, 1), Pair(1, 2)]
    weeks = [Point(point(1, "weeks"), point(3)), Point(point(9, "days"), point(4))]
    assert sweep(weeks, Trend("decrease")).undecided == [Pair(0, 1, "unit")]


def test_a_hundred_thousand_points() -> None:
    facts = [day(k * 7919 % 100_003, Number(k % 1000, k % 1000 + k % 3)) for k in range(100_000)]
    found = sweep(facts, Trend("decrease"))
    assert len(found.violated) > 90_000


def test_a_hundred_thousand_points_of_one_time() -> None:
    found = sweep([day(1, point(k)) for k in range(100_000)], Trend("decrease"))
    assert not found.violated
    assert not found.undecided
