"""The command: arguments in, reports and an exit status out.

Thin on purpose: what is asked for is read here, everything else is imported when a command needs it. Reports go to
standard output; what is wrong with the call, and signs of life in a long run, go to standard error.

Exit status: 0 nothing at or above `--fail-on`; 1 something was; 2 the rules, a document or the call are wrong.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from ruleck import __version__
from ruleck.cli.call import ASKED, WRONG, Mistaken, bug
from ruleck.cli.destinations import DEFAULT, form_aloud
from ruleck.cli.output import print_mistakes, write
from ruleck.reports.forms import form

if TYPE_CHECKING:
    from ruleck.diagnostics import Diagnostic

_INTERRUPTED = 130
_BROKEN_PIPE = 141  # what a shell shows for a program whose reader went away


class Parts(MutableMapping[str, click.Command]):
    """The commands by name, each imported when it is asked for, so that one pays for no other."""

    def __init__(self, homes: Mapping[str, str]) -> None:
        self._homes = dict(homes)
        self._found: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._found:
            module, _, called = self._homes[name].partition(":")
            self._found[name] = getattr(import_module(f"ruleck.cli.{module}"), called or name)
        return self._found[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._homes[name] = name
        self._found[name] = command

    def __delitem__(self, name: str) -> None:
        del self._homes[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


# Where each command is: its module, and its name there if that is another.
_PARTS = {
    "baseline": "baseline",
    "check": "check",
    "completion": "completion",
    "config": "config",
    "draft": "draft",
    "explain": "explain",
    "export": "exporting",
    "fmt": "fmt",
    "fuzz": "fuzz",
    "import": "importing:import_",
    "init": "init",
    "kinds": "vocabulary",
    "lint": "lint",
    "rules": "rules",
    "schema": "vocabulary",
    "test": "test",
    "waivers": "waivers",
}


@click.group(commands=Parts(_PARTS), context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="ruleck", message="%(prog)s %(version)s")
def command() -> None:
    """Check a story's facts against a newsroom's standards, written as sentences.

    \b
    ruleck init                  set up a folder with a first rule and a story
    ruleck check stories/        check every story of a folder
    ruleck check story.yaml -e "quotes must name a speaker"
    ruleck draft story.txt       draft the facts of a plain text
    ruleck import story.md       take facts out of another form
    ruleck export jsonld story.facts.yaml    turn facts into another form
    ruleck explain               how each rule is understood
    ruleck fmt                   lay rule files out
    ruleck lint                  find rules that say something else than was meant
    ruleck test                  test rules on their examples
    ruleck fuzz                  find what each rule can come to
    ruleck rules                 which rules are in force, and how grave they are
    ruleck config                what is set, and where
    ruleck waivers               which findings somebody accepts, and until when
    ruleck baseline archive/     record what an archive has, so that only new findings fail
    ruleck kinds quote           what can be said of a quote
    ruleck completion bash       make a shell complete all this
    """


def _call(error: click.ClickException) -> Diagnostic:
    from ruleck.diagnostics import Diagnostic

    message = error.format_message()
    hint = ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        hint = f"`{error.ctx.command_path} --help` shows how it is called"
    return Diagnostic("call", message[:1].lower() + message[1:].rstrip("."), (), (hint,) if hint else ())


def _stop(mistakes: Sequence[Diagnostic], arguments: Sequence[str]) -> int:
    """Tell what is wrong with the call; in the form that a program reads, where it reads one."""
    spoken = form_aloud(arguments)
    if spoken == DEFAULT:
        print_mistakes(mistakes, sys.stderr)
    else:
        from ruleck.reports.checked import Asked, Closing, Summary

        write(form(spoken, Asked()).closing(Closing(Summary(), mistakes=tuple(mistakes))))
    return WRONG


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # The same bytes on every machine; what a terminal cannot show is escaped.
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")  # type: ignore[union-attr]  # text files both
    try:
        if ASKED in os.environ:
            from ruleck.cli.completing import answer

            return answer(command, os.environ[ASKED])
        # Not `command.main`, which has a mind of its own about closed pipes and interrupts.
        with command.make_context("ruleck", given or ["--help"]) as context:
            status = command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except Mistaken as mistaken:
        return _stop(mistaken.mistakes, given)
    except click.ClickException as error:
        return _stop([_call(error)], given)
    except BrokenPipeError:
        # Whoever read the output has gone. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # a bug: told as one
        return _stop([bug(error, verbose=False)], given)
    return int(status)
