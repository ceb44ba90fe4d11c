"""A `define` names any value: literals, members of an enumeration, what is computed, other definitions."""

from __future__ import annotations

import pytest

import ruleck

STORY = {
    "article": {"published": "2024-03-08"},
    "quotes": [{"text": "a", "kind": "direct"}, {"text": "b", "kind": "fragment"}, {"text": "c", "kind": "paraphrase"}],
    "estimates": [{"subject": "x", "value": 3, "as_of": "2017-06"}, {"subject": "y", "value": 5, "as_of": "2025"}],
}


@pytest.mark.parametrize(
    ("definitions", "sentence", "violated"),
    [
        ("most as 4", "every estimate's value must be at most most", ["/estimates/1"]),
        ("most as 2 * 2", "every estimate's value must be at most most", ["/estimates/1"]),
        ("most as count of quotes", "every estimate's value must be at most most", ["/estimates/1"]),
        ("most as few + 1\ndefine few as 2", "every estimate's value must be at most most", ["/estimates/1"]),
        ("now-ish as article's published", "every estimate's as_of must be before now-ish", ["/estimates/1"]),
        ("then as 2017", "every estimate's as_of must be then", ["/estimates/1"]),
        ("whole as direct", "quotes' kind must be whole", ["/quotes/1", "/quotes/2"]),
        ("verbatim as direct, fragment", "quotes' kind must be one of verbatim", ["/quotes/2"]),
    ],
)
def test_a_definition_holds_any_value(definitions: str, sentence: str, violated: list[str]) -> None:
    report = ruleck.compile(f"define {definitions}\nrule r: {sentence}").check(STORY)
    assert report.undecided == ()
    assert [finding.facts[0].pointer for finding in report.violated] == violated


def test_a_definition_that_counts_may_be_used_twice_in_a_sentence() -> None:
    definition = "define all-told as count of quotes + count of estimates\n"
    right = ruleck.compile(f"{definition}rule r: count of quotes must be all-told * 2 - all-told - 2")
    wrong = ruleck.compile(f"{definition}rule r: count of quotes must be all-told * 2 - all-told - 3")
    assert (right.check(STORY).findings, len(wrong.check(STORY).violated)) == ((), 1)
