"""Whose field is meant: from a path of words to a fact at hand and the fields that lead on from it.

A bare first word may be a field of the fact at hand, a kind whose fact is at hand (`figure's value`), `article`, or a
defined name. Where two of these fit, the author is asked; where a word might as well mean all facts of a kind, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ruleck.diagnostics import Diagnostic
from ruleck.facts.vocabulary import Field, FieldType, Kind, fold
from ruleck.meaning import program as p
from ruleck.meaning.context import Context, ListName, Refusal, Scope, Scopes, describe, link_to, listing
from ruleck.source import Span
from ruleck.syntax import nodes as n


def field_of(kind: Kind, word: str) -> Field | None:
    """A field by its name in any letter case; a list field also by its kind's singular (`have a source`)."""
    name = fold(word)
    found = kind.fields.get(name)
    if found is not None:
        return found
    for candidate in kind.fields.values():
        if candidate.type.many and name in candidate.type.kinds:
            return candidate
    return None


def fact_at_hand(context: Context, path: n.Path, scopes: Scopes) -> tuple[Scope, tuple[n.Name, ...], bool]:
    """The fact that a path starts from, the words that follow, and whether it is that fact's article.

    Raises a refusal where no fact fits, or two do. A field of the innermost fact is the usual case.
    """
    if path.start in ("its", "it"):
        if not scopes:
            raise context.refuse(
                "no-fact-at-hand",
                path,
                f"`{context.text(path)}` has no fact to speak of here",
                "begin the sentence with `for each KIND,` or name the fact",
            )
        return scopes[0], path.names, False
    first, rest = path.names[0], path.names[1:]
    word = fold(first.text)
    # The fact that the sentence goes through, not a member of an aggregate within it, even where both are of one kind.
    in_scope = next((s for s in reversed(scopes) if s.keys is None and s.kind.name == word), None)
    if path.start == "this":
        if in_scope is None:
            kind = context.vocabulary.kind(word)
            at_hand = listing([f"`this {s.kind.name}`" for s in scopes if s.keys is None], "or")
            raise context.refuse(
                "no-fact-at-hand",
                path,
                f"there is no `{first.text}` at hand here",
                f"at hand: {at_hand}" if at_hand else "begin the sentence with `for each KIND,`",
                *([f"`{kind.plural}` by itself means all of them"] if kind else []),
            )
        return in_scope, rest, False
    is_field = bool(scopes) and field_of(scopes[0].kind, word) is not None
    if is_field and in_scope is not None and in_scope is not scopes[0]:
        place = first.span
        # `source is this source` compares one with itself in the one reading: nobody means that.
        against_itself = re.match(rf"\s+is\s+this\s+{word}\b(?!['\u2019])", context.source.text[place.end :], re.I)
        raise context.refuse(
            "two-readings",
            first,
            f"`{first.text}` could be the {in_scope.kind.name} that the sentence goes through, "
            f"or a field of {scopes[0].kind.name}",
            replace=((place, f"this {first.text}"), (place, f"its {first.text}"))[against_itself is not None :],
        )
    if is_field:
        return scopes[0], path.names, False
    if in_scope is not None:
        return in_scope, rest, False
    if word == "article":
        return article(context, first, scopes), rest, True
    raise unknown_word(context, first, scopes)


def article(context: Context, word: n.Name, scopes: Scopes) -> Scope:
    """The scope from which `article` is reached: its own, or under `across articles` the fact that stands in it."""
    kind = context.vocabulary.kinds["article"]
    if not context.across:
        return Scope(kind, p.ARTICLE)
    for scope in scopes:
        if scope.keys is None:
            return Scope(kind, scope.slot)
    raise context.refuse(
        "which-article",
        word,
        "`across articles` reads many articles, and no fact is at hand whose article could be meant",
        "say it of a fact: `… where article's section is …`",
    )


