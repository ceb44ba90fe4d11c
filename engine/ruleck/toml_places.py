"""Where the keys and values of a TOML file stand. Python's own reader tells the values, and no places.

Only for a text that Python's reader takes: what is wrong with another one is told by that reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from ruleck.source import Span

# The names of tables and keys on the way to a value; numbers in lists.
Key: TypeAlias = "tuple[str | int, ...]"

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' r"'''.*?'{3,5}|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'", re.DOTALL
)
_PLAIN = re.compile(r"[^,\]}\n#]+")


def toml_places(text: str) -> Mapping[Key, Span]:
    """The place of each key, and of each item of a list, by the way to it.

    >>> places = toml_places('a = 1\\n[b]\\n"c d" = ["x", "y"]\\n')
    >>> places["b", "c d"], places["b", "c d", 1]
    (Span(start=10, end=15), Span(start=24, end=27))
    """
    return _Reading(text).whole()


def toml_values(text: str) -> tuple[Mapping[Key, Span], Mapping[Key, Span]]:
    """The places of keys and items, as `toml_places` gives them, and the place of each value; a table's is its head.

    >>> toml_values('a = 1\\n[b]\\n"c d" = ["x", "y"]\\n')[1]["a",]
    Span(start=4, end=5)
    """
    reading = _Reading(text)
    return reading.whole(), reading.values


class _Reading:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[Key, Span] = {}
        self.values: dict[Key, Span] = {}
        self.counts: dict[Key, int] = {}

    def whole(self) -> Mapping[Key, Span]:
        table: Key = ()
        self.space()
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                start = self.at
                listed = self.text.startswith("[[", self.at)
                self.at += 2 if listed else 1
                table = self.within(self.key(()), last=not listed)
                if listed:
                    number = self.counts.get(table, 0)
                    self.counts[table] = number + 1
                    self.places.setdefault((*table, number), self.places[table])
                    table = (*table, number)
                self.at = self.text.find("]", self.at) + (2 if listed else 1)
                self.values[table] = Span(start, self.at)
            else:
                self.entry(table)
            self.space()
        return self.places

    def within(self, key: Key, *, last: bool) -> Key:
        """A table's key, where a list of tables is on the way to it: the one that was begun last."""
        found: Key = ()
        for number, name in enumerate(key):
            found = (*found, name)
            if found in self.counts and (last or number < len(key) - 1):
                found = (*found, self.counts[found] - 1)
        if found != key and key in self.places:
            self.places[found] = self.places[key]
        return found

    def entry(self, table: Key) -> None:
        """A key with its value."""
        key = self.key(table)
        self.at = self.text.find("=", self.at) + 1
        self.space()
        self.value(key)

    def key(self, table: Key) -> Key:
        """A key, dots and all, noted with its place."""
        self.space()
        start, names = self.at, list(table)
        while True:
            quoted = _TEXT.match(self.text, self.at)
            bare = quoted or _BARE.match(self.text, self.at)
            if bare is None:  # no text that Python's reader takes
                self.at = len(self.text)
                break
            names.append(_unquoted(bare[0]) if quoted else bare[0])
            self.at = bare.end()
            self.places.setdefault(tuple(names), Span(start, self.at))
            dot = _DOT.match(self.text, self.at)
            if dot is None:
                break
            self.at = dot.end()
        return tuple(names)

    def value(self, key: Key) -> None:
        """A value, and what stands in it."""
        start, first = self.at, self.text[self.at : self.at + 1]
        if first in ("[", "{"):
            closing = "]" if first == "[" else "}"
            self.at += 1
            number = 0
            self.space()
            while self.at < len(self.text) and not self.text.startswith(closing, self.at):
                if first == "{":
                    self.entry(key)
                else:
                    self.value((*key, number))
                    self.places[(*key, number)] = self.values[(*key, number)]
                number += 1
                self.space()
                self.at += self.text.startswith(",", self.at)
                self.space()
            self.at += 1
        else:
            found = _TEXT.match(self.text, self.at) or _PLAIN.match(self.text, self.at)
            self.at = found.end() if found is not None else self.at + 1
        # What stands without quotes is taken up to what ends it.
        end = start + len(self.text[start : self.at].rstrip())
        self.values[key] = Span(start, end)

    def space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        assert found is not None  # it matches nothing, too
        self.at = found.end()


def _unquoted(text: str) -> str:
    import tomllib

    name: str = next(iter(tomllib.loads(f"{text} = 0")))
    return name
