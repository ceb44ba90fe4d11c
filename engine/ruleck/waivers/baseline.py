"""The baseline: the findings that an archive had when somebody drew it up, so that only others make a run fail.

It is plain text, a finding on a line, sorted, so that it can be read, compared and put together without ruleck. A
finding is known by its fingerprint and not by its line, since lines move; one that occurs more often than was noted is
a new one. An entry holds for one verdict: what was undecided and is violated now is new.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from ruleck.diagnostics import Diagnostic, Label
from ruleck.evaluate.finding import Finding
from ruleck.facts.record import Place
from ruleck.facts.waiver import Waiver
from ruleck.files import read_text
from ruleck.reports.checked import document_path
from ruleck.reports.fingerprint import fingerprint
from ruleck.source import Source, Span
from ruleck.waivers.paths import document_key

_HEAD = """\
# Findings that were there on {day}: they are counted, and only others make a run fail.
# `ruleck baseline` draws this up anew; `ruleck baseline --prune` takes out what is no longer found.
# Each line: how often, fingerprint, verdict, rule, document.
"""
_DAY = re.compile(r"^# Findings that were there on (\d{4}-\d\d-\d\d)\b", re.MULTILINE)
_ENTRY = re.compile(r"([1-9]\d{0,8}) +([0-9a-f]{16}) +(violated|undecided) +(\S+) +(\S.*)")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One finding of a baseline: `document` is what its document is known by."""

    document: str
    rule: str
    verdict: str
    fingerprint: str


def entry_of(finding: Finding) -> Entry:
    """What a baseline knows a finding by."""
    document = document_key(document_path(finding.focus))
    return Entry(document, finding.rule, finding.verdict, fingerprint(finding))


class Baseline:
    """What a baseline holds: how often each entry. It may be empty, and be at no path."""

    def __init__(self, source: Source | None = None, counts: Mapping[Entry, int] | None = None) -> None:
        self.path = source.path if source is not None else ""
        self.counts = dict(counts or {})
        self.lines: dict[Entry, int] = {}
        self._source = source
        found = _DAY.search(source.text) if source is not None else None
        self.day = found[1] if found is not None else None
        self._left = dict(self.counts)

    def accept(self, finding: Finding) -> Waiver | None:
        """What stands in for a waiver of a finding that was there before; each time it is one less."""
        if not self.counts:
            return None
        entry = entry_of(finding)
        left = self._left.get(entry, 0)
        if not left:
            return None
        self._left[entry] = left - 1
        return Waiver(
            finding.rule,
            f"it was there before{f' {self.day}' if self.day else ''}, when the baseline was drawn up",
            origin="baseline",
            document=document_path(finding.focus),
            fingerprint=entry.fingerprint,
            locate=partial(self.locate, entry),
        )

    def gone(self, checked: Collection[str], rules: Collection[str]) -> Iterator[tuple[Entry, int]]:
        """The entries that no longer occur, and how often, of documents and rules that were checked."""
        for entry, left in self._left.items():
            if left and entry.document in checked and entry.rule in rules:
                yield entry, left

    def locate(self, entry: Entry, pointer: str = "") -> Place | None:
        """Where an entry stands."""
        number = self.lines.get(entry)
        if self._source is None or number is None:
            return None
        start = self._source.offset(number, 1)
        return Place(self._source, Span(start, start + len(self._source.line(number))))


def read_baseline(path: str) -> tuple[Baseline, list[Diagnostic]]:
    """The baseline at a path."""
    source, mistakes = read_text(path)
    if source is None:
        return Baseline(), mistakes
    folder = os.path.dirname(path)
    counts: Counter[Entry] = Counter()
    lines: dict[Entry, int] = {}
    for number, line in enumerate(source.text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        found = _ENTRY.fullmatch(line.rstrip())
        if found is None:
            mistakes.append(_malformed(source, number, line))
            continue
        document = document_key(os.path.join(folder, _unquoted(found[5])))
        entry = Entry(document, found[4], found[3], found[2])
        counts[entry] += int(found[1])
        lines.setdefault(entry, number)
    baseline = Baseline(source, counts)
    baseline.lines = lines
    return baseline, mistakes


def drawn_up(counts: Mapping[Entry, int], path: str, day: str) -> str:
    """The text of a baseline that is to stand at a path. Documents are named from its folder."""
    folder = os.path.realpath(os.path.dirname(path) or ".")
    rows = sorted(
        (_quoted(os.path.relpath(entry.document, folder).replace(os.sep, "/")), entry, count)
        for entry, count in counts.items()
        if count
    )
    lines = (
        f"{count} {entry.fingerprint} {entry.verdict} {entry.rule} {document}\n" for document, entry, count in rows
    )
    return _HEAD.format(day=day) + "".join(lines)


def renewed(
    known: Mapping[Entry, int],
    found: Iterable[Entry],
    checked: Collection[str],
    rules: Collection[str],
    *,
    prune: bool = False,
) -> dict[Entry, int]:
    """What a baseline holds after a run: of documents and rules that were checked what was found, else what it held.

    With `prune` nothing is added.
    """
    counted = Counter(found)
    kept = {e: n for e, n in known.items() if e.document not in checked or e.rule not in rules}
    if prune:
        return kept | {e: min(n, counted[e]) for e, n in known.items() if e not in kept and counted[e]}
    return kept | dict(counted)


def _quoted(path: str) -> str:
    return path if path.isprintable() and path.strip() == path and not path.startswith('"') else json.dumps(path)


def _unquoted(path: str) -> str:
    if path.startswith('"'):
        try:
            return str(json.loads(path))
        except ValueError:
            return path
    return path


def _malformed(source: Source, number: int, line: str) -> Diagnostic:
    start = source.offset(number, 1)
    label = Label(source, Span(start, start + len(line)))
    note = "a line is a number, a fingerprint, a verdict, a rule and a document; `ruleck baseline` writes it"
    return Diagnostic("malformed-baseline", "this is no entry of a baseline", (label,), (note,))
