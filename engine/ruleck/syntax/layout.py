"""Cuts a rule file into statements: one starts at the left margin, the indented lines under it belong to it.

Cutting comes before any reading, so that a mistake stays inside its statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ruleck.source import Source, Span

# What may hold a `#` that starts no comment: quoted text, and the pattern after `match`. Both as in words.lark.
_COMMENT = re.compile(
    r"""["“”](?:\\[\s\S]|[^"“”\\])*["“”]|\bmatch(?:es)?\s+/(?:\\.|[^/\\\n])+/|(?P<comment>\#[^\n]*)""",
    re.IGNORECASE | re.VERBOSE,
)
_MARGIN = re.compile(r"^(?=[^\s#])", re.MULTILINE)
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Cut:
    """One statement's stretch of a file: `text` starts at the offset `start`, and its comments are blanked.

    Invariant: `text[i]` stands for the file's character at `start + i`.
    """

    start: int
    text: str

    def span(self, start: int, end: int) -> Span:
        """The span in the file of a stretch of this statement."""
        return Span(self.start + start, self.start + end)


def cut(source: Source) -> list[Cut]:
    """The statements of a file, in order.

    >>> [c.text for c in cut(Source("a", "one  # why\\n  more\\n# note\\n\\ntwo"))]
    ['one       \\n  more', 'two']
    """
    cuts = []
    for start, stretch in _stretches(source):
        statement = _blank_comments(stretch).rstrip()
        if statement:
            cuts.append(Cut(start, statement))
    return cuts


def comments(source: Source) -> list[Span]:
    """The comments of a file, in order, each up to the end of its line.

    >>> [(c.start, c.end) for c in comments(Source("a", "one  # why\\n# note\\ntwo"))]
    [(5, 10), (11, 17)]
    """
    return [
        Span(start + m.start(), start + m.end())
        for start, stretch in _stretches(source)
        for m in _COMMENT.finditer(stretch)
        if m.group("comment")
    ]


def one_line(text: str) -> str:
    """A stretch of a statement with its white space run together.

    >>> one_line("quotes\\n   must  name a speaker")
    'quotes must name a speaker'
    """
    return " ".join(text.split())


def _stretches(source: Source) -> Iterator[tuple[int, str]]:
    """The file cut at what stands at the margin, comments and blank lines with what is above them."""
    text = source.text
    if text.startswith(BYTE_ORDER_MARK):
        text = " " + text[1:]
    starts = [m.start() for m in _MARGIN.finditer(text)]
    # An indented first line starts a statement all the same: there is nothing above that it could belong to.
    first = len(text) - len(text.lstrip())
    if not starts or first < starts[0]:
        starts.insert(0, first)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield start, text[start:end]


def _blank_comments(text: str) -> str:
    if "#" not in text:
        return text
    return _COMMENT.sub(lambda m: " " * len(m.group()) if m.group("comment") else m.group(), text)
