"""A line with a part underlined: fits 80 cells, underlines what it says it does, and never acts on a terminal."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.reports.snippet import WIDTH, Marked, cells, printable, wrap
from ruleck.source import Source, Span


def rows(text: str, start: int, end: int, remark: str = "") -> list[str]:
    return Marked(Source("a", text), Span(start, end), remark).rows(gutter=2)


def underlined(text: str, start: int, end: int) -> str:
    """What stands above the carets, by cells."""
    line, carets = rows(text, start, end)[:2]
    begin, length = carets.index("^"), carets.count("^")
    found, at = "", 0
    for char in line:
        on = at if cells(char) else at - 1  # a combining character stands on the cell before
        if begin <= on < begin + length:
            found += char
        at += cells(char)
    return found


def test_a_short_line_is_shown_whole_with_the_remark_beside_the_underline() -> None:
    assert rows("say: this now", 5, 9, "here") == [
        "   1 | say: this now",
        "     |      ^^^^ here",
    ]


def test_a_remark_that_does_not_fit_stands_below_and_is_broken_at_words() -> None:
    remark = "a remark that is too long to stand beside and even for a single line of eighty cells"
    shown = rows("x" * 60, 0, 60, remark)
    assert len(shown) == 4
    assert shown[2] == "     | a remark that is too long to stand beside and even for a single line of"
    assert shown[3] == "     | eighty cells"


def test_a_long_line_is_cut_at_words_around_the_underlined_part() -> None:
    text = "The coalition said that the final fighters were being hunted down in both countries after three years."
    start = text.index("hunted")
    shown = rows(text, start, start + 11)
    assert shown[0].startswith("   1 | … ")
    assert shown[0].endswith(" …")
    assert underlined(text, start, start + 11) == "hunted down"


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("日本の本", 2, 3, "の"),
        ("e\u0301te\u0301 fini", 0, 5, "e\u0301te\u0301"),
        ("tab\there", 4, 8, "here"),
        ("a\x1b[31mred", 6, 9, "red"),
    ],
)
def test_the_underline_stands_under_wide_combining_and_escaped_characters(
    text: str, start: int, end: int, shown: str
) -> None:
    assert underlined(text, start, end).rstrip() == shown


def test_of_a_stretch_over_many_lines_the_first_is_shown() -> None:
    assert rows("- a: 1\n  b: 2\n", 2, 13) == ["   1 | - a: 1", "     |   ^^^^"]


def test_a_place_at_the_end_of_a_text_still_gets_a_caret() -> None:
    assert rows("", 0, 0)[1] == "     | ^"
    assert rows("abc\n", 3, 3)[1] == "     |    ^"


def test_a_text_of_one_endless_line_is_not_copied_to_show_a_part_of_it() -> None:
    text = "x" * 10_000_000
    assert cells(rows(text, 5_000_000, 5_000_010)[0]) <= WIDTH


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300), st.text(max_size=200))
def test_any_text_fits_the_width_and_holds_nothing_that_acts_on_a_terminal(
    text: str, start: int, length: int, remark: str
) -> None:
    for row in rows(text, start, start + length, remark):
        assert cells(row) <= WIDTH
        assert not any(category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in row)
        assert not set(row) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(st.text(max_size=100))
def test_printable_text_is_one_line_and_printing_it_twice_changes_nothing(text: str) -> None:
    once = printable(text)
    assert len(once.splitlines()) <= 1
    assert printable(once) == once


@given(st.text(max_size=300).map(printable), st.integers(5, 80))
def test_wrapping_loses_no_word_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
