"""Many facts, or a value from each: of a kind, of a defined subset, or of a list of a fact at hand."""

from __future__ import annotations

from ruleck.diagnostics import Diagnostic
from ruleck.facts.vocabulary import FieldType, Kind, fold
from ruleck.meaning import program as p
from ruleck.meaning.context import Context, Refusal, Scope, Scopes, SubsetName, describe, link_to, one
from ruleck.meaning.intent import unknown_kind
from ruleck.meaning.paths import fact_at_hand, field_of, follow, refuse_kind_or_list
from ruleck.syntax import nodes as n


def members(
    context: Context, selection: n.Selection, scopes: Scopes, *, all_facts: bool = False, grouping: bool = False
) -> p.Members:
    """Many facts, or a value from each: of a kind, of a defined subset, or of a list of a fact at hand.

    `all_facts` is said by the word `all`: then a word means the kind, not a list field. `with the same` is for
    `grouping` alone.
    """
    path = selection.path
    if selection.same and not grouping:
        raise context.refuse(
            "no-grouping-here", selection.same[0], "`with the same` groups facts for a predicate about them together"
        )
    written = context.text(path)
    subset: SubsetName | None = None
    if not path.start:
        word = path.names[0]
        named = context.names.get(fold(word.text))
        if isinstance(named, Diagnostic):
            raise Refusal(named)
        subset = named if isinstance(named, SubsetName) else None
        kind = subset.kind if subset else context.vocabulary.kind(word.text)
        if not all_facts and subset is None:
            refuse_kind_or_list(context, path, scopes)
        at_hand = any(s.keys is None and s.kind.name == fold(word.text) for s in scopes)
        is_field = bool(scopes) and kind is None and field_of(scopes[0].kind, word.text) is not None
        if kind is not None and not (at_hand and len(path.names) > 1):
            return kind_members(context, selection, scopes, kind, subset, written)
        if kind is None and not is_field and fold(word.text) != "article":
            known = [k.plural for k in context.vocabulary.kinds.values()]
            defined = [d for d, v in context.names.items() if isinstance(v, SubsetName)]
            raise unknown_kind(context, word, known + defined)
    return list_members(context, selection, scopes, written)


def kind_members(
    context: Context,
    selection: n.Selection,
    scopes: Scopes,
    kind: Kind,
    subset: SubsetName | None,
    written: str,
) -> p.Members:
    """All facts of a kind (those of the group at hand where the sentence goes through groups of it)."""
    group = context.group
    root: p.Root = group if group is not None and group.kind == kind.name else p.Every(kind.name)
    slot = context.new_slot()
    inside = (Scope(kind, slot), *scopes)
    fields, type_ = follow(context, link_to(kind), selection.path.names[1:], lists=True)
    wheres: list[p.Condition] = []
    if subset is not None:
        home = context.defining(selection.path.names[0], subset.source)
        if subset.selection.where is not None:
            wheres.append(filtered(home, subset.selection.where, (Scope(kind, slot),)))
        context.slots = home.slots
    if selection.where is not None:
        wheres.append(filtered(context, selection.where, inside))
    where = conjunction(wheres)
    context.reads.setdefault(kind.name, set())
    return p.Members(root, slot, where, fields, one(type_), written, (kind.name, kind.plural), index_of(where, slot))


def list_members(context: Context, selection: n.Selection, scopes: Scopes, written: str) -> p.Members:
    """The entries of a list field of a fact at hand (`its sources`), or a value from each (`its answers' share`)."""
    scope, words, is_article = fact_at_hand(context, selection.path, scopes)
    start = link_to(scope.kind)
    for length in range(1, len(words) + 1):
        fields, type_ = follow(context, start, words[:length], lists=True)
        if type_.many:
            break
    else:
        _, type_ = follow(context, start, words)
        raise context.refuse(
            "one-not-many",
            selection.path,
            f"`{written}` is {describe(type_)}, and several are needed here",
            "a kind's plural means all of its facts; a list field of the fact at hand is written `its …`",
        )
    entry = one(type_)
    root = p.Lookup(scope.slot, fields, type_, written, is_article and context.across)
    rest, end = follow(context, entry, words[length:], lists=True) if words[length:] else ((), entry)
    slot = context.new_slot()
    where: p.Condition | None = None
    if entry.base == "link":
        if selection.where is not None:
            where = filtered(context, selection.where, (Scope(entry_kind(context, entry), slot), *scopes))
    elif selection.where is not None:
        raise context.refuse(
            "no-fields", selection.where, f"`{written}` is {describe(type_)}: its entries have no fields to choose by"
        )
    return p.Members(root, slot, where, rest, one(end), written, nouns(context, entry, root.fields[-1]))


