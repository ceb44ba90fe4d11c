"""A facts file as a person has it: its facts with their places, and changes to its text that touch nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.document import Layout, token
from ruleck.facts.write import write_yaml
from ruleck.facts.yaml_plain import as_yaml, scalar
from ruleck.facts.yaml_text import read_yaml
from ruleck.source import Source, Span
from ruleck.values.text import canonical


@dataclass(frozen=True, slots=True)
class Kept:
    """A fact of the file: the plural of its kind, its fields as texts, and the JSON Pointer of its place."""

    kind: str
    fields: Mapping[str, Any]
    pointer: str

    @property
    def exact(self) -> str:
        """Its excerpt, as wordings are compared."""
        excerpt = self.fields.get("excerpt")
        return canonical(str(excerpt.get("exact", "") if isinstance(excerpt, Mapping) else excerpt or ""))


@dataclass(slots=True)
class File:
    """A facts file and the changes to make to its text, which are made all at once."""

    source: Source
    value: Mapping[str, Any]
    layout: Layout
    changes: list[tuple[int, int, str]] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)  # lines to come after all others

    @property
    def newline(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.source.text else "\n"

    def facts(self) -> Iterator[Kept]:
        """Its facts, in order."""
        for name, value in self.value.items():
            kind = builtin_vocabulary().kind(name)
            if kind is None or kind.name == "article":
                continue
            pointer = f"/{token(name)}"
            if isinstance(value, list):
                for index, one in enumerate(value):
                    if isinstance(one, Mapping):
                        yield Kept(kind.plural, one, f"{pointer}/{index}")
            elif isinstance(value, Mapping):
                yield Kept(kind.plural, value, pointer)

    def article(self) -> Mapping[str, Any]:
        """What it says of the story itself."""
        article = self.value.get("article")
        return article if isinstance(article, Mapping) else {}

    # -------------------------------------------------------------- changes

    def replace(self, pointer: str, text: str) -> None:
        """Put a text where a value stands."""
        start, end = self.layout.values[pointer]
        self.changes.append((start, end, scalar(text, flow=True)))

    def remark(self, pointer: str, text: str) -> bool:
        """Put a remark on a line of its own above a fact, unless it is there; no where the fact starts no line."""
        at = self._line(pointer)
        if at is None:
            return False
        start, indent = at
        line = f"{indent}# {' '.join(text.split())}"
        if line not in self._remarks_above(start):
            self.changes.append((start, start, f"{line}{self.newline}"))
        return True

    def is_remarked(self, pointer: str, start: str) -> bool:
        """Whether a remark above a fact starts so."""
        at = self._line(pointer)
        return at is not None and any(line.lstrip(" #").startswith(start) for line in self._remarks_above(at[0]))

    def unremark(self, pointer: str, beginning: str) -> None:
        """Take out the remarks above a fact that start so."""
        at = self._line(pointer)
        end = at[0] if at is not None else 0
        for line in self._remarks_above(end):
            start = self.source.text.rfind("\n", 0, end - 1) + 1
            if line.lstrip(" #").startswith(beginning):
                self.changes.append((start, end, ""))
            end = start

    def add(self, kind: str, facts: list[tuple[Mapping[str, Any], str]]) -> None:
        """Put facts behind those of their kind, each with its remark where the list is one of lines."""
        name = next((n for n in self.value if getattr(builtin_vocabulary().kind(n), "plural", "") == kind), None)
        if name is None:
            self.behind += ["", f"{kind}:", *_lines(kind, facts, "  ")]
            return
        pointer, there = f"/{token(name)}", self.value[name]
        start, end = self.layout.values[pointer]
        text = self.source.text
        if text[start : start + 1] == "[":
            flow = ", ".join(as_yaml(fields) for fields, _ in facts)
            last = self.layout.values[f"{pointer}/{len(there) - 1}"][1] if there else start + 1
            self.changes.append((last, last, f", {flow}" if there else flow))
            return
        if not there:
            key = self.layout.keys[pointer][1]
            self.changes.append((key + 1, max(end, key + 1), ""))
            self._insert(key + 1, _lines(kind, facts, "  "))
            return
        first = self._line(f"{pointer}/0")
        if isinstance(there, Mapping) or first is None:
            self.behind += ["", f"# what is new of {kind}", *(f"# {line}" for line in _lines(kind, facts, ""))]
            return
        self._insert(self.layout.values[f"{pointer}/{len(there) - 1}"][1], _lines(kind, facts, first[1]))

    def _insert(self, at: int, lines: list[str]) -> None:
        """Put lines behind the line that a place is in."""
        end = self.source.text.find("\n", at)
        new = self.newline.join(lines)
        if end < 0:
            end = len(self.source.text)
            self.changes.append((end, end, f"{self.newline}{new}"))
        else:
            self.changes.append((end + 1, end + 1, f"{new}{self.newline}"))

    def _line(self, pointer: str) -> tuple[int, str] | None:
        """Where the line of a fact starts and how it is indented; none where something else stands before the fact."""
        place = self.layout.keys.get(pointer) if pointer == "/article" else self.layout.values.get(pointer)
        if place is None:
            return None
        start = self.source.text.rfind("\n", 0, place[0]) + 1
        before = self.source.text[start : place[0]]
        indent = before[: len(before) - len(before.lstrip(" "))]
        return (start, indent) if before.strip(" ") in ("", "-") else None

    def _remarks_above(self, start: int) -> list[str]:
        lines: list[str] = []
        text = self.source.text
        while start > 0:
            above = text.rfind("\n", 0, start - 1) + 1
            line = text[above : start - 1].rstrip("\r")
            if not line.lstrip().startswith("#"):
                break
            lines.append(line)
            start = above
        return lines

    def changed(self) -> str:
        """The text with its changes made."""
        parts: list[str] = []
        at = 0
        for start, end, text in sorted(self.changes, key=lambda change: change[:2]):
            parts += [self.source.text[at:start], text]
            at = max(at, end)
        text = "".join([*parts, self.source.text[at:]])
        return "".join(f"{line}{self.newline}" for line in [text.rstrip(), *self.behind]) if self.behind else text


def read_file(source: Source) -> tuple[File | None, list[Diagnostic]]:
    """A facts file for changes to be made in, or why it is none."""
    layout = Layout()
    value, mistakes = read_yaml(source, layout)
    if mistakes:
        return None, mistakes
    if not isinstance(value, Mapping) or source.text.lstrip()[:1] == "{":
        message = "a draft is merged into facts in YAML, with a line for each kind"
        note = "`ruleck draft STORY -o FILE` makes such a file"
        return None, [Diagnostic("not-a-draft", message, (Label(source, Span(0, 1)),), (note,))]
    return File(source, value, layout), []


def _lines(kind: str, facts: list[tuple[Mapping[str, Any], str]], indent: str) -> list[str]:
    comments = {f"/{kind}/{index}": remark for index, (_, remark) in enumerate(facts)}
    text = write_yaml({kind: [dict(fields) for fields, _ in facts]}, builtin_vocabulary(), comments)
    return [f"{indent}{line[2:]}" if line.strip() else "" for line in text.splitlines()[1:]]
