"""Rules and stories do not know of one another: checked together they say what each says alone."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

import ruleck
import tests.reference.sentences as s
from ruleck.evaluate.finding import Finding
from tests.laws.checking import findings, pointer
from tests.laws.law import law, met
from tests.reference.documents import Draw, documents
from tests.reference.generate import FAMILIES, kinds_of, manner_of, rules, several, total_rules


def told(finding: Finding) -> tuple[Any, ...]:
    """All of a finding that a reader sees, but for the rule's name."""
    facts = tuple(pointer(record) for record in finding.facts)
    return (finding.verdict, finding.cause, finding.message, facts, finding.missing, tuple(finding.values.items()))


@st.composite
def rule_sets(draw: Draw) -> tuple[list[s.Rule], dict[str, Any]]:
    """Rules that have much in common, or nothing, and a document for all of them."""
    family = draw(st.sampled_from([rules, *FAMILIES, total_rules(), total_rules()]))
    together = draw(st.lists(family, min_size=2, max_size=4))
    kinds = sorted({kind for rule in together for kind in kinds_of(rule)})
    # The manner that fits the most demanding of them fits all.
    strictest = max(together, key=lambda rule: ("rounding" in rule.text(), "%" in rule.text()))
    return together, draw(documents(kinds, draw(manner_of(strictest))))


@law(rule_sets(), examples=80, meets={"2": 8, "3": 8, "4": 8, "holds": 8, "violated": 8, "undecided": 8})
def test_rules_checked_together_find_what_each_finds_alone(case: tuple[list[s.Rule], dict[str, Any]]) -> None:
    together, document = case
    texts = [rule.text().replace("rule r:", f"rule r{i}:", 1) for i, rule in enumerate(together)]
    note("\n".join(texts))
    met(str(len(texts)))
    found = findings("\n".join(texts), [document])
    for i, text in enumerate(texts):
        alone = findings(text, [document])
        met(*({verdict for verdict, *_ in map(told, alone)} or {"holds"}))
        assert Counter(map(told, alone)) == Counter(told(f) for f in found if f.rule == f"r{i}")


@st.composite
def story_sets(draw: Draw) -> tuple[s.Rule, list[dict[str, Any]]]:
    """One rule and several documents for it."""
    rule = draw(rules)
    manner = draw(manner_of(rule))
    return rule, [draw(documents(kinds_of(rule), manner)) for _ in range(draw(st.integers(2, 3)))]


@law(story_sets())
def test_stories_checked_one_after_another_find_what_each_finds_alone(
    case: tuple[s.Rule, list[dict[str, Any]]],
) -> None:
    rule, stories = case
    note(rule.text())
    rules, *others = [ruleck.compile(rule.text()) for _ in range(len(stories) + 1)]
    for story, report, fresh in zip(stories, rules.check_many(stories), others, strict=True):
        alone = [told(finding) for finding in fresh.check(story).findings]
        met(*({verdict for verdict, *_ in alone} or {"holds"}))
        assert [told(finding) for finding in report.findings] == alone


@law(several())
def test_a_story_checked_twice_is_told_the_same_twice(case: tuple[s.Rule, dict[str, Any]]) -> None:
    rule, document = case
    rules = ruleck.compile(rule.text())
    first, second = ([told(f) for f in rules.check(document).findings] for _ in range(2))
    met(*({verdict for verdict, *_ in first} or {"holds"}))
    assert first == second
