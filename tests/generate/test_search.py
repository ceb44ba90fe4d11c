"""Documents for a rule: what is reached, how small it is, and what is not there to be reached."""

from __future__ import annotations

import re

import pytest

from ruleck.facts.load import read_mapping
from ruleck.facts.record import Story
from ruleck.generate.aim import OUTCOMES, Wanted
from ruleck.generate.reach import Separation, reach, tell_apart
from ruleck.generate.search import Reached, Subject
from tests.generate.corpus import program_of, rules_tried

# What a rule cannot come to, whatever the documents. Every other outcome of every rule of the corpus is reached.
NEVER: dict[Wanted, set[str]] = {
    "accepts": {"figures' value must be less than value"},
    "rejects": {
        "figures' value must equal value",
        "figures' value must be at least value",
        "people must have a name",  # without one a document is mistaken
        "polls' sample must be at least 0",
    },
    "leaves undecided": {
        "there must be a source",  # there is one or there is none
        "there must be at least 2 sources",
        "count of quotes must be 0",
        "count of quotes must be 2",
        "count of quotes must be at least 1",
        "count of quotes must be at least 2",
        "count of quotes must be at most 1",
        "count of quotes must be at most most-quotes",
        "figures' value must equal value",
        "figures' value must be less than value",
        "figures' value must be at least value",
    },
}


# Adverbs leave nothing undecided.
SETTLED = re.compile(" (certainly|possibly) ")


def stories_of(documents: tuple[dict[str, object], ...], subject: Subject) -> list[Story]:
    vocabulary = subject.vocabulary
    stories = [read_mapping(document, vocabulary)[0] for document in documents]
    return [story for story in stories if story is not None]


@pytest.mark.parametrize("wanted", [outcome for outcome in OUTCOMES if outcome != "ignores"])
def test_every_outcome_that_there_is_is_reached(wanted: Wanted) -> None:
    never = set()
    tries = []
    for program, rule, _ in rules_tried():
        subject = Subject(rule, program.vocabulary)
        found = reach(subject, wanted)
        if isinstance(found, Reached):
            assert subject.outcome(stories_of(found.documents, subject))[0] == wanted, rule.sentence
            tries.append(found.tries)
        elif wanted != "leaves undecided" or not SETTLED.search(rule.sentence):
            never.add(rule.sentence)
    assert never == NEVER[wanted]
    assert sorted(tries)[len(tries) // 2] <= 20, "most rules take a handful of tries"


@pytest.mark.parametrize(
    ("sentence", "wanted", "smallest"),
    [
        ("quotes must name a speaker", "rejects", {"quotes": [{"text": "a"}]}),
        ("people's age must be between 18 and 120", "rejects", {"people": [{"name": "a", "age": 1}]}),
        ("polls' sample must be more than 100", "accepts", {"polls": [{"sample": 101}]}),
        ("the article's headline must match /^[A-Z][a-z]+ \\d/", "accepts", {"article": {"headline": "Aa 1"}}),
        ("sources where anonymous must give a reason", "leaves undecided", {"sources": [{"anonymous": "?"}]}),
    ],
)
def test_the_smallest_document(sentence: str, wanted: Wanted, smallest: dict[str, object]) -> None:
    program = program_of(sentence)
    found = reach(Subject(program.rules[0], program.vocabulary), wanted)
    assert isinstance(found, Reached)
    assert found.documents == (smallest,)


# Two rules that differ by what people get wrong, as far apart as a needle in a haystack for some.
APART = [
    ("figures' value must be less than 5", "figures' value must be at most 5"),
    ("estimates must decrease over time", "estimates must not increase over time"),
    ("estimates must decrease over time", "for each place, estimates must decrease over time"),
    (
        "for each breakdown, its parts' value must add up to its total within 1%",
        "for each breakdown, its parts' value must add up to its total within 2%",
    ),
    ("quotes where kind is direct must name a speaker", "quotes must name a speaker"),
    ("claims must have at least 2 sources", "claims must have at least 3 sources"),
    ("polls' sample must be between 100 and 200", "polls' sample must be between 100 and 201"),
    (
        'estimates must increase over time unless the article\'s section is "opinion"',
        "estimates must increase over time",
    ),
    (
        "quotes' said_on must be on or before the article's published",
        "quotes' said_on must be before the article's published",
    ),
    (
        "for each poll, sum of its answers' share must be at most 100",
        "for each poll, sum of its answers' share must be at most 101",
    ),
    (
        "estimates' value with the same subject must agree within 5%",
        "estimates' value with the same subject must agree",
    ),
    ("estimates must decrease by at least 10% over time", "estimates must decrease by at least 11% over time"),
    ("figures' value must equal 12,345", "figures' value must equal 12,346"),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_rules_are_told_apart(first: str, second: str) -> None:
    program = program_of(f"rule first: {first}\nrule second: {second}")
    one, two = (Subject(rule, program.vocabulary) for rule in program.rules)
    found = tell_apart(one, two)
    assert isinstance(found, Separation)
    stories = stories_of(found.documents, one)
    assert (one.outcome(stories)[0], two.outcome(stories)[0]) == (found.first, found.second)
    assert found.first != found.second
    assert tell_apart(one, two) == found, "the same each time"


@pytest.mark.parametrize(
    "second", ["every quote must name a speaker", "quotes must not have no speaker", "no quote may have no speaker"]
)
def test_rules_that_mean_the_same_are_not_told_apart(second: str) -> None:
    program = program_of(f"rule first: quotes must name a speaker\nrule second: {second}")
    one, two = (Subject(rule, program.vocabulary) for rule in program.rules)
    found = tell_apart(one, two, tries=300)
    assert isinstance(found, int)
