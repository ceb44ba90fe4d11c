"""Mistakes of rules, documents and calls, as people read them."""

from __future__ import annotations

from collections.abc import Iterable

from ruleck.diagnostics import Diagnostic, Label
from ruleck.reports.place import SENTENCE
from ruleck.reports.snippet import WIDTH, Marked, Paint, plain, printable, wrap

_MOST_NAMED = 3  # codes on one line


def mistake_text(diagnostic: Diagnostic, paint: Paint = plain) -> str:
    """One mistake: place and message, the underlined words, what would do, and corrected sentences to take over.

    >>> from ruleck.source import Source, Span
    >>> rules = Source("-e", "quote must named a speaker")
    >>> mistake = Diagnostic("syntax", "`named` is not understood after `must`", (Label(rules, Span(11, 16)),),
    ...     suggestions=("quote must name a speaker",))
    >>> print(mistake_text(mistake), end="")
    1:12: `named` is not understood after `must`
      1 | quote must named a speaker
        |            ^^^^^
      try: quote must name a speaker
    """
    place = _place(diagnostic.labels[0]) if diagnostic.labels else ""
    head = "" if diagnostic.severity == "error" and place else f"{diagnostic.severity}: "
    rows = [f"{place}{paint(diagnostic.severity, head) if head else ''}{printable(diagnostic.message)}"]
    marks = [Marked(label.source, label.span, label.text) for label in diagnostic.labels]
    gutter = max((len(str(mark.line)) for mark in marks), default=0)
    for number, (label, mark) in enumerate(zip(diagnostic.labels, marks, strict=True)):
        if number and label.source is not diagnostic.labels[number - 1].source:
            rows.append(f"  {_place(label).removesuffix(': ')}")
        if mark.source.text:
            rows += mark.rows(gutter)
    for note in diagnostic.notes:
        rows += [f"  {part}" for part in wrap(printable(note), WIDTH - 2)]
    for suggestion in diagnostic.suggestions:
        first, *rest = suggestion.splitlines() or [""]
        rows.append(f"  try: {printable(first)}")
        rows += [f"       {printable(line)}".rstrip() for line in rest]
    return "\n".join(rows) + "\n"


def explained(codes: Iterable[str]) -> str:
    """The line that says where the codes of mistakes are explained; nothing without any.

    >>> explained(["open-quote", "open-quote"])
    'more: ruleck explain open-quote\\n'
    """
    names = list(dict.fromkeys(codes))[:_MOST_NAMED]
    return f"more: ruleck explain {' '.join(names)}\n" if names else ""


def codes_of(mistakes: Iterable[Diagnostic]) -> list[str]:
    """The codes of mistakes that stand in a text: those of a call say all there is to say."""
    return [mistake.code for mistake in mistakes if mistake.labels]


def _place(label: Label) -> str:
    at = label.source.position(label.span.start)
    # A sentence of the command line has no name: its place is told by line and column alone.
    path = "" if label.source.path == SENTENCE else f"{printable(label.source.path)}:"
    # A text that could not be read has no lines to point at.
    return f"{path}{at.line}:{at.column}: " if label.source.text or not path else f"{path} "
