"""`ruleck import`: facts out of another form"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, FOUND, RULES, WRONG, Mistaken, not_known, vocabulary_of
from ruleck.cli.output import print_mistakes, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruleck.diagnostics import Diagnostic
    from ruleck.facts.vocabulary import Vocabulary
    from ruleck.importers.imported import Imported
    from ruleck.importers.read import Form


@click.command(name="import")
@click.argument("given", metavar="[FORM] [FILE]", nargs=-1)
@click.option("--mapping", metavar="FILE", help="What the columns of a table are; without it, FILE.map.yaml beside it.")
@click.option(
    "--format",
    "form_out",
    type=click.Choice(["yaml", "json", "jsonl"]),
    default="yaml",
    show_default=True,
    help="The form of the facts; several stories of one file take jsonl, a line each.",
)
@click.option("--places/--no-places", default=True, help="Say in comments of YAML where each fact stood.")
@click.option("--strict", is_flag=True, help="Fail where something was not understood.")
@RULES
def import_(
    given: tuple[str, ...],
    mapping: str | None,
    form_out: str,
    places: bool,
    strict: bool,
    rules: tuple[str, ...],
) -> int:
    """Take facts out of another form.

    FORM is markdown (with front matter), ninjs, jsonld (schema.org, in a file or a page) or csv; without it the form is
    recognized by the content. FILE may be - for standard input, and is unless it is given. Facts go to standard output;
    what was not understood, and what has no place among facts, is listed on standard error.

    \b
    ruleck import markdown story.md > story.facts.yaml
    ruleck import item.json --format json
    ruleck import csv polls.csv --mapping polls.map.yaml
    curl -s https://news.example/story | ruleck import jsonld -

    Exit status: 0; 1 with --strict where something was not understood; 2 where something is wrong.
    """
    from ruleck import files
    from ruleck.diagnostics import Diagnostic
    from ruleck.facts.load import DEFAULTS
    from ruleck.facts.write import write_json, write_json_line, write_yaml
    from ruleck.importers.imported import told
    from ruleck.importers.read import extract

    form, name = _called(given)
    vocabulary = vocabulary_of(rules)
    if name == files.STANDARD_INPUT:
        content = sys.stdin.buffer.read(DEFAULTS.max_bytes + 1)
    else:
        content, unread = files.read(name)
        if unread:
            raise Mistaken(unread)
    form, stories, mistakes = extract(content, vocabulary, form, path=name, mapping=mapping)
    print_mistakes(mistakes, sys.stderr)
    status = FINE
    if any(mistake.severity == "error" for mistake in mistakes):
        status = WRONG
    elif strict and mistakes:
        status = FOUND
    if len(stories) > 1 and form_out != "jsonl":
        message = f"`{name}` tells {len(stories)} stories, and a document of facts tells one"
        raise Mistaken([Diagnostic("several-stories", message, (), ("`--format jsonl` writes one a line",))])
    for story in stories:
        wrong, left = _mistakes(story, name, vocabulary), told(story)
        print_mistakes([*wrong, *left], sys.stderr)
        if wrong:
            status = WRONG
            continue
        if strict and any(mistake.code == "left-out" for mistake in left):
            status = max(status, FOUND)
        if form_out == "yaml":
            comments = {"": f"out of {name} ({form})"} if places else {}
            write(write_yaml(story.document, vocabulary, comments, _marks(story) if places else {}))
        else:
            write((write_json if form_out == "json" else write_json_line)(story.document, vocabulary))
    return status


def _called(given: Sequence[str]) -> tuple[Form | None, str]:
    """The form and the file that a call names."""
    from ruleck.importers.read import FORMS

    form = next((form for form in FORMS if given[:1] == (form,)), None)
    rest = given[1:] if form is not None else given
    if len(rest) > 1:
        from ruleck.values.text import nearest

        near = nearest(rest[0], list(FORMS)) or list(FORMS)
        raise Mistaken([not_known("unknown-form", rest[0], "no form that facts are taken out of", near)])
    return form, rest[0] if rest else "-"


def _mistakes(story: Imported, name: str, vocabulary: Vocabulary) -> list[Diagnostic]:
    """What is wrong with a story as facts."""
    from ruleck.facts.load import read_mapping

    return read_mapping(story.document, vocabulary, path=name, locate=story.place, body=story.body)[1]


def _marks(story: Imported) -> dict[str, str]:
    """Where each fact, and each field of the article, stood: its line and column."""
    marks: dict[str, str] = {}
    for name, facts in story.document.items():
        keys = range(len(facts)) if isinstance(facts, list) else facts if isinstance(facts, dict) else ()
        for key in keys:
            place = story.place(f"/{name}/{key}", isinstance(facts, dict))
            at = place.source.position(place.span.start)
            marks[f"/{name}/{key}"] = f"{at.line}:{at.column}"
    return marks
