"""Patterns of paths that are left out, as Git reads a .gitignore (gitignore(5)).

The last pattern that matches counts; `!` takes back what one before it says. What lies in a folder that is left out is
left out with it, whatever follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


class Exclusion:
    """Patterns, read once. Paths are given from the folder that the patterns belong to, with `/`.

    >>> out = Exclusion(["archive/*", "!archive/2026/", "*.draft.facts.yaml"])
    >>> [out.excludes(path) for path in ("archive/1999/a.yaml", "archive/2026/a.yaml", "x/a.draft.facts.yaml")]
    [True, False, True]
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = list(_read(patterns))

    def excludes(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file or folder is left out, or one of the folders that it lies in."""
        parts = path.strip("/").split("/")
        return any(
            self._matches("/".join(parts[:length]), folder or length < len(parts))
            for length in range(1, len(parts) + 1)
        )

    def _matches(self, path: str, folder: bool) -> bool:
        for expression, taken_back, folders in reversed(self._patterns):
            if (folder or not folders) and expression.fullmatch(path):
                return not taken_back
        return False


def _read(patterns: Iterable[str]) -> Iterator[tuple[re.Pattern[str], bool, bool]]:
    """Each pattern as an expression for whole paths; whether it takes back; whether it is for folders only."""
    for line in patterns:
        text = re.sub(r"(?<!\\) +$", "", line)
        if not text or text.startswith("#"):
            continue
        taken_back = text.startswith("!")
        text = text[taken_back:]
        folders = text.endswith("/")
        text = text.removesuffix("/")
        if not text:
            continue
        anywhere = "" if "/" in text else "(?:.*/)?"
        expression = _expression(text.removeprefix("/"))
        try:
            if expression is not None:
                yield re.compile(f"{anywhere}{expression}", re.DOTALL), taken_back, folders
        except re.error:  # such as [z-a], which matches nothing
            continue


def _expression(text: str) -> str | None:
    """A pattern as an expression for a path from the folder; none for one that matches nothing."""
    found: list[str] = []
    at = 0
    while at < len(text):
        stars = re.compile(r"(?:(?<=/)|^)\*\*+(/|$)").match(text, at)
        if stars is not None:
            # Any number of folders; at the end all that lies inside, but not the folder itself.
            found.append("(?:[^/]+/)*" if stars[1] else ".+")
            at = stars.end()
            continue
        sign = text[at]
        at += 1
        if sign == "*":
            while text[at : at + 1] == "*":
                at += 1
            found.append("[^/]*")
        elif sign == "?":
            found.append("[^/]")
        elif sign == "[":
            members = re.compile(r"[!^]?\]?(?:[^\]\\]|\\.)*\]", re.DOTALL).match(text, at)
            if members is None:
                return None
            inner = members[0][:-1]
            out = inner[:1] in ("!", "^")
            # But for the hyphen of a range, each sign stands for itself, with a backslash before it or without.
            inner = re.sub(r"\\(.)|([^-])", lambda sign: re.escape(sign[1] or sign[2]), inner[out:], flags=re.DOTALL)
            found.append(f"(?!/)[{'^' if out else ''}{inner}]")
            at = members.end()
        elif sign == "\\":
            if at == len(text):
                return None
            found.append(re.escape(text[at]))
            at += 1
        else:
            found.append(re.escape(sign))
    return "".join(found)
