"""Rules over published data in its own shape: a parliament's members, collected polls, printed corrections.

The people, polls and stories here are invented; the shapes are those of lists that newsrooms keep and print.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

import ruleck

HERE = Path(__file__).parent


def violated(rules: str, document: Path | dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Which rule is violated by which facts; nothing is left open and no document is mistaken."""
    report = ruleck.load(HERE / rules).check(document)
    assert (report.mistakes, report.undecided) == ((), ())
    return [(finding.rule, [fact.pointer for fact in finding.facts]) for finding in report.violated]


@pytest.fixture
def members() -> dict[str, Any]:
    return copy.deepcopy(yaml.load((HERE / "members.facts.yaml").read_text(), Loader=yaml.BaseLoader))


def test_members_as_published_keep_every_rule(members: dict[str, Any]) -> None:
    assert violated("members.ruleck", HERE / "members.facts.yaml") == []
    assert violated("members.ruleck", members) == []


def test_terms_that_run_into_each_other_overlap(members: dict[str, Any]) -> None:
    members["members"][0]["terms"][0]["end"] = "1995-01-04"
    found = [("terms-do-not-overlap", ["/members/0/terms/0", "/members/0/terms/1"])]
    assert violated("members.ruleck", members) == found


def test_terms_of_two_people_may_run_side_by_side(members: dict[str, Any]) -> None:
    members["members"][1]["terms"] = copy.deepcopy(members["members"][0]["terms"])
    assert violated("members.ruleck", members) == []


def test_nobody_serves_before_being_born(members: dict[str, Any]) -> None:
    members["members"][1]["birth_date"] = "2001-01-03"
    assert violated("members.ruleck", members) == [("born-before-the-first-term", ["/members/1"])]


def test_a_person_listed_twice_is_found_by_name_and_birth_date(members: dict[str, Any]) -> None:
    members["members"][2]["birth_date"] = "1966-02-28"
    assert violated("members.ruleck", members) == [("one-entry-each", ["/members/1", "/members/2"])]


def test_polls_that_end_before_they_start_and_shares_of_more_than_everybody() -> None:
    assert violated("polls.ruleck", HERE / "polls.facts.yaml") == [
        ("at-most-everybody", ["/surveys/2"]),
        ("at-most-everybody", ["/surveys/3"]),
        ("at-most-everybody-within-rounding", ["/surveys/3"]),
        ("ends-on-or-after-it-starts", ["/surveys/4"]),
    ]


def test_what_had_to_be_corrected_is_found_in_print() -> None:
    assert sorted(violated("corrections.ruleck", HERE / "printed.facts.yaml")) == [
        ("as-many-as-announced", ["/enumerations/0"]),
        ("change-in-percent", ["/changes/0"]),
        ("commutation-clears-nobody", ["/clemencies/0"]),
        ("flow-is-no-stock", ["/figures/0"]),
        ("land-miles", ["/conversions/0"]),
        ("one-spelling", ["/mentions/0", "/mentions/1"]),
        ("part-is-that-percentage", ["/fractions/0"]),
        ("rise-goes-up", ["/changes/1"]),
        ("spelt-as-listed", ["/mentions/0"]),
        ("spelt-as-listed", ["/mentions/1"]),
        ("within-living-memory", ["/events/0"]),
    ]


def test_what_was_printed_the_next_day_keeps_every_rule() -> None:
    assert violated("corrections.ruleck", HERE / "corrected.facts.yaml") == []
