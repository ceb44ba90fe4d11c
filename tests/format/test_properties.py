"""Whatever is formatted: the tree stays, every comment keeps its place, and once is enough."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.format import format_file
from ruleck.syntax.lines import WIDTH
from ruleck.syntax.parse import parse, rule_id
from ruleck.syntax.print import print_file
from tests.format.layouts import commented, layouts
from tests.syntax.trees import files

ROOT = Path(__file__).parents[2]
FILES = sorted(path for folder in ("rules", "examples", "tests") for path in (ROOT / folder).rglob("*.ruleck"))


def formatted(text: str) -> str:
    """The text in its layout, which is held to every promise."""
    before, mistakes = parse(Source("", text))
    assert not mistakes, (text, mistakes)
    result, mistakes = format_file(Source("", text))
    assert not mistakes
    after, mistakes = parse(Source("", result))
    assert not mistakes, (text, result)
    assert [rule_id(s) for s in after.statements if isinstance(s, n.Rule)] == [
        rule_id(s) for s in before.statements if isinstance(s, n.Rule)
    ]
    assert unnamed(after) == unnamed(before), result
    assert commented(result) == commented(text), result
    again, _ = format_file(Source("", result))
    assert again == result
    return result


def unnamed(tree: n.RuleFile) -> list[object]:
    """The tree's statements without ids, which are compared by themselves."""
    return [replace(s, id=None) if isinstance(s, n.Rule) else s for s in tree.statements]


@given(layouts())
@settings(max_examples=100)
def test_any_layout_with_comments_anywhere(text: str) -> None:
    formatted(text)


@given(files)
@settings(max_examples=40)
def test_any_tree(tree: n.RuleFile) -> None:
    result = formatted(print_file(tree))
    assert result.endswith("\n")
    assert not any(line != line.rstrip() for line in result.split("\n"))


@given(layouts(), st.integers(0, 10_000), st.sampled_from(["", *'\n\r",#\u00a0\u2028', "the ", "two"]))
@settings(max_examples=60)
def test_a_file_that_is_damaged_is_left_or_keeps_its_meaning(text: str, at: int, put: str) -> None:
    at %= max(1, len(text))
    damaged = text[:at] + put + text[at + 1 :]
    if parse(Source("", damaged), corrected=0)[1]:
        assert format_file(Source("", damaged))[0] == damaged
    else:
        formatted(damaged)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_of_the_repository(path: Path) -> None:
    result = formatted(path.read_text(encoding="utf-8"))
    assert max(len(line) for line in result.split("\n") if "#" not in line) <= WIDTH
