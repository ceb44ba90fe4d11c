"""What a rule says of one fact after the other, of two or of a group, measured: the cases that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from ruleck.evaluate.expressions import getter, selected
from ruleck.evaluate.groups import key_part, may_be_same
from ruleck.evaluate.world import Env, World
from ruleck.facts.vocabulary import Vocabulary
from ruleck.generate.bring import default, more, unsettle
from ruleck.generate.distance import (
    NOWHERE,
    SURE,
    Far,
    Meter,
    Part,
    asked,
    assembled,
    every,
    implied,
    joined,
    measure,
    nearest,
    some,
    within,
)
from ruleck.generate.measure import meter
from ruleck.generate.selections import candidates, pairs
from ruleck.generate.wish import FALSE, LEAST, OPEN, SECOND, TRUE, Add, Goal, Wish, Wishes, ways_of
from ruleck.meaning import program as p
from ruleck.values.truth import Truth, Unknown, missing


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule says of one fact, two or a group: whether it applies, whether all is well (it does not apply, or
    what it demands is true), and whether it applies and what it demands is true.
    """

    applies: Part
    well: Part
    kept: Part


Cases: TypeAlias = Callable[[Env], list[Case]]


def cases_of(rule: p.Rule, vocabulary: Vocabulary) -> tuple[Cases, Callable[[Env], list[Wish]]]:
    """The cases of a rule, and what makes a first one where there is none."""
    go = _rounds(rule, vocabulary)
    gate = _gate(rule, vocabulary)
    body = rule.body
    match body:
        case p.Singly():
            find = _singly(rule, body, gate, vocabulary)
        case p.Jointly():
            find = _jointly(body, gate, vocabulary)
        case p.Grouped():
            find = _grouped(body, gate, vocabulary)

    def cases(env: Env) -> list[Case]:
        return [case for belongs in go(env) for case in find(env, belongs)]

    def first(env: Env) -> list[Wish]:
        iteration = rule.iteration
        world = env[-1]
        assert isinstance(world, World), "the world stands last"
        if iteration is not None and not world.records.get(iteration.kind):
            return [Add(iteration.kind)]
        if iteration is not None:
            env[iteration.slot] = world.records[iteration.kind][0]
        if body.members is None:
            return []
        return more(body.members, env)

    return cases, first


def _rounds(rule: p.Rule, vocabulary: Vocabulary) -> Callable[[Env], Iterable[Part]]:
    """What `for each` goes through, put in its slot, with how far it is from being meant."""
    iteration = rule.iteration
    if iteration is None:
        return lambda env: (SURE,)
    slot, kind = iteration.slot, iteration.kind
    where = meter(iteration.where, vocabulary) if iteration.where is not None else None

    def go(env: Env) -> Iterable[Part]:
        world = env[-1]
        assert isinstance(world, World), "the world stands last"
        for record in world.records.get(kind, ()):
            env[slot] = record
            yield SURE if where is None else within(partial(measure, where, env), env, slot, record)
            env[slot] = record

    return go


def _gate(rule: p.Rule, vocabulary: Vocabulary) -> Meter:
    """Whether `when` holds and no `unless` does."""
    parts = [rule.when] if rule.when is not None else []
    return joined(every, [meter(part, vocabulary) for part in (*parts, *(p.Negation(u) for u in rule.unless))])


def _held(env: Env, slots: Sequence[int], part: Callable[[], Part]) -> Part:
    """A part whose wishes find the slots as they are now."""
    kept = [(slot, env[slot]) for slot in slots]
    measured = part()

    def wish(goal: Goal) -> Wishes:
        for slot, item in kept:
            env[slot] = item
        return part().wish(goal)

    return Part(measured.far, wish)


def _adverbial(part: Part, adverb: p.Adverb) -> Part:
    """What an adverb makes of an open case."""
    true, false, open_ = part.far
    if open_ < LEAST:
        open_ = 0.0  # an adverb settles whatever is open, also for want of a field
    if adverb == "certainly":
        goal = FALSE if false <= open_ else OPEN
        return Part((true, min(false, open_), NOWHERE), lambda g: part.wish(goal if g & 3 == FALSE else g))
    if adverb == "possibly":
        other = TRUE if true <= open_ else OPEN
        return Part((min(true, open_), false, NOWHERE), lambda g: part.wish(other if g & 3 == TRUE else g))
    return part


