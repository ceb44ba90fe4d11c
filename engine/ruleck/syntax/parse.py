"""Reads a rule file into its tree. Each statement is read by itself: a mistake in one leaves the others as they are."""

from __future__ import annotations

import re
from collections.abc import Callable

from lark import UnexpectedInput

from ruleck.diagnostics import Diagnostic
from ruleck.source import Source, Span
from ruleck.syntax import nodes
from ruleck.syntax.build import Refusal, build
from ruleck.syntax.grammar import parser
from ruleck.syntax.layout import Cut, cut
from ruleck.syntax.mistakes import Advice, not_understood, refused

Accepts = Callable[[str], bool]

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
    advice = Advice(lambda text: readable(text) and (accepts is None or accepts(text)), left=corrected)
    statements: list[nodes.Statement] = []
    diagnostics: list[Diagnostic] = []
    for statement in cut(source):
        read = _parse_statement(statement, source, advice)
        if isinstance(read, Diagnostic):
            diagnostics.append(read)
        else:
            statements.append(read)
    return nodes.RuleFile(statements=tuple(statements), span=Span(0, len(source.text))), diagnostics


def readable(text: str) -> bool:
    """Whether a text is one whole statement without a mistake."""
    statements = list(cut(Source("", text)))
    return len(statements) == 1 and isinstance(_read(statements[0]), nodes.Node)


def _parse_statement(statement: Cut, source: Source, advice: Advice) -> nodes.Statement | Diagnostic:
    read = _read(statement)
    if isinstance(read, UnexpectedInput):
        return not_understood(read, statement, source, advice)
    if isinstance(read, Refusal):
        return refused(read, statement, source, advice)
    return read


def _read(statement: Cut) -> nodes.Statement | UnexpectedInput | Refusal:
    deep = _too_deep(statement.text)
    if deep is not None:
        return deep
    try:
        tree = parser().parse(statement.text)
    except UnexpectedInput as mistake:
        return mistake
    node, refusals = build(tree, statement)
    return refusals[0] if refusals else node


def _too_deep(text: str) -> Refusal | None:
    depth = 0
    for mark in re.finditer(r"[(\[{]|[)\]}]", text):
        depth += 1 if mark.group() in "([{" else -1
        if depth > MOST_BRACKETS:
            return Refusal(Span(*mark.span()), f"brackets can stand {MOST_BRACKETS} deep, and this one is deeper")
    return None
