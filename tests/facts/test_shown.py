"""The vocabulary as others see it: its text, its JSON Schema, its Pydantic models."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import ValidationError

from ruleck.facts.declare import extend
from ruleck.facts.describe import describe_kinds, example
from ruleck.facts.json_schema import facts_schema
from ruleck.facts.load import read_mapping
from ruleck.facts.models import kind_model, story_model
from ruleck.facts.vocabulary import Field, FieldType, Kind, Vocabulary
from tests.facts.reading import BUILTIN, story_of

_SURVEY = {
    "question": Field("question", FieldType("text"), required=True),
    "by": Field("by", FieldType("link", kinds=("person", "organization"))),
    "mode": Field("mode", FieldType("one of", ("phone", "not_known")[:1])),
    "lasts": Field("lasts", FieldType("duration")),
    "follow_ups": Field("follow_ups", FieldType("link", kinds=("survey",), many=True)),
}
OWN, _ = extend(BUILTIN, [Kind("survey", "surveys", _SURVEY), Kind("thing", "things", {})])
KINDS = [(OWN, kind) for kind in OWN.kinds]
EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_text_of_a_kind() -> None:
    assert describe_kinds(BUILTIN, "quotes") == (
        "quote (quotes): what somebody is reported to have said\n"
        "  text         text, required: the words\n"
        "  speaker      a person: who said it\n"
        "  source       a source: where the words come from\n"
        "  kind         one of direct, fragment, paraphrase; direct unless said: whether\n"
        "               it is quoted in full, in part or in other words\n"
        "  verb         text: the verb of saying, such as `said`\n"
        "  said_on      a date: when it was said\n"
        "  medium       text: how it was said: a statement, an interview, a broadcast\n"
        "  publication  text: who published it first\n"
        "\n"
        "a link to another fact is its id or its name, or the fact itself in braces\n"
        "every fact may carry id (a short name by which other facts refer to it), excerpt\n"
        "  (the wording in the body that it was taken from) and note (a remark for\n"
        "  colleagues)\n"
        "\n"
        "quotes:\n"
        "  - text: We are working with our partners.\n"
        "    speaker: Maria Lopez\n"
        "    said_on: 2017-12-27"
    )


def test_all_kinds_a_line_each() -> None:
    text = describe_kinds(OWN)
    for kind in OWN.kinds.values():
        assert re.search(rf"^{kind.name}\b.*", text, re.MULTILINE)


@pytest.mark.parametrize(("vocabulary", "kind"), KINDS)
def test_the_example_of_a_kind_can_be_pasted(vocabulary: Vocabulary, kind: str) -> None:
    text = describe_kinds(vocabulary, kind)
    assert all(len(line) <= 80 for line in text.splitlines())
    pasted = example(vocabulary, vocabulary.kinds[kind])
    assert text.endswith(pasted)
    assert story_of(pasted, vocabulary).records[kind]


# ------------------------------------------------------------------ JSON Schema


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = facts_schema(OWN)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(("vocabulary", "kind"), KINDS)
def test_examples_are_valid_by_the_schema(
    validator: jsonschema.Draft202012Validator, vocabulary: Vocabulary, kind: str
) -> None:
    pasted = yaml.load(example(vocabulary, vocabulary.kinds[kind]), yaml.BaseLoader)
    validator.validate(pasted)
    for name, field in vocabulary.kinds[kind].fields.items():
        if field.example is not None and not field.required:
            required = {n: f.example for n, f in vocabulary.kinds[kind].fields.items() if f.required}
            fact = {**required, name: [field.example] if field.type.many else field.example}
            validator.validate({"article": fact} if kind == "article" else {vocabulary.kinds[kind].plural: [fact]})


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.facts.yaml")), ids=lambda path: path.name)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.BaseLoader])
def test_the_projects_example_stories_are_valid_by_the_schema(
    validator: jsonschema.Draft202012Validator, path: Path, loader: Any
) -> None:
    document = yaml.load(path.read_text(encoding="utf-8"), loader)
    if loader is yaml.SafeLoader:
        document = _dates_as_text(document)
    validator.validate(document)


def _dates_as_text(value: Any) -> Any:
    """What editors do: YAML 1.2 has no dates."""
    if isinstance(value, dict):
        return {key: _dates_as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize(
    "document",
    [
        {"qoutes": []},
        {"quotes": {}},
        {"quotes": [{"text": "a", "speeker": "b"}]},
        {"quotes": [{"kind": "direct"}]},
        {"quotes": [{"text": "a", "kind": "dirct"}]},
        {"quotes": [{"text": ["a"]}]},
        {"figures": [{"value": {"hi": 3}}]},
        {"article": []},
    ],
)
def test_what_the_schema_refuses_is_refused_when_read(
    validator: jsonschema.Draft202012Validator, document: dict[str, Any]
) -> None:
    assert not validator.is_valid(document)
    assert read_mapping(document, OWN)[0] is None


def test_the_schema_says_what_things_are() -> None:
    schema = facts_schema(BUILTIN)
    quote = schema["$defs"]["fact.quote"]
    assert quote["properties"]["kind"] == {
        "description": "whether it is quoted in full, in part or in other words",
        "enum": ["direct", "fragment", "paraphrase", "?"],
        "default": "direct",
    }
    assert quote["required"] == ["text"]


# ------------------------------------------------------------------ Pydantic


def test_a_story_validates_as_one_model() -> None:
    model = story_model(OWN)
    document = {
        "article": {"headline": "a", "published": "2017-12"},
        "quotes": [{"text": "a", "speaker": {"name": "Eva"}, "said_on": "?"}],
        "estimates": [{"subject": "x", "value": "less than 1,000", "unit": "people"}],
        "surveys": [{"question": "a", "follow_ups": [{"question": "b"}]}],
    }
    validated = model.model_validate(document)
    from_model, _ = read_mapping(validated, OWN)
    from_dict, _ = read_mapping(document, OWN)
    assert from_model is not None
    assert from_dict is not None
    assert from_model.facts == from_dict.facts == 5
    for kind, records in from_dict.records.items():
        assert [repr(r) for r in from_model.records[kind]] == [repr(r) for r in records]


def test_a_model_refuses_what_the_reader_refuses() -> None:
    with pytest.raises(ValidationError) as error:
        story_model(OWN).model_validate({"quotes": [{"text": "a", "kind": "dirct", "x": 1}], "y": 1})
    assert [told["loc"] for told in error.value.errors()] == [("quotes", 0, "kind"), ("quotes", 0, "x"), ("y",)]


def test_models_and_their_schema() -> None:
    assert story_model(OWN).model_json_schema() == facts_schema(OWN)
    quote = kind_model(OWN, "quote")
    assert quote.__name__ == "Quote"
    assert quote.__doc__ == "what somebody is reported to have said"
    assert quote.model_fields["text"].is_required()
    assert quote.model_fields["text"].description == "the words"
