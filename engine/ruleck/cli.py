"""The command: arguments in, reports and an exit status out.

Thin on purpose: what is asked for is read here, everything else is imported when a command needs it. Reports go to
standard output; what is wrong with the call, and signs of life in a long run, go to standard error.

Exit status: 0 nothing at or above `--fail-on`; 1 something was; 2 the rules, a document or the call are wrong.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from ruleck import __version__

if TYPE_CHECKING:
    from ruleck.configuration import Project
    from ruleck.diagnostics import Diagnostic
    from ruleck.facts.vocabulary import Vocabulary
    from ruleck.meaning.program import Program
    from ruleck.reports.checked import Form
    from ruleck.reports.snippet import Paint

_FINE, _FOUND, _WRONG = 0, 1, 2
_INTERRUPTED = 130
_BROKEN_PIPE = 141  # what a shell shows for a program whose reader went away

_RULES = click.option(
    "--rules",
    metavar="PATH",
    multiple=True,
    help="A rule file, or a folder of *.ruleck files; may be repeated. Without it: the rules that ruleck.toml names,"
    " else the project's rules/ folder, else the rules that ship with ruleck.",
)


class _Mistaken(Exception):  # noqa: N818 - the rules or the call are mistaken; this carries what to print
    """Ends a command with status 2."""

    def __init__(self, mistakes: Sequence[Diagnostic]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__()


# ------------------------------------------------------------------ commands


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="ruleck", message="%(prog)s %(version)s")
def command() -> None:
    """Check a story's facts against a newsroom's standards, written as sentences.

    \b
    ruleck init                  set up a folder with a first rule and a story
    ruleck check stories/        check every story of a folder
    ruleck check story.yaml -e "quotes must name a speaker"
    ruleck explain               how each rule is understood
    ruleck kinds quote           what can be said of a quote
    """


@command.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@_RULES
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
    status = _FINE
    sign = _SignOfLife(wanted=not quiet)
    try:
        project, program, warnings = _compile(paths, rules, sentences)
        # Sentences of the command line are all that is asked for; with rule files the house's own checks come along.
        parts = pipeline.run(program, project, paths or (".",), warnings, excerpts=bool(rules) or not sentences)
        for part in parts:
            piece = report.closing(part) if isinstance(part, Closing) else report.document(part)
            sign.step()
            _write(piece, sign)
            if any(mistake.severity == "error" for mistake in part.mistakes):
                status = _WRONG
            elif fails(part.findings, least, undecided=undecided == "fail"):
                status = max(status, _FOUND)
    except _Mistaken as mistaken:
        _write(report.closing(Closing(Summary(), mistakes=mistaken.mistakes)), sign)
        status = _WRONG
    except BrokenPipeError:
        raise
    except Exception as error:  # a bug: the report is closed all the same
        _write(report.closing(Closing(Summary(), mistakes=(_bug(error, verbose),))), sign)
        status = _WRONG
    return status


@command.command()
@click.argument("names", metavar="[RULES...|RULE]", nargs=-1)
@_RULES
def explain(names: tuple[str, ...], rules: tuple[str, ...]) -> int:
    """Show how each rule is understood.

    That is: what it asks of which facts, its groups and tolerances, its severity, and what it reads. RULES are rule
    files and folders; RULE is the name of one rule. Without either: the rules that check would use here.

    \b
    ruleck explain rules/house.ruleck
    ruleck explain quotes-name-a-speaker
    """
    from ruleck.meaning.reading import explain as reading
    from ruleck.values.text import nearest

    paths = [name for name in names if os.path.exists(name) or name.endswith(".ruleck") or os.sep in name]
    wanted = [name for name in names if name not in paths]
    _, program, warnings = _compile((), (*rules, *paths), ())
    known = [rule.id for rule in program.rules]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise _Mistaken([_unknown("no-such-rule", name, "no rule", nearest(name, known)) for name in unknown])
    _print_mistakes(warnings, sys.stdout)
    texts = [reading(program, name) for name in wanted] if wanted else [reading(program, None)]
    _write("\n".join(f"{text.rstrip()}\n" for text in texts))
    return _FINE


@command.command()
@click.argument("kind", required=False)
@_RULES
def kinds(kind: str | None, rules: tuple[str, ...]) -> int:
    """Show what rules and facts can speak of.

    Without a KIND all kinds of fact; with one its fields and an example to paste.

    \b
    ruleck kinds
    ruleck kinds quote
    ruleck kinds survey --rules rules/polls.ruleck
    """
    from ruleck.facts.describe import describe_kinds
    from ruleck.values.text import nearest

    vocabulary = _vocabulary(rules)
    if kind is not None and vocabulary.kind(kind) is None:
        raise _Mistaken([_unknown("unknown-kind", kind, "no kind of fact", nearest(kind, list(vocabulary.kinds)))])
    _write(f"{describe_kinds(vocabulary, kind).rstrip()}\n")
    return _FINE


@command.command()
@_RULES
def schema(rules: tuple[str, ...]) -> int:
    """Print the JSON Schema of a facts document.

    Editors complete YAML by it as it is typed, and a program can be made to fill it.

    \b
    ruleck schema > facts.schema.json
    """
    import json

    from ruleck.facts.json_schema import facts_schema

    _write(json.dumps(facts_schema(_vocabulary(rules)), indent=2, ensure_ascii=False) + "\n")
    return _FINE


@command.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False))
def init(folder: str) -> int:
    """Set a folder up with a first rule and story.

    Makes ruleck.toml, rules/house.ruleck and an example in stories/. Asks nothing, and leaves what is there as it is.
    """
    from pathlib import Path

    from ruleck.starter import write_starter

    try:
        made, left = write_starter(Path(folder))
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise click.ClickException(f"`{error.filename}` cannot be made: {reason}") from None
    if made:
        _write(f"made {', '.join(made)}\n")
    if left:
        _write(f"left as {'it was' if len(left) == 1 else 'they were'}: {', '.join(left)}\n")
    there = "" if folder == "." else f"cd {folder}, then "
    _write(f"next: {there}ruleck check stories/\n")
    return _FINE


# ------------------------------------------------------------------ rules and vocabulary of a command


def _compile(
    paths: Sequence[str], rules: Sequence[str], sentences: Sequence[str]
) -> tuple[Project, Program, list[Diagnostic]]:
    """The project and the rules of a command, with warnings; raises `_Mistaken` with all mistakes."""
    from ruleck import pipeline
    from ruleck.facts.builtin import builtin_vocabulary

    project, mistakes = pipeline.project_of(paths)
    texts, more = pipeline.gather_rules(rules, sentences, project)
    program, found = pipeline.compile_rules(texts, builtin_vocabulary())
    mistakes = [*mistakes, *more, *found]
    if any(mistake.severity == "error" for mistake in mistakes):
        raise _Mistaken(mistakes)
    return project, program, mistakes


def _vocabulary(rules: Sequence[str]) -> Vocabulary:
    """The kinds that rules and facts can speak of here, a project's own included."""
    _, program, _ = _compile((), rules, ())
    return program.vocabulary


