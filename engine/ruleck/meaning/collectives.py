"""Predicates of many facts together: agreement, uniqueness, overlap, totals and series."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ruleck.facts.vocabulary import Field, Kind
from ruleck.meaning import program as p
from ruleck.meaning.context import DATE, NUMBER, Context, Scope, Scopes, describe, indefinite, link_to, listing, one
from ruleck.meaning.paths import field_of, follow, lookup
from ruleck.meaning.selections import entry_kind, member_kind, members
from ruleck.meaning.tolerances import bound
from ruleck.meaning.types import NUMERIC, family_of
from ruleck.meaning.values import value
from ruleck.syntax import nodes as n

KEY_TYPES = ("text", "link", "one of", "yes/no", "date")
COLLECTIVE = (n.Agree, n.HaveSame, n.Overlap, n.AddUp, n.Trend)
# Pairs of date fields that bound a stretch of time, in the order in which they are looked for.
STRETCHES = (("start", "end"), ("from_date", "until"), ("since", "until"), ("date", "end"), ("from", "until"))


def is_collective(node: n.Predicate) -> bool:
    """Whether a predicate speaks of many facts together."""
    return isinstance(node, COLLECTIVE) or (isinstance(node, n.Is) and node.word.text.lower() == "unique")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Many facts with what is said of them together, and the facts that this and its conditions can speak of."""

    members: p.Members
    keys: tuple[p.Lookup, ...]
    slot: int
    predicates: tuple[p.Collective, ...]
    scopes: Scopes


def gather(
    context: Context,
    selection: n.Selection,
    by: tuple[n.Path, ...],
    demands: tuple[n.Demand, ...],
    scopes: Scopes,
    *,
    all_facts: bool,
) -> Gathered:
    """Facts in groups, `by` the fields written or as the kind's own series has it, and the predicates of each group."""
    found = members(context, selection, scopes, all_facts=all_facts, grouping=True)
    entry = member_kind(context, found)
    root_kind = entry or context.vocabulary.kinds["article"]
    slot = context.new_slot()
    if by and entry is None:
        raise context.refuse("no-fields", by[0], f"the entries of `{found.written}` have no fields to group by")
    keys = tuple(key(context, path, Scope(root_kind, found.slot)) for path in by)
    inside = around(found, group_scope(root_kind, slot, keys), scopes)
    predicates = []
    carrying = found
    for demand in demands:
        predicate, carrying = resolve(context, demand.predicate, demand, carrying, bool(by), inside)
        predicates.append(predicate)
    if not by and entry is not None:
        kind, rest = fact_kind(context, carrying)
        if kind is root_kind and kind.series is not None and rest == (kind.series.value,):
            keys = tuple(own_key(context, kind, name, found.slot) for name in kind.series.by)
            inside = around(found, group_scope(root_kind, slot, keys), scopes)
    return Gathered(carrying, keys, slot, tuple(predicates), inside)


def around(found: p.Members, group: Scope, scopes: Scopes) -> Scopes:
    """The facts at hand beside a group: a subject that starts with `its` speaks of the fact whose list it is."""
    return (*scopes, group) if isinstance(found.root, p.Lookup) else (group, *scopes)


def key(context: Context, path: n.Path, scope: Scope) -> p.Lookup:
    """A field to group by."""
    found = lookup(context, path, (scope,))
    if found.slot != scope.slot or found.type.base not in KEY_TYPES:
        raise context.refuse(
            "wrong-type",
            path,
            f"`{found.written}` is {describe(found.type)}; facts are grouped by text, links, yes/no fields and days",
        )
    return found


def own_key(context: Context, kind: Kind, name: str, slot: int) -> p.Lookup:
    """A field that the kind's own series is grouped by."""
    context.saw(kind.name, name)
    return p.Lookup(slot, (name,), kind.fields[name].type, name)


def fact_kind(context: Context, members: p.Members) -> tuple[Kind, tuple[str, ...]]:
    """The kind of the fact that holds each value, and the fields that lead from there to the value."""
    if isinstance(members.root, p.Lookup):
        entry = one(members.root.type)
        if entry.base != "link":
            return context.vocabulary.kinds["article"], ()
        kind = entry_kind(context, entry)
    else:
        kind = context.vocabulary.kinds[members.root.kind]
    rest: tuple[str, ...] = ()
    for name in members.fields:
        rest += (name,)
        current = kind
        for step in rest:
            field = current.fields[step]
            if field.type.base != "link":
                break
            current = entry_kind(context, field.type)
            if field.type.many:
                kind, rest = current, ()
    return kind, rest


