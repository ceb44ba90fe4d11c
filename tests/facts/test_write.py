"""Facts written down: read again, they tell the same story, and they look as a person would have typed them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ruleck.facts.json_text import read_json
from ruleck.facts.load import read_document, read_mapping
from ruleck.facts.record import Story
from ruleck.facts.write import WIDTH, write_json, write_yaml
from ruleck.facts.yaml_plain import as_yaml
from ruleck.facts.yaml_text import read_yaml
from ruleck.source import Source
from tests.facts.reading import BUILTIN
from tests.facts.test_properties import NEAR_STORIES, shape

ROOT = Path(__file__).parents[2]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    st.sampled_from(list("ab ?:,#-[]{}\"'\\\n\t~|>&*!%@`0.\u2028\u202e\x1b\x85\xa0\u00ad")), max_size=14
)


def yaml_value(text: str) -> Any:
    value, mistakes = read_yaml(Source("", text))
    assert not mistakes, (mistakes[0].message, text)
    return value


@settings(max_examples=400)
@given(TEXTS)
@example("?")
@example("~3000")
@example("-5%")
@example("null")
@example("a\n b\n\nc\n")
@example("a\n  \nc")
def test_every_text_is_read_as_it_was_written(text: str) -> None:
    assert yaml_value(f"a: {as_yaml(text)}") == {"a": text}
    assert yaml_value(f"[x, {as_yaml(text)}]") == ["x", text]
    assert yaml_value(f"{{a: {as_yaml(text)}}}") == {"a": text}
    for document in ({"article": {"body": text, "note": "n"}}, {"quotes": [{"text": text, "note": "n" * WIDTH}]}):
        written = write_yaml(document, BUILTIN)
        assert yaml_value(written) == document
        assert "\x1b" not in written
        assert "\u202e" not in written


@settings(max_examples=200)
@given(NEAR_STORIES)
def test_what_is_written_tells_the_same_story(document: dict[str, Any]) -> None:
    texts = {"a.yaml": write_yaml(document, BUILTIN), "a.json": write_json(document, BUILTIN)}
    story, _ = read_mapping(document, BUILTIN)
    if story is not None:
        for path, text in texts.items():
            again, mistakes = read_document(text, BUILTIN, path=path)
            assert facts_of(again) == facts_of(story), (text, mistakes)


def facts_of(story: Story | None) -> object:
    """What a story says, whatever the order of its kinds and fields."""
    found = shape(story)
    assert isinstance(found, dict)
    facts = [(kind, pointer, fields) for kind, records in found.items() for pointer, fields in records]
    return sorted((kind, pointer, sorted(map(repr, fields.items()))) for kind, pointer, fields in facts)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.facts.yaml")), ids=lambda path: path.parent.name)
def test_the_examples_come_back_whole(path: Path) -> None:
    value = yaml_value(path.read_text(encoding="utf-8"))
    assert yaml_value(write_yaml(value, BUILTIN)) == value
    assert read_json(Source("", write_json(value, BUILTIN)))[0] == value


def test_a_document_looks_as_a_person_types_it() -> None:
    document = {
        "polls": [
            {
                "answers": [{"share": "44%", "label": "yes"}, {"share": 51, "label": "no"}],
                "question": "Should the old bridge be kept open for lorries until the new one is paid for?",
                "pollster": "City Research",
            }
        ],
        "estimates": [
            {"as-of": "2024-03", "value": "less than 1,000", "subject": "lorries", "id": "latest"},
            {"subject": "lorries", "value": Decimal("1.50"), "as_of": date(2024, 3, 8), "peak": True, "unit": None},
        ],
        "quotes": [],
        "article": {"body": "One.\n\nTwo: three.\n", "headline": 'A "bridge": open?', "published": "?"},
    }
    assert write_yaml(document, BUILTIN, {"": "drafted", "/estimates/0": "sure\nquite", "/article/body": "b\x07"}) == (
        """\
# drafted

article:
  headline: 'A "bridge": open?'
  published: "?"
  # b
  body: |
    One.

    Two: three.

estimates:
  # sure
  # quite
  - {id: latest, subject: lorries, value: "less than 1,000", as_of: 2024-03}
  - {subject: lorries, value: 1.50, as_of: 2024-03-08, peak: yes}

polls:
  - question: Should the old bridge be kept open for lorries until the new one is paid for?
    pollster: City Research
    answers: [{label: "yes", share: 44%}, {label: "no", share: 51}]
"""
    )


def test_json_keeps_every_digit_and_every_word() -> None:
    document = {"figures": [{"value": Decimal("1.50")}, {"value": "less than 1,000"}, {"value": 10**30, "text": "é\n"}]}
    text = write_json(document, BUILTIN)
    assert '{"value": 1.50}' in text
    assert f'{{"text": "é\\n", "value": {10**30}}}' in text
    assert json.loads(text)["figures"][1] == {"value": "less than 1,000"}


def test_links_written_in_place_keep_their_order_of_fields() -> None:
    text = write_yaml({"quotes": [{"speaker": {"role": "mayor", "name": "Eva"}, "text": "No."}]}, BUILTIN)
    assert text == "quotes:\n  - {text: No., speaker: {name: Eva, role: mayor}}\n"


def test_a_line_that_is_too_long_is_broken_at_its_fields() -> None:
    fact = {"text": "so it goes " * 12, "speaker": {"name": "Eva " * 30, "also_known_as": ["a", "b"]}}
    lines = write_yaml({"quotes": [fact]}, BUILTIN).splitlines()
    starts = [line.split(":")[0] for line in lines]
    assert starts == ["quotes", "  - text", "    speaker", "      name", "      also_known_as"]
    assert yaml_value("\n".join(lines)) == {"quotes": [fact]}
