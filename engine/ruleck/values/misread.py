"""What is told where a text cannot be read as a number, a date or a pattern."""

from __future__ import annotations

from dataclasses import dataclass

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Misread:
    """The parts of a diagnostic about a value.

    `found` is what was written, shortened; `reason` goes on from it ("has `people` after the number"); `hint` is a
    sentence that says what would do.

    >>> Misread("3,000 people", "has `people` after the number").message
    '`3,000 people` has `people` after the number'
    """

    found: str
    reason: str
    hint: str | None = None

    @property
    def message(self) -> str:
        """What was found and what is wrong with it."""
        return f"`{self.found}` {self.reason}"


def shorten(text: str) -> str:
    """The text on one line, short enough for a message.

    >>> shorten("so  much")
    'so much'
    """
    line = " ".join(text[: 4 * _SHOWN].split())
    return line if len(line) <= _SHOWN and len(text) <= 4 * _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
