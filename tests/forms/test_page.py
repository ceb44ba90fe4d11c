"""What docs/output.md says of the forms is so."""

from __future__ import annotations

import json
import re

import pytest

from ruleck.reports.checked import Asked
from ruleck.reports.forms import FORMS
from tests.docs.forms_table import forms_table
from tests.docs.samples import ROOT
from tests.forms.readers import read
from tests.forms.runs import checked_text, reported

PAGE = (ROOT / "docs/output.md").read_text(encoding="utf-8")
CARRIES = {
    cells[0].strip("`"): cells[1:]
    for row in re.findall(r"^\| (`\w+` .*) \|$", PAGE.split("## What each form carries")[1], re.MULTILINE)
    for cells in [[cell.strip() for cell in row.split(" | ")]]
}
STORY = {
    "quotes": [
        {"text": "no", "speaker": "Ada", "said_on": "?"},
        {"text": "hm", "waived": [{"rule": "speakers", "reason": "a giraffe"}]},
    ]
}


def test_the_forms_are_shown_as_they_are_listed() -> None:
    assert forms_table() in PAGE
    assert list(CARRIES) == list(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_carries_undecided_findings_as_the_page_says(name: str) -> None:
    parts = checked_text(json.dumps(STORY), "a.facts.json")
    said = CARRIES[name][0]

    def undecided(asked: Asked) -> int:
        return sum(found.verdict == "undecided" for found in read(name, reported(name, parts, asked)).elements())

    # There are two: one is open, the other lacks a fact.
    assert undecided(Asked(verbose=True)) == 2
    assert undecided(Asked()) == (1 if said.startswith("as asked") else 2)
    assert undecided(Asked(undecided="ignore")) == (2 if said == "all" else 0)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_carries_what_somebody_accepts_as_the_page_says(name: str) -> None:
    parts = checked_text(json.dumps(STORY), "a.facts.json")
    said = CARRIES[name][1]
    told = reported(name, parts, Asked(verbose=True))
    assert ("a giraffe" in told) == (said.startswith("all") or "--verbose" in said)
    assert ("1 waived" in told) == (said.startswith("counted") or name == "html")
