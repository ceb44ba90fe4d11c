"""What docs/drafting.md says was measured. `python -m tests.draft.page` writes it anew, for you to read and commit."""

from __future__ import annotations

import re

from benchmarks.__main__ import ask
from tests.docs.samples import ROOT

PAGE = ROOT / "docs/drafting.md"
QUESTIONS = ("drafting", "keystrokes")
_BLOCK = re.compile(r"^```measured\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def measured() -> list[str]:
    """The tables of the page, in order."""
    return _BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def write() -> None:
    tables = iter([ask(question).text() for question in QUESTIONS])
    text = _BLOCK.sub(lambda _: f"```measured\n{next(tables)}```", PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
