"""The JSON Schema (2020-12) of a facts document: editors complete YAML by it, and language models can be made to fill
it.

It describes what a document looks like, as far as JSON Schema can say it: that a text is a readable number or an
existing day, and where a link leads, is found when the document is read.
"""

from __future__ import annotations

from typing import Any

from ruleck.facts.vocabulary import Field, FieldType, Kind, Vocabulary
from ruleck.facts.waiver import BESIDE, WAIVED

Schema = dict[str, Any]

_OPEN = "`?` says that it is not yet established"
# Types that are written in more ways than one; in YAML `2017` is a number to most tools, and `no` is false.
_SCALARS: dict[str, Schema] = {
    "text": {"type": ["string", "number"]},
    "number": {
        "description": f"a number with its bounds, as the story has it; {_OPEN}",
        "examples": ["3,000", "less than 1,000", "1.2 million", "about 3,000", "1,000 to 1,500", "98%"],
        "anyOf": [
            {"type": ["string", "number"]},
            {
                "type": "object",
                "properties": {"low": {"type": ["string", "number"]}, "high": {"type": ["string", "number"]}},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ],
    },
    "date": {
        "description": f"a date as ISO 8601 (EDTF) has it: a day, a month, a year or a stretch of days; {_OPEN}",
        "examples": ["2017-12-27", "2017-12", "2017", "2017-12-05/2017-12-27", "2015~"],
        "type": ["string", "integer"],
    },
    "duration": {"examples": ["3 days", "2 weeks", "1 month"], "type": "string"},
    "yes-no": {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "?"]}]},
    "excerpt": {
        "description": "the wording in the body that it was taken from, with what stands around it if it occurs twice",
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {"exact": {"type": "string"}, "prefix": {"type": "string"}, "suffix": {"type": "string"}},
                "required": ["exact"],
                "additionalProperties": False,
            },
        ],
    },
}
_SCALARS["count"] = {
    **_SCALARS["number"],
    "description": f"a whole number, 0 or more; {_OPEN}",
    "examples": ["3", "about 30"],
}
_SCALARS["percent"] = {
    **_SCALARS["number"],
    "description": f"a percentage; {_OPEN}",
    "examples": ["44%", "44", "about 40%"],
}


def facts_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of a document of this vocabulary."""
    properties: Schema = {}
    definitions: Schema = {name: dict(schema) for name, schema in _SCALARS.items()}
    definitions["waiver"] = _fields(BESIDE)
    for kind in vocabulary.kinds.values():
        reference = {"$ref": f"#/$defs/fact.{kind.name}"}
        definitions[f"fact.{kind.name}"] = _fact(kind)
        if kind.name == "article":
            properties["article"] = reference
        else:
            properties[kind.plural] = {"description": kind.summary, "type": "array", "items": reference}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "the facts of one story",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": definitions,
    }


def _fact(kind: Kind) -> Schema:
    schema = _fields(kind)
    one = {"$ref": "#/$defs/waiver"}
    schema["properties"][WAIVED] = {
        "description": "findings about this fact that somebody accepts",
        "anyOf": [one, {"type": "array", "items": one}],
    }
    return schema


def _fields(kind: Kind) -> Schema:
    schema: Schema = {
        "description": kind.summary,
        "type": "object",
        "properties": {name: _field(field) for name, field in kind.fields.items()},
        "additionalProperties": False,
    }
    if required := [name for name, field in kind.fields.items() if field.required]:
        schema["required"] = required
    return schema


def _field(field: Field) -> Schema:
    if field.name == "excerpt":
        return {"$ref": "#/$defs/excerpt"}
    schema = _type(field.type)
    if field.summary:
        schema = {"description": field.summary, **schema}
    if field.default is not None:
        schema["default"] = field.default
    if field.example is not None:
        schema["examples"] = [[field.example]] if field.type.many else [field.example]
    return schema


def _type(type: FieldType) -> Schema:
    match type.base:
        case "one of":
            one: Schema = {"enum": [*type.choices, "?"]}
        case "link":
            written = [{"$ref": f"#/$defs/fact.{kind}"} for kind in type.kinds]
            one = {"anyOf": [{"type": "string", "description": "its id or its name"}, *written]}
        case base:
            one = {"$ref": f"#/$defs/{base.replace('/', '-')}"}
    return {"anyOf": [{"type": "array", "items": one}, {"const": "?"}]} if type.many else one
