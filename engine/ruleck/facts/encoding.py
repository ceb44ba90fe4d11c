"""From bytes to text: UTF-8, with or without a byte order mark, and nothing that no editor could have typed."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from ruleck.diagnostics import Diagnostic, Label
from ruleck.source import Source, Span

_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(content: bytes | str, path: str, line: int | None = None) -> tuple[Source | None, list[Diagnostic]]:
    """The text of a document, or why it is none. `line` is the number of the line that the document is, of JSON Lines.

    >>> source, mistakes = decode(b"caf\\xe9", "a.yaml")
    >>> mistakes[0].message
    'this file is not UTF-8: byte E9 makes no character'
    """
    first_line, what = (1, "file") if line is None else (line, "line")
    if isinstance(content, str):
        text = content.removeprefix("\ufeff")
    else:
        # A byte order mark stands at the beginning of a file; before a later line the same bytes are damage.
        if first_line == 1 and content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return None, [_mistake(Source(path, ""), 0, "not-utf-8", "this file is UTF-16, not UTF-8", _RESAVE)]
        content = content.removeprefix(BOM_UTF8)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            start = len(content[: error.start].decode("utf-8"))
            source = Source(path, content.decode("utf-8", "replace"), first_line)
            found = f"this {what} is not UTF-8: byte {content[error.start]:02X} makes no character"
            return None, [_mistake(source, start, "not-utf-8", found, _RESAVE)]
    source = Source(path, text, first_line)
    if (at := text.find("\0")) >= 0:
        return None, [_mistake(source, at, "forbidden-character", "a NUL character stands here", "delete it")]
    if surrogate := lone_surrogate(text):
        found = f"half a character stands here (U+{ord(text[surrogate.start()]):04X})"
        shown = Source(path, _SURROGATE.sub("\ufffd", text), first_line)
        return None, [_mistake(shown, surrogate.start(), "forbidden-character", found, "delete it")]
    return source, []


def lone_surrogate(text: str) -> re.Match[str] | None:
    """The first half of a character that has lost its other half; Python's text can hold such, no file can."""
    return None if text.isascii() else _SURROGATE.search(text)


_RESAVE = "save it again as UTF-8 (most editors: Save As, Encoding)"


def _mistake(source: Source, at: int, code: str, message: str, note: str) -> Diagnostic:
    return Diagnostic(code, message, (Label(source, Span(at, at + 1)),), (note,))
