"""The page that stands at the end of the first ten minutes, as a browser shows it."""

from __future__ import annotations

from pathlib import Path

from tests.browser.chromium import Chromium
from tests.docs.console import consoles


def test_what_was_typed_in_the_first_ten_minutes_ends_in_a_page_that_tells_who_accepts_what(
    browser: Chromium, tmp_path: Path
) -> None:
    consoles("docs/first-ten-minutes.md", tmp_path)
    browser.open(tmp_path / "desk" / "report.html")
    text = browser.run("document.body.innerText")
    assert "2 stories, 5 facts, 1 rule: nothing violated, 1 waived" in text
    assert "Accepted, by night desk, until 2999-06-30: her children go there" in text
    marked = browser.run("[...document.querySelectorAll('mark')].map(e => e.innerText).join()")
    assert "Nobody asked us" in marked
    assert browser.refused == []
