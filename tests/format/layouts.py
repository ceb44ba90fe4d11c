"""Rule files in layouts that no one would choose, with comments anywhere, for Hypothesis."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from ruleck.source import Source
from ruleck.syntax.grammar import parser
from ruleck.syntax.layout import comments, cut
from ruleck.syntax.print import print_statement
from tests.syntax.trees import files

# What stays whole: quoted text and patterns; and the spaces between other words.
_SPACE = re.compile(r'"(?:\\[\s\S]|[^"\\])*"|\bmatch(?:es)?\s+/(?:\\.|[^/\\\n])+/i?|(?P<space>[ \n]+)')
_WORDS = ["why", "and must", 'a "mark', "it's /so", "# twice", "}", "where", "“so”", "rule x:", "must match /"]
_comment = st.sampled_from(_WORDS).flatmap(lambda word: st.sampled_from([f"#{word}", f"# {word}  ", f"#  {word}"]))
_gaps = st.one_of(
    st.sampled_from([" ", " ", " ", "  ", "\n  ", "\n\n    ", "\t", "\r\n "]),
    _comment.map(lambda comment: f"  {comment}\n  "),
    _comment.map(lambda comment: f"\n    {comment}\n\n  "),
    _comment.map(lambda comment: f" \n{comment}\n  "),
    st.lists(_comment, min_size=2, max_size=3).map(lambda several: "\n  " + "\n".join(several) + "\n  "),
)
_BEFORE_A_NAME = re.compile(r"(?<=\bwhere )(?=\w)|(?<=\bthan )(?=\w)|(?<=\bbetween )(?=\w)|(?<=:\n  )(?=[a-z])")
_line_breaks = st.one_of(
    st.sampled_from(["\n  ", "\n    ", "\n\n  "]),
    _comment.map(lambda comment: f" {comment}\n  "),
    _comment.map(lambda comment: f"\n  {comment}\n\n  "),
)
_between = st.one_of(
    st.sampled_from(["\n", "\n\n", "\n\n\n"]),
    _comment.map(lambda comment: f"  {comment}\n"),
    _comment.map(lambda comment: f"\n{comment}\n"),
    st.tuples(_comment, _comment).map(lambda two: f"\n  {two[0]}\n\n{two[1]}\n\n"),
)


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """A file of any statements, its spaces and line breaks replaced, comments put in."""
    text = draw(st.sampled_from(["", "# head\n", "\n\n# head\n\n"]))
    for statement in draw(files).statements:
        printed = print_statement(statement)
        if draw(st.booleans()):
            printed = _BEFORE_A_NAME.sub("the ", printed)
        text += _laid_otherwise(draw, printed) + draw(_between)
    return text


def commented(text: str) -> list[tuple[str, int]]:
    """Each comment, with the number of names and quoted texts that stand before it."""
    source = Source("", text.replace("\r\n", "\n"))
    places = [
        statement.start + token.start_pos
        for statement in cut(source)
        for token in parser().parse_interactive(statement.text).iter_parse()
        if token.type in ("NAME", "TEXT") and token.start_pos is not None
    ]
    return [
        (source.text[c.start : c.end].rstrip(), sum(place < c.start for place in places)) for c in comments(source)
    ]


def _laid_otherwise(draw: st.DrawFn, printed: str) -> str:
    is_kind = printed.startswith("kind ")

    def other(match: re.Match[str]) -> str:
        space = match.group("space")
        if space is None:
            return match.group()
        if is_kind:
            return draw(_line_breaks) if "\n" in space else draw(st.sampled_from([" ", "  ", "\t"]))
        return draw(_gaps) if draw(st.integers(0, 3)) == 0 else space

    return _SPACE.sub(other, printed)
