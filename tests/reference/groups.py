"""Group and series predicates of the reference: groups by scanning, series by a double loop over pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

import tests.reference.sentences as s
from tests.reference.answer import Answer, facts
from tests.reference.ranges import (
    OPENED,
    UNIT,
    Truth,
    at_most,
    both,
    equal,
    every,
    implies,
    judged,
    less,
    minus,
    negate,
    plus,
    said_alike,
    scaled,
    timed,
)
from tests.reference.story import ABSENT, FIELDS, OPEN, SERIES, Days, Fact, Num
from tests.reference.terms import Scope, compare, condition, follow, gate, unknown


@dataclass
class Member:
    """A fact of a group, whether it is in, and its value and time where it has them."""

    fact: Fact
    sure: Truth
    value: Any = None
    time: Any = None


def key_of(fact: Fact, keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(follow(fact, (k,)) for k in keys)


def may_match(a: tuple[Any, ...], b: tuple[Any, ...]) -> Truth:
    """Whether two facts fall in one group: an open key may be any."""
    return every(
        OPENED if OPEN in (x, y) else x is y if isinstance(x, Fact) else x == y for x, y in zip(a, b, strict=True)
    )


def grouped(rule: s.Rule, sentence: s.Grouped, scope: Scope, answer: Answer) -> None:
    predicate = sentence.predicate
    declared = SERIES.get(sentence.kind)
    keys = sentence.keys
    if keys is None:
        keys = declared[2] if declared else ()
    value_field = sentence.field
    if isinstance(predicate, s.SameField):
        value_field = predicate.field
    over = ""
    if isinstance(predicate, s.Trend):
        over = predicate.over or (declared[1] if declared else "")
        value_field = value_field or (declared[0] if declared else "")
    # Groups by scanning: the members of each certain key, and the facts with an open key that may belong to it.
    candidates: list[tuple[Fact, tuple[Any, ...], Truth]] = []
    for fact in scope.facts(sentence.kind):
        key = key_of(fact, keys)
        unstated_link = any(
            k is ABSENT and FIELDS[sentence.kind][n].startswith("link:") for k, n in zip(key, keys, strict=True)
        )
        passed = condition(sentence.where, scope.at(fact))
        if not unstated_link and passed is not False:
            candidates.append((fact, key, passed))
    if any(OPEN in key for _, key, _ in candidates):
        answer.loose = True
    seen: list[tuple[Any, ...]] = []
    for _, key, _ in candidates:
        if OPEN not in key and not any(may_match(key, other) is True for other in seen):
            seen.append(key)
    groups: list[tuple[tuple[Any, ...], list[Member]]] = []
    for key in seen:
        members = []
        for fact, own, passed in candidates:
            belongs = may_match(key, own)
            if belongs is not False:
                members.append(Member(fact, both(passed, belongs)))
        groups.append((key, members))
    groups += open_groups(candidates)
    for key, members in groups:
        passed = gate(rule, Scope(scope.stories, None, tuple(zip(keys, key, strict=True))))
        if passed is not False:
            judge_group(predicate, members, value_field, over, passed, answer)
    drop_repeats(answer)


def open_groups(
    candidates: Sequence[tuple[Fact, tuple[Any, ...], Truth]],
) -> list[tuple[tuple[Any, ...], list[Member]]]:
    """Facts with open keys, each by itself and any two that may have one key: none surely belongs with another."""
    unsure = [(key, Member(fact, both(passed, OPENED))) for fact, key, passed in candidates if OPEN in key]
    pairs = [(a, [m, n]) for (a, m), (b, n) in combinations(unsure, 2) if may_match(a, b) is not False]
    return [(key, [member]) for key, member in unsure] + pairs


def drop_repeats(answer: Answer) -> None:
    """A fact that may belong to several groups is reported once for one and the same facts."""
    if answer.loose:
        answer.violated = list(dict.fromkeys(answer.violated))
        answer.undecided = list(dict.fromkeys(answer.undecided))


def judge_group(
    predicate: Any, members: list[Member], value_field: str, over: str, passed: Truth, answer: Answer
) -> None:
    adverb = predicate.adverb if isinstance(predicate, s.Trend) else ""
    complete = []
    for m in members:
        if isinstance(predicate, s.NoOverlap):
            m.value, m.time = follow(m.fact, ("start",)), follow(m.fact, ("end",))
            lacking = unknown(m.value, m.time)
        else:
            m.value = follow(m.fact, (value_field,))
            m.time = follow(m.fact, (over,)) if over else None
            lacking = unknown(*([m.value, m.time] if over else [m.value]))
        if lacking is None:
            complete.append(m)
        else:
            answer.add(lacking, {facts(m.fact)}, adverb)
    match predicate:
        case s.Trend():
            series(predicate, complete, passed, answer)
        case s.Agree(percent=percent):
            pairwise(complete, lambda a, b: agreement(a.value, b.value, percent), passed, answer, extremes=True)
        case s.SameField():
            pairwise(complete, lambda a, b: agreement(a.value, b.value, None), passed, answer, extremes=False)
        case s.Unique():
            unique(complete, passed, answer)
        case s.NoOverlap():
            overlaps(complete, passed, answer)


def agreement(a: Any, b: Any, percent: int | None) -> Truth:
    if isinstance(a, Num):
        alike = said_alike(a, b)
        if percent is None or alike is True or alike == UNIT:
            return alike
        share = 1 - Fraction(percent, 100)
        # |a - b| <= percent of the larger (none is negative): neither is below the other's rest.
        return both(at_most(scaled(a, share), b), at_most(scaled(b, share), a))
    if isinstance(a, Days):
        return judged(a == b, a.first <= b.last and b.first <= a.last)
    if isinstance(a, Fact):
        return a is b
    return bool(a == b)


def pairwise(
    members: list[Member],
    test: Callable[[Member, Member], Truth],
    passed: Truth,
    answer: Answer,
    *,
    extremes: bool,
) -> None:
    """One finding for a group: a conflict if there is one, else an open pair."""
    conflicts: list[tuple[Member, Member]] = []
    open_: list[tuple[Member, Member]] = []
    for i, a in enumerate(members):
        for b in members[i + 1 :]:
            t = implies(every((passed, a.sure, b.sure)), test(a, b))
            if t is False:
                conflicts.append((a, b))
            elif t is not True:
                open_.append((a, b))
    if conflicts:
        if extremes and isinstance(conflicts[0][0].value, Num):
            widest = max(gap(a.value, b.value) for a, b in conflicts)
            conflicts = [(a, b) for a, b in conflicts if gap(a.value, b.value) == widest]
        answer.violated.append(frozenset(facts(a.fact, b.fact) for a, b in conflicts))
    elif open_:
        answer.undecided.append(frozenset(facts(a.fact, b.fact) for a, b in open_))


def gap(a: Num, b: Num) -> Any:
    """How far apart two disjoint ranges are."""
    return a.low - b.high if a.low >= b.high else b.low - a.high


def unique(members: list[Member], passed: Truth, answer: Answer) -> None:
    groups: list[list[Member]] = []
    for m in members:
        if isinstance(m.value, Num) and not m.value.exact:
            answer.loose = True
        if m.sure is not True:
            answer.loose = True
        for g in groups:
            if compare("be", g[0].value, m.value) is True:
                g.append(m)
                break
        else:
            groups.append([m])
    worst: Truth = True
    for i, a in enumerate(members):
        for b in members[i + 1 :]:
            t = implies(every((passed, a.sure, b.sure)), negate(compare("be", a.value, b.value)))
            worst = both(worst, t)
    if answer.loose:
        if worst is not True:
            answer.add(worst, {facts(*(m.fact for m in members))})
        return
    for g in groups:
        if len(g) > 1:
            answer.add(negate(passed), {facts(*(m.fact for m in g))})


def overlaps(members: list[Member], passed: Truth, answer: Answer) -> None:
    """Two facts overlap when each starts before the other ends; which pairs are shown is the engine's choice."""
    answer.loose = True
    for i, a in enumerate(members):
        for b in members[i + 1 :]:
            meet = both(timed("before", a.value, b.time), timed("before", b.value, a.time))
            answer.add(implies(every((passed, a.sure, b.sure)), negate(meet)), {facts(a.fact, b.fact)})


