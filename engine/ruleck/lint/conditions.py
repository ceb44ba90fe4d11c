"""Conditions that decide nothing: never true, always true, said twice, or excepted away."""

from __future__ import annotations

from collections.abc import Iterator

from ruleck.lint.definitions import BY_CODE
from ruleck.lint.logic import Sight
from ruleck.lint.remark import Remark
from ruleck.lint.reviewed import Clause, Reviewed, alike, inner_members
from ruleck.meaning import program as p
from ruleck.meaning.context import listing
from ruleck.meaning.reading import condition as words
from ruleck.source import Span
from ruleck.syntax import nodes as n

NEVER, ALWAYS, REPEATS, SWALLOWS = (BY_CODE[code] for code in ("R201", "R202", "R203", "R204"))


def conditions(reviewed: Reviewed) -> list[Remark]:
    """What is to be said of a rule's conditions, the least part of each that it is true of; of the whole rule only
    where nothing is wrong with a part.
    """
    sight = reviewed.sight()
    found = [remark for clause in reviewed.clauses for remark in _clause(reviewed, sight, clause)]
    found += [remark for demand, span in reviewed.demands for remark in _demand(reviewed, sight, demand, span)]
    return found or list(_whole(reviewed, sight))


# ------------------------------------------------------------------ one condition


def _clause(reviewed: Reviewed, sight: Sight, clause: Clause) -> Iterator[Remark]:
    if clause.word == "unless" and sight.always(clause.condition):
        message = f"`{words(clause.condition)}` is always true, so the exception leaves nothing of the rule"
        yield Remark(SWALLOWS, message, reviewed.at(clause.span))
        return
    exception = clause.word == "unless"
    never = "so nothing is excepted" if exception else "so the rule never applies"
    always = "it excepts everything" if exception else "it chooses nothing"
    yield from _within(reviewed, sight, clause.condition, clause.node, clause.span, never, always)


def _demand(reviewed: Reviewed, sight: Sight, demand: p.Demanded, span: Span) -> Iterator[Remark]:
    inside = list(_selections(reviewed, sight, demand, span))
    yield from inside
    if inside:
        return
    # Whoever says that `no person where minor may have a name`, a name being required, forbids the fact itself.
    if Sight({}, lambda path: False).never([(demand.condition, True)]):
        message = f"`{words(demand.condition)}` is never true, so nothing can satisfy the rule"
        yield Remark(NEVER, message, reviewed.at(span))
    elif demand.adverb != "certainly" and sight.always(demand.condition):
        message = f"`{words(demand.condition)}` is always true, so nothing can break the rule"
        yield Remark(ALWAYS, message, reviewed.at(span))


def _within(
    reviewed: Reviewed,
    sight: Sight,
    condition: p.Condition,
    node: n.Condition | None,
    span: Span,
    never: str = "",
    always: str = "",
) -> Iterator[Remark]:
    """A condition with its parts, of which the least that decides nothing is told."""
    inside: list[Remark] = []
    parts = _parts(condition, node)
    for part, written in parts:
        inside += _within(reviewed, sight, part, written, written.span)
    if not parts:
        inside += _selections(reviewed, sight, condition, span)
    yield from inside
    if inside:
        return
    if sight.never([(condition, True)]):
        because = f", {never}" if never else ""
        yield Remark(NEVER, f"`{words(condition)}` is never true{because}", reviewed.at(span))
    elif sight.always(condition):
        so = f": {always}" if always else ""
        message = f"`{words(condition)}` is always true{so}"
        yield Remark(ALWAYS, message, reviewed.at(span), (), tuple(_asked(condition)))


def _parts(condition: p.Condition, node: n.Condition | None) -> list[tuple[p.Condition, n.Condition]]:
    match condition, node:
        case (p.All(parts=parts) | p.Any(parts=parts)), (n.And(parts=nodes) | n.Or(parts=nodes)) if alike(
            condition, node
        ):
            return list(zip(parts, nodes, strict=True))
        case p.Negation(part=(p.All() | p.Any() | p.Negation()) as part), n.Not(condition=inner):
            return [(part, inner)]
    return []


