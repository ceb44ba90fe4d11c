"""`ruleck draft`"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, WRONG, Mistaken
from ruleck.cli.output import print_mistakes, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ruleck.drafting.merge import Merged
    from ruleck.source import Source


@click.command()
@click.argument("story", metavar="STORY")
@click.option(
    "--published", metavar="DAY", help="The day of publication, such as 2017-12-27: dates are counted from it."
)
@click.option("-o", "--output", metavar="FILE", help="Write the facts here instead of to standard output, which is -.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--edit", is_flag=True, help="Write the facts to a file and open it in your editor ($VISUAL, $EDITOR).")
@click.option(
    "--update",
    metavar="FACTS",
    help="Merge a later version of the story into facts that you have corrected: what you fixed stays, what is new is"
    " added, what is gone is marked.",
)
@click.option("--dry-run", is_flag=True, help="With --update: change nothing, show what would change.")
@click.option(
    "--promotion",
    metavar="LIST",
    help="A file of wordings, one a line, of what is put round your stories; such lines are left out, beside those that"
    " ruleck knows.",
)
def draft(
    story: str,
    published: str | None,
    output: str | None,
    force: bool,
    edit: bool,
    update: str | None,
    dry_run: bool,
    promotion: str | None,
) -> int:
    """Draft the facts of a plain text, for you to check.

    STORY is a text file in UTF-8, or - for standard input. Its first line is the headline. Quotes come with their
    speakers, numbers with their bounds, dates counted from --published, people, organizations and sources. Each fact
    has its excerpt and a remark that says how sure it is; what is not sure is "?". Nothing is made up: search the file
    for `check`, put in what you know, and run `ruleck check`. What is printed names the story from the story's folder,
    which is where its facts are expected; what -o writes names it from where the facts are.

    \b
    ruleck draft story.txt --published 2017-12-27
    ruleck draft story.txt --published 2017-12-27 -o story.facts.yaml
    ruleck draft story.txt --published 2017-12-27 --edit
    ruleck draft story-2.txt --update story.facts.yaml

    Exit status: 0 when the facts are drafted, 2 when the story cannot be read or the call is wrong.
    """
    from ruleck.drafting.draft import draft_facts
    from ruleck.drafting.promotion import listed, wordings
    from ruleck.drafting.writing import tally, write_draft
    from ruleck.reports.snippet import printable

    if dry_run and update is None:
        raise click.UsageError("`--dry-run` shows what `--update` would change: give both")
    if update is not None and (output is not None or force):
        raise click.UsageError(f"`--update` writes `{update}` itself: leave `{'-o' if output else '--force'}` out")
    day = _day(published)
    source = _read(story)
    phrases = (*listed(), *wordings(_read(promotion).text)) if promotion is not None else None
    if update is not None:
        return _update(update, source, day, phrases, dry_run=dry_run, edit=edit)
    if output == "-":
        output = None
    if edit and output is None:
        if source.path == "standard input":
            raise click.UsageError("`--edit` needs a file to open: give one with `-o`")
        output = str(Path(story).with_suffix(".facts.yaml"))
    if output is None:
        # Nobody knows where what is printed goes to, and facts are expected beside their story.
        name = "" if source.path == "standard input" else os.path.basename(story)
        note = "`body_file` is said from the story's folder: keep these facts there." if os.path.dirname(story) else ""
        write(write_draft(draft_facts(source.text, day, name, phrases), source.path, note))
        return FINE
    name = "" if source.path == "standard input" else _beside(story, output)
    drafted = draft_facts(source.text, day, name, phrases)
    text = write_draft(drafted, name or source.path)
    _write(output, text, force)
    write(f"wrote {printable(output)}: {tally(drafted)}\n")
    if edit:
        click.edit(filename=output)
        return _checked(output)
    return FINE


def _update(
    facts: str, story: Source, day: date | None, phrases: Sequence[str] | None, *, dry_run: bool, edit: bool
) -> int:
    from ruleck import files
    from ruleck.cli.output import difference
    from ruleck.drafting.draft import draft_facts
    from ruleck.drafting.merge import merge

    there = _read(facts)
    name = "" if story.path == "standard input" else _beside(story.path, facts)
    merged, mistakes = merge(there, draft_facts(story.text, day or _published(there), name, phrases))
    if merged is None:
        raise Mistaken(mistakes)
    if dry_run:
        write(difference(facts, there.text, merged.text))
        return FINE
    if merged.text != there.text and (mistakes := files.replace(facts, merged.text)):
        raise Mistaken(mistakes)
    write(_told(facts, merged))
    if edit:
        click.edit(filename=facts)
        return _checked(facts)
    return FINE


def _published(facts: Source) -> date | None:
    """The day of publication that a facts file gives."""
    from datetime import date

    from ruleck.drafting.layout import read_file
    from ruleck.values.date import DateSpan
    from ruleck.values.edtf import read_date

    file, _ = read_file(facts)
    read = read_date(str(file.article().get("published") or "")) if file is not None else None
    return date.fromordinal(int(read.first)) if isinstance(read, DateSpan) and read.exact else None


def _told(facts: str, merged: Merged) -> str:
    """What a merge has changed, a line for each."""
    from ruleck.reports.snippet import printable

    if merged.same:
        return f"{facts}: the story is as it was when it was drafted, and nothing is changed\n"
    lines = [
        *(f"new: {line}" for line in merged.new),
        *(f"gone: {line}" for line in merged.gone),
        *(f"changed: {line}" for line in merged.changed),
        f"{facts}: {len(merged.new)} new, {len(merged.gone)} gone, {len(merged.changed)} changed,"
        f" {merged.kept} as they were",
    ]
    return "".join(f"{printable(line)}\n" for line in lines)


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    from datetime import date

    from ruleck.diagnostics import Diagnostic
    from ruleck.values.edtf import read_date
    from ruleck.values.misread import Misread

    read = read_date(written)
    if isinstance(read, Misread):
        raise Mistaken([Diagnostic("call", f"`--published`: {read.message}", (), (read.hint,) if read.hint else ())])
    if not read.exact:
        note = "write the day itself, such as `2017-12-27`"
        raise Mistaken([Diagnostic("call", f"`--published` is one day, and `{written}` is several", (), (note,))])
    return date.fromordinal(int(read.first))


def _read(path: str) -> Source:
    from ruleck import files
    from ruleck.facts.encoding import decode

    if path == files.STANDARD_INPUT:
        source, mistakes = decode(sys.stdin.buffer.read(), "standard input")
    else:
        source, mistakes = files.read_text(path)
    if source is None:
        raise Mistaken(mistakes)
    return source


def _beside(story: str, facts: str) -> str:
    """The story's file as the facts call it: from the folder that they are in."""
    folder = os.path.dirname(os.path.abspath(facts))
    return Path(os.path.relpath(os.path.abspath(story), folder)).as_posix()


def _write(path: str, text: str, force: bool) -> None:
    from ruleck import files
    from ruleck.diagnostics import Diagnostic

    if os.path.exists(path) and not force:
        notes = (f"`--update {path}` merges the story into it, `--force` writes over it",)
        raise Mistaken([Diagnostic("file-there", f"`{path}` is there already", (), notes)])
    mistakes = files.replace(path, text)
    if mistakes:
        raise Mistaken(mistakes)


def _checked(path: str) -> int:
    """Whether what a person has typed can be read, told at once."""
    from ruleck import gathering
    from ruleck.facts.builtin import builtin_vocabulary
    from ruleck.facts.load import Settings, read_file

    project, mistakes = gathering.project_of([path])
    settings = Settings(root=project.root or Path(path).resolve().parent, allow_body_file=True)
    for _, found in read_file(Path(path), builtin_vocabulary(), settings):
        mistakes += found
    print_mistakes(mistakes, sys.stderr)
    return WRONG if any(mistake.severity == "error" for mistake in mistakes) else FINE
