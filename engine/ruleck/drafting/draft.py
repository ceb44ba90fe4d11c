"""The draft of a story: what the rooms found, put together as facts, each with its excerpt and how sure its pattern is.

No value is put in that the story does not have: a text is the story's own words, a number is worded as the story words
it, a date is worked out from the story's words and the day of publication, and everything else is a member of an
enumeration or `?`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ruleck.drafting.attribution import draft_quotes, draft_sources
from ruleck.drafting.drafted import NOT_KNOWN, Draft, Drafted
from ruleck.drafting.events import draft_events
from ruleck.drafting.found import Found
from ruleck.drafting.organizations import find_organizations
from ruleck.drafting.promotion import find_promotion, listed
from ruleck.drafting.quantities import draft_numbers
from ruleck.drafting.text import read_text


def draft_facts(
    text: str, published: date | None = None, body_file: str = "", phrases: Sequence[str] | None = None
) -> Draft:
    """A first draft of the facts of a story; never raises, whatever the text.

    `published` is the day that relative dates are counted from. `body_file` is what the facts call the story's file,
    without one the story itself goes into `body`. `phrases` are wordings of promotion (`promotion.wordings`), those
    that come with ruleck unless given.

    >>> draft = draft_facts('Bridge to reopen\\n\\n"It is safe," said Ines Kaya, the city engineer.')
    >>> [(kind, fact.confidence) for kind, fact in draft.all]
    [('people', 'sure'), ('quotes', 'sure')]
    >>> draft.facts["quotes"][0].fields["speaker"]
    'kaya'
    """
    story = read_text(text, find_promotion(text, listed() if phrases is None else phrases))
    found = Found(story, published)
    quotes = draft_quotes(found)
    estimates, figures = draft_numbers(found)
    drafted = {
        "people": _people(found),
        "organizations": _organizations(found),
        # Sources come to be as quotes and numbers name them, and dates are events where nothing else has them.
        "sources": draft_sources(found),
        "quotes": quotes,
        "estimates": estimates,
        "figures": figures,
        "events": draft_events(found),
    }
    return Draft(story, _article(found, body_file), {kind: facts for kind, facts in drafted.items() if facts})


def _article(found: Found, body_file: str) -> dict[str, Any]:
    story = found.story
    article: dict[str, Any] = {"headline": " ".join(story.headline.split()) if story.headline else NOT_KNOWN}
    if story.byline:
        article["byline"] = " ".join(story.byline.split())
    if story.dateline:
        article["dateline"] = " ".join(story.dateline.split())
    article["published"] = found.published.isoformat() if found.published else NOT_KNOWN
    if body_file:
        article["body_file"] = body_file
    elif story.text.strip():
        article["body"] = story.text
    return article


def _people(found: Found) -> list[Drafted]:
    facts = []
    for person in found.people.found:
        fields: dict[str, Any] = {"id": found.people_ids[person.name], "name": person.name}
        for what in ("title", "role", "age", "affiliation"):
            if getattr(person, what):
                fields[what] = getattr(person, what)
        fields["excerpt"] = found.excerpts.of(person.first, person.last, widen=False)
        facts.append(Drafted(fields, person.likeness, person.sign, person.first))
    return facts


def _organizations(found: Found) -> list[Drafted]:
    named = {index for person in found.people.found for index in range(person.first, person.last)}
    facts = []
    for one in find_organizations(found.story, named):
        fields: dict[str, Any] = {"name": one.name}
        if one.short:
            fields["also_known_as"] = [one.short]
        fields["excerpt"] = found.excerpts.of(one.first, one.last, widen=False)
        facts.append(Drafted(fields, "sure" if one.short else "likely", one.sign, one.first))
    return facts
