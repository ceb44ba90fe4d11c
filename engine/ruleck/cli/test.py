"""`ruleck test`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, FOUND, RULES, WRONG, bug
from ruleck.cli.output import paint, write

if TYPE_CHECKING:
    from ruleck.trial.result import Trial


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@RULES
@click.option("--coverage", is_flag=True, help="List which clauses no example shows true, false or undecided.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Fail if less than N per cent of the outcomes were seen.",
)
@click.option("--strict", is_flag=True, help="Fail for each rule that no example shows violated.")
@click.option("--watch", "watching", is_flag=True, help="Test again whenever a file changes, until Ctrl-C.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "junit", "github"]),
    default="text",
    help="The form of the report.",
)
def test(
    paths: tuple[str, ...],
    rules: tuple[str, ...],
    coverage: bool,
    fail_under: float | None,
    strict: bool,
    watching: bool,
    form: str,
) -> int:
    """Test rules on their examples.

    A PATH is a rule file, whose examples are run; a document in YAML, whose comments say what is found in it
    (`# violated: RULE`); or a folder of either. Without a PATH: the rules that check would use here, and the documents
    of the folder that you are in.

    \b
    ruleck test
    ruleck test rules/attribution.ruleck --strict
    ruleck test stories/ --coverage

    Exit status: 0 when all is as promised, 1 when something is not, 2 when rules, a document or the call are wrong or
    nothing was tested.
    """
    from ruleck.trial.run import try_rules

    def once() -> int:
        try:
            trial = try_rules(paths, rules, strict=strict, coverage=coverage, fail_under=fail_under)
        except Exception as error:  # a bug: told in the form that was asked for
            from ruleck.trial.result import Trial

            trial = Trial(mistakes=(bug(error, verbose=False),))
        write(_shown(trial, form))
        if trial.mistaken:
            return WRONG
        return FOUND if trial.count("failed") else FINE

    if not watching:
        return once()
    if form != "text":
        raise click.UsageError("`--watch` is for a person who reads: it goes with `--format text` only")
    from ruleck.trial.watch import changes, folders_of

    status = FINE
    try:
        for _ in changes(folders_of(paths + rules)):
            status = once()
            sys.stdout.flush()
            click.echo("waiting for a change; Ctrl-C ends\n", err=True)
    except KeyboardInterrupt:
        pass
    return status


def _shown(trial: Trial, form: str) -> str:
    if form == "json":
        from ruleck.trial.json import trial_json

        return trial_json(trial)
    if form == "junit":
        from ruleck.trial.junit import trial_junit

        return trial_junit(trial)
    if form == "github":
        from ruleck.trial.github import trial_github

        return trial_github(trial)
    from ruleck.trial.text import trial_text

    return trial_text(trial, paint(sys.stdout))
