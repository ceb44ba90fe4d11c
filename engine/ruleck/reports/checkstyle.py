"""Findings as checkstyle's XML, which editors, Jenkins and review bots read.

Its shape is what Checkstyle's own XMLLogger writes: `checkstyle` of `file` of `error`, with the severities of
Checkstyle. What XML 1.0 cannot hold is shown as an escape.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as Xml

from ruleck.diagnostics import Diagnostic, Severity
from ruleck.evaluate.finding import Finding
from ruleck.reports.brief import mistake_lines, sentence
from ruleck.reports.checked import PARTIAL, Asked, Checked, Closing
from ruleck.reports.place import Stretch, mistake_place, place_of
from ruleck.reports.snippet import printable

# The version of Checkstyle whose form this is: readers want one.
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<checkstyle version="4.3">\n'
_CALL = Stretch("ruleck")


class CheckstyleForm:
    """Checkstyle's XML, the errors of a file together."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._begun = False

    def document(self, checked: Checked) -> str:
        """The errors of one document."""
        return self._begin() + self._files(checked.mistakes, checked.findings)

    def closing(self, closing: Closing) -> str:
        """The errors over all documents, and the end."""
        early = [Diagnostic("partial", PARTIAL)] if closing.partial else []
        return self._begin() + self._files((*closing.mistakes, *early), closing.findings) + "</checkstyle>\n"

    def _begin(self) -> str:
        head, self._begun = ("" if self._begun else _HEAD), True
        return head

    def _files(self, mistakes: Iterable[Diagnostic], findings: Iterable[Finding]) -> str:
        errors = [
            (mistake_place(each) or _CALL, _error(each.code, each.severity, "; ".join(mistake_lines(each))))
            for each in mistakes
        ]
        errors += [
            (place_of(each), _error(each.rule, self._asked.level(each), sentence(each)))
            for each in findings
            if self._asked.lists(each)
        ]
        return "".join(_file(path, [_placed(*pair) for pair in pairs]) for path, pairs in groupby(errors, _path))


def _path(error: tuple[Stretch, Xml.Element]) -> str:
    return error[0].path


def _file(path: str, errors: Iterable[Xml.Element]) -> str:
    file = Xml.Element("file", name=printable(path))
    file.extend(errors)
    Xml.indent(file, level=1)
    return f"  {Xml.tostring(file, encoding='unicode').rstrip()}\n"


def _placed(at: Stretch, error: Xml.Element) -> Xml.Element:
    placed = Xml.Element("error", line=str(at.line), column=str(at.column))
    placed.attrib |= error.attrib
    return placed


def _error(name: str, severity: Severity, message: str) -> Xml.Element:
    return Xml.Element("error", severity=severity, message=message, source=f"ruleck.{printable(name)}")
