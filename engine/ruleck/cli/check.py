"""`ruleck check`"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import click

from ruleck.cli.call import FINE, FOUND, RULES, TODAY, WRONG, Mistaken, bug, compile_call
from ruleck.cli.destinations import FORMAT, OUTPUT, destinations, forms_listed, reports
from ruleck.cli.output import SignOfLife


@click.command(epilog=forms_listed())
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@RULES
@click.option(
    "-e", "--sentence", "sentences", metavar="SENTENCE", multiple=True, help="A rule, written here; may be repeated."
)
@FORMAT
@OUTPUT
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
@click.option("--strict", is_flag=True, help="Fail where something of a file in another form was not understood.")
@TODAY
@click.option("-q", "--quiet", is_flag=True, help="Findings only, without the closing tally.")
@click.option("-v", "--verbose", is_flag=True, help="List the checks that lacked a fact, too.")
def check(
    paths: tuple[str, ...],
    rules: tuple[str, ...],
    sentences: tuple[str, ...],
    spoken: str | None,
    outputs: tuple[str, ...],
    fail_on: str,
    undecided: Literal["report", "fail", "ignore"],
    strict: bool,
    today: int | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check stories against rules.

    A PATH is a facts document (YAML, JSON or JSON Lines), a file in another form that has facts (`ruleck import
    --help`), a folder, which gives its *.facts.yaml, .yml, .json and .jsonl files and its Markdown files with facts in
    their front matter, or - for standard input. Without a PATH it is the folder that you are in.

    \b
    ruleck check stories/
    ruleck check story.facts.yaml --rules rules/attribution.ruleck
    ruleck check story.facts.yaml -e "quotes must name a speaker"
    ruleck check stories/ --format json
    ruleck check stories/ --output report.json --output text=report.txt

    Exit status: 0 when nothing is at or above --fail-on, 1 when something is, 2 when the rules, a document or the call
    are wrong.
    """
    from ruleck import pipeline
    from ruleck.reports.checked import SEVERITIES, Asked, Closing, Summary, fails

    wanted = destinations(spoken, outputs, paths)
    least = next((severity for severity in SEVERITIES if severity == fail_on), None)
    sign = SignOfLife(wanted=not quiet)
    status = FINE
    with reports(wanted, Asked(undecided, verbose, quiet, least), sign) as told:
        try:
            project, program, warnings = compile_call(paths, rules, sentences)
            told.asked = replace(told.asked, program=program, root=project.root)
            # Sentences of the command line are all that is asked for; rule files bring the house's own checks along.
            excerpts = bool(rules) or not sentences
            parts = pipeline.run(
                program, project, paths or (".",), warnings, excerpts=excerpts, verbose=verbose, today=today
            )
            for part in parts:
                told.tell(part)
                sign.step()
                if any(m.severity == "error" or (strict and m.code == "left-out") for m in part.mistakes):
                    status = WRONG
                elif fails(part.findings, least, undecided=undecided == "fail"):
                    status = max(status, FOUND)
        except Mistaken as mistaken:
            told.tell(Closing(Summary(), mistakes=mistaken.mistakes))
            status = WRONG
        except BrokenPipeError:
            raise
        except Exception as error:  # a bug: the reports are closed all the same
            told.tell(Closing(Summary(), mistakes=(bug(error, verbose),), partial=True))
            status = WRONG
    return WRONG if told.mistakes else status
