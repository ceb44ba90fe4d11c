"""The law of distances: 0 just where the engine gives that outcome, on every rule and document of the corpus."""

from __future__ import annotations

from collections import Counter

import pytest

from ruleck.facts.load import read_mapping
from ruleck.facts.record import Story
from ruleck.generate import distance, measure
from ruleck.generate.aim import OUTCOMES
from ruleck.generate.search import Subject
from tests.generate.corpus import rules_tried


def disagreements() -> tuple[Counter[str], list[str]]:
    met: Counter[str] = Counter()
    wrong = []
    for program, rule, cases in rules_tried():
        subject = Subject(rule, program.vocabulary)
        for documents in cases:
            read = [read_mapping(document, program.vocabulary)[0] for document in documents]
            stories: list[Story] = [story for story in read if story is not None]
            if len(stories) < len(read) or not stories or (len(stories) > 1 and not rule.across):
                continue
            outcome, findings = subject.outcome(stories)
            # What is open for want of a field, too, is on the way to being undecided.
            lacks = outcome == "leaves undecided" and any(f.missing or f.cause == "missing" for f in findings)
            standing = subject.aim.at(stories)
            for wanted in OUTCOMES:
                far = standing.far(wanted)
                met[wanted if far == 0 else "further away"] += 1
                if (far == 0) != (outcome == wanted and not lacks) and not (lacks and wanted == outcome):
                    wrong.append(f"{rule.sentence}: {far} from {wanted}, and the engine says {outcome}: {documents}")
    return met, wrong


def test_a_distance_is_0_just_where_the_engine_gives_that_outcome() -> None:
    met, wrong = disagreements()
    assert not wrong, "\n".join(wrong)
    assert all(met[outcome] >= 20 for outcome in OUTCOMES), met
    assert met["further away"] > 1_000


def test_the_law_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """With `or` measured like `and`, distances and verdicts part."""
    monkeypatch.setattr(measure, "some", distance.every)
    assert disagreements()[1]
