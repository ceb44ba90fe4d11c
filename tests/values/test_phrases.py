"""Numbers as newsrooms write them: the table of facts.md, row by row, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.values.misread import Misread
from ruleck.values.number import INF, Exact, Number, show
from ruleck.values.number_words import ONES, TENS
from ruleck.values.phrase import number_range, read_number


def read(text: str, approximation: Exact = 10) -> Number:
    number = read_number(text, approximation)
    assert isinstance(number, Number), number
    return number


@pytest.mark.parametrize(
    ("text", "value", "quantum"),
    [
        ("3000", 3000, 1),
        ("3,000", 3000, 1),
        ("3.0", 3, "0.1"),
        ("1.50", "1.5", "0.01"),
        ("66.7", "66.7", "0.1"),
        ("66.70", "66.7", "0.01"),
        (".5", "0.5", "0.1"),
        ("-4", -4, 1),
        ("\u22124", -4, 1),
        ("minus 4", -4, 1),
        ("+4", 4, 1),
        ("007", 7, 1),
        ("1e3", 1000, 1000),
        ("1.5E2", 150, 10),
        ("25e-1", "2.5", "0.1"),
        ("1.2 million", 1_200_000, 100_000),
        ("1.2\u00a0million", 1_200_000, 100_000),
        ("3 Million", 3_000_000, 1_000_000),
        ("45k", 45_000, 1000),
        ("1.5bn", 1_500_000_000, 100_000_000),
        ("2 trillion", 2 * 10**12, 10**12),
        ("3 hundred thousand", 300_000, 100_000),
        ("two dozen", 24, 12),
        ("a dozen", 12, 12),
        ("half a dozen", 6, 6),
        ("half a million", 500_000, 500_000),
        ("a half million", 500_000, 500_000),
        ("two and a half million", 2_500_000, 500_000),
        ("a hundred", 100, 100),
        ("three hundred", 300, 100),
        ("nineteen hundred", 1900, 100),
        ("three hundred and forty-two", 342, 1),
        ("three hundred forty two", 342, 1),
        ("seven hundred fifty thousand", 750_000, 1000),
        ("two million three hundred thousand and five", 2_300_005, 1),
        ("exactly 5", 5, 1),
        ("twenty\u2010one", 21, 1),
    ],
)
def test_exact_figures(text: str, value: str | int, quantum: str | int) -> None:
    number = read(text)
    assert (number.low, number.high) == (Fraction(value), Fraction(value))
    assert not number.low_open
    assert not number.high_open
    assert number.unit is None
    assert number.quantum == Fraction(quantum)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("98%", "percent", 98),
        ("98 %", "percent", 98),
        ("98 percent", "percent", 98),
        ("98 per cent", "percent", 98),
        ("two percent", "percent", 2),
        ("5 percentage points", "points", 5),
        ("1 percentage point", "points", 1),
        ("5 points", "points", 5),
        ("$1.5bn", "USD", 1_500_000_000),
        ("US$ 5", "USD", 5),
        ("-$5", "USD", -5),
        ("$-5", "USD", -5),
        ("C$5", "CAD", 5),
        ("A$5", "AUD", 5),
        ("£20", "GBP", 20),
        ("20 €", "EUR", 20),
        ("5 million USD", "USD", 5_000_000),
        ("EUR 5m", "EUR", 5_000_000),
    ],
)
def test_units_that_stand_with_the_figure(text: str, unit: str, value: int) -> None:
    number = read(text)
    assert (number.low, number.high, number.unit) == (value, value, unit)


def below(value: Exact) -> Number:
    return Number(-INF, value, True, True)


def at_most(value: Exact) -> Number:
    return Number(-INF, value, True, False)


def above(value: Exact) -> Number:
    return Number(value, INF, True, True)


def at_least(value: Exact) -> Number:
    return Number(value, INF, False, True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((words + "1,000", below(1000)) for words in ("less than ", "fewer than ", "under ", "below ", "<", "< ")),
        ("Less  Than 1,000", below(1000)),
        *((words + "1,000", at_most(1000)) for words in ("at most ", "up to ", "no more than ", "<=", "\u2264 ")),
        ("1,000 or fewer", at_most(1000)),
        *((words + "45,000", above(45_000)) for words in ("more than ", "over ", "above ", ">")),
        *((words + "45,000", at_least(45_000)) for words in ("at least ", ">=", "\u2265", "no fewer than ")),
        ("45,000+", at_least(45_000)),
        ("45,000 or more", at_least(45_000)),
        *((text, Number(1000, 1500)) for text in ("1,000-1,500", "1,000\u20131,500", "1,000 to 1,500", "1000 - 1500")),
        ("between 1,000 and 1,500", Number(1000, 1500)),
        ("from 1,000 to 1,500", Number(1000, 1500)),
        *((words + "3,000", Number(2700, 3300)) for words in ("about ", "around ", "roughly ", "some ", "~", "circa ")),
        ("3,000 or so", Number(2700, 3300)),
        ("about -3,000", Number(-3300, -2700)),
        ("about 1,000 to 1,500", Number(900, 1650)),
        ("about 0", Number(0, 0)),
        *((words + " 3,000", Number(3000, 3300, True)) for words in ("just over", "slightly more than")),
        *(
            (words + " 3,000", Number(2700, 3000, False, True))
            for words in ("nearly", "almost", "just under", "slightly fewer than")
        ),
        ("more than two dozen", above(24)),
        ("less than half a million", below(500_000)),
        ("less than $1.5bn", below(1_500_000_000)),
        ("1 to 2 million", Number(10**6, 2 * 10**6)),
        ("500 to 600 million", Number(500 * 10**6, 600 * 10**6)),
        ("500 to 2 million", Number(500, 2 * 10**6)),
        ("one to two hundred", Number(100, 200)),
        ("ninety to one hundred", Number(90, 100)),
        ("between two and three dozen", Number(24, 36)),
        ("between one million and two million", Number(10**6, 2 * 10**6)),
        ("30-40%", Number(30, 40)),
        ("30% to 40%", Number(30, 40)),
        ("$1-2bn", Number(10**9, 2 * 10**9)),
        ("-5--3", Number(-5, -3)),
        ("five-six", Number(5, 6)),
        ("twenty-thirty", Number(20, 30)),
    ],
)
def test_bounds_ranges_and_rough_figures(text: str, meant: Number) -> None:
    number = read(text)
    assert (number.low, number.high, number.low_open, number.high_open) == (
        *(meant.low, meant.high),
        *(meant.low_open, meant.high_open),
    )
    assert number.written == " ".join(text.split())
    assert show(number) == number.written


def test_a_range_has_one_unit() -> None:
    assert read("30-40%").unit == read("30% to 40").unit == read("30% to 40%").unit == "percent"
    assert read("$1-2bn").unit == "USD"


def test_what_about_allows_for_is_set_by_the_project() -> None:
    assert read("about 3,000", 5) == Number(2850, 3150, written="about 3,000", quantum=1)
    assert read("about 3,000", 0).exact
    assert isinstance(read_number("just over 3,000", 0), Misread)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("3,000 people", "`3,000 people` has `people` after the number", "put the unit in `unit`: `unit: people`"),
        ("3 milion", "`3 milion` has `milion` after the number", "did you mean `million`?"),
        ("1 000", "`1 000` has a gap in the number", "write thousands with a comma: `1,000`"),
        ("1,5", "`1,5` is not set as a number", None),
        ("1.000.000", "`1.000.000` is not set as a number", None),
        ("1,500-1,000", "`1,500-1,000` ends below its start", "write the lower figure first"),
        ("$5 to £6", "`$5 to £6` has two units", "give both ends in one unit"),
        ("$5%", "`$5%` has two units", "write one of them"),
        ("more than 5 to 6", "`more than 5 to 6` has two bounds at once", "write one of them"),
        ("at least 5+", "`at least 5+` has two bounds at once", "write one of them"),
        ("between 5", "`between 5` gives one end of a range only", None),
        ("just over 0", "`just over 0` leaves no room", None),
        ("half", "`half` is half of nothing that is named", None),
        ("1e9999999", "`1e9999999` is too large or too small", "write `e` with 1,000 at most after it"),
        ("1e-1001", "`1e-1001` is too large or too small", None),
        ("soon", "`soon` is not a number", None),
        ("", "`` is blank", None),
    ],
)
def test_what_is_said_of_what_is_no_number(text: str, message: str, hint: str | None) -> None:
    misread = read_number(text)
    assert isinstance(misread, Misread)
    assert misread.message == message
    assert misread.hint
    assert hint is None or misread.hint == hint


@pytest.mark.parametrize(
    "text",
    [
        *("?", "-", "+", "$", "%", "e", "1e", "5.", "1,00", "1_000", "0x10", "1/2", "a", "million", "thousands"),
        *("to 5", "5 to", "5-", "from 5", "between 5 and", "about", "about less than 5", "one two", "twenty twenty"),
        *("2 million million", "three and four", "1 million and 5", "NaN", "inf", "Infinity", "2017-12-05", "\u0663"),
        *("9" * 1001, "1" + ",000" * 334, "\ud800", "\x00", "3\x00", "ten-dollar"),
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert isinstance(read_number(text), Misread)


def test_the_largest_that_is_read() -> None:
    assert read("9" * 1000).low == 10**1000 - 1
    assert read("1e1000").low == 10**1000
    assert read("1e-1000").low == Fraction(1, 10**1000)
    assert show(Number(1, 1, written=read("1" + ",000" * 333).written))


@given(st.integers(0, 99))
def test_number_words_below_a_hundred(value: int) -> None:
    words = {number: word for word, number in {**ONES, **TENS}.items()}
    spelt = words.get(value) or f"{words[value - value % 10]}-{words[value % 10]}"
    for text in (spelt, spelt.replace("-", " "), spelt.upper()):
        assert read(text).low == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_figures_are_read_exactly(value: Decimal) -> None:
    for text in (str(value), f"{value:,}"):
        number = read(text)
        assert number.low == number.high == Fraction(value)


PIECES = st.sampled_from(
    [
        *("about", "less than", "between", "and", "to", "-", "+", "3", "1,000", "2.5", "million", "two", "hundred"),
        *("a", "half", "$", "%", "percent", "dozen", "or more", "nearly", "e5", " ", ","),
    ]
)


@given(st.text(max_size=30) | st.lists(PIECES, max_size=8).map(" ".join) | st.lists(PIECES, max_size=8).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    number = read_number(text)
    if isinstance(number, Misread):
        assert number.reason
        return
    assert number.low < number.high or (number.low == number.high and not (number.low_open or number.high_open))
    assert number.written == " ".join(text.split())


@pytest.mark.parametrize(
    "junk",
    [
        *("9" * 100_000, "a " * 50_000, "," * 100_000, "1," * 1_999, "-" * 3_999, "1-" * 1_999, "and " * 999),
        *("twenty " * 570, "one million " * 330, " " * 100_000 + "x", "1 to " * 799, "half a " * 570),
    ],
)
def test_junk_is_refused_at_once(junk: str) -> None:
    misread = read_number(junk)
    assert isinstance(misread, Misread)
    assert len(misread.message) < 250


@pytest.mark.parametrize(
    ("low", "high", "meant", "shown"),
    [
        ("1000", "1500", Number(1000, 1500), "1,000 to 1,500"),
        ("1000", None, at_least(1000), "at least 1,000"),
        (None, "1500", at_most(1500), "at most 1,500"),
        ("5", "5", Number(5, 5), "5"),
        ("5%", "6", Number(5, 6, unit="percent"), "5% to 6%"),
    ],
)
def test_low_and_high(low: str | None, high: str | None, meant: Number, shown: str) -> None:
    number = number_range(low if low is None else read(low), high if high is None else read(high))
    assert isinstance(number, Number)
    assert (number.low, number.high, number.unit) == (meant.low, meant.high, meant.unit)
    assert (number.low_open, number.high_open) == (meant.low_open, meant.high_open)
    assert show(number) == shown


@pytest.mark.parametrize(
    ("low", "high"), [(None, None), ("2", "1"), ("less than 2", "3"), ("1 to 2", None), ("$5", "£6")]
)
def test_what_is_no_low_and_high(low: str | None, high: str | None) -> None:
    refused = number_range(low if low is None else read(low), high if high is None else read(high))
    assert isinstance(refused, Misread)
    assert refused.hint
