"""Times and tables."""

from __future__ import annotations

import gc
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import process_time
from typing import TypeAlias

Cell: TypeAlias = str | float | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to one question. The first cell of a row says what was measured."""

    question: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """The table for a terminal."""
        lines = [self.columns, *(tuple(map(_shown, row)) for row in self.rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.columns))]
        text = [self.question]
        for first, *rest in lines:
            cells = [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
            text.append("  " + "  ".join([first.ljust(widths[0]), *cells]).rstrip())
        return "\n".join([*text, *(f"  ({note})" for note in self.notes)]) + "\n"

    def json(self) -> str:
        """The table for a program: one line, in full precision."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return json.dumps({"question": self.question, "rows": rows, "notes": self.notes}, ensure_ascii=False)


def least(run: Callable[[], object], times: int) -> float:
    """The CPU seconds of the fastest of several runs."""
    return min(_seconds(run) for _ in range(times))


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """How time grows with size: the slope of the line through both, fitted in logarithms. 1 is in proportion."""
    xs, ys = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - x_mean) ** 2 for x in xs)


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()  # what a run before left behind is not this one's
    start = process_time()
    run()
    return process_time() - start


def _shown(cell: Cell) -> str:
    if cell is None:
        return "-"
    return cell if isinstance(cell, str) else f"{cell:,.{_places(cell)}f}"


def _places(number: float) -> int:
    """Places for three digits that mean something."""
    if isinstance(number, int) or number == 0:
        return 0
    return max(0, 2 - math.floor(math.log10(abs(number))))
