"""`python -m benchmarks [QUESTION]...`: ask all questions, of speed and of drafts, or some."""

from __future__ import annotations

import argparse
from importlib import import_module

from benchmarks.measure import Table

QUESTIONS = ("article", "growth", "start", "parsing", "hard", "batch", "generate", "drafting", "keystrokes")


def ask(question: str, *, quick: bool = False) -> Table:
    """The answer to one question; `quick` takes tiny sizes, to see that it can be asked."""
    table: Table = import_module(f"benchmarks.{question}").measure(quick)
    return table


def main() -> None:
    """Print a table for each question."""
    arguments = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="How fast ruleck is, and how good its drafts are.",
        epilog=f"Questions: {', '.join(QUESTIONS)}.",
    )
    arguments.add_argument("questions", metavar="QUESTION", nargs="*", help="those below; all of them")
    arguments.add_argument("--json", action="store_true", help="a line of JSON for each question")
    arguments.add_argument("--quick", action="store_true", help="tiny sizes, to see that it runs")
    given = arguments.parse_args()
    unknown = [question for question in given.questions if question not in QUESTIONS]
    if unknown:
        arguments.error(f"`{unknown[0]}` is none of {', '.join(QUESTIONS)}")
    for question in given.questions or QUESTIONS:
        table = ask(question, quick=given.quick)
        print(table.json() if given.json else table.text(), flush=True)


if __name__ == "__main__":
    main()
