"""`ruleck lint` and `ruleck test` in the forms that code scanning and GitHub read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command.running import lay, ruleck_here
from tests.forms.test_sarif import valid

RULES = """\
rule a "It's 100%, said":
  quotes must not have no speaker
  rejects "not so" quote {text: "x", speaker: "Ada"}
rule wide "Wide": polls must name a pollster
rule narrow "Narrow": polls where start is given must name a pollster
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay(tmp_path, {"a.ruleck": RULES})


def lints(folder: Path, *arguments: str) -> dict[str, Any]:
    return valid(ruleck_here("lint", "a.ruleck", *arguments, "--format", "sarif", cwd=folder).stdout)


def test_lints_as_sarif_are_valid_and_tell_each_remark_at_its_place(folder: Path) -> None:
    run = lints(folder)
    rules = run["tool"]["driver"]["rules"]
    lines = [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in run["results"]]
    codes = [each["ruleId"] for each in run["results"]]
    assert list(zip(codes, lines, strict=True)) == [("R103", 2), ("R101", 4), ("R101", 5), ("R205", 5)]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    assert run["results"][-1]["relatedLocations"][0]["message"]["text"] == "the wider rule"
    assert [each["location"]["uri"] for each in run["artifacts"]] == ["a.ruleck"]


def test_a_cure_in_sarif_is_the_one_that_fix_makes(folder: Path) -> None:
    [fix] = [fix for result in lints(folder)["results"] for fix in result.get("fixes", [])]
    [change] = fix["artifactChanges"]
    lines = RULES.splitlines(keepends=True)
    for edit in reversed(change["replacements"]):
        region = edit["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        before, after = line[: region["startColumn"] - 1], line[region["endColumn"] - 1 :]
        lines[region["startLine"] - 1] = before + edit["insertedContent"]["text"] + after
    ruleck_here("lint", "a.ruleck", "--fix", cwd=folder)
    assert (folder / "a.ruleck").read_text() == "".join(lines) != RULES


def test_mistaken_rules_are_notifications_of_the_lint(tmp_path: Path) -> None:
    run = lints(lay(tmp_path, {"a.ruleck": "quotes must named\n"}))
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is False


def test_lints_annotate_their_lines(folder: Path) -> None:
    done = ruleck_here("lint", "a.ruleck", "--select", "R103", "--format", "github", cwd=folder)
    assert done.stdout == (
        "::warning file=a.ruleck,line=2,endLine=2,col=15,endColumn=34,title=R103 a double negation::"
        "`not have no speaker` is negated twice%0Ait says: `must have a speaker`\n"
    )
    assert done.returncode == 1


def test_failed_tests_annotate_the_lines_that_promise_them(folder: Path) -> None:
    done = ruleck_here("test", "a.ruleck", "--format", "github", cwd=folder)
    first, *rest = done.stdout.splitlines()
    place = "::error file=a.ruleck,line=3,endLine=3,col=3,endColumn=53,title=failed::"
    assert first.startswith(f'{place}failed: a rejects "not so"%0A')
    assert "%0Aexpected: the rule is violated%0A" in first
    assert rest == ["3 rules, 1 test: 1 failed", "rules without a test: wide, narrow"]


def test_what_a_rule_never_comes_to_annotates_the_rule(tmp_path: Path) -> None:
    lay(tmp_path, {"a.ruleck": "rule never: quotes where text is \"a\" and text is \"b\" must name a speaker\n"})
    done = ruleck_here("fuzz", "a.ruleck", "--tries", "50", "--stories", "2", "--format", "github", cwd=tmp_path)
    first, *rest = done.stdout.splitlines()
    place = "::warning file=a.ruleck,line=1,endLine=1,col=6,endColumn=11,title=never::"
    assert first.startswith(f"{place}never held: not reached in ")
    assert "%0Anever violated: not reached in " in first
    assert rest[0].startswith("1 rule: 1 never seen violated")


@pytest.mark.parametrize("command", ["lint", "test", "fuzz"])
def test_a_mistake_is_told_as_an_annotation(tmp_path: Path, command: str) -> None:
    lay(tmp_path, {"a.ruleck": "quotes must named\n"})
    done = ruleck_here(command, "a.ruleck", "--format", "github", cwd=tmp_path)
    assert done.stdout.startswith("::error file=a.ruleck,line=1,")
    assert done.returncode == 2
