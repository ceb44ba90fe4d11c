"""A run in a few lines: what was looked at, and what came of it."""

from __future__ import annotations

from ruleck.reports.brief import counted
from ruleck.reports.checked import Asked, Closing


def tally(closing: Closing, unchecked: int, asked: Asked) -> list[str]:
    """The figures of a run, a line each; `unchecked` documents had mistakes."""
    summary = closing.summary
    left = f"{counted(unchecked, 'story', 'stories')} with mistakes"
    if unchecked and not summary.documents:
        return [f"nothing was checked: {left}"]
    what = (
        counted(summary.documents, "story", "stories"),
        counted(summary.facts, "fact", "facts"),
        counted(summary.rules, "rule", "rules"),
    )
    rows = [f"{', '.join(what)}: {', '.join(_verdicts(closing, asked))}"]
    rows += [f"{left}, not checked"] if unchecked else []
    own = [rule for rule in closing.unmatched if rule not in closing.shipped]
    shipped = len(closing.unmatched) - len(own)
    # Of a run that ended early nobody knows what the rest of it would have matched.
    if closing.unmatched and not closing.partial:
        parts = [", ".join(own)] if own else []
        parts += [f"{shipped} of those that ship"] if shipped else []
        rows.append(f"rules that no fact fell under: {' and '.join(parts)}")
    return rows


def _verdicts(closing: Closing, asked: Asked) -> list[str]:
    summary = closing.summary
    verdicts = [f"{summary.violated:,} violated" if summary.violated else "nothing violated"]
    if summary.undecided:
        verdicts.append(f"{summary.undecided:,} undecided")
    if summary.missing:
        hint = "" if asked.verbose or asked.undecided == "fail" else " (--verbose lists them)"
        verdicts.append(f"{counted(summary.missing, 'check', 'checks')} lacked a fact{hint}")
    if summary.waived:
        verdicts.append(f"{summary.waived:,} waived")
    if summary.baselined:
        verdicts.append(f"{summary.baselined:,} in the baseline")
    return verdicts
