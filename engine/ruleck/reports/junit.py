"""Findings as JUnit's XML, the form of test report that build servers read.

A suite for each story, a case for each finding; a story in order is a single case that passes. What makes the run fail
is a failure, a mistake is an error, and what is only told is skipped, with what it says: a warning where `--fail-on`
asks for errors, an undecided case, a finding that somebody accepts. Elements and attributes are those that the readers
of Jenkins, GitLab and GitHub agree on; times are left out, so that the same input gives the same bytes. What XML 1.0
cannot hold is shown as an escape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as Xml

from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.reports.brief import accepted, mistake_lines, places, reason, said
from ruleck.reports.checked import PARTIAL, Asked, Checked, Closing
from ruleck.reports.place import Stretch, mistake_place, place_of
from ruleck.reports.snippet import printable

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="ruleck check">\n'


class JunitForm:
    """JUnit's XML, a suite at a time."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._begun = False

    def document(self, checked: Checked) -> str:
        """The suite of one story."""
        cases = [*map(_mistake, checked.mistakes), *self._findings(checked)]
        return self._begin() + _suite(checked.path, cases or [_case(checked.path, "nothing found", None)])

    def closing(self, closing: Closing) -> str:
        """Suites for what is said over all documents, and the end."""
        told = self._begin()
        if across := self._findings(closing):
            told += _suite("across articles", across)
        early = [Diagnostic("partial", PARTIAL)] if closing.partial else []
        if mistakes := [_mistake(mistake) for mistake in (*closing.mistakes, *early)]:
            told += _suite("ruleck", mistakes)
        return f"{told}</testsuites>\n"

    def _begin(self) -> str:
        head, self._begun = ("" if self._begun else _HEAD), True
        return head

    def _findings(self, part: Checked | Closing) -> list[Xml.Element]:
        cases = [self._finding(finding) for finding in part.findings if self._asked.lists(finding)]
        for each in part.waived:
            case = _described(each.finding)
            Xml.SubElement(case, "skipped", message=accepted(each.waiver))
            cases.append(case)
        return cases

    def _finding(self, finding: Finding) -> Xml.Element:
        case = _described(finding)
        if self._asked.fails(finding):
            failure = Xml.SubElement(case, "failure", message=said(finding), type=finding.severity)
            failure.text = _text([said(finding), places(finding), *filter(None, [reason(finding)])])
        else:
            level = f"{finding.severity}: " if finding.verdict == "violated" else ""
            Xml.SubElement(case, "skipped", message=f"{level}{said(finding)}")
        return case


def _described(finding: Finding) -> Xml.Element:
    at = place_of(finding)
    return _case(at.path, f"{finding.rule}: {printable(finding.message)}", at)


def _mistake(mistake: Diagnostic) -> Xml.Element:
    at = mistake_place(mistake)
    lines = mistake_lines(mistake)
    case = _case(at.path if at is not None else "ruleck", mistake.code, at)
    if mistake.severity == "error":
        Xml.SubElement(case, "error", message=lines[0], type=mistake.code).text = _text(lines)
    else:
        Xml.SubElement(case, "system-out").text = _text([f"{mistake.severity}: {lines[0]}", *lines[1:]])
    return case


def _case(classname: str, name: str, at: Stretch | None) -> Xml.Element:
    case = Xml.Element("testcase", classname=printable(classname), name=printable(name))
    if at is not None:
        case.attrib |= {"file": printable(at.path), "line": str(at.line)}
    return case


def _suite(name: str, cases: Sequence[Xml.Element]) -> str:
    # Readers take two cases of one name for one.
    names: Counter[str] = Counter()
    for case in cases:
        called = case.get("name", "")
        names[called] += 1
        if names[called] > 1:
            case.set("name", f"{called} ({names[called]})")
    suite = Xml.Element("testsuite", name=printable(name), tests=str(len(cases)))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(case.find(tag) is not None for case in cases)))
    suite.extend(cases)
    Xml.indent(suite, level=1)
    return f"  {Xml.tostring(suite, encoding='unicode').rstrip()}\n"


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines)
