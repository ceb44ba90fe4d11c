"""What is kept of a story for `across articles` rules: the fields they read, and where each fact stands."""

from __future__ import annotations

from collections.abc import Mapping

from ruleck.evaluate.naming import LABELS
from ruleck.facts.record import FieldValue, Record, Story


def project(story: Story, reads: Mapping[str, frozenset[str]], kept: dict[str, list[Record]]) -> None:
    """Add a story's facts to those kept, cut down to the fields that are read."""
    slim = Story(story.path, story.article, {}, story.facts)
    made: dict[int, Record] = {}

    def cut(record: Record) -> Record:
        found = made.get(id(record))
        if found is not None:
            return found
        wanted = reads.get(record.kind, frozenset())
        copy = made[id(record)] = Record(record.kind, record.pointer, {}, record.known, slim)
        for name, value in record.fields.items():
            if name in wanted or name == "id" or name in LABELS:
                copy.fields[name] = cut_value(value)
        return copy

    def cut_value(value: FieldValue) -> FieldValue:
        if isinstance(value, Record):
            return cut(value)
        if isinstance(value, tuple):
            return tuple(cut_value(entry) for entry in value)
        return value

    slim.article = cut(story.article)
    for kind in dict.fromkeys(("article", *reads)):
        for record in story.records.get(kind, ()):
            kept.setdefault(kind, []).append(cut(record))
