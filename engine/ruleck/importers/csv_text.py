"""Tables as text: rows of cells, each with where it stands.

Python's csv module says what a cell holds and not where it is, so a table is read here by the same rules: cells are
parted by a separator, rows by line breaks; a cell in double quotes may hold both, and two quote marks in it are one.

Source: RFC 4180, Common Format and MIME Type for Comma-Separated Values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ruleck.source import Source, Span

_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the texts of its cells and where they stand. Rows are counted from 1, empty ones too.

    `unclosed` says that its last cell starts with a quote mark that is never closed.
    """

    number: int
    cells: tuple[str, ...]
    spans: tuple[Span, ...]
    unclosed: bool = False

    @property
    def span(self) -> Span:
        """The whole row."""
        return self.spans[0].to(self.spans[-1])


def read_rows(source: Source, separator: str = ",") -> Iterator[Row]:
    """The rows of a table, those without a word left out.

    >>> [row.cells for row in read_rows(Source("a.csv", 'a,b\\n"x, y",2\\n'))]
    [('a', 'b'), ('x, y', '2')]
    """
    text = source.text
    bare = re.compile(rf"[^{re.escape(separator)}\r\n]*")
    at, number = 0, 0
    while at < len(text):
        cells: list[str] = []
        spans: list[Span] = []
        unclosed = False
        while True:
            start = at
            quoted = _QUOTED.match(text, at)
            if quoted is not None:
                at = quoted.end()
            unclosed = quoted is None and text.startswith('"', at)
            more = bare.match(text, at)
            assert more is not None  # it matches nothing, too
            at = len(text) if unclosed else more.end()
            if unclosed:
                cells.append(text[start + 1 :].replace('""', '"'))
            else:
                cells.append((quoted[1].replace('""', '"') if quoted is not None else "") + more[0])
            spans.append(Span(start, at))
            if at < len(text) and text[at] == separator:
                at += 1
                continue
            break
        at += 2 if text.startswith("\r\n", at) else 1
        number += 1
        if any(cell.strip() for cell in cells):
            yield Row(number, tuple(cells), tuple(spans), unclosed)
