"""ninjs in its three spellings: one item, one set of facts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.declare import extend
from ruleck.facts.vocabulary import Field, FieldType, Kind
from ruleck.importers.read import recognize
from tests.importers.importing import at, facts, known, loaded, one, source, taken_out, unclear

FIRST: dict[str, Any] = {
    "$standard": {"name": "ninjs", "version": "1.4"},
    "uri": "urn:newsml:agency.example:20240502:ferry",
    "type": "text",
    "firstcreated": "2024-05-02T06:30:00Z",
    "versioncreated": "2024-05-02T09:00:00Z",
    "pubstatus": "usable",
    "urgency": 4,
    "language": "en",
    "headline": "Ferry service to stop",
    "byline": "Ines Kaya",
    "located": "Holmsund",
    "person": [{"name": "Runa Holt", "rel": "about", "code": "7"}],
    "organisation": [{"name": "Sound Ferries", "symbols": []}],
    "place": [{"name": "Holmsund", "rel": "mentions"}],
    "event": [{"name": "the last crossing"}],
    "infosource": [{"name": "Harbour office", "code": "h"}],
    "body_text": 'The ferry stops on Friday.\r\n\r\n"We were never asked," Runa Holt said.',
    "body_xhtml": "<p>The ferry stops on Friday.</p>",
    "description_text": "The ferry stops.",
    "associations": {
        "picture": {
            "uri": "urn:picture:1",
            "type": "picture",
            "headline": "At the quay",
            "description_text": "Runa Holt and Bo Lind at the quay",
            "person": [{"name": "Runa Holt"}, {"name": "Bo Lind"}],
            "renditions": {"small": {"href": "https://pictures.example/1", "width": 100}},
        }
    },
}
_SECOND = {"person": "people", "organisation": "organisations", "place": "places", "event": "events",
           "infosource": "infosources", "byline": "by", "$standard": "standard"}  # fmt: skip


def second(item: dict[str, Any]) -> dict[str, Any]:
    """The item as version 2 spells it."""
    texts = {
        f"{many}s" if many != "body" else "bodies": [
            {"role": name.partition("_")[2] or "main", "value": value}
            for name, value in item.items()
            if name.partition("_")[0] == many
        ]
        for many in ("headline", "body", "description")
    }
    told = ("headline", "body", "description")
    rest = {_SECOND.get(name, name): one for name, one in item.items() if name.partition("_")[0] not in told}
    if "associations" in rest:
        rest["associations"] = [{"name": name, **second(one)} for name, one in rest["associations"].items()]
    return {**rest, **{name: value for name, value in texts.items() if value}}


def third(item: dict[str, Any]) -> dict[str, Any]:
    """The item as version 3 spells it."""
    spelling = {"firstcreated": "firstCreated", "versioncreated": "versionCreated", "pubstatus": "pubStatus",
                "infosources": "infoSources"}  # fmt: skip
    found = {spelling.get(name, name): value for name, value in second(item).items()}
    if "associations" in found:
        found["associations"] = [third(one) for one in found["associations"]]
    return found


VERSIONS = {"1": FIRST, "2": second(FIRST), "3": third(FIRST)}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_versions_tell_one_story(version: str) -> None:
    text = json.dumps(VERSIONS[version], indent=1)
    assert recognize(source(text)) == "ninjs"
    story = one(text)
    assert facts(story) == (
        """\
article:
  id: urn:newsml:agency.example:20240502:ferry
  headline: Ferry service to stop
  byline: Ines Kaya
  dateline: Holmsund
  status: ready
  language: en
  published: 2024-05-02T06:30:00Z
  updated: 2024-05-02T09:00:00Z
  body: |-
    The ferry stops on Friday.

    "We were never asked," Runa Holt said.

    Runa Holt and Bo Lind at the quay

people:
  - {name: Runa Holt}
  - {name: Bo Lind}

organizations:
  - {name: Sound Ferries}

sources:
  - {name: Harbour office}

events:
  - {name: the last crossing}

mentions:
  - {text: Holmsund}
  - {text: Runa Holt, entity: Runa Holt, position: caption}
  - {text: Bo Lind, entity: Bo Lind, position: caption}
