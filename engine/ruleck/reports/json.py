"""Findings as machines read them: one JSON object, whatever the outcome.

Its shape is docs/findings.schema.json.
"""

from __future__ import annotations

import json
from dataclasses import asdict

from ruleck import __version__
from ruleck.diagnostics import Diagnostic
from ruleck.reports.checked import Asked, Checked, Closing
from ruleck.reports.objects import FORMAT, diagnostic_entry, finding_entry, waived_entry


class JsonForm:
    """The JSON report, a line for each document. It holds all findings, whatever is asked for."""

    def __init__(self, asked: Asked) -> None:
        self._begun = False
        self._mistakes: list[Diagnostic] = []

    def document(self, checked: Checked) -> str:
        """A document's line; the mistakes of one that could not be checked are kept for the end."""
        self._mistakes += checked.mistakes
        if checked.story is None:
            return ""
        entry = {
            "path": checked.path,
            "article": checked.story.article.id,
            "facts": checked.story.facts,
            "findings": [finding_entry(finding) for finding in checked.findings],
            "waived": [waived_entry(accepted) for accepted in checked.waived],
        }
        return ("," if self._begun else "") + self._begin() + "\n  " + _dump(entry)

    def closing(self, closing: Closing) -> str:
        """The rest of the object."""
        rest = {
            "findings": [finding_entry(finding) for finding in closing.findings],
            "waived": [waived_entry(accepted) for accepted in closing.waived],
            "diagnostics": [diagnostic_entry(mistake) for mistake in [*self._mistakes, *closing.mistakes]],
            "unmatched": closing.unmatched,
            "partial": closing.partial,
            "summary": asdict(closing.summary),
        }
        rows = ",\n".join(f" {_dump(name)}: {_dump(value)}" for name, value in rest.items())
        return f"{self._begin()}],\n{rows}}}\n"

    def _begin(self) -> str:
        if self._begun:
            return ""
        self._begun = True
        return f'{{"ruleck": {_dump(__version__)}, "format": {FORMAT},\n "documents": ['


def _dump(value: object) -> str:
    # Plain ASCII: the same bytes whatever the machine's encoding, and nothing in it acts on a terminal.
    return json.dumps(value)
