"""What comes out of a parcel is what went in, for everybody who reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.workload import story
from ruleck import files
from ruleck.batch.parcel import Parcels
from ruleck.configuration import Project
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import Line
from ruleck.gathering import RuleTexts, compile_rules
from ruleck.pipeline import Examined, Examiner, Piece, Run, pieces_of
from ruleck.reports.checked import Asked
from ruleck.reports.forms import FORMS, form
from ruleck.source import Source
from tests.batch.archive import RULES, archive

PROGRAM, _ = compile_rules(RuleTexts((Source("rules.ruleck", RULES),)), builtin_vocabulary())
EXAMINER = Examiner(PROGRAM, Project(), excerpts=True)


def through(pieces: list[Piece]) -> list[Examined]:
    parcels = Parcels(EXAMINER)
    found = parcels.open(parcels.pack([EXAMINER.examine(piece) for piece in pieces]), pieces)
    return [each for examined in found for each in examined]


def reports(found: list[Examined], forms: Iterable[str] = FORMS) -> list[str]:
    """All that is told of documents, in each form."""
    told = []
    for name in forms:
        run, report = Run(PROGRAM, EXAMINER.checks, excerpts=True), form(name, Asked(program=PROGRAM))
        told.append("".join([*(report.document(run.note(each)) for each in found), report.closing(run.close())]))
    return told


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 10_000)), max_size=4), st.sampled_from([0, 0.05, 1]))
def test_a_report_tells_the_same_after_the_way_through_a_parcel(sizes: list[tuple[int, int]], breaking: float) -> None:
    lines = [json.dumps(story(facts, seed, breaking)).encode() for facts, seed in sizes]
    pieces = [Piece("a.facts.jsonl", Line(number, 0, line)) for number, line in enumerate(lines, 1)]
    direct = [each for piece in pieces for each in EXAMINER.examine(piece)]
    assert reports(through(pieces), ("text", "json")) == reports(direct, ("text", "json"))


def test_who_asks_for_more_than_findings_gets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(tmp_path)
    monkeypatch.chdir(tmp_path)
    pieces = [piece for path in files.find(["stories"], files.DOCUMENTS) for piece in pieces_of(path)]
    assert reports(through(pieces)) == reports([each for piece in pieces for each in EXAMINER.examine(piece)])
    for after, before in zip(through(pieces), (e for piece in pieces for e in EXAMINER.examine(piece)), strict=True):
        one, other = after.checked.story, before.checked.story
        if one is None or other is None:
            assert one is other
            continue
        assert {kind: len(records) for kind, records in one.records.items()} == {
            kind: len(records) for kind, records in other.records.items()
        }
        for kind, records in other.records.items():
            for same, record in zip(one.records[kind], records, strict=True):
                assert same.pointer == record.pointer
                assert same.fields.keys() == record.fields.keys()
                here, there = one.at(record.pointer), other.at(record.pointer)
                assert here is not None
                assert there is not None
                assert here.span == there.span
                assert here.source.text == there.source.text
                assert one.excerpt(same) is None or one.excerpt(same).span == other.excerpt(record).span  # type: ignore[union-attr]  # both or none
                assert (one.excerpt(same) is None) is (other.excerpt(record) is None)
