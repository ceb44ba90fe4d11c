"""TOML, with the place of every key and value.

Python's own reader says what a text means and whether it is TOML at all. It knows no places: where they are wanted, the
text is walked once more.
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
from ruleck.toml_places import toml_values

DEEPEST = 100

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
    keys, values = toml_values(source.text)
    layout = Layout({"": (0, len(source.text))})
    for spans, found in ((layout.keys, keys), (layout.values, values)):
        for key, span in found.items():
            spans["".join(f"/{token(str(name))}" for name in key)] = (span.start, span.end)
    return layout


def _said(value: Any, depth: int = 0) -> Any:
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        return {key: _said(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_said(one, depth + 1) for one in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value
