"""Text with a name, and the only arithmetic from offsets to lines and columns.

Offsets are 0-based code points, ends exclusive; lines and columns are 1-based code points.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text: from `start` up to, not including, `end`.

    >>> Span(3, 5).to(Span(9, 12))
    Span(start=3, end=12)
    """

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The stretch from the start of this one to the end of `other`."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Position:
    """A line and a column, both 1-based code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A named text. `path` is shown to readers as it is; `first_line` is the number of its first line in the file.

    >>> s = Source("a.ruleck", "one\\ntwo")
    >>> s.position(5)
    Position(line=2, column=2)
    >>> s.line(2)
    'two'
    """

    path: str
    text: str
    first_line: int = 1
    _starts: list[int] = field(default_factory=list, init=False, repr=False)

    def position(self, offset: int) -> Position:
        """Where `offset` stands; an offset past the end is the end."""
        starts = self._line_starts()
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(starts, offset)
        return Position(line - 1 + self.first_line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of one line, without its line break."""
        starts = self._line_starts()
        number -= self.first_line - 1
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def offset(self, line: int, column: int) -> int:
        """The offset of a 1-based line and column."""
        return self._line_starts()[line - self.first_line] + column - 1

    def _line_starts(self) -> list[int]:
        # Filled at the first question: most texts are never asked.
        if not self._starts:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts.extend(starts)
        return self._starts
