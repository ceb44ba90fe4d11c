"""Predicates of many facts as closures that ask a group. Overlap and totals stand here, others in their own rooms."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from ruleck.evaluate.clash import Asked, Clash, Item, Question, blamed, doubted, field_items, lacking
from ruleck.evaluate.course import in_course
from ruleck.evaluate.expressions import getter, needed
from ruleck.evaluate.likeness import agreeing, unique
from ruleck.evaluate.naming import describe, shown
from ruleck.evaluate.witness import witnessed
from ruleck.evaluate.world import Env
from ruleck.meaning import program as p
from ruleck.meaning.context import listing
from ruleck.values import aggregate, number
from ruleck.values.date import DateSpan
from ruleck.values.number import Number
from ruleck.values.overlap import not_overlap
from ruleck.values.truth import UNCERTAIN, Truth, Unknown, merge, missing


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
            return in_course(predicate)
    raise AssertionError(predicate)


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
