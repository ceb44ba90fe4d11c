"""Dates compared and reckoned: spans by all their days, periods as whole stretches, clock times where both have one."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.values.date import (
    Clock,
    Date,
    DateSpan,
    Duration,
    Period,
    before,
    calendar_day,
    day_number,
    days_between,
    duration_days,
    during,
    month_length,
    months_between,
    near,
    on_or_before,
    period,
    same,
    same_day,
    shift,
    weekday,
    weeks_between,
    year,
    years_between,
)
from ruleck.values.edtf import read_date
from ruleck.values.number import INF, Number, point
from ruleck.values.truth import UNCERTAIN, Truth, negate
from tests.values.ranges import verdict


def date(text: str) -> DateSpan:
    read = read_date(text)
    assert isinstance(read, DateSpan)
    return read


def spans(longest: int = 4) -> st.SearchStrategy[DateSpan]:
    return st.tuples(st.integers(1, 10), st.integers(0, longest)).map(lambda d: DateSpan(d[0], d[0] + d[1]))


def days(span: Date) -> range:
    assert not isinstance(span.first, float)
    assert not isinstance(span.last, float)
    return range(span.first, span.last + 1)


@given(spans(), spans())
def test_a_comparison_of_spans_says_what_all_their_days_say(a: DateSpan, b: DateSpan) -> None:
    pairs = [(x, y) for x in days(a) for y in days(b)]
    assert before(a, b) == verdict(x < y for x, y in pairs)
    assert on_or_before(a, b) == verdict(x <= y for x, y in pairs)
    assert same_day(a, b) == verdict(x == y for x, y in pairs)
    assert same(a, b) == (True if a == b else same_day(a, b))


@given(spans(), spans())
def test_a_period_is_a_whole_stretch(a: DateSpan, stretch: DateSpan) -> None:
    whole = period(stretch)
    assert before(a, whole) == verdict(x < stretch.first for x in days(a))
    assert negate(before(a, whole)) == verdict(x >= stretch.first for x in days(a))
    assert before(whole, a) == verdict(x > stretch.last for x in days(a))
    assert on_or_before(a, whole) == verdict(x <= stretch.last for x in days(a))
    assert during(a, whole) == same_day(a, whole) == same_day(whole, a) == verdict(x in days(stretch) for x in days(a))


@given(spans(), spans(), st.integers(0, 5))
def test_nearness_says_what_all_days_say(a: DateSpan, b: DateSpan, distance: int) -> None:
    outcomes = [abs(x - y) <= distance for x in days(a) for y in days(b)]
    assert near(a, b, Duration(days=distance)) == verdict(outcomes)
    touching = [any(abs(x - y) <= distance for y in days(b)) for x in days(a)]
    assert near(a, period(b), Duration(days=distance)) == verdict(touching)


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("2016-12-31", "2017", True),
        ("2017-01-01", "2017", False),
        ("2016-12", "2017", True),
        ("2016-12-31/2017-01-01", "2017", UNCERTAIN),
        ("../2016", "2017", True),
        ("2017-06-01/..", "2017-06", False),
        ("2017-05-31/..", "2017-06", UNCERTAIN),
    ],
)
def test_before_a_year(a: str, b: str, answer: Truth) -> None:
    assert before(date(a), period(date(b))) == answer


def test_clock_times_count_only_where_both_have_one() -> None:
    morning, evening, day = date("2017-12-27T09:00"), date("2017-12-27T18:00"), date("2017-12-27")
    assert before(morning, evening) is True
    assert same_day(morning, evening) is False
    assert same(morning, evening) is False
    assert before(morning, day) is False
    assert same_day(morning, day) is True
    assert same(morning, day) is True
    assert before(morning, date("2017-12-27T18:00Z")) is False
    assert before(period(morning), evening) is True
    assert during(morning, period(evening)) is False


def test_moments_in_two_zones_are_compared_as_moments() -> None:
    new_york, berlin = date("2017-12-27T23:30-05:00"), date("2017-12-28T05:00+01:00")
    assert before(berlin, new_york) is True
    assert before(new_york, date("2017-12-28")) is True
    assert same(date("2017-12-27T23:00-05:00"), date("2017-12-28T05:00+01:00")) is True


def test_within_three_days_by_the_clock() -> None:
    start, three = date("2017-12-24T12:00"), Duration(days=3)
    assert near(date("2017-12-27T12:00"), start, three) is True
    assert near(date("2017-12-27T12:01"), start, three) is False
    assert near(date("2017-12-27"), start, three) is True
    assert near(date("2017-12-21"), start, three) is True
    assert near(date("2017-12-20"), start, three) is False


def test_said_the_same() -> None:
    assert same(date("2014-12"), date("2014-12")) is True
    assert same_day(date("2014-12"), date("2014-12")) == UNCERTAIN
    assert same(date("2014-12"), date("2015")) is False
    assert same(date("2014-12"), date("2014")) == UNCERTAIN


def test_periods_beside_each_other() -> None:
    assert same_day(period(date("2017-12")), period(date("2017"))) is True
    assert same_day(period(date("2017-12/2018-01")), period(date("2017"))) is False
    assert during(period(date("2017")), period(date("2017-12"))) is False


@given(st.integers(1, datetime.date.max.toordinal()))
def test_the_calendar_is_python_s_own(day: int) -> None:
    there = datetime.date.fromordinal(day)
    assert calendar_day(day) == (there.year, there.month, there.day)
    assert day_number(*calendar_day(day)) == day
    assert weekday(DateSpan(day, day)) == there.strftime("%A").lower()


@given(st.integers(-(10**9), 10**9))
def test_the_calendar_has_no_end(day: int) -> None:
    of_year, month, of_month = calendar_day(day)
    assert day_number(of_year, month, of_month) == day
    assert 1 <= of_month <= month_length(of_year, month)


@pytest.mark.parametrize(
    ("start", "duration", "sign", "end"),
    [
        ("2017-01-31", Duration(months=1), 1, "2017-02-28"),
        ("2016-01-31", Duration(months=1), 1, "2016-02-29"),
        ("2017-03-31", Duration(months=1), -1, "2017-02-28"),
        ("2016-02-29", Duration(months=12), 1, "2017-02-28"),
        ("2017-12-27", Duration(days=7), 1, "2018-01-03"),
        ("2017-01-30", Duration(months=1, days=1), 1, "2017-03-01"),
        ("2017-12", Duration(months=1), 1, "2018-01"),
    ],
)
def test_months_are_counted_on_the_calendar(start: str, duration: Duration, sign: int, end: str) -> None:
    shifted = shift(date(start), duration, sign)
    assert (shifted.first, shifted.last) == (date(end).first, date(end).last)


def test_a_shift_beyond_all_years() -> None:
    for text in ("0001-01-01", "9999-12-31", "../2017", "2017/.."):
        for sign in (1, -1):
            moved = shift(date(text), Duration(months=12 * 9999, days=400), sign)
            assert moved.first <= moved.last
    assert year(shift(date("9999-12-31"), Duration(days=1), 1)) == point(10_000)


def test_a_clock_is_kept_by_days_and_dropped_by_months() -> None:
    noon = date("2017-12-27T12:00Z")
    assert before(noon, shift(noon, Duration(days=1), 1)) is True
    assert shift(noon, Duration(days=1), 1).clock == Clock(736_690 * 86_400_000_000 + 43_200_000_000, True)
    assert shift(noon, Duration(months=1), 1).clock is None
    assert isinstance(shift(period(noon), Duration(days=1), 1), Period)


@pytest.mark.parametrize(
    ("start", "end", "weeks", "months", "years"),
    [
        ("2000-06-15", "2017-12-27", 914, 210, 17),
        ("2000-12-28", "2017-12-27", 886, 203, 16),
        ("2000-12-27", "2017-12-27", 887, 204, 17),
        ("2017-01-31", "2017-02-28", 4, 1, 0),
        ("2016-02-29", "2017-02-28", 52, 12, 1),
        ("2017-12-27", "2017-12-27", 0, 0, 0),
        ("2017-12-27", "2000-12-27", -887, -204, -17),
        ("2017-12-27", "2017-12-21", 0, 0, 0),
    ],
)
def test_whole_weeks_months_and_years(start: str, end: str, weeks: int, months: int, years: int) -> None:
    a, b = date(start), date(end)
    assert weeks_between(a, b) == point(weeks)
    assert months_between(a, b) == point(months)
    assert years_between(a, b) == point(years)


def test_counts_between_spans_are_tight() -> None:
    assert days_between(date("2017-12"), date("2017-12-27")) == Number(-4, 26)
    assert years_between(date("2000"), date("2017-12-27")) == Number(16, 17)
    assert days_between(date("../2017-12-01"), date("2017-12-02")) == Number(1, INF, False, True)
    assert years_between(date("2000"), date("2017/..")) == Number(16, INF, False, True)


between = [(days_between, 1), (weeks_between, 7), (months_between, 31), (years_between, 366)]


@pytest.mark.parametrize(("count", "scale"), between)
@given(first=spans(2), second=spans(2))
def test_counts_between_spans_are_all_that_their_days_give(
    count: Callable[[Date, Date], Number], scale: int, first: DateSpan, second: DateSpan
) -> None:
    a, b = DateSpan(736_300 + scale * first.first, 736_300 + scale * first.last), DateSpan(
        736_350 + scale * second.first, 736_350 + scale * second.last
    )
    outcomes = [count(DateSpan(x, x), DateSpan(y, y)).low for x in days(a)[::9] or [] for y in days(b)[::9]]
    ends = [count(DateSpan(x, x), DateSpan(y, y)).low for x in (a.first, a.last) for y in (b.first, b.last)]
    assert count(a, b) == Number(min(ends), max(ends))
    assert min(ends) <= min(outcomes)
    assert max(outcomes) <= max(ends)


@given(st.integers(730_000, 740_000), st.integers(0, 30))
def test_an_age_is_as_many_years_as_can_be_added(day: int, years: int) -> None:
    born = DateSpan(day, day)
    birthday = shift(born, Duration(months=12 * years), 1)
    assert years_between(born, birthday) == point(years)
    if years:
        assert years_between(born, shift(birthday, Duration(days=1), -1)) == point(years - 1)


@pytest.mark.parametrize(
    ("duration", "fewest", "most"),
    [
        (Duration(days=3), 3, 3),
        (Duration(months=1), 28, 31),
        (Duration(months=2), 59, 62),
        (Duration(months=12), 365, 366),
        (Duration(months=12, days=-5), 360, 361),
        (Duration(months=-1), -31, -28),
        (Duration(months=4_800), 146_097, 146_097),
        (Duration(months=0), 0, 0),
    ],
)
def test_how_many_days_a_duration_can_be(duration: Duration, fewest: int, most: int) -> None:
    assert duration_days(duration) == Number(fewest, most)


@given(st.integers(0, 200), st.integers(700_000, 750_000))
def test_a_duration_holds_what_adding_it_gives(months: int, day: int) -> None:
    start = DateSpan(day, day)
    passed = days_between(start, shift(start, Duration(months=months), 1)).low
    allowed = duration_days(Duration(months=months))
    assert allowed.low <= passed <= allowed.high


def test_weekday_and_year_of_what_is_not_one_day() -> None:
    assert weekday(date("2017-12")) == UNCERTAIN
    assert weekday(date("../2017-12")) == UNCERTAIN
    assert year(date("2017-12")) == point(2017)
    assert year(date("2016/2017")) == Number(2016, 2017)
    assert year(date("2016/..")) == Number(2016, INF, False, True)
