"""Facts as schema.org's JSON-LD, and back."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleck.facts.load import read_mapping
from ruleck.facts.write import tidy
from ruleck.importers.jsonld_export import export_jsonld, jsonld_text
from tests.command.running import lay, ruleck_here
from tests.importers.importing import BUILTIN, loaded, one

STORY: dict[str, Any] = {
    "article": {
        "id": "ferry-1",
        "headline": "Ferry to stop </script><b>",
        "byline": "Ines Kaya",
        "dateline": "Holmsund",
        "section": "local",
        "status": "published",
        "language": "en",
        "url": "https://news.example/ferry",
        "published": "2024-05-02T06:30:00Z",
        "updated": "2024-05",
        "body": "It stops.\n\nOn Friday.",
    },
    "people": [
        {"name": "Runa Holt", "also_known_as": ["R. Holt", "Holt"], "title": "Dr", "role": "harbour master",
         "affiliation": "Harbour office", "birth_date": "1971", "roles": [{"name": "mayor", "from_date": "2015",
         "until": "2019"}]},
        {"name": "Bo Lind"},
    ],
    "organizations": [{"name": "Harbour office"}, {"name": "Sound Ferries", "also_known_as": ["the company"]}],
    "sources": [{"name": "annual report", "type": "document"}, {"name": "the register"}],
    "quotes": [
        {"text": "We were never asked.", "speaker": "Runa Holt", "said_on": "2024-05-01", "publication": "The Sound"},
        {"text": "No.", "speaker": "Nobody we list"},
    ],
    "claims": [{"text": "it loses money", "topic": "money", "claimant": "Sound Ferries", "sources": ["annual report"],
                "made_on": "2024-04-30"}],
    "estimates": [
        {"subject": "passengers", "value": "less than 1,000", "unit": "people", "as_of": "2023", "place": "Holmsund",
         "method": "count", "margin": "2.50", "source": "the register"},
        {"subject": "passengers", "value": "350 to 400.50"},
        {"subject": "passengers", "value": "1.50"},
    ],
    "events": [{"name": "the hearing", "date": "2024-04-30", "end": "2024-05-01", "place": "Town hall"}],
    "corrections": [{"text": "It stops on Friday.", "published": "2024-05-03"}],
}  # fmt: skip


def exported(document: dict[str, Any]) -> tuple[str, dict[str, int]]:
    story, mistakes = read_mapping(document, BUILTIN, path="a.yaml")
    assert story is not None, [mistake.message for mistake in mistakes]
    found, left = export_jsonld(story)
    return jsonld_text([found]), left


def test_what_schema_org_has_words_for_comes_back_whole() -> None:
    text, left = exported(STORY)
    assert left == {}
    assert tidy(one(text).document, BUILTIN) == tidy(STORY, BUILTIN)
    read = loaded(one(text))
    assert [quote.fields["speaker"].known for quote in read.records["quote"]] == [True, False]  # type: ignore[union-attr]  # each has a speaker


def test_bounds_keep_their_words_and_have_their_ends_beside_them() -> None:
    text, _ = exported(STORY)
    values = [part["value"] for part in json.loads(text)["hasPart"] if part["@type"] == "Observation"]
    assert values[0] == {
        "@type": "QuantitativeValue",
        "value": "less than 1,000",
        "maxValue": 1000,
        "unitText": "people",
    }
    ends = {"minValue": 350, "maxValue": 400.5}
    assert values[1] == {"@type": "QuantitativeValue", "value": "350 to 400.50", **ends}
    assert '"value": 1.50' in text


BYLINES = {
    "Ines Kaya": ["Ines Kaya"],
    "By Ines Kaya": ["Ines Kaya"],
    "BY INES KAYA": ["INES KAYA"],
    "Ines Kaya and Bo Lind": ["Ines Kaya", "Bo Lind"],
    "By Ines Kaya, Bo Lind, and Runa Holt": ["Ines Kaya", "Bo Lind", "Runa Holt"],
    "Ines Kaya & Bo Lind": ["Ines Kaya", "Bo Lind"],
    "A and B": ["A", "B"],
    "Ines Kaya, health editor": ["Ines Kaya, health editor"],
    "Department of Trade and Industry": ["Department of Trade and Industry"],
    "Bylund Berg": ["Bylund Berg"],
}


@pytest.mark.parametrize("byline", BYLINES)
def test_a_byline_names_its_authors(byline: str) -> None:
    author = json.loads(exported({"article": {"byline": byline}})[0])["author"]
    people = author if isinstance(author, list) else [author]
    assert people == [{"@type": "Person", "name": name} for name in BYLINES[byline]]


def test_what_it_has_no_word_for_is_counted() -> None:
    _, left = exported(
        {
            "people": [{"name": "Eva", "age": 60, "minor": False, "note": "check"}],
            "quotes": [{"text": "No.", "kind": "fragment", "verb": "said", "source": {"description": "an official"}}],
            "estimates": [{"subject": "n", "value": "?", "as_of": "201X", "peak": True, "cumulative": False}],
            "figures": [{"value": 3}, {"value": 4}],
            "mentions": [{"text": "Eva"}],
        }
    )
    assert left == {
        "person's age": 1, "person's note": 1, "quote's kind": 1, "quote's verb": 1, "quote's source": 1,
        "estimate's value": 1, "estimate's as_of": 1, "estimate's peak": 1, "figure": 2, "mention": 1,
    }  # fmt: skip


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
    lambda text: text == " ".join(text.split()) and not re.search(r"[<&?]", text)
)
DAYS = st.dates().map(str)


def some(required: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({required: WORDS}, optional=fields), max_size=3)


@settings(max_examples=100, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "article": st.fixed_dictionaries({}, optional={"headline": WORDS, "published": DAYS, "section": WORDS}),
            "people": st.lists(WORDS, unique=True, max_size=3).map(lambda names: [{"name": name} for name in names]),
            "quotes": some("text", speaker=WORDS, said_on=DAYS),
            "events": some("name", date=DAYS, place=WORDS),
            "corrections": some("text", published=DAYS),
            "estimates": some("subject", value=st.integers(0, 9999).map(str), as_of=DAYS, unit=WORDS, method=WORDS),
        }
    )
)
def test_facts_come_back_from_json_ld_as_they_were(document: dict[str, Any]) -> None:
    story, mistakes = read_mapping(document, BUILTIN)
    if story is None:  # two people whose names are one name
        assert mistakes
        return
    text, left = exported(document)
    assert left == {}
    again = one(text, "jsonld")
    assert sorted(map(str, tidy(again.document, BUILTIN).items())) == sorted(map(str, tidy(document, BUILTIN).items()))


def test_in_a_page_nothing_ends_the_script(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"story.facts.json": json.dumps(STORY)})
    done = ruleck_here("export", "jsonld", "story.facts.json", "--script", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:
            tags.append(tag)

    Reader().feed(done.stdout)
    assert tags == ["script"]
    (folder / "page.html").write_text(f"<!doctype html><p>Hello</p>{done.stdout}", "utf-8")
    back = ruleck_here("import", "jsonld", "page.html", "--format", "json", cwd=folder)
    assert json.loads(back.stdout)["article"]["headline"] == STORY["article"]["headline"]


def test_the_command_lists_what_it_leaves_out(tmp_path: Path) -> None:
    folder = lay(
        tmp_path, {"a.facts.yaml": "figures: [{value: 3}]\nquotes: [{text: No.}]\n", "b.md": "---\nquots: 1\n---\nA.\n"}
    )
    done = ruleck_here("export", "jsonld", "a.facts.yaml", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "info: jsonld has no word for: figure (1)\n")
    assert ruleck_here("export", "jsonld", "a.facts.yaml", "--strict", cwd=folder).returncode == 1
    done = ruleck_here("export", "jsonld", "b.md", cwd=folder)
    assert done.returncode == 0
    assert '"articleBody": "A."' in done.stdout
    assert "`quots`" in done.stderr
    done = ruleck_here("export", "jsonld", "gone.yaml", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert ruleck_here("export", "csv", "a.facts.yaml", cwd=folder).returncode == 2


def test_an_example_of_a_review_that_says_two_things_twice(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(Path(__file__).parents[2] / "examples" / "claim-review", tmp_path / "review")
    done = ruleck_here("check", "review.html", cwd=tmp_path / "review")
    assert done.returncode == 1
    assert "review.html:26:20\n" in done.stdout
    assert "review.html:19:15\n" in done.stdout
    assert "2 violated" in done.stdout
