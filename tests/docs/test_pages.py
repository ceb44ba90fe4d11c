"""Every sample of the documentation does what the page says it does."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Literal

import pytest

import ruleck
from ruleck.evaluate.examples import run_examples
from ruleck.evaluate.finding import Finding
from ruleck.facts.python_kinds import field_type
from ruleck.source import Source
from tests.docs.console import PROGRAMS
from tests.docs.kinds_table import type_words
from tests.docs.samples import ROOT, Block, Expected, blocks, expectations, mistake, stories
from tests.packs.programs import of_text

LANGUAGE = (ROOT / "docs/language.md").read_text(encoding="utf-8")
PAGES = ["docs/language.md", "docs/facts.md", "docs/rules-in-ten-minutes.md"]

RULES = [b for page in PAGES for b in blocks(page) if b.language == "ruleck"]
MISTAKES = [b for page in PAGES for b in blocks(page) if b.language == "mistake"]
MISTAKEN_STORIES = [b for page in PAGES for b in blocks(page) if b.language == "mistake-yaml"]
STORIES = [pair for page in PAGES for pair in stories(page)]


def name(value: object) -> str:
    if isinstance(value, Block):
        return value.name
    return Path(str(value)).name


def line(finding: Finding, text: str) -> int:
    story = finding.focus.story
    assert story is not None
    place = story.at(finding.focus.pointer)
    assert place is not None, f"{finding.rule} says nothing of where it was found"
    return Source("", text).position(place.span.start).line


@pytest.mark.parametrize("block", RULES, ids=name)
def test_rules_are_understood_and_their_examples_come_out(block: Block) -> None:
    for tried in run_examples(of_text(block.text)):
        assert tried.ok, f"{tried.example.name}: {tried.got}"


@pytest.mark.parametrize(("rules", "story"), STORIES, ids=name)
def test_a_story_gives_the_findings_in_its_comments_and_no_other(rules: Block | None, story: Block) -> None:
    report = ruleck.compile(rules.text if rules else "the article must be given").check(story.text)
    assert not report.mistakes
    found = [Expected(line(f, story.text), f.rule, f.cause or "") for f in report.findings if rules]
    assert sorted(found) == expectations(story.text)


@pytest.mark.parametrize("block", MISTAKES, ids=name)
def test_a_mistaken_rule_is_told_as_shown(block: Block) -> None:
    text, says, tries = mistake(block.text)
    with pytest.raises(ruleck.Mistakes) as raised:
        ruleck.compile(text)
    first = raised.value.diagnostics[0]
    for words in says:
        assert words in first.message
    assert list(first.suggestions) == tries
    assert says or tries


@pytest.mark.parametrize("block", MISTAKEN_STORIES, ids=name)
def test_a_mistaken_story_is_told_as_shown(block: Block) -> None:
    text, says, _ = mistake(block.text)
    report = ruleck.compile("quotes must name a speaker").check(text)
    assert report.mistakes
    assert says
    for words in says:
        assert any(words in m.message or any(words in note for note in m.notes) for m in report.mistakes)


def test_pages_have_no_block_that_nothing_runs() -> None:
    known = {"ruleck", "yaml", "mistake", "mistake-yaml"}
    for page in PAGES:
        assert {b.language for b in blocks(page)} <= known | ({"python", "output"} if page in PROGRAMS else set())


PYTHON = LANGUAGE.split("## Kinds written in Python")[1].replace("\\|", "|")
TYPES = re.findall(r"^\| (`.*`)(?:, or .*)? \| `(.*)`(?:, not required)? \|$", PYTHON, re.MULTILINE)
NAMES = {type.__name__: type for type in (Decimal, Fraction, date, datetime, timedelta)} | {"Literal": Literal}


@pytest.mark.parametrize(("python", "ours"), TYPES)
def test_python_types_are_read_as_shown(python: str, ours: str) -> None:
    for form in re.findall(r"`([^`]+)`", python):
        assert type_words(field_type(eval(form, NAMES), {})) == ours
