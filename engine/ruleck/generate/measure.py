"""Each condition of a rule as a meter: how far it is from each truth, and the facts it would have changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from ruleck.evaluate.expressions import getter
from ruleck.evaluate.truths import truth
from ruleck.evaluate.world import Env
from ruleck.facts.record import Record
from ruleck.facts.vocabulary import Vocabulary
from ruleck.generate import comparison
from ruleck.generate.bring import default, more, place_of, said, unsettle
from ruleck.generate.distance import Meter, asked, assembled, every, joined, measure, negated, some
from ruleck.generate.samples import another_text, matching_text, other_text
from ruleck.generate.wish import FALSE, OPEN, SIMPLEST, TRUE, VOCABULARY, Goal, Put, Same, Way, Wish, Wishes, ways_of
from ruleck.meaning import program as p
from ruleck.values.text import compile_pattern

# A name that no record goes by.
NOBODY = "nobody known"


def meter(condition: p.Condition, vocabulary: Vocabulary) -> Meter:
    """The meter of a condition."""
    from ruleck.generate import selections  # conditions hold selections and selections hold conditions; once a rule

    match condition:
        case p.All(parts=parts):
            return joined(every, [meter(part, vocabulary) for part in parts])
        case p.Any(parts=parts):
            return joined(some, [meter(part, vocabulary) for part in parts])
        case p.Negation(part=part):
            inner = meter(part, vocabulary)
            return assembled(lambda env: negated(measure(inner, env)))
        case p.Count():
            return selections.counted(condition, vocabulary)
        case p.AllMembers():
            return selections.all_members(condition, vocabulary)
        case p.Collectively():
            return selections.collectively(condition, vocabulary)
        case p.Relation():
            return simple(condition, comparison.gaps(condition), comparison.wishing(condition))
        case p.Among():
            return Meter(asked(truth(condition), None), lambda env, goal: among(condition, env, goal & 3))
    return simple(condition, None, wishing(condition))


def simple(
    condition: p.Condition,
    gaps: Callable[[Env], tuple[float, float]] | None,
    wish: Callable[[Env, Goal], list[Wish]],
) -> Meter:
    """The meter of a condition whose truth the engine says; the gaps say how far the other truths are."""
    test = truth(condition)
    return Meter(asked(test, gaps), lambda env, goal: ways_of(wish(env, goal & 3)))


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
    from ruleck.generate import selections  # as above

    here = place_of(left, env) if isinstance(left, p.Lookup) else None
    ways: list[Way] = []
    for item, part in selections.candidates(members, cast(Vocabulary, env[VOCABULARY]))(env):
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
