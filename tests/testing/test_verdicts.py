"""Assertions: what they let pass, and what a failure says."""

from __future__ import annotations

import pytest

import ruleck
from ruleck.testing import assert_holds, assert_undecided, assert_violated

RULES = ruleck.compile("rule speaker: quotes must name a speaker\nrule adult: people's age must be at least 18")
BREAKS = {"quotes": [{"text": "No."}]}
OPEN = {"people": [{"name": "Ann", "age": "about 18"}]}
CHILD = {"people": [{"name": "Ann", "age": 3}]}
FINE = {"quotes": [{"text": "No.", "speaker": "Ann"}], "people": [{"name": "Ann", "age": 40}]}


def test_what_passes() -> None:
    assert_holds(RULES, FINE)
    assert_holds(RULES, {}, rule="adult")
    assert_holds(RULES, BREAKS, rule="adult")
    assert [finding.rule for finding in assert_violated(RULES, BREAKS, rule="speaker")] == ["speaker"]
    assert [finding.cause for finding in assert_undecided(RULES, OPEN, rule="adult")] == ["uncertain"]


@pytest.mark.parametrize(
    ("check", "document", "rule", "told"),
    [
        (assert_holds, BREAKS, None, 'error: speaker\n  /quotes/0\n  quote "No." names no speaker'),
        (assert_holds, OPEN, None, 'undecided: adult\n  /people/0\n  person "Ann"\'s age is about 18'),
        (assert_violated, FINE, "speaker", '`speaker` is not violated: held: quote "No."'),
        (assert_violated, OPEN, "adult", "`adult` is not violated:\n\nundecided: adult"),
        (assert_violated, BREAKS, None, "`adult` is not violated: no person falls under it"),
        (assert_undecided, FINE, "adult", '`adult` is not undecided: held: person "Ann"\'s age is 40'),
        (assert_undecided, CHILD, "adult", "`adult` is not undecided:\n\nerror: adult"),
        (assert_holds, {"quote": []}, None, "the document is mistaken:"),
    ],
)
def test_a_failure_is_the_finding(check: object, document: dict[str, object], rule: str | None, told: str) -> None:
    with pytest.raises(AssertionError) as failed:
        check(RULES, document, rule=rule)  # type: ignore[operator]  # one of the three
    assert str(failed.value).startswith(told)


def test_a_rule_by_a_name_that_none_has() -> None:
    with pytest.raises(ValueError, match="there is no rule `adults`; did you mean `adult`"):
        assert_holds(RULES, FINE, rule="adults")
