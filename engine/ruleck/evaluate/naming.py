"""Facts and values as a reader is shown them: by what they are called, and as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ruleck.evaluate.world import Raw
from ruleck.facts.record import Record
from ruleck.values.date import DateSpan, Duration, Period
from ruleck.values.edtf import show_date
from ruleck.values.number import Number, show
from ruleck.values.text import canonical
from ruleck.values.truth import Unknown

# What a fact is called by, the first that is stated.
LABELS = ("name", "text", "subject", "headline", "label", "description", "question", "title", "topic", "field")
LONGEST = 60
VAGUE = re.compile(r"\s*(about|around|roughly|some|~|nearly|almost|just|slightly)", re.IGNORECASE)


def shorten(text: str) -> str:
    """A text on one line, cut where it is long.

    >>> shorten("one  two")
    'one two'
    """
    line = canonical(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def describe(record: Record) -> str:
    """A fact by its kind and what it is called: `quote "hunted down"`, `estimate of "IS fighters"`."""
    if record.kind == "article":
        return "the article"
    kind = record.kind.replace("_", " ")
    for name in LABELS:
        label = record.fields.get(name)
        if isinstance(label, str):
            return f'{kind} of "{shorten(label)}"' if name == "subject" else f'{kind} "{shorten(label)}"'
    if record.id is not None:
        return f"{kind} `{record.id}`"
    position = record.pointer.rsplit("/", 1)[-1]
    return f"{kind} {int(position) + 1}" if position.isdigit() else kind


def possessive(words: str) -> str:
    """Words that something belongs to.

    >>> possessive("the article"), possessive("polls")
    ("the article's", "polls'")
    """
    return f"{words}'" if words.endswith("s") else f"{words}'s"


def field_of(record: Record, path: Iterable[str]) -> str:
    """A field of a fact by name: `quote "hunted down"'s verb`; the one that the fact is called by, by its kind."""
    path = tuple(path)
    called_by = next((name for name in LABELS if isinstance(record.fields.get(name), str)), None)
    words = record.kind.replace("_", " ") if path == (called_by,) and record.kind != "article" else describe(record)
    for name in path:
        words = f"{possessive(words)} {name}"
    return words


def shown(value: Raw | object) -> str:
    """A value as it was written, or in plain English where it was computed."""
    match value:
        case str():
            return f'"{shorten(value)}"'
        case bool():
            return "yes" if value else "no"
        case Number():
            written = show(value)
            if value.written is not None and not value.exact and VAGUE.match(value.written):
                read = show(Number(value.low, value.high, value.low_open, value.high_open, value.unit))
                return f"{written} (read as {read})"
            return written
        case DateSpan() | Period():
            return show_date(value)
        case Duration():
            return value.written or f"{value.months} months and {value.days} days"
        case Record():
            label = next((v for n in LABELS if isinstance(v := value.fields.get(n), str)), None)
            return f'"{shorten(label)}"' if label is not None else describe(value)
        case tuple():
            return ", ".join(shown(item) for item in value) or "none"
        case None:
            return "not stated"
        case Unknown():
            return "not yet established" if "open" in value.causes else "not known"
    return str(value)


def with_unit(value: Raw | object) -> str:
    """A value with its unit, where it has one of its own."""
    unit = value.unit if isinstance(value, Number) else None
    return shown(value) if unit in (None, "percent") else f"{shown(value)} {unit}"
