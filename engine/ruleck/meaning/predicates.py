"""What a predicate says of the one value on its left."""

from __future__ import annotations

import re

from ruleck.facts.vocabulary import FieldType, fold
from ruleck.meaning import program as p
from ruleck.meaning.context import (
    DATE,
    TEXT,
    Context,
    ListName,
    Scope,
    Scopes,
    SubsetName,
    describe,
    indefinite,
    listing,
    one,
)
from ruleck.meaning.paths import defined_list, field_of, follow
from ruleck.meaning.selections import counting, denied, entry_kind, filtered, members, nouns
from ruleck.meaning.tolerances import bound, within
from ruleck.meaning.types import family, family_of, mismatch
from ruleck.meaning.values import value
from ruleck.source import Span
from ruleck.syntax import nodes as n
from ruleck.values.misread import Misread
from ruleck.values.text import compile_pattern

# What stands between a fact and what is said of it.
BEING = re.compile(r"\s+(?:is|are|(?:must|should|may)\s+(?:not\s+)?be)\s+(?:not\s+)?(?:an?\s+)?$", re.IGNORECASE)


def predicate(context: Context, node: n.Predicate, left: p.Value, scopes: Scopes) -> p.Condition:
    """What a predicate says of the value on its left."""
    match node:
        case n.Has(fields=names, joiner=joiner):
            parts: tuple[p.Condition, ...] = tuple(p.Stated(possession(context, name, left)) for name in names)
            if len(parts) == 1:
                return parts[0]
            return p.All(parts) if joiner == "and" else p.Any(parts)
        case n.HasNo(field=name):
            return p.Negation(p.Stated(possession(context, name, left)))
        case n.HasCount():
            return has_count(context, node, left, scopes)
        case n.Is(word=word):
            return be_word(context, node, word, left, scopes)
        case n.Compare():
            return compare(context, node, left, scopes)
        case n.Between(low=low, high=high):
            return between(context, node, low, high, left, scopes)
        case n.Near(distance=distance, value=other):
            right = value(context, other, scopes, left.type)
            return p.Relation(
                "=", family(context, node, left, right), left, right, within(context, distance, right, scopes)
            )
        case n.Timing(operator=operator, value=other):
            single(context, node, left)
            right = value(context, other, scopes, DATE)
            if family_of(left.type) != "date" or family_of(right.type) != "date":
                if family_of(left.type) == family_of(right.type) == "number":
                    instead = {"before": "less than", "after": "more than"}.get(operator, "at least")
                    raise context.refuse(
                        "wrong-type",
                        node,
                        f"`{operator}` compares dates, and `{left.written}` is {describe(left.type)}",
                        f"for numbers write `{instead}`",
                    )
                raise mismatch(context, node, left, right)
            return p.Relation(operator, "date", left, right)
        case n.OneOf(choices=choices):
            return one_of(context, node, choices, left, scopes)
        case n.Match(pattern=pattern, ignore_case=ignore_case):
            textual(context, node, left, "match")
            compiled = compile_pattern(pattern, ignore_case)
            if isinstance(compiled, Misread):
                raise context.refuse(
                    "bad-pattern", node, f"`/{pattern}/` {compiled.reason}", *([compiled.hint] if compiled.hint else [])
                )
            return p.Matching(left, pattern, ignore_case)
        case n.TextTest(operator=operator, value=other):
            textual(context, node, left, operator)
            right = value(context, other, scopes, TEXT)
            textual(context, other, right, operator)
            return p.TextRelation(operator, left, (right,), context.text(other))
        case n.ContainOneOf(choices=choices):
            textual(context, node, left, "contain")
            listed, found = choice_values(context, choices, TEXT, scopes)
            if found is not None:
                raise context.refuse(
                    "wrong-type",
                    choices,
                    f"`contain one of` needs a list of texts, and `{found.written}` is a selection",
                )
            return p.TextRelation("contain", left, listed, context.text(choices))
        case n.Agree() | n.HaveSame() | n.Overlap() | n.AddUp() | n.Trend():
            raise context.refuse(
                "many-needed",
                node,
                f"`{context.text(node)}` speaks of many facts together, and `{left.written}` is one",
                "it can be demanded after a plural: `estimates must decrease over time`",
            )
    raise AssertionError(node)


