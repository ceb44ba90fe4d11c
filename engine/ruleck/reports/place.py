"""Where a finding or a mistake stands, as forms that point into files tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.facts.record import Place, Record
from ruleck.reports.checked import document_path
from ruleck.source import Source, Span

# What a sentence of the command line has for a path, and what standard input has: there is no such file.
SENTENCE = "-e"
STANDARD_INPUT = "-"
# What stands behind the path of a file for one of its documents: a line or a row, or a pointer to an item.
_WITHIN = re.compile(
    r"(?:(?<=\.jsonl)|(?<=\.csv)|(?<=\.tsv)|(?<=^-)):\d+$|(?:(?:(?<=\.jsonl)|(?<=^-)):\d+)?#(?:/(?:\d+|@graph))*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a file. Lines and columns are 1-based code points, the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    @property
    def in_file(self) -> bool:
        """Whether it stands in a file that a reader could open."""
        return self.path not in ("", SENTENCE, STANDARD_INPUT)


def stretch(source: Source, span: Span) -> Stretch:
    """Where a span stands, in lines and columns."""
    start, end = source.position(span.start), source.position(span.end)
    return Stretch(source.path, start.line, start.column, end.line, end.column)


def file_of(document: str) -> str:
    """The file that a document is in, by the document's path: that of one of several ends in its line, row or pointer.

    >>> [file_of(path) for path in ("archive.facts.jsonl:12", "polls.csv:3", "page.html#/0/@graph/1", "a.facts.yaml")]
    ['archive.facts.jsonl', 'polls.csv', 'page.html', 'a.facts.yaml']
    """
    return _WITHIN.sub("", document)


def fact_place(record: Record) -> Place | None:
    """Where a fact stands in the facts file; none for what was made of Python objects."""
    return record.story.at(record.pointer) if record.story is not None else None


def place_of(finding: Finding) -> Stretch:
    """Where a finding is reported: at the fact; at the beginning of its document, where that has no place."""
    place = fact_place(finding.focus)
    return Stretch(document_path(finding.focus)) if place is None else stretch(place.source, place.span)


def mistake_place(mistake: Diagnostic) -> Stretch | None:
    """Where a mistake stands; none for one of the call."""
    return stretch(mistake.labels[0].source, mistake.labels[0].span) if mistake.labels else None
