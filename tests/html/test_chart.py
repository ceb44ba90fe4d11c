"""Charts: what is drawn is where the figures say, and the marked pair is the one that the finding names."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.reports.html.axis import axis, date_ticks, extent, number_ticks
from ruleck.values.date import DateSpan, day_number
from ruleck.values.number import INF, Number, point
from ruleck.values.truth import OPEN
from tests.html.reading import HTML, SVG, classes, elements, page_from, parsed, words
from tests.html.stories import COURSE, SENTENCES, course

exact = st.integers(-(10**12), 10**12) | st.fractions(-1000, 1000, max_denominator=1000)


@given(exact, exact, st.integers(2, 8))
def test_figures_beside_an_axis_are_round_in_order_and_within(a: Fraction, b: Fraction, most: int) -> None:
    low, high = min(a, b), max(a, b)
    if low == high:
        return
    ticks = number_ticks(low, high, most)
    at = [tick.at for tick in ticks]
    assert at == sorted(set(at))
    assert all(low <= each <= high for each in at)
    assert len(at) <= most + 1
    steps = {b - a for a, b in pairwise(at)}
    assert len(steps) <= 1
    for step in steps:
        assert re.fullmatch(r"[125]0*", str(Fraction(step) * 10**9).split("/")[0])


days = st.integers(day_number(-3000, 1, 1), day_number(5000, 1, 1))


@given(days, st.integers(1, 400_000), st.integers(2, 8))
def test_dates_below_an_axis_are_in_order_within_and_name_their_year(first: int, size: int, most: int) -> None:
    ticks = date_ticks(first, first + size, most)
    at = [tick.at for tick in ticks]
    assert at == sorted(set(at))
    assert all(first <= each <= first + size for each in at)
    assert len(at) <= max(most + 1, 2 * most if size <= most // 2 else 0)
    if ticks:
        assert ticks[0].below or re.fullmatch(r"\d+( BC)?", ticks[0].label)


@given(st.lists(exact, min_size=1, max_size=6))
def test_more_is_further_along(values: list[Fraction]) -> None:
    made = axis([point(value) for value in values], 10, 200, most=5)
    placed = [made.at(value) for value in sorted(values)]
    assert placed == sorted(placed)
    assert all(10 <= each <= 200 for each in placed)


@pytest.mark.parametrize(
    "values",
    [
        [point(10**400), point(1)],
        [Number(-INF, INF, True, True)],
        [OPEN],
        [DateSpan(day_number(170_000_000, 1, 1), day_number(170_000_002, 1, 1)), DateSpan(-INF, 4)],
        [DateSpan(day_number(2020, 1, 1), day_number(2020, 1, 1))],
        [point(Fraction(1, 10**30)), point(Fraction(2, 10**30))],
        [point(5), point(5)],
    ],
)
def test_no_figure_is_too_great_and_no_date_too_far(values: list[Number | DateSpan]) -> None:
    made = axis(values, 0, 100, most=5)
    for value in values:
        for end in extent(value).ends:
            assert 0 <= made.at(end) <= 100
    assert all(tick.label for tick in made.ticks)


# ------------------------------------------------------------------ as drawn


@pytest.fixture(scope="module")
def figure() -> Element:
    [figure] = elements(parsed(page_from([course()], *SENTENCES)), "figure")
    return figure


def drawn(svg: Element, name: str, class_: str) -> list[Element]:
    return [e for e in svg.iter(f"{SVG}{name}") if class_ in classes(e)]


def number(element: Element, name: str) -> float:
    return float(element.get(name) or "nan")


def test_both_panels_are_named_and_described(figure: Element) -> None:
    whole, near = figure.iter(f"{SVG}svg")
    assert words(next(whole.iter(f"{SVG}title"))) == 'estimate of "boats", must decrease over time'
    assert "rose from 4,000 (1 Feb 2017) to 5,500 (11 Feb 2017)" in words(next(whole.iter(f"{SVG}desc")))
    assert words(next(near.iter(f"{SVG}title"))).endswith(": close up")


def test_every_fact_is_drawn_once_and_in_its_order(figure: Element) -> None:
    whole = next(figure.iter(f"{SVG}svg"))
    spots = {int(e.get("data-n") or -1): e for e in drawn(whole, "g", "spot")}
    assert sorted(spots) == list(range(len(COURSE)))
    lefts = []
    for n in range(len(COURSE)):
        shape = next(e for e in spots[n] if e.tag in (f"{SVG}rect", f"{SVG}circle"))
        lefts.append(number(shape, "x") if shape.tag == f"{SVG}rect" else number(shape, "cx"))
    assert lefts == sorted(lefts)


def test_an_uncertain_figure_is_tall_an_uncertain_date_wide_and_no_end_an_arrow(figure: Element) -> None:
    whole = next(figure.iter(f"{SVG}svg"))
    spots = {int(e.get("data-n") or -1): e for e in drawn(whole, "g", "spot")}

    def size(n: int) -> tuple[float, float]:
        rect = next(spots[n].iter(f"{SVG}rect"))
        return number(rect, "width"), number(rect, "height")

    endless, both, wide, tall, dot = (spots[n] for n in range(5))
    assert len(drawn(endless, "polyline", "head")) == 1
    assert [rect.get("fill") for rect in endless.iter(f"{SVG}rect")] == ["url(#fade-plain-up)"]
    assert size(1)[0] > 7
    assert size(1)[1] > 7
    assert (size(2)[0] > 20, size(2)[1]) == (True, 5)
    assert (size(3)[0], size(3)[1] > 20) == (7, True)
    assert [e.tag for e in dot] == [f"{SVG}circle"]
    assert len(drawn(both, "line", "cap")) == 4
    assert len(drawn(wide, "line", "cap")) == len(drawn(tall, "line", "cap")) == 2
    assert len(drawn(spots[6], "polyline", "head")) == 2  # fewer than 3,000, from April on


def test_the_marked_pair_is_the_findings_and_leads_into_what_is_ruled_out(figure: Element) -> None:
    for svg in figure.iter(f"{SVG}svg"):
        [pair] = drawn(svg, "line", "violated")
        assert pair.get("data-pair") == "4-5"
        spots = {int(e.get("data-n") or -1): e for e in drawn(svg, "g", "spot")}
        assert {n for n, e in spots.items() if "violated" in classes(e)} == {4, 5}
        first, second = (next(spots[n].iter(f"{SVG}circle")) for n in (4, 5))
        assert (number(pair, "x1"), number(pair, "y1")) == (number(first, "cx"), number(first, "cy"))
        assert number(second, "cy") < number(first, "cy")  # it rose
        [zone] = drawn(svg, "rect", "zone")
        assert number(zone, "x") == number(first, "cx")
        assert number(zone, "y") + number(zone, "height") == number(first, "cy")
        assert "ruled out: 4,000 or more" in [words(e) for e in drawn(svg, "text", "zoned")]


def test_ticks_stand_at_what_they_say(figure: Element) -> None:
    whole = next(figure.iter(f"{SVG}svg"))
    ticks = {words(e): number(e, "y") - 4 for e in drawn(whole, "text", "tick") if e.get("text-anchor") == "end"}
    spots = {int(e.get("data-n") or -1): e for e in drawn(whole, "g", "spot")}
    [dot] = spots[4].iter(f"{SVG}circle")
    assert ticks["4,000"] == pytest.approx(number(dot, "cy"), abs=0.2)


def test_a_table_says_the_same_in_the_order_of_time(figure: Element) -> None:
    rows = [[words(cell) for cell in row] for row in elements(elements(figure, "tbody")[0], "tr")]
    assert rows[0] == ["2015", "more than 9,000", "more than 9,000", "", "story-0/estimates/0"]
    assert rows[3][:3] == ["24 Dec 2016", "about 5,000", "4,500 to 5,500"]
    assert rows[4] == ["1 Feb 2017", "4,000", "exactly this", "violated, note 1", "story-0/estimates/4"]
    assert len(rows) == len(COURSE)


def test_a_series_that_is_as_it_must_be_is_drawn_too() -> None:
    page = parsed(page_from([course()], "estimates must not increase by more than 5,000 over time"))
    [figure] = elements(page, "figure")
    assert not drawn(figure, "line", "pair")
    assert "As it must be: must not increase by more than 5,000 over time" in words(figure)


def test_what_several_rules_read_is_drawn_once() -> None:
    rules = ("estimates must not increase by more than 5,000 over time", SENTENCES[1])
    told = [("5", 2001), ("4", 2002), ("3", 2003)]
    facts = [{"subject": "boats", "value": value, "as_of": year} for value, year in told]
    [figure] = elements(parsed(page_from([{"estimates": facts}], *rules)), "figure")
    assert "As it must be: must not increase by more than 5,000 over time" in words(figure)
    assert "As it must be: must decrease over time (estimates-must-decrease-over-time)" in words(figure)
    figures = elements(parsed(page_from([course()], *rules)), "figure")
    assert len(figures) == 1
    assert "Violated: " in words(figures[0])
    assert "As it must be: must not increase by more than 5,000 over time" in words(figures[0])


def test_two_figures_of_the_same_facts_are_two_series() -> None:
    demands = ("sample must increase", "margin must decrease")
    rules = [f"for each question, polls' {demand} over start" for demand in demands]
    polls = [{"question": "Why?", "sample": 100 * n, "margin": 9 - n, "start": f"2020-01-0{n}"} for n in (1, 2)]
    assert len(elements(parsed(page_from([{"polls": polls}], *rules)), "figure")) == 2


def test_thousands_of_points_are_thinned_and_the_pair_stays() -> None:
    values = [{"subject": "boats", "value": 9000 - n + 500 * (n == 2500), "as_of": f"{1000 + n}"} for n in range(3000)]
    page = page_from([{"estimates": values}], SENTENCES[1])
    [figure] = elements(parsed(page), "figure")
    whole = next(figure.iter(f"{SVG}svg"))
    assert 150 < len(drawn(whole, "g", "spot")) < 320
    assert len(drawn(whole, "g", "violated")) == 2
    assert "Of 3,000 figures" in words(figure)
    assert len(page) < 400_000


def test_figures_in_another_unit_are_left_to_the_table() -> None:
    told = [("1", "boats", 2001), ("2", "boats", 2002), ("3", "tons", 2003)]
    facts = [{"subject": "x", "value": value, "unit": unit, "as_of": year} for value, unit, year in told]
    page = page_from([{"estimates": facts}], "estimates with the same subject must increase over time")
    [figure] = elements(parsed(page), "figure")
    assert "1 figure in another unit" in words(figure)
    assert len(elements(elements(figure, "tbody")[0], "tr")) == 3


def test_a_series_of_dates_has_dates_on_both_sides() -> None:
    days = [("2010-05-01", "2010-05-04"), ("2011-05-01", "2011-05-02")]
    facts = [{"name": "the ball", "date": first, "end": last} for first, last in days]
    page = parsed(page_from([{"events": facts}], "for each name, events' end must decrease over date"))
    figures = elements(page, "figure")
    assert len(figures) == 1
    assert f"{HTML}figure" == figures[0].tag
    assert "May" in words(next(figures[0].iter(f"{SVG}svg")))


def ticks_of(svg: Element) -> list[str]:
    """The labels along the time."""
    return [words(e) for e in drawn(svg, "text", "tick") if e.get("text-anchor") == "middle"]


def test_known_days_are_named_where_they_stand() -> None:
    days = [("1.25%", "2020-01-05"), ("1.3%", "2020-01-06"), ("1.1%", "2020-01-09")]
    facts = [{"subject": "rate", "value": value, "as_of": day} for value, day in days]
    [figure] = elements(parsed(page_from([{"estimates": facts}], SENTENCES[1])), "figure")
    svg = next(figure.iter(f"{SVG}svg"))
    assert ticks_of(svg) == ["5 Jan", "2020", "7 Jan", "9 Jan"]
    [first] = [e for e in drawn(svg, "text", "tick") if words(e) == "5 Jan"]
    [dot] = [next(e.iter(f"{SVG}circle")) for e in drawn(svg, "g", "spot") if e.get("data-n") == "0"]
    assert number(first, "x") == pytest.approx(number(dot, "cx"), abs=0.2)


def test_great_figures_are_counted_in_what_they_are_spoken_of() -> None:
    facts = [{"subject": "debt", "value": f"{n} trillion", "unit": "euros", "as_of": f"20{n}-06-01"}
             for n in (10, 11)]  # fmt: skip
    [figure] = elements(parsed(page_from([{"estimates": facts}], SENTENCES[1])), "figure")
    svg = next(figure.iter(f"{SVG}svg"))
    assert [words(e) for e in drawn(svg, "text", "unit")] == ["trillion euros"]
    assert "10.5" in [words(e) for e in drawn(svg, "text", "tick")]
    assert "ruled out: 10 trillion or more" in [words(e) for e in drawn(svg, "text", "zoned")]


def test_of_many_pairs_the_first_have_arrows_and_the_others_are_counted() -> None:
    facts = [{"subject": "boats", "value": 10 + n, "as_of": 2000 + n} for n in range(30)]
    page = parsed(page_from([{"estimates": facts}], SENTENCES[1]))
    [figure] = elements(page, "figure")
    whole = next(figure.iter(f"{SVG}svg"))
    assert len(drawn(whole, "g", "violated")) == 30
    assert len(drawn(whole, "line", "pair")) <= 4
    assert "and 25 pairs more, each with a note" in words(figure)
    assert len(elements(page, "div", "note")) == 29


def test_arrows_of_a_close_up_end_on_its_paper() -> None:
    facts = [{"subject": "boats", "value": value, "as_of": year} for value, year in
             ((100, 2001), (90, 2002), (95, 2003), (97, 2004), (99, 2005), (40, 2006))]  # fmt: skip
    [figure] = elements(parsed(page_from([{"estimates": facts}], SENTENCES[1])), "figure")
    whole, near = figure.iter(f"{SVG}svg")
    assert [e.get("data-pair") for e in drawn(near, "line", "pair")] == ["1-2"]
    assert len(drawn(whole, "rect", "frame")) == 1
    assert not drawn(near, "rect", "frame")
