"""Wishes carried out on plain documents: what a person would change in the file.

Documents are the plain values that a facts document holds. They are never changed: each edit gives new ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any, TypeAlias

from ruleck.facts.record import Record, Story
from ruleck.facts.vocabulary import FieldType, Vocabulary, fold
from ruleck.generate.bring import ends, field_of
from ruleck.generate.comparison import as_written
from ruleck.generate.samples import (
    FIRST_DAY,
    OPEN,
    Written,
    fact,
    letters,
    number_next_to,
    number_within,
    simplest,
    written_day,
    written_number,
)
from ruleck.generate.wish import Add, Between, Drop, Put, Same, Simplest, Straddle, Wish
from ruleck.values.number import INF, End

Document: TypeAlias = "dict[str, Any]"
Documents: TypeAlias = "tuple[Document, ...]"


def copied(value: Any) -> Any:
    """A plain value with nothing shared."""
    if isinstance(value, Mapping):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [copied(item) for item in value]
    return value


def folded(document: Mapping[str, Any]) -> Document:
    """A document with its kinds and fields named as the vocabulary names them."""

    def names(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {fold(str(key)): names(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [names(item) for item in value]
        return value

    result: Document = names(document)
    return result


class Editing:
    """One edit of several documents that were read as `stories`.

    With `apart` new facts come in stories of their own.
    """

    def __init__(
        self, documents: Sequence[Document], stories: Sequence[Story], vocabulary: Vocabulary, *, apart: bool = False
    ) -> None:
        self._vocabulary = vocabulary
        self._apart = apart
        self._documents: list[Document] = [copied(document) for document in documents]
        self._index = {id(story): number for number, story in enumerate(stories)}
        self._before = documents
        # Found before anything is taken out, since pointers count what stands before.
        self._kept: dict[int, tuple[Record, dict[str, Any]]] = {}

    def carry_out(self, wishes: Sequence[Wish]) -> Documents | None:
        """The documents with wishes carried out, one after the other; none where one of them can't be."""
        for wish in wishes:
            record = wish.owner if isinstance(wish, Add) else wish.record
            if record is not None and self._container(record) is None:
                return None
            if isinstance(wish, Add) and wish.like is not None:
                self._container(wish.like)
        for wish in wishes:
            if not self._one(wish):
                return None
        return tuple(self._tidied(document) for document in self._documents)

    def _one(self, wish: Wish) -> bool:
        match wish:
            case Put(record=record, path=path, value=value):
                return self._put(record, path, value)
            case Between(record=record, path=path):
                type_ = self._type(record, path)
                written = within(wish, type_, ends(field_of(record, path))) if type_ is not None else None
                return written is not None and self._put(record, path, written)
            case Add():
                return self._add(wish)
            case Drop(record=record):
                return self._drop(record)

    # -------------------------------------------------------------- where things are

    def _container(self, record: Record) -> dict[str, Any] | None:
        """The fields of a fact as they stand in its document."""
        known = self._kept.get(id(record))
        if known is not None:
            return known[1]
        number = self._index.get(id(record.story))
        if number is None:
            return None
        document = self._documents[number]
        if record.kind == "article" and record.pointer == "/article":
            found = document.setdefault("article", {})
        else:
            found = self._walked(document, record)
        if not isinstance(found, dict):
            return None
        self._kept[id(record)] = (record, found)
        return found

    def _walked(self, document: Document, record: Record) -> Any:
        steps = record.pointer.split("/")[1:]
        value: Any = document
        for number, step in enumerate(steps):
            key: Any = int(step) if isinstance(value, list) else step
            try:
                following = value[key]
            except (KeyError, IndexError, TypeError):
                return None
            if number == len(steps) - 1 and isinstance(following, str):
                # A link that found no record: its name becomes a record in place.
                named = {"name": following} if "name" in self._vocabulary.kinds[record.kind].fields else {}
                following = value[key] = {**fact(self._vocabulary, record.kind), **named}
            value = following
        return value

    def _type(self, record: Record, path: tuple[str, ...]) -> FieldType | None:
        kinds: tuple[str, ...] = (record.kind,)
        type_: FieldType | None = None
        for name in path:
            kind = next((k for k in kinds if name in self._vocabulary.kinds[k].fields), None)
            if kind is None:
                return None
            type_ = self._vocabulary.kinds[kind].fields[name].type
            kinds = type_.kinds
        return type_

    # -------------------------------------------------------------- what is done

    def _put(self, record: Record, path: tuple[str, ...], value: Written) -> bool:
        container = self._container(record)
        if container is None or not path:
            return False
        kinds: tuple[str, ...] = (record.kind,)
        for name in path[:-1]:
            kind = next((k for k in kinds if name in self._vocabulary.kinds[k].fields), None)
            if kind is None:
                return False
            kinds = self._vocabulary.kinds[kind].fields[name].type.kinds
            inner = container.get(name)
            if not isinstance(inner, dict):
                if value is None or not kinds:
                    return value is None
                following = path[path.index(name) + 1]
                into = next((k for k in kinds if following in self._vocabulary.kinds[k].fields), kinds[0])
                made = fact(self._vocabulary, into)
                if isinstance(inner, str) and inner != OPEN and "name" in made:
                    made["name"] = inner
                inner = container[name] = made
            container = inner
        type_ = self._type(record, path)
        if type_ is None:
            return False
        written = self._written(value, type_)
        if written is None:
            container.pop(path[-1], None)
        else:
            container[path[-1]] = written
            self._settle_unit(container, path[-1], kinds, written)
        return True

    def _settle_unit(self, container: dict[str, Any], name: str, kinds: tuple[str, ...], written: Written) -> None:
        """A number whose unit is not yet established would stay open itself."""
        field = next((f for k in kinds if (f := self._vocabulary.kinds[k].fields.get(name)) is not None), None)
        unit = field.unit_field if field is not None else None
        if unit is not None and written != OPEN and container.get(unit) == OPEN:
            del container[unit]

    def _written(self, value: Written, type_: FieldType) -> Written:
        match value:
            case Simplest():
                return simplest(self._vocabulary, type_)
            case Straddle():
                return straddling(value, type_)
            case Same(record=record, path=path):
                return self._same(record, path)
            case Record():
                link = self._link(value)
                return [link] if type_.many else link
        if type_.many and value is not None and value != OPEN and not isinstance(value, list):
            return [value]
        return value

    def _same(self, record: Record, path: tuple[str, ...]) -> Written:
        """What a fact says in a field; of a record written in place, a link to it."""
        if not path:
            return self._link(record)
        loaded: Any = record
        value: Any = self._container(record)
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
            loaded = loaded.fields.get(name) if isinstance(loaded, Record) else None
        if isinstance(loaded, Record):
            return self._link(loaded)
        return copied(value) if value is not None else as_written(loaded)

    def _link(self, record: Record) -> Written:
        """How a record is linked: by its id or name, one being given to it if need be."""
        container = self._container(record)
        facts = _facts(self._documents)
        for field in ("id", "name"):
            value = record.fields.get(field)
            if isinstance(value, str) and sum(value in (f.get("id"), f.get("name")) for f in facts) == 1:
                return value
        if container is None:
            return None
        taken = {value for fact in facts for value in (fact.get("id"), fact.get("name"))}
        number = 0
        while letters(number) in taken:
            number += 1
        return container.setdefault("id", letters(number))

    def _add(self, wish: Add) -> bool:
        if wish.owner is not None:
            owner = self._container(wish.owner)
            if owner is None or not wish.path:
                return False
            for name in wish.path[:-1]:
                following = owner.get(name)
                if not isinstance(following, dict):
                    return False
                owner = following
            listed = owner.get(wish.path[-1])
            items = owner[wish.path[-1]] = listed if isinstance(listed, list) else []
            for _ in range(min(wish.times, 50)):
                items.append(fact(self._vocabulary, wish.kind, len(items)))
            return True
        for _ in range(min(wish.times, 50)):
            if self._apart and self._documents[-1]:
                self._documents.append({})
            document = self._documents[-1]
            if wish.kind == "article":
                self._documents.append({"article": {}})
                continue
            plural = self._vocabulary.kinds[wish.kind].plural
            facts = document.setdefault(plural, [])
            made = fact(self._vocabulary, wish.kind) if wish.like is None else self._copy(wish.like)
            made.pop("id", None)
            if wish.like is None and "name" in made:
                made["name"] = letters(len(facts))
            facts.append(made)
        return True

    def _copy(self, record: Record) -> dict[str, Any]:
        """A fact that says the same as another one, of the same records."""
        container = self._container(record)
        made: dict[str, Any] = copied(container or {})
        for name, value in record.fields.items():
            if isinstance(value, Record) and isinstance(made.get(name), dict):
                made[name] = self._link(value)
        return made

    def _drop(self, record: Record) -> bool:
        container = self._container(record)
        return container is not None and any(_take_out(document, container) for document in self._documents)

    @staticmethod
    def _tidied(document: Document) -> Document:
        """No empty lists are left behind."""
        return {key: value for key, value in document.items() if value or key == "article"}


