"""No text, however nasty, makes the reading of a rule file raise, blow the stack or take for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.diagnostics import Diagnostic
from ruleck.source import Source
from ruleck.syntax.parse import parse
from ruleck.syntax.wording import WORDS

LANGUAGE = sorted({form for forms in WORDS.values() for form in forms})
THINGS = ["quotes", "speaker", "people's", "name", "3", "5%", "2017-12", '"text"', "/x/", "\n  ", "\n", "#", '"', "\\"]
salads = st.lists(st.sampled_from(LANGUAGE + THINGS), max_size=25).map(" ".join)


def told(text: str) -> list[Diagnostic]:
    tree, mistakes = parse(Source("", text))
    for mistake in mistakes:
        (label,) = mistake.labels
        assert 0 <= label.span.start <= label.span.end <= len(text)
        # What is told can be printed and stands on one line.
        for line in (mistake.message, *mistake.notes, *mistake.suggestions):
            assert line.isprintable()
    for statement in tree.statements:
        assert 0 <= statement.span.start < statement.span.end <= len(text)
    return mistakes


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    told(text)


@given(st.text(alphabet=st.characters(codec=None, categories=["Cc", "Cs", "Cf", "Lu", "Zs", "Zl"])))
def test_controls_surrogates_and_marks_are_told(text: str) -> None:
    told(text)


@given(salads)
def test_any_words_of_the_language_in_any_order_are_read_or_told(text: str) -> None:
    told(text)


@pytest.mark.parametrize(
    "text",
    [
        "quotes where " + "(" * 10_000 + "official" + ")" * 10_000 + " must agree",
        "quotes where " + "(" * 10_000,
        ")" * 10_000,
        "quotes must agree accepts quote {text: " + "[" * 10_000,
        "quotes where " + "not " * 10_000 + "official must agree",
        "quotes' value must be " + "1 + " * 10_000 + "1",
        "quotes' value must be " + "length of " * 10_000 + "text",
        "x" * 300_000 + " y",
        "must " * 50_000,
        '"' * 300_001,
        "\\" * 300_001,
        "quotes must match /" + "\\" * 100_001,
        "for each x" + ", x" * 50_000 + " and y, quotes must agree",
        "quotes must\0 agree",
        "quotes must contain \"\ud800\"",
        "quotes must agree because \"\0\"",
        "quotes must agr\u200bee",
        "\ufeff\ufeffquotes must agree",
        "quotes\rmust agree\r\n(",
        "quotes must be " + "9" * 10_000 + "x",
        "at least " + "9" * 10_000 + " quotes must agree",
        "1e9999999",
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_nasty_texts_are_told(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "# " + "x" * 300_000,
        "\n" * 300_000,
        " " * 300_000,
        "quotes" + " " * 300_000 + "must agree",
        "kind person:\n  label text" + "\n" * 100_000 + "  size number",
        "define x as " + ", ".join(f'"a{number}"' for number in range(5_000)),
        "quotes where " + "official and " * 5_000 + "official must agree",
        "quotes' value must be " + "9" * 4_000,
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_long_texts_are_read(text: str) -> None:
    assert not told(text)


def test_a_hundred_brackets_are_read_and_one_more_is_told() -> None:
    assert not told("quotes where " + "(" * 100 + "official" + ")" * 100 + " must agree")
    (mistake,) = told("quotes where " + "(" * 101 + "official" + ")" * 101 + " must agree")
    assert mistake.message == "brackets can stand 100 deep, and this one is deeper"
