"""One rule: its clauses read in order, each mistake told, and the sentence put into one of three shapes.

*Singly*: of one fact at a time (also of the article, and of what `for each` iterates over). *Jointly*: of the facts
of a group together. *Grouped*: of a value of each group.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeVar

from ruleck.diagnostics import Diagnostic, Label, Severity
from ruleck.facts.vocabulary import FieldType, fold
from ruleck.meaning import program as p
from ruleck.meaning.collectives import gather, group_scope, is_collective, key
from ruleck.meaning.conditions import condition, each, left_value
from ruleck.meaning.context import Context, Refusal, Scope, Scopes
from ruleck.meaning.examples import example, example_mistakes
from ruleck.meaning.intent import counted_before, other_subjects
from ruleck.meaning.iterating import Setting, first_aggregate, read_setting, sentence_kind
from ruleck.meaning.paths import field_of, lookup, several
from ruleck.meaning.predicates import predicate
from ruleck.meaning.reading import read_aloud
from ruleck.meaning.selections import conjunction, counting, denied, ends_in_list, member_kind, members
from ruleck.meaning.values import value
from ruleck.source import Span
from ruleck.syntax import nodes as n
from ruleck.values.text import canonical

T = TypeVar("T")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def read_rule(context: Context, node: n.Rule, id: str) -> tuple[p.Rule | None, list[Diagnostic]]:
    """A rule of the program, or every mistake that could be seen in it (the first of each clause)."""
    mistakes: list[Diagnostic] = []

    def attempt(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Refusal as refusal:
            mistakes.append(refusal.diagnostic)
            return None

    setting = attempt(lambda: read_setting(context, node))
    if setting is None:
        return None, mistakes
    body_scopes = attempt(lambda: read_body(context, node, setting))
    body, scopes = body_scopes if body_scopes is not None else (None, setting.scopes)
    when = unless = because = None
    if body is not None:
        when = attempt(lambda: condition(context, node.when, scopes) if node.when else None)
        unless = [attempt(lambda u=u: condition(context, u, scopes)) for u in node.unless]  # type: ignore[misc]  # bound now
        because = attempt(lambda: read_because(context, node, scopes))
    examples = [attempt(lambda e=e: example(context, e)) for e in node.examples]  # type: ignore[misc]  # bound now
    for written, read in zip(node.examples, examples, strict=True):
        if read is not None and context.examples:
            mistakes += example_mistakes(context, written, read)
    if mistakes or body is None:
        return None, mistakes
    place = node.id.span if node.id else node.span
    rule = p.Rule(
        id=id,
        severity=severity(node),
        summary=node.summary.value if node.summary else None,
        tags=tuple(tag.text for tag in node.tags),
        see=tuple(see.value for see in node.see),
        because=because or (),
        place=Label(context.source, place),
        across=node.across,
        iteration=setting.iteration,
        when=when,
        unless=tuple(u for u in unless or () if u is not None),
        body=body,
        slots=context.slots,
        reads={kind: frozenset(names) for kind, names in sorted(context.reads.items())},
        examples=tuple(e for e in examples if e is not None),
        sentence=node.sentence_text,
        reading="",
    )
    return replace(rule, reading=read_aloud(rule)), []


def severity(node: n.Rule) -> Severity:
    """As stated; else `should` is a warning and everything else an error."""
    if node.severity is not None:
        return node.severity
    sentence = node.sentence
    return "warning" if isinstance(sentence, n.Must | n.ThereMust) and sentence.modal == "should" else "error"


# ------------------------------------------------------------------ the sentence


def read_body(context: Context, node: n.Rule, setting: Setting) -> tuple[p.Body, Scopes]:
    """The sentence in its shape, and the facts that `when`, `unless` and `because` can speak of."""
    sentence = node.sentence
    match sentence:
        case n.ThereMust(quantifier=quantifier, selection=selection, adverb=adverb):
            found = members(context, selection, setting.scopes, all_facts=True)
            if found.type.base != "link" or found.fields:
                raise context.refuse(
                    "wrong-type", selection, f"`{found.written}` is a field; `there must be` speaks of facts"
                )
            words = context.text(sentence)
            there = counting(found, None, quantifier, words)
            return p.Singly(None, (p.Demanded(there, adverb, words),), "and"), setting.scopes
        case n.NoMay(selection=selection, demand=demand):
            if is_collective(demand.predicate):
                raise context.refuse(
                    "many-needed",
                    demand,
                    f"`{context.text(demand.predicate)}` speaks of many facts together, "
                    "and `no … may` of one at a time",
                )
            negative = n.Demand(demand.predicate, demand.adverb, not demand.negated, span=demand.span)
            return singly(context, selection, (negative,), "and", "may not", setting)
        case n.Must(subject=n.ValueSubject(value=subject)):
            refuse_collective(context, sentence, subject)
            if setting.grouping:
                return grouped(context, subject, sentence, setting)
            found_value = value(context, subject, setting.scopes)
            return p.Singly(
                None, demanded(context, sentence.demands, sentence.modal, found_value, setting.scopes), sentence.joiner
            ), setting.scopes
        case n.Must(subject=n.Subject(quantifier=quantifier, selection=selection)):
            collective = [d for d in sentence.demands if is_collective(d.predicate)]
            if collective:
                return jointly(context, sentence, quantifier, selection, setting)
            if selection.same:
                raise context.refuse(
                    "no-grouping-here",
                    selection.same[0],
                    "`with the same` groups facts for a predicate about them together",
                    "such as `agree`, `be unique`, `have the same …`, `add up to …`, `decrease over time`",
                )
            if setting.grouping:
                return grouped(context, selection.path, sentence, setting)
            if quantifier.of or quantifier.word not in ("bare", "every", "all"):
                return counted(context, sentence, quantifier, selection, setting)
            try:
                return singly(
                    context,
                    selection,
                    sentence.demands,
                    sentence.joiner,
                    sentence.modal,
                    setting,
                    quantifier.word == "all",
                )
            except Refusal as refusal:
                raise with_other_subjects(context, sentence, refusal) from None
    raise AssertionError(sentence)


def refuse_collective(context: Context, sentence: n.Must, subject: n.Value) -> None:
    """Refuse a predicate about many facts after a computed value."""
    for demand in sentence.demands:
        if is_collective(demand.predicate):
            raise context.refuse(
                "many-needed",
                demand,
                f"`{context.text(demand.predicate)}` speaks of many facts together, "
                f"and `{context.text(subject)}` is one value",
            )


def wording(context: Context, modal: str, demand: n.Demand) -> str:
    """A demand as a reader is told it: `must not decrease over time`."""
    words = context.text(demand)
    return f"{modal} {words}"


def demanded(
    context: Context, demands: tuple[n.Demand, ...], modal: str, left: p.Value, scopes: Scopes
) -> tuple[p.Demanded, ...]:
    """What is demanded of one value."""
    return tuple(
        p.Demanded(
            denied(predicate(context, demand.predicate, left, scopes), demand.negated),
            demand.adverb,
            wording(context, modal, demand),
        )
        for demand in demands
    )


def singly(
    context: Context,
    selection: n.Selection,
    demands: tuple[n.Demand, ...],
    joiner: Literal["and", "or"],
    modal: str,
    setting: Setting,
    all_facts: bool = False,
) -> tuple[p.Body, Scopes]:
    """A sentence about each fact of a kind, or about a field of the fact that `for each` has at hand."""
    path = selection.path
    scopes = setting.scopes
    first = path.names[0] if path.names else None
    kind = sentence_kind(context, n.NoMay(selection, demands[0], span=selection.span))
    own = first is not None and any(s.kind.name == fold(first.text) for s in scopes)
    at_hand = bool(path.start) or own or (kind is None and bool(scopes) and not article_path(path))
    if at_hand and not all_facts:
        if selection.where is not None:
            raise context.refuse(
                "filter-needs-many",
                selection.where,
                f"`{context.text(path)}` is one fact's, and `where` chooses among many",
                "write `when …,` before the sentence, or `for each … where …,`",
            )
        left = left_value(context, path, scopes)
        return p.Singly(None, demanded(context, demands, modal, left, scopes), joiner), scopes
    if kind is None and not article_path(path):
        article = context.vocabulary.kinds["article"]
        if first is not None and field_of(article, first.text) is not None and len(path.names) == 1:
            raise context.refuse(
                "unknown-kind",
                first,
                f"`{first.text}` is no kind of fact; it is a field of article",
                replace=((first.span, f"{'' if counted_before(context, first) else 'the '}article's {first.text}"),),
            )
    found = members(context, selection, scopes, all_facts=all_facts)
    inner = member_kind(context, found)
    if inner is None:
        raise several(context, path.names[-1])
    inside = (Scope(inner, found.slot), *scopes)
    type_ = replace(found.type, many=ends_in_list(context, path, inner, found))
    left = p.Lookup(found.slot, found.fields, type_, context.text(path))
    return p.Singly(replace(found, fields=()), demanded(context, demands, modal, left, inside), joiner), inside


def with_other_subjects(context: Context, sentence: n.Must, refusal: Refusal) -> Refusal:
    """A refusal with what could be said in the subject's place, which goes before a chance likeness of names."""
    if not isinstance(sentence.subject, n.Subject):
        return refusal
    readings = other_subjects(context, sentence, sentence.subject, sentence_kind(context, sentence))
    said = [words for place, place_words in readings if (words := context.correct(place, place_words)) is not None]
    return Refusal(replace(refusal.diagnostic, suggestions=tuple(said[:1]))) if said else refusal


