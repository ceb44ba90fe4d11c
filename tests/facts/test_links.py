"""Links: by id, by name, by another name, in place, to nobody known, and astray."""

from __future__ import annotations

import random

import pytest

from ruleck.facts.load import read_mapping
from ruleck.facts.record import Record
from tests.facts.reading import BUILTIN, mistakes_of, only, story_of, told

PEOPLE = "people: [{id: d, name: David Deptula, also_known_as: [the general, Dave]}]\n"


@pytest.mark.parametrize("link", ["d", "David Deptula", "the general", "David  Deptula"])
def test_a_link_is_an_id_a_name_or_another_name(link: str) -> None:
    story = story_of(f"{PEOPLE}quotes: [{{text: a, speaker: {link}}}]")
    assert only(story, "quote").fields["speaker"] is only(story, "person")


def test_a_link_may_stand_before_what_it_leads_to() -> None:
    story = story_of(f"quotes: [{{text: a, speaker: d}}]\n{PEOPLE}")
    assert only(story, "quote").fields["speaker"] is only(story, "person")


def test_a_name_in_another_letter_case_is_another_name() -> None:
    speaker = only(story_of(f"{PEOPLE}quotes: [{{text: a, speaker: dave}}]"), "quote").fields["speaker"]
    assert isinstance(speaker, Record)
    assert not speaker.known


def test_an_unknown_name_is_one_record_that_is_not_known() -> None:
    story = story_of("quotes: [{text: a, speaker: Eva}, {text: b, speaker: Eva}]\nmentions: [{text: c, entity: Eva}]")
    speakers = [q.fields["speaker"] for q in story.records["quote"]]
    (eva,) = {*speakers, only(story, "mention").fields["entity"]}
    assert isinstance(eva, Record)
    assert (eva.kind, eva.fields, eva.known, eva.pointer) == ("person", {"name": "Eva"}, False, "/quotes/0/speaker")
    assert story.records["person"] == []
    assert story.facts == 3


def test_a_record_written_in_place_is_known() -> None:
    story = story_of("quotes: [{text: a, speaker: {name: Eva, affiliation: {name: ACME}}}]")
    person = only(story, "person")
    assert only(story, "quote").fields["speaker"] is person
    assert person.known
    assert person.fields["affiliation"] is only(story, "organization")


def test_of_two_kinds_the_one_that_has_the_fields() -> None:
    story = story_of("claims: [{text: a, claimant: {name: Eva}}, {text: b, claimant: {name: Ann, title: Dr}}]")
    assert [p.fields["name"] for p in story.records["person"]] == ["Eva", "Ann"]
    larger = "organizations: [{id: o, name: ACME}]\nclaims: [{text: a, claimant: o}]"
    assert isinstance(claimant := only(story_of(larger), "claim").fields["claimant"], Record)
    assert claimant.kind == "organization"


def test_lists_of_links_keep_their_order() -> None:
    story = story_of("sources: [{id: b}, {id: a}]\nclaims: [{text: x, sources: [a, {name: new}, nobody, b]}]")
    sources = only(story, "claim").fields["sources"]
    assert isinstance(sources, tuple)
    assert [s.fields.get("id") or s.fields.get("name") for s in sources if isinstance(s, Record)] == [
        "a", "new", "nobody", "b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "sources: [{id: s}]\nquotes: [{text: a, speaker: s}]",
            "2:29 [s] `speaker` of a quote takes a person, and `s` is a source"
            " | if something else is meant, write the record itself here: {name: s}",
        ),
        (
            "organizations: [{name: Reuters}]\nquotes: [{text: a, source: Reuters}]",
            "2:28 [Reuters] `source` of a quote takes a source, and `Reuters` is an organization"
            " | if something else is meant, write the record itself here: {name: Reuters}",
        ),
        (
            "people: [{name: Eva}, {name: Eva}]\nquotes: [{text: a, speaker: Eva}]",
            "2:29 [Eva] `speaker` of a quote names `Eva`, and two facts go by that name"
            " | give one of them an `id` of its own, and write that",
        ),
        (
            "people: [{id: x, name: Eva}, {id: y, name: x}]\nquotes: [{text: a, speaker: x}]",
            "2:29 [x] `speaker` of a quote names `x`, and two facts go by that name"
            " | give one of them an `id` of its own, and write that",
        ),
        (
            "people: [{id: x, name: Eva}]\norganizations: [{name: x}]\nclaims: [{text: a, claimant: x}]",
            "3:30 [x] `claimant` of a claim names `x`, and two facts go by that name"
            " | give one of them an `id` of its own, and write that",
        ),
        (
            "sources: [{id: s}]\nclaims: [{text: a, sources: [t, {name: u}, d]}]\npeople: [{id: d, name: D}]",
            "2:44 [d] `sources` of a claim takes a source, and `d` is a person"
            " | if something else is meant, write the record itself here: {name: d}",
        ),
    ],
)
def test_links_that_lead_astray(text: str, message: str) -> None:
    (mistake,) = mistakes_of(text)
    assert told(mistake) == message
    assert len(mistake.labels) == 2


def test_one_record_by_id_and_name_is_one_record() -> None:
    story = story_of("people: [{id: Eva, name: Eva, also_known_as: [Eva]}]\nquotes: [{text: a, speaker: Eva}]")
    assert only(story, "quote").fields["speaker"] is only(story, "person")


def test_the_order_of_a_document_changes_no_link() -> None:
    document = {
        "people": [{"id": "d", "name": "David"}, {"name": "Eva", "affiliation": "o"}],
        "organizations": [{"id": "o", "name": "ACME"}],
        "quotes": [{"text": "a", "speaker": "Eva"}, {"text": "b", "speaker": "d"}, {"text": "c", "speaker": "Who"}],
        "claims": [{"text": "e", "claimant": "o", "paraphrases": {"text": "q", "speaker": "Who"}}],
    }

    def links(shuffled: dict[str, object]) -> dict[str, object]:
        story, mistakes = read_mapping(shuffled, BUILTIN)
        assert story is not None, mistakes
        found: dict[str, object] = {}
        for quote in story.records["quote"]:
            speaker = quote.fields["speaker"]
            assert isinstance(speaker, Record)
            found[str(quote.fields["text"])] = (speaker.fields["name"], speaker.known)
        return found

    expected = links(document)
    order = random.Random(0)
    for _ in range(20):
        names = list(document)
        order.shuffle(names)
        assert links({name: document[name] for name in names}) == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"quotes": [{"id": 17, "text": "a"}, {"id": "17", "text": "b"}]}',
        "quotes: [{ID: x, text: a}, {text: b, id: x}]",
        "quotes: [{id: x, text: a}]\nclaims: [{text: b, paraphrases: {id: x, text: c}}]",
    ],
)
def test_an_id_is_one_however_it_is_written(text: str) -> None:
    assert [m.code for m in mistakes_of(text)] == ["duplicate-id"]


def test_ids_are_of_their_kind() -> None:
    story_of("people: [{id: x, name: Eva}]\nquotes: [{id: x, text: a}]")
    (mistake,) = mistakes_of("quotes:\n  - {id: x, text: a}\n  - {text: b, id: x}\n")
    assert told(mistake) == "3:19 [x] two quotes have the id `x` | give each an id of its own"
    assert [mistake.labels[1].source.position(mistake.labels[1].span.start).line, mistake.labels[1].text] == [
        2, "the other one",
    ]  # fmt: skip
