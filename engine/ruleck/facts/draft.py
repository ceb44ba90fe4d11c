"""A story while it is read: its records so far, what is still to be linked, and what was wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from ruleck.facts.problems import Problem
from ruleck.facts.record import FieldValue, Record, Story
from ruleck.facts.vocabulary import Field
from ruleck.facts.waiver import Waiver


@dataclass(slots=True)
class PendingLink:
    """A link by text: to be put at `field` of `record`, or into the list `links` at `index`."""

    record: Record
    field: Field
    text: str
    pointer: str
    links: list[FieldValue | None] | None = None
    index: int = 0


# A document that is some other thing altogether is told so in the first of them.
MOST_PROBLEMS = 1_000


@dataclass(slots=True)
class Draft:
    """A story while it is read."""

    story: Story
    records: dict[str, list[Record]]
    links: list[PendingLink] = field(default_factory=list)
    lists: list[tuple[Record, str, list[FieldValue | None]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: dict[tuple[str, str], Record] = field(default_factory=dict)
    selectors: dict[str, tuple[str, str]] = field(default_factory=dict)
    waivers: list[Waiver] = field(default_factory=list)

    @property
    def hopeless(self) -> bool:
        """Whether so much is wrong that reading on would help nobody."""
        return len(self.problems) > MOST_PROBLEMS
