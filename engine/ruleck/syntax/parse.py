"""Reads a rule file into its tree, each statement by itself: a mistake in one leaves the others as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lark import UnexpectedInput, UnexpectedToken

from ruleck.diagnostics import Diagnostic
from ruleck.source import Source, Span
from ruleck.syntax import nodes
from ruleck.syntax.build import Refusal, build
from ruleck.syntax.corrections import Stuck
from ruleck.syntax.grammar import parser
from ruleck.syntax.layout import Cut, cut, one_line
from ruleck.syntax.mistakes import Advice, not_understood, refused, stuck_at

Accepts = Callable[[str], bool]

# Control characters and halves of a surrogate pair: no text can mean them, and no report could show them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
MOST_BRACKETS = 100  # nested in one statement


def parse(
    source: Source, accepts: Accepts | None = None, corrected: int = 20
) -> tuple[nodes.RuleFile, list[Diagnostic]]:
    """The statements of a rule file that could be read, and what is wrong with the others.

    `accepts` is asked of each correction, a whole statement, before it is offered: whether its names and types are
    right too. Without it, one that can be read is good enough. The first `corrected` mistaken statements are given
    corrections.

    >>> tree, mistakes = parse(Source("house.ruleck", "quotes must name a speaker"))
    >>> tree.statements[0].sentence.modal, mistakes
    ('must', [])
    """
    advice = Advice(attempt, accepts or readable, _shown, corrected)
    statements: list[nodes.Statement] = []
    diagnostics: list[Diagnostic] = []
    for statement in cut(source):
        read = _parse_statement(statement, source, advice)
        if isinstance(read, Diagnostic):
            diagnostics.append(read)
        else:
            statements.append(read)
    return nodes.RuleFile(statements=tuple(statements), span=Span(0, len(source.text))), diagnostics


def slug(text: str) -> str:
    """A sentence as an id.

    >>> slug("The article's headline must be given.")
    'the-articles-headline-must-be-given'
    """
    return re.sub(r"[^\w]+", "-", re.sub(r"['\u2019]", "", text.lower())).strip("-")


def rule_id(rule: nodes.Rule) -> str:
    """What a rule is called: by its name, or after its sentence."""
    return rule.id.text if rule.id else slug(rule.sentence_text)


def readable(text: str) -> bool:
    """Whether a text is one whole statement without a mistake."""
    return attempt(text) is None


def attempt(text: str) -> Stuck | None:
    """Where a text stops being one statement; none if it is one."""
    first, *others = cut(Source("", text)) or [Cut(0, "")]
    if others:
        return Stuck(others[0].start, others[0].start, frozenset)
    read = _read(first)
    return read.stuck if isinstance(read, _Mistake) else None


@dataclass(frozen=True, slots=True)
class _Mistake:
    stuck: Stuck
    message: str  # empty where what could have stood there says enough


def _parse_statement(statement: Cut, source: Source, advice: Advice) -> nodes.Statement | Diagnostic:
    read = _read(statement)
    if not isinstance(read, _Mistake):
        return read
    if read.message:
        return refused(read.message, read.stuck, statement, source, advice)
    return not_understood(read.stuck, statement, source, advice)


def _read(statement: Cut) -> nodes.Statement | _Mistake:
    unseen = _UNSEEN.search(statement.text)
    if unseen:
        return _Mistake(Stuck(unseen.start(), unseen.end(), frozenset), "")
    deep = _too_deep(statement.text)
    if deep is not None:
        return _refusal(deep)
    try:
        tree = parser().parse(statement.text)
    except UnexpectedInput as error:
        return _Mistake(_stuck(error, statement.text), "")
    node, refusals = build(tree, statement)
    return _refusal(refusals[0]) if refusals else node


def _stuck(error: UnexpectedInput, text: str) -> Stuck:
    ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    start = len(text) if ended or error.pos_in_stream is None else error.pos_in_stream
    reached: Any = error.interactive_parser  # lark's own, and untyped
    return stuck_at(text, start, lambda: frozenset(reached.accepts()))


def _refusal(refusal: Refusal) -> _Mistake:
    return _Mistake(Stuck(refusal.span.start, refusal.span.end, frozenset, refusal.instead), refusal.message)


def _too_deep(text: str) -> Refusal | None:
    depth = 0
    for mark in re.finditer(r"[(\[{]|[)\]}]", text):
        depth += 1 if mark.group() in "([{" else -1
        if depth > MOST_BRACKETS:
            return Refusal(Span(*mark.span()), f"brackets can stand {MOST_BRACKETS} deep, and this one is deeper")
    return None


def _shown(original: str, corrected: str) -> str:
    """The sentence in which a corrected statement differs from the original, or else the lines."""
    read = _read(Cut(0, corrected))
    if isinstance(read, nodes.Rule) and read.sentence_text not in one_line(original):
        return read.sentence_text
    old = set(original.split("\n"))
    return one_line(" ".join(line for line in corrected.split("\n") if line not in old))
