"""Stories as schema.org's JSON-LD: what a page says of itself to those who read by machine.

The way back from `jsonld`, by the same table: what is exported here is read there as the same facts, as far as
schema.org has words for them. What it has none for is counted, so that nobody takes the page's data for the whole.

A bound keeps its words ("less than 1,000" stands as the value), with its ends beside it for machines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ruleck.facts.json_text import JSON_NUMBER, Digits, json_quoted
from ruleck.facts.record import FieldValue, Record, Story
from ruleck.importers.imported import snake
from ruleck.values.date import DateSpan
from ruleck.values.number import Number

_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|&)\s+")
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
_WORKS = {"dataset": "Dataset", "article": "Article", "document": "DigitalDocument", "broadcast": "RadioEpisode",
          "person": "Person", "organization": "Organization"}  # fmt: skip
# A field of a kind, and the property that says the same.
_TEXTS: Mapping[str, Mapping[str, str]] = {
    "article": {
        "id": "identifier", "headline": "headline", "dateline": "dateline", "section": "articleSection",
        "status": "creativeWorkStatus", "language": "inLanguage", "url": "url", "published": "datePublished",
        "updated": "dateModified", "body": "articleBody",
    },
    "person": {
        "name": "name", "also_known_as": "alternateName", "title": "honorificPrefix", "role": "jobTitle",
        "birth_date": "birthDate",
    },
    "role": {"name": "roleName", "from_date": "startDate", "until": "endDate"},
    "organization": {"name": "name", "also_known_as": "alternateName"},
    "source": {"name": "name"},
    "quote": {"text": "text", "said_on": "dateCreated"},
    "claim": {"text": "text", "topic": "about", "made_on": "datePublished"},
    "estimate": {"subject": "variableMeasured", "as_of": "observationDate", "method": "measurementTechnique"},
    "event": {"name": "name", "date": "startDate", "end": "endDate"},
    "correction": {"text": "text", "published": "datePublished"},
}  # fmt: skip
# Fields that are exported in some other way, below.
_OTHERWISE: Mapping[str, frozenset[str]] = {
    "article": frozenset(("byline", "body_file")),
    "person": frozenset(("id", "affiliation", "roles")),
    "organization": frozenset(("id",)),
    "source": frozenset(("id", "type")),
    "quote": frozenset(("speaker", "source", "publication")),
    "claim": frozenset(("claimant", "sources")),
    "estimate": frozenset(("id", "value", "unit", "margin", "place", "source")),
    "event": frozenset(("place",)),
}


def export_jsonld(story: Story) -> tuple[dict[str, Any], dict[str, int]]:
    """A story as schema.org has it, and how often what was left out: by kind, or by kind and field."""
    return _Export(story).whole()


def jsonld_text(documents: list[dict[str, Any]], *, script: bool = False) -> str:
    """JSON-LD as a text that may stand in a page as it is, or inside of the page's script."""
    value = documents[0] if len(documents) == 1 else documents
    # What ends a script, or starts a comment in it, begins with this sign.
    text = _dump(value, "").replace("<", "\\u003c")
    return f'<script type="application/ld+json">\n{text}\n</script>\n' if script else f"{text}\n"


