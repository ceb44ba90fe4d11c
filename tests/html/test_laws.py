"""Laws of the page, over any rule about a series and any facts: what a reader sees at a glance is what was found."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

import tests.reference.sentences as s
from ruleck import pipeline
from ruleck.cli.call import compile_call
from ruleck.evaluate.chronicle import Chronicle
from ruleck.evaluate.run import Checks
from ruleck.facts.load import read_mapping
from ruleck.reports.checked import Asked, Checked
from ruleck.reports.fingerprint import fingerprint
from ruleck.reports.forms import form
from ruleck.reports.html.chart import Pair, lay
from ruleck.reports.html.drawing import HEIGHT, WIDTH, Box, anchors, zone_box
from ruleck.values.series import Trend, sweep
from tests.html.reading import elements, parsed
from tests.html.test_page import fingerprints, linked, policy_holds, safe
from tests.reference.generate import across_cases, cases, series_rules

RELAXED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def run(rule: s.Rule, documents: list[dict[str, Any]]) -> tuple[str, list[Checked]]:
    """The page of a run, and what was found."""
    program = compile_call((), (), (rule.text(),))[1]
    current = pipeline.Run(program, Checks(program), excerpts=False)
    report = form("html", Asked(program=program))
    parts, pieces = [], []
    for number, document in enumerate(documents):
        story, mistakes = read_mapping(document, program.vocabulary, path=f"story-{number}")
        assert story is not None, mistakes
        parts.append(current.check(f"story-{number}", story))
        pieces.append(report.document(parts[-1]))
    closing = current.close()
    found = [*parts, Checked("", None, closing.findings)]
    return "".join([*pieces, report.closing(closing)]), found


@RELAXED
@given(across_cases() | cases(series_rules()).map(lambda case: (case[0], [case[1]])))
def test_the_page_is_sound_and_every_finding_is_on_it_with_its_chart(case: tuple[s.Rule, list[dict[str, Any]]]) -> None:
    page, parts = run(*case)
    tree = parsed(page)
    safe(tree)
    policy_holds(tree)
    linked(tree)
    findings = [finding for part in parts for finding in part.findings]
    assert sorted(fingerprints(page).elements()) == sorted(fingerprint(finding) for finding in findings)
    # Who breaks a series is led to its chart.
    noted = {note.get("data-fingerprint"): note for note in elements(tree, "div", "note")}
    charts = {f"#{figure.get('id')}" for figure in elements(tree, "figure")}
    for finding in findings:
        if finding.verdict == "violated" and len(finding.facts) == 2 and "over" in finding.message:
            assert charts & {a.get("href") for a in elements(noted[fingerprint(finding)], "a")}


@settings(RELAXED, max_examples=120)
@given(cases(series_rules()))
def test_the_arrow_of_a_violated_pair_leads_into_what_is_ruled_out(case: tuple[s.Rule, dict[str, Any]]) -> None:
    program = compile_call((), (), (case[0].text(),))[1]
    story, _ = read_mapping(case[1], program.vocabulary)
    assert story is not None
    for series in Chronicle(program).check(story):
        if not isinstance(series.trend, Trend):
            continue
        for found in sweep(series.points, series.trend).violated:
            pair = Pair(found.earlier, found.later, "violated", None, "")
            laid = lay(series, series.points, [pair])
            area = Box(laid.across.start, laid.up.end, laid.across.end, laid.up.start)
            x1, y1, x2, y2 = anchors(laid.arrows[0], laid.spots, laid.across, laid.up)
            assert x1 < x2
            boxes = [box for zone in laid.zones if (box := zone_box(zone, laid.across, laid.up, area))]
            assert any(box.left <= x2 <= box.right and box.top - 0.01 <= y2 <= box.bottom + 0.01 for box in boxes)
            for spot in (x1, x2):
                assert 0 <= spot <= WIDTH
            for spot in (y1, y2):
                assert 0 <= spot <= HEIGHT