def _facts(documents: Sequence[Document]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            found.append(value)
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    for document in documents:
        for value in document.values():
            walk(value)
    return found


def _take_out(value: Any, container: dict[str, Any]) -> bool:
    """Take a fact out of the list or field that holds it."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            if item is container:
                del value[number]
                return True
            if _take_out(item, container):
                return True
    if isinstance(value, dict):
        for key, item in value.items():
            if item is container:
                if key == "article":
                    return False
                del value[key]
                return True
            if _take_out(item, container):
                return True
    return False


# ------------------------------------------------------------------ values


def within(wish: Between, type_: FieldType, now: tuple[End, End] | None) -> Written:
    """A number, date or duration between two ends, as it is written; none where there is none.

    Where there is a value now, the one next to it is taken: a small step breaks little else.
    """
    whole = type_.base in ("count", "date", "duration")
    low, high, low_open, high_open = wish.low, wish.high, wish.low_open, wish.high_open
    if type_.base == "count" and low < 0:
        low, low_open = 0, False
    best = wish.best
    if best is not None and not isinstance(best, float) and (not whole or best == int(best)):
        inside = low < best < high or (best == low and not low_open) or (best == high and not high_open)
        value = best if inside and (low < high or not (low_open or high_open)) else None
    else:
        value = None
    if value is None and now is not None and now[0] == now[1]:
        value = number_next_to(now[0], low, high, low_open, high_open, whole)
    if value is None and type_.base == "date":
        value = _day(low, high, low_open, high_open)
    if value is None:
        value = number_within(low, high, low_open, high_open, whole)
    if value is None:
        return None
    match type_.base:
        case "date":
            return written_day(int(value))
        case "duration":
            return f"{int(value)} day{'' if value == 1 else 's'}"
        case "number" | "count" | "percent":
            return written_number(value)
    return None


def _day(low: End, high: End, low_open: bool, high_open: bool) -> int | None:
    """The day next to the end that there is; the first of 2000 where it fits."""
    first = -INF if isinstance(low, float) else (floor(low) + 1 if low_open else ceil(low))
    last = INF if isinstance(high, float) else (ceil(high) - 1 if high_open else floor(high))
    if first > last:
        return None
    if first <= FIRST_DAY <= last:
        return FIRST_DAY
    end = first if first > FIRST_DAY else last
    return int(end)


def straddling(value: Straddle, type_: FieldType) -> Written:
    """A range that reaches below one end and above the other, as it is written."""
    low, high = value.low, value.high
    match type_.base:
        case "date":
            if isinstance(low, float) or isinstance(high, float):
                return OPEN
            first, last = sorted((floor(low) - 1, ceil(high) + 1))
            return f"{written_day(first)}/{written_day(last)}"
        case "number" | "count" | "percent":
            if not isinstance(low, float) and (low >= 1 or type_.base != "count"):
                return f"at least {written_number(floor(low) - 1)}"
            return OPEN if isinstance(high, float) else f"at most {written_number(ceil(high) + 1)}"
    return OPEN
