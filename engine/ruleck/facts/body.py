"""The story's own text: read from beside the facts file, and the place of each excerpt in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ruleck.diagnostics import Diagnostic
from ruleck.facts.encoding import decode
from ruleck.facts.marked import Unmarked
from ruleck.facts.record import Record
from ruleck.source import Source, Span
from ruleck.values.misread import Misread, shorten
from ruleck.values.text import Wording


def read_body(written: str, facts_file: str, root: Path, most_bytes: int) -> Source | Misread | Diagnostic:
    """The text in the file `written`, which is relative to the facts file and inside `root` after links are resolved.

    Not to be found and not allowed are told alike outside the root: what lies there is nobody's business.
    """
    shown = shorten(written)
    try:
        path = Path(facts_file).parent / written
        if not path.resolve().is_relative_to(root.resolve()):
            return Misread(shown, "is outside the project", "keep the story's text inside the project's own folder")
        if not path.is_file():
            return Misread(shown, "is no file" if path.exists() else "is not there", _BESIDE)
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except (OSError, ValueError, RuntimeError) as error:
        return Misread(shown, f"cannot be read ({_why(error)})", _BESIDE)
    if len(content) > most_bytes:
        return Misread(shown, f"is larger than {most_bytes:,} bytes", "a body is the text of one story")
    source, mistakes = decode(content, path.as_posix())
    return source if source is not None else mistakes[0]


_BESIDE = "it is looked for beside the facts file"


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "no name of a file").lower()


class Excerpts:
    """The excerpts of a story's facts and where they stand in its body, which is read for them once, if at all.

    `selectors` are the words before and after an excerpt, by the pointer of its fact. In a body of Markdown (`marked`)
    a wording is found through its marks, too.
    """

    def __init__(self, body: str, selectors: Mapping[str, tuple[str, str]], *, marked: bool = False) -> None:
        self._body = body
        self._selectors = selectors
        self._marked = marked
        self._wording: Wording | None = None
        self._unmarked: tuple[Unmarked, Wording] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        # What was read of the body is made again where it is asked for.
        return partial(Excerpts, marked=self._marked), (self._body, self._selectors)

    def span(self, record: Record) -> Span | None:
        """Where a record's excerpt stands: the first place, where there are several and nothing tells them apart."""
        exact = record.fields.get("excerpt")
        if not isinstance(exact, str):
            return None
        if self._wording is None:
            self._wording = Wording(self._body)
        prefix, suffix = self._selectors.get(record.pointer, ("", ""))
        found = self._wording.find(exact, prefix, suffix)
        if found or not self._marked:
            return Span(*found[0]) if found else None
        if self._unmarked is None:
            unmarked = Unmarked(self._body)
            self._unmarked = unmarked, Wording(unmarked.text)
        unmarked, wording = self._unmarked
        found = wording.find(exact, prefix, suffix)
        return Span(*unmarked.back(*found[0])) if found else None

    def misplaced(self, record: Record) -> bool:
        """Whether a record has an excerpt that is not in the body."""
        exact = record.fields.get("excerpt")
        if not isinstance(exact, str) or (record.pointer not in self._selectors and exact in self._body):
            return False
        return self.span(record) is None
