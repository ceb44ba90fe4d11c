"""Rule files as the command reads them."""

from __future__ import annotations

from pathlib import Path

from ruleck.configuration import find_project
from ruleck.diagnostics import Diagnostic
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.gathering import RuleTexts, compile_rules, gather_rules
from ruleck.meaning.program import Program
from ruleck.source import Source


def of_files(*paths: Path) -> Program:
    """The program of rule files and folders."""
    project, mistakes = find_project(paths[0].parent)
    texts, more = gather_rules([str(path) for path in paths], (), project)
    return _program(texts, mistakes + more)


def of_text(text: str) -> Program:
    """The program of a rule text."""
    return _program(RuleTexts((Source("rules", text),)), [])


def _program(texts: RuleTexts, mistakes: list[Diagnostic]) -> Program:
    program, found = compile_rules(texts, builtin_vocabulary())
    assert not [*mistakes, *found]
    return program
