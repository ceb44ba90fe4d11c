"""The library: compile once, check anything."""

from __future__ import annotations

import ast
import gc
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import ruleck
from tests.command.running import FACTS, SENTENCE, lay

HM = {"quotes": [{"text": "hm"}]}
SERIES = "across articles, estimates must decrease over time"


def estimate(value: int, day: int) -> dict[str, Any]:
    return {"estimates": [{"subject": "x", "value": value, "as_of": f"2017-12-{day:02}"}]}


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import ruleck; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in ast.literal_eval(done.stdout) if name.partition(".")[0] not in sys.stdlib_module_names}
    assert loaded == {"ruleck"}


@pytest.mark.parametrize(
    "document",
    [
        HM,
        "quotes:\n  - text: hm\n",
        '{"quotes": [{"text": "hm"}]}',
        b'{"quotes": [{"text": "hm"}]}',
        b"\xef\xbb\xbfquotes: [{text: hm}]\r\n",
    ],
)
def test_a_document_is_a_mapping_or_text_or_bytes(document: Any) -> None:
    report = ruleck.compile(SENTENCE).check(document)
    assert report.mistakes == ()
    assert [finding.message for finding in report.violated] == ['quote "hm" names no speaker']
    assert [record.pointer for record in report.findings[0].facts] == ["/quotes/0"]
    assert report.undecided == ()


def test_a_document_is_a_file(tmp_path: Path) -> None:
    lay(tmp_path, {"a.yaml": FACTS})
    report = ruleck.compile(SENTENCE).check(tmp_path / "a.yaml")
    assert (report.path, report.article) == (str(tmp_path / "a.yaml"), "bridge")
    assert len(report.violated) == 1


def test_a_file_that_is_not_there_is_a_mistake_of_the_report(tmp_path: Path) -> None:
    [mistake] = ruleck.compile(SENTENCE).check(tmp_path / "none.yaml").mistakes
    assert mistake.message.endswith("is not there")


@pytest.mark.parametrize("document", [None, 7, [HM], "just words", b"\xff", "quots: []", {"quotes": "hm"}, {1: 2}])
def test_a_wrong_document_gives_a_report_with_mistakes(document: Any) -> None:
    report = ruleck.compile(SENTENCE).check(document)
    assert report.mistakes
    assert report.findings == ()


def test_wrong_rules_raise_one_error_with_every_mistake() -> None:
    with pytest.raises(ruleck.Mistakes) as caught:
        ruleck.compile("quotes must named a speaker\nquots must name a speaker")
    assert len(caught.value.diagnostics) == 2
    assert "try: quotes must name a speaker" in str(caught.value)


def test_rules_are_loaded_from_files_and_folders_or_from_the_packs(tmp_path: Path) -> None:
    lay(tmp_path, {"rules/a.ruleck": SENTENCE, "b.ruleck": "quotes must have a medium"})
    rules = ruleck.load(tmp_path / "rules", str(tmp_path / "b.ruleck"))
    assert rules.ids == ("quotes-must-name-a-speaker", "quotes-must-have-a-medium")
    assert len(ruleck.load().ids) >= 20
    with pytest.raises(ruleck.Mistakes, match="is not there"):
        ruleck.load(tmp_path / "none.ruleck")


def test_many_documents_give_reports_in_order_and_a_mistaken_one_ends_nothing() -> None:
    rules = ruleck.compile(SENTENCE)
    documents: list[Any] = [HM, {"quots": []}, {"quotes": []}, None, HM]
    reports = list(rules.check_many(documents))
    assert [(len(r.violated), len(r.mistakes)) for r in reports] == [(1, 0), (0, 1), (0, 0), (0, 1), (1, 0)]


def test_what_holds_across_articles_comes_in_a_last_report() -> None:
    rules = ruleck.compile(SERIES)
    *reports, last = rules.check_many([estimate(1000, 1), estimate(3000, 2)])
    assert [report.findings for report in reports] == [(), ()]
    assert len(last.violated) == 1


def test_one_document_is_a_run_of_its_own_across_articles() -> None:
    two = {"estimates": estimate(1000, 1)["estimates"] + estimate(3000, 2)["estimates"]}
    rules = ruleck.compile(SERIES)
    assert len(rules.check(two).violated) == 1
    assert rules.check(estimate(9000, 3)).findings == ()


def test_documents_are_taken_one_by_one() -> None:
    taken = []

    def documents() -> Iterator[dict[str, Any]]:
        for number in range(3):
            taken.append(number)
            yield HM

    reports = ruleck.compile(SENTENCE).check_many(documents())
    next(reports)
    assert taken == [0]


def test_threads_share_rules() -> None:
    rules = ruleck.compile(SENTENCE + "\n" + SERIES)
    documents = [HM, estimate(1, 1), {"quotes": [{"text": "a", "speaker": "b"}]}] * 50
    one_by_one = [[f.message for f in rules.check(d).findings] for d in documents]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda d: [f.message for f in rules.check(d).findings], documents)) == one_by_one


def test_a_vocabulary_belongs_to_its_rules() -> None:
    own = ruleck.compile("kind survey, plural surveys:\n  question text\nsurveys must have a question")
    assert own.check({"surveys": [{}]}).mistakes == ()
    assert ruleck.compile(SENTENCE).check({"surveys": [{}]}).mistakes


def test_pydantic_models_are_kinds() -> None:
    from pydantic import BaseModel

    class Survey(BaseModel):
        """a survey"""

        question: str
        sample: int | None = None

    rules = ruleck.compile("surveys must have a sample", kinds=[Survey])
    assert len(rules.check({"surveys": [{"question": "why?"}]}).violated) == 1


def test_a_body_file_is_read_for_files_only(tmp_path: Path) -> None:
    rules = ruleck.compile(SENTENCE)
    assert rules.check({"article": {"body_file": "s.txt"}}).mistakes
    assert rules.check("article: {body_file: s.txt}").mistakes
    lay(tmp_path, {"a.yaml": "article: {body_file: s.txt}", "s.txt": "words"})
    assert rules.check(tmp_path / "a.yaml").mistakes == ()


def test_nothing_of_a_document_is_kept_when_the_next_one_is_checked() -> None:
    held = []
    tracemalloc.start()
    for number, report in enumerate(ruleck.compile(SENTENCE).check_many(HM for _ in range(2_001))):
        assert len(report.violated) == 1
        if number % 1_000 == 0:
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert held[2] < held[1] + 5_000


def test_waivers_of_a_document_are_heeded_on_the_day_that_is_given() -> None:
    from datetime import date

    waiver = {"rule": "quotes-must-name-a-speaker", "reason": "a crowd", "until": "2026-11-26"}
    rules = ruleck.compile("quotes must name a speaker")
    document = {"quotes": [{"text": "no", "waived": waiver}]}
    report = rules.check(document, today=date(2026, 11, 26))
    assert (report.findings, [accepted.waiver.reason for accepted in report.waived]) == ((), ["a crowd"])
    [later] = rules.check_many([document], today=date(2026, 11, 27))
    assert ([finding.rule for finding in later.findings], later.waived) == (["quotes-must-name-a-speaker"], ())
