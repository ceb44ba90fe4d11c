"""What rules and facts can speak of: kinds, their fields and the fields' types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Base = Literal["text", "number", "count", "percent", "date", "duration", "yes/no", "one of", "link"]


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a field: `choices` for `one of`, `kinds` (singular names) for a link, `many` for a list."""

    base: Base
    choices: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind.

    `default` is the value where nothing is said (False for `no unless said`, a member's name). A number's unit, where
    the number has none of its own, is `unit`, or what the text field named `unit_field` of the same record says.
    `example` is a value as it could be written.
    """

    name: str
    type: FieldType
    required: bool = False
    default: bool | str | None = None
    unit: str | None = None
    unit_field: str | None = None
    summary: str = ""
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """How a kind's facts make series: `value` over the date field `over`, one series for each value of `by`."""

    value: str
    over: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact. Names are lower case with underscores; `fields` is in the order of declaration.

    `model` is the Pydantic model that a project registered for it, whose own validators its facts must pass.
    """

    name: str
    plural: str
    fields: Mapping[str, Field]
    series: Series | None = None
    summary: str = ""
    model: type[Any] | None = None


def fold(word: str) -> str:
    """A name as it is looked up: `Said-On` and `said_on` are one name.

    >>> fold("Said-On")
    'said_on'
    """
    return word.lower().replace("-", "_")


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """A closed set of kinds, by singular name. Immutable: rules and their documents share one.

    A vocabulary belongs to its rules, never to the process.
    """

    kinds: Mapping[str, Kind]
    # What was worked out for reading documents by this vocabulary; for the loader alone.
    readers: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)
    _by_word: dict[str, Kind] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the kinds by both of their names; a singular wins over another kind's plural."""
        words: dict[str, Kind] = {}
        for kind in self.kinds.values():
            words[kind.plural] = kind
        for kind in self.kinds.values():
            words[kind.name] = kind
        object.__setattr__(self, "_by_word", words)

    def kind(self, word: str) -> Kind | None:
        """The kind that a singular or plural names, in any letter case."""
        return self._by_word.get(fold(word))
