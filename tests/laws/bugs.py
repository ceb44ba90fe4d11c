"""Small bugs, each put into one function of the engine, with the property that is to notice it.

A bug's code takes the place of the function's own, so that every table that holds the function has the bug, too. It
runs among the names of the function's module; `unbroken` is the function as it was.
"""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from typing import Any

from ruleck.evaluate.expressions import free_slots
from ruleck.evaluate.outcome import Outcome
from ruleck.evaluate.run import too_long
from ruleck.evaluate.world import OutOfSteps, step
from ruleck.meaning import program as p
from ruleck.values.date import DateSpan, calendar_day
from ruleck.values.number import INF, Number, at_most, equal, minus, near, point, subtract
from ruleck.values.pairs import Pair
from ruleck.values.series import Point, Step, Sweep, _Limit
from ruleck.values.truth import UNCERTAIN, Unknown, both

# The property that is to notice each bug; the tests of one promise stand in one file.
AGREEMENT = "tests/laws/test_agreement.py::test_"
COMPLETION = "tests/laws/test_completion.py::test_"
INDIFFERENCE = "tests/laws/test_indifference.py::test_"
SCALING = "tests/laws/test_scaling.py::test_"
COMPOSITION = "tests/laws/test_composition.py::test_"
BLAME = "tests/laws/test_blame.py::test_"
BOUNDS = "tests/laws/test_bounds.py::test_"
BYTES = "tests/laws/test_bytes.py::test_"


def unbroken(*_: Any) -> Any:
    """Stands for the function as it was; in the function's module the name means just that."""
    raise NotImplementedError


@dataclass(frozen=True)
class Bug:
    """What is wrong, where, and the test that must fail then."""

    name: str
    place: str  # a module of the package and a function there, or a class and what it does
    code: Callable[..., Any]
    noticed_by: str


# The bug that is in the engine now: processes that are started meanwhile are to have it, too.
present: ContextVar[Bug | None] = ContextVar("bug", default=None)


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """The engine with the bug in it."""
    name, _, path = bug.place.partition(":")
    module = importlib.import_module(f"ruleck.{name}")
    found: Any = module
    for part in path.split("."):
        found = getattr(found, part)
    function = getattr(found, "fget", found)
    was = function.__code__
    original = types.FunctionType(was, module.__dict__, function.__name__, function.__defaults__)
    original.__kwdefaults__ = function.__kwdefaults__
    module.__dict__["unbroken"] = original
    function.__code__ = bug.code.__code__
    forget()
    token = present.set(bug)
    try:
        yield
    finally:
        present.reset(token)
        forget()
        function.__code__ = was
        del module.__dict__["unbroken"]


def forget() -> None:
    """Empty what the engine remembers of calls: it was worked out with other code."""
    for name, module in sorted(sys.modules.items()):
        if name.startswith("ruleck.values."):
            for function in vars(module).values():
                if isinstance(function, _lru_cache_wrapper):
                    function.cache_clear()


# ------------------------------------------------------------------ in the values


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
    if isinstance(gap, Unknown):
        return gap
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


# Named as in their modules, whose names these codes run among.


def a_series_reads_in_the_documents_order(points: Any, trend: Any) -> Any:
    return unbroken([Point(DateSpan(i, i), point.value, point.sure) for i, point in enumerate(points)], trend)


def a_step_by_per_cent_is_an_amount(x: Any, limit: Any) -> Any:
    if limit.step is None:
        return unbroken(x, limit)
    return unbroken(x, _Limit(limit.strict, limit.sign, Step(limit.step.operator, limit.step.amount)))


def per_cent_are_of_a_hundred(a: Any, b: Any, share: Any) -> Any:
    return near(a, b, share)


def only_the_first_two_are_compared(
    members: Any, tolerance: Any = None, share: Any = False, rounding: Any = False
) -> Any:
    return unbroken(members[:2], tolerance, share, rounding)


def units_are_not_looked_at(value: Any) -> Any:
    return None


def days_are_near_by_their_number_in_the_month(a: Any, b: Any, distance: Any) -> Any:
    if a.first != a.last or b.first != b.last:
        return unbroken(a, b, distance)
    return abs(calendar_day(a.first)[2] - calendar_day(b.first)[2]) <= distance.days


def every_fourth_year_is_a_leap_year(year: int, month: int, day: int) -> Any:
    return unbroken(year, month, day) + year // 100 - year // 400


def the_cause_is_the_first_of_a_set(self: Any) -> Any:
    return next(iter(self.causes))


# ------------------------------------------------------------------ in the facts


def a_link_finds_ids_of_any_letter_case(records: Any) -> Any:
    named: dict[str, list[Any]] = {}
    for text, found in unbroken(records).items():
        for name in {text.lower(), text.upper(), text}:
            named.setdefault(name, []).extend(found)
    return named


