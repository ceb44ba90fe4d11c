"""Conditions of the program as closures that give a truth value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import TypeAlias, cast

from ruleck.evaluate import expressions
from ruleck.evaluate.clash import Asked, clashes, items_of
from ruleck.evaluate.groups import grouping
from ruleck.evaluate.witness import witnessed
from ruleck.evaluate.world import Env, Getter, Raw, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.values import date, number
from ruleck.values.date import Duration
from ruleck.values.text import appears_in, canonical, compile_pattern, contains, ends, starts
from ruleck.values.truth import Truth, Unknown, both, every, implies, merge, negate, some

Test: TypeAlias = Callable[[Env], Truth]


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
            return counted(condition)
        case p.AllMembers():
            return all_members(condition)
        case p.Collectively():
            return collectively(condition)
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


# ------------------------------------------------------------------ two values


def binary(left: Getter, right: Getter, relate: Callable[..., Truth]) -> Test:
    """A relation of two values; an unknown side leaves it undecided."""

    def test(env: Env) -> Truth:
        a, b = left(env), right(env)
        if isinstance(a, Unknown):
            return merge(a, b) if isinstance(b, Unknown) else a
        return b if isinstance(b, Unknown) else relate(a, b)

    return test


def doubtful(test: Test) -> Test:
    """A relation that reads aggregates: where their members are uncertain, that is the cause."""

    def asked(env: Env) -> Truth:
        doubts = cast(World, env[-1]).doubts
        before = len(doubts)
        result = test(env)
        mine = doubts[before:]
        del doubts[before:]
        if not isinstance(result, Unknown) or not mine:
            return result
        return reduce(merge, mine)

    return asked


def relation(condition: p.Relation) -> Test:
    """A comparison of two values."""
    if itself(condition.left, condition.right):
        return with_itself(condition)
    left, right = expressions.needed(condition.left), expressions.needed(condition.right)
    if condition.family == "record":
        return same_records(left, right)
    if condition.tolerance is not None:
        test = near(condition, left, right)
    else:
        test = binary(left, right, relate(condition.operator, condition.family))
    aggregates = any(has_aggregate(side) for side in (condition.left, condition.right))
    return doubtful(test) if aggregates else test


def has_aggregate(value: p.Value) -> bool:
    """Whether an aggregate is part of a value."""
    match value:
        case p.AggregateOf():
            return True
        case p.Compute(left=left, right=right) | p.Elapsed(start=left, end=right):
            return has_aggregate(left) or has_aggregate(right)
        case p.FunctionOf(argument=argument):
            return has_aggregate(argument)
    return False


def itself(left: p.Value, right: p.Value) -> bool:
    """Whether two paths are one and the same."""
    if not isinstance(left, p.Lookup) or not isinstance(right, p.Lookup):
        return False
    return (left.slot, left.fields, left.article) == (right.slot, right.fields, right.article)


def with_itself(condition: p.Relation) -> Test:
    """One path compared with itself: equal, whatever it is."""
    get = expressions.needed(condition.left)
    equal = condition.operator in ("=", "same", "<=", ">=", "on or before", "on or after", "during")

    def test(env: Env) -> Truth:
        found = get(env)
        return found if isinstance(found, Unknown) and "missing" in found.causes else equal

    return test


def swapped(test: Callable[..., Truth]) -> Callable[..., Truth]:
    """A relation the other way round."""
    return lambda a, b: test(b, a)


def days(test: Callable[..., Truth]) -> Callable[..., Truth]:
    """A relation of numbers, of durations by their days."""
    return lambda a, b: test(date.duration_days(a), date.duration_days(b))


NUMBERS: dict[str, Callable[..., Truth]] = {
    "=": number.equal,
    "same": number.same,
    "<": number.less,
    "<=": number.at_most,
    ">": swapped(number.less),
    ">=": swapped(number.at_most),
}
DATES: dict[str, Callable[..., Truth]] = {
    "=": date.same_day,
    "same": date.same,
    "before": date.before,
    "after": swapped(date.before),
    "on or before": date.on_or_before,
    "on or after": swapped(date.on_or_before),
    "during": date.during,
}


def relate(operator: str, family: str) -> Callable[..., Truth]:
    """The relation of two known values."""
    match family:
        case "number":
            return NUMBERS[operator]
        case "duration":
            return same_duration if operator in ("=", "same") else days(NUMBERS[operator])
        case "date":
            return DATES[operator]
        case "name":
            return is_named
        case "yes/no":
            return lambda a, b: a is b
        case "member":
            return lambda a, b: bool(a == b)
        case _:
            return lambda a, b: canonical(a) == canonical(b)


def same_duration(a: Duration, b: Duration) -> Truth:
    """Two durations written alike are equal; others compare by their days."""
    return (
        True if (a.months, a.days) == (b.months, b.days) else number.equal(date.duration_days(a), date.duration_days(b))
    )


def is_named(a: Raw, b: Raw) -> Truth:
    """Whether a record goes by a name: its own, or one it is also known as."""
    record, name = (a, b) if isinstance(a, Record) else (b, a)
    assert isinstance(record, Record), "the family says so"
    if isinstance(name, Unknown):
        return name
    wanted = canonical(cast(str, name))
    own = record.fields.get("name")
    if isinstance(own, str) and canonical(own) == wanted:
        return True
    others = record.fields.get("also_known_as")
    if isinstance(others, tuple) and any(isinstance(o, str) and canonical(o) == wanted for o in others):
        return True
    if isinstance(own, Unknown):
        return own
    return False


def same_records(left: Getter, right: Getter) -> Test:
    """Whether two links lead to one record."""

    def test(env: Env) -> Truth:
        a, b = left(env), right(env)
        if isinstance(a, Unknown):
            return merge(a, b) if isinstance(b, Unknown) else a
        if isinstance(b, Unknown):
            return b
        world = cast(World, env[-1])
        return world.identity(cast(Record, a)) == world.identity(cast(Record, b))

    return test


def near(condition: p.Relation, left: Getter, right: Getter) -> Test:
    """An equality with a tolerance."""
    tolerance = condition.tolerance
    assert tolerance is not None, "asked for"
    if tolerance.how == "rounding":
        return binary(left, right, number.equal_rounded)
    assert tolerance.amount is not None, "only rounding has none"
    amount = expressions.needed(tolerance.amount)
    close = CLOSE[condition.family, tolerance.how]

    def test(env: Env) -> Truth:
        found = (left(env), right(env), amount(env))
        unknown = [x for x in found if isinstance(x, Unknown)]
        return reduce(merge, unknown) if unknown else close(*found)

    return test


def close_durations(a: Duration, b: Duration, distance: Duration) -> Truth:
    """Two durations within a third of each other, by their days."""
    return number.near(date.duration_days(a), date.duration_days(b), date.duration_days(distance))


CLOSE: dict[tuple[str, str], Callable[..., Truth]] = {
    ("date", "distance"): date.near,
    ("duration", "distance"): close_durations,
    ("number", "distance"): number.near,
    ("number", "share"): number.near_share,
}


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
