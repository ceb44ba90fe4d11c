"""Documents near those that an author wrote: one thing changed, then two, until two rules come to differ.

Such a document stays in the author's world, and most slips show beside what the author had in mind already. What is
changed are the fields that the rules read, to what decides something: the constants of the rule, other values of the
same document, what lies just beside them, what is not certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from ruleck.facts.vocabulary import FieldType, Kind, Vocabulary
from ruleck.generate.samples import matching_text
from ruleck.meaning import program as p
from ruleck.values.misread import Misread
from ruleck.values.text import compile_pattern

Document: TypeAlias = Mapping[str, object]
Documents: TypeAlias = tuple[Document, ...]

_NUMERIC = ("number", "count", "percent")
_ABSENT = object()
_MOST_FACTS = 5  # of a kind in one document
_IN_ALL = 3  # values that are put into all facts of a kind


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a fact of a document, where a value can be put: `path` leads to it through the documents."""

    kind: Kind
    name: str
    type: FieldType
    path: tuple[str | int, ...]
    value: object


class Neighbourhood:
    """What can be changed in documents that rules are asked of."""

    def __init__(self, rules: Sequence[p.Rule], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._reads: dict[str, set[str]] = {}
        for rule in rules:
            for kind, names in rule.reads.items():
                self._reads.setdefault(kind, set()).update(names)
        for kind in sorted({kind for rule in rules for kind in _kinds(rule)}):
            self._reads.setdefault(kind, set())
        self._across = any(rule.across for rule in rules)
        self._lists = {name for rule in rules for name in _followed(rule)}
        self._constants = list(dict.fromkeys(text for rule in rules for text in _constants(rule)))

    def starts(self) -> list[Documents]:
        """Where to begin without an author's example: nothing; facts that say all that is read; two of each, alike and
        one after the other.
        """
        kinds = [kind for name in sorted(self._reads) if (kind := self._vocabulary.kinds[name]).name != "article"]
        facts = {kind.plural: [self._full(kind)] for kind in kinds}
        if not facts:
            return [({},)]
        twice = {plural: full * 2 for plural, full in facts.items()}
        later = {kind.plural: [*facts[kind.plural], self._full(kind, 1)] for kind in kinds}
        return [({},), (facts,), (twice,), (later,)]

    def _full(self, kind: Kind, later: int = 0) -> dict[str, object]:
        reads = self._reads[kind.name] | self._lists
        stated = {
            name: _sample(field.type, name, later)
            for name, field in kind.fields.items()
            if name in reads and field.type.base != "link" and not field.type.many
        }
        return {**self._least(kind), **stated}

    def moves(self, documents: Documents) -> Iterator[Documents]:
        """All documents that differ from these in one thing."""
        for field in self._fields(documents):
            for value in self._values(field, documents):
                yield put(documents, field.path, value)
        yield from self._together(documents)
        yield from self._facts(documents)

    def _together(self, documents: Documents) -> Iterator[Documents]:
        """One field of all facts of a kind: left out, or the same in all of them."""
        alike: dict[tuple[str, str], list[Field]] = {}
        for field in self._fields(documents):
            alike.setdefault((field.kind.name, field.name), []).append(field)
        for same in alike.values():
            for value in [*self._values(same[0], documents)][:_IN_ALL] if len(same) > 1 else ():
                changed = documents
                for field in same:
                    if value is not None or field.value is not _ABSENT:
                        changed = put(changed, field.path, value)
                yield changed

    def _facts(self, documents: Documents) -> Iterator[Documents]:
        """Facts said twice, and new ones."""
        for number, document in enumerate(documents):
            for key, facts in document.items():
                if isinstance(facts, list) and len(facts) < _MOST_FACTS:
                    for index, fact in enumerate(facts):
                        if fact not in facts[:index] and (not isinstance(fact, dict) or "id" not in fact):
                            yield put(documents, (number, key), [*facts[: index + 1], fact, *facts[index + 1 :]])
            for name in sorted(self._reads):
                kind = self._vocabulary.kinds[name]
                if name == "article":
                    continue
                present = document.get(kind.plural)
                others = present if isinstance(present, list) else []
                if len(others) < _MOST_FACTS:
                    yield put(documents, (number, kind.plural), [*others, self._least(kind)])
        if self._across:
            yield from self._stories(documents)

    def _stories(self, documents: Documents) -> Iterator[Documents]:
        """The last story told twice, and its last facts told in one of their own."""
        *others, last = documents
        yield (*others, last, last)
        for key, facts in last.items():
            if isinstance(facts, list) and len(facts) > 1:
                yield (*others, {**last, key: facts[:-1]}, {key: facts[-1:]})

    def _least(self, kind: Kind) -> dict[str, object]:
        """A fact of a kind that says no more than it must."""
        return {
            name: field.example or _sample(field.type, name) for name, field in kind.fields.items() if field.required
        }

    def _fields(self, documents: Documents) -> Iterator[Field]:
        """The fields that the rules read, those that are not stated included."""
        for number, document in enumerate(documents):
            if "article" in self._reads:
                article = document.get("article")
                yield from self._of(
                    self._vocabulary.kinds["article"], article if isinstance(article, dict) else {}, (number, "article")
                )
            for key, facts in document.items():
                kind = self._vocabulary.kind(key)
                if kind is not None and isinstance(facts, list):
                    for index, fact in enumerate(facts):
                        if isinstance(fact, dict):
                            yield from self._of(kind, fact, (number, key, index))

    def _of(self, kind: Kind, fact: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Field]:
        reads = self._reads.get(kind.name, set()) | self._lists
        for name, field in kind.fields.items():
            value = fact.get(name, _ABSENT)
            if name in reads:
                yield Field(kind, name, field.type, (*path, name), value)
            inner = (
                [(0, value)] if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
            )
            for index, one in inner:
                if isinstance(one, dict) and field.type.kinds:
                    place = (*path, name, index) if isinstance(value, list) else (*path, name)
                    yield from self._of(self._vocabulary.kinds[field.type.kinds[0]], one, place)

    # -------------------------------------------------------------- values

    def _values(self, field: Field, documents: Documents) -> Iterator[object]:
        """What a field could say instead, the likeliest first; `None` for nothing."""
        current = field.value
        seen = [repr(current)]
        stated = None if current is _ABSENT else current
        found: list[object] = [None] if stated is not None and not field.kind.fields[field.name].required else []
        found += self._others(field, stated, documents)
        if not field.type.many:
            found.append("?")
        for value in found:
            if repr(value) not in seen:
                seen.append(repr(value))
                yield value

    def _others(self, field: Field, stated: object, documents: Documents) -> list[object]:
        type_ = field.type
        if type_.many:
            return self._lists_beside(type_, stated, documents)
        match type_.base:
            case "yes/no":
                return [True, False]
            case "one of":
                return list(type_.choices)
            case "link":
                return [*_records(documents, type_, self._vocabulary), "nobody of that name"]
        here = list(_said(documents, type_, self._vocabulary))
        beside = [text for text in self._constants if _fits(text, type_)]
        texts = [*dict.fromkeys([*([str(stated)] if stated is not None else []), *beside, *here])]
        if type_.base in _NUMERIC:
            return [new for text in texts for new in _numbers(text)] or ["1"]
        if type_.base == "date":
            return [new for text in texts for new in _dates(text)] or ["2024-05-01"]
        if type_.base == "duration":
            return [*texts, "1 days"]
        shapes = [shape for text in texts[:4] for shape in (f"{text} and more", f"so {text}", text.upper())]
        return [*beside, f"another {field.name.replace('_', ' ')}", *here, *shapes]

    def _lists_beside(self, type_: FieldType, stated: object, documents: Documents) -> list[object]:
        entries = list(stated) if isinstance(stated, list) else []
        one = FieldType(type_.base, type_.choices, type_.kinds)
        found: list[object] = [entries[:index] + entries[index + 1 :] for index in range(len(entries))]
        if entries:
            found.append([*entries, entries[-1]])
        if one.base == "link":
            kind = self._vocabulary.kinds[one.kinds[0]]
            new: list[object] = [*_records(documents, one, self._vocabulary), self._least(kind)]
        else:
            new = [*self._constants, *_said(documents, one, self._vocabulary), _sample(one, "entry")]
        return [*found, *([*entries, entry] for entry in new)]


def put(documents: Documents, path: tuple[str | int, ...], value: object) -> Documents:
    """The documents with another value at a place; without one if it is none."""
    changed = _put(list(documents), path, value)
    assert isinstance(changed, list)
    return tuple(changed)


def _put(node: Any, path: tuple[str | int, ...], value: object) -> object:
    head, *rest = path
    if isinstance(node, list):
        assert isinstance(head, int)
        if not rest and value is None:
            return [*node[:head], *node[head + 1 :]]
        new = _put(node[head], tuple(rest), value) if rest else value
        return [*node[:head], new, *node[head + 1 :]]
    if not rest and value is None:
        return {name: one for name, one in node.items() if name != head}
    return {**node, head: _put(node.get(head, {}), tuple(rest), value) if rest else value}


def without(documents: Documents) -> Iterator[Documents]:
    """The documents with one thing left out: a document, a fact, an entry, a field; the greater ones first."""
    if len(documents) > 1:
        yield from (documents[:index] + documents[index + 1 :] for index in range(len(documents)))
    yield from _without_in_all(documents)
    for path in sorted(_paths(list(documents), ()), key=len):
        if len(path) > 1:
            yield put(documents, path, None)


def _without_in_all(documents: Documents) -> Iterator[Documents]:
    """One field left out of all facts of a kind: what is alike in them may hold them together."""
    for number, document in enumerate(documents):
        for key, facts in document.items():
            records = [fact for fact in facts if isinstance(fact, Mapping)] if isinstance(facts, list) else []
            for name in dict.fromkeys(name for fact in records for name in fact) if len(records) > 1 else ():
                fewer = [{n: value for n, value in fact.items() if n != name} for fact in records]
                yield put(documents, (number, key), fewer)


def _paths(node: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    inner = node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield (*path, key)
        yield from _paths(value, (*path, key))


def size(documents: Documents) -> int:
    """How much documents say: so many facts, entries and fields."""
    return sum(1 for _ in _paths(list(documents), ()))


# ------------------------------------------------------------------ what is written


def _nodes(node: object) -> Iterator[object]:
    """The nodes of a rule, what its examples say left out."""
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif is_dataclass(node) and type(node).__module__ == p.__name__ and not isinstance(node, p.Example):
        yield node
        for field in fields(node):
            yield from _nodes(getattr(node, field.name))


def _kinds(rule: p.Rule) -> Iterator[str]:
    """The kinds whose facts a rule goes through."""
    return (node.kind for node in _nodes(rule) if isinstance(node, p.Every | p.Group | p.Iteration))


def _followed(rule: p.Rule) -> Iterator[str]:
    """The names of fields that a rule goes through."""
    return (name for node in _nodes(rule) if isinstance(node, p.Lookup | p.Members) for name in node.fields)


def _constants(rule: p.Rule) -> Iterator[str]:
    """What is written in a rule, as a fact would say it."""
    for node in _nodes(rule):
        if isinstance(node, p.Constant):
            yield node.value if isinstance(node.value, str) else node.written
        elif isinstance(node, p.Matching):
            yield from _matching(node)


def _matching(node: p.Matching) -> Iterator[str]:
    """A text that a pattern is found in, and the same in the other letters."""
    compiled = compile_pattern(node.pattern, node.ignore_case)
    text = None if isinstance(compiled, Misread) else matching_text(node.pattern, compiled)
    if text is not None:
        yield from (text, text.swapcase())


def _said(documents: Documents, type_: FieldType, vocabulary: Vocabulary) -> Iterator[str]:
    """What documents say in fields of a type."""
    family = _NUMERIC if type_.base in _NUMERIC else (type_.base,)
    for name, kind, value in _stated(documents, vocabulary):
        field = kind.fields.get(name)
        if field is not None and field.type.base in family and not isinstance(value, dict):
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str | int | float):
                    yield str(one)


def _stated(documents: Documents, vocabulary: Vocabulary) -> Iterator[tuple[str, Kind, object]]:
    waiting = [
        (kind, fact)
        for document in documents
        for key, facts in document.items()
        if (kind := vocabulary.kind(key)) is not None
        for fact in (facts if isinstance(facts, list) else [facts])
    ]
    while waiting:
        kind, fact = waiting.pop(0)
        if not isinstance(fact, Mapping):
            continue
        for name, value in fact.items():
            yield name, kind, value
            field = kind.fields.get(name)
            if field is not None and field.type.kinds:
                inner = vocabulary.kinds[field.type.kinds[0]]
                waiting += [(inner, one) for one in (value if isinstance(value, list) else [value])]


def _records(documents: Documents, type_: FieldType, vocabulary: Vocabulary) -> Iterator[str]:
    """What links of a type could lead to."""
    for name, kind, value in _stated(documents, vocabulary):
        if kind.name in type_.kinds and name in ("id", "name") and isinstance(value, str):
            yield value


def _sample(type_: FieldType, name: str, later: int = 0) -> object:
    """A value that an author could have written; figures and days go up with `later`."""
    match type_.base:
        case "yes/no":
            return True
        case "one of":
            return type_.choices[0]
        case "date":
            return f"2024-05-{1 + later:02}"
        case "duration":
            return f"{3 + later} days"
        case "number" | "count" | "percent":
            return str(1 + later)
    return f"some {name.replace('_', ' ')}"


def _fits(text: str, type_: FieldType) -> bool:
    if type_.base in _NUMERIC:
        return _as_number(text) is not None
    if type_.base == "date":
        return _as_day(text) is not None
    return True


def _as_number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").removesuffix("%"))
    except ValueError:
        return None


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _numbers(text: str) -> Iterator[str]:
    """A figure, those beside it, and some that are not certain."""
    amount = _as_number(text)
    if amount is None or abs(amount) > 10**12:
        yield text
        return
    figure = text.replace(",", "").removesuffix("%")
    step = 10.0 ** -len(figure.partition(".")[2])
    for near in (amount, amount + step, amount - step):
        yield _figure(near)
    yield from (_figure(near) for near in (1.05 * amount, 0.95 * amount, amount + 5 * step, amount - 5 * step))
    yield from (_figure(near) for near in (2 * amount, amount / 2, -amount, 0))
    yield from (f"{bound} {figure}" for bound in ("at least", "at most"))


def _figure(amount: float) -> str:
    return f"{amount:.6f}".rstrip("0").rstrip(".").replace("-0", "0" if amount == 0 else "-0")


def _dates(text: str) -> Iterator[str]:
    """A day, those beside it, and the month and the year that it is in."""
    day = _as_day(text)
    if day is None or not date(2, 1, 1) < day < date(9998, 1, 1):
        yield text
        return
    yield from ((day + timedelta(days)).isoformat() for days in (0, 1, -1))
    yield from ((day + timedelta(days)).isoformat() for days in (400, -400))
    yield from (text[:7], text[:4])
