"""Lints of rule texts."""

from __future__ import annotations

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.gathering import read_used
from ruleck.lint.remark import Remark
from ruleck.lint.run import Cured, Files, fix, lint
from ruleck.source import Source

UPKEEP = {"R101", "R102"}


def files(*texts: str, others: tuple[str, ...] = ()) -> Files:
    """Rule files `a`, `b`, … and others of the same project."""
    sources = [Source(name, text) for name, text in zip("abcdefgh", (*texts, *others), strict=False)]
    return Files(tuple(sources[: len(texts)]), tuple(sources[len(texts) :]), builtin_vocabulary(), read_used)


def remarks(*texts: str, others: tuple[str, ...] = ()) -> list[Remark]:
    """What there is to remark in rule files without a mistake."""
    found, mistakes = lint(files(*texts, others=others))
    assert not mistakes
    return list(found)


def codes(*texts: str, others: tuple[str, ...] = ()) -> list[str]:
    """The codes of what there is to remark, but for missing examples and summaries."""
    return [r.lint.code for r in remarks(*texts, others=others) if r.lint.code not in UPKEEP]


def cured(text: str) -> tuple[str, Cured]:
    """A rule file after `--fix`."""
    result, mistakes = fix(files(text))
    assert not mistakes
    return result.files.sources[0].text, result


def words(remark: Remark) -> str:
    """The words that a remark is about, on one line."""
    span = remark.at.span
    return " ".join(remark.at.source.text[span.start : span.end].split())