def resolve(
    context: Context, node: n.Predicate, demand: n.Demand, members: p.Members, stated: bool, scopes: Scopes
) -> tuple[p.Collective, p.Members]:
    """A predicate of many, and the members with the path to the value it reads. `stated`: a grouping is written."""
    if demand.negated and not isinstance(node, n.Trend | n.Overlap):
        raise refuse_negation(context, node, demand)
    kind, rest = fact_kind(context, members)
    match node:
        case n.Agree(tolerance=tolerance):
            members = with_value(context, node, members, kind, stated)
            stand_in = p.Lookup(0, (), members.type, members.written)
            limit = bound(context, tolerance, stand_in, stand_in, scopes) if tolerance else None
            return p.Agreement(limit), members
        case n.HaveSame(fields=names):
            if members.type.base != "link":
                raise context.refuse(
                    "no-fields", node, f"`{members.written}` is {describe(members.type)} and has no fields"
                )
            found = []
            for name in names:
                _, type_ = follow(context, members.type, (name,), lists=True)
                if type_.many:
                    raise context.refuse(
                        "list-as-value", name, f"`{name.text}` is {describe(type_)}: lists are not compared"
                    )
                field = field_of(kind if not rest else context.vocabulary.kinds[members.type.kinds[0]], name.text)
                assert field is not None, "follow found it"
                found.append(field.name)
            return p.SameFields(tuple(found)), members
        case n.Is():
            if members.type.base == "link" and not members.fields:
                keys = [f for f in kind.fields if f in ("name", "id", "text", "label", "subject")]
                raise context.refuse(
                    "value-needed",
                    node,
                    f"two {kind.plural} are never one and the same: say which field must be unique",
                    label=f"such as `{kind.plural}' {keys[0]}`" if keys else "",
                )
            return p.Uniqueness(), members
        case n.Overlap():
            return overlap(context, node, demand, members, kind), members
        case n.AddUp(total=total, tolerance=tolerance):
            if members.type.base not in NUMERIC:
                facts = [context.vocabulary.kinds[k] for k in members.type.kinds]
                numbers = [f.name for k in facts for f in k.fields.values() if f.type.base in NUMERIC]
                owner = f"{members.written}'" if members.written.endswith("s") else f"{members.written}'s"
                raise context.refuse(
                    "wrong-type",
                    node,
                    f"`{members.written}` is {describe(members.type)}, and only numbers add up",
                    *([f"say which of their fields: `{owner} {numbers[0]} must …`"] if numbers else []),
                )
            found_total = value(context, total, scopes, NUMBER)
            if family_of(found_total.type) != "number":
                raise context.refuse(
                    "wrong-type",
                    total,
                    f"`{found_total.written}` is {describe(found_total.type)}, and only numbers add up",
                )
            stand_in = p.Lookup(0, (), NUMBER, members.written)
            limit = bound(context, tolerance, stand_in, found_total, scopes) if tolerance else None
            return p.Total(found_total, limit), members
        case n.Trend():
            return course(context, node, demand, members, kind, stated, scopes)
    raise AssertionError(node)


def refuse_negation(context: Context, node: n.Predicate, demand: n.Demand) -> Exception:
    """`must not agree` and its like: two readings, neither of them said."""
    words = context.text(node)
    return context.refuse(
        "two-readings",
        demand,
        f"`not {words}` could mean that no two facts may, or that not all of them do",
        "`be unique` says that no value may be repeated",
    )


def with_value(context: Context, node: n.Node, members: p.Members, kind: Kind, stated: bool) -> p.Members:
    """The members with the number of their series as the value, where no field was written."""
    if members.fields or members.type.base != "link":
        return members
    if kind.series is None or (not stated and isinstance(node, n.Agree)):
        candidates = [f for f in kind.fields if f not in ("id", "excerpt", "note")]
        chosen = kind.series.value if kind.series else candidates[0]
        raise context.refuse(
            "value-needed",
            node,
            f"say in what the {kind.plural} {context.text(node).split()[0]}: `{kind.plural}' {chosen} must …`",
            f"{kind.name} has: {', '.join(candidates)}",
        )
    field = kind.fields[kind.series.value]
    context.saw(kind.name, field.name)
    return replace(members, fields=(field.name,), type=one(field.type))


