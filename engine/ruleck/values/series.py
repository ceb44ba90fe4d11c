"""Series: whether values rise, fall or stay as time goes on, in O(n log n) however uncertain times and values are.

A trend speaks of *pairs*: of any two facts of which one is earlier, the later value must stand in some relation to the
earlier one. It is a conjunction of constraints, and each constraint is broken where the later value lies beyond limits
that the earlier value sets:

    decrease                 y >= x              stay the same    y > x;  y < x
    decrease by at least s   y >= x;  y > x - s  not decrease     y < x
    decrease by at most s    y >= x;  y < x - s  not decrease by at least s    y < x and y <= x - s

Below, y is taken to be *above* its limit: where it must not be below, both are turned round zero first.

**The verdict is one on pairs.** A series is violated where some pair is broken whatever the two facts turn out to be,
undecided where some pair may be broken; else it holds.

**Neighbours are not enough.** 1,000; then "500 to 3,000"; then 2,000, which must decrease: no pair of neighbours is
surely broken, the outer one is. But among all facts i that are certainly before j one shows most: that with the lowest
upper limit. If y_j is not surely above *that* limit, it is not surely above any. So a sweep keeps the lowest so far:

- *violated*: facts in the order of their last possible time are the sources; fact j asks for the lowest upper limit
  among those whose last time is before j's first.
- *undecided*: facts in the order of their first possible time; j asks for the lowest lower limit among those whose
  first time is before j's last, itself not counted: can y_j at its highest be above a limit at its lowest?

Each is a prefix of a sorted list, so prefix minima and a binary search answer it.

**What has no one order** is cut into parts that have. Clock times count between two facts which both have one of the
same sort: facts are classed by the sort of clock of their time and of their value, and each pair of classes is swept by
itself, by moments or by days. A unit compares with itself and with none: there is one index for each unit.

Source of the idea: sweep lines, as M. I. Shamos and D. Hoey use them (1976); the three-valued reading is ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from typing import Literal, TypeAlias

from ruleck.values.date import DateSpan
from ruleck.values.number import INF, End, Exact, Number, add, by_sign, minus, multiply, point
from ruleck.values.pairs import BestBefore, Key, Pair, Rank, Value, cause, high_key, line, low_key, unit, zone
from ruleck.values.truth import Cause

Direction: TypeAlias = Literal["increase", "decrease", "stay the same"]


@dataclass(frozen=True, slots=True)
class Step:
    """`by at least 5`, `by more than 10%`: how far; with `share` in per cent of the earlier value, without its sign.

    A step between dates is a number of days.
    """

    operator: Literal["at least", "at most", "more than", "less than"]
    amount: Number
    share: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """What is demanded of every two facts.

    Invariant: `negated` stands neither with `stay the same` nor with a step of at most or less than an amount: what is
    then forbidden is no one side of a limit. Such sentences are refused before.
    """

    direction: Direction
    negated: bool = False
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One fact of a series: when, what, whether it surely belongs, and the reason if it does not.

    `time` and `value` may be open (`?`): anything at all.
    """

    time: Value
    value: Value
    sure: bool = True
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Sweep:
    """The pairs that surely break a trend and those that may, at most one of either for a later fact."""

    violated: list[Pair]
    undecided: list[Pair]


def sweep(points: Sequence[Point], trend: Trend) -> Sweep:
    """Look for pairs that break the trend.

    A violated pair is a later fact with the earlier one that it contradicts most: that with the lowest limit, of these
    the latest in time, of these the first given. A fact that no other surely contradicts is paired with that one which
    it may contradict most; no two facts are paired twice.

    >>> from ruleck.values.date import DateSpan
    >>> rise = [Point(DateSpan(5, 5), point(1000)), Point(DateSpan(9, 9), point(3000))]
    >>> sweep(rise, Trend("decrease")).violated
    [Pair(earlier=0, later=1, cause=None)]
    """
    if _plainly_kept(points, trend):
        return Sweep([], [])
    mixed = _mixed_times(points)
    if mixed is not None:
        return Sweep([], [mixed])
    worst: dict[int, Rank] = {}
    possible: dict[int, Rank] = {}
    clashing: dict[int, int] = {}
    for sources, queries, by_moment in _parts(points):
        _ask_units(points, sources, queries, by_moment[0], clashing)
        for constraint in _constraints(trend):
            placed = _place(points, sources, by_moment, constraint)
            asking = placed if queries is sources else _place(points, queries, by_moment, constraint)
            _ask(placed, asking, certain=True, into=worst)
            _ask(placed, asking, certain=False, into=possible)
    violated = [Pair(worst[j][-1], j) for j in sorted(worst)]
    undecided: dict[frozenset[int], Pair] = {}
    for j in sorted((possible.keys() | clashing.keys()) - worst.keys()):
        i = clashing[j] if j in clashing else possible[j][-1]
        a, b = points[i], points[j]
        why = "unit" if j in clashing else cause((a.time, a.value, b.time, b.value), (a.cause, b.cause))
        undecided.setdefault(frozenset((i, j)), Pair(i, j, why))
    return Sweep(violated, list(undecided.values()))


