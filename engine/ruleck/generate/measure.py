"""How far a condition is from being true, false or open, and what would bring it nearer.

A verdict alone says nothing to a search: of a thousand documents that do not violate a rule, none looks better than
another. So every condition is measured. A *distance* is 0 where the condition has come to what is sought, and grows
with what is still to change: a number that is off by 2 is nearer than one that is off by 200, one wrong part of an
`and` is nearer than two. Distances of parts are put together as Kleene's connectives put truths together: for `and` to
be true all distances add up, for it to be false the least one counts. That a distance is 0 just where the engine gives
that truth is a law that the tests hold, since the truth of every simple condition is asked of the engine itself.

Beside the distance each condition knows its *wishes*: edits of the facts that would bring it about, worked out from the
values at hand. They make most documents at once; where wishes get into each other's way, the distance says which step
is worth taking.

Sources of the idea: B. Korel, Automated Software Test Data Generation (1990), for distances of branches; N. Tracey and
others (1998) for those of `and` and `or`; a third distance, to what is open, is what Kleene's logic adds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias, cast

from ruleck.evaluate.expressions import getter, rooted
from ruleck.evaluate.groups import NOT_STATED, Loose, key_part
from ruleck.evaluate.relations import Test
from ruleck.evaluate.truths import truth
from ruleck.evaluate.world import Env, World
from ruleck.facts.record import Record
from ruleck.facts.vocabulary import Vocabulary
from ruleck.generate import comparison
from ruleck.generate.bring import default, more, place_of, said, unsettle
from ruleck.generate.pairs import pairwise
from ruleck.generate.samples import another_text, matching_text, other_text
from ruleck.generate.wish import (
    FALSE,
    KEPT,
    OPEN,
    SIMPLEST,
    TRUE,
    VOCABULARY,
    Goal,
    Put,
    Same,
    Way,
    Wish,
    Wishes,
    ways_of,
)
from ruleck.meaning import program as p
from ruleck.values.text import compile_pattern
from ruleck.values.truth import Truth, Unknown

# The distances to true, to false and to open.
Far: TypeAlias = tuple[float, float, float]
# What is not there at all is further away than what has a wrong value.
ABSENT = 4.0
# What no change of the facts at hand brings about; perhaps others do.
NOWHERE = 1_000.0
# A case that is open for want of a field, too, is not yet what `undecided` is about.
LACKING = 0.5
# A name that no record goes by.
NOBODY = "nobody known"


@dataclass(frozen=True, slots=True)
class Meter:
    """A condition that can be measured. `wish` speaks of the facts in the slots now."""

    far: Callable[[Env], Far]
    wish: Callable[[Env, Goal], Wishes]


@dataclass(frozen=True, slots=True)
class Part:
    """A condition measured; its wishes put the facts back into their slots first."""

    far: Far
    wish: Callable[[Goal], Wishes]


SURE = Part((0.0, NOWHERE, NOWHERE), lambda goal: [])


def measure(meter: Meter, env: Env) -> Part:
    """A condition measured over the facts in the slots now."""
    return Part(meter.far(env), lambda goal: meter.wish(env, goal))


def within(part: Callable[[], Part], env: Env, slot: int, item: object) -> Part:
    """A part measured with a fact in a slot, to which its wishes come back."""
    env[slot] = item
    measured = part()

    def wish(goal: Goal) -> Wishes:
        env[slot] = item
        return part().wish(goal)

    return Part(measured.far, wish)


# ------------------------------------------------------------------ connectives


def negated(part: Part) -> Part:
    """Kleene's not."""
    true, false, open_ = part.far
    return Part((false, true, open_), lambda goal: part.wish((FALSE, TRUE, OPEN)[goal & 3] | goal & KEPT))


