"""Where reports go: one form on standard output, and any others in files, in one run."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import Mistaken, bug, not_known
from ruleck.cli.output import SignOfLife, paint, print_mistakes, write
from ruleck.reports.forms import FORMS, by_ending, form, table

if TYPE_CHECKING:
    from ruleck.diagnostics import Diagnostic
    from ruleck.files import Making
    from ruleck.reports.checked import Asked, Checked, Closing, Form

STANDARD_OUTPUT = "-"
DEFAULT = "text"


def _begun(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The forms that begin so, for a shell that completes words."""
    return [name for name in FORMS if name.startswith(begun)]


FORMAT = click.option(
    "--format",
    "spoken",
    metavar="FORM",
    shell_complete=_begun,
    help=f"The form of the report on standard output: one of those listed below, else {DEFAULT}.",
)
OUTPUT = click.option(
    "--output",
    "outputs",
    metavar="FORM=PATH",
    multiple=True,
    shell_complete=_begun,
    help="Write a report to a file, too; may be repeated. FORM alone, or with `-`, means standard output.",
)


def forms_listed() -> str:
    """The forms for a command's help, which click leaves in lines."""
    return "\n".join(["\b", "The forms of report:", *(f"  {row}" for row in table().splitlines())])


@dataclass(frozen=True, slots=True)
class Destination:
    """A form and the path that it goes to."""

    form: str
    path: str = STANDARD_OUTPUT


def destinations(spoken: str | None, outputs: Sequence[str], read: Sequence[str]) -> list[Destination]:
    """What `--format` and `--output` ask for; raises `Mistaken`. `read` are the paths that are to be checked."""
    from ruleck.diagnostics import Diagnostic
    from ruleck.files import DOCUMENTS

    mistakes: list[Diagnostic] = []
    found: list[Destination] = []
    for output in outputs:
        wanted = _destination(output)
        if isinstance(wanted, Destination):
            found.append(wanted)
        else:
            mistakes.append(wanted)
    if spoken is not None and spoken not in FORMS:
        mistakes.append(_no_form(spoken))
    aloud = [f"`--output {each.form}`" for each in found if each.path == STANDARD_OUTPUT]
    aloud += [f"`--format {spoken}`"] if spoken is not None else []
    if len(aloud) > 1:
        note = "a file takes any other: `--output FORM=PATH`"
        message = f"only one form fits on standard output, but {' and '.join(aloud)} ask for it"
        mistakes.append(Diagnostic("call", message, (), (note,)))
    places: dict[str, str] = {os.path.realpath(path): "is to be checked" for path in read if os.path.isfile(path)}
    for each in found:
        if each.path == STANDARD_OUTPUT:
            continue
        place = os.path.realpath(each.path)
        if place in places:
            message = f"`{each.path}` {places[place]}, and cannot take the report `{each.form}`, too"
            mistakes.append(Diagnostic("call", message, (), ("each report needs a file of its own",)))
        elif each.path.endswith(DOCUMENTS):
            message = f"`{each.path}` is a name for the facts of a story: the next check would read the report as one"
            mistakes.append(Diagnostic("call", message, (), (f"{FORMS[each.form].endings[0]} is a usual ending",)))
        places[place] = f"takes the report `{each.form}`"
    if mistakes:
        raise Mistaken(mistakes)
    return found if not spoken and aloud else [Destination(spoken or DEFAULT), *found]


def form_aloud(arguments: Sequence[str]) -> str:
    """The form on standard output that the arguments of a mistaken call seem to ask for."""
    for option, value in _options(arguments):
        name, _, path = value.partition("=")
        if name in FORMS and (option == "--format" or path in ("", STANDARD_OUTPUT)):
            return name
    return DEFAULT


