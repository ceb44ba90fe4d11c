"""`ruleck lint` from the outside."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import jsonschema
import pytest

from tests.command.running import lay, ruleck, ruleck_here

ROOT = Path(__file__).parents[2]
CLEAN = "quotes must name a speaker\n"
DOUBLE = "quotes must not have no speaker\n"
CURED = "rule quotes-must-not-have-no-speaker: quotes must have a speaker\n"
NEVER = "sources where anonymous and not anonymous must give a reason\n"


@pytest.mark.parametrize(
    "path", ["rules", *sorted(str(path.parent.relative_to(ROOT)) for path in ROOT.glob("examples/*/rules"))]
)
def test_our_own_rules_are_clean(path: str) -> None:
    done = ruleck_here("lint", path, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("nothing to remark in ")


def test_a_remark_shows_place_code_words_and_where_to_read_more(tmp_path: Path) -> None:
    lay(tmp_path, {"rules/a.ruleck": f"the article must have a headline\n{DOUBLE}"})
    done = ruleck("lint", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "rules/a.ruleck:2:13: warning: R103 `not have no speaker` is negated twice\n"
        "  2 | quotes must not have no speaker\n"
        "    |             ^^^^^^^^^^^^^^^^^^^\n"
        "  it says: `must have a speaker`\n"
        "\n"
        "1 remark in 1 rule file; `--fix` may cure 1; `ruleck explain R103` tells more of one\n"
    )


def test_the_exit_status_is_0_1_or_2(tmp_path: Path) -> None:
    lay(tmp_path, {"clean.ruleck": CLEAN, "never.ruleck": NEVER, "wrong.ruleck": "quotes must\n"})
    for arguments, status in (
        (["clean.ruleck"], 0),
        (["never.ruleck"], 1),
        (["never.ruleck", "--ignore", "R201"], 0),
        (["never.ruleck", "--select", "R103,r102"], 0),
        (["never.ruleck", "--select", "R103", "--select", "R201"], 1),
        (["never.ruleck", "--select", "R201", "--ignore", "R201"], 0),
        (["."], 2),
        (["wrong.ruleck", "--fix"], 2),
        (["absent.ruleck"], 2),
        (["--select", "R999", "clean.ruleck"], 2),
        (["--dry-run", "clean.ruleck"], 2),
    ):
        for form in ("text", "json"):
            assert ruleck_here("lint", *arguments, "--format", form, cwd=tmp_path).returncode == status, arguments


def test_a_folder_without_rules_is_told(tmp_path: Path) -> None:
    lay(tmp_path, {"empty/note.txt": "no rules here"})
    done = ruleck_here("lint", "empty", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no rule in `empty`" in done.stdout


def test_mistakes_are_told_and_nothing_is_remarked(tmp_path: Path) -> None:
    lay(tmp_path, {"a.ruleck": NEVER + "quotes must named a speaker\n"})
    done = ruleck_here("lint", "a.ruleck", cwd=tmp_path)
    assert "a.ruleck:2:" in done.stdout
    assert "R201" not in done.stdout


@pytest.mark.parametrize("arguments", [[], ["--fix", "--dry-run"], ["--fix"]])
def test_the_json_report_is_as_its_schema_says(tmp_path: Path, arguments: list[str]) -> None:
    schema = json.loads((ROOT / "docs/lint.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    contained = "rule wide: polls must name a pollster\nrule narrow: polls where start is given must name a pollster\n"
    lay(tmp_path, {"a.ruleck": DOUBLE + NEVER + contained})
    done = ruleck_here("lint", "a.ruleck", "--format", "json", *arguments, cwd=tmp_path)
    report = json.loads(done.stdout)
    jsonschema.validate(report, schema)
    left = {"R101", "R102", "R201", "R205"}
    assert {r["code"] for r in report["remarks"]} == left | (set() if arguments else {"R103"})
    assert [r["code"] for r in report["fixed"]] == (["R103"] if arguments else [])
    (found,) = [r for r in report["remarks"] if r["code"] == "R205"]
    assert [other["text"] for other in found["others"]] == ["the wider rule"]
    mistaken = json.loads(ruleck_here("lint", "absent.ruleck", "--format", "json", cwd=tmp_path).stdout)
    jsonschema.validate(mistaken, schema)
    assert [d["code"] for d in mistaken["diagnostics"]] == ["no-such-file"]


# ------------------------------------------------------------------ --fix


def test_fix_writes_the_file_and_tells_what_is_left(tmp_path: Path) -> None:
    lay(tmp_path, {"a.ruleck": DOUBLE + NEVER, "b.ruleck": CLEAN})
    path = tmp_path / "a.ruleck"
    path.chmod(0o640)
    untouched = os.stat(tmp_path / "b.ruleck").st_mtime_ns
    done = ruleck_here("lint", ".", "--fix", cwd=tmp_path)
    assert done.returncode == 1
    assert path.read_text() == CURED + NEVER
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.stat(tmp_path / "b.ruleck").st_mtime_ns == untouched
    assert "R201" in done.stdout
    assert "R103" not in done.stdout
    assert "cured 1; " in done.stdout
    again = ruleck_here("lint", ".", "--fix", "--ignore", "R201", cwd=tmp_path)
    assert again.returncode == 1, "named by its cure, the rule is now asked for a summary and examples"
    assert path.read_text() == CURED + NEVER


def test_dry_run_changes_nothing_and_shows_a_diff_that_patch_takes(tmp_path: Path) -> None:
    lay(tmp_path, {"a.ruleck": DOUBLE})
    done = ruleck("lint", "a.ruleck", "--fix", "--dry-run", cwd=tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "a.ruleck").read_text() == DOUBLE
    assert f"-{DOUBLE}+{CURED}" in done.stdout
    subprocess.run(["git", "apply", "-p0", "-"], input=done.stdout, text=True, cwd=tmp_path, check=True)
    assert (tmp_path / "a.ruleck").read_text() == CURED


def test_fix_keeps_to_the_lints_that_are_selected(tmp_path: Path) -> None:
    lay(tmp_path, {"a.ruleck": DOUBLE})
    ruleck_here("lint", "a.ruleck", "--fix", "--ignore", "R103", cwd=tmp_path)
    assert (tmp_path / "a.ruleck").read_text() == DOUBLE


def test_the_rules_that_ship_are_looked_at_and_never_written(tmp_path: Path) -> None:
    done = ruleck("lint", "--fix", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_names_used_elsewhere_in_the_project_are_used(tmp_path: Path) -> None:
    names = 'define vague as "slammed"\ndefine stale as "gloated"\n'
    user = 'use "names.ruleck"\nno quote\'s verb may be one of vague\n'
    lay(tmp_path, {"rules/names.ruleck": names, "rules/user.ruleck": user})
    done = ruleck_here("lint", "rules/names.ruleck", cwd=tmp_path)
    assert "`stale` is defined and never used" in done.stdout
    assert "`vague`" not in done.stdout


def test_dry_run_says_what_would_be_left_where_nothing_can_be_cured(tmp_path: Path) -> None:
    lay(tmp_path, {"a.ruleck": "rule a: quotes must name a speaker\n"})
    done = ruleck("lint", "a.ruleck", "--fix", "--dry-run", cwd=tmp_path)
    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr == "2 remarks would be left: `ruleck lint` lists what there is\n"
