"""schema.org's words for stories, in a file and in a page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.declare import extend
from ruleck.facts.vocabulary import Field, FieldType, Kind
from ruleck.importers.read import recognize
from tests.importers.importing import at, facts, known, lines, loaded, one, source, taken_out, unclear

ARTICLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry service to stop",
    "author": [{"@type": "Person", "name": "Ines Kaya"}, {"@type": "Person", "name": "Bo Lind"}],
    "dateline": "Holmsund",
    "articleSection": "Local",
    "inLanguage": "en-GB",
    "url": "https://news.example/ferry",
    "datePublished": "2024-05-02T06:30:00Z",
    "dateModified": "2024-05-03",
    "articleBody": "<p>The ferry stops on Friday.</p>",
    "publisher": {"@type": "Organization", "name": "The News"},
    "correction": {"@type": "CorrectionComment", "text": "It stops on Friday.", "datePublished": "2024-05-03"},
    "about": [
        {
            "@type": "Person",
            "@id": "#holt",
            "name": "Runa Holt",
            "honorificPrefix": "Dr",
            "jobTitle": "harbour master",
            "birthDate": "1971-03",
            "affiliation": {
                "@type": "OrganizationRole",
                "roleName": "harbour master",
                "startDate": "2019",
                "affiliation": {"@type": "GovernmentOrganization", "name": "Harbour office"},
            },
            "sameAs": "https://en.wikipedia.org/wiki/Runa_Holt_(harbour_master)",
        },
        {"@type": "PublicationEvent", "name": "the last crossing", "startDate": "2024-05-10", "location": "the quay"},
    ],
    "hasPart": [
        {
            "@type": "Quotation",
            "text": "We were never asked.",
            "creator": {"@id": "#holt"},
            "dateCreated": "2024-05-01",
        },
        {
            "@type": "Claim",
            "text": "the ferry loses money",
            "author": {"@type": "Corporation", "name": "Sound Ferries"},
            "datePublished": "2024-04",
            "firstAppearance": {"@type": "DigitalDocument", "name": "annual report"},
        },
        {
            "@type": "Observation",
            "variableMeasured": "passengers a day",
            "observationAbout": {"@type": "Place", "name": "Holmsund"},
            "observationDate": "2023",
            "value": {"@type": "QuantitativeValue", "minValue": 350, "maxValue": 400.50, "unitText": "people"},
            "marginOfError": {"@type": "QuantitativeValue", "value": "10"},
            "measurementTechnique": "count at the gate",
        },
    ],
}


def test_an_article_with_all_that_it_holds() -> None:
    text = json.dumps(ARTICLE, indent=1).replace("400.5", "400.50")
    assert recognize(source(text)) == "jsonld"
    story = one(text)
    assert facts(story) == (
        """\
article:
  headline: Ferry service to stop
  byline: Ines Kaya and Bo Lind
  dateline: Holmsund
  section: Local
  language: en-GB
  url: https://news.example/ferry
  published: 2024-05-02T06:30:00Z
  updated: 2024-05-03
  body: The ferry stops on Friday.

people:
  - name: Runa Holt
    also_known_as: [Runa Holt]
    title: Dr
    role: harbour master
    affiliation: Harbour office
    birth_date: 1971-03
    roles: [{name: harbour master, from_date: 2019}]

organizations:
  - {name: Harbour office}
  - {name: Sound Ferries}

sources:
  - {name: annual report, type: document}

quotes:
  - {text: We were never asked., speaker: Runa Holt, said_on: 2024-05-01}

claims:
  - text: the ferry loses money
    claimant: Sound Ferries
    sources: [annual report]
    made_on: 2024-04

estimates:
  - subject: passengers a day
    value: {low: 350, high: 400.50}
    unit: people
    as_of: 2023
    place: Holmsund
    method: count at the gate
    margin: 10

events:
  - {name: the last crossing, date: 2024-05-10, place: the quay}

corrections:
  - {text: It stops on Friday., published: 2024-05-03}