# ------------------------------------------------------------------ in what evaluates


def adverbs_say_nothing(found: Any, adverb: Any) -> Any:
    return found


def exceptions_that_may_hold_do_not(rule: Any) -> Any:
    applies_when = unbroken(rule)

    def test(env: Any) -> Any:
        applies = applies_when(env)
        return True if rule.unless and isinstance(applies, Unknown) else applies

    return test


def filters_leave_out_who_may_pass(members: Any) -> Any:
    select = unbroken(members)

    def select_sure(env: Any) -> Any:
        found = select(env)
        return found if isinstance(found, Unknown) else [member for member in found if member[1] is True]

    return select_sure


def filters_let_in_who_may_pass(members: Any) -> Any:
    select = unbroken(members)

    def select_all(env: Any) -> Any:
        found = select(env)
        return found if isinstance(found, Unknown) else [(item, True) for item, _ in found]

    return select_all


def an_index_forgets_what_has_no_key(self: Any, kind: Any, path: Any, value: Any) -> Any:
    found, wanted = unbroken(self, kind, path, value), self.key(value)
    return found if wanted is None else [record for record in found if self.key(step(record, path)) == wanted]


def an_index_is_not_used(self: Any, kind: Any, path: Any, value: Any) -> Any:
    return self.records.get(kind, ())


def only_the_first_key_makes_groups(env: Any, parts: Any) -> Any:
    return unbroken(env, parts[:1])


def an_open_key_is_no_key(world: Any, value: Any) -> Any:
    return unbroken(world, None if isinstance(value, Unknown) else value)


def records_of_one_name_are_one(self: Any, record: Any) -> Any:
    return record.fields.get("name", id(record))


def no_fact_of_a_kind_is_any_fact(members: Any) -> Any:
    root = unbroken(members)

    def any_fact(env: Any) -> Any:
        found = root(env)
        return found or [(fact, True) for facts in env[-1].records.values() for fact in facts]

    return any_fact if isinstance(members.root, p.Every) and members.where is None and not members.fields else root


def only_the_last_is_blamed(asked: Any, *items: Any) -> Any:
    return unbroken(asked, *items)[-1:]


def the_first_of_all_is_blamed(asked: Any, *items: Any) -> Any:
    return unbroken(asked, *(asked.items[:1] if len(items) > 1 else ()), *items[1:] or items)


def the_group_is_blamed(asked: Any, *items: Any) -> Any:
    return unbroken(asked, *asked.items)


def a_value_is_remembered_by_its_function(node: Any, get: Any) -> Any:
    if free_slots(node) - {p.ARTICLE}:
        return get

    def once(env: Any) -> Any:
        known = env[-1].remembered
        if node.function not in known:
            known[node.function] = get(env)
        return known[node.function]

    return once


def a_condition_is_asked_for_every_fact(condition: Any, test: Any) -> Any:
    return test


def a_condition_is_remembered_by_its_words(condition: Any, test: Any) -> Any:
    def once(env: Any) -> Any:
        known = env[-1].remembered
        if condition.written not in known:
            known[condition.written] = test(env)
        return known[condition.written]

    return once


def what_is_remembered_serves_the_next_story(self: Any, records: Any, across: bool = False) -> None:
    unbroken(self, records, across)
    self.remembered = unbroken.__dict__.setdefault("remembered", {})


def steps_cost_nothing(self: Any, steps: Any) -> Any:
    return None


def steps_are_spent_for_all_rules(rule: Any, check: Any, world: Any, article: Any) -> Any:
    try:
        return check(world, article)
    except OutOfSteps:
        return Outcome([too_long(rule, world, article)], falls=True)


def what_is_given_up_holds(rule: Any, check: Any, world: Any, article: Any) -> Any:
    world.steps = 0
    try:
        return check(world, article)
    except OutOfSteps:
        return Outcome()


# ------------------------------------------------------------------ in the reports


def findings_stand_as_their_messages_hash(findings: Any, paths: Any = None) -> Any:
    return tuple(sorted(findings, key=lambda finding: hash(finding.message)))


