"""JSON, with every digit kept.

The quick way is jiter's, which keeps a number with a point or an exponent as it was written. It knows no places, and
says of a mistake what a parser would. So a text that it refuses, or whose places are wanted, is read once more, slowly,
here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

import jiter

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.document import Layout, token
from ruleck.facts.encoding import lone_surrogate
from ruleck.facts.yaml_plain import is_shown
from ruleck.source import Source, Span

DEEPEST = 100

_SPACE = re.compile(r"[ \t\n\r]*")
_TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.-])")
_WORD = re.compile(r"[-+\w.]+")
_ESCAPE_RIGHT = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)")
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS = {"true": True, "false": False, "null": None}


class Digits(str):
    """A number of a JSON text, as it was written."""

    __slots__ = ()


def json_quoted(text: str) -> str:
    """A text as JSON has it, with nothing in it that acts on a terminal.

    >>> print(json_quoted("caf\u00e9"), json_quoted("turned \u202e round"))
    "café" "turned \u202e round"
    """
    written = json.dumps(text, ensure_ascii=False)
    return written if is_shown(written) else json.dumps(text)


def read_json(source: Source) -> tuple[Any, list[Diagnostic]]:
    """The value that a JSON text holds, and every mistake that can be told.

    A number is an `int`, jiter's `LosslessFloat` or `Digits`: each of them is as it was written when made a `str`.

    >>> read_json(Source("a.json", '{"a": 1.50}'))
    ({'a': LosslessFloat(1.50)}, [])
    """
    try:
        return jiter.from_json(
            source.text.encode("utf-8"),
            allow_inf_nan=False,
            catch_duplicate_keys=True,
            float_mode="lossless-float",
        ), []
    except ValueError:
        return read_json_slowly(source, None)


def read_json_slowly(source: Source, layout: Layout | None) -> tuple[Any, list[Diagnostic]]:
    """The same, with places, and with mistakes told to people."""
    reading = _Reading(source, layout)
    try:
        value = reading.whole()
    except _Stop:
        value = None
    return (None if reading.mistakes else value), reading.mistakes


class _Stop(Exception):  # noqa: N818 - it stops the reading, the mistake itself is data
    pass


class _Reading:
    def __init__(self, source: Source, layout: Layout | None) -> None:
        self.source = source
        self.text = source.text
        self.layout = layout
        self.mistakes: list[Diagnostic] = []
        self.at = 0

    def whole(self) -> Any:
        self.space()
        value = self.value("", 0)
        self.space()
        if self.at < len(self.text):
            self.stop("the facts ended above, and something follows", self.at)
        return value

    def value(self, pointer: str, depth: int) -> Any:
        start, first = self.at, self.text[self.at : self.at + 1]
        value: Any
        if first == "{":
            value = self.mapping(pointer, depth)
        elif first == "[":
            value = self.list(pointer, depth)
        elif first == '"':
            value = self.string()
        elif number := JSON_NUMBER.match(self.text, start):
            self.at = number.end()
            value = Digits(number[0])
        else:
            value = self.word()
        if self.layout is not None:
            self.layout.values[pointer] = (start, self.at)
        return value

    def mapping(self, pointer: str, depth: int) -> dict[str, Any]:
        value: dict[str, Any] = {}
        seen: dict[str, tuple[int, int]] = {}

        def item() -> None:
            start = self.at
            if self.text[start : start + 1] != '"':
                self.stop("a name in double quotes is wanted here", start, 'such as "headline": …')
            key = self.string()
            at = (start, self.at)
            if key in seen:
                first = Label(self.source, Span(*seen[key]), "first here")
                label = Label(self.source, Span(*at))
                self.mistakes.append(Diagnostic("duplicate-key", f"`{key}` is given twice", (label, first)))
            seen[key] = at
            self.space()
            if self.text[self.at : self.at + 1] != ":":
                self.stop(f"a colon is wanted behind `{key}`", self.at)
            self.at += 1
            self.space()
            place = f"{pointer}/{token(key)}"
            value[key] = self.value(place, depth + 1)
            if self.layout is not None:
                self.layout.keys[place] = at

        self.items("{", "}", depth, item)
        return value

    def list(self, pointer: str, depth: int) -> list[Any]:
        value: list[Any] = []
        self.items("[", "]", depth, lambda: value.append(self.value(f"{pointer}/{len(value)}", depth + 1)))
        return value

    def items(self, opening: str, closing: str, depth: int, item: Callable[[], None]) -> None:
        """What stands between two brackets, each by `item`."""
        start = self.at
        if depth >= DEEPEST:
            self.stop(f"this is nested more than {DEEPEST} deep", start, "a fact needs two or three levels", "too-deep")
        self.at += 1
        self.space()
        if self.text[self.at : self.at + 1] == closing:
            self.at += 1
            return
        while True:
            item()
            self.space()
            found = self.text[self.at : self.at + 1]
            if not found:
                self.stop(f"this `{opening}` is never closed", start)
            if found not in (",", closing):
                self.stop(f"a comma or `{closing}` is wanted here", self.at)
            self.at += 1
            if found == closing:
                return
            comma = self.at - 1
            self.space()
            if self.text[self.at : self.at + 1] == closing:
                self.stop(f"a comma stands before the closing `{closing}`", comma, "delete it")

    def string(self) -> str:
        start = self.at
        found = _TEXT.match(self.text, start)
        if found is None:
            self.unreadable(start)
        self.at = found.end()
        inner = found[0][1:-1]
        if "\\" not in inner:
            return inner
        value = _ESCAPE.sub(lambda m: chr(int(m[1][1:], 16)) if len(m[1]) > 1 else _ESCAPES.get(m[1], m[1]), inner)
        # Two escapes may make one character; a half that is left over makes none.
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        if lone_surrogate(value):
            at = next(m.start() for m in _ESCAPE.finditer(self.text, start) if m[1][:2].lower() == "ud")
            self.stop("half a character stands here", at, "delete it", "forbidden-character", 6)
        return value

    def unreadable(self, start: int) -> NoReturn:
        """Stop at what is wrong with a text in quotes."""
        at = start + 1
        while at < len(self.text):
            if self.text[at] == '"' or self.text[at] == "\n":
                break
            if self.text[at] < " ":
                self.stop("a tab or control character stands inside a text", at, "write a tab as `\\t`")
            if self.text[at] == "\\":
                if not _ESCAPE_RIGHT.match(self.text, at):
                    found = f"`{self.text[at : at + 2]}` stands for no character"
                    self.stop(found, at, "write `\\\\` for a backslash", end=2)
                at += 1
            at += 1
        note = 'close it with `"`; a line break inside is written `\\n`'
        self.stop("this text is not closed on its line", start, note)

    def word(self) -> bool | None:
        found = _WORD.match(self.text, self.at)
        if found is None:
            if self.at >= len(self.text):
                self.stop("the text ends where a value is wanted", max(0, len(self.text.rstrip()) - 1))
            self.stop("a value is wanted here", self.at, "a text stands in double quotes")
        if found[0] not in _WORDS:
            self.no_word(found[0])
        self.at = found.end()
        return _WORDS[found[0]]

    def no_word(self, word: str) -> NoReturn:
        """Stop at something without quotes that is no value."""
        shown = word if len(word) <= 40 else f"{word[:39]}…"
        note = f'put double quotes round a text: "{shown}"'
        if word.lower().lstrip("+-") in ("nan", "infinity", "inf"):
            note = 'leave out what is not known, or write "?"'
        self.stop(f"`{shown}` cannot stand without quotes", self.at, note, end=len(word))

    def space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        assert found is not None  # it matches nothing, too
        self.at = found.end()

    def stop(self, message: str, at: int, note: str = "", code: str = "not-json", end: int = 1) -> NoReturn:
        label = Label(self.source, Span(at, at + end))
        self.mistakes.append(Diagnostic(code, message, (label,), (note,) if note else ()))
        raise _Stop
