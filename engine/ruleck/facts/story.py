"""A story built in Python: from objects, from the rows of a table, from YAML or JSON, and back into them.

A `Story` holds a document's plain value, words and digits as they were given, so that YAML and JSON come out with all
that went in: "less than 1,000", 1.50, an EDTF date, a `?`. It is checked when it is made, by the same reading as any
document, and rules take it as they take any mapping.

No library of tables is imported here: a DataFrame of pandas or polars and a table of Arrow are known by what they can
do.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import html
import math
import numbers
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ruleck.diagnostics import Mistakes
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import read_mapping
from ruleck.facts.vocabulary import Vocabulary, fold
from ruleck.facts.write import tidy, write_json, write_yaml
from ruleck.facts.yaml_plain import as_yaml
from ruleck.source import Source
from ruleck.values.date import DateSpan, Duration
from ruleck.values.number import Number

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel


class Story(Mapping[str, Any]):
    """The facts of one story; immutable, equal to another that says the same.

    `document` is a whole document as a mapping of kinds; `facts` names kinds beside it, each with a list of facts (the
    article alone). A fact is a mapping, a dataclass, a Pydantic model or any object with attributes; in place of a list
    a DataFrame stands for its rows. `kinds` are Pydantic models of the project's own kinds. Raises `Mistakes`, with all
    of them, where the facts are not right.

    >>> story = Story(estimates=[{"subject": "lorries", "value": "less than 1,000", "as_of": "2024-03"}])
    >>> print(story.to_yaml(), end="")
    estimates:
      - {subject: lorries, value: "less than 1,000", as_of: 2024-03}
    >>> Story.from_json(story.to_json()) == story
    True
    """

    __slots__ = ("_document", "_vocabulary")

    def __init__(
        self, document: Mapping[str, Any] | None = None, /, *, kinds: Iterable[type[BaseModel]] = (), **facts: Any
    ) -> None:
        vocabulary = _vocabulary(kinds)
        value = {**(document or {})}
        for name, given in facts.items():
            kind = vocabulary.kind(name)
            one = kind is not None and kind.name == "article"
            value[name] = _plain(given) if one else [*(value.get(name) or []), *_facts(given)]
        self._set({name: _plain_kind(given) for name, given in value.items()}, vocabulary)

    def _set(self, value: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        _, mistakes = read_mapping(value, vocabulary)
        if mistakes:
            raise Mistakes(tuple(mistakes))
        self._document = tidy(value, vocabulary)
        self._vocabulary = vocabulary

    @classmethod
    def from_yaml(cls, text: str, *, kinds: Iterable[type[BaseModel]] = ()) -> Story:
        """The story of a YAML document. Raises `Mistakes`, each with its place in the text."""
        from ruleck.facts.yaml_text import read_yaml

        return cls._read(*read_yaml(Source("story.yaml", text)), text, "yaml", kinds)

    @classmethod
    def from_json(cls, text: str, *, kinds: Iterable[type[BaseModel]] = ()) -> Story:
        """The story of a JSON document. Raises `Mistakes`, each with its place in the text."""
        from ruleck.facts.json_text import read_json

        return cls._read(*read_json(Source("story.json", text)), text, "json", kinds)

    @classmethod
    def from_file(cls, path: str | Path, *, kinds: Iterable[type[BaseModel]] = ()) -> Story:
        """The story of a facts file, YAML or JSON by its ending; a `body_file` in its folder is read into `body`.

        Raises `Mistakes`, each with its place in the file; a file that cannot be read is one.
        """
        from pathlib import Path

        from ruleck.facts.json_text import read_json
        from ruleck.facts.load import Settings, read_document, unreadable
        from ruleck.facts.yaml_text import read_yaml

        file = Path(path)
        try:
            content = file.read_bytes()
        except OSError as error:
            raise Mistakes((unreadable(file.as_posix(), error),)) from error
        vocabulary = _vocabulary(kinds)
        settings = Settings(root=file.parent, allow_body_file=True)
        form: Any = "json" if file.suffix.lower() == ".json" else "yaml"
        found, mistakes = read_document(content, vocabulary, settings, format=form, path=file.as_posix())
        if found is None:
            raise Mistakes(tuple(mistakes))
        source = Source(file.as_posix(), content.decode("utf-8-sig"))
        value, _ = (read_json if form == "json" else read_yaml)(source)
        story = cls.__new__(cls)
        story._set(_with_body(value, found.article.fields.get("body")), vocabulary)
        return story

    @classmethod
    def _read(cls, value: Any, mistakes: list[Any], text: str, form: Any, kinds: Iterable[type[BaseModel]]) -> Story:
        from ruleck.facts.load import read_document

        vocabulary = _vocabulary(kinds)
        if not mistakes:
            # Read as a text, so that what is wrong is told with its place.
            _, mistakes = read_document(text, vocabulary, format=form, path=f"story.{form}")
        if mistakes:
            raise Mistakes(tuple(mistakes))
        story = cls.__new__(cls)
        story._set(value, vocabulary)
        return story

    def to_yaml(self, comments: Mapping[str, str] | None = None) -> str:
        """The story as YAML, laid out as a person would; `comments` go above what their JSON Pointers name."""
        return write_yaml(self._document, self._vocabulary, comments or {})

    def to_json(self) -> str:
        """The story as JSON, numbers with every digit."""
        return write_json(self._document, self._vocabulary)

    def to_dict(self) -> dict[str, Any]:
        """A copy of the story's plain value."""
        copied: dict[str, Any] = _copy(self._document)
        return copied

    def __getitem__(self, kind: str) -> Any:
        """The facts of a kind, by its plural; a copy."""
        return _copy(self._document[kind])

    def __iter__(self) -> Iterator[str]:
        return iter(self._document)

    def __len__(self) -> int:
        return len(self._document)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Story):
            return NotImplemented
        return bool(_said(self._document) == _said(other._document))

    def __hash__(self) -> int:
        return hash(self.to_yaml())

    def __repr__(self) -> str:
        counts = [f"{len(facts)} {name}" if isinstance(facts, list) else name for name, facts in self.items()]
        return f"<Story: {', '.join(counts) or 'no facts'}>"

    def _repr_html_(self) -> str:
        """The story as tables, for notebooks; nothing in it is markup."""
        tables = []
        for kind, facts in self._document.items():
            records = [fact for fact in (facts if isinstance(facts, list) else [facts]) if isinstance(fact, dict)]
            names = list(dict.fromkeys(name for record in records for name in record))
            head = "".join(f"<th>{_shown(name)}</th>" for name in names)
            cells = ["".join(f"<td>{_shown(record.get(name))}</td>" for name in names) for record in records]
            body = "".join(f"<tr>{row}</tr>" for row in cells)
            tables.append(f"<table><caption>{_shown(kind)}</caption><tr>{head}</tr>{body}</table>")
        return "".join(tables) or "<p>no facts</p>"