def breaks_not(trend: s.Trend, i: Any, j: Any) -> Truth:
    """Whether the later value j keeps what is demanded after the earlier value i."""
    if isinstance(i, Days):
        i, j = Num(i.first, i.last), Num(j.first, j.last)
    if trend.direction == "stay the same":
        return equal(i, j)
    down = trend.direction == "decrease"
    if trend.negated:
        return at_most(i, j) if down else at_most(j, i)
    keeps: Truth = less(j, i) if down else less(i, j)
    if trend.step:
        if trend.percent:
            share = Fraction(trend.amount, 100)
            bound = scaled(i, 1 - share if down else 1 + share)
        else:
            step = Num(Fraction(trend.amount), Fraction(trend.amount))
            moved = minus(i, step) if down else plus(i, step)
            assert isinstance(moved, Num)
            bound = moved
        far, near_, strict = (at_most(j, bound), at_most(bound, j), less(j, bound)) if down else (
            at_most(bound, j), at_most(j, bound), less(bound, j))  # fmt: skip
        keeps = both(keeps, {"at least": far, "at most": near_, "more than": strict}[trend.step])
    return keeps


def series(trend: s.Trend, members: list[Member], passed: Truth, answer: Answer) -> None:
    surely: dict[int, list[Member]] = {}
    open_: list[tuple[int, int]] = []
    for i, a in enumerate(members):
        for j, b in enumerate(members):
            if i == j:
                continue
            kept = breaks_not(trend, a.value, b.value)
            ordered = judged(a.time.last < b.time.first, a.time.first < b.time.last)
            t = implies(every((passed, a.sure, b.sure, ordered)), kept)
            if t is False:
                surely.setdefault(j, []).append(a)
            elif t is not True and (j, i) not in open_:
                open_.append((i, j))
    for j, earlier in surely.items():
        answer.violated.append(frozenset(facts(a.fact, members[j].fact) for a in contradicting(trend, earlier)))
    if trend.adverb == "possibly":
        return
    answer.open_as = "violated" if trend.adverb else "undecided"
    for i, j in open_:
        pair = facts(members[i].fact, members[j].fact)
        answer.permitted.add(pair)
        # The pair is shown, or the later of the two is in a finding of its own: a violation or another open pair.
        answer.must_show.append(pair)


def contradicting(trend: s.Trend, earlier: list[Member]) -> list[Member]:
    """The earlier facts that contradict most; of equal ends the latest, then the first."""
    if trend.direction == "stay the same" or trend.step == "at most":
        return earlier
    down = (trend.direction == "decrease") != trend.negated
    if isinstance(earlier[0].value, Days):
        ends = [(m.value.last if down else -m.value.first, True) for m in earlier]
    else:
        ends = [
            (m.value.high, not m.value.high_open) if down else (-m.value.low, not m.value.low_open) for m in earlier
        ]
    best = [m for m, e in zip(earlier, ends, strict=True) if e == min(ends)]
    if all(m.time.exact for m in best):
        latest = max(m.time.first for m in best)
        best = [m for m in best if m.time.first == latest][:1]
    return best
