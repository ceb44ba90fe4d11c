"""Lints put to the reference's rules and documents: of every shape of sentence, and no claim contradicted."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

import ruleck
from ruleck.lint.run import fix
from tests.lint.linting import files, remarks
from tests.reference.generate import cases, rules
from tests.reference.sentences import Rule

PHASES = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]
Case = tuple[Rule, dict[str, Any]]


@settings(max_examples=100, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), rules | st.none(), st.booleans())
def test_claims_hold_in_the_documents_of_the_reference(case: Case, other: Rule | None, turned: bool) -> None:
    rule, document = case
    texts = [rule.text(), (other or rule).text()]
    text = "".join(f"{t.replace('r:', f'r{i}:', 1)}\n" for i, t in enumerate(reversed(texts) if turned else texts))
    found = remarks(text)
    event(f"{sorted({r.lint.code for r in found} - {'R101', 'R102'})}")
    findings = ruleck.compile(text).check(json.dumps(document)).findings
    broken: dict[str, set[str]] = {"r0": set(), "r1": set()}
    for finding in findings:
        if finding.verdict == "violated":
            broken[finding.rule].add(finding.focus.pointer)
    for remark in found:
        line = remark.at.source.position(remark.at.span.start).line
        name, opposite = ("r0", "r1") if line == 1 else ("r1", "r0")
        if remark.lint.code in ("R203", "R204"):
            assert not broken[name], remark.message
        if remark.lint.code == "R205":
            assert broken[name] <= broken[opposite], remark.message


@settings(max_examples=30, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_cures_change_no_verdict(case: Case) -> None:
    rule, document = case
    written = files(rule.text() + "\n")
    cured, mistakes = fix(written)
    assert not mistakes
    told = []
    for each in (written, cured.files):
        findings = ruleck.compile(each.sources[0].text).check(json.dumps(document)).findings
        told.append(sorted((f.rule, f.verdict, f.cause or "", f.focus.pointer) for f in findings))
    event("cured" if cured.cured else "nothing to cure")
    assert told[0] == told[1]
