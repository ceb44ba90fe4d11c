"""`ruleck check`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, FOUND, RULES, WRONG, Mistaken, bug, compile_call
from ruleck.cli.output import SignOfLife, paint, write

if TYPE_CHECKING:
    from ruleck.reports.checked import Form


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@RULES
@click.option(
    "-e", "--sentence", "sentences", metavar="SENTENCE", multiple=True, help="A rule, written here; may be repeated."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of the report.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="The least severity of a finding that makes the exit status 1.",
)
@click.option(
    "--undecided",
    type=click.Choice(["report", "fail", "ignore"]),
    default="report",
    show_default=True,
    help="A case that the facts leave undecided: list it, count it as a failure, or leave it out.",
)
@click.option("-q", "--quiet", is_flag=True, help="Findings only, without the closing tally.")
@click.option("-v", "--verbose", is_flag=True, help="List the checks that lacked a fact, too.")
def check(
    paths: tuple[str, ...],
    rules: tuple[str, ...],
    sentences: tuple[str, ...],
    form: str,
    fail_on: str,
    undecided: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check stories against rules.

    A PATH is a facts document (YAML, JSON or JSON Lines), a folder, which gives its *.facts.yaml, .yml, .json and
    .jsonl files, or - for standard input. Without a PATH it is the folder that you are in.

    \b
    ruleck check stories/
    ruleck check story.facts.yaml --rules rules/attribution.ruleck
    ruleck check story.facts.yaml -e "quotes must name a speaker"
    ruleck check stories/ --format json > report.json

    Exit status: 0 when nothing is at or above --fail-on, 1 when something is, 2 when the rules, a document or the call
    are wrong.
    """
    from ruleck import pipeline
    from ruleck.reports.checked import SEVERITIES, Closing, Summary, fails

    report = _form(form, undecided=undecided, quiet=quiet, verbose=verbose)
    least = next((severity for severity in SEVERITIES if severity == fail_on), None)
    status = FINE
    sign = SignOfLife(wanted=not quiet)
    try:
        project, program, warnings = compile_call(paths, rules, sentences)
        # Sentences of the command line are all that is asked for; with rule files the house's own checks come along.
        parts = pipeline.run(program, project, paths or (".",), warnings, excerpts=bool(rules) or not sentences)
        for part in parts:
            piece = report.closing(part) if isinstance(part, Closing) else report.document(part)
            sign.step()
            write(piece, sign)
            if any(mistake.severity == "error" for mistake in part.mistakes):
                status = WRONG
            elif fails(part.findings, least, undecided=undecided == "fail"):
                status = max(status, FOUND)
    except Mistaken as mistaken:
        write(report.closing(Closing(Summary(), mistakes=mistaken.mistakes)), sign)
        status = WRONG
    except BrokenPipeError:
        raise
    except Exception as error:  # a bug: the report is closed all the same
        write(report.closing(Closing(Summary(), mistakes=(bug(error, verbose),))), sign)
        status = WRONG
    return status


def _form(form: str, *, undecided: str, quiet: bool, verbose: bool) -> Form:
    if form == "json":
        from ruleck.reports.json import JsonForm

        return JsonForm()
    from ruleck.reports.text import TextForm

    # What counts as a failure is listed, so that nobody has to look for it.
    missing = verbose or undecided == "fail"
    return TextForm(paint(sys.stdout), undecided=undecided != "ignore", missing=missing, quiet=quiet)
