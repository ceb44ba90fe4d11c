"""Series: each later fact against each earlier one, told as what it was, when, and what it became."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeAlias, cast

from ruleck.evaluate.clash import Asked, Clash, Item, Question, blamed, doubted, lacking
from ruleck.evaluate.expressions import needed
from ruleck.evaluate.naming import describe, field_of, shown
from ruleck.evaluate.world import Env, Raw
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.values import date, number
from ruleck.values.date import DateSpan
from ruleck.values.number import Number
from ruleck.values.series import Point, Step, Trend, sweep
from ruleck.values.truth import Truth, Unknown, missing


@dataclass(frozen=True, slots=True)
class Reading:
    """One group as a series reads it: the points with the items that hold them, and what is demanded of every two."""

    course: p.Course
    asked: Asked
    placed: tuple[Item, ...]
    points: tuple[Point, ...]
    trend: Trend | Unknown


# Is told each series that is read, and the slots it was read in.
Reader: TypeAlias = Callable[[Env, Reading], None]

_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)


@contextmanager
def read_by(reader: Reader) -> Iterator[None]:
    """Series made into closures in here tell this reader what they read, as witnesses are told of conditions."""
    token = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(token)


def in_course(course: p.Course) -> Question:
    """The closure of a series."""
    reader = _reader.get()
    return lambda env, asked: against(env, asked, course, reader)


def against(env: Env, asked: Asked, course: p.Course, reader: Reader | None) -> list[Clash]:
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
    if reader is not None:
        reader(env, Reading(course, asked, tuple(placed), tuple(points), trend))
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
