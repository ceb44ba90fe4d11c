"""Says what is wrong with a statement: where, what was read so far, what may come next, and what would do instead.

What may come next is the parser's own answer, put into the author's words: no name of the grammar is ever shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lark import UnexpectedInput, UnexpectedToken

from ruleck.diagnostics import Diagnostic, Label
from ruleck.source import Source
from ruleck.syntax.build import Refusal
from ruleck.syntax.layout import Cut


@dataclass(slots=True)
class Advice:
    """Where corrections come from, and how much may still be spent on them in this file."""

    accepts: Callable[[str], bool]
    left: int


def not_understood(error: UnexpectedInput, statement: Cut, source: Source, advice: Advice) -> Diagnostic:
    """The first word at which a statement stops making sense."""
    text = statement.text
    at = len(text) if error.pos_in_stream is None or error.pos_in_stream < 0 else error.pos_in_stream
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        at = len(text)
    found = re.compile(r"[\w'\u2019-]+|\S|$").match(text, at)
    end = found.end() if found else at
    message = f"`{text[at:end]}` is not understood here" if end > at else "the statement stops short"
    return Diagnostic("not-understood", message, (Label(source, statement.span(at, end)),))


def refused(refusal: Refusal, statement: Cut, source: Source, advice: Advice) -> Diagnostic:
    """Something that can be read and is no part of the language."""
    span = refusal.span
    return Diagnostic("not-understood", refusal.message, (Label(source, statement.span(span.start, span.end)),))
