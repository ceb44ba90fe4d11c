"""Names, predicates of one value, conditions and aggregates of the reference, each by its definition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import tests.reference.predicates as p
import tests.reference.sentences as s
from tests.reference.ranges import (
    EMPTY,
    MISSING,
    OPENED,
    UNIT,
    Period,
    Truth,
    Unknown,
    at_most,
    both,
    equal,
    every,
    judged,
    less,
    minus,
    near,
    near_share,
    negate,
    plus,
    said_alike,
    scaled,
    some,
    timed,
)
from tests.reference.story import ABSENT, FIELDS, INF, OPEN, Days, Fact, Num, Story, days, number


@dataclass(frozen=True)
class Scope:
    """The stories that a rule reads together, the fact at hand, the facts of the group."""

    stories: tuple[Story, ...]
    fact: Fact | None = None
    keys: tuple[tuple[str, Any], ...] = ()

    def at(self, fact: Fact) -> Scope:
        return Scope(self.stories, fact, self.keys)

    @property
    def article(self) -> Fact:
        story = self.fact.story if self.fact else self.stories[0]
        assert story is not None
        return story.article

    def facts(self, kind: str) -> list[Fact]:
        if kind == "article":
            return [story.article for story in self.stories]
        return [fact for story in self.stories for fact in story.facts[kind]]


def follow(fact: Any, names: Sequence[str]) -> Any:
    for name in names:
        if fact is ABSENT or fact is OPEN:
            return fact
        fact = fact.get(name) if name in FIELDS[fact.kind] else ABSENT
    return fact


def value_of(value: p.Value, scope: Scope) -> Any:
    if isinstance(value, p.Sum):
        left, right = value_of(value.left, scope), value_of(value.right, scope)
        unknown = [v for v in (left, right) if not isinstance(v, Num)]
        if unknown:
            return Unknown(frozenset().union(*(why(v) for v in unknown)))
        return plus(left, right) if value.sign == "+" else minus(left, right)
    if isinstance(value, p.Lit):
        if value.kind == "number":
            return number(value.written)
        if value.kind == "period":
            read = days(value.written)
            return Period(read.first, read.last)
        return value.written
    for name, key in scope.keys:
        if value.names == (name,) and not value.its:
            return key
    if value.names[0] == "article":
        return follow(scope.article, value.names[1:])
    assert scope.fact is not None
    if value.names[0] == scope.fact.kind and value.names[0] not in FIELDS[scope.fact.kind]:
        return follow(scope.fact, value.names[1:])
    return follow(scope.fact, value.names)


def why(value: Any) -> frozenset[str]:
    if value is ABSENT:
        return MISSING
    if value is OPEN:
        return OPENED
    assert isinstance(value, Unknown)
    return value.causes


def unknown(*values: Any) -> frozenset[str] | None:
    causes = [why(v) for v in values if v is ABSENT or v is OPEN or isinstance(v, Unknown)]
    return frozenset().union(*causes) if causes else None


def given(value: Any) -> Truth:
    if value is OPEN:
        return OPENED
    return not (value is ABSENT or value == [])


def holds(predicate: p.Predicate, value: Any, scope: Scope) -> Truth:
    """Whether `value` meets the predicate; names in it are looked up in `scope`."""
    match predicate:
        case p.Has(fields=fields, joiner=joiner):
            parts = [given(follow(value, (f,))) for f in fields]
            return every(parts) if joiner == "and" else some(parts)
        case p.HasNo(field=name):
            return negate(given(follow(value, (name,))))
        case p.HasCount(word=word, number=n, field=name, where=where):
            members = follow(value, (name,))
            if members is OPEN:
                return OPENED
            if members is ABSENT:
                members = []
            return counted(word, n, [condition(where, scope.at(m)) for m in members])
        case p.Be(word="given"):
            return given(value)
        case p.Be(word="missing"):
            return negate(given(value))
        case p.Be(word="known"):
            return OPENED if value is OPEN else isinstance(value, Fact) and value.known
        case p.Be(word=word):
            return be(word, value)
    if (lacking := unknown(value)) is not None and not isinstance(predicate, p.Compare | p.Near | p.Rounded):
        return lacking
    match predicate:
        case p.Compare(word=word, value=to):
            return compare(word, value, value_of(to, scope))
        case p.Near(value=to, amount=amount, percent=percent):
            other = value_of(to, scope)
            lacking = unknown(value, other)
            if lacking is not None:
                return lacking
            return near_share(value, other, amount) if percent else near(value, other, Fraction(amount))
        case p.Rounded(value=ref):
            other = value_of(ref, scope)
            lacking = unknown(value, other)
            if lacking is not None:
                return lacking
            assert [value.exact, other.exact] == [True, True], "ranges are not given to `within rounding` here"
            return near(value, other, Fraction(1, 2 * 10**value.digits) + Fraction(1, 2 * 10**other.digits))
        case p.Between(low=low, high=high):
            a, b = value_of(low, scope), value_of(high, scope)
            if isinstance(a, Period):
                return both(timed("on or after", value, a), timed("on or before", value, b))
            return both(at_most(a, value), at_most(value, b))
        case p.Timed(word=word, value=to):
            other = value_of(to, scope)
            lacking = unknown(other)
            return lacking if lacking is not None else timed(word, value, other)
        case p.NearDate(days=distance, value=ref):
            other = value_of(ref, scope)
            lacking = unknown(other)
            if lacking is not None:
                return lacking
            as_numbers = [Num(d.first, d.last, d.first == -INF, d.last == INF) for d in (value, other)]
            return near(as_numbers[0], as_numbers[1], Fraction(distance))
        case p.OneOf(choices=choices):
            return value in choices
    raise AssertionError(predicate)


def be(word: str, value: Any) -> Truth:
    """`be official` of a fact: its yes/no field."""
    if value is ABSENT or value is OPEN:
        return why(value)
    if isinstance(value, Fact):
        if not value.known:
            return MISSING  # a record known by name alone has no fields
        stated = value.get(word)
        return why(stated) if stated is ABSENT or stated is OPEN else bool(stated)
    return bool(value == word)


def compare(word: str, a: Any, b: Any) -> Truth:
    lacking = unknown(a, b)
    if lacking is not None:
        return lacking
    if isinstance(a, Fact) or isinstance(b, Fact):
        if isinstance(a, Fact) and isinstance(b, Fact):
            return a is b
        left, right = (v.get("name") if isinstance(v, Fact) else v for v in (a, b))
        lacking = unknown(left, right)
        return lacking if lacking is not None else left == right
    if isinstance(a, Num) and isinstance(b, Num):
        match word:
            case "be" | "equal":
                return equal(a, b)
            case "differ from":
                return negate(equal(a, b))
            case "the same as":
                return said_alike(a, b)
            case "more than":
                return less(b, a)
            case "less than":
                return less(a, b)
            case "at least":
                return at_most(b, a)
            case "at most":
                return at_most(a, b)
    if isinstance(a, Days):
        t = timed("during", a, b)
        return negate(t) if word == "differ from" else t
    return bool(a == b) != (word == "differ from")


def counted(word: str, n: int, truths: Sequence[Truth]) -> Truth:
    """Whether as many as demanded are true: by the fewest and the most that can be."""
    fewest = sum(1 for t in truths if t is True)
    most = sum(1 for t in truths if t is not False)
    causes: frozenset[str] = frozenset().union(*(t for t in truths if isinstance(t, frozenset)))
    tests: dict[str, Callable[[int], bool]] = {
        "at least": lambda k: k >= n,
        "at most": lambda k: k <= n,
        "exactly": lambda k: k == n,
        "more than": lambda k: k > n,
        "fewer than": lambda k: k < n,
        "some": lambda k: k >= 1,
        "a": lambda k: k >= 1,
        "no": lambda k: k == 0,
        "none": lambda k: k == 0,
        "all": lambda k: k == len(truths),
    }
    outcomes = [tests[word](k) for k in range(fewest, most + 1)]
    return judged(all(outcomes), any(outcomes), causes)


def condition(c: p.Condition | None, scope: Scope) -> Truth:
    match c:
        case None:
            return True
        case p.Says(ref=ref, predicate=predicate):
            return holds(predicate, value_of(ref, scope), scope)
        case p.Flag(name=name):
            value = value_of(p.Ref((name,)), scope)
            return why(value) if value is ABSENT or value is OPEN else bool(value)
        case p.Not(condition=inner):
            return negate(condition(inner, scope))
        case p.Joined(word="and", parts=parts):
            return every(condition(part, scope) for part in parts)
        case p.Joined(parts=parts):
            return some(condition(part, scope) for part in parts)
        case p.There(word=word, number=n, kind=kind, where=where):
            return counted(word, n, [condition(where, scope.at(f)) for f in scope.facts(kind)])
        case p.OfList(word=word, number=n, field=name, predicate=predicate):
            members = follow(scope.fact, (name,))
            if members is OPEN:
                return OPENED
            return counted(word, n, [holds(predicate, m, scope.at(m)) for m in members or []])
    raise AssertionError(c)


def aggregate(function: str, members: Sequence[tuple[Any, Truth]]) -> Num | Unknown:
    """Over members each of which is in, out or perhaps in: what the outcome can be, over all ways."""
    members = [(v, t) for v, t in members if t is not False]
    if function == "count":
        return Num(sum(1 for _, t in members if t is True), len(members))
    causes = [why(v) for v, _ in members if not isinstance(v, Num)]
    if causes:
        return Unknown(frozenset().union(*causes))
    if len({v.unit for v, _ in members if v.unit is not None}) > 1:
        return Unknown(UNIT)
    sure = [v for v, t in members if t is True]
    unsure = [v for v, t in members if t is not True]
    if function == "sum":
        total: Any = Num(Fraction(0), Fraction(0))
        for v in sure:
            total = plus(total, v)
        for v in unsure:
            low, high = min((v.low, v.low_open), (0, False)), max((v.high, not v.high_open), (0, True))
            total = plus(total, Num(low[0], high[0], low[1], not high[1], v.unit))
        assert isinstance(total, Num)
        return total
    if not sure:
        return Unknown(EMPTY.union(*(t for _, t in members if isinstance(t, frozenset))))
    if function == "largest":
        flipped = aggregate("smallest", [(scaled(v, Fraction(-1)), t) for v, t in members])
        assert isinstance(flipped, Num)
        return scaled(flipped, Fraction(-1))
    lowest = min((v.low, v.low_open) for v in sure + unsure)
    first_high = min((v.high, not v.high_open) for v in sure)
    return Num(lowest[0], first_high[0], lowest[1], not first_high[1], next((v.unit for v in sure if v.unit), None))


def gate(rule: s.Rule, scope: Scope) -> Truth:
    unless: Truth = False if rule.unless is None else condition(rule.unless, scope)
    return both(condition(rule.when, scope), negate(unless))