def unknown_word(context: Context, word: n.Name, scopes: Scopes) -> Exception:
    """The refusal of a word that is nothing known here, with the nearest that is."""
    fields = [f for s in scopes[:1] for f in s.kind.fields]
    others = [s.kind.name for s in scopes if s.keys is None] + list(context.names) + ["article"]
    for outer in scopes[1:]:
        if outer.keys is None and (found := field_of(outer.kind, word.text)) is not None:
            return context.refuse(
                "unknown-field",
                word,
                f"`{word.text}` is not a field of {scopes[0].kind.name}; {outer.kind.name} has one",
                replace=((word.span, f"{outer.kind.name}'s {found.name}"),),
            )
    if not scopes:
        kind = context.vocabulary.kind(word.text)
        if kind is not None:
            return context.refuse(
                "kind-as-value",
                word,
                f"`{word.text}` is a kind of fact, not a value",
                f"say how many (`count of {kind.plural}`) or which one (`for each {kind.name}, …`)",
            )
        for name, kind in context.vocabulary.kinds.items():
            if (found := field_of(kind, word.text)) is not None:
                of_article = f"the article's {found.name}"
                each = f"`every {name}'s {found.name}`, or begin with `for each {name},`"
                return context.refuse(
                    "no-fact-at-hand",
                    word,
                    f"`{word.text}` is a field, and no fact is at hand to take it from",
                    f"say whose: {f'`{of_article}`' if name == 'article' else each}",
                    replace=((word.span, of_article),) if name == "article" else (),
                )
        return context.refuse(
            "unknown-name",
            word,
            f"`{word.text}` is no kind, no field and no defined name",
            replace=context.close_names(word, [*others, *context.vocabulary.kinds]),
        )
    kind, article = scopes[0].kind, context.vocabulary.kinds["article"]
    holders = [name for name, field in kind.fields.items() if fold(word.text) in map(fold, field.type.choices)]
    return context.refuse(
        "unknown-field",
        word,
        f"`{word.text}` is not a field of {kind.name}",
        f"{kind.name} has: {', '.join(shown_fields(kind.fields))}",
        replace=(
            *[(word.span, f"{name} is {word.text}") for name in holders],
            *[(word.span, f"article's {found.name}") for found in [field_of(article, word.text)] if found is not None],
            *context.close_names(word, fields + others),
        ),
    )


def shown_fields(names: Iterable[str]) -> list[str]:
    """The fields of a kind that tell one kind from another, each once."""
    return [name for name in dict.fromkeys(names) if name not in ("id", "excerpt", "note")]


def follow(
    context: Context, start: FieldType, words: tuple[n.Name, ...], *, lists: bool = False
) -> tuple[tuple[str, ...], FieldType]:
    """The fields that `words` name, one after another, from a fact of type `start`; and the type at the end.

    A list on the way, or at the end of a path that has more, is refused unless `lists`.
    """
    type_ = start
    names: list[str] = []
    many = False
    for position, word in enumerate(words):
        if type_.many and not lists and position:
            raise several(context, words[position - 1])
        if type_.base != "link":
            before = words[position - 1].text if position else "it"
            raise context.refuse(
                "no-fields", word, f"`{before}` is {describe(type_)} and has no `{word.text}` of its own"
            )
        many = many or type_.many
        found: Field | None = None
        for kind_name in type_.kinds:
            kind = context.vocabulary.kinds[kind_name]
            here = field_of(kind, word.text)
            if here is None:
                continue
            context.saw(kind_name, here.name)
            if found is not None and found.type != here.type:
                raise context.refuse(
                    "two-readings",
                    word,
                    f"`{word.text}` is {describe(found.type)} of one and {describe(here.type)} of the other: "
                    f"{listing(type_.kinds, 'or')}",
                )
            found = here
        if found is None:
            kinds = [context.vocabulary.kinds[k] for k in type_.kinds]
            names_known = [f for k in kinds for f in k.fields]
            whole = listing([k.name for k in kinds], "or")
            raise context.refuse(
                "unknown-field",
                word,
                f"`{word.text}` is not a field of {whole}",
                f"{whole} has: {', '.join(shown_fields(names_known))}",
                replace=context.close_names(word, names_known),
            )
        names.append(found.name)
        type_ = found.type
    if many and not type_.many:
        type_ = FieldType(type_.base, type_.choices, type_.kinds, many=True)
    return tuple(names), type_


def several(context: Context, word: n.Name) -> Exception:
    """The refusal of a list where one value is needed."""
    return context.refuse(
        "list-as-value",
        word,
        f"`{word.text}` is a list, and one value is needed here",
        f"say which are meant: `all of its {word.text}`, `some of its {word.text}`, `at least 2 of its {word.text}`",
    )