def single(context: Context, node: n.Node, left: p.Value) -> None:
    """Refuse a list on the left of a predicate about one value."""
    if left.type.many:
        word = left.written.split()[-1]
        raise context.refuse(
            "list-as-value",
            node,
            f"`{left.written}` is {describe(left.type)}, and this speaks of one value",
            f"say which are meant: `all of its {word}`, `some of its {word}`",
        )


def textual(context: Context, node: n.Node, found: p.Value, operator: str) -> None:
    """Refuse what is not text."""
    single(context, node, found)
    if family_of(found.type) not in ("text", "member"):
        raise context.refuse(
            "wrong-type", node, f"`{found.written}` is {describe(found.type)}, and `{operator}` is for text"
        )


def possession(context: Context, name: n.Name, left: p.Value) -> p.Lookup:
    """The field that a fact is said to have."""
    if not isinstance(left, p.Lookup) or left.type.base != "link" or left.type.many:
        measures = {"words": "number of words in", "characters": "length of", "letters": "length of"}
        length = measures.get(name.text.lower())
        raise context.refuse(
            "no-fields",
            name,
            f"`{left.written}` is {describe(left.type)}: only a fact can have a `{name.text}`",
            *([f"write `{length} {left.written}`"] if length and left.type.base == "text" else []),
        )
    fields, type_ = follow(context, left.type, (name,), lists=True)
    owner = f"{left.written}'" if left.written.endswith("s") else f"{left.written}'s"
    written = f"{owner} {name.text}" if left.fields else name.text
    return p.Lookup(left.slot, left.fields + fields, type_, written, left.article)


def has_count(context: Context, node: n.HasCount, left: p.Value, scopes: Scopes) -> p.Condition:
    """`have at least 2 sources where (official)`: counted in a list field."""
    field = possession(context, node.field, left)
    written = context.text(node)
    if not field.type.many:
        raise context.refuse(
            "one-not-many",
            node.field,
            f"`{node.field.text}` is {describe(field.type)}: a fact has one at most",
            replace=((Span(node.quantifier.span.start, node.field.span.end), f"a {field.fields[-1]}"),),
        )
    entry = one(field.type)
    slot = context.new_slot()
    where: p.Condition | None = None
    if entry.base == "link":
        if node.where is not None:
            where = filtered(context, node.where, (Scope(entry_kind(context, entry), slot), *scopes))
    elif node.where is not None:
        raise context.refuse(
            "no-fields", node.where, f"`{node.field.text}` is {describe(field.type)}: nothing to choose by"
        )
    found = p.Members(field, slot, where, (), entry, node.field.text, nouns(context, entry, field.fields[-1]))
    return counting(found, None, node.quantifier, written)


def be_word(context: Context, node: n.Is, word: n.Name, left: p.Value, scopes: Scopes) -> p.Condition:
    """`be WORD`, where the left side decides what the word is."""
    said = fold(word.text)
    if said in ("given", "missing"):
        if not isinstance(left, p.Lookup):
            raise context.refuse("wrong-type", node, f"`{left.written}` is computed; only a field can be `{word.text}`")
        return denied(p.Stated(left), said == "missing")
    if said == "unique":
        raise context.refuse(
            "many-needed",
            node,
            f"`unique` speaks of many facts together: `{left.written}` is one here",
            "it can be demanded after a plural: `people's name must be unique`",
        )
    single(context, node, left)
    if said == "known":
        if left.type.base != "link" or not isinstance(left, p.Lookup):
            raise context.refuse(
                "wrong-type",
                node,
                f"`{left.written}` is {describe(left.type)}; `known` is for a link to a record",
                replace=((word.span, "given"),),
            )
        return p.Known(left)
    if left.type.base == "link" and isinstance(left, p.Lookup):
        kinds = [context.vocabulary.kinds[k] for k in left.type.kinds]
        flags = [k for k in kinds if (f := field_of(k, said)) is not None and f.type.base == "yes/no"]
        if flags:
            fields, type_ = follow(context, left.type, (word,))
            return p.Flag(p.Lookup(left.slot, left.fields + fields, type_, word.text, left.article))
    right = word_value(context, node, word, left, scopes)
    return p.Relation("=", family(context, node, left, right), left, right)


