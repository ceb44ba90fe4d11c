"""Patterns of paths are read as Git reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruleck.exclusion import Exclusion

PARTS = ["a", "b", "ab", "a.b", ".a", "*b"]
PAIRS = [(x, y) for x in PARTS for y in PARTS]
PATHS = sorted({"/".join(parts) for x, y in PAIRS for parts in ((x,), (x, y), (x, y, "a"), ("b", x, y, "ab"))})
# `a**/` is left out: Git reads it otherwise than its own manual says.
PIECES = ["a", "b", "*", "?", "[ab]", "[!a]", "[a-b]", ".", "ab", "\\*", "!", " ", "#", "\\"]
NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join)
SEGMENTS = st.one_of(NAMES, st.just("**"))
PATTERNS = st.builds(
    lambda head, body, tail: head + "/".join(body) + tail,
    st.sampled_from(["", "/", "!", "!/"]),
    st.lists(SEGMENTS, min_size=1, max_size=3).filter(lambda p: not any("**" in x and x != "**" for x in p)),
    st.sampled_from(["", "/"]),
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("git") is None:
        pytest.skip("there is no git here to ask")
    folder = tmp_path_factory.mktemp("git")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    return folder


def git_excludes(folder: Path, patterns: list[str]) -> dict[str, bool]:
    (folder / ".gitignore").write_text("\n".join(patterns) + "\n", "utf-8")
    asked = ["git", "check-ignore", "--no-index", "--stdin", "-z", "--verbose", "--non-matching"]
    done = subprocess.run(asked, cwd=folder, input="\0".join(PATHS) + "\0", text=True, capture_output=True)
    fields = done.stdout.split("\0")
    return {fields[n + 3]: fields[n + 2][:1] not in ("", "!") for n in range(0, len(fields) - 3, 4)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(patterns=st.lists(PATTERNS, min_size=1, max_size=3))
def test_git_and_we_leave_out_the_same(repository: Path, patterns: list[str]) -> None:
    out = Exclusion(patterns)
    assert {path: out.excludes(path) for path in PATHS} == git_excludes(repository, patterns)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("[\\]]", "]"),
        ("[]a]", "]"),
        ("[!\\]]", "d"),
        ("[\\d]", "d"),
        ("[a\\-c]", "-"),
        ("[\\a^]", "^"),
        ("[a&&b]", "&"),
    ],
)
def test_a_sign_in_brackets_stands_for_itself(repository: Path, pattern: str, path: str) -> None:
    assert Exclusion([pattern]).excludes(path)
    (repository / ".gitignore").write_text(f"{pattern}\n", "utf-8")
    asked = ["git", "check-ignore", "--no-index", "--", path]
    assert subprocess.run(asked, cwd=repository, capture_output=True).returncode == 0
    assert not Exclusion(["[\\d]"]).excludes("1")


@given(st.lists(st.text(max_size=12), max_size=3), st.text(min_size=1, max_size=12))
def test_no_pattern_is_too_odd(patterns: list[str], path: str) -> None:
    assert Exclusion(patterns).excludes(path) in (True, False)
