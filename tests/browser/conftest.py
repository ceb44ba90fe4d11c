"""The browser of these tests, and the pages that it is shown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Chromium, chromium, found
from tests.docs.samples import ROOT
from tests.html.reading import page_from, page_of
from tests.html.stories import SENTENCES, course, crowded, hostile

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
# Where a browser must be there, one that is not is a failure; elsewhere its tests are left out, and it is said why.
REQUIRED = os.environ.get("RULECK_BROWSER") == "required"


def absent(what: str) -> None:
    """Leave a test out, or fail it."""
    (pytest.fail if REQUIRED else pytest.skip)(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    program = found()
    if program is None:
        absent("no Chromium was found (install one, or name it with RULECK_CHROMIUM)")
        return
    with chromium(program) as opened:
        yield opened


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.is_file():
        absent("axe-core is not there (npm ci --prefix tests/browser)")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example as it ships, and many stories with all that can go wrong in one."""
    folder = tmp_path_factory.mktemp("pages")
    calm = {"article": {"headline": "All is well"}}
    rows = [{**fact, "waived": {"rule": "quotes-must-name-a-speaker", "reason": "known", "by": "the desk"}} for fact in
            [{"text": "by the way", "excerpt": "By the way"}]]  # fmt: skip
    waived = {"article": {"headline": "One is waived", "body": "By the way, all is well."}, "quotes": rows}
    lacking = {"article": {"headline": "No date"}, "estimates": [{"subject": "boats", "value": 3}]}
    made = {
        "example": page_of(ROOT / "examples", "isis-fighters"),
        "many": page_from([course(), crowded(), hostile(), waived, lacking, calm, calm], *SENTENCES),
    }
    paths = {name: folder / f"{name}.html" for name in made}
    for name, page in made.items():
        paths[name].write_text(page, encoding="utf-8")
    return paths