def _selections(reviewed: Reviewed, sight: Sight, node: object, span: Span) -> Iterator[Remark]:
    """The filters of what is counted, summed or looked for within a condition."""
    for members in inner_members(node):
        if members.where is None:
            continue
        whole = f"in `{members.written} where …`, `{words(members.where)}`"
        if sight.never([(members.where, True)]):
            yield Remark(NEVER, f"{whole} is never true, so nothing is chosen", reviewed.at(span))
        elif sight.always(members.where):
            notes = tuple(_asked(members.where))
            yield Remark(ALWAYS, f"{whole} is always true: it chooses nothing", reviewed.at(span), (), notes)


def _asked(condition: p.Condition) -> Iterator[str]:
    """Why a field is always given, where that is what was asked."""
    match condition:
        case p.Stated(value=value):
            yield f"`{value.written}` has a value in every fact, whether or not it was written down"


# ------------------------------------------------------------------ the rule as a whole


def _whole(reviewed: Reviewed, sight: Sight) -> Iterator[Remark]:
    filters = [clause for clause in reviewed.clauses if clause.word != "unless"]
    if sight.never([clause.part for clause in filters]):
        said = listing([f"`{words(clause.condition)}`" for clause in filters])
        message = f"{said} are never true together, so the rule never applies"
        yield Remark(NEVER, message, reviewed.at(filters[-1].span), (reviewed.at(filters[0].span, "the other one"),))
        return
    excepted = list(_swallowed(reviewed, sight, filters))
    yield from excepted
    if excepted or not filters:
        return
    kept = [clause.part for clause in filters]
    for demands in _breakable(reviewed):
        broken = _broken(demands)
        if not sight.never([*kept, *broken]):
            continue
        span = demands[0][1]
        chosen = [c for c in filters if sight.never([c.part, *broken])] or filters
        said = listing([f"`{words(clause.condition)}`" for clause in chosen])
        message = f"nothing can break this: the rule applies only where {said}"
        label = reviewed.at(chosen[0].span, "says so already")
        yield Remark(REPEATS, message, reviewed.at(span), (label,))


def _swallowed(reviewed: Reviewed, sight: Sight, filters: list[Clause]) -> Iterator[Remark]:
    """Exceptions that leave nothing that the rule applies to, or nothing that could break it."""
    kept = [clause.part for clause in filters]
    for clause in reviewed.clauses:
        if clause.word != "unless":
            continue
        if sight.never([*kept, clause.part]):
            message = f"the rule applies only where `{words(clause.condition)}`, and that is what it excepts"
            yield Remark(SWALLOWS, message, reviewed.at(clause.span))
            continue
        breakable = list(_breakable(reviewed))
        if breakable and all(sight.never([*kept, clause.part, *_broken(demands)]) for demands in breakable):
            message = f"whatever breaks the rule is excepted: then `{words(clause.condition)}`"
            yield Remark(SWALLOWS, message, reviewed.at(clause.span))


def _breakable(reviewed: Reviewed) -> Iterator[list[tuple[p.Demanded, Span]]]:
    """Demands that are broken together: each by itself after `and`, all of them after `or`. One that is `certainly`
    made is broken by a case that is left open, too, of which nothing is known here.
    """
    body = reviewed.rule.body
    if isinstance(body, p.Jointly) or any(demand.adverb == "certainly" for demand, _ in reviewed.demands):
        return
    if body.joiner == "or":
        yield list(reviewed.demands)
        return
    for demand in reviewed.demands:
        yield [demand]


def _broken(demands: list[tuple[p.Demanded, Span]]) -> list[tuple[p.Condition, bool]]:
    return [(demand.condition, False) for demand, _ in demands]
