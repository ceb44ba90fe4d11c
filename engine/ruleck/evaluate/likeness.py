"""Predicates of many facts that compare what is said: agreement, the same fields, uniqueness."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import cast

from ruleck.evaluate.clash import Asked, Clash, Item, blamed, doubted, lacking
from ruleck.evaluate.expressions import getter
from ruleck.evaluate.naming import describe, shown, with_unit
from ruleck.evaluate.world import Env, Raw, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.meaning.context import listing
from ruleck.values import date, number
from ruleck.values.agreement import agreement
from ruleck.values.date import DateSpan, Duration
from ruleck.values.number import Number
from ruleck.values.pairs import high_key, line, low_key, unit
from ruleck.values.truth import UNCERTAIN, UNIT, Truth, Unknown


def agreeing(env: Env, asked: Asked, tolerance: p.Bound | None, name: str) -> list[Clash]:
    """`agree`, `have the same`: the two that differ most."""
    items, found = lacking(asked, name)
    world = cast(World, env[-1])
    amount = getter(tolerance.amount)(env) if tolerance is not None and tolerance.amount is not None else None
    values = [world.identity(i.value) if isinstance(i.value, Record) else i.value for i in items]
    if isinstance(amount, Unknown):
        return found
    conflict, possible = agreement(
        [(v, i.sure is True) for v, i in zip(values, items, strict=True)],
        cast("Number | Duration | None", amount),
        share=tolerance is not None and tolerance.how == "share",
        rounding=tolerance is not None and tolerance.how == "rounding",
    )
    pair = conflict or possible
    if pair is None:
        return found
    a, b = items[min(pair.earlier, pair.later)], items[max(pair.earlier, pair.later)]
    truth: Truth = Unknown(frozenset({pair.cause})) if pair.cause is not None else False
    facts = blamed(asked, a, b)
    field = name or asked.written.split()[-1]
    first, second = describe(facts[0]), describe(facts[-1])
    if first == second:
        said = f"{first} has {field} {shown(a.value)}, and another one {shown(b.value)}"
    else:
        said = f"{first} has {field} {shown(a.value)} and {second} has {shown(b.value)}"
    values_shown = {"first": shown(a.value).strip('"'), "second": shown(b.value).strip('"')}
    return [*found, Clash(doubted(truth, a, b), facts, said, values_shown, field=asked.field)]


def unique(env: Env, asked: Asked) -> list[Clash]:
    """`be unique`: one finding for each value that is repeated, with all its facts."""
    items, found = lacking(asked, "")
    world = cast(World, env[-1])
    sets: dict[object, list[Item]] = {}
    loose: list[Item] = []
    for item in items:
        value = item.value
        if isinstance(value, str | Record):
            sets.setdefault(world.key(value), []).append(item)
        elif isinstance(value, Number | DateSpan) and not value.exact:
            loose.append(item)
        elif isinstance(value, Number):
            sets.setdefault(("number", value.low), []).append(item)
        elif isinstance(value, DateSpan):
            sets.setdefault(("day", value.first), []).append(item)
        else:
            sets.setdefault(value, []).append(item)
    field = asked.written.split()[-1]
    repeated = [part for same in sets.values() for part in told_apart(same)]
    found += across_units(asked, items)
    for same in repeated:
        surely = [i for i in same if i.sure is True]
        shown_items = surely if len(surely) > 1 else same
        if len(shown_items) < 2:
            continue
        facts = blamed(asked, *shown_items)
        truth = doubted(False, *shown_items)
        said = f"{shown(shown_items[0].value)} is the {field} of {len(shown_items)} {asked.plural}"
        found.append(Clash(truth, facts, said, {field: shown(shown_items[0].value).strip('"')}, field=asked.field))
    exact = [same[0] for same in repeated]
    for kind in (Number, DateSpan):
        uncertain = [item for item in loose if isinstance(item.value, kind)]
        if uncertain:
            others = [item for item in exact if isinstance(item.value, kind)]
            found += overlapping(asked, uncertain, others, number.equal if kind is Number else date.same_day, field)
    return found


def across_units(asked: Asked, items: Sequence[Item]) -> list[Clash]:
    """Figures in different units may or may not be one: told once for each unit after the first."""
    first: dict[str, Item] = {}
    for item in items:
        if isinstance(item.value, Number) and item.value.unit is not None:
            first.setdefault(item.value.unit.casefold(), item)
    clashes = []
    units = list(first.values())
    for known, other in pairwise(units):
        said = f"{with_unit(known.value)} and {with_unit(other.value)} are in different units"
        truth = doubted(UNIT, known, other)
        clashes.append(Clash(truth, blamed(asked, known, other), said, {}, field=asked.field))
    return clashes


def told_apart(same: list[Item]) -> list[list[Item]]:
    """Values with one figure or one day, told apart by unit and by clock where each of them states it."""
    marks = [mark(item.value) for item in same]
    if None in marks or len(set(marks)) < 2:
        return [same]
    parts: dict[object, list[Item]] = {}
    for item, own in zip(same, marks, strict=True):
        parts.setdefault(own, []).append(item)
    return list(parts.values())


def mark(value: Raw) -> object | None:
    """What tells a value from others of its figure or day: its unit, its clock."""
    if isinstance(value, Number):
        return value.unit.casefold() if value.unit is not None else None
    return value.clock if isinstance(value, DateSpan) else None


def overlapping(
    asked: Asked, loose: Sequence[Item], exact: Sequence[Item], equal: Callable[..., Truth], field: str
) -> list[Clash]:
    """Uncertain values that may repeat another: each once, with one that it may be."""
    found = []
    items = [*loose, *exact]
    values = [cast("Number | DateSpan", item.value) for item in items]
    told: set[int] = set()
    for first, second in neighbours(values):
        # Exact values are told apart before; of two uncertain ones the later is told.
        own, other = (second, first) if second < len(loose) else (first, second)
        if own >= len(loose) or own in told:
            continue
        same = equal(values[own], values[other])
        if same is False:
            continue
        told.add(own)
        facts = blamed(asked, items[other], items[own])
        said = f"{shown(values[own])} may be the {field} of {listing([describe(f) for f in facts])} both"
        why = doubted(UNCERTAIN if same is True else same, items[own], items[other])
        found.append(Clash(why, facts, said, {field: shown(values[own])}))
    return found


def neighbours(values: Sequence[Number | DateSpan]) -> Iterator[tuple[int, int]]:
    """Pairs to ask whether they may be equal: where any two may, one of these does.

    In the order of their lower ends a value meets an earlier one if it meets the one that reaches furthest. Values in
    different units are not told apart by their ends: of each such value, one pair is enough.
    """
    units = [unit(value) for value in values]
    lines = [line(value, by_moment=False) for value in values]
    stated = {own: index for index, own in reversed(list(enumerate(units))) if own is not None}
    for own in stated or (None,):
        furthest: int | None = None
        among = [index for index, its in enumerate(units) if its in (own, None)]
        for index in sorted(among, key=lambda index: low_key(lines[index])):
            if furthest is not None:
                yield min(furthest, index), max(furthest, index)
            if furthest is None or high_key(lines[index]) > high_key(lines[furthest]):
                furthest = index
    for index, own in enumerate(units):
        other = next((first for its, first in stated.items() if its != own), None)
        if own is not None and other is not None:
            yield min(other, index), max(other, index)
