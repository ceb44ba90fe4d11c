"""`ruleck test --mutants` from the outside: what it lists, what it adds to rule files, and its exit statuses."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import jsonschema
import pytest

from ruleck.mutants.hunt import hunt
from ruleck.trial.mutants import Mutating, Mutation
from ruleck.trial.mutants_text import mutation_rows
from ruleck.trial.run import try_rules
from tests.command.running import lay, ruleck, ruleck_here
from tests.docs.samples import ROOT
from tests.mutants.changing import written

SCHEMA = json.loads((ROOT / "docs/trial.schema.json").read_text("utf-8"))
AGE = """\
# who may vote
rule voters-are-grown-up "Voters are grown up":
  people's age where role is "voter" must be at least 18
  because "the law says so"
  accepts "a voter" person {name: "Ada Marsh", role: "voter", age: 40}  # that is her age
  rejects "a child" person {name: "Bo Lind", role: "voter", age: 8}
  ignores "no voter" person {name: "Bo Lind", role: "mayor", age: 8}

quotes must name a speaker
"""
WHOLE = """\
rule asked: polls must name a pollster
  accepts poll {pollster: "Northline"}
  rejects poll {}
  ignores article {}
"""


def project(folder: Path, text: str = AGE) -> Path:
    return lay(folder, {"rules/a.ruleck": text})


def as_json(*arguments: str, cwd: Path) -> tuple[dict[str, Any], int]:
    done = ruleck_here("test", "--mutants", *arguments, "--format", "json", cwd=cwd)
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    return found, done.returncode


def test_a_hole_is_shown_with_its_place_what_could_be_said_and_the_example(tmp_path: Path) -> None:
    done = ruleck_here("test", "--mutants", cwd=project(tmp_path))
    assert done.returncode == 1
    assert done.stderr == ""
    assert """\
rules/a.ruleck:3:46: voters-are-grown-up:2: no example notices if a bound is off by one
  3 |   people's age where role is "voter" must be at least 18
    |                                              ^^^^^^^^^^^
  as if the rule said `must be at least 19` instead of `must be at least 18`