def _options(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, argument in enumerate(arguments):
        for option in ("--format", "--output"):
            if argument.startswith(f"{option}="):
                yield option, argument.removeprefix(f"{option}=")
            elif argument == option and number + 1 < len(arguments):
                yield option, arguments[number + 1]


def _destination(output: str) -> Destination | Diagnostic:
    from ruleck.diagnostics import Diagnostic

    name, equals, path = output.partition("=")
    if name in FORMS:
        return Destination(name, path or STANDARD_OUTPUT) if path or not equals else _no_path(name)
    if equals:
        return _no_form(name)
    if told := by_ending(output):
        return Destination(told, output)
    if "." in output or os.sep in output:
        note = f"say which: `FORM={output}`, where FORM is one of {', '.join(FORMS)}"
        return Diagnostic("call", f"the name `{output}` does not tell the form of report", (), (note,))
    return _no_form(output)


def _no_form(name: str) -> Diagnostic:
    from ruleck.values.text import nearest

    mistake = not_known("call", name, "no form of report", nearest(name, FORMS))
    return mistake if mistake.notes else replace(mistake, notes=(f"the forms are {', '.join(FORMS)}",))


def _no_path(name: str) -> Diagnostic:
    from ruleck.diagnostics import Diagnostic

    return Diagnostic("call", f"`{name}=` names no file", (), (f"`{name}` alone means standard output",))


class Reports:
    """The reports of one run, each on its way to its destination."""

    def __init__(self, wanted: Sequence[Destination], asked: Asked, sign: SignOfLife) -> None:
        self.asked = asked
        self._going = list(wanted)
        self._sign = sign
        self._forms: dict[Destination, Form] = {}
        self._files: dict[Destination, Making] = {}
        # What went wrong with a report while the others went on.
        self.mistakes: list[Diagnostic] = []
        # Whoever read standard output has gone, and the files are written on.
        self.unread: BrokenPipeError | None = None

    def tell(self, part: Checked | Closing) -> None:
        """Another piece of each report; with the closing, the files are put in their places."""
        for each in self._going:
            try:
                self._write(each, part)
            except BrokenPipeError as error:
                if not self._files:
                    raise
                self._going = [other for other in self._going if other is not each]
                self.unread = error
            except OSError as error:
                from ruleck.files import unwritable

                path = "standard output" if each.path == STANDARD_OUTPUT else each.path
                self._give_up(each, unwritable(path, error))
            except Exception as error:  # a bug in one form: the others are told all the same
                self._give_up(each, bug(error, self.asked.verbose))

    def _write(self, each: Destination, part: Checked | Closing) -> None:
        from ruleck.reports.checked import Closing

        if each not in self._forms:
            # Not before the rules are known, which a form may ask for.
            painted = paint(sys.stdout) if each.path == STANDARD_OUTPUT else self.asked.paint
            self._forms[each] = form(each.form, replace(self.asked, paint=painted))
        report, file = self._forms[each], self._files.get(each)
        piece = report.closing(part) if isinstance(part, Closing) else report.document(part)
        if file is None:
            write(piece, self._sign)
        else:
            file.write(piece)
            if isinstance(part, Closing):
                file.done()

    def _give_up(self, each: Destination, mistake: Diagnostic) -> None:
        self._going = [other for other in self._going if other is not each]
        self.mistakes.append(mistake)

    def open(self) -> None:
        """Begin the files, so that what cannot be written is told before anything is checked; raises `Mistaken`."""
        from ruleck.files import Making, unwritable

        mistakes = []
        for each in self._going:
            if each.path != STANDARD_OUTPUT:
                try:
                    self._files[each] = Making(each.path)
                except (OSError, ValueError) as error:
                    mistakes.append(unwritable(each.path, error))
        if mistakes:
            self.drop()
            raise Mistaken(mistakes)

    def drop(self) -> None:
        """Leave nothing of the files that are not whole."""
        for file in self._files.values():
            file.drop()


@contextmanager
def reports(wanted: Sequence[Destination], asked: Asked, sign: SignOfLife) -> Iterator[Reports]:
    """The reports of a run. Their files are there when it is through, or nothing is left of them."""
    going = Reports(wanted, asked, sign)
    going.open()
    try:
        yield going
        if going.unread is not None:
            raise going.unread
    finally:
        going.drop()
        print_mistakes(going.mistakes, sys.stderr)
