"""`ruleck check`"""

from __future__ import annotations

from dataclasses import replace

import click

from ruleck.cli.batch import JOBS, sizes, watched
from ruleck.cli.call import FINE, FOUND, WRONG, Mistaken, assign, bug, one_program
from ruleck.cli.destinations import FORMAT, OUTPUT, destinations, forms_listed, reports
from ruleck.cli.interruption import Interruption
from ruleck.cli.output import SignOfLife
from ruleck.cli.settings import OF_A_RUN, Given, SettingsCommand, settings


@click.command(cls=SettingsCommand, epilog=forms_listed())
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@settings(*OF_A_RUN)
@click.option(
    "-e", "--sentence", "sentences", metavar="SENTENCE", multiple=True, help="A rule, written here; may be repeated."
)
@FORMAT
@OUTPUT
@click.option("--strict", is_flag=True, help="Fail where something of a file in another form was not understood.")
@JOBS
@click.option("-q", "--quiet", is_flag=True, help="Findings only, without the closing tally.")
@click.option("-v", "--verbose", is_flag=True, help="List the checks that lacked a fact and what is waived, too.")
def check(
    paths: tuple[str, ...],
    sentences: tuple[str, ...],
    spoken: str | None,
    outputs: tuple[str, ...],
    strict: bool,
    jobs: int,
    quiet: bool,
    verbose: bool,
    given: Given,
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
    ruleck check archive/ --jobs auto
    ruleck check stories/ --output sarif=report.sarif --output page.html

    Exit status: 0 when nothing is at or above --fail-on, 1 when something is, 2 when the rules, a document or the call
    are wrong, 130 when Ctrl-C ended it early: the report is then right as far as it goes, and says that it is partial.
    """
    from ruleck import pipeline
    from ruleck.reports.checked import Asked, Closing, Summary
    from ruleck.selection import terms_of

    wanted = destinations(spoken, outputs, paths)
    sign = SignOfLife(wanted=not quiet)
    status = FINE
    with reports(wanted, Asked(verbose=verbose, quiet=quiet), sign) as told:
        try:
            paths = paths or (".",)
            # Sentences of the command line are all that is asked for; rule files bring the house's own checks along.
            house = bool(given.values.get("rules")) or not sentences
            assignments = assign(paths, sentences, given, house=house)
            project = assignments[0].project
            terms = terms_of(project)
            told.asked = replace(
                told.asked,
                program=one_program(assignments),
                root=project.root,
                undecided=terms.undecided,
                fail_on=terms.fail_on,
            )
            if sign.wanted:
                sign.expect(sizes([path for assignment in assignments for path in assignment.documents]))
            with Interruption() as interruption:
                examining = watched(jobs, interruption, sign)
                for part in pipeline.run(assignments, paths, house=house, verbose=verbose, examining=examining):
                    told.tell(part)
                    if isinstance(part, Closing) and part.partial and interruption.status is not None:
                        status = interruption.status
                    elif any(m.severity == "error" or (strict and m.code == "left-out") for m in part.mistakes):
                        status = WRONG
                    elif any(map(told.asked.fails, part.findings)):
                        status = max(status, FOUND)
        except Mistaken as mistaken:
            told.tell(Closing(Summary(), mistakes=mistaken.mistakes))
            status = WRONG
        except BrokenPipeError:
            raise
        except Exception as error:  # a bug: the reports are closed all the same
            told.tell(Closing(Summary(), mistakes=(bug(error, verbose),), partial=True))
            status = WRONG
    return max(WRONG, status) if told.mistakes else status
