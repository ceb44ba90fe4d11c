"""Strategies: what they give is right, shrinks to the smallest, and is told where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import ruleck
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import read_mapping
from ruleck.testing import (
    Unreached,
    articles,
    assert_holds,
    assert_undecided,
    assert_violated,
    distance,
    from_rules,
    satisfying,
    undecided,
    violating,
)
from tests.generate.corpus import ROOT

PACKS = ruleck.load(*sorted((ROOT / "rules").glob("*.ruleck")))
few = settings(max_examples=15, deadline=None, derandomize=True, database=None, phases=[Phase.generate])


@pytest.mark.parametrize("rule", PACKS.ids)
def test_what_is_given_is_right(rule: str) -> None:
    one = PACKS.alone(rule)
    met: list[Any] = []

    @few
    @given(satisfying(one), violating(one), undecided(one))
    def right(holds: dict[str, Any], breaks: dict[str, Any], open_: dict[str, Any]) -> None:
        assert_holds(one, holds)
        assert_violated(one, breaks)
        assert_undecided(one, open_)
        met.extend([holds, breaks, open_])

    right()
    assert len({repr(document) for document in met}) > 8, "there are all sorts"


@few
@given(st.data())
def test_stories_of_all_sorts_have_no_mistakes(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(PACKS.ids))
    document = data.draw(articles(PACKS.alone(rule)))
    story, mistakes = read_mapping(document, builtin_vocabulary())
    assert story is not None, mistakes


@pytest.mark.parametrize(
    ("strategy", "rule", "smallest"),
    [
        (violating, "quotes must name a speaker", {"quotes": [{"text": "a"}]}),
        (satisfying, "claims must have at least 2 sources", {"claims": [{"text": "a", "sources": [{}, {}]}]}),
        (undecided, "people's age must be at least 18", {"people": [{"name": "a", "age": "at least 17"}]}),
        (articles, "quotes must name a speaker", {}),
    ],
)
def test_what_is_given_shrinks_to_the_smallest(strategy: Any, rule: str, smallest: dict[str, Any]) -> None:
    assert find(strategy(rule), lambda document: True, settings=settings(database=None, derandomize=True)) == smallest


def test_a_document_shrinks_under_a_test_of_its_own() -> None:
    wanted = find(
        violating("estimates must not increase over time"),
        lambda document: len(document["estimates"]) >= 3,
        settings=settings(database=None, derandomize=True, suppress_health_check=list(HealthCheck)),
    )
    assert len(wanted["estimates"]) == 3
    assert sum(map(len, wanted["estimates"])) <= 9, "nothing is in it that is not needed"


def test_several_rules_at_once() -> None:
    rules = ruleck.compile("quotes must name a speaker\nrule old: people's age must be at least 18")

    @few
    @given(violating(rules), violating(rules, rule="old"))
    def right(both: dict[str, Any], one: dict[str, Any]) -> None:
        assert_violated(rules, both)
        assert_violated(rules, one, rule="old")

    right()


@settings(few, max_examples=5)
@given(violating(PACKS), satisfying(PACKS))
def test_two_dozen_rules_at_once(breaks: dict[str, Any], holds: dict[str, Any]) -> None:
    assert len({finding.rule for finding in assert_violated(PACKS, breaks)}) == len(PACKS.ids)
    assert_holds(PACKS, holds)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [(3, "3 is neither compiled rules nor"), (Path("house"), "ruleck.load"), ("rules/house.ruleck", "ruleck.load")],
)
def test_what_are_no_rules_is_told(wrong: Any, told: str) -> None:
    with pytest.raises(TypeError, match=told):
        violating(wrong)


def test_a_test_of_no_rules_is_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no rule file or folder is named"):
        from_rules()
    with pytest.raises(ValueError, match="there is no rule in"):
        from_rules(tmp_path)


def test_what_cannot_be_is_told() -> None:
    with pytest.raises(Unreached, match="`people-must-have-a-name` is violated on none of"):
        find(violating("people must have a name"), lambda document: True)
    with pytest.raises(ValueError, match="there is no rule `quote`; did you mean `quotes`"):
        violating("rule quotes: quotes must name a speaker", rule="quote")
    with pytest.raises(Unreached, match="each of `a`, `b` holds and applies; name one of them"):
        find(satisfying("rule a: quotes must name a speaker\nrule b: no quote may have a speaker"), lambda d: True)


def test_a_distance_leads_there() -> None:
    rule = "polls' sample must be at least 500"
    far = [distance(rule, {"polls": [{"sample": sample}]}) for sample in (900, 600, 500, 499)]
    assert far == sorted(far, reverse=True)
    assert far[-1] == 0
    assert distance(rule, {"polls": [{"sample": 499}]}, to="holds") > 0
    with pytest.raises(ValueError, match="polls"):
        distance(rule, {"polls": 3})
