"""The table of kinds in docs/facts.md, made from the vocabulary: `python -m tests.docs.kinds_table` prints it."""

from __future__ import annotations

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.vocabulary import Field, FieldType, Kind


def type_words(type: FieldType) -> str:
    """A type as the pages write it."""
    if type.base == "one of":
        members = type.choices
        return "one of " + (f"{members[0]} … {members[-1]}" if len(members) > 6 else ", ".join(members))
    words = " or ".join(type.kinds) if type.base == "link" else type.base
    return f"list of {words}" if type.many else words


def _field(field: Field) -> str:
    name = f"`{field.name}`" + ("\\*" if field.required else "")
    words = type_words(field.type)
    said = [] if words == "text" else [words]
    if field.default is not None:
        said.append(f"{'no' if field.default is False else field.default} unless said")
    return f"{name} ({'; '.join(said)})" if said else name


def _row(kind: Kind) -> str:
    name = "`article` (one a story)" if kind.name == "article" else f"`{kind.plural}`"
    fields = ", ".join(_field(f) for f in kind.fields.values() if f.name not in ("id", "excerpt", "note"))
    return f"| {name} | {kind.summary} | {fields} |"


def kinds_table() -> str:
    """The whole table, in Markdown."""
    head = ["| kind | what it is | fields |", "| --- | --- | --- |"]
    return "\n".join(head + [_row(kind) for kind in builtin_vocabulary().kinds.values()])


if __name__ == "__main__":
    print(kinds_table())
