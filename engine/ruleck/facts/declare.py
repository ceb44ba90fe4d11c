"""A vocabulary made larger: by the `kind` statements of rule files, and by a project's own Pydantic models."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ruleck.facts.python_kinds import COMMON, About, UndeclarableError, declared_field, field_type, finished_fields
from ruleck.facts.vocabulary import Field, Kind, Vocabulary, fold
from ruleck.facts.waiver import WAIVED
from ruleck.facts.wording import a, listed
from ruleck.values.text import nearest

if TYPE_CHECKING:
    from pydantic import BaseModel

_TYPES = ("text", "number", "count", "percent", "date", "duration", "yes/no")


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a kind, or one field of it, cannot be added. `field` is none where the kind itself is meant."""

    code: str
    kind: str
    field: str | None
    message: str
    notes: tuple[str, ...] = ()


def extend(vocabulary: Vocabulary, additions: Iterable[Kind]) -> tuple[Vocabulary, list[Clash]]:
    """The vocabulary with kinds added, and with fields added to kinds that exist.

    The additions may link to each other in any order. What clashes is left out and told.

    >>> from ruleck.facts.builtin import builtin_vocabulary
    >>> from ruleck.facts.vocabulary import FieldType
    >>> desk = Kind("desk", "desks", {"head": Field("head", FieldType("text"))})
    >>> larger, clashes = extend(builtin_vocabulary(), [desk])
    >>> list(larger.kinds["desk"].fields), clashes
    (['head', 'id', 'excerpt', 'note'], [])
    """
    additions = list(additions)
    clashes: list[Clash] = []
    kinds = dict(vocabulary.kinds)
    known = [*kinds, *(addition.name for addition in additions)]
    for addition in additions:
        fields: dict[str, Field] = {}
        for name, field in addition.fields.items():
            told = _field_clashes(addition, field, known)
            clashes.extend(told)
            if not told:
                fields[name] = field
        existing = kinds.get(addition.name)
        if existing is None:
            if taken := _name_clashes(addition, kinds):
                clashes.extend(taken)
                continue
            kinds[addition.name] = replace(addition, fields=finished_fields(fields))
        else:
            kinds[addition.name] = _with_fields(existing, addition, fields, clashes)
        clashes.extend(_series_clashes(kinds[addition.name], addition))
    return Vocabulary(kinds), clashes


def register_model(vocabulary: Vocabulary, model: type[BaseModel], plural: str | None = None) -> Vocabulary:
    """The vocabulary with a Pydantic model as a kind; the model's own validators run on what documents say.

    The kind's name is the class's (`CampaignAd` is `campaign_ad`), its summary the docstring's first line; fields have
    the types that `python_kinds` lists. A field that links to a built-in kind says so in its annotation:
    `Annotated[str, FieldType("link", kinds=("person",))]`.

    Raises UndeclarableError, which names the field, for a type that no field can have, a name in capitals and one that
    is taken.
    """
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", model.__name__).lower()
    known: dict[type, str] = {kind.model: kind.name for kind in vocabulary.kinds.values() if kind.model is not None}
    known[model] = name
    fields: dict[str, Field] = {}
    unitless = set()
    for field_name, info in model.model_fields.items():
        if field_name != fold(field_name):
            raise UndeclarableError(f"`{field_name}` of {model.__name__}: names of fields are in lower case")
        about = next((m for m in info.metadata if isinstance(m, About)), About(info.description or ""))
        try:
            stated = next((m for m in info.metadata if type(m).__name__ == "FieldType"), None)
            type_ = stated or field_type(info.annotation, known)
        except UndeclarableError as error:
            raise UndeclarableError(f"`{field_name}` of {model.__name__}: {error}") from None
        required = info.is_required() and type(None) not in getattr(info.annotation, "__args__", ())
        default = getattr(info.default, "value", info.default)
        fields[field_name] = declared_field(field_name, type_, replace(about, required=required), default)
        if about.no_unit:
            unitless.add(field_name)
    summary = (model.__doc__ or "").strip().split("\n")[0]
    kind = Kind(name, plural or plural_of(name), finished_fields(fields, unitless), None, summary, model)
    larger, clashes = extend(vocabulary, [kind])
    if name in vocabulary.kinds:
        raise UndeclarableError(f"`{model.__name__}`: there is a kind `{name}` already")
    if clashes:
        raise UndeclarableError(f"`{model.__name__}`: {clashes[0].message}")
    return larger