def every(parts: Sequence[Part]) -> Part:
    """Kleene's and."""
    if len(parts) == 1:
        return parts[0]
    fars = [part.far for part in parts]
    true = sum(far[TRUE] for far in fars)
    false = min((far[FALSE] for far in fars), default=NOWHERE)
    spared = [min(far[TRUE], far[OPEN]) for far in fars]
    rest = sum(spared)
    open_ = min((rest - kept + far[OPEN] for far, kept in zip(fars, spared, strict=True)), default=NOWHERE)

    def wish(goal: Goal) -> Wishes:
        if not parts:
            return []
        if goal & KEPT:
            kept = parts if goal == TRUE | KEPT else nearest(parts, FALSE)[:1]
            return [wishes for part in kept if not part.far[goal & 3] for wishes in part.wish(goal)]
        if goal == TRUE:
            return [wishes for part in parts if part.far[TRUE] for wishes in part.wish(TRUE)]
        if goal == FALSE:
            return alternatives([part.wish(FALSE) for part in nearest(parts, FALSE)[:6]])
        number = min(range(len(parts)), key=lambda i: rest - spared[i] + fars[i][OPEN])
        found = parts[number].wish(OPEN) if fars[number][OPEN] else []
        others = [part for i, part in enumerate(parts) if i != number and spared[i]]
        return [*found, *(wishes for part in others for wishes in unbroken(part))]

    return Part((true, false, open_), wish)


def unbroken(part: Part) -> Wishes:
    """What makes a part true or open, whichever is nearer."""
    return part.wish(TRUE if part.far[TRUE] <= part.far[OPEN] else OPEN)


def nearest(parts: Sequence[Part], goal: Goal) -> list[Part]:
    """Parts by their distance, the least first."""
    return sorted(parts, key=lambda part: part.far[goal])


def alternatives(found: Sequence[Wishes]) -> Wishes:
    """Ways to one and the same thing, side by side; what takes several changes is one way, its first choices taken."""
    found = [wishes for wishes in found if wishes]
    if len(found) < 2:
        return found[0] if found else []
    ways: list[Way] = []
    for wishes in found:
        if len(wishes) == 1:
            ways += wishes[0]
        else:
            ways.append(tuple(wish for choices in wishes for wish in choices[0]))
    return [ways]


def some(parts: Sequence[Part]) -> Part:
    """Kleene's or."""
    return negated(every([negated(part) for part in parts]))


def implied(if_: Part, then: Part) -> Part:
    """Kleene's material implication."""
    return negated(every([if_, negated(then)]))


# ------------------------------------------------------------------ conditions


def meter(condition: p.Condition, vocabulary: Vocabulary) -> Meter:
    """The meter of a condition."""
    match condition:
        case p.All(parts=parts):
            return joined(every, [meter(part, vocabulary) for part in parts])
        case p.Any(parts=parts):
            return joined(some, [meter(part, vocabulary) for part in parts])
        case p.Negation(part=part):
            inner = meter(part, vocabulary)
            return assembled(lambda env: negated(measure(inner, env)))
        case p.Count():
            return counted(condition, vocabulary)
        case p.AllMembers():
            return all_members(condition, vocabulary)
        case p.Collectively():
            return collectively(condition, vocabulary)
        case p.Relation():
            return simple(condition, comparison.gaps(condition), comparison.wishing(condition))
        case p.Among():
            return Meter(asked(truth(condition), None), lambda env, goal: among(condition, env, goal & 3))
    return simple(condition, None, wishing(condition))


def assembled(part: Callable[[Env], Part]) -> Meter:
    """The meter of a condition that is put together anew for each document."""
    return Meter(lambda env: part(env).far, lambda env, goal: part(env).wish(goal))


def joined(join: Callable[[Sequence[Part]], Part], meters: Sequence[Meter]) -> Meter:
    """The meter of several conditions joined."""
    return assembled(lambda env: join([measure(one, env) for one in meters]))


