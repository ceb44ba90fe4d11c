"""How much of a draft is right? Precision and recall on stories with facts taken out by hand: tests/draft."""

from __future__ import annotations

from functools import reduce
from operator import add

from benchmarks.measure import Table
from tests.draft.measuring import HELD_OUT, MEASURES, SEEN, STORIES, Score, measure_story


def measure(quick: bool = False) -> Table:
    """Right of what is drafted, and right of what there is, in per cent: each story and each set of them."""
    rows = []
    for what, names in (("all three", STORIES), ("the six seen once", SEEN), ("both held out", HELD_OUT)):
        scores = {name: measure_story(name) for name in names}
        rows += [_row(name, score) for name, score in scores.items()]
        rows.append(_row(what, {which: reduce(add, (score[which] for score in scores.values())) for which in MEASURES}))
    columns = [name for which in MEASURES for name in (which, "")]
    notes = (
        "for each: right of what is drafted / right of what there is, in per cent, and how many there are",
        "speakers: right of those named / of all that a reader can name / of those named beside the quote",
    )
    return Table("How much of a draft is right", ("", *columns), tuple(rows), notes)


def _row(name: str, scores: dict[str, Score]) -> tuple[str, ...]:
    cells = []
    for which in MEASURES:
        score = scores[which]
        parts = [_percent(score.right, score.drafted), _percent(score.right, score.wanted)]
        if which == "speakers":
            parts.append(_percent(score.right, score.beside))
        cells += [" / ".join(parts), f"of {score.wanted}"]
    return (name, *cells)


def _percent(right: int, of: int) -> str:
    return f"{100 * right / of:.0f}" if of else "-"
