"""The other forms, each held to what its readers expect of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
import referencing

from ruleck.diagnostics import Diagnostic, Severity
from ruleck.evaluate.finding import Terms
from ruleck.reports.checked import PARTIAL, Asked, Checked, Closing, Summary
from ruleck.reports.forms import FORMS, form
from ruleck.reports.markdown import MOST
from tests.command.running import FACTS, SENTENCE, ruleck, ruleck_here
from tests.command.running import lay as lay_files
from tests.docs.samples import ROOT
from tests.forms.runs import checked, lay, mistake, reported

Parts = list[Checked | Closing]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    folder = tmp_path_factory.mktemp("stories")
    with chdir(folder):
        yield checked(lay(folder))


WRONG: Parts = [
    Checked("m.facts.json", None, (), (mistake(),)),
    Closing(Summary(rules=1), mistakes=(mistake("not a rule"),)),
]
NOTHING: Parts = [Closing(Summary())]
EARLY: Parts = [Closing(Summary(), partial=True)]


# ------------------------------------------------------------------ JSON Lines


def schema(name: str) -> Any:
    return json.loads((ROOT / "docs" / name).read_text("utf-8"))


def lines(report: str) -> list[dict[str, Any]]:
    valid = jsonschema.Draft202012Validator(schema("findings-lines.schema.json"))
    found = [json.loads(line) for line in report.splitlines()]
    for line in found:
        valid.validate(line)
    assert report.endswith("}\n")
    return found


def test_each_shape_has_a_name_of_its_own_by_which_a_registry_finds_it() -> None:
    shapes = {path.name: schema(path.name) for path in sorted((ROOT / "docs").glob("*.schema.json"))}
    assert {name: shape["$id"] for name, shape in shapes.items()} == {
        name: f"urn:ruleck:{name.removesuffix('.schema.json')}:1" for name in shapes
    }
    known = referencing.Registry[Any]().with_contents((shape["$id"], shape) for shape in shapes.values())
    for shape in shapes.values():
        jsonschema.Draft202012Validator.check_schema(shape)
        assert jsonschema.Draft202012Validator({"$ref": shape["$id"]}, registry=known).is_valid({}) is False


def test_the_shape_of_a_line_is_enough_by_itself_and_its_copy_is_the_same(parts: Parts) -> None:
    assert schema("findings-lines.schema.json")["$defs"]["findings"] == schema("findings.schema.json")
    (line, *_) = lines(reported("jsonl", parts))
    broken = {**line, "severity": "grave"}
    assert not jsonschema.Draft202012Validator(schema("findings-lines.schema.json")).is_valid(broken)


def test_json_lines_have_a_line_for_each_finding_and_the_summary_last(parts: Parts) -> None:
    found = lines(reported("jsonl", parts))
    findings = sum(len(part.findings) for part in parts)
    assert Counter(line["type"] for line in found) == {"finding": findings, "waived": 1, "summary": 1}
    whole = json.loads(reported("json", parts))
    last = found[-1]
    assert last["type"] == "summary"
    assert {name: last[name] for name in whole["summary"]} == whole["summary"]


def test_json_lines_tell_mistakes_where_they_are_met(parts: Parts) -> None:
    assert [line["type"] for line in lines(reported("jsonl", WRONG))] == ["diagnostic", "diagnostic", "summary"]


def test_a_line_that_is_none_of_these_is_refused() -> None:
    with pytest.raises(jsonschema.ValidationError):
        lines('{"type": "finding"}\n')


# ------------------------------------------------------------------ JUnit

# What JUnit's readers know: the attributes of each element, and what may stand in it, in this order.
JUNIT: dict[str, tuple[set[str], list[str]]] = {
    "testsuites": ({"name"}, ["testsuite"]),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, ["testcase"]),
    "testcase": ({"classname", "name", "file", "line"}, ["skipped", "error", "failure", "system-out"]),
    "skipped": ({"message"}, []),
    "failure": ({"message", "type"}, []),
    "error": ({"message", "type"}, []),
    "system-out": (set(), []),
}


def junit(report: str) -> Xml.Element:
    root = Xml.fromstring(report.encode())
    for element in root.iter():
        attributes, children = JUNIT[element.tag]
        assert set(element.attrib) <= attributes
        order = [children.index(child.tag) for child in element]
        assert order == sorted(order)
    for suite in root:
        cases = suite.findall("testcase")
        assert cases
        assert int(suite.get("tests", "")) == len(cases)
        assert len({case.get("name") for case in cases}) == len(cases)
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(attribute, "")) == len(suite.findall(f"testcase/{tag}"))
    return root


def test_junit_has_a_suite_for_each_story_and_one_that_passes_for_a_story_in_order(parts: Parts) -> None:
    root = junit(reported("junit", parts))
    assert [suite.get("name") for suite in root] == [
        "a.facts.json",
        "b/é ß%20.facts.json",
        "empty.facts.json",
        "across articles",
    ]
    [passing] = root[2]
    assert (passing.get("name"), len(passing)) == ("nothing found", 0)


def test_junit_fails_what_makes_the_run_fail_and_skips_the_rest(parts: Parts) -> None:
    def outcomes(asked: Asked) -> Counter[str]:
        root = junit(reported("junit", parts, asked))
        return Counter(child.tag for case in root.iter("testcase") for child in case)

    findings = [finding for part in parts for finding in part.findings]
    errors = sum(f.verdict == "violated" and f.severity == "error" for f in findings)
    assert outcomes(Asked(verbose=True)) == {"failure": errors, "skipped": len(findings) - errors + 1}
    assert outcomes(Asked(undecided="fail", fail_on="info")) == {"failure": len(findings), "skipped": 1}
    assert outcomes(Asked(verbose=True, fail_on=None)) == {"skipped": len(findings) + 1}


def test_junit_says_why_a_case_is_skipped(parts: Parts) -> None:
    told = [case.get("message", "") for case in junit(reported("junit", parts)).iter("skipped")]
    assert "waived until 2030-01-01: a crowd (by desk)" in told
    assert any(message.startswith("undecided: ") for message in told)
    assert any(message.startswith("warning: ") for message in told)
    assert any(message.startswith("info: ") for message in told)


def test_junit_tells_mistakes_as_errors() -> None:
    root = junit(reported("junit", WRONG))
    assert [case.find("error") is not None for case in root.iter("testcase")] == [True, True]


# ------------------------------------------------------------------ checkstyle


def test_checkstyle_is_files_of_errors(parts: Parts) -> None:
    for shown in (parts, WRONG, NOTHING):
        root = Xml.fromstring(reported("checkstyle", shown).encode())
        assert (root.tag, set(root.attrib)) == ("checkstyle", {"version"})
        for file in root:
            assert (file.tag, set(file.attrib)) == ("file", {"name"})
            for error in file:
                assert set(error.attrib) == {"line", "column", "severity", "message", "source"}
                assert error.get("severity") in {"error", "warning", "info"}
                assert int(error.get("line", "")) >= 1
                assert int(error.get("column", "")) >= 1


# ------------------------------------------------------------------ GitLab


def test_gitlab_has_what_its_form_asks_for_and_no_fingerprint_twice(parts: Parts) -> None:
    for shown in (parts, WRONG, EARLY):
        issues = json.loads(reported("gitlab", shown))
        for issue in issues:
            assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert set(issue["location"]) == {"path", "lines"}
            assert not issue["location"]["path"].startswith("./")
            assert issue["location"]["lines"]["begin"] >= 1
        assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 0
    assert reported("gitlab", NOTHING) == "[]\n"


def test_gitlab_fingerprints_outlive_a_change_of_place(tmp_path: Path) -> None:
    def fingerprints(facts: str) -> list[str]:
        lay_files(tmp_path, {"a.facts.yaml": facts})
        done = ruleck_here("check", "./a.facts.yaml", "-e", SENTENCE, "--format", "gitlab", cwd=tmp_path)
        return [issue["fingerprint"] for issue in json.loads(done.stdout)]

    first = fingerprints("quotes: [{text: hm}, {text: hm}]\n")
    assert len(set(first)) == 2
    assert fingerprints("# moved\nquotes:\n  - {text: hm}\n  - {text: hm}\n") == first


# ------------------------------------------------------------------ GitHub


def test_github_annotates_a_line_with_columns_and_a_stretch_of_lines_without(tmp_path: Path) -> None:
    lay_files(tmp_path, {"a,b.facts.yaml": FACTS.replace("a patch on a patch, kind", "50%,\n     kind")})
    done = ruleck_here("check", "a,b.facts.yaml", "-e", SENTENCE, "--format", "github", cwd=tmp_path)
    assert done.stdout == (
        "::error file=a%2Cb.facts.yaml,line=6,endLine=7,title=quotes-must-name-a-speaker::"
        'quote "50%25" names no speaker%0Arule: -e\n'
        "1 story, 3 facts, 1 rule: 1 violated\n"
    )
    lay_files(tmp_path, {"c.facts.yaml": FACTS})
    done = ruleck_here("check", "c.facts.yaml", "-q", "-e", SENTENCE, "--format", "github", cwd=tmp_path)
    assert done.stdout.startswith("::error file=c.facts.yaml,line=6,endLine=6,col=5,endColumn=47,title=")
    assert done.stdout.count("\n") == 1


def test_github_names_no_file_where_there_is_none() -> None:
    done = ruleck_here("check", "-", "-e", SENTENCE, "--format", "github", cwd=ROOT, stdin=FACTS.encode())
    assert done.stdout.startswith("::error title=quotes-must-name-a-speaker::")
    done = ruleck_here("check", "-", "-e", "quotes must named", "--format", "github", cwd=ROOT, stdin=b"")
    assert done.stdout.startswith("::error title=not-understood::")


# ------------------------------------------------------------------ Markdown


def test_markdown_is_a_comment_with_the_tally_and_a_row_for_each_finding(tmp_path: Path) -> None:
    lay_files(tmp_path, {"a.facts.yaml": FACTS, "b.facts.yaml": "quots: []\n"})
    done = ruleck_here("check", "-e", SENTENCE, "--format", "markdown", cwd=tmp_path)
    assert done.stdout == (
        "<!-- ruleck -->\n\n"
        "### ruleck\n\n"
        "1 story, 3 facts, 1 rule: 1 violated\n\n"
        "1 story with mistakes, not checked\n\n"
        "`a.facts.yaml`\n\n"
        '- **error** line 6: quote "a patch on a patch" names no speaker (`quotes-must-name-a-speaker`)\n'
        "  rule: -e\n\n"
        "`b.facts.yaml`\n\n"
        "- **mistake** line 1: \\`quots\\` is no kind of fact (`unknown-kind`)\n"
        "  did you mean \\`quotes\\`?\n"
    )


def test_markdown_fits_in_a_comment_keeps_the_gravest_and_counts_the_rest() -> None:
    wrong = replace(mistake("ä" * 200), severity="warning")
    grave = mistake("the one that matters")
    mistaken = Checked("m.facts.json", None, (), (wrong,) * 700)
    report = reported("markdown", [mistaken, Closing(Summary(documents=700), mistakes=(grave,))])
    assert MOST - 9_000 < len(report.encode()) <= MOST
    shown = report.count("\n- ")
    assert report.endswith(f"\nand {701 - shown} more\n")
    assert "the one that matters" in report


def test_markdown_of_many_files_fits_whatever_their_order() -> None:
    def wrong(number: int) -> Diagnostic:
        severities: tuple[Severity, ...] = ("error", "warning", "info")
        return replace(mistake("x", f"{'y' * 60}{number % 7}.json"), severity=severities[number % 3])

    mistakes = tuple(wrong(number) for number in range(2_000))
    assert len(reported("markdown", [Closing(Summary(), mistakes=mistakes)]).encode()) <= MOST
    stories = [Checked(str(number), None, (), (wrong(number), wrong(number + 7))) for number in range(2_000)]
    assert len(reported("markdown", [*stories, Closing(Summary(documents=1))]).encode()) <= MOST


def test_markdown_of_many_rules_that_nothing_fell_under_still_fits() -> None:
    unmatched = tuple(f"rule-{number}" for number in range(20_000))
    report = reported("markdown", [Closing(Summary(documents=1), unmatched=unmatched)])
    assert len(report.encode()) < MOST


# ------------------------------------------------------------------ all of them


@pytest.mark.parametrize("name", FORMS)
def test_every_form_tells_that_a_run_ended_early(name: str) -> None:
    def told(partial: bool) -> str:
        return form(name, Asked(quiet=True)).closing(Closing(Summary(documents=1), partial=partial))

    assert told(partial=True) != told(partial=False)
    if name in ("json", "jsonl"):
        assert '"partial": true' in told(partial=True)
    else:
        words = PARTIAL.removeprefix("t")  # it may begin a sentence
        assert words in re.sub(r"\s+", " ", told(partial=True))
        assert words not in re.sub(r"\s+", " ", told(partial=False))


@pytest.mark.parametrize("name", FORMS)
def test_every_form_tells_mistakes_of_documents_and_of_rules(name: str) -> None:
    told = reported(name, WRONG)
    assert "not a rule" in told
    assert "speker" in told


def test_all_forms_are_the_same_bytes_from_run_to_run_and_however_many_work_at_it(tmp_path: Path) -> None:
    lay(tmp_path)
    (tmp_path / "m.facts.json").write_text('{"quots": [], "peopel": []}')
    rules = "quotes must name a speaker"

    def everything(seed: str, jobs: str) -> dict[str, bytes]:
        outputs = [part for name in FORMS for part in ("--output", f"{name}=out/{name}")]
        (tmp_path / "out").mkdir(exist_ok=True)
        done = ruleck("check", "-v", "--jobs", jobs, "-e", rules, *outputs, cwd=tmp_path, env={"PYTHONHASHSEED": seed})
        assert (done.stderr, done.returncode) == ("", 2)
        return {name: (tmp_path / "out" / name).read_bytes() for name in FORMS}

    assert everything("0", "1") == everything("1", "2")


def test_what_a_documents_own_settings_say_counts_before_what_is_asked_for(parts: Parts) -> None:
    strict = Terms("info", "fail")
    own = [replace(part, findings=tuple(replace(each, terms=strict) for each in part.findings)) for part in parts]
    failing = junit(reported("junit", own, Asked()))
    findings = sum(len(part.findings) for part in parts)
    assert len(list(failing.iter("failure"))) == findings
    results = json.loads(reported("sarif", own, Asked()))["runs"][0]["results"]
    assert Counter(result["kind"] for result in results) == {"fail": findings + 1}
    assert "undecided:" in reported("github", own, Asked(undecided="ignore"))
