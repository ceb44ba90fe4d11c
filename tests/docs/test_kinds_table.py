from __future__ import annotations

from tests.docs.kinds_table import kinds_table
from tests.docs.samples import ROOT


def test_the_page_of_facts_shows_the_kinds_as_they_are_defined() -> None:
    assert kinds_table() in (ROOT / "docs/facts.md").read_text(encoding="utf-8")
