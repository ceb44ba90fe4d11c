"""Rules that read across articles: where their findings stand, and what is kept for them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ruleck.cli import command
from ruleck.evaluate.projection import project
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import read_mapping

RULE = "across articles, estimates with the same subject must decrease over time"


def estimate(value: int, day: str) -> dict[str, Any]:
    return {"subject": "homes without power", "value": value, "as_of": day}


@pytest.fixture
def monday_and_tuesday(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value, day in (("monday", 3000, "2017-12-04"), ("tuesday", 4000, "2017-12-05")):
        story = {"article": {"id": name}, "estimates": [estimate(value, day)]}
        (tmp_path / f"{name}.facts.json").write_text(json.dumps(story, indent=1))
    week = [{"article": {"id": f"l{i}"}, "estimates": [estimate(5000 + i, f"2018-01-0{i}")]} for i in (1, 2)]
    lines = [json.dumps(story) for story in week]
    (tmp_path / "week.facts.jsonl").write_text("\n".join(lines) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_finding_names_each_document_and_shows_the_place_in_it(monday_and_tuesday: Path) -> None:
    paths = ["monday.facts.json", "tuesday.facts.json"]
    result = CliRunner().invoke(command, ["check", *paths, "-e", RULE, "--format", "json"], standalone_mode=False)
    (finding,) = json.loads(result.output)["findings"]
    assert finding["facts"] == [{"document": path, "pointer": "/estimates/0"} for path in paths]
    assert finding["at"]["path"] == "tuesday.facts.json"
    assert finding["at"]["line"] == 6


def test_a_line_of_json_lines_is_found_again(monday_and_tuesday: Path) -> None:
    result = CliRunner().invoke(command, ["check", "week.facts.jsonl", "-e", RULE], standalone_mode=False)
    assert "week.facts.jsonl:2:" in result.output
    # Each line is shown with what stands in it, whichever is read again first.
    assert re.search(r"\n  1 \| .*5001", result.output)
    assert re.search(r"\n  2 \| .*5002", result.output)


def test_no_more_is_kept_than_the_rules_read() -> None:
    kept: dict[str, Any] = {}
    document = {
        "article": {"id": "a", "body": "x" * 1000},
        "estimates": [{**estimate(3, "2017"), "method": "counted", "source": "grid"}],
        "quotes": [{"text": "not read"}],
    }
    story, mistakes = read_mapping(document, builtin_vocabulary())
    assert story is not None
    assert mistakes == []
    project(story, {"estimate": frozenset({"value", "as_of"})}, kept)
    assert set(kept) == {"article", "estimate"}
    assert set(kept["estimate"][0].fields) == {"value", "as_of", "subject"}  # the subject is what a reader is told
    assert set(kept["article"][0].fields) == {"id"}
