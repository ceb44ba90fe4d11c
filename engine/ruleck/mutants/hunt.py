"""Mutants hunted: which ones the examples of a rule notice, and for each other one the example that would.

A mutant is noticed when an example comes out otherwise than by the rule itself. For one that is not, documents are
looked for that tell the two apart, near the author's examples first; what is found is cut down to what is needed,
written as a clause, read again from that text and tried once more. What is not found in so many tries is said to be not
told apart: it may well mean the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ruleck.evaluate.examples import MEANT
from ruleck.facts.load import DEFAULTS, Settings, read_mapping
from ruleck.facts.record import Story
from ruleck.facts.vocabulary import Vocabulary
from ruleck.generate.clauses import clause, unlike
from ruleck.generate.reach import tell_apart
from ruleck.generate.search import TRIES, Subject
from ruleck.meaning import program as p
from ruleck.mutants.make import MOST, Mutant, Written, mutants_of, read_back
from ruleck.mutants.near import Documents, Neighbourhood, size, without

_MET = 5  # times as many documents as are tried may be met, most of them once more
_KEPT = 12  # of the first documents that are found, the best is taken

# What an example is about of which no more can be said than what comes out.
_ABOUT = {
    "accepts": "as it must be",
    "rejects": "not as it must be",
    "leaves undecided": "not certain",
    "ignores": "none of its business",
}

Status = Literal["noticed", "survived", "not told apart"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An example that would notice a mutant: what it is about, its name and its clause on one line, what comes out by
    the rule, and by the mutant.
    """

    about: str
    name: str
    clause: str
    outcome: str
    otherwise: str
    documents: Documents

    def named(self, name: str, vocabulary: Vocabulary) -> Proposal:
        """The same example under another name."""
        return replace(self, name=name, clause=clause(self.outcome, name, self.documents, vocabulary))


@dataclass(frozen=True, slots=True)
class Hunted:
    """A mutant and what came of it.

    `by` is the example of the rule that notices it, by its place among them; `number` counts those that none notices;
    `proposal` is what would, made for the one with the number `like`, which may be another.
    """

    mutant: Mutant
    status: Status
    by: int | None = None
    number: int | None = None
    proposal: Proposal | None = None
    like: int | None = None


@dataclass(frozen=True, slots=True)
class Hunt:
    """All mutants of a rule. `left_out` is how many more could have been made."""

    rule: p.Rule
    hunted: tuple[Hunted, ...]
    left_out: int

    def count(self, status: Status) -> int:
        """How many mutants came to an end."""
        return sum(one.status == status for one in self.hunted)

    @property
    def survivors(self) -> tuple[Hunted, ...]:
        """Those that no example notices and one would."""
        return tuple(one for one in self.hunted if one.status == "survived")


def hunt(
    written: Written,
    settings: Settings = DEFAULTS,
    *,
    tries: int = TRIES,
    most: int = MOST,
    step: Callable[[], None] = lambda: None,
) -> Hunt:
    """Make the mutants of a rule and hunt each. `step` is called after each one."""
    rule, vocabulary = written.rule, written.vocabulary
    own = Subject(rule, vocabulary)
    examples = [stories for e in rule.examples if (stories := read(e.documents or ({},), vocabulary, settings))]
    promised = [own.outcome(stories)[0] for stories in examples]
    made = mutants_of(written, most)
    found: list[Hunted] = []
    survivors: list[Subject] = []
    proposals: dict[int, Proposal] = {}  # by the number of the survivor that each was made for
    for mutant in made.mutants:
        other = Subject(mutant.rule, vocabulary)
        by = next((i for i, stories in enumerate(examples) if other.outcome(stories)[0] != promised[i]), None)
        if by is not None:
            found.append(Hunted(mutant, "noticed", by))
        elif any(notices(proposal, other, vocabulary, settings) for proposal in proposals.values()):
            survivors.append(other)
            found.append(Hunted(mutant, "survived", number=len(survivors)))
        elif (proposal := _proposal(written, mutant, (own, other), settings, tries)) is not None:
            survivors.append(other)
            proposals[len(survivors)] = proposal
            found.append(Hunted(mutant, "survived", number=len(survivors)))
        else:
            found.append(Hunted(mutant, "not told apart"))
        step()
    chosen = _fewest(survivors, proposals, vocabulary, settings)
    names = [example.name for example in rule.examples]
    for number in sorted(set(chosen.values())):
        # What was proposed and is not needed leaves its name to others.
        proposals[number] = proposals[number].named(unlike(proposals[number].about, names), vocabulary)
        names.append(proposals[number].name)
    told = [
        replace(one, proposal=proposals[chosen[one.number]], like=chosen[one.number]) if one.number else one
        for one in found
    ]
    return Hunt(rule, tuple(told), made.left_out)


def _fewest(
    survivors: Sequence[Subject], proposals: Mapping[int, Proposal], vocabulary: Vocabulary, settings: Settings
) -> dict[int, int]:
    """For the number of each survivor the one whose example is to notice it, such that few examples do for all: in
    turn the one that notices most of those which are left.
    """
    noticed = {
        number: {i for i, subject in enumerate(survivors, 1) if notices(proposal, subject, vocabulary, settings)}
        for number, proposal in proposals.items()
    }
    chosen: dict[int, int] = {}
    while len(chosen) < len(survivors):
        best = max(noticed, key=lambda number: (len(noticed[number] - chosen.keys()), -number))
        chosen.update(dict.fromkeys(noticed[best] - chosen.keys(), best))
    # Where another one does for the survivor that an example was made for as well, this would speak of none.
    for number in set(chosen.values()):
        chosen[number] = number
    return chosen


