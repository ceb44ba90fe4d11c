"""Text from anywhere as Markdown that shows it and does nothing else.

Comments are read on GitHub and GitLab, where more acts than Markdown itself says: `@name` calls a person, `#12` and
`!12` lead to an issue and tell it so, a bare address becomes a link, and an image is fetched when the page is opened.
Marks of Markdown and HTML are escaped; what acts by its look alone is broken by a space of no width, which nobody sees.
"""

from __future__ import annotations

import re

from ruleck.reports.snippet import printable

_NOTHING = "\u200b"
_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {mark: f"\\{mark}" for mark in "\\`*_{}[]|~$"}
# A name, an issue, a merge request, a label, a milestone, a snippet, an epic, a shared file; an address.
_CALLS = re.compile(r"(?<=[@#!~%$&^])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\bGH)(?=-)", re.IGNORECASE)
# What makes something of a line that begins with it: a heading, a list, a line under a heading.
_BEGINS = re.compile(r"^([-+=#]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """A text on one line, as it is to be read.

    >>> print(escaped("*so* <b>said</b>"), escaped("# this"), escaped("1. that"))
    \\*so\\* &lt;b&gt;said&lt;/b&gt; \\# this 1\\. that
    """
    broken = _CALLS.sub(_NOTHING, printable(text).strip())
    marked = "".join(_MARKS.get(c, c) for c in broken)
    return _BEGINS.sub(lambda mark: f"{mark[1]}\\" if mark[1].isdigit() else f"\\{mark[1]}", marked)


def code(text: str) -> str:
    """A text on one line, set as code.

    >>> code("a `b`")
    '`` a `b` ``'
    """
    shown = printable(text)
    longest = max(map(len, re.findall("`+", shown)), default=0)
    if not longest:
        return f"`{shown or ' '}`"
    fence = "`" * (longest + 1)
    return f"{fence} {shown} {fence}"
