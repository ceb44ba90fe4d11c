"""How does the time grow from 100 to 10,000 facts in one article?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.measure import Cell, Table, exponent, least
from benchmarks.peers import peers
from benchmarks.workload import Story, story


def measure(quick: bool = False) -> Table:
    """Milliseconds an article by its facts, and the exponent of growth."""
    sizes, times = ((20, 100), 1) if quick else ((100, 300, 1000, 3000, 10_000), 5)
    stories = [story(size, size) for size in sizes]
    rows: list[tuple[Cell, ...]] = []
    for peer in peers():
        seconds = []
        for one, size in zip(stories, sizes, strict=True):
            repeats = sizes[-1] // size  # a small story again and again: the clock is coarse, and caches are warm
            seconds.append(least(partial(_repeat, peer.check, one, repeats), times) / repeats)
        rows.append((peer.name, *(second * 1e3 for second in seconds), exponent(sizes, seconds)))
    return Table(
        "Growth with the facts of one article, dict in, milliseconds",
        ("", *(f"{size:,}" for size in sizes), "exponent"),
        tuple(rows),
    )


def _repeat(check: Callable[[Story], object], one: Story, times: int) -> None:
    for _ in range(times):
        check(one)
