"""Stories as they come: a few facts of the kinds that rules read, with values at, beside and across what the rules
speak of, some of them open, vague or absent.

Every choice is asked of a `Pick`, whose 0 is the simplest way: a random number generator makes stories of all sorts,
and Hypothesis makes ones that shrink, down to the empty story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ruleck.facts.vocabulary import Field, FieldType, Vocabulary
from ruleck.generate.comparison import as_written
from ruleck.generate.edits import Document
from ruleck.generate.pick import Pick
from ruleck.generate.samples import FIRST_DAY, OPEN, Written, fact, letters, simplest, written_day, written_number
from ruleck.meaning import program as p
from ruleck.values.date import Duration, Period
from ruleck.values.number import Number

_MOST_FACTS = 3
# What every kind has, and no rule is about.
_ASIDE = ("id", "note", "excerpt")


@dataclass(frozen=True, slots=True)
class Interest:
    """What some rules read: the fields of each kind, and the values of each type that they speak of."""

    vocabulary: Vocabulary
    reads: Mapping[str, tuple[str, ...]]
    spoken_of: Mapping[str, tuple[Written, ...]]


def interest(rules: Sequence[p.Rule], vocabulary: Vocabulary) -> Interest:
    """What rules read."""
    read: dict[str, set[str]] = {}
    for rule in rules:
        for kind, names in rule.reads.items():
            read.setdefault(kind, set()).update(names)
    spoken: dict[str, list[Written]] = {}
    for rule in rules:
        for constant in _constants((rule.iteration, rule.when, rule.unless, rule.body)):
            for base, value in _near(constant):
                if value not in spoken.setdefault(base, []):
                    spoken[base].append(value)
    return Interest(
        vocabulary,
        {
            kind.name: tuple(name for name in kind.fields if name in read[kind.name] and name not in _ASIDE)
            for kind in vocabulary.kinds.values()
            if kind.name in read
        },
        {base: tuple(values) for base, values in spoken.items()},
    )


def _constants(node: object) -> Iterator[p.Constant]:
    if isinstance(node, p.Constant):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _constants(part)
    elif is_dataclass(node) and type(node).__module__ == p.__name__:
        for field in fields(node):
            yield from _constants(getattr(node, field.name))


def _near(constant: p.Constant) -> Iterator[tuple[str, Written]]:
    """A constant, and what lies beside it, by the type of the fields that it suits."""
    value = constant.value
    match value:
        case Number() if not isinstance(value.low, float):
            for other in (value.low, value.low + 1, value.low - 1):
                yield "number", written_number(other)
        case Period():
            for day in (value.first, value.last, value.first - 1, value.last + 1):
                if not isinstance(day, float):
                    yield "date", written_day(day)
        case Duration():
            yield "duration", as_written(value)
        case str():
            yield "text", value


# ------------------------------------------------------------------ a story


def noise(pick: Pick, about: Interest) -> Document:
    """A story as it comes. It has no mistakes, whatever is picked."""
    document: Document = {}
    vocabulary = about.vocabulary
    for kind, names in about.reads.items():
        if kind == "article":
            article = _filled(pick, about, kind, {}, names, None, document)
            if article:
                document["article"] = article
            continue
        plural = vocabulary.kinds[kind].plural
        facts: list[Document] = []
        for number in range(pick(_MOST_FACTS + 1)):
            made = fact(vocabulary, kind)
            if "name" in made:
                made["name"] = f"{letters(number)} {kind}"
            facts.append(_filled(pick, about, kind, made, names, number, document))
        if facts:
            document[plural] = facts
    if pick(3) == 2:
        document.setdefault("corrections", []).append({"text": letters(pick(3))})
    return document


def _filled(
    pick: Pick,
    about: Interest,
    kind: str,
    made: Document,
    names: Sequence[str],
    number: int | None,
    document: Document,
) -> Document:
    """A fact with some of its fields; one with a number may get an id."""
    fields_of = about.vocabulary.kinds[kind].fields
    if number is not None and pick(4) == 3:
        made["id"] = f"{kind}-{number}"
    if pick(6) == 5:
        made["note"] = letters(pick(3))
    for name in names:
        value = _value(pick, about, fields_of[name], document)
        if value is not None and not (name == "name" and value == OPEN):
            made[name] = value
    return made


def _value(pick: Pick, about: Interest, field: Field, document: Document) -> Written:
    """A value for a field: absent, one of those that rules speak of, a plain one, a vague one, or open."""
    if field.name in ("body_file", "name") or (field.required and pick(2) == 0):
        return None
    way = pick(8)
    if way == 0:
        return None
    type_ = field.type
    if way == 7:
        return OPEN
    if type_.base == "link":
        return _link(pick, about, type_, document)
    values = about.spoken_of.get(_BASES.get(type_.base, type_.base), ())
    if type_.base == "count":
        values = tuple(value for value in values if isinstance(value, int) and value >= 0)
    if way == 6:
        vague = _vague(pick, about, type_, values)
        return [vague] if type_.many else vague
    if values and way >= 3:
        value = values[pick(len(values))]
    else:
        value = simplest(about.vocabulary, FieldType(type_.base, type_.choices, type_.kinds), pick(4))
    return [value] if type_.many else value


_BASES = {"count": "number", "percent": "number"}


def _vague(pick: Pick, about: Interest, type_: FieldType, values: Sequence[Written]) -> Written:
    match type_.base:
        case "number" | "count" | "percent":
            base = values[pick(len(values))] if values else pick(5)
            return f"{('at least', 'at most', 'about', 'less than', 'more than')[pick(5)]} {_positive(base)}"
        case "date":
            return (
                written_day(FIRST_DAY)[:7],
                f"{written_day(FIRST_DAY)}/{written_day(FIRST_DAY + pick(40))}",
                written_day(FIRST_DAY)[:4],
            )[pick(3)]
    return simplest(about.vocabulary, FieldType(type_.base, type_.choices, type_.kinds), pick(4))


def _positive(value: Written) -> Written:
    return value if not str(value).startswith("-") and str(value) != "0" else 1


def _link(pick: Pick, about: Interest, type_: FieldType, document: Mapping[str, Any]) -> Written:
    """A link to a fact that is there, a record in place, or a name that no record has."""
    known = [
        name
        for kind in type_.kinds
        for record in document.get(about.vocabulary.kinds[kind].plural, ())
        if isinstance(record, dict) and isinstance(name := record.get("id", record.get("name")), str)
    ]
    items: list[Written] = []
    for number in range(1 + (pick(3) if type_.many else 0)):
        way = pick(len(known) + 2)
        if way < len(known):
            items.append(known[way])
        elif way == len(known):
            kind = type_.kinds[pick(len(type_.kinds))]
            made = fact(about.vocabulary, kind)
            if "name" in made:
                made["name"] = f"inline {letters(number)}"
            names = [name for name in about.reads.get(kind, ()) if name != "name"] if pick(2) else []
            items.append(_filled(pick, about, kind, made, names, None, {}))
        else:
            items.append(f"unknown {letters(pick(2))}")
    return items if type_.many else items[0]