class _Export:
    def __init__(self, story: Story) -> None:
        self.story = story
        self.left: dict[str, int] = {}
        self.ids: dict[int, str] = {}

    def whole(self) -> tuple[dict[str, Any], dict[str, int]]:
        records = self.story.records
        for record in (*records["person"], *records["organization"]):
            self.identify(record)
        article = self.texts(self.story.article)
        byline = self.story.article.fields.get("byline")
        if isinstance(byline, str):
            authors = [{"@type": "Person", "name": name} for name in _authors(byline)]
            article["author"] = authors[0] if len(authors) == 1 else authors
        document = {"@context": "https://schema.org", "@type": "NewsArticle", **article}
        parts: dict[str, list[Any]] = {
            "correction": [self.thing("CorrectionComment", one) for one in self.outermost("correction")],
            "citation": [self.work(one) for one in self.outermost("source")],
            "mentions": [
                *(self.person(one) for one in records["person"]),
                *(self.thing("Organization", one) for one in records["organization"]),
                *(self.event(one) for one in self.outermost("event")),
            ],
            "hasPart": [
                *(self.quotation(one) for one in self.outermost("quote")),
                *(self.claim(one) for one in self.outermost("claim")),
                *(self.observation(one) for one in self.outermost("estimate")),
            ],
        }
        document |= {name: [one for one in things if one] for name, things in parts.items() if any(things)}
        for kind, found in records.items():
            if kind not in _TEXTS and found:
                self.left[kind] = len(found)
        return document, self.left

    def outermost(self, kind: str) -> list[Record]:
        """The facts of a kind that stand by themselves; those in others are exported with them."""
        return [one for one in self.story.records[kind] if one.pointer.count("/") == 2]

    def identify(self, record: Record) -> None:
        """Give a thing the name by which others refer to it."""
        slug = snake(str(record.fields.get("id") or record.fields.get("name") or record.kind)).replace("_", "-")
        identity, number = f"#{slug}", 2
        while identity in self.ids.values():
            identity, number = f"#{slug}-{number}", number + 1
        self.ids[id(record)] = identity

    # ------------------------------------------------------------------ things

    def thing(self, type: str, record: Record) -> dict[str, Any]:
        identity = {"@id": self.ids[id(record)]} if id(record) in self.ids else {}
        return {"@type": type, **identity, **self.texts(record)}

    def person(self, record: Record) -> dict[str, Any]:
        thing = self.thing("Person", record)
        self.put(thing, "affiliation", record, "affiliation")
        roles = record.fields.get("roles")
        if isinstance(roles, tuple):
            thing["hasOccupation"] = [{"@type": "Role", **self.texts(one)} for one in roles if isinstance(one, Record)]
        return thing

    def event(self, record: Record) -> dict[str, Any]:
        thing = self.thing("Event", record)
        if isinstance(place := record.fields.get("place"), str):
            thing["location"] = {"@type": "Place", "name": place}
        return thing

    def quotation(self, record: Record) -> dict[str, Any]:
        thing = self.thing("Quotation", record)
        self.put(thing, "creator", record, "speaker")
        source = record.fields.get("source")
        if isinstance(source, Record):
            if "creator" not in thing and source.fields.get("type") == "organization" and source.known:
                thing["creator"] = {"@type": "Organization", "name": source.fields.get("name")}
            else:
                self.leave("quote's source")
        if isinstance(publication := record.fields.get("publication"), str):
            thing["isPartOf"] = {"@type": "CreativeWork", "name": publication}
        return thing

    def claim(self, record: Record) -> dict[str, Any]:
        thing = self.thing("Claim", record)
        self.put(thing, "author", record, "claimant")
        sources = record.fields.get("sources")
        works = [self.work(one) for one in sources if isinstance(one, Record)] if isinstance(sources, tuple) else []
        if any(works):
            thing["appearance"] = [work for work in works if work]
        return thing

    def observation(self, record: Record) -> dict[str, Any]:
        thing = self.thing("Observation", record)
        if isinstance(place := record.fields.get("place"), str):
            thing["observationAbout"] = {"@type": "Place", "name": place}
        unit = record.fields.get("unit")
        if isinstance(unit, str) and not isinstance(record.fields.get("value"), Number):
            thing["unitText"] = unit
        for field, property in (("value", "value"), ("margin", "marginOfError")):
            number = record.fields.get(field)
            if isinstance(number, Number):
                quantity = _quantity(number)
                if field == "value" and isinstance(unit, str):
                    quantity["unitText"] = unit
                thing[property] = quantity
            elif number is not None:
                self.leave(f"estimate's {field}")
        source = record.fields.get("source")
        if isinstance(source, Record):
            work = self.work(source)
            if work:
                thing["creator"] = work
        return thing

    def work(self, record: Record) -> dict[str, Any] | str:
        """What information was taken from; nothing where it has no name."""
        name = record.fields.get("name")
        if not isinstance(name, str):
            self.leave("source without a name")
            return {}
        if not record.known:
            return name
        type = record.fields.get("type")
        return self.thing(_WORKS.get(type, "CreativeWork") if isinstance(type, str) else "CreativeWork", record)

    # ------------------------------------------------------------------ values

    def put(self, thing: dict[str, Any], property: str, record: Record, field: str) -> None:
        """A link: to the thing itself, or by the name of one that the facts say nothing else of."""
        linked = record.fields.get(field)
        if isinstance(linked, Record):
            name = linked.fields.get("name")
            thing[property] = {"@id": self.ids[id(linked)]} if id(linked) in self.ids and linked.known else name
        elif linked is not None:
            self.leave(f"{record.kind}'s {field}")

    def texts(self, record: Record) -> dict[str, Any]:
        found: dict[str, Any] = {}
        properties = _TEXTS[record.kind]
        for field, value in record.fields.items():
            property = properties.get(field)
            if property is not None and (said := _said(value)) is not None:
                found[property] = said
            elif field not in _OTHERWISE.get(record.kind, ()) and not _says_nothing(record, field, value):
                self.leave(f"{record.kind}'s {field}")
        return {name: found[name] for name in properties.values() if name in found}

    def leave(self, what: str) -> None:
        self.left[what] = self.left.get(what, 0) + 1


