"""A trial as machines read it: one JSON object, whatever the outcome.

Its shape is docs/trial.schema.json. Within a format number fields are added, never changed or taken away.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ruleck import __version__
from ruleck.diagnostics import Label
from ruleck.reports.objects import diagnostic_entry, span_entry
from ruleck.trial.coverage import Coverage
from ruleck.trial.result import Result, Trial

if TYPE_CHECKING:
    from ruleck.mutants.hunt import Hunt, Hunted, Proposal
    from ruleck.trial.mutants import Mutation

FORMAT = 1


def trial_json(trial: Trial) -> str:
    """The whole report, a line for each test."""
    summary = {
        "rules": trial.rules,
        "documents": trial.documents,
        "tests": len(trial.results),
        **{status: trial.count(status) for status in ("passed", "failed", "todo", "works")},
    }
    rest = {
        "coverage": None if trial.coverage is None else _coverage(trial.coverage),
        "mutants": None if trial.mutation is None else _mutation(trial.mutation),
        "untested": trial.untested,
        "silent": trial.silent,
        "diagnostics": [diagnostic_entry(mistake) for mistake in trial.mistakes],
        "summary": summary,
    }
    tests = ",\n".join(f"  {json.dumps(_result(result))}" for result in trial.results)
    rows = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in rest.items())
    head = f'{{"ruleck": {json.dumps(__version__)}, "format": {FORMAT},\n "tests": ['
    return f"{head}\n{tests}],\n{rows}}}\n" if tests else f"{head}],\n{rows}}}\n"


def _result(result: Result) -> dict[str, object]:
    return {
        "status": result.status,
        "kind": result.kind,
        "rule": result.rule,
        "name": result.name,
        "at": _place(result.at),
        "expected": result.expected,
        "got": result.got,
        "why": result.why,
    }


def _coverage(coverage: Coverage) -> dict[str, object]:
    return {
        "seen": coverage.seen,
        "possible": coverage.possible,
        "percent": coverage.percent,
        "rules": [
            {
                "rule": covered.rule.id,
                "at": _place(covered.rule.place),
                "clauses": [
                    {"part": clause.part, "words": clause.words, "seen": clause.seen, "unseen": clause.unseen}
                    for clause in covered.clauses
                ],
            }
            for covered in coverage.rules
        ],
    }


def _mutation(mutation: Mutation) -> dict[str, object]:
    return {
        "tries": mutation.tries,
        "left_out": mutation.left_out,
        "unfit": mutation.unfit,
        "noticed": mutation.count("noticed"),
        "survived": mutation.count("survived"),
        "not_told_apart": mutation.count("not told apart"),
        "list": [_hunted(hunt, one, mutation) for hunt in mutation.hunts for one in hunt.hunted],
    }


def _hunted(hunt: Hunt, one: Hunted, mutation: Mutation) -> dict[str, object]:
    mutant, by = one.mutant, hunt.rule.examples[one.by] if one.by is not None else None
    return {
        "rule": hunt.rule.id,
        "number": one.number,
        "status": one.status,
        "operator": mutant.operator.name,
        "mistake": mutant.operator.mistake,
        "at": _place(mutant.at),
        "sentence": mutant.sentence,
        "said": mutant.difference.said,
        "instead": mutant.difference.instead,
        "noticed_by": _place(by.at) if by is not None else None,
        "example": None if one.proposal is None else _proposal(one, one.proposal, mutation),
    }


def _proposal(one: Hunted, proposal: Proposal, mutation: Mutation) -> dict[str, object]:
    return {
        "made_for": one.like,
        "clause": proposal.clause,
        "outcome": proposal.outcome,
        "otherwise": proposal.otherwise,
        "documents": proposal.documents,
        "accepted": mutation.is_accepted(one),
    }


def _place(label: Label | None) -> dict[str, object] | None:
    return None if label is None else span_entry(label.source, label.span)
