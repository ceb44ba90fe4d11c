"""The reference of the settings is the one that their definition makes, and its examples are read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ruleck.configuration import find_project
from ruleck.starter import write_starter
from tests.command.running import lay, ruleck_here
from tests.docs.samples import Block, blocks
from tests.docs.settings_page import PAGE, page

EXAMPLES = [block for block in blocks("docs/configuration.md") if block.language == "toml"]


def test_the_page_is_made_from_the_definition() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.docs.settings_page writes it anew"


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block.name)
def test_an_example_is_read_without_a_mistake(block: Block, tmp_path: Path) -> None:
    project, mistakes = find_project(lay(tmp_path, {"ruleck.toml": block.text}))
    assert mistakes == []
    assert len(project.said) >= 1


def test_what_init_shows_in_comments_can_be_used(tmp_path: Path) -> None:
    write_starter(tmp_path)
    path = tmp_path / "ruleck.toml"
    lines = path.read_text("utf-8").splitlines()
    used = [line.removeprefix("# ") if " = " in line or line.startswith("# [") else line for line in lines]
    path.write_text("\n".join(used) + "\n", "utf-8")
    assert tomllib.loads(path.read_text("utf-8"))["status"]["draft"]["fail_on"] == "never"
    (tmp_path / "waivers.yaml").write_text("[]\n", "utf-8")
    (tmp_path / "baseline.txt").write_text("", "utf-8")
    done = ruleck_here("check", "stories", cwd=tmp_path)
    assert "quotes-name-a-speaker" in done.stdout
    assert done.returncode == 1
