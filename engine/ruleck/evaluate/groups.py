"""Facts put into groups by their keys.

A key may be uncertain: a `?`, or a date that spans days. Its fact is then a possible member of every group that it
may belong to; and two facts with uncertain keys may form a group of which no certain member is known. So besides the
groups with a certain key there is one for each pair of uncertain keys that may be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import cast

from ruleck.evaluate.expressions import Member, getter
from ruleck.evaluate.world import Env, Getter, Raw, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.values.date import DateSpan
from ruleck.values.number import INF
from ruleck.values.text import canonical
from ruleck.values.truth import OPEN, UNCERTAIN, Truth, Unknown, both

NOT_STATED = ("not stated",)


@dataclass(frozen=True, slots=True)
class Loose:
    """One part of a key that may be several things: anything at all, or a day from `first` to `last`."""

    why: Unknown
    first: int | float = -INF
    last: int | float = INF

    def may_be(self, other: object) -> bool:
        """Whether this part and another may be the same."""
        if self.why.cause == "open":
            return True
        if isinstance(other, Loose):
            return other.why.cause == "open" or (self.first <= other.last and other.first <= self.last)
        return isinstance(other, tuple) and other[0] == "day" and self.first <= other[1] <= self.last


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that have one key, surely or possibly; `certain` is false where no fact has it surely."""

    members: list[Member]
    certain: bool


Key = tuple[object, ...]


def grouping(keys: tuple[p.Lookup, ...], slot: int) -> Callable[[Env, list[Member]], list[Group]]:
    """The closure that splits facts by keys, in the order in which each key is first met; all in one without keys."""
    if not keys:
        return lambda env, members: [Group(members, True)] if members else []
    parts = [(getter(key), key.type.base == "link") for key in keys]

    def split(env: Env, members: list[Member]) -> list[Group]:
        groups: dict[Key, list[Member]] = {}
        loose: list[tuple[Key, Member]] = []
        for item, sure in members:
            env[slot] = item
            key = key_of(env, parts)
            if key is None:
                continue
            if any(isinstance(part, Loose) for part in key):
                loose.append((key, (item, sure)))
            else:
                groups.setdefault(key, []).append((item, sure))
        if not loose:
            return [Group(found, True) for found in groups.values()]
        return with_loose(cast(World, env[-1]), groups, loose)

    return split


def key_of(env: Env, parts: list[tuple[Getter, bool]]) -> Key | None:
    """A fact's key; none for an unstated link, which makes no group."""
    world = cast(World, env[-1])
    found: list[object] = []
    for get, is_link in parts:
        value = get(env)
        part = key_part(world, value)
        if part is NOT_STATED and is_link:
            return None
        found.append(part)
    return tuple(found)


def key_part(world: World, value: Raw) -> object:
    """One part of a key."""
    match value:
        case None:
            return NOT_STATED
        case Unknown():
            return Loose(OPEN)
        case str():
            return ("text", canonical(value))
        case Record():
            return ("record", world.identity(value))
        case DateSpan():
            if value.exact:
                return ("day", value.first)
            return Loose(UNCERTAIN, value.first, value.last)
    return ("value", value)


def may_be_same(a: Key, b: Key) -> bool:
    """Whether two keys may be one."""
    return all(
        x == y or (isinstance(x, Loose) and x.may_be(y)) or (isinstance(y, Loose) and y.may_be(x))
        for x, y in zip(a, b, strict=True)
    )


def with_loose(world: World, groups: dict[Key, list[Member]], loose: list[tuple[Key, Member]]) -> list[Group]:
    """The groups, each with the facts that may belong to it; then what uncertain keys may share among themselves."""
    held: dict[Key, list[int]] = {}
    for position, (key, _) in enumerate(loose):
        held.setdefault(key, []).append(position)
    keys = [*groups, *held]
    others: list[list[Key]] = [[] for _ in keys]
    for first, second in sorted(meetings(keys, len(groups))):
        others[first].append(keys[second])
    found = []
    for index, (key, more) in enumerate(zip(keys, others, strict=True)):
        if index < len(groups):
            possible = [loose[position] for position in sorted(chain.from_iterable(held[other] for other in more))]
            made = [Group(groups[key] + [(item, both(sure, why(own))) for own, (item, sure) in possible], True)]
        else:
            rows = [held[key], *(held[key] + held[other] for other in more)]
            shared = [[loose[position][1] for position in row] for row in rows]
            made = [Group([(item, both(sure, why(key))) for item, sure in members], False) for members in shared]
        world.spend(sum(len(group.members) for group in made))
        found += made
    return found


def meetings(keys: list[Key], certain: int) -> Iterator[tuple[int, int]]:
    """Pairs of keys that may be one, the later of them an uncertain one; the first `certain` keys are not.

    Only keys that are alike in all parts which are certain everywhere can be one. Among these a sweep through one of
    the other parts, each taken as the days that it can be, passes by what lies apart.
    """
    parts = {part for key in keys[certain:] for part, value in enumerate(key) if isinstance(value, Loose)}
    swept = min(parts, key=lambda part: (sum(days_of(key[part])[1] == INF for key in keys), part))
    days = [days_of(key[swept]) for key in keys]
    rooms: dict[Key, list[int]] = {}
    for index, key in enumerate(keys):
        rooms.setdefault(tuple(value for part, value in enumerate(key) if part not in parts), []).append(index)
    for room in rooms.values():
        sure: list[int] = []
        unsure: list[int] = []
        for index in sorted(room, key=lambda index: days[index][0]):
            unsure = [other for other in unsure if days[other][1] >= days[index][0]]
            near = unsure
            if index >= certain:
                sure = [other for other in sure if days[other][1] >= days[index][0]]
                near = sure + unsure
            for other in near:
                if may_be_same(keys[other], keys[index]):
                    yield min(index, other), max(index, other)
            (sure if index < certain else unsure).append(index)


def days_of(part: object) -> tuple[int | float, int | float]:
    """The days that a part of a key can be; all of them for what is no day."""
    if isinstance(part, Loose):
        return part.first, part.last
    return (part[1], part[1]) if isinstance(part, tuple) and part[0] == "day" else (-INF, INF)


def why(key: Key) -> Truth:
    """Why a key is uncertain."""
    return next(part.why for part in key if isinstance(part, Loose))


def cases(env: Env, keys: tuple[p.Lookup, ...], slot: int, members: list[Member]) -> list[tuple[Record, Record]]:
    """Pairs of facts whose text keys are the same but for letter case, each difference once."""
    parts = [getter(key) for key in keys if key.type.base == "text"]
    if not parts:
        return []
    seen: dict[object, dict[object, Record]] = {}
    found = []
    for item, _ in members:
        env[slot] = item
        texts = tuple(canonical(t) if isinstance(t := get(env), str) else None for get in parts)
        spellings = seen.setdefault(tuple(t.casefold() if t else t for t in texts), {})
        if texts not in spellings:
            if spellings:
                found.append((next(iter(spellings.values())), cast(Record, item)))
            spellings[texts] = cast(Record, item)
    return found
