"""What the pages on pipelines show to be copied: each file is what its reader takes it for; scripts do as they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command.running import FACTS, lay, ruleck
from tests.docs.samples import ROOT

BIN = Path(sys.executable).parent
_NAMED = re.compile(r"^```(?:yaml|sh)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RULES = "rule speakers: quotes must name a speaker\n"


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def shown(name: str) -> list[tuple[str, str]]:
    """The files of a page, each with the name that it should be saved by."""
    found = [(match[1] or "script", match[2]) for match in _NAMED.finditer(page(name))]
    assert found
    return found


SCHEMAS = {".github/workflows/ruleck.yml": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}


@pytest.mark.parametrize("name", ["github.md", "gitlab.md"])
def test_a_file_is_what_its_reader_takes_it_for(name: str, tmp_path: Path) -> None:
    file, text = shown(name)[0]
    lay(tmp_path, {file: text})
    call = [str(BIN / "check-jsonschema"), "--builtin-schema", SCHEMAS[file], file]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_configuration_of_pre_commit_is_valid_and_names_hooks_that_there_are(tmp_path: Path) -> None:
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    for number, (file, text) in enumerate(shown("pre-commit.md")):
        assert file == ".pre-commit-config.yaml"
        lay(tmp_path, {f"{number}.yaml": text})
        subprocess.run([str(BIN / "pre-commit"), "validate-config", f"{number}.yaml"], cwd=tmp_path, check=True)
        assert {hook["id"] for hook in yaml.safe_load(text)["repos"][0]["hooks"]} <= hooks
    assert set(re.findall(r"^\| `(ruleck-[a-z-]+)`", page("pre-commit.md"), re.MULTILINE)) == hooks


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    workflow = yaml.safe_load(shown("github.md")[0][1])
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step: dict[str, Any] = workflow["jobs"]["ruleck"]["steps"][-1]
    assert step["uses"].startswith("OWNER/ruleck@")
    assert step["with"].keys() <= action["inputs"].keys()


def test_the_inputs_of_the_action_are_shown_as_they_are_defined() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    for name, about in action["inputs"].items():
        default = f"`{about['default']}`" if about["default"] else "-"
        assert f"| `{name}` | {about['description'].rstrip('.')} | {default} |\n" in page("github.md")


# Stands for pip, and for the Python that makes an environment: what is installed is what is tested.
_PYTHON = f"""#!/bin/sh
mkdir -p "$3/bin" && ln -s /bin/true "$3/bin/pip" && ln -s {BIN}/ruleck "$3/bin/ruleck"
"""


def run_script(lines: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The lines of a script, as a runner runs them."""
    stubs = lay(folder / "stubs", {"python": _PYTHON, "pip": "#!/bin/sh\n"})
    for stub in ("python", "pip"):
        (stubs / stub).chmod(0o755)
    environment = {**os.environ, "PATH": os.pathsep.join([str(stubs), str(BIN), os.environ["PATH"]])}
    work = lay(folder / "work", {"rules/house.ruleck": RULES, "stories/a.facts.yaml": FACTS})
    script = lines.replace("/tmp/ruleck", str(folder / "made"))
    return subprocess.run(["sh", "-e", "-c", script], cwd=work, env=environment, capture_output=True, text=True)


def test_the_job_of_gitlab_fails_for_a_finding_and_leaves_the_reports_that_it_names(tmp_path: Path) -> None:
    job = yaml.safe_load(shown("gitlab.md")[0][1])["ruleck"]
    done = run_script("\n".join(job["script"]), tmp_path)
    assert done.returncode == 1, done.stderr
    for report in job["artifacts"]["reports"].values():
        assert (tmp_path / "work" / report).read_text()


def test_the_script_for_any_other_server_fails_and_leaves_its_reports(tmp_path: Path) -> None:
    done = run_script(shown("gitlab.md")[1][1], tmp_path)
    assert done.returncode == 1, done.stderr
    for report in re.findall(r"=(\S+)", shown("gitlab.md")[1][1]):
        assert (tmp_path / "work" / report).read_text()


def test_what_init_lays_down_for_pre_commit_is_valid_and_leaves_what_is_there(tmp_path: Path) -> None:
    made = ruleck("init", "desk", "--pre-commit", cwd=tmp_path)
    assert made.stdout.endswith("and to switch the checks of commits on: pre-commit install\n")
    file = tmp_path / "desk/.pre-commit-config.yaml"
    subprocess.run([str(BIN / "pre-commit"), "validate-config", file], check=True)
    file.write_text("# mine\n")
    again = ruleck("init", "desk", "--pre-commit", cwd=tmp_path)
    assert ".pre-commit-config.yaml" in again.stdout.splitlines()[0]
    assert file.read_text() == "# mine\n"
