"""`ruleck fuzz`"""

from __future__ import annotations

import sys

import click

from ruleck.cli.call import FINE, FOUND, WRONG, bug
from ruleck.cli.output import SignOfLife, paint, print_mistakes, write
from ruleck.cli.settings import said, setting_option


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@setting_option("select")
@setting_option("ignore")
@click.option("--write", "writes", is_flag=True, help="Add what was found as examples to rules that have none of it.")
@click.option(
    "--tries",
    type=click.IntRange(1),
    metavar="N",
    default=2_000,
    show_default=True,
    help="How many documents are looked at before an outcome counts as not reached.",
)
@click.option(
    "--stories",
    type=click.IntRange(0),
    metavar="N",
    default=40,
    show_default=True,
    help="How many stories the laws are put to, rule by rule.",
)
@click.option(
    "--seed", type=int, metavar="N", default=0, show_default=True, help="Other stories; the same seed gives the same."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="The form of the report."
)
def fuzz(
    paths: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    writes: bool,
    tries: int,
    stories: int,
    seed: int,
    form: str,
) -> int:
    """Find what each rule can come to, and try it.

    For each rule the smallest stories are searched for that make it hold, violate it and leave it undecided. A rule
    that was never seen violated, or never seen to hold, says something else than was meant. Then the laws that hold for
    every rule are put to it on many stories: the order of facts, ids, and facts that it does not read change nothing; a
    value made exact flips no verdict.

    A PATH is a rule file, or a folder of *.ruleck files. Without a PATH: the rules that check would use here.

    \b
    ruleck fuzz
    ruleck fuzz rules/attribution.ruleck
    ruleck fuzz --select quote-has-speaker
    ruleck fuzz rules/ --write

    Exit status: 0 when each rule can hold and be violated and no law is broken, 1 when not, 2 when the rules or the
    call are wrong.
    """
    from ruleck.fuzz.run import Fuzz, Wish, fuzz_rules

    sign = SignOfLife(wanted=form == "text", said="tried {:,} rules")
    try:
        result = fuzz_rules(
            paths, Wish(tries, stories, seed, writes, said({"select": select, "ignore": ignore}), sign.step)
        )
    except Exception as error:  # a bug: told in the form that was asked for
        result = Fuzz((), (bug(error, verbose=False),))
    if form == "json":
        from ruleck.fuzz.json import fuzz_json

        write(fuzz_json(result), sign)
    elif form == "github":
        from ruleck.fuzz.github import fuzz_github

        write(fuzz_github(result), sign)
    else:
        from ruleck.fuzz.text import fuzz_text

        write(fuzz_text(result, paint(sys.stdout)), sign)
        print_mistakes(result.mistakes, sys.stderr)
    if result.mistaken:
        return WRONG
    return FOUND if result.found else FINE
