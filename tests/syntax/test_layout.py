"""Where a statement starts and ends, and what a comment is."""

import pytest

from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.layout import cut
from ruleck.syntax.parse import parse


def texts(text: str) -> list[str]:
    return [statement.text for statement in cut(Source("", text))]


def test_a_statement_starts_at_the_margin_and_takes_the_indented_lines_under_it() -> None:
    assert texts("one\n  more\n\n  and more\ntwo") == ["one\n  more\n\n  and more", "two"]


def test_comments_and_blank_lines_end_no_statement() -> None:
    assert [t.split() for t in texts("one\n# note\n\n# note\n  more\n")] == [["one", "more"]]


def test_a_number_sign_in_a_quoted_text_or_a_pattern_is_no_comment() -> None:
    assert texts('a "#1" # x') == ['a "#1"']
    assert texts("a must match /#1/ # x") == ["a must match /#1/"]
    assert texts('a must match /"#/ # x') == ['a must match /"#/']
    assert texts("a / b # / c") == ["a / b"]


def test_offsets_stay_those_of_the_file() -> None:
    source = Source("", "# head\nquotes # note\n  must agree")
    (statement,) = cut(source)
    at = statement.text.index("must")
    span = statement.span(at, at + 4)
    assert source.text[span.start : span.end] == "must"


@pytest.mark.parametrize(
    "text",
    [
        "quotes must name a speaker\r\nquotes must cite a source\r\n",
        "\ufeffquotes must name a speaker\nquotes must cite a source",
        "quotes\n  must\n\tname\n  # a comment\n a speaker\nquotes must cite a source",
        "  quotes must name a speaker\nquotes must cite a source",
        "quotes must name a speaker.\nQUOTES MUST Cite A source.",
    ],
)
def test_line_breaks_and_indents_of_any_kind_read_alike(text: str) -> None:
    tree, mistakes = parse(Source("", text))
    assert not mistakes
    assert [s.sentence_text.lower() for s in tree.statements if isinstance(s, n.Rule)] == [
        "quotes must name a speaker",
        "quotes must cite a source",
    ]


def test_a_quoted_text_broken_onto_an_indented_line_has_one_space_there() -> None:
    tree, mistakes = parse(Source("", 'quotes must agree\n  because "one\r\n    two"'))
    assert not mistakes
    (rule,) = tree.statements
    assert isinstance(rule, n.Rule)
    assert rule.because is not None
    assert rule.because.value == "one two"


def test_a_mistake_stays_inside_its_statement() -> None:
    text = 'quotes must agree\nquotes must "open\nquotes must (\nquotes must name a speaker\n'
    tree, mistakes = parse(Source("", text))
    assert len(tree.statements) == 2
    assert [m.labels[0].source.position(m.labels[0].span.start).line for m in mistakes] == [2, 3]