"""
    )
    assert unclear(story) == []
    assert {"urgency", "renditions", "rel", "code", "type"} <= set(known(story))
    read = loaded(story)
    assert read.records["mention"][1].fields["entity"] is read.records["person"][0]


def test_places_are_those_of_the_file() -> None:
    text = json.dumps(third(FIRST), indent=1)
    story = one(text)
    assert at(story, "/people/0/name").endswith(' "Runa Holt"')
    assert at(story, "/article/published", key=True).endswith(' "firstCreated"')
    assert story.origin("/people/0/name") == "/people/0/name"
    assert story.origin("/mentions/2/text") == "/associations/0/people/1/name"
    assert story.origin("/article/headline") == "/headlines/0/value"


def test_what_was_used_is_not_told_as_left_out() -> None:
    item = {"uri": "x:1", "headline": "H", "body_text": "plain text", "versioncreated": "2024-05-02T10:00:00Z"}
    assert known(one(json.dumps(item))) == []
    # Of two forms of a body one is used, and the other is told.
    assert known(one(json.dumps({**item, "body_xhtml": "<p>plain text</p>"}))) == ["body_xhtml"]


def test_what_nobody_knows_is_listed_with_the_nearest_name() -> None:
    text = json.dumps({**FIRST, "urgensy": 3, "pubstatus": "sometimes", "person": [{"nam": "Runa Holt"}, 3]}, indent=1)
    told = [line.split(" ", 1)[1] for line in unclear(one(text))]
    assert told == [
        "`pubstatus` was not understood, and is left out | "
        "`status` is one of draft, ready, published, corrected, withdrawn, and `sometimes` is none of them",
        "`person` was not understood, and is left out | it has no name",
        "`person` was not understood, and is left out | it is no set of fields",
        "`urgensy` was not understood, and is left out | did you mean `urgency`?",
    ]


def test_a_field_of_the_projects_own_takes_what_facts_have_no_place_for() -> None:
    own = Kind("article", "articles", {"urgency": Field("urgency", FieldType("number"))})
    vocabulary, clashes = extend(builtin_vocabulary(), [own])
    assert not clashes
    story = one(json.dumps(FIRST), vocabulary=vocabulary)
    assert str(story.document["article"]["urgency"]) == "4"
    assert "urgency" not in known(story)


def test_an_event_is_a_story_of_an_event() -> None:
    item = {
        "standard": {"name": "ninjs", "version": "3.0"},
        "uri": "https://agency.example/events/7",
        "type": "event",
        "title": "Harbour hearing",
        "eventDetails": {
            "dates": {"expectedStartDate": "2024-05-14", "endDate": "2024-05-15", "expectedDuration": "P1D"},
            "organiser": {"name": "Harbour office"},
            "eventStatus": "planned",
        },
        "places": [{"name": "Town hall", "contactInfo": [{"type": "url", "value": "x"}]}, {"name": "Holmsund"}],
    }
    story = one(json.dumps(item))
    assert facts(story).endswith(
        "events:\n  - {name: Harbour hearing, date: 2024-05-14, end: 2024-05-15, place: Town hall}\n"
    )
    assert {"places", "organiser", "eventStatus", "expectedDuration", "contactInfo"} <= set(known(story))
    assert story.origin("/events/0/date") == "/eventDetails/dates/expectedStartDate"


def test_withdrawn_and_held_back() -> None:
    for status, said in {"canceled": "withdrawn", "withheld": "draft"}.items():
        story = one(json.dumps({**FIRST, "pubstatus": status}))
        assert story.document["article"]["status"] == said


def test_several_items_are_several_stories() -> None:
    stories, mistakes = taken_out(json.dumps([FIRST, {**FIRST, "uri": "urn:b"}]))
    assert [story.name for story in stories] == ["#/0", "#/1"]
    assert mistakes == []
    assert stories[1].origin("/article/headline") == "/1/headline"


def test_html_becomes_the_words_that_readers_see() -> None:
    html = "<h1>Ferry</h1><p>Tom &amp; Bo<br/>said <b>no</b>.</p><script>alert(1)</script><ul><li>one<li>two</ul>"
    story = one(json.dumps({**FIRST, "body_text": "", "body_xhtml": html, "associations": {}}))
    assert story.document["article"]["body"] == "Ferry\n\nTom & Bo\nsaid no.\n\none\n\ntwo"


def test_a_caption_names_neither_of_two_people_of_one_name() -> None:
    story = one(json.dumps({**FIRST, "person": [{"name": "Bo Lind", "code": "1"}, {"name": "Bo Lind", "code": "2"}]}))
    assert {"text": "Bo Lind", "position": "caption"} in story.document["mentions"]
    loaded(story)