def simple(
    condition: p.Condition,
    gaps: Callable[[Env], tuple[float, float]] | None,
    wish: Callable[[Env, Goal], list[Wish]],
) -> Meter:
    """The meter of a condition whose truth the engine says; the gaps say how far the other truths are."""
    test = truth(condition)
    return Meter(asked(test, gaps), lambda env, goal: ways_of(wish(env, goal & 3)))


def asked(test: Test, gaps: Callable[[Env], tuple[float, float]] | None) -> Callable[[Env], Far]:
    """The distances of a condition whose truth the engine says."""

    def far(env: Env) -> Far:
        found = test(env)
        true, false = gaps(env) if gaps is not None else (1.0, 1.0)
        if found is True:
            return (0.0, false, 1.0)
        if found is False:
            return (true, 0.0, 1.0)
        return (true, false, LACKING if found.missing else 0.0)

    return far


def wishing(condition: p.Condition) -> Callable[[Env, Goal], list[Wish]]:
    """What would bring about a condition on one value that is no comparison."""
    match condition:
        case p.Stated(value=value):
            return lambda env, goal: (
                default(value, env) if goal == TRUE else said(value, env, [None if goal == FALSE else "?"])
            )
        case p.Known(value=link):
            return lambda env, goal: known(link, env, goal)
        case p.Flag(value=value):
            return lambda env, goal: said(value, env, [(True, False, "?")[goal]])
        case p.Matching():
            return lambda env, goal: matching(condition, env, goal)
        case p.TextRelation():
            return lambda env, goal: texts(condition, env, goal)
    raise AssertionError(condition)


def known(value: p.Lookup, env: Env, goal: Goal) -> list[Wish]:
    """A link is known by a record that has a place of its own; a name alone is not."""
    found = place_of(value, env)
    if found is None:
        return []
    if goal == TRUE:
        return [Put(*found, SIMPLEST)]
    return [Put(*found, "?")] if goal == OPEN else [Put(*found, NOBODY), Put(*found, None)]


def among(condition: p.Among, env: Env, goal: Goal) -> Wishes:
    """One of those listed, or of what a selection gives."""
    if goal == OPEN:
        return ways_of(unsettle(condition.left, env))
    if condition.members is not None:
        return among_members(condition.left, condition.members, env, goal)
    values = [choice.value for choice in condition.choices]
    if goal == FALSE:
        return ways_of(comparison.none_of(condition.left, env, values))
    if condition.family in ("text", "member", "name"):
        return ways_of(said(condition.left, env, [comparison.as_written(value) for value in values]))
    return ways_of([w for value in values for w in comparison.equal_to(condition.left, env, value, TRUE)])


def among_members(left: p.Value, members: p.Members, env: Env, goal: Goal) -> Wishes:
    """One of what a selection gives: either side is made like the other, and the fact brought into the selection."""
    if goal == FALSE:
        found = getter(left)(env)
        texts = [found] if isinstance(found, str) else []
        return ways_of(said(left, env, [another_text(*texts), NOBODY]) + default(left, env))
    here = place_of(left, env) if isinstance(left, p.Lookup) else None
    ways: list[Way] = []
    for item, part in candidates(members, cast(Vocabulary, env[VOCABULARY]))(env):
        if here is None or not isinstance(item, Record):
            continue
        into = tuple(wish for choices in part.wish(TRUE) for wish in choices[0]) if part.far[TRUE] else ()
        ways.append((*into, Put(*here, Same(item, members.fields))))
        if members.fields:
            ways.append((*into, Put(item, members.fields, Same(*here))))
    return [[*ways, *((wish,) for wish in more(members, env)), *((wish,) for wish in default(left, env))]]


def matching(condition: p.Matching, env: Env, goal: Goal) -> list[Wish]:
    """A text with a pattern in it, or without."""
    if goal == OPEN:
        return unsettle(condition.value, env)
    matches = compile_pattern(condition.pattern, condition.ignore_case)
    text = matching_text(condition.pattern, matches) if goal == TRUE else other_text(matches)
    return said(condition.value, env, [text]) if text is not None else []


