"""Sentences about many facts together: each group asked what its predicate finds broken or open.

A *clash* is what one predicate finds in one group: the facts that show it, the truth it leaves (false, or unknown
with a reason) and the sentence. Whether the group, and each fact in it, surely falls under the rule is put to it
afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ruleck.evaluate.clash import Asked, Clash, items_of
from ruleck.evaluate.collectives import clashes
from ruleck.evaluate.expressions import selected
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.groups import Group, cases, grouping
from ruleck.evaluate.naming import describe
from ruleck.evaluate.outcome import Check, Outcome, finding, gate, new_env, rounds, settle
from ruleck.evaluate.witness import telling
from ruleck.evaluate.world import Env, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.values.truth import UNCERTAIN, Truth, Unknown, both, implies

# Asks the demands of a rule for one group, given whether it belongs and on which fact its findings stand: the findings,
# each with the number of its demand. Whether the rule applied is noted in the outcome.
AskGroup = Callable[[Env, Truth, Group, "Record | None", Outcome], Iterator[tuple[int, Finding]]]


def asking_together(rule: p.Rule, body: p.Jointly) -> AskGroup:
    """The closure of what is demanded of a group."""
    applies_when = gate(rule)
    questions: list[tuple[Callable[[Env, Asked], list[Clash]], p.Together]] = [
        (clashes(demand.predicate), demand) for demand in body.demands
    ]
    path, written, plural = body.members.fields, body.members.written, body.members.nouns[1]
    field = path[-1] if path else None

    def ask(
        env: Env, belongs: Truth, group: Group, at: Record | None, outcome: Outcome
    ) -> Iterator[tuple[int, Finding]]:
        env[body.slot] = group.members[0][0]
        applies = both(belongs, applies_when(env))
        meet(outcome, applies, group)
        if applies is False:
            return
        asked = Asked(items_of(group.members, path), at, written, field, plural)
        for number, (question, demand) in enumerate(questions):
            for clash in question(env, asked):
                result = concluded(rule, demand, clash, applies, env)
                if result is not None:
                    yield number, result

    return ask


def check_jointly(rule: p.Rule, body: p.Jointly) -> Check:
    """The closure of a sentence about the facts of each group."""
    select = selected(replace(body.members, fields=()))
    split = grouping(body.keys, body.members.slot)
    applies_when, go, ask = gate(rule), rounds(rule), asking_together(rule, body)
    tell = [telling(demand.predicate) for demand in body.demands]

    def check(world: World, article: Record | None) -> Outcome:
        outcome = Outcome()
        env = new_env(rule, world, article)
        seen: set[tuple[str, tuple[int, ...], int]] = set()
        for record, belongs in go(env):
            found = select(env)
            own = record if isinstance(body.members.root, p.Lookup) else None
            if isinstance(found, Unknown):
                applies = both(belongs, applies_when(env))
                outcome.findings += not_established(rule, body, found, applies, own or article, env)
                for told in tell:
                    told(found)
                continue
            for group in split(env, found):
                for number, result in ask(env, belongs, group, own or article, outcome):
                    key = (result.verdict, tuple(id(f) for f in result.facts), number)
                    if key not in seen:
                        seen.add(key)
                        outcome.findings.append(result)
            for first, second in cases(env, body.keys, body.members.slot, found):
                outcome.findings.append(case_finding(rule, body, first, second, env))
        return outcome

    return check


def not_established(
    rule: p.Rule, body: p.Jointly, why: Unknown, applies: Truth, owner: Record | None, env: Env
) -> list[Finding]:
    """A list that is `?`: nothing can be said of what is in it."""
    if owner is None:
        return []
    clash = Clash(why, (owner,), f"{body.members.written} of {describe(owner)} is not yet established", {})
    found = (concluded(rule, demand, clash, applies, env) for demand in body.demands)
    return [finding for finding in found if finding is not None]


def meet(outcome: Outcome, applies: Truth, group: Group) -> None:
    """Note whether the rule applied to some fact of a group."""
    for _, sure in group.members:
        outcome.meets(both(applies, sure))
        if sure is True:
            return


def concluded(rule: p.Rule, demand: p.Together, clash: Clash, applies: Truth, env: Env) -> Finding | None:
    """A clash as a finding, once it is known how surely the rule applies and what the adverb says; none where all is
    well.
    """
    certain = settle(implies(applies, clash.truth), demand.adverb)
    if certain is True:
        return None
    message = clash.message(demand.wording)
    if isinstance(applies, Unknown) and clash.truth is False:
        message += "; whether the rule applies is undecided"
    return finding(rule, certain, message, clash.values, clash.facts, clash.facts[-1], env, clash.field)


def case_finding(rule: p.Rule, body: p.Jointly, first: Record, second: Record, env: Env) -> Finding:
    """Keys that differ in letter case only: taken as two groups, and said so."""
    message = (
        f"{describe(first)} and {describe(second)} differ in letter case only, and are taken for two: "
        f"write them alike if they are one"
    )
    return finding(rule, UNCERTAIN, message, {}, (first, second), second, env)
