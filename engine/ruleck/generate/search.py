"""The search: from some documents to ones that stand where they should, a step at a time.

Each step asks what would bring the documents nearer, carries all of it out at once, and if that does not help, one
after the other. What does not come nearer that way is tried with other ways and more facts. Nothing is thrown away
at random, so most rules take a handful of tries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ruleck.evaluate.examples import outcome_on
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.run import Checks, Evaluation
from ruleck.facts.load import DEFAULTS, Settings, read_mapping
from ruleck.facts.record import Story
from ruleck.facts.vocabulary import Vocabulary
from ruleck.generate.aim import Aim, Standing, Wanted
from ruleck.generate.bring import ends, field_of
from ruleck.generate.distance import NOWHERE
from ruleck.generate.edits import Document, Documents, Editing, folded
from ruleck.generate.pick import Pick, simplest_way
from ruleck.generate.wish import Add, Between, Drop, Way, Wish, Wishes
from ruleck.meaning import program as p

EMPTY: Document = {}
TRIES = 2_000
# How many rules are brought about together from the start.
FEW = 3
# How many steps may bring nothing nearer, one after the other.
_PATIENCE = 8


class Subject:
    """A rule ready to be tried on documents: measured by its aim, judged by the engine."""

    __slots__ = ("_checks", "_program", "aim")

    def __init__(self, rule: p.Rule, vocabulary: Vocabulary) -> None:
        self._program = p.Program((rule,), vocabulary)
        self._checks = Checks(self._program)
        self.aim = Aim(rule, vocabulary)

    @property
    def rule(self) -> p.Rule:
        """The rule."""
        return self.aim.rule

    @property
    def vocabulary(self) -> Vocabulary:
        """The kinds that it speaks of."""
        return self._program.vocabulary

    def outcome(self, stories: Sequence[Story]) -> tuple[str, tuple[Finding, ...]]:
        """What the engine says of stories, as the word that an author would write, and the findings."""
        return outcome_on(Evaluation(self._program, self._checks), stories)


@dataclass(frozen=True, slots=True)
class Reached:
    """Documents that stand where they should, the stories they tell, and how many were tried on the way."""

    documents: Documents
    stories: tuple[Story, ...]
    tries: int


@dataclass(frozen=True, slots=True)
class _State:
    documents: Documents
    stories: tuple[Story, ...]
    standings: tuple[Standing, ...]
    far: float


@dataclass(slots=True)
class _Place:
    """A state that the search is at, what is still to be tried from there, and the states met that are not nearer."""

    state: _State
    following: Iterator[_State]
    met: list[_State] = field(default_factory=list)


class Search:
    """Documents on which each of some rules comes out as wanted. The rules speak one vocabulary.

    `tries` is how many documents are looked at before it gives up; `used` is how many were. With `apart` facts that are
    added come in stories of their own.
    """

    def __init__(
        self,
        wanted: Sequence[tuple[Subject, Wanted]],
        *,
        settings: Settings = DEFAULTS,
        tries: int = TRIES,
        pick: Pick = simplest_way,
        apart: bool = False,
    ) -> None:
        self._wanted = wanted
        self._apart = apart
        self._vocabulary = wanted[0][0].vocabulary
        self._settings = settings
        self._tries = tries
        self._pick = pick
        self._wandering = pick is not simplest_way
        self._least = sum(subject.aim.least for subject, _ in wanted)
        self.used = 0
        self._seen: set[str] = set()

    def reached(self, stories: Sequence[Story]) -> bool:
        """Whether stories stand where they should: at no distance, and by the engine's word."""
        for subject, wanted in self._wanted:
            if subject.aim.at(stories).far(wanted) > subject.aim.least:
                return False
            outcome, findings = subject.outcome(stories)
            lacking = wanted == "leaves undecided" and all(finding.missing for finding in findings)
            if outcome != wanted or lacking:
                return False
        return True

    def read(self, documents: Documents) -> tuple[Story, ...] | None:
        """The stories of documents; none where one of them has a mistake."""
        stories = []
        for document in documents:
            story, _ = read_mapping(document, self._vocabulary, self._settings)
            if story is None:
                return None
            stories.append(story)
        return tuple(stories)

    def run(self, start: Documents = (EMPTY,)) -> Reached | None:
        """Documents that stand where they should, near those given; none where none were met."""
        first = self._state(tuple(folded(document) for document in start) or (EMPTY,))
        if first is None:
            return None
        # Invariant: each place on the way is nearer than the one before it, or was gone to for want of a nearer one.
        way = [_Place(first, self._following(first))]
        nearest, stale = NOWHERE * 1_000, 0
        while way and self.used <= self._tries and stale <= _PATIENCE:
            here = way[-1]
            if not here.met and here.state.far <= self._least and self.reached(here.state.stories):
                return Reached(here.state.documents, here.state.stories, self.used)
            stale = 0 if here.state.far < nearest else stale
            nearest = min(nearest, here.state.far)
            following = self._next(here, stale)
            if following is None:
                way.pop()
            else:
                stale += following.far >= here.state.far
                way.append(_Place(following, self._following(following)))
        return None

    # -------------------------------------------------------------- steps

    def _state(self, documents: Documents) -> _State | None:
        self.used += 1
        stories = self.read(documents)
        if stories is None:
            return None
        standings = tuple(subject.aim.at(stories) for subject, _ in self._wanted)
        far = sum(standing.far(wanted) for standing, (_, wanted) in zip(standings, self._wanted, strict=True))
        return _State(documents, stories, standings, far)

    def _next(self, here: _Place, stale: int) -> _State | None:
        """Where to go from a place: to the first state that is nearer; where there is none, to one that is not."""
        for following in here.following:
            if following.far < here.state.far:
                return following
            here.met.append(following)
            if self.used > self._tries:
                break
        if not here.met:
            return None
        # A hollow that everything near leads back into is left by the least step, by what would help most if nothing
        # else were broken by it, or by one in any direction.
        if self._wandering:
            return here.met.pop(self._pick(len(here.met)))
        return here.met.pop(0 if stale % 2 else min(range(len(here.met)), key=lambda i: here.met[i].far))

    def _following(self, state: _State) -> Iterator[_State]:
        """The states that one step leads to, each state of a run once."""
        pairs = list(zip(state.standings, (wanted for _, wanted in self._wanted), strict=True))
        wishes = [ways for standing, wanted in pairs for ways in standing.wish(wanted) if ways]
        bounds = [
            wish
            for standing, wanted in pairs
            for ways in standing.kept(wanted)
            for way in ways
            for wish in way
            if isinstance(wish, Between) and holds(wish)
        ]
        for attempt in self._attempts(wishes, state):
            editing = Editing(state.documents, state.stories, self._vocabulary, apart=self._apart)
            documents = editing.carry_out(bounded(attempt, bounds))
            if documents is None or (key := repr(documents)) in self._seen:
                continue
            self._seen.add(key)
            following = self._state(documents)
            if following is not None:
                yield following

    def _attempts(self, wishes: Wishes, state: _State) -> Iterator[list[Wish]]:
        """What to try: all wishes at once, one by one, all at once by other ways; then a fact more, and a fact less."""
        first = [ways[self._pick(len(ways))] if len(ways) > 1 else ways[0] for ways in wishes]
        if first:
            yield merged(first)
        if len(wishes) > 1 or any(len(ways) > 1 for ways in wishes):
            for ways in wishes:
                for way in ways[:8]:
                    yield list(way)
            for turn in range(1, 6):
                yield merged([ways[(turn + self._pick(len(ways))) % len(ways)] for ways in wishes])
        # Where other rules need the facts at hand as they are, another one may do instead of one that is changed.
        for standing, (_, wanted) in zip(state.standings, self._wanted, strict=True):
            if len(self._wanted) > FEW and standing.far(wanted) and wanted != "ignores":
                yield from ([add] for add in standing.more())
        # What no change mends is perhaps better left out.
        for story in state.stories:
            for records in story.records.values():
                for record in records:
                    if record.known and record is not story.article:
                        yield [Drop(record)]


