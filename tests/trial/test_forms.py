"""`--format json` in the shape of docs/trial.schema.json, and `--format junit` as XML that holds the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import jsonschema
import pytest

from tests.command.running import lay, ruleck, ruleck_here
from tests.docs.samples import ROOT

SCHEMA = json.loads((ROOT / "docs/trial.schema.json").read_text("utf-8"))
RULES = """\
rule speaker: quotes must name a speaker
  accepts "named" quote {text: "x", speaker: "Ada"}
  rejects "the <other> & \\"this\\"" quote {text: "x", speaker: "Ada"}
rule verb: quotes should have a verb
"""
DOCUMENT = """\
quotes:
  - {text: a, speaker: Ada, verb: said}  # ok: speaker, verb
  - {text: b}                            # todo ok: speaker
  - {text: c, speaker: Bo, verb: said}   # todo ok: verb
  - {text: "d <&> \\x07", speaker: Bo}
"""
MISTAKEN: dict[str, str | bytes] = {"rules/a.ruleck": "quotes must named a speaker\n"}
OPTIONS = ("--coverage", "--strict", "--fail-under", "90")


def project(folder: Path) -> Path:
    return lay(folder, {"rules/a.ruleck": RULES, "stories/s.facts.yaml": DOCUMENT})


def as_json(*arguments: str, cwd: Path) -> tuple[dict[str, Any], int]:
    done = ruleck_here("test", *arguments, "--format", "json", cwd=cwd)
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert done.stderr == ""
    return found, done.returncode


def as_junit(*arguments: str, cwd: Path) -> tuple[Xml.Element, int]:
    done = ruleck_here("test", *arguments, "--format", "junit", cwd=cwd)
    assert done.stderr == ""
    return Xml.fromstring(done.stdout.encode()), done.returncode


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_json_tells_every_test_and_the_figures(tmp_path: Path) -> None:
    found, status = as_json(*OPTIONS, cwd=project(tmp_path))
    assert [(test["status"], test["kind"], test["rule"], test["name"]) for test in found["tests"]] == [
        ("passed", "example", "speaker", 'accepts "named"'),
        ("failed", "example", "speaker", 'rejects "the <other> & "this""'),
        ("passed", "document", "speaker", "ok"),
        ("passed", "document", "verb", "ok"),
        ("todo", "document", "speaker", "todo ok"),
        ("works", "document", "verb", "todo ok"),
        ("failed", "document", "verb", "violated, unexpectedly"),
        ("failed", "document", "verb", "violated, unexpectedly"),
        ("failed", "rule", "speaker", "can fire"),
        ("failed", "rule", "verb", "can fire"),
        ("failed", "coverage", None, "coverage"),
    ]
    assert found["summary"] == {
        "rules": 2, "documents": 1, "tests": 11, "passed": 3, "failed": 6, "todo": 1, "works": 1,
    }  # fmt: skip
    assert found["tests"][0]["at"]["line"] == 2
    assert found["tests"][1]["why"]
    assert [rule["rule"] for rule in found["coverage"]["rules"]] == ["speaker", "verb"]
    assert (found["untested"], found["silent"], found["diagnostics"]) == ([], 0, [])
    assert status == 1


def test_junit_tells_the_same(tmp_path: Path) -> None:
    found, _ = as_json(*OPTIONS, cwd=project(tmp_path))
    root, status = as_junit(*OPTIONS, cwd=tmp_path)
    assert root.tag == "testsuites"
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "11", "failures": "6", "errors": "0", "skipped": "1",
    }  # fmt: skip
    assert [suite.get("name") for suite in root] == ["ruleck test", "rules/a.ruleck", "stories/s.facts.yaml"]
    assert all(suite.get("tests") == str(len(suite)) for suite in root)
    cases = root.findall("testsuite/testcase")
    assert len(cases) == len(found["tests"])
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert ("speaker", 'line 3: rejects "the <other> & "this""') in names
    messages = {f"expected: {t['expected']}; came out: {t['got']}" for t in found["tests"] if t["status"] == "failed"}
    assert {failure.get("message") for failure in root.iter("failure")} == messages
    assert all(failure.text for failure in root.iter("failure"))
    assert status == 1


@pytest.mark.parametrize("form", ["json", "junit", "text"])
def test_whatever_is_wrong_the_form_is_kept(form: str, tmp_path: Path) -> None:
    lay(tmp_path, MISTAKEN)
    done = ruleck_here("test", "--format", form, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == ""
    assert "`named` is not understood" in done.stdout
    if form == "json":
        assert as_json(cwd=tmp_path)[0]["diagnostics"]
    if form == "junit":
        root, _ = as_junit(cwd=tmp_path)
        [error] = root.iter("error")
        assert error.text is not None
        assert "try: quotes must name a speaker" in error.text
        assert (root.get("tests"), root.get("errors")) == ("1", "1")


@pytest.mark.parametrize("form", ["json", "junit", "text"])
def test_the_same_input_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    project(tmp_path)
    arguments = ("test", *OPTIONS, "--format", form)
    outputs = {ruleck(*arguments, cwd=tmp_path, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(outputs) == 1
    assert outputs != {""}


def test_text_acts_on_no_terminal(tmp_path: Path) -> None:
    out = ruleck_here("test", *OPTIONS, cwd=project(tmp_path)).stdout
    assert "\x1b" not in out
    assert "\x07" not in out
