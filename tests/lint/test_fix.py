"""Cures: what they write, what they leave, and that they keep what is beside them."""

from __future__ import annotations

import pytest

from tests.lint.linting import codes, cured

CURES = [
    (
        "rule r:\n  # the lawyers' words\n  quotes must not have no speaker  # sic\n",
        "rule r:\n  # the lawyers' words\n  quotes must have a speaker  # sic\n",
    ),
    (
        "rule r:\n  sources must give a reason\n  unless not anonymous  # named ones may\n  because \"so\"\n",
        "rule r:\n  when anonymous,\n  sources must give a reason  # named ones may\n  because \"so\"\n",
    ),
    (
        "rule r: no source where official may have no name\n",
        "rule r: every source where official must have a name\n",
    ),
    (
        "rule r: sources where not (not (anonymous or plural)) and name is given must give a reason\n",
        "rule r: sources where (anonymous or plural) and name is given must give a reason\n",
    ),
    (
        "rule r: sources where not (not anonymous) and name is not missing must not have no reason\n",
        "rule r: sources where anonymous and name is given must have a reason\n",
    ),
    (
        "when there is a quote, sources must not have no name\n",
        "rule when-there-is-a-quote-sources-must-not-have-no-name: when there is a quote, sources must have a name\n",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CURES)
def test_cures_write_what_is_meant_and_keep_comments(text: str, wanted: str) -> None:
    assert cured(text)[0] == wanted
    assert "R103" not in codes(wanted)


LEFT = [
    # A comment stands where words would go.
    "rule r: sources where not  # at least\n  name is missing must give a reason\n",
    # There is a `when` already: how to join the two is for the author.
    "rule r: when there is a quote, sources must give a reason\n  unless not anonymous\n",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_not_certain_is_told_and_left(text: str) -> None:
    assert codes(text) == ["R103"]
    assert cured(text)[0] == text


def test_line_breaks_and_full_stops_stay() -> None:
    text, _ = cured("quotes must certainly not have no speaker.\r\nsources must give a name\r\n")
    assert text == (
        "rule quotes-must-certainly-not-have-no-speaker: quotes must certainly have a speaker.\r\n"
        "sources must give a name\r\n"
    )


def test_many_cures_in_many_files_are_all_made() -> None:
    text = "".join(f"rule r{n}: people where role is \"{n}\" must not have no title\n" for n in range(40))
    after, result = cured(text)
    assert len(result.cured) == 40
    assert "not have no" not in after
