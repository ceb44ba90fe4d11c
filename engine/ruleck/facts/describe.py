"""The vocabulary for people: what `ruleck kinds` prints."""

from __future__ import annotations

from textwrap import wrap

from ruleck.facts.python_kinds import COMMON
from ruleck.facts.vocabulary import Field, FieldType, Kind, Vocabulary
from ruleck.facts.wording import a, listed, type_phrase
from ruleck.facts.yaml_plain import as_yaml

_WIDTH = 80

# What a field could hold, by its type, where its kind gives no example.
_BY_TYPE = {
    "text": "some words",
    "number": "less than 1,000",
    "count": "3",
    "percent": "44%",
    "date": "2017-12-27",
    "duration": "3 days",
    "yes/no": "yes",
}


def describe_kinds(vocabulary: Vocabulary, kind: str | None = None) -> str:
    """All kinds, a line each; or one, with its fields and an example to paste.

    `kind` is a singular or plural that the vocabulary has.
    """
    one = vocabulary.kind(kind) if kind is not None else None
    if one is not None:
        return _kind(vocabulary, one)
    names = {k.name: k.name if k.name == "article" else f"{k.name} ({k.plural})" for k in vocabulary.kinds.values()}
    width = max(map(len, names.values())) + 2
    lines = [line for k in vocabulary.kinds.values() for line in _row(names[k.name], k.summary, width, "")]
    return "\n".join([*lines, "", "ruleck kinds KIND shows what it holds, with an example to paste"])


def example(vocabulary: Vocabulary, kind: Kind) -> str:
    """A fact of a kind as it could be written in a document, ready to be pasted."""
    fact = _example_fact(vocabulary, kind, ())
    if kind.name == "article":
        return "\n".join(["article:", *(f"  {name}: {as_yaml(value)}" for name, value in fact.items())])
    line = f"  - {as_yaml(fact)}"
    if len(line) > _WIDTH:
        line = "  - " + "\n    ".join(f"{name}: {as_yaml(value)}" for name, value in fact.items())
    return f"{kind.plural}:\n{line}"


def _kind(vocabulary: Vocabulary, kind: Kind) -> str:
    head = f"{kind.name} ({kind.plural})" if kind.name != "article" else kind.name
    own = [field for name, field in kind.fields.items() if name not in COMMON]
    width = max(len(field.name) for field in own) + 2 if own else 0
    lines = [f"{head}: {kind.summary}" if kind.summary else head]
    for field in own:
        lines += _row(field.name, _field(field, vocabulary), width, "  ")
    lines.append("")
    if kind.series is not None:
        by = f", one for each {listed(kind.series.by, 'and')}" if kind.series.by else ""
        lines += wrap(f"series: {kind.series.value} over {kind.series.over}{by}", _WIDTH, subsequent_indent="  ")
    if any(field.type.base == "link" for field in own):
        note = "a link to another fact is its id or its name, or the fact itself in braces"
        lines += wrap(note, _WIDTH)
    carried = listed((f"{name} ({field.summary})" for name, field in COMMON.items()), "and")
    lines += wrap(f"every fact may carry {carried}", _WIDTH, subsequent_indent="  ")
    return "\n".join([*lines, "", example(vocabulary, kind)])


def _field(field: Field, vocabulary: Vocabulary) -> str:
    said = type_phrase(field.type, vocabulary)
    if field.required:
        said += ", required"
    if field.default is not None:
        default = field.default if isinstance(field.default, str) else "yes" if field.default else "no"
        said += f"; {default} unless said"
    return f"{said}: {field.summary}" if field.summary else said


def _row(name: str, text: str, width: int, indent: str) -> list[str]:
    lead = indent + name.ljust(width)
    return wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead)) or [lead.rstrip()]


def _example_fact(vocabulary: Vocabulary, kind: Kind, inside: tuple[str, ...]) -> dict[str, object]:
    """Every field that has an example of its own; else what is required and a few more."""
    fields = [field for name, field in kind.fields.items() if name not in COMMON]
    shown = [field for field in fields if field.example is not None or field.required]
    if not any(field.example is not None for field in fields):
        shown += [field for field in fields if field not in shown][: 3 if not inside else 0]
    # Facts that have no name to be linked by are written in place.
    shown += [field for field in fields if field.type.many and field not in shown and _is_nameless(vocabulary, field)]
    return {
        field.name: _example_value(vocabulary, field, (*inside, kind.name))
        for field in shown
        if not (_is_nameless(vocabulary, field) and set(field.type.kinds) & {kind.name, *inside})
    }


def _is_nameless(vocabulary: Vocabulary, field: Field) -> bool:
    return field.type.base == "link" and "name" not in vocabulary.kinds[field.type.kinds[0]].fields


def _example_value(vocabulary: Vocabulary, field: Field, inside: tuple[str, ...]) -> object:
    value: object = field.example
    if value is None:
        value = _value_of_type(vocabulary, field.type, inside)
    return [value] if field.type.many else value


def _value_of_type(vocabulary: Vocabulary, type: FieldType, inside: tuple[str, ...]) -> object:
    if type.base == "one of":
        return type.choices[0]
    if type.base != "link":
        return _BY_TYPE[type.base]
    target = vocabulary.kinds[type.kinds[0]]
    name = target.fields.get("name")
    if name is not None and name.example:
        return name.example
    return f"name of {a(target.name)}" if name is not None else _example_fact(vocabulary, target, inside)
