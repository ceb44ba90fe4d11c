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
    order: int
    path: str
    text: str

    @property
    def size(self) -> int:
        """Bytes, with its file's own line, which it may bring along."""
        return len(self.text.encode("utf-8", "replace")) + len(_file(self.path).encode("utf-8", "replace"))


@dataclass(slots=True)
class _Kept:
    """The first rows of a rank, as many as could fit, and how many there were."""

    rows: list[_Row] = field(default_factory=list)
    size: int = 0
    count: int = 0


class MarkdownForm:
    """A Markdown comment, all of it written with the closing."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._unchecked = 0
        self._kept: dict[_Rank, _Kept] = {rank: _Kept() for rank in _RANKS}

    def document(self, checked: Checked) -> str:
        """Nothing yet."""
        if checked.story is None:
            self._unchecked += 1
        self._keep(checked.mistakes, checked.findings)
        return ""

    def closing(self, closing: Closing) -> str:
        """The comment."""
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
        text += "".join(f"  {line}\n" for line in rest)
        row = _Row(sum(each.count for each in self._kept.values()), at.path, text)
        kept.rows.append(row)
        kept.size += row.size


def _file(path: str) -> str:
    """What stands above the rows of a file."""
    return f"{code(path)}\n\n" if path not in ("", SENTENCE) else ""


def _short(row: str) -> str:
    """A line of the tally, which may name many rules, in the room that is kept for it."""
    return row if len(row) <= _LONGEST else f"{row[:_LONGEST]} …"
