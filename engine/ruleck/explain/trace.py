"""One rule over one story, fact by fact: why it held, was violated, was undecided, or did not apply.

The rule is asked with the very closures that `ruleck check` asks it with (`asking`, `asking_together`), one fact or
group at a time; what is added here is who was left out, by which clause, and what made the others hold.

Invariant: the findings of a trace are the findings of a check, up to repeats of one in several rounds of `for each`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from ruleck.evaluate.expressions import Member, getter, selected
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.groups import Group, cases, grouping
from ruleck.evaluate.jointly import asking_together, case_finding, not_established
from ruleck.evaluate.naming import describe, shown
from ruleck.evaluate.outcome import Outcome, gate, new_env
from ruleck.evaluate.run import too_long
from ruleck.evaluate.singly import Ask, asking, called, first_article, of_group
from ruleck.evaluate.truths import truth
from ruleck.evaluate.wording import Telling, observe, observed
from ruleck.evaluate.world import Env, OutOfSteps, World, follow, step
from ruleck.facts.record import Record, Story
from ruleck.meaning import program as p
from ruleck.meaning.context import listing
from ruleck.meaning.reading import condition
from ruleck.values.truth import Truth, Unknown, both

Verdict = Literal["violated", "undecided", "held", "did not apply"]
MOST_SHOWN = 8  # values of one group, candidates of one count


@dataclass(frozen=True, slots=True)
class Account:
    """What a rule says of one fact, or of a group of facts together, and why: a sentence each.

    `about` names the fact or group where the sentences do not; `findings` are what a check would report of it.
    """

    verdict: Verdict
    about: str
    facts: tuple[Record, ...]
    why: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


# Goes through what the sentence speaks of, given whether the fact of `for each` belongs, and that fact.
Walk = Callable[[Env, Truth, "Record | None"], Iterator[Account]]


def trace(rule: p.Rule, stories: Sequence[Story]) -> list[Account]:
    """What a rule says of each fact and group of a story; a rule that reads across articles, of those of all stories.

    A fact that a filter leaves out is told once, whatever `for each` goes through.
    """
    world = World(stories[0].records if len(stories) == 1 else gathered(stories), across=rule.across)
    env = new_env(rule, world, None if rule.across else stories[0].article)
    accounts: list[Account] = []
    try:
        accounts.extend(rounds_told(rule, env))
    except OutOfSteps:
        ended = too_long(rule, world, stories[0].article)
        accounts.append(Account("undecided", "", (), (ended.message,), (ended,)))
    met = {id(fact) for account in accounts if account.verdict != "did not apply" for fact in account.facts}
    told = []
    for account in accounts:
        if account.verdict == "did not apply" and len(account.facts) == 1:
            fact = id(account.facts[0])
            if fact in met:
                continue
            met.add(fact)
        told.append(account)
    return told


def gathered(stories: Sequence[Story]) -> dict[str, list[Record]]:
    """The facts of many stories as one."""
    records: dict[str, list[Record]] = {}
    for story in stories:
        for kind, found in story.records.items():
            records.setdefault(kind, []).extend(found)
    return records


def rounds_told(rule: p.Rule, env: Env) -> Iterator[Account]:
    """What `for each` goes through, and what is said in each round."""
    walk = walking(rule)
    iteration = rule.iteration
    if iteration is None:
        yield from walk(env, True, None)
        return
    holds = truth(iteration.where) if iteration.where is not None else None
    for record in world_of(env).records.get(iteration.kind, ()):
        env[iteration.slot] = record
        belongs = holds(env) if holds is not None else True
        if belongs is False and iteration.where is not None:
            clause = f"for each {iteration.kind} where {condition(iteration.where)}"
            yield left_out(clause, iteration.where, env, (record,))
        else:
            yield from walk(env, belongs, record)


def walking(rule: p.Rule) -> Walk:
    """The walk through a rule's sentence."""
    match rule.body:
        case p.Singly():
            return each_told(rule, rule.body)
        case p.Jointly():
            return groups_told(rule, rule.body)
        case p.Grouped():
            return values_told(rule, rule.body)
    raise AssertionError(rule.body)


def world_of(env: Env) -> World:
    """The world, which stands last."""
    world = env[-1]
    assert isinstance(world, World), "the world stands last"
    return world


# ------------------------------------------------------------------ one fact at a time


