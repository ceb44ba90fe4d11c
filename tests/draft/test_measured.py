"""What is measured is measured right, the gold is in order, and the page says what the command prints."""

from __future__ import annotations

import pytest

from benchmarks import keystrokes
from benchmarks.__main__ import ask
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import Settings, read_file
from ruleck.values.edtf import read_date
from ruleck.values.misread import Misread
from ruleck.values.text import canonical
from tests.draft import measuring
from tests.draft.measuring import HELD_OUT, SEEN, STORIES, gold_file, measure_story, read_gold
from tests.draft.page import QUESTIONS, measured

ALL = (*STORIES, *SEEN, *HELD_OUT)


def test_the_page_says_what_the_command_prints() -> None:
    assert measured() == [ask(question).text() for question in QUESTIONS]


@pytest.mark.parametrize("name", ALL)
def test_gold_marks_stand_in_the_story_in_order(name: str) -> None:
    text, marks = canonical(gold_file(name, "txt").read_text("utf-8")), read_gold(name, "marks")
    for what in ("quotes", "numbers", "dates"):
        at = 0
        for mark in marks[what]:
            words = canonical(mark["words"])
            at = text.find(words, at)
            assert at >= 0, mark
            at += len(words)
    assert not any(isinstance(read_date(mark["date"]), Misread) for mark in marks["dates"])
    assert 300 <= len(text.split()) <= 600


@pytest.mark.parametrize("name", STORIES)
def test_gold_facts_pass_the_loader_and_every_excerpt_is_found(name: str) -> None:
    facts = gold_file(name, "facts.yaml")
    settings = Settings(root=facts.parent, allow_body_file=True)
    ((story, mistakes),) = read_file(facts, builtin_vocabulary(), settings)
    assert not mistakes
    assert story is not None
    assert story.misplaced == ()
    # What was marked in the story is in its facts.
    marks = read_gold(name, "marks")
    assert len(story.records["quote"]) == len(marks["quotes"])


def test_a_worse_draft_has_a_lower_score() -> None:
    draft = measuring.draft_of("conflict")
    marks = read_gold("conflict", "marks")
    quotes = draft.facts["quotes"]
    whole = measure_story("conflict")
    try:
        draft.facts["quotes"] = [*quotes[1:], quotes[1]]
        fewer = measure_story("conflict")
    finally:
        draft.facts["quotes"] = quotes
    assert (whole["quotes"].right, fewer["quotes"].right) == (len(marks["quotes"]), len(marks["quotes"]) - 1)
    assert fewer["quotes"].drafted == whole["quotes"].drafted
    assert fewer["speakers"].right == whole["speakers"].right


def test_gold_itself_costs_nothing_but_reading() -> None:
    """Somebody who is handed the finished facts has nothing to type."""
    text = gold_file("flood", "txt").read_text("utf-8")
    gold = read_gold("flood", "facts")
    facts = {kind: there for kind, there in gold.items() if kind != "article"}
    pairs, new, extra = keystrokes.paired(gold, facts, text)
    assert (new, extra) == ([], [])
    assert all(wanted == there and not moved for _, wanted, moved, there in pairs)
    effort = keystrokes.Effort()
    called = {(kind, there.get("id")): wanted for kind, wanted, _, there in pairs}
    for _, wanted, _, there in pairs:
        keystrokes.correct(effort, wanted, there, called, text, canonical(text))
    assert effort.keys == 0


def test_by_hand_every_value_is_typed_or_copied() -> None:
    story = "Fewer than 600 fighters hold out."
    effort = keystrokes.Effort()
    effort.put("600", canonical(story))
    assert effort.keys == 3
    effort.put("Fewer than 600 fighters hold out.", canonical(story))
    assert effort.keys == 3 + 4
    effort.put("x" * 40, canonical(story))
    assert effort.keys == 3 + 4 + 40
