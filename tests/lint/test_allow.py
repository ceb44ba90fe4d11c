"""Comments that silence a lint, and those that silence nothing."""

from __future__ import annotations

import pytest

from tests.lint.linting import codes, cured, remarks

RULE = "quotes must not have no speaker"


@pytest.mark.parametrize(
    "text",
    [
        f"# ruleck: allow R103 because the lawyers wrote it\n{RULE}\n",
        f"# ruleck: allow R103 because the lawyers wrote it\n# and will not have it touched\n{RULE}\n",
        f"{RULE}  # ruleck: allow R103 because the lawyers wrote it\n",
        f"rule r:  # ruleck: allow R101, R102 and R103 because it is new\n  {RULE}\n",
        f"rule r:\n  # Ruleck: Allow r103 Because it is new\n  {RULE}\n",
        f"#ruleck:allow R103 because so\n{RULE}\n",
    ],
)
def test_a_comment_with_a_reason_on_a_statement_or_right_above_it_silences(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"# ruleck: allow R103\n{RULE}\n", "gives no reason"),
        (f"# ruleck: allow R103 because\n{RULE}\n", "is addressed to ruleck and not understood"),
        (f"# ruleck: allow R999 because so\n{RULE}\n", "names `R999`"),
        (f"# ruleck: ignore R103\n{RULE}\n", "is addressed to ruleck and not understood"),
        (f"# ruleck: allow R103 because so\n\n{RULE}\n", "stands beside no statement"),
        (f"{RULE}\n# ruleck: allow R103 because so\n", "stands beside no statement"),
    ],
)
def test_a_comment_that_is_not_understood_silences_nothing_and_is_told(text: str, says: str) -> None:
    assert sorted(codes(text)) == ["R103", "R401"]
    (remark,) = [r for r in remarks(text) if r.lint.code == "R401"]
    assert says in remark.message
    assert not remark.edits, "what was meant is not known"


def test_an_allow_without_a_lint_is_told_and_taken_out() -> None:
    fine = "quotes must name a speaker"
    for text, left in (
        (f"# house rules\n# ruleck: allow R103 because so\n{fine}\n", f"# house rules\n{fine}\n"),
        (f"{fine}  # ruleck: allow R103 because so\n", f"{fine}\n"),
        (f"{fine}  # ruleck: allow R103, R201 because so", fine),
    ):
        assert codes(text) == ["R401"]
        assert cured(text)[0] == left


def test_an_allow_of_two_of_which_one_is_idle_is_left_to_its_author() -> None:
    text = f"# ruleck: allow R103, R201 because so\n{RULE}\n"
    (remark,) = remarks(text)
    assert "no `R201`" in remark.message
    assert cured(text)[0] == text


def test_what_looks_like_such_a_comment_within_a_text_is_a_text() -> None:
    assert codes('quotes must name a speaker\n  because "see # ruleck: allow R103"\n') == []


def test_an_allow_reaches_no_other_statement() -> None:
    assert codes(f"# ruleck: allow R103 because so\n{RULE}\nsources must not have no name\n") == ["R103"]
