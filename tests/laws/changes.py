"""Changes of a document, or of a rule with it, that are to leave what is found as it is."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import tests.reference.predicates as p
import tests.reference.sentences as s
from tests.reference.story import FIELDS, INF, PLURALS, days

Document = dict[str, Any]


def written_facts(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every fact of a document with its kind, those in lists too."""

    def inside(kind: str, fact: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        yield kind, fact
        for name, value in fact.items():
            type_ = FIELDS[kind].get(name, "")
            if type_.startswith("list:"):
                for entry in value:
                    if isinstance(entry, dict):
                        yield from inside(type_[5:], entry)

    yield from inside("article", document["article"])
    for kind, plural in PLURALS.items():
        for fact in document.get(plural, []):
            yield from inside(kind, fact)


# ------------------------------------------------------------------ order and names


def shuffled(document: Document, order: Any) -> Document:
    """Kinds, facts, fields and lists in another order, each fact with a note of where it stood."""
    turned: Document = {"article": document["article"]}
    plurals = [plural for plural in document if plural != "article"]
    order.shuffle(plurals)
    for plural in plurals:
        marked = []
        for place, fact in enumerate(document[plural]):
            names = list(fact)
            order.shuffle(names)
            moved = {name: copy.deepcopy(fact[name]) for name in names}
            for value in moved.values():
                if isinstance(value, list):
                    order.shuffle(value)
            marked.append({**moved, "note": f"/{plural}/{place}"})
        order.shuffle(marked)
        turned[plural] = marked
    return turned


def stood(turned: Document) -> dict[str, str]:
    """Where each fact of a shuffled document stood before."""
    return {f"/{k}/{i}": f["note"] for k, fs in turned.items() if k != "article" for i, f in enumerate(fs)}


def restored(pointer: str, places: dict[str, str]) -> str:
    """A pointer into a changed document as one into the document before."""
    for now, then in places.items():
        if pointer == now or pointer.startswith(now + "/"):
            return then + pointer[len(now) :]
    return pointer


def with_other_ids(document: Document, other: Callable[[int, str], str]) -> Document:
    """Other ids, each of them given its place among all and its old self."""
    ids = [f["id"] for fs in document.values() if isinstance(fs, list) for f in fs if "id" in f]
    named = {old: other(place, old) for place, old in enumerate(ids)}
    document = copy.deepcopy(document)
    for kind, fact in written_facts(document):
        for name, value in fact.items():
            type_ = FIELDS[kind].get(name, "")
            if name == "id" or type_.startswith("link:"):
                fact[name] = named.get(value, value)
            elif type_.startswith("list:"):
                fact[name] = [named.get(v, v) if isinstance(v, str) else v for v in value]
    return document


# ------------------------------------------------------------------ units


def scaled_rule(rule: s.Rule, factor: int) -> s.Rule:
    """The rule with every amount in it multiplied; what counts facts, and what is a percentage, stays."""
    return multiplied(rule, factor)  # type: ignore[no-any-return]  # a rule gives a rule


def multiplied(node: Any, factor: int) -> Any:
    """One node of a rule, multiplied."""
    match node:
        case p.Lit(kind="number", written=written):
            return p.Lit("number", str(Decimal(written) * factor))
        case s.Total(function=function, number=number) if function != "count":
            node = replace(node, number=str(Decimal(number) * factor))
        case s.ItsTotal(function="count"):
            return node
        case p.Near(percent=False) | s.Trend(percent=False):
            node = replace(node, amount=node.amount * factor)
        case s.ItsAddUp(percent=False, amount=int(amount)):
            node = replace(node, amount=amount * factor)
    if isinstance(node, tuple):
        return tuple(multiplied(part, factor) for part in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    return replace(node, **{f.name: multiplied(getattr(node, f.name), factor) for f in fields(node)})


def scaled(document: Document, factor: int | dict[str, int]) -> Document:
    """Every number multiplied; given factors by unit, only the numbers that have one of these units."""
    document = copy.deepcopy(document)
    for kind, fact in written_facts(document):
        for name, value in fact.items():
            type_ = FIELDS[kind].get(name)
            if type_ not in ("number", "count") or value == "?":
                continue
            if isinstance(factor, int):
                fact[name] = scaled_number(value, factor, count=type_ == "count")
            elif name == "value":
                fact[name] = scaled_number(value, factor[fact["unit"]])
    return document


def scaled_number(written: Any, factor: int, *, count: bool = False) -> Any:
    """A number in any of the forms that the generators write."""
    if isinstance(written, dict):
        return {name: end * factor for name, end in written.items()}
    if isinstance(written, int):
        return written * factor
    text = str(written)
    if count and text.startswith("more than "):  # of a count: at least the next one
        text = f"at least {int(text.removeprefix('more than ')) + 1}"
    return re.sub(r"\d+(\.\d+)?", lambda m: str(Decimal(m[0]) * factor), text)


# ------------------------------------------------------------------ time


def day(ordinal: Any) -> str:
    """A day as it is written; an end that is open."""
    return ".." if ordinal in (INF, -INF) else datetime.date.fromordinal(ordinal).isoformat()


def shifted(document: Document, by: int) -> Document:
    """Every date so many days later: a month is no month then, so all dates are written in days."""
    document = copy.deepcopy(document)
    for kind, fact in written_facts(document):
        for name, value in fact.items():
            if FIELDS[kind].get(name) == "date" and value != "?":
                read = days(value)
                first, last = day(read.first + by), day(read.last + by)
                fact[name] = first if first == last else f"{first}/{last}"
    return document


def shifted_rule(rule: s.Rule, by: int) -> s.Rule:
    """Every date of the rule so many days later, a month or year said by its first and last day."""
    return moved(rule, by)  # type: ignore[no-any-return]  # a rule gives a rule


def moved(node: Any, by: int) -> Any:
    """One node of a rule, so many days later."""

    def at(ordinal: Any) -> p.Lit:
        return p.Lit("period", day(ordinal + by))

    match node:
        case p.Timed(word=word, value=p.Lit(written=written)):
            read = days(written)
            if word == "during":
                return p.Between(at(read.first), at(read.last))
            return p.Timed(word, at(read.first if word in ("before", "on or after") else read.last))
        case p.Between(low=p.Lit(kind="period", written=low), high=p.Lit(written=high)):
            return p.Between(at(days(low).first), at(days(high).last))
    if isinstance(node, tuple):
        return tuple(moved(part, by) for part in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    return replace(node, **{f.name: moved(getattr(node, f.name), by) for f in fields(node)})


YEAR = re.compile(r"\b(20|19)(\d\d)\b(?=-|/|\W|$)")


def four_centuries_later(text: str) -> str:
    """Every year in a text; the calendar repeats after 400 years, weekdays and leap days included."""
    return YEAR.sub(lambda m: f"{int(m[1]) + 4}{m[2]}", text)


def document_four_centuries_later(document: Document) -> Document:
    """The same of every date of a document, as it is written."""
    document = copy.deepcopy(document)
    for kind, fact in written_facts(document):
        for name, value in fact.items():
            if FIELDS[kind].get(name) == "date":
                fact[name] = four_centuries_later(value)
    return document


# ------------------------------------------------------------------ fewer facts


def only(document: Document, pointers: Collection[str], whole: Collection[str]) -> tuple[Document, dict[str, str]]:
    """The facts at some pointers with all that they link to, and some kinds whole; where each of them stood."""
    by_id = {
        f["id"]: f"/{k}/{i}" for k, fs in document.items() if k != "article" for i, f in enumerate(fs) if "id" in f
    }
    kept = {f"/{PLURALS[kind]}/{i}" for kind in whole for i in range(len(document.get(PLURALS[kind], [])))}
    pending = [*kept, *("/".join(pointer.split("/")[:3]) for pointer in pointers)]
    kept |= set(pending)
    while pending:
        _, plural, *place = pending.pop().split("/")
        fact = document["article"] if plural == "article" else document[plural][int(place[0])]
        for value in fact.values():
            for target in value if isinstance(value, list) else [value]:
                to = by_id.get(target) if isinstance(target, str) else None
                if to is not None and to not in kept:
                    kept.add(to)
                    pending.append(to)
    fewer: Document = {"article": document["article"]}
    places: dict[str, str] = {}
    for plural, facts in document.items():
        if plural == "article":
            continue
        fewer[plural] = []
        for i, fact in enumerate(facts):
            if f"/{plural}/{i}" in kept:
                places[f"/{plural}/{len(fewer[plural])}"] = f"/{plural}/{i}"
                fewer[plural].append(fact)
    return fewer, places
