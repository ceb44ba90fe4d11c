"""Kinds declared as Python classes: how annotations become a vocabulary's types.

| Python | a field of type |
| --- | --- |
| `str` | text |
| `int`, `float`, `Decimal`, `Fraction`, `Number` | number |
| `bool` | yes/no |
| `date`, `datetime`, `DateSpan` | date |
| `timedelta`, `Duration` | duration |
| `Literal["a", "b"]`, an `Enum` of texts | one of |
| another declared class; `A | B` of them | a link |
| `list[T]`, `tuple[T, ...]` | list of |
| `T | None` | the same, not required |
"""

from __future__ import annotations

import datetime
import enum
import types
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from ruleck.facts.vocabulary import Base, Field, FieldType, Kind, Series
from ruleck.values.date import DateSpan, Duration
from ruleck.values.number import Number

_BASES: dict[Any, Base] = {
    str: "text",
    int: "number",
    float: "number",
    Decimal: "number",
    Fraction: "number",
    Number: "number",
    bool: "yes/no",
    datetime.date: "date",
    datetime.datetime: "date",
    DateSpan: "date",
    datetime.timedelta: "duration",
    Duration: "duration",
}

# What every fact may carry beside the fields of its kind.
COMMON: Mapping[str, Field] = {
    "id": Field("id", FieldType("text"), summary="a short name by which other facts refer to it"),
    "excerpt": Field("excerpt", FieldType("text"), summary="the wording in the body that it was taken from"),
    "note": Field("note", FieldType("text"), summary="a remark for colleagues"),
}


@dataclass(frozen=True, slots=True)
class About:
    """What an annotation says of its field beside the type.

    `example` is a value as it could be written, shown to those who ask what the kind is. `unit` is the unit of a number
    that is always in one; `no_unit` keeps a number from taking the fact's `unit`.
    """

    summary: str
    example: str | None = None
    required: bool = False
    unit: str | None = None
    no_unit: bool = False


class UndeclarableError(TypeError):
    """A Python type that no field can have; raised to the programmer who registers it."""


def declared_kind(declared: type, name: str, kinds: Mapping[type, str]) -> Kind:
    """Read a kind off a class of annotated attributes; `kinds` names the classes that its fields may link to.

    `__plural__` and `__series__` are taken from the class where it has them.
    """
    fields: dict[str, Field] = {}
    abouts: dict[str, About] = {}
    for field_name, annotation in declared.__annotations__.items():
        about = next(m for m in annotation.__metadata__ if isinstance(m, About))
        default = declared.__dict__.get(field_name)
        fields[field_name] = declared_field(field_name, field_type(annotation, kinds), about, default)
        abouts[field_name] = about
    unitless = {n for n, a in abouts.items() if a.no_unit}
    plural: str = declared.__dict__.get("__plural__", f"{name}s")
    series: Series | None = declared.__dict__.get("__series__")
    return Kind(name, plural, finished_fields(fields, unitless), series, (declared.__doc__ or "").strip())


def declared_field(name: str, type: FieldType, about: About, default: object = None) -> Field:
    """A field as it was declared; units that the record's other fields give are left to `finished_fields`."""
    stated = default if isinstance(default, (bool, str)) else None
    return Field(name, type, about.required, stated, about.unit, None, about.summary, about.example)


def finished_fields(fields: Mapping[str, Field], unitless: Container[str] = ()) -> dict[str, Field]:
    """A kind's fields with what every fact carries added, and each number told which field states its unit.

    That is `X_unit` for a number X where there is such a field, else `unit`, unless the number has a unit of its own or
    is one of the `unitless`.
    """
    finished = dict(fields)
    for name, field in fields.items():
        if field.type.base == "number" and field.unit is None and name not in unitless:
            unit_field = next((n for n in (f"{name}_unit", "unit") if n in fields and fields[n].type == _TEXT), None)
            finished[name] = replace(field, unit_field=unit_field)
        elif field.type.base == "percent":
            finished[name] = replace(field, unit="percent")
    for name, field in COMMON.items():
        finished.setdefault(name, field)
    return finished


_TEXT = FieldType("text")


def field_type(annotation: Any, kinds: Mapping[type, str]) -> FieldType:
    """The type of ours that a Python annotation stands for.

    >>> field_type(list[str] | None, {})
    FieldType(base='text', choices=(), kinds=(), many=True)
    """
    if isinstance(annotation, type) and annotation in _BASES:
        return FieldType(_BASES[annotation])
    if annotation in kinds:
        return FieldType("link", kinds=(kinds[annotation],))
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        stated = next((a for a in arguments[1:] if isinstance(a, FieldType)), None)
        return stated or field_type(arguments[0], kinds)
    if origin is Literal and all(isinstance(a, str) for a in arguments):
        return FieldType("one of", choices=arguments)
    if origin in (Union, types.UnionType):
        return _union([field_type(a, kinds) for a in arguments if a is not type(None)], annotation)
    if origin in (list, tuple, set, frozenset) and arguments:
        if origin is tuple and arguments[1:] != (...,):
            raise UndeclarableError(f"`{annotation}` is no list: write list[T]")
        one = field_type(arguments[0], kinds)
        if one.many:
            raise UndeclarableError(f"`{annotation}` is a list of lists")
        return replace(one, many=True)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        members = tuple(m.value for m in annotation)
        if members and all(isinstance(m, str) for m in members):
            return FieldType("one of", choices=members)
    shown = getattr(annotation, "__name__", None) if isinstance(annotation, type) else None
    raise UndeclarableError(f"a field cannot be of type `{shown or annotation}`")


def _union(members: list[FieldType], annotation: Any) -> FieldType:
    if members and all(m == members[0] for m in members):
        return members[0]
    if members and all(m.base == "link" and not m.many for m in members):
        return FieldType("link", kinds=tuple(dict.fromkeys(k for m in members for k in m.kinds)))
    raise UndeclarableError(f"`{annotation}` could be two different things")
