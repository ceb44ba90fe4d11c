"""Ctrl-C in a long run: what is left is right, and says that it is not all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ruleck.cli.interruption import Interruption
from ruleck.pipeline import Interrupted
from ruleck.reports.checked import PARTIAL
from ruleck.reports.forms import FORMS
from tests.batch.archive import line
from tests.command.running import SENTENCE, lay, ruleck

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")
RULES = f"""
rule speakers: {SENTENCE}
rule all-together: across articles, there must be at least 5000 quotes
rule nobody: polls must have a start
"""
UNNAMED = b'{"quotes": [{"text": "hm"}]}\n'


def begun(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A run that waits for more on standard input, in a group of its own, as one at a terminal is."""
    lay(folder, {"rules/house.ruleck": RULES})
    return subprocess.Popen(
        [sys.executable, "-m", "ruleck", "check", "-", *arguments],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def ended(process: subprocess.Popen[bytes], number: int) -> tuple[bytes, bytes]:
    """What it had to say after a signal to its group; it must be gone with all its workers, which hold the pipes."""
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=60)
    return out, err


def test_every_form_of_report_is_whole_and_says_that_it_is_partial(tmp_path: Path) -> None:
    outputs = [argument for form in FORMS if form != "text" for argument in ("--output", f"{form}={form}.out")]
    process = begun(tmp_path, "--format", "text", *outputs)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(UNNAMED * 3)
    process.stdin.flush()
    told = b""
    while told.count(b"error: speakers") < 3:
        more = process.stdout.readline()
        assert more, told
        told += more
    out, err = ended(process, signal.SIGINT)
    assert err == b""
    assert process.returncode == 130
    text = (told + out).decode()
    assert "3 stories, 3 facts" in text
    assert PARTIAL in text
    assert "error: all-together" not in text  # of all stories it could not speak
    assert "no fact fell under" not in text
    # A run over just these stories gives the same but for what is said of the end.
    ruleck("check", "-", *[o.replace(".out", ".whole") for o in outputs], cwd=tmp_path, stdin=UNNAMED * 3)
    for form in FORMS:
        if form != "text":
            assert (tmp_path / f"{form}.out").read_bytes() != (tmp_path / f"{form}.whole").read_bytes()
    report = json.loads((tmp_path / "json.out").read_text())
    assert report["partial"] is True
    assert [entry["path"] for entry in report["documents"]] == ["-:1", "-:2", "-:3"]
    assert report["summary"]["documents"] == 3
    assert report["unmatched"] == []


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_with_workers_too_and_they_end(number: int, status: int, tmp_path: Path) -> None:
    process = begun(tmp_path, "--jobs", "2", "--format", "json")
    assert process.stdin is not None
    process.stdin.write(b"".join(f"{line(seed)}\n".encode() for seed in range(40)))
    process.stdin.flush()
    deadline = time.monotonic() + 30
    while not children(process.pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    workers = children(process.pid)
    out, err = ended(process, number)
    assert err == b""
    assert process.returncode == status
    report = json.loads(out)
    assert report["partial"] is True
    paths = [entry["path"] for entry in report["documents"]]
    assert paths == [f"-:{n}" for n in range(1, len(paths) + 1)]
    assert report["summary"]["documents"] == len(paths)
    violated = [f for entry in report["documents"] for f in entry["findings"] if f["verdict"] == "violated"]
    assert report["summary"]["violated"] == len(violated)
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def children(process: int) -> list[int]:
    """The processes that a process started."""
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    process = begun(tmp_path, "--jobs", "2")
    assert process.stdin is not None
    process.stdin.write(b"".join(f"{line(seed)}\n".encode() for seed in range(9)))
    process.stdin.flush()
    while len(children(process.pid)) < 2:
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=60)  # the pipes are closed: no worker holds them any more
    assert process.returncode == -signal.SIGKILL


def interrupted(times: int) -> list[int]:
    """What is told of three things, if Ctrl-C comes so often while the second one is told."""
    told: list[int] = []
    with Interruption() as interruption:
        try:
            for each in interruption.until(each for each in (1, 2, 3)):
                for _ in range(times if each == 2 else 0):
                    os.kill(os.getpid(), signal.SIGINT)
                told.append(each)
        except Interrupted:
            told.append(-1)
        except KeyboardInterrupt:
            told.append(-2)
    assert interruption.status == (130 if times else None)
    return told


def test_what_is_half_told_is_told_whole_before_the_end() -> None:
    assert interrupted(0) == [1, 2, 3]
    assert interrupted(1) == [1, 2, -1]


def test_who_asks_twice_is_not_kept_waiting() -> None:
    assert interrupted(2) == [1, -2]


def test_signals_are_heard_as_before_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with Interruption():
        pass
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
