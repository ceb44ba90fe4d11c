"""What one predicate of many facts finds in one group, told: the facts, what is wrong or open, the sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import cast

from ruleck.evaluate.expressions import Member
from ruleck.evaluate.naming import describe
from ruleck.evaluate.world import Env, Raw
from ruleck.facts.record import Record
from ruleck.values.truth import Truth, Unknown, merge, missing


@dataclass(frozen=True, slots=True)
class Item:
    """A value in a group, the fact that holds it, and whether it surely belongs there."""

    fact: Record | None
    value: Raw
    sure: Truth


@dataclass(frozen=True, slots=True)
class Asked:
    """One group: its values, the fact on which a finding about the whole group falls, how the author calls the
    values.
    """

    items: list[Item]
    owner: Record | None
    written: str
    field: str | None = None
    plural: str = "facts"


@dataclass(frozen=True, slots=True)
class Clash:
    """What is not as demanded: broken (`False`) or open. `said` is what the facts say, `compared` the rule's values."""

    truth: Truth
    facts: tuple[Record, ...]
    said: str
    values: dict[str, str]
    compared: str = ""
    field: str | None = None
    note: str = ""

    def message(self, wording: str) -> str:
        """The sentence."""
        compared = f" ({self.compared})" if self.compared else ""
        note = f"; {self.note}" if self.note else ""
        if isinstance(self.truth, Unknown):
            return f"{self.said}, so it cannot be decided: {wording}{compared}{note}"
        return f"{self.said}, but {wording}{compared}{note}"


Question = Callable[[Env, Asked], list[Clash]]


def lacking(asked: Asked, name: str) -> tuple[list[Item], list[Clash]]:
    """The items that have a value; a fact without one is told once and left out."""
    kept, clash = [], []
    for item in asked.items:
        if item.value is not None and not isinstance(item.value, Unknown):
            kept.append(item)
            continue
        field = name or asked.field or asked.written.split()[-1]
        why = missing(field) if item.value is None else item.value
        facts = blamed(asked, item)
        if not facts:
            continue
        state = "does not state its" if item.value is None else "has not yet established its"
        clash.append(Clash(doubted(why, item), facts, f"{describe(facts[0])} {state} {field}", {}))
    return kept, clash


def items_of(members: list[Member], path: tuple[str, ...]) -> list[Item]:
    """Each value in a group, with the fact that holds it: an entry of a list of facts where the path opens one."""
    found: list[Item] = []
    for start, sure in members:
        holders: list[tuple[object, object]] = [(start, start)]
        for name in path:
            after: list[tuple[object, object]] = []
            for holder, value in holders:
                field: Raw = value.fields.get(name) if isinstance(value, Record) else None
                if isinstance(field, tuple):
                    after += [(entry if isinstance(entry, Record) else holder, entry) for entry in field]
                else:
                    after.append((holder, value if isinstance(value, Unknown) else field))
            holders = after
        found += [
            Item(holder if isinstance(holder, Record) else None, cast(Raw, value), sure) for holder, value in holders
        ]
    return found


def blamed(asked: Asked, *items: Item) -> tuple[Record, ...]:
    """The facts that hold some values; plain entries of a list are their owner's."""
    found = [item.fact or asked.owner for item in items]
    return tuple(dict.fromkeys(fact for fact in found if fact is not None))


def field_items(asked: Asked, name: str) -> Asked:
    """The same facts, read in one field."""
    found = []
    for item in asked.items:
        holder = item.value if isinstance(item.value, Record) else item.fact
        value = holder.fields.get(name) if holder is not None else None
        found.append(Item(holder, value, item.sure))
    return Asked(found, asked.owner, name, name)


def doubted(truth: Truth, *items: Item) -> Truth:
    """A truth about facts of which some may not belong to the group: then that is the reason it is open."""
    unsure = [item.sure for item in items if isinstance(item.sure, Unknown)]
    if truth is True or not unsure:
        return truth
    return reduce(merge, unsure)
