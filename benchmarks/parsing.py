"""How long does a file of 1,000 rules take to read and to compile?"""

from __future__ import annotations

import inspect
from functools import partial

from benchmarks import hand
from benchmarks.measure import Cell, Table, exponent, least
from benchmarks.workload import RULES
from ruleck.diagnostics import Diagnostic
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.meaning.compile import compile_files
from ruleck.meaning.program import Program
from ruleck.source import Source
from ruleck.syntax.grammar import parser
from ruleck.syntax.parse import parse

_EIGHT = 8


def measure(quick: bool = False) -> Table:
    """Milliseconds for a whole file, beside what Python takes to compile as many rules written by hand."""
    counts, times = ((8, 16), 1) if quick else ((248, 504, 1000), 3)
    files = [Source("house.ruleck", _many(count)) for count in counts]
    parser()  # loading its tables is a question of start-up
    mistakes = [mistake.message for mistake in _compile(files[-1])[1]]
    assert not mistakes, mistakes
    by_hand = [inspect.getsource(hand) * (count // _EIGHT) for count in counts]
    by_hand = [text.replace("from __future__ import annotations", "") for text in by_hand]
    runs = {
        "ruleck, parse": [least(partial(parse, file), times) for file in files],
        "ruleck, parse and compile": [least(partial(_compile, file), times) for file in files],
        "Python, compile hand-written": [least(partial(compile, text, "house.py", "exec"), times) for text in by_hand],
    }
    rows: list[tuple[Cell, ...]] = [
        (name, *(second * 1e3 for second in seconds), seconds[-1] / counts[-1] * 1e6, exponent(counts, seconds))
        for name, seconds in runs.items()
    ]
    return Table(
        "A file of many rules, milliseconds",
        ("", *(f"{count:,} rules" for count in counts), "µs a rule", "exponent"),
        tuple(rows),
        (f"{len(files[-1].text.splitlines()):,} lines, {len(files[-1].text):,} characters of rules",),
    )


def _compile(file: Source) -> tuple[Program, list[Diagnostic]]:
    return compile_files([file], builtin_vocabulary(), lambda name, user: "is not there")


def _many(count: int) -> str:
    """The eight rules again and again, each time under other names."""
    return "".join(RULES.replace("\nrule ", f"\nrule r{number}-") for number in range(count // _EIGHT))
