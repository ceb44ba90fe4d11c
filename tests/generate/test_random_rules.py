"""Distances and searches on rules and stories made at random, by the generator of the reference evaluator."""

from __future__ import annotations

from typing import Any

import ruleck
import tests.reference.sentences as s
from ruleck.facts.load import read_mapping
from ruleck.generate.aim import OUTCOMES
from ruleck.generate.search import Search, Subject
from ruleck.generate.wish import LEAST
from tests.laws.law import law, met
from tests.reference.generate import cases

Case = tuple[s.Rule, dict[str, Any]]
EVERY_OUTCOME = {"accepts": 20, "rejects": 20, "leaves undecided": 20, "ignores": 10}


def subject_of(rule: s.Rule) -> Subject:
    rules = ruleck.compile(rule.text())
    return Subject(rules.program.rules[0], rules.program.vocabulary)


@law(cases(), examples=200, meets=EVERY_OUTCOME)
def test_a_distance_is_next_to_nothing_just_where_the_engine_gives_that_outcome(case: Case) -> None:
    rule, document = case
    subject = subject_of(rule)
    story, _ = read_mapping(document, subject.vocabulary)
    assert story is not None
    outcome, _ = subject.outcome((story,))
    met(outcome)
    standing = subject.aim.at((story,))
    assert {wanted for wanted in OUTCOMES if standing.far(wanted) < LEAST} == {outcome} & set(OUTCOMES)


@law(cases(), examples=100, meets={"accepts": 85, "rejects": 85, "leaves undecided": 70})
def test_a_search_ends_where_it_says_or_says_that_it_did_not(case: Case) -> None:
    rule, document = case
    subject = subject_of(rule)
    for wanted in OUTCOMES[:3]:
        search = Search([(subject, wanted)], tries=60)
        reached = search.run((document,))
        assert search.used <= 62
        if reached is not None:
            assert subject.outcome(reached.stories)[0] == wanted
            met(wanted)
