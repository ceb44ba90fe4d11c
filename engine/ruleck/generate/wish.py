"""What would bring a document nearer to what is sought: edits of facts, not yet carried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from ruleck.facts.record import Record
from ruleck.generate.samples import Written
from ruleck.values.number import INF, End

TRUE, FALSE, OPEN = 0, 1, 2
# Slots that a search adds to those of a rule, before the world: the second fact of a pair, and the vocabulary.
SECOND, VOCABULARY = -2, -3
# Nothing that is not reached yet has a distance below this.
LEAST = 0.01
# Added to one of the three above: what a condition has come to already, and is to be kept at.
KEPT = 4
# What a condition shall come to.
Goal: TypeAlias = int


@dataclass(frozen=True, slots=True)
class Straddle:
    """In place of a value: a range that reaches below `low` and above `high`."""

    low: End
    high: End


@dataclass(frozen=True, slots=True)
class Simplest:
    """In place of a value: the simplest one of the field's type."""


SIMPLEST = Simplest()


@dataclass(frozen=True, slots=True)
class Same:
    """In place of a value: what another fact says in a field, as it is written there."""

    record: Record
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Put:
    """A field is given a value (as written, or one of the above), or is taken away (none). `path` leads through links,
    made where there is none yet.
    """

    record: Record
    path: tuple[str, ...]
    value: Written


@dataclass(frozen=True, slots=True, eq=False)
class Between:
    """A number or a day is brought between two ends. Two of these for one field are met together where they can be."""

    record: Record
    path: tuple[str, ...]
    low: End = -INF
    high: End = INF
    low_open: bool = False
    high_open: bool = False
    # A value tried before the simplest one in the range: what the ends were worked out from.
    best: End | None = None

    def joined(self, other: Between) -> Between | None:
        """What satisfies both; none where nothing does."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_open = self.high, self.high_open
        if other.high < high or (other.high == high and other.high_open):
            high, high_open = other.high, other.high_open
        if low > high or (low == high and (low_open or high_open)):
            return None
        return Between(self.record, self.path, low, high, low_open, high_open, self.best)


@dataclass(frozen=True, slots=True, eq=False)
class Add:
    """Facts are added: of a kind, or to a list field of a fact; copies of `like` where it is given."""

    kind: str
    owner: Record | None = None
    path: tuple[str, ...] = ()
    like: Record | None = None
    times: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Drop:
    """A fact is taken out."""

    record: Record


Wish: TypeAlias = Put | Between | Add | Drop
# One way to change a thing: all of these together.
Way: TypeAlias = tuple[Wish, ...]
# For each thing that has to change the ways to change it, the best one first.
Wishes: TypeAlias = list[list[Way]]


def ways_of(wishes: list[Wish]) -> Wishes:
    """One thing that has to change, each wish being a way."""
    return [[(wish,) for wish in wishes]] if wishes else []
