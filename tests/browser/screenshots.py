"""Takes the pictures of the HTML report that the pages show: `make screenshots`, for you to look at and commit.

Letters differ a little from machine to machine, so no test compares them.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.chromium import Chromium, chromium, found
from tests.docs.samples import ROOT
from tests.html.reading import page_of

WIDTH = 1180


def take(browser: Chromium, folder: Path) -> None:
    """The top of the example's page, and the chart of its series."""
    browser.picture(folder / "html-report.png", bottom="#n2", scale=0.62)
    browser.run("document.querySelector('#c1 details').remove()")
    browser.picture(folder / "html-report-chart.png", "#c1")


def main() -> None:
    program = found()
    assert program is not None, "no Chromium was found"
    with TemporaryDirectory() as folder, chromium(program) as browser:
        page = Path(folder) / "page.html"
        page.write_text(page_of(ROOT / "examples", "isis-fighters"), encoding="utf-8")
        browser.open(page, (WIDTH, 900))
        take(browser, ROOT / "docs")


if __name__ == "__main__":
    main()
