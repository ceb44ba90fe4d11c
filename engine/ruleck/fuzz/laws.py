"""The laws that hold for every rule, tried on an author's own: a story changed in a way that must not matter.

docs/promises.md says what the engine promises; here the promises are put to the rules and the stories of a newsroom. A
law that is broken is a bug in ruleck, and worth reporting with the rule and the story.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias

from ruleck.facts.record import Record, Story
from ruleck.facts.vocabulary import FieldType, Vocabulary
from ruleck.generate.edits import Document, copied
from ruleck.generate.pick import Pick
from ruleck.generate.samples import OPEN, letters, simplest, written_day, written_number
from ruleck.generate.search import Subject
from ruleck.meaning import program as p
from ruleck.values.date import DateSpan
from ruleck.values.number import Number

# Outcomes that were not left open.
DECIDED = ("accepts", "rejects", "ignores")


@dataclass(frozen=True, slots=True)
class Law:
    """A change of a story that must not change what a rule says of it.

    `says` is the law in words; `change` gives the story changed, or none where there is nothing to change; `applies`
    tells for which rules it is a law. With `decided` an outcome that was left open may become any other.
    """

    name: str
    says: str
    change: Callable[[Document, Story, Subject, Pick], Document | None]
    applies: Callable[[p.Rule], bool] = lambda rule: True
    decided: bool = False

    def kept(self, before: str, after: str) -> bool:
        """Whether two outcomes keep the law."""
        return before == after or (self.decided and before not in DECIDED)


# ------------------------------------------------------------------ order


def reordered(document: Document, story: Story, subject: Subject, pick: Pick) -> Document | None:
    """The facts of each kind in another order."""
    result = copied(document)
    for key, facts in result.items():
        if isinstance(facts, list):
            result[key] = _shuffled(facts, pick)
    return result if result != document else None


def _shuffled(facts: list[Any], pick: Pick) -> list[Any]:
    shuffled = list(facts)
    for number in range(len(shuffled) - 1):
        other = number + pick(len(shuffled) - number)
        shuffled[number], shuffled[other] = shuffled[other], shuffled[number]
    return shuffled if shuffled != facts else facts[::-1]


# ------------------------------------------------------------------ what no rule reads


def with_more(document: Document, story: Story, subject: Subject, pick: Pick) -> Document | None:
    """Facts that the rule does not read, and notes on those that it does."""
    vocabulary, reads = subject.vocabulary, subject.rule.reads
    unread = [kind for kind in vocabulary.kinds.values() if kind.name not in reads and kind.name != "article"]
    result = copied(document)
    for kind in (unread[pick(len(unread))] for _ in range(2 if unread else 0)):
        if not _holds_read(vocabulary, kind.name, reads):
            made = {n: simplest(vocabulary, f.type) for n, f in kind.fields.items() if f.required}
            result.setdefault(kind.plural, []).append({**made, **({"name": "no one here"} if "name" in made else {})})
    for value in result.values():
        for fact in value if isinstance(value, list) else []:
            if "note" not in reads.get(_kind_of(vocabulary, result, value), ()):
                fact.setdefault("note", letters(pick(20)))
    return result if result != document else None


def _kind_of(vocabulary: Vocabulary, document: Mapping[str, Any], value: object) -> str:
    key = next(key for key, other in document.items() if other is value)
    kind = vocabulary.kind(key)
    return kind.name if kind is not None else ""


def _holds_read(vocabulary: Vocabulary, kind: str, reads: Mapping[str, object]) -> bool:
    """Whether the smallest fact of a kind holds one of a kind that is read."""
    return any(
        field.required and field.type.base == "link" and any(inner in reads for inner in field.type.kinds)
        for field in vocabulary.kinds[kind].fields.values()
    )


# ------------------------------------------------------------------ ids


def renamed(document: Document, story: Story, subject: Subject, pick: Pick) -> Document | None:
    """Other ids for all facts that have one, and in all links to them."""
    ids = {record.id for records in story.records.values() for record in records if record.id is not None}
    names = {
        name
        for records in story.records.values()
        for record in records
        for name in (record.fields.get("name"),)
        if isinstance(name, str)
    }
    ids -= names  # a link may mean either
    if not ids:
        return None
    new = {old: f"{letters(pick(26))}-renamed-{number}" for number, old in enumerate(sorted(ids))}
    result: Document = {}
    for key, value in document.items():
        kind = subject.vocabulary.kind(key)
        result[key] = _with_ids(value, (kind.name,), new, subject.vocabulary) if kind is not None else value
    return result


def _with_ids(value: Any, kinds: Sequence[str], new: Mapping[str, str], vocabulary: Vocabulary) -> Any:
    if isinstance(value, list):
        return [_with_ids(item, kinds, new, vocabulary) for item in value]
    if isinstance(value, str):
        return new.get(value, value)
    if not isinstance(value, dict):
        return value
    result = {}
    for name, item in value.items():
        field = next((f for k in kinds if (f := vocabulary.kinds[k].fields.get(name)) is not None), None)
        if name == "id":
            result[name] = new.get(item, item) if isinstance(item, str) else item
        elif field is not None and field.type.base == "link":
            result[name] = _with_ids(item, field.type.kinds, new, vocabulary)
        else:
            result[name] = item
    return result


# ------------------------------------------------------------------ narrowing


# Where a vague value stands: the steps to its fact, its field, what it is, and the field's type.
_Vague: TypeAlias = "tuple[list[Any], str, object, FieldType]"


def narrowed(document: Document, story: Story, subject: Subject, pick: Pick) -> Document | None:
    """One of the vague or open values made exact: a value out of those that it can be."""
    open_values = list(_vague(document, story, subject.vocabulary))
    if not open_values:
        return None
    container, name, value, type_ = open_values[pick(len(open_values))]
    result: Document = copied(document)
    inner: Any = result
    for step in container:
        inner = inner[step]
    exact = _one_of(value, type_, subject.vocabulary, pick)
    if exact is None:
        return None
    inner[name] = exact
    return result


def _vague(
    document: Document, story: Story, vocabulary: Vocabulary
) -> Iterator[tuple[list[Any], str, object, FieldType]]:
    for records in story.records.values():
        for record in records:
            steps: list[Any] = [int(step) if step.isdigit() else step for step in record.pointer.split("/")[1:]]
            if not record.known or not _is_fact(document, steps):
                continue
            yield from _vague_fields(record, steps, document, vocabulary)


def _is_fact(document: Document, steps: Sequence[Any]) -> bool:
    value: Any = document
    for step in steps:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(value, dict)


def _vague_fields(record: Record, steps: list[Any], document: Document, vocabulary: Vocabulary) -> Iterator[_Vague]:
    inner: Any = document
    for step in steps:
        inner = inner[step]
    for name, written in inner.items():
        value = record.fields.get(name)
        field = vocabulary.kinds[record.kind].fields.get(name)
        type_ = field.type if field is not None else None
        if type_ is None or type_.many:
            continue
        if (isinstance(value, (Number, DateSpan)) and not value.exact) or written == OPEN:
            yield steps, name, value, type_


def _one_of(value: object, type_: FieldType, vocabulary: Vocabulary, pick: Pick) -> Any:
    """A value out of those that a vague one can be."""
    match value:
        case Number(low=low, high=high, low_open=low_open, high_open=high_open):
            if isinstance(low, float) and isinstance(high, float):
                return pick(10)
            step = 1 + pick(3)
            if not isinstance(low, float) and (pick(2) == 0 or isinstance(high, float)):
                exact = low + step if low_open or pick(2) else low
            else:
                assert not isinstance(high, float), "one end is not endless"
                exact = high - step if high_open or pick(2) else high
            inside = low < exact < high or (exact == low and not low_open) or (exact == high and not high_open)
            return written_number(exact) if inside else None
        case DateSpan(first=first, last=last):
            ends = [end for end in (first, last) if not isinstance(end, float)]
            return written_day(ends[pick(len(ends))]) if ends else None
    return "somebody" if type_.base == "link" else simplest(vocabulary, type_, pick(3))


def says_values(rule: p.Rule) -> bool:
    """Whether a rule speaks of values, as the definition of soundness has it: without adverbs, `same`, `agree` and
    what was written (`within rounding`).
    """
    return not any(
        (isinstance(node, (p.Demanded, p.Together)) and node.adverb)
        or (isinstance(node, p.Relation) and node.operator == "same")
        or isinstance(node, (p.Agreement, p.SameFields))
        or (isinstance(node, p.Bound) and node.how == "rounding")
        or (isinstance(node, p.Course) and node.direction == "stay the same")
        for node in _nodes((rule.iteration, rule.when, rule.unless, rule.body))
    )


def _nodes(node: object) -> Iterator[object]:
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif is_dataclass(node) and type(node).__module__ == p.__name__:
        yield node
        for field in fields(node):
            yield from _nodes(getattr(node, field.name))


def again(document: Document, story: Story, subject: Subject, pick: Pick) -> Document | None:
    """The same story once more."""
    return copied(document)  # type: ignore[no-any-return]  # a document


LAWS: tuple[Law, ...] = (
    Law("order", "the order of facts does not matter", reordered, lambda rule: True),
    Law("irrelevance", "facts and fields that the rule does not read do not matter", with_more),
    Law("renaming", "what ids are called does not matter", renamed),
    Law(
        "narrowing",
        "a vague or open value made exact flips no decided verdict",
        narrowed,
        applies=says_values,
        decided=True,
    ),
    Law("two runs", "the same story twice gives the same", again),
)
