"""Values of the program as closures: a rule is compiled once and never walked as a tree per fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields as fields_of
from dataclasses import is_dataclass, replace
from typing import cast

from ruleck.evaluate.witness import watched
from ruleck.evaluate.world import Env, Getter, Raw, World, follow, step
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.values import aggregate, date, number
from ruleck.values.date import Duration
from ruleck.values.number import Number, point
from ruleck.values.truth import Truth, Unknown, both, merge, missing

# A member of a selection, and whether it surely belongs there.
Member = tuple[object, Truth]


def getter(value: p.Value) -> Getter:
    """The closure of a value; it gives none where the value is not stated."""
    match value:
        case p.Constant(value=constant):
            return lambda env: constant
        case p.Lookup():
            return looked_up(value)
        case p.Compute():
            return computed(value)
        case p.AggregateOf():
            return remembered(value, aggregated(value))
        case p.FunctionOf():
            return function(value)
        case p.Elapsed(unit=unit):
            return pair(needed(value.start), needed(value.end), ELAPSED[unit])
    raise AssertionError(value)


def needed(value: p.Value) -> Getter:
    """The closure of a value for a predicate that must have it: what is not stated is unknown, cause `missing`."""
    get = getter(value)
    if not isinstance(value, p.Lookup):
        return get
    lacking = missing(value.fields[-1] if value.fields else value.written)

    def found(env: Env) -> Raw:
        result = get(env)
        return lacking if result is None else result

    return found


def looked_up(value: p.Lookup) -> Getter:
    """A field of the fact in a slot."""
    slot, path = value.slot, value.fields
    if value.article:

        def of_article(env: Env) -> Raw:
            record = env[slot]
            story = record.story if isinstance(record, Record) else None
            return step(story.article, path) if story is not None else None

        return of_article
    if len(path) == 1:
        name = path[0]

        def field(env: Env) -> Raw:
            return cast(Record, env[slot]).fields.get(name)

        return field
    return lambda env: step(env[slot], path)


def pair(left: Getter, right: Getter, join: Callable[..., Raw]) -> Getter:
    """Two values made into one; an unknown side makes the result unknown."""

    def joined(env: Env) -> Raw:
        a, b = left(env), right(env)
        if isinstance(a, Unknown):
            return merge(a, b) if isinstance(b, Unknown) else a
        return b if isinstance(b, Unknown) else join(a, b)

    return joined


ELAPSED: dict[str, Callable[..., Raw]] = {
    "days": date.days_between,
    "weeks": date.weeks_between,
    "months": date.months_between,
    "years": date.years_between,
}
ARITHMETIC: dict[str, Callable[..., Raw]] = {
    "+": number.add,
    "-": number.subtract,
    "*": number.multiply,
    "/": number.divide,
}


def computed(value: p.Compute) -> Getter:
    """Arithmetic."""
    left, right = needed(value.left), needed(value.right)
    sign = -1 if value.operator == "-" else 1
    if value.type.base == "date":
        return pair(left, right, lambda a, b: date.shift(a, b, sign))
    if value.type.base == "duration":
        return pair(left, right, lambda a, b: Duration(a.months + sign * b.months, a.days + sign * b.days))
    return pair(left, right, ARITHMETIC[value.operator])


FUNCTIONS: dict[str, Callable[..., Raw]] = {
    "length": lambda text: point(len(text.strip())),
    "words": lambda text: point(len(text.split())),
    "lower case": lambda text: text.lower(),
    "weekday": date.weekday,
    "year": date.year,
    "minus": number.minus,
}


def function(value: p.FunctionOf) -> Getter:
    """A value made of one."""
    get, apply = needed(value.argument), FUNCTIONS[value.function]

    def applied(env: Env) -> Raw:
        argument = get(env)
        return argument if isinstance(argument, Unknown) else apply(argument)

    return applied


# ------------------------------------------------------------------ selections


def selected(members: p.Members) -> Callable[[Env], list[Member] | Unknown]:
    """The closure of a selection: its members, each with whether it surely belongs; unknown for a list that is `?`."""
    root = rooted(members)
    from ruleck.evaluate.truths import truth  # filters hold values and values hold filters; asked once a rule

    slot, path = members.slot, members.fields
    holds = truth(members.where) if members.where is not None else None

    def select(env: Env) -> list[Member] | Unknown:
        base = root(env)
        if isinstance(base, Unknown):
            return base
        cast(World, env[-1]).spend(len(base))
        if holds is not None:
            kept: list[Member] = []
            for item, sure in base:
                env[slot] = item
                is_in = holds(env)
                if is_in is False:
                    continue
                kept.append((item, both(sure, is_in)))
            base = kept
        if not path:
            return base
        return [(end, sure) for item, sure in base for end in follow(item, path)]

    return select


def rooted(members: p.Members) -> Callable[[Env], list[Member] | Unknown]:
    """Where a selection's members come from."""
    match members.root:
        case p.Group(slot=slot):
            return lambda env: cast("list[Member]", env[slot])
        case p.Every(kind=kind):
            # A witness is to see whom the filter leaves out, and an index never asks those.
            if members.indexed is not None and not watched():
                path, value = members.indexed
                known = getter(value)

                def by_index(env: Env) -> list[Member] | Unknown:
                    return [(r, True) for r in cast(World, env[-1]).having(kind, path, known(env))]

                return by_index
            return lambda env: [(r, True) for r in cast(World, env[-1]).records.get(kind, ())]
        case p.Lookup() as lookup:
            get = getter(replace(lookup, fields=lookup.fields[:-1]))
            last = lookup.fields[-1:]

            def entries(env: Env) -> list[Member] | Unknown:
                start = get(env)
                if isinstance(start, Unknown):
                    return start
                found: list[Member] = []
                for item in follow(start, last):
                    if isinstance(item, Unknown):
                        return item
                    if item is not None:
                        found.append((item, True))
                return found

            return entries
    raise AssertionError(members.root)