def article_path(path: n.Path) -> bool:
    """Whether a path starts from the article."""
    return not path.start and fold(path.names[0].text) == "article"


def counted(
    context: Context, sentence: n.Must, quantifier: n.Quantifier, selection: n.Selection, setting: Setting
) -> tuple[p.Body, Scopes]:
    """`at least 2 sources must be official`, `all of its sources must be official`: on the article, or on the fact at
    hand.
    """
    adverbs = {demand.adverb for demand in sentence.demands}
    if len(adverbs) > 1:
        raise context.refuse(
            "two-readings",
            sentence,
            "of a counted subject all is said `certainly`, or `possibly`, or neither",
            "make two rules of it",
        )
    found = members(context, selection, setting.scopes)
    parts = [each(context, found, selection, d.predicate, d.negated, setting.scopes) for d in sentence.demands]
    inner: p.Condition | None = conjunction(parts) if sentence.joiner == "and" else p.Any(tuple(parts))
    words = context.text(sentence)
    said = counting(replace(found, fields=()), inner, quantifier, words)
    return p.Singly(None, (p.Demanded(said, adverbs.pop(), words),), "and"), setting.scopes


def jointly(
    context: Context, sentence: n.Must, quantifier: n.Quantifier, selection: n.Selection, setting: Setting
) -> tuple[p.Body, Scopes]:
    """A sentence about many facts together, in groups or all at once."""
    if quantifier.of or quantifier.word not in ("bare", "all"):
        raise context.refuse(
            "many-needed",
            quantifier,
            f"`{context.text(quantifier)}` speaks of one fact at a time, and "
            f"`{context.text(sentence.demands[0].predicate)}` of many together",
            "write the plural by itself for all of them, or say which belong together: "
            "`mentions with the same entity must have the same title`",
            replace=plural_fix(context, sentence, selection),
        )
    for demand in sentence.demands:
        if not is_collective(demand.predicate):
            raise context.refuse(
                "many-needed",
                demand,
                f"`{context.text(demand.predicate)}` speaks of one fact at a time "
                "and cannot be joined to one about many",
                "make two rules of it",
            )
    if sentence.joiner == "or":
        raise context.refuse("no-or-here", sentence, "predicates of many facts can be joined by `and must` only")
    if selection.same and setting.grouping:
        raise context.refuse(
            "two-readings",
            selection.same[0],
            "the sentence is grouped twice, by `for each` and by `with the same`",
            "name all fields in one place",
        )
    together = gather(
        context,
        selection,
        selection.same or setting.grouping,
        sentence.demands,
        setting.scopes,
        all_facts=quantifier.word == "all",
    )
    demands = tuple(
        p.Together(found, demand.adverb, wording(context, sentence.modal, demand))
        for found, demand in zip(together.predicates, sentence.demands, strict=True)
    )
    return p.Jointly(together.members, together.keys, together.slot, demands), together.scopes


