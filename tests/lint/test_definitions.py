"""Every lint's definition holds: its samples, its cure, its page."""

from __future__ import annotations

import re

import pytest

from ruleck.lint.definitions import LINTS, Lint
from tests.lint.linting import UPKEEP, cured, remarks
from tests.lint.page import PAGE, anchor, page


def found(text: str, lint: Lint) -> set[str]:
    """The codes of a sample; short samples of other lints lack examples and summaries."""
    return {r.lint.code for r in remarks(text)} - (UPKEEP - {lint.code})


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.code)
def test_the_bad_sample_has_this_lint_and_no_other(lint: Lint) -> None:
    assert found(lint.bad, lint) == {lint.code}


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.code)
def test_the_cured_sample_has_none(lint: Lint) -> None:
    assert found(lint.cured, lint) == set()


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.code)
def test_a_lint_with_a_certain_cure_is_cured_and_the_others_are_left_alone(lint: Lint) -> None:
    text, result = cured(lint.bad)
    if not lint.fixes:
        assert text == lint.bad
        return
    assert {r.lint.code for r in result.cured} == {lint.code}
    assert found(text, lint) == set()
    # Sentences keep their ids; but for these, the cure is the one that the definition shows.
    assert re.sub(r"^rule [\w-]+: ", "", text, flags=re.MULTILINE) == lint.cured


def test_codes_are_unique_in_order_and_upper_case() -> None:
    codes = [lint.code for lint in LINTS]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"R\d{3}", code) for code in codes)


def test_the_page_is_made_from_the_definitions() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.lint.page`"


def test_links_within_the_page_lead_somewhere() -> None:
    text = page()
    headings = {
        "".join(c for c in line.lstrip("# ").lower() if c.isalnum() or c in " -").replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }
    assert {anchor(lint) for lint in LINTS} <= headings
