"""Hypothesis strategies for documents that stand in a certain way to rules.

A document begins as a story of all sorts (`generate.noise`), each of its choices drawn from Hypothesis; then the search
brings it where it should be, changing no more than it has to. The search is a function of what was drawn, so Hypothesis
can shrink a document by simplifying its choices alone: the simplest ones are those of the empty story, and what the
search makes of it is the smallest document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from ruleck.facts.load import Settings
from ruleck.generate.aim import Wanted
from ruleck.generate.edits import copied
from ruleck.generate.noise import interest, noise
from ruleck.generate.reach import join, reach_all
from ruleck.generate.search import FEW, Search, Subject
from ruleck.meaning import program as p
from ruleck.testing.verdicts import WANTED, SomeRules, Unreached, chosen, compiled

# How long a drawn story is brought nearer before the smallest document takes its place.
_TRIES = 300


def articles(rules: SomeRules) -> st.SearchStrategy[dict[str, Any]]:
    """Documents without mistakes that have facts of the kinds and fields that rules read, whatever comes of them.

    Values lie at, beside and across those that the rules speak of; some are vague, open or absent. Raises
    `ruleck.Mistakes` for rules whose text is mistaken, as all strategies do.

    >>> from hypothesis import find
    >>> find(articles("polls' sample must be at least 500"), lambda document: "polls" in document)
    {'polls': [{}]}
    """
    some = compiled(rules)
    about = interest(some.program.rules, some.program.vocabulary)

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, Any]:
        return noise(lambda ways: draw(st.integers(0, ways - 1)), about)

    return drawn()


def satisfying(rules: SomeRules, *, rule: str | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Documents on which every rule, or the one named, applies to a fact and holds for all.

    Raises `ValueError` for a name that no rule has, and `Unreached`, when a document is drawn, where none was met.

    >>> from hypothesis import find
    >>> find(satisfying("polls' sample must be at least 500"), lambda document: True)
    {'polls': [{'sample': 500}]}
    """
    return _standing(rules, rule, WANTED["holds"])


def violating(rules: SomeRules, *, rule: str | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Documents that surely violate every rule, or the one named. Raises what `satisfying` raises.

    >>> from hypothesis import find
    >>> find(violating("quotes must name a speaker"), lambda document: True)
    {'quotes': [{'text': 'a'}]}
    """
    return _standing(rules, rule, WANTED["violated"])


def undecided(rules: SomeRules, *, rule: str | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Documents that leave every rule, or the one named, undecided and violate none of them.

    What is open is vague or stands as `?`: a check that only lacks a fact is not meant. Raises what
    `satisfying` raises.

    >>> from hypothesis import find
    >>> find(undecided("polls' sample must be at least 500"), lambda document: True)
    {'polls': [{'sample': 'at least 499'}]}
    """
    return _standing(rules, rule, WANTED["undecided"])


def _standing(rules: SomeRules, rule: str | None, wanted: Wanted) -> st.SearchStrategy[dict[str, Any]]:
    some = compiled(rules)
    picked = chosen(some, rule)
    if not picked:
        raise ValueError("there is no rule among these")
    # Deferred, so that a test module is imported without a search.
    return st.deferred(lambda: _strategy(picked, some.program, Settings(approximation=some.approximation), wanted))


def _strategy(
    picked: Sequence[p.Rule], program: p.Program, settings: Settings, wanted: Wanted
) -> st.SearchStrategy[dict[str, Any]]:
    goal = [(Subject(rule, program.vocabulary), wanted) for rule in picked]
    about = interest(picked, program.vocabulary)
    together = len(picked) <= FEW
    smallest = reach_all(goal, settings=settings)
    if isinstance(smallest, int):
        raise Unreached(_unreached([rule.id for rule in picked], wanted, smallest))
    if len(smallest.documents) != 1:
        raise Unreached(f"`{picked[0].id}` speaks of several stories, and a strategy gives one")
    abouts = [interest([rule], program.vocabulary) for rule in picked]

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, Any]:
        def pick(ways: int) -> int:
            return draw(st.integers(0, ways - 1))

        if together:
            start = noise(pick, about)
            reached = Search(goal, settings=settings, tries=_TRIES).run((start,)) if start else None
        else:
            starts = [noise(pick, one) for one in abouts]
            found = join(goal, starts, settings=settings, tries=_TRIES) if any(starts) else 0
            reached = None if isinstance(found, int) else found
        if reached is None or len(reached.documents) != 1:
            return copied(smallest.documents[0])  # type: ignore[no-any-return]  # a document
        return reached.documents[0]

    return drawn()


def _unreached(ids: Sequence[str], wanted: Wanted, tries: int) -> str:
    verdict = {"accepts": "holds and applies", "rejects": "is violated"}.get(wanted, "is undecided")
    if len(ids) == 1:
        return f"`{ids[0]}` {verdict} on none of {tries:,} documents tried"
    named = ", ".join(f"`{name}`" for name in ids[:5]) + (" and others" if len(ids) > 5 else "")
    return f"none of {tries:,} documents tried is such that each of {named} {verdict}; name one of them with `rule=`"