VALUES = [
    Bug(
        "undecided and false is undecided",
        "values.truth:both",
        undecided_beats_false,
        f"{AGREEMENT}rules_of_one_fact_at_a_time_agree",
    ),
    Bug(
        "undecided or true is undecided",
        "values.truth:either",
        undecided_beats_true,
        f"{AGREEMENT}rules_of_one_fact_at_a_time_agree",
    ),
    Bug(
        "not undecided is true",
        "values.truth:negate",
        not_undecided_is_true,
        f"{COMPLETION}a_decided_verdict_survives_every_filling_in",
    ),
    Bug(
        "less forgets open ends",
        "values.number:less",
        touching_ranges_forget_what_is_open,
        f"{AGREEMENT}comparisons_of_numbers_agree",
    ),
    Bug("at most is less", "values.number:at_most", at_most_is_strict, f"{AGREEMENT}comparisons_of_numbers_agree"),
    Bug(
        "equal ranges are equal",
        "values.number:equal",
        equal_ranges_are_equal_numbers,
        f"{AGREEMENT}comparisons_of_numbers_agree",
    ),
    Bug(
        "ranges are never said alike",
        "values.number:same",
        what_is_said_alike_needs_one_number,
        f"{AGREEMENT}comparisons_of_numbers_agree",
    ),
    Bug("within has one side", "values.number:near", near_on_one_side_only, f"{AGREEMENT}comparisons_of_numbers_agree"),
    Bug(
        "rounding does nothing",
        "values.number:equal_rounded",
        figures_stand_as_written,
        f"{AGREEMENT}comparisons_of_numbers_agree",
    ),
    Bug(
        "subtraction does not cross the ends",
        "values.number:subtract",
        ends_subtracted_straight,
        f"{AGREEMENT}comparisons_with_a_difference_agree",
    ),
    Bug(
        "per cent are of a hundred",
        "values.number:near_share",
        per_cent_are_of_a_hundred,
        f"{SCALING}numbers_and_amounts_multiplied_alike_change_nothing",
    ),
    Bug(
        "a span is its first day",
        "values.date:before",
        dates_compared_by_their_first_days,
        f"{AGREEMENT}comparisons_of_dates_agree",
    ),
    Bug(
        "a span that touches is within",
        "values.date:during",
        touching_a_period_is_within_it,
        f"{AGREEMENT}comparisons_of_dates_agree",
    ),
    Bug(
        "days are near by their number in the month",
        "values.date:near",
        days_are_near_by_their_number_in_the_month,
        f"{SCALING}all_dates_moved_by_some_days_change_nothing",
    ),
    Bug(
        "every fourth year is a leap year",
        "values.date:day_number",
        every_fourth_year_is_a_leap_year,
        f"{SCALING}four_centuries_later_nothing_has_changed",
    ),
    Bug(
        "what may count counts",
        "values.aggregate:counted",
        doubtful_facts_count,
        f"{AGREEMENT}rules_of_one_value_agree",
    ),
    Bug("what may be added is", "values.aggregate:total", doubtful_facts_add, f"{AGREEMENT}rules_of_one_value_agree"),
    Bug(
        "what may be smallest is",
        "values.aggregate:smallest",
        doubtful_facts_are_smallest,
        f"{AGREEMENT}rules_of_one_value_agree",
    ),
    Bug(
        "a series looks at neighbours", "values.series:sweep", only_neighbours_in_time, f"{AGREEMENT}series_rules_agree"
    ),
    Bug(
        "a series shows any contradiction",
        "values.series:sweep",
        the_first_that_contradicts,
        f"{AGREEMENT}series_rules_agree",
    ),
    Bug(
        "a series is read in the document's order",
        "values.series:sweep",
        a_series_reads_in_the_documents_order,
        f"{INDIFFERENCE}the_order_of_facts_changes_no_verdict",
    ),
    Bug(
        "a step by per cent is an amount",
        "values.series:_limit",
        a_step_by_per_cent_is_an_amount,
        f"{SCALING}numbers_and_amounts_multiplied_alike_change_nothing",
    ),
    Bug(
        "units are not looked at",
        "values.pairs:unit",
        units_are_not_looked_at,
        f"{SCALING}each_unit_may_be_multiplied_by_itself",
    ),
    Bug(
        "what may conflict does", "values.agreement:agreement", doubtful_facts_conflict, f"{AGREEMENT}group_rules_agree"
    ),
    Bug(
        "only the first two are compared",
        "values.agreement:agreement",
        only_the_first_two_are_compared,
        f"{AGREEMENT}group_rules_agree",
    ),
    Bug(
        "an end is its first day",
        "values.overlap:not_overlap",
        stretches_end_on_their_first_day,
        f"{AGREEMENT}group_rules_agree",
    ),
    Bug(
        "letter case is ignored",
        "values.text:canonical",
        letter_case_is_nothing,
        f"{AGREEMENT}comparisons_of_texts_agree",
    ),
]
EVALUATION = [
    Bug(
        "a link finds ids of any letter case",
        "facts.link:_by_name",
        a_link_finds_ids_of_any_letter_case,
        f"{INDIFFERENCE}other_ids_change_nothing",
    ),
    Bug(
        "an adverb says nothing",
        "evaluate.outcome:settle",
        adverbs_say_nothing,
        f"{COMPLETION}an_adverb_decides_and_errs_on_its_own_side",
    ),
    Bug(
        "an exception that may hold does not",
        "evaluate.outcome:gate",
        exceptions_that_may_hold_do_not,
        f"{AGREEMENT}rules_of_one_fact_at_a_time_agree",
    ),
    Bug(
        "a filter leaves out who may pass",
        "evaluate.expressions:selected",
        filters_leave_out_who_may_pass,
        f"{COMPLETION}a_decided_verdict_survives_every_filling_in",
    ),
    Bug(
        "a filter lets in who may pass",
        "evaluate.expressions:selected",
        filters_let_in_who_may_pass,
        f"{COMPLETION}narrowing_never_flips_a_decided_verdict",
    ),
    Bug(
        "an index forgets what has no key",
        "evaluate.world:World.having",
        an_index_forgets_what_has_no_key,
        f"{AGREEMENT}rules_that_look_for_other_facts_agree",
    ),
    Bug(
        "an index is not used",
        "evaluate.world:World.having",
        an_index_is_not_used,
        f"{BOUNDS}twice_the_facts_are_hardly_more_than_twice_the_work",
    ),
    Bug(
        "only the first key makes groups",
        "evaluate.groups:key_of",
        only_the_first_key_makes_groups,
        f"{AGREEMENT}series_rules_agree",
    ),
    Bug(
        "an open key is no key",
        "evaluate.groups:key_part",
        an_open_key_is_no_key,
        f"{AGREEMENT}series_rules_agree",
    ),
    Bug(
        "records of one name are one",
        "evaluate.world:World.identity",
        records_of_one_name_are_one,
        f"{INDIFFERENCE}fields_that_a_rule_does_not_read_change_nothing",
    ),
    Bug(
        "no fact of a kind is any fact",
        "evaluate.expressions:rooted",
        no_fact_of_a_kind_is_any_fact,
        f"{INDIFFERENCE}facts_of_other_kinds_change_nothing",
    ),
    Bug(
        "only the last is blamed",
        "evaluate.clash:blamed",
        only_the_last_is_blamed,
        f"{BLAME}the_pair_of_a_series_shows_the_break_and_neither_does_alone",
    ),
    Bug(
        "the first of all is blamed",
        "evaluate.clash:blamed",
        the_first_of_all_is_blamed,
        f"{BLAME}the_facts_of_a_group_show_the_conflict_and_none_does_without_another",
    ),
    Bug(
        "the whole group is blamed",
        "evaluate.clash:blamed",
        the_group_is_blamed,
        f"{BLAME}the_pair_of_a_series_shows_the_break_and_neither_does_alone",
    ),
    Bug(
        "a value is remembered by its function",
        "evaluate.expressions:remembered",
        a_value_is_remembered_by_its_function,
        f"{COMPOSITION}rules_checked_together_find_what_each_finds_alone",
    ),
    Bug(
        "a condition is remembered by its words",
        "evaluate.truths:remembered",
        a_condition_is_remembered_by_its_words,
        f"{AGREEMENT}rules_that_look_for_other_facts_agree",
    ),
    Bug(
        "a condition is asked for every fact",
        "evaluate.truths:remembered",
        a_condition_is_asked_for_every_fact,
        f"{BOUNDS}twice_the_facts_are_hardly_more_than_twice_the_work",
    ),
    Bug(
        "what is remembered serves the next story",
        "evaluate.world:World.__init__",
        what_is_remembered_serves_the_next_story,
        f"{COMPOSITION}stories_checked_one_after_another_find_what_each_finds_alone",
    ),
    Bug(
        "steps cost nothing",
        "evaluate.world:World.spend",
        steps_cost_nothing,
        f"{BOUNDS}a_rule_that_looks_at_every_fact_for_every_fact_is_given_up",
    ),
    Bug(
        "steps are spent for all rules",
        "evaluate.run:run",
        steps_are_spent_for_all_rules,
        f"{BOUNDS}each_rule_has_a_budget_of_its_own",
    ),
    Bug(
        "what is given up holds",
        "evaluate.run:run",
        what_is_given_up_holds,
        f"{BOUNDS}a_rule_out_of_steps_is_undecided_and_tells_nothing_else",
    ),
    Bug(
        "the cause is the first of a set",
        "values.truth:Unknown.cause",
        the_cause_is_the_first_of_a_set,
        f"{BYTES}the_same_bytes_under_every_hash_seed",
    ),
    Bug(
        "findings stand as their messages hash",
        "reports.checked:in_order",
        findings_stand_as_their_messages_hash,
        f"{BYTES}the_same_bytes_under_every_hash_seed",
    ),
]
BUGS = [*VALUES, *EVALUATION]
