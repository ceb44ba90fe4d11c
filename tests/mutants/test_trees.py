"""A rule taken apart and put together, and where two read differently."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from ruleck.mutants.trees import difference, places, sentence
from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.parse import parse
from tests.syntax.trees import rules


def rule(text: str) -> n.Rule:
    [found] = parse(Source("", text))[0].statements
    assert isinstance(found, n.Rule)
    return found


@given(rules)
@settings(max_examples=50)
def test_each_node_put_back_in_its_place_gives_the_rule(tree: n.Rule) -> None:
    nodes = 0
    for node, rebuild in places(tree):
        assert rebuild(node) == tree
        nodes += 1
    assert nodes > 3


def test_a_node_is_changed_in_its_own_place_only() -> None:
    tree = rule("people's age must be at least 3 and must be at least 3")
    changed = [
        rebuild(replace(node, written="4")) for node, rebuild in places(tree) if isinstance(node, n.NumberLiteral)
    ]
    assert [sentence(one) for one in changed] == [
        "people's age must be at least 4 and must be at least 3",
        "people's age must be at least 3 and must be at least 4",
    ]


def test_what_is_about_a_rule_is_no_place_in_it() -> None:
    tree = rule('rule a "b":\n  tags c\n  quotes must name a speaker\n  because "d"\n  ignores "e" article {}')
    assert sentence(tree) == "quotes must name a speaker"
    assert not [node for node, _ in places(tree) if isinstance(node, n.Example | n.Text)]


@pytest.mark.parametrize(
    ("one", "other", "reads"),
    [
        ("quotes must name a speaker", "quotes must not name a speaker",
         "`must not name a speaker` instead of `must name a speaker`"),
        ("people's age must be at least 3", "people's age must be at least 4",
         "`must be at least 4` instead of `must be at least 3`"),
        ("quotes' kind must be one of (direct, fragment)", "quotes' kind must be one of (direct)",
         "`must be one of (direct)` instead of `must be one of (direct, fragment)`"),
        ("when there is a person, quotes must name a speaker", "when there is no person, quotes must name a speaker",
         "`there is no person` instead of `there is a person`"),
        ("polls' end must be on or after 2017", "polls' end must be after 2017",
         "`must be after 2017` instead of `must be on or after 2017`"),
        ("sources where plural and anonymous must give a reason",
         "sources where plural or anonymous must give a reason",
         "`plural or anonymous` instead of `plural and anonymous`"),
        ("people's age must be 3 or must be 5", "people's age must be 3 and must be 5",
         "`must be 3 and must be 5` instead of `must be 3 or must be 5`"),
        ("mentions must have the same title", "mentions with the same entity must have the same title",
         "`mentions with the same entity` instead of `mentions`"),
        ("quotes must name a speaker", "quotes must certainly name a speaker",
         "`must certainly name a speaker` instead of `must name a speaker`"),
        ('no quote\'s verb may be "a b c"', 'no quote\'s verb may be "a b d"',
         '`may be "a b d"` instead of `may be "a b c"`'),
    ],
)  # fmt: skip
def test_what_differs_is_told_in_whole_phrases(one: str, other: str, reads: str) -> None:
    assert str(difference(rule(one), rule(other))) == reads
