"""`ruleck fmt`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, FOUND, WRONG
from ruleck.cli.output import difference, print_mistakes, write

if TYPE_CHECKING:
    from ruleck.diagnostics import Diagnostic
    from ruleck.source import Source


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--check", is_flag=True, help="Change nothing; list the files that would change, and exit with status 1.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
def fmt(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Lay rule files out in the one canonical way.

    A PATH is a rule file, a folder, which gives its *.ruleck files, or - for standard input, which goes formatted to
    standard output. Without a PATH it is the folder that you are in. What the rules mean, and every comment, stays. The
    files that were formatted are listed.

    \b
    ruleck fmt rules/
    ruleck fmt --check
    ruleck fmt --diff rules/house.ruleck
    ruleck fmt - < draft.ruleck

    Exit status: 0 when all is well, 1 when --check finds a file that would change, 2 when a rule file has a mistake,
    which leaves that file as it is, or the call is wrong.
    """
    from ruleck import files
    from ruleck.diagnostics import Diagnostic
    from ruleck.syntax.format import format_file

    found = files.find(paths or (".",), files.RULES)
    changed = mistaken = 0
    mistakes: list[Diagnostic] = []
    for path in found:
        source, wrong = _read(path)
        text = formatted = ""
        if source is not None:
            text = source.text
            formatted, wrong = format_file(source)
        through = path == files.STANDARD_INPUT
        if not wrong and formatted != text and not (check or diff or through):
            wrong = files.replace(path, formatted)
        mistakes += wrong
        mistaken += bool(wrong)
        if wrong:
            continue
        changed += formatted != text
        if diff:
            write(difference(path, text, formatted))
        elif through and not check:
            write(formatted)
        elif formatted != text:
            write(f"{path}\n")
    if not found:
        where = " or ".join(f"`{path}`" for path in paths or (".",))
        note = "a folder yields its *.ruleck files; other files are named"
        mistakes.append(Diagnostic("no-rule", f"there is no rule file in {where}", (), (note,)))
    print_mistakes(mistakes, sys.stderr)
    if found and not diff and files.STANDARD_INPUT not in found:
        click.echo(_tally(len(found), changed, mistaken, check), err=True)
    if mistakes:
        return WRONG
    return FOUND if check and changed else FINE


def _read(path: str) -> tuple[Source | None, list[Diagnostic]]:
    from ruleck import files
    from ruleck.facts.encoding import decode

    if path == files.STANDARD_INPUT:
        return decode(sys.stdin.buffer.read(), "standard input")
    return files.read_text(path)


def _tally(files: int, changed: int, mistaken: int, check: bool) -> str:
    parts = {
        "would be formatted" if check else "formatted": changed,
        "in order": files - changed - mistaken,
        "left": mistaken,
    }
    counted = ", ".join(f"{number} {what}" for what, number in parts.items() if number)
    return f"{files} {'file' if files == 1 else 'files'}: {counted}"
