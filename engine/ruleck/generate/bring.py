"""How a value of a rule is brought where it should be: worked backwards to the fields of facts that it is made of.

`the total minus 3` lies between 10 and 12 if the total lies between 13 and 15; a sum does if one of its terms takes up
the rest. What is not straight (years between two days) is brought near, and the search does what is left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import cast

from ruleck.evaluate.expressions import Member, getter, selected
from ruleck.evaluate.world import Env
from ruleck.facts.record import Record
from ruleck.facts.vocabulary import Vocabulary
from ruleck.generate.samples import FIRST_DAY, Written, letters, number_within
from ruleck.generate.wish import FALSE, OPEN, SIMPLEST, TRUE, VOCABULARY, Add, Between, Drop, Put, Straddle, Wish
from ruleck.meaning import program as p
from ruleck.values.date import WEEKDAYS, DateSpan, Duration, Period, day_number, duration_days, shift
from ruleck.values.number import INF, End, Number
from ruleck.values.truth import Unknown


@dataclass(frozen=True, slots=True)
class Target:
    """Where a number or a day (by its ordinal) should lie. With `straddle` it should be a range that reaches below
    `low` and above `high`; `best` is tried before the simplest value.
    """

    low: End = -INF
    high: End = INF
    low_open: bool = False
    high_open: bool = False
    straddle: bool = False
    best: End | None = None

    def moved(self, low: End, high: End) -> Target:
        """The same, its ends moved; one that is open stays so, however far.

        >>> Target(low=3).moved(-1, -INF) == Target(low=2)
        True
        """
        best = None if self.best is None or low != high else self.best + low
        return replace(self, low=_moved(self.low, low), high=_moved(self.high, high), best=best)

    def scaled(self, by: Fraction) -> Target:
        """The same, for a value that is `by` times as large; not 0."""
        low, high = _times(self.low, by), _times(self.high, by)
        best = None if self.best is None else _times(self.best, by)
        if by > 0:
            return replace(self, low=low, high=high, best=best)
        return Target(high, low, self.high_open, self.low_open, self.straddle, best)


def _moved(end: End, by: End) -> End:
    return end if isinstance(end, float) else end + by


def _times(end: End, by: Fraction) -> End:
    return end * (1 if by > 0 else -1) if isinstance(end, float) else end * by


def ends(value: object) -> tuple[End, End] | None:
    """From where to where a number, a date (in days) or a duration (in days) lies."""
    match value:
        case Number(low=low, high=high):
            return low, high
        case DateSpan(first=first, last=last) | Period(first=first, last=last):
            return first, last
        case Duration():
            days = duration_days(value)
            return days.low, days.high
    return None


def place_of(value: p.Lookup, env: Env) -> tuple[Record, tuple[str, ...]] | None:
    """The fact that holds a looked-up field, as far as there is one, and the path that is left to go."""
    start = env[value.slot]
    if value.article:
        start = start.story.article if isinstance(start, Record) and start.story is not None else None
    path = value.fields
    while isinstance(start, Record) and len(path) > 1:
        following = start.fields.get(path[0])
        if not isinstance(following, Record):
            break
        start, path = following, path[1:]
    return (start, path) if isinstance(start, Record) and path else None


# ------------------------------------------------------------------ numbers and days


def bring(value: p.Value, env: Env, target: Target) -> list[Wish]:
    """The ways to bring a number or a date where it should lie, the best first."""
    match value:
        case p.Lookup():
            found = place_of(value, env)
            if found is None:
                return []
            if target.straddle:
                return [Put(*found, Straddle(target.low, target.high))]
            return [Between(*found, target.low, target.high, target.low_open, target.high_open, target.best)]
        case p.Compute():
            return _computed(value, env, target)
        case p.FunctionOf():
            return _function(value, env, target)
        case p.Elapsed():
            return _elapsed(value, env, target)
        case p.AggregateOf():
            return _aggregate(value, env, target)
    return []


def _computed(value: p.Compute, env: Env, target: Target) -> list[Wish]:
    a, b = ends(getter(value.left)(env)), ends(getter(value.right)(env))
    if a is None or b is None:
        return default(value.left, env) if a is None else default(value.right, env)
    match value.operator:
        case "+":
            return bring(value.left, env, target.moved(-b[0], -b[1])) + bring(
                value.right, env, target.moved(-a[0], -a[1])
            )
        case "-":
            mirrored = target.scaled(Fraction(-1))
            return bring(value.left, env, target.moved(b[1], b[0])) + bring(
                value.right, env, mirrored.moved(a[1], a[0])
            )
        case "*":
            return [
                wish
                for side, other in ((value.left, b), (value.right, a))
                if (by := _exact(other))
                for wish in bring(side, env, target.scaled(1 / by))
            ]
        case "/":
            found = bring(value.left, env, target.scaled(by)) if (by := _exact(b)) else []
            over = _exact(a)
            if over and not isinstance(target.low, float) and target.low > 0 and over > 0:
                high = over / target.low
                low = 0 if isinstance(target.high, float) else over / target.high
                found += bring(value.right, env, Target(low, high, target.high_open, target.low_open, target.straddle))
            return found
    raise AssertionError(value.operator)


def _exact(value: tuple[End, End]) -> Fraction | None:
    low, high = value
    return Fraction(low) if low == high and not isinstance(low, float) and low else None


def _function(value: p.FunctionOf, env: Env, target: Target) -> list[Wish]:
    match value.function:
        case "minus":
            return bring(value.argument, env, target.scaled(Fraction(-1)))
        case "length" | "words":
            size = number_within(max(target.low, 0), target.high, target.low_open, target.high_open, whole=True)
            if size is None or size > 100_000 or target.straddle:
                return unsettle(value.argument, env) if target.straddle else []
            text = " ".join(["a"] * int(size)) if value.function == "words" else letters(0) * int(size)
            return said(value.argument, env, [text or None])
        case "year":
            low = -INF if isinstance(target.low, float) else day_number(int(target.low) + target.low_open, 1, 1)
            high = INF if isinstance(target.high, float) else day_number(int(target.high) - target.high_open, 12, 31)
            return bring(value.argument, env, Target(low, high, straddle=target.straddle))
    return []


def _elapsed(value: p.Elapsed, env: Env, target: Target) -> list[Wish]:
    start, end = getter(value.start)(env), getter(value.end)(env)
    if not isinstance(start, DateSpan | Period):
        return default(value.start, env)
    if not isinstance(end, DateSpan | Period):
        return default(value.end, env)
    if target.straddle:
        return bring(value.end, env, _days_from(start, value.unit, target.low, straddle=True))
    count = number_within(target.low, target.high, target.low_open, target.high_open, whole=True)
    if count is None:
        return []
    if value.unit == "days":
        return bring(value.end, env, target.moved(start.last, start.first)) + bring(
            value.start, env, target.scaled(Fraction(-1)).moved(end.last, end.first)
        )
    return bring(value.end, env, _days_from(start, value.unit, count)) + bring(
        value.start, env, _days_from(end, value.unit, -count)
    )


def _days_from(date: DateSpan | Period, unit: str, count: End, straddle: bool = False) -> Target:
    whole = 0 if isinstance(count, float) else int(count)
    moved = {
        "days": Duration(0, whole),
        "weeks": Duration(0, 7 * whole),
        "months": Duration(whole),
        "years": Duration(12 * whole),
    }
    then = shift(date, moved[unit], 1)
    return Target(then.first, then.first, straddle=straddle)


def _aggregate(value: p.AggregateOf, env: Env, target: Target) -> list[Wish]:
    members = value.members
    found = selected(replace(members, fields=()))(env)
    if isinstance(found, Unknown):
        return []
    if value.function == "count" and not members.fields:
        return _counted(members, env, found, target)
    if not any(sure is True for _, sure in found):
        return nearly(members, env) + more(members, env)
    places = [(fact, members.fields) for item, _ in found if isinstance(fact := item, Record) and members.fields]
    values = [(ends(field_of(fact, path)), fact, path) for fact, path in places]
    lacking = [Put(fact, path, SIMPLEST) for known, fact, path in values if known is None]
    if lacking:
        return list(lacking)
    known = [(cast("tuple[End, End]", end), fact, path) for end, fact, path in values]
    wishes = nearly(members, env) if any(sure is not True for _, sure in found) else []
    if value.function in ("sum", "average"):
        goal = target.scaled(Fraction(len(known))) if value.function == "average" else target
        for number, (_, fact, path) in reversed(list(enumerate(known))):
            rest = [end for i, (end, _, _) in enumerate(known) if i != number]
            low, high = sum(end[0] for end in rest), sum(end[1] for end in rest)
            wishes += _to(fact, path, goal.moved(-low, -high))
        return wishes + more(members, env)
    least = value.function in ("smallest", "earliest")
    for _, fact, path in sorted(known, key=lambda k: k[0][0] if least else -k[0][1]):
        wishes += _to(fact, path, target)
    return wishes + more(members, env)


def _to(fact: Record, path: tuple[str, ...], target: Target) -> list[Wish]:
    if target.straddle:
        return [Put(fact, path, Straddle(target.low, target.high))]
    return [Between(fact, path, target.low, target.high, target.low_open, target.high_open, target.best)]


def field_of(fact: Record, path: tuple[str, ...]) -> object:
    """What a fact says in a field that a path leads to; none where it says nothing."""
    value: object = fact
    for name in path:
        value = value.fields.get(name) if isinstance(value, Record) else None
    return value


def _counted(members: p.Members, env: Env, found: list[Member], target: Target) -> list[Wish]:
    if target.straddle:
        return _uncertain_count(members, env, target)
    surely = sum(sure is True for _, sure in found)
    least = 0 if target.low == -INF else floor(target.low) + 1 if target.low_open else ceil(target.low)
    if surely < least:
        return nearly(members, env) + more(members, env, least - surely)
    return [Drop(item) for item, _ in reversed(found) if isinstance(item, Record)]


def _uncertain_count(members: p.Members, env: Env, target: Target) -> list[Wish]:
    """The first step to a count that may be as many as asked for, or one less."""
    from ruleck.generate.distance import nearest
    from ruleck.generate.selections import candidates  # filters hold values and values hold filters

    root = place_of(members.root, env) if isinstance(members.root, p.Lookup) else None
    if root is not None:
        return [Put(*root, "?")]
    if members.where is None:
        return []
    parts = nearest([part for _, part in candidates(members, cast(Vocabulary, env[VOCABULARY]))(env)], TRUE)
    surely = 0 if isinstance(target.low, float) else max(ceil(target.low) - 1, 0)
    if len(parts) <= surely:
        return more(members, env, surely + 1 - len(parts))
    unmet = [part.wish(TRUE) for part in parts[:surely] if part.far[TRUE]]
    unmet += [parts[surely].wish(OPEN)] if parts[surely].far[OPEN] else []
    unmet += [part.wish(FALSE) for part in parts[surely + 1 :] if part.far[FALSE]]
    return [wish for wishes in unmet for choices in wishes for wish in choices[0]]


def nearly(members: p.Members, env: Env) -> list[Wish]:
    """The first steps of facts into a selection that they are not in."""
    from ruleck.generate.selections import candidates  # filters hold values and values hold filters

    outside = [part for _, part in candidates(members, cast(Vocabulary, env[VOCABULARY]))(env) if part.far[TRUE]]
    outside.sort(key=lambda part: part.far[TRUE])
    return [wish for part in outside[:3] for choices in part.wish(TRUE) for wish in choices[0]]


def more(members: p.Members, env: Env, times: int = 1) -> list[Wish]:
    """The ways to add a member to a selection."""
    match members.root:
        case p.Every(kind=kind):
            like = _one_of(env, kind)
            fresh: list[Wish] = [Add(kind, times=times)]
            return fresh + ([Add(kind, like=like, times=times)] if like is not None else [])
        case p.Group(kind=kind, slot=slot):
            first = cast("list[Member]", env[slot])
            like = cast(Record, first[0][0]) if first else None
            return [Add(kind, like=like, times=times)]
        case p.Lookup() as lookup:
            owner = place_of(lookup, env)
            if owner is None:
                return []
            if not lookup.type.kinds:
                listed = field_of(*owner)
                number = len(listed) if isinstance(listed, tuple) else 0
                texts = [str(item) for item in listed] if isinstance(listed, tuple) else []
                return [Put(*owner, [*texts, *(letters(number + i) for i in range(times))])]
            return [Add(lookup.type.kinds[0], owner[0], owner[1], times=times)]
    raise AssertionError(members.root)


def _one_of(env: Env, kind: str) -> Record | None:
    world = env[-1]
    records = world.records.get(kind, ())  # type: ignore[attr-defined]  # the world stands last
    return next((record for record in reversed(records) if not record.pointer.count("/") > 2), None)


# ------------------------------------------------------------------ other values


def said(value: p.Value, env: Env, choices: list[Written]) -> list[Wish]:
    """The ways to make a text, a member or the like one of some."""
    match value:
        case p.Lookup():
            found = place_of(value, env)
            return [Put(*found, choice) for choice in choices] if found is not None else []
        case p.FunctionOf(function="lower case", argument=argument):
            return said(argument, env, [c.lower() if isinstance(c, str) else c for c in choices])
        case p.FunctionOf(function="weekday", argument=argument):
            days = [FIRST_DAY + i for i in range(7)]
            wanted = [day for day in days if WEEKDAYS[(day - 1) % 7] in choices]
            return [wish for day in wanted for wish in bring(argument, env, Target(day, day))]
    return []


def default(value: p.Value, env: Env) -> list[Wish]:
    """The ways to have a value at all."""
    return _each_leaf(value, env, SIMPLEST)


def unsettle(value: p.Value, env: Env) -> list[Wish]:
    """The ways to leave a value open."""
    return _each_leaf(value, env, "?")


def _each_leaf(value: p.Value, env: Env, written: Written) -> list[Wish]:
    match value:
        case p.Lookup():
            found = place_of(value, env)
            return [Put(*found, written)] if found is not None else []
        case p.Compute(left=left, right=right) | p.Elapsed(start=left, end=right):
            unknown = [side for side in (left, right) if ends(getter(side)(env)) is None]
            sides = unknown if written != "?" and unknown else [left, right]
            return [wish for side in sides for wish in _each_leaf(side, env, written)]
        case p.FunctionOf(argument=argument):
            return _each_leaf(argument, env, written)
        case p.AggregateOf(members=members):
            found_members = selected(replace(members, fields=()))(env)
            if isinstance(found_members, Unknown):
                return []
            facts = [item for item, _ in found_members if isinstance(item, Record)]
            if not members.fields:
                return more(members, env)
            puts: list[Wish] = [Put(fact, members.fields, written) for fact in facts]
            return puts or more(members, env)
    return []