def rows(table: Any, fields: Mapping[str, str] | None = None, /, **always: Any) -> list[dict[str, Any]]:
    """The rows of a table as facts: of a DataFrame, or of any iterable of mappings or objects.

    `fields` says which column each field takes; without it a column is the field of its name. `always` is what every
    fact has. An empty cell (none, NaN, NaT, NA) states nothing, a midnight is a day, and a whole number that a column
    of fractions holds as 3.0 is 3. Raises `KeyError` for a column that the table lacks.

    >>> months = [{"month": "2024-01", "n": 5.0}, {"month": "2024-02", "n": None}]
    >>> rows(months, {"as_of": "month", "value": "n"}, unit="t")
    [{'as_of': '2024-01', 'value': 5, 'unit': 't'}, {'as_of': '2024-02', 'unit': 't'}]
    """
    found: list[dict[str, Any]] = []
    for row in _rows(table):
        cells = _fields(row)
        if fields is not None:
            missing = [column for column in fields.values() if column not in cells]
            if missing:
                raise KeyError(f"there is no column {missing[0]!r}; the columns are {list(cells)}")
            cells = {field: cells[column] for field, column in fields.items()}
        read = {str(name): _cell(value, whole=True) for name, value in cells.items()}
        found.append({name: value for name, value in read.items() if value is not None} | always)
    return found


def _with_body(value: Mapping[str, Any], body: Any) -> dict[str, Any]:
    """A document whose article holds its body itself."""
    document = dict(value)
    for name, article in value.items():
        if fold(name) == "article" and isinstance(article, Mapping):
            fields = {field: one for field, one in article.items() if fold(str(field)) != "body_file"}
            taken = {"body": body} if len(fields) < len(article) and body is not None else {}
            document[name] = fields | taken
    return document


