"""What an operator gives: a node in the place of another, and what surrounds the node that it may ask about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ruleck.facts.python_kinds import COMMON
from ruleck.facts.vocabulary import FieldType, Kind, Vocabulary, fold
from ruleck.meaning.context import DefinedName, ListName, SubsetName
from ruleck.syntax import nodes as n

MOST_OTHER_FIELDS = 2  # for one name: those declared nearest are the likeliest slips


@dataclass(frozen=True, slots=True)
class Change:
    """A node to stand in the place of another.

    `shows` says in a few words what an example is about that tells them apart, where more can be said of it than what
    comes out; `dropped` are the words that are left
    out, where nothing else is changed.
    """

    node: n.Node
    shows: str
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What the names of a rule mean: the kinds, the names in force, and the fields that the rule reads."""

    vocabulary: Vocabulary
    names: Mapping[str, DefinedName]
    reads: Mapping[str, frozenset[str]]

    def defined(self, value: object) -> ListName | None:
        """The values that a path stands for, where it is a name that was given to some."""
        if not isinstance(value, n.Path) or value.start or len(value.names) != 1:
            return None
        found = self.names.get(fold(value.names[0].text))
        return found if isinstance(found, ListName) else None

    def kind(self, path: n.Path) -> Kind | None:
        """The kind that a path starts from, if it does."""
        if path.start or not path.names:
            return None
        found = self.names.get(fold(path.names[0].text))
        return found.kind if isinstance(found, SubsetName) else self.vocabulary.kind(path.names[0].text)

    def type_of(self, value: object) -> FieldType | None:
        """The type of a field that a path ends in, as far as its name tells."""
        if not isinstance(value, n.Path) or not value.names:
            return None
        name = fold(value.names[-1].text)
        return next((self.vocabulary.kinds[kind].fields[name].type for kind in self._kinds_with(name)), None)

    def like(self, field: str) -> list[str]:
        """The other fields of the same type beside a field that the rule reads, the nearest ones."""
        name = fold(field)
        found: list[str] = []
        for kind in self._kinds_with(name) if name not in COMMON else ():
            fields = self.vocabulary.kinds[kind].fields
            order = list(fields)
            others = [
                other
                for other in order
                if other != name and other not in COMMON and fields[other].type == fields[name].type
            ]
            others.sort(key=lambda other: abs(order.index(other) - order.index(name)))
            found += [other for other in others[:MOST_OTHER_FIELDS] if other not in found]
        return found

    def _kinds_with(self, name: str) -> list[str]:
        # A list that is counted is not among the fields read of its kind, and is looked for in all of them.
        reading = [kind for kind, fields in self.reads.items() if name in fields]
        kinds = reading or sorted(self.reads)
        return [kind for kind in kinds if kind in self.vocabulary.kinds and name in self.vocabulary.kinds[kind].fields]


Changes = Callable[[n.Node, Around], Iterator[Change]]


@dataclass(frozen=True, slots=True)
class Operator:
    """A way to get a rule wrong.

    `name` is a stable lower-case name with hyphens; `mistake` says in plain words what was got wrong; `sample` is what
    is said and what it is changed to; `changes` gives what may stand in a node's place.
    """

    name: str
    mistake: str
    sample: tuple[str, str]
    changes: Changes
