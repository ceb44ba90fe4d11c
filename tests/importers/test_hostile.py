"""Whatever stands in a file: nothing fails, nothing is told without its place, nothing acts on anything."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleck.facts.load import Settings, read_mapping
from ruleck.importers.imported import told, told_shortly
from ruleck.importers.mapping import read_table_mapping
from ruleck.importers.read import Form, read_content, take_out
from ruleck.importers.table import read_table
from ruleck.source import Source
from tests.importers.importing import BUILTIN
from tests.importers.test_front_matter import PAGE, TOML
from tests.importers.test_jsonld import ARTICLE, REVIEW
from tests.importers.test_ninjs import VERSIONS
from tests.importers.test_table import POLLS, POLLS_MAPPING, REGISTER, REGISTER_MAPPING, SERIES, SERIES_MAPPING

SAMPLES: dict[str, tuple[Form, str]] = {
    "yaml": ("markdown", PAGE),
    "toml": ("markdown", TOML),
    "ninjs": ("ninjs", json.dumps(VERSIONS["3"])),
    "first ninjs": ("ninjs", json.dumps(VERSIONS["1"])),
    "article": ("jsonld", json.dumps(ARTICLE)),
    "review": ("jsonld", json.dumps(REVIEW)),
    "page": ("jsonld", f'<p>Hello<script type="application/ld+json">{json.dumps(REVIEW)}</script>'),
}


def run(form: Form, text: str) -> None:
    """Take facts out and go the whole way; every place must be one in the file."""
    source = Source("a", text)
    stories, mistakes = take_out(source, form, BUILTIN)
    for story in stories:
        _, found = read_mapping(story.document, BUILTIN, locate=story.place, body=story.body)
        mistakes += [*found, *told(story), *told_shortly(story, form)]
    for mistake in mistakes:
        assert mistake.labels, mistake
        assert 0 <= mistake.labels[0].span.start <= len(mistake.labels[0].source.text)


DAMAGE = st.text(st.sampled_from(list('{}[]":,-+\n\t #&*!<>/@x1')), max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(SAMPLES)), st.data())
def test_damaged_files_are_told_or_read(name: str, data: st.DataObject) -> None:
    form, text = SAMPLES[name]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + data.draw(DAMAGE) + text[end:]
    run(form, text)


LEAVES = st.none() | st.booleans() | st.integers(-3, 3000) | st.text(max_size=4) | st.sampled_from(
    ["2024-05-02", "2024-13", "?", "Eva", "en", "#a", "https://schema.org/Person", "text/html", "event", "<p>A"]
)  # fmt: skip


def shaped(names: list[str], types: list[str]) -> st.SearchStrategy[Any]:
    """Values with the names of a form in places of all sorts."""
    keys = st.sampled_from(names)
    kinds = st.sampled_from(types) | st.lists(st.sampled_from(types), max_size=2)
    return st.recursive(
        LEAVES,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(keys, inner, max_size=4)
            | st.tuples(kinds, st.dictionaries(keys, inner, max_size=4)).map(lambda p: {"@type": p[0], **p[1]})
        ),
        max_leaves=14,
    )


SCHEMA = shaped(
    ["@id", "@graph", "@value", "@language", "@list", "@context", "name", "text", "author", "creator", "about", "value",
     "minValue", "marginOfError", "affiliation", "roleName", "startDate", "itemReviewed", "reviewRating", "mentions",
     "correction", "hasPart", "headline", "articleBody", "inLanguage", "location", "variableMeasured", "sameAs", "en"],
    ["NewsArticle", "Person", "Organization", "Quotation", "Claim", "ClaimReview", "Observation", "QuantitativeValue",
     "Event", "CorrectionComment", "Role", "WebSite", "Recipe", "schema:Person"],
)  # fmt: skip
NINJS = shaped(
    ["uri", "headline", "headlines", "bodies", "body_text", "person", "people", "organisations", "places",
     "associations", "eventDetails", "dates", "startDate", "name", "value", "role", "contentType", "infoSources",
     "events", "standard", "description_text", "pubStatus", "versionCreated", "firstCreated", "title", "type",
     "Headline", "organiser"],
    ["event"],
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(SCHEMA)
def test_schema_org_of_any_shape(value: Any) -> None:
    run("jsonld", json.dumps(value))


@settings(max_examples=120, deadline=None)
@given(NINJS)
def test_ninjs_of_any_shape(value: Any) -> None:
    run("ninjs", json.dumps(value))


MAPPINGS = [POLLS_MAPPING, REGISTER_MAPPING, SERIES_MAPPING]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(MAPPINGS), st.sampled_from([POLLS, REGISTER, SERIES]), st.data())
def test_tables_and_mappings_of_any_sort(mapping: str, table: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(mapping)))
    damage = data.draw(st.text(st.sampled_from(list("{}[]:,-\n x\"'&*")), max_size=3))
    mapping = mapping[:start] + damage + mapping[start + data.draw(st.integers(0, 4)) :]
    read, mistakes = read_table_mapping(Source("a.map.yaml", mapping), BUILTIN)
    assert (read is None) == bool(mistakes)
    if read is not None:
        stories, mistakes = read_table(Source("a.csv", table), read, BUILTIN)
        for story in stories:
            read_mapping(story.document, BUILTIN, locate=story.place)
            assert told(story) is not None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_standard_input_of_any_sort(content: bytes | str) -> None:
    assert list(read_content(content, BUILTIN, Settings(), path="-"))


@pytest.mark.parametrize("name", ["value", "marginOfError", "minValue", "unitText"])
def test_a_quantity_may_lead_back_to_itself(name: str) -> None:
    around = {"@type": "Observation", "@id": "#a", "variableMeasured": "fighters", name: {"@id": "#a"}}
    run("jsonld", json.dumps(around))
    inside = {"@type": "QuantitativeValue", "@id": "#b", "value": {"@id": "#c", "value": {"@id": "#b"}}}
    run("jsonld", json.dumps({"@type": "Observation", "variableMeasured": "fighters", name: inside}))


def test_deep_nesting_costs_nothing() -> None:
    for deep in ('{"@type": "NewsArticle", "about": ' * 5_000, "[" * 100_000, '{"@graph": [' * 5_000):
        run("jsonld", deep)
    run("jsonld", '{"@type": "NewsArticle", "about": [' * 90 + "]}" * 90)
    run("markdown", "+++\na = " + "[" * 50_000 + "\n+++\n")
    run("markdown", "+++\na = " + "[" * 150 + "]" * 150 + "\n+++\n")
    run("markdown", "---\na: " + "[" * 50_000 + "\n---\n")


@pytest.mark.parametrize("form", ["jsonld", "ninjs"])
def test_a_page_of_tags_only(form: Form) -> None:
    run(form, "<" * 20_000)
    run(form, '<script type="application/ld+json">' * 500)
    run(form, "<!--" * 5_000)


def test_paths_are_refused_wherever_they_are_named() -> None:
    for text in (
        "---\nfacts: {article: {body_file: ../secret.txt}}\n---\n",
        '+++\n[article]\nbody_file = "/etc/passwd"\n+++\n',
    ):
        (loaded,) = read_content(text, BUILTIN, Settings(allow_body_file=True), path="story.md")
        assert [mistake.code for mistake in loaded[1]] == ["body-file-refused"]
