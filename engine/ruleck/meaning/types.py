"""Which values can stand beside each other, and what a literal is beside a given type."""

from __future__ import annotations

from typing import Literal

from ruleck.facts.vocabulary import FieldType, fold
from ruleck.meaning import program as p
from ruleck.meaning.context import DATE, DURATION, NUMBER, TEXT, YES_NO, Context, describe, listing
from ruleck.syntax import nodes as n
from ruleck.values.date import Duration, Period
from ruleck.values.edtf import read_date
from ruleck.values.misread import Misread, shorten
from ruleck.values.number import Number
from ruleck.values.phrase import read_number
from ruleck.values.text import canonical, nearest

Family = Literal["number", "date", "duration", "text", "member", "yes/no", "record", "name"]

Written = n.Text | n.NumberLiteral | n.DateLiteral | n.DurationLiteral | n.PointsLiteral | n.YesNoLiteral

NUMERIC = ("number", "count", "percent")
POINTS = FieldType("percent")


def constant(context: Context, node: Written, expect: FieldType | None) -> p.Constant:
    """A literal, as what it is beside the type `expect`: a bare `2017` beside a date is a date, a text beside an
    enumeration must be one of its members.
    """
    written = context.text(node)
    match node:
        case n.Text(value=value):
            if expect is not None and expect.base == "one of":
                return member(context, node, value, expect, written)
            return p.Constant(canonical(value), TEXT, f'"{value}"')
        case n.YesNoLiteral(value=value):
            return p.Constant(value, YES_NO, written)
        case n.DurationLiteral(number=number, unit=unit):
            return p.Constant(duration(context, node, number, unit), DURATION, written)
        case n.DateLiteral():
            return p.Constant(period(context, node, written), DATE, written)
        case n.PointsLiteral(number=number):
            return p.Constant(figure(context, node, number), POINTS, written)
        case n.NumberLiteral(written=digits):
            if expect is not None and expect.base == "date" and len(digits) == 4 and digits.isdigit():
                return p.Constant(period(context, node, digits), DATE, written)
            found = figure(context, node, digits)
            return p.Constant(found, POINTS if found.unit == "percent" else NUMBER, written)


def member(context: Context, node: n.Node, value: str, type_: FieldType, written: str) -> p.Constant:
    """A member of an enumeration, in any letter case."""
    for choice in type_.choices:
        if fold(choice) == fold(value):
            return p.Constant(choice, type_, written)
    raise context.refuse(
        "unknown-member",
        node,
        f"`{value}` is not one of {listing(type_.choices, 'or')}",
        replace=tuple((node.span, word) for word in nearest(value.lower(), list(type_.choices), 2)),
    )


def duration(context: Context, node: n.Node, number: str, unit: str) -> Duration:
    """A duration as written; only whole numbers of days, weeks, months and years."""
    value = figure(context, node, number)
    if not isinstance(value.low, int) or value.low < 0:
        raise context.refuse("not-whole", node, f"`{context.text(node)}`: only whole {unit}s can be counted")
    whole = value.low
    written = context.text(node)
    match unit:
        case "day":
            return Duration(0, whole, written)
        case "week":
            return Duration(0, 7 * whole, written)
        case "month":
            return Duration(whole, 0, written)
        case _:
            return Duration(12 * whole, 0, written)


def period(context: Context, node: n.Node, written: str) -> Period:
    """A date as a rule writes it: the whole stretch."""
    read = read_date(written)
    if isinstance(read, Misread):
        notes = [read.hint] if read.hint else []
        raise context.refuse("not-a-date", node, f"`{shorten(written)}` {read.reason}", *notes)
    return Period(read.first, read.last, read.clock, written)


def figure(context: Context, node: n.Node, digits: str) -> Number:
    """A number as a rule writes it: exact."""
    read = read_number(digits)
    if isinstance(read, Misread) or not read.exact:
        reason = read.reason if isinstance(read, Misread) else "is not one exact number"
        raise context.refuse("not-a-number", node, f"`{shorten(digits)}` {reason}")
    return Number(read.low, read.high, unit=read.unit, written=digits)


def family_of(type_: FieldType) -> Family:
    """What a value of this type is taken for in a comparison."""
    match type_.base:
        case "number" | "count" | "percent":
            return "number"
        case "one of":
            return "member"
        case "link":
            return "record"
        case base:
            return base


def family(context: Context, node: n.Node, left: p.Value, right: p.Value) -> Family:
    """What two values are compared as. Raises a refusal that shows both types."""
    a, b = family_of(left.type), family_of(right.type)
    if a == b:
        if a == "record" and not set(left.type.kinds) & set(right.type.kinds):
            raise mismatch(context, node, left, right)
        if a == "member" and left.type != right.type and not set(left.type.choices) & set(right.type.choices):
            raise mismatch(context, node, left, right)
        return a
    pair = {a, b}
    if pair == {"record", "text"}:
        kinds = left.type.kinds if a == "record" else right.type.kinds
        if any("name" in context.vocabulary.kinds[kind].fields for kind in kinds):
            return "name"
    if pair == {"member", "text"}:
        return "text"
    raise mismatch(context, node, left, right)


def mismatch(context: Context, node: n.Node, left: p.Value, right: p.Value) -> Exception:
    """The refusal of two values that cannot be compared: both types, and where each comes from."""
    notes = []
    if isinstance(right, p.Constant) and right.type.base == "text":
        bare = right.written.strip('"')
        fixes: tuple[tuple[object, str], ...] = ((node.span, bare),)
    else:
        fixes = ()
    if {left.type.base, right.type.base} <= {"duration", *NUMERIC} and "duration" in (left.type.base, right.type.base):
        notes.append("`days from X to Y` is a number of days: compare it with a plain number")
    if {family_of(left.type), family_of(right.type)} == {"text", "number"}:
        text = left if family_of(left.type) == "text" else right
        if isinstance(text, p.Lookup):
            notes.append(f"for how long it is, write `length of {text.written}` or `number of words in {text.written}`")
    notes += [note for value in (left, right) if (note := origin(context, value))]
    return context.refuse(
        "types-differ",
        node,
        f"`{left.written}` is {said(left)} and `{right.written}` is {said(right)}: they cannot be compared",
        *notes,
        replace=tuple((span, text) for span, text in fixes),  # type: ignore[misc]  # spans by construction
    )


def origin(context: Context, value: p.Value) -> str:
    """Where a field's type comes from."""
    if not isinstance(value, p.Lookup) or not value.fields:
        return ""
    name = value.fields[-1]
    for kind, read in context.reads.items():
        field = context.vocabulary.kinds[kind].fields.get(name)
        if name in read and field is not None and field.type == value.type:
            return f"{kind}'s `{name}` is {describe(field.type)}: `ruleck kinds {kind}` shows it"
    return ""


def said(value: p.Value) -> str:
    """A value's type with where it comes from."""
    if isinstance(value, p.Constant):
        return describe(value.type) if value.type.base != "one of" else "one of a list"
    return describe(value.type)
