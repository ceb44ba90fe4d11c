"""A finding's facts show it: with all other facts gone it is still found, and with one of its own gone it is not.

Left out are the sentences that say how many facts there are or what they come to (`at least 2 sources must`,
`there must be`, `count of`, `sum of`): what shows those is every fact of the kind, and what is named is the story. Kept
beside a finding's facts are the article, whatever they link to, and the facts that a condition of the rule counts
(`when there is a source`).
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import note

import tests.reference.sentences as s
from tests.laws.changes import only, restored
from tests.laws.checking import Case, found
from tests.laws.law import law, met
from tests.reference.generate import each_rules, for_each_rules, group_rules, matching_rules, series_rules, several


def counted_kinds(rule: s.Rule) -> list[str]:
    """The kinds of which a rule reads every fact, whichever fact it is about."""
    kinds = ["source"] if "there " in rule.text() else []
    if isinstance(rule.sentence, s.ForEach) and isinstance(rule.sentence.body, s.ItsMatches):
        kinds.append(rule.sentence.body.kind)
    return kinds


def found_among(rule: s.Rule, document: dict[str, Any], facts: frozenset[str]) -> Counter[tuple[str, frozenset[str]]]:
    """What is found when there are these facts only, said of the places where they were."""
    fewer, places = only(document, facts, counted_kinds(rule))
    return Counter(
        (verdict, frozenset(restored(fact, places) for fact in shown))
        for verdict, shown in found(rule, [fewer]).elements()
    )


def shown_by_its_facts(rule: s.Rule, document: dict[str, Any]) -> None:
    note(rule.text())
    for (verdict, facts), times in found(rule, [document]).items():
        met(verdict, f"{verdict} by {len(facts)}")
        assert found_among(rule, document, facts)[verdict, facts] >= min(times, 1)


@law(several(each_rules()), examples=80, meets={"violated by 1": 20, "undecided by 1": 20})
def test_a_fact_that_is_blamed_is_to_blame_by_itself(case: Case) -> None:
    shown_by_its_facts(*case)


@law(several(for_each_rules()), meets={"violated by 1": 10, "undecided by 1": 10})
def test_a_fact_gone_through_is_to_blame_by_itself(case: Case) -> None:
    shown_by_its_facts(*case)


@law(several(matching_rules()), meets={"violated by 1": 10, "undecided by 1": 10})
def test_a_fact_that_others_are_looked_for_is_to_blame_by_itself(case: Case) -> None:
    shown_by_its_facts(*case)


@law(several(series_rules(), uncertain=True), examples=100, meets={"violated by 2": 15, "undecided by 2": 8})
def test_the_pair_of_a_series_shows_the_break_and_neither_does_alone(case: Case) -> None:
    pair_is_smallest(*case)


@law(several(group_rules()), examples=100, meets={"violated by 2": 8, "undecided by 2": 8})
def test_the_facts_of_a_group_show_the_conflict_and_none_does_without_another(case: Case) -> None:
    pair_is_smallest(*case)


def pair_is_smallest(rule: s.Rule, document: dict[str, Any]) -> None:
    shown_by_its_facts(rule, document)
    whole = found(rule, [document])
    for verdict, facts in whole:
        if verdict == "violated" and len(facts) == 2:
            for fact in facts:
                left = found_among(rule, document, frozenset({fact}))
                assert all(v != "violated" or (v, shown) in whole for v, shown in left)