def read(documents: Documents, vocabulary: Vocabulary, settings: Settings) -> list[Story] | None:
    """The stories that documents tell; none if there is a mistake in one."""
    stories: list[Story] = []
    for document in documents:
        story, mistakes = read_mapping(document, vocabulary, settings)
        if story is None or mistakes:
            return None
        stories.append(story)
    return stories


def notices(proposal: Proposal, other: Subject, vocabulary: Vocabulary, settings: Settings) -> bool:
    """Whether an example would notice another mutant as well."""
    stories = read(proposal.documents, vocabulary, settings)
    return stories is not None and other.outcome(stories)[0] != proposal.outcome


# ------------------------------------------------------------------ the example that would notice


@dataclass(frozen=True, slots=True)
class Apart:
    """What tells documents that two rules differ over from others."""

    subjects: tuple[Subject, Subject]
    vocabulary: Vocabulary
    settings: Settings

    def outcomes(self, documents: Documents) -> tuple[str, str] | None:
        """What comes out by the two rules, if it differs and an author has a word for the first."""
        stories = read(documents, self.vocabulary, self.settings)
        if stories is None:
            return None
        first = self.subjects[0].outcome(stories)[0]
        if first not in MEANT:
            return None
        second = self.subjects[1].outcome(stories)[0]
        return (first, second) if first != second else None


def _proposal(
    written: Written,
    mutant: Mutant,
    subjects: tuple[Subject, Subject],
    settings: Settings,
    tries: int,
) -> Proposal | None:
    vocabulary = written.vocabulary
    apart = Apart(subjects, vocabulary, settings)
    # Half of the tries near what the author wrote, the others wherever it leads.
    found = list(_near(written.rule, mutant.rule, apart, tries // 2))
    if not found:
        starts = [tuple(map(dict, e.documents)) for e in written.rule.examples if e.documents]
        further = tell_apart(*subjects, starts=starts, settings=settings, tries=tries - tries // 2)
        found = [further.documents] if not isinstance(further, int) and apart.outcomes(further.documents) else []
    ranked = sorted((shrunk(documents, apart) for documents in found), key=lambda documents: _rank(documents, apart))
    tried = (_verified(written, mutant, documents, apart) for documents in ranked)
    return next((proposal for proposal in tried if proposal is not None), None)


def _rank(documents: Documents, apart: Apart) -> tuple[int, bool, int]:
    """What is decided goes before what is not, a violation on one side before none, then what is smaller; else what
    was found first.
    """
    outcomes = apart.outcomes(documents) or ()
    return outcomes.count("leaves undecided"), "rejects" not in outcomes, size(documents)


def _near(rule: p.Rule, other: p.Rule, apart: Apart, tries: int) -> Iterator[Documents]:
    """The first documents near the rule's examples that tell two rules apart."""
    neighbourhood = Neighbourhood((rule, other), apart.vocabulary)
    near: list[Documents] = [e.documents or ({},) for e in rule.examples] or neighbourhood.starts()
    seen = {repr(documents) for documents in near}
    left, found, met = tries, 0, 0
    while near and left > 0 and not found and met < _MET * tries:
        beyond: list[Documents] = []
        # In turn, so that none of many examples is left out where tries are few.
        for documents in _in_turn([neighbourhood.moves(documents) for documents in near]):
            key = repr(documents)
            met += 1
            if key in seen:
                continue
            seen.add(key)
            left -= 1
            if apart.outcomes(documents) is not None:
                found += 1
                yield documents
            if left <= 0 or found >= _KEPT:
                return
            beyond.append(documents)
        near = beyond


def _in_turn(many: Sequence[Iterator[Documents]]) -> Iterator[Documents]:
    waiting = list(many)
    while waiting:
        going_on: list[Iterator[Documents]] = []
        for iterator in waiting:
            one = next(iterator, None)
            if one is not None:
                yield one
                going_on.append(iterator)
        waiting = going_on


def shrunk(documents: Documents, apart: Apart) -> Documents:
    """Documents with all left out that is not needed to tell the two rules apart, in the same way if possible."""
    wanted = apart.outcomes(documents)
    assert wanted is not None, "they tell them apart"
    smaller: Documents | None = documents
    while smaller is not None:
        documents = smaller
        smaller = next((less for less in without(documents) if apart.outcomes(less) == wanted), None)
    return documents


def _verified(written: Written, mutant: Mutant, documents: Documents, apart: Apart) -> Proposal | None:
    """The example as text, read back as an author's file is: it comes out as promised, and not so by the mutant."""
    outcomes = apart.outcomes(documents)
    if outcomes is None:
        return None
    empty = not any(facts for document in documents for kind, facts in document.items() if kind != "article")
    about = "nothing to check" if empty else mutant.shows or _ABOUT[outcomes[0]]
    text = clause(outcomes[0], about, documents, apart.vocabulary)
    rule = read_back(written, text)
    if rule is None:
        return None
    [example] = rule.examples
    again = Apart((Subject(rule, apart.vocabulary), apart.subjects[1]), apart.vocabulary, apart.settings)
    if example.outcome != outcomes[0] or again.outcomes(example.documents) != outcomes:
        return None
    return Proposal(about, about, text, *outcomes, example.documents)
