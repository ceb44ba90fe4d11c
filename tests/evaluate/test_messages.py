"""Each kind of finding is told in the sentence that was read by eye and kept in messages.yaml.

`python -m tests.evaluate.test_messages` writes the sentences anew: read the difference before you keep it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import ruleck

HERE = Path(__file__).parent
FILE = HERE / "messages.yaml"
# Texts as they stand: `no` is a quotation here, not a boolean.
CASES: list[dict[str, Any]] = yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader)


def said(case: dict[str, Any]) -> list[str]:
    report = ruleck.compile(case["rule"]).check(yaml.safe_dump(case["facts"], sort_keys=False))
    assert [m.message for m in report.mistakes] == []
    return [f"{f.verdict}: {f.message}" for f in report.findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_a_finding_is_told_in_its_sentence(case: dict[str, Any]) -> None:
    assert case["says"]
    assert said(case) == case["says"]


if __name__ == "__main__":
    head = FILE.read_text(encoding="utf-8").split("\n- ")[0].strip().splitlines()
    kept = [{"rule": c["rule"], "facts": c["facts"], "says": said(c)} for c in CASES]
    comments = "\n".join(line for line in head if line.startswith("#"))
    body = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=110)
    FILE.write_text(f"{comments}\n{body}", encoding="utf-8")
