"""The forms that are JSON: which one a text has, and the stories in it, those of a page's scripts included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.document import Document
from ruleck.facts.json_text import read_json, read_json_slowly
from ruleck.facts.record import Place
from ruleck.facts.vocabulary import Vocabulary
from ruleck.importers.html import data_scripts
from ruleck.importers.imported import Imported, Places
from ruleck.importers.ninjs import is_ninjs, read_ninjs
from ruleck.source import Source, Span

# A text without any of these is no form of ours.
_TELLING = ('"@type"', '"@context"', '"@graph"', '"uri"', '"@id"', 'standard"')


def form_of(source: Source) -> Any:
    """Whether a text of JSON is schema.org's, a ninjs item, or neither."""
    if not any(mark in source.text for mark in _TELLING):
        return None
    value, mistakes = read_json(source)
    if mistakes:
        return None
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, Mapping) and any(name in first for name in ("@context", "@type", "@graph", "@id")):
        return "jsonld"
    return "ninjs" if is_ninjs(first) else None


def read_items(source: Source, vocabulary: Vocabulary) -> tuple[list[Imported], list[Diagnostic]]:
    """The stories of a ninjs item, or of a list of them."""
    value, mistakes, places = _json(source, Span(0, len(source.text)))
    if mistakes:
        return [], mistakes
    items = [(value, "")] if not isinstance(value, list) else [(one, f"/{at}") for at, one in enumerate(value)]
    stories: list[Imported] = []
    for item, origin in items:
        if isinstance(item, Mapping):
            stories.append(read_ninjs(item, vocabulary, places, origin))
        else:
            span = places(origin, False).span
            mistakes.append(Diagnostic("no-story-inside", "this is no item", (Label(source, span),), (_ITEM,)))
    if len(stories) > 1:
        stories = [_named(story, items[at][1]) for at, story in enumerate(stories)]
    return stories, mistakes


_ITEM = "a ninjs item is a set of fields in braces"


def _named(story: Imported, origin: str) -> Imported:
    return replace(story, name=f"#{origin}")


def read_linked(source: Source, vocabulary: Vocabulary) -> tuple[list[Imported], list[Diagnostic]]:
    """The stories of schema.org's JSON-LD: a text of it, or the scripts of a page."""
    from ruleck.importers.jsonld import read_jsonld

    if source.text.lstrip()[:1] != "<":
        value, mistakes, places = _json(source, Span(0, len(source.text)))
        return ([], mistakes) if mistakes else (read_jsonld([value], vocabulary, places), [])
    values: list[Any] = []
    mistakes = []
    found: list[Places] = []
    for span in data_scripts(source):
        value, more, places = _json(source, span)
        mistakes += more
        if not more and value is not None:
            values.append(value)
            found.append(places)

    def place(pointer: str, key: bool) -> Any:
        # The first part of a pointer says in which of several scripts it is.
        script, _, rest = pointer[1:].partition("/")
        if not script:
            return found[0]("", key)
        return found[int(script)](f"/{rest}" if rest else "", key)

    if not values:
        return [], mistakes
    stories = read_jsonld(values, vocabulary, place if len(values) > 1 else found[0])
    if any(story.document for story in stories):
        # A page has many hands: one script that nobody can read (an advertiser's, say) costs no story.
        mistakes = [_left_out(mistake) for mistake in mistakes]
    return stories, mistakes


def _left_out(mistake: Diagnostic) -> Diagnostic:
    message = f"a script of this page was not understood, and is left out: {mistake.message}"
    return replace(mistake, code="left-out", message=message, severity="warning")


def _json(whole: Source, span: Span) -> tuple[Any, list[Diagnostic], Places]:
    """The value of a part of a text, and the places in it, which are told in the whole."""
    part = Source(whole.path, whole.text[span.start : span.end])
    value, mistakes = read_json(part)
    if mistakes:
        mistakes = [_in(whole, mistake, span.start) for mistake in read_json_slowly(part, None)[1]]
    document = Document(part, "json")

    def places(pointer: str, key: bool) -> Place:
        return Place(whole, _moved(document.place(pointer, key).span, span.start))

    return value, mistakes, places


def _in(whole: Source, mistake: Diagnostic, by: int) -> Diagnostic:
    labels = tuple(Label(whole, _moved(label.span, by), label.text) for label in mistake.labels)
    return Diagnostic(mistake.code, mistake.message, labels, mistake.notes, mistake.suggestions)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