def lookup(context: Context, path: n.Path, scopes: Scopes, *, lists: bool = False) -> p.Lookup:
    """The fact or field that a path names. Raises a refusal; a list is refused unless `lists`."""
    scope, words, is_article = fact_at_hand(context, path, scopes)
    written = context.text(path)
    start = link_to(scope.kind)
    if scope.keys is not None and not is_article:
        if not words:
            raise context.refuse(
                "group-at-hand", path, f"`{written}` would be one fact, but the sentence speaks of a group of them"
            )
        found = field_of(scope.kind, words[0].text)
        if found is not None and found.name not in scope.keys:
            keys = f"the group's own fields are known here: {', '.join(sorted(scope.keys))}; " if scope.keys else ""
            raise context.refuse(
                "group-at-hand",
                path,
                f"`{words[0].text}` belongs to one {scope.kind.name}, but the sentence speaks of many together",
                f"{keys}to choose facts write `{scope.kind.plural} where …` or `{scope.kind.plural} where not …`",
            )
    fields, type_ = follow(context, start, words, lists=lists)
    if type_.many and not lists:
        raise several(context, words[-1])
    return p.Lookup(scope.slot, fields, type_, written, is_article and context.across)


def defined_list(context: Context, path: n.Path | n.Name, scopes: Scopes) -> ListName | None:
    """The defined value or list that a single bare word names, unless a field of the fact at hand has that name."""
    if isinstance(path, n.Path):
        if path.start or len(path.names) != 1:
            return None
        path = path.names[0]
    found = context.names.get(fold(path.text))
    if isinstance(found, Diagnostic):
        raise Refusal(found)
    if not isinstance(found, ListName):
        return None
    if scopes and field_of(scopes[0].kind, path.text) is not None:
        raise context.refuse(
            "two-readings",
            path,
            f"`{path.text}` is a defined name and also a field of {scopes[0].kind.name}",
            replace=((path.span, f"its {path.text}"),),
        )
    return found


def refuse_kind_or_list(context: Context, path: n.Path, scopes: Scopes) -> None:
    """Refuse a word that could be all facts of a kind or a list field of the fact at hand."""
    if path.start or not scopes or scopes[0].keys is not None:
        return
    word = path.names[0]
    kind = context.vocabulary.kind(word.text)
    found = field_of(scopes[0].kind, word.text) or (field_of(scopes[0].kind, kind.plural) if kind else None)
    if kind is None or found is None or not found.type.many:
        return
    raise context.refuse(
        "two-readings",
        word,
        f"`{word.text}` could be the {found.name} of this {scopes[0].kind.name}, or all {kind.plural} of the story",
        f"write `its {found.name}` or `all {kind.plural}`",
        replace=((word.span, f"its {found.name}"), (word.span, f"all {kind.plural}")),
    )


def uses_fact(context: Context, node: object, kind: Kind, inner: Kind | None) -> bool:
    """Whether a sentence speaks of the fact of `kind` that `for each` goes through.

    It does by `this KIND`, by the kind's singular where no field of the sentence's own fact (of kind `inner`) has
    that name, and, where the sentence has no fact of its own, by `its` and by the kind's bare fields.
    """
    match node:
        case n.Path(start="its" | "it"):
            return inner is None
        case n.Path(start="this"):
            return fold(node.names[0].text) == kind.name
        case n.Path(names=(word, *_)) | n.Is(word=word):
            if inner is None and isinstance(node, n.Path) and field_of(kind, word.text) is not None:
                return True
            return fold(word.text) == kind.name and (inner is None or field_of(inner, kind.name) is None)
        case n.Selection(path=path):
            own = None if path.start else context.vocabulary.kind(path.names[0].text)
            if own is not None and inner is None and (listed := field_of(kind, own.plural)) and listed.type.many:
                return True  # refused later, with both readings
            if own is None or (own is kind and len(path.names) > 1 and fold(path.names[0].text) == kind.name):
                return uses_fact(context, path, kind, inner) or uses_fact(context, node.where, kind, inner)
            return uses_fact(context, node.where, kind, own)
        case n.Must(subject=n.Subject(selection=selection)):
            own = None if selection.path.start else context.vocabulary.kind(selection.path.names[0].text)
            return uses_fact(context, selection, kind, inner) or uses_fact(context, node.demands, kind, own)
        case n.NoMay(selection=selection):
            own = context.vocabulary.kind(selection.path.names[0].text)
            return uses_fact(context, selection, kind, inner) or uses_fact(context, node.demand, kind, own)
        case tuple():
            return any(uses_fact(context, part, kind, inner) for part in node)
        case n.Node():
            fields = (getattr(node, name) for name in node.__dataclass_fields__)
            return any(uses_fact(context, part, kind, inner) for part in fields if not isinstance(part, Span))
    return False
