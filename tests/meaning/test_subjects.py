"""A first word that is no kind of fact is told as such, where no correction is at hand."""

from __future__ import annotations

import pytest

import ruleck
from ruleck.diagnostics import Diagnostic, Mistakes


def mistake(sentence: str) -> Diagnostic:
    with pytest.raises(Mistakes) as raised:
        ruleck.compile(sentence)
    return raised.value.diagnostics[0]


@pytest.mark.parametrize("sentence", ["Death tolls never go down", "spell out numbers", "Every full quote of him"])
def test_a_word_that_is_no_kind_is_told(sentence: str) -> None:
    word = sentence.removeprefix("Every ").split()[0]
    assert mistake(sentence).notes[0] == f"`{word}` is no kind of fact: `ruleck kinds` lists what rules can speak of"


@pytest.mark.parametrize(
    "sentence",
    ["quotes by a minor must be known", "for each of it", "define slow as 3\nslow down", "quote must named a speaker"],
)
def test_what_is_known_is_not_told_to_be_unknown(sentence: str) -> None:
    assert not any("is no kind of fact" in note for note in mistake(sentence).notes)


def test_one_of_many_and_all_of_them_are_told_apart_in_an_aggregate() -> None:
    told = mistake("sum of the poll's answers' share must be 100%")
    assert told.code == "two-readings"
    assert told.notes == ("of each by itself: `for each poll, … its answers' share …`",)
    assert ruleck.compile("for each poll, sum of its answers' share must be 100%").ids
    assert ruleck.compile("for each poll, sum of poll's answers' share must be 100%").ids
