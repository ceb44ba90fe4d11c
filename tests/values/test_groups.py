"""Agreement and overlap against all pairs, by definition."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations

from hypothesis import example, given
from hypothesis import strategies as st

from ruleck.values import date, number
from ruleck.values.agreement import agreement
from ruleck.values.date import DAY_MICROSECONDS, Clock, DateSpan, Duration
from ruleck.values.number import INF, Number, equal_rounded, near, point
from ruleck.values.overlap import not_overlap
from ruleck.values.pairs import BestBefore, Pair
from ruleck.values.truth import Truth, both, either
from tests.values.ranges import numbers, samples


def dates() -> st.SearchStrategy[DateSpan]:
    spans = st.tuples(st.integers(1, 6), st.integers(0, 2)).map(lambda d: DateSpan(d[0], d[0] + d[1]))
    clocked = st.builds(
        lambda first, hour, zoned: DateSpan(
            first, first, Clock((first - 1) * DAY_MICROSECONDS + hour * DAY_MICROSECONDS // 24, zoned)
        ),
        st.integers(1, 6),
        st.integers(-12, 30),
        st.booleans(),
    )
    return st.one_of(spans, spans, clocked)


def belonging() -> st.SearchStrategy[bool]:
    return st.sampled_from([True, True, True, False])


def units(values: st.SearchStrategy[Number]) -> st.SearchStrategy[Number]:
    return st.builds(
        lambda n, unit: Number(n.low, n.high, n.low_open, n.high_open, unit),
        values,
        st.sampled_from([None, None, "p", "t"]),
    )


def said(a: Number | DateSpan, b: Number | DateSpan) -> Truth:
    if isinstance(a, Number) and isinstance(b, Number):
        return number.same(a, b)
    assert isinstance(a, DateSpan)
    assert isinstance(b, DateSpan)
    return date.same(a, b)


Members = Sequence[tuple[Number | DateSpan, bool]]


def check(members: Members, judged: dict[tuple[int, int], Truth], **how: object) -> None:
    """A pair is told of just where there is one, a sure conflict first."""
    sure = {(i, j) for (i, j), truth in judged.items() if truth is False and members[i][1] and members[j][1]}
    open_ = {pair for pair, truth in judged.items() if truth is not True} - sure
    violated, undecided = agreement(members, **how)  # type: ignore[arg-type]
    assert (violated is not None) == bool(sure)
    assert violated is None or violated[:2] in sure
    assert (undecided is not None) == (bool(open_) and not sure)
    assert undecided is None or undecided[:2] in open_


def pairs(count: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(count) for j in range(i + 1, count)]


@given(st.lists(st.tuples(units(numbers()), belonging()), max_size=5))
def test_numbers_agree_if_any_two_say_the_same(members: list[tuple[Number, bool]]) -> None:
    check(members, {(i, j): said(members[i][0], members[j][0]) for i, j in pairs(len(members))})


@given(st.lists(st.tuples(dates(), belonging()), max_size=5))
def test_dates_agree_if_any_two_say_the_same(members: list[tuple[DateSpan, bool]]) -> None:
    check(members, {(i, j): said(members[i][0], members[j][0]) for i, j in pairs(len(members))})


@given(st.lists(st.tuples(numbers(), belonging()), max_size=5), st.integers(0, 3).map(point))
@example([(Number(0, 20), True), (Number(1, 3), False), (Number(15, 16), False)], point(18))
@example([(Number(0, 20), True), (Number(4, 5), False), (Number(17, 19), False)], point(18))
def test_numbers_agree_within_a_distance(members: list[tuple[Number, bool]], distance: Number) -> None:
    judged = {
        (i, j): either(members[i][0] == members[j][0], near(members[i][0], members[j][0], distance))
        for i, j in pairs(len(members))
    }
    check(members, judged, tolerance=distance)


@given(
    st.lists(st.tuples(st.integers(-3, 4).map(point), belonging()), max_size=5), st.sampled_from([0, 50, 100, 150, 200])
)
def test_exact_numbers_agree_within_a_share_of_the_larger(members: list[tuple[Number, bool]], share: int) -> None:
    judged: dict[tuple[int, int], Truth] = {}
    for i, j in pairs(len(members)):
        x, y = Fraction(members[i][0].low), Fraction(members[j][0].low)
        judged[i, j] = abs(x - y) <= Fraction(share, 100) * max(abs(x), abs(y))
    violated, undecided = agreement(members, point(share), share=True)
    sure = {p for p, truth in judged.items() if truth is False and members[p[0]][1] and members[p[1]][1]}
    assert violated is None or violated[:2] in sure
    assert share >= 100 or (violated is not None) == bool(sure)
    assert violated or undecided or all(judged.values())


@given(st.lists(st.tuples(numbers(), belonging()), max_size=4), st.sampled_from([0, 50, 100, 150]))
@example([(Number(1, 4), True), (point(-1), True)], 150)
@example([(point(0), True), (Number(-1, 0, False, True), True)], 100)
def test_ranges_within_a_share_are_never_judged_wrongly(members: list[tuple[Number, bool]], share: int) -> None:
    violated, undecided = agreement(members, point(share), share=True)
    ratio = Fraction(share, 100)
    for i, j in pairs(len(members)):
        outcomes = [
            abs(x - y) <= ratio * max(abs(x), abs(y)) for x in samples(members[i][0]) for y in samples(members[j][0])
        ]
        if violated is not None and violated[:2] == (i, j):
            assert not any(outcomes)
        if violated is None and undecided is None:
            assert members[i][0] == members[j][0] or all(outcomes)


@given(st.lists(st.tuples(numbers(), belonging(), st.sampled_from([None, 1, 2])), max_size=5))
def test_numbers_agree_within_rounding(written: list[tuple[Number, bool, int | None]]) -> None:
    members = [(Number(n.low, n.high, n.low_open, n.high_open, quantum=q), sure) for n, sure, q in written]
    judged = {
        (i, j): either(members[i][0] == members[j][0], equal_rounded(members[i][0], members[j][0]))
        for i, j in pairs(len(members))
    }
    check(members, judged, rounding=True)


@given(st.lists(st.tuples(st.sampled_from(["a", "A", " a", "b", "\u201cb\u201d", '"b"']), belonging()), max_size=4))
def test_texts_agree_by_their_canonical_form(members: list[tuple[str, bool]]) -> None:
    form = [text.strip().replace("\u201c", '"').replace("\u201d", '"') for text, _ in members]
    violated, undecided = agreement(members)
    differing = [(i, j) for i, j in pairs(len(members)) if form[i] != form[j]]
    sure = [(i, j) for i, j in differing if members[i][1] and members[j][1]]
    assert (violated is not None, undecided is not None) == (bool(sure), bool(differing) and not sure)
    assert violated is None or violated[:2] in sure
    assert undecided is None or undecided[:2] in differing


def test_the_conflict_is_the_widest() -> None:
    figures = [point(5), point(9), Number(1, 3), Number(2, 20)]
    assert agreement([(n, True) for n in figures]) == (Pair(1, 2), None)
    assert agreement([(n, i != 1) for i, n in enumerate(figures)]) == (Pair(0, 2), None)


def test_why_it_is_not_decided() -> None:
    assert agreement([(point(3), True), (Number(1, 5), True)])[1] == Pair(0, 1, "uncertain")
    assert agreement([(point(3), True), (point(4), False)])[1] == Pair(0, 1, None)
    assert agreement([(point(3, "people"), True), (point(3, "tanks"), True)])[1] == Pair(0, 1, "unit")
    bound = Number(-INF, 1000, True, True)
    assert agreement([(bound, True), (bound, True)]) == (None, None)


def test_dates_within_a_time() -> None:
    members = [(DateSpan(1, 1), True), (DateSpan(4, 4), True), (DateSpan(30, 30), True)]
    assert agreement(members[:2], Duration(days=3)) == (None, None)
    assert agreement(members[:2], Duration(days=2)) == (Pair(0, 1), None)
    assert agreement(members, Duration(months=1)) == (None, Pair(0, 2, "uncertain"))


def test_records_and_answers_agree_by_being_equal() -> None:
    one, other = object(), object()
    assert agreement([(one, True), (one, True)]) == (None, None)
    assert agreement([(one, True), (other, True)]) == (Pair(0, 1), None)
    assert agreement([(True, True), (False, False)]) == (None, Pair(0, 1))
    assert agreement([]) == agreement([(one, True)]) == (None, None)


def test_a_large_group() -> None:
    members = [(Number(k, k + 200_000), True) for k in range(100_000)]
    assert agreement(members) == (None, Pair(0, 99_999, "uncertain"))


# ------------------------------------------------------------------ the best before a place

entries = st.tuples(st.integers(0, 2), st.integers(0, 9), st.sampled_from("aab"))


@given(st.lists(entries, max_size=5), st.integers(0, 3), st.sampled_from(["a", "a", "b", None]))
@example([(0, 0, "a"), (0, 1, "a")], 1, "a")
def test_the_best_before_a_place_with_another_label(
    placed: list[tuple[int, int, str]], place: int, other_than: str | None
) -> None:
    ranked = [(at, (rank, index), label) for index, (at, rank, label) in enumerate(placed)]
    ranks = [rank for at, rank, label in ranked if at < place and label != other_than]
    assert BestBefore(ranked).before(place, other_than) == min(ranks, default=None)


# ------------------------------------------------------------------ overlap


def stretches() -> st.SearchStrategy[list[tuple[DateSpan, DateSpan, bool]]]:
    one = st.builds(
        lambda start, length, loose, sure: (
            DateSpan(start, start + loose[0]),
            DateSpan(start + loose[0] + length, start + loose[0] + length + loose[1]),
            sure,
        ),
        st.integers(1, 9),
        st.integers(0, 3),
        st.tuples(st.sampled_from([0, 0, 1]), st.sampled_from([0, 0, 2])),
        belonging(),
    )
    return st.lists(one, max_size=6)


def overlapping(a: tuple[DateSpan, DateSpan, bool], b: tuple[DateSpan, DateSpan, bool]) -> Truth:
    return both(date.before(a[0], b[1]), date.before(b[0], a[1]))


@given(stretches())
@example(
    [
        (DateSpan(7, 7), DateSpan(8, 8), True),
        (DateSpan(6, 7), DateSpan(8, 8), True),
        (DateSpan(6, 6), DateSpan(8, 8), True),
    ]
)
def test_each_that_starts_within_an_earlier_one_is_found(facts: list[tuple[DateSpan, DateSpan, bool]]) -> None:
    judged = {frozenset(p): overlapping(facts[p[0]], facts[p[1]]) for p in pairs(len(facts))}
    broken, open_ = not_overlap(facts)
    sure = {p for p, truth in judged.items() if truth is True and all(facts[i][2] for i in p)}
    possible = {p for p, truth in judged.items() if truth is not False} - sure

    def order(i: int) -> tuple[object, ...]:
        return facts[i][0].last, i

    assert sorted(j for _, j in broken) == sorted({max(p, key=order) for p in sure})
    assert all(frozenset(p) in sure and max(p, key=order) == p[1] for p in broken)
    assert {frozenset(p) for p in open_} <= possible
    assert len({frozenset(p) for p in open_}) == len(open_)
    if not sure:
        assert bool(open_) == bool(possible)


def test_touching_passes() -> None:
    day = [DateSpan(n, n) for n in range(10)]
    assert not_overlap([(day[1], day[3], True), (day[3], day[5], True), (day[5], day[5], True)]) == ([], [])
    assert not_overlap([(day[1], day[4], True), (day[3], day[5], True)]) == ([(0, 1)], [])
    assert not_overlap([(day[3], day[5], True), (day[1], day[4], True)]) == ([(1, 0)], [])
    assert not_overlap([(day[1], day[9], True), (day[2], day[3], True), (day[5], day[6], True)])[0] == [(0, 1), (0, 2)]
    assert not_overlap([(day[1], DateSpan(3, INF), True), (day[5], day[6], True)]) == ([], [(0, 1)])


def test_clock_times_count_among_stretches_that_have_them() -> None:
    def at(hour: int) -> DateSpan:
        return DateSpan(1, 1, Clock(hour * DAY_MICROSECONDS // 24, False))

    morning, noon, whole = (at(9), at(12), True), (at(11), at(14), True), (DateSpan(1, 1), DateSpan(2, 2), True)
    assert not_overlap([morning, noon]) == ([(0, 1)], [])
    assert not_overlap([morning, (at(12), at(14), True)]) == ([], [])
    assert not_overlap([morning, noon, whole])[0] == [(0, 1)]


@given(stretches())
def test_the_order_of_the_facts_does_not_change_the_verdict(facts: list[tuple[DateSpan, DateSpan, bool]]) -> None:
    for order in list(permutations(range(len(facts))))[::47]:
        broken, open_ = not_overlap([facts[i] for i in order])
        assert (bool(broken), bool(broken or open_)) == (bool(not_overlap(facts)[0]), any(not_overlap(facts)))


def test_a_hundred_thousand_stretches() -> None:
    facts = [(DateSpan(2 * k, 2 * k), DateSpan(2 * k + 2, 2 * k + 2), True) for k in range(100_000)]
    assert not_overlap(facts) == ([], [])