def each_told(rule: p.Rule, body: p.Singly) -> Walk:
    """A sentence about each fact of a selection, or about the one at hand."""
    ask = asking(rule, body.demands, body.joiner)
    members = body.members
    if members is None:

        def tell_one(env: Env, belongs: Truth, record: Record | None) -> Iterator[Account]:
            at_hand = record or env[0] or first_article(world_of(env))
            if isinstance(at_hand, Record):
                yield said(rule, ask, body.demands, env, belongs, (at_hand,), partial(called, at_hand))

        return tell_one
    sift = sifting(members)

    def tell(env: Env, belongs: Truth, record: Record | None) -> Iterator[Account]:
        found, left = sift(env)
        yield from left
        for item, sure in found:
            if isinstance(item, Record):
                env[members.slot] = item
                yield said(rule, ask, body.demands, env, both(belongs, sure), (item,), partial(called, item))

    return tell


def values_told(rule: p.Rule, body: p.Grouped) -> Walk:
    """A sentence about a value of each group."""
    ask = asking(rule, body.demands, body.joiner)
    select, split = selected(body.members), grouping(body.keys, body.members.slot)

    def tell(env: Env, belongs: Truth, record: Record | None) -> Iterator[Account]:
        found = select(env)
        if isinstance(found, Unknown):
            return
        for group in split(env, found):
            facts = tuple(item for item, sure in group.members if sure is True and isinstance(item, Record))
            if not group.certain or not facts:
                continue
            env[body.slot] = group.members[0][0]
            env[body.facts] = group.members
            yield said(rule, ask, body.demands, env, True, facts, partial(of_group, body, env, facts[0]))

    return tell


def said(
    rule: p.Rule,
    ask: Ask,
    demands: tuple[p.Demanded, ...],
    env: Env,
    belongs: Truth,
    facts: tuple[Record, ...],
    about: Callable[[], str],
) -> Account:
    """What the rule says of the facts now in the slots."""
    outcome = Outcome()
    ask(env, belongs, facts, outcome, about)
    for finding in outcome.findings:
        more = [line for d in demands for line in candidates(d.condition, env)]
        return Account(finding.verdict, about(), facts, (finding.message, *more), (finding,))
    if not outcome.falls:
        return barred(rule, env, facts, about())
    reasons = [words for d in demands if (words := reason(d.condition, False, env))]
    met = [d.wording for d in demands] if not reasons else []
    return Account("held", about(), facts, tuple(dict.fromkeys([*reasons, *met])))


def candidates(found: p.Condition, env: Env) -> Iterator[str]:
    """What `there must be …` and counts looked at, each fact with why it does or does not count."""
    if isinstance(found, p.Negation):
        yield from candidates(found.part, env)
    if not isinstance(found, p.Count) or not isinstance(found.members.root, p.Every):
        return
    where = found.members.where
    everyone = selected(replace(found.members, where=None, indexed=None, fields=()))(env)
    if isinstance(everyone, Unknown):
        return
    asked = [part for part in (where, found.condition) if part is not None]
    if not everyone:
        yield f"there is no {found.members.nouns[0]} at all"
    elif not asked:
        return
    for item, _ in everyone[:MOST_SHOWN]:
        env[found.members.slot] = item
        against = next((part for part in asked if truth(part)(env) is not True), None)
        name = describe(item) if isinstance(item, Record) else shown(item)
        if against is None:
            yield f"{name} counts"
        else:
            verb = "does not count" if truth(against)(env) is False else "may count, or not"
            yield f"{name} {verb}: {reason(against, True, env) or condition(against)}"
    if len(everyone) > MOST_SHOWN:
        yield f"and {len(everyone) - MOST_SHOWN} more {found.members.nouns[1]}"


# ------------------------------------------------------------------ many facts together


def groups_told(rule: p.Rule, body: p.Jointly) -> Walk:
    """A sentence about the facts of each group."""
    ask = asking_together(rule, body)
    applies_when = gate(rule)
    sift = sifting(replace(body.members, fields=()))
    select = selected(replace(body.members, fields=()))
    split = grouping(body.keys, body.members.slot)

    def tell(env: Env, belongs: Truth, record: Record | None) -> Iterator[Account]:
        listed = select(env)
        own = record if isinstance(body.members.root, p.Lookup) else None
        article = env[0] if isinstance(env[0], Record) else None
        if isinstance(listed, Unknown):
            applies = both(belongs, applies_when(env))
            for finding in not_established(rule, body, listed, applies, own or article, env):
                yield Account(finding.verdict, "", finding.facts, (finding.message,), (finding,))
            return
        found, left = sift(env)
        yield from left
        grouped: set[int] = set()
        for group in split(env, found):
            outcome = Outcome()
            findings = tuple(result for _, result in ask(env, belongs, group, own or article, outcome))
            facts = tuple(item for item, _ in group.members if isinstance(item, Record))
            grouped.update(id(item) for item, _ in group.members)
            about = called_group(body, group, record, env)
            if findings:
                worst: Verdict = "violated" if any(f.verdict == "violated" for f in findings) else "undecided"
                yield Account(worst, about, facts, tuple(dict.fromkeys(f.message for f in findings)), findings)
            elif not outcome.falls:
                yield barred(rule, env, facts, about)
            else:
                yield Account("held", about, facts, (kept(body, group),))
        for item, _ in found:
            if id(item) not in grouped and isinstance(item, Record):
                unstated = listing([key.written for key in body.keys])
                why = f"it states no {unstated}, by which facts are put together here, so it is in no group"
                yield Account("did not apply", describe(item), (item,), (why,))
        for first, second in cases(env, body.keys, body.members.slot, found):
            finding = case_finding(rule, body, first, second, env)
            yield Account("undecided", "", finding.facts, (finding.message,), (finding,))

    return tell