@dataclass(frozen=True, slots=True)
class Barred:
    """Values that no later fact may have: those above (`side` 1) or below (-1) `end`, and `end` itself if `closed`."""

    side: int
    end: Exact
    closed: bool


def barred(fact: Point, trend: Trend) -> list[Barred]:
    """What surely breaks a trend after a fact; a date's values are its days.

    >>> barred(Point(DateSpan(5, 5), Number(-INF, 1000, True, True)), Trend("decrease"))
    [Barred(side=1, end=1000, closed=True)]
    """
    found = []
    for constraint in _constraints(trend):
        placed = _place([fact], [0], (False, False), constraint)[0]
        end, shade = placed.highest_limit
        if not isinstance(end, float):
            found.append(Barred(constraint.side, constraint.side * end, shade <= 0))
    return found


def _plainly_kept(points: Sequence[Point], trend: Trend) -> bool:
    """Whether figures of single days keep a trend without a step, in one pass: most series are such, and are in order.

    It may be false of a series that keeps its trend; it is never true of another.
    """
    if trend.step is not None or trend.direction == "stay the same":
        return False
    down = (trend.direction == "decrease") != trend.negated
    course = []
    units = set()
    for fact in points:
        time, value = fact.time, fact.value
        if not isinstance(time, DateSpan) or time.first != time.last or time.clock is not None:
            return False
        if not isinstance(value, Number) or value.low != value.high:
            return False
        course.append((time.first, value.low if down else -value.low))
        units.add(value.unit)
    if len(units - {None}) > 1:
        return False
    # Of one day the highest comes first and the lowest last: it is met by what follows, and meets what came before.
    course.sort(key=lambda at: (at[0], -at[1]))
    return all(
        later < earlier or (later == earlier and trend.negated) or last == first
        for (first, earlier), (last, later) in pairwise(course)
    )


def _parts(points: Sequence[Point]) -> Iterator[tuple[list[int], list[int], tuple[bool, bool]]]:
    """Sources and queries that have one order, and whether it is by moments: that of times, that of values."""
    classes: defaultdict[tuple[bool | None, bool | None], list[int]] = defaultdict(list)
    for index, fact in enumerate(points):
        classes[zone(fact.time), zone(fact.value)].append(index)
    for a, b in product(classes, repeat=2):
        yield classes[a], classes[b], (a[0] == b[0] is not None, a[1] == b[1] is not None)


def _mixed_times(points: Sequence[Point]) -> Pair | None:
    """Two facts whose times are numbers of different units: nothing is in order then."""
    seen: dict[str, int] = {}
    for index, fact in enumerate(points):
        stated = unit(fact.time)
        if stated is not None:
            seen.setdefault(stated, index)
        if len(seen) == 2:
            first, second = seen.values()
            return Pair(first, second, "unit")
    return None


# ------------------------------------------------------------------ constraints


@dataclass(frozen=True, slots=True)
class _Limit:
    """What the earlier value sets: itself, or itself changed by a step; `strict` if it may be met but not passed."""

    strict: bool
    sign: int = 0
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class _Constraint:
    """Broken where the later value is above every limit (`side` 1) or below every limit (-1)."""

    side: int
    limits: tuple[_Limit, ...]


def _constraints(trend: Trend) -> list[_Constraint]:
    if trend.direction == "stay the same":
        assert not trend.negated
        return [_Constraint(1, (_Limit(True),)), _Constraint(-1, (_Limit(True),))]
    sign = 1 if trend.direction == "increase" else -1
    step = trend.step
    if trend.negated:
        limits = [_Limit(True)]
        if step is not None:
            assert step.operator in ("at least", "more than")
            limits.append(_Limit(step.operator == "more than", sign, step))
        return [_Constraint(sign, tuple(limits))]
    constraints = [_Constraint(-sign, (_Limit(False),))]
    if step is not None:
        side = -sign if step.operator in ("at least", "more than") else sign
        strict = step.operator in ("at least", "at most")
        constraints.append(_Constraint(side, (_Limit(strict, sign, step),)))
    return constraints


