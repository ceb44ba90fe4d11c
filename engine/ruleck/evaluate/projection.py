"""What is kept of a story for `across articles` rules: the fields they read.

Where a fact stands is looked up in its file again, once a finding asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ruleck.evaluate.naming import LABELS
from ruleck.facts.record import FieldValue, Place, Record, Story


class Revisit:
    """A story read once more when somebody asks where its facts stand, and then kept: it has a finding."""

    __slots__ = ("_again", "_story")

    def __init__(self, again: Callable[[], Story | None]) -> None:
        self._again: Callable[[], Story | None] | None = again
        self._story: Story | None = None

    def story(self) -> Story | None:
        """The story as it is now in its file."""
        if self._again is not None:
            self._story, self._again = self._again(), None
        return self._story

    def locate(self, pointer: str) -> Place | None:
        """Where a value stands in the facts file."""
        story = self.story()
        return story.at(pointer) if story is not None else None

    def find(self, record: Record) -> Place | None:
        """Where a fact's excerpt stands in the body."""
        story = self.story()
        if story is None:
            return None
        same = (r for r in story.records.get(record.kind, ()) if r.pointer == record.pointer)
        found = next(same, None)
        return story.excerpt(found) if found is not None else None


def project(story: Story, reads: Mapping[str, frozenset[str]], kept: dict[str, list[Record]]) -> None:
    """Add a story's facts to those kept, cut down to the fields that are read."""
    slim = Story(story.path, story.article, {}, story.facts)
    if story.again is not None:
        revisit = Revisit(story.again)
        slim.locate, slim.find = revisit.locate, revisit.find
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
