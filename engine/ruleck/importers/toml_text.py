"""TOML, with the place of every key and value.

Python's own reader says what a text means and whether it is TOML at all; it knows no places. So where places are wanted
the text, known by then to be right, is walked once more, by its marks alone.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from typing import Any

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.document import Layout, token
from ruleck.facts.json_text import Digits
from ruleck.source import Source, Span

DEEPEST = 100

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_TEXT = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_BARE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d[^\s,\]}#]*|[^\s,\]}#]+")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


def read_toml(source: Source) -> tuple[Any, list[Diagnostic]]:
    """The value that a TOML text holds, numbers and dates as they were written; or what is wrong with it.

    >>> read_toml(Source("a.toml", "a = 1.50\\nb = 2017-12-27"))
    ({'a': '1.50', 'b': '2017-12-27'}, [])
    """
    try:
        return _said(tomllib.loads(source.text, parse_float=Digits)), []
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        at = len(source.text.rstrip())
        if found is not None and found[1]:
            # Its lines are those of a text whose line breaks are all one character.
            at = source.offset(int(found[1]), 1) + int(found[2]) - 1
        words = _AT.sub("", str(error))
        message = f"this cannot be read as TOML: {words[:1].lower()}{words[1:]}"
    except RecursionError:
        at, message = 0, f"this is nested more than {DEEPEST} deep"
    note = "a field is written name = value, and a text stands in quotes"
    return None, [Diagnostic("not-toml", message, (Label(source, Span(at, at + 1)),), (note,))]


def lay_out(source: Source) -> Layout:
    """The places in a TOML text that was read without a mistake."""
    walk = _Walk(source.text)
    walk.whole()
    return walk.layout


def _said(value: Any, depth: int = 0) -> Any:
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        return {key: _said(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_said(one, depth + 1) for one in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.layout = Layout()
        self.tables: dict[str, int] = {}

    def whole(self) -> None:
        within = ""
        self.layout.values[""] = (0, len(self.text))
        self.blank()
        while self.at < len(self.text):
            before = self.at
            if self.text.startswith("[", self.at):
                many = self.text.startswith("[[", self.at)
                self.at += 2 if many else 1
                within = self.header("", many)
                self.at = self.text.find("]", self.at) + (2 if many else 1)
                self.layout.values[within] = (before, self.at)
            else:
                self.pair(within)
            self.blank()
            if self.at <= before:
                return

    def header(self, pointer: str, many: bool) -> str:
        """The pointer that the name of a table stands for; a list of tables has grown by one."""
        parts, span = self.name()
        for index, part in enumerate(parts):
            pointer = f"{pointer}/{token(part)}"
            if index == len(parts) - 1:
                self.layout.keys.setdefault(pointer, span)
                if many:
                    self.tables[pointer] = self.tables.get(pointer, -1) + 1
            if pointer in self.tables:
                pointer = f"{pointer}/{self.tables[pointer]}"
        return pointer

    def pair(self, pointer: str) -> None:
        parts, span = self.name()
        for part in parts:
            pointer = f"{pointer}/{token(part)}"
            self.layout.keys.setdefault(pointer, span)
        self.blank()
        self.at += 1  # the equals sign
        self.blank()
        self.value(pointer)

    def name(self) -> tuple[list[str], tuple[int, int]]:
        self.blank()
        parts: list[str] = []
        start = end = self.at
        while key := _KEY.match(self.text, self.at):
            written = key[0]
            if written[0] in "\"'":
                written = next(iter(tomllib.loads(f"{written} = 0")))
            parts.append(written)
            self.at = end = key.end()
            self.blank()
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
            self.blank()
        return parts, (start, end)

    def value(self, pointer: str) -> None:
        start, first = self.at, self.text[self.at : self.at + 1]
        if first in ("[", "{"):
            self.at += 1
            index = 0
            closing = "]" if first == "[" else "}"
            self.blank()
            while self.at < len(self.text) and self.text[self.at] != closing:
                before = self.at
                if first == "[":
                    self.value(f"{pointer}/{index}")
                else:
                    self.pair(pointer)
                index += 1
                self.blank()
                if self.text.startswith(",", self.at):
                    self.at += 1
                    self.blank()
                if self.at <= before:
                    break
            self.at += 1
        else:
            found = _TEXT.match(self.text, self.at) or _BARE.match(self.text, self.at)
            self.at = found.end() if found is not None else self.at + 1
        self.layout.values[pointer] = (start, self.at)

    def blank(self) -> None:
        found = _BLANK.match(self.text, self.at)
        assert found is not None  # it matches nothing, too
        self.at = found.end()
