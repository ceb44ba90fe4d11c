"""The one type in which a mistake of a rule file, a document or a call is told.

A diagnostic is data: it carries no colours and no layout. Messages are lower case, put the user's own words in
backticks, say what was found and what would do, and never name a part of the implementation.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

from ruleck.source import Source, Span

Severity = Literal["error", "warning", "info"]
# The gravest first.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Label:
    """A place in a text, with a short remark to stand under it (`""` for none)."""

    source: Source
    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake.

    `code` is a stable lower-case name with hyphens (`unknown-field`); `labels` are the places, the first one is where
    the mistake stands (none for a mistake of the call); `notes` say what was read or what would do, a sentence each;
    `suggestions` are whole corrected sentences, at most two, that parse and mean what the author demanded.
    """

    code: str
    message: str
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    severity: Severity = "error"


def bug(error: BaseException, verbose: bool) -> Diagnostic:
    """A failure of ours as a mistake that is told; the details, on standard error, where they are asked for."""
    if verbose or os.environ.get("RULECK_DEBUG"):
        import traceback

        traceback.print_exception(error)
    note = "please report it, with what `RULECK_DEBUG=1` adds to the output"
    return Diagnostic("bug", "ruleck itself failed here: this is a bug in ruleck, not a mistake of yours", (), (note,))


class Mistakes(Exception):  # noqa: N818 - it carries mistakes; the name says what a caller catches
    """Raised by the library's front door when rules cannot be compiled; carries every diagnostic."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(_line(d) for d in diagnostics))


def _line(diagnostic: Diagnostic) -> str:
    if not diagnostic.labels:
        return "\n  ".join((diagnostic.message, *diagnostic.notes))
    label = diagnostic.labels[0]
    at = label.source.position(label.span.start)
    tried = "".join(f"\n  try: {s}" for s in diagnostic.suggestions)
    return f"{label.source.path}:{at.line}:{at.column}: {diagnostic.message}{tried}"