""".replace("    also_known_as: [Runa Holt]\n", "")
    )
    assert unclear(story) == []
    assert known(story) == ["sameAs", "publisher"]
    assert at(story, "/quotes/0/said_on").endswith('"2024-05-01"')
    assert at(story, "/estimates/0/value/high").endswith(" 400.50")
    read = loaded(story)
    assert read.records["quote"][0].fields["speaker"] is read.records["person"][0]


def test_a_page_with_several_scripts() -> None:
    page = (
        "<!doctype html><html><head>\n<title>A</title>"
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [\n'
        '  {"@type": "WebSite", "name": "The News"},\n'
        '  {"@type": "Person", "@id": "#k", "name": "Ines Kaya", "jobTitle": "reporter"}]}</script>\n'
        "<script>var a = '<script type=\"application/ld+json\">';</script>\n"
        '<SCRIPT type="application/ld+json; charset=utf-8" id="x">\n<!--\n'
        '{"@type": "https://schema.org/ReportageNewsArticle", "headline": "A & B", "author": {"@id": "#k"},\n'
        ' "mentions": {"@type": "Quotation", "text": "No.", "spokenByCharacter": "Runa Holt"}}\n-->\n</SCRIPT>\n'
    )
    assert recognize(source(page)) == "jsonld"
    story = one(page)
    assert facts(story) == (
        "article:\n  headline: A & B\n  byline: Ines Kaya\n\nquotes:\n  - {text: No., speaker: Runa Holt}\n"
    )
    assert at(story, "/quotes/0/text") == '9:45 "No."'
    assert at(story, "/article/byline").startswith('4:3 {"@type": "Person"')
    assert story.place("/quotes/0/text").source.text == page
    assert known(story) == ["jobTitle", "WebSite"]


def test_a_page_without_any() -> None:
    stories, mistakes = taken_out("<!doctype html><p>Hello", path="a.html")
    assert (stories, mistakes) == ([], [])


def test_a_broken_script_is_told_at_its_place_in_the_page() -> None:
    stories, mistakes = taken_out('<p>\n<script type="application/ld+json">{"@type": "Claim",}</script>')
    assert stories == []
    assert lines(mistakes) == ["2:53 a comma stands before the closing `}` | delete it"]


def test_a_broken_script_beside_a_story_costs_no_story() -> None:
    script = '<script type="application/ld+json">{}</script>\n'.format
    page = f"""<p>\n{script("{ads: broken,}")}{script('{"@type": "NewsArticle", "headline": "A"}')}"""
    stories, mistakes = taken_out(page)
    assert [story.document for story in stories] == [{"article": {"headline": "A"}}]
    assert {(mistake.code, mistake.severity) for mistake in mistakes} == {("left-out", "warning")}
    assert lines(mistakes)[0].startswith("2:37 a script of this page was not understood, and is left out: ")


def test_prefixes_and_renamed_terms() -> None:
    document = {
        "@context": [
            "https://schema.org",
            {"so": "https://schema.org/", "title": "so:headline", "type": "@type", "what": {"@id": "schema:text"}},
        ],
        "type": "so:NewsArticle",
        "title": "A",
        "so:hasPart": [{"type": "http://schema.org/Quotation", "what": {"@value": "No.", "@language": "en"}}],
    }
    # A prefix that the context names in its own words is known as well.
    story = one(json.dumps(document).replace("so:hasPart", "schema:hasPart").replace("so:News", "schema:News"))
    assert facts(story) == "article:\n  headline: A\n\nquotes:\n  - {text: No.}\n"
    assert one(json.dumps(document)).document == story.document


def test_the_articles_language_is_taken_and_others_are_listed() -> None:
    document = {
        "@type": "NewsArticle",
        "inLanguage": "de",
        "headline": {"en": "Ferry stops", "de-AT": "Fähre fällt aus"},
        "mentions": {"@type": "Person", "name": [{"@value": "R. Holt", "@language": "en"}, "Runa Holt"]},
    }
    story = one(json.dumps(document))
    assert facts(story) == "article:\n  headline: Fähre fällt aus\n  language: de\n\npeople:\n  - {name: Runa Holt}\n"
    assert [left.note for left in story.leftovers] == ["`headline` in another language", "`name` in another language"]


def test_one_thing_said_in_two_places_is_one_fact() -> None:
    born = {"birthDate": "1971"}
    document = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "A", "mentions": [{"@id": "p"}, {"@type": "Person", "name": "Eva"}]},
            {"@type": "Person", "@id": "p", "name": "Runa Holt"},
            {"@id": "p", "jobTitle": "harbour master"},
            {"@type": "Quotation", "text": "No.", "creator": {"@type": "Person", "name": "Runa Holt", **born}},
        ]
    }
    story = one(json.dumps(document))
    assert facts(story).split("\n\n")[1:] == [
        "people:\n  - {name: Runa Holt, role: harbour master, birth_date: 1971}\n  - {name: Eva}",
        "quotes:\n  - {text: No., speaker: Runa Holt}\n",
    ]


def test_two_people_of_one_name_are_told_apart_where_they_differ() -> None:
    def quotation(year: str) -> dict[str, Any]:
        creator = {"@type": "Person", "name": "Bo Lind", "birthDate": year}
        return {"@type": "Quotation", "text": f"In {year}.", "creator": creator}

    story = one(json.dumps([quotation("1950"), quotation("1980"), quotation("1950")]))
    read = loaded(story)
    assert [person.fields["name"] for person in read.records["person"]] == ["Bo Lind", "Bo Lind"]
    born = [str(quote.fields["speaker"].fields["birth_date"].written) for quote in read.records["quote"]]  # type: ignore[union-attr]  # each is linked to a person with a date
    assert born == ["1950", "1980", "1950"]


def test_things_that_refer_to_each_other() -> None:
    document = {"@graph": [
        {"@type": "NewsArticle", "@id": "a", "headline": "A", "about": {"@id": "p"}},
        {"@type": "Person", "@id": "p", "name": "Eva", "worksFor": {"@id": "o"}, "subjectOf": {"@id": "a"}},
        {"@type": "Organization", "@id": "o", "name": "Sound Ferries", "founder": {"@id": "p"}},
    ]}  # fmt: skip
    assert facts(one(json.dumps(document))).endswith(
        "people:\n  - {name: Eva, affiliation: Sound Ferries}\n\norganizations:\n  - {name: Sound Ferries}\n"
    )


REVIEW: dict[str, Any] = {
    "@type": "ClaimReview",
    "datePublished": "2024-05-04",
    "url": "https://check.example/ferry",
    "author": {"@type": "Organization", "name": "The Check"},
    "claimReviewed": "the ferry loses money",
    "reviewBody": "It made a profit in 2023.",
    "itemReviewed": {
        "@type": "CreativeWork",
        "name": "the hearing",
        "datePublished": "2024-04-30",
        "author": {"@type": "Person", "name": "Rune Holt", "sameAs": "https://sv.wikipedia.org/wiki/Runa_Holt"},
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 6, "alternateName": "True"},
}
RATED = Kind("claim", "claims", {
    "rating": Field("rating", FieldType("text")),
    "rating_value": Field("rating_value", FieldType("number")),
    "best_rating": Field("best_rating", FieldType("number")),
})  # fmt: skip


def test_a_review_is_the_article_where_it_stands_alone() -> None:
    story = one(json.dumps(REVIEW))
    assert facts(story) == (
        """\
