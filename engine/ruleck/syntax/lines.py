"""Puts words in lines of at most `WIDTH` columns.

Prose is broken where it costs a reader least: before `must`, before `where`, before an `and` that joins conditions,
after a comma, and only then anywhere else; a quoted text at its spaces. Records of examples are filled up, and what
goes on stands under what its bracket opened. A comment always ends its line, and one that stands alone keeps a line of
its own; neither counts towards the width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ruleck.syntax.words import INSIDE_TEXT, THE, Comment, Word, joined

WIDTH = 100
DEEPEST = 60  # columns: further to the right nothing is set under its bracket
FACTS = 10  # the column of an example's facts: behind `accepts`

# Where a quoted text may be broken. Reading it runs the white space around a break together: one space stands alone.
_BREAK = re.compile(r'(?<=[^\s\\"]) (?=[^\s"])')

_LINE = 20  # what a line more costs, in the coin of the table below
_OVERFLOW = 10_000
_NEVER = 10**9
_COSTS_BEFORE = {
    **dict.fromkeys(("MUST", "SHOULD", "MAY", "AND_MUST", "OR_MUST", "AND_SHOULD", "OR_SHOULD"), 0),
    **dict.fromkeys(("_WHERE", "_WITH_SAME"), 10),
    **dict.fromkeys(("AND_A", "OR_A", "_AND_SAME", "_WITHIN", "_OVER_TIME", "_OVER", "_BY"), 30),
    **dict.fromkeys(("_AND", "_OR", INSIDE_TEXT), 40),
    "TEXT": 45,
}
_COST_OF_JOINT = 15
_COST_AFTER_COMMA = 20
_COST_ELSEWHERE = 50
_COST_AFTER_SMALL_WORD = 90
_COST_OF_DEPTH = 15
_SMALL_WORDS = frozenset({THE, "AN", "EVERY", "ALL", "SOME", "NO", "COUNT", "ITS", "THIS", "NOT", "_POSSESSIVE", "OF"})


def prose(words: Sequence[Word], indent: int, hanging: int, joints: frozenset[int] = frozenset()) -> list[str]:
    """Words in lines, the first one indented by `indent`, the others by `hanging`.

    `joints` are the places of the words before which conditions are joined.
    """
    return _with_comments(words, indent, hanging, lambda part, first: _cheapest(part, first, hanging, joints))


def field(words: Sequence[Word]) -> list[str]:
    """A line of a kind. It goes on after a comma or an `or` only: elsewhere a break would end it."""
    return _with_comments(words, 2, 4, lambda part, first: _cheapest(part, first, 4, None))


def _with_comments(
    words: Sequence[Word], indent: int, hanging: int, broken: Callable[[Sequence[Word], int], list[str]]
) -> list[str]:
    lines: list[str] = []
    start = 0
    for end, word in enumerate(words, 1):
        if word.comments or end == len(words):
            lines += broken(words[start:end], hanging if start else indent)
            add_comments(lines, word.comments, hanging)
            start = end
    return lines


def add_comments(lines: list[str], comments: Sequence[Comment], indent: int) -> None:
    """Put comments behind the last line, or below it."""
    for index, comment in enumerate(comments):
        if comment.alone or index:
            lines.append(" " * indent + comment.text)
        else:
            lines[-1] = f"{lines[-1].rstrip()}  {comment.text}"


# ------------------------------------------------------------------ prose


def _cheapest(words: Sequence[Word], indent: int, hanging: int, joints: frozenset[int] | None) -> list[str]:
    """The lines with the least cost in all; of equal ones those that are filled first. No `joints`: a kind's line."""
    line = " " * indent + joined(words)
    if len(line) <= WIDTH:
        return [line]
    pieces = _pieces(words)
    costs = _costs(pieces, joints)
    # best[i] is the least cost of the words from i on, and where the line that starts with i ends.
    best: list[tuple[int, int]] = [(0, 0)] * (len(pieces) + 1)
    for start in range(len(pieces) - 1, -1, -1):
        room = WIDTH - (hanging if start else indent)
        found: tuple[int, int] | None = None
        used = 0
        for end in range(start + 1, len(pieces) + 1):
            used += _length(pieces, end - 1, end - 1 == start)
            if used > room and found is not None and found[0] < _NEVER:
                break
            cost = best[end][0] + _LINE + max(0, used - room) * _OVERFLOW
            cost += costs[end] if end < len(pieces) else 0
            if found is None or cost <= found[0]:
                found = cost, end
        assert found
        best[start] = found
    lines = []
    start = 0
    while start < len(pieces):
        end = best[start][1]
        lines.append(" " * (hanging if start else indent) + joined(pieces[start:end]))
        start = end
    return lines


