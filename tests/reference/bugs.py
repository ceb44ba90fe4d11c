"""Small bugs, each put into one function of the engine's values, to show that the properties would notice.

A bug's code takes the place of the function's own, so that every table that holds the function has the bug, too. It
runs among the names of the function's module; `unbroken` is the function as it was.
"""

from __future__ import annotations

import importlib
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

import tests.reference.predicates as p
import tests.reference.sentences as s
from ruleck.values.date import DateSpan
from ruleck.values.number import INF, Number, at_most, equal, minus, point, subtract
from ruleck.values.pairs import Pair
from ruleck.values.series import Sweep
from ruleck.values.truth import UNCERTAIN, Unknown, both
from tests.reference.generate import bare_rules, each_rules, group_rules, series_rules, total_rules


def unbroken(*_: Any) -> Any:
    """Stands for the function as it was; in the function's module the name means just that."""
    raise NotImplementedError


@dataclass(frozen=True)
class Bug:
    """What is wrong, where, and the rules that show it."""

    name: str
    module: str
    function: str
    code: Callable[..., Any]
    shown_by: st.SearchStrategy[s.Rule]


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """The engine with the bug in it."""
    module = importlib.import_module(f"ruleck.values.{bug.module}")
    function = getattr(module, bug.function)
    was = function.__code__
    original = types.FunctionType(was, module.__dict__, bug.function, function.__defaults__)
    original.__kwdefaults__ = function.__kwdefaults__
    module.__dict__["unbroken"] = original
    function.__code__ = bug.code.__code__
    try:
        yield
    finally:
        function.__code__ = was
        del module.__dict__["unbroken"]


def undecided_beats_false(a: Any, b: Any) -> Any:
    if isinstance(a, Unknown):
        return a
    return b if a is True or isinstance(b, Unknown) else False


def undecided_beats_true(a: Any, b: Any) -> Any:
    if isinstance(a, Unknown):
        return a
    return b if a is False or isinstance(b, Unknown) else True


def not_undecided_is_true(a: Any) -> Any:
    return a is not True


def touching_ranges_forget_what_is_open(a: Any, b: Any) -> Any:
    return True if a.high < b.low else False if a.low > b.high else UNCERTAIN


def at_most_is_strict(a: Any, b: Any) -> Any:
    return True if a.high < b.low else unbroken(a, b) if a.low != b.high else False


def equal_ranges_are_equal_numbers(a: Any, b: Any) -> Any:
    return True if (a.low, a.high) == (b.low, b.high) else unbroken(a, b)


def what_is_said_alike_needs_one_number(a: Any, b: Any) -> Any:
    return unbroken(a, b) if a.low == a.high else UNCERTAIN


def near_on_one_side_only(a: Any, b: Any, distance: Any) -> Any:
    gap: Any = subtract(a, b)
    return both(at_most(gap, distance), True)


def figures_stand_as_written(a: Any, b: Any) -> Any:
    return equal(a, b)


def ends_subtracted_straight(a: Any, b: Any) -> Any:
    if INF in (a.high, b.high) or -INF in (a.low, b.low):
        return unbroken(a, b)
    low, high = a.low - b.low, a.high - b.high
    return Number(min(low, high), max(low, high), unit=a.unit)


def dates_compared_by_their_first_days(a: Any, b: Any) -> Any:
    return a.first < b.first


def touching_a_period_is_within_it(a: Any, b: Any) -> Any:
    return a.first <= b.last and b.first <= a.last


def doubtful_facts_count(sure: int, unsure: int) -> Any:
    return point(sure + unsure)


def doubtful_facts_add(members: Any) -> Any:
    total: Any = point(0)
    for number, _ in members:
        total = subtract(total, minus(number))
    return total


def doubtful_facts_are_smallest(members: Any) -> Any:
    return unbroken([(number, True) for number, _ in members])


def only_neighbours_in_time(points: Any, trend: Any) -> Any:
    order = sorted(range(len(points)), key=lambda i: points[i].time.first)
    violated, undecided = [], []
    for later in range(1, len(order)):
        i, j = order[later - 1], order[later]
        pair = unbroken([points[i], points[j]], trend)
        violated += [Pair((i, j)[q.earlier], (i, j)[q.later], q.cause) for q in pair.violated]
        undecided += [Pair((i, j)[q.earlier], (i, j)[q.later], q.cause) for q in pair.undecided]
    return Sweep(violated, undecided)