def _limit(x: Number, limit: _Limit) -> Number:
    if limit.step is None:
        return x
    amount = limit.step.amount if limit.sign > 0 else minus(limit.step.amount)
    if not limit.step.share:
        return _plus(x, amount)
    if x.exact and amount.exact and not isinstance(x.low, float) and not isinstance(amount.low, float):
        return point(x.low + Fraction(amount.low * (x.low if x.low >= 0 else -x.low), 100))
    ratio = multiply(amount, point(Fraction(1, 100)))
    upper, lower = by_sign(x)
    parts = [] if upper is None else [multiply(upper, _plus(point(1), ratio))]
    parts += [] if lower is None else [multiply(lower, _plus(point(1), minus(ratio)))]
    low, high = min(map(low_key, parts)), max(map(high_key, parts))
    return Number(low[0], high[0], low[1] != 0, high[1] != 0)


def _plus(a: Number, b: Number) -> Number:
    total = add(Number(a.low, a.high, a.low_open, a.high_open), Number(b.low, b.high, b.low_open, b.high_open))
    # Invariant: units are seen to elsewhere.
    assert isinstance(total, Number)
    return total


# ------------------------------------------------------------------ the sweep


@dataclass(frozen=True, slots=True)
class _Placed:
    """A fact in one order: its first and last time, its ends, and the limits that it sets to later ones."""

    index: int
    sure: bool
    unit: str | None
    first: Key
    last: Key
    low: Key
    high: Key
    lowest_limit: Key
    highest_limit: Key
    lateness: tuple[End, ...]


def _place(
    points: Sequence[Point], members: Sequence[int], by_moment: tuple[bool, bool], constraint: _Constraint
) -> list[_Placed]:
    placed = []
    for index in members:
        fact = points[index]
        time, value = line(fact.time, by_moment[0]), line(fact.value, by_moment[1])
        limits = [_limit(value, limit) for limit in constraint.limits]
        if constraint.side < 0:
            value, limits = minus(value), [minus(limit) for limit in limits]
        lowest = max(_shaded(low_key(n), limit) for n, limit in zip(limits, constraint.limits, strict=True))
        highest = max(_shaded(high_key(n), limit) for n, limit in zip(limits, constraint.limits, strict=True))
        first, last = low_key(time), high_key(time)
        placed.append(
            _Placed(
                index,
                fact.sure,
                unit(fact.value),
                first,
                last,
                low_key(value),
                high_key(value),
                lowest,
                highest,
                _lateness(fact.time),
            )
        )
    return placed


def _shaded(key: Key, limit: _Limit) -> Key:
    return key[0], key[1] + limit.strict


def _lateness(time: Value) -> tuple[End, ...]:
    """Less for what is later."""
    days = line(time, by_moment=False)
    moment = line(time, by_moment=True)
    return -days.high, -days.low, -moment.low


def _ask(sources: list[_Placed], queries: list[_Placed], certain: bool, into: dict[int, Rank]) -> None:
    """For each query, keep the source that it contradicts most, surely or possibly."""
    entries = defaultdict(list)
    for s in sources:
        if certain and not s.sure:
            continue
        place, limit = (s.last, s.highest_limit) if certain else (s.first, s.lowest_limit)
        entries[s.unit].append((place, (limit, *s.lateness, s.index), s.index))
    everything = [entry for group in entries.values() for entry in group]
    indexes = {u: BestBefore(group) for u, group in entries.items()}
    overall = indexes[next(iter(indexes))] if len(indexes) == 1 else BestBefore(everything)
    for q in queries:
        if certain and not q.sure:
            continue
        place, reach = (q.first, q.low) if certain else (q.last, q.high)
        comparable = [overall] if q.unit is None else [indexes[u] for u in (q.unit, None) if u in indexes]
        for index in comparable:
            best = index.before(place, q.index)
            if best is None or reach < best[0]:
                continue
            found = (-_excess(reach[0], best[0][0]), *best)
            if q.index not in into or found < into[q.index]:
                into[q.index] = found


def _ask_units(
    points: Sequence[Point], sources: list[int], queries: list[int], by_moment: bool, into: dict[int, int]
) -> None:
    """For each query, keep the first fact with another unit that may be earlier: the two cannot be compared."""
    if len({unit(fact.value) for fact in points} - {None}) < 2:
        return
    times = {index: line(points[index].time, by_moment) for index in {*sources, *queries}}
    units = {index: unit(points[index].value) for index in times}
    before = BestBefore((low_key(times[i]), (i,), units[i]) for i in sources if units[i] is not None)
    for j in queries:
        found = None if units[j] is None else before.before(high_key(times[j]), units[j])
        if found is not None:
            into[j] = min(found[0], into.get(j, found[0]))


def _excess(reach: End, limit: End) -> End:
    """By how much a value may be above a limit."""
    if isinstance(reach, float) or isinstance(limit, float):
        return INF
    return reach - limit
