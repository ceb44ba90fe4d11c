"""What is asked of the search: the smallest documents for one rule, for many at once, or to tell two apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from ruleck.facts.load import DEFAULTS, Settings
from ruleck.generate.aim import Wanted
from ruleck.generate.edits import Document, Documents
from ruleck.generate.merge import merged
from ruleck.generate.pick import simplest_way
from ruleck.generate.search import EMPTY, FEW, TRIES, Reached, Search, Subject
from ruleck.generate.shrink import shrunk

# How much is tried with many rules together, which takes its time.
_MOST_TOGETHER = 300


def reach(
    subject: Subject,
    wanted: Wanted,
    *,
    start: Documents = (EMPTY,),
    settings: Settings = DEFAULTS,
    tries: int = TRIES,
    simpler: bool = True,
    apart: bool = False,
) -> Reached | int:
    """The smallest documents met on which a rule comes out as wanted; how many were tried, where there were none.

    With `simpler` values become simpler, too; without it they stay as near those of `start` as they came. With `apart`
    each fact stands in a story of its own.
    """
    return _sought([[(subject, wanted)]], (start,), settings, tries, simpler, apart)[1]


def reach_all(
    goal: Sequence[tuple[Subject, Wanted]], *, settings: Settings = DEFAULTS, tries: int = TRIES
) -> Reached | int:
    """The same for several rules at once: each comes out as wanted on the same documents."""
    if len(goal) <= FEW:
        return _sought([goal], ((EMPTY,),), settings, tries)[1]
    return join(goal, [EMPTY] * len(goal), settings=settings, tries=tries)


def join(
    goal: Sequence[tuple[Subject, Wanted]],
    starts: Sequence[Document],
    *,
    settings: Settings = DEFAULTS,
    tries: int = TRIES,
) -> Reached | int:
    """One document on which all of many rules come out as wanted; how many were tried, where there was none.

    Each rule is brought about by itself, near a start of its own, and the stories are told as one. Only what that
    breaks is looked at with all rules together, which takes its time.
    """
    used = 0
    parts: list[Document] = []
    for one, start in zip(goal, starts, strict=True):
        reached = Search([one], settings=settings, tries=tries).run((start,))
        if reached is None:
            found = _sought([[one]], ((EMPTY,),), settings, tries)[1]
            if isinstance(found, int):
                return used + found
            reached = found
        used += reached.tries
        parts += reached.documents
    together = Search(goal, settings=settings, tries=min(tries, _MOST_TOGETHER))
    whole = together.run((merged(parts),))
    return together.used + used if whole is None else Reached(whole.documents, whole.stories, whole.tries + used)


@dataclass(frozen=True, slots=True)
class Separation:
    """Documents that tell two rules apart, and how each of the two comes out on them."""

    documents: Documents
    first: str
    second: str
    tries: int


# What shows best that two rules differ comes first: one is violated and the other is not.
_APART: tuple[tuple[Wanted, Wanted], ...] = (
    ("rejects", "accepts"),
    ("accepts", "rejects"),
    ("rejects", "ignores"),
    ("ignores", "rejects"),
    ("accepts", "ignores"),
    ("ignores", "accepts"),
    ("rejects", "leaves undecided"),
    ("leaves undecided", "rejects"),
    ("accepts", "leaves undecided"),
    ("leaves undecided", "accepts"),
    ("ignores", "leaves undecided"),
    ("leaves undecided", "ignores"),
)


def tell_apart(
    first: Subject,
    second: Subject,
    *,
    starts: Sequence[Documents] = (),
    settings: Settings = DEFAULTS,
    tries: int = TRIES,
) -> Separation | int:
    """The smallest documents met on which two rules come out differently; how many were tried, where there were none.

    Those in `starts`, such as a rule's own examples, are where the search begins; it goes on from an empty story.
    """
    goals = [list(zip((first, second), wanted, strict=True)) for wanted in _APART]
    number, found = _sought(goals, ((EMPTY,), *starts), settings, tries)
    return found if isinstance(found, int) else Separation(found.documents, *_APART[number], found.tries)


# After the straight ways, how many times each goal is sought by others, chosen as by dice.
_WANDERINGS = 6


def _sought(
    goals: Sequence[Sequence[tuple[Subject, Wanted]]],
    starts: Sequence[Documents],
    settings: Settings,
    tries: int,
    simpler: bool = True,
    apart: bool = False,
) -> tuple[int, Reached | int]:
    """The first goal that is reached from one of some starts, by its number; how many documents were tried if none."""
    used = 0
    for turn in range(1 + _WANDERINGS):
        for number, goal in enumerate(goals):
            for start in starts:
                pick = simplest_way if not turn else Random(turn).randrange
                search = Search(goal, settings=settings, tries=tries - used, pick=pick, apart=apart)
                reached = search.run(start)
                if reached is not None:
                    documents = shrunk(reached.documents, search, goal[0][0].vocabulary, simpler)
                    stories = search.read(documents)
                    assert stories is not None, "they were read when they were made smaller"
                    return number, Reached(documents, stories, used + search.used)
                used += search.used
                if used >= tries:
                    return -1, used
    return -1, used
