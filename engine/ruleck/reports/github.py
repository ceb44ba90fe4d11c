"""Findings as annotations of GitHub Actions: each is shown at its line of the pull request.

GitHub shows the first ten errors, warnings and notices of a step; all of them stand in its log.
"""

from __future__ import annotations

from collections.abc import Iterable

from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.reports.brief import reason, said
from ruleck.reports.checked import PARTIAL, Asked, Checked, Closing
from ruleck.reports.place import place_of
from ruleck.reports.tally import tally
from ruleck.reports.workflow_command import command, mistake_command


class GithubForm:
    """Workflow commands, and the tally as plain lines of the log."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._unchecked = 0

    def document(self, checked: Checked) -> str:
        """A command for each mistake and finding of a document."""
        if checked.story is None:
            self._unchecked += 1
        return self._commands(checked.mistakes, checked.findings)

    def closing(self, closing: Closing) -> str:
        """Commands for what is said over all documents, and the tally."""
        told = self._commands(closing.mistakes, closing.findings)
        if closing.partial:
            told += command("error", "ruleck", [PARTIAL], None)
        if self._asked.quiet or (closing.mistakes and not closing.summary.documents):
            return told
        return told + "".join(f"{row}\n" for row in tally(closing, self._unchecked, self._asked))

    def _commands(self, mistakes: Iterable[Diagnostic], findings: Iterable[Finding]) -> str:
        told = [self._finding(each) for each in findings if self._asked.lists(each)]
        return "".join([*map(mistake_command, mistakes), *told])

    def _finding(self, finding: Finding) -> str:
        lines = [said(finding), *filter(None, [reason(finding)])]
        return command(self._asked.level(finding), finding.rule, lines, place_of(finding))
