"""What a predicate of many facts demands of any two of them, as a condition on two slots.

A series falls if of any two facts the later is lower; values agree if any two are the same. The engine sweeps, since
that is fast; a search has few facts, and a condition on two of them can be measured and worked backwards like any
other. (What facts add up to is about all of them, and no such condition.)
"""

from __future__ import annotations

from typing import Literal

from ruleck.facts.vocabulary import FieldType, Vocabulary
from ruleck.generate.wish import SECOND
from ruleck.meaning import program as p
from ruleck.values.number import point

Family = Literal["number", "date", "duration", "text", "member", "yes/no", "record", "name"]
_FAMILIES: dict[str, Family] = {
    "number": "number",
    "count": "number",
    "percent": "number",
    "date": "date",
    "duration": "duration",
    "text": "text",
    "one of": "member",
    "yes/no": "yes/no",
    "link": "record",
}


def pairwise(predicate: p.Collective, members: p.Members, vocabulary: Vocabulary) -> p.Condition | None:
    """What is demanded of the fact in the slot of `members` and the one in the slot `SECOND`."""
    kind = kind_of(members)

    def two(path: tuple[str, ...]) -> tuple[p.Lookup, p.Lookup]:
        type_ = type_of(kind, path, vocabulary) if kind is not None else members.type
        return p.Lookup(members.slot, path, type_, ""), p.Lookup(SECOND, path, type_, "")

    def relate(operator: str, path: tuple[str, ...], tolerance: p.Bound | None = None) -> p.Condition:
        first, second = two(path)
        return p.Relation(operator, _FAMILIES[first.type.base], first, second, tolerance)  # type: ignore[arg-type]  # operators of the language

    match predicate:
        case p.Agreement(tolerance=tolerance):
            return relate("=" if tolerance is not None else "same", members.fields, tolerance)
        case p.SameFields(fields=fields):
            return p.All(tuple(relate("same", (*members.fields, name)) for name in fields))
        case p.Uniqueness():
            return p.Negation(relate("=", members.fields))
        case p.NoOverlap(start=start, end=end):
            first, _ = two((*members.fields, start))
            (_, second_start), (first_end, second_end) = two((*members.fields, start)), two((*members.fields, end))
            return p.Any(
                (
                    p.Negation(p.Relation("before", "date", first, second_end)),
                    p.Negation(p.Relation("before", "date", second_start, first_end)),
                )
            )
        case p.Course():
            first, second = two(members.fields)
            earlier, later = two(predicate.over)
            before: p.Condition = p.Relation(
                "before" if earlier.type.base == "date" else "<", _FAMILIES[earlier.type.base], earlier, later
            )
            return p.Any((p.Negation(before), _course(predicate, first, second)))
        case p.Total():
            return None
    raise AssertionError(predicate)


_STEPS = {"at least": ("<=", ">="), "at most": (">=", "<="), "more than": ("<", ">"), "less than": (">", "<")}
_OF_DATES = {"<": "before", ">": "after", "<=": "on or before", ">=": "on or after"}


def _course(course: p.Course, first: p.Lookup, second: p.Lookup) -> p.Condition:
    """What a series demands of an earlier and a later value. Each is read once, so that ranges stay as tight as in the
    engine's own sweep.
    """
    family = _FAMILIES[first.type.base]
    if course.direction == "stay the same":
        return p.Relation("same", family, first, second)
    down = course.direction == "decrease"

    def relate(operator: str, right: p.Value) -> p.Condition:
        named = _OF_DATES[operator] if family == "date" else operator
        return p.Relation(named, family, second, right)  # type: ignore[arg-type]  # operators of the language

    moved = relate("<" if down else ">", first)
    if course.step and course.amount is not None:
        sign: Literal["+", "-"] = "-" if down else "+"
        by: p.Value = course.amount
        if course.share:
            share = p.Compute("/", by, _number(100), first.type, "")
            bound = p.Compute("*", first, p.Compute(sign, _number(1), share, first.type, ""), first.type, "")
        else:
            bound = p.Compute(sign, first, by, first.type, "")
        moved = p.All((moved, relate(_STEPS[course.step][0 if down else 1], bound)))
    return p.Negation(moved) if course.negated else moved


def _number(value: int) -> p.Constant:
    return p.Constant(point(value), FieldType("number"), str(value))


def kind_of(members: p.Members) -> str | None:
    """The kind of the facts that a selection goes through, if they are facts of one kind."""
    match members.root:
        case p.Every(kind=kind) | p.Group(kind=kind):
            return kind
        case p.Lookup(type=type_):
            return type_.kinds[0] if type_.kinds else None
    return None


def type_of(kind: str, path: tuple[str, ...], vocabulary: Vocabulary) -> FieldType:
    """The type of a field that a path leads to; a list's is that of its items."""
    type_ = FieldType("link", kinds=(kind,))
    for name in path:
        found = next((k for k in type_.kinds if name in vocabulary.kinds[k].fields), None)
        assert found is not None, "paths were looked up when the rule was read"
        type_ = vocabulary.kinds[found].fields[name].type
    return FieldType(type_.base, type_.choices, type_.kinds)
