"""Programs run: each rule over each story, and over all stories where it reads across them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ruleck.evaluate.finding import Finding
from ruleck.evaluate.jointly import check_jointly
from ruleck.evaluate.outcome import Check, Outcome, finding, new_env
from ruleck.evaluate.projection import project
from ruleck.evaluate.singly import check_grouped, check_singly
from ruleck.evaluate.witness import Witness, before
from ruleck.evaluate.world import OutOfSteps, World
from ruleck.facts.record import Record, Story
from ruleck.meaning import program as p
from ruleck.values.truth import UNCERTAIN


@dataclass(frozen=True, slots=True)
class StoryVerdicts:
    """What the rules say of one story: findings, the rules that a fact may fall under, those that one surely does."""

    findings: tuple[Finding, ...]
    matched: frozenset[str]
    surely: frozenset[str]


def compile_check(rule: p.Rule) -> Check:
    """A rule as one closure."""
    match rule.body:
        case p.Singly():
            return check_singly(rule, rule.body)
        case p.Jointly():
            return check_jointly(rule, rule.body)
        case p.Grouped():
            return check_grouped(rule, rule.body)
    raise AssertionError(rule.body)


# Facts by kind, cut down to the fields that `across articles` rules read.
Kept: TypeAlias = Mapping[str, Sequence[Record]]


class Checks:
    """The closures of a program. Immutable once made; threads may share them, where no witness watches."""

    def __init__(self, program: p.Program, witness: Witness | None = None) -> None:
        with before(witness):
            self.single = [(rule, compile_check(rule)) for rule in program.rules if not rule.across]
            self.across = [(rule, compile_check(rule)) for rule in program.rules if rule.across]
        reads: dict[str, set[str]] = {}
        for rule, _ in self.across:
            for kind, names in rule.reads.items():
                reads.setdefault(kind, set()).update(names)
        self.reads = {kind: frozenset(names) for kind, names in reads.items()}


def check_story(checks: Checks, story: Story) -> StoryVerdicts:
    """What the rules about one story at a time say of it."""
    return _verdicts(checks.single, World(story.records), story.article)


def _verdicts(checks: Sequence[tuple[p.Rule, Check]], world: World, article: Record | None) -> StoryVerdicts:
    findings: list[Finding] = []
    matched: set[str] = set()
    surely: set[str] = set()
    for rule, check in checks:
        outcome = run(rule, check, world, article)
        findings += outcome.findings
        if outcome.falls:
            matched.add(rule.id)
        if outcome.surely:
            surely.add(rule.id)
    return StoryVerdicts(tuple(findings), frozenset(matched), frozenset(surely))


def kept_of(checks: Checks, story: Story) -> Kept:
    """What `across articles` rules read of a story; nothing where there are none."""
    kept: dict[str, list[Record]] = {}
    if checks.across:
        project(story, checks.reads, kept)
    return kept


class Evaluation:
    """One run. Keeps of each story no more than the fields that `across articles` rules read."""

    def __init__(self, program: p.Program, checks: Checks | None = None) -> None:
        self._checks = checks or Checks(program)
        self._kept: dict[str, list[Record]] = {}

    def check(self, story: Story) -> StoryVerdicts:
        """What the rules about one story at a time say of it."""
        self.keep(kept_of(self._checks, story))
        return check_story(self._checks, story)

    def keep(self, kept: Kept) -> None:
        """Take what is kept of another story; in the order of the stories, since findings follow it."""
        for kind, records in kept.items():
            self._kept.setdefault(kind, []).extend(records)

    def finish(self) -> StoryVerdicts:
        """What the `across articles` rules say of all stories together."""
        return _verdicts(self._checks.across, World(self._kept, across=True), None)


def run(rule: p.Rule, check: Check, world: World, article: Record | None) -> Outcome:
    """One rule over one world, within its budget of steps."""
    world.steps = 0
    world.doubts.clear()
    try:
        return check(world, article)
    except OutOfSteps:
        return Outcome([too_long(rule, world, article)], falls=True)


def too_long(rule: p.Rule, world: World, article: Record | None) -> Finding:
    """The end of a rule that looks at too many facts: undecided, and said so."""
    at = article or next((r for records in world.records.values() for r in records), None)
    assert at is not None, "steps were spent on facts"
    message = (
        "this rule looks at every fact for every fact, and there are too many here: it was given up "
        "and says nothing of this document; group the facts (`for each …`, `with the same …`) instead"
    )
    return finding(rule, UNCERTAIN, message, {}, (at,), at, new_env(rule, world, article))
