"""The pytest plugin, from the outside: what is collected, what fails and how, and what it imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

RULES = """\
rule named "Quotes name a speaker":
  quotes must name a speaker
  accepts "a name" quote {text: "a", speaker: "Ann"}
  rejects "no name" quote {text: "a"}
  rejects "wrong" quote {text: "a", speaker: "Ann"}
rule old: people's age must be at least 18
  rejects person {name: "Ann", age: 3}
  rejects person {name: "Ann", age: 4}
"""
TEST = """\
from ruleck.testing import assert_violated, from_rules, violating
from hypothesis import given, settings, strategies as st

@from_rules("house.ruleck")
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_every_rule_can_fail(rules, data):
    assert len(rules.ids) == 1
    assert_violated(rules, data.draw(violating(rules)))
"""


def pytest_in(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", "--color=no", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=100,
    )
    return done.returncode, done.stdout + done.stderr


def test_examples_are_items_and_a_failure_is_told_as_the_command_tells_it(tmp_path: Path) -> None:
    (tmp_path / "house.ruleck").write_text(RULES, encoding="utf-8")
    (tmp_path / "test_house.py").write_text(TEST, encoding="utf-8")
    status, listed = pytest_in(tmp_path, "--collect-only")
    assert listed.splitlines()[:7] == [
        "house.ruleck::named[accepts a name]",
        "house.ruleck::named[rejects no name]",
        "house.ruleck::named[rejects wrong]",
        "house.ruleck::old[rejects]",
        "house.ruleck::old[rejects (2)]",
        "test_house.py::test_every_rule_can_fail[named]",
        "test_house.py::test_every_rule_can_fail[old]",
    ]
    assert status == 0
    status, told = pytest_in(tmp_path)
    assert (status, "1 failed, 6 passed" in told) == (1, True), told
    assert 'named rejects "wrong"\nexpected: the rule is violated\ncame out: ' in told
    assert "Traceback" not in told


def test_fuzz_items(tmp_path: Path) -> None:
    (tmp_path / "rules.ruleck").write_text(
        "rule fine: quotes must name a speaker\nrule empty: people must have a name\n", encoding="utf-8"
    )
    status, told = pytest_in(tmp_path, "--ruleck-fuzz")
    assert (status, "1 failed, 1 passed" in told) == (1, True), told
    assert "never violated: not reached in" in told
    assert pytest_in(tmp_path)[0] == 5, "without the option there is nothing to run"


def test_a_mistaken_rule_file_fails_with_its_correction_and_the_rest_runs(tmp_path: Path) -> None:
    (tmp_path / "house.ruleck").write_text("quotes must named a speaker\n", encoding="utf-8")
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n", encoding="utf-8")
    status, told = pytest_in(tmp_path)
    assert (status, "1 failed, 1 passed" in told) == (1, True), told
    assert "try: quotes must name a speaker" in told
    assert "Traceback" not in told


def test_the_plugin_imports_nothing_heavy() -> None:
    heavy = "('ruleck.', 'lark', 'hypothesis', 'pydantic')"
    script = f"import sys, ruleck.testing.plugin; print(sorted(m for m in sys.modules if m.startswith({heavy})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['ruleck.testing', 'ruleck.testing.plugin']"
