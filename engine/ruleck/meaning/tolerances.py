"""How near is near enough."""

from __future__ import annotations

from ruleck.meaning import program as p
from ruleck.meaning.context import DURATION, Context, Scopes, describe
from ruleck.meaning.types import family_of, mismatch
from ruleck.meaning.values import value
from ruleck.syntax import nodes as n


def bound(context: Context, node: n.Tolerance, left: p.Value, right: p.Value, scopes: Scopes) -> p.Bound:
    """`within 1%`, `within 2`, `within rounding` after an equality."""
    if node.amount is None:
        if not any(isinstance(side, p.Lookup) or is_sum(side) for side in (left, right)):
            raise context.refuse(
                "both-computed",
                node,
                f"`{left.written}` and `{right.written}` are both computed: "
                "neither has digits that were rounded in writing",
                "say how near they must be: `within 1`, `within 1%`",
            )
        need_number(context, node, left)
        return p.Bound("rounding")
    return within(context, node.amount, right, scopes)


def is_sum(side: p.Value) -> bool:
    """Whether a value is a plain sum of fields: each of its terms was written."""
    return isinstance(side, p.AggregateOf) and side.function == "sum"


def need_number(context: Context, node: n.Node, found: p.Value) -> None:
    """Refuse a tolerance on what is no number."""
    if family_of(found.type) != "number":
        raise context.refuse(
            "wrong-type", node, f"`{found.written}` is {describe(found.type)}; only numbers are rounded"
        )


def within(context: Context, amount: n.Value, right: p.Value, scopes: Scopes) -> p.Bound:
    """How far apart two values may be. A per cent literal is a share of the right side; any other number a distance."""
    if family_of(right.type) == "date":
        found = value(context, amount, scopes, DURATION)
        if family_of(found.type) != "duration":
            raise context.refuse(
                "wrong-type",
                amount,
                f"`{found.written}` is {describe(found.type)}, and `{right.written}` is a date: say a time",
                replace=((amount.span, f"{found.written} days"),),
            )
        return p.Bound("distance", found)
    if family_of(right.type) not in ("number", "duration"):
        raise context.refuse(
            "wrong-type", amount, f"`{right.written}` is {describe(right.type)}; `within` is for numbers and dates"
        )
    found = value(context, amount, scopes, right.type)
    if family_of(found.type) != family_of(right.type):
        raise mismatch(context, amount, right, found)
    share = isinstance(amount, n.NumberLiteral) and isinstance(found, p.Constant) and found.type.base == "percent"
    return p.Bound("share" if share else "distance", found)
