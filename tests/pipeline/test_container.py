"""The container file, as far as it can be tried without an engine for containers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

from ruleck.cli.completion import script
from ruleck.cli.manual import manual
from tests.docs.samples import ROOT

LINES = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8")).splitlines()
STEPS = [tuple(line.split(" ", 1)) for line in LINES if line and not line.startswith("#")]

# What the wheel lays beside the package, where a system looks for it.
SHARED: dict[str, Callable[[], str]] = {
    "share/man/man1/ruleck.1": manual,
    "share/bash-completion/completions/ruleck": partial(script, "bash"),
    "share/zsh/site-functions/_ruleck": partial(script, "zsh"),
    "share/fish/vendor_completions.d/ruleck.fish": partial(script, "fish"),
}


def said(instruction: str) -> list[str]:
    return [rest for name, *rest_ in STEPS for rest in rest_ if name == instruction]


def test_both_stages_stand_on_one_slim_image_of_a_named_version() -> None:
    images = {image.split()[0] for image in said("FROM")}
    assert len(images) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", images.pop())  # not Alpine: google-re2 has no wheel for musl


def test_it_does_not_run_as_root() -> None:
    assert said("USER") == ["10001"]
    assert STEPS.index(("USER", "10001")) > STEPS.index(("RUN", said("RUN")[-1]))


def test_it_is_ruleck_whatever_the_arguments() -> None:
    assert json.loads(said("ENTRYPOINT")[0]) == ["ruleck"]
    assert json.loads(said("CMD")[0]) == ["--help"]


def test_everything_that_the_wheel_is_made_of_is_brought_along_and_not_ignored(tmp_path: Path) -> None:
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]
    copied = [source for rest in said("COPY") if not rest.startswith("--from") for source in rest.split()[:-1]]
    assert sorted(copied) == sorted(allowed)
    for source in copied:
        there = ROOT / source
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(there, tmp_path / source, ignore=ignored) if there.is_dir() else shutil.copy(there, tmp_path)
    # What the image's own step does, but for what the network would be needed for.
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "dist"]
    done = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with ZipFile(wheel) as opened:
        shared = {place: opened.read(f"{wheel.name.split('-py3')[0]}.data/data/{place}").decode() for place in SHARED}
    assert shared == {place: made() for place, made in SHARED.items()}


@pytest.mark.skipif(not (Path(sys.executable).parent / "hadolint").exists(), reason="hadolint is not for this machine")
def test_hadolint_has_nothing_to_say_against_it() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([hadolint, "Dockerfile"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
