"""A trial as people read it: what failed, what is done though still marked todo, what was not seen, and the tally."""

from __future__ import annotations

from collections.abc import Iterator

from ruleck.diagnostics import Diagnostic
from ruleck.meaning.context import listing
from ruleck.reports.diagnostics import mistake_text
from ruleck.reports.snippet import WIDTH, Paint, plain, printable, wrap
from ruleck.trial.coverage import Coverage
from ruleck.trial.result import Result, Trial


def trial_text(trial: Trial, paint: Paint = plain) -> str:
    """The whole report."""
    blocks = [f"{mistake_text(mistake, paint)}\n" for mistake in trial.mistakes]
    blocks += [f"{mistake_text(told, paint)}\n" for result in trial.results if (told := as_mistake(result))]
    if trial.coverage is not None and not trial.mistaken:
        blocks.append("".join(f"{row}\n" for row in _coverage(trial.coverage)) + "\n")
    rows: list[str] = []
    if trial.mutation is not None:
        from ruleck.trial.mutants_text import holes, mutation_rows

        blocks += [f"{mistake_text(hole, paint)}\n" for hole in holes(trial.mutation)]
        rows += mutation_rows(trial.mutation)
    # With a mistake in the rules nothing was tried, and there is nothing to count.
    if trial.results or not trial.mistaken:
        blocks.append("".join(f"{row}\n" for row in tally(trial)))
    return "".join([*blocks, *(f"{row}\n" for row in rows)])


def as_mistake(result: Result) -> Diagnostic | None:
    """A failure, or a todo that is done, told as a mistake is; none for what nobody needs to read."""
    labels = (result.at,) if result.at is not None else ()
    subject = f"{result.rule}{':' if result.kind == 'document' else ''} {result.name}" if result.rule else result.name
    if result.status == "failed":
        notes = (f"expected: {result.expected}", f"came out: {result.got}", *result.why)
        return Diagnostic(result.status, f"failed: {subject}", labels, notes)
    if result.status == "works":
        note = "it comes out now: take the `todo` away"
        return Diagnostic(result.status, f"done: {subject}", labels, (note,), severity="info")
    return None


def tally(trial: Trial) -> Iterator[str]:
    """The closing lines: what was tried, and what came of it."""
    tests = [result for result in trial.results if result.kind in ("example", "document")]
    failed = sum(result.status == "failed" for result in tests)
    what = [_counted(trial.rules, "rule", "rules"), _counted(len(tests), "test", "tests")]
    if trial.documents:
        what.append(_counted(trial.documents, "document", "documents"))
    came = [f"{failed:,} failed" if failed else "all as promised"]
    if trial.count("todo"):
        came.append(f"{trial.count('todo'):,} to do")
    if trial.count("works"):
        came.append(f"{trial.count('works'):,} done but marked todo")
    if dull := sum(result.kind == "rule" for result in trial.results):
        came.append(f"{_counted(dull, 'rule', 'rules')} never shown violated")
    if any(result.kind == "coverage" for result in trial.results):
        came.append("coverage too low")
    yield from wrap(f"{', '.join(what)}: {', '.join(came)}", WIDTH)
    if trial.silent:
        verb = "promises" if trial.silent == 1 else "promise"
        yield f"{_counted(trial.silent, 'document', 'documents')} {verb} nothing and {_was(trial.silent)} left out"
    if trial.untested:
        yield from wrap(f"rules without a test: {', '.join(trial.untested)}", WIDTH)


def _coverage(coverage: Coverage) -> Iterator[str]:
    yield f"coverage: {coverage.seen:,} of {coverage.possible:,} outcomes seen ({coverage.percent}%)"
    for covered in coverage.rules:
        if covered.seen == covered.possible:
            continue
        yield f"  {printable(covered.rule.id)} ({covered.seen} of {covered.possible})"
        for clause in covered.clauses:
            if clause.unseen:
                never = listing(clause.unseen, "or")
                for number, line in enumerate(wrap(printable(f"`{clause.words}` was never {never}"), WIDTH - 6)):
                    yield f"    {'  ' if number else ''}{line}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