article:
  byline: The Check
  url: https://check.example/ferry
  published: 2024-05-04
  body: It made a profit in 2023.

people:
  - {name: Rune Holt, also_known_as: [Runa Holt]}

sources:
  - {name: the hearing}

claims:
  - {text: the ferry loses money, claimant: Rune Holt, sources: [the hearing], made_on: 2024-04-30}
"""
    )
    assert {left.note for left in story.leftovers if left.name == "ratingValue"} == {
        "a rule file may give claims a field `rating_value`, and it goes there"
    }


def test_a_rating_goes_into_a_field_of_the_projects_own() -> None:
    vocabulary, _ = extend(builtin_vocabulary(), [RATED])
    story = one(json.dumps(REVIEW), vocabulary=vocabulary)
    (claim,) = story.document["claims"]
    assert [str(claim[name]) for name in ("rating", "rating_value", "best_rating")] == ["True", "1", "6"]


def test_several_articles_are_several_stories() -> None:
    stories, _ = taken_out(json.dumps([ARTICLE, {**ARTICLE, "headline": "B"}, {"@type": "Person", "name": "Eva"}]))
    assert [story.name for story in stories] == ["#/0", "#/1", "#"]
    assert [one.document.get("article", {}).get("headline") for one in stories] == ["Ferry service to stop", "B", None]


def test_what_articles_share_belongs_to_each_of_them() -> None:
    def article(id: str, **said: str) -> dict[str, Any]:
        return {"@type": "NewsArticle", "headline": id, **{name: {"@id": one} for name, one in said.items()}}

    graph = [
        article("A", mentions="#eva", author="#kim"),
        article("B", mentions="#eva", publisher="#news"),
        {"@type": "Person", "@id": "#eva", "name": "Eva", "birthDate": "1970-01-01", "affiliation": {"@id": "#port"}},
        {"@type": "Person", "@id": "#kim", "name": "Kim", "birthDate": "1980-01-01"},
        {"@type": "Organization", "@id": "#port", "name": "Port"},
        {"@type": "Organization", "@id": "#news", "name": "News"},
    ]
    stories, _ = taken_out(json.dumps({"@context": "https://schema.org", "@graph": graph}))
    assert [story.name for story in stories] == ["#/@graph/0", "#/@graph/1"]
    eva = [{"name": "Eva", "birth_date": "1970-01-01", "affiliation": "Port"}]
    assert [story.document["people"] for story in stories] == [eva, eva]
    assert [[one["name"] for one in story.document["organizations"]] for story in stories] == [
        ["Port"],
        ["Port", "News"],
    ]
    assert known(stories[0]) == ["birthDate"]  # of the one who only wrote it


UNCLEAR = {
    '{"@type": "NewsArticle", "headlin": "A"}': "`headlin` was not understood, and is left out",
    '{"@type": "Quotation"}': "`Quotation` was not understood, and is left out | it holds no text",
    '{"@type": "Person", "name": "Eva", "birthDate": "long ago"}': "`birthDate` was not understood",
    '{"@type": "Recipe", "name": "Soup"}': "Recipe is no kind of fact",
    '{"@type": "Event", "startDate": "2024-01-01"}': "the event has no name",
}


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_understood_is_listed(text: str) -> None:
    story = one(text)
    assert any(UNCLEAR[text] in line for line in unclear(story)), unclear(story)