def texts(condition: p.TextRelation, env: Env, goal: Goal) -> list[Wish]:
    """A text that another stands in, at its start, its end or anywhere."""
    if goal == OPEN:
        return unsettle(condition.left, env) + [w for choice in condition.choices for w in unsettle(choice, env)]
    left = getter(condition.left)(env)
    if not isinstance(left, str):
        return default(condition.left, env)
    wishes: list[Wish] = []
    for choice in condition.choices:
        right = getter(choice)(env)
        if not isinstance(right, str):
            wishes += default(choice, env)
            continue
        if goal == FALSE:
            wishes += said(condition.left, env, [another_text(left, right), "z y x"])
            wishes += said(choice, env, [another_text(left, right), "z y x"])
        elif condition.operator == "start with":
            wishes += said(condition.left, env, [right, f"{right} {left}"])
        elif condition.operator == "end with":
            wishes += said(condition.left, env, [right, f"{left} {right}"])
        else:
            wishes += said(condition.left, env, [right, f"{left} {right}"]) + said(choice, env, [left])
    return wishes


# ------------------------------------------------------------------ many facts


def candidates(members: p.Members, vocabulary: Vocabulary) -> Callable[[Env], list[tuple[object, Part]]]:
    """What a selection could hold, each with how far it is from being in it."""
    root = rooted(replace(members, indexed=None))
    filter_ = meter(members.where, vocabulary) if members.where is not None else None
    slot = members.slot

    def picked(env: Env) -> list[tuple[object, Part]]:
        base = root(env)
        if isinstance(base, Unknown):
            return []
        return [
            (item, sure_part(sure) if filter_ is None else within(partial(measure, filter_, env), env, slot, item))
            for item, sure in base
        ]

    return picked


def sure_part(sure: Truth) -> Part:
    """Membership that no filter decides."""
    return SURE if sure is True else Part((NOWHERE, NOWHERE, 0.0), lambda goal: [])


def each(
    members: p.Members, condition: p.Condition | None, vocabulary: Vocabulary
) -> Callable[[Env], list[tuple[object, Part, Part]]]:
    """Each candidate of a selection: how far it is from being in it, and from what is asked of it."""
    pick = candidates(members, vocabulary)
    inner = meter(condition, vocabulary) if condition is not None else None

    def found(env: Env) -> list[tuple[object, Part, Part]]:
        return [
            (item, part, SURE if inner is None else within(partial(measure, inner, env), env, members.slot, item))
            for item, part in pick(env)
            if not isinstance(item, Unknown)
        ]

    return found


def counted(condition: p.Count, vocabulary: Vocabulary) -> Meter:
    """The meter of a number of members."""
    find = each(condition.members, condition.condition, vocabulary)
    number = condition.number
    test = truth(condition)

    def part(env: Env) -> Part:
        return decided(opened(of_members([every([in_, holds]) for _, in_, holds in find(env)], env), env), test(env))

    def opened(part: Part, env: Env) -> Part:
        """A list may be open as a whole."""
        root = condition.members.root
        if not isinstance(root, p.Lookup) or (place := place_of(root, env)) is None:
            return part
        as_a_whole: Wishes = [[(Put(*place, "?"),)]]
        true, false, open_ = part.far
        nearer = open_ > 1
        return Part(
            (true, false, min(open_, 1.0)),
            lambda goal: as_a_whole if goal == OPEN and nearer else part.wish(goal),
        )

    def of_members(parts: list[Part], env: Env) -> Part:

        def at_least(wanted: int) -> Part:
            return enough(parts, wanted, lambda times: more(condition.members, env, times))

        match condition.word:
            case "at least":
                return at_least(number)
            case "more than":
                return at_least(number + 1)
            case "at most":
                return negated(at_least(number + 1))
            case "fewer than":
                return negated(at_least(number))
            case _:
                return every([at_least(number), negated(at_least(number + 1))])

    return assembled(part)


