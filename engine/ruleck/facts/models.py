"""Pydantic models of a vocabulary: for those who build facts in Python, or have a service or a language model send
them.

`story_model(vocabulary)` is the model of a whole document. It validates the fields of each fact by the same readers as
a document's, and its JSON Schema is `facts_schema`. An instance can be checked like any document; links between its
facts are followed then.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any

from ruleck.facts.json_schema import facts_schema
from ruleck.facts.scalars import UNFIT, found, number_reader, read_text, scalar_reader
from ruleck.facts.vocabulary import Field, Kind, Vocabulary, fold
from ruleck.facts.waiver import WAIVED
from ruleck.facts.wording import a, type_phrase
from ruleck.values.misread import Misread
from ruleck.values.truth import Unknown

if TYPE_CHECKING:
    from pydantic import BaseModel


def story_model(vocabulary: Vocabulary) -> type[BaseModel]:
    """The model of a document of this vocabulary.

    >>> from ruleck.facts.builtin import builtin_vocabulary
    >>> Story = story_model(builtin_vocabulary())
    >>> Story.model_validate({"quotes": [{"text": "hunted down"}]}).quotes[0].kind
    'direct'
    """
    from pydantic import BaseModel, ConfigDict, create_model

    class Document(BaseModel):
        model_config = ConfigDict(extra="forbid")

        @classmethod
        def model_json_schema(cls, *arguments: Any, **named: Any) -> dict[str, Any]:
            return facts_schema(vocabulary)

    fields: dict[str, Any] = {}
    for name, model in _models(vocabulary).items():
        if name == "article":
            fields[name] = (model | None, None)
        else:
            fields[vocabulary.kinds[name].plural] = (GenericAlias(list, (model,)), [])
    return create_model("Story", __base__=Document, __doc__="The facts of one story.", **fields)


def kind_model(vocabulary: Vocabulary, kind: str) -> type[BaseModel]:
    """The model of one kind of fact, by its singular name."""
    return _models(vocabulary)[kind]


def _models(vocabulary: Vocabulary) -> dict[str, type[BaseModel]]:
    models: dict[str, type[BaseModel]] | None = vocabulary.readers.get("models")
    if models is None:
        models = {}
        for kind in vocabulary.kinds.values():
            models[kind.name] = _model(vocabulary, kind, models)
        vocabulary.readers["models"] = models
    return models


def _model(vocabulary: Vocabulary, kind: Kind, models: Mapping[str, Any]) -> type[BaseModel]:
    from pydantic import ConfigDict, PlainValidator, create_model
    from pydantic import Field as PydanticField

    fields: dict[str, Any] = {}
    for name, field in kind.fields.items():
        described = PydanticField(... if field.required else field.default, description=field.summary or None)
        fields[name] = (Annotated[Any, PlainValidator(_validator(vocabulary, kind, field, models))], described)
    fields[WAIVED] = (Any, PydanticField(None, description="findings about this fact that somebody accepts"))
    title = "".join(part.capitalize() for part in kind.name.split("_"))
    config = ConfigDict(extra="forbid")
    return create_model(title, __config__=config, __doc__=kind.summary or None, **fields)


def _validator(vocabulary: Vocabulary, kind: Kind, field: Field, models: Mapping[str, Any]) -> Any:
    """What reads one value of a field; ValueError where it is no such value."""
    base = field.type.base
    if field.name == "excerpt":
        one: Any = lambda value: value  # noqa: E731 - a document's own reader looks into it
    elif base == "link":
        one = _link(field, models)
    elif base in ("number", "count", "percent"):
        numbers = number_reader(base, 10)
        one = lambda value: numbers(value, None)  # noqa: E731 - the unit is another field's
    else:
        one = scalar_reader(field.type)

    def read(value: Any) -> Any:
        result = one(value)
        if isinstance(result, Misread) or result is UNFIT:
            told = result.message if isinstance(result, Misread) else f"{found(value)} stands here"
            raise ValueError(
                f"`{field.name}` of {a(kind.name)} takes {type_phrase(field.type, vocabulary)}, and {told}"
            )
        return "?" if isinstance(result, Unknown) else result

    def read_many(value: Any) -> Any:
        if value is None or value == "?":
            return value
        if not isinstance(value, (list, tuple)):
            raise ValueError(f"`{field.name}` of {a(kind.name)} takes {type_phrase(field.type, vocabulary)}")
        return [read(item) for item in value]

    return read_many if field.type.many else read


def _link(field: Field, models: Mapping[str, Any]) -> Any:
    def read(value: Any) -> Any:
        kinds = [models[kind] for kind in field.type.kinds]
        if isinstance(value, tuple(kinds)):
            return value
        if isinstance(value, Mapping):
            names = [fold(str(key)) for key in value]
            fitting = next((m for m in kinds if all(name in m.model_fields for name in names)), kinds[0])
            return fitting.model_validate(value)
        return read_text(value)

    return read
