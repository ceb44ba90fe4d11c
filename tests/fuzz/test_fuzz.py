"""`ruleck fuzz`, from the outside and law by law."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ruleck.evaluate import run as evaluation
from ruleck.facts.load import DEFAULTS
from ruleck.fuzz.laws import LAWS
from ruleck.fuzz.run import Fuzzed, Wish, fuzz
from ruleck.values.number import Number
from tests.command.running import ruleck, ruleck_here
from tests.generate.corpus import ROOT, program_of

RULES = """\
rule named "Quotes name a speaker":
  quotes must name a speaker
  rejects "no name" quote {text: "a"}

# Nobody can break this one.
people must have a name
"""


def laid(folder: Path, text: str = RULES) -> Path:
    path = folder / "house.ruleck"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_each_rule_can_come_to(tmp_path: Path) -> None:
    laid(tmp_path)
    done = ruleck_here("fuzz", "house.ruleck", cwd=tmp_path)
    assert done.returncode == 1, "a rule that nothing violates is found"
    assert done.stdout.startswith(
        """\
house.ruleck:1:6: named
  accepts quote {text: "a", speaker: {name: "a"}}
  rejects quote {text: "a"}
    quote "a" names no speaker
  leaves undecided quote {text: "a", speaker: ?}
"""
    )
    assert "house.ruleck:6:1: people-must-have-a-name" in done.stdout
    assert "never violated: not reached in" in done.stdout
    assert "2 rules: 1 never seen violated, 0 never seen to hold" in done.stdout
    assert "none broken" in done.stdout


def test_a_fine_file_passes(tmp_path: Path) -> None:
    laid(tmp_path, "quotes must name a speaker\n")
    done = ruleck_here("fuzz", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    (tmp_path / "rules").mkdir()
    (tmp_path / "ruleck.toml").write_text("", encoding="utf-8")
    assert "no rule" in ruleck_here("fuzz", "rules", cwd=tmp_path).stderr


def test_write_adds_what_there_is_no_example_of(tmp_path: Path) -> None:
    path = laid(tmp_path)
    done = ruleck_here("fuzz", "house.ruleck", "--write", cwd=tmp_path)
    assert "2 examples added; `ruleck test` runs them" in done.stdout
    text = path.read_text(encoding="utf-8")
    assert text.startswith(RULES.split("\n\n")[0])
    assert text.count("rejects") == 1, "there is one already"
    assert "# Nobody can break this one." in text
    assert 'accepts "the smallest that keeps it"' in text
    assert text.endswith("people must have a name\n"), "examples would only make it look right"
    assert ruleck_here("test", "house.ruleck", cwd=tmp_path).returncode == 0
    assert ruleck_here("fmt", "--check", "house.ruleck", cwd=tmp_path).returncode == 0
    again = ruleck_here("fuzz", "house.ruleck", "--write", cwd=tmp_path)
    assert "nothing was added" in again.stdout
    assert path.read_text(encoding="utf-8") == text


def test_a_mistaken_file_is_told_and_left(tmp_path: Path) -> None:
    path = laid(tmp_path, "quotes must named a speaker\n")
    done = ruleck_here("fuzz", "house.ruleck", "--write", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "try: quotes must name a speaker" in done.stderr
    assert path.read_text(encoding="utf-8") == "quotes must named a speaker\n"


def test_the_json_has_its_shape_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    laid(tmp_path)
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "ruleck", "fuzz", "house.ruleck", "--format", "json"],
            cwd=tmp_path,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            timeout=60,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1
    report: dict[str, Any] = json.loads(outputs.pop())
    schema = json.loads((ROOT / "docs/fuzz.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(report)
    assert report["summary"] == {
        "rules": 2, "never_violated": 1, "never_held": 0, "broken": 0, "added": 0, "seed": 0,
    }  # fmt: skip
    assert report["rules"][0]["met"]["violated"]["documents"] == [{"quotes": [{"text": "a"}]}]


def test_a_rule_across_articles_is_shown_on_several(tmp_path: Path) -> None:
    laid(tmp_path, "across articles, estimates with the same subject must decrease over time\n")
    told = ruleck_here("fuzz", "house.ruleck", cwd=tmp_path).stdout
    first = '  rejects estimate {subject: "a", value: 1, as_of: 1999-12-31},\n'
    assert first + "          article {},\n          estimate " in told


def test_a_story_is_told_from_a_rule_file(tmp_path: Path) -> None:
    (tmp_path / "one.facts.yaml").write_text("quotes: [{text: a}]\n", encoding="utf-8")
    done = ruleck_here("fuzz", "one.facts.yaml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`one.facts.yaml` is a story" in done.stderr


def test_one_rule_is_picked(tmp_path: Path) -> None:
    laid(tmp_path)
    told = ruleck_here("fuzz", "house.ruleck", "--select", "named", cwd=tmp_path).stdout
    assert "1 rule: it can hold and be violated" in told
    done = ruleck_here("fuzz", "house.ruleck", "--select", "name", cwd=tmp_path)
    assert (done.returncode, "did you mean `named`?" in done.stderr) == (2, True)


def test_what_cannot_be_written_is_not_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = laid(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = ruleck_here("fuzz", "house.ruleck", "--write", cwd=tmp_path)
    assert "`house.ruleck` cannot be written" in done.stderr
    assert "added" not in done.stdout.replace("nothing was added", "")
    assert (done.returncode, path.read_text(encoding="utf-8")) == (2, RULES)


def test_another_seed_tries_other_stories(tmp_path: Path) -> None:
    laid(tmp_path, "estimates must decrease over time\n")
    one, two = (ruleck("fuzz", "--seed", seed, "--format", "json", cwd=tmp_path).stdout for seed in ("1", "2"))
    assert json.loads(one)["rules"][0]["laws"] != json.loads(two)["rules"][0]["laws"]


def fuzzed(rule: str, stories: int = 40) -> Fuzzed:
    program = program_of(rule)
    return fuzz(program.rules[0], program, DEFAULTS, Wish(stories=stories))


@pytest.mark.parametrize(
    "rule",
    [
        "estimates must decrease over time",
        "for each speaker, count of quotes must be at most 1",
        "claims must have at least 2 sources where (official)",
        "when the article's section is \"world\", quotes' said_on must be before the article's published",
    ],
)
def test_the_laws_are_put_to_stories_and_hold(rule: str) -> None:
    result = fuzzed(rule)
    assert not result.broken
    assert all(result.laws[law.name] >= 5 for law in LAWS if law.name != "narrowing"), result.laws
    assert result.laws.get("narrowing", 5) >= 5, result.laws


TURNS = count()
# A bug put into the engine, and the law that has to catch it.
BUGS = {
    "order": lambda stories: [s.records["quote"].__delitem__(slice(1, None)) for s in stories],
    "irrelevance": lambda stories: [
        s.records["quote"].clear() for s in stories if any("note" in q.fields for q in s.records["quote"])
    ],
    "narrowing": lambda stories: [
        s.records["person"].clear()
        for s in stories
        if all(isinstance(age := p.fields.get("age"), Number) and age.exact for p in s.records["person"])
    ],
    "two runs": lambda stories: [s.records["quote"].clear() for s in stories if next(TURNS) % 2],
    "renaming": lambda stories: [
        s.records["quote"].clear() for s in stories if any("renamed" in (q.id or "") for q in s.records["quote"])
    ],
}


@pytest.mark.parametrize("law", BUGS)
def test_a_bug_breaks_the_law(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check = evaluation.Evaluation.check

    def buggy(self: evaluation.Evaluation, story: Any) -> Any:
        BUGS[law]([story])
        return check(self, story)

    monkeypatch.setattr(evaluation.Evaluation, "check", buggy)
    # To narrow a decided verdict takes figures: a `?` decides nothing for a rule on what is stated.
    rule = "people's age must be at least 18" if law == "narrowing" else "quotes must name a speaker"
    broken = {one.law.name for one in fuzzed(rule).broken}
    assert law in broken
    assert set(BUGS) == {law.name for law in LAWS}
