"""How many documents a second does the command check, and what do more workers give?

Wall time of whole processes from start to exit, since that is what an archive takes: over JSON Lines of articles of 20
facts, of which one in twenty breaks a rule, with the text report.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measure import Cell, Table
from benchmarks.workload import RULES, story

_ROOT = Path(__file__).resolve().parent.parent


def measure(quick: bool = False) -> Table:
    """Seconds, documents a second, and that as multiples of one job."""
    documents, times = (20, 1) if quick else (10_000, 3)
    with TemporaryDirectory() as folder:
        Path(folder, "ruleck.toml").touch()
        Path(folder, "rules.ruleck").write_text(RULES, "utf-8")
        with Path(folder, "archive.facts.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(story(20, seed, breaking=0.002))}\n" for seed in range(documents))
        alone = 0.0
        rows: list[tuple[Cell, ...]] = []
        for jobs in (1, 2, 4):
            seconds = min(_seconds(folder, jobs) for _ in range(times))
            alone = alone or seconds
            rows.append((f"--jobs {jobs}", seconds, documents / seconds, alone / seconds))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    question = f"{documents:,} documents of 20 facts in JSON Lines, eight rules, {cores} cores"
    return Table(question, ("", "seconds", "documents a second", "times one job"), tuple(rows))


def _seconds(folder: str, jobs: int) -> float:
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    begun = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "ruleck", "check", "--rules", "rules.ruleck", "--jobs", str(jobs), "."],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr + done.stdout
    return perf_counter() - begun
