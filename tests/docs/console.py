"""Runs what the pages show of a terminal. `python -m tests.docs.console` writes it anew, for you to read and commit.

The `console` blocks of a page are one session, in a folder that holds a copy of examples/. A line that starts with `$ `
is typed; what follows it is printed, on standard output or standard error. A `python` block is a program, the `output`
block after it what it prints.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.docs.samples import ROOT, Block, blocks

CONSOLES = [
    "README.md",
    "docs/archive.md",
    "docs/configuration.md",
    "docs/drafting.md",
    "docs/explaining.md",
    "docs/finding-a-wrong-rule.md",
    "docs/first-ten-minutes.md",
    "docs/github.md",
    "docs/html-report.md",
    "docs/importing.md",
    "docs/output.md",
    "docs/pre-commit.md",
    "docs/property-testing.md",
    "docs/terminal.md",
    "docs/testing.md",
    "docs/waivers.md",
]
PROGRAMS = [
    "README.md",
    "docs/importing.md",
    "docs/language.md",
    "docs/property-testing.md",
]
DEMO = ROOT / "examples" / "isis-fighters"
_MARK = "=====8<====="


def session(typed: list[str], folder: Path) -> list[str]:
    """What each command prints, when they are typed one after the other in one shell beside a copy of examples/."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("RULECK_")},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        # What is committed is nobody's in particular, and does not go by how git is set up here.
        **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Desk"),
        **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "desk@newsroom.example"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_HOME": str(folder / ".pre-commit"),
    }
    done = subprocess.run(
        ["sh"],
        input="".join(f"{command}\necho '{_MARK}'\n" for command in typed),
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=True,
    )
    return done.stdout.split(f"{_MARK}\n")[:-1]


def consoles(page: str, folder: Path) -> list[tuple[Block, str]]:
    """The page's console blocks, each with what a terminal gives."""
    shown = [block for block in blocks(page) if block.language == "console"]
    typed = [[line[2:] for line in block.text.splitlines() if line.startswith("$ ")] for block in shown]
    printed = iter(session([command for commands in typed for command in commands], folder))
    return [
        (block, "".join(f"$ {command}\n{next(printed)}" for command in commands))
        for block, commands in zip(shown, typed, strict=True)
    ]


def programs(page: str, folder: Path) -> list[tuple[Block, str]]:
    """The page's outputs, each with what the program before it prints."""
    return [
        (output, subprocess.run([sys.executable, "-c", program.text], cwd=folder, text=True, capture_output=True,
                                timeout=60, check=True).stdout)
        for program, output in pairwise(blocks(page))
        if (program.language, output.language) == ("python", "output")
    ]  # fmt: skip


def demo(folder: Path) -> str:
    """What the check of the example story prints, and its exit status."""
    return session(['ruleck check examples/isis-fighters; echo "status $?"'], folder)[0]


def write() -> None:
    """Put what is printed now into the pages and beside the example."""
    for page in dict.fromkeys([*CONSOLES, *PROGRAMS]):
        path = ROOT / page
        text = path.read_text(encoding="utf-8")
        with TemporaryDirectory() as folder:
            found = consoles(page, Path(folder)) + programs(page, Path(folder))
        for block, printed in found:
            fence = f"```{block.language}\n"
            text = text.replace(f"{fence}{block.text}```", f"{fence}{printed}```", 1)
        path.write_text(text, encoding="utf-8")
    with TemporaryDirectory() as folder:
        (DEMO / "report.txt").write_text(demo(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    write()
