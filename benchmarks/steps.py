"""The command's steps one by one, each timed, in a process of their own: `python -m benchmarks.steps FILE`.

Prints the CPU seconds of each as JSON. Nothing but the clock is imported before the first step.
"""

from __future__ import annotations

import sys
from time import process_time

_last = 0.0
_spent: dict[str, float] = {}


def _done(step: str) -> None:
    global _last  # one clock, read from top to bottom
    now = process_time()
    _spent[step] = now - _last
    _last = process_time()


def _main(path: str) -> None:
    _done("interpreter")

    import ruleck.cli  # noqa: F401 - the command itself, and what it reads its arguments with
    from ruleck import gathering, pipeline
    from ruleck.configuration import Project
    from ruleck.evaluate.run import Checks
    from ruleck.facts.builtin import builtin_vocabulary
    from ruleck.reports.checked import Asked, Closing
    from ruleck.reports.text import TextForm
    from ruleck.syntax.grammar import parser

    _done("imports")
    parser()
    _done("parser's tables")
    vocabulary = builtin_vocabulary()
    _done("vocabulary")
    texts, _ = gathering.gather_rules((), (), Project())
    program, _ = gathering.compile_rules(texts, vocabulary)
    _done("packs to a program")
    run = pipeline.Run(program, Checks(program), excerpts=True)
    _done("program to closures")
    ((name, story, mistakes),) = pipeline.load(path, vocabulary, Project())
    _done("document")
    checked = run.check(name, story, mistakes)
    _done("evaluation")
    form = TextForm(Asked())
    closing = run.close()
    assert isinstance(closing, Closing)
    text = form.document(checked) + form.closing(closing)
    _done("report")
    assert text

    import json

    print(json.dumps(_spent))


if __name__ == "__main__":
    _main(sys.argv[1])
