"""Values: literals, fields, arithmetic and what is made of many."""

from __future__ import annotations

from dataclasses import replace

from ruleck.facts.vocabulary import FieldType, fold
from ruleck.meaning import program as p
from ruleck.meaning.context import DATE, DURATION, NUMBER, TEXT, Context, Scopes, describe, listing, one
from ruleck.meaning.paths import defined_list, field_of, lookup
from ruleck.meaning.selections import members
from ruleck.meaning.types import NUMERIC, constant, family_of, member
from ruleck.syntax import nodes as n

WEEKDAYS = FieldType("one of", ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
COUNT = FieldType("count")
LITERALS = (n.Text, n.NumberLiteral, n.DateLiteral, n.DurationLiteral, n.PointsLiteral, n.YesNoLiteral)


def value(context: Context, node: n.Value, scopes: Scopes, expect: FieldType | None = None) -> p.Value:
    """One value. `expect` is the type beside it: it settles what a bare word or a bare year is."""
    written = context.text(node)
    if isinstance(node, LITERALS):
        return constant(context, node, expect)
    match node:
        case n.Path():
            return path_value(context, node, scopes, expect)
        case n.ListLiteral():
            raise context.refuse(
                "list-as-value", node, f"`{written}` is a list, and one value is needed here", "write `one of (…)`"
            )
        case n.Negative(value=inner):
            number = need(context, inner, value(context, inner, scopes, NUMBER), "number")
            return p.FunctionOf("minus", number, number.type, written)
        case n.Arithmetic():
            return arithmetic(context, node, scopes, expect)
        case n.Aggregate(function=function, selection=selection):
            return aggregate(context, node, function, selection, scopes)
        case n.Function(function=function, argument=argument):
            wanted = DATE if function in ("weekday", "year") else TEXT
            read = value(context, argument, scopes, wanted)
            if wanted is DATE:
                read = need(context, argument, read, "date")
                return p.FunctionOf(function, read, WEEKDAYS if function == "weekday" else NUMBER, written)
            if family_of(read.type) not in ("text", "member"):
                raise context.refuse(
                    "wrong-type", argument, f"`{read.written}` is {describe(read.type)}, and text is needed here"
                )
            return p.FunctionOf(function, read, TEXT if function == "lower case" else COUNT, written)
        case n.TimeBetween(unit=unit, start=start, end=end):
            first = need(context, start, value(context, start, scopes, DATE), "date")
            last = need(context, end, value(context, end, scopes, DATE), "date")
            return p.Elapsed(unit, first, last, NUMBER, written)
    raise AssertionError(node)


def need(context: Context, node: n.Node, found: p.Value, wanted: str) -> p.Value:
    """`found`, if it is of the family wanted."""
    if family_of(found.type) == wanted:
        return found
    words = "a " + wanted if wanted != "text" else wanted
    raise context.refuse("wrong-type", node, f"`{found.written}` is {describe(found.type)}, and {words} is needed here")


def path_value(context: Context, node: n.Path, scopes: Scopes, expect: FieldType | None) -> p.Value:
    """A path as a value: a member beside an enumeration, a defined value, else a field of a fact at hand."""
    if not node.start and len(node.names) == 1:
        word = node.names[0]
        if expect is not None and expect.base == "one of" and fold(word.text) in map(fold, expect.choices):
            return member(context, word, word.text, expect, context.text(node))
        if fold(word.text) in ("today", "now", "yesterday", "tomorrow"):
            raise context.refuse(
                "not-repeatable",
                word,
                f"`{word.text}` would make a run come out differently from day to day",
                "the day that a story is about is `article's published`",
                replace=((word.span, "article's published"),),
            )
        defined = defined_list(context, node, scopes)
        if defined is not None:
            if len(defined.values) != 1:
                raise context.refuse(
                    "list-as-value",
                    word,
                    f"`{word.text}` is a list of {len(defined.values)}, and one value is needed here",
                    f"write `one of {word.text}`",
                    replace=((word.span, f"one of {word.text}"),),
                )
            home = context.defining(word, defined.source)
            found = value(home, defined.values[0], (), expect)
            context.slots = home.slots
            return replace(found, defined=True) if isinstance(found, p.Constant) else found
        if (
            expect is not None
            and expect.base == "one of"
            and (not scopes or field_of(scopes[0].kind, word.text) is None)
            and word.text.lower() not in [s.kind.name for s in scopes]
        ):
            return member(context, word, word.text, expect, context.text(node))
        if expect is not None and expect.base == "text" and scopes and field_of(scopes[0].kind, word.text) is None:
            quoted = f'"{word.text}"'
            at_hand = [s.kind.name for s in scopes if s.keys is None]
            if fold(word.text) not in [*at_hand, "article"] and context.vocabulary.kind(word.text) is None:
                raise context.refuse(
                    "unknown-field",
                    word,
                    f"`{word.text}` is not a field of {scopes[0].kind.name}; text stands in quotes",
                    # Any word may be a text: only what is nearly a field's name is taken for one.
                    replace=((word.span, quoted), *context.close_names(word, list(scopes[0].kind.fields), 0.8)),
                )
    return lookup(context, node, scopes)


def arithmetic(context: Context, node: n.Arithmetic, scopes: Scopes, expect: FieldType | None) -> p.Value:
    """`A + B`: numbers with numbers, durations with durations, a date with a duration."""
    date_wanted = expect is not None and expect.base == "date"
    left = value(context, node.left, scopes, expect if date_wanted else NUMBER)
    right = value(context, node.right, scopes, DURATION if left.type.base == "date" else NUMBER)
    families = (family_of(left.type), family_of(right.type))
    written = context.text(node)
    additive = node.operator in ("+", "-")
    if families == ("number", "number"):
        plain = left.type if left.type.base == right.type.base == "percent" and additive else NUMBER
        return p.Compute(node.operator, left, right, plain, written)
    if families == ("date", "duration") and additive:
        return p.Compute(node.operator, left, right, DATE, written)
    if families == ("duration", "duration") and additive:
        return p.Compute(node.operator, left, right, DURATION, written)
    notes = ["write `days from X to Y`"] if families == ("date", "date") else []
    raise context.refuse(
        "types-differ",
        node,
        f"`{left.written}` is {describe(left.type)} and `{right.written}` is {describe(right.type)}: "
        f"`{node.operator}` cannot join them",
        *notes,
    )


def refuse_one_of_many(context: Context, path: n.Path, scopes: Scopes) -> None:
    """Refuse `sum of the poll's answers' share` where no poll is at hand: each poll's by itself, or all together?"""
    if path.start or len(path.names) < 2:
        return
    first = path.names[0]
    kind = context.vocabulary.kind(first.text)
    at_hand = any(scope.keys is None and kind is not None and scope.kind.name == kind.name for scope in scopes)
    if kind is None or kind.name == "article" or at_hand or fold(first.text) != kind.name or kind.name == kind.plural:
        return
    rest = context.source.text[first.span.end : path.span.end].removeprefix("'s").removeprefix("\u2019s").strip()
    plural = f"{kind.plural}'" if kind.plural.endswith("s") else f"{kind.plural}'s"
    raise context.refuse(
        "two-readings",
        path,
        f"`{context.text(path)}` could be of each {kind.name} by itself, or of all {kind.plural} together",
        f"of each by itself: `for each {kind.name}, … its {rest} …`",
        replace=((path.span, f"{plural} {rest}"),),
    )


def aggregate(
    context: Context, node: n.Node, function: n.AggregateWord, selection: n.Selection, scopes: Scopes
) -> p.AggregateOf:
    """`count of …`, `sum of …`, `earliest of …`: one value made of many."""
    refuse_one_of_many(context, selection.path, scopes)
    found = members(context, selection, scopes)
    written = context.text(node)
    if function == "count":
        return p.AggregateOf(function, found, COUNT, written)
    base = found.type.base
    if base in NUMERIC:
        if function in ("earliest", "latest"):
            raise context.refuse(
                "wrong-type",
                node,
                f"`{found.written}` is {describe(one(found.type))}; `{function}` is for dates",
                replace=(
                    (node.span, written.replace(function, "smallest" if function == "earliest" else "largest", 1)),
                ),
            )
        return p.AggregateOf(function, found, FieldType("percent") if base == "percent" else NUMBER, written)
    if base == "date" and function in ("earliest", "latest", "smallest", "largest"):
        word = {"smallest": "earliest", "largest": "latest"}.get(function, function)
        return p.AggregateOf(word, found, DATE, written)  # type: ignore[arg-type]  # one of the four words
    wanted, bases = ("dates", ("date",)) if function in ("earliest", "latest") else ("numbers", NUMERIC)
    kinds = [context.vocabulary.kinds[kind] for kind in found.type.kinds]
    fields = [name for kind in kinds for name, field in kind.fields.items() if field.type.base in bases]
    would = listing([f"`{selection_words(context, selection)} {name}`" for name in fields[:3]], "or")
    raise context.refuse(
        "wrong-type",
        node,
        f"`{found.written}` is {describe(one(found.type))}, and `{function} of` needs {wanted}",
        *([f"say of what: {would}"] if would else []),
    )


def selection_words(context: Context, selection: n.Selection) -> str:
    """A selection's path as a possessive (`quotes'`)."""
    words = context.text(selection.path)
    return f"{words}'" if words.endswith("s") else f"{words}'s"
