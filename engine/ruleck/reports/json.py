"""Findings as machines read them: one JSON object, whatever the outcome.

Its shape is docs/findings.schema.json. Within a format number fields are added, never changed or taken away.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from ruleck import __version__
from ruleck.diagnostics import Diagnostic, Label
from ruleck.evaluate.finding import Finding
from ruleck.facts.record import Record
from ruleck.reports.checked import Asked, Checked, Closing, document_path, story_place
from ruleck.reports.fingerprint import fingerprint
from ruleck.source import Source, Span

FORMAT = 1


class JsonForm:
    """The JSON report, a line for each document. It holds all findings, whatever is asked for."""

    def __init__(self, asked: Asked) -> None:
        self._begun = False
        self._mistakes: list[Diagnostic] = []

    def document(self, checked: Checked) -> str:
        """A document's line; the mistakes of one that could not be checked are kept for the end."""
        self._mistakes += checked.mistakes
        if checked.story is None:
            return ""
        entry = {
            "path": checked.path,
            "article": checked.story.article.id,
            "facts": checked.story.facts,
            "findings": [_finding(finding) for finding in checked.findings],
        }
        return ("," if self._begun else "") + self._begin() + "\n  " + _dump(entry)

    def closing(self, closing: Closing) -> str:
        """The rest of the object."""
        rest = {
            "findings": [_finding(finding) for finding in closing.findings],
            "diagnostics": [diagnostic_entry(mistake) for mistake in [*self._mistakes, *closing.mistakes]],
            "unmatched": closing.unmatched,
            "partial": closing.partial,
            "summary": asdict(closing.summary),
        }
        rows = ",\n".join(f" {_dump(name)}: {_dump(value)}" for name, value in rest.items())
        return f"{self._begin()}],\n{rows}}}\n"

    def _begin(self) -> str:
        if self._begun:
            return ""
        self._begun = True
        return f'{{"ruleck": {_dump(__version__)}, "format": {FORMAT},\n "documents": ['


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "cause": finding.cause,
        "message": finding.message,
        "because": finding.because,
        "facts": [_reference(record, finding.across) for record in finding.facts],
        "missing": finding.missing,
        "values": dict(finding.values),
        "at": _fact_place(finding.focus),
        "story": _story_place(finding),
        "rule_at": _rule_place(finding.rule_at),
        "fingerprint": fingerprint(finding),
    }


def _reference(record: Record, across: bool) -> object:
    return {"document": document_path(record), "pointer": record.pointer} if across else record.pointer


def _fact_place(record: Record) -> dict[str, object] | None:
    place = record.story.at(record.pointer) if record.story is not None else None
    return None if place is None else span_entry(place.source, place.span)


def _story_place(finding: Finding) -> dict[str, object] | None:
    place = story_place(finding, finding.focus)
    if place is None:
        return None
    start, end = place.span.start, place.span.end
    return {"path": place.source.path, "start": start, "end": end, "exact": place.source.text[start:end]}


def _rule_place(label: Label | None) -> dict[str, object] | None:
    if label is None:
        return None
    at = label.source.position(label.span.start)
    return {"path": label.source.path, "line": at.line, "column": at.column}


def span_entry(source: Source, span: Span) -> dict[str, object]:
    """Where something stands."""
    start, end = source.position(span.start), source.position(span.end)
    return {
        "path": source.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def diagnostic_entry(diagnostic: Diagnostic) -> dict[str, object]:
    """A mistake."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "places": _places(diagnostic.labels),
        "notes": diagnostic.notes,
        "suggestions": diagnostic.suggestions,
    }


def _places(labels: Sequence[Label]) -> list[dict[str, object]]:
    return [{**span_entry(label.source, label.span), "text": label.text} for label in labels]


def _dump(value: object) -> str:
    # Plain ASCII: the same bytes whatever the machine's encoding, and nothing in it acts on a terminal.
    return json.dumps(value)