def plural_fix(context: Context, sentence: n.Must, selection: n.Selection) -> tuple[tuple[Span, str], ...]:
    """The subject's kind in the plural, by itself: all facts together, which is what the predicate speaks of.

    Not where they would have to say the same: who writes `a person must have the same title` means one person, not all.
    """
    if any(isinstance(demand.predicate, n.HaveSame | n.Agree) for demand in sentence.demands):
        return ()
    kind = sentence_kind(context, sentence)
    names = selection.path.names
    if kind is None or any((f := field_of(kind, name.text)) is not None and f.type.many for name in names[1:]):
        return ()
    end, plural = names[0].span.end, kind.plural
    if len(names) > 1 and plural.endswith("s"):
        end, plural = end + len("'s"), f"{plural}'"
    return ((Span(sentence.subject.span.start, end), plural),)


def grouped(context: Context, subject: n.Value, sentence: n.Must, setting: Setting) -> tuple[p.Body, Scopes]:
    """`for each speaker, count of quotes must be at most 5`: aggregates read only the group."""
    kind = first_aggregate(context, sentence)
    assert kind is not None, "read_setting asked for it"
    slot, facts, member = context.new_slot(), context.new_slot(), context.new_slot()
    context.reads.setdefault(kind.name, set())
    keys = tuple(key(context, path, Scope(kind, member)) for path in setting.grouping)
    inside = (group_scope(kind, slot, keys),)
    context.group = p.Group(kind.name, facts)
    left = value(context, subject, inside)
    base = p.Members(
        p.Every(kind.name),
        member,
        None,
        (),
        FieldType("link", kinds=(kind.name,)),
        kind.plural,
        (kind.name, kind.plural),
    )
    demands = demanded(context, sentence.demands, sentence.modal, left, inside)
    return p.Grouped(base, keys, slot, facts, demands, sentence.joiner), inside


def read_because(context: Context, node: n.Rule, scopes: Scopes) -> tuple[str | p.Lookup, ...]:
    """The author's reason, its `{field}`s looked up."""
    if node.because is None:
        return ()
    parts: list[str | p.Lookup] = []
    at = 0
    text = node.because.value
    for found in PLACEHOLDER.finditer(text):
        parts.append(text[at : found.start()])
        words = re.split(r"'s?\s+", canonical(found[1]))
        names = tuple(n.Name(word, span=node.because.span) for word in words if word)
        if not names:
            raise context.refuse("unknown-field", node.because, "`{}` names no field")
        lead = names[0].text.split()
        start = lead[0].lower() if len(lead) == 2 and lead[0].lower() in ("its", "this", "the") else ""
        if start:
            names = (n.Name(lead[1], span=node.because.span), *names[1:])
        path = n.Path(names, "" if start == "the" else start, span=node.because.span)  # type: ignore[arg-type]  # its, this
        looked_up = lookup(context, path, scopes)
        parts.append(replace(looked_up, written=found[1].strip()))
        at = found.end()
    parts.append(text[at:])
    return tuple(part for part in parts if part != "")