def holds(wish: Between) -> bool:
    """Whether a value lies between its ends already."""
    found = ends(field_of(wish.record, wish.path))
    return found is not None and wish.low <= found[0] and found[1] <= wish.high


def bounded(wishes: list[Wish], bounds: Sequence[Between]) -> list[Wish]:
    """Wishes with their numbers and days kept within what other conditions need, where both can be had."""
    if not bounds:
        return wishes
    result: list[Wish] = []
    for wish in wishes:
        if isinstance(wish, Between):
            for bound in bounds:
                if bound.record is wish.record and bound.path == wish.path:
                    wish = wish.joined(bound) or wish
        result.append(wish)
    return result


def merged(ways: Sequence[Way]) -> list[Wish]:
    """Ways to be gone together: bounds on one field are met by one value, no
    field is given two, and what several ask for is added once."""
    result: list[Wish] = []
    places: dict[tuple[int, tuple[str, ...]], int] = {}
    added: set[tuple[object, ...]] = set()
    for wish in (wish for way in ways for wish in way):
        if isinstance(wish, Add):
            asked = (wish.kind, id(wish.owner), id(wish.like), wish.path)
            if asked not in added:
                added.add(asked)
                result.append(wish)
            continue
        if isinstance(wish, Drop):
            result.append(wish)
            continue
        place = (id(wish.record), wish.path)
        number = places.get(place)
        if number is None:
            places[place] = len(result)
            result.append(wish)
            continue
        before = result[number]
        if isinstance(before, Between) and isinstance(wish, Between):
            joined = before.joined(wish)
            if joined is not None:
                result[number] = joined
    return result
