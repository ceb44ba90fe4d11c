"""`ruleck export`: facts into another form"""

from __future__ import annotations

import sys

import click

from ruleck.cli.call import FINE, FOUND, RULES, WRONG, compile_call
from ruleck.cli.output import print_mistakes, write


@click.command()
@click.argument("form", metavar="FORM", type=click.Choice(["jsonld"]))
@click.argument("path", metavar="[FILE]", default="-")
@click.option("--script", is_flag=True, help="Put it into the script element that a page has for it.")
@click.option("--strict", is_flag=True, help="Fail where the form has no word for something.")
@RULES
def export(form: str, path: str, script: bool, strict: bool, rules: tuple[str, ...]) -> int:
    """Turn facts into another form.

    FORM is jsonld: a NewsArticle in the words of schema.org, with the people, organizations, quotations, claims,
    observations, events and corrections of the story. FILE is a facts document, or a file in any form that facts are
    taken out of; - is standard input. What the form has no word for is listed on standard error.

    \b
    ruleck export jsonld story.facts.yaml
    ruleck export jsonld story.md --script >> page.html

    Exit status: 0; 1 with --strict where something was left out; 2 where the facts are wrong.
    """
    from ruleck import pipeline
    from ruleck.diagnostics import Diagnostic
    from ruleck.importers.jsonld_export import export_jsonld, jsonld_text

    project, program, _ = compile_call([path], rules, ())
    status = FINE
    documents = []
    for _, story, mistakes in pipeline.load(path, program.vocabulary, project):
        print_mistakes(mistakes, sys.stderr)
        if story is None:
            status = WRONG
            continue
        document, left = export_jsonld(story)
        documents.append(document)
        if left:
            names = ", ".join(f"{name} ({count})" for name, count in left.items())
            message = f"{form} has no word for: {names}"
            print_mistakes([Diagnostic("no-word", message, (), (), severity="info")], sys.stderr)
            status = max(status, FOUND if strict else FINE)
    if documents:
        write(jsonld_text(documents, script=script))
    return status
