"""A trace says of each fact what a check says, and why; it neither finds more nor less."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings

from ruleck.evaluate.run import Evaluation
from ruleck.explain.trace import Account, trace
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import read_document, read_mapping
from ruleck.facts.record import Story
from ruleck.meaning.compile import compile_files
from ruleck.meaning.program import Program
from ruleck.source import Source
from tests.reference.generate import across_cases, cases

VOCABULARY = builtin_vocabulary()
RELAXED = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def program(text: str) -> Program:
    found, mistakes = compile_files([Source("", text)], VOCABULARY, lambda name, user: "is not there")
    assert mistakes == []
    return found


def story(text: str) -> Story:
    found, mistakes = read_document(text, VOCABULARY)
    assert found is not None, mistakes
    return found


def told(rule: str, facts: str) -> list[tuple[str, str, str]]:
    """Each account: the verdict, the fact's place in the document, the reasons."""
    accounts = trace(program(rule).rules[0], [story(facts)])
    found = [(a.verdict, " ".join(f.pointer for f in a.facts), "; ".join(a.why)) for a in accounts]
    return sorted(found, key=lambda account: account[1])


# ------------------------------------------------------------------ laws


def check_agrees(text: str, documents: Sequence[dict[str, Any]]) -> None:
    note(text)
    compiled = program(text)
    stories = []
    for document in documents:
        found, mistakes = read_mapping(document, VOCABULARY)
        assert found is not None, mistakes
        stories.append(found)
    (rule,) = compiled.rules
    evaluation = Evaluation(compiled)
    checked = [evaluation.check(s).findings for s in stories]
    runs = [([s], found) for s, found in zip(stories, checked, strict=True)]
    for seen, findings in [(stories, evaluation.finish().findings)] if rule.across else runs:
        accounts = trace(rule, seen)
        traced = {(f.verdict, f.message) for a in accounts for f in a.findings}
        assert traced == {(f.verdict, f.message) for f in findings}
        assert all(a.why for a in accounts)
        assert all(a.facts for a in accounts)
        assert_each_once(accounts)


def assert_each_once(accounts: list[Account]) -> None:
    left_out = [id(a.facts[0]) for a in accounts if a.verdict == "did not apply" and len(a.facts) == 1]
    assert len(left_out) == len(set(left_out))


@RELAXED
@given(cases())
def test_a_trace_finds_what_a_check_finds(case: Any) -> None:
    rule, document = case
    check_agrees(rule.text(), [document])


@settings(RELAXED, max_examples=60)
@given(across_cases())
def test_a_trace_across_articles_finds_what_a_check_finds(case: Any) -> None:
    rule, documents = case
    check_agrees(rule.text(), documents)


# ------------------------------------------------------------------ why it didn't fire


def test_a_filter_is_named_with_the_value_that_decides_it() -> None:
    assert told(
        "quotes where kind is direct must name a speaker",
        "quotes: [{text: a, kind: fragment}, {text: b, speaker: Ada}, {text: c}]",
    ) == [
        ("did not apply", "/quotes/0", "`where kind is direct` leaves it out: quote \"a\"'s kind is fragment"),
        ("held", "/quotes/1", 'quote "b" has speaker "Ada"'),
        ("violated", "/quotes/2", 'quote "c" names no speaker'),
    ]


@pytest.mark.parametrize(
    ("clauses", "why"),
    [
        (
            'when the article\'s section is "world", quotes must name a speaker',
            "`when article's section is \"world\"` leaves it out: the article's section is \"sport\"",
        ),
        (
            "quotes must name a speaker unless medium is given",
            '`unless medium is stated` leaves it out: quote "a" has medium "radio"',
        ),
        (
            "quotes must name a speaker unless kind is fragment unless kind is direct",
            "`unless kind is direct` leaves it out: quote \"a\"'s kind is direct",
        ),
        (
            "for each quote where kind is fragment, its speaker must be given",
            "`for each quote where kind is fragment` leaves it out: quote \"a\"'s kind is direct",
        ),
    ],
)
def test_each_clause_that_leaves_a_fact_out_is_named(clauses: str, why: str) -> None:
    facts = "article: {section: sport}\nquotes: [{text: a, medium: radio}]"
    assert told(clauses, facts) == [("did not apply", "/quotes/0", why)]


def test_a_fact_that_some_round_reaches_is_not_told_as_left_out() -> None:
    facts = "people: [{name: A}, {name: B}]\nquotes: [{text: x, speaker: A}, {text: y, speaker: Somebody}]"
    assert told("for each person, quotes where speaker is person must have a medium", facts) == [
        ("violated", "/quotes/0", 'quote "x" has no medium'),
        (
            "did not apply",
            "/quotes/1",
            "`where speaker is person` leaves it out: quote \"y\"'s speaker is \"Somebody\" (\"A\")",
        ),
    ]


def test_groups_are_told_by_what_they_have_in_common() -> None:
    facts = """
estimates:
  - {subject: fighters, value: 3, as_of: 2017-12-05, unit: people}
  - {subject: fighters, value: 4, as_of: 2017-12-27}
"""
    accounts = trace(program("estimates must decrease over time").rules[0], [story(facts)])
    assert [(a.verdict, a.about, a.why) for a in accounts] == [
        (
            "held",
            'estimates with the subject "fighters", the unit "people" and the place not stated',
            ("3 (5 Dec 2017): one alone, with nothing to compare it with",),
        ),
        (
            "held",
            'estimates with the subject "fighters", the unit not stated and the place not stated',
            ("4 (27 Dec 2017): one alone, with nothing to compare it with",),
        ),
    ]


def test_what_forms_no_group_is_told() -> None:
    ((verdict, _, why),) = told("mentions with the same entity must have the same title", "mentions: [{text: a}]")
    assert (verdict, why) == (
        "did not apply",
        "it states no entity, by which facts are put together here, so it is in no group",
    )


def test_what_there_must_be_is_told_with_what_came_near() -> None:
    facts = "sources: [{name: A}, {name: B, official: yes}]"
    ((verdict, _, why),) = told("there must be at least 2 sources where official", facts)
    assert verdict == "undecided"
    assert why.split("; ")[-2:] == [
        'source "A" may count, or not: source "A" does not say whether it is official',
        'source "B" counts',
    ]


def test_a_rule_that_looks_at_every_fact_for_every_fact_is_told_as_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruleck.evaluate.world.MOST_STEPS", 3)
    facts = "quotes: [{text: a}, {text: b}, {text: c}, {text: d}]"
    assert told("quotes must name a speaker", facts)[-1][0] == "undecided"
