"""That speed is measured on the right thing: everybody gives the same answers. How fast they are is no test."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import hand
from benchmarks.__main__ import QUESTIONS, ask
from benchmarks.measure import exponent
from benchmarks.peers import EVERY_RULE, Peer, peers
from benchmarks.workload import story

_STORIES = [story(facts, seed, breaking=0.2) for facts in (10, 20, 100) for seed in range(8)]


@pytest.mark.parametrize("peer", peers(), ids=lambda peer: peer.name)
def test_every_way_finds_the_breaches_that_a_program_by_hand_finds(peer: Peer) -> None:
    for one in _STORIES:
        expected = {breach for breach in hand.check(one) if breach[0] in peer.rules}
        assert peer.check(one) == expected
        assert peer.check_text(json.dumps(one)) == expected


def test_the_stories_break_each_rule_and_keep_it() -> None:
    broken = [{rule for rule, _ in hand.check(one)} for one in _STORIES]
    assert set().union(*broken) == EVERY_RULE
    assert all(any(rule not in rules for rules in broken) for rule in EVERY_RULE)


def test_a_story_has_as_many_facts_as_were_asked_for_and_its_headline() -> None:
    for facts in (20, 100, 1000):
        kinds = {kind: told for kind, told in story(facts, 1).items() if kind not in ("article", "figures")}
        assert sum(map(len, kinds.values())) == facts


def test_the_same_seed_makes_the_same_story() -> None:
    assert story(100, 3) == story(100, 3) != story(100, 4)


def test_an_exponent_is_the_power_that_times_grow_by() -> None:
    assert exponent([10, 100, 1000], [1, 10, 100]) == pytest.approx(1)
    assert exponent([10, 100, 1000], [3, 300, 30_000]) == pytest.approx(2)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_can_be_asked(question: str) -> None:
    table = ask(question, quick=True)
    assert table.rows
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert table.text().count("\n") >= len(table.rows) + 2
    assert len(json.loads(table.json())["rows"]) == len(table.rows)


def test_the_command_prints_a_line_of_json_a_question() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--json", "article"],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert json.loads(done.stdout)["rows"][0]["dict, times hand"] > 0
