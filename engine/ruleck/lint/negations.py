"""Two negations where none would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ruleck.facts.vocabulary import fold
from ruleck.lint.definitions import BY_CODE
from ruleck.lint.remark import Edit, Remark
from ruleck.lint.reviewed import Reviewed
from ruleck.source import Span
from ruleck.syntax import nodes as n
from ruleck.syntax.print import print_condition, print_predicate

DOUBLE = BY_CODE["R103"]


@dataclass(frozen=True, slots=True)
class Twofold:
    """A double negation, what it comes to in words, and the edits that write it so."""

    span: Span
    plain: str
    edits: tuple[Edit, ...]


def double_negations(reviewed: Reviewed) -> Iterator[Remark]:
    """The double negations of a rule. A sentence whose words change keeps its id."""
    node, text = reviewed.node, reviewed.source.text
    for found in (*_sentence(reviewed), *_exceptions(reviewed), *_conditions(node)):
        edits = found.edits
        if edits and node.id is None:
            edits = (Edit(Span(node.span.start, node.span.start), f"rule {reviewed.rule.id}: "), *edits)
        written = " ".join(text[found.span.start : found.span.end].split())
        message = f"`{written}` is negated twice"
        yield Remark(DOUBLE, message, reviewed.at(found.span), (), (f"it says: `{found.plain}`",), edits)


def affirmed(predicate: n.Predicate) -> n.Predicate | None:
    """What a predicate denies; none for one that denies nothing."""
    match predicate:
        case n.HasNo(verb=verb, field=field):
            return n.Has(verb, (field,), span=predicate.span)
        case n.Is(word=word) if fold(word.text) == "missing":
            return n.Is(replace(word, text="given"), span=predicate.span)
        case n.Compare(operator="differ"):
            return replace(predicate, operator="=", equal=True)
    return None


# ------------------------------------------------------------------ the sentence


def _sentence(reviewed: Reviewed) -> Iterator[Twofold]:
    sentence = reviewed.node.sentence
    if isinstance(sentence, n.Must):
        for demand in sentence.demands:
            yield from _demand(demand, sentence.modal)
    if isinstance(sentence, n.NoMay):
        plain = affirmed(sentence.demand.predicate)
        if plain is not None:
            yield _every(reviewed, sentence, plain)


def _demand(demand: n.Demand, modal: str) -> Iterator[Twofold]:
    plain = affirmed(demand.predicate)
    if demand.negated and plain is not None:
        words = _demanded(demand, plain)
        yield Twofold(demand.span, f"{modal} {words}", (Edit(demand.span, words),))


def _every(reviewed: Reviewed, sentence: n.NoMay, plain: n.Predicate) -> Twofold:
    """`no quote may have no …` as `every quote must have a …`."""
    demand, selection = sentence.demand, sentence.selection
    words = _demanded(demand, plain)
    kind = reviewed.vocabulary.kind(selection.path.names[0].text)
    singular = kind is not None and fold(selection.path.names[0].text) == kind.name
    who = "every " if singular else ""
    text = reviewed.source.text
    whom = " ".join(text[selection.span.start : selection.span.end].split())
    edits = (
        Edit(Span(sentence.span.start, selection.span.start), who),
        Edit(Span(selection.span.end, demand.span.start), " must "),
        Edit(demand.span, words),
    )
    return Twofold(sentence.span, f"{who}{whom} must {words}", edits)


def _demanded(demand: n.Demand, predicate: n.Predicate) -> str:
    adverb = f"{demand.adverb} " if demand.adverb else ""
    return adverb + print_predicate(predicate, finite=False)


# ------------------------------------------------------------------ conditions


def _exceptions(reviewed: Reviewed) -> Iterator[Twofold]:
    """`unless not …` as `when …`; what has a `when` already is told and left to its author."""
    node, text = reviewed.node, reviewed.source.text
    for exception in node.unless:
        match exception:
            case n.Not(condition=inner):
                plain = inner
            case n.Says(negated=True) if affirmed(exception.predicate) is None:
                plain = replace(exception, negated=False)
            case _:
                continue
        words = print_condition(plain)
        before = text[: exception.span.start].rstrip()
        start = len(before) - len("unless")
        edits: tuple[Edit, ...] = ()
        if node.when is None and before[start:].lower() == "unless":
            at = node.sentence.span.start
            margin = text[text.rfind("\n", 0, at) + 1 : at]
            between = f",\n{margin}" if margin.isspace() else ", "
            gone = len(text[:start].rstrip())
            edits = (Edit(Span(at, at), f"when {words}{between}"), Edit(Span(gone, exception.span.end), ""))
        yield Twofold(Span(max(start, 0), exception.span.end), f"when {words}", edits)


def _conditions(node: object) -> Iterator[Twofold]:
    """The outermost double negation of each condition."""
    if isinstance(node, n.Not | n.Says):
        plain = _undone(node)
        if plain is not None:
            words = print_condition(plain)
            bracketed = f"({words})" if isinstance(plain, n.And | n.Or | n.ThereIs) else words
            yield Twofold(node.span, words, (Edit(node.span, bracketed),))
            return
    if isinstance(node, tuple):
        for part in node:
            yield from _conditions(part)
    elif isinstance(node, n.Node):
        for name in node.__dataclass_fields__:
            yield from _conditions(getattr(node, name))


def _undone(node: n.Not | n.Says) -> n.Condition | None:
    match node:
        case n.Not(condition=n.Not(condition=inner)):
            return inner
        case n.Not(condition=n.Says(negated=True) as says):
            return replace(says, negated=False)
        case n.Not(condition=n.Says(predicate=predicate) as says):
            plain = affirmed(predicate)
            return replace(says, predicate=plain) if plain is not None else None
        case n.Not(condition=n.ThereIs(quantifier=n.Quantifier(word="none") as none) as there):
            return replace(there, quantifier=replace(none, word="some"))
        case n.Says(negated=True, predicate=predicate):
            plain = affirmed(predicate)
            return replace(node, predicate=plain, negated=False) if plain is not None else None
    return None
