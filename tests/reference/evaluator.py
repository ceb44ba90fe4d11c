"""The naive reference evaluator: what a rule of the reference's tree says, by brute force and definition.

Shares no code with the engine: rules are trees of its own (`sentences`), facts are read by its own reader (`story`),
ranges are compared by definition (`ranges`), groups and series by scanning all pairs (`groups`). Causes of undecided
verdicts are carried along, but which one of several is named is the engine's to say: verdicts and facts are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import tests.reference.sentences as s
from tests.reference.answer import Answer, facts
from tests.reference.groups import grouped
from tests.reference.ranges import OPENED, Truth, both, equal, every, implies, near, near_share, negate, some
from tests.reference.story import OPEN, Fact, Num, Story, number
from tests.reference.terms import Scope, aggregate, compare, condition, counted, follow, gate, holds, unknown, value_of


def evaluate(rule: s.Rule, stories: Sequence[Story]) -> Answer:
    """What the rule says of these stories: of each by itself, unless it reads across articles."""
    answer = Answer()
    if rule.across:
        judge(rule, Scope(tuple(stories)), answer)
    else:
        for story in stories:
            judge(rule, Scope((story,)), answer)
    return answer


def demanded(demand: s.Demand, value: Any, scope: Scope) -> Truth:
    t = holds(demand.predicate, value, scope)
    return negate(t) if demand.negated else t


def judge(rule: s.Rule, scope: Scope, answer: Answer) -> None:
    article = frozenset({facts(scope.stories[0].article)})
    match rule.sentence:
        case s.Each(kind=kind, path=path, where=filter_, demands=demands, joiner=joiner):
            for fact in scope.facts(kind):
                here = scope.at(fact)
                value = follow(fact, path)
                passed = both(condition(filter_, here), gate(rule, here))
                truths = [demanded(d, value, here) for d in demands]
                outcome = every(truths) if joiner == "and" else some(truths)
                answer.add(implies(passed, outcome), {facts(fact)}, demands[0].adverb)
        case s.NoMay(kind=kind, path=path, where=filter_, predicate=predicate):
            for fact in scope.facts(kind):
                here = scope.at(fact)
                passed = both(condition(filter_, here), gate(rule, here))
                answer.add(implies(passed, negate(holds(predicate, follow(fact, path), here))), {facts(fact)})
        case s.Counted(word=word, number=n, kind=kind, where=filter_, demand=demand):
            truths = [
                both(condition(filter_, scope.at(f)), demanded(demand, f, scope.at(f))) for f in scope.facts(kind)
            ]
            answer.add(implies(gate(rule, scope), counted(word, n, truths)), article, demand.adverb)
        case s.Existence(word=word, number=n, kind=kind, where=filter_):
            truths = [condition(filter_, scope.at(f)) for f in scope.facts(kind)]
            answer.add(implies(gate(rule, scope), counted(word, n, truths)), article)
        case s.Total(function=function, kind=kind, field=name, where=filter_, word=word, number=n):
            members = [(follow(f, (name,)) if name else f, condition(filter_, scope.at(f))) for f in scope.facts(kind)]
            outcome = compare(word, aggregate(function, members), number(n))
            answer.add(implies(gate(rule, scope), outcome), article)
        case s.ForEach(kind=kind, where=filter_, body=body):
            for fact in scope.facts(kind):
                here = scope.at(fact)
                passed = both(condition(filter_, here), gate(rule, here))
                adverb = body.demand.adverb if isinstance(body, s.ItsField | s.ItsMembers) else ""
                answer.add(implies(passed, of_fact(body, fact, here)), {facts(fact)}, adverb)
        case s.Grouped():
            grouped(rule, rule.sentence, scope, answer)


def of_fact(body: Any, fact: Fact, here: Scope) -> Truth:
    match body:
        case s.ItsField(path=path, demand=demand):
            return demanded(demand, follow(fact, path), here)
        case s.ItsMembers(word=word, number=n, field=name, demand=demand):
            members = fact.get(name)
            if members is OPEN:
                return OPENED
            return counted(word, n, [demanded(demand, m, here.at(m)) for m in members])
        case s.ItsMatches(word=word, number=n, kind=kind, field=name, relation=relation, value=value):
            to = value_of(value, here)
            return counted(word, n, [compare(relation, follow(f, (name,)), to) for f in here.facts(kind)])
        case s.ItsTotal(function=function, field=name, member=member, word=word, value=value):
            members = fact.get(name)
            if members is OPEN:
                return OPENED
            outcome = aggregate(function, [(follow(m, (member,)) if member else m, True) for m in members])
            return compare(word, outcome, value_of(value, here))
        case s.ItsAddUp(field=name, member=member, value=value, amount=amount, percent=percent):
            members = fact.get(name)
            if members is OPEN:
                return OPENED
            if not members:
                return True
            outcome = aggregate("sum", [(follow(m, (member,)), True) for m in members])
            to = value_of(value, here)
            lacking = unknown(outcome, to)
            if lacking is not None:
                return lacking
            assert isinstance(outcome, Num)
            if amount is None:
                return equal(outcome, to)
            return near_share(outcome, to, amount) if percent else near(outcome, to, Fraction(amount))
    raise AssertionError(body)
