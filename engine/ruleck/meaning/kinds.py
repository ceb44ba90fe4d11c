"""The `kind` statements of rule files: kinds added to the vocabulary, and fields added to kinds that exist."""

from __future__ import annotations

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.vocabulary import Base, Field, FieldType, Kind, Series, Vocabulary, fold
from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.values.text import nearest

PLAIN: tuple[Base, ...] = ("text", "number", "count", "percent", "date", "duration", "yes/no")
# Every fact has these without saying so.
COMMON = ("id", "excerpt", "note")


def declare_kinds(
    statements: list[tuple[Source, n.KindDecl]], vocabulary: Vocabulary
) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary with what the statements add, and what is wrong with them.

    Kinds may speak of one another whatever their order. A field that exists is never declared again.
    """
    mistakes: list[Diagnostic] = []
    kinds = dict(vocabulary.kinds)
    words = {word for kind in kinds.values() for word in (kind.name, kind.plural)}
    new: set[str] = set()
    for source, statement in statements:
        name = fold(statement.name.text)
        plural = fold(statement.plural.text) if statement.plural else pluralised(name)
        if name in kinds:
            if statement.plural is not None and plural != kinds[name].plural:
                mistakes.append(
                    mistake(source, statement.plural, "same-name", f"the plural of `{name}` is `{kinds[name].plural}`")
                )
            continue
        if name in words or plural in words:
            taken = name if name in words else plural
            mistakes.append(
                mistake(
                    source,
                    statement.name,
                    "same-name",
                    f"`{taken}` is the name of another kind",
                    "give it another name, or `plural ANOTHER`",
                )
            )
        words |= {name, plural}
        new.add(name)
        common = {f: kinds["article"].fields[f] for f in COMMON if f in kinds["article"].fields}
        kinds[name] = Kind(name, plural, common)
    for source, statement in statements:
        name = fold(statement.name.text)
        kind = kinds[name]
        fields = dict(kind.fields)
        known = Vocabulary(kinds)
        for declared in statement.fields:
            found = read_field(source, declared, known, fields, kind, mistakes)
            if found is not None:
                fields[found.name] = found
        fields = {f: with_unit(d, fields, f in kind.fields) for f, d in fields.items()}
        series = kind.series
        if statement.series is not None:
            series = read_series(source, statement.series, fields, mistakes) or series
        kinds[name] = Kind(name, kind.plural, fields, series, kind.summary)
    return Vocabulary(kinds), mistakes


def mistake(source: Source, node: n.Node, code: str, message: str, *notes: str) -> Diagnostic:
    """A mistake of a `kind` statement."""
    return Diagnostic(code, message, (Label(source, node.span),), notes)


def pluralised(name: str) -> str:
    """The regular English plural.

    >>> pluralised("survey"), pluralised("county"), pluralised("box")
    ('surveys', 'counties', 'boxes')
    """
    if name.endswith("y") and name[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("s", "x", "ch", "sh")) else "s")


def read_field(
    source: Source,
    declared: n.FieldDecl,
    vocabulary: Vocabulary,
    fields: dict[str, Field],
    kind: Kind,
    mistakes: list[Diagnostic],
) -> Field | None:
    """One field, or nothing after a mistake."""
    name = fold(declared.name.text)
    if name in fields:
        mistakes.append(
            mistake(
                source,
                declared.name,
                "same-name",
                f"{kind.name} has a field `{name}` already",
                "a field is declared once",
            )
        )
        return None
    type_ = read_type(source, declared.type, vocabulary, mistakes)
    if type_ is None:
        return None
    if declared.no_unless_said and type_.base != "yes/no":
        mistakes.append(
            mistake(
                source, declared, "wrong-type", f"`no unless said` is for yes/no fields, and `{name}` is {type_.base}"
            )
        )
        return None
    return Field(name, type_, declared.required, False if declared.no_unless_said else None)


def read_type(source: Source, node: n.TypeName, vocabulary: Vocabulary, mistakes: list[Diagnostic]) -> FieldType | None:
    """A field's type, or nothing after a mistake."""
    if node.choices:
        choices = tuple(c.text if isinstance(c, n.Name) else c.value for c in node.choices)
        if len({fold(c) for c in choices}) < len(choices):
            mistakes.append(mistake(source, node, "same-name", "a choice is listed twice"))
            return None
        for choice, written in zip(choices, node.choices, strict=True):
            if fold(choice).split("_")[0] == "not" or choice.lower().startswith("not "):
                mistakes.append(
                    mistake(
                        source,
                        written,
                        "bad-name",
                        f"`{choice}` begins with `not`, which would read as a denial",
                        "choose another word",
                    )
                )
                return None
        return FieldType("one of", choices, many=node.list_of)
    word = node.names[0].text.lower()
    if len(node.names) == 1 and word in PLAIN:
        return FieldType(word, many=node.list_of)
    kinds = []
    for name in node.names:
        found = vocabulary.kind(name.text)
        if found is None:
            close = nearest(fold(name.text), [*PLAIN, *vocabulary.kinds], 1)
            mistakes.append(
                mistake(
                    source,
                    name,
                    "unknown-type",
                    f"`{name.text}` is no type of field",
                    f"a type is {', '.join(PLAIN)}, `one of (…)`, `list of …` or a kind"
                    + (f"; did you mean `{close[0]}`?" if close else ""),
                )
            )
            return None
        kinds.append(found.name)
    return FieldType("link", kinds=tuple(dict.fromkeys(kinds)), many=node.list_of)


def with_unit(declared: Field, fields: dict[str, Field], existing: bool) -> Field:
    """A number field with the text field that holds its unit: `X_unit` for X, else `unit`."""
    if existing or declared.type.base != "number":
        return declared
    for name in (f"{declared.name}_unit", "unit"):
        if name in fields and fields[name].type == FieldType("text"):
            return Field(
                declared.name, declared.type, declared.required, declared.default, None, name, declared.summary
            )
    return declared


def read_series(
    source: Source, node: n.SeriesDecl, fields: dict[str, Field], mistakes: list[Diagnostic]
) -> Series | None:
    """The series of a kind, or nothing after a mistake."""
    for word in (node.value, node.over, *node.by):
        if fold(word.text) not in fields:
            close = nearest(fold(word.text), list(fields), 1)
            mistakes.append(
                mistake(
                    source,
                    word,
                    "unknown-field",
                    f"`{word.text}` is not a field of this kind",
                    *([f"the nearest is `{close[0]}`"] if close else []),
                )
            )
            return None
    if fields[fold(node.value.text)].type.base not in ("number", "count", "percent", "date"):
        mistakes.append(
            mistake(
                source, node.value, "wrong-type", f"`{node.value.text}` is no number and no date: it makes no series"
            )
        )
        return None
    if fields[fold(node.over.text)].type not in (FieldType("date"), FieldType("number"), FieldType("count")):
        mistakes.append(mistake(source, node.over, "wrong-type", f"`{node.over.text}` is no date: it orders no series"))
        return None
    return Series(fold(node.value.text), fold(node.over.text), tuple(fold(w.text) for w in node.by))
