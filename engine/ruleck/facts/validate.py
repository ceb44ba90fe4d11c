"""From plain values to records: one mechanism for built-in kinds, a project's own kinds and registered models.

A vocabulary is turned into one `_Plan` a kind, made once and kept with the vocabulary; a plan knows for each field,
under the name it is written by, how its value is read. A document is then walked once, by its plans alone: whatever a
document holds, only what a kind has a place for is looked into, so that depth and size are those of the vocabulary and
never the author's.

Mistakes are gathered with the JSON Pointer of the value (or of its key); where that stands in a file is found
afterwards. Links are left pending until every record is known (see `link`), since a record may be used before it is
written.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, TypeAlias

from ruleck.facts.document import token
from ruleck.facts.draft import Draft, PendingLink
from ruleck.facts.problems import (
    articles,
    duplicate_id,
    endless,
    field_twice,
    kind_twice,
    missing_field,
    not_a_fact,
    not_a_list,
    not_a_list_of_facts,
    not_a_story,
    not_an_excerpt,
    unknown_field,
    unknown_kind,
    wrong_value,
)
from ruleck.facts.record import FieldValue, Record, Story
from ruleck.facts.scalars import UNFIT, NumberReader, Reader, number_reader, read_text, scalar_reader, written
from ruleck.facts.vocabulary import Field, Kind, Vocabulary, fold
from ruleck.facts.waiver import BESIDE, ON_FILE, WAIVED, Waiver
from ruleck.values.misread import Misread
from ruleck.values.number import Exact, Number
from ruleck.values.truth import OPEN, Unknown

# Facts may hold facts; a kind may even hold facts of its own kind.
DEEPEST = 50
_NUMERIC = ("number", "count", "percent")

# What is read, the record it is read for, the field's name as written, its value, and the facts that it all stands in.
_FieldReader: TypeAlias = "Callable[[Draft, Record, str, Any, tuple[Any, ...]], FieldValue | None]"


@dataclass(frozen=True, slots=True)
class _Plan:
    """How records of a kind are read."""

    kind: Kind
    readers: dict[str, _FieldReader]
    numbers: dict[str, tuple[Field, NumberReader]]
    names: dict[str, str]
    required: tuple[str, ...]
    defaults: tuple[tuple[str, FieldValue], ...]


class Validator:
    """Reads documents by a vocabulary. Immutable once made, so that threads may share it.

    `approximation` is how far off "about" may be, in percent.
    """

    def __init__(self, vocabulary: Vocabulary, approximation: Exact) -> None:
        self._vocabulary = vocabulary
        self._numbers = {base: number_reader(base, approximation) for base in _NUMERIC}
        self._plans = {name: self._plan(kind) for name, kind in vocabulary.kinds.items()}
        # A document lists the facts of each kind under its plural, and has one article.
        self._keys = {
            kind.plural if name != "article" else name: self._plans[name] for name, kind in vocabulary.kinds.items()
        }

    def read(self, document: Any, path: str) -> Draft:
        """The story that a document's plain value tells, its links still pending, with the mistakes met."""
        records: dict[str, list[Record]] = {name: [] for name in self._plans}
        article = Record("article", "/article", {})
        story = Story(path, article, records, 0)
        article.story = story
        draft = Draft(story, records)
        document = _plain(document)
        if isinstance(document, Mapping):
            seen: dict[str, str] = {}
            for key, value in document.items():
                self._outermost(draft, key, _plain(value), seen)
                if draft.hopeless:
                    break
        else:
            draft.problems.append(not_a_story(document))
        if not records["article"]:
            records["article"].append(article)
            article.fields.update(self._plans["article"].defaults)
        return draft

    def _outermost(self, draft: Draft, key: Any, value: Any, seen: dict[str, str]) -> None:
        """Read what stands under one of a document's outermost names."""
        name = key if isinstance(key, str) else str(written(key))
        pointer = f"/{token(name)}"
        folded = fold(name)
        plan = self._keys.get(folded)
        if plan is None:
            draft.problems.append(unknown_kind(self._vocabulary, name, pointer))
        elif folded in seen:
            draft.problems.append(kind_twice(folded, pointer, seen[folded]))
        elif value is None:
            pass
        elif plan.kind.name == "article":
            if isinstance(value, (list, tuple)):
                draft.problems.append(articles(pointer))
            else:
                draft.story.article.pointer = pointer
                self._record(draft, plan, pointer, value, (), draft.story.article)
        elif isinstance(value, (list, tuple)):
            for index, one in enumerate(value):
                self._record(draft, plan, f"{pointer}/{index}", one, ())
                if draft.hopeless:
                    break
        else:
            draft.problems.append(not_a_list_of_facts(name, pointer, value))
        seen[folded] = pointer

    def _record(
        self, draft: Draft, plan: _Plan, pointer: str, raw: Any, inside: tuple[Any, ...], record: Record | None = None
    ) -> Record | None:
        """Read one fact and put it among the others; `inside` are the facts that it is written in."""
        raw = _plain(raw)
        if not isinstance(raw, Mapping):
            draft.problems.append(not_a_fact(plan.kind, pointer, raw))
            return None
        if len(inside) > DEEPEST or any(raw is outer for outer in inside):
            draft.problems.append(endless(pointer))
            return None
        if record is None:
            record = Record(plan.kind.name, pointer, {}, True, draft.story)
        fields = record.fields
        if plan.kind.name in draft.records:  # a waiver is no fact
            draft.records[plan.kind.name].append(record)
        readers, names = plan.readers, plan.names
        inner = (*inside, raw)
        met: dict[str, Any] = {}
        numbers: dict[str, Any] | None = None
        unknown = False
        for key, value in raw.items():
            name = key if key in names else names.get(fold(str(key)))
            if name is None and fold(str(key)) == WAIVED and plan.kind.name in draft.records:
                if WAIVED in met:
                    draft.problems.append(field_twice(WAIVED, f"{pointer}/{token(str(key))}"))
                met[WAIVED] = key
                draft.waivers += self._waivers_beside(draft, record, str(key), value)
                continue
            if name is None:
                draft.problems.append(unknown_field(plan.kind, raw, pointer, key))
                unknown = True
                if draft.hopeless:
                    break
                continue
            if name in met:
                draft.problems.append(field_twice(name, f"{pointer}/{token(str(key))}"))
            met[name] = key
            read = readers.get(name)
            if read is None:
                # The unit may be written behind its number.
                numbers = numbers or {}
                numbers[key] = value
                continue
            one = read(draft, record, key, value, inner)
            if one is not None:
                fields[name] = one
        if numbers is not None:
            self._read_numbers(draft, plan, record, numbers)
        for name, default in plan.defaults:
            if name not in fields:
                fields[name] = default
        for name in plan.required:
            if name not in fields and not unknown and (name not in met or _blank(raw[met[name]])):
                draft.problems.append(missing_field(plan.kind, name, pointer))
        identity = record.id
        if identity is not None and (first := draft.ids.setdefault((record.kind, identity), record)) is not record:
            place = f"{pointer}/{token(str(met['id']))}"
            draft.problems.append(duplicate_id(self._vocabulary, record, first, identity, place))
        return record

    def _waivers_beside(self, draft: Draft, record: Record, key: str, value: Any) -> Iterator[Waiver]:
        """What is accepted of a fact: one waiver, or a list of them."""
        pointer = f"{record.pointer}/{token(key)}"
        value = _plain(value)
        entries = [(pointer, value)]
        if isinstance(value, (list, tuple)):
            entries = [(f"{pointer}/{index}", entry) for index, entry in enumerate(value)]
        for place, entry in entries if value is not None else ():
            waiver = self.waiver(draft, place, entry, "fact")
            if waiver is not None:
                yield replace(waiver, fact=record.pointer)

    def waiver(self, draft: Draft, pointer: str, value: Any, origin: Literal["fact", "file"]) -> Waiver | None:
        """One waiver, by the same steps as a fact; none, and problems, where it is not written as one."""
        before = len(draft.problems)
        record = Record("waiver", pointer, {})
        self._record(draft, _waiver_plan(origin), pointer, value, (), record)
        if len(draft.problems) == before and "reason" not in record.fields:
            draft.problems.append(missing_field(BESIDE, "reason", pointer))
        if len(draft.problems) > before:
            return None
        said = {name: text for name, text in record.fields.items() if isinstance(text, str)}
        return Waiver(origin=origin, pointer=pointer, **said)  # type: ignore[arg-type]  # the fields are texts

    def _read_numbers(self, draft: Draft, plan: _Plan, record: Record, numbers: dict[str, Any]) -> None:
        fields = record.fields
        for key, value in numbers.items():
            described, reader = plan.numbers[plan.names[fold(str(key))]]
            unit: Any = described.unit
            if described.unit_field is not None:
                unit = fields.get(described.unit_field)
            stated = unit if type(unit) is str else None
            if described.type.many:
                many = _with_unit(reader, stated)
                one = self._list(draft, record, described, key, value, many)
            else:
                read = reader(value, stated)
                if type(read) is Misread or read is UNFIT:
                    self._wrong(draft, record, described, f"{record.pointer}/{token(str(key))}", value, read)
                    continue
                one = read  # type: ignore[assignment]  # what is left are values
            if one is not None:
                # A number whose unit is not yet established can be compared with nothing.
                fields[described.name] = OPEN if unit is OPEN and type(one) is Number and one.unit is None else one

    # ------------------------------------------------------------------ plans

    def _plan(self, kind: Kind) -> _Plan:
        readers: dict[str, _FieldReader] = {}
        numbers: dict[str, tuple[Field, NumberReader]] = {}
        for name, described in kind.fields.items():
            if described.type.base in _NUMERIC:
                numbers[name] = (described, self._numbers[described.type.base])
            elif name == "excerpt":
                readers[name] = self._excerpt
            else:
                readers[name] = self._field_reader(described)
        return _Plan(
            kind,
            readers,
            numbers,
            {fold(name): name for name in kind.fields},
            tuple(name for name, f in kind.fields.items() if f.required),
            tuple((name, f.default) for name, f in kind.fields.items() if f.default is not None),
        )

    def _field_reader(self, described: Field) -> _FieldReader:
        if described.type.base == "link":
            return self._link_reader(described)
        reader = scalar_reader(described.type)
        if described.type.many:

            def read_many(draft: Draft, record: Record, key: str, value: Any, inside: Any) -> FieldValue | None:
                return self._list(draft, record, described, key, value, reader)

            return read_many

        def read_one(draft: Draft, record: Record, key: str, value: Any, inside: Any) -> FieldValue | None:
            one = reader(value)
            if type(one) is Misread or one is UNFIT:
                self._wrong(draft, record, described, f"{record.pointer}/{token(str(key))}", value, one)
                return None
            return one  # type: ignore[return-value]  # what is left are values

        return read_one

    def _list(
        self, draft: Draft, record: Record, described: Field, key: str, value: Any, reader: Reader
    ) -> FieldValue | None:
        items = self._items(draft, record, described, key, value)
        if items is None or isinstance(items, Unknown):
            return items
        read = []
        for index, item in enumerate(items):
            one = reader(item)
            if isinstance(one, Misread) or one is UNFIT:
                self._wrong(draft, record, described, f"{record.pointer}/{token(str(key))}/{index}", item, one)
                if draft.hopeless:
                    break
            elif one is not None:
                read.append(one)
        return tuple(read) or None

    def _items(
        self, draft: Draft, record: Record, described: Field, key: str, value: Any
    ) -> Sequence[Any] | Unknown | None:
        """The items of a written list; `?` or none where there is no list."""
        value = _plain(value)
        if isinstance(value, (list, tuple)):
            return value
        text = read_text(value)
        if text is None or isinstance(text, Unknown):
            return text
        pointer = f"{record.pointer}/{token(str(key))}"
        draft.problems.append(not_a_list(self._vocabulary, record.kind, described, pointer, value))
        return None

    def _link_reader(self, described: Field) -> _FieldReader:
        def read_link(draft: Draft, record: Record, key: str, value: Any, inside: tuple[Any, ...]) -> FieldValue | None:
            if type(value) is str and value and value != "?" and value.isascii() and not value.isspace():
                draft.links.append(PendingLink(record, described, value, f"{record.pointer}/{token(str(key))}"))
                return None
            return self._link(draft, record, described, f"{record.pointer}/{token(str(key))}", value, inside)

        def read_links(
            draft: Draft, record: Record, key: str, value: Any, inside: tuple[Any, ...]
        ) -> FieldValue | None:
            items = self._items(draft, record, described, key, value)
            if items is None or isinstance(items, Unknown):
                return items
            pointer = f"{record.pointer}/{token(str(key))}"
            links: list[FieldValue | None] = []
            for index, item in enumerate(items):
                links.append(self._link(draft, record, described, f"{pointer}/{index}", item, inside, links))
            draft.lists.append((record, described.name, links))
            return None

        return read_links if described.type.many else read_link

    def _link(
        self,
        draft: Draft,
        record: Record,
        described: Field,
        pointer: str,
        value: Any,
        inside: tuple[Any, ...],
        links: list[FieldValue | None] | None = None,
    ) -> FieldValue | None:
        """A record that is written in place, or none where a link stays pending."""
        if type(value) is not str:
            value = _plain(value)
            if isinstance(value, Mapping):
                return self._record(draft, self._inline_plan(described, value), pointer, value, inside)
        text = read_text(value)
        if isinstance(text, str):
            draft.links.append(PendingLink(record, described, text, pointer, links, len(links or ())))
            return None
        if text is UNFIT or isinstance(text, Misread):
            self._wrong(draft, record, described, pointer, value, text)
            return None
        return text  # `?` or nothing

    def _inline_plan(self, described: Field, value: Mapping[Any, Any]) -> _Plan:
        """The kind that a record written in place is of: the first of the link's kinds that has all of its fields."""
        plans = [self._plans[kind] for kind in described.type.kinds]
        names = [fold(key) for key in value if isinstance(key, str) and fold(key) != WAIVED]
        return next((p for p in plans if all(n in p.names for n in names)), plans[0])

    def _excerpt(self, draft: Draft, record: Record, key: str, value: Any, inside: Any) -> FieldValue | None:
        """An excerpt: the wording, or the W3C's TextQuoteSelector with what stands before and behind it."""
        pointer = f"{record.pointer}/{token(str(key))}"
        value = _plain(value)
        parts = {"exact": value, "prefix": None, "suffix": None}
        if isinstance(value, Mapping):
            parts["exact"] = None
            for part_name, part in value.items():
                if part_name in parts:
                    parts[part_name] = part
                elif part_name != "type" or part != "TextQuoteSelector":
                    draft.problems.append(not_an_excerpt(part_name, pointer))
        described = self._vocabulary.kinds[record.kind].fields["excerpt"]
        texts: dict[str, str] = {}
        for name, part in parts.items():
            text = read_text(part)
            if text is OPEN:
                return OPEN
            if type(text) is str:
                texts[name] = text
            elif text is not None:
                place = f"{pointer}/{name}" if isinstance(value, Mapping) else pointer
                self._wrong(draft, record, described, place, part, text)
        if "exact" not in texts:
            return None
        if "prefix" in texts or "suffix" in texts:
            draft.selectors[record.pointer] = (texts.get("prefix", ""), texts.get("suffix", ""))
        return texts["exact"]

    def _wrong(self, draft: Draft, record: Record, described: Field, pointer: str, value: Any, read: Any) -> None:
        draft.problems.append(wrong_value(self._vocabulary, record.kind, described, pointer, value, read))


