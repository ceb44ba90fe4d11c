"""`ruleck check --jobs N`: the same report, whoever did the work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ruleck.reports.forms import FORMS
from tests.batch.archive import archive, line
from tests.command.running import SENTENCE, lay, ruleck, ruleck_here


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive"))


def in_all_forms(folder: Path, jobs: str, *arguments: str, stdin: bytes = b"") -> tuple[int, dict[str, bytes]]:
    """The status, and the report in each form."""
    there = folder / f"reports-{jobs}"
    there.mkdir(exist_ok=True)
    outputs = [argument for form in FORMS for argument in ("--output", f"{form}={there}/{form}")]
    done = ruleck("check", "--jobs", jobs, *outputs, *arguments, cwd=folder, stdin=stdin)
    assert done.stderr == ""
    return done.returncode, {form: (there / form).read_bytes() for form in FORMS}


@pytest.mark.parametrize("jobs", ["2", "5"])
def test_the_report_is_the_same_whatever_the_number_of_jobs(jobs: str, stories: Path) -> None:
    alone = in_all_forms(stories, "1", "stories")
    assert alone[0] == 2
    assert in_all_forms(stories, jobs, "stories") == alone


def test_standard_input_is_shared_out_too(stories: Path) -> None:
    lines = (stories / "stories/d.facts.jsonl").read_bytes()
    assert in_all_forms(stories, "2", "-", stdin=lines) == in_all_forms(stories, "1", "-", stdin=lines)


def test_a_damaged_line_is_told_with_its_number_and_the_others_are_checked(stories: Path) -> None:
    done = ruleck("check", "--jobs", "2", "--format", "json", "stories/d.facts.jsonl", cwd=stories)
    report = json.loads(done.stdout)
    assert [place["line"] for d in report["diagnostics"] for place in d["places"]] == [4, 9, 17]
    numbers = [number for number in range(1, 41) if number not in (4, 9, 13, 17)]
    assert [entry["path"] for entry in report["documents"]] == [f"stories/d.facts.jsonl:{n}" for n in numbers]
    assert report["unmatched"] == ["polls-say-when"]
    assert report["summary"]["documents"] == 36
    assert done.returncode == 2


def test_rules_across_articles_read_what_all_workers_saw_in_order(stories: Path) -> None:
    done = ruleck("check", "--jobs", "2", "--format", "json", "stories", cwd=stories)
    found = json.loads(done.stdout)["findings"]
    assert {finding["rule"] for finding in found} == {"all-say-when"}
    documents = {fact["document"] for finding in found for fact in finding["facts"]}
    assert len({document.split(":")[0] for document in documents}) == 3
    assert all(finding["at"] for finding in found)


def test_a_new_process_does_as_well_as_a_copy(stories: Path) -> None:
    code = (
        "import sys, ruleck.batch.crew as crew\n"
        "from ruleck.cli import main\n"
        "if __name__ == '__main__':\n"
        "    crew.START = 'spawn'\n"
        "    sys.exit(main(['check', 'stories', '--jobs', '2']))\n"
    )
    lay(stories, {"spawned.py": code})
    spawned = subprocess.run([sys.executable, "spawned.py"], cwd=stories, capture_output=True, text=True, timeout=60)
    assert spawned.stderr == ""
    assert spawned.stdout == ruleck("check", "stories", cwd=stories).stdout


@pytest.mark.parametrize(("jobs", "said"), [("-1", False), ("two", False), ("257", False), ("1", True), ("0", True)])
def test_jobs_are_a_number_or_auto(jobs: str, said: bool, tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "quotes: [{text: hm, speaker: kaya}]\n"})
    done = ruleck_here("check", "--jobs", jobs, "-e", SENTENCE, cwd=tmp_path)
    assert done.returncode == (0 if said else 2)
    assert ("is neither a number from 0 to 256 nor `auto`" in done.stderr) is not said


def test_one_story_starts_no_process(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "quotes: [{text: hm}]\n"})
    code = (
        "import os, sys; from ruleck.cli import main\n"
        "def fork(): raise AssertionError('no process is needed')\n"
        "os.fork = fork\n"
        f"sys.exit(main(['check', '--jobs', '4', '-e', {SENTENCE!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "")


# ------------------------------------------------------------------ what ends a worker

_PATCHED = """
import os, signal, sys, time
import ruleck.pipeline, ruleck.cli
right = ruleck.pipeline.check_story
def check_story(checks, story):
    if story.path.endswith(':7'):
        {}
    return right(checks, story)
ruleck.pipeline.check_story = check_story
sys.exit(ruleck.cli.main(['check', 'a.facts.jsonl', '-e', {!r}, *sys.argv[1:]]))
"""
_DIES = "os.kill(os.getpid(), signal.SIGKILL)"
_DIES_ONCE = f"open('died', 'a').write('x'); os.path.getsize('died') > 1 or {_DIES}"


def patched(what: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    lay(folder, {"a.facts.jsonl": "".join(f"{line(seed)}\n" for seed in range(20))})
    code = _PATCHED.format(what, SENTENCE)
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, capture_output=True, text=True, timeout=60
    )


def test_a_story_that_kills_its_worker_is_told_as_a_bug_and_the_others_are_checked(tmp_path: Path) -> None:
    done = patched(_DIES, tmp_path, "--jobs", "2", "--format", "json")
    report = json.loads(done.stdout)
    assert [entry["path"] for entry in report["documents"]] == [f"a.facts.jsonl:{n}" for n in range(1, 21) if n != 7]
    (told,) = report["diagnostics"]
    assert told["code"] == "bug"
    assert told["places"][0]["path"] == "a.facts.jsonl:7"
    assert "signal 9" in told["notes"][0]
    assert done.returncode == 2
    assert done.stderr == ""


def test_a_worker_that_somebody_killed_is_replaced_and_nothing_is_lost(tmp_path: Path) -> None:
    done = patched(_DIES_ONCE, tmp_path, "--jobs", "2")
    assert (tmp_path / "died").read_text() == "xx"
    assert done.stdout == ruleck("check", "a.facts.jsonl", "-e", SENTENCE, cwd=tmp_path).stdout


def test_a_failure_in_a_worker_is_told_as_without_workers(tmp_path: Path) -> None:
    failing = patched("raise KeyError(story)", tmp_path, "--jobs", "2")
    assert failing.stdout == patched("raise KeyError(story)", tmp_path).stdout
    assert "a.facts.jsonl:7: ruleck itself failed here" in failing.stdout
    assert failing.returncode == 2


def test_where_no_process_can_be_had_the_work_is_done_all_the_same(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.jsonl": "".join(f"{line(seed)}\n" for seed in range(9))})
    code = (
        "import os, sys; from ruleck.cli import main\n"
        "def fork(): raise BlockingIOError('no more')\n"
        "os.fork = fork\n"
        f"sys.exit(main(['check', '--jobs', '4', '-e', {SENTENCE!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == ruleck("check", "-e", SENTENCE, cwd=tmp_path).stdout
    assert done.stderr == ""


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="tells the children of a process")
def test_a_reader_that_goes_away_leaves_no_worker_behind(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.jsonl": "".join(f"{line(seed)}\n" for seed in range(400))})
    command = [sys.executable, "-m", "ruleck", "check", "-e", "quotes must have a medium", "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""  # ends when the last process that could write to it has ended
        assert process.wait(timeout=60) == 141
