"""A story's text with the stretches marked that findings are about.

Stretches may overlap, so a paragraph is cut at every edge, and each piece lies in as many marks as there are findings
about it: a filter takes one mark away and leaves the others. At the end of its stretch each finding has one link, to
its note; a number, since nobody should have to tell findings by colour.

A text that is long beyond reading is shown around its marks only, with how much was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ruleck.reports.html.markup import Markup, joined, tag
from ruleck.source import Span

# What is shown around a mark, in characters, where not all of a text is; and of a mark itself, from each of its ends.
AROUND = 400
_OF_A_MARK = 1_500
# So many marks lie inside each other at the most: a browser gives up at some hundreds.
_DEEPEST = 12
# Between these, in characters, people wrap their lines.
_NARROWEST, _WIDEST = 50, 160
_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, and the finding that it belongs to: the number of its note, and its classes.

    `words` is what the link to the note is called; `id` is its id.
    """

    span: Span
    note: int
    classes: str
    words: str
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is shown, and the ids of the marks that end in it."""

    content: Markup
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """So many characters left out between paragraphs."""

    size: int


def paragraphs(text: str, marks: Sequence[Mark], *, whole: bool) -> Iterator[Paragraph | Gap]:
    """The paragraphs of a text: all of them, or, unless `whole`, what is around its marks."""
    marks = sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.note))
    shown = [Span(0, len(text))] if whole else around(text, marks)
    upcoming = 0
    open_: list[Mark] = []
    left_out = 0
    for stretch in stretches(text):
        while upcoming < len(marks) and marks[upcoming].span.start < stretch.end:
            open_.append(marks[upcoming])
            upcoming += 1
        open_ = [mark for mark in open_ if mark.span.end > stretch.start]
        parts = [Span(max(s.start, stretch.start), min(s.end, stretch.end)) for s in shown]
        parts = [part for part in parts if part.start < part.end]
        if not parts:
            left_out += stretch.end - stretch.start
            continue
        if left_out:
            yield Gap(left_out)
            left_out = 0
        content: list[Markup] = []
        at = stretch.start
        for part in parts:
            content += [_left_out(part.start - at)] if part.start > at else []
            content.append(_marked(text, part, open_, stretch.end))
            at = part.end
        content += [_left_out(stretch.end - at)] if stretch.end > at else []
        yield Paragraph(joined(content), tuple(mark.id for mark in open_ if mark.span.end <= stretch.end))
    if left_out:
        yield Gap(left_out)


def unwrapped(text: str) -> str:
    """A text of the same length, in which line breaks that only end a full line are spaces.

    A break is such a one where the next word would not have fitted into the longest line. Where no line is as long as
    people wrap them, or one is longer, every break is meant.

    >>> lines = ["All who were there said that in spring it would be", "open. A driver was not so sure.", "She left."]
    >>> unwrapped("\\n".join(lines)).split("\\n")[1:]
    ['She left.']
    """
    lines = text.split("\n")
    longest = max(len(line.rstrip()) for line in lines)
    if not _NARROWEST <= longest <= _WIDEST:
        return text
    shown = [lines[0]]
    for before, line in pairwise(lines):
        word = line.split(maxsplit=1)[0] if line.strip() else ""
        full = bool(word) and bool(before.strip()) and len(before.rstrip()) + 1 + len(word) > longest
        if full and before.endswith("\r"):
            shown[-1] = f"{shown[-1][:-1]} "
        shown += [" " if full else "\n", line]
    return "".join(shown)


def stretches(text: str) -> Iterator[Span]:
    """The paragraphs of a text: its lines, where those that were only wrapped are whole again.

    >>> [text[s.start:s.end] for text in ["One.\\n \\nTwo.\\nThree.\\n"] for s in stretches(text)]
    ['One.', 'Two.', 'Three.']
    """
    start = len(text) - len(text.lstrip())
    for found in _BREAK.finditer(text, start):
        yield Span(start, found.start())
        start = found.end()
    end = len(text.rstrip())
    if start < end:
        yield Span(start, end)


def around(text: str, marks: Sequence[Mark]) -> list[Span]:
    """What is shown of a long text: some words on both sides of each mark, and of a long mark its ends."""
    wanted: list[Span] = []
    for mark in marks:
        start, end = mark.span.start, mark.span.end
        ends = [(start, end)]
        if end - start > 2 * _OF_A_MARK:
            ends = [(start, start + _OF_A_MARK), (end - _OF_A_MARK, end)]
        wanted += [Span(max(0, low - AROUND), min(len(text), high + AROUND)) for low, high in ends]
    shown: list[Span] = []
    for span in sorted(wanted, key=lambda span: span.start):
        if shown and span.start <= shown[-1].end:
            shown[-1] = shown[-1].to(span)
        else:
            shown.append(span)
    return shown


def _left_out(size: int) -> Markup:
    return tag("span", f" [{size:,} characters left out] ", class_="cut")


def _marked(text: str, part: Span, marks: Sequence[Mark], paragraph_end: int) -> Markup:
    """A part of a paragraph, cut at the edges of the marks."""
    within = [mark for mark in marks if mark.span.start < part.end and mark.span.end > part.start]
    edges = {part.start, part.end}
    for mark in within:
        edges |= {edge for edge in (mark.span.start, mark.span.end) if part.start < edge < part.end}
    cuts = sorted(edges)
    content: list[Markup] = []
    upcoming = 0
    open_: list[Mark] = []
    for start, end in pairwise(cuts):
        while upcoming < len(within) and within[upcoming].span.start <= start:
            open_.append(within[upcoming])
            upcoming += 1
        open_ = [mark for mark in open_ if mark.span.end > start]
        piece = joined([text[start:end]])
        # Innermost first. Marks of one look are one mark.
        for classes in reversed(list(dict.fromkeys(mark.classes for mark in open_))[:_DEEPEST]):
            piece = tag("mark", piece, class_=classes)
        content.append(piece)
        content += [link(mark) for mark in open_ if mark.span.end == end]
    return joined(content)


def link(mark: Mark) -> Markup:
    """The link from a stretch to its note."""
    return tag(
        "a", str(mark.note), class_=f"ref {mark.classes}", id=mark.id, href=f"#n{mark.note}", aria_label=mark.words
    )
