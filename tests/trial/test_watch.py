"""`--watch`: once at the start, once after each change, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ruleck.trial.watch import changes, folders_of
from tests.command.running import lay, ruleck_here

RULE = 'rule speaker: quotes must name a speaker\n  rejects quote {text: "x"}\n'


def rounds(folder: Path, *steps: Callable[[], object]) -> int:
    """How often something is to be done, if the steps happen in the pauses, one in each."""
    waiting = iter(steps)

    def pause(seconds: float) -> None:
        step = next(waiting, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    done = 0
    with suppress(KeyboardInterrupt):
        for _ in changes([str(folder)], pause):
            done += 1
    assert next(waiting, None) is None
    return done


def nothing() -> None:
    """A pause in which nothing changes."""


def test_what_changes_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.ruleck"
    steps: list[Callable[[], object]] = [
        nothing,
        path.parent.mkdir,
        lambda: path.write_text("one"),
        nothing,
        lambda: path.write_text("longer"),
        lambda: os.utime(path, (1, 1)),
        path.unlink,
        nothing,
    ]
    assert rounds(tmp_path) == 1
    assert rounds(tmp_path, nothing, nothing) == 1
    # An empty folder is nothing to test anew.
    assert rounds(tmp_path, *steps) == 5


def test_hidden_files_are_not_watched(tmp_path: Path) -> None:
    steps: list[Callable[[], object]] = [(tmp_path / ".git").mkdir, lambda: (tmp_path / ".git" / "x").write_text("y")]
    assert rounds(tmp_path, *steps, lambda: (tmp_path / ".swp").write_text("y")) == 1


def test_a_change_while_somebody_is_busy_counts(tmp_path: Path) -> None:
    def stop(seconds: float) -> None:
        if done == 2:
            raise KeyboardInterrupt

    done = 0
    with suppress(KeyboardInterrupt):
        for _ in changes([str(tmp_path)], stop):
            done += 1
            (tmp_path / "a").write_text("x" * min(done, 1))
    assert done == 2


def test_the_projects_folder_is_watched_and_those_beside_it(tmp_path: Path) -> None:
    project = lay(tmp_path / "project", {"rules/a.ruleck": RULE})
    (tmp_path / "other").mkdir()
    assert folders_of([str(project / "rules" / "a.ruleck")]) == [str(project)]
    assert folders_of([str(project / "rules"), str(tmp_path / "other")])[0] == str(tmp_path / "other")


def test_a_form_for_programs_is_refused(tmp_path: Path) -> None:
    done = ruleck_here("test", "--watch", "--format", "junit", cwd=tmp_path)
    assert "`--format text` only" in done.stdout  # in the form that was asked for
    assert done.returncode == 2


def test_the_command_tests_again_and_ends_with_the_last_status(tmp_path: Path) -> None:
    lay(tmp_path, {"rules/a.ruleck": RULE})
    with (tmp_path / ".out").open("w+") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", "ruleck", "test", "--watch"], cwd=tmp_path, stdout=out, stderr=subprocess.DEVNULL
        )
        try:
            wait_for(tmp_path / ".out", "1 rule, 1 test: all as promised\n", running)
            lay(tmp_path, {"rules/a.ruleck": RULE.replace('{text: "x"}', '{text: "x", speaker: "Ada"}')})
            wait_for(tmp_path / ".out", "1 rule, 1 test: 1 failed\n", running)
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=20) == 1
        finally:
            running.kill()


def wait_for(path: Path, text: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while not path.read_text().endswith(text):
        assert time.monotonic() < until, path.read_text()
        assert running.poll() is None
        time.sleep(0.05)
