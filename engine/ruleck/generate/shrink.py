"""Documents made smaller by their structure, for as long as they stand where they should.

Whole documents are left out, then facts, then fields, then items of lists; values become simpler; what is gone is
never tried again. Each step is confirmed by the engine.

Source of the idea: A. Zeller and R. Hildebrandt, Simplifying and Isolating Failure-Inducing Input (2002).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from ruleck.facts.record import Story
from ruleck.facts.vocabulary import FieldType, Vocabulary
from ruleck.generate.edits import Document, Documents, copied
from ruleck.generate.merge import replaced
from ruleck.generate.samples import OPEN, Written, letters, simplest


class Judge(Protocol):
    """What says whether documents stand where they should, and counts how often it was asked."""

    used: int

    def read(self, documents: Documents) -> tuple[Story, ...] | None:
        """The stories of documents; none where one of them has a mistake."""

    def reached(self, stories: Sequence[Story]) -> bool:
        """Whether stories stand where they should."""


def shrunk(documents: Documents, judge: Judge, vocabulary: Vocabulary, simpler: bool = True) -> Documents:
    """The smallest documents met that stand where these do; with `simpler` their values are the simplest, too."""
    changed = True
    while changed:
        changed = False
        for smaller in _smaller(documents, vocabulary, simpler):
            judge.used += 1
            stories = judge.read(smaller)
            if stories is not None and judge.reached(stories):
                documents, changed = smaller, True
                break
    return documents


def _smaller(documents: Documents, vocabulary: Vocabulary, simpler: bool) -> Iterator[Documents]:
    """Documents that are a little smaller or simpler, those that lose most first."""
    if len(documents) > 1:
        for number in range(len(documents)):
            yield documents[:number] + documents[number + 1 :]
    for number, document in enumerate(documents):
        for smaller in _without(document):
            yield (*documents[:number], smaller, *documents[number + 1 :])
    if not simpler:
        return
    yield from _renamed(documents)
    for number, document in enumerate(documents):
        for smaller in _simpler(document, vocabulary):
            yield (*documents[:number], smaller, *documents[number + 1 :])


def _without(document: Document) -> Iterator[Document]:
    for kind, value in document.items():
        rest = {key: item for key, item in document.items() if key != kind}
        yield rest
        if isinstance(value, list) and len(value) > 1:
            for number in range(len(value)):
                yield {**document, kind: value[:number] + value[number + 1 :]}
    for path in _paths(document, ()):
        yield _changed(document, path, None)


def _paths(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Fields of facts, and items of lists in them; what holds others first."""
    if isinstance(value, dict):
        for key, item in value.items():
            if len(path) >= 1:
                yield (*path, key)
            yield from _paths(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if len(path) > 1:
                yield (*path, number)
            yield from _paths(item, (*path, number))


def _changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A plain value with one part of it changed, or taken out (none)."""
    result = copied(value)
    inner = result
    for step in path[:-1]:
        inner = inner[step]
    if new is not None:
        inner[path[-1]] = new
    else:
        del inner[path[-1]]
    return result


def _renamed(documents: Documents) -> Iterator[Documents]:
    """A text that stands in several places made simpler in all of them at once."""
    texts: dict[str, int] = {}

    def count(value: Any) -> None:
        if isinstance(value, str):
            texts[value] = texts.get(value, 0) + 1
        elif isinstance(value, dict):
            for item in value.values():
                count(item)
        elif isinstance(value, list):
            for item in value:
                count(item)

    for document in documents:
        count(document)
    for text, times in texts.items():
        if times > 1 and text != OPEN:
            for n in range(3):
                simple = letters(n)
                if simple == text or len(simple) > len(text):
                    break
                if simple not in texts:
                    yield tuple(replaced(document, text, simple) for document in documents)


def _simpler(document: Document, vocabulary: Vocabulary) -> Iterator[Document]:
    for path, type_ in _values(document, vocabulary):
        value = _at(document, path)
        for simple in _simpler_values(value, type_, vocabulary):
            yield _changed(document, path, simple)


def _values(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[tuple[Any, ...], FieldType]]:
    for key, value in document.items():
        kind = vocabulary.kind(key)
        if kind is None:
            continue
        facts = [((key,), value)] if isinstance(value, dict) else [((key, i), item) for i, item in enumerate(value)]
        for path, fact in facts:
            yield from _fields(fact, path, (kind.name,), vocabulary)


def _fields(
    fact: Any, path: tuple[Any, ...], kinds: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[tuple[tuple[Any, ...], FieldType]]:
    if not isinstance(fact, dict):
        return
    for name, value in fact.items():
        kind = next((k for k in kinds if name in vocabulary.kinds[k].fields), None)
        if kind is None:
            continue
        type_ = vocabulary.kinds[kind].fields[name].type
        if type_.base == "link":
            for inner, at in _links(value, (*path, name)):
                if isinstance(inner, dict):
                    yield from _fields(inner, at, type_.kinds, vocabulary)
                else:
                    yield at, FieldType("text")
        elif type_.many and isinstance(value, list):
            for number in range(len(value)):
                yield (*path, name, number), FieldType(type_.base, type_.choices)
        else:
            yield (*path, name), type_


def _links(value: Any, path: tuple[Any, ...]) -> list[tuple[Any, tuple[Any, ...]]]:
    if isinstance(value, list):
        return [(item, (*path, number)) for number, item in enumerate(value)]
    return [(value, path)]


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


# The plainest first: one of a thing is plainer than none of it.
_PLAIN = (1, 0, 2, 10, 100)


def _simpler_values(value: Written, type_: FieldType, vocabulary: Vocabulary) -> Iterator[Written]:
    """Values simpler than this one, the simplest first; none that is not."""
    if value == OPEN:
        # What is open is plainer where it is stated: one `?` says more than three.
        yield from (simplest(vocabulary, type_, n) for n in range(2))
        return
    if type_.base == "number" and isinstance(value, int):
        plainer = _PLAIN[: _PLAIN.index(value)] if value in _PLAIN else _PLAIN
        yield from (small for small in plainer if value in _PLAIN or small < abs(value))
        yield from () if value in _PLAIN else _halves(value)
        return
    for n in range(3):
        simple = simplest(vocabulary, type_, n)
        if simple == value:
            return
        if _weight(simple) <= _weight(value):
            yield simple


def _halves(value: int) -> Iterator[int]:
    step = value // 2
    while step:
        yield value - step
        step = int(step / 2)


def _weight(value: Written) -> tuple[int, str]:
    text = str(value)
    return len(text), text