def overlap(context: Context, node: n.Node, demand: n.Demand, members: p.Members, kind: Kind) -> p.NoOverlap:
    """`must not overlap`, of facts with a start and an end."""
    if not demand.negated:
        raise context.refuse(
            "wrong-word", node, "facts can be demanded not to overlap, no more", "write `must not overlap`"
        )
    if members.fields:
        raise context.refuse(
            "wrong-type", node, f"`{members.written}` is a field; facts with a start and an end overlap"
        )
    for start, end in STRETCHES:
        if is_date(kind.fields.get(start)) and is_date(kind.fields.get(end)):
            context.saw(kind.name, start)
            context.saw(kind.name, end)
            return p.NoOverlap(start, end)
    pairs = listing([f"`{a}` and `{b}`" for a, b in STRETCHES], "or")
    raise context.refuse(
        "wrong-type", node, f"{kind.plural} have no start and end to overlap by", f"two date fields are needed: {pairs}"
    )


def is_date(field: Field | None) -> bool:
    """Whether a field is a single date."""
    return field is not None and field.type == DATE


def course(
    context: Context,
    node: n.Trend,
    demand: n.Demand,
    members: p.Members,
    kind: Kind,
    stated: bool,
    scopes: Scopes,
) -> tuple[p.Course, p.Members]:
    """`increase`, `decrease`, `stay the same` over time or over another field."""
    members = with_value(context, node, members, kind, stated)
    if demand.negated and node.direction == "stay the same":
        raise refuse_negation(context, node, demand)
    if family_of(members.type) not in ("number", "date"):
        hint = (
            "write `agree` if all must be the same"
            if node.direction == "stay the same"
            else "only numbers and dates rise or fall"
        )
        raise context.refuse("wrong-type", node, f"`{members.written}` is {describe(members.type)}", hint)
    over = ordering(context, node, members, kind)
    if node.step is None:
        return p.Course(node.direction, demand.negated, over), members
    if node.direction == "stay the same":
        raise context.refuse("wrong-word", node.step, "what stays the same does not change by any amount")
    if demand.negated and node.step.operator in ("at most", "less than"):
        other = {"increase": "decrease", "decrease": "increase"}[node.direction]
        raise context.refuse(
            "two-readings",
            demand,
            f"`not {context.text(node)}` could mean a greater {node.direction}, or none, or even {indefinite(other)}",
            "say which: `must decrease by more than …`, `must not decrease`",
        )
    amount = value(context, node.step.amount, scopes, members.type if family_of(members.type) == "number" else None)
    wanted = "number" if family_of(members.type) == "number" else "duration"
    if family_of(amount.type) != wanted:
        raise context.refuse(
            "types-differ",
            node.step,
            f"`{members.written}` is {describe(members.type)} and `{amount.written}` is {describe(amount.type)}",
        )
    literal = isinstance(node.step.amount, n.NumberLiteral) and isinstance(amount, p.Constant)
    share = literal and amount.type.base == "percent"
    return p.Course(node.direction, demand.negated, over, node.step.operator, amount, share), members


def ordering(context: Context, node: n.Trend, members: p.Members, kind: Kind) -> tuple[str, ...]:
    """The field that orders a series: the one written, the kind's own, or its only date."""
    if node.over is not None:
        words = node.over.names
        if node.over.start == "" and words and words[0].text.lower() == kind.name and len(words) > 1:
            words = words[1:]
        fields, type_ = follow(context, link_to(kind), words)
        if family_of(type_) not in ("date", "number"):
            raise context.refuse(
                "wrong-type",
                node.over,
                f"`{context.text(node.over)}` is {describe(type_)}: only dates and numbers order a series",
            )
        return fields
    if kind.series is not None and is_date(kind.fields.get(kind.series.over)):
        context.saw(kind.name, kind.series.over)
        return (kind.series.over,)
    dates = [name for name, field in kind.fields.items() if is_date(field)]
    value_field = members.fields[-1] if members.fields else ""
    dates = [name for name in dates if name != value_field]
    if len(dates) == 1:
        context.saw(kind.name, dates[0])
        return (dates[0],)
    raise context.refuse(
        "which-date",
        node,
        f"{kind.plural} have {'no date' if not dates else listing(dates)} to be ordered by",
        *([f"say which: `over {dates[0]}`"] if dates else ["a series needs a date field, or `over` a number field"]),
        replace=tuple((node.span, with_over(context, node, d)) for d in dates[:2]),
    )


def with_over(context: Context, node: n.Trend, field: str) -> str:
    """The predicate, ordered by a field."""
    words = context.text(node)
    for ending in ("over time", "over the time"):
        words = words.removesuffix(ending).rstrip()
    return f"{words} over {field}"


def group_scope(kind: Kind, slot: int, keys: tuple[p.Lookup, ...]) -> Scope:
    """What can be asked of a group: its keys."""
    return Scope(kind, slot, frozenset(k.fields[0] for k in keys if k.fields))