""" in done.stdout
    assert '  try: accepts "exactly 18" person {name: "Ada Marsh", role: "voter", age: 18}\n' in done.stdout
    assert "no example at all, so that nothing is noticed: quotes-must-name-a-speaker\n" in done.stdout
    assert "2 rules, 3 tests: all as promised\n" in done.stdout


def test_all_noticed_is_fine(tmp_path: Path) -> None:
    done = ruleck_here("test", "--mutants", cwd=project(tmp_path, WHOLE))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 rule, 3 tests: all as promised\n3 mutants of 1 rule: 3 noticed\n"


def test_without_the_option_nothing_is_changed(tmp_path: Path) -> None:
    done = ruleck_here("test", cwd=project(tmp_path))
    assert done.stdout == "2 rules, 3 tests: all as promised\nrules without a test: quotes-must-name-a-speaker\n"


def test_an_accepted_example_is_added_and_nothing_else_changes(tmp_path: Path) -> None:
    path = project(tmp_path) / "rules/a.ruleck"
    path.chmod(0o640)
    done = ruleck_here("test", "--mutants", "--accept", "voters-are-grown-up:2", cwd=tmp_path)
    assert 'rules/a.ruleck: added to voters-are-grown-up: accepts "exactly 18"\n' in done.stdout
    assert "try:" not in done.stdout, "the numbers of what is left have changed"
    assert "run it again without `--accept`" in " ".join(done.stdout.split())
    assert done.returncode == 1
    line = '  ignores "no voter" person {name: "Bo Lind", role: "mayor", age: 8}\n'
    added = '  accepts "exactly 18" person {name: "Ada Marsh", role: "voter", age: 18}\n'
    assert path.read_text("utf-8") == AGE.replace(line, line + added)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(os.listdir(path.parent)) == ["a.ruleck"]
    assert ruleck_here("fmt", "--check", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("accept", [("all",), ("voters-are-grown-up", "quotes-must-name-a-speaker")])
def test_all_can_be_accepted_and_then_there_is_no_hole(accept: tuple[str, ...], tmp_path: Path) -> None:
    project(tmp_path)
    options = [word for name in accept for word in ("--accept", name)]
    done = ruleck_here("test", "--mutants", *options, cwd=tmp_path)
    assert done.returncode == 0
    assert ruleck_here("fmt", "--check", cwd=tmp_path).returncode == 0
    again = ruleck_here("test", "--mutants", "--strict", cwd=tmp_path)
    assert "that no example notices" not in again.stdout
    assert again.returncode == 0
    assert (tmp_path / "rules/a.ruleck").read_text("utf-8").startswith(AGE.split("\nquotes must")[0])


def test_a_number_that_shares_an_example_gets_it_once(tmp_path: Path) -> None:
    found, _ = as_json(cwd=project(tmp_path))
    shared = [one for one in found["mutants"]["list"] if one["example"] and one["example"]["made_for"] != one["number"]]
    assert shared
    one = shared[0]
    made_for = one["example"]["made_for"]
    options = [word for number in (one["number"], made_for) for word in ("--accept", f"{one['rule']}:{number}")]
    done = ruleck_here("test", "--mutants", *options, cwd=tmp_path)
    assert done.stdout.count("added to") == 1


def test_rules_of_several_files_are_changed_each_in_its_own(tmp_path: Path) -> None:
    lay(tmp_path, {
        "rules/lists.ruleck": 'define verbs as "slammed", "blasted"\nrule b: quotes must have a verb\n',
        "rules/c.ruleck": 'use "lists.ruleck"\nrule a: no quote\'s verb may be one of verbs\n',
    })  # fmt: skip
    done = ruleck_here("test", "--mutants", "--accept", "all", cwd=tmp_path)
    assert done.returncode == 0
    for name in ("lists", "c"):
        assert "  rejects " in (tmp_path / f"rules/{name}.ruleck").read_text("utf-8")
    assert "blasted" in (tmp_path / "rules/c.ruleck").read_text("utf-8")


def test_json_tells_every_mutant(tmp_path: Path) -> None:
    found, status = as_json("--tries", "500", cwd=project(tmp_path))
    mutants = found["mutants"]
    assert status == 1
    assert (mutants["tries"], mutants["unfit"], mutants["left_out"]) == (500, [], 0)
    by_status = {status: [m for m in mutants["list"] if m["status"] == status] for status in ("noticed", "survived")}
    assert len(by_status["noticed"]) == mutants["noticed"]
    assert len(by_status["survived"]) == mutants["survived"] > 0
    assert all(one["noticed_by"]["line"] in (5, 6, 7) for one in by_status["noticed"])
    assert all(one["example"]["outcome"] != one["example"]["otherwise"] for one in by_status["survived"])
    assert [one["number"] for one in by_status["survived"] if one["rule"] == "quotes-must-name-a-speaker"] == [1, 2]
    assert ruleck_here("test", "--format", "json", cwd=tmp_path).stdout.count('"mutants": null') == 1


def test_json_says_what_was_accepted(tmp_path: Path) -> None:
    found, status = as_json("--accept", "all", cwd=project(tmp_path))
    assert status == 0
    assert all(one["example"]["accepted"] for one in found["mutants"]["list"] if one["example"])


def test_junit_has_a_case_for_each_mutant(tmp_path: Path) -> None:
    found, _ = as_json(cwd=project(tmp_path))
    done = ruleck_here("test", "--mutants", "--format", "junit", cwd=tmp_path)
    root = Xml.fromstring(done.stdout.encode())
    [suite] = [suite for suite in root if suite.get("name") == "rules/a.ruleck (mutants)"]
    assert suite.get("tests") == str(len(found["mutants"]["list"]))
    assert suite.get("failures") == str(found["mutants"]["survived"])
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.text is not None
    assert "try: " in failure.text
    assert done.returncode == 1


def test_github_is_told_of_each_hole_at_its_line(tmp_path: Path) -> None:
    done = ruleck_here("test", "--mutants", "--format", "github", cwd=project(tmp_path))
    errors = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert any("line=3" in line and "voters-are-grown-up:2" in line for line in errors)
    assert len(errors) == 4
    assert "11 mutants of 2 rules: 6 noticed, 5 that no example notices\n" in done.stdout


def test_whoever_asks_for_no_mutants_pays_nothing_for_them(tmp_path: Path) -> None:
    code = "import sys; from ruleck.cli import main; main(['test']); print([m for m in sys.modules if 'mutants' in m])"
    done = subprocess.run([sys.executable, "-c", code], cwd=project(tmp_path), capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("form", ["text", "json", "junit", "github"])
def test_the_same_input_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    project(tmp_path)
    arguments = ("test", "--mutants", "--format", form)
    outputs = {ruleck(*arguments, cwd=tmp_path, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(outputs) == 1
    assert outputs != {""}


def test_a_rule_whose_examples_fail_is_left_as_it_is(tmp_path: Path) -> None:
    text = AGE.replace("age: 40", "age: 4")
    done = ruleck_here("test", "--mutants", cwd=project(tmp_path, text))
    told = done.stdout.replace("\n  ", " ")
    assert "not changed, since their own examples don't come out as promised: voters-are-grown-up\n" in told
    assert "voters-are-grown-up:1" not in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("accept", "says"),
    [
        ("voters-are-grownup:1", "did you mean `voters-are-grown-up`?"),
        ("voters-are-grown-up:99", "`voters-are-grown-up` has no unnoticed mutant `99`"),
        ("voters-are-grown-up:0", "counted from 1"),
        ("voters-are-grown-up:two", "has no unnoticed mutant `two`"),
        ("voters-are-grown-up:", "has no unnoticed mutant ``"),
        ("", "there is no rule ``"),
    ],
)
def test_what_cannot_be_accepted_is_told_and_nothing_is_written(accept: str, says: str, tmp_path: Path) -> None:
    project(tmp_path)
    done = ruleck_here("test", "--mutants", "--accept", "voters-are-grown-up:2", "--accept", accept, cwd=tmp_path)
    assert says in done.stdout
    assert "no example notices" not in done.stdout, "what is wrong with the call is told alone"
    assert done.returncode == 2
    assert (tmp_path / "rules/a.ruleck").read_text("utf-8") == AGE


def test_a_file_that_cannot_be_written_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = ruleck_here("test", "--mutants", "--accept", "all", cwd=tmp_path)
    assert "`rules/a.ruleck` cannot be written" in done.stdout
    assert "added to" not in done.stdout
    assert done.returncode == 2
    assert (tmp_path / "rules/a.ruleck").read_text("utf-8") == AGE


@pytest.mark.parametrize(
    "arguments", [("--accept", "all"), ("--tries", "3"), ("--mutants", "--accept", "all", "--watch"),
                  ("--mutants", "--tries", "0")]
)  # fmt: skip
def test_options_that_go_together(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = ruleck_here("test", *arguments, cwd=project(tmp_path))
    assert done.returncode == 2
    assert arguments[-2] in done.stderr or "--accept" in done.stderr
    assert (tmp_path / "rules/a.ruleck").read_text("utf-8") == AGE


def test_each_mutant_is_a_step_for_whoever_waits(tmp_path: Path) -> None:
    steps: list[int] = []
    path = project(tmp_path, WHOLE) / "rules/a.ruleck"
    trial = try_rules((str(path),), mutants=Mutating(step=lambda: steps.append(1)))
    assert trial.mutation is not None
    assert len(steps) == len(trial.mutation.hunted) == 3


def test_what_was_left_out_is_told() -> None:
    found = hunt(written('rule a: no quote\'s verb may be one of ("a", "b", "c", "d")'), tries=1, most=2)
    assert found.left_out > 2
    rows = " ".join(mutation_rows(Mutation((found,), tries=1, most=2)))
    assert f"{found.left_out} more were left out: 2 of one rule are tried" in rows


def test_rules_that_ship_are_changed_only_where_they_are_named(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "quotes: [{text: x}]  # violated: quote-has-speaker\n"})
    assert "mutant" not in ruleck_here("test", "--mutants", cwd=tmp_path).stdout
    named = ruleck_here("test", "--mutants", ROOT / "rules/attribution.ruleck", cwd=tmp_path)
    assert " mutants of 7 rules: " in named.stdout


def test_the_help_shows_it(tmp_path: Path) -> None:
    shown = ruleck_here("test", "--help", cwd=tmp_path).stdout
    assert "ruleck test rules/ --mutants --accept quote-has-speaker:1" in shown
    assert "no example notices a mutant" in " ".join(shown.split())


def test_what_comes_from_a_rule_file_acts_on_no_terminal(tmp_path: Path) -> None:
    text = 'quotes where verb is "\x9b31mslammed" must name a speaker\n'
    done = ruleck_here("test", "--mutants", cwd=project(tmp_path, text))
    assert "\x9b" not in done.stdout
    assert "\\x9b31mslammed" in done.stdout
