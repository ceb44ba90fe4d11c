"""The waivers file of a project: its waivers, found by what they name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain

from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.facts.load import read_waivers
from ruleck.facts.record import Place, Record, Story
from ruleck.facts.waiver import Waiver
from ruleck.files import read_text
from ruleck.reports.checked import document_path
from ruleck.reports.place import file_of
from ruleck.values.misread import shorten
from ruleck.values.text import nearest
from ruleck.waivers.paths import document_key


class Filed:
    """The waivers of a file. Their documents are named from the file's folder."""

    def __init__(self, path: str, waivers: tuple[Waiver, ...] = ()) -> None:
        self.path = path
        self.waivers = waivers
        self._folder = os.path.dirname(path)
        self._prints: dict[tuple[str, str], list[Waiver]] = {}
        self._facts: dict[tuple[str, str], list[Waiver]] = {}
        for waiver in waivers:
            if waiver.fingerprint is not None:
                self._prints.setdefault((waiver.rule, waiver.fingerprint.lower()), []).append(waiver)
            elif waiver.fact is not None and waiver.document is not None:
                self._facts.setdefault((waiver.rule, self.document(waiver) or ""), []).append(waiver)

    def document(self, waiver: Waiver) -> str | None:
        """What the document that a waiver names is known by, if it names one."""
        return None if waiver.document is None else document_key(os.path.join(self._folder, waiver.document))

    def absent(self, waiver: Waiver, stories: Iterable[Story]) -> str | None:
        """What is to be said where the fact that a waiver names is in none of its document's stories."""
        facts = [fact for story in stories for fact in (story.article, *chain(*story.records.values()))]
        if waiver.fact is None or any(_is_named(waiver, fact) for fact in facts):
            return None
        names = [fact.pointer if waiver.fact.startswith("/") else fact.id for fact in facts]
        near = nearest(waiver.fact, filter(None, names))
        hint = f"; did you mean `{near[0]}`?" if near else ""
        return f"there is no fact `{shorten(waiver.fact)}` in `{shorten(waiver.document or '')}`{hint}"

    def of(self, finding: Finding) -> Iterator[Waiver]:
        """The waivers that name a finding."""
        if not self.waivers:
            return
        record = finding.focus
        document = document_key(document_path(record))
        for waiver in self._facts.get((finding.rule, document), ()):
            if _is_named(waiver, record):
                yield waiver
        if self._prints:
            from ruleck.reports.fingerprint import fingerprint

            for waiver in self._prints.get((finding.rule, fingerprint(finding)), ()):
                if self.document(waiver) in (None, document):
                    yield waiver

    def locate(self, pointer: str) -> Place | None:
        """Where a waiver stands, by its pointer."""
        return next((waiver.at for waiver in self.waivers if waiver.pointer == pointer), None)


def _is_named(waiver: Waiver, fact: Record) -> bool:
    """Whether a waiver names a fact of its document."""
    # An id goes with its story wherever that moves in its file; a pointer is for the story that was named.
    return waiver.fact == fact.id or (waiver.fact == fact.pointer and _within(waiver.document, fact))


def _within(document: str | None, record: Record) -> bool:
    """Whether a fact is in the one of a file's stories that is named, if a single one is."""
    named = (document or "").removeprefix(file_of(document or ""))
    path = document_path(record)
    return named in ("", path.removeprefix(file_of(path)))


def read_filed(path: str) -> tuple[Filed, list[Diagnostic]]:
    """The waivers file at a path."""
    source, mistakes = read_text(path)
    if source is None:
        return Filed(path), mistakes
    waivers, mistakes = read_waivers(source)
    return Filed(path, waivers), mistakes
