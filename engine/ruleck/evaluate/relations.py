"""Two values compared, as closures that give a truth value."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TypeAlias, cast

from ruleck.evaluate import expressions
from ruleck.evaluate.world import Env, Getter, Raw, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.values import date, number
from ruleck.values.date import Duration
from ruleck.values.text import canonical
from ruleck.values.truth import Truth, Unknown, merge

Test: TypeAlias = Callable[[Env], Truth]


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
    """Whether two durations lie no further apart than `distance`, by their days."""
    return number.near(date.duration_days(a), date.duration_days(b), date.duration_days(distance))


CLOSE: dict[tuple[str, str], Callable[..., Truth]] = {
    ("date", "distance"): date.near,
    ("duration", "distance"): close_durations,
    ("number", "distance"): number.near,
    ("number", "share"): number.near_share,
}
