"""`--format` and `--output`: several forms in one run, each whole at its place or not there at all."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ruleck.diagnostics import Diagnostic
from ruleck.reports.checked import Asked, Checked, Closing, Summary
from ruleck.reports.forms import FORMS, by_ending, form
from ruleck.reports.json import JsonForm
from tests.command.running import FACTS, SENTENCE, lay, ruleck, ruleck_here

CHECK = ("check", "story.facts.yaml", "-e", SENTENCE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay(tmp_path, {"story.facts.yaml": FACTS})


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"story.facts.yaml", "ruleck.toml"}


def test_one_run_gives_several_reports_each_as_it_would_be_alone(project: Path) -> None:
    text = ruleck(*CHECK, cwd=project)
    alone = ruleck(*CHECK, "--format", "json", cwd=project)
    done = ruleck(*CHECK, "--output", "json=a.json", "--output=text=a.txt", cwd=project)
    assert (done.stdout, done.stderr, done.returncode) == (text.stdout, "", 1)
    assert (project / "a.json").read_text("utf-8") == alone.stdout
    assert (project / "a.txt").read_text("utf-8") == text.stdout
    assert files(project) == {"a.json", "a.txt"}


@pytest.mark.parametrize("output", ["json", "json=-"])
def test_a_form_alone_or_with_a_dash_is_standard_output_and_takes_the_texts_place(project: Path, output: str) -> None:
    done = ruleck_here(*CHECK, "--output", output, cwd=project)
    assert done.stdout == ruleck_here(*CHECK, "--format", "json", cwd=project).stdout
    assert files(project) == set()


def test_the_ending_of_a_file_may_tell_the_form(project: Path) -> None:
    ruleck_here(*CHECK, "--output", "a.json", "--output", "./b.txt", cwd=project)
    json.loads((project / "a.json").read_text("utf-8"))
    assert (project / "b.txt").read_text("utf-8").startswith("error: ")


@pytest.mark.parametrize("name", FORMS)
def test_the_endings_of_a_form_speak_for_it(name: str) -> None:
    assert by_ending(f"report{FORMS[name].endings[0]}") == name
    assert all(by_ending(f"report.{ending}") == name for ending in FORMS[name].endings)


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_listed_in_the_help_and_can_be_made(name: str, tmp_path: Path) -> None:
    assert f"{name}  " in ruleck_here("check", "--help", cwd=tmp_path).stdout
    mistake = Diagnostic("call", "nothing to see here")
    assert "nothing to see here" in form(name, Asked()).closing(Closing(Summary(), mistakes=(mistake,)))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--format", "jsn"), "did you mean `json`?"),
        (("--format", "pdf"), "the forms are text, html, "),
        (("--output", "tex=a"), "did you mean `text`?"),
        (("--output", "pdf"), "`pdf` is no form of report"),
        (("--output", "report.pdf"), "the name `report.pdf` does not tell the form of report"),
        (("--output", "json="), "`json=` names no file"),
        (("--output", "text", "--output", "json=-", "--output", "a.txt"), "`--output text` and `--output json` ask"),
        (("--format", "text", "--output", "json"), "`--output json` and `--format text` ask"),
        (("--output", "json=a", "--output", "text=./a"), "`./a` takes the report `json`, and cannot take"),
        (("--output", "json=story.facts.yaml"), "`story.facts.yaml` is to be checked, and cannot take"),
        (("--output", "json=out.facts.json"), "`out.facts.json` is a name for the facts of a story"),
        (("--output", "report.xml"), "say which: `FORM=report.xml`"),
        (("--output", "json=none/a.json"), "there is no folder `none`"),
        (("--output", "a.txt", "--output", "json=folder"), "`folder` cannot be written: is a directory"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_checked(
    project: Path, arguments: tuple[str, ...], says: str
) -> None:
    (project / "folder").mkdir()
    done = ruleck_here(*CHECK, *arguments, cwd=project)
    assert says in done.stdout + done.stderr
    assert "quote" not in done.stdout
    assert done.returncode == 2
    assert files(project) == {"folder"}
    assert (project / "story.facts.yaml").read_text() == FACTS


def test_a_mistaken_call_is_told_in_the_form_that_was_asked_for(project: Path) -> None:
    for asked in (("--format", "json"), ("--output=json",), ("--output", "json=-")):
        done = ruleck_here(*CHECK, *asked, "--no-such", cwd=project)
        assert json.loads(done.stdout)["diagnostics"][0]["code"] == "call", asked
    done = ruleck_here(*CHECK, "--output", "json=a.json", "--no-such", cwd=project)
    assert (done.stdout, files(project)) == ("", set())


def test_mistaken_rules_are_told_in_every_report(project: Path) -> None:
    done = ruleck_here("check", "-e", "quotes must named", "--output", "a.json", cwd=project)
    assert "is not understood" in done.stdout
    assert json.loads((project / "a.json").read_text())["diagnostics"]


def test_a_report_takes_the_place_of_an_old_one_and_keeps_its_permissions_and_the_link_to_it(project: Path) -> None:
    old = project / "old.json"
    old.write_text("old")
    old.chmod(0o640)
    (project / "link.json").symlink_to(old)
    ruleck_here(*CHECK, "--output", "link.json", cwd=project)
    assert json.loads(old.read_text())["summary"]
    assert (project / "link.json").is_symlink()
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_new_report_has_the_permissions_of_any_new_file(project: Path) -> None:
    (project / "other").write_text("")
    ruleck_here(*CHECK, "--output", "a.json", cwd=project)
    assert (project / "a.json").stat().st_mode == (project / "other").stat().st_mode


def test_a_pipe_is_written_to_as_it_is(project: Path) -> None:
    done = ruleck(*CHECK, "--output", "json=/dev/stderr", cwd=project)
    assert json.loads(done.stderr)["summary"]


def failing(self: JsonForm, checked: Checked) -> str:
    raise RuntimeError("injected")


def test_a_form_that_fails_leaves_its_old_file_and_the_other_reports_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "a.json").write_text("old")
    monkeypatch.setattr(JsonForm, "document", failing)
    done = ruleck_here(*CHECK, "--output", "a.json", "--output", "a.txt", cwd=project)
    assert "this is a bug in ruleck" in done.stderr
    assert done.returncode == 2
    assert (project / "a.json").read_text() == "old"
    assert (project / "a.txt").read_text() == done.stdout
    assert files(project) == {"a.json", "a.txt"}


def test_an_interrupt_leaves_nothing_half_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(JsonForm, "closing", interrupted)
    done = ruleck_here(*CHECK, "--output", "a.json", cwd=project)
    assert done.returncode == 130
    assert files(project) == set()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no disk that is always full")
def test_a_full_disk_is_told(project: Path) -> None:
    done = ruleck(*CHECK, "--output", "json=/dev/full", cwd=project)
    assert "`/dev/full` cannot be written: no space left on device" in done.stderr
    assert done.returncode == 2


def test_a_partial_run_says_so_even_quietly() -> None:
    closing = Closing(Summary(documents=2, facts=4, rules=1), unmatched=("a",), partial=True)
    assert "the run ended before all stories were checked" in form("text", Asked(quiet=True)).closing(closing)
    told = form("text", Asked()).closing(closing)
    assert "2 stories, 4 facts, 1 rule: nothing violated\nthis report is partial" in told
    assert json.loads(form("json", Asked()).closing(closing))["partial"] is True


def test_files_are_whole_though_nobody_reads_standard_output(project: Path) -> None:
    command = [sys.executable, "-m", "ruleck", *CHECK, "--output", "a.json"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
    assert (told, running.returncode) == (b"", 141)
    assert json.loads((project / "a.json").read_text())["summary"]["violated"] == 1
    assert files(project) == {"a.json"}


def test_a_shell_can_complete_the_forms(tmp_path: Path) -> None:
    asked = {"_RULECK_COMPLETE": "bash_complete", "COMP_WORDS": "ruleck check --format j", "COMP_CWORD": "3"}
    done = subprocess.run(
        [sys.executable, "-c", "from ruleck.cli import command; command.main(prog_name='ruleck')"],
        env={**os.environ, **asked},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == ["plain,json", "plain,jsonl", "plain,junit"]
