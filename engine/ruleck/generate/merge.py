"""Several stories told as one: the facts of all, what would be confused with one another given other names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ruleck.generate.edits import Document, copied
from ruleck.generate.samples import letters

_NAMES = ("id", "name")


def merged(documents: Sequence[Document]) -> Document:
    """The facts of all documents in one. Of the article's fields those stay that were stated first.

    >>> merged([{"people": [{"name": "a"}]}, {"people": [{"name": "a"}], "quotes": [{"text": "b", "speaker": "a"}]}])
    {'people': [{'name': 'a'}, {'name': 'c'}], 'quotes': [{'text': 'b', 'speaker': 'c'}]}
    """
    result: Document = {}
    for document in documents:
        taken = set(_named(result))
        used = taken | set(_texts(document))
        other = copied(document)
        for name in dict.fromkeys(_named(document)):
            if name in taken:
                number = next(n for n in range(len(used) + 1) if letters(n) not in used)
                used.add(letters(number))
                other = replaced(other, name, letters(number))
        for key, value in other.items():
            if isinstance(value, list):
                result.setdefault(key, []).extend(value)
            else:
                result[key] = {**value, **result.get(key, {})}
    return result


def replaced(value: Any, old: str, new: str) -> Any:
    """A plain value in which a text is another one, wherever it stands."""
    if isinstance(value, dict):
        return {key: replaced(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [replaced(item, old, new) for item in value]
    return new if value == old and isinstance(value, str) else value


def _named(value: Any) -> Iterator[str]:
    """What records are known by."""
    if isinstance(value, dict):
        yield from (name for field in _NAMES if isinstance(name := value.get(field), str))
        for item in value.values():
            yield from _named(item)
    elif isinstance(value, list):
        for item in value:
            yield from _named(item)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
