"""Short ways to take facts out of a form in a test, and to see what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from ruleck.diagnostics import Diagnostic
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.encoding import decode
from ruleck.facts.load import read_mapping
from ruleck.facts.record import Story
from ruleck.facts.vocabulary import Vocabulary
from ruleck.facts.write import write_yaml
from ruleck.importers.imported import Imported, told
from ruleck.importers.read import Form, recognize, take_out
from ruleck.source import Source

BUILTIN = builtin_vocabulary()


def taken_out(
    text: str | bytes, form: Form | None = None, path: str = "-", vocabulary: Vocabulary = BUILTIN
) -> tuple[list[Imported], list[Diagnostic]]:
    source, mistakes = decode(text, path)
    if source is None:
        return [], mistakes
    form = form or recognize(source)
    assert form is not None, "the form is not recognized"
    return take_out(source, form, vocabulary)


def one(text: str, form: Form | None = None, path: str = "-", vocabulary: Vocabulary = BUILTIN) -> Imported:
    """The one story of a text that has no mistake."""
    stories, mistakes = taken_out(text, form, path, vocabulary)
    assert [m.message for m in mistakes] == []
    (story,) = stories
    return story


def facts(story: Imported) -> str:
    """A story's facts as YAML."""
    return write_yaml(story.document, BUILTIN)


def loaded(story: Imported, vocabulary: Vocabulary = BUILTIN) -> Story:
    """A story, read as any facts are, without a mistake."""
    found, mistakes = read_mapping(story.document, vocabulary, path="-", locate=story.place, body=story.body)
    assert found is not None, [m.message for m in mistakes]
    return found


def at(story: Imported, pointer: str, *, key: bool = False) -> str:
    """Where a fact was taken from: line, column and the text that stands there."""
    place = story.place(pointer, key)
    position = place.source.position(place.span.start)
    return f"{position.line}:{position.column} {place.source.text[place.span.start : place.span.end]}"


def unclear(story: Imported) -> list[str]:
    """What was not understood, each with its line and notes."""
    return [_line(m) for m in told(story) if m.code == "left-out"]


def known(story: Imported) -> list[str]:
    """What was left out since it is no fact."""
    return list(dict.fromkeys(left.name for left in story.leftovers if left.known))


def lines(mistakes: Sequence[Diagnostic]) -> list[str]:
    return [_line(m) for m in mistakes]


def _line(mistake: Diagnostic) -> str:
    label = mistake.labels[0]
    position = label.source.position(label.span.start)
    notes = "".join(f" | {note}" for note in mistake.notes)
    return f"{position.line}:{position.column} {mistake.message}{notes}"


def source(text: str, path: str = "-") -> Source:
    return Source(path, text)
