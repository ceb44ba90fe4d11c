"""Facts written down: tidy YAML, as a person would type it, or JSON.

The one writer, for what is imported, drafted or built in Python. It takes a document's plain value, as a document's
readers give it, and changes no word of what was said: "less than 1,000" and 1.50 stay as they were written. What has no
value is left out. Kinds and fields come in the order of the vocabulary, an `id` first.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from typing import Any

from ruleck.facts.json_text import JSON_NUMBER, Digits, json_quoted
from ruleck.facts.scalars import written
from ruleck.facts.vocabulary import Kind, Vocabulary, fold
from ruleck.facts.yaml_plain import Words, as_yaml, is_shown, scalar

WIDTH = 100
_NO_COMMENTS: Mapping[str, str] = {}


def write_yaml(
    document: Mapping[str, Any],
    vocabulary: Vocabulary,
    comments: Mapping[str, str] = _NO_COMMENTS,
    marks: Mapping[str, str] = _NO_COMMENTS,
) -> str:
    """The document as YAML: a fact on one line where it fits there, else a line for each field.

    `comments` are put above what they speak of, by its JSON Pointer: `""` for the whole document, `/quotes` for a kind,
    `/quotes/0` for a fact, `/article/headline` for a field of the article. `marks` are short comments for facts and
    fields of the article, behind their first lines.

    >>> from ruleck.facts.builtin import builtin_vocabulary
    >>> figures = [{"unit": "people", "value": "less than 1,000", "id": "latest"}]
    >>> print(write_yaml({"figures": figures, "article": {"headline": "Why: a list"}}, builtin_vocabulary()), end="")
    article:
      headline: "Why: a list"
    <BLANKLINE>
    figures:
      - {id: latest, value: "less than 1,000", unit: people}
    """
    blocks = []
    for name, facts in _worded(tidy(document, vocabulary), vocabulary).items():
        lines = [*_comment(comments.get(f"/{name}"), ""), f"{scalar(name, flow=False)}:"]
        if isinstance(facts, list):
            for index, fact in enumerate(facts):
                lines += _comment(comments.get(f"/{name}/{index}"), "  ")
                lines += _marked(_item(fact, "  "), marks.get(f"/{name}/{index}"))
        elif isinstance(facts, dict):
            for field, value in facts.items():
                lines += _comment(comments.get(f"/{name}/{field}"), "  ")
                lines += _marked(_field(field, value, "  "), marks.get(f"/{name}/{field}"))
        else:
            lines[-1:] = _field(name, facts, "")
        blocks.append("\n".join(lines))
    head = "\n".join(_comment(comments.get(""), ""))
    return "\n\n".join([*([head] if head else []), *(blocks or ["{}"])]) + "\n"


def write_json(document: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """The document as JSON, its numbers with every digit.

    >>> from ruleck.facts.builtin import builtin_vocabulary
    >>> print(write_json({"figures": [{"value": Digits("1.50")}]}, builtin_vocabulary()), end="")
    {
      "figures": [
        {"value": 1.50}
      ]
    }
    """
    return "".join(_json(tidy(document, vocabulary), "", 2)) + "\n"


def write_json_line(document: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """The document as a line of JSON Lines."""
    return "".join(_json(tidy(document, vocabulary), "", 0)) + "\n"


# ------------------------------------------------------------------ order


def tidy(document: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """The document in the vocabulary's order and with its names, without what says nothing; what it does not know comes
    last."""
    named: dict[str, Any] = {}
    for name, value in document.items():
        kind = vocabulary.kind(name)
        right = name if kind is None else kind.name if kind.name == "article" else kind.plural
        if isinstance(value, (list, tuple)):
            facts: Any = [_plain(one, kind, vocabulary) for one in value]
        else:
            facts = _plain(value, kind, vocabulary)
        if facts not in (None, [], {}):
            # A document with one name in two spellings is told its mistake when it is read.
            named[right if right not in named else name] = facts
    order = ["article" if kind.name == "article" else kind.plural for kind in vocabulary.kinds.values()]
    return _ordered(named, order)


def _plain(value: Any, kind: Kind | None, vocabulary: Vocabulary) -> Any:
    if not isinstance(value, Mapping):
        return _value(value)
    fields: dict[str, Any] = {}
    for name, one in value.items():
        folded = fold(str(name))
        field = kind.fields.get(folded) if kind is not None else None
        if field is not None and field.type.base == "link":
            links = [vocabulary.kinds[linked] for linked in field.type.kinds]
            many = [_linked(link, links, vocabulary) for link in one] if isinstance(one, (list, tuple)) else None
            said = many if many is not None else _linked(one, links, vocabulary)
        else:
            said = _value(one)
        if said is not None and said != []:
            fields[folded if field is not None and folded not in fields else str(name)] = said
    return _ordered(fields, ["id", *kind.fields] if kind is not None else [])


def _linked(value: Any, kinds: list[Kind], vocabulary: Vocabulary) -> Any:
    """A link, or the fact that stands in its place, which is of the first kind that has all of its fields."""
    if not isinstance(value, Mapping):
        return _value(value)
    names = [fold(str(name)) for name in value]
    kind = next((kind for kind in kinds if all(name in kind.fields for name in names)), kinds[0])
    return _plain(value, kind, vocabulary)


def _value(value: Any) -> Any:
    """A value as plain text, a number with its digits, yes or no; lists and mappings of such."""
    if value is None or isinstance(value, (bool, Digits)) or type(value) is str:
        return value
    if isinstance(value, Mapping):
        return {str(name): said for name, one in value.items() if (said := _value(one)) is not None}
    if isinstance(value, (list, tuple)):
        return [_value(one) for one in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    text = written(value)
    text = text if text is not None else str(value)
    return Digits(text) if not isinstance(value, str) and JSON_NUMBER.fullmatch(text) else text


def _ordered(fields: dict[str, Any], order: list[str]) -> dict[str, Any]:
    known = {name: fields[name] for name in order if name in fields}
    return {**known, **{name: value for name, value in fields.items() if name not in known}}


# ------------------------------------------------------------------ YAML


def _worded(document: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """A tidy document with the texts marked that are texts by their fields, whatever they look like."""
    found: dict[str, Any] = {}
    for name, facts in document.items():
        kinds = [kind] if (kind := vocabulary.kind(name)) is not None else []
        many = isinstance(facts, list)
        found[name] = [_words(one, kinds, vocabulary) for one in facts] if many else _words(facts, kinds, vocabulary)
    return found


def _words(value: Any, kinds: list[Kind], vocabulary: Vocabulary) -> Any:
    """A fact, of the first of the kinds that has all of its fields."""
    if not isinstance(value, dict) or not kinds:
        return value
    fields = next((kind for kind in kinds if all(fold(name) in kind.fields for name in value)), kinds[0]).fields
    found: dict[str, Any] = {}
    for name, one in value.items():
        field = fields.get(fold(name))
        if field is not None and field.type.base in ("text", "link"):
            linked = [vocabulary.kinds[kind] for kind in field.type.kinds]
            found[name] = (
                [_word(x, linked, vocabulary) for x in one] if isinstance(one, list) else _word(one, linked, vocabulary)
            )
        else:
            found[name] = one
    return found


def _word(value: Any, kinds: list[Kind], vocabulary: Vocabulary) -> Any:
    if isinstance(value, dict) and not kinds:  # an excerpt with what stands round it
        return {name: _word(one, kinds, vocabulary) for name, one in value.items()}
    if isinstance(value, str):
        return value if isinstance(value, Digits) else Words(value)  # who gave a number gets a number
    return _words(value, kinds, vocabulary)


def _comment(text: str | None, indent: str) -> list[str]:
    if text is None:
        return []
    lines = (line if is_shown(line) else "".join(c if is_shown(c) else " " for c in line) for line in text.split("\n"))
    return [f"{indent}# {line}".rstrip() for line in lines]


def _marked(lines: list[str], mark: str | None) -> list[str]:
    if mark is not None:
        lines[0] = _with_mark(lines[0], mark)
    return lines


def _with_mark(lines: str, mark: str) -> str:
    """A comment behind the first of some lines."""
    first, *rest = lines.split("\n")
    return "\n".join([f"{first}  {_comment(mark, '')[0]}", *rest])


def _item(value: Any, indent: str) -> list[str]:
    """A value behind a dash."""
    if isinstance(value, dict) and value:
        line = f"{indent}- {as_yaml(value)}"
        if len(line) <= WIDTH:
            return [line]
        first, *rest = _fields(value, f"{indent}  ")
        return [f"{indent}- {first.lstrip()}", *rest]
    if isinstance(value, str) and not isinstance(value, Digits):
        return [f"{indent}- {_text(value, f'{indent}  ')}"]
    return [f"{indent}- {as_yaml(value)}"]


def _fields(fields: dict[str, Any], indent: str) -> list[str]:
    return [line for name, value in fields.items() for line in _field(name, value, indent)]


def _field(name: str, value: Any, indent: str) -> list[str]:
    """A field on its own line, or on several."""
    head = f"{indent}{scalar(name, flow=False)}:"
    if isinstance(value, str) and not isinstance(value, Digits):
        return [f"{head} {_text(value, f'{indent}  ')}"]
    line = f"{head} {as_yaml(value)}"
    if len(line) <= WIDTH or not isinstance(value, (dict, list)):
        return [line]
    if isinstance(value, dict):
        return [head, *_fields(value, f"{indent}  ")]
    return [head, *(line for one in value for line in _item(one, f"{indent}  "))]


def _text(text: str, indent: str) -> str:
    """A text: as lines below where it has several and they stand there as they are."""
    lines = text.removesuffix("\n").split("\n")
    whole = len(lines) > 1 and lines[0] and lines[-1] and lines[0][0] not in " \t"
    if not whole or any(line.strip(" \t") == "" != line for line in lines) or not is_shown(text):
        return scalar(text, flow=False)
    mark = "|" if text.endswith("\n") else "|-"
    return "\n".join([mark, *(f"{indent}{line}" if line else "" for line in lines)])


# ------------------------------------------------------------------ JSON


def _json(value: Any, indent: str, levels: int) -> Iterator[str]:
    """A value; `levels` of lists and mappings are spread over lines, as far as there is something in them."""
    if not isinstance(value, (dict, list)):
        yield json_quoted(value) if isinstance(value, str) and not isinstance(value, Digits) else _bare(value)
        return
    inner = f"{indent}  "
    before, between, after = (f"\n{inner}", f",\n{inner}", f"\n{indent}") if value and levels else ("", ", ", "")
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield opening + before
    for index, one in enumerate(value):
        if index:
            yield between
        if isinstance(value, dict):
            yield f"{json_quoted(one)}: "
        yield from _json(value[one] if isinstance(value, dict) else one, inner, max(levels - 1, 0))
    yield after + closing


def _bare(value: Any) -> str:
    return str(value) if isinstance(value, Digits) else json.dumps(value)