# ------------------------------------------------------------------ objects and tables


def _vocabulary(kinds: Iterable[type[BaseModel]]) -> Vocabulary:
    vocabulary = builtin_vocabulary()
    for model in kinds:
        from ruleck.facts.declare import register_model

        vocabulary = register_model(vocabulary, model)
    return vocabulary


def _rows(table: Any) -> Iterable[Any]:
    """The rows of whatever holds some."""
    if isinstance(table, (Mapping, str, bytes)):
        raise TypeError("a table is wanted: a DataFrame, or a list of facts")
    for method, arguments in (("to_dicts", ()), ("to_pylist", ())):  # polars, Arrow
        if callable(getattr(table, method, None)):
            return getattr(table, method)(*arguments)  # type: ignore[no-any-return]  # a library that is not imported here
    if callable(getattr(table, "to_dict", None)) and hasattr(table, "columns"):  # pandas
        return table.to_dict("records")  # type: ignore[no-any-return]  # the same
    return table  # type: ignore[no-any-return]  # an iterable, or Python says that it is none


def _facts(given: Any) -> list[Any]:
    """A list of facts, out of whatever holds some; the rows of a DataFrame read as `rows` reads them."""
    if hasattr(given, "columns") or callable(getattr(given, "to_pylist", None)):
        return list(rows(given))
    return [_plain(fact) for fact in _rows(given)]


def _plain_kind(given: Any) -> Any:
    if hasattr(given, "columns") or (isinstance(given, Iterable) and not isinstance(given, (Mapping, str, bytes))):
        return _facts(given)
    return _plain(given)


def _fields(fact: Any) -> Mapping[str, Any]:
    """The fields of a fact, whatever sort of object it is."""
    if isinstance(fact, Mapping):
        return fact
    if dataclasses.is_dataclass(fact) and not isinstance(fact, type):
        return {field.name: getattr(fact, field.name) for field in dataclasses.fields(fact)}
    if callable(getattr(fact, "_asdict", None)):  # a named tuple
        return fact._asdict()  # type: ignore[no-any-return]  # as named tuples have it
    stated = getattr(fact, "model_fields_set", None)
    if isinstance(stated, set):  # a Pydantic model
        return {name: getattr(fact, name) for name in type(fact).model_fields if name in stated}
    if hasattr(fact, "__dict__") and not callable(fact):
        return {name: value for name, value in vars(fact).items() if not name.startswith("_")}
    raise TypeError(f"a fact is wanted, a mapping or an object with fields, and a {type(fact).__name__} stands here")


_SCALARS = (
    str, bytes, numbers.Number, datetime.date, datetime.time, datetime.timedelta, enum.Enum, Number, DateSpan, Duration
)  # fmt: skip
_EMPTY = ("NoneType", "NAType", "NaTType")  # pandas has two of its own


def _plain(value: Any) -> Any:
    """A value of Python's as documents have it: objects as mappings, without what is empty in them."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, _SCALARS) or type(value).__name__ in _EMPTY or _is_numpy(value):
        return _cell(value)
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(one) for one in value), key=repr)
    if isinstance(value, (list, tuple)) and not hasattr(value, "_asdict"):
        return [_plain(one) for one in value]
    return {name: one for name, given in _fields(value).items() if (one := _plain(given)) is not None}


def _cell(value: Any, *, whole: bool = False) -> Any:
    """A value by itself, none where it is empty; `whole` takes 3.0 for 3."""
    if type(value).__name__ in _EMPTY:
        return None
    if _is_numpy(value):
        value = value.item()
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return int(value) if whole and value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, datetime.datetime):
        day = value.tzinfo is None and value.time() == datetime.time()
        return value.date().isoformat() if day else value.isoformat()
    return value


def _is_numpy(value: Any) -> bool:
    return type(value).__module__.partition(".")[0] == "numpy" and hasattr(value, "item")


# ------------------------------------------------------------------ what is said


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(one) for name, one in value.items()}
    return [_copy(one) for one in value] if isinstance(value, list) else value


def _said(value: Any) -> Any:
    """A value as it would be written, so that a number and its digits are one."""
    if isinstance(value, dict):
        return {name: _said(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_said(one) for one in value]
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    text = as_yaml(value) if isinstance(value, (dict, list)) else str(_said(value))
    return html.escape("".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text))
