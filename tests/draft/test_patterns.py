"""What each pattern makes of a sentence: tests/draft/patterns.yaml, read aloud."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from ruleck.drafting.dates import find_dates
from ruleck.drafting.draft import draft_facts
from ruleck.drafting.drafted import Draft
from ruleck.drafting.text import read_text
from tests.draft.measuring import speaker_of

CASES = yaml.load(Path(__file__).with_name("patterns.yaml").read_text("utf-8"), yaml.BaseLoader)
DAY = date(2024, 3, 8)
Case = dict[str, Any]


def drafted(case: Case) -> Draft:
    return draft_facts(f"A headline\n\n{case['text']}\n", DAY, "s.txt")


def text(case: Case) -> str:
    return str(case["text"])


@pytest.mark.parametrize("case", CASES["numbers"], ids=text)
def test_a_number(case: Case) -> None:
    draft = drafted(case)
    found = [(kind, fact.fields) for kind, fact in draft.all if kind in ("estimates", "figures")]
    if "nothing" in case:
        assert found == []
        return
    kind, fields = found[0]
    assert kind == case["as"]
    expected = {name: value for name, value in case.items() if name in ("value", "unit", "subject")}
    assert {name: fields.get(name) for name in expected} == expected
    assert ("unit" in fields) == ("unit" in case)


@pytest.mark.parametrize("case", CASES["dates"], ids=text)
def test_a_date(case: Case) -> None:
    found = find_dates(read_text(f"A headline\n\n{case['text']}\n"), DAY)
    if "nothing" in case:
        assert found == []
        return
    assert [dated.value or "none" for dated in found] == case.get("values", [case.get("value")])


@pytest.mark.parametrize("case", CASES["speakers"], ids=text)
def test_a_speaker(case: Case) -> None:
    draft = drafted(case)
    quote = draft.facts["quotes"][-1]
    assert (speaker_of(draft, quote.fields) or "nobody") == case.get("is", "nobody")
    assert quote.confidence == case["sure"]
    assert (f"“{case.get('pronoun')}”" in quote.why) == ("pronoun" in case)


@pytest.mark.parametrize("case", CASES["people"], ids=text)
def test_a_person(case: Case) -> None:
    people = drafted(case).facts.get("people", [])
    if "nobody" in case:
        assert people == []
        return
    fields = {name: value for name, value in people[0].fields.items() if name not in ("id", "excerpt")}
    assert fields == {name: value for name, value in case.items() if name != "text"}


@pytest.mark.parametrize("case", CASES["quotes"], ids=text)
def test_a_quote(case: Case) -> None:
    quotes = drafted(case).facts.get("quotes", [])
    assert [quote.fields.get("kind", "direct") for quote in quotes] == ([] if "nothing" in case else [case["kind"]])


@pytest.mark.parametrize("marks", ["»«", "«»", "»»", "„“", "“”"])
def test_a_quote_is_what_stands_inside_the_marks(marks: str) -> None:
    first, last = marks[0], marks[1]
    story = f"A headline\n\n{first}Das ist falsch{last}, sagte Müller. {first}Ja.{last}\n"
    quotes = draft_facts(story, DAY, "s.txt").facts["quotes"]
    assert [quote.fields["text"] for quote in quotes] == ["Das ist falsch", "Ja."]


def test_a_quote_over_two_paragraphs_has_one_speaker() -> None:
    draft = draft_facts('A headline\n\n"One," said Mayor Ada Marsh. "Two.\n\n"Three."\n', DAY, "s.txt")
    assert [speaker_of(draft, quote.fields) for quote in draft.facts["quotes"]] == ["Ada Marsh"] * 3


def test_a_figure_of_the_headline_leads_to_the_estimate_that_it_reports() -> None:
    draft = draft_facts("Toll rises to 38\n\nAt least 38 people have died, police said.\n", DAY, "s.txt")
    headline, lead = draft.facts["figures"]
    assert (headline.fields["position"], lead.fields["position"]) == ("headline", "lead")
    assert headline.fields["estimate"] == draft.facts["estimates"][0].fields["id"]


@pytest.mark.parametrize(
    ("headline", "lead", "sure"),
    [
        ("Police arrest 3", "Support rose 3 percentage points, police said.", "likely"),
        ("Police arrest 3", "At least 3 dogs died and at least 3 cows, police said.", "likely"),
        ("At least 3 men held", "At least 3 dogs died, police said.", "sure"),
        ("About 3 percent of homes lost", "About 3 percent of jobs went, police said.", "sure"),
    ],
)
def test_a_figure_leads_to_no_estimate_of_something_else(headline: str, lead: str, sure: str) -> None:
    figure = draft_facts(f"{headline}\n\n{lead}\n", DAY, "s.txt").facts["figures"][0]
    assert figure.fields["position"] == "headline"
    assert "estimate" not in figure.fields
    assert figure.confidence == sure


def test_where_only_the_amount_says_so_the_link_is_to_check() -> None:
    bare, noun = (
        draft_facts(f"{headline}\n\nAt least 38 people have died, police said.\n", DAY, "s.txt").facts["figures"][0]
        for headline in ("Toll rises to 38", "Fire kills 38 people")
    )
    assert (bare.confidence, noun.confidence) == ("check", "sure")
    assert "estimate" in bare.fields
    assert "estimate" in noun.fields


def test_a_name_of_three_words_that_only_speaks_is_to_check() -> None:
    draft = draft_facts('A headline\n\n"So it is," said Marsh Vale Partridge.\n', DAY, "s.txt")
    assert [fact.confidence for _, fact in draft.all] == ["check", "check"]
    assert draft.facts["quotes"][0].why.endswith("is “Marsh Vale Partridge” a person?")
    two = draft_facts('A headline\n\n"So it is," said Marsh Partridge.\n', DAY, "s.txt")
    assert [fact.confidence for _, fact in two.all] == ["likely", "likely"]


@pytest.mark.parametrize(
    "story", ["There were twice as many as in 2010.", "Fewer came than in March 2010.", "Few came compared with 2010."]
)
def test_what_a_story_compares_with_is_no_event(story: str) -> None:
    assert "events" not in draft_facts(f"A headline\n\n{story}\n", DAY, "s.txt").facts


@pytest.mark.parametrize(
    ("sentence", "value", "confidence"),
    [
        ("The meeting is on Friday.", "2024-03-15", "check"),
        ("The council left the hall on Friday.", "2024-03-08", "likely"),
        ("On Monday next week it opens the hall.", "2024-03-18", "likely"),
    ],
)
def test_a_weekday_is_in_no_week_that_the_story_does_not_tell(sentence: str, value: str, confidence: str) -> None:
    event = draft_facts(f"A headline\n\n{sentence}\n", date(2024, 3, 13), "s.txt").facts["events"][0]
    assert (event.fields["date"], event.confidence) == (value, confidence)


def test_the_reason_for_keeping_a_name_back_is_the_storys_own() -> None:
    story = "A headline\n\nA nurse, who spoke on condition of anonymity because staff may not talk, said so.\n"
    source = draft_facts(story, DAY, "s.txt").facts["sources"][0].fields
    assert (source["anonymous"], source["reason"]) == (True, "staff may not talk")


@pytest.mark.parametrize(
    ("because", "reason", "confidence"),
    [
        (" for fear of reprisals", "for fear of reprisals", "likely"),
        (", fearing reprisals", "fearing reprisals", "likely"),
        (" out of fear for his job", "out of fear for his job", "likely"),
        (" because he was told not to talk", "he was told not to talk", "likely"),
        ("", "?", "check"),
    ],
)
def test_a_name_kept_back_has_its_reason_or_asks_for_it(because: str, reason: str, confidence: str) -> None:
    for story in (
        f"A nurse, who declined to be named{because.lstrip(',')}, said so.",
        f"“It is so,” said a nurse who declined to be named{because}.",
    ):
        (source,) = draft_facts(f"A headline\n\n{story}\n", DAY, "s.txt").facts["sources"]
        assert (source.fields["anonymous"], source.fields["reason"], source.confidence) == (True, reason, confidence)


@pytest.mark.parametrize("number", ["Two", "Four"])
def test_people_whose_names_are_kept_back_are_a_source_and_no_figure(number: str) -> None:
    for said in ("said the bridge is shut.", "told us that “it is shut”."):
        draft = draft_facts(f"A headline\n\n{number} officials who asked not to be named {said}\n", DAY, "s.txt")
        assert "figures" not in draft.facts
        (source,) = draft.facts["sources"]
        fields = source.fields
        assert (fields["description"], fields["anonymous"], fields["plural"]) == (f"{number} officials", True, True)
        assert [quote.fields["source"] for quote in draft.facts.get("quotes", [])] in ([], [fields["id"]])


def test_each_of_two_numbers_has_the_day_behind_it() -> None:
    draft = draft_facts("A headline\n\nThe toll fell from 10 in May to 5 in June.\n", DAY, "s.txt")
    dated = [(fact.fields["value"], fact.fields["as_of"]) for fact in draft.facts["estimates"]]
    assert dated == [("10", "2023-05"), ("5", "2023-06")]


def test_the_same_wording_twice_is_told_apart_by_what_stands_before() -> None:
    draft = draft_facts(
        "A headline\n\nOn up to 140 people, then on up to 40 people, and on up to 40 people.\n", DAY, "s"
    )
    assert [fact.fields["excerpt"] for fact in draft.facts["estimates"]] == [
        "up to 140 people",
        "up to 40 people",
        {"exact": "up to 40 people", "prefix": "to 40 people, and on"},
    ]