def plural_of(name: str) -> str:
    """The plural that a kind has where none is given.

    >>> [plural_of(n) for n in ("survey", "party", "church", "person")]
    ['surveys', 'parties', 'churches', 'people']
    """
    if name == "person":
        return "people"
    if re.search(r"[^aeiou]y$", name):
        return f"{name[:-1]}ies"
    return f"{name}es" if re.search(r"(s|x|z|ch|sh)$", name) else f"{name}s"


def _with_fields(existing: Kind, addition: Kind, fields: dict[str, Field], clashes: list[Clash]) -> Kind:
    for name in fields:
        if name in existing.fields:
            message = f"{a(existing.name)} has a `{name}` already"
            note = "a kind that exists can be given new fields, and none of its own again"
            clashes.append(Clash("field-exists", existing.name, name, message, (note,)))
    if addition.plural not in (existing.plural, plural_of(existing.name)):
        message = f"the plural of `{existing.name}` is `{existing.plural}`"
        clashes.append(Clash("plural-exists", existing.name, None, message, ("leave the plural out",)))
    if addition.series is not None and existing.series is not None:
        message = f"{a(existing.name)} makes series of its own already"
        clashes.append(Clash("series-exists", existing.name, None, message))
    new = {name: field for name, field in fields.items() if name not in existing.fields}
    own = {name: field for name, field in existing.fields.items() if name not in COMMON}
    finished = finished_fields({**own, **new})
    # What a field meant before the addition it means afterwards: a new `unit` says nothing of the kind's old numbers.
    return replace(existing, fields={**finished, **existing.fields}, series=existing.series or addition.series)


def _name_clashes(addition: Kind, kinds: dict[str, Kind]) -> list[Clash]:
    told = []
    for word in dict.fromkeys((addition.name, addition.plural)):
        taken = next((k for k in kinds.values() if word in (k.name, k.plural)), None)
        if taken is not None:
            message = (
                f"`{word}` is {a(taken.name)} already" if word == taken.name else f"`{word}` are facts of {taken.name}"
            )
            told.append(Clash("kind-exists", addition.name, None, message, ("choose another name",)))
    return told


def _field_clashes(addition: Kind, field: Field, known: list[str]) -> list[Clash]:
    told = []
    for word in field.type.kinds:
        if word not in known:
            close = nearest(word, [*known, *_TYPES])
            note = f"did you mean `{close[0]}`?" if close else f"types are {listed(_TYPES)}, and the names of kinds"
            told.append(Clash("unknown-type", addition.name, field.name, f"`{word}` is no type and no kind", (note,)))
    if field.name == WAIVED:
        message = f"`{WAIVED}` is no field: it holds what is accepted of a fact"
        told.append(Clash("field-exists", addition.name, field.name, message, ("choose another name",)))
    choices = field.type.choices
    if field.type.base == "one of" and (not choices or len({fold(c) for c in choices}) < len(choices)):
        message = f"`{field.name}` has a member twice" if choices else f"`{field.name}` has no members"
        told.append(Clash("wrong-members", addition.name, field.name, message))
    if any(fold(choice).split("_")[0].split(" ")[0] == "not" for choice in choices):
        message = f"a member of `{field.name}` begins with `not`, and would read as its opposite"
        told.append(Clash("wrong-members", addition.name, field.name, message, ("choose another word",)))
    return told


def _series_clashes(kind: Kind, addition: Kind) -> list[Clash]:
    series: Any = addition.series
    if series is None:
        return []
    told = []
    for name in (series.value, series.over, *series.by):
        if name not in kind.fields:
            close = nearest(name, list(kind.fields))
            note = f"did you mean `{close[0]}`?" if close else f"it has {listed(kind.fields, 'and')}"
            told.append(Clash("unknown-field", kind.name, name, f"{a(kind.name)} has no `{name}`", (note,)))
    return told
