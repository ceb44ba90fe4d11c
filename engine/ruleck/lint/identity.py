"""Whether two parts of programs say the same: apart from wording, place and the numbers that slots happen to have."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass

from ruleck.meaning import program as p
from ruleck.values.text import canonical

# How a part was worded, and what is known of it already by what it says.
_UNSAID = frozenset({"written", "wording", "nouns", "indexed", "type", "quantum", "place", "at", "reading", "sentence"})


def identity(node: object, slots: Mapping[int, str]) -> Hashable:
    """A key that two parts share if they say the same. `slots` names those that are given from outside; the others
    are numbered along the part.

    >>> from ruleck.facts.vocabulary import FieldType
    >>> said = [p.Stated(p.Lookup(slot, ("speaker",), FieldType("text"), w)) for slot, w in [(1, "its"), (4, "a")]]
    >>> identity(said[0], {1: "fact"}) == identity(said[1], {4: "fact"})
    True
    """
    return _Identity(dict(slots)).of(node)


class _Identity:
    """One walk. Invariant: a slot is named where it is bound, before anything that reads it."""

    def __init__(self, names: dict[int, str]) -> None:
        self._names = names

    def of(self, node: object) -> Hashable:
        match node:
            case p.Constant(value=value):
                return ("Constant", canonical(value) if isinstance(value, str) else self.of(value))
            case p.Lookup(slot=slot, fields=path, article=article):
                return ("Lookup", self._name(slot), path, article)
            case p.Group(kind=kind, slot=slot):
                return ("Group", kind, self._name(slot))
            case p.Members():
                root = self.of(node.root)
                self._bind(node.slot)
                return ("Members", root, self.of(node.where), node.fields)
            case p.Collectively():
                members = self.of(node.members)
                self._bind(node.slot)
                return ("Collectively", members, self.of(node.keys), self.of(node.predicate))
            case tuple():
                return tuple(self.of(part) for part in node)
        if is_dataclass(node):
            parts = [self.of(getattr(node, f.name)) for f in fields(node) if f.name not in _UNSAID]
            return (type(node).__name__, *parts)
        assert isinstance(node, Hashable), "programs hold what cannot change"
        return node

    def _bind(self, slot: int) -> None:
        self._names[slot] = f"#{len(self._names)}"

    def _name(self, slot: int) -> str:
        return self._names.get(slot, str(slot))
