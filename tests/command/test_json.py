"""`--format json`: one valid object whatever the status, in the shape that docs/findings.schema.json describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.command.running import FACTS, SENTENCE, lay, ruleck_here

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/findings.schema.json").read_text("utf-8"))


def report(*arguments: str, cwd: Path, stdin: bytes = b"") -> tuple[dict[str, Any], int]:
    done = ruleck_here("check", *arguments, "--format", "json", cwd=cwd, stdin=stdin)
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert done.stderr == ""
    return found, done.returncode


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_violated_rule(tmp_path: Path) -> None:
    lay(tmp_path, {"story.facts.yaml": FACTS, "rules/house.ruleck": f'{SENTENCE}\n  because "who?"\n'})
    found, status = report(cwd=tmp_path)
    [document] = found["documents"]
    assert (document["path"], document["article"], document["facts"]) == ("story.facts.yaml", "bridge", 3)
    [finding] = document["findings"]
    fingerprint = finding.pop("fingerprint")
    assert len(fingerprint) == 16
    assert finding == {
        "rule": "quotes-must-name-a-speaker",
        "severity": "error",
        "verdict": "violated",
        "cause": None,
        "message": 'quote "a patch on a patch" names no speaker',
        "because": "who?",
        "facts": ["/quotes/1"],
        "missing": finding["missing"],
        "values": finding["values"],
        "at": {"path": "story.facts.yaml", "line": 6, "column": 5, "end_line": 6, "end_column": 47},
        "story": None,
        "rule_at": {"path": "rules/house.ruleck", "line": 1, "column": 1},
    }
    nothing = dict.fromkeys(("undecided", "missing", "waived", "baselined"), 0)
    assert found["summary"] == {"documents": 1, "facts": 3, "rules": 1, "violated": 1, **nothing}
    assert (found["findings"], found["diagnostics"], found["unmatched"]) == ([], [], [])
    assert status == 1


def test_an_excerpt_is_placed_in_the_story_by_offsets(tmp_path: Path) -> None:
    facts = "article: {body_file: s.txt}\nquotes: [{text: 'hunted down', excerpt: 'hunted down'}]\n"
    lay(tmp_path, {"a.facts.yaml": facts, "s.txt": "The “hunted\n down” ones."})
    found, _ = report("a.facts.yaml", "-e", SENTENCE, cwd=tmp_path)
    place = found["documents"][0]["findings"][0]["story"]
    assert place == {"path": "s.txt", "start": 5, "end": 17, "exact": "hunted\n down"}


def test_undecided_findings_are_all_there_with_cause_and_missing_fields(tmp_path: Path) -> None:
    facts = "quotes: [{text: one, said_on: 2017-12}, {text: two}, {text: three, said_on: '?'}]\n"
    lay(tmp_path, {"a.facts.yaml": facts})
    found, status = report("-e", "quotes' said_on must be before 2017-12-10", "--undecided", "ignore", cwd=tmp_path)
    findings = found["documents"][0]["findings"]
    assert [f["cause"] for f in findings] == ["uncertain", "missing", "open"]
    assert [f["missing"] for f in findings] == [[], ["said_on"], []]
    assert found["summary"]["undecided"] == 2
    assert found["summary"]["missing"] == 1
    assert status == 0


def test_findings_across_articles_refer_to_facts_by_document_and_pointer(tmp_path: Path) -> None:
    for name, day, value in (("a", "01", 1000), ("b", "02", 3000)):
        lay(tmp_path, {f"{name}.facts.yaml": f"estimates: [{{subject: x, value: {value}, as_of: 2017-12-{day}}}]\n"})
    lay(tmp_path, {"c.facts.jsonl": '\n{"estimates": [{"subject": "x", "value": 5000, "as_of": "2017-12-03"}]}\n'})
    found, status = report("-e", "across articles, estimates must decrease over time", cwd=tmp_path)
    assert [document["findings"] for document in found["documents"]] == [[], [], []]
    assert [finding["facts"][-1] for finding in found["findings"]] == [
        {"document": "b.facts.yaml", "pointer": "/estimates/0"},
        {"document": "c.facts.jsonl:2", "pointer": "/estimates/0"},
    ]
    assert status == 1


def test_mistakes_of_documents_are_data_and_the_other_documents_are_there(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "quots: []\n", "b.facts.yaml": FACTS})
    found, status = report("-e", SENTENCE, cwd=tmp_path)
    assert [document["path"] for document in found["documents"]] == ["b.facts.yaml"]
    [mistake] = found["diagnostics"]
    assert mistake["places"][0]["path"] == "a.facts.yaml"
    assert (mistake["places"][0]["line"], mistake["places"][0]["column"]) == (1, 1)
    assert status == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.facts.yaml", "-e", "quotes must named a speaker"),
        ("nothing.yaml", "-e", SENTENCE),
        ("a.facts.yaml", "--no-such-option"),
        ("a.facts.yaml", "--rules", "nothing.ruleck"),
        ("empty", "-e", SENTENCE),
    ],
)
def test_whatever_is_wrong_the_output_is_one_object(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    lay(tmp_path, {"a.facts.yaml": FACTS})
    (tmp_path / "empty").mkdir()
    found, status = report(*arguments, cwd=tmp_path)
    assert found["diagnostics"]
    assert status == 2


def test_a_fingerprint_outlives_a_change_of_place_but_not_of_content(tmp_path: Path) -> None:
    def fingerprint(facts: str) -> str:
        found, _ = report("-", "-e", SENTENCE, cwd=tmp_path, stdin=facts.encode())
        return str(found["documents"][0]["findings"][0]["fingerprint"])

    first = fingerprint("quotes: [{text: hm}]\n")
    assert fingerprint("# moved\nquotes:\n  - {text: yes, speaker: Kaya}\n  - {note: new, text: hm}\n") == first
    assert fingerprint("quotes: [{text: hmm}]\n") != first
    assert fingerprint("quotes: [{id: a, text: one}]\n") == fingerprint("quotes: [{id: a, text: other}]\n")
