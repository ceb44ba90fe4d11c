"""Findings as GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.

GitLab takes two issues with one fingerprint for one, so a fingerprint here is made of the document's path, too, and of
which one it is among several that are alike.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from posixpath import normpath
from typing import TypeAlias

from ruleck.diagnostics import Diagnostic, Severity
from ruleck.evaluate.finding import Finding
from ruleck.reports.brief import mistake_lines, sentence
from ruleck.reports.checked import PARTIAL, Asked, Checked, Closing, document_path
from ruleck.reports.fingerprint import fingerprint
from ruleck.reports.place import Stretch, mistake_place, place_of

# GitLab's own scale is info, minor, major, critical, blocker. A mistake blocks: nothing is checked where one is.
_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
_MISTAKE: dict[Severity, str] = {"error": "blocker", "warning": "minor", "info": "info"}
_Seen: TypeAlias = Counter[tuple[str, ...]]
_NOWHERE = Stretch(".")  # every issue must have a path


class GitlabForm:
    """A JSON array with an issue a line."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._begun = False

    def document(self, checked: Checked) -> str:
        """The issues of one document."""
        return self._issues(checked.mistakes, checked.findings)

    def closing(self, closing: Closing) -> str:
        """The issues over all documents, and the end of the array."""
        early = [Diagnostic("partial", PARTIAL)] if closing.partial else []
        told = self._issues((*closing.mistakes, *early), closing.findings)
        return told + ("\n]\n" if self._begun else "[]\n")

    def _issues(self, mistakes: Iterable[Diagnostic], findings: Iterable[Finding]) -> str:
        # Those of one document only can be alike: no more is kept of a long run than of a short one.
        seen: _Seen = Counter()
        wrong = [self._mistake(each, seen) for each in mistakes]
        return "".join(wrong + [self._finding(each, seen) for each in findings if self._asked.lists(each)])

    def _finding(self, finding: Finding, seen: _Seen) -> str:
        severity = _SEVERITY[self._asked.level(finding)]
        key = (document_path(finding.focus), fingerprint(finding))
        return self._issue(sentence(finding), finding.rule, severity, place_of(finding), key, seen)

    def _mistake(self, mistake: Diagnostic, seen: _Seen) -> str:
        at = mistake_place(mistake) or _NOWHERE
        key = (at.path, mistake.code, mistake.message)
        return self._issue("; ".join(mistake_lines(mistake)), mistake.code, _MISTAKE[mistake.severity], at, key, seen)

    def _issue(
        self, description: str, name: str, severity: str, at: Stretch, key: tuple[str, ...], seen: _Seen
    ) -> str:
        seen[key] += 1
        issue = {
            "description": description,
            "check_name": name,
            "fingerprint": sha256(json.dumps([*key, seen[key]]).encode()).hexdigest(),
            "severity": severity,
            "location": {"path": normpath(at.path), "lines": {"begin": at.line}},
        }
        before, self._begun = (",\n " if self._begun else "[\n "), True
        return f"{before}{json.dumps(issue)}"
