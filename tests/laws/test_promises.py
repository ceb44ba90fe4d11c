"""docs/promises.md says what is true: its tests are there, its bugs are planted, and every law and bug is on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.samples import ROOT
from tests.laws.bugs import BUGS
from tests.laws.law import LAWS, named

PAGE = (ROOT / "docs/promises.md").read_text(encoding="utf-8")
PROMISES = {
    "Soundness", "Narrowing", "Order", "Irrelevance", "Renaming", "Units", "Time", "Composition", "Blame",
    "Bounded steps", "Same bytes", "Meaning",
}  # fmt: skip
# Of each row: the promise, what it means, its tests, the bugs that show that the tests can fail.
ROWS = {
    cells[0].strip("* "): (
        [f"tests/laws/{file}.py::{test}" for file, test in re.findall(r"`(test_\w+)::(test_\w+)`", cells[2])],
        re.findall(r"“([^”]+)”", cells[3]),
    )
    for line in PAGE.splitlines()
    if line.startswith("| **")
    for cells in [line.strip("| ").split(" | ")]
}


def test_every_promise_has_its_row() -> None:
    assert set(ROWS) == PROMISES


@pytest.mark.parametrize("promise", sorted(ROWS))
def test_a_promise_names_tests_that_are_there_and_bugs_that_they_notice(promise: str) -> None:
    tests, bugs = ROWS[promise]
    assert tests
    assert bugs
    for test in tests:
        assert callable(named(test))
    noticed_by = {bug.name: bug.noticed_by for bug in BUGS}
    for bug in bugs:
        assert noticed_by[bug] in tests


def test_no_law_and_no_bug_is_left_out() -> None:
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        if path.name not in ("test_bugs.py", "test_promises.py"):
            for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
                named(f"tests/laws/{path.name}::{name}")
                assert f"`{path.stem}::{name}`" in PAGE
    # Others are no promises of the engine: they use the same cases.
    promised = {test for test in LAWS if test.startswith("tests/laws/")}
    assert {test for tests, _ in ROWS.values() for test in tests} >= promised
    assert sorted(bug for _, bugs in ROWS.values() for bug in bugs) == sorted(bug.name for bug in BUGS)


def test_the_page_says_how_many_bugs_there_are() -> None:
    assert f"{len(BUGS)} small bugs" in PAGE
