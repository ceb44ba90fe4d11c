"""A rule's mutants: each a sentence that an author could have written in its place, and that means something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace

from ruleck.diagnostics import Label
from ruleck.facts.vocabulary import Vocabulary
from ruleck.lint.meaning import meaning
from ruleck.meaning import program as p
from ruleck.meaning.compile import Corrector, compile_rule
from ruleck.meaning.context import DefinedName
from ruleck.mutants.change import Around, Change, Operator
from ruleck.mutants.operators import OPERATORS
from ruleck.mutants.trees import Difference, difference, places, sentence
from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.parse import parse, rule_id

MOST = 120  # mutants of one rule


@dataclass(frozen=True, slots=True)
class Written:
    """A rule as it stands in a file, with what its words mean there."""

    node: n.Rule
    rule: p.Rule
    source: Source
    vocabulary: Vocabulary
    names: Mapping[str, DefinedName]

    def compiled(self, node: n.Rule, source: Source | None = None, *, examples: bool = False) -> p.Rule | None:
        """Another rule in this one's place, under its id; none if it makes no sense there."""
        rule, mistakes = compile_rule(
            source or self.source,
            node,
            self.vocabulary,
            self.names,
            Corrector(self.vocabulary, self.names, 0),
            examples,
        )
        return None if rule is None or mistakes else replace(rule, id=self.rule.id)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule changed at one place.

    `at` is the place; `sentence` is what the rule says now; `shows` is what an example is about that tells the two
    apart.
    """

    operator: Operator
    rule: p.Rule
    node: n.Rule
    at: Label
    difference: Difference
    sentence: str
    shows: str


@dataclass(frozen=True, slots=True)
class Made:
    """The mutants of a rule, in the order of its words, and how many more there were."""

    mutants: tuple[Mutant, ...]
    left_out: int = 0


def mutants_of(written: Written, most: int = MOST) -> Made:
    """All mutants of a rule; of more than `most`, some of each operator.

    Those that mean what the rule means are none, and of those that mean the same there is one.
    """
    known: set[Hashable] = {_said(written.rule)}
    found: list[tuple[int, int, Mutant]] = []
    counts: Counter[str] = Counter()
    left_out = 0
    for operator, change, node, changed in _changes(written):
        if counts[operator.name] >= most:
            # A list of a thousand entries has as many mutants: these are not even made.
            left_out += 1
            continue
        mutant = _mutant(written, operator, change, node, changed)
        said = None if mutant is None else _said(mutant.rule)
        if mutant is None or said in known:
            continue
        known.add(said)
        found.append((counts[operator.name], len(found), mutant))
        counts[operator.name] += 1
    # The first mutant of each operator comes before any second one.
    kept = sorted(sorted(found, key=lambda entry: entry[:2])[:most], key=lambda entry: entry[1])
    return Made(tuple(mutant for _, _, mutant in kept), left_out + len(found) - len(kept))


def _changes(written: Written) -> Iterator[tuple[Operator, Change, n.Node, n.Rule]]:
    around = Around(written.vocabulary, written.names, written.rule.reads)
    for node, rebuild in places(written.node):
        for operator in OPERATORS:
            for change in operator.changes(node, around):
                yield operator, change, node, rebuild(change.node)


def _said(rule: p.Rule) -> Hashable:
    """What a rule means, and nothing that is only about it."""
    return meaning(replace(rule, severity="error", because=(), examples=()))


def _mutant(written: Written, operator: Operator, change: Change, node: n.Node, changed: n.Rule) -> Mutant | None:
    """A mutant, read from its own words; none where an author could not have written it, or it makes no sense."""
    words = sentence(changed)
    source = Source(written.source.path, words)
    tree, mistakes = parse(source, corrected=0)
    [read] = tree.statements if len(tree.statements) == 1 else [None]
    if mistakes or not isinstance(read, n.Rule) or sentence(read) != words:
        return None
    rule = written.compiled(read, source)
    if rule is None:
        return None
    at = Label(written.source, node.span if node is not written.node else _clause(written.node, changed).span)
    differs = Difference("", change.dropped) if change.dropped else difference(written.node, changed)
    return Mutant(operator, rule, read, at, differs, words, change.shows)


def _clause(before: n.Rule, after: n.Rule) -> n.Node:
    """The clause that is changed or gone."""
    for name in ("for_each", "when"):
        clause = getattr(before, name)
        if isinstance(clause, n.Node) and getattr(after, name) != clause:
            return clause
    lost = [exception for exception in before.unless if exception not in after.unless]
    return lost[0] if lost else before.sentence


def read_back(written: Written, clause: str) -> p.Rule | None:
    """The rule with one example, read from the text that an author would have: none if it cannot be read."""
    name = written.node.id.text if written.node.id else rule_id(written.node)
    text = f"rule {name}:\n  {sentence(written.node)}\n  {clause}\n"
    source = Source(written.source.path, text)
    tree, mistakes = parse(source, corrected=0)
    if mistakes or len(tree.statements) != 1:
        return None
    [node] = tree.statements
    return written.compiled(node, source, examples=True) if isinstance(node, n.Rule) else None
