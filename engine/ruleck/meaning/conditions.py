"""Conditions about the facts at hand: what `when`, `where` and `unless` say."""

from __future__ import annotations

from dataclasses import replace

from ruleck.meaning import program as p
from ruleck.meaning.collectives import gather, is_collective
from ruleck.meaning.context import Context, Scope, Scopes, describe
from ruleck.meaning.paths import defined_list, lookup, several
from ruleck.meaning.predicates import predicate
from ruleck.meaning.selections import counting, denied, ends_in_list, member_kind, members
from ruleck.meaning.values import value
from ruleck.syntax import nodes as n


def condition(context: Context, node: n.Condition, scopes: Scopes) -> p.Condition:
    """A condition about the facts at hand."""
    match node:
        case n.And(parts=parts):
            return p.All(tuple(condition(context, part, scopes) for part in parts))
        case n.Or(parts=parts):
            return p.Any(tuple(condition(context, part, scopes) for part in parts))
        case n.Not(condition=inner):
            return p.Negation(condition(context, inner, scopes))
        case n.Holds(path=path):
            return flag(context, path, scopes)
        case n.ThereIs(quantifier=quantifier, selection=selection):
            return there_is(context, quantifier, selection, scopes, context.text(node))
        case n.Says(subject=subject, predicate=inner_predicate, negated=negated):
            if is_collective(inner_predicate):
                return collectively(context, node, scopes)
            if isinstance(subject, n.Subject):
                return quantified(context, subject, inner_predicate, negated, scopes, context.text(node))
            plain = predicate(context, inner_predicate, left_value(context, subject, scopes), scopes)
            return p.Negation(plain) if negated else plain
    raise AssertionError(node)


def collectively(context: Context, node: n.Says, scopes: Scopes) -> p.Condition:
    """`estimates do not increase over time`, as a condition."""
    subject = node.subject
    if isinstance(subject, n.Path):
        subject = n.Subject(
            n.Quantifier("bare", span=subject.span), n.Selection(subject, span=subject.span), span=subject.span
        )
    if not isinstance(subject, n.Subject) or subject.quantifier.of or subject.quantifier.word not in ("bare", "all"):
        raise context.refuse(
            "many-needed",
            node,
            f"`{context.text(node.predicate)}` speaks of many facts together",
            "write a kind's plural before it: `estimates do not increase over time`",
        )
    demand = n.Demand(node.predicate, "", node.negated, span=node.span)
    selection = subject.selection
    together = gather(context, selection, selection.same, (demand,), scopes, all_facts=subject.quantifier.word == "all")
    return p.Collectively(together.members, together.keys, together.slot, together.predicates[0], context.text(node))


def left_value(context: Context, node: n.Value, scopes: Scopes) -> p.Value:
    """The left side of a predicate; a list is allowed there, for presence."""
    if isinstance(node, n.Path) and defined_list(context, node, scopes) is None:
        found = lookup(context, node, scopes, lists=True)
        if found.type.many and len(found.fields) > 1 and not field_is_list(context, found):
            raise several(context, node.names[-2])
        return found
    return value(context, node, scopes)


def field_is_list(context: Context, found: p.Lookup) -> bool:
    """Whether the last field of a path is itself the list (`poll's answers`, not `answers' share`)."""
    return any(
        (f := kind.fields.get(found.fields[-1])) is not None and f.type == found.type
        for kind in context.vocabulary.kinds.values()
    )


def flag(context: Context, path: n.Path, scopes: Scopes) -> p.Condition:
    """A yes/no field by itself."""
    found = value(context, path, scopes)
    if found.type.base == "yes/no":
        return p.Flag(found)
    hint: tuple[str, ...] = ()
    if isinstance(found, p.Lookup):
        hint = (f"write `{found.written} is given`, or compare it: `{found.written} is …`",)
    raise context.refuse(
        "not-yes-no",
        path,
        f"`{found.written}` is {describe(found.type)}; only a yes/no field is a condition by itself",
        *hint,
        replace=((path.span, f"{context.text(path)} is given"),),
    )


def there_is(
    context: Context, quantifier: n.Quantifier, selection: n.Selection, scopes: Scopes, written: str
) -> p.Condition:
    """`there is a source where …`: how many there are."""
    found = members(context, selection, scopes, all_facts=True)
    if found.type.base != "link":
        raise context.refuse("wrong-type", selection, f"`{found.written}` is a field; `there is` speaks of facts")
    return counting(found, None, quantifier, written)


def quantified(
    context: Context, subject: n.Subject, node: n.Predicate, negated: bool, scopes: Scopes, written: str
) -> p.Condition:
    """`some of its sources is official`, `at least 2 sources are official`: a predicate of each of many, counted."""
    found = members(context, subject.selection, scopes, all_facts=subject.quantifier.word == "all")
    inner = each(context, found, subject.selection, node, negated, scopes)
    return counting(replace(found, fields=()), inner, subject.quantifier, written)


def each(
    context: Context, found: p.Members, selection: n.Selection, node: n.Predicate, negated: bool, scopes: Scopes
) -> p.Condition:
    """What is said of one member. Its end value stands on the left; bare fields belong to the member's kind."""
    kind = member_kind(context, found)
    type_ = replace(found.type, many=ends_in_list(context, selection.path, kind, found))
    inside = scopes if kind is None else (Scope(kind, found.slot), *scopes)
    left = p.Lookup(found.slot, found.fields, type_, context.text(selection.path))
    return denied(predicate(context, node, left, inside), negated)
