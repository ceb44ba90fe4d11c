"""JSON-LD as schema.org's users write it: nodes with types and properties, each value with where it stands.

Of JSON-LD this reads what pages and feeds hold: `@graph`, references by `@id`, arrays, `@value`, `@list` and `@set`,
language maps, prefixes and renamed terms of a context that is written out. A context is never fetched: a file of facts
asks nothing of the network, and schema.org's own names are known.

Source: W3C, JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ruleck.facts.document import token

DEEPEST = 100
_SCHEMA = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|@none")


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a number, or yes or no; with its language where that is said."""

    value: Any
    origin: str
    language: str | None = None


@dataclass(slots=True, eq=False)
class Node:
    """A thing: its types and properties by their schema.org names, and where it stands.

    Invariant: properties of things that refer to each other may lead round in a circle.
    """

    origin: str
    types: tuple[str, ...] = ()
    id: str | None = None
    properties: dict[str, list[Value]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def nodes(self, *names: str) -> Iterator[Node]:
        """The things that a property leads to."""
        return (value for name in names for value in self.properties.get(name, ()) if isinstance(value, Node))

    def literals(self, *names: str) -> Iterator[Literal]:
        """The texts and numbers that a property holds."""
        return (value for name in names for value in self.properties.get(name, ()) if isinstance(value, Literal))


Value: TypeAlias = "Node | Literal"


@dataclass(frozen=True, slots=True)
class _Context:
    """What a context says of the names in its reach."""

    terms: Mapping[str, str] = field(default_factory=dict)
    by_language: frozenset[str] = frozenset()

    def name(self, written: str) -> str:
        """A name in schema.org's own words, or a keyword of JSON-LD."""
        meant = self.terms.get(written, written)
        prefix, colon, rest = meant.partition(":")
        if colon and _SCHEMA.fullmatch(self.terms.get(prefix, "")):
            return rest
        return _SCHEMA.sub("", meant, count=1)

    def with_(self, written: Any) -> _Context:
        if isinstance(written, list):
            context = self
            for one in written:
                context = context.with_(one)
            return context
        if not isinstance(written, Mapping):
            return self
        terms, by_language = dict(self.terms), set(self.by_language)
        for term, meaning in written.items():
            meant = meaning.get("@id") if isinstance(meaning, Mapping) else meaning
            if isinstance(meant, str) and not term.startswith("@"):
                terms[term] = meant
            if isinstance(meaning, Mapping) and meaning.get("@container") == "@language":
                by_language.add(term)
        return _Context(terms, frozenset(by_language))


def read_nodes(values: list[tuple[Any, str]]) -> list[Node]:
    """The outermost things of some texts, each given with its pointer; references lead to what they refer to."""
    reading = _Reading()
    found = [node for value, origin in values for node in reading.outermost(value, origin, _Context(), 0)]
    reading.resolve()
    whole: dict[int, Node] = {}
    for node in found:
        node = reading.by_id.get(node.id, node) if node.id is not None else node
        whole.setdefault(id(node), node)
    return list(whole.values())


class _Reading:
    def __init__(self) -> None:
        self.by_id: dict[str, Node] = {}
        self.all: list[Node] = []

    def outermost(self, value: Any, origin: str, context: _Context, depth: int) -> Iterator[Node]:
        if depth > DEEPEST:
            return
        if isinstance(value, list):
            for index, one in enumerate(value):
                yield from self.outermost(one, f"{origin}/{index}", context, depth + 1)
        elif isinstance(value, Mapping):
            context = context.with_(value.get("@context"))
            graph = next((name for name in value if context.name(name) == "@graph"), None)
            if graph is not None:
                yield from self.outermost(value[graph], f"{origin}/{token(graph)}", context, depth + 1)
            if any(context.name(name) not in ("@context", "@graph", "@id") for name in value):
                yield self.node(value, origin, context, depth)

    def node(self, value: Mapping[str, Any], origin: str, context: _Context, depth: int) -> Node:
        node = Node(origin)
        self.all.append(node)
        for written, one in value.items():
            name = context.name(written)
            place = f"{origin}/{token(written)}"
            if name == "@type":
                types = one if isinstance(one, list) else [one]
                node.types += tuple(context.name(type) for type in types if isinstance(type, str))
            elif name == "@id":
                node.id = one if isinstance(one, str) else None
            elif not name.startswith("@"):
                found = list(self.values(one, place, context, written in context.by_language, depth + 1))
                node.properties.setdefault(name, []).extend(found)
                node.places.setdefault(name, place)
        if node.id is not None:
            first = self.by_id.setdefault(node.id, node)
            if first is not node:
                _merge(first, node)
        return node

    def values(self, value: Any, origin: str, context: _Context, by_language: bool, depth: int) -> Iterator[Value]:
        if value is None or depth > DEEPEST:
            return
        if isinstance(value, list):
            for index, one in enumerate(value):
                yield from self.values(one, f"{origin}/{index}", context, by_language, depth + 1)
        elif not isinstance(value, Mapping):
            yield Literal(value, origin)
        elif "@value" in value:
            language = value.get("@language")
            if not isinstance(value["@value"], (list, dict)) and value["@value"] is not None:
                yield Literal(value["@value"], f"{origin}/@value", language if isinstance(language, str) else None)
        elif (kept := next((name for name in ("@list", "@set") if name in value), None)) is not None:
            yield from self.values(value[kept], f"{origin}/{kept}", context, by_language, depth + 1)
        elif by_language or (len(value) > 0 and all(_is_translation(name, one) for name, one in value.items())):
            for name, one in value.items():
                texts = one if isinstance(one, list) else [one]
                place = f"{origin}/{token(name)}"
                for text in texts:
                    if isinstance(text, str):
                        yield Literal(text, place, name if name != "@none" else None)
        else:
            yield self.node(value, origin, context.with_(value.get("@context")), depth)

    def resolve(self) -> None:
        """Lead references to the things that they refer to."""
        for node in self.all:
            for name, values in node.properties.items():
                node.properties[name] = [
                    self.by_id.get(value.id, value) if isinstance(value, Node) and value.id is not None else value
                    for value in values
                ]


def _is_translation(name: str, value: Any) -> bool:
    texts = value if isinstance(value, list) else [value]
    return _LANGUAGE.fullmatch(name) is not None and all(isinstance(text, str) for text in texts)


def _merge(first: Node, other: Node) -> None:
    """What is said of one thing in two places, in one."""
    first.types += tuple(type for type in other.types if type not in first.types)
    if not first.properties and other.properties:
        first.origin = other.origin
    for name, values in other.properties.items():
        known = first.properties.setdefault(name, [])
        said = [one.value for one in known if isinstance(one, Literal)]
        known += [one for one in values if not (isinstance(one, Literal) and one.value in said)]
        first.places.setdefault(name, other.places[name])
