"""Facts that are made out of linked data: filled, listed once for each thing, and linked when all of them are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ruleck.facts.vocabulary import Vocabulary
from ruleck.importers.imported import At, Fields, snake, text_of
from ruleck.importers.linked_data import Literal, Node, Value
from ruleck.importers.schema_org import KNOWN
from ruleck.values.text import canonical


class Link:
    """A link to a fact, to be written when all facts are known."""

    __slots__ = ("fact",)

    def __init__(self, fact: dict[str, Any]) -> None:
        self.fact = fact


class LinkedFacts:
    """What is taken out of linked data, in the tree of kinds and fields that `imported` takes.

    `met` holds by its identity each thing that was looked at, with its fact where it makes one that others link to;
    `language` is the one whose texts are taken where there are several.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.fields = Fields(vocabulary)
        self.tree: dict[str, list[At]] = {}
        self.met: dict[int, dict[str, Any] | None] = {}
        self.language: str | None = None
        self._namesakes: dict[tuple[str, Any], list[dict[str, Any]]] = {}

    def put(self, kind: str, fact: dict[str, Any], field: str, at: At | None) -> None:
        """Put what is said, if anything is, into a field that holds nothing yet."""
        if at is not None and at.value is not None and field not in fact:
            self.fields.put(kind, fact, field, at.value, at.origin)

    def leave(self, node: Node, *, known: bool, note: str) -> None:
        """List a thing that makes no fact."""
        self.fields.leave(node.origin, known=known, note=note, name=node.types[0] if node.types else node.id or "")

    def add(self, kinds: str, fact: dict[str, Any], node: Node) -> None:
        """Take a fact up, as the one that its thing makes."""
        self.met[id(node)] = fact
        self.tree.setdefault(kinds, []).append(At(fact, node.origin))

    def listed(self, kind: str, kinds: str, fact: dict[str, Any], node: Node) -> dict[str, Any] | None:
        """A fact that others link to: one for each name, as long as what is said of it agrees."""
        if "name" not in fact:
            if node.properties or not node.id:
                self.leave(node, known=False, note="it has no name")
            else:
                self.leave(node, known=True, note=f"`{node.id}` has no name here")
            return None
        namesakes = self._namesakes.setdefault((kinds, _said(fact["name"])), [])
        for known in namesakes:
            if all(name not in known or _said(known[name]) == _said(value) for name, value in fact.items()):
                known.update({name: value for name, value in fact.items() if name not in known})
                self.met[id(node)] = known
                return known
        namesakes.append(fact)
        self.add(kinds, fact, node)
        return fact

    def link(self) -> None:
        """Write links: as the name where that leads to one fact, else as an id that the fact is given."""
        meant: dict[str, int] = {}
        for kinds in ("people", "organizations", "sources"):
            for at in self.tree.get(kinds, []):
                names = [at.value["name"], *at.value.get("also_known_as", [])]
                for name in {canonical(str(one.value)) for one in names}:
                    meant[name] = meant.get(name, 0) + 1
        taken: set[str] = set(meant)

        def written(link: Link) -> Any:
            fact = link.fact
            name = str(fact["name"].value)
            if meant.get(canonical(name), 0) > 1 and "id" not in fact:
                number = 1
                while (identity := f"{snake(name).replace('_', '-') or 'one'}-{number}") in taken:
                    number += 1
                taken.add(identity)
                fact["id"] = identity
            return fact["id"] if "id" in fact else fact["name"].value

        for ats in self.tree.values():
            for at in ats:
                for field, value in at.value.items():
                    if isinstance(value, At) and isinstance(value.value, Link):
                        at.value[field] = At(written(value.value), value.origin)
                    elif isinstance(value, list):
                        at.value[field] = [
                            At(written(one.value), one.origin)
                            if isinstance(one, At) and isinstance(one.value, Link)
                            else one
                            for one in value
                        ]

    # ------------------------------------------------------------------ values

    def text(self, node: Node, *names: str) -> At | None:
        """The first text that is said by one of the properties, in the article's language where there are several."""
        for name in names:
            said = [one for one in node.literals(name) if text_of(one.value) is not None]
            if said:
                best = min(said, key=self._rank)
                for other in said:
                    if other is not best and other.language is not None:
                        self.fields.leave(other.origin, known=True, note=f"`{name}` in another language")
                return At(best.value, best.origin)
        return None

    def _rank(self, one: Literal) -> int:
        if one.language is None:
            return 1
        wanted = (self.language or "en").lower().partition("-")[0]
        return 0 if one.language.lower().partition("-")[0] == wanted else 2

    def called(self, one: Value) -> At | None:
        """What a thing is called, or the words that stand in its place."""
        return self.text(one, "name") if isinstance(one, Node) else At(text_of(one.value), one.origin)

    def joined(self, node: Node, *names: str) -> At | None:
        """The texts of several properties, one behind the other."""
        parts = [at for name in names if (at := self.text(node, name)) is not None]
        return At(" ".join(str(at.value) for at in parts), parts[0].origin) if parts else None

    def rest(
        self,
        kind: str | None,
        fact: dict[str, Any],
        node: Node,
        used: Iterable[str],
        *,
        taken: Iterable[str] = (),
        known: Iterable[str] = (),
    ) -> None:
        """List what was not used of a thing; `taken` are properties whose things were, but not their texts."""
        gone = {*used}
        left: dict[str, Any] = {}
        for name, values in node.properties.items():
            said = [one for one in values if isinstance(one, Literal)]
            if name in gone or not values or (name in taken and not said):
                continue
            if kind is not None and said and len(said) == len(values):
                field = self.fields.vocabulary.kinds[kind].fields.get(snake(name))
                plain = [one.value for one in said] if field is not None and field.type.many else said[0].value
                if self.fields.own(kind, fact, name, plain, node.places[name]):
                    continue
            left[name] = node.places[name]
        for name, place in left.items():
            self.fields.leave(place, known=name in KNOWN or name in known)


def _said(value: Any) -> Any:
    """A value without where it stands, to be compared."""
    if isinstance(value, At):
        return _said(value.value)
    if isinstance(value, Link):
        return id(value.fact)
    if isinstance(value, list):
        return [_said(one) for one in value]
    return {name: _said(one) for name, one in value.items()} if isinstance(value, dict) else value
