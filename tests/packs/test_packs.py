"""Each rule that ships does what its examples promise, can fire, says why, and is quiet where it has nothing to say."""

from __future__ import annotations

import pytest

import ruleck
from ruleck.evaluate.examples import Tried, run_examples
from ruleck.meaning.program import Rule
from ruleck.mutants.hunt import hunt
from ruleck.source import Source
from tests.docs.samples import ROOT
from tests.mutants.changing import all_written
from tests.packs.programs import of_files

SHIPPED = of_files(ROOT / "rules")
EXAMPLES = [of_files(folder) for folder in sorted((ROOT / "examples").glob("*/rules"))]
TRIED = [tried for program in [SHIPPED, *EXAMPLES] for tried in run_examples(program)]


def name(value: Rule | Tried) -> str:
    if isinstance(value, Rule):
        return value.id
    return f"{value.rule.id} {value.example.outcome} {value.example.name}"


@pytest.mark.parametrize("tried", TRIED, ids=name)
def test_an_example_comes_out_as_its_rule_says(tried: Tried) -> None:
    assert tried.ok, f"{tried.got}: {[finding.message for finding in tried.findings]}"


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=name)
def test_a_rule_that_ships_is_documented(rule: Rule) -> None:
    assert rule.summary
    assert rule.because
    assert rule.tags
    assert {"accepts", "rejects"} <= {example.outcome for example in rule.examples}
    assert all(example.name for example in rule.examples)


def test_about_twenty_rules_ship() -> None:
    assert 20 <= len(SHIPPED.rules) <= 30


# Conditions without which the rule means the same; they are there for those who read it.
SAID_FOR_READERS = {
    "one-title-each: no `entity is given`",
    "age-fits-birth-date: `must be the same as its age` instead of `must be its age`",
    "estimate-told-once: no `source is given`",
    "parts-make-the-total: no `where parts are given`",
}


def test_no_rule_that_ships_could_say_something_else_unnoticed() -> None:
    files = [Source(str(path), path.read_text("utf-8")) for path in sorted((ROOT / "rules").glob("*.ruleck"))]
    # What is not noticed is not looked into: two tries are enough to tell it from the rest.
    hunts = [hunt(rule, tries=2) for rule in all_written(*files)]
    assert sum(len(found.hunted) for found in hunts) > 300
    unnoticed = {
        f"{found.rule.id}: {one.mutant.difference}"
        for found in hunts
        for one in found.hunted
        if one.status != "noticed"
    }
    assert unnoticed == SAID_FOR_READERS


@pytest.mark.parametrize(
    "story",
    [
        "article: {headline: A story without facts}",
        "figures: [{value: 3}]",
        "changes: [{subject: the deficit}]",
        "events: [{name: the vote}]",
        "estimates: [{subject: deaths}, {subject: deaths}]",
        "mentions: [{text: Marsh}, {text: Lind}]",
        "people: [{name: Ada Marsh}, {name: Bo Lind}]",
        "breakdowns: [{name: the vote, total: 100}]",
        "claims: [{text: It fell.}]",
        "sources: [{name: Ada Marsh}, {description: officials, plural: yes}]",
        'quotes: [{text: "It fell.", speaker: Ada Marsh}]',
    ],
)
def test_rules_that_ship_say_nothing_of_a_story_that_lacks_the_facts_they_need(story: str) -> None:
    assert ruleck.load().check(story).findings == ()
