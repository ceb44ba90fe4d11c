"""What went wrong in a YAML text, told to somebody who wrote a story and not a parser.

libyaml says where it lost the thread and what it would have liked. Here that place is looked at again for what people
do: a text that starts with a sign that YAML keeps for itself, a colon in a headline, words behind a closing quote mark,
a tab, a bracket that nobody closed.
"""

from __future__ import annotations

import re
from typing import Any

from ruleck.diagnostics import Diagnostic, Label
from ruleck.source import Source, Span

# A name with its colon, and what stands behind it: `  - {value: >45000, unit: p}` has `value` and `unit`.
_NAME = re.compile(r"(?:^|(?<=[\s{,\[-]))([\w-]+)\s*:(?:[ \t]+|$)")
_INDENT = re.compile(r"[ \t]*")
# How much of a line is looked at: a person's mistake shows in that much, and a machine's line may have no end.
_LONGEST = 2000
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def quoted(text: str) -> str:
    """A text as YAML takes it literally.

    >>> print(quoted('"hunted down" in Iraq'), quoted("don't"))
    '"hunted down" in Iraq' "don't"
    """
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def syntax_mistake(source: Source, error: Any) -> Diagnostic:
    """The diagnostic for an error of the parser's."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _unprintable(source)
    text = source.text
    at = min(mark.index, len(text))
    context = getattr(error, "context_mark", None)
    opened = min(context.index, len(text)) if context is not None else at
    problem: str = getattr(error, "problem", None) or ""
    start = text.rfind("\n", 0, at) + 1
    indent = _INDENT.match(text, start)
    if indent and "\t" in indent[0]:
        at = start + indent[0].index("\t")
        return _told(source, at, at + 1, "a line is indented with a tab", "indent with spaces")
    if "unexpected end of stream" in problem and text[opened : opened + 1] in ("'", '"'):
        return _told(source, opened, opened + 1, "this quote mark is never closed")
    if "escape" in problem and "\\" in text[opened : at + 1]:
        return _escape(source, at)
    found = value_at(source, at) or (value_at(source, opened) if opened != at else None)
    if found is not None:
        name, value, starts = found
        if reason := _needs_quotes(value, problem):
            note = f"put quotes round it: {name}: {quoted(_whole(value))}"
            return _told(source, starts, starts + len(value), f"`{_short(value)}` {reason}", note)
    if "',' or" in problem or "node content" in problem:
        if text[opened : opened + 1] not in ("[", "{"):
            opened = max(text.rfind("[", 0, at), text.rfind("{", 0, at))
        if opened >= 0:
            return _bracket(source, opened, at)
    if "block sequence entries" in problem:
        return _told(source, at, at + 1, "a list cannot start behind a colon", "start each `- ` on a line of its own")
    if any(p in problem for p in ("expected key", "'-' indicator", "mapping values", "mapping keys")):
        note = "lines that belong together start in the same column; a field is written `name: value`"
        return _told(source, at, at + 1, "this line does not fit those above it", note)
    if "document start" in problem:
        return _told(source, at, at + 1, "the facts ended above, and something follows", "keep all in one block")
    return _told(source, at, at + 1, "this cannot be read as YAML", "if it is a text, put quotes round it")


def value_at(source: Source, at: int) -> tuple[str, str, int] | None:
    """The field that stands at an offset: its name, its value as far as it goes, and where that starts."""
    text = source.text
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : min(end if end >= 0 else len(text), start + _LONGEST)].rstrip("\r")
    names = [m for m in _NAME.finditer(line) if start + m.start() <= at]
    if not names:
        return None
    # `headline: Coalition: fewer left` is one field; in braces each name opens a field of its own.
    braced = "{" in line[: names[-1].start()]
    name = names[-1] if braced and line[names[-1].end() :].strip() else names[0]
    value = line[name.end() :]
    if braced:
        following = re.search(r",\s+[\w-]+:\s|\}\s*,?\s*$|\}\s*\]", value)
        value = value[: following.start()] if following else value
    value = re.sub(r"\s+#.*$", "", value).rstrip()
    return (name[1], value, start + name.end()) if value else None


def _needs_quotes(value: str, problem: str) -> str | None:
    """Why a value cannot stand without quotes, if that is so."""
    first = value[0]
    if first in "\"'":
        closed = re.match(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", value)
        if closed and closed.end() < len(value):
            return "goes on behind its closing quote mark"
        return None
    if first == "-" and value[1:2] == " ":
        return None
    if first in "?>|@`%*&!,]}":
        return f"needs quotes: YAML keeps `{first}` at the start of a value for itself"
    if re.search(r":(\s|$)", value) and "mapping values" in problem:
        return "has a colon in it, which YAML takes for the end of a name"
    return None


def _whole(value: str) -> str:
    """What was meant by `"hunted down" in both`: the text with its quote marks; by `'don't'`: the text without."""
    if value[0] == "'" and value[-1] == "'" and len(value) > 2:
        return value[1:-1]
    return value


def _bracket(source: Source, opened: int, at: int) -> Diagnostic:
    """Between the bracket that was opened and `at` something is missing: the comma, or its end."""
    text = source.text
    bracket = text[opened]
    start = text.rfind("\n", 0, at) + 1
    if at >= len(text.rstrip()) or text[at] == ":" or (start > opened and not text[start:at].strip()):
        return _told(source, opened, opened + 1, f"this `{bracket}` is never closed")
    if re.search(r"[\[,]\s*\?\s*[\],]", text[opened : opened + _LONGEST]):
        return _told(source, at, at + 1, "`?` needs quotes: YAML keeps it for itself", 'put quotes round it: "?"')
    return _told(source, at, at + 1, f"a comma or the end of `{bracket}` is wanted here")


def _escape(source: Source, at: int) -> Diagnostic:
    start = source.text.rfind("\\", 0, at + 1)
    coded = source.text[start + 1 : start + 2] in "uUx"
    written = source.text[start : at + 4 if coded else start + 2]
    note = "inside double quotes write `\\\\` for a backslash, or put single quotes round the text"
    return _told(source, start, start + max(2, len(written)), f"`{_short(written)}` stands for no character", note)


def _unprintable(source: Source) -> Diagnostic:
    found = _UNPRINTABLE.search(source.text)
    at = found.start() if found else 0
    name = f" (U+{ord(source.text[at]):04X})" if found else ""
    return _told(source, at, at + 1, f"a control character stands here{name}", "delete it", "forbidden-character")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _told(source: Source, start: int, end: int, message: str, note: str = "", code: str = "not-yaml") -> Diagnostic:
    return Diagnostic(code, message, (Label(source, Span(start, end)),), (note,) if note else ())
