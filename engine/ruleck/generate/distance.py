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

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ruleck.evaluate.relations import Test
from ruleck.evaluate.world import Env
from ruleck.generate.wish import FALSE, KEPT, LEAST, OPEN, TRUE, Goal, Way, Wish, Wishes, ways_of
from ruleck.values.truth import Truth

# The distances to true, to false and to open.
Far: TypeAlias = tuple[float, float, float]
# What is not there at all is further away than what has a wrong value.
ABSENT = 4.0
# What no change of the facts at hand brings about; perhaps others do.
NOWHERE = 1_000.0
# A case that is open for want of a field, too, is not yet what `undecided` is about; but open it is, however many
# fields are wanting.
LACKING = LEAST / 1_000


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


def assembled(part: Callable[[Env], Part]) -> Meter:
    """The meter of a condition that is put together anew for each document."""
    return Meter(lambda env: part(env).far, lambda env, goal: part(env).wish(goal))


def joined(join: Callable[[Sequence[Part]], Part], meters: Sequence[Meter]) -> Meter:
    """The meter of several conditions joined."""
    return assembled(lambda env: join([measure(one, env) for one in meters]))


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


def decided(part: Part, found: Truth) -> Part:
    """A part whose truth the engine says: its distance is 0 there and nowhere else."""
    true, false, open_ = (max(distance, LEAST) for distance in part.far)
    if found is True:
        return Part((0.0, false, open_), part.wish)
    if found is False:
        return Part((true, 0.0, open_), part.wish)
    return Part((true, false, LACKING if found.missing else 0.0), part.wish)


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
