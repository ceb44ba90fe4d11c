"""Short ways to read a document in a test and to see what came of it."""

from __future__ import annotations

from ruleck.diagnostics import Diagnostic
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import read_document
from ruleck.facts.record import FieldValue, Record, Story
from ruleck.facts.vocabulary import Vocabulary

BUILTIN = builtin_vocabulary()


def story_of(text: str | bytes, vocabulary: Vocabulary = BUILTIN, path: str = "") -> Story:
    """The story that a faultless document tells."""
    story, mistakes = read_document(text, vocabulary, path=path)
    assert story is not None, [d.message for d in mistakes]
    assert not mistakes
    return story


def mistakes_of(text: str | bytes, vocabulary: Vocabulary = BUILTIN, path: str = "") -> list[Diagnostic]:
    """The mistakes of a document that has some."""
    story, mistakes = read_document(text, vocabulary, path=path)
    assert story is None
    assert mistakes
    return mistakes


def told(diagnostic: Diagnostic) -> str:
    """A mistake as an editor reads it: place, what is underlined, message, notes."""
    label = diagnostic.labels[0]
    at = label.source.position(label.span.start)
    underlined = label.source.text[label.span.start : label.span.end]
    notes = "".join(f" | {note}" for note in diagnostic.notes)
    return f"{at.line}:{at.column} [{underlined}] {diagnostic.message}{notes}"


def only(story: Story, kind: str) -> Record:
    """The one record of a kind."""
    (record,) = story.records[kind]
    return record


def value(text: str, kind: str, field: str, vocabulary: Vocabulary = BUILTIN) -> FieldValue | None:
    """What a field of the one record of a kind says."""
    return only(story_of(text, vocabulary), kind).fields.get(field)
