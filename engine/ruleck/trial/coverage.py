"""Which outcomes of which clauses the examples show.

A rule is covered where each of its filters, its `when`, each `unless` and each predicate was seen true, false and
undecided; lines say nothing here, since a rule of one line may have ten ways to be wrong. What never can be undecided
(`there is a correction`) is not asked to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from ruleck.meaning import program as p
from ruleck.meaning.reading import condition
from ruleck.values.truth import Truth

Outcome = Literal["true", "false", "undecided"]
OUTCOMES: tuple[Outcome, ...] = ("true", "false", "undecided")
Part = Literal["for each", "where", "when", "unless", "predicate"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the outcomes that were seen and those that could have been and were not."""

    part: Part
    words: str
    seen: tuple[Outcome, ...]
    unseen: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A rule's clauses, in the order of its sentence."""

    rule: p.Rule
    clauses: tuple[Clause, ...]

    @property
    def seen(self) -> int:
        """How many outcomes were seen."""
        return sum(len(clause.seen) for clause in self.clauses)

    @property
    def possible(self) -> int:
        """How many there are."""
        return self.seen + sum(len(clause.unseen) for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All rules of a trial."""

    rules: tuple[Covered, ...]

    @property
    def seen(self) -> int:
        """How many outcomes were seen."""
        return sum(covered.seen for covered in self.rules)

    @property
    def possible(self) -> int:
        """How many there are."""
        return sum(covered.possible for covered in self.rules)

    @property
    def percent(self) -> int:
        """The share that was seen, in whole per cent that are never too many; all of nothing."""
        return 100 * self.seen // self.possible if self.possible else 100

    def below(self, wanted: float) -> bool:
        """Whether less than so many per cent were seen."""
        return 100 * self.seen < wanted * self.possible


class Sightings:
    """What the clauses of rules gave so far: the witness of a trial."""

    def __init__(self, rules: Iterable[p.Rule]) -> None:
        self._clauses = [(rule, list(clauses(rule))) for rule in rules]
        # By identity: two clauses may well read alike.
        self._seen: dict[int, set[Outcome]] = {id(node): set() for _, found in self._clauses for node, _, _ in found}

    def __call__(self, node: object, found: Truth) -> None:
        """Note what a node gave."""
        seen = self._seen.get(id(node))
        if seen is not None:
            seen.add("true" if found is True else "false" if found is False else "undecided")

    def coverage(self) -> Coverage:
        """What was seen."""
        return Coverage(
            tuple(
                Covered(rule, tuple(self._clause(node, part, words) for node, part, words in found))
                for rule, found in self._clauses
            )
        )

    def _clause(self, node: object, part: Part, words: str) -> Clause:
        seen = self._seen[id(node)]
        possible = OUTCOMES[:2] if decided(node) else OUTCOMES
        return Clause(
            part,
            words,
            tuple(outcome for outcome in OUTCOMES if outcome in seen),
            tuple(outcome for outcome in possible if outcome not in seen),
        )


def clauses(rule: p.Rule) -> Iterator[tuple[object, Part, str]]:
    """Each clause of a rule: its node in the program, what it is, and its words."""
    iteration, body = rule.iteration, rule.body
    if iteration is not None and iteration.where is not None:
        yield iteration.where, "for each", f"for each {iteration.kind} where {condition(iteration.where)}"
        yield from filters(iteration.where)
    if rule.when is not None:
        yield rule.when, "when", f"when {condition(rule.when)}"
        yield from filters(rule.when)
    if body.members is not None:
        yield from filters(body.members)
    for demand in body.demands:
        node = demand.predicate if isinstance(demand, p.Together) else demand.condition
        yield node, "predicate", demand.wording
        yield from filters(node)
    for exception in rule.unless:
        yield exception, "unless", f"unless {condition(exception)}"
        yield from filters(exception)


def filters(node: object) -> Iterator[tuple[object, Part, str]]:
    """Each filter within a node of the program."""
    if isinstance(node, tuple):
        for part in node:
            yield from filters(part)
    elif is_dataclass(node) and type(node).__module__ == p.__name__:
        if isinstance(node, p.Members) and node.where is not None:
            yield node.where, "where", f"{node.written} where {condition(node.where)}"
        for field in fields(node):
            yield from filters(getattr(node, field.name))


def decided(node: object) -> bool:
    """Whether a clause is true or false of any story: it asks no more than whether there are facts of a kind."""
    match node:
        case p.Count(members=p.Members(root=p.Every(), where=None, fields=()), condition=None):
            return True
        case p.Negation(part=part):
            return decided(part)
        case p.All(parts=parts) | p.Any(parts=parts):
            return all(decided(part) for part in parts)
    return False
