"""An archive of any length takes no more memory than a short one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command.running import SENTENCE, lay

# Runs the command, and tells the most memory that it and any of its workers had, in KiB.
_MEASURED = """
import re, resource, sys
from ruleck.cli import main
main(sys.argv[1:])
own = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]
print(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""
LINE = '{"quotes": [{"text": "hm"}], "article": {"body": "%s"}}\n' % ("what it says " * 80)


def peak(folder: Path, lines: int, *arguments: str) -> tuple[int, int]:
    """The most memory of the command and of its workers, over so many lines of 1.1 kB."""
    lay(folder, {f"{lines}.facts.jsonl": LINE * lines})
    command = [sys.executable, "-c", _MEASURED, "check", "-e", SENTENCE, *arguments]
    given = [f"{lines}.facts.jsonl"] if "-" not in arguments else []
    with (folder / f"{lines}.facts.jsonl").open("rb") as stdin:
        done = subprocess.run([*command, *given], cwd=folder, stdin=stdin, capture_output=True, text=True, check=True)
    assert done.stdout.count('"path"' if "json" in arguments else "error: ") >= lines
    own, workers = map(int, done.stderr.split())
    return own, workers


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise elsewhere")
@pytest.mark.parametrize(
    ("arguments", "lines"), [((), 1_000), (("-", "--format", "json"), 1_000), (("--jobs", "2"), 3_000)]
)
def test_memory_does_not_grow_with_the_number_of_lines(arguments: tuple[str, ...], lines: int, tmp_path: Path) -> None:
    # Even the few are enough for everything to be loaded, and for stories to wait for the collector, of which there are
    # more or less from run to run. All stories at once would take more than 20 MB more.
    few, many = peak(tmp_path, lines, *arguments), peak(tmp_path, lines * 3 + 1_000, *arguments)
    assert many[0] - few[0] < 12_000
    assert many[1] - few[1] < 12_000
