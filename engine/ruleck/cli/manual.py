"""The manual page, made from the commands: `python -m ruleck.cli.manual` prints it, and every wheel has it.

The macros are those of man(7), as far as groff and mandoc agree on them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from inspect import cleandoc

import click

from ruleck import __version__
from ruleck.cli import command

_ENVIRONMENT = {
    "NO_COLOR": "Leaves colours out, whatever it is set to.",
    "RULECK_DEBUG": "Adds the details of a failure of ruleck itself to what is printed.",
}
_FILES = {
    "ruleck.toml": "The settings of a project; also [tool.ruleck] in pyproject.toml.",
    "*.facts.yaml, *.facts.yml, *.facts.json, *.facts.jsonl": "What stories say, fact by fact.",
    "*.ruleck": "Rules.",
}
_STATUS = {
    "0": "Nothing is to be told, or nothing that fails the run.",
    "1": "Something was found.",
    "2": "The rules, a document or the call are wrong.",
    "130": "Ctrl-C ended the run early.",
}


def manual() -> str:
    """The whole page.

    >>> manual().splitlines()[2]
    '.SH NAME'
    """
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    summary, *rest = _paragraphs(command.help)
    yield '.\\" Made from the commands by ruleck.cli.manual.'
    yield f'.TH RULECK 1 "" "ruleck {_plain(__version__)}" "User Commands"'
    yield ".SH NAME"
    yield f"ruleck \\- {_plain(summary[:1].lower() + summary[1:].rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield ".B ruleck"
    yield "[\\fB\\-\\-version\\fR] [\\fB\\-\\-help\\fR] \\fICOMMAND\\fR \\&..."
    yield ".SH DESCRIPTION"
    yield _plain(summary)
    yield from _prose(rest)
    yield ".SH COMMANDS"
    context = click.Context(command, info_name="ruleck")
    for name, part in sorted(command.commands.items()):
        yield from _command(part, click.Context(part, context, info_name=name))
    for title, entries in (("EXIT STATUS", _STATUS), ("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES)):
        yield f".SH {title}"
        yield from _list(entries.items())


def _command(part: click.Command, context: click.Context) -> Iterator[str]:
    yield f".SS {_plain(context.command_path)}"
    yield f".B {_plain(context.command_path)}"
    yield f".I {_plain(' '.join(part.collect_usage_pieces(context)))}"
    yield from _prose(_paragraphs(part.help))
    options = [parameter for parameter in part.params if isinstance(parameter, click.Option)]
    records = [option.get_help_record(context) for option in options]
    yield from _list((record for record in records if record is not None), bold=True)
    yield from _prose(_paragraphs(part.epilog))


def _list(entries: Iterable[tuple[str, str]], *, bold: bool = False) -> Iterator[str]:
    for name, text in entries:
        yield ".TP"
        yield f"{'.B' if bold else '.I'} {_plain(name)}"
        yield _plain(" ".join(text.split()))


def _paragraphs(text: str | None) -> list[str]:
    return [part for part in re.split(r"\n{2,}", cleandoc(text or "")) if part]


def _prose(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        kept = paragraph.removeprefix("\b\n")
        yield ".PP"
        if kept != paragraph:
            yield from (".nf", *map(_plain, kept.splitlines()), ".fi")
        else:
            yield _plain(" ".join(paragraph.split()))


def _plain(text: str) -> str:
    """A line of text that no character of is taken for a command.

    >>> _plain("'-x' …")
    "\\\\&'\\\\-x' \\\\[u2026]"
    """
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    escaped = "".join(c if c.isascii() else f"\\[u{ord(c):04X}]" for c in escaped)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.stdout.write(manual())
