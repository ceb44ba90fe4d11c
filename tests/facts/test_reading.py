"""What a value of each type is read as."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ruleck.facts.load import Settings, read_mapping
from ruleck.facts.record import Record
from ruleck.values.date import DateSpan
from ruleck.values.number import INF, Number
from ruleck.values.truth import OPEN
from tests.facts.reading import BUILTIN, only, story_of, value


def estimate(**fields: Any) -> Record:
    story, mistakes = read_mapping({"estimates": [{"subject": "x", **fields}]}, BUILTIN)
    assert story is not None, mistakes
    return only(story, "estimate")


def ends(number: object) -> tuple[object, object, str | None]:
    assert isinstance(number, Number)
    return number.low, number.high, number.unit


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("2017-12-05", "2017-12-05"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        ("on", "on"),
        ("3.10", "3.10"),
        ("'null'", "null"),
        ('" a  b "', " a  b "),
        ("|\n      two\n      lines", "two\nlines\n"),
        (">\n      one\n      line\n", "one line\n"),
    ],
)
def test_text_stays_as_it_was_written(written: str, meant: str) -> None:
    assert value(f"quotes:\n  - text: x\n    verb: {written}\n", "quote", "verb") == meant


@pytest.mark.parametrize("written", ["", "~", "null", "''", '"  "'])
def test_blank_text_is_absent(written: str) -> None:
    record = only(story_of(f"quotes:\n  - text: x\n    verb: {written}\n    speaker: {written}\n"), "quote")
    assert record.fields == {"text": "x", "kind": "direct"}


@pytest.mark.parametrize("written", ['{"text": "x", "verb": null}', '{"text": "x", "verb": ""}'])
def test_blank_text_is_absent_in_json(written: str) -> None:
    assert value(f'{{"quotes": [{written}]}}', "quote", "verb") is None


@pytest.mark.parametrize(("written", "meant"), [("yes", True), ("True", True), ("NO", False), ("false", False)])
def test_yes_and_no(written: str, meant: bool) -> None:
    assert value(f"sources: [{{official: {written}}}]", "source", "official") is meant


def test_defaults_are_filled_in_and_what_is_open_is_not() -> None:
    source = only(story_of("sources: [{name: a}]"), "source")
    assert source.fields == {"name": "a", "anonymous": False, "plural": False}
    assert value("quotes: [{text: a, kind: Fragment}]", "quote", "kind") == "fragment"


@pytest.mark.parametrize("field", ["kind", "speaker", "said_on", "verb", "id"])
def test_a_question_mark_is_open(field: str) -> None:
    assert value(f'quotes: [{{text: a, {field}: "?"}}]', "quote", field) is OPEN


def test_a_question_mark_is_open_for_numbers_lists_and_yes_or_no() -> None:
    record = only(story_of('people: [{name: a, age: "?", minor: "?", roles: "?", also_known_as: "?"}]'), "person")
    assert {n for n, v in record.fields.items() if v is OPEN} == {"age", "minor", "roles", "also_known_as"}


def test_a_required_field_may_be_open() -> None:
    assert value('quotes: [{text: "?"}]', "quote", "text") is OPEN


@pytest.mark.parametrize(
    ("written", "low", "high", "unit"),
    [
        (3000, 3000, 3000, "people"),
        ("3,000", 3000, 3000, "people"),
        (Decimal("1.50"), Fraction(3, 2), Fraction(3, 2), "people"),
        (0.1, Fraction(1, 10), Fraction(1, 10), "people"),
        (Fraction(1, 3), Fraction(1, 3), Fraction(1, 3), "people"),
        ("98%", 98, 98, "percent"),
        ("less than 1,000", -INF, 1000, "people"),
        ({"low": 1000, "high": "1,500"}, 1000, 1500, "people"),
        ({"low": 1000}, 1000, INF, "people"),
        ("about 3,000", 2700, 3300, "people"),
    ],
)
def test_numbers_take_the_unit_of_their_fact(written: Any, low: object, high: object, unit: str) -> None:
    assert ends(estimate(value=written, unit="people").fields["value"]) == (low, high, unit)
    assert ends(estimate(unit="people", value=written).fields["value"]) == (low, high, unit)


def test_a_number_whose_unit_is_open_is_open() -> None:
    assert estimate(value=3, unit="?").fields["value"] is OPEN
    assert ends(estimate(value="3%", unit="?").fields["value"]) == (3, 3, "percent")


def test_numbers_with_units_of_their_own() -> None:
    record = only(story_of("changes: [{old: 1, unit: km, percent: 5, points: -2}]"), "change")
    assert [ends(record.fields[n])[2] for n in ("old", "percent", "points")] == ["km", "percent", "points"]
    record = only(story_of("conversions: [{value: 5, unit: miles, converted: 8, converted-unit: km}]"), "conversion")
    assert [ends(record.fields[n])[2] for n in ("value", "converted")] == ["miles", "km"]
    assert ends(estimate(margin=3, unit="people").fields["margin"]) == (3, 3, None)


def test_a_count_is_clipped_to_whole_numbers_from_nought() -> None:
    assert ends(value("polls: [{sample: 'less than 1,000'}]", "poll", "sample")) == (0, 999, None)
    assert ends(value("polls: [{sample: about 5}]", "poll", "sample")) == (5, 5, None)


def test_the_approximation_is_the_projects_own() -> None:
    story, _ = read_mapping({"figures": [{"value": "about 100"}]}, BUILTIN, Settings(approximation=20))
    assert story is not None
    assert ends(only(story, "figure").fields["value"]) == (80, 120, None)


def test_digits_of_json_are_kept() -> None:
    number = value('{"figures": [{"value": 1.50}]}', "figure", "value")
    assert isinstance(number, Number)
    assert (number.low, number.written, number.quantum) == (Fraction(3, 2), "1.50", Fraction(1, 100))
    number = value('{"figures": [{"value": 0.1000000000000000055}]}', "figure", "value")
    assert isinstance(number, Number)
    assert number.written == "0.1000000000000000055"


@pytest.mark.parametrize(
    "written", ["2017-12-27", datetime.date(2017, 12, 27), datetime.datetime(2017, 12, 27, 10, 30)]
)
def test_dates(written: Any) -> None:
    date = estimate(as_of=written).fields["as_of"]
    assert isinstance(date, DateSpan)
    day = datetime.date(2017, 12, 27).toordinal()
    assert (date.first, date.last) == (day, day)


def test_a_number_where_text_is_wanted_is_its_digits() -> None:
    assert value('{"quotes": [{"id": 17, "text": 1.50}]}', "quote", "id") == "17"
    assert value('{"quotes": [{"id": 17, "text": 1.50}]}', "quote", "text") == "1.50"


def test_names_of_fields_in_any_spelling() -> None:
    record = only(story_of("Estimates: [{Subject: x, as-of: 2017, VALUE: 3}]"), "estimate")
    assert set(record.fields) == {"subject", "as_of", "value", "cumulative", "peak"}


def test_an_absent_article_is_an_empty_one() -> None:
    story = story_of("quotes: [{text: a}]")
    assert story.records["article"] == [story.article]
    assert (story.article.pointer, story.article.fields, story.facts) == ("/article", {}, 1)


def test_inline_records_are_facts_in_document_order() -> None:
    story = story_of("breakdowns:\n  - {total: 5, parts: [{value: 2}, {value: 3}]}\nparts:\n  - {value: 1}\n")
    assert [r.pointer for r in story.records["part"]] == ["/breakdowns/0/parts/0", "/breakdowns/0/parts/1", "/parts/0"]
    assert story.records["breakdown"][0].fields["parts"] == tuple(story.records["part"][:2])
    assert story.facts == 4
    assert all(r.story is story for r in story.records["part"])


def test_empty_lists_are_absent() -> None:
    story = story_of("claims: [{text: a, sources: []}]\nquotes: []\npeople:\n")
    assert "sources" not in only(story, "claim").fields
    assert story.records["quote"] == story.records["person"] == []
