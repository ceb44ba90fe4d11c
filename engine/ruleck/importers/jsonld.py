"""schema.org's words for stories, and what facts call them.

| schema.org | facts |
| --- | --- |
| NewsArticle and its like | article |
| Person: name, honorificPrefix, jobTitle, affiliation, birthDate, Role | people |
| Organization and its like | organizations |
| Quotation: text, spokenByCharacter or creator | quotes |
| Claim, ClaimReview | claims |
| Observation, QuantitativeValue | estimates |
| Event and its like | events |
| CorrectionComment | corrections |
| CreativeWork, Dataset, where something is taken from | sources |

A story is what an article tells, with what stands beside it on its page. `export_jsonld` is the way back.

Source: https://schema.org/NewsArticle and the pages that it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import unquote

from ruleck.facts.vocabulary import Vocabulary
from ruleck.importers.html import shown_text
from ruleck.importers.imported import At, Imported, Places, imported, text_of
from ruleck.importers.linked_data import Literal, Node, Value, read_nodes
from ruleck.importers.linked_facts import Link, LinkedFacts
from ruleck.importers.schema_org import ROUND, UNITS, WIKIPEDIA, WORKS, is_article, kind_of


def read_jsonld(values: list[Any], vocabulary: Vocabulary, places: Places) -> list[Imported]:
    """The stories that texts of JSON-LD tell together; where there are several, a pointer starts with its number."""
    several = len(values) > 1
    nodes = read_nodes([(value, f"/{index}" if several else "") for index, value in enumerate(values)])
    told = [node for node in nodes if is_article(node)] or [node for node in nodes if "ClaimReview" in node.types]
    beside = [node for node in nodes if node not in told]
    if len(told) <= 1:
        return [_Story(vocabulary, told[0] if told else None).whole(beside, places, "")]
    stories: list[Imported] = []
    shared: set[int] = set()
    for one in told:
        # What several articles refer to belongs to each of them.
        reached = _reached(one, told)
        shared |= reached
        own = [node for node in beside if id(node) in reached]
        stories.append(_Story(vocabulary, one).whole(own, places, f"#{one.origin}"))
    alone = [node for node in beside if id(node) not in shared]
    if alone and (story := _Story(vocabulary, None).whole(alone, places, "#")).document:
        stories.append(story)
    return stories


def _reached(article: Node, articles: list[Node]) -> set[int]:
    """The things that an article leads to, by their identity; not what it reaches through another article."""
    reached = {id(article)}
    others = {id(one) for one in articles}
    waiting = [article]
    while waiting:
        node = waiting.pop()
        for value in node.nodes(*node.properties):
            if id(value) not in reached and id(value) not in others:
                reached.add(id(value))
                waiting.append(value)
    return reached


class _Story:
    def __init__(self, vocabulary: Vocabulary, root: Node | None) -> None:
        self.facts = LinkedFacts(vocabulary)
        self.root = root
        self.article: dict[str, Any] = {}

    def whole(self, beside: Iterable[Node], places: Places, name: str) -> Imported:
        origin = self.root.origin if self.root is not None else ""
        if self.root is not None:
            self.facts.met[id(self.root)] = None
            said = next(self.root.literals("inLanguage"), None)
            self.facts.language = text_of(said.value) if said is not None else None
            if is_article(self.root):
                self.of_the_article(self.root)
            else:
                self.review(self.root, alone=True)
        for node in beside:
            self.take(node)
        self.facts.link()
        tree: dict[str, Any] = {"article": At(self.article, origin)} if self.article else {}
        return imported({**tree, **self.facts.tree}, places, self.facts.fields.leftovers, origin=origin, name=name)

    # ------------------------------------------------------------------ things

    def take(self, node: Node) -> None:
        """A thing that stands in the story or beside it, as a fact of its kind."""
        if id(node) in self.facts.met:
            return
        readers: Mapping[str, Callable[[Node], Any]] = {
            "person": self.person,
            "organization": self.organization,
            "Quotation": self.quotation,
            "Claim": self.claim,
            "ClaimReview": self.review,
            "Observation": self.observation,
            "QuantitativeValue": self.observation,
            "CorrectionComment": self.correction,
            "Event": self.event,
        }
        reader = readers.get(kind_of(node))
        if reader is not None:
            reader(node)
            return
        self.facts.met[id(node)] = None
        if node.id is not None and not node.properties and not node.types:
            self.facts.leave(node, known=True, note=f"`{node.id}` stands elsewhere")
            return
        known = any(type in ROUND or type.endswith("Page") for type in node.types)
        kind = " and ".join(node.types) or "a thing of no type"
        self.facts.leave(node, known=known, note=f"{kind} is no kind of fact" if not known else "")

    def of_the_article(self, node: Node) -> None:
        put = self.put_article
        put("headline", self.facts.text(node, "headline", "name"))
        put("byline", self.byline(node))
        put("dateline", self.facts.text(node, "dateline"))
        put("section", self.facts.text(node, "articleSection"))
        put("status", self.status(node))
        put("language", self.facts.text(node, "inLanguage"))
        put("url", self.url(node))
        put("published", self.facts.text(node, "datePublished"))
        put("updated", self.facts.text(node, "dateModified"))
        body = self.facts.text(node, "articleBody")
        put("body", At(shown_text(str(body.value)), body.origin) if body is not None else None)
        put("id", self.facts.text(node, "identifier"))
        if "id" not in self.article and node.id and not node.id.startswith(("http:", "https:", "#", "_:")):
            put("id", At(node.id, f"{node.origin}/@id"))
        for correction in node.properties.get("correction", []):
            if isinstance(correction, Node):
                self.correction(correction)
            elif (text := text_of(correction.value)) is not None:
                fact = {"text": At(text, correction.origin)}
                self.facts.tree.setdefault("corrections", []).append(At(fact, correction.origin))
        for cited in node.nodes("citation", "isBasedOn"):
            if kind_of(cited) and kind_of(cited) not in ("person", "organization"):
                self.take(cited)
            else:
                self.source(cited)
        for name in ("about", "mentions", "hasPart", "mainEntity", "subjectOf", "spatialCoverage", "contentLocation"):
            for one in node.properties.get(name, []):
                if isinstance(one, Node):
                    self.take(one)
        self.facts.rest("article", self.article, node, (
            "headline", "author", "creator", "dateline", "articleSection", "creativeWorkStatus", "inLanguage", "url",
            "datePublished", "dateModified", "articleBody", "correction", "citation", "isBasedOn", "hasPart",
            "mainEntityOfPage", "identifier", "spatialCoverage", "contentLocation",
            *(["name"] if not node.properties.get("headline") else []),
        ), taken=("about", "mentions", "mainEntity", "subjectOf"))  # fmt: skip

    def put_article(self, field: str, at: At | None) -> None:
        if at is not None:
            self.facts.fields.put("article", self.article, field, at.value, at.origin)

    def person(self, node: Node) -> dict[str, Any] | None:
        if (met := self.facts.met.get(id(node))) is not None:
            return met
        fact: dict[str, Any] = {}
        name = self.facts.text(node, "name") or self.facts.joined(node, "givenName", "additionalName", "familyName")
        self.facts.put("person", fact, "name", name)
        self.facts.put("person", fact, "title", self.facts.text(node, "honorificPrefix"))
        self.facts.put("person", fact, "role", self.facts.text(node, "jobTitle"))
        self.facts.put("person", fact, "birth_date", self.facts.text(node, "birthDate"))
        self.other_names(node, "person", fact)
        roles: list[Any] = []
        for property in ("affiliation", "worksFor", "memberOf", "hasOccupation", "jobTitle"):
            for one in node.properties.get(property, []):
                self.belongs(property, one, fact, roles)
        if roles:
            fact["roles"] = roles
        used = ("name", "honorificPrefix", "jobTitle", "birthDate", "alternateName", "affiliation", "worksFor")
        self.facts.rest("person", fact, node, (*used, "hasOccupation", "memberOf", *_NAMES))
        return self.facts.listed("person", "people", fact, node)

    def belongs(self, property: str, one: Value, fact: dict[str, Any], roles: list[Any]) -> None:
        """What a person is or belongs to: an organization, or a role in it with its dates."""
        if isinstance(one, Literal):
            text = text_of(one.value)
            if property in ("affiliation", "worksFor") and text is not None and "affiliation" not in fact:
                fact["affiliation"] = At(text, one.origin)
            elif property == "hasOccupation":
                self.facts.put("person", fact, "role", At(text, one.origin))
            elif property != "jobTitle":
                self.facts.fields.leave(one.origin, known=True, note="a person belongs to one organization")
            return
        if any(type.endswith("Role") for type in one.types):
            role: dict[str, Any] = {}
            inner = next(iter(one.nodes(property)), None)
            self.facts.put("role", role, "name", self.facts.text(one, "roleName", "namedPosition", property))
            self.facts.put("role", role, "name", self.facts.text(inner, "name") if inner is not None else None)
            self.facts.put("role", role, "from_date", self.facts.text(one, "startDate"))
            self.facts.put("role", role, "until", self.facts.text(one, "endDate"))
            if inner is not None and kind_of(inner) == "organization" and "affiliation" not in fact:
                if "until" not in role:
                    self.affiliate(fact, inner)
                else:
                    self.organization(inner)
            self.facts.rest("role", role, one, ("roleName", "namedPosition", "startDate", "endDate", property))
            if "name" in role:
                roles.append(At(role, one.origin))
            elif role:
                self.facts.fields.leave(one.origin, known=False, note="the role has no name")
        elif property == "hasOccupation" or property == "jobTitle":
            self.facts.put("person", fact, "role", self.facts.text(one, "name"))
            self.facts.rest(None, {}, one, ("name",))
        elif property in ("affiliation", "worksFor") and "affiliation" not in fact:
            self.affiliate(fact, one)
        else:
            self.organization(one)

    def affiliate(self, fact: dict[str, Any], node: Node) -> None:
        organization = self.organization(node)
        if organization is not None:
            fact["affiliation"] = At(Link(organization), node.origin)

    def organization(self, node: Node) -> dict[str, Any] | None:
        if (met := self.facts.met.get(id(node))) is not None:
            return met
        fact: dict[str, Any] = {}
        self.facts.put("organization", fact, "name", self.facts.text(node, "name", "legalName"))
        self.other_names(node, "organization", fact)
        self.facts.rest("organization", fact, node, ("name", "legalName", "alternateName"))
        return self.facts.listed("organization", "organizations", fact, node)

    def other_names(self, node: Node, kind: str, fact: dict[str, Any]) -> None:
        """Other names, the title of a Wikipedia page among them."""
        name = fact["name"].value if "name" in fact else None
        others: dict[str, At] = {}
        for one in node.literals("alternateName", "legalName"):
            if (text := text_of(one.value)) is not None and text != name:
                others.setdefault(text, At(text, one.origin))
        for one in node.literals("sameAs"):
            page = WIKIPEDIA.fullmatch(str(one.value))
            title = re.sub(r" \(.*\)$", "", unquote(page[1]).replace("_", " ")) if page else None
            if title and title.strip() and title != name:
                others.setdefault(title, At(title, one.origin))
        if others:
            fact["also_known_as"] = list(others.values())

    def quotation(self, node: Node) -> None:
        fact: dict[str, Any] = {}
        self.facts.put("quote", fact, "text", self.facts.text(node, "text", "name"))
        if "text" not in fact:
            self.facts.leave(node, known=False, note="it holds no text")
            return
        for property in ("spokenByCharacter", "creator", "author"):
            for one in node.properties.get(property, []):
                if isinstance(one, Node) and kind_of(one) == "organization" and "source" not in fact:
                    self.source_of(fact, "source", one)
                elif "speaker" not in fact and "source" not in fact:
                    self.who(fact, "speaker", one)
                else:
                    self.facts.fields.leave(one.origin, known=True, note="a quote has one speaker")
        self.facts.put("quote", fact, "said_on", self.facts.text(node, "dateCreated", "datePublished"))
        work = next(iter(node.nodes("isPartOf", "isBasedOn", "citation")), None)
        if work is not None:
            self.facts.put("quote", fact, "publication", self.facts.text(work, "name", "headline"))
            self.facts.rest(None, {}, work, ("name", "headline"))
        used = ("text", "spokenByCharacter", "creator", "author", "dateCreated", "datePublished", "isPartOf")
        self.facts.rest("quote", fact, node, (*used, "isBasedOn", "citation", "name"))
        self.facts.add("quotes", fact, node)

    def claim(self, node: Node, fact: dict[str, Any] | None = None) -> None:
        added = fact if fact is not None else {}
        self.facts.met[id(node)] = None
        if "text" not in added:
            self.facts.put("claim", added, "text", self.facts.text(node, "text", "name", "headline"))
        for one in [*node.properties.get("author", []), *node.properties.get("creator", [])]:
            if "claimant" not in added:
                self.who(added, "claimant", one)
            else:
                self.facts.fields.leave(one.origin, known=True, note="a claim has one claimant")
        self.facts.put("claim", added, "made_on", self.facts.text(node, "datePublished", "dateCreated"))
        about = next(iter(node.properties.get("about", [])), None)
        if about is not None:
            said = self.facts.called(about)
            self.facts.put("claim", added, "topic", said)
        sources = [*node.nodes("firstAppearance", "appearance", "citation", "isPartOf")]
        if "Claim" not in node.types and node.properties.get("name"):
            sources.insert(0, node)  # the work that the claim was made in
        links = [At(Link(source), one.origin) for one in sources if (source := self.source(one)) is not None]
        if links:
            added["sources"] = links
        used = ("text", "headline", "author", "creator", "datePublished", "dateCreated", "about", "firstAppearance")
        self.facts.rest("claim", added, node, (*used, "appearance", "citation", "isPartOf", "name"))
        if fact is None:
            self.facts.add("claims", added, node)

    def review(self, node: Node, alone: bool = False) -> None:
        """A claim that was looked into, and what came of it; alone, the review is the article."""
        self.facts.met[id(node)] = None
        fact: dict[str, Any] = {}
        self.facts.put("claim", fact, "text", self.facts.text(node, "claimReviewed"))
        for item in node.nodes("itemReviewed"):
            self.claim(item, fact)
        for rating in node.nodes("reviewRating"):
            self.rating(rating, fact)
        used = ["claimReviewed", "itemReviewed", "reviewRating"]
        if alone:
            put = self.put_article
            put("headline", self.facts.text(node, "headline", "name"))
            put("byline", self.byline(node))
            put("url", self.url(node))
            put("language", self.facts.text(node, "inLanguage"))
            put("published", self.facts.text(node, "datePublished"))
            put("updated", self.facts.text(node, "dateModified"))
            body = self.facts.text(node, "reviewBody")
            put("body", At(shown_text(str(body.value)), body.origin) if body is not None else None)
            used += ["headline", "name", "author", "creator", "url", "inLanguage", "datePublished", "dateModified"]
            used.append("reviewBody")
        self.facts.rest("claim", fact, node, used, known=("reviewBody",))
        if fact:
            self.facts.add("claims", fact, node)

    def rating(self, node: Node, fact: dict[str, Any]) -> None:
        """What a review came to: into fields of the project's own, since houses rate in their own ways."""
        names = {"alternateName": "rating", "ratingValue": "rating_value", "bestRating": "best_rating",
                 "worstRating": "worst_rating"}  # fmt: skip
        for property, own in names.items():
            at = self.facts.text(node, property)
            if at is not None and not self.facts.fields.own("claim", fact, own, at.value, at.origin):
                note = f"a rule file may give claims a field `{own}`, and it goes there"
                self.facts.fields.leave(at.origin, known=True, note=note)
        self.facts.rest(None, {}, node, tuple(names))

    def observation(self, node: Node) -> None:
        """A figure that somebody measured or put on something."""
        fact: dict[str, Any] = {}
        subject = None
        for property in ("variableMeasured", "measuredProperty"):
            for one in node.properties.get(property, []):
                if subject is None and isinstance(one, Node):
                    subject = self.facts.text(one, "name")
                    self.facts.met.setdefault(id(one), None)
                    self.facts.rest(None, {}, one, ("name",))
                elif subject is None and isinstance(one, Literal):
                    subject = At(text_of(one.value), one.origin)
        self.facts.put("estimate", fact, "subject", subject or self.facts.text(node, "name", "description"))
        about = next(iter(node.properties.get("observationAbout", node.properties.get("observedNode", []))), None)
        if about is not None:
            said = self.facts.called(about)
            self.facts.put("estimate", fact, "place", said)
            if isinstance(about, Node):
                if said is None:
                    self.facts.fields.leave(about.origin, known=True, note="it has no name here")
                self.facts.rest(None, {}, about, ("name",))
        self.quantity(node, fact, "value", ("value", "measuredValue"))
        self.quantity(node, fact, "margin", ("marginOfError",))
        self.facts.put("estimate", fact, "unit", self.unit(node))
        day = self.facts.text(node, "observationDate", "datePublished", "validFrom")
        self.facts.put("estimate", fact, "as_of", day)
        self.facts.put("estimate", fact, "method", self.facts.text(node, "measurementTechnique", "measurementMethod"))
        for one in node.properties.get("author", node.properties.get("creator", [])):
            self.source_of(fact, "source", one)
        used = ("variableMeasured", "measuredProperty", "observationAbout", "observedNode", "value", "measuredValue",
                "marginOfError", "unitText", "unitCode", "minValue", "maxValue", "observationDate", "author", "creator",
                "measurementTechnique", "measurementMethod", "validFrom")  # fmt: skip
        self.facts.rest("estimate", fact, node, used)
        if "subject" not in fact:
            self.facts.leave(node, known=False, note="it does not say what was measured")
            return
        self.facts.add("estimates", fact, node)

    def quantity(
        self, node: Node, fact: dict[str, Any], field: str, names: tuple[str, ...], around: tuple[Node, ...] = ()
    ) -> None:
        """A number, or the ends between which it lies, with its unit. Things may lead back to those `around` them."""
        around = (*around, node)
        holder = next((one for one in node.nodes(*names) if one not in around), None)
        if holder is not None:
            self.quantity(holder, fact, field, ("value",), around)
            if "unit" not in fact and field == "value":
                self.facts.put("estimate", fact, "unit", self.unit(holder))
            used = ("value", "minValue", "maxValue", "unitText", "unitCode", "currency", "name")
            self.facts.rest(None, {}, holder, used)
            return
        ends = {end: self.facts.text(node, name) for end, name in (("low", "minValue"), ("high", "maxValue"))}
        at = self.facts.text(node, *names)
        if at is not None:
            self.facts.put("estimate", fact, field, at)
        elif field == "value" or "QuantitativeValue" in node.types:
            given = {end: one for end, one in ends.items() if one is not None}
            if given:
                fact[field] = At(given, node.origin)

    def unit(self, node: Node) -> At | None:
        code = self.facts.text(node, "unitCode", "currency")
        said = self.facts.text(node, "unitText")
        return said or (At(UNITS.get(str(code.value), code.value), code.origin) if code is not None else None)

    def event(self, node: Node) -> None:
        fact: dict[str, Any] = {}
        self.facts.put("event", fact, "name", self.facts.text(node, "name"))
        self.facts.put("event", fact, "date", self.facts.text(node, "startDate"))
        self.facts.put("event", fact, "end", self.facts.text(node, "endDate"))
        for place in node.properties.get("location", [])[:1]:
            said = self.facts.called(place)
            self.facts.put("event", fact, "place", said)
            if isinstance(place, Node):
                self.facts.rest(None, {}, place, ("name",))
        self.facts.rest("event", fact, node, ("name", "startDate", "endDate", "location"))
        if "name" in fact:
            self.facts.add("events", fact, node)
        else:
            self.facts.leave(node, known=False, note="the event has no name")

    def correction(self, node: Node) -> None:
        fact: dict[str, Any] = {}
        self.facts.put("correction", fact, "text", self.facts.text(node, "text", "name", "description"))
        self.facts.put("correction", fact, "published", self.facts.text(node, "datePublished", "dateCreated"))
        self.facts.rest("correction", fact, node, ("text", "datePublished", "dateCreated"))
        if "text" in fact:
            self.facts.add("corrections", fact, node)
        else:
            self.facts.leave(node, known=False, note="it holds no text")

    def source(self, node: Node) -> dict[str, Any] | None:
        fact: dict[str, Any] = {}
        self.facts.put("source", fact, "name", self.facts.text(node, "name", "headline"))
        type = next((WORKS[type] for type in node.types if type in WORKS), None)
        if type is not None and "name" in fact:
            fact["type"] = type
        if id(node) not in self.facts.met:
            self.facts.rest("source", fact, node, ("name", "headline"))
        return self.facts.listed("source", "sources", fact, node)

    def source_of(self, fact: dict[str, Any], field: str, one: Value) -> None:
        if isinstance(one, Literal):
            if (text := text_of(one.value)) is not None:
                fact.setdefault(field, At(text, one.origin))
            return
        if (source := self.source(one)) is not None:
            fact.setdefault(field, At(Link(source), one.origin))

    def who(self, fact: dict[str, Any], field: str, one: Value) -> None:
        """Who is meant: a person or an organization, or a name alone."""
        if isinstance(one, Literal):
            if (text := text_of(one.value)) is not None:
                fact[field] = At(text, one.origin)
            return
        meant = self.organization(one) if kind_of(one) == "organization" else self.person(one)
        if meant is not None:
            fact[field] = At(Link(meant), one.origin)

    # ------------------------------------------------------------------ values

    def byline(self, node: Node) -> At | None:
        """Who wrote it, as one would print it."""
        people = node.properties.get("author") or node.properties.get("creator") or []
        names: list[str] = []
        for one in people:
            at = At(one.value, one.origin) if isinstance(one, Literal) else self.facts.text(one, "name")
            if at is not None and (name := text_of(at.value)) is not None:
                names.append(name)
            elif isinstance(one, Node):
                self.facts.fields.leave(one.origin, known=False, note="it has no name")
            if isinstance(one, Node):
                self.facts.met.setdefault(id(one), None)
                self.facts.rest(None, {}, one, ("name",))
        if not names:
            return None
        return At(" and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names), people[0].origin)

    def status(self, node: Node) -> At | None:
        at = self.facts.text(node, "creativeWorkStatus")
        return At(str(at.value).lower(), at.origin) if at is not None else None

    def url(self, node: Node) -> At | None:
        at = self.facts.text(node, "url", "mainEntityOfPage")
        if at is None:
            page = next((one for one in node.nodes("mainEntityOfPage") if one.id is not None), None)
            at = At(page.id, page.origin) if page is not None else None
        if at is None and node.id is not None and node.id.startswith(("http:", "https:")):
            at = At(node.id, f"{node.origin}/@id")
        return at


_NAMES = ("givenName", "additionalName", "familyName")