def enough(parts: Sequence[Part], wanted: int, add: Callable[[int], list[Wish]]) -> Part:
    """Whether as many parts are true as are wanted."""
    if wanted <= 0:
        return SURE
    lacking = max(0, wanted - len(parts))
    true = sum(sorted(part.far[TRUE] for part in parts)[:wanted]) + lacking * ABSENT
    spare = len(parts) - (wanted - 1)
    false = sum(sorted(part.far[FALSE] for part in parts)[: max(0, spare)])
    possible = sorted(parts, key=lambda part: min(part.far[TRUE], part.far[OPEN]))[:wanted]
    one = min((part.far[OPEN] - min(part.far[TRUE], part.far[OPEN]) for part in possible), default=0.0)
    surely = sorted((min(part.far[FALSE], part.far[OPEN]) for part in parts if part.far[TRUE] == 0), reverse=False)
    surplus = sum(surely[: max(0, len(surely) - (wanted - 1))])
    open_ = sum(min(part.far[TRUE], part.far[OPEN]) for part in possible) + one + lacking * ABSENT
    if surplus and not open_:
        open_ = surplus

    def wish(goal: Goal) -> Wishes:
        if goal & KEPT:
            chosen = nearest(parts, goal & 3)[: wanted if goal & 3 == TRUE else max(0, spare)]
            return [w for part in chosen if not part.far[goal & 3] for w in part.wish(goal)]
        if goal == FALSE:
            return [w for part in nearest(parts, FALSE)[: max(0, spare)] if part.far[FALSE] for w in part.wish(FALSE)]
        if lacking:
            return ways_of(add(lacking))
        chosen = nearest(parts, TRUE)[:wanted]
        if goal == TRUE:
            # Another fact may take the place of one that has to stay as it is.
            others = [part.wish(TRUE) for part in nearest(parts, TRUE)[wanted : wanted + 3]] + [ways_of(add(1))]
            unmet = [part.wish(TRUE) for part in chosen if part.far[TRUE]]
            return [ways for wishes in unmet for ways in alternatives([wishes, *others])]
        # Open: one is left open, and so is whatever else would settle it.
        wishes = chosen[-1].wish(OPEN) if chosen[-1].far[OPEN] else []
        wishes += [w for part in chosen[:-1] if min(part.far[TRUE], part.far[OPEN]) for w in unbroken(part)]
        return wishes + [w for part in parts if part not in chosen and not part.far[TRUE] for w in part.wish(FALSE)]

    return Part((true, false, open_), wish)


def all_members(condition: p.AllMembers, vocabulary: Vocabulary) -> Meter:
    """The meter of what holds of every member."""
    find = each(condition.members, condition.condition, vocabulary)

    def part(env: Env) -> Part:
        parts = [implied(in_, holds) for _, in_, holds in find(env)]
        return with_member(every(parts) if parts else SURE, parts, lambda: more(condition.members, env))

    return assembled(part)


def with_member(part: Part, parts: Sequence[Part], add: Callable[[], list[Wish]]) -> Part:
    """A part that is true of nothing: to be otherwise it needs a member first."""
    if parts:
        return part
    return Part((0.0, ABSENT, ABSENT), lambda goal: ways_of(add()) if goal != TRUE else [])


def collectively(condition: p.Collectively, vocabulary: Vocabulary) -> Meter:
    """The meter of a predicate of many facts, as a condition."""
    test = truth(condition)
    find = pairs(condition.members, condition.keys, condition.slot, condition.predicate, vocabulary)

    def part(env: Env) -> Part:
        parts = [implied(every([alike, *in_]), holds) for _, in_, alike, holds in find(env)]
        whole = with_member(every(parts) if parts else SURE, parts, lambda: more(condition.members, env, 2))
        return decided(whole, test(env))

    return assembled(part)


