"""Groups whose keys, and repeated values whose units or clocks, are not all known: nothing is decided too early."""

from __future__ import annotations

from typing import Any

import pytest

import ruleck


def verdicts(rule: str, facts: dict[str, Any]) -> list[tuple[str, str | None, list[str]]]:
    report = ruleck.compile(rule).check(facts)
    assert report.mistakes == ()
    return [(f.verdict, f.cause, [r.pointer for r in f.facts]) for f in report.findings]


def test_two_open_keys_may_be_one_group() -> None:
    quotes = [{"text": "a", "speaker": "?"}, {"text": "b", "speaker": "?"}]
    found = verdicts("for each speaker, count of quotes must be at most 1", {"quotes": quotes})
    assert found == [("undecided", "open", ["/quotes/0", "/quotes/1"])]


def test_an_open_key_may_join_a_group_that_is_there() -> None:
    quotes = [{"text": "a", "speaker": "Ann Lee"}, {"text": "b", "speaker": "?"}]
    found = verdicts("for each speaker, count of quotes must be at most 1", {"quotes": quotes})
    assert ("undecided", "open", ["/quotes/0"]) in found


def test_keys_that_differ_only_in_case_are_told_once() -> None:
    people = ["IS", "is", "IS", "is"]
    estimates = [{"subject": s, "value": 9 - i, "as_of": f"2017-0{i + 1}-01"} for i, s in enumerate(people)]
    found = verdicts("estimates must decrease over time", {"estimates": estimates})
    assert found == [("undecided", "uncertain", ["/estimates/0", "/estimates/1"])]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([{"value": 5, "unit": "km"}, {"value": 5, "unit": "km"}], [("violated", None)]),
        ([{"value": 5, "unit": "km"}, {"value": 5}], [("violated", None)]),
        ([{"value": 5, "unit": "km"}, {"value": 5, "unit": "miles"}], [("undecided", "unit")]),
        ([{"value": 9, "unit": "km"}, {"value": 6, "unit": "miles"}], [("undecided", "unit")]),
        ([{"value": 5}, {"value": "4-6"}], [("undecided", "uncertain")]),
        ([{"value": 5}, {"value": 6}], []),
    ],
)
def test_a_repeated_value_heeds_units_where_both_are_stated(
    values: list[dict[str, Any]], found: list[tuple[str, str | None]]
) -> None:
    facts = {"figures": values}
    assert [(v, c) for v, c, _ in verdicts("figures' value must be unique", facts)] == found


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["2017-12-05T10:00", "2017-12-05T11:00"], []),
        (["2017-12-05T10:00", "2017-12-05T10:00"], [("violated", None)]),
        (["2017-12-05T10:00", "2017-12-05"], [("violated", None)]),
        (["2017-12", "2017-12-05"], [("undecided", "uncertain")]),
    ],
)
def test_a_repeated_day_heeds_clocks_where_both_are_stated(
    days: list[str], found: list[tuple[str, str | None]]
) -> None:
    facts = {"events": [{"name": f"e{i}", "date": day} for i, day in enumerate(days)]}
    assert [(v, c) for v, c, _ in verdicts("events' date must be unique", facts)] == found


def test_a_list_that_is_open_leaves_its_predicate_open() -> None:
    found = verdicts(
        "for each poll, its answers' share must add up to 100", {"polls": [{"question": "q", "answers": "?"}]}
    )
    assert found == [("undecided", "open", ["/polls/0"])]


def test_facts_found_by_an_index_stay_in_document_order() -> None:
    estimates = [{"subject": "a", "value": v, "method": m} for v, m in [(1, "?"), (2, "x"), (3, "?"), (4, "x")]]
    found = verdicts('for each estimate where method is "x", its value must be less than 0', {"estimates": estimates})
    in_order = [[f"/estimates/{i}"] for i in range(4)]
    assert [facts for _, _, facts in found] == in_order
    rule = 'estimates where method is "x" must have a source'
    assert [facts for _, _, facts in verdicts(rule, {"estimates": estimates})] == in_order
