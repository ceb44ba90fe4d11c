"""What a rule means, as something that can be compared: equal for rules that no document can tell apart by their
verdicts, whatever their wording. Negations are moved inwards and those that cancel each other are gone.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ruleck.lint.identity import identity
from ruleck.meaning import program as p

OPPOSITE: Mapping[p.CountWord, p.CountWord] = {
    "at least": "fewer than",
    "fewer than": "at least",
    "at most": "more than",
    "more than": "at most",
}


def meaning(rule: p.Rule) -> Hashable:
    """A key that two rules share if they demand the same of the same facts, under the same id."""
    applies = [rule.when] if rule.when is not None else []
    gate = normal(p.All((*applies, *(p.Negation(u) for u in rule.unless))))
    clauses = gate.parts if isinstance(gate, p.All) else (gate,)
    said = (rule.id, rule.severity, rule.summary, rule.tags, rule.see, rule.because, rule.across, rule.iteration)
    return (
        identity(tuple(_normal_within(part) for part in said), {}),
        frozenset(identity(part, {}) for part in clauses),
        identity(_normal_within(rule.body), {}),
        tuple((e.outcome, e.name, repr(e.documents)) for e in rule.examples),
    )


def normal(condition: p.Condition, affirmed: bool = True) -> p.Condition:
    """A condition, or its denial, with negations only where nothing else can be said.

    >>> from ruleck.facts.vocabulary import FieldType
    >>> stated = p.Stated(p.Lookup(1, ("speaker",), FieldType("text"), "speaker"))
    >>> normal(p.Negation(p.Negation(stated))) == stated
    True
    """
    match condition:
        case p.Negation(part=part):
            return normal(part, not affirmed)
        case p.All(parts=parts) | p.Any(parts=parts):
            joined = p.All if isinstance(condition, p.All) is affirmed else p.Any
            flat: list[p.Condition] = []
            for part in parts:
                inner = normal(part, affirmed)
                flat += inner.parts if isinstance(inner, joined) else (inner,)
            return flat[0] if len(flat) == 1 else joined(tuple(flat))
        case p.Count():
            return _count(_normal_within(condition), affirmed)
    within: p.Condition = _normal_within(condition)
    return within if affirmed else p.Negation(within)


def _count(count: p.Count, affirmed: bool) -> p.Condition:
    word, number = count.word, count.number
    if not affirmed:
        if word not in OPPOSITE:
            return p.Negation(count)
        word = OPPOSITE[word]
    if word == "more than":
        word, number = "at least", number + 1
    if word == "fewer than" and number:
        word, number = "at most", number - 1
    return replace(count, word=word, number=number)


def _normal_within(node: Any) -> Any:
    """A node of a program with each condition in it normal."""
    if isinstance(node, tuple):
        return tuple(_normal_part(part) for part in node)
    if is_dataclass(node) and type(node).__module__ == p.__name__:
        return replace(node, **{f.name: _normal_part(getattr(node, f.name)) for f in fields(node)})  # type: ignore[type-var]  # no class
    return node


def _normal_part(part: Any) -> Any:
    return normal(part) if isinstance(part, p.Condition) else _normal_within(part)
