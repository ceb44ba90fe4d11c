"""A trial as annotations of GitHub Actions: what failed, at the line that promises it, and the tally in the log."""

from __future__ import annotations

from ruleck.reports.workflow_command import mistake_command
from ruleck.trial.result import Trial
from ruleck.trial.text import as_mistake, tally


def trial_github(trial: Trial) -> str:
    """The whole report."""
    told = [each for result in trial.results if (each := as_mistake(result)) is not None]
    rows = list(tally(trial)) if trial.results or not trial.mistaken else []
    if trial.mutation is not None:
        from ruleck.trial.mutants_text import holes, mutation_rows

        told += holes(trial.mutation)
        rows += mutation_rows(trial.mutation)
    return "".join([*map(mistake_command, (*trial.mistakes, *told)), *(f"{row}\n" for row in rows)])
