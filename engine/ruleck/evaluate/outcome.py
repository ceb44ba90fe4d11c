"""What checking one rule over one world gives, and the steps that all shapes of sentence share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ruleck.evaluate.expressions import getter
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.naming import shown
from ruleck.evaluate.relations import Test
from ruleck.evaluate.truths import truth
from ruleck.evaluate.world import Env, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.values.truth import Truth, Unknown, both, every, negate, some


@dataclass(slots=True)
class Outcome:
    """Findings of one rule; `falls` is whether some fact surely or possibly fell under it, `surely` whether one
    surely did.
    """

    findings: list[Finding] = field(default_factory=list)
    falls: bool = False
    surely: bool = False

    def meets(self, applies: Truth) -> None:
        """Note whether the rule applied to a fact."""
        if applies is not False:
            self.falls = True
            self.surely = self.surely or applies is True


# Checks one rule: the world, the article (none across articles).
Check = Callable[[World, "Record | None"], Outcome]


def settle(found: Truth, adverb: p.Adverb) -> Truth:
    """What an adverb makes of an undecided case."""
    if not isinstance(found, Unknown) or not adverb:
        return found
    return adverb == "possibly"


def join(truths: list[Truth], joiner: str) -> Truth:
    """Demands joined by `and must` or `or must`."""
    return every(truths) if joiner == "and" else some(truths)


def gate(rule: p.Rule) -> Test:
    """Whether `when` holds and no `unless` does."""
    tests = [truth(rule.when)] if rule.when is not None else []
    exceptions = [truth(u) for u in rule.unless]
    if not tests and not exceptions:
        return lambda env: True

    def test(env: Env) -> Truth:
        found: Truth = every(t(env) for t in tests)
        for exception in exceptions:
            if found is False:
                return False
            found = both(found, negate(exception(env)))
        return found

    return test


def rounds(rule: p.Rule) -> Callable[[Env], Iterator[tuple[Record | None, Truth]]]:
    """What `for each` goes through, each put in its slot, with whether it surely belongs; one empty round without."""
    iteration = rule.iteration
    if iteration is None:
        return lambda env: iter([(None, True)])
    kind, slot = iteration.kind, iteration.slot
    where = truth(iteration.where) if iteration.where is not None else None

    def go(env: Env) -> Iterator[tuple[Record | None, Truth]]:
        world = env[-1]
        assert isinstance(world, World), "the world stands last"
        for record in world.records.get(kind, ()):
            env[slot] = record
            sure = where(env) if where is not None else True
            if sure is not False:
                yield record, sure

    return go


def new_env(rule: p.Rule, world: World, article: Record | None) -> Env:
    """The slots of a rule, empty but for the article and the world."""
    return [article, *[None] * (rule.slots - 1), world]


def reason(rule: p.Rule, env: Env) -> str | None:
    """The author's reason, its fields filled in."""
    if not rule.because:
        return None
    return "".join(part if isinstance(part, str) else shown(getter(part)(env)).strip('"') for part in rule.because)


def finding(
    rule: p.Rule,
    found: Truth,
    message: str,
    values: Mapping[str, str],
    facts: tuple[Record, ...],
    focus: Record,
    env: Env,
    field: str | None = None,
) -> Finding:
    """A finding of a rule from a truth that is not true."""
    undecided = isinstance(found, Unknown)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        verdict="undecided" if undecided else "violated",
        cause=found.cause if isinstance(found, Unknown) else None,
        message=message,
        because=reason(rule, env),
        facts=facts,
        focus=focus,
        missing=found.missing if isinstance(found, Unknown) else (),
        values=dict(values),
        rule_at=rule.place,
        across=rule.across,
        tags=rule.tags,
        field=field,
    )
