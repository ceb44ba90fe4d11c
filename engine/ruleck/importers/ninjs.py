"""IPTC ninjs, versions 1 to 3: a news item as agencies send it.

The versions spell their fields in three ways (`versioncreated` and `versionCreated`, `person` and `people`, one
`headline` or a list of `headlines`), which are folded into one here.

| ninjs | facts |
| --- | --- |
| headlines, title | the article's headline |
| by, located, language, uri | byline, dateline, language, id (and url) |
| firstCreated, versionCreated | published, updated |
| pubStatus usable, withheld, canceled | status ready, draft, withdrawn |
| bodies, and the captions of associations | body; the captions stand below it |
| people, organisations | people, organizations |
| events, eventDetails | events |
| infoSources | sources |
| places | mentions, and the place of an event |
| who is named in an association | mentions in a caption |

Source: IPTC, News in JSON 1.6, 2.2 and 3.1 (https://www.iptc.org/std/ninjs/).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ruleck.facts.document import token
from ruleck.facts.vocabulary import Vocabulary
from ruleck.importers.html import shown_text
from ruleck.importers.imported import At, Fields, Imported, Places, imported, text_of

# What a version calls otherwise than the last one does, letter case apart.
_NOW = {
    "byline": "by", "person": "people", "organisation": "organisations", "place": "places", "event": "events",
    "infosource": "infosources", "subject": "subjects", "object": "objects", "genre": "genres",
    "trustindicator": "trustindicators", "embargoed": "embargoeduntil", "$standard": "standard",
}  # fmt: skip
_KNOWN = frozenset(
    [
        "uri", "type", "mimetype", "representationtype", "profile", "version", "contentcreated", "embargoeduntil",
        "urgency", "copyrightholder", "copyrightnotice", "usageterms", "ednote", "subjects", "objects", "slugline",
        "charcount", "wordcount", "renditions", "altids", "trustindicators", "standard", "genres", "expires",
        "rightsinfo", "digitalsourcetype", "title", "descriptions", "plannedcoverage", "associations",
    ]
)  # fmt: skip
_OF_A_CAPTION = ("people", "organisations", "descriptions", "headlines", "name", "rel")
_KNOWN_OF_A_PICTURE = _KNOWN | {
    "places", "by", "versioncreated", "firstcreated", "pubstatus", "language", "located", "events", "infosources",
    "bodies",
}  # fmt: skip
_KNOWN_OF_NAMED = frozenset(
    [
        "rel", "scheme", "code", "uri", "literal", "role", "contactinfo", "symbols", "id", "geojson", "creator",
        "relevance", "confidence",
    ]
)  # fmt: skip
_STATUS = {"usable": "ready", "withheld": "draft", "canceled": "withdrawn", "cancelled": "withdrawn"}
# One text may come in several forms: the plainest is taken.
_PLAINEST = ("text/plain", "text", "main", "", "html", "xhtml", "text/html", "html5", "text/html5")


class _Text(NamedTuple):
    """A text in one of its forms: what is said of its role and form, and where it stands."""

    roles: tuple[str, ...]
    text: str
    origin: str


def is_ninjs(value: Any) -> bool:
    """Whether a value of JSON is a news item."""
    if not isinstance(value, Mapping):
        return False
    names = {str(name).lower() for name in value}
    standard = next((one for name, one in value.items() if str(name).lower() in ("standard", "$standard")), None)
    if isinstance(standard, Mapping) and "ninjs" in str(standard.get("name", "")).lower():
        return True
    telling = {"versioncreated", "pubstatus", "bodies", "headlines", "eventdetails", "representationtype", "located"}
    spoken = any(name.startswith(("body_", "description_")) for name in names)
    return "uri" in names and (spoken or bool(names & telling))


def read_ninjs(value: Mapping[str, Any], vocabulary: Vocabulary, places: Places, origin: str = "") -> Imported:
    """The story that a news item tells."""
    return _Item(value, vocabulary, places, origin).story()


class _Item:
    def __init__(self, value: Mapping[str, Any], vocabulary: Vocabulary, places: Places, origin: str) -> None:
        self.fields = Fields(vocabulary)
        self.places = places
        self.origin = origin
        self.value = value
        self.item = _folded(value, origin)
        self.tree: dict[str, Any] = {}
        self.article: dict[str, Any] = {}

    def story(self) -> Imported:
        used = self.of_the_article()
        body = self.body()
        for name, kind, plural in (("people", "person", "people"), ("organisations", "organization", "organizations")):
            used.append(name)
            self.named(self.item, name, kind, plural)
        self.sources()
        self.events()
        self.captions(body)
        if body:
            at = body[0].origin if len(body) == 1 else self.origin
            self.article["body"] = At("\n\n".join(one.text for one in body), at)
        used += ["bodies", "headlines", "infosources", "events", "eventdetails", "places", "associations"]
        # A headline and a body was used or listed where its texts were read, each of its forms.
        read = ("headlines:", "bodies:")
        left = {name: one for name, (one, _) in self.item.items() if name not in used and not name.startswith(read)}
        for name, one in left.items():
            self.left(name, one)
        tree: dict[str, Any] = {"article": At(self.article, self.origin)} if self.article else {}
        return imported({**tree, **self.tree}, self.places, self.fields.leftovers, origin=self.origin)

    def left(self, name: str, value: Any) -> None:
        origin = self.item[name][1]
        written = origin.rpartition("/")[2]
        known = [written] if name in _KNOWN or name.startswith("descriptions:") else sorted(_KNOWN)
        if written in ("title", "uri") and self.used(origin):
            return
        self.fields.rest("article", self.article, {written: value}, origin.rpartition("/")[0], (), known)

    def used(self, origin: str) -> bool:
        return any(isinstance(one, At) and one.origin == origin for one in self.article.values())

    # ------------------------------------------------------------------ the article

    def of_the_article(self) -> list[str]:
        """Fill the article's fields; gives the names that were looked at."""
        texts = self.texts("headlines")
        headline = _plainest(texts)
        if headline is None and (title := text_of(self.get("title"))) is not None:
            headline = _Text((), title, self.item["title"][1])
        if headline is not None:
            self.put("headline", shown_text(headline.text), headline.origin)
        for text in texts:
            if headline is not None and text.origin != headline.origin:
                self.fields.leave(text.origin.removesuffix("/value"), known=True, note="a second headline")
        used = ["by", "located", "language", "pubstatus", "firstcreated", "versioncreated"]
        for name, field in (("by", "byline"), ("located", "dateline"), ("language", "language"), ("uri", "id")):
            self.put(field, text_of(self.get(name)), self.at(name))
        uri = text_of(self.get("uri"))
        if uri is not None and uri.startswith(("http://", "https://")):
            self.put("url", uri, self.at("uri"))
        status = text_of(self.get("pubstatus"))
        self.put("status", _STATUS.get((status or "").strip().lower(), status), self.at("pubstatus"))
        first, version = text_of(self.get("firstcreated")), text_of(self.get("versioncreated"))
        self.put("published", first if first is not None else version, self.at("firstcreated", "versioncreated"))
        if first is not None and version != first:
            self.put("updated", version, self.at("versioncreated"))
        return used

    def put(self, field: str, value: Any, origin: str) -> None:
        if value is not None:
            self.fields.put("article", self.article, field, value, origin)

    def get(self, name: str) -> Any:
        return self.item.get(name, (None, ""))[0]

    def at(self, *names: str) -> str:
        return next((self.item[name][1] for name in names if name in self.item), self.origin)

    def texts(self, name: str) -> list[_Text]:
        """A text in all of its forms, however the version writes them."""
        return list(_texts(self.item, name, self.fields))

    def body(self) -> list[_Text]:
        texts = self.texts("bodies")
        best = _plainest(texts)
        for text in texts:
            if best is not None and text.origin != best.origin:
                self.fields.leave(text.origin.removesuffix("/value"), known=True, note="another form of the body")
        return [best._replace(text=shown_text(best.text))] if best is not None else []

    # ------------------------------------------------------------------ other facts

    def named(self, item: Mapping[str, tuple[Any, str]], name: str, kind: str, plural: str) -> None:
        for one, origin in _items(item, name, self.fields):
            text = text_of(one.get("name"))
            if text is None:
                self.fields.leave(origin, known=False, note="it has no name")
                continue
            fact: dict[str, Any] = {"name": At(text, f"{origin}/name")}
            self.fields.rest(kind, fact, one, origin, ("name",), _known_of(one))
            self.tree.setdefault(plural, []).append(At(fact, origin))

    def sources(self) -> None:
        self.named(self.item, "infosources", "source", "sources")

    def events(self) -> None:
        self.named(self.item, "events", "event", "events")
        places = list(_items(self.item, "places", self.fields))
        details, origin = self.item.get("eventdetails", (None, ""))
        if str(self.get("type")).lower() == "event" or isinstance(details, Mapping):
            self.event(details if isinstance(details, Mapping) else {}, origin, places)
        else:
            for one, at in places:
                if (name := text_of(one.get("name"))) is not None:
                    self.tree.setdefault("mentions", []).append(At({"text": At(name, f"{at}/name")}, at))
                self.fields.rest(None, {}, one, at, ("name",), _known_of(one))

    def event(self, details: Mapping[str, Any], origin: str, places: list[tuple[Mapping[str, Any], str]]) -> None:
        """The event that an item of this type is about."""
        fact: dict[str, Any] = {}
        headline = self.article.get("headline")
        if not isinstance(headline, At):
            self.fields.leave(origin or self.origin, known=False, note="the event has no name")
            return
        fact["name"] = headline
        dates = details.get("dates")
        used = ["organiser"]
        if isinstance(dates, Mapping):
            used.append("dates")
            for field, names in (("date", ("startDate", "expectedStartDate")), ("end", ("endDate", "expectedEndDate"))):
                name = next((name for name in names if text_of(dates.get(name)) is not None), None)
                if name is not None:
                    self.fields.put("event", fact, field, text_of(dates[name]), f"{origin}/dates/{name}")
                    used.append(name)
            known = ("expectedStartDate", "expectedEndDate", "expectedDuration", "recurrence")
            self.fields.rest("event", fact, dates, f"{origin}/dates", used, known)
        for one, at in places[:1]:
            self.fields.put("event", fact, "place", text_of(one.get("name")), f"{at}/name")
            self.fields.rest(None, {}, one, at, ("name",), _known_of(one))
        for _, at in places[1:]:
            self.fields.leave(at, known=True, note="an event has one place")
        organiser = details.get("organiser")
        if isinstance(organiser, Mapping) and (name := text_of(organiser.get("name"))) is not None:
            listed = (at.value for at in self.tree.get("organizations", []))
            if not any(fact["name"].value == name for fact in listed):
                self.fields.leave(f"{origin}/organiser", known=True, note="an event of facts has no organizer")
        self.fields.rest("event", fact, details, origin, used, ("eventStatus", "plannedCoverageStatus"))
        self.tree.setdefault("events", []).insert(0, At(fact, origin or self.origin))

    def captions(self, body: list[_Text]) -> None:
        """What is said of pictures and the like: their words below the body, their people as named in a caption."""
        value, origin = self.item.get("associations", (None, ""))
        pairs: list[tuple[Any, str]] = []
        if isinstance(value, Mapping):
            pairs = [(one, f"{origin}/{token(str(name))}") for name, one in value.items()]
        elif isinstance(value, list):
            pairs = [(one, f"{origin}/{index}") for index, one in enumerate(value)]
        for one, at in pairs:
            if not isinstance(one, Mapping):
                self.fields.leave(at, known=False, note="it is no item")
                continue
            item = _folded(one, at)
            caption = _plainest(list(_texts(item, "descriptions", self.fields)))
            caption = caption or _plainest(list(_texts(item, "headlines", self.fields)))
            if caption is not None:
                body.append(caption._replace(text=shown_text(caption.text)))
            for name, kind in (("people", "people"), ("organisations", "organizations")):
                for named, place in _items(item, name, self.fields):
                    self.in_a_caption(named, place, kind)
            for name, (left, place) in item.items():
                if name.partition(":")[0] not in _OF_A_CAPTION:
                    written = place.rpartition("/")[2]
                    known = [written] if name in _KNOWN_OF_A_PICTURE else sorted(_KNOWN)
                    self.fields.rest(None, {}, {written: left}, at, (), known)

    def in_a_caption(self, named: Mapping[str, Any], origin: str, kind: str) -> None:
        text = text_of(named.get("name"))
        if text is None:
            self.fields.leave(origin, known=False, note="it has no name")
            return
        mention = {"text": At(text, f"{origin}/name"), "position": "caption", "entity": At(text, f"{origin}/name")}
        listed = [at.value["name"].value for at in self.tree.get(kind, [])]
        if text not in listed:
            self.tree.setdefault(kind, []).append(At({"name": At(text, f"{origin}/name")}, origin))
        elif listed.count(text) > 1:
            del mention["entity"]  # it could be either
        self.tree.setdefault("mentions", []).append(At(mention, origin))
        self.fields.rest(None, {}, named, origin, ("name",), _known_of(named))


