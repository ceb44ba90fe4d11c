"""What the pages show of a terminal is what a terminal shows, and the example story gives the report kept beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.console import CONSOLES, DEMO, PROGRAMS, consoles, demo, programs


@pytest.mark.parametrize("page", CONSOLES)
def test_the_terminal_shows_what_the_page_shows(page: str, tmp_path: Path) -> None:
    found = consoles(page, tmp_path)
    assert found
    for block, printed in found:
        assert block.text == printed


@pytest.mark.parametrize("page", PROGRAMS)
def test_programs_print_what_the_page_shows(page: str, tmp_path: Path) -> None:
    found = programs(page, tmp_path)
    assert found
    for block, printed in found:
        assert block.text == printed


def test_the_demo_gives_the_report_that_is_kept(tmp_path: Path) -> None:
    report = demo(tmp_path)
    assert report == (DEMO / "report.txt").read_text(encoding="utf-8")
    assert report.endswith("status 1\n")
