"""HTML made of elements, in which text can be nothing but text.

A story and its facts are written by others. What reaches the page is either `Markup`, which only this module makes, or
plain text, which is escaped where it is put in: there is no way to forget it. Characters that a reader cannot see but
that turn the reading direction or act on a program are shown as escapes, as on a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_VOID = frozenset({"br", "input", "link", "meta"})
# Controls but line feed and tab, those that turn the direction, halves of characters, and what is no character.
_NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
)
_HIDDEN = re.compile(f"[{_NEVER}]")
_OTHERWISE = re.compile(f"[{_NEVER}&<>\"']")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(content: str) -> Markup:
    """Plain text as HTML.

    >>> text("<b> \\u202e")
    '&lt;b&gt; \\\\u202e'
    """
    if isinstance(content, Markup):
        return content
    if not _OTHERWISE.search(content):
        return Markup(content)
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    return Markup(_HIDDEN.sub(_escape, content).translate(_ENTITIES))


def joined(parts: Iterable[str | None]) -> Markup:
    """Parts one after another; plain ones are escaped."""
    return Markup("".join(text(part) for part in parts if part is not None))


def tag(name: str, /, *content: str | None, **attributes: str | float | bool | None) -> Markup:
    """An element. `class_` and `aria_label` are the attributes `class` and `aria-label`; one that is none or false is
    left out.

    >>> tag("a", "1 < 2", class_="note", href="#n1", hidden=True)
    '<a class="note" href="#n1" hidden>1 &lt; 2</a>'
    """
    opened = [name]
    for key, value in attributes.items():
        key = key.rstrip("_").replace("_", "-")
        if value is True:
            opened.append(key)
        elif value is not None and value is not False:
            opened.append(f'{key}="{text(value) if isinstance(value, str) else _figure(value)}"')
    start = f"<{' '.join(opened)}>"
    return Markup(start if name in _VOID else f"{start}{joined(content)}</{name}>")


def _figure(value: float) -> str:
    """A length in a drawing: a tenth is enough.

    >>> _figure(12.34), _figure(3.0)
    ('12.3', '3')
    """
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
