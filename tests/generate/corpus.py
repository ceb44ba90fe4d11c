"""Every rule of the conformance corpus and of the packs that can stand alone, with the documents it was tried on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.yaml_text import read_yaml
from ruleck.gathering import RuleTexts, compile_rules
from ruleck.meaning.program import Program, Rule
from ruleck.source import Source

ROOT = Path(__file__).parents[2]


def program_of(text: str, path: str = "rules") -> Program:
    """The program of a rule text; without rules where it is mistaken."""
    program, mistakes = compile_rules(RuleTexts((Source(path, text),)), builtin_vocabulary())
    return Program((), program.vocabulary) if mistakes else program


@cache
def rules_tried() -> tuple[tuple[Program, Rule, tuple[tuple[Any, ...], ...]], ...]:
    """Each rule with its program (for the vocabulary) and the documents of its cases, once."""
    found: dict[tuple[str, str], tuple[Program, Rule, list[tuple[Any, ...]]]] = {}
    for program, documents in _cases():
        for rule in program.rules:
            key = (rule.reading, rule.sentence)
            entry = found.setdefault(key, (program, rule, []))
            if entry[0].vocabulary.kinds == program.vocabulary.kinds:
                entry[2].extend([documents] if documents else [])
                entry[2].extend(tuple(dict(d) for d in example.documents) for example in rule.examples)
    return tuple((program, rule, tuple(documents)) for program, rule, documents in found.values())


def _cases() -> Iterator[tuple[Program, tuple[Any, ...]]]:
    for path in sorted((ROOT / "tests/conformance").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            if not case.get("refused") and "files" not in case:
                texts = case.get("documents") or ([case["facts"]] if case.get("facts") is not None else [])
                yield program_of(case["rules"]), tuple(map(plain, texts))
    for path in sorted((ROOT / "rules").glob("*.ruleck")):
        yield program_of(path.read_text(encoding="utf-8"), str(path)), ()


def plain(text: str) -> Any:
    """A document's plain value."""
    value, mistakes = read_yaml(Source("facts.yaml", text))
    return {} if mistakes else value
