"""What the columns of a table are: a small file beside it, in YAML or TOML, that an editor can read.

    kind: poll
    fields:
      pollster: Pollster            # a field takes what stands in a column
      start: Start
      answers: {favor: Favor, oppose: Oppose}    # an answer of each name, with its share from a column
    always: {mode: phone}           # what every row has
    dates: month/day/year           # how the table writes days

`values` says what a table's words stand for: `values: {mode: {Live Phone: phone}}`. `one_per` are columns: rows that
are alike in them make one fact. `story_per` are columns: rows that are alike in them make one story; without it the
whole table is one. `facts` lists several kinds that a row tells of.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.document import Document, token
from ruleck.facts.scalars import found
from ruleck.facts.vocabulary import Field, Kind, Vocabulary, fold
from ruleck.facts.wording import a
from ruleck.importers.imported import Places, places_in, text_of
from ruleck.importers.toml_text import lay_out, read_toml
from ruleck.source import Source
from ruleck.values.text import nearest

ENDINGS = (".map.yaml", ".map.yml", ".map.toml")

_SETTINGS = ("encoding", "separator", "dates", "decimal", "missing", "ignore", "story_per", "article", "facts")
_OF_A_KIND = ("kind", "fields", "always", "values", "one_per")
_SEPARATORS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|", "\\t": "\t"}
_DATES = re.compile(r"(day|month|year)[/. -](day|month|year)[/. -](day|month|year)")


@dataclass(frozen=True, slots=True)
class Columns:
    """A field that takes what stands in a column; in several, one behind the other."""

    names: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A field that takes facts written in place: one for each of `parts`, all out of one row."""

    parts: tuple[Part, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class FromRows:
    """A field that takes facts written in place: one out of each row."""

    part: Part
    origin: str


Fill: TypeAlias = "Columns | Listed | FromRows"


@dataclass(frozen=True, slots=True)
class Part:
    """A fact: its fields out of columns, and those that it always has, each with its place in the mapping."""

    kind: Kind
    fills: Mapping[str, Fill]
    always: Mapping[str, tuple[Any, str]]
    one_per: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping that was read without a mistake. `dates` is the order of day, month and year, none for ISO 8601."""

    source: Source
    places: Places
    parts: tuple[Part, ...]
    encoding: str | None = None
    separator: str | None = None
    dates: tuple[str, ...] | None = None
    decimal_comma: bool = False
    missing: frozenset[str] = frozenset()
    ignored: tuple[tuple[str, str], ...] = ()
    story_per: tuple[str, ...] = ()

    def columns(self) -> list[tuple[str, str]]:
        """Every column that it names, with where in the mapping."""
        named = [(name, "/story_per") for name in self.story_per]
        for part in self.parts:
            named += [(name, "") for name in part.one_per]
            named += _columns(part)
        return named


def _columns(part: Part) -> list[tuple[str, str]]:
    named: list[tuple[str, str]] = []
    for fill in part.fills.values():
        match fill:
            case Columns():
                named += [(name, fill.origin) for name in fill.names]
            case Listed():
                named += [one for inner in fill.parts for one in _columns(inner)]
            case FromRows():
                named += _columns(fill.part)
    return named


def read_table_mapping(source: Source, vocabulary: Vocabulary) -> tuple[TableMapping | None, list[Diagnostic]]:
    """A mapping from its text: TOML where its name says so, else YAML."""
    if source.path.endswith(".toml"):
        value, mistakes = read_toml(source)
        document = Document(source, "json", lay_out(source) if not mistakes else None)
    else:
        from ruleck.facts.yaml_text import read_yaml

        value, mistakes = read_yaml(source)
        document = Document(source, "yaml")
    if mistakes:
        return None, mistakes
    reading = _Reading(source, places_in(document, source), vocabulary)
    mapping = reading.whole(value)
    return (None if reading.mistakes else mapping), reading.mistakes


@dataclass(slots=True)
class _Reading:
    source: Source
    places: Places
    vocabulary: Vocabulary
    mistakes: list[Diagnostic] = field(default_factory=list)

    def whole(self, value: Any) -> TableMapping | None:
        if not isinstance(value, Mapping):
            self.wrong("", "a mapping says what the columns are", "such as `kind: poll` and `fields: {start: Start}`")
            return None
        names = {fold(str(name)): str(name) for name in value}
        self.known(value, "", (*_SETTINGS, *_OF_A_KIND))
        said = {folded: (value[name], f"/{token(name)}") for folded, name in names.items()}
        parts: list[Part] = []
        if "article" in said:
            parts += self.part({"kind": "article", "always": said["article"][0]}, "", {"always": said["article"][1]})
        if "facts" in said:
            given, origin = said["facts"]
            for index, one in enumerate(self.list(given, origin)):
                parts += self.part(one, f"{origin}/{index}")
        if "kind" in said or "fields" in said or "facts" not in said:
            parts += self.part({name: one for name, one in value.items() if fold(str(name)) in _OF_A_KIND}, "")
        return TableMapping(
            self.source,
            self.places,
            tuple(parts),
            self.encoding(*said.get("encoding", (None, ""))),
            self.separator(*said.get("separator", (None, ""))),
            self.dates(*said.get("dates", (None, ""))),
            self.decimal(*said.get("decimal", (None, ""))),
            frozenset(self.texts(*said.get("missing", (None, "")))),
            tuple((name, said["ignore"][1]) for name in self.texts(*said.get("ignore", (None, "")))),
            self.texts(*said.get("story_per", (None, ""))),
        )

    def part(self, value: Any, origin: str, places: Mapping[str, str] | None = None) -> list[Part]:
        """A fact that rows make."""
        if not isinstance(value, Mapping):
            note = "such as {kind: poll, fields: {start: Start}}"
            self.wrong(origin, "each of `facts` has a `kind` and `fields`", note)
            return []
        said = {fold(str(name)): (one, f"{origin}/{token(str(name))}") for name, one in value.items()}
        if origin:
            self.known(value, origin, _OF_A_KIND)
        named = text_of(said.get("kind", (None, ""))[0])
        if named is None:
            self.wrong(origin, "`kind` is wanted: what a row is", "such as `kind: poll`")
            return []
        kind = self.vocabulary.kind(named)
        if kind is None:
            self.near(said["kind"][1], f"`{named}` is no kind of fact", named, list(self.vocabulary.kinds), key=False)
            return []
        fields, at = said.get("fields", (None, origin))
        always, always_at = said.get("always", (None, ""))
        always_at = (places or {}).get("always", always_at)
        fills = self.fills(kind, fields, at)
        constants = self.always(kind, always, always_at)
        for name in kind.fields:
            if name in fills and name in constants:
                self.wrong(constants[name][1], f"`{name}` is given from a column, and always", "leave one out")
        given = fills.keys() | constants.keys()
        required = [name for name, f in kind.fields.items() if f.required and name not in given]
        if required and (fills or constants):
            self.wrong(at, f"{a(kind.name)} needs `{required[0]}`", f"add `{required[0]}:` and a column to `fields`")
        values = self.values(kind, *said.get("values", (None, "")))
        return [Part(kind, fills, constants, self.texts(*said.get("one_per", (None, ""))), values)]

    def fills(self, kind: Kind, value: Any, origin: str) -> dict[str, Fill]:
        named = self.named(kind, value, origin, "`fields` names fields, each with its column")
        filled = ((described.name, self.fill(described, one, place)) for described, one, place in named)
        return {name: fill for name, fill in filled if fill is not None}

    def named(self, kind: Kind, value: Any, origin: str, wanted: str) -> Iterator[tuple[Field, Any, str]]:
        """The fields of a kind that are named, each with what stands under it, and where."""
        if value is None:
            return
        if not isinstance(value, Mapping):
            self.wrong(origin, f"{wanted}, and {found(value)} stands here")
            return
        for name, one in value.items():
            place = f"{origin}/{token(str(name))}"
            described = kind.fields.get(fold(str(name)))
            if described is None:
                self.near(place, f"`{name}` is no field of {a(kind.name)}", str(name), list(kind.fields))
            elif described.name == "body_file":
                self.wrong(place, "`body_file` is read only for facts that are a file of the project themselves")
            else:
                yield described, one, place

    def fill(self, described: Field, value: Any, origin: str) -> Fill | None:
        if (column := text_of(value)) is not None:
            return Columns((column,), origin)
        if isinstance(value, list) and value and all(text_of(one) is not None for one in value):
            return Columns(tuple(str(text_of(one)) for one in value), origin)
        if isinstance(value, Mapping) and value and described.type.base == "link" and described.type.many:
            inner = self.vocabulary.kinds[described.type.kinds[0]]
            if all(fold(str(name)) in inner.fields for name in value):
                return FromRows(Part(inner, self.fills(inner, value, origin), {}), origin)
            return self.listed(inner, value, origin)
        self.wrong(origin, f"`{described.name}` takes the name of a column, and {found(value)} stands here")
        return None

    def listed(self, inner: Kind, value: Mapping[str, Any], origin: str) -> Fill | None:
        """`{favor: Favor, oppose: Oppose}`: facts of a kind with a label and one other thing."""
        label, other = (*inner.fields, "", "")[:2]
        parts: list[Part] = []
        for name, column in value.items():
            place = f"{origin}/{token(str(name))}"
            text = text_of(column)
            if text is None:
                self.wrong(place, f"`{name}` takes the name of a column, and {found(column)} stands here")
                continue
            parts.append(Part(inner, {other: Columns((text,), place)}, {label: (str(name), place)}))
        return Listed(tuple(parts), origin)

    def always(self, kind: Kind, value: Any, origin: str) -> dict[str, tuple[Any, str]]:
        named = self.named(kind, value, origin, "`always` names fields, each with its value")
        return {described.name: (one, place) for described, one, place in named}

    def values(self, kind: Kind, value: Any, origin: str) -> dict[str, dict[str, str]]:
        """What the words of a table stand for, by the field."""
        if value is None:
            return {}
        if not isinstance(value, Mapping) or not all(isinstance(words, Mapping) for words in value.values()):
            note = "such as {mode: {Live Phone: phone}}"
            self.wrong(origin, "`values` says for a field what a word of the table means", note)
            return {}
        for name in value:
            if fold(str(name)) not in kind.fields:
                place = f"{origin}/{token(str(name))}"
                self.near(place, f"`{name}` is no field of {a(kind.name)}", str(name), list(kind.fields))
        return {
            fold(str(name)): {str(word): text for word, meant in words.items() if (text := text_of(meant)) is not None}
            for name, words in value.items()
        }

    # ------------------------------------------------------------------ settings

    def encoding(self, value: Any, origin: str) -> str | None:
        name = text_of(value)
        if name is None:
            return None
        try:
            known = codecs.lookup(name)
            if getattr(known, "_is_text_encoding", True):
                return known.name
        except (LookupError, ValueError):
            pass
        self.near(origin, f"`{name}` is no encoding that is known here", name, _ENCODINGS, key=False)
        return None

    def separator(self, value: Any, origin: str) -> str | None:
        if value is None:
            return None
        text = _SEPARATORS.get(str(value).strip().lower(), str(value))
        if len(text) == 1 and text not in '"\r\n':
            return text
        self.wrong(origin, "`separator` is one character", f"or one of {', '.join(list(_SEPARATORS)[:4])}", key=False)
        return None

    def dates(self, value: Any, origin: str) -> tuple[str, ...] | None:
        text = text_of(value)
        if text is None:
            return None
        order = _DATES.fullmatch(text.strip().lower())
        if order is not None and len({*order.groups()}) == 3:
            return order.groups()
        self.wrong(origin, f"`{text}` does not say how days are written", "such as `month/day/year`", key=False)
        return None

    def decimal(self, value: Any, origin: str) -> bool:
        if value in (None, "point", "comma"):
            return bool(value == "comma")
        self.wrong(origin, f"`decimal` is `point` or `comma`, and {found(value)} stands here", key=False)
        return False

    def texts(self, value: Any, origin: str) -> tuple[str, ...]:
        if value is None:
            return ()
        given = value if isinstance(value, list) else [value]
        texts = tuple(text for one in given if (text := text_of(one)) is not None)
        if len(texts) < len(given):
            self.wrong(origin, "a text or a list of texts is wanted here")
        return texts

    def list(self, value: Any, origin: str) -> Sequence[Any]:
        if isinstance(value, list):
            return value
        self.wrong(origin, f"`facts` is a list, and {found(value)} stands here", "put a dash before each")
        return ()

    # ------------------------------------------------------------------ mistakes

    def known(self, value: Mapping[str, Any], origin: str, names: Sequence[str]) -> None:
        for name in value:
            if fold(str(name)) not in names:
                self.near(f"{origin}/{token(str(name))}", f"`{name}` is nothing that a mapping says", str(name), names)

    def near(self, origin: str, message: str, name: str, names: Sequence[str], *, key: bool = True) -> None:
        close = nearest(name, list(names))
        note = f"did you mean `{close[0]}`?" if close else f"it could be {', '.join(f'`{one}`' for one in names)}"
        self.wrong(origin, message, note, key=key)

    def wrong(self, origin: str, message: str, note: str = "", *, key: bool = True) -> None:
        place = self.places(origin, key)
        label = Label(place.source, place.span)
        self.mistakes.append(Diagnostic("mapping", message, (label,), (note,) if note else ()))


_ENCODINGS = ["utf-8", "utf-16", "windows-1252", "latin-1", "iso-8859-15", "windows-1250", "windows-1251", "mac-roman"]
