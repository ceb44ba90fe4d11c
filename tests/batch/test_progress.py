"""How far a long run is, told to a person who waits, and to nobody else."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ruleck.cli.output import SignOfLife, write
from tests.batch.archive import line
from tests.command.running import SENTENCE, lay


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal on standard error, and a clock that goes on by a second at each look."""
    shown = Terminal()
    seconds = iter(range(10_000))
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setattr("ruleck.cli.output.time.monotonic", lambda: next(seconds))
    monkeypatch.setenv("TERM", "xterm")
    return shown


def last(terminal: Terminal) -> str:
    return terminal.getvalue().rpartition("\r")[2].removesuffix("\x1b[K")


def test_there_is_a_bar_where_it_is_known_how_much_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    sign = SignOfLife(wanted=True)
    sign.expect([600, 600])
    sign.step(3, 300)
    assert last(terminal) == "[######..................]  25%  checked 3 stories, 0:09 left"
    sign.step(1_997, 300)
    assert last(terminal) == "[############............]  50%  checked 2,000 stories, 0:06 left"


def test_there_is_a_count_where_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    sign = SignOfLife(wanted=True)
    sign.expect(None)
    sign.step(1_200, 300)
    assert last(terminal) == "checked 1,200 stories"


def test_it_makes_room_for_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    sign = SignOfLife(wanted=True)
    sign.step(2)
    write("", sign)
    assert last(terminal) == "checked 2 stories"
    write("a finding\n", sign)
    assert last(terminal) == ""


@pytest.mark.parametrize("why", ["not wanted", "nobody watches", "dumb"])
def test_nothing_is_shown_to_nobody(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    if why == "nobody watches":
        monkeypatch.setattr("sys.stderr", io.StringIO())
    if why == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    sign = SignOfLife(wanted=why != "not wanted")
    for _ in range(5):
        sign.step()
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_watched_shows_how_far_it_is_and_cleans_up(jobs: str, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    lay(tmp_path, {"a.facts.jsonl": "".join(f"{line(seed)}\n" for seed in range(20))})
    code = (
        "import sys, ruleck.cli, ruleck.cli.output as output\n"
        "from itertools import count; seconds = count()\n"
        "class time: monotonic = lambda: next(seconds)\n"
        "output.time = time\n"
        f"sys.exit(ruleck.cli.main(['check', '-e', {SENTENCE!r}, '--jobs', '{jobs}']))\n"
    )
    leader, follower = pty.openpty()
    command = [sys.executable, "-c", code]
    settings = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=follower, env=settings) as process:
        os.close(follower)
        shown = b""
        while True:
            try:
                shown += os.read(leader, 65536) or b""
            except OSError:  # the other end is closed
                break
        assert process.stdout is not None
        report = process.stdout.read()
    os.close(leader)
    assert b"100%  checked 20 stories" in shown
    assert shown.endswith(b"\r\x1b[K")
    assert b"\x1b" not in report
    assert b"20 stories, " in report
