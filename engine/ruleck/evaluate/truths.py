"""Conditions of the program as closures that give a truth value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from ruleck.evaluate import expressions
from ruleck.evaluate.clash import Asked, items_of
from ruleck.evaluate.collectives import clashes
from ruleck.evaluate.groups import grouping
from ruleck.evaluate.relations import Test, binary, relate, relation
from ruleck.evaluate.witness import watched, witnessed
from ruleck.evaluate.world import Env, Getter, Raw, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.values import number
from ruleck.values.text import appears_in, canonical, compile_pattern, contains, ends, starts
from ruleck.values.truth import Truth, Unknown, both, every, implies, merge, negate, some


def truth(condition: p.Condition) -> Test:
    """The closure of a condition."""
    return witnessed(closure(condition), condition, lambda found: (found,))


def closure(condition: p.Condition) -> Test:
    """The same, with nobody watching it as a whole."""
    match condition:
        case p.All(parts=parts):
            tests = [truth(part) for part in parts]
            return lambda env: every(test(env) for test in tests)
        case p.Any(parts=parts):
            tests = [truth(part) for part in parts]
            return lambda env: some(test(env) for test in tests)
        case p.Negation(part=part):
            test = truth(part)
            return lambda env: negate(test(env))
        case p.Stated(value=value):
            return stated(value)
        case p.Known(value=value):
            return known(value)
        case p.Flag(value=value):
            get = expressions.needed(value)
            return lambda env: cast(Truth, get(env))
        case p.Relation():
            return relation(condition)
        case p.Among():
            return among(condition)
        case p.Matching():
            return matching(condition)
        case p.TextRelation():
            return text_relation(condition)
        case p.Count():
            return remembered(condition, counted(condition))
        case p.AllMembers():
            return remembered(condition, all_members(condition))
        case p.Collectively():
            return remembered(condition, collectively(condition))
    raise AssertionError(condition)


# ------------------------------------------------------------------ one value


def stated(value: p.Lookup) -> Test:
    """Presence: absence is a fact about the story, a `?` is open."""
    get = expressions.getter(value)

    def test(env: Env) -> Truth:
        found = get(env)
        return found if isinstance(found, Unknown) else found is not None

    return test


def known(value: p.Lookup) -> Test:
    """Whether a link has a record; an absent link has none."""
    get = expressions.getter(value)

    def test(env: Env) -> Truth:
        found = get(env)
        return found if isinstance(found, Unknown) else isinstance(found, Record) and found.known

    return test


def matching(condition: p.Matching) -> Test:
    """A pattern anywhere in the text as it was written."""
    get = expressions.needed(condition.value)
    matches = compile_pattern(condition.pattern, condition.ignore_case)
    assert callable(matches), "the pattern was tried when the rule was read"

    def test(env: Env) -> Truth:
        found = get(env)
        return found if isinstance(found, Unknown) else matches(cast(str, found))

    return test


TEXTS: dict[str, Callable[[str, str], bool]] = {
    "contain": contains,
    "start with": starts,
    "end with": ends,
    "appear in": appears_in,
}


def text_relation(condition: p.TextRelation) -> Test:
    """`contain` any of several texts, `start with`, `end with`, `appear in`."""
    left = expressions.needed(condition.left)
    relation = TEXTS[condition.operator]
    tests = [binary(left, expressions.needed(choice), relation) for choice in condition.choices]
    if len(tests) == 1:
        return tests[0]
    return lambda env: some(test(env) for test in tests)


# ------------------------------------------------------------------ one of many


def among(condition: p.Among) -> Test:
    """`one of` a list, or of what a selection gives."""
    left = expressions.needed(condition.left)
    if condition.members is not None:
        return among_members(condition, left)
    if condition.family in ("text", "member"):
        allowed = {canonical(cast(str, choice.value)) for choice in condition.choices}

        def in_set(env: Env) -> Truth:
            found = left(env)
            return found if isinstance(found, Unknown) else canonical(cast(str, found)) in allowed

        return in_set
    equal = relate("=", condition.family)
    values = [choice.value for choice in condition.choices]

    def test(env: Env) -> Truth:
        found = left(env)
        return found if isinstance(found, Unknown) else some(equal(found, value) for value in values)

    return test


def among_members(condition: p.Among, left: Getter) -> Test:
    """`one of people's name`: compared with each value of a selection, unless a set made once knows the answer.

    A text or a record that is not in the set is none of them; a figure may still be one of the ranges.
    """
    members = condition.members
    assert members is not None, "asked for"
    select = expressions.selected(members)
    fixed = not expressions.free_slots(members) - {p.ARTICLE, members.slot}
    key = id(condition)
    by_key = condition.family in ("text", "member", "record")
    equal = relate("=", condition.family) if not by_key else None

    def mark_of(world: World, value: Raw) -> object | None:
        if by_key:
            return world.key(value)
        return (value.low, value.unit) if isinstance(value, number.Number) and value.exact else None

    def choices(env: Env) -> tuple[set[object], list[tuple[Raw, Truth]], list[Unknown]]:
        world = cast(World, env[-1])
        if fixed and key in world.remembered:
            return cast("tuple[set[object], list[tuple[Raw, Truth]], list[Unknown]]", world.remembered[key])
        found = select(env)
        surely: set[object] = set()
        others: list[tuple[Raw, Truth]] = []
        doubts: list[Unknown] = []
        for item, sure in [] if isinstance(found, Unknown) else found:
            if isinstance(item, Unknown):
                doubts.append(item)
            elif item is not None:
                mark = mark_of(world, cast(Raw, item))
                if sure is True and mark is not None:
                    surely.add(mark)
                if not by_key or sure is not True:
                    others.append((cast(Raw, item), sure))
        if isinstance(found, Unknown):
            doubts.append(found)
        result = (surely, others, doubts)
        if fixed:
            world.remembered[key] = result
        return result

    def test(env: Env) -> Truth:
        found = left(env)
        if isinstance(found, Unknown):
            return found
        surely, others, doubts = choices(env)
        world = cast(World, env[-1])
        mine = mark_of(world, found)
        if mine is not None and mine in surely:
            return True
        world.spend(len(others))
        answers: list[Truth] = [
            both(sure, world.key(item) == mine if equal is None else equal(found, item)) for item, sure in others
        ]
        return some([*answers, *doubts])

    return test


# ------------------------------------------------------------------ counting


def remembered(condition: p.Condition, test: Test) -> Test:
    """The closure, asked once a world where it does not depend on the fact at hand: `when there is a correction`."""
    # A witness is to see what the condition reads, every time.
    if watched() or expressions.free_slots(condition) - {p.ARTICLE}:
        return test
    key = id(condition)

    def once(env: Env) -> Truth:
        known = cast(World, env[-1]).remembered
        if key not in known:
            known[key] = test(env)
        return cast(Truth, known[key])

    return once


def counted(condition: p.Count) -> Test:
    """How many members there are for which something holds; settled as soon as it can be."""
    select = expressions.selected(condition.members)
    inner = truth(condition.condition) if condition.condition is not None else None
    slot = condition.members.slot
    word, wanted = condition.word, condition.number

    def test(env: Env) -> Truth:
        found = select(env)
        if isinstance(found, Unknown):
            return found
        surely = possibly = 0
        reason: Unknown | None = None
        for item, sure in found:
            holds = sure
            if isinstance(item, Unknown):
                holds = item
            elif inner is not None:
                env[slot] = item
                holds = both(sure, inner(env))
            if holds is True:
                surely += 1
            elif isinstance(holds, Unknown):
                possibly += 1
                reason = holds if reason is None else merge(reason, holds)
        return compare_count(word, wanted, surely, surely + possibly, reason)

    return test


def compare_count(word: str, wanted: int, low: int, high: int, reason: Unknown | None) -> Truth:
    """A count between `low` and `high` against the number wanted."""
    match word:
        case "at least":
            certain, possible = low >= wanted, high >= wanted
        case "more than":
            certain, possible = low > wanted, high > wanted
        case "at most":
            certain, possible = high <= wanted, low <= wanted
        case "fewer than":
            certain, possible = high < wanted, low < wanted
        case _:
            certain, possible = low == high == wanted, low <= wanted <= high
    if certain:
        return True
    if not possible:
        return False
    assert reason is not None, "only uncertain members leave a count open"
    return reason


def all_members(condition: p.AllMembers) -> Test:
    """Something holds of every member; true of none."""
    select = expressions.selected(condition.members)
    inner = truth(condition.condition)
    slot = condition.members.slot

    def test(env: Env) -> Truth:
        found = select(env)
        if isinstance(found, Unknown):
            return found

        answers: list[Truth] = []
        for item, sure in found:
            if isinstance(item, Unknown):
                answers.append(item)
            else:
                env[slot] = item
                answers.append(implies(sure, inner(env)))
        return every(answers)

    return test


def collectively(condition: p.Collectively) -> Test:
    """A predicate of many facts: true if it finds no clash in any group."""
    select = expressions.selected(replace(condition.members, fields=()))
    split = grouping(condition.keys, condition.members.slot)
    question = clashes(condition.predicate)
    path, written = condition.members.fields, condition.written

    def test(env: Env) -> Truth:
        found = select(env)
        if isinstance(found, Unknown):
            return found
        answers: list[Truth] = []
        for group in split(env, found):
            env[condition.slot] = group.members[0][0]
            asked = Asked(items_of(group.members, path), None, written)
            answers += [clash.truth for clash in question(env, asked)]
        return every(answers)

    return test