def word_value(context: Context, node: n.Is, word: n.Name, left: p.Value, scopes: Scopes) -> p.Value:
    """The value that a bare word after `be` names. Raises the refusal that fits the left side."""
    path = n.Path((word,), span=word.span)
    if left.type.base == "link":
        at_hand = any(s.keys is None and s.kind.name == fold(word.text) for s in scopes)
        known = at_hand or (scopes and field_of(scopes[0].kind, word.text)) or defined_list(context, path, scopes)
        if not known:
            kinds = [context.vocabulary.kinds[k] for k in left.type.kinds]
            flags = [f for k in kinds for f, d in k.fields.items() if d.type.base == "yes/no"]
            holders = [
                field for k in kinds for field, d in k.fields.items() if fold(word.text) in map(fold, d.type.choices)
            ]
            said = fold(word.text)
            stems = [said.removesuffix("ed"), said.removesuffix("d")] if said.endswith("ed") else []
            stated = [stem for stem in stems if any(stem in k.fields for k in kinds)]
            raise context.refuse(
                "unknown-field",
                word,
                f"`{word.text}` is not a yes/no field of {listing(left.type.kinds, 'or')}",
                *[f"to have {indefinite(stem)} is said `have {indefinite(stem)}`" for stem in stated],
                f"it can be {listing([*flags, 'given', 'missing', 'known'], 'or')}, or a name in quotes",
                *[f"`{word.text}` is what a `{field}` can be: say it of that" for field in holders],
                replace=(
                    *[owner_of(context, word, field) for field in holders],
                    *context.close_names(word, [*flags, "given", "missing", "known"]),
                    *([(word.span, f'"{word.text}"')] if isinstance(left, p.Lookup) and left.fields else []),
                ),
            )
    return value(context, path, scopes, left.type)


def owner_of(context: Context, word: n.Name, field: str) -> tuple[Span, str]:
    """A field put behind the fact that `word` was said of: `the article is corrected`, `the article's status is …`."""
    said = context.source.text[: word.span.start]
    found = BEING.search(said)
    at = found.start() if found else word.span.start
    return Span(at, at), f"' {field}" if said[at - 1 : at] in ("s", "S") else f"'s {field}"


def compare(context: Context, node: n.Compare, left: p.Value, scopes: Scopes) -> p.Condition:
    """Equality and order."""
    single(context, node, left)
    if isinstance(node.value, n.ListLiteral):
        raise context.refuse(
            "list-as-value",
            node.value,
            f"`{context.text(node.value)}` is a list",
            replace=((Span(node.value.span.start, node.value.span.start), "one of "),),
        )
    right = value(context, node.value, scopes, left.type)
    kind = family(context, node, left, right)
    operator = node.operator
    if operator in ("<", "<=", ">", ">=") and kind not in ("number", "duration"):
        if kind == "date":
            word = {"<": "before", "<=": "on or before", ">": "after", ">=": "on or after"}[operator]
            place = Span(node.span.start, node.value.span.start)
            be = "be " if context.source.text[place.start : place.end].lower().startswith("be ") else ""
            raise context.refuse(
                "wrong-type",
                node,
                f"`{left.written}` and `{right.written}` are dates; dates come before or after one another",
                f"write `{word}`",
                replace=((place, f"{be}{word} "),),
            )
        raise context.refuse(
            "wrong-type",
            node,
            f"`{left.written}` is {describe(left.type)} and `{right.written}` is {describe(right.type)}: "
            "only numbers are more or less than one another",
        )
    tolerance = None
    if node.tolerance is not None:
        tolerance = bound(context, node.tolerance, left, right, scopes)
    if operator == "differ":
        return p.Negation(p.Relation("=", kind, left, right, tolerance))
    return p.Relation(operator, kind, left, right, tolerance)


