"""A trial as JUnit's XML, the form of test report that build servers read.

A suite for each file, a case for each test and each mutant; a todo is a skipped case, a mistake an error. The
attributes are those that Jenkins, GitLab and GitHub's readers agree on. Times are left out: the same input gives the
same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from ruleck.diagnostics import Diagnostic, Label
from ruleck.reports.diagnostics import mistake_text
from ruleck.reports.snippet import printable
from ruleck.trial.result import Result, Trial
from ruleck.trial.text import as_mistake

if TYPE_CHECKING:
    from ruleck.mutants.hunt import Hunt, Hunted
    from ruleck.trial.mutants import Mutation

_CALL = "ruleck test"


def trial_junit(trial: Trial) -> str:
    """The whole report."""
    root = Xml.Element("testsuites", name=_CALL)
    placed = sorted(trial.results, key=lambda result: _path(result.at))  # stable: the order within a file stays
    for path, results in groupby(placed, key=lambda result: _path(result.at)):
        _suite(root, path, [_case(result) for result in results])
    if trial.mutation is not None:
        _mutants(root, trial.mutation)
    if trial.mistakes:
        _suite(root, "mistakes", [_error(mistake) for mistake in trial.mistakes if mistake.severity == "error"])
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _mutants(root: Xml.Element, mutation: Mutation) -> None:
    """A suite for each file, a case for each mutant: one that no example notices is a failure."""
    placed = [(hunt, one) for hunt in mutation.hunts for one in hunt.hunted]
    for path, together in groupby(placed, key=lambda pair: pair[1].mutant.at.source.path):
        _suite(root, f"{path} (mutants)", [_mutant(hunt, one, mutation) for hunt, one in together])


def _mutant(hunt: Hunt, one: Hunted, mutation: Mutation) -> Xml.Element:
    mutant = one.mutant
    line = mutant.at.source.position(mutant.at.span.start).line
    case = _named(hunt.rule.id, f"line {line}: {mutant.difference}", mutant.at)
    from ruleck.trial.mutants_text import hole

    if one.status == "survived" and not mutation.is_accepted(one):
        told = hole(hunt, one)
        Xml.SubElement(case, "failure", message=printable(told.message), type="unnoticed").text = _lines(told)
    elif one.status == "not told apart":
        Xml.SubElement(case, "skipped", message=f"not told apart in {mutation.tries:,} tries")
    return case


def _suite(root: Xml.Element, name: str, cases: Iterable[Xml.Element]) -> None:
    suite = Xml.SubElement(root, "testsuite", name=printable(name))
    suite.extend(cases)
    suite.set("tests", str(len(suite)))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(attribute, str(len(suite.findall(f"testcase/{tag}"))))


def _case(result: Result) -> Xml.Element:
    name = result.name
    if result.at is not None:
        name = f"line {result.at.source.position(result.at.span.start).line}: {name}"
    case = _named(result.rule or result.kind, name, result.at)
    if result.status == "failed":
        told = as_mistake(result)
        assert told is not None, "failures are told"
        message = f"expected: {result.expected}; came out: {result.got}"
        Xml.SubElement(case, "failure", message=printable(message), type="failed").text = _lines(told)
    elif result.status == "todo":
        Xml.SubElement(case, "skipped", message=printable(f"to do: {result.expected}; came out: {result.got}"))
    elif result.status == "works":
        Xml.SubElement(case, "system-out").text = "it comes out now: take the `todo` away"
    return case


def _error(mistake: Diagnostic) -> Xml.Element:
    label = mistake.labels[0] if mistake.labels else None
    case = _named(_path(label), mistake.code, label)
    Xml.SubElement(case, "error", message=printable(mistake.message), type=mistake.code).text = _lines(mistake)
    return case


def _named(classname: str, name: str, at: Label | None) -> Xml.Element:
    case = Xml.Element("testcase", classname=printable(classname), name=printable(name))
    if at is not None:
        case.set("file", printable(at.source.path))
        case.set("line", str(at.source.position(at.span.start).line))
    return case


def _path(at: Label | None) -> str:
    return at.source.path if at is not None else _CALL


def _lines(mistake: Diagnostic) -> str:
    return "\n".join(printable(line) for line in mistake_text(mistake).splitlines())
