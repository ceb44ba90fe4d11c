"""The `kind` statements of rule files: kinds added to the vocabulary, and fields added to kinds that exist."""

from __future__ import annotations

from collections.abc import Mapping

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.declare import Clash, extend, plural_of
from ruleck.facts.vocabulary import Base, Field, FieldType, Kind, Series, Vocabulary, fold
from ruleck.source import Source, Span
from ruleck.syntax import nodes as n

PLAIN: Mapping[str, Base] = {
    "text": "text",
    "number": "number",
    "count": "count",
    "percent": "percent",
    "date": "date",
    "duration": "duration",
    "yes/no": "yes/no",
}
SERIES_OF = ("number", "count", "percent", "date")


def declare_kinds(
    statements: list[tuple[Source, n.KindDecl]], vocabulary: Vocabulary
) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary with what the statements add, and what is wrong with them.

    Kinds may speak of one another whatever their order. A field that exists is never declared again.
    """
    words = {fold(s.plural.text): fold(s.name.text) for _, s in statements if s.plural is not None}
    words |= {fold(s.name.text): fold(s.name.text) for _, s in statements}
    for _, statement in statements:
        words.setdefault(plural_of(fold(statement.name.text)), fold(statement.name.text))
    mistakes: list[Diagnostic] = []
    larger = vocabulary
    additions: list[Kind] = []
    places: dict[tuple[str, str | None], Label] = {}
    for source, statement in statements:
        additions.append(read_kind(source, statement, vocabulary, words, places, mistakes))
    larger, clashes = extend(vocabulary, additions)
    mistakes += [told(clash, places) for clash in clashes]
    return larger, mistakes


def told(clash: Clash, places: Mapping[tuple[str, str | None], Label]) -> Diagnostic:
    """A clash as a mistake, at the field or the kind that it names."""
    place = places.get((clash.kind, clash.field)) or places[clash.kind, None]
    return Diagnostic(clash.code, clash.message, (place,), clash.notes)


def read_kind(
    source: Source,
    statement: n.KindDecl,
    vocabulary: Vocabulary,
    words: Mapping[str, str],
    places: dict[tuple[str, str | None], Label],
    mistakes: list[Diagnostic],
) -> Kind:
    """One statement as the kind that it adds, or adds to."""
    name = fold(statement.name.text)
    existing = vocabulary.kinds.get(name)
    plural = fold(statement.plural.text) if statement.plural else existing.plural if existing else plural_of(name)
    places[name, None] = Label(source, statement.name.span)
    fields: dict[str, Field] = {}
    for declared in statement.fields:
        field = fold(declared.name.text)
        place = Label(source, declared.name.span)
        if field in fields:
            mistakes.append(Diagnostic("field-exists", f"`{field}` is declared twice", (place,)))
            continue
        places[name, field] = place
        type_ = read_type(declared.type, vocabulary, words)
        if declared.no_unless_said and type_.base != "yes/no":
            message = f"`no unless said` is for yes/no fields, and `{field}` is {type_.base}"
            mistakes.append(Diagnostic("wrong-type", message, (place,)))
            continue
        fields[field] = Field(field, type_, declared.required, False if declared.no_unless_said else None)
    series = None
    if statement.series is not None:
        known = {**(existing.fields if existing else {}), **fields}
        series = read_series(source, statement.series, known, mistakes)
        for word in (statement.series.value, statement.series.over, *statement.series.by):
            places.setdefault((name, fold(word.text)), Label(source, word.span))
    return Kind(name, plural, fields, series)


def read_type(node: n.TypeName, vocabulary: Vocabulary, words: Mapping[str, str]) -> FieldType:
    """A field's type; a word that is no plain type is taken for a kind, which is looked up when all are known."""
    if node.choices:
        choices = tuple(c.text if isinstance(c, n.Name) else c.value for c in node.choices)
        return FieldType("one of", choices, many=node.list_of)
    plain = PLAIN.get(node.names[0].text.lower()) if len(node.names) == 1 else None
    if plain is not None:
        return FieldType(plain, many=node.list_of)
    kinds = []
    for name in node.names:
        found = vocabulary.kind(name.text)
        word = fold(name.text)
        kinds.append(found.name if found is not None else words.get(word, word))
    return FieldType("link", kinds=tuple(dict.fromkeys(kinds)), many=node.list_of)


def read_series(
    source: Source, node: n.SeriesDecl, fields: Mapping[str, Field], mistakes: list[Diagnostic]
) -> Series | None:
    """The series of a kind; a value or an order of the wrong type is told and leaves it without."""
    value, over = fields.get(fold(node.value.text)), fields.get(fold(node.over.text))

    def refuse(span: Span, message: str) -> None:
        mistakes.append(Diagnostic("wrong-type", message, (Label(source, span),)))

    if value is not None and (value.type.base not in SERIES_OF or value.type.many):
        refuse(node.value.span, f"`{node.value.text}` is no number and no date: it makes no series")
        return None
    if over is not None and (over.type.base not in ("date", "number", "count") or over.type.many):
        refuse(node.over.span, f"`{node.over.text}` is no date and no number: it orders no series")
        return None
    return Series(fold(node.value.text), fold(node.over.text), tuple(fold(w.text) for w in node.by))