def between(
    context: Context, node: n.Between, low: n.Value, high: n.Value, left: p.Value, scopes: Scopes
) -> p.Condition:
    """`between X and Y`, ends included."""
    single(context, node, left)
    first, last = value(context, low, scopes, left.type), value(context, high, scopes, left.type)
    kinds = {family(context, low, left, first), family(context, high, left, last)}
    if kinds == {"date"}:
        return p.All((p.Relation("on or after", "date", left, first), p.Relation("on or before", "date", left, last)))
    if kinds in ({"number"}, {"duration"}):
        kind = kinds.pop()
        return p.All((p.Relation(">=", kind, left, first), p.Relation("<=", kind, left, last)))
    raise context.refuse(
        "wrong-type", node, f"`{left.written}` is {describe(left.type)}; `between` is for numbers and dates"
    )


def one_of(
    context: Context, node: n.OneOf, choices: n.ListLiteral | n.Path, left: p.Value, scopes: Scopes
) -> p.Condition:
    """`one of (…)`, `one of LIST`, `one of people's name`, `one of officials`."""
    single(context, node, left)
    listed, found = choice_values(context, choices, left.type, scopes)
    written = context.text(choices)
    if found is not None:
        stand_in = p.Lookup(0, (), found.type, found.written)
        return p.Among(left, (), found, family(context, node, left, stand_in), written)
    kinds = {family(context, choices, left, choice) for choice in listed}
    if len(kinds) > 1:
        raise context.refuse("types-differ", choices, f"`{written}` mixes values of different types")
    return p.Among(left, listed, None, kinds.pop() if kinds else family_of(left.type), written)


def plain_values(
    context: Context, items: tuple[n.Node, ...], expect: FieldType, scopes: Scopes
) -> tuple[p.Constant, ...]:
    """The entries of a list. Raises a refusal of one that is not known until facts are."""
    values = []
    for item in items:
        found = value(context, item, scopes, expect)  # type: ignore[arg-type]  # lists of sentences hold values
        if not isinstance(found, p.Constant):
            raise context.refuse(
                "wrong-type",
                item,
                f"`{found.written}` is not a plain value, as a list's entries are",
                replace=((item.span, f'"{found.written}"'),),
            )
        values.append(found)
    return tuple(values)


def choice_values(
    context: Context, choices: n.ListLiteral | n.Path, expect: FieldType, scopes: Scopes
) -> tuple[tuple[p.Constant, ...], p.Members | None]:
    """A written or defined list as constants, else a selection whose values are meant."""
    if isinstance(choices, n.ListLiteral):
        return plain_values(context, choices.items, expect, scopes), None
    word = choices.names[0]
    defined = defined_list(context, choices, scopes)
    if defined is not None:
        return plain_values(context.defining(word, defined.source), defined.values, expect, ()), None
    known = (
        choices.start
        or len(choices.names) > 1
        or context.vocabulary.kind(word.text) is not None
        or isinstance(context.names.get(fold(word.text)), SubsetName)
        or (scopes and field_of(scopes[0].kind, word.text) is not None)
    )
    if not known:
        lists = [name for name, v in context.names.items() if isinstance(v, ListName)]
        raise context.refuse(
            "unknown-name",
            word,
            f"`{word.text}` is not defined",
            f'write the list in brackets, or define it: `define {word.text} as "…", "…"`; '
            f'a list in a file: `define {word.text} from "….txt"`',
            replace=context.close_names(word, lists),
        )
    return (), members(context, n.Selection(choices, span=choices.span), scopes)
