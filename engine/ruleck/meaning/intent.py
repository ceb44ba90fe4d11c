"""What an author may have meant by a word that names no kind of fact, or by a subject that cannot be said so.

Nothing here decides anything: each reading is tried, and offered only if the whole sentence then makes sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruleck.facts.vocabulary import Kind, fold
from ruleck.meaning.context import Context, Refusal, indefinite, listing
from ruleck.meaning.paths import field_of
from ruleck.source import Span
from ruleck.syntax import nodes as n

# What newsrooms call facts of a kind.
CALLED = {
    "quotation": "quote",
    "toll": "estimate",
    "statistic": "figure",
    "survey": "poll",
    "allegation": "claim",
    "accusation": "claim",
}
# What people call the article.
STORY = frozenset({"story", "stories", "piece", "pieces", "articles", "report"})

COUNTED = re.compile(r"\b(?:every|each|all|an?|no|some)\s+$", re.IGNORECASE)

# A place in the rule, and what could stand there.
Replacement = tuple[Span, str]


def unknown_kind(context: Context, word: n.Name, known: list[str]) -> Refusal:
    """The refusal of a word that is no kind of fact: what it is instead, else the nearest of those that are."""
    readings = list(readings_of(context, fold(word.text), counted_before(context, word)))
    notes = [f"{note}: `{words}`" for note, words in readings[:2]]
    meant: list[Replacement] = [(word.span, words) for _, words in readings]
    close = () if readings else context.close_names(word, known)
    if not readings and not close:
        kinds = listing([kind.plural for kind in context.vocabulary.kinds.values()])
        notes.append(f"there are {kinds}: `ruleck kinds` tells what each is")
    return context.refuse("unknown-kind", word, f"`{word.text}` is no kind of fact", *notes, replace=(*meant, *close))


def counted_before(context: Context, word: n.Name) -> bool:
    """Whether `every`, `no` or the like stands before a word."""
    return COUNTED.search(context.source.text[: word.span.start]) is not None


def readings_of(context: Context, word: str, counted: bool) -> Iterator[tuple[str, str]]:
    """What a word is in the vocabulary, and what is written for it: `minors` are `people where minor`.

    `counted` tells that `every`, `no` or the like stands before it.
    """
    if word in STORY:
        yield "the story itself is", "article" if counted else "the article"
        return
    single = word.removesuffix("s")
    called = context.vocabulary.kinds.get(CALLED.get(single, ""))
    if called is not None:
        yield f"a {single} is written down as", called.name if counted else called.plural
    for kind in context.vocabulary.kinds.values():
        facts = kind.name if counted else kind.plural
        for name, field in kind.fields.items():
            if field.type.base == "yes/no" and name in (word, single):
                yield f"`{name}` is a yes/no field of {kind.name}", f"{facts} where {name}"
            elif any(fold(choice) in (word, single) for choice in field.type.choices):
                choice = next(c for c in field.type.choices if fold(c) in (word, single))
                yield f"`{choice}` is what a {kind.name}'s `{name}` can be", f"{facts} where {name} is {choice}"
            elif name in (word, single) and name not in ("id", "note", "excerpt"):
                whose = "the article" if kind.name == "article" else kind.name if counted else f"every {kind.name}"
                yield f"`{name}` is a field of {kind.name}", f"{whose}'s {name}"


def other_subjects(context: Context, sentence: n.Must, subject: n.Subject, kind: Kind | None) -> Iterator[Replacement]:
    """Sentences for one that asks of a list, or of the article, what they cannot be asked."""
    path, demand = subject.selection.path, sentence.demands[0]
    first = field_of(kind, path.names[1].text) if kind is not None and len(path.names) > 1 else None
    if first is not None and first.type.many and subject.selection.where is None:
        rest = context.source.text[path.names[1].span.start : path.span.end]
        yield subject.span, f"for each {path.names[0].text}, all of its {rest}"
    if kind is None or kind.name != "article" or len(path.names) > 1:
        return
    predicate = demand.predicate
    if isinstance(predicate, n.TextTest | n.ContainOneOf | n.Match):
        yield path.span, "the article's body"
    if len(sentence.demands) > 1 or demand.negated:
        return
    if isinstance(predicate, n.HasCount) and context.vocabulary.kind(predicate.field.text) is not None:
        amount = context.source.text[predicate.quantifier.span.start : predicate.span.end]
        yield sentence.span, f"there {sentence.modal} be {' '.join(amount.split())}"
    if isinstance(predicate, n.Has) and len(predicate.fields) == 1:
        found = context.vocabulary.kind(predicate.fields[0].text)
        if found is not None and field_of(kind, predicate.fields[0].text) is None:
            yield sentence.span, f"there {sentence.modal} be {indefinite(found.name)}"
