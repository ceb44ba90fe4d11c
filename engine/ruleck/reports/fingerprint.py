"""A name for a finding that stays the same while the documents around it change.

It is made of the rule's id and what its facts are: their ids, or their content where they have none. Positions take no
part in it, nor do the excerpt, the notes and the story's text, which change without the fact changing.
"""

from __future__ import annotations

import json
from hashlib import sha256

from ruleck.evaluate.finding import Finding
from ruleck.facts.record import FieldValue, Record
from ruleck.values.date import DateSpan, Duration
from ruleck.values.number import Number
from ruleck.values.truth import Unknown

_REMARKS = frozenset({"excerpt", "note", "body", "body_file"})


def fingerprint(finding: Finding) -> str:
    """Sixteen hexadecimal figures."""
    content = [finding.rule, *(_identity(record) for record in finding.facts or (finding.focus,))]
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def _identity(record: Record, links: int = 2) -> object:
    """What tells a fact from others; links are followed so far only, since facts may link in a circle."""
    if record.id is not None:
        return [record.kind, record.id]
    if not links:
        return [record.kind]
    content = record.fields.items()
    return [record.kind, {name: _content(value, links - 1) for name, value in content if name not in _REMARKS}]


def _content(value: FieldValue, links: int) -> object:
    match value:
        case Record():
            return _identity(value, links)
        case tuple():
            return [_content(item, links) for item in value]
        case Number():
            return value.written or [str(value.low), str(value.high), value.low_open, value.high_open, value.unit]
        case DateSpan():
            return value.written or [str(value.first), str(value.last)]
        case Duration():
            return value.written or [value.months, value.days]
        case Unknown():
            return "?"
        case _:
            return value