def the_first_that_contradicts(points: Any, trend: Any) -> Any:
    found = unbroken(points, trend)
    for number, pair in enumerate(found.violated):
        for i in range(len(points)):
            if any(q.later == 1 for q in unbroken([points[i], points[pair.later]], trend).violated):
                found.violated[number] = Pair(i, pair.later, pair.cause)
                break
    return found


def doubtful_facts_conflict(members: Any, tolerance: Any = None, share: Any = False, rounding: Any = False) -> Any:
    return unbroken([(value, True) for value, _ in members], tolerance, share, rounding)


def stretches_end_on_their_first_day(stretches: Any) -> Any:
    return unbroken([(a, DateSpan(b.first, b.first) if b.first > 0 else b, sure) for a, b, sure in stretches])


def letter_case_is_nothing(text: str) -> str:
    return str(unbroken(text)).lower()


LEFT, RIGHT = p.Ref(("old",)), p.Ref(("points",))
AGAINST = [p.Compare(w, LEFT) for w in ("less than", "more than", "at least", "at most")]
numbers = bare_rules("change", ("new",), *AGAINST)
differences = bare_rules(
    "change", ("new",), *(p.Compare(w, p.Sum(LEFT, "-", RIGHT)) for w in ("less than", "at least"))
)
equalities = bare_rules("change", ("new",), p.Compare("equal", LEFT), p.Compare("differ from", LEFT))
sayings = bare_rules("change", ("new",), p.Compare("the same as", LEFT))
distances = bare_rules("change", ("new",), p.Near(LEFT, 1), p.Near(LEFT, 2, turned=True))
roundings = bare_rules("figure", ("value",), p.Rounded(p.Ref(("estimate", "value"))))
dates = bare_rules("change", ("until",), p.Timed("before", p.Ref(("since",))), p.Timed("after", p.Ref(("since",))))
months = bare_rules("event", ("date",), p.Timed("during", p.Lit("period", "2017-01")))
texts = bare_rules("quote", ("verb",), p.Compare("be", p.Lit("text", "said")))

BUGS = [
    Bug("undecided and false is undecided", "truth", "both", undecided_beats_false, each_rules()),
    Bug("undecided or true is undecided", "truth", "either", undecided_beats_true, each_rules()),
    Bug("not undecided is true", "truth", "negate", not_undecided_is_true, each_rules()),
    Bug("less forgets open ends", "number", "less", touching_ranges_forget_what_is_open, numbers),
    Bug("at most is less", "number", "at_most", at_most_is_strict, numbers),
    Bug("equal ranges are equal", "number", "equal", equal_ranges_are_equal_numbers, equalities),
    Bug("ranges are never said alike", "number", "same", what_is_said_alike_needs_one_number, sayings),
    Bug("within has one side", "number", "near", near_on_one_side_only, distances),
    Bug("rounding does nothing", "number", "equal_rounded", figures_stand_as_written, roundings),
    Bug("subtraction does not cross the ends", "number", "subtract", ends_subtracted_straight, differences),
    Bug("a span is its first day", "date", "before", dates_compared_by_their_first_days, dates),
    Bug("a span that touches is within", "date", "during", touching_a_period_is_within_it, months),
    Bug("what may count counts", "aggregate", "counted", doubtful_facts_count, total_rules()),
    Bug("what may be added is", "aggregate", "total", doubtful_facts_add, total_rules()),
    Bug("what may be smallest is", "aggregate", "smallest", doubtful_facts_are_smallest, total_rules()),
    Bug("a series looks at neighbours", "series", "sweep", only_neighbours_in_time, series_rules()),
    Bug("a series shows any contradiction", "series", "sweep", the_first_that_contradicts, series_rules()),
    Bug("what may conflict does", "agreement", "agreement", doubtful_facts_conflict, group_rules()),
    Bug("an end is its first day", "overlap", "not_overlap", stretches_end_on_their_first_day, group_rules()),
    Bug("letter case is ignored", "text", "canonical", letter_case_is_nothing, texts),
]