# ------------------------------------------------------------------ aggregates


def aggregated(value: p.AggregateOf) -> Getter:
    """A number or date made of many. What makes members uncertain is noted with the world."""
    select = selected(value.members)
    if value.function == "count":

        def counted(env: Env) -> Raw:
            found = select(env)
            if isinstance(found, Unknown):
                return found
            surely = possibly = 0
            doubts = cast(World, env[-1]).doubts
            for item, sure in found:
                if item is None:
                    continue
                if isinstance(item, Unknown):
                    doubts.append(item)
                elif isinstance(sure, Unknown):
                    doubts.append(sure)
                else:
                    surely += 1
                    continue
                possibly += 1
            return aggregate.counted(surely, possibly)

        return counted
    combine = AGGREGATES[value.function]
    path = value.members.fields
    lacking = missing(path[-1] if path else value.members.written)

    def combined(env: Env) -> Raw:
        found = select(env)
        if isinstance(found, Unknown):
            return found
        doubts = cast(World, env[-1]).doubts
        values: list[tuple[object, bool]] = []
        unknown: Unknown | None = None
        for item, sure in found:
            if item is None or isinstance(item, Unknown):
                reason = lacking if item is None else item
                unknown = reason if unknown is None else merge(unknown, reason)
                continue
            if isinstance(sure, Unknown):
                doubts.append(sure)
            values.append((item, sure is True))
        return unknown if unknown is not None else combine(values)

    return combined


def summed(values: list[tuple[Number, bool]]) -> Raw:
    """A sum that keeps how far its terms were rounded, for `within rounding`."""
    total = aggregate.total(values)
    if isinstance(total, Unknown):
        return total
    quanta = [n.quantum for n, _ in values if n.quantum is not None]
    return replace(total, quantum=sum(quanta)) if quanta else total


AGGREGATES: dict[str, Callable[..., Raw]] = {
    "sum": summed,
    "smallest": aggregate.smallest,
    "largest": aggregate.largest,
    "average": aggregate.average,
    "earliest": aggregate.earliest,
    "latest": aggregate.latest,
}


def remembered(node: object, get: Getter) -> Getter:
    """The closure, asked once a world where it does not depend on the fact at hand."""
    if free_slots(node) - {p.ARTICLE}:
        return get
    key = id(node)

    def once(env: Env) -> Raw:
        world = cast(World, env[-1])
        if key not in world.remembered:
            before = len(world.doubts)
            value = get(env)
            world.remembered[key] = (value, world.doubts[before:])
            return value
        value, doubts = cast("tuple[Raw, list[Unknown]]", world.remembered[key])
        world.doubts += doubts
        return value

    return once


def free_slots(node: object) -> frozenset[int]:
    """The slots that a node reads and does not fill itself."""
    if isinstance(node, p.Lookup):
        return frozenset({node.slot})
    if isinstance(node, p.Group):
        return frozenset({node.slot})
    if isinstance(node, tuple):
        return frozenset().union(*(free_slots(part) for part in node))
    if not is_dataclass(node) or not type(node).__module__.startswith("ruleck.meaning"):
        return frozenset()
    found = frozenset[int]().union(*(free_slots(getattr(node, f.name)) for f in fields_of(node)))
    if isinstance(node, p.Count | p.AllMembers | p.AggregateOf | p.Among | p.Collectively):
        members = node.members
        if members is not None:
            found -= {members.slot}
    return found
