"""Facts, read and linked: what rules are evaluated over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ruleck.source import Source, Span
from ruleck.values.date import DateSpan, Duration
from ruleck.values.number import Number
from ruleck.values.truth import Unknown

if TYPE_CHECKING:
    from ruleck.facts.waiver import Waiver

# An `Unknown` is a `?`: not yet established. A list is a tuple. An enumeration's member is its text.
FieldValue: TypeAlias = "str | bool | Number | DateSpan | Duration | Record | Unknown | tuple[FieldValue, ...]"


@dataclass(slots=True, eq=False)
class Record:
    """One fact. Equal only to itself.

    `fields` holds what is stated (and defaults); a field that is absent, blank text or an empty list is not in it. A
    link is the record it leads to. A number already has the unit that another field of its record states. `known` is
    false for a record that stands for a link which found none: it has a name only and no place of its own (`pointer` is
    then that of the link). `pointer` is a JSON Pointer into the document as written.
    Invariant: filled once by the loader, read only from then on.
    """

    kind: str
    pointer: str
    fields: dict[str, FieldValue]
    known: bool = True
    story: Story | None = field(default=None, repr=False)

    @property
    def id(self) -> str | None:
        """The id that the author gave it."""
        value = self.fields.get("id")
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a text."""

    source: Source
    span: Span


@dataclass(slots=True, eq=False)
class Story:
    """One facts document: the article and its facts.

    `records` holds the records of each kind by its singular name, inline ones included, in document order; `article`
    is there too, alone. `facts` counts the records written, the article not counted. `misplaced` are records whose
    excerpt is not in the body; `waivers` are those that stand beside facts.
    """

    path: str
    article: Record
    records: Mapping[str, Sequence[Record]]
    facts: int
    body: Source | None = None
    misplaced: tuple[Record, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    # How places are found: by the document that was read, and by what its excerpts say of their surroundings.
    locate: Callable[[str], Place | None] | None = field(default=None, repr=False)
    find: Callable[[Record], Place | None] | None = field(default=None, repr=False)
    # Reads the document from its file once more; none for what came from elsewhere.
    again: Callable[[], Story | None] | None = field(default=None, repr=False)

    def at(self, pointer: str) -> Place | None:
        """Where the value at a JSON Pointer stands in the facts file (none for a story made from Python objects)."""
        return self.locate(pointer) if self.locate is not None else None

    def excerpt(self, record: Record) -> Place | None:
        """Where a record's excerpt stands in the body."""
        return self.find(record) if self.find is not None else None
