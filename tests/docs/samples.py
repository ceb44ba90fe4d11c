"""Reads the samples of a page: fenced blocks with the language they are marked with, and the expectations in comments.

The conventions, as docs/language.md tells its readers:

- `ruleck`: rules, which must be understood whole; their own examples must come out as they promise.
- `yaml` after a `ruleck` block: a story checked by those rules. The comment on a fact's line says what is found there:
  `# violated: a, b; undecided: c (uncertain)`. A line without one is in order. The comment on a line that holds a key
  only speaks of the value that begins below it. Without rules before it the story must just be read.
- `mistake`: rules with a mistake. Comment lines say what the first message contains, and after `try:` which
  corrected sentences are offered.
- `mistake-yaml`: a story with a mistake, and what its message contains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\S*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXPECTED = re.compile(r"#\s*((?:violated|undecided): .*)$")
_UNDECIDED = re.compile(r"^(\S+) \((\w+)\)$")


@dataclass(frozen=True)
class Block:
    language: str
    text: str
    page: str
    line: int

    @property
    def name(self) -> str:
        return f"{self.page}:{self.line}"


@dataclass(frozen=True, order=True)
class Expected:
    """What should be found at a line: `cause` is empty for a violation."""

    line: int
    rule: str
    cause: str = ""


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [Block(m[1], m[2], page, text.count("\n", 0, m.start()) + 1) for m in _FENCE.finditer(text)]


def stories(page: str) -> list[tuple[Block | None, Block]]:
    """Each story with the rules that stand before it under the same heading (none if there are none)."""
    text = (ROOT / page).read_text(encoding="utf-8")
    headings = [text.count("\n", 0, m.start()) + 1 for m in re.finditer(r"^#{1,3} ", text, re.MULTILINE)]
    found: list[tuple[Block | None, Block]] = []
    rules: Block | None = None
    for block in blocks(page):
        if rules is not None and any(rules.line < heading < block.line for heading in headings):
            rules = None
        if block.language == "ruleck":
            rules = block
        elif block.language == "yaml":
            found.append((rules, block))
    return found


def expectations(story: str) -> list[Expected]:
    """What the comments of a story promise."""
    found: list[Expected] = []
    for number, line in enumerate(story.splitlines(), 1):
        match = _EXPECTED.search(line)
        if not match:
            continue
        at = number + 1 if re.match(r"^\s*\w+:\s*#", line) else number
        for part in match[1].split(";"):
            verdict, _, rules = part.strip().partition(": ")
            for rule in rules.split(", "):
                if verdict == "violated":
                    found.append(Expected(at, rule))
                else:
                    undecided = _UNDECIDED.match(rule)
                    assert undecided, f"{rule!r} lacks its reason in brackets"
                    found.append(Expected(at, undecided[1], undecided[2]))
    return sorted(found)


def mistake(text: str) -> tuple[str, list[str], list[str]]:
    """The rules or facts of a block that shows a mistake, what its message contains, and the corrections."""
    lines = text.splitlines()
    comments = [line[2:] for line in lines if line.startswith("# ")]
    tries = [c.removeprefix("try: ") for c in comments if c.startswith("try: ")]
    body = "\n".join(line for line in lines if not line.startswith("# ")) + "\n"
    return body, [c for c in comments if not c.startswith("try: ")], tries