# ------------------------------------------------------------------ output


def _form(form: str, *, undecided: str, quiet: bool, verbose: bool) -> Form:
    if form == "json":
        from ruleck.reports.json import JsonForm

        return JsonForm()
    from ruleck.reports.text import TextForm

    # What counts as a failure is listed, so that nobody has to look for it.
    missing = verbose or undecided == "fail"
    return TextForm(_paint(sys.stdout), undecided=undecided != "ignore", missing=missing, quiet=quiet)


def _paint(stream: Any) -> Paint:
    from ruleck.reports.snippet import coloured, plain

    watched = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return coloured if watched else plain


def _write(text: str, sign: _SignOfLife | None = None) -> None:
    if text:
        if sign is not None:
            sign.clear()
        click.echo(text, nl=False)


def _print_mistakes(mistakes: Sequence[Diagnostic], stream: Any) -> None:
    from ruleck.reports.diagnostics import mistake_text

    for mistake in mistakes:
        click.echo(mistake_text(mistake, _paint(stream)), nl=False, file=stream)


class _SignOfLife:
    """A count of stories on standard error, while a person waits."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._due = time.monotonic() + 1
        self._stories = 0
        self._shown = False

    def step(self) -> None:
        """Another story is done."""
        self._stories += 1
        if self._wanted and time.monotonic() >= self._due:
            self._due = time.monotonic() + 0.2
            self._shown = True
            click.echo(f"\rchecked {self._stories:,} stories", nl=False, err=True)

    def clear(self) -> None:
        """Make room for the report."""
        if self._shown:
            self._shown = False
            click.echo("\r\x1b[K", nl=False, err=True)


# ------------------------------------------------------------------ what goes wrong


def _unknown(code: str, name: str, what: str, near: Sequence[str]) -> Diagnostic:
    from ruleck.diagnostics import Diagnostic

    return Diagnostic(code, f"`{name}` is {what}", (), (f"did you mean `{near[0]}`?",) if near else ())


def _bug(error: Exception, verbose: bool) -> Diagnostic:
    from ruleck.diagnostics import Diagnostic

    if verbose or os.environ.get("RULECK_DEBUG"):
        import traceback

        traceback.print_exception(error)
    note = "please report it, with what `RULECK_DEBUG=1` adds to the output"
    return Diagnostic("bug", "ruleck itself failed here: this is a bug in ruleck, not a mistake of yours", (), (note,))


def _call(error: click.ClickException) -> Diagnostic:
    from ruleck.diagnostics import Diagnostic

    message = error.format_message()
    hint = ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        hint = f"`{error.ctx.command_path} --help` shows how it is called"
    return Diagnostic("call", message[:1].lower() + message[1:].rstrip("."), (), (hint,) if hint else ())


def _stop(mistakes: Sequence[Diagnostic], arguments: Sequence[str]) -> int:
    """Tell what is wrong with the call; in JSON where that is what a program reads."""
    if "--format=json" in arguments or ("--format", "json") in pairwise(arguments):
        from ruleck.reports.checked import Closing, Summary
        from ruleck.reports.json import JsonForm

        _write(JsonForm().closing(Closing(Summary(), mistakes=tuple(mistakes))))
    else:
        _print_mistakes(mistakes, sys.stderr)
    return _WRONG


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # The same bytes on every machine; what a terminal cannot show is escaped.
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")  # type: ignore[union-attr]  # text files both
    try:
        # Not `command.main`, which has a mind of its own about closed pipes and interrupts.
        with command.make_context("ruleck", given or ["--help"]) as context:
            status = command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except _Mistaken as mistaken:
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
        return _stop([_bug(error, verbose=False)], given)
    return int(status)
