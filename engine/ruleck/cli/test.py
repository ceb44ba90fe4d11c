"""`ruleck test`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, FOUND, RULES, WRONG, bug
from ruleck.cli.output import SignOfLife, paint, write
from ruleck.cli.settings import said, setting_option

if TYPE_CHECKING:
    from ruleck.trial.mutants import Mutating
    from ruleck.trial.result import Trial


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@RULES
@setting_option("select")
@setting_option("ignore")
@click.option("--coverage", is_flag=True, help="List which clauses no example shows true, false or undecided.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Fail if less than N per cent of the outcomes were seen.",
)
@click.option("--strict", is_flag=True, help="Fail for each rule that no example shows violated.")
@click.option(
    "--mutants", is_flag=True, help="Change each rule as people get rules wrong; list what no example notices."
)
@click.option(
    "--accept",
    metavar="RULE:N",
    multiple=True,
    help="Add to its rule file the example that notices mutant N of RULE; RULE alone: all of it; `all`: all there are."
    " May be repeated; goes with --mutants.",
)
@click.option(
    "--tries",
    type=click.IntRange(1, 1_000_000),
    metavar="N",
    help="How many documents are tried to tell a mutant from its rule.  [default: 2000]",
)
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
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    coverage: bool,
    fail_under: float | None,
    strict: bool,
    mutants: bool,
    accept: tuple[str, ...],
    tries: int | None,
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
    ruleck test --select attribution
    ruleck test rules/ --mutants
    ruleck test rules/ --mutants --accept quote-has-speaker:1

    With --mutants each rule is changed in the ways that people get rules wrong. A change that no example notices is a
    hole in the examples, and is listed with the smallest example that would. Rules that ship with ruleck are changed
    only where they are named.

    Exit status: 0 when all is as promised, 1 when something is not or, with --mutants, no example notices a mutant, 2
    when rules, a document or the call are wrong or nothing was tested.
    """
    from ruleck.trial.run import try_rules

    if not mutants and (accept or tries is not None):
        raise click.UsageError("`--accept` and `--tries` are for mutants: give `--mutants`, too")
    if accept and watching:
        raise click.UsageError("`--accept` is done once, and `--watch` tests again and again: give one of them")
    sign = SignOfLife(wanted=mutants, said="tried {:,} mutants")

    def mutating() -> Mutating | None:
        if not mutants:
            return None
        from ruleck.generate.search import TRIES
        from ruleck.trial.mutants import Mutating

        return Mutating(accept, tries or TRIES, sign.step)

    def once() -> int:
        try:
            trial = try_rules(
                paths,
                rules,
                strict=strict,
                coverage=coverage,
                fail_under=fail_under,
                mutants=mutating(),
                selection=said({"select": select, "ignore": ignore}),
            )
        except Exception as error:  # a bug: told in the form that was asked for
            from ruleck.trial.result import Trial

            trial = Trial(mistakes=(bug(error, verbose=False),))
        write(_shown(trial, form), sign)
        if trial.mistaken:
            return WRONG
        return FOUND if trial.found else FINE

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
