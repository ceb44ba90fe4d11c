"""The GitHub action: its steps are run as a runner runs them, with what a runner sets."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command.running import FACTS, lay
from tests.docs.samples import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BIN = Path(sys.executable).parent
RULES = "rule speakers: quotes must name a speaker\n"
# Stands for the Python that makes an environment and installs into it, and notes what it was asked for.
_PYTHON = f"""#!/bin/bash
printf '%s\\n' "$*" >> "$RUNNER_TEMP/asked"
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; ln -sf {BIN}/ruleck "$3/bin/ruleck"; fi
"""


def steps(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(step for step in ACTION["runs"]["steps"] if step.get("name") == name)
    return found


class Runner:
    """Runs the action in a folder."""

    def __init__(self, folder: Path, **inputs: str) -> None:
        self.folder = folder
        self.temp = folder.parent / "temp"
        shutil.rmtree(self.temp, ignore_errors=True)
        self.temp.mkdir()
        (self.temp / "python").write_text(_PYTHON)
        (self.temp / "python").chmod(0o755)
        defaults = {name: about["default"] for name, about in ACTION["inputs"].items()}
        assert inputs.keys() <= defaults.keys()
        self.known = {f"inputs.{name}": value for name, value in {**defaults, **inputs}.items()}
        self.known["github.action_path"] = "/the action"
        self.told = ""
        self.status = 0

    def run(self) -> None:
        for step in ACTION["runs"]["steps"]:
            if "run" not in step:
                continue
            output = self.temp / "output"
            output.write_text("")
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.folder,
                env={
                    **os.environ,
                    **{name: self.filled(value) for name, value in step.get("env", {}).items()},
                    "PATH": f"{self.temp}:{os.environ['PATH']}",
                    "GITHUB_OUTPUT": str(output),
                    "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
                    "RUNNER_TEMP": str(self.temp),
                },
                capture_output=True,
                text=True,
                timeout=60,
            )
            self.told += done.stdout
            assert done.stderr == ""
            for line in output.read_text().splitlines():
                name, _, value = line.partition("=")
                self.known[f"steps.{step['id']}.outputs.{name}"] = value
            self.status = done.returncode
            if self.status:
                return

    def filled(self, value: str) -> str:
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: self.known[match[1]], value)

    def output(self, name: str) -> str:
        return self.filled(ACTION["outputs"][name]["value"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay(tmp_path / "work", {"rules/house.ruleck": RULES, "stories/a.facts.yaml": FACTS})


def test_findings_are_annotations_a_summary_and_a_sarif_report_and_fail_the_last_step(project: Path) -> None:
    runner = Runner(project)
    runner.run()
    assert runner.status == 1
    assert "::error file=stories/a.facts.yaml,line=6" in runner.told
    assert "names no speaker" in (runner.temp / "summary").read_text()
    sarif = json.loads((project / runner.output("sarif")).read_text())
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["speakers"]
    assert runner.output("status") == "1"


def test_where_nothing_is_found_all_steps_pass(project: Path) -> None:
    lay(project, {"stories/a.facts.yaml": "quotes: [{text: hm, speaker: kaya}]\n"})
    runner = Runner(project)
    runner.run()
    assert (runner.status, runner.output("status")) == (0, "0")
    assert "::error" not in runner.told


def test_a_mistake_is_told_and_still_gives_a_report(project: Path) -> None:
    lay(project, {"rules/house.ruleck": "quotes must named a speaker\n"})
    runner = Runner(project)
    runner.run()
    assert runner.status == 2
    assert "file=rules/house.ruleck,line=1" in runner.told
    assert (project / runner.output("sarif")).is_file()


def test_a_run_that_ends_early_gives_no_report_of_an_earlier_one(project: Path) -> None:
    runner = Runner(project)
    runner.run()
    told = (runner.temp / "summary").read_text()
    assert runner.known["steps.check.outputs.sarif"]
    del runner.known["steps.check.outputs.sarif"]
    runner.known["inputs.fail-on"] = "sometimes"
    runner.run()
    assert runner.status == 2
    assert (runner.temp / "summary").read_text() == told
    assert "steps.check.outputs.sarif" not in runner.known


def test_inputs_are_arguments_whatever_is_in_them(project: Path) -> None:
    nasty = '$(touch hacked) `touch hacked` "; touch hacked; #'
    lay(project, {f"{nasty}.facts.yaml": FACTS, "-more/b.facts.yaml": FACTS})
    paths = f"{nasty}.facts.yaml\n\n-more\n"
    others = {"fail-on": "never", "sarif-file": "r $(x).sarif"}
    runner = Runner(project, paths=paths, rules="rules", **others)
    runner.run()
    assert runner.status == 0
    assert runner.told.count("::error ") == 2
    assert not list(project.rglob("hacked"))
    assert (project / "r $(x).sarif").is_file()


@pytest.mark.parametrize(("version", "wanted"), [("", "/the action"), ("1.2", "ruleck==1.2")])
def test_the_version_that_is_asked_for_is_installed_else_the_actions_own(
    version: str, wanted: str, project: Path
) -> None:
    runner = Runner(project, version=version)
    runner.run()
    assert (runner.temp / "asked").read_text().splitlines()[-1].endswith(f"--disable-pip-version-check {wanted}")


def test_no_script_holds_an_expression_and_every_input_is_used() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    for name in ACTION["inputs"]:
        assert f"inputs.{name} " in text


def test_it_is_an_action_as_github_defines_one() -> None:
    call = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_there_is_no_way_into_it() -> None:
    call = [str(BIN / "zizmor"), "--offline", "--quiet", "--format", "json", "action.yml"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
    found = [finding["ident"] for finding in json.loads(done.stdout)]
    # GitHub's own actions are named by their major version, which GitHub keeps up to date.
    assert [ident for ident in found if ident != "unpinned-uses"] == []


def test_shellcheck_has_nothing_to_say_against_the_scripts() -> None:
    if shutil.which("shellcheck") is None:
        pytest.skip("there is no shellcheck here")
    for step in ACTION["runs"]["steps"]:
        if "run" in step:
            script = "set -eo pipefail\n" + step["run"]
            done = subprocess.run(
                ["shellcheck", "-s", "bash", "-e", "SC2154", "-"], input=script, capture_output=True, text=True
            )
            assert done.stdout == ""