def entry_kind(context: Context, type_: FieldType) -> Kind:
    """The kind of a link; for `A or B` one that has the fields of both."""
    kinds = [context.vocabulary.kinds[k] for k in type_.kinds]
    if len(kinds) == 1:
        return kinds[0]
    fields = {name: field for kind in reversed(kinds) for name, field in kind.fields.items()}
    return Kind(" or ".join(type_.kinds), kinds[0].plural, fields)


def member_kind(context: Context, found: p.Members) -> Kind | None:
    """The kind of fact that stands in the slot of a selection; none for plain entries of a list."""
    if isinstance(found.root, p.Lookup):
        entry = one(found.root.type)
        return entry_kind(context, entry) if entry.base == "link" else None
    return context.vocabulary.kinds[found.root.kind]


def nouns(context: Context, entry: FieldType, field: str) -> tuple[str, str]:
    """What one entry of a list and several are called: by their kind, else by the field."""
    if entry.base == "link" and len(entry.kinds) == 1:
        kind = context.vocabulary.kinds[entry.kinds[0]]
        return kind.name, kind.plural
    return f"entry of {field}", f"entries of {field}"


def ends_in_list(context: Context, path: n.Path, kind: Kind | None, found: p.Members) -> bool:
    """Whether the way from one fact to its value ends in a list. Raises a refusal for a list on that way: `polls'
    answers' share` leaves open which answers.
    """
    current = kind
    for position, name in enumerate(found.fields):
        assert current is not None, "plain entries have no fields"
        field = current.fields[name]
        if field.type.many and position + 1 < len(found.fields):
            raise context.refuse(
                "list-as-value",
                path,
                f"`{name}` is {describe(field.type)}: say which of them is meant",
                f"write `for each {current.name}, all of its {name}' {found.fields[position + 1]} must …`",
            )
        if position + 1 == len(found.fields):
            return field.type.many
        current = entry_kind(context, field.type)
    return False


def index_of(where: p.Condition | None, slot: int) -> tuple[tuple[str, ...], p.Value] | None:
    """A demand within a filter that a member's field be the same as something known outside of the member."""
    for part in where.parts if isinstance(where, p.All) else (where,):
        if not isinstance(part, p.Relation) or part.tolerance is not None or part.operator not in ("=", "same"):
            continue
        if part.family not in ("text", "record", "member", "number"):
            continue
        for mine, other in ((part.left, part.right), (part.right, part.left)):
            if isinstance(mine, p.Lookup) and mine.slot == slot and not mine.article and slot not in slots_of(other):
                return mine.fields, other
    return None


def slots_of(found: p.Value) -> set[int]:
    """The slots that a value reads."""
    match found:
        case p.Lookup(slot=slot):
            return {slot}
        case p.Compute(left=left, right=right) | p.Elapsed(start=left, end=right):
            return slots_of(left) | slots_of(right)
        case p.FunctionOf(argument=argument):
            return slots_of(argument)
        case p.AggregateOf():
            return {-1}  # not worth an index
    return set()


def conjunction(parts: list[p.Condition]) -> p.Condition | None:
    """All of the parts; none of none."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, p.All) else (part,))]
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else p.All(tuple(flat))


def filtered(context: Context, node: n.Condition, scopes: Scopes) -> p.Condition:
    """The filter of a selection."""
    from ruleck.meaning.conditions import condition  # conditions hold selections and selections conditions

    return condition(context, node, scopes)


def counting(found: p.Members, inner: p.Condition | None, quantifier: n.Quantifier, written: str) -> p.Condition:
    """The condition that a quantifier makes of its members and what is said of each."""
    match quantifier.word:
        case "some":
            return p.Count(found, inner, "at least", 1, written)
        case "none":
            return p.Count(found, inner, "at most", 0, written)
        case "every" | "all" | "bare":
            assert inner is not None, "there is no `there is every`"
            return p.AllMembers(found, inner, written)
        case word:
            return p.Count(found, inner, word, quantifier.number or 0, written)


def denied(found: p.Condition, negated: bool) -> p.Condition:
    """The condition, or its negation."""
    return p.Negation(found) if negated else found
