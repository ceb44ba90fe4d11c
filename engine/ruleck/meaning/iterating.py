"""`for each`: going through the facts of a kind, or through groups of the sentence's own facts.

It goes through a kind where the sentence speaks of its fact; else it makes groups where the name is a field of what
the sentence reads together; else it is refused, with both readings.
"""

from __future__ import annotations

from dataclasses import dataclass

from ruleck.facts.vocabulary import Kind, fold
from ruleck.meaning import program as p
from ruleck.meaning.collectives import is_collective
from ruleck.meaning.context import Context, Scope, Scopes, SubsetName, indefinite
from ruleck.meaning.paths import field_of, uses_fact
from ruleck.meaning.selections import members
from ruleck.syntax import nodes as n


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands before the sentence: what is iterated over, or what is grouped by, and the facts then at hand."""

    iteration: p.Iteration | None = None
    grouping: tuple[n.Path, ...] = ()
    scopes: Scopes = ()


def read_setting(context: Context, node: n.Rule) -> Setting:
    """What `for each` means here: going through a kind's facts, or through groups."""
    if node.for_each is None:
        return Setting()
    names = node.for_each.names
    first = names[0]
    single_word = len(names) == 1 and not first.start and len(first.names) == 1
    subset = context.names.get(fold(first.names[0].text)) if single_word else None
    kind = context.vocabulary.kind(first.names[0].text) if single_word else None
    if isinstance(subset, SubsetName):
        kind = subset.kind
    grouped_kind = groupable(context, node.sentence)
    is_key = grouped_kind is not None and all(
        not path.start and field_of(grouped_kind, path.names[0].text) is not None for path in names
    )
    if kind is not None:
        speaks = uses_fact(context, (node.sentence, node.when, node.unless), kind, None)
        if speaks or node.for_each.where is not None:
            return iterate(context, node.for_each, kind, subset if isinstance(subset, SubsetName) else None)
    if is_key:
        return Setting(grouping=names)
    written = context.text(first)
    if kind is not None:
        raise context.refuse(
            "two-readings",
            first,
            f"`for each {written}` goes through the {kind.plural}, "
            f"but the sentence does not speak of {indefinite(kind.name)}",
            f"say `this {kind.name}` or `{kind.name}'s …` in the sentence, or leave `for each {written},` out",
            "`for each FIELD,` makes groups when a field of the sentence's own facts is named",
        )
    whole = grouped_kind or sentence_kind(context, node.sentence)
    fields = list(whole.fields) if whole else []
    kinds = list(context.vocabulary.kinds)
    raise context.refuse(
        "unknown-name",
        first,
        f"`{written}` is no kind of fact" + (f" and no field of {whole.name}" if whole else ""),
        "`for each` names a kind to go through, or fields to group by in a sentence about many facts together",
        replace=context.close_names(first.names[-1], fields + kinds) if first.names else (),
    )


def iterate(context: Context, node: n.ForEach, kind: Kind, subset: SubsetName | None) -> Setting:
    """`for each KIND where …,`"""
    selection = n.Selection(node.names[0], where=node.where, span=node.span)
    found = members(context, selection, ())
    return Setting(p.Iteration(kind.name, found.slot, found.where), (), (Scope(kind, found.slot),))


def sentence_kind(context: Context, sentence: n.Sentence) -> Kind | None:
    """The kind that a sentence's subject starts from."""
    match sentence:
        case (
            n.Must(subject=n.Subject(selection=selection))
            | n.NoMay(selection=selection)
            | n.ThereMust(selection=selection)
        ):
            if selection.path.start or not selection.path.names:
                return None
            word = selection.path.names[0].text
            named = context.names.get(fold(word))
            return named.kind if isinstance(named, SubsetName) else context.vocabulary.kind(word)
    return None


def groupable(context: Context, sentence: n.Sentence) -> Kind | None:
    """The kind whose facts a sentence could read in groups: of a predicate about many, or of its first aggregate."""
    if not isinstance(sentence, n.Must):
        return None
    if isinstance(sentence.subject, n.Subject) and any(is_collective(d.predicate) for d in sentence.demands):
        return sentence_kind(context, sentence)
    return first_aggregate(context, sentence)


def first_aggregate(context: Context, node: object) -> Kind | None:
    """The kind of the first aggregate over a kind's facts within a node."""
    if isinstance(node, n.Aggregate) and not node.selection.path.start:
        kind = context.vocabulary.kind(node.selection.path.names[0].text)
        if kind is not None:
            return kind
    if isinstance(node, tuple):
        return next((k for part in node if (k := first_aggregate(context, part)) is not None), None)
    if isinstance(node, n.Node):
        parts = [getattr(node, name) for name in node.__dataclass_fields__ if name != "span"]
        return first_aggregate(context, tuple(parts))
    return None
