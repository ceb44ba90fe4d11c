"""Eight rules by somebody who has only the messages to go by: each answer leads on, and the end is what was meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import ruleck
from ruleck.diagnostics import Diagnostic

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "newcomer.yaml").read_text("utf-8"))


def told(mistake: Diagnostic) -> str:
    return "\n".join([mistake.message, *mistake.notes, *(f"try: {words}" for words in mistake.suggestions)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["guide"]))
def test_every_answer_leads_on(case: dict[str, Any]) -> None:
    for step in case["tries"]:
        with pytest.raises(ruleck.Mistakes) as raised:
            ruleck.compile(step["sentence"])
        assert step["answer"] in told(raised.value.diagnostics[0])


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["guide"]))
def test_the_rule_means_what_the_guide_says(case: dict[str, Any]) -> None:
    rules = ruleck.compile(case["rule"])
    broken, kept = rules.check(case["breaks"]), rules.check(case["keeps"])
    assert (broken.mistakes, kept.mistakes) == ((), ())
    assert [finding.verdict for finding in broken.findings] == ["violated"]
    assert kept.findings == ()


def test_there_are_eight() -> None:
    assert len(CASES) == 8
