"""Facts with a start and an end that shall not overlap, in O(n log n).

Two facts overlap where each starts before the other ends; one that ends when the next starts does not. Put in the order
of their last possible start, the earlier one of a pair surely starts before the later one ends if that start is before
that end. So fact j asks, of those before it that do, for the one with the latest first possible end: does j start
before it at the latest? What may overlap is asked the same way in the order of first possible starts.

Clock times count between two facts that have them, all of one sort, at both ends: such facts are compared among
themselves by moments, all others by days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from ruleck.values.date import DateSpan, before
from ruleck.values.pairs import BestBefore, Key, Rank, high_key, line, low_key, zone

Stretch: TypeAlias = tuple[DateSpan, DateSpan, bool]
Couple: TypeAlias = tuple[int, int]


def not_overlap(stretches: Sequence[Stretch]) -> tuple[list[Couple], list[Couple]]:
    """Pairs of stretches (a start, an end, whether it surely belongs) that surely overlap, and pairs that may.

    For each one that starts within an earlier one, the pair with that of these which ends last; for each other that
    may, the pair with the one which may end last. The one that starts earlier stands first; no two are paired twice.

    >>> first, second = DateSpan(1, 1), DateSpan(5, 5)
    >>> not_overlap([(first, DateSpan(6, 6), True), (second, DateSpan(9, 9), True)])
    ([(0, 1)], [])
    >>> not_overlap([(first, second, True), (second, DateSpan(9, 9), True)])
    ([], [])
    """
    sure: dict[int, Rank] = {}
    possible: dict[int, Rank] = {}
    for sources, queries, by_moment in _parts(stretches):
        _ask(_placed(stretches, sources, by_moment, True), _placed(stretches, queries, by_moment, True), sure)
        _ask(_placed(stretches, sources, by_moment, False), _placed(stretches, queries, by_moment, False), possible)
    broken = [(rank[-1], j) for j, rank in sorted(sure.items())]
    open_ = {frozenset(pair): pair for pair in broken}
    for j, rank in sorted(possible.items()):
        # In the order of first starts a pair may stand the other way round: what surely overlaps is not open for that.
        if j not in sure and not _surely(stretches[rank[-1]], stretches[j]):
            open_.setdefault(frozenset((rank[-1], j)), (rank[-1], j))
    return broken, list(open_.values())[len(broken) :]


def _surely(a: Stretch, b: Stretch) -> bool:
    return a[2] and b[2] and before(a[0], b[1]) is True and before(b[0], a[1]) is True


def _parts(stretches: Sequence[Stretch]) -> Iterator[tuple[list[int], list[int], bool]]:
    classes: dict[bool | None, list[int]] = {}
    for index, (start, end, _) in enumerate(stretches):
        sort = zone(start)
        classes.setdefault(sort if sort == zone(end) else None, []).append(index)
    for a, b in product(classes, repeat=2):
        yield classes[a], classes[b], a is not None and a == b


@dataclass(frozen=True, slots=True)
class _Placed:
    """A stretch, as long as it can be; or, where overlap shall be certain, as short."""

    index: int
    start: Key
    end: Key


def _placed(stretches: Sequence[Stretch], members: Sequence[int], by_moment: bool, certain: bool) -> list[_Placed]:
    placed = []
    for index in members:
        start, end, belongs = stretches[index]
        if certain and not belongs:
            continue
        begins, ends = line(start, by_moment), line(end, by_moment)
        if certain:
            placed.append(_Placed(index, high_key(begins), low_key(ends)))
        else:
            placed.append(_Placed(index, low_key(begins), high_key(ends)))
    return placed


def _ask(sources: Sequence[_Placed], queries: Sequence[_Placed], into: dict[int, Rank]) -> None:
    """For each query, keep the source that ends last of those which start no later and before its end."""
    best = BestBefore(((s.start, s.index), (-s.end[0], -s.end[1], s.index), s.index) for s in sources)
    for q in queries:
        # Of two that start together the later given is the one that asks.
        rank = best.before(min((q.start, q.index), (q.end, -1)))
        if rank is None or (-rank[0], -rank[1]) <= q.start:
            continue
        if q.index not in into or rank < into[q.index]:
            into[q.index] = rank
