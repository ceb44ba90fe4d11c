"""A facts document as text: plain values out of it, and the place of each, found when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from ruleck.facts.record import Place
from ruleck.source import Source, Span

Format = Literal["yaml", "json"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a document: each value, and each key, by the JSON Pointer of the value."""

    values: dict[str, tuple[int, int]] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Document:
    """A text in one of the forms that facts are written in.

    Most documents have no mistake and few findings, so a place is looked up in a second reading, made at the first
    question.
    """

    source: Source
    format: Format
    _layout: Layout | None = None

    def place(self, pointer: str, key: bool = False) -> Place:
        """Where the value at `pointer` stands, or its key; for what is not written itself, what it stands in."""
        layout = self._layout
        if layout is None:
            layout = self._layout = self._read_layout()
        spans = layout.keys if key and pointer in layout.keys else layout.values
        while pointer not in spans and pointer:
            pointer = pointer.rpartition("/")[0]
            spans = layout.values
        start, end = spans.get(pointer, (0, 0))
        return Place(self.source, Span(start, end))

    def _read_layout(self) -> Layout:
        layout = Layout()
        reader: Any
        if self.format == "json":
            from ruleck.facts.json_text import read_json_slowly as reader
        else:
            from ruleck.facts.yaml_text import read_yaml as reader
        reader(self.source, layout)
        return layout


def token(key: str) -> str:
    """A key as a part of a JSON Pointer (RFC 6901).

    >>> token("a/b")
    'a~1b'
    """
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key
