"""Every series that the rules of a program read, whether or not it is as it must be: what a chart is drawn of.

Rules with a series in them are evaluated once more, before a reader that is told each group as the series itself reads
it; which facts belong to which group is decided in one place only. Nobody pays for this but who asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from ruleck.evaluate.clash import blamed
from ruleck.evaluate.course import Reading, read_by
from ruleck.evaluate.expressions import getter
from ruleck.evaluate.naming import describe, shown
from ruleck.evaluate.outcome import Check
from ruleck.evaluate.projection import project
from ruleck.evaluate.run import compile_check, run
from ruleck.evaluate.world import Env, World
from ruleck.facts.record import Record, Story
from ruleck.meaning import program as p
from ruleck.values.series import Point, Trend
from ruleck.values.truth import Unknown


@dataclass(frozen=True, slots=True)
class Series:
    """One group of facts that a rule reads in the order of time.

    `facts` holds the record of each of the `points`. `wording` is what is demanded (`must decrease over time`), or,
    where the series only decides whether a rule applies (`demanded` is false), how the author put that. `keys` are the
    fields that make the group, each with its value as a reader is shown it. `left_out` are facts that lack a time or a
    value. `trend` is open where the rule's own figure is.
    """

    rule: p.Rule
    demanded: bool
    wording: str
    name: str
    keys: tuple[tuple[str, str], ...]
    points: tuple[Point, ...]
    facts: tuple[Record, ...]
    left_out: tuple[Record, ...]
    trend: Trend | Unknown


@dataclass(frozen=True, slots=True)
class _Written:
    """Where a series stands in a program."""

    demanded: bool
    wording: str
    keys: tuple[p.Lookup, ...]
    slot: int


class Chronicle:
    """The series of a run, story by story. Keeps of each story what `across articles` rules with a series read."""

    def __init__(self, program: p.Program) -> None:
        self._written: dict[int, _Written] = {}
        # A condition may be asked for every fact, and read the same group each time.
        self._found: dict[tuple[int, tuple[int, ...]], Series] = {}
        self._rule: p.Rule | None = None
        rules = [rule for rule in program.rules if self._look_through(rule)]
        with read_by(self._read):
            checks = [(rule, compile_check(rule)) for rule in rules]
        self._single = [entry for entry in checks if not entry[0].across]
        self._across = [entry for entry in checks if entry[0].across]
        reads: dict[str, set[str]] = {}
        for rule, _ in self._across:
            for kind, names in rule.reads.items():
                reads.setdefault(kind, set()).update(names)
        self._reads = {kind: frozenset(names) for kind, names in reads.items()}
        self._kept: dict[str, list[Record]] = {}

    def check(self, story: Story) -> tuple[Series, ...]:
        """The series that rules about one story at a time read in it."""
        if self._across:
            project(story, self._reads, self._kept)
        return self._run(self._single, World(story.records), story.article)

    def finish(self) -> tuple[Series, ...]:
        """The series that `across articles` rules read in all stories together."""
        return self._run(self._across, World(self._kept, across=True), None)

    def _run(self, checks: list[tuple[p.Rule, Check]], world: World, article: Record | None) -> tuple[Series, ...]:
        self._found = {}
        for rule, check in checks:
            self._rule = rule
            run(rule, check, world, article)
        return tuple(self._found.values())

    def _read(self, env: Env, read: Reading) -> None:
        assert self._rule is not None, "series are read while a rule runs"
        written = self._written[id(read.course)]
        facts = [blamed(read.asked, item)[-1:] for item in read.placed]
        if not all(facts):
            return
        names = {describe(fact) for found in facts for fact in found}
        placed = {id(item.fact) for item in read.placed}
        left = (fact for item in read.asked.items if id(item.fact) not in placed for fact in blamed(read.asked, item))
        self._found[id(read.course), tuple(id(found[0]) for found in facts)] = Series(
            self._rule,
            written.demanded,
            written.wording,
            names.pop() if len(names) == 1 else read.asked.written,
            self._keys(env, written),
            read.points,
            tuple(found[0] for found in facts),
            tuple(dict.fromkeys(left)),
            read.trend,
        )

    def _keys(self, env: Env, written: _Written) -> tuple[tuple[str, str], ...]:
        found = []
        for key in written.keys:
            before, env[key.slot] = env[key.slot], env[written.slot]  # one fact of the group
            value = getter(key)(env)
            env[key.slot] = before
            if value is not None and not isinstance(value, Unknown):
                found.append((key.fields[-1] if key.fields else key.written, shown(value)))
        return tuple(found)

    def _look_through(self, rule: p.Rule) -> bool:
        """Note the series of a rule; whether there is one."""
        before = len(self._written)
        if isinstance(rule.body, p.Jointly):
            for demand in rule.body.demands:
                if isinstance(demand.predicate, p.Course):
                    self._written[id(demand.predicate)] = _Written(
                        True, demand.wording, rule.body.keys, rule.body.slot
                    )
        for node in _nodes((rule.iteration, rule.when, rule.unless, rule.body)):
            if isinstance(node, p.Collectively) and isinstance(node.predicate, p.Course):
                self._written[id(node.predicate)] = _Written(False, node.written, node.keys, node.slot)
        return len(self._written) > before


def _nodes(node: object) -> Iterator[object]:
    """A part of a program and all that it is made of."""
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif is_dataclass(node):
        yield node
        for field in fields(node):
            yield from _nodes(getattr(node, field.name))
