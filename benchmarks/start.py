"""How long is the command, from nothing to its exit, over one article; and what is that made of?

Whole processes are measured from outside. The parts are timed in a process of their own that does what the command
does, step by step (see `steps`); modules are the sum of what each package runs while it is imported, as Python itself
reports it, in wall time.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.measure import Cell, Table
from benchmarks.workload import story

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("ruleck", "lark", "click", "yaml", "jiter", "re2", "pydantic")
_SENTENCE = "quotes must name a speaker"
_BY_HAND = """
import sys
from benchmarks.hand import check
with open(sys.argv[1], encoding="utf-8") as file:
    if sys.argv[1].endswith(".json"):
        import json
        story = json.load(file)
    else:
        import yaml
        story = yaml.load(file, yaml.CSafeLoader)
print(sorted(check(story)))
"""


def measure(quick: bool = False) -> Table:
    """Milliseconds of CPU for YAML and for JSON: whole processes, then the parts of ruleck's."""
    with TemporaryDirectory() as folder:
        one = story(20, 1)
        as_yaml, as_json = Path(folder, "story.facts.yaml"), Path(folder, "story.facts.json")
        as_yaml.write_text(yaml.safe_dump(one, sort_keys=False), "utf-8")
        as_json.write_text(json.dumps(one, indent=1), "utf-8")
        documents = str(as_yaml), str(as_json)
        python = _Python(folder, 1 if quick else 9)
        check = ("-m", "ruleck", "check")
        rows: list[tuple[Cell, ...]] = [
            ("ruleck check, the rules that ship", *(python.seconds(*check, path) for path in documents)),
            ("ruleck check, one sentence", *(python.seconds(*check, path, "-e", _SENTENCE) for path in documents)),
            ("hand-written Python, eight rules", *(python.seconds("-c", _BY_HAND, path) for path in documents)),
            ("python -c pass", *(python.seconds("-c", "pass") for _ in documents)),
        ]
        steps = [python.steps(path) for path in documents]
        modules = [python.modules(*check, path) for path in documents]
        rows += [(f"  {name}", *(step[name] for step in steps)) for name in steps[0]]
        rows += [(f"  import {name}", *(module[name] for module in modules)) for name in modules[0]]
    rows = [(name, *(float(second) * 1e3 for second in seconds if second is not None)) for name, *seconds in rows]
    return Table("The command, over one article of 20 facts, milliseconds", ("", "YAML", "JSON"), tuple(rows))


@dataclass(frozen=True, slots=True)
class _Python:
    """Runs Python as on a machine where all has run before: modules are compiled, into a folder of this run's."""

    folder: str
    times: int

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One process."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        environment |= {"PYTHONPYCACHEPREFIX": f"{self.folder}/compiled", "PYTHONPATH": path}
        done = subprocess.run(
            [sys.executable, *arguments], env=environment, cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 1), done.stderr
        assert "Traceback" not in done.stderr, done.stderr  # Python's own status is 1 as well
        return done

    def seconds(self, *arguments: str) -> float:
        """The CPU seconds of a process, its start included: the least of several."""
        self.run(*arguments)
        found = []
        for _ in range(self.times):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.run(*arguments)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(found)

    def steps(self, path: str) -> dict[str, float]:
        """The CPU seconds of each step of the command: for each the least of several processes."""
        runs = [json.loads(self.run("-m", "benchmarks.steps", path).stdout) for _ in range(self.times + 1)]
        return {name: min(run[name] for run in runs) for name in runs[0]}

    def modules(self, *arguments: str) -> dict[str, float]:
        """The seconds that each package's modules run while they are imported."""
        runs = []
        for _ in range(self.times):
            spent = Counter(dict.fromkeys((*_PACKAGES, "others"), 0))
            told = self.run("-X", "importtime", *arguments).stderr
            for microseconds, name in re.findall(r"import time: +(\d+) \| +\d+ \| +([\w.]+)", told):
                package = name.partition(".")[0].lstrip("_")
                spent[package if package in _PACKAGES else "others"] += int(microseconds)
            runs.append(spent)
        return {name: min(run[name] for run in runs) / 1e6 for name in runs[0]}
