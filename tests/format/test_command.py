"""`ruleck fmt` as people call it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command.running import lay, ruleck_here

ROOT = Path(__file__).parents[2]
UNTIDY = "QUOTES must name a  speaker"
TIDY = "QUOTES must name a speaker\n"


def rules(folder: Path) -> Path:
    return lay(folder, {"rules/a.ruleck": UNTIDY, "rules/deep/b.ruleck": TIDY, "rules/a.facts.yaml": "quotes: []\n"})


def test_files_are_formatted_and_listed(tmp_path: Path) -> None:
    done = ruleck_here("fmt", cwd=rules(tmp_path))
    assert (done.returncode, done.stdout) == (0, f"rules{os.sep}a.ruleck\n")
    assert done.stderr == "2 files: 1 formatted, 1 in order\n"
    assert (tmp_path / "rules/a.ruleck").read_text() == TIDY
    again = ruleck_here("fmt", "rules", cwd=tmp_path)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "2 files: 2 in order\n")


def test_check_changes_nothing_and_lists_what_would_change(tmp_path: Path) -> None:
    done = ruleck_here("fmt", "--check", "rules", cwd=rules(tmp_path))
    assert (done.returncode, done.stdout) == (1, f"rules{os.sep}a.ruleck\n")
    assert done.stderr == "2 files: 1 would be formatted, 1 in order\n"
    assert (tmp_path / "rules/a.ruleck").read_text() == UNTIDY
    assert ruleck_here("fmt", "--check", "rules/deep", cwd=tmp_path).returncode == 0


def test_diff_shows_what_would_change(tmp_path: Path) -> None:
    done = ruleck_here("fmt", "--diff", "rules/a.ruleck", cwd=rules(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "--- rules/a.ruleck\n+++ rules/a.ruleck\n@@ -1 +1 @@\n"
        f"-{UNTIDY}\n\\ No newline at end of file\n+{TIDY}"
    )
    assert (tmp_path / "rules/a.ruleck").read_text() == UNTIDY
    assert ruleck_here("fmt", "--diff", "--check", "rules", cwd=tmp_path).returncode == 1
    assert ruleck_here("fmt", "--diff", "rules/deep", cwd=tmp_path).stdout == ""


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no `patch` to apply the diff with")
def test_a_diff_can_be_applied(tmp_path: Path) -> None:
    text = f"# head\n\n\n{UNTIDY}\n\n# with no line break"
    lay(tmp_path, {"a.ruleck": text})
    done = ruleck_here("fmt", "--diff", "a.ruleck", cwd=tmp_path)
    subprocess.run(["patch", "-s", "a.ruleck"], cwd=tmp_path, input=done.stdout.encode(), check=True)
    assert (tmp_path / "a.ruleck").read_text() == f"# head\n\n{TIDY}\n# with no line break\n"


def test_standard_input_goes_formatted_to_standard_output(tmp_path: Path) -> None:
    done = ruleck_here("fmt", "-", cwd=tmp_path, stdin="quotes\u2019  text must contain “é”".encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, "quotes' text must contain \"é\"\n", "")
    assert ruleck_here("fmt", "--check", "-", cwd=tmp_path, stdin=UNTIDY.encode()).returncode == 1
    assert ruleck_here("fmt", "--check", "-", cwd=tmp_path, stdin=TIDY.encode()).returncode == 0
    wrong = ruleck_here("fmt", "-", cwd=tmp_path, stdin=b"quotes must fly")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("standard input:1:13: `fly` is not understood")


def test_a_file_with_a_mistake_is_left_and_the_others_are_formatted(tmp_path: Path) -> None:
    mistaken = "quotes  must agree\n\n\nquotes must fly\n"
    lay(tmp_path, {"a.ruleck": mistaken, "b.ruleck": UNTIDY, "c.ruleck": b"# caf\xe9"})
    done = ruleck_here("fmt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "b.ruleck\n")
    assert "a.ruleck:4:13: `fly` is not understood" in done.stderr
    assert "c.ruleck:1:6: this file is not UTF-8" in done.stderr
    assert done.stderr.endswith("3 files: 1 formatted, 2 left\n")
    assert (tmp_path / "a.ruleck").read_text() == mistaken
    assert (tmp_path / "b.ruleck").read_text() == TIDY


def test_a_file_keeps_its_permissions_and_a_link_its_file(tmp_path: Path) -> None:
    lay(tmp_path, {"kept/a.ruleck": UNTIDY})
    os.chmod(tmp_path / "kept/a.ruleck", 0o640)
    (tmp_path / "link.ruleck").symlink_to("kept/a.ruleck")
    assert ruleck_here("fmt", "link.ruleck", cwd=tmp_path).returncode == 0
    assert (tmp_path / "link.ruleck").is_symlink()
    assert (tmp_path / "kept/a.ruleck").read_text() == TIDY
    assert (tmp_path / "kept/a.ruleck").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["a.ruleck"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    lay(tmp_path, {"a.ruleck": UNTIDY})
    os.chmod(tmp_path / "a.ruleck", 0o444)
    done = ruleck_here("fmt", "a.ruleck", cwd=tmp_path)
    assert done.returncode == 2
    assert "`a.ruleck` cannot be written: permission denied" in done.stderr


def test_a_failed_replacement_leaves_the_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    lay(tmp_path, {"rules/a.ruleck": UNTIDY})
    monkeypatch.setattr(os, "replace", full)
    done = ruleck_here("fmt", "rules", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be written: no space left on device" in done.stderr
    assert [path.name for path in (tmp_path / "rules").iterdir()] == ["a.ruleck"]
    assert (tmp_path / "rules/a.ruleck").read_text() == UNTIDY


def test_a_call_that_names_nothing_is_told(tmp_path: Path) -> None:
    done = ruleck_here("fmt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no rule file in `.`" in done.stderr
    assert "`nothere.ruleck` is not there" in ruleck_here("fmt", "nothere.ruleck", cwd=tmp_path).stderr


def test_our_own_rules_are_formatted() -> None:
    done = ruleck_here("fmt", "--check", "rules", "examples", cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_first_rule_that_init_lays_down_is_formatted(tmp_path: Path) -> None:
    assert ruleck_here("init", cwd=tmp_path).returncode == 0
    assert ruleck_here("fmt", "--check", cwd=tmp_path).returncode == 0
