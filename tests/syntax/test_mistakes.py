"""How mistakes are told, and what is offered instead. mistakes.txt is to be read by eye, as an editor would."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ruleck
from ruleck.diagnostics import Diagnostic
from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.parse import parse, readable
from ruleck.syntax.print import print_sentence
from ruleck.syntax.wording import WORDS
from tests.syntax.trees import sentences

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    statement: str
    told: str
    corrections: tuple[str, ...]


def cases() -> list[Case]:
    text = (HERE / "mistakes.txt").read_text("utf-8")
    found = []
    for block in text.split("\n\n"):
        statement, *lines = [line for line in block.splitlines() if not line.startswith("#")] or [""]
        if statement:
            tries = tuple(line.removeprefix("  try: ") for line in lines[1:])
            found.append(Case(statement.replace("\\n", "\n"), lines[0].strip(), tries))
    return found


def first_mistake(text: str) -> Diagnostic:
    with pytest.raises(ruleck.Mistakes) as raised:
        ruleck.compile(text)
    return raised.value.diagnostics[0]


def syntax_mistake(text: str) -> Diagnostic:
    _, mistakes = parse(Source("", text))
    return mistakes[0]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.statement)
def test_a_mistake_is_told_and_corrected(case: Case) -> None:
    told = first_mistake(case.statement)
    at = told.labels[0].source.position(told.labels[0].span.start)
    assert f"{at.line}:{at.column} {told.message}" == case.told
    assert told.suggestions == case.corrections


def test_there_are_many_of_them_and_most_are_corrected() -> None:
    assert len(cases()) >= 250
    assert sum(bool(case.corrections) for case in cases()) >= 200


@pytest.mark.parametrize("case", [case for case in cases() if case.corrections], ids=lambda case: case.statement)
def test_a_correction_is_right_in_its_turn(case: Case) -> None:
    for correction in case.corrections:
        # Of a rule of many lines only what changes is shown.
        if readable(correction) and not correction.startswith("use "):
            ruleck.compile(correction)


@pytest.mark.parametrize(
    ("statement", "nearer"),
    [
        ("every direct quote needs an attribution", "every quote where kind is direct must have an attribution"),
        ("a story must have two sources", "a story must have at least two sources"),
        (
            "if the article is corrected there must be a correction",
            "when the article is corrected, there must be a correction",
        ),
    ],
)
def test_where_no_correction_is_right_the_one_that_comes_nearer_is_told_as_such(statement: str, nearer: str) -> None:
    told = first_mistake(statement)
    assert told.suggestions == ()
    assert f"nearer, with a mistake left: `{nearer}`" in told.notes
    kept = {sense for sense in senses(statement) if sense not in _TURNED}
    assert kept == {sense for sense in senses(nearer) if sense not in _TURNED}


# What a sentence demands, apart from what it speaks of. Each is taken out of the sentence as it is counted.
_SENSES = (
    (r"no more than|not more than|no longer than|not longer than|up to|or fewer|<=|≤|at most", "at most"),
    (r"no (?:less|fewer) than|or more|>=|≥|at least", "at least"),
    (r"no later than|on or before", "on or before"),
    (r"not change|stay constant|stay the same", "stay the same"),
    (r"never|cannot|n't|!=|without|with no|missing|null|\bnot\b|\bno\b|\bnone\b|!(?=\w)", "not"),
    (r"unless|except", "unless"),
    (r"\bif\b|\bwhen\b", "when"),
    (r"\bshould\b", "should"),
    (r"\bfalls?\b|\bdecreases?\b", "decrease"),
    (r"\brises?\b|\bincreases?\b", "increase"),
    (r"(?:bigger|higher|older|longer|more) th[ae]n|above|exceed|over (?=\d)|>", "more"),
    (r"(?:smaller|lower|less|fewer|shorter) th[ae]n|under (?=\d)|<", "less"),
    (r"\bbefore\b", "before"),
    (r"\bafter\b", "after"),
)
# One meaning in two wordings: these habits turn one sense into another on purpose.
_TURNED = {"at most", "at least", "when"}


def senses(text: str) -> Counter[str]:
    left = re.sub(r'"[^"]*"', '""', text.lower())
    counted: Counter[str] = Counter()
    for pattern, sense in _SENSES:
        counted[sense] += len(re.findall(pattern, left))
        left = re.sub(pattern, " ", left)
    return +counted


@pytest.mark.parametrize("case", [case for case in cases() if case.corrections], ids=lambda case: case.statement)
def test_no_correction_changes_what_is_demanded(case: Case) -> None:
    before = senses(case.statement)
    for correction in case.corrections:
        after = senses(correction)
        # A bound may come in other words (`2 sources`, `no more than 2`), never as the bound on the other side.
        for bound, opposite in (("at most", "at least"), ("at least", "at most")):
            assert not before[bound] or after[opposite] <= before[opposite]
        assert {k: v for k, v in before.items() if k not in _TURNED} == {
            k: v for k, v in after.items() if k not in _TURNED
        }
        # Bounds and conditions may be told in other words (`two or more`, `where`), never lost.
        if before["at least"] + before["at most"]:
            assert after["at least"] + after["at most"] or "between" in correction
        if before["when"]:
            assert after["when"] or "where" in correction


@given(sentences, st.data())
def test_a_misspelt_word_is_never_corrected_to_another_demand(sentence: n.Sentence, data: st.DataObject) -> None:
    right = print_sentence(sentence)
    words = right.split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    word = words[at]
    place = data.draw(st.integers(0, max(len(word) - 2, 0)))
    words[at] = word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]
    wrong = " ".join(words)
    if readable(wrong) or wrong == right:
        return
    for correction in syntax_mistake(wrong).suggestions:
        # A misspelt keyword that is taken for a name is no name of the vocabulary: such a correction is not accepted.
        assert words[at] in correction or senses(correction) == senses(right), wrong


def test_what_was_read_and_what_may_come_next_is_told_in_plain_words() -> None:
    assert syntax_mistake("quotes where anonymous must named a speaker").notes == (
        "read so far: `quotes where anonymous must`",
        "after `must` comes a predicate: be …, have a …, name a …, equal …, decrease over time, … "
        "(`ruleck explain predicates`)",
    )
    assert syntax_mistake("every quote speaker must be known").notes[-1] == (
        "after `quote` comes `where`, `with the same`, `must` or `should`"
    )
    assert syntax_mistake("rule x:\n  tags a\n  severity error\n  quotes must agree").notes == (
        "the order is: severity, tags, see, across articles, for each, when, the sentence, unless, because, examples "
        "(`ruleck explain clauses`)",
    )
    assert syntax_mistake("any quote must agree").notes[-1] == (
        "`any` can mean each one or at least one: say `every` or `some`"
    )


def test_no_message_names_a_part_of_the_grammar() -> None:
    names = {name for name in WORDS if name.isupper()} | {name for name in WORDS if name.startswith("_")}
    for case in cases():
        told = first_mistake(case.statement)
        for text in (told.message, *told.notes):
            words = set(re.findall(r"[A-Z_]{3,}", re.sub(r"`[^`]*`", "", text)))
            assert not words & names, text
            assert "\n" not in text


def test_the_underlined_stretch_is_the_word() -> None:
    text = "# first\nquotes must agree\nquotes must named a speaker\n"
    label = syntax_mistake(text).labels[0]
    assert text[label.span.start : label.span.end] == "named"


def test_a_correction_of_a_long_rule_shows_the_sentence_only() -> None:
    text = 'rule x "why":\n  severity info\n  for each person,  # note\n  quotes must named\n    a speaker'
    assert syntax_mistake(text).suggestions == ("for each person, quotes must name a speaker",)


def test_every_mistake_of_a_file_is_told_and_the_first_ones_are_corrected() -> None:
    text = "quotes must named a speaker\n" * 1_000
    _, mistakes = parse(Source("", text), corrected=3)
    assert len(mistakes) == 1_000
    assert [bool(m.suggestions) for m in mistakes[:5]] == [True, True, True, False, False]


def test_a_correction_that_the_caller_does_not_accept_is_not_offered() -> None:
    asked: list[str] = []

    def accepts(text: str) -> bool:
        asked.append(text)
        return False

    _, (mistake,) = parse(Source("", "quotes must named a speaker"), accepts)
    assert "quotes must name a speaker" in asked
    assert mistake.suggestions == ()