def decided(part: Part, found: Truth) -> Part:
    """A part whose truth the engine says: its distance is 0 there and nowhere else."""
    true, false, open_ = (max(distance, comparison.LEAST) for distance in part.far)
    if found is True:
        return Part((0.0, false, open_), part.wish)
    if found is False:
        return Part((true, 0.0, open_), part.wish)
    return Part((true, false, LACKING if found.missing else 0.0), part.wish)


def pairs(
    members: p.Members,
    keys: tuple[p.Lookup, ...],
    slot: int,
    predicate: p.Collective,
    vocabulary: Vocabulary,
) -> Callable[[Env], Iterable[tuple[object, tuple[Part, Part], Part, Part]]]:
    """Each two facts that a predicate speaks of, by the first of them: how far they are from being in the
    selection, from being of one group, and from being as the predicate demands of any two.

    The second fact of a pair goes through a slot of its own, the last before the world.
    """
    pick = candidates(replace(members, fields=()), vocabulary)
    condition = pairwise(predicate, members, vocabulary)
    inner = meter(condition, vocabulary) if condition is not None else None

    def found(env: Env) -> Iterable[tuple[object, tuple[Part, Part], Part, Part]]:
        if inner is None:
            return
        all_ = [(item, part) for item, part in pick(env) if not isinstance(item, Unknown)]
        for first, first_in in all_:
            for second, second_in in all_:
                if first is second:
                    continue

                def both(first: object = first, second: object = second) -> Part:
                    env[slot] = env[members.slot] = first
                    env[-2] = second
                    return measure(inner, env)

                def wish(goal: Goal, both: Callable[[], Part] = both) -> Wishes:
                    return both().wish(goal)

                holds = Part(both().far, wish)
                alike = every([of_one_key(key, first, second, members.slot, env) for key in keys]) if keys else SURE
                yield first, (first_in, second_in), alike, holds

    return found


def of_one_key(key: p.Lookup, first: object, second: object, slot: int, env: Env) -> Part:
    """Whether two facts have the same in a grouping field, *not stated* being a value of its own."""
    get, world = getter(key), cast(World, env[-1])

    def value(item: object) -> object:
        env[slot] = item
        return key_part(world, get(env))

    a, b = value(first), value(second)
    # An unstated link makes no group.
    absent = key.type.base == "link" and NOT_STATED in (a, b)
    if absent:
        far = (1.0, 0.0, 1.0)
    elif isinstance(a, Loose) or isinstance(b, Loose):
        loose, other = (a, b) if isinstance(a, Loose) else (b, a)
        assert isinstance(loose, Loose), "one of the two is"
        far = (1.0, 1.0, 0.0) if loose.may_be(other) else (1.0, 0.0, 1.0)
    else:
        far = (0.0, 1.0, 1.0) if a == b else (1.0, 0.0, 1.0)

    def wish(goal: Goal) -> Wishes:
        if goal & KEPT:
            return []
        env[slot] = first
        one = place_of(key, env)
        env[slot] = second
        two = place_of(key, env)
        if one is None or two is None:
            return []
        if goal == TRUE and absent:
            here, there = (one, two) if a is NOT_STATED else (two, one)
            if a is b:
                return [[(Put(*here, SIMPLEST),)]]
            return ways_of([Put(*here, Same(*there))])
        if goal == TRUE and isinstance(a, Loose):
            return ways_of([Put(*one, SIMPLEST if isinstance(b, Loose) else Same(*two))])
        if goal == TRUE:
            return ways_of([Put(*two, Same(*one)), *([Put(*one, Same(*two))] if not isinstance(b, Loose) else [])])
        return ways_of([Put(*two, "?")] if goal == OPEN else said(key, env, [another_text(str(a), "a"), None]))

    return Part(far, wish)
