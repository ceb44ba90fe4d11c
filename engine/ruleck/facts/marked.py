"""Markdown's text without its marks, with the way back: where a wording stands among emphasis and links.

What is taken off is what stands inside a line of text: emphasis, code marks, strokes, links and pictures with their
addresses, the sign before a mark that is none, and what starts a heading or a quoted line.

Source: CommonMark 0.31 (https://spec.commonmark.org/0.31.2/), as far as marks within a paragraph go.
"""

from __future__ import annotations

import re
from bisect import bisect_right

# Invariant: no part of this looks further than its line, or past the next bracket, so hostile texts take no longer.
_MARKS = re.compile(
    r"""\\(?P<kept>[!-/:-@\[-`{-~])
    | \]\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+){0,3}\)
    | \]\[[^\[\]\n]*+\]
    | !?\[(?=[^\[\]\n]*+\][(\[])
    | \*{1,3} | ~~ | `{1,3}
    | (?<![^\W_])_{1,3} | _{1,3}(?![^\W_])
    | ^[ ]{0,3}(?:>[ ]?)+ | ^[ ]{0,3}\#{1,6}[ ]+""",
    re.VERBOSE | re.MULTILINE,
)


class Unmarked:
    """A text of Markdown as it is read aloud.

    >>> unmarked = Unmarked("some **bold** text and [a link](http://x)")
    >>> unmarked.text
    'some bold text and a link'
    >>> unmarked.back(5, 14)
    (7, 18)
    """

    __slots__ = ("_plain", "_written", "text")

    def __init__(self, marked: str) -> None:
        """Read the text once."""
        pieces: list[str] = []
        # Invariant: what stands in `text` from `_plain[k]` on stands in the marked text from `_written[k]` on.
        self._plain: list[int] = []
        self._written: list[int] = []
        at = length = 0
        for mark in _MARKS.finditer(marked):
            self._keep(pieces, marked[at : mark.start()], length, at)
            length += mark.start() - at
            at = mark.end() if mark["kept"] is None else mark.start("kept")
        self._keep(pieces, marked[at:], length, at)
        self.text = "".join(pieces)

    def _keep(self, pieces: list[str], piece: str, plain: int, written: int) -> None:
        if piece:
            pieces.append(piece)
            self._plain.append(plain)
            self._written.append(written)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the text, which is not empty, stands in the marked text, from its first sign to its last."""
        return self._back(start), self._back(end - 1) + 1

    def _back(self, at: int) -> int:
        piece = bisect_right(self._plain, at) - 1
        return self._written[piece] + at - self._plain[piece]