def _folded(value: Mapping[str, Any], origin: str) -> dict[str, tuple[Any, str]]:
    """The fields of an item by their names in one spelling, each with where it stands."""
    folded: dict[str, tuple[Any, str]] = {}
    for written, one in value.items():
        name = str(written).lower()
        place = f"{origin}/{token(str(written))}"
        base, _, role = name.partition("_")
        many = {"headline": "headlines", "body": "bodies", "description": "descriptions"}.get(base)
        key = f"{many}:{role}" if many and (role or name == "headline") else _NOW.get(name, name)
        folded[key if key not in folded else f"{key}:{written}"] = (one, place)
    return folded


def _texts(item: Mapping[str, tuple[Any, str]], name: str, fields: Fields) -> Iterator[_Text]:
    for key, (value, origin) in item.items():
        if key == name and isinstance(value, list):
            for index, one in enumerate(value):
                text = text_of(one.get("value")) if isinstance(one, Mapping) else None
                if isinstance(one, Mapping) and text is not None:
                    roles = tuple(
                        str(said).lower()
                        for wanted in ("contenttype", "role")
                        for written, said in one.items()
                        if str(written).lower() == wanted
                    )
                    yield _Text(roles, text, f"{origin}/{index}/value")
                else:
                    fields.leave(f"{origin}/{index}", known=False, note="it holds no text")
        elif key.partition(":")[0] == name:
            if (text := text_of(value)) is not None:
                yield _Text((key.partition(":")[2],), text, origin)
            else:
                fields.leave(origin, known=False, note="it holds no text")


def _plainest(texts: list[_Text]) -> _Text | None:
    def rank(text: _Text) -> int:
        return min((_PLAINEST.index(role) for role in text.roles if role in _PLAINEST), default=len(_PLAINEST))

    return min(texts, key=rank) if texts else None


def _items(item: Mapping[str, tuple[Any, str]], name: str, fields: Fields) -> Iterator[tuple[Mapping[str, Any], str]]:
    value, origin = item.get(name, (None, ""))
    if value is None:
        return
    if not isinstance(value, list):
        fields.leave(origin, known=False, note="it is no list")
        return
    for index, one in enumerate(value):
        if isinstance(one, Mapping):
            yield one, f"{origin}/{index}"
        else:
            fields.leave(f"{origin}/{index}", known=False, note="it is no set of fields")


def _known_of(one: Mapping[str, Any]) -> list[str]:
    """What belongs to something named, as this item spells it."""
    return [name for name in one if str(name).lower() in _KNOWN_OF_NAMED or str(name).startswith("geometry_")]
