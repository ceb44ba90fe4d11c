"""Runs the conformance corpus (see README.md beside this file) through the library's front door."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import ruleck
from ruleck.diagnostics import Mistakes

HERE = Path(__file__).parent
KEYS = {"says", "rules", "facts", "documents", "files", "finds", "refused", "unmatched"}


def corpus() -> Iterator[Any]:
    for path in sorted(HERE.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            yield pytest.param(case, id=f"{path.stem}-{number}")


def compiled(case: dict[str, Any], folder: Path) -> Any:
    if "files" not in case:
        return ruleck.compile(case["rules"])
    (folder / ".git").mkdir()  # so that the folder is the project's root
    for name, text in {**case["files"], "main.ruleck": case["rules"]}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return ruleck.load(folder / "main.ruleck")


def expected(line: str, only_rule: str | None) -> tuple[str | None, str, str | None, frozenset[str]]:
    rule, colon, rest = line.partition(": ")
    if not colon:
        rule, rest = only_rule or "", line
    verdict, *words = rest.split()
    cause = words.pop(0) if verdict == "undecided" else None
    return rule, verdict, cause, frozenset(words)


def pointer(record: Any, several: bool) -> str:
    article = record.story.article.fields.get("id") if several else None
    return f"{article}#{record.pointer}" if article else str(record.pointer)


@pytest.mark.parametrize("case", list(corpus()))
def test_the_verdicts_are_those_of_the_definition(case: dict[str, Any], tmp_path: Path) -> None:
    assert set(case) <= KEYS
    if case.get("refused"):
        with pytest.raises(Mistakes):
            compiled(case, tmp_path)
        return
    rules = compiled(case, tmp_path)
    texts = case.get("documents") or [case["facts"]]
    reports = list(rules.check_many(texts))
    assert [str(m) for report in reports for m in report.mistakes] == []
    findings = [f for report in reports for f in report.findings]
    only = rules.ids[0] if len(rules.ids) == 1 else None
    got = Counter(
        (f.rule, f.verdict, f.cause, frozenset(pointer(r, "documents" in case) for r in f.facts)) for f in findings
    )
    assert got == Counter(expected(line, only) for line in case["finds"])


@pytest.mark.parametrize("case", [param for param in corpus() if "unmatched" in param.values[0]])
def test_rules_that_matched_nothing_are_named(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "main.ruleck").write_text(case["rules"], encoding="utf-8")
    (tmp_path / "story.facts.yaml").write_text(case["facts"], encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "ruleck",
        "check",
        "story.facts.yaml",
        "--rules",
        "main.ruleck",
        "--format",
        "json",
    ]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert json.loads(told.stdout)["unmatched"] == case["unmatched"]
