"""How long does one article of twenty facts take, rules compiled?"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from benchmarks.measure import Table, least
from benchmarks.peers import peers
from benchmarks.workload import story


def measure(quick: bool = False) -> Table:
    """Microseconds an article, from a dict and from JSON text, and as multiples of hand-written Python."""
    articles, times = (5, 1) if quick else (200, 9)
    stories = [story(20, seed) for seed in range(articles)]
    texts = [json.dumps(one) for one in stories]
    taken = {}
    for peer in peers():
        from_dict = least(partial(_each, peer.check, stories), times) / articles
        from_text = least(partial(_each, peer.check_text, texts), times) / articles
        taken[peer.name] = from_dict, from_text
    by_hand = taken["hand-written Python"]
    rows = tuple(
        (name, from_dict * 1e6, from_text * 1e6, from_dict / by_hand[0], from_text / by_hand[1])
        for name, (from_dict, from_text) in taken.items()
    )
    return Table(
        "One article of 20 facts, eight rules, compiled before",
        ("", "dict, µs", "JSON text, µs", "dict, times hand", "text, times hand"),
        rows,
        (f"{sum(len(text) for text in texts) // articles:,} bytes of JSON an article, {articles} different ones",),
    )


def _each(check: Callable[[Any], object], documents: Sequence[object]) -> None:
    for document in documents:
        check(document)
