"""One thing that a lint has to say, and what would cure it."""

from __future__ import annotations

from dataclasses import dataclass

from ruleck.diagnostics import Label
from ruleck.lint.definitions import Lint
from ruleck.source import Source, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a file and what stands there instead."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A lint met at one place. `edits` are offered as a cure; the one who applies them sees that they keep the
    meaning.
    """

    lint: Lint
    message: str
    at: Label
    others: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


def edited(source: Source, edits: tuple[Edit, ...]) -> str:
    """The text of a file with edits made, which do not touch one another.

    >>> edited(Source("a", "not no speaker"), (Edit(Span(0, 6), "a"),))
    'a speaker'
    """
    pieces: list[str] = []
    at = 0
    # An insertion comes before what takes the place of the text behind it.
    for edit in sorted(edits, key=lambda e: (e.span.start, e.span.end)):
        pieces += (source.text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join((*pieces, source.text[at:]))
