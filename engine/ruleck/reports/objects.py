"""The objects that the forms in JSON are made of: findings, mistakes and their places, as docs/findings.schema.json has
them. Within a format number fields are added, never changed or taken away.
"""

from __future__ import annotations

from collections.abc import Sequence

from ruleck.diagnostics import Diagnostic, Label
from ruleck.evaluate.finding import Finding
from ruleck.facts.record import Record
from ruleck.reports.checked import Waived, document_path, story_place
from ruleck.reports.fingerprint import fingerprint
from ruleck.reports.place import fact_place
from ruleck.source import Source, Span

FORMAT = 1


def finding_entry(finding: Finding) -> dict[str, object]:
    """A finding."""
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


def waived_entry(accepted: Waived) -> dict[str, object]:
    """A finding with the waiver that accepts it."""
    waiver = accepted.waiver
    place = waiver.at
    said = {
        "origin": waiver.origin,
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until,
        "at": None if place is None else span_entry(place.source, place.span),
    }
    return {**finding_entry(accepted.finding), "waiver": said}


def _reference(record: Record, across: bool) -> object:
    return {"document": document_path(record), "pointer": record.pointer} if across else record.pointer


def _fact_place(record: Record) -> dict[str, object] | None:
    place = fact_place(record)
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
