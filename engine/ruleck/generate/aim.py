"""A rule measured: how far documents are from each outcome that an author writes of, and what would bring it about.

A rule speaks of many facts, one after the other or two by two. Each makes a *case*: how far the rule is from applying
to it, and how far it is from holding for it. A rule is violated as soon as one case is, holds if all do, is undecided
if one is and none is violated, and ignores a story if it applies to none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from ruleck.evaluate.world import Env, World
from ruleck.facts.record import Record, Story
from ruleck.facts.vocabulary import Vocabulary
from ruleck.generate.cases import Case, cases_of
from ruleck.generate.distance import NOWHERE, nearest, unbroken
from ruleck.generate.wish import FALSE, KEPT, OPEN, TRUE, Wish, Wishes, ways_of
from ruleck.meaning import program as p

Wanted: TypeAlias = Literal["accepts", "rejects", "leaves undecided", "ignores"]
OUTCOMES: tuple[Wanted, ...] = get_args(Wanted)


class Aim:
    """A rule, ready to be measured over stories. Immutable.

    `least` is a distance at which the engine may say that an outcome is reached: 0, but for values of groups. A fact
    whose key is open may belong to several, and that is measured as if it belonged to one.
    """

    __slots__ = ("_cases", "_first", "_vocabulary", "least", "rule")

    def __init__(self, rule: p.Rule, vocabulary: Vocabulary) -> None:
        self.rule = rule
        self.least = 1.0 if isinstance(rule.body, p.Grouped) else 0.0
        self._vocabulary = vocabulary
        self._cases, self._first = cases_of(rule, vocabulary)

    def at(self, stories: Sequence[Story]) -> Standing:
        """Where stories stand. Rules that do not read across articles are measured over the first."""
        env = _env(self.rule, stories, self._vocabulary)
        cases = self._cases(env)
        return Standing(cases, lambda: self._first(env))


class Standing:
    """How far some stories are from each outcome of a rule."""

    __slots__ = ("_cases", "_first")

    def __init__(self, cases: list[Case], first: Callable[[], list[Wish]]) -> None:
        self._cases = cases
        self._first = first

    def far(self, wanted: Wanted) -> float:
        """The distance to an outcome: 0 where it is reached."""
        cases = self._cases
        match wanted:
            case "ignores":
                return sum(case.applies.far[FALSE] for case in cases)
            case "rejects":
                return min((case.well.far[FALSE] for case in cases), default=NOWHERE)
            case "accepts":
                well = sum(case.well.far[TRUE] for case in cases)
                return well + min((c.kept.far[TRUE] - c.well.far[TRUE] for c in cases), default=NOWHERE)
        spared = [min(case.well.far[TRUE], case.well.far[OPEN]) for case in cases]
        rest = sum(spared)
        return min(
            (rest - kept + case.well.far[OPEN] for case, kept in zip(cases, spared, strict=True)), default=NOWHERE
        )

    def wish(self, wanted: Wanted) -> Wishes:
        """What would bring the outcome about."""
        cases = self._cases
        if self.far(wanted) >= NOWHERE and (added := self._first()):
            return ways_of(added)
        match wanted:
            case "ignores":
                return [w for case in cases if case.applies.far[FALSE] for w in case.applies.wish(FALSE)]
            case "rejects":
                return nearest([case.well for case in cases], FALSE)[0].wish(FALSE)
            case "accepts":
                first = min(cases, key=lambda case: case.kept.far[TRUE] - case.well.far[TRUE])
                broken = [case for case in cases if case is not first and case.well.far[TRUE]]
                wishes = first.kept.wish(TRUE) if first.kept.far[TRUE] else []
                return [*wishes, *(w for case in broken for w in case.well.wish(TRUE))]
        spared = [min(case.well.far[TRUE], case.well.far[OPEN]) for case in cases]
        number = min(range(len(cases)), key=lambda i: cases[i].well.far[OPEN] - spared[i])
        wishes = cases[number].well.wish(OPEN) if cases[number].well.far[OPEN] else []
        others = [case for i, case in enumerate(cases) if i != number and spared[i]]
        return [*wishes, *(w for case in others for w in unbroken(case.well))]

    def more(self) -> list[Wish]:
        """Another fact for the rule to speak of."""
        return self._first()

    def kept(self, wanted: Wanted) -> Wishes:
        """What keeps those cases as they should be that are so already."""
        match wanted:
            case "rejects":
                broken = nearest([case.well for case in self._cases], FALSE)[:1]
                return [w for well in broken for w in well.wish(FALSE | KEPT)]
            case "accepts":
                return [w for case in self._cases for part in (case.kept, case.well) for w in part.wish(TRUE | KEPT)]
        return []


def _env(rule: p.Rule, stories: Sequence[Story], vocabulary: Vocabulary) -> Env:
    """The slots of a rule, those that a search adds, and the world."""
    records: Mapping[str, Sequence[Record]] = stories[0].records
    if rule.across:
        gathered: dict[str, list[Record]] = {}
        for story in stories:
            for kind, found in story.records.items():
                gathered.setdefault(kind, []).extend(found)
        records = gathered
    article = None if rule.across else stories[0].article
    return [article, *[None] * (rule.slots - 1), vocabulary, None, World(records, rule.across)]
