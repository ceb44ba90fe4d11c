"""A rule's tree taken apart at each node, and what a change of it reads like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from ruleck.syntax import nodes as n
from ruleck.syntax.print import print_rule

Rebuild = Callable[[n.Node], n.Rule]
# What of a rule says what it means; the rest is about it.
_SAID = ("across", "for_each", "when", "sentence", "unless")
# A quoted text, a pattern and a list in brackets are one word here.
_WORD = re.compile(r'on or (?:before|after)|"(?:\\.|[^"\\])*"[^\s"]*|/(?:\\.|[^/\\])+/i?,?|\([^()]*\)[^\s]*|\S+')
_JOINTS = frozenset({"where", "when", "unless", "and", "or", "with"})
_MODALS = frozenset({"must", "should", "may"})


def places(rule: n.Rule) -> Iterator[tuple[n.Node, Rebuild]]:
    """Each node of what a rule says, outer ones first, with what the rule is if another stands there."""
    yield rule, _as_rule
    yield from _within(rule, _as_rule, _SAID)


def _as_rule(node: n.Node) -> n.Rule:
    assert isinstance(node, n.Rule)
    return node


def _within(node: n.Node, rebuild: Rebuild, names: tuple[str, ...] = ()) -> Iterator[tuple[n.Node, Rebuild]]:
    for name in names or tuple(field.name for field in fields(node)):
        value = getattr(node, name)
        if isinstance(value, n.Node):
            inner = _put(node, name, rebuild)
            yield value, inner
            yield from _within(value, inner)
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, n.Node):
                    inner = _put(node, name, rebuild, index)
                    yield part, inner
                    yield from _within(part, inner)


def _put(node: n.Node, name: str, rebuild: Rebuild, index: int | None = None) -> Rebuild:
    def put(new: n.Node) -> n.Rule:
        whole: Any = new
        if index is not None:
            parts = getattr(node, name)
            whole = (*parts[:index], new, *parts[index + 1 :])
        changes: dict[str, Any] = {name: whole}
        return rebuild(replace(node, **changes))

    return put


def bare(rule: n.Rule) -> n.Rule:
    """What a rule says and nothing about it: as a bare sentence."""
    return replace(rule, id=None, summary=None, severity=None, tags=(), see=(), because=None, examples=())


def sentence(rule: n.Rule) -> str:
    """What a rule says, on one line."""
    return " ".join(print_rule(bare(rule)).split("\n  "))


@dataclass(frozen=True, slots=True)
class Difference:
    """What a changed rule says, and what was said instead; with no `said` that was left out."""

    said: str
    instead: str

    def __str__(self) -> str:
        """Both in words."""
        return f"`{self.said}` instead of `{self.instead}`" if self.said else f"no `{self.instead}`"


def difference(original: n.Rule, changed: n.Rule) -> Difference:
    """Where two rules read differently: the phrases that differ.

    >>> from ruleck.source import Source
    >>> from ruleck.syntax.parse import parse
    >>> one, other = parse(Source("", "quotes must name a speaker\\nquotes must name a source"))[0].statements
    >>> print(difference(one, other))
    `must name a source` instead of `must name a speaker`
    """
    old, new = _WORD.findall(sentence(original)), _WORD.findall(sentence(changed))
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    # From where a phrase begins, up to where it ends.
    if start and start == len(old) - end:
        start -= 1  # what is new is shown behind what it follows
    while start and not _begins(old, start):
        start -= 1
    # One that joins two phrases is shown with both.
    if end and len(old) - end > start and old[len(old) - end - 1] in _JOINTS:
        end -= 1
    while end and old[-end] not in (*_JOINTS, *_MODALS) and not _ended(old, start, end) and not _ended(new, start, end):
        end -= 1
    said, instead = (" ".join(words[start : len(words) - end]).removesuffix(",") for words in (new, old))
    return Difference(said, instead)


def _begins(words: list[str], at: int) -> bool:
    """Whether a phrase begins with a word."""
    return _ends(words[at - 1]) or words[at - 1] in _JOINTS or any(word in _MODALS for word in words[at : at + 1])


def _ended(words: list[str], start: int, end: int) -> bool:
    """Whether what differs ends where a clause does."""
    return len(words) - end > start and _ends(words[len(words) - end - 1])


def _ends(word: str) -> bool:
    return word.endswith(",")


def _alike(left: list[str], right: list[str]) -> int:
    """How many words two lists have in common from their start."""
    pairs = zip(left, right, strict=False)
    return next((i for i, (one, other) in enumerate(pairs) if one != other), min(len(left), len(right)))