def _concluded(applies: Part, demands: Sequence[tuple[Part, p.Adverb]], joiner: str) -> Case:
    join = every if joiner == "and" else some
    well = join([_adverbial(implied(applies, demand), adverb) for demand, adverb in demands])
    return Case(applies, well, every([applies, join([_adverbial(demand, adverb) for demand, adverb in demands])]))


_Find: TypeAlias = "Callable[[Env, Part], list[Case]]"


def _slots(rule: p.Rule) -> list[int]:
    return list(range(1, rule.slots))


def _singly(rule: p.Rule, body: p.Singly, gate: Meter, vocabulary: Vocabulary) -> _Find:
    demands = [(meter(demand.condition, vocabulary), demand.adverb) for demand in body.demands]
    pick = candidates(body.members, vocabulary) if body.members is not None else None
    slots = _slots(rule)

    def case(env: Env, belongs: Part, in_: Part) -> Case:
        applies = every([belongs, in_, _held(env, slots, partial(measure, gate, env))])
        return _concluded(
            applies, [(_held(env, slots, partial(measure, m, env)), adverb) for m, adverb in demands], body.joiner
        )

    def find(env: Env, belongs: Part) -> list[Case]:
        if pick is None or body.members is None:
            return [case(env, belongs, SURE)]
        cases = []
        for item, in_ in pick(env):
            env[body.members.slot] = item
            if not isinstance(item, Unknown):
                cases.append(case(env, belongs, in_))
        return cases

    return find


def _jointly(body: p.Jointly, gate: Meter, vocabulary: Vocabulary) -> _Find:
    members = body.members
    pick = candidates(replace(members, fields=()), vocabulary)
    totals = [d for d in body.demands if isinstance(d.predicate, p.Total)]
    together = [
        (pairs(members, body.keys, body.slot, demand.predicate, vocabulary), demand.adverb)
        for demand in body.demands
        if not isinstance(demand.predicate, p.Total)
    ]
    stated = [
        (_stated(p.Lookup(members.slot, path, members.type, path[-1])), demand.adverb)
        for demand in body.demands
        for path in _needed(demand.predicate, members.fields)
    ]
    summed = [(_summed(body, demand.predicate, vocabulary), demand.adverb) for demand in totals]  # type: ignore[arg-type]  # those are totals

    def find(env: Env, belongs: Part) -> list[Case]:
        cases: list[Case] = []
        for item, in_ in pick(env):
            if isinstance(item, Unknown):
                continue
            env[members.slot] = env[body.slot] = item
            slots = [body.slot, members.slot]
            keyed = [assembled(_keyed(key, members.slot, item)) for key in body.keys]
            has_key = every([measure(one, env) for one in keyed])
            applies = every([belongs, in_, has_key, _held(env, slots, partial(measure, gate, env))])
            demands = [(_held(env, slots, partial(measure, m, env)), adverb) for m, adverb in stated]
            cases.append(_concluded(applies, demands, "and"))
        for find_pairs, adverb in together:
            for first, both_in, alike, holds in find_pairs(env):
                env[members.slot] = env[body.slot] = first
                applies = every([belongs, *both_in, alike, _held(env, [body.slot], partial(measure, gate, env))])
                cases.append(_concluded(applies, [(holds, adverb)], "and"))
        for total, adverb in summed:
            for applies, part in total(env):
                applying = every([belongs, applies, _held(env, [body.slot, SECOND], partial(measure, gate, env))])
                cases.append(_concluded(applying, [(part, adverb)], "and"))
        return cases

    return find


