"""Runs the command as people do: another process, its output and its exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

from ruleck.cli import main

FACTS = """\
article: {id: bridge, headline: Bridge to reopen, published: 2024-03-08}
people:
  - {id: kaya, name: Ines Kaya}
quotes:
  - {text: The bridge is safe., speaker: kaya}
  - {text: a patch on a patch, kind: fragment}
"""
SENTENCE = "quotes must name a speaker"


def ruleck(
    *arguments: str | Path, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs `ruleck` in a folder; its output as text with line breaks as they were written."""
    done = subprocess.run(
        [sys.executable, "-m", "ruleck", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, "NO_COLOR": "", **(env or {})},
        timeout=60,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def ruleck_here(*arguments: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The same in this process, which is faster: for the many cases that differ in their input only."""
    given = list(map(str, arguments))
    out, err = (TextIOWrapper(BytesIO()) for _ in range(2))
    before = sys.stdin
    sys.stdin = TextIOWrapper(BytesIO(stdin))
    try:
        with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
            status = main(given)
    finally:
        sys.stdin = before
    return subprocess.CompletedProcess(given, status, written(out), written(err))


def written(stream: TextIOWrapper) -> str:
    """What went into a stream, as the bytes that a reader would get."""
    stream.flush()
    content = stream.buffer
    assert isinstance(content, BytesIO)
    return content.getvalue().decode("utf-8")


def lay(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Writes files, with their folders, and a ruleck.toml that makes the folder a project's root."""
    for name, content in {"ruleck.toml": "", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