def called_group(body: p.Jointly, group: Group, record: Record | None, env: Env) -> str:
    """A group by what its facts have in common: `estimates with the subject "IS fighters" and the unit not stated`."""
    plural = body.members.nouns[1] if isinstance(body.members.root, p.Every) else body.members.written
    words = plural
    if not group.certain:
        words = f"{plural} that may belong together"
    elif body.keys:
        env[body.members.slot] = group.members[0][0]
        words = f"{plural} with {listing([f'the {key.written} {shown(getter(key)(env))}' for key in body.keys])}"
    return f"{describe(record)}: {words}" if record is not None else words


def kept(body: p.Jointly, group: Group) -> str:
    """Why a group holds: the values that were put side by side."""
    over = next((d.predicate.over for d in body.demands if isinstance(d.predicate, p.Course)), ())
    values = []
    for item, _ in group.members:
        for value in follow(item, body.members.fields):
            words = describe(value) if isinstance(value, Record) else shown(value)
            values.append(f"{words} ({shown(step(item, over))})" if over else words)
    more = f" and {len(values) - MOST_SHOWN} more" if len(values) > MOST_SHOWN else ""
    found = f"{', '.join(values[:MOST_SHOWN])}{more}"
    total = any(isinstance(d.predicate, p.Total) for d in body.demands)
    return f"{found}: one alone, with nothing to compare it with" if len(values) == 1 and not total else found


# ------------------------------------------------------------------ who is left out, and why


def sifting(members: p.Members) -> Callable[[Env], tuple[list[Member], list[Account]]]:
    """The closure of a selection that tells of whom its filter leaves out."""
    everyone = selected(replace(members, where=None, indexed=None))
    where = members.where
    holds = truth(where) if where is not None else None

    def sift(env: Env) -> tuple[list[Member], list[Account]]:
        found = everyone(env)
        if isinstance(found, Unknown):
            return [], []
        if where is None or holds is None:
            return found, []
        belonging: list[Member] = []
        left: list[Account] = []
        for item, sure in found:
            env[members.slot] = item
            is_in = holds(env)
            if is_in is not False:
                belonging.append((item, both(sure, is_in)))
            elif isinstance(item, Record):
                left.append(left_out(f"where {condition(where)}", where, env, (item,)))
        return belonging, left

    return sift


def left_out(clause: str, filter: p.Condition, env: Env, facts: tuple[Record, ...], wanted: bool = True) -> Account:
    """Facts that a clause keeps from the rule, with the values that decide it."""
    found = reason(filter, wanted, env)
    why = f"`{clause}` leaves it out{f': {found}' if found else ''}"
    return Account("did not apply", describe(facts[0]), facts, (why,))


def barred(rule: p.Rule, env: Env, facts: tuple[Record, ...], about: str) -> Account:
    """Facts to which the rule does not apply for its `when` or an `unless`."""
    if rule.when is not None and truth(rule.when)(env) is False:
        account = left_out(f"when {condition(rule.when)}", rule.when, env, facts)
    else:
        exception = next(u for u in rule.unless if truth(u)(env) is True)
        account = left_out(f"unless {condition(exception)}", exception, env, facts, wanted=False)
    return replace(account, about=about or account.about)


def reason(found: p.Condition, wanted: bool, env: Env) -> str:
    """What the facts say of the parts of a condition that are not as wanted, with the values as written."""
    telling = Telling()
    observe(found, wanted, env, telling, "")
    compared = f" ({', '.join(dict.fromkeys(telling.compared))})" if telling.compared else ""
    return f"{observed(telling.facts)}{compared}" if telling.facts else ""