@cache
def _waiver_plan(origin: Literal["fact", "file"]) -> _Plan:
    """How a waiver is read: its fields are texts, whatever `?` stands for elsewhere, and days may be Python's."""
    kind = BESIDE if origin == "fact" else ON_FILE

    def field_reader(name: str) -> _FieldReader:
        def read(draft: Draft, record: Record, key: str, value: Any, inside: Any) -> FieldValue | None:
            if isinstance(value, datetime.date):
                value = value.isoformat()
            text = written(value)
            if text is None and value is not None:
                pointer = f"{record.pointer}/{token(key)}"
                draft.problems.append(wrong_value(_NO_LINKS, "waiver", kind.fields[name], pointer, value, UNFIT))
            text = (text or "").strip()
            # A dash or a question mark is no reason.
            return text if any(map(str.isalnum, text)) or (text and name != "reason") else None

        return read

    readers = {name: field_reader(name) for name in kind.fields}
    required = tuple(name for name, described in kind.fields.items() if described.required)
    return _Plan(kind, readers, {}, {name: name for name in kind.fields}, required, ())


_NO_LINKS = Vocabulary({})
_PLAIN = frozenset({str, dict, list, tuple, int, bool, float, type(None)})


def _plain(value: Any) -> Any:
    """A Pydantic model's instance as what was said of it; sets in a fixed order; anything else as it is."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=repr)
    stated = getattr(value, "model_fields_set", None)
    if isinstance(stated, set) and not isinstance(value, type):
        return {name: getattr(value, name) for name in type(value).model_fields if name in stated}
    return value


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _with_unit(reader: NumberReader, unit: str | None) -> Reader:
    return lambda value: reader(value, unit)
