"""Findings as JSON Lines: a line for each as it is found, also for those that somebody accepts, then one for each
mistake of the rules, then the figures.

Its shape is docs/findings-lines.schema.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from ruleck import __version__
from ruleck.diagnostics import Diagnostic
from ruleck.reports.checked import Asked, Checked, Closing, document_path
from ruleck.reports.objects import FORMAT, diagnostic_entry, finding_entry, waived_entry


class JsonLinesForm:
    """JSON Lines. Like the JSON report they hold all findings, whatever is asked for."""

    def __init__(self, asked: Asked) -> None:
        pass

    def document(self, checked: Checked) -> str:
        """A line for each mistake or finding of a document; none for one in order."""
        return _mistakes(checked.mistakes) + _findings(checked)

    def closing(self, closing: Closing) -> str:
        """The findings of `across articles` rules, the mistakes of rules and call, and the last line."""
        last = {
            "type": "summary",
            "ruleck": __version__,
            "format": FORMAT,
            "partial": closing.partial,
            "unmatched": closing.unmatched,
            **asdict(closing.summary),
        }
        return _findings(closing) + _mistakes(closing.mistakes) + _line(last)


def _findings(part: Checked | Closing) -> str:
    found = [("finding", finding, finding_entry(finding)) for finding in part.findings]
    found += [("waived", accepted.finding, waived_entry(accepted)) for accepted in part.waived]
    return "".join(
        _line({"type": type_, "document": document_path(finding.focus), **entry}) for type_, finding, entry in found
    )


def _mistakes(mistakes: Iterable[Diagnostic]) -> str:
    return "".join(_line({"type": "diagnostic", **diagnostic_entry(mistake)}) for mistake in mistakes)


def _line(entry: dict[str, object]) -> str:
    return f"{json.dumps(entry)}\n"
