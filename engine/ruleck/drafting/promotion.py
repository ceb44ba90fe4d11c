"""What the page puts round a story, found by a list of wordings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from ruleck.values.text import canonical

_LONGEST = 400  # characters; a longer line is a paragraph of the story that speaks of newsletters


@cache
def listed() -> tuple[str, ...]:
    """The wordings that come with ruleck.

    >>> "follow us" in listed()
    True
    """
    return wordings(Path(__file__).with_name("promotion.txt").read_text(encoding="utf-8"))


def wordings(text: str) -> tuple[str, ...]:
    """The wordings of a list: one a line, `#` starts a comment."""
    lines = (canonical(line).casefold() for line in text.splitlines() if not line.lstrip().startswith("#"))
    return tuple(line for line in lines if line)


def find_promotion(text: str, phrases: Sequence[str]) -> list[tuple[int, int]]:
    """The lines of a text that are promotion, as stretches of whole lines.

    >>> find_promotion("It rained.\\nFollow us on social media!\\n", listed())
    [(11, 38)]
    """
    starts = tuple(phrase[1:].strip() for phrase in phrases if phrase.startswith("^"))
    inside = [phrase for phrase in phrases if not phrase.startswith("^")]
    found = []
    for start, line in _lines(text):
        if len(line) <= _LONGEST and not any(mark in line for mark in '"“”«»'):
            words = canonical(line).casefold()
            if words.startswith(starts) or any(phrase in words for phrase in inside):
                found.append((start, start + len(line)))
    return found


def _lines(text: str) -> Iterable[tuple[int, str]]:
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield at, text[at:end]
        at = end
