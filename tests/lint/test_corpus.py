"""Lints put to the conformance corpus, whose documents show what its rules come to: no claim is contradicted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

import ruleck
from ruleck.lint.remark import Remark
from ruleck.lint.run import lint
from tests.lint.linting import files

CORPUS = Path(__file__).parents[1] / "conformance"


def cases() -> list[dict[str, Any]]:
    found = [case for path in sorted(CORPUS.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]
    return [case for case in found if not case.get("refused") and "files" not in case]


def broken(case: dict[str, Any]) -> dict[str, set[tuple[int, str]]]:
    """What breaks each rule: the report, and the fact that the finding is about."""
    rules = ruleck.compile(case["rules"])
    seen: dict[str, set[tuple[int, str]]] = {name: set() for name in rules.ids}
    for number, report in enumerate(rules.check_many(case.get("documents") or [case["facts"]])):
        for finding in report.findings:
            if finding.verdict == "violated":
                seen[finding.rule].add((number, finding.focus.pointer))
    return seen


def named(remark: Remark, case: dict[str, Any]) -> tuple[str, ...]:
    """The rules that a remark names, the one that it is about first."""
    ids = ruleck.compile(case["rules"]).ids
    return tuple(word for word in remark.message.split("`") if word in ids)


def test_no_claim_is_contradicted_by_a_document_of_the_corpus() -> None:
    met: Counter[str] = Counter()
    for case in cases():
        remarks, mistakes = lint(files(case["rules"]))
        assert not [m for m in mistakes if m.severity == "error"]
        claims = [r for r in remarks if r.lint.code in ("R203", "R204", "R205")]
        if not claims:
            continue
        seen = broken(case)
        for remark in claims:
            met[remark.lint.code] += 1
            if remark.lint.code == "R205":
                narrow, wide = named(remark, case)
                assert seen[narrow] <= seen[wide], remark.message
            else:
                assert len(seen) > 1 or not any(seen.values()), remark.message
    assert met["R205"] > 30
