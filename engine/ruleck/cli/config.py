"""`ruleck config`"""

from __future__ import annotations

import sys

import click

from ruleck.cli.call import FINE, Mistaken
from ruleck.cli.output import print_mistakes, write
from ruleck.cli.settings import OF_A_RUN, Given, SettingsCommand, settings


@click.command(cls=SettingsCommand)
@click.argument("path", default=".")
@settings(*OF_A_RUN)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="The form of the list.")
def config(path: str, form: str, given: Given) -> int:
    """Show what is set, and where.

    PATH is a document or a folder, the one that you are in without it: its settings are those of the ruleck.toml, or of
    the [tool.ruleck] in a pyproject.toml, that is found upwards. What is printed could be used as a ruleck.toml;
    behind each setting stands where it is from: a line of that file, the command line, or default.

    \b
    ruleck config
    ruleck config stories/bridge.facts.yaml
    ruleck config --fail-on warning
    """
    from ruleck import files, gathering
    from ruleck.reports.settings import settings_json, settings_text

    absent = files.absent(path) if path != files.STANDARD_INPUT else None
    if absent is not None:
        raise Mistaken([absent])
    project, mistakes = gathering.project_of([path], given.projects())
    if any(mistake.severity == "error" for mistake in mistakes):
        raise Mistaken(mistakes)
    print_mistakes(mistakes, sys.stderr)
    write(settings_json(project, path) if form == "json" else settings_text(project))
    return FINE
