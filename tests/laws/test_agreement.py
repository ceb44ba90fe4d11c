"""The engine against the naive reference: one rule as text and as a tree, one document, the same verdict and facts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

import tests.reference.sentences as s
from tests.laws.checking import Found, found, verdict
from tests.laws.law import law, met
from tests.reference.answer import Answer
from tests.reference.evaluator import evaluate
from tests.reference.generate import (
    across_cases,
    counting_rules,
    date_rules,
    difference_rules,
    each_rules,
    for_each_rules,
    group_rules,
    matching_rules,
    number_rules,
    series_rules,
    several,
    text_rules,
    total_rules,
)
from tests.reference.story import read


def differences(answer: Answer, findings: Found) -> list[str]:
    """In what the engine's findings are not what the reference says, in words."""
    wrong = []
    if verdict(findings) != answer.verdict:
        wrong.append(f"the verdict is {answer.verdict}")
    if answer.loose:
        return wrong
    for name, choices in (("violated", list(answer.violated)), ("undecided", list(answer.undecided))):
        left = Counter({facts: n for (v, facts), n in findings.items() if v == name})
        for choice in sorted(choices, key=len):
            given = next((facts for facts in sorted(choice, key=sorted) if left[facts] > 0), None)
            if given is None:
                wrong.append(f"{name} {sorted(map(sorted, choice))} is not found")
            else:
                left[given] -= 1
        extra = [
            facts for facts, n in left.items() if n > 0 and not (name == answer.open_as and facts in answer.permitted)
        ]
        wrong += [f"{name} {sorted(facts)} should not be found" for facts in extra]
    shown = set().union(*(facts for _, facts in findings))
    wrong += [f"undecided {sorted(pair)} is in no finding" for pair in answer.must_show if not pair & shown]
    return wrong


def agree(rule: s.Rule, *stories: dict[str, Any]) -> None:
    answer = evaluate(rule, [read(story) for story in stories])
    met(answer.verdict)
    note(rule.text())
    findings = found(rule, stories)
    note(f"engine: {sorted((v, sorted(f)) for v, f in findings)}")
    assert differences(answer, findings) == []


@law(st.one_of(several(number_rules()), several(number_rules(), uncertain=True)), examples=200)
def test_comparisons_of_numbers_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(several(difference_rules()), examples=100)
def test_comparisons_with_a_difference_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(several(date_rules()), examples=250)
def test_comparisons_of_dates_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(several(text_rules()))
def test_comparisons_of_texts_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(several(each_rules()), examples=150)
def test_rules_of_one_fact_at_a_time_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(several(counting_rules()))
def test_counted_and_existence_rules_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(several(total_rules(), uncertain=True), examples=150)
def test_rules_of_one_value_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(several(for_each_rules()))
def test_rules_that_iterate_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(several(matching_rules()), examples=80)
def test_rules_that_look_for_other_facts_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(st.one_of(several(group_rules()), several(group_rules(), uncertain=True)), examples=300)
def test_group_rules_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(st.one_of(several(series_rules()), several(series_rules(), uncertain=True)), examples=300)
def test_series_rules_agree(case: tuple[s.Rule, dict[str, Any]]) -> None:
    agree(*case)


@law(across_cases())
def test_rules_across_articles_agree(case: tuple[s.Rule, list[dict[str, Any]]]) -> None:
    agree(case[0], *case[1])
