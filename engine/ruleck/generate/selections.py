"""Conditions on many facts, measured: how many there are of which something holds, and what holds of any two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from ruleck.evaluate.expressions import getter, rooted
from ruleck.evaluate.groups import NOT_STATED, Loose, key_part
from ruleck.evaluate.truths import truth
from ruleck.evaluate.world import Env, World
from ruleck.facts.vocabulary import Vocabulary
from ruleck.generate.bring import field_of, more, place_of, said
from ruleck.generate.distance import (
    ABSENT,
    NOWHERE,
    SURE,
    Meter,
    Part,
    assembled,
    decided,
    enough,
    every,
    implied,
    measure,
    negated,
    within,
)
from ruleck.generate.measure import meter
from ruleck.generate.pairs import pairwise
from ruleck.generate.samples import another_text
from ruleck.generate.wish import FALSE, KEPT, OPEN, SIMPLEST, TRUE, Goal, Put, Same, Wish, Wishes, ways_of
from ruleck.meaning import program as p
from ruleck.values.truth import Truth, Unknown


def candidates(members: p.Members, vocabulary: Vocabulary) -> Callable[[Env], list[tuple[object, Part]]]:
    """What a selection could hold, each with how far it is from being in it."""
    root = rooted(replace(members, indexed=None))
    filter_ = meter(members.where, vocabulary) if members.where is not None else None
    slot = members.slot

    def picked(env: Env) -> list[tuple[object, Part]]:
        base = root(env)
        if isinstance(base, Unknown):
            return []
        return [
            (item, sure_part(sure) if filter_ is None else within(partial(measure, filter_, env), env, slot, item))
            for item, sure in base
        ]

    return picked


def sure_part(sure: Truth) -> Part:
    """Membership that no filter decides."""
    return SURE if sure is True else Part((NOWHERE, NOWHERE, 0.0), lambda goal: [])


def each(
    members: p.Members, condition: p.Condition | None, vocabulary: Vocabulary
) -> Callable[[Env], list[tuple[object, Part, Part]]]:
    """Each candidate of a selection: how far it is from being in it, and from what is asked of it."""
    pick = candidates(members, vocabulary)
    inner = meter(condition, vocabulary) if condition is not None else None

    def found(env: Env) -> list[tuple[object, Part, Part]]:
        return [
            (item, part, SURE if inner is None else within(partial(measure, inner, env), env, members.slot, item))
            for item, part in pick(env)
            if not isinstance(item, Unknown)
        ]

    return found


def counted(condition: p.Count, vocabulary: Vocabulary) -> Meter:
    """The meter of a number of members."""
    find = each(condition.members, condition.condition, vocabulary)
    number = condition.number
    test = truth(condition)

    def part(env: Env) -> Part:
        return decided(opened(of_members([every([in_, holds]) for _, in_, holds in find(env)], env), env), test(env))

    def opened(part: Part, env: Env) -> Part:
        """A list may be open as a whole."""
        root = condition.members.root
        if not isinstance(root, p.Lookup) or (place := place_of(root, env)) is None:
            return part
        if isinstance(field_of(*place), Unknown):
            settled: Wishes = [[(Put(*place, SIMPLEST),), (Put(*place, None),)]]
            return Part(part.far, lambda goal: settled if goal in (TRUE, FALSE) else [])
        as_a_whole: Wishes = [[(Put(*place, "?"),)]]
        true, false, open_ = part.far
        nearer = open_ > 1
        return Part(
            (true, false, min(open_, 1.0)),
            lambda goal: as_a_whole if goal == OPEN and nearer else part.wish(goal),
        )

    def of_members(parts: list[Part], env: Env) -> Part:

        def at_least(wanted: int) -> Part:
            return enough(parts, wanted, lambda times: more(condition.members, env, times))

        match condition.word:
            case "at least":
                return at_least(number)
            case "more than":
                return at_least(number + 1)
            case "at most":
                return negated(at_least(number + 1))
            case "fewer than":
                return negated(at_least(number))
            case _:
                return every([at_least(number), negated(at_least(number + 1))])

    return assembled(part)


def all_members(condition: p.AllMembers, vocabulary: Vocabulary) -> Meter:
    """The meter of what holds of every member."""
    find = each(condition.members, condition.condition, vocabulary)

    def part(env: Env) -> Part:
        parts = [implied(in_, holds) for _, in_, holds in find(env)]
        return with_member(every(parts) if parts else SURE, parts, lambda: more(condition.members, env))

    return assembled(part)


def with_member(part: Part, parts: Sequence[Part], add: Callable[[], list[Wish]]) -> Part:
    """A part that is true of nothing: to be otherwise it needs a member first."""
    if parts:
        return part
    return Part((0.0, ABSENT, ABSENT), lambda goal: ways_of(add()) if goal != TRUE else [])


def collectively(condition: p.Collectively, vocabulary: Vocabulary) -> Meter:
    """The meter of a predicate of many facts, as a condition."""
    test = truth(condition)
    find = pairs(condition.members, condition.keys, condition.slot, condition.predicate, vocabulary)

    def part(env: Env) -> Part:
        parts = [implied(every([alike, *in_]), holds) for _, in_, alike, holds in find(env)]
        whole = with_member(every(parts) if parts else SURE, parts, lambda: more(condition.members, env, 2))
        return decided(whole, test(env))

    return assembled(part)


def pairs(
    members: p.Members,
    keys: tuple[p.Lookup, ...],
    slot: int,
    predicate: p.Collective,
    vocabulary: Vocabulary,
) -> Callable[[Env], Iterable[tuple[object, tuple[Part, Part], Part, Part]]]:
    """Each two facts that a predicate speaks of, by the first of them: how far they are from being in the
    selection, from being of one group, and from being as the predicate demands of any two.

    The second fact of a pair goes through a slot of its own, the last before the world.
    """
    pick = candidates(replace(members, fields=()), vocabulary)
    condition = pairwise(predicate, members, vocabulary)
    inner = meter(condition, vocabulary) if condition is not None else None

    def found(env: Env) -> Iterable[tuple[object, tuple[Part, Part], Part, Part]]:
        if inner is None:
            return
        all_ = [(item, part) for item, part in pick(env) if not isinstance(item, Unknown)]
        for first, first_in in all_:
            for second, second_in in all_:
                if first is second:
                    continue

                def both(first: object = first, second: object = second) -> Part:
                    env[slot] = env[members.slot] = first
                    env[-2] = second
                    return measure(inner, env)

                def wish(goal: Goal, both: Callable[[], Part] = both) -> Wishes:
                    return both().wish(goal)

                holds = Part(both().far, wish)
                alike = every([of_one_key(key, first, second, members.slot, env) for key in keys]) if keys else SURE
                yield first, (first_in, second_in), alike, holds

    return found


def of_one_key(key: p.Lookup, first: object, second: object, slot: int, env: Env) -> Part:
    """Whether two facts have the same in a grouping field, *not stated* being a value of its own."""
    get, world = getter(key), cast(World, env[-1])

    def value(item: object) -> object:
        env[slot] = item
        return key_part(world, get(env))

    a, b = value(first), value(second)
    # An unstated link makes no group.
    absent = key.type.base == "link" and NOT_STATED in (a, b)
    if absent:
        far = (1.0, 0.0, 1.0)
    elif isinstance(a, Loose) or isinstance(b, Loose):
        loose, other = (a, b) if isinstance(a, Loose) else (b, a)
        assert isinstance(loose, Loose), "one of the two is"
        far = (1.0, 1.0, 0.0) if loose.may_be(other) else (1.0, 0.0, 1.0)
    else:
        far = (0.0, 1.0, 1.0) if a == b else (1.0, 0.0, 1.0)

    def wish(goal: Goal) -> Wishes:
        if goal & KEPT:
            return []
        env[slot] = first
        one = place_of(key, env)
        env[slot] = second
        two = place_of(key, env)
        if one is None or two is None:
            return []
        if goal == TRUE and absent:
            here, there = (one, two) if a is NOT_STATED else (two, one)
            if a is b:
                return [[(Put(*here, SIMPLEST),)]]
            return ways_of([Put(*here, Same(*there))])
        if goal == TRUE and isinstance(a, Loose):
            return ways_of([Put(*one, SIMPLEST if isinstance(b, Loose) else Same(*two))])
        if goal == TRUE:
            return ways_of([Put(*two, Same(*one)), *([Put(*one, Same(*two))] if not isinstance(b, Loose) else [])])
        return ways_of([Put(*two, "?")] if goal == OPEN else said(key, env, [another_text(str(a), "a"), None]))

    return Part(far, wish)
