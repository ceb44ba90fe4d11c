"""A fuzzing as machines read it: one JSON object, whatever the outcome.

Its shape is docs/fuzz.schema.json. Within a format number fields are added, never changed or taken away.
"""

from __future__ import annotations

import json

from ruleck import __version__
from ruleck.fuzz.run import SOUGHT, Broken, Fuzz, Fuzzed, Met
from ruleck.reports.objects import diagnostic_entry, span_entry

FORMAT = 1


def fuzz_json(fuzz: Fuzz) -> str:
    """The whole report, a line for each rule."""
    rules = ",\n".join(f"  {json.dumps(_rule(one))}" for one in fuzz.rules)
    summary = {
        "rules": len(fuzz.rules),
        "never_violated": sum(isinstance(one.met["rejects"], int) for one in fuzz.rules),
        "never_held": sum(isinstance(one.met["accepts"], int) for one in fuzz.rules),
        "broken": sum(len(one.broken) for one in fuzz.rules),
        "added": sum(len(one.written) for one in fuzz.rules),
        "seed": fuzz.wish.seed,
    }
    mistakes = [diagnostic_entry(mistake) for mistake in fuzz.mistakes]
    head = f'{{"ruleck": {json.dumps(__version__)}, "format": {FORMAT},\n "rules": ['
    tail = f'],\n "diagnostics": {json.dumps(mistakes)},\n "summary": {json.dumps(summary)}}}\n'
    return f"{head}\n{rules}{tail}" if rules else f"{head}{tail}"


def _rule(one: Fuzzed) -> dict[str, object]:
    return {
        "rule": one.rule.id,
        "at": span_entry(one.rule.place.source, one.rule.place.span),
        "met": {SOUGHT[wanted]: _met(found) for wanted, found in one.met.items()},
        "laws": dict(one.laws),
        "broken": [_broken(broken) for broken in one.broken],
        "added": list(one.written),
    }


def _met(found: Met | int) -> dict[str, object]:
    if isinstance(found, int):
        return {"tries": found, "documents": None, "example": None, "message": None}
    message = found.findings[0].message if found.findings else None
    return {"tries": found.tries, "documents": list(found.documents), "example": found.clause, "message": message}


def _broken(broken: Broken) -> dict[str, object]:
    (before, was), (after, is_) = broken.before, broken.after
    return {
        "law": broken.law.name,
        "says": broken.law.says,
        "before": {"outcome": was, "document": before},
        "after": {"outcome": is_, "document": after},
    }
