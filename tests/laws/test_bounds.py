"""No rule runs without end: what costs too much is given up, and said so; all else grows with the facts.

Work is counted, never timed: in the steps that a quantifier takes, and in the calls that Python makes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from hypothesis import note
from hypothesis import strategies as st

import tests.reference.sentences as s
from ruleck.evaluate import world
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.run import compile_check, run
from ruleck.facts.load import read_mapping
from tests.laws.changes import day, written_facts
from tests.laws.checking import Case, facts_of, verdict
from tests.laws.law import law, met
from tests.packs.programs import of_text
from tests.reference.generate import FAMILIES, kinds_of, matching_rules, rules, several
from tests.reference.story import FIELDS, PLURALS


@contextmanager
def budget(steps: int) -> Iterator[None]:
    """The engine with a budget that is soon spent."""
    with patch.object(world, "MOST_STEPS", steps):
        yield


def checked(text: str, document: dict[str, Any]) -> tuple[list[list[Finding]], list[int]]:
    """What each rule finds in a story, and its steps."""
    program = of_text(text)
    story, mistakes = read_mapping(document, program.vocabulary)
    assert story is not None
    assert not mistakes
    facts = world.World(story.records)
    found, steps = [], []
    for rule in program.rules:
        found.append(run(rule, compile_check(rule), facts, story.article).findings)
        steps.append(facts.steps)
    return found, steps


def given_up(findings: list[Finding]) -> bool:
    return [f.verdict for f in findings] == ["undecided"] and "it was given up" in findings[0].message


@law(several(st.one_of(rules, matching_rules())), st.integers(1, 20), meets={"given up": 20, "holds": 8, "violated": 8})
def test_a_rule_out_of_steps_is_undecided_and_tells_nothing_else(case: Case, steps: int) -> None:
    rule, document = case
    note(rule.text())
    (whole,), (needed,) = checked(rule.text(), document)
    met(verdict(facts_of(whole)))
    with budget(steps):
        (found,), (spent,) = checked(rule.text(), document)
    if needed <= steps:
        assert facts_of(found) == facts_of(whole)
    else:
        met("given up")
        assert given_up(found)
        assert spent <= steps + most_facts(document)


def most_facts(document: dict[str, Any]) -> int:
    """More than one quantifier can look at: all facts, and all that stands in lists."""
    facts = [fact for _, fact in written_facts(document)]
    return len(facts) + sum(len(value) for fact in facts for value in fact.values() if isinstance(value, list))


NESTED = "for each figure, there must be an estimate where value is at least figure's value"


def test_a_rule_that_looks_at_every_fact_for_every_fact_is_given_up() -> None:
    for facts, steps in ((100, 10_000), (101, 10_000)):
        document = {
            "figures": [{"value": i} for i in range(facts)],
            "estimates": [{"subject": "a", "value": facts}] * facts,
        }
        with budget(steps):
            (found,), _ = checked(NESTED, document)
        assert given_up(found) is (facts * facts > steps)
        assert given_up(found) or not found


def test_each_rule_has_a_budget_of_its_own() -> None:
    document = {"figures": [{"value": i} for i in range(50)], "estimates": [{"subject": "a", "value": 50}] * 50}
    text = "\n".join(f"rule r{i}: {NESTED}" for i in range(4))
    with budget(2_500):
        found, steps = checked(text, document)
    assert steps == [2_500] * 4
    assert found == [[]] * 4


# ------------------------------------------------------------------ growth


def many(kinds: list[str], size: int) -> dict[str, Any]:
    """A large story in which all estimates make one series, each fact with a value, a date and texts of its own."""

    def fact(kind: str, i: int) -> dict[str, Any]:
        made: dict[str, Any] = {"id": f"{kind}{i}"} if kind in ("person", "source", "estimate") else {}
        for name, type_ in FIELDS[kind].items():
            if type_ in ("number", "count"):
                made[name] = i * 7 % size
            elif type_ == "date":
                made[name] = day(736_000 + i * 5 % size)
            elif type_ == "yes/no":
                made[name] = i % 2 == 0
            elif type_ == "text":
                made[name] = name if name in ("subject", "unit", "place") else f"{name} {i}"
            elif type_.startswith(("link:", "list:")) and (linked := type_[5:]) in ("person", "source", "estimate"):
                made[name] = [f"{linked}{i}"] if type_.startswith("list:") else f"{linked}{i}"
        return made

    wanted = {*kinds, "person", "source", "estimate"}
    return {PLURALS[kind]: [fact(kind, i) for i in range(size)] for kind in PLURALS if kind in wanted} | {"article": {}}


def calls(text: str, document: dict[str, Any]) -> tuple[int, int]:
    """The steps and the calls that one check takes; what is made once, and the reading of the story, is left out."""
    program = of_text(text)
    story, _ = read_mapping(document, program.vocabulary)
    assert story is not None
    check = compile_check(program.rules[0])
    facts = world.World(story.records)
    made = 0

    def count(frame: object, event: str, of: object) -> None:
        nonlocal made
        made += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run(program.rules[0], check, facts, story.article)
    finally:
        sys.setprofile(before)
    return facts.steps, made


# A bound that no index knows is looked for among all facts: there the budget is for.
GROWING = st.one_of(FAMILIES).filter(lambda r: not ("there must be" in r.text() and " where value" in r.text()))


@law(GROWING, examples=80, meets={"much to do": 40})
def test_twice_the_facts_are_hardly_more_than_twice_the_work(rule: s.Rule) -> None:
    note(rule.text())
    once, twice = (calls(rule.text(), many(kinds_of(rule), size)) for size in (40, 80))
    met("much to do" if once[1] > 80 else "little to do")
    for before, after in zip(once, twice, strict=True):
        # n log n: 80 facts are 2.4 times the work of 40
        assert after <= 2.5 * before + 40