def _authors(byline: str) -> list[str]:
    """Who a byline names: `By Ines Kaya and Bo Lind` names two people, `the Department of Trade and Industry` nobody
    else than itself.

    >>> _authors("By Ines Kaya, Bo Lind and Runa Holt"), _authors("Department of Trade and Industry")
    (['Ines Kaya', 'Bo Lind', 'Runa Holt'], ['Department of Trade and Industry'])
    """
    bare = _BY.sub("", byline.strip()) or byline
    *first, last = _AND.split(bare)
    names = [name.strip() for one in first for name in one.split(",") if name.strip()] + [last.strip()]
    # A name of an office may hold an `and` of its own; people are named alike, all in full or none.
    alike = len({len(name.split()) > 1 for name in names}) == 1
    return names if alike and all(name[:1].isupper() for name in names) else [bare]


def _said(value: FieldValue) -> Any:
    """A text, a date that ISO 8601 has, or a list of texts."""
    if isinstance(value, str):
        return value
    if isinstance(value, DateSpan):
        return value.written if value.written is not None and _ISO.fullmatch(value.written) else None
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return list(value)
    return None


def _says_nothing(record: Record, field: str, value: FieldValue) -> bool:
    """Whether a field only says what holds where nothing is said."""
    return value is False or (record.kind, field, value) == ("quote", "kind", "direct")


def _quantity(number: Number) -> dict[str, Any]:
    quantity: dict[str, Any] = {"@type": "QuantitativeValue"}
    if number.written is not None:
        plain = number.written.replace(",", "")
        quantity["value"] = Digits(plain) if JSON_NUMBER.fullmatch(plain) else number.written
    if not number.exact:
        for end, name in ((number.low, "minValue"), (number.high, "maxValue")):
            if not isinstance(end, float) and (digits := _digits(end)) is not None:
                quantity[name] = digits
    return quantity


def _digits(value: Any) -> Digits | None:
    """A number as decimal digits; none for one that has no end to them."""
    if isinstance(value, int):
        return Digits(value)
    for places in range(1, 20):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            return Digits(f"{'-' if scaled < 0 else ''}{digits[:-places]}.{digits[-places:]}")
    return None


def _dump(value: Any, indent: str) -> str:
    if isinstance(value, (dict, list)) and value:
        inner = f"{indent}  "
        if isinstance(value, dict):
            rows = [f"{json_quoted(name)}: {_dump(one, inner)}" for name, one in value.items()]
        else:
            rows = [_dump(one, inner) for one in value]
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        return f"{opening}\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}{closing}"
    if isinstance(value, Digits):
        return str(value)
    return json_quoted(value) if isinstance(value, str) else json.dumps(value)
