"""Two values compared: how far apart they are, and how either is moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from ruleck.evaluate.expressions import getter
from ruleck.evaluate.world import Env
from ruleck.facts.record import Record
from ruleck.generate.bring import Target, bring, default, ends, place_of, said, unsettle
from ruleck.generate.samples import Written, another_text, written_day, written_number
from ruleck.generate.wish import FALSE, LEAST, OPEN, SIMPLEST, TRUE, Goal, Put, Same, Wish
from ruleck.meaning import program as p
from ruleck.values.date import WEEKDAYS, DateSpan, Duration, Period, shift
from ruleck.values.number import INF, End, Number
from ruleck.values.truth import Unknown

_ORDERS = {
    "<": ("<", True),
    "<=": ("<", False),
    ">": (">", True),
    ">=": (">", False),
    "before": ("<", True),
    "after": (">", True),
    "on or before": ("<", False),
    "on or after": (">", False),
}
_MIRRORED = {"<": ">", ">": "<"}


def scaled(gap: End) -> float:
    """A gap as a distance: it grows with the gap, and stays below 1."""
    if gap != gap or gap in (INF, -INF):
        return 1.0
    return max(LEAST, float(gap / (gap + 1))) if gap > 0 else LEAST


def gaps(condition: p.Relation) -> Callable[[Env], tuple[float, float]] | None:
    """How far a comparison is from being true and from being false, where its values are of the sort that tells."""
    if condition.family not in ("number", "date", "duration"):
        return None
    left, right = getter(condition.left), getter(condition.right)
    amount = getter(condition.tolerance.amount) if condition.tolerance and condition.tolerance.amount else None
    order = _ORDERS.get(condition.operator)

    def measured(env: Env) -> tuple[float, float]:
        first, second = left(env), right(env)
        a, b = ends(first), ends(second)
        if a is None or b is None:
            return 1.0, 1.0
        if order is not None:
            (low, high), (other_low, other_high) = (a, b) if order[0] == "<" else (b, a)
            return scaled(high - other_low), scaled(other_high - low)
        if condition.operator == "during":
            return scaled(max(b[0] - a[0], a[1] - b[1])), scaled(min(a[1], b[1]) - max(a[0], b[0]) + 1)
        distance = _tolerance(condition, second, amount(env) if amount is not None else None)
        apart = max(a[1], b[1]) - min(a[0], b[0])
        between = max(a[0], b[0]) - min(a[1], b[1])
        return scaled(apart - distance), scaled(distance - between)

    return measured


def _tolerance(condition: p.Relation, right: object, amount: object) -> End:
    if condition.tolerance is None or amount is None:
        return 0
    found = ends(amount)
    if found is None or isinstance(found[0], float):
        return 0
    if condition.tolerance.how == "share":
        base = ends(right)
        return 0 if base is None or isinstance(base[0], float) else abs(Fraction(base[0])) * found[0] / 100
    return found[0]


# ------------------------------------------------------------------ wishes


def wishing(condition: p.Relation) -> Callable[[Env, Goal], list[Wish]]:
    """What would bring about a comparison, or its opposite, or leave it open."""
    left, right = getter(condition.left), getter(condition.right)

    def wish(env: Env, goal: Goal) -> list[Wish]:
        a, b = left(env), right(env)
        if condition.family in ("number", "date", "duration"):
            if ends(b) is None:
                return default(condition.right, env) or default(condition.left, env)
            if ends(a) is None and goal != OPEN:
                first = _towards(condition, condition.left, env, b, goal, mirrored=False)
                return first or default(condition.left, env)
            found = _towards(condition, condition.left, env, b, goal, mirrored=False)
            if ends(a) is not None:
                found += _towards(condition, condition.right, env, a, goal, mirrored=True)
            if goal == OPEN:
                found += unsettle(condition.left, env) + unsettle(condition.right, env)
            return found
        if goal == OPEN:
            return unsettle(condition.left, env) + unsettle(condition.right, env)
        return _alike(condition, env, a, b, goal)

    return wish


def _towards(
    condition: p.Relation, side: p.Value, env: Env, other: object, goal: Goal, *, mirrored: bool
) -> list[Wish]:
    """One side moved, the other one as it is."""
    found = ends(other)
    assert found is not None, "asked for"
    order = _ORDERS.get(condition.operator)
    if order is not None:
        way, strict = order
        return bring(side, env, _beyond(_MIRRORED[way] if mirrored else way, strict, found, goal))
    if condition.operator == "during" and mirrored:
        return []
    if condition.operator == "during":
        low, high = found
        if goal == TRUE:
            return bring(side, env, Target(low, high))
        if goal == OPEN:
            return bring(side, env, Target(_plus(high, 1), high, straddle=True))
        return bring(side, env, Target(low=high, low_open=True)) + bring(side, env, Target(high=low, high_open=True))
    tolerance = condition.tolerance
    amount = getter(tolerance.amount)(env) if tolerance is not None and tolerance.amount is not None else None
    if isinstance(amount, Duration) and isinstance(other, DateSpan | Period):
        low, high = shift(other, amount, -1).first, shift(other, amount, 1).last
        return _around(side, env, low, high, found[0], goal)
    distance = _tolerance(condition, other, amount)
    if condition.operator == "same" and goal == TRUE:
        same = as_written(other)
        written = said(side, env, [same]) if same is not None else []
        if written:
            return written
    rounding = tolerance is not None and tolerance.how == "rounding"
    spare = 2 if rounding and goal == FALSE else 0
    low, high = _plus(found[0], -distance - spare), _plus(found[1], distance + spare)
    if isinstance(other, Period):
        return _around(side, env, low, high, found[0], goal)
    if goal == TRUE and found[0] != found[1]:
        return []  # what is a range is nowhere surely equal to anything: the other side must be made exact first
    return _around(side, env, low, high, found[0], goal)


def equal_to(side: p.Value, env: Env, other: object, goal: Goal) -> list[Wish]:
    """A side made equal to a value that stands, or different from it."""
    found = ends(other)
    if found is None:
        return said(side, env, [as_written(other)])
    return _around(side, env, *found, found[0], goal)


def none_of(side: p.Value, env: Env, others: Sequence[object]) -> list[Wish]:
    """A side made none of some values."""
    numbers = [found for other in others if (found := ends(other)) is not None]
    if numbers:
        return bring(side, env, Target(low=max(high for _, high in numbers), low_open=True)) + bring(
            side, env, Target(high=min(low for low, _ in numbers), high_open=True)
        )
    texts = [str(other) for other in others]
    if isinstance(side, p.Lookup) and side.type.base == "one of":
        return said(side, env, [choice for choice in side.type.choices if choice not in texts])
    return said(side, env, [another_text(*texts)])


def _plus(end: End, by: End) -> End:
    return end if isinstance(end, float) else end + by


def _beyond(way: str, strict: bool, other: tuple[End, End], goal: Goal) -> Target:
    """Where a side should lie to be on one side of another value, or not to be."""
    low, high = other
    if goal == OPEN:
        edge = low if way == "<" else high
        return Target(edge, edge, straddle=True)
    if goal == TRUE:
        return Target(high=low, high_open=strict) if way == "<" else Target(low=high, low_open=strict)
    return Target(low=high, low_open=not strict) if way == "<" else Target(high=low, high_open=not strict)


def _around(side: p.Value, env: Env, low: End, high: End, best: End, goal: Goal) -> list[Wish]:
    if goal == TRUE:
        return bring(side, env, Target(low, high, best=best))
    if goal == OPEN:
        return bring(side, env, Target(low, high, straddle=True))
    return bring(side, env, Target(low=high, low_open=True)) + bring(side, env, Target(high=low, high_open=True))


def _alike(condition: p.Relation, env: Env, a: object, b: object, goal: Goal) -> list[Wish]:
    """Texts, members, yes or no, records: made the same or different."""
    left, right = condition.left, condition.right
    a, b = (None if isinstance(value, Unknown) else value for value in (a, b))
    if goal == TRUE:
        wishes: list[Wish] = []
        for side, other, value in ((left, right, b), (right, left, a)):
            here = place_of(side, env) if isinstance(side, p.Lookup) else None
            there = place_of(other, env) if isinstance(other, p.Lookup) else None
            if condition.family == "name" and isinstance(value, str) and isinstance(side, p.Lookup):
                if side.type.base == "link" and here is not None:
                    wishes.append(Put(here[0], (*here[1], "name"), value))
            elif condition.family == "record" and here is not None and isinstance(value, Record):
                wishes.append(Put(*here, value))
            elif here is not None and there is not None and value is not None:
                wishes.append(Put(*here, Same(*there)))
            elif value is not None:
                wishes += said(side, env, [as_written(value)])
        return wishes or default(left, env) + default(right, env)
    if a is None or b is None:
        return default(left, env) if a is None else default(right, env)
    wishes = []
    for side, value in ((left, b), (right, a)):
        if not isinstance(side, p.Lookup):
            others = [day for day in WEEKDAYS if day != value] if value in WEEKDAYS else [another_text(str(value))]
            wishes += said(side, env, others)
            continue
        if side.type.base == "one of":
            wishes += said(side, env, [choice for choice in side.type.choices if choice != value])
        elif side.type.base == "yes/no":
            wishes += said(side, env, [not value])
        elif side.type.base == "link":
            here = place_of(side, env)
            if here is not None:
                name = value.fields.get("name") if isinstance(value, Record) else value
                wishes += [Put(*here, {"name": another_text(str(name))}), Put(*here, SIMPLEST)]
        else:
            text = another_text(str(value))
            wishes += said(side, env, [text, text.upper()])
    return wishes


def as_written(value: object) -> Written:
    """A value of the program as a document would hold it; none for what cannot be written exactly."""
    match value:
        case str() | bool():
            return value
        case Number():
            if value.written is not None:
                return value.written
            return written_number(value.low) if value.exact and not isinstance(value.low, float) else None
        case DateSpan() | Period():
            return value.written or (written_day(value.first) if value.first == value.last else None)
        case Duration():
            return value.written or f"{value.days + 30 * value.months} days"
    return None
