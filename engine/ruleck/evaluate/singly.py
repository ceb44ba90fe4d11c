"""Sentences about one fact at a time, about the article, and about a value of each group."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from ruleck.evaluate.expressions import free_slots, getter, selected
from ruleck.evaluate.groups import grouping
from ruleck.evaluate.naming import describe, shown
from ruleck.evaluate.outcome import Check, Outcome, finding, gate, join, new_env, rounds, settle
from ruleck.evaluate.truths import truth
from ruleck.evaluate.wording import sentence
from ruleck.evaluate.world import Env, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.meaning.context import listing
from ruleck.values.truth import Truth, Unknown, both, implies

# Asks the demands of a rule for the facts now in the slots, given whether they belong, which facts to blame, the
# outcome to add to, and what the sentence is about.
Ask = Callable[[Env, Truth, tuple[Record, ...], Outcome, Callable[[], str]], None]


def asking(rule: p.Rule, demands: tuple[p.Demanded, ...], joiner: str) -> Ask:
    """The closure of what is demanded. A rule says (applies) implies (demand), each demand settled by its adverb."""
    applies_when = gate(rule)
    tests = [(truth(d.condition), d.adverb) for d in demands]
    fields = [spoken_of(demand.condition) for demand in demands]
    field = fields[0] if len(set(fields)) == 1 else None
    only = tests[0][0] if len(tests) == 1 and not tests[0][1] else None

    def ask(env: Env, belongs: Truth, facts: tuple[Record, ...], outcome: Outcome, about: Callable[[], str]) -> None:
        applies = both(belongs, applies_when(env))
        outcome.meets(applies)
        if applies is False:
            return
        if only is not None and applies is True and only(env) is True:
            return
        results = [test(env) for test, _ in tests]
        settled = [settle(implies(applies, r), adverb) for r, (_, adverb) in zip(results, tests, strict=True)]
        found = join(settled, joiner)
        if found is True:
            return
        message, values = sentence(demands, joiner, applies, results, settled, env, facts[0], about())
        outcome.findings.append(finding(rule, found, message, values, facts, facts[0], env, field))

    return ask


def spoken_of(condition: p.Condition) -> str | None:
    """The field of the fact at hand that a demand speaks of, where it is one."""
    match condition:
        case p.Negation(part=part):
            return spoken_of(part)
        case p.Relation(left=left) | p.Among(left=left) | p.TextRelation(left=left):
            value = left
        case p.Matching(value=value) | p.Flag(value=value) | p.Known(value=value):
            pass
        case _:
            return None
    return value.fields[0] if isinstance(value, p.Lookup) and value.fields and not value.article else None


def called(fact: Record) -> str:
    """What a sentence about one fact is about; nothing for the article, which goes without saying."""
    return "" if fact.kind == "article" else describe(fact)


def of_group(body: p.Grouped, env: Env, fact: Record) -> str:
    """What a sentence about a group is about: what its facts have in common."""
    env[body.members.slot] = fact
    return listing([f"{key.written} {shown(getter(key)(env))}" for key in body.keys])


def check_singly(rule: p.Rule, body: p.Singly) -> Check:
    """The closure of a sentence about each fact of a selection, or about the one at hand."""
    ask = asking(rule, body.demands, body.joiner)
    go = rounds(rule)
    members = body.members
    iteration = rule.iteration
    if members is None:

        def check_one(world: World, article: Record | None) -> Outcome:
            outcome = Outcome()
            env = new_env(rule, world, article)
            for record, belongs in go(env):
                at_hand = record or article or first_article(world)
                if at_hand is not None:
                    ask(env, belongs, (at_hand,), outcome, partial(called, at_hand))
            return outcome

        return check_one
    select, slot = selected(members), members.slot
    speaks_of_both = iteration is not None and iteration.slot in free_slots(body.demands)

    def check(world: World, article: Record | None) -> Outcome:
        outcome = Outcome()
        env = new_env(rule, world, article)
        for record, belongs in go(env):
            found = select(env)
            if isinstance(found, Unknown):
                continue
            for item, sure in found:
                fact = cast(Record, item)
                env[slot] = fact
                facts = (fact, record) if speaks_of_both and record is not None and record is not fact else (fact,)
                ask(env, both(belongs, sure), facts, outcome, partial(called, fact))
        return outcome

    return check


def first_article(world: World) -> Record | None:
    """The article on which a finding about the whole run falls."""
    articles = world.records.get("article", ())
    return articles[0] if articles else None


def check_grouped(rule: p.Rule, body: p.Grouped) -> Check:
    """The closure of a sentence about a value of each group."""
    ask = asking(rule, body.demands, body.joiner)
    select, split = selected(body.members), grouping(body.keys, body.members.slot)

    def check(world: World, article: Record | None) -> Outcome:
        outcome = Outcome()
        env = new_env(rule, world, article)
        found = select(env)
        if isinstance(found, Unknown):
            return outcome
        for group in split(env, found):
            env[body.slot] = group.members[0][0]
            env[body.facts] = group.members
            # Facts whose keys are uncertain may make a group of their own, or none.
            belongs = True if group.certain else group.members[0][1]
            facts = tuple(cast(Record, r) for r, sure in group.members if sure is True or not group.certain)
            ask(env, belongs, facts, outcome, partial(of_group, body, env, facts[0]))
        return outcome

    return check
