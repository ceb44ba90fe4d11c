"""Findings as Markdown: a comment for a pull request, the gravest first to have a place in it.

A comment holds so much and no more. The form keeps what could still fit, so its memory does not grow with the run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.reports.brief import mistake_lines, reason
from ruleck.reports.checked import PARTIAL, Asked, Checked, Closing
from ruleck.reports.markdown_text import code, escaped
from ruleck.reports.place import SENTENCE, Stretch, mistake_place, place_of
from ruleck.reports.tally import tally

# What GitHub takes for a comment. Bytes are counted, which are never fewer than characters however these are counted.
MOST = 65_536
_KEPT_FREE = 8192  # for the head, the tally and the last line
_LONGEST = 1000  # characters of a line of the tally
# Nobody sees it; by it a job finds the comment of its last run, to put this one in its place.
_MARK = "<!-- ruleck -->\n"

_Rank = Literal["mistake", "error", "warning", "info"]
_RANKS: tuple[_Rank, ...] = ("mistake", "error", "warning", "info")


@dataclass(frozen=True, slots=True)
class _Row:
    """`size` is in bytes, with the line of its file if it may bring that along."""

    order: int
    path: str
    text: str
    size: int


@dataclass(slots=True)
class _Kept:
    """The first rows of a rank, as many as could fit, how many there were, and the file of the last one.

    Invariant: the rows of a file follow one another, so each rank counts the line of a file once.
    """

    rows: list[_Row] = field(default_factory=list)
    size: int = 0
    count: int = 0
    path: str | None = None


class MarkdownForm:
    """A Markdown comment, all of it written with the closing."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._unchecked = 0
        self._closed = False
        self._kept: dict[_Rank, _Kept] = {rank: _Kept() for rank in _RANKS}

    def document(self, checked: Checked) -> str:
        """Nothing yet."""
        if checked.story is None:
            self._unchecked += 1
        self._keep(checked.mistakes, checked.findings)
        return ""

    def closing(self, closing: Closing) -> str:
        """The comment."""
        self._closed = True
        self._keep(closing.mistakes, closing.findings)
        rows: list[_Row] = []
        size = 0
        for rank in _RANKS:
            for row in self._kept[rank].rows:
                if size + row.size > MOST - _KEPT_FREE:
                    break
                rows.append(row)
                size += row.size
        rows.sort(key=lambda row: row.order)
        parts = [_MARK, "### ruleck\n", *self._told(closing)]
        parts += [_file(path) + "".join(row.text for row in group) for path, group in groupby(rows, lambda r: r.path)]
        if more := sum(kept.count for kept in self._kept.values()) - len(rows):
            parts.append(f"and {more:,} more\n")
        return "\n".join(parts)

    def _told(self, closing: Closing) -> list[str]:
        nothing = closing.mistakes and not closing.summary.documents
        rows = [] if self._asked.quiet or nothing else tally(closing, self._unchecked, self._asked)
        told = [f"**{PARTIAL}**\n"] if closing.partial else []
        return told + [f"{escaped(_short(row))}\n" for row in rows]

    def _keep(self, mistakes: Iterable[Diagnostic], findings: Iterable[Finding]) -> None:
        for mistake in mistakes:
            rank: _Rank = "mistake" if mistake.severity == "error" else mistake.severity
            self._row(rank, rank, mistake_place(mistake) or Stretch(""), mistake.code, mistake_lines(mistake))
        for finding in findings:
            if self._asked.lists(finding):
                lines = [finding.message, *filter(None, [reason(finding)])]
                label = finding.severity if finding.verdict == "violated" else "undecided"
                self._row(self._asked.level(finding), label, place_of(finding), finding.rule, lines)

    def _row(self, rank: _Rank, label: str, at: Stretch, name: str, lines: list[str]) -> None:
        kept = self._kept[rank]
        kept.count += 1
        if kept.size > MOST:
            return
        first, *rest = map(escaped, lines)
        text = f"- **{label}**{f' line {at.line}' if at.path else ''}: {first} ({code(name)})\n"
        text += "".join(f"  {line}\n" for line in rest if line)
        # What comes with the closing may be of any file in any order: each row may need its file's line.
        beside = 0 if kept.path == at.path and not self._closed else _bytes(_file(at.path)) + 1
        size = _bytes(text) + beside
        kept.rows.append(_Row(sum(each.count for each in self._kept.values()), at.path, text, size))
        kept.size += size
        kept.path = at.path


def _file(path: str) -> str:
    """What stands above the rows of a file."""
    return f"{code(path)}\n\n" if path not in ("", SENTENCE) else ""


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _short(row: str) -> str:
    """A line of the tally, which may name many rules, in the room that is kept for it."""
    return row if len(row) <= _LONGEST else f"{row[:_LONGEST]} …"
