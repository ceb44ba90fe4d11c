"""What predicates of many facts find in a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import cast

from ruleck.evaluate.expressions import Member, getter, needed
from ruleck.evaluate.naming import describe, field_of, shown, with_unit
from ruleck.evaluate.witness import witnessed
from ruleck.evaluate.world import Env, Raw, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.meaning.context import listing
from ruleck.values import aggregate, date, number
from ruleck.values.agreement import agreement
from ruleck.values.date import DateSpan, Duration
from ruleck.values.number import Number
from ruleck.values.overlap import not_overlap
from ruleck.values.pairs import high_key, line, low_key, unit
from ruleck.values.series import Point, Step, Trend, sweep
from ruleck.values.truth import UNCERTAIN, UNIT, Truth, Unknown, merge, missing


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


def clashes(predicate: p.Collective) -> Question:
    """The closure of a predicate of many."""
    # One group may hold what is broken beside what is open: both are seen.
    return witnessed(closure(predicate), predicate, lambda found: [clash.truth for clash in found] or [True])


def closure(predicate: p.Collective) -> Question:
    """The same, with nobody watching."""
    match predicate:
        case p.Agreement(tolerance=tolerance):
            return lambda env, asked: agreeing(env, asked, tolerance, "")
        case p.SameFields(fields=fields):
            return lambda env, asked: [
                c for name in fields for c in agreeing(env, field_items(asked, name), None, name)
            ]
        case p.Uniqueness():
            return unique
        case p.NoOverlap():
            return lambda env, asked: apart(asked, predicate)
        case p.Total():
            return lambda env, asked: adding_up(env, asked, predicate)
        case p.Course():
            return lambda env, asked: in_course(env, asked, predicate)
    raise AssertionError(predicate)


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


# ------------------------------------------------------------------ agreement


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


def doubted(truth: Truth, *items: Item) -> Truth:
    """A truth about facts of which some may not belong to the group: then that is the reason it is open."""
    unsure = [item.sure for item in items if isinstance(item.sure, Unknown)]
    if truth is True or not unsure:
        return truth
    return reduce(merge, unsure)


# ------------------------------------------------------------------ uniqueness


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
    repeated: list[list[Item]] = []
    for figures in sets.values():
        parts = told_apart(figures)
        repeated += parts
        if len(parts) > 1 and isinstance(figures[0].value, Number):
            facts = blamed(asked, parts[0][0], parts[1][0])
            said = f"{with_unit(parts[0][0].value)} and {with_unit(parts[1][0].value)} are in different units"
            found.append(Clash(doubted(UNIT, parts[0][0], parts[1][0]), facts, said, {}, field=asked.field))
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


# ------------------------------------------------------------------ overlap


def apart(asked: Asked, predicate: p.NoOverlap) -> list[Clash]:
    """`must not overlap`: one finding for each fact that begins within an earlier one."""
    starts, without_start = lacking(field_items(asked, predicate.start), predicate.start)
    with_start = {id(item.fact) for item in starts}
    ends, without_end = lacking(field_items(asked, predicate.end), predicate.end)
    ends = [item for item in ends if id(item.fact) in with_start]
    ended = {id(item.fact): item for item in ends}
    begun = [item for item in starts if id(item.fact) in ended]
    found = without_start + [c for c in without_end if c.facts and id(c.facts[0]) in with_start]
    spans = [
        (cast(DateSpan, item.value), cast(DateSpan, ended[id(item.fact)].value), item.sure is True) for item in begun
    ]

    broken, open_ = not_overlap(spans)
    for pairs, truth in ((broken, False), (open_, UNCERTAIN)):
        for earlier, later in pairs:
            a, b = begun[earlier], begun[later]
            facts = blamed(asked, a, b)

            def times(item: Item) -> str:
                return (
                    f"{describe(blamed(asked, item)[0])} ({shown(item.value)} to {shown(ended[id(item.fact)].value)})"
                )

            verb = "overlaps" if truth is False else "may overlap"
            found.append(Clash(doubted(truth, a, b), facts, f"{times(b)} {verb} {times(a)}", {}))
    return found


# ------------------------------------------------------------------ totals


def adding_up(env: Env, asked: Asked, predicate: p.Total) -> list[Clash]:
    """`add up to`: the sum of all, against the total."""
    if not asked.items:
        return []
    items = [i for i in asked.items if i.value is not None and not isinstance(i.value, Unknown)]
    facts = (asked.owner,) if asked.owner is not None and asked.owner.kind != "article" else blamed(asked, *asked.items)
    if not facts:
        return []
    total = needed(predicate.total)(env)
    field = asked.written
    unknown: Unknown | None = total if isinstance(total, Unknown) else None
    for item in asked.items:
        if item.value is None or isinstance(item.value, Unknown):
            why = missing(asked.field or field) if item.value is None else item.value
            unknown = why if unknown is None else merge(unknown, why)
    values = [(cast(Number, i.value), i.sure is True) for i in items]
    summed = aggregate.total(values) if unknown is None else unknown
    if isinstance(summed, Unknown):
        said = f"{field} of {describe(facts[0])}" if asked.owner is not None else field
        rest = f" (not stated: {listing(list(summed.missing))})" if summed.missing else ""
        return [Clash(summed, facts, f"what {said} add up to is not known{rest}", {})]
    assert isinstance(total, Number), "not unknown, and a number by its type"
    truth = near_total(env, values, summed, total, predicate.tolerance)
    if truth is True:
        return []
    unsure = [i.sure for i in items if i.sure is not True]
    if isinstance(truth, Unknown) and unsure and all(n.exact for n, _ in values):
        truth = cast(Unknown, unsure[0])
    said = f"{field} add up to {shown(replace(summed, written=None))}"
    if asked.owner is not None and asked.owner.kind != "article":
        said = f"{describe(asked.owner)}: {said}"
    compared = "" if isinstance(predicate.total, p.Constant) else shown(total)
    return [Clash(truth, facts, said, {"sum": shown(replace(summed, written=None)), "total": shown(total)}, compared)]


def near_total(
    env: Env, terms: list[tuple[Number, bool]], summed: Number, total: Number, tolerance: p.Bound | None
) -> Truth:
    """Whether a sum is as it must be."""
    if tolerance is None:
        return number.equal(summed, total)
    if tolerance.how == "rounding":
        return aggregate.equal_total_rounded(terms, total)
    assert tolerance.amount is not None, "only rounding has none"
    amount = getter(tolerance.amount)(env)
    if not isinstance(amount, Number):
        return amount if isinstance(amount, Unknown) else missing(tolerance.amount.written)
    return (number.near_share if tolerance.how == "share" else number.near)(summed, total, amount)


# ------------------------------------------------------------------ series


def in_course(env: Env, asked: Asked, course: p.Course) -> list[Clash]:
    """A series: for each later fact the earlier one that contradicts it most."""
    items, found = lacking(asked, "")
    points, placed = [], []
    for item in items:
        fact = item.fact
        time: Raw = fact
        for name in course.over:
            time = time.fields.get(name) if isinstance(time, Record) else (time if isinstance(time, Unknown) else None)
        if isinstance(time, DateSpan | Number) and isinstance(item.value, DateSpan | Number):
            points.append(Point(time, item.value, item.sure is True))
            placed.append(item)
            continue
        why = missing(course.over[-1]) if time is None else cast(Unknown, time)
        facts = blamed(asked, item)
        if facts:
            state = "does not state its" if time is None else "has not yet established its"
            found.append(
                Clash(
                    doubted(why, item),
                    facts,
                    f"{describe(facts[0])} {state} {course.over[-1]}",
                    {},
                )
            )
    trend = trend_of(env, course)
    if isinstance(trend, Unknown):
        return (
            [*found, Clash(trend, blamed(asked, *asked.items), f"how {asked.written} must change is not known", {})]
            if points
            else found
        )
    swept = sweep(points, trend)
    for pair in swept.violated:
        found.append(
            course_clash(
                asked, course, False, placed[pair.earlier], placed[pair.later], points[pair.earlier], points[pair.later]
            )
        )
    for pair in swept.undecided:
        earlier, later = placed[pair.earlier], placed[pair.later]
        assert pair.cause is not None, "an undecided pair has a cause"
        open_ = doubted(Unknown(frozenset({pair.cause})), earlier, later)
        found.append(course_clash(asked, course, open_, earlier, later, points[pair.earlier], points[pair.later]))
    return found


def trend_of(env: Env, course: p.Course) -> Trend | Unknown:
    """The trend with its step known."""
    if not course.step:
        return Trend(course.direction, course.negated)
    assert course.amount is not None, "a step has an amount"
    amount = needed(course.amount)(env)
    if isinstance(amount, Unknown):
        return amount
    if not isinstance(amount, Number):
        amount = date.duration_days(amount)  # type: ignore[arg-type]  # a series of dates moves by durations
    return Trend(course.direction, course.negated, Step(course.step, amount, course.share))


def course_clash(asked: Asked, course: p.Course, truth: Truth, earlier: Item, later: Item, a: Point, b: Point) -> Clash:
    """Two facts of a series, told: what it was, when, and what it became."""
    facts = blamed(asked, earlier, later)
    fact = facts[-1]
    # A kind's own number needs no name: `estimate of "IS fighters" rose`.
    who = field_of(fact, [asked.field]) if "'" in asked.written and asked.field else describe(fact)
    if len(facts) > 1 and describe(facts[0]) != describe(fact):
        first = f"{shown(a.value)} ({describe(facts[0])}, {shown(a.time)})"
    else:
        first = f"{shown(a.value)} ({shown(a.time)})"
    second = f"{shown(b.value)} ({shown(b.time)})"
    values = {"earlier": shown(a.value), "later": shown(b.value), "from": shown(a.time), "to": shown(b.time)}
    verb = moved(a.value, b.value)
    if truth is False:
        if verb == "stayed":
            said = f"{who} stayed at {shown(b.value)} from {shown(a.time)} to {shown(b.time)}"
            return Clash(truth, facts, said, values, field=asked.field)
        return Clash(truth, facts, f"{who} {verb} from {first} to {second}", values, field=asked.field)
    assert isinstance(truth, Unknown), "never true"
    if truth.cause == "unit":
        return Clash(truth, facts, f"{who} is {first} and {second} in different units", values)
    if may_swap(a, b):
        said = f"{who} is {first} and {second}, and either may be the earlier"
    else:
        said = f"{who} was {first}, then {second}"
    return Clash(truth, facts, said, values, field=asked.field, note=hint(course, a, b))


def may_swap(a: Point, b: Point) -> bool:
    """Whether the dates leave open which fact comes first."""
    return isinstance(a.time, DateSpan) and isinstance(b.time, DateSpan) and date.before(b.time, a.time) is not False


def moved(a: object, b: object) -> str:
    """The verb between two values."""
    if isinstance(a, Number) and isinstance(b, Number):
        if number.less(a, b) is True:
            return "rose"
        if number.less(b, a) is True:
            return "fell"
        return "stayed" if number.same(a, b) is True else "went"
    if isinstance(a, DateSpan) and isinstance(b, DateSpan):
        if date.same(a, b) is True:
            return "stayed"
        return "moved"
    return "went"


def hint(course: p.Course, a: Point, b: Point) -> str:
    """What would decide an open pair of a plain series: a later figure beyond all that the earlier can be, or an
    earlier one beyond all that the later can be.
    """
    if course.step or course.direction == "stay the same" or may_swap(a, b):
        return ""
    if not isinstance(a.value, Number) or not isinstance(b.value, Number):
        return ""
    down = (course.direction == "decrease") != course.negated
    of_earlier, of_later = (a.value.low, b.value.high) if down else (a.value.high, b.value.low)
    if not isinstance(of_earlier, float):
        which, end, below = "a later", of_earlier, down
    elif not isinstance(of_later, float):
        which, end, below = "an earlier", of_later, not down
    else:
        return ""
    limit = number.show(number.point(end, a.value.unit))
    beyond = ("of at most" if below else "of at least") if course.negated else ("below" if below else "above")
    return f"{which} figure {beyond} {limit} would decide it"
