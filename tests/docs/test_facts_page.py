"""The tables of docs/facts.md say what is so."""

from __future__ import annotations

import re

import pytest

from ruleck.values.edtf import read_date
from ruleck.values.misread import Misread
from ruleck.values.phrase import read_number
from tests.docs.kinds_table import kinds_table
from tests.docs.samples import ROOT

PAGE = (ROOT / "docs/facts.md").read_text(encoding="utf-8")


def forms(heading: str) -> list[list[str]]:
    """What stands in the first column of the table under a heading, row by row."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [re.findall(r"`([^`]+)`", row.split("|")[1]) for row in re.findall(r"^\| `.*$", section, re.MULTILINE)]


def test_the_kinds_are_shown_as_they_are_defined() -> None:
    assert kinds_table() in PAGE


@pytest.mark.parametrize("row", forms("Numbers"), ids=lambda row: row[0])
def test_numbers_are_read_as_shown(row: list[str]) -> None:
    read = [read_number(form) for form in row]
    assert not [number for number in read if isinstance(number, Misread)]


@pytest.mark.parametrize("row", forms("Numbers")[1:], ids=lambda row: row[0])
def test_numbers_in_one_row_are_one_number(row: list[str]) -> None:
    read = [read_number(form) for form in row]
    assert len({(n.low, n.high, n.low_open, n.high_open) for n in read if not isinstance(n, Misread)}) == 1


@pytest.mark.parametrize("row", forms("Dates"), ids=lambda row: row[0])
def test_dates_are_read_as_shown(row: list[str]) -> None:
    assert not [form for form in row if isinstance(read_date(form), Misread)]
