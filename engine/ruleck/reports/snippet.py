"""A line of text with a part of it underlined, made safe to print.

Story text comes from outside, and what is printed reaches a terminal, so nothing in it may act on one: control
characters, and those that turn the reading direction, are shown as escapes. A line is measured in terminal cells (a
wide East Asian character fills two, a combining one none) and cut around the underlined part where it is too long.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import category, combining, east_asian_width

from ruleck.source import Source, Span

WIDTH = 80
# How far from the underlined part a line is looked at: more than ever fits, and little of a document on a single line.
_REACH = 2 * WIDTH

# Gives a text the colours of a role (`error`, `warning`, `info`, `undecided`), or gives it back as it is.
Paint = Callable[[str, str], str]

_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36", "undecided": "1;35"}
# Format characters that letters and emoji need to be drawn right; all others are escaped.
_JOINERS = "\u200c\u200d"


def plain(role: str, text: str) -> str:
    """No colours."""
    return text


def coloured(role: str, text: str) -> str:
    """Terminal colours."""
    return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m"


def printable(text: str) -> str:
    """The text on one line, with nothing in it that acts on a terminal.

    >>> printable("red \\x1b[31m\\nand more")
    'red \\\\x1b[31m and more'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if c in "\n\r\t\u2028\u2029" else _shown(c) for c in text)


def cells(text: str) -> int:
    """How many terminal cells a printable text fills.

    >>> cells("日本"), cells("e\\u0301")
    (4, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def wrap(text: str, width: int) -> list[str]:
    """A text of one line in lines of at most `width` cells, broken at spaces where there are any."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        length = cells(word)
        if line and used + 1 + length <= width:
            line, used = f"{line} {word}", used + 1 + length
            continue
        if line:
            lines.append(line)
        while length > width:
            end = _fitting(word, width)
            lines.append(word[:end])
            word = word[end:]
            length = cells(word)
        line, used = word, length
    if line or not lines:
        lines.append(line)
    return lines


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text to underline, with a remark that belongs to it (`""` for none)."""

    source: Source
    span: Span
    remark: str = ""

    @property
    def line(self) -> int:
        """The number of the line that is shown: the first one of the stretch."""
        return self.source.position(self.span.start).line

    def rows(self, gutter: int, indent: str = "  ") -> list[str]:
        """The line with its number, the underline, and the remark beside it or below."""
        room = WIDTH - len(indent) - gutter - 3
        shown, start, length = _cut(self.source, self.span, room)
        start = min(start, room - length)  # the end of a line that fills its room has no cell of its own
        edge = f"{indent}{' ' * gutter} | "
        rows = [f"{indent}{self.line:>{gutter}} | {shown}".rstrip()]
        underline = " " * start + "^" * length
        remark = printable(self.remark)
        if remark and start + length + 1 + cells(remark) <= room:
            underline, remark = f"{underline} {remark}", ""
        rows.append(edge + underline)
        if remark:
            margin = start if start <= room // 3 else 0
            rows += [f"{edge}{' ' * margin}{part}" for part in wrap(remark, room - margin)]
        return rows


def _cut(source: Source, span: Span, room: int) -> tuple[str, int, int]:
    """The line of a stretch in at most `room` cells; where the underline starts in it, and how long it is, in cells."""
    text = source.text
    at = min(span.start, len(text))
    begin = at - source.position(at).column + 1
    end = text.find("\n", at, at + 2 * _REACH)
    end = end if end >= 0 else min(len(text), at + 2 * _REACH)
    more_left, more_right = begin < at - _REACH, end < len(text) and text[end] != "\n"
    begin = max(begin, at - _REACH)
    line = text[begin:end].rstrip("\r")
    first = at - begin
    last = min(max(span.end - begin, first), len(line.rstrip()) if span.end > end else len(line))
    pieces = [_shown(c) for c in line]
    widths = [sum(map(_cells, piece)) for piece in pieces]
    length = max(1, sum(widths[first:last]))
    if sum(widths) <= room and not more_left and not more_right:
        return "".join(pieces), sum(widths[:first]), length

    # Too long: take what is underlined, then words on both sides, two on the left for one on the right.
    low, high = first, first
    used, limit = 0, room - 4  # two cells at each end for the dots that stand for what is left out
    before = sum(widths[:first])
    margin = before if before <= limit // 6 and not more_left else 0  # the dash before a fact is worth no dots
    while high < max(last, first + 1) and high < len(pieces) and used + widths[high] <= limit - margin:
        used += widths[high]
        high += 1
    left_room = max((limit - used) * 2 // 3, limit - used - sum(widths[high:]), margin)
    while low > 0 and widths[low - 1] <= left_room:
        low -= 1
        used += widths[low]
        left_room -= widths[low]
    while high < len(pieces) and used + widths[high] <= limit:
        used += widths[high]
        high += 1
    low, high = _word_edges(line, low, high, first, last)
    head = "… " if low > 0 or more_left else ""
    tail = " …" if high < len(pieces) or more_right else ""
    shown = head + "".join(pieces[low:high]) + tail
    start = len(head) + sum(widths[low:first])
    return shown, start, max(1, sum(widths[first : min(last, high)]))


def _word_edges(line: str, low: int, high: int, first: int, last: int) -> tuple[int, int]:
    """The cut moved to the nearest edges of words, where there is one; what fits of the underlined part stays whole."""
    if low > 0:
        space = line.find(" ", low - 1, min(first, low + 20))
        low = space + 1 if space >= 0 else low
    if high < len(line):
        space = line.rfind(" ", max(last if last < high else first + 1, high - 20), high + 1)
        high = space if space >= 0 else high
    return low, high


def _fitting(text: str, width: int) -> int:
    used = 0
    for index, char in enumerate(text):
        used += _cells(char)
        if used > width:
            return max(1, index)
    return len(text)


def _shown(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    if char == "\t":
        return "    "
    if category(char) == "Zs":
        return " "
    return char.encode("unicode_escape").decode("ascii")


def _cells(char: str) -> int:
    if char.isascii():
        return 1
    if combining(char) or category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
