"""The command writes the same bytes whatever order Python's sets and dictionaries would come in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import tests.reference.sentences as s
from tests.command.running import lay
from tests.laws.bugs import present
from tests.laws.law import try_cases
from tests.reference.generate import across_cases, cases, number_rules

ROOT = Path(__file__).parents[2]
COMMANDS = [
    ["check", "--verbose", "--fail-on", "never"],
    ["check", "--format", "json", "--fail-on", "never"],
    ["lint", "rules", "--format", "json"],
    ["test", "rules", "--coverage"],
]
MORE_RULES = """\
rule causes: every change where old is more than 2 and new is less than 4 must have points
rule tried: quotes must name a speaker
  accepts quote {text: "No.", speaker: "Ada Marsh"}
  rejects quote {text: "No."}, quote {text: "Never."}
"""
SEEDS = ["0", "1"]  # under which a set of any two causes comes in two orders


def drawn() -> tuple[list[s.Rule], list[dict[str, Any]]]:
    """Rules and documents, the same in every run."""
    rules: list[s.Rule] = []
    documents: list[dict[str, Any]] = []

    def note(case: tuple[s.Rule, dict[str, Any]]) -> None:
        rules.append(case[0])
        documents.append(case[1])

    try_cases(cases(), 40, note)
    try_cases(cases(number_rules()), 20, note)
    try_cases(across_cases(), 10, lambda case: rules.append(case[0]))
    return list(dict.fromkeys(rules)), documents


def written(folder: Path, seed: str, arguments: list[str]) -> bytes:
    """What the command writes in a process of its own, on both outputs, and how it ends."""
    start = ["-m", "ruleck"]
    bug = present.get()
    if bug is not None:
        code = (
            "import sys; from tests.laws.bugs import BUGS, planted; from ruleck.cli import main\n"
            f"with planted(next(bug for bug in BUGS if bug.name == {bug.name!r})): sys.exit(main(sys.argv[1:]))"
        )
        start = ["-c", code]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, *start, *arguments], cwd=folder, capture_output=True, env=environment, timeout=60
    )
    assert done.returncode in (0, 1), done
    return b"%d\n%s\n%s" % (done.returncode, done.stdout, done.stderr)


def test_the_same_bytes_under_every_hash_seed(tmp_path: Path) -> None:
    rules, documents = drawn()
    texts = [rule.text().replace("rule r:", f"rule r{i}:", 1) for i, rule in enumerate(rules)]
    stories = {f"{i}.facts.json": json.dumps(document) for i, document in enumerate(documents)}
    lay(tmp_path, {"rules/all.ruleck": "\n".join([*texts, MORE_RULES]), **stories})
    for arguments in COMMANDS:
        first, *others = [written(tmp_path, seed, arguments) for seed in SEEDS]
        assert all(other == first for other in others), arguments
        if "json" in arguments and arguments[0] == "check":
            summary = json.loads(first.split(b"\n", 1)[1].rsplit(b"\n", 1)[0])["summary"]
            assert min(summary["violated"], summary["undecided"], summary["missing"]) >= 20
