"""The reference evaluator itself: on cases worked out by hand, and against itself once everything is filled in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tests.reference.predicates as p
import tests.reference.sentences as s
from tests.reference.documents import filled
from tests.reference.evaluator import evaluate
from tests.reference.generate import cases, completable
from tests.reference.ranges import AND, NOT, OR
from tests.reference.story import read

RELAXED = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def est(subject: str, value: Any, as_of: str, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "value": value, "as_of": as_of, **more}


FALL = s.Grouped("estimate", "", None, False, None, s.Trend("decrease"))
NAMED = s.Each("every", "quote", (), None, (s.Demand(p.Has("name", ("speaker",))),))


def test_kleene_tables_are_each_others_dual() -> None:
    for (a, b), both in AND.items():
        assert OR[NOT[a], NOT[b]] == NOT[both]


@pytest.mark.parametrize(
    ("sentence", "document", "verdict", "violated"),
    [
        (NAMED, {"quotes": [{"text": "x"}, {"text": "y", "speaker": "p0"}]}, "violated", [["/quotes/0"]]),
        (NAMED, {"quotes": [{"text": "x", "speaker": "?"}]}, "undecided", []),
        (NAMED, {"quotes": []}, "holds", []),
        (
            FALL,
            {"estimates": [est("a", 1, "2017-01-01"), est("a", "0-3", "2017-01-02"), est("a", 2, "2017-01-03")]},
            "violated",
            [["/estimates/0", "/estimates/2"]],
        ),
        (FALL, {"estimates": [est("a", 1, "2017-01-01"), est("b", 2, "2017-01-02")]}, "holds", []),
        (FALL, {"estimates": [est("a", 3, "2017-01-01"), est("a", "less than 5", "2017-01-02")]}, "undecided", []),
        (FALL, {"estimates": [est("a", 1, "2017-01"), est("a", 2, "2017-01-31")]}, "undecided", []),
        (
            FALL,
            {"estimates": [est("a", 1, "2017-01"), est("a", 2, "2017-02-01")]},
            "violated",
            [["/estimates/0", "/estimates/1"]],
        ),
    ],
)
def test_cases_worked_out_by_hand(
    sentence: s.Sentence, document: dict[str, Any], verdict: str, violated: list[list[str]]
) -> None:
    answer = evaluate(s.Rule(sentence), [read(document)])
    assert answer.verdict == verdict
    assert answer.violated == [frozenset({frozenset(v)}) for v in violated]


@RELAXED
@given(cases().filter(lambda c: completable(c[0])), st.data())
def test_a_decided_verdict_survives_every_filling_in(case: tuple[s.Rule, dict[str, Any]], data: st.DataObject) -> None:
    rule, document = case
    verdict = evaluate(rule, [read(document)]).verdict
    full = data.draw(filled(document))
    after = evaluate(rule, [read(full)]).verdict
    assert verdict in ("undecided", after), (rule.text(), document, full)


@RELAXED
@given(cases().filter(lambda c: completable(c[0])), st.data())
def test_a_decided_verdict_survives_narrowing(case: tuple[s.Rule, dict[str, Any]], data: st.DataObject) -> None:
    rule, document = case
    verdict = evaluate(rule, [read(document)]).verdict
    narrower = data.draw(filled(document, narrow=True))
    after = evaluate(rule, [read(narrower)]).verdict
    assert verdict in ("undecided", after), (rule.text(), document, narrower)