def _needed(predicate: p.Collective, value: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The fields without which a fact cannot take part."""
    match predicate:
        case p.Course(over=over):
            found = [value, over]
        case p.SameFields(fields=fields):
            found = [(*value, name) for name in fields]
        case p.NoOverlap(start=start, end=end):
            found = [(*value, start), (*value, end)]
        case _:
            found = [value]
    return [path for path in found if path]


def _stated(lookup: p.Lookup) -> Meter:
    """A field that a group predicate reads: without it nothing is decided."""
    get = getter(lookup)
    lacking = missing(lookup.written)

    def test(env: Env) -> Truth:
        value = get(env)
        return lacking if value is None else value if isinstance(value, Unknown) else True

    def wish(env: Env, goal: Goal) -> Wishes:
        return ways_of(unsettle(lookup, env) if goal & 3 == OPEN else default(lookup, env))

    measured = asked(test, None)

    def far(env: Env) -> Far:
        true, _, open_ = measured(env)
        return true, NOWHERE, open_

    return Meter(far, wish)


def _summed(body: p.Jointly, total: p.Total, vocabulary: Vocabulary) -> Callable[[Env], Iterator[tuple[Part, Part]]]:
    """What the facts of each group add up to, group by group, a fact of it in the slot."""
    members = body.members
    kind = members.root.kind if isinstance(members.root, p.Every | p.Group) else ""
    root: p.Root = p.Group(kind, SECOND) if body.keys or isinstance(members.root, p.Group) else members.root
    part_of = replace(members, root=root, where=None if body.keys else members.where, indexed=None)
    sum_ = p.AggregateOf("sum", part_of, members.type, members.written)
    inner = meter(p.Relation("=", "number", sum_, total.total, total.tolerance), vocabulary)
    select = selected(replace(members, fields=()))
    pick = candidates(replace(members, fields=()), vocabulary)

    def found(env: Env) -> Iterator[tuple[Part, Part]]:
        chosen = pick(env)
        if not body.keys and chosen:
            env[body.slot] = chosen[0][0]
            applies = nearest([part for _, part in chosen], TRUE)[0]
            yield applies, _held(env, [body.slot], partial(measure, inner, env))
        members_found = select(env) if body.keys else []
        if isinstance(members_found, Unknown):
            return
        for group in _groups(body.keys, members.slot, env, [item for item, _ in members_found]):
            env[body.slot] = group[0]
            env[SECOND] = [(item, True) for item in group]
            yield SURE, _held(env, [body.slot, SECOND], partial(measure, inner, env))

    return found


def _groups(keys: Sequence[p.Lookup], slot: int, env: Env, items: Sequence[object]) -> list[list[object]]:
    """Facts by their keys."""
    world = env[-1]
    assert isinstance(world, World), "the world stands last"
    groups: list[tuple[tuple[object, ...], list[object]]] = []
    for item in items:
        if isinstance(item, Unknown):
            continue
        env[slot] = item
        key = tuple(key_part(world, getter(lookup)(env)) for lookup in keys)
        group = next((group for known, group in groups if may_be_same(known, key)), None)
        if group is None:
            groups.append((key, [item]))
        else:
            group.append(item)
    return [group for _, group in groups]


def _grouped(body: p.Grouped, gate: Meter, vocabulary: Vocabulary) -> _Find:
    members = body.members
    demands = [(meter(demand.condition, vocabulary), demand.adverb) for demand in body.demands]
    pick = candidates(replace(members, fields=()), vocabulary)

    def find(env: Env, belongs: Part) -> list[Case]:
        chosen = [(item, part) for item, part in pick(env) if not isinstance(item, Unknown)]
        parts = {id(item): part for item, part in chosen}
        cases: list[Case] = []
        for group in _groups(body.keys, members.slot, env, [item for item, _ in chosen]):
            inside = [item for item in group if parts[id(item)].far[TRUE] == 0]
            env[body.slot] = group[0]
            env[body.facts] = [(item, True) for item in inside]
            slots = [body.slot, body.facts]
            in_ = nearest([parts[id(item)] for item in group], TRUE)[0]
            keyed = [assembled(_keyed(key, members.slot, group[0])) for key in body.keys]
            has_key = every([measure(one, env) for one in keyed])
            applies = every([belongs, in_, has_key, _held(env, slots, partial(measure, gate, env))])
            cases.append(
                _concluded(
                    applies,
                    [(_held(env, slots, partial(measure, m, env)), adverb) for m, adverb in demands],
                    body.joiner,
                )
            )
        return cases

    return find


def _keyed(key: p.Lookup, slot: int, item: object) -> Callable[[Env], Part]:
    """An unstated link makes no group."""
    if key.type.base != "link":
        return lambda env: SURE
    get = getter(key)

    def part(env: Env) -> Part:
        env[slot] = item
        stated = get(env) is not None

        def wish(goal: Goal) -> Wishes:
            env[slot] = item
            return ways_of(default(key, env) if goal & 3 == TRUE else unsettle(key, env))

        return Part((0.0, 1.0, 1.0) if stated else (1.0, 0.0, 1.0), wish)

    return part