def _costs(words: Sequence[Word], joints: frozenset[int] | None) -> list[int]:
    """What a line break before each word costs."""
    costs = [_NEVER]
    depth = 0
    for previous, word in pairwise(words):
        depth += _opened(previous)
        if word.tight or previous.opens:
            cost = _NEVER
        elif joints is None:
            cost = _COST_AFTER_COMMA if previous.mark == "," or previous.kind == "_OR" else _NEVER
        else:
            if word.start in joints:
                cost = _COST_OF_JOINT
            elif previous.mark == ",":
                cost = _COST_AFTER_COMMA
            elif previous.kind in _SMALL_WORDS:
                cost = _COST_AFTER_SMALL_WORD
            else:
                cost = _COSTS_BEFORE.get(word.kind, _COST_ELSEWHERE)
            cost += depth * _COST_OF_DEPTH
        costs.append(cost)
    return costs


# ------------------------------------------------------------------ examples


def example(words: Sequence[Word]) -> list[str]:
    """An example, one fact a line."""
    pieces = _pieces(words)
    levels = _levels(pieces)
    page = _Page("  ")
    _place_first_fact(pieces, levels)
    for index, word in enumerate(pieces):
        level = levels[index]
        broken = index > 0 and bool(pieces[index - 1].comments)
        if broken or level == _FACT or (level is not None and not page.has_room(_unit(pieces, levels, index))):
            page.new_line()
        page.write(word, index == 0 or word.tight or pieces[index - 1].opens)
    return page.lines()


# How deep inside an example a line may be broken before a word. Brackets count 2; a text is broken as if it were one.
_FACT, _FIRST_FACT = 0, 1
_Level = int | None


def _levels(words: Sequence[Word]) -> list[_Level]:
    levels: list[_Level] = [None]
    depth = 0
    unopened = True
    for previous, word in pairwise(words):
        depth += 2 * _opened(previous)
        if word.kind == INSIDE_TEXT:
            levels.append(depth + 3)
        elif previous.mark == ",":
            levels.append(depth)
        elif depth == 0 and unopened and word.kind not in ("TEXT", THE):
            levels.append(_FIRST_FACT)
            unopened = False
        else:
            levels.append(None)
    return levels


def _unit(words: Sequence[Word], levels: Sequence[_Level], start: int) -> Sequence[Word]:
    """What should stay on one line, from a place where it may be broken up to the next one that is as high."""
    level = levels[start]
    assert level is not None
    end = start + 1
    while end < len(words) and not words[end - 1].comments:
        here = levels[end]
        if here is not None and here <= level:
            break
        end += 1
    return words[start:end]


def _place_first_fact(words: Sequence[Word], levels: list[_Level]) -> None:
    """The first fact stands behind the outcome if it is the only one, or the article that the others belong to."""
    first = levels.index(_FIRST_FACT)
    if 2 + len(joined(words[:first])) + 1 == FACTS:
        levels[first] = None  # there it has its own column already
    elif _FACT in levels and words[first].text.lower() != "article":
        levels[first] = _FACT


class _Page:
    """Lines being written. What goes on stands under the bracket that was opened last."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._full: list[str] = []
        self._columns = [FACTS]

    def has_room(self, unit: Sequence[Word]) -> bool:
        return len(self._line) + 1 + len(joined(unit)) <= WIDTH

    def new_line(self) -> None:
        if self._line.strip():
            self._full.append(self._line)
        self._line = " " * self._columns[-1]

    def write(self, word: Word, close: bool) -> None:
        self._line += word.text if close or not self._line.strip() else f" {word.text}"
        opened = _opened(word)
        if opened > 0:
            self._columns.append(min(len(self._line), DEEPEST))
        elif opened < 0:
            self._columns.pop()
        if word.comments:
            self._full.append(self._line)
            add_comments(self._full, word.comments, self._columns[-1])
            self._line = ""

    def lines(self) -> list[str]:
        return [*self._full, self._line] if self._line.strip() else self._full


# ------------------------------------------------------------------ words


def _pieces(words: Sequence[Word]) -> list[Word]:
    """The words, a quoted text cut up where it may be broken."""
    return [piece for word in words for piece in _cut_text(word)]


def _cut_text(word: Word) -> Iterator[Word]:
    if word.kind != "TEXT" or len(word.text) <= 1:
        yield word
        return
    first, *others = _BREAK.split(word.text)
    yield replace(word, text=first, comments=() if others else word.comments)
    for index, text in enumerate(others, 1):
        yield replace(word, text=text, kind=INSIDE_TEXT, comments=word.comments if index == len(others) else ())


def _length(words: Sequence[Word], index: int, first: bool) -> int:
    close = first or words[index].tight or words[index - 1].opens
    return len(words[index].text) + (not close)


def _opened(word: Word) -> int:
    """1 for an opening bracket, -1 for a closing one."""
    return (word.mark in ("(", "[", "{")) - (word.mark in (")", "]", "}"))
