"""What SARIF logs are built of: places, messages, the log round the results.

SARIF is the Static Analysis Results Interchange Format 2.1.0 of OASIS
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html); the paragraphs below are those of that standard.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, TypeAlias
from urllib.parse import quote

from ruleck import __version__
from ruleck.diagnostics import Diagnostic, Severity
from ruleck.facts.record import Place
from ruleck.reports.brief import mistake_lines
from ruleck.reports.checked import PARTIAL
from ruleck.reports.place import SENTENCE, STANDARD_INPUT, Stretch, mistake_place, stretch

Object: TypeAlias = dict[str, Any]

LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# Relative paths are relative to this. Where it lies is not said (§3.14.14): the same input gives the same bytes on
# every machine, and whoever reads the log knows where the checkout is.
_BASE = "%SRCROOT%"
_MOST_SHOWN = 400  # characters of a snippet: a reader needs no more, and a document may be a single long line


def message(text: str) -> Object:
    """A message of plain text in which nothing is a placeholder or a link (§3.11.5, §3.11.6).

    >>> message("see {0} and [this](http://a.example)")["text"]
    'see {{0}} and \\\\[this\\\\](http://a.example)'
    """
    text = text.replace("{", "{{").replace("}", "}}")
    if "](" in text:
        text = text.replace("[", "\\[").replace("]", "\\]")
    return {"text": text}


def linked(text: str, number: int) -> str:
    """A text that leads to a related location, to be put into a message as it is."""
    return f"[{text}]({number})"


def artifact(path: str) -> Object:
    """A file: relative to where ruleck was run, or by its full path; standard input has a scheme of its own."""
    if path == STANDARD_INPUT:
        return {"uri": "stdin:-"}
    pure = PurePath(os.path.normpath(path))
    if pure.is_absolute():
        return {"uri": "file://" + quote(f"/{pure.as_posix().removeprefix('/')}", errors="surrogateescape")}
    uri = quote(pure.as_posix(), errors="surrogateescape")
    return {"uri": uri, "uriBaseId": _BASE}


def region(at: Stretch) -> Object:
    """A stretch of a file (§3.30): lines and columns are 1-based here, too, and the end is exclusive."""
    return {"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}


def location(at: Stretch, snippet: str = "") -> Object:
    """A place in a file, with the text that stands there if it is short."""
    stretched = region(at)
    if snippet and len(snippet) <= _MOST_SHOWN:
        stretched["snippet"] = {"text": snippet}
    return {"physicalLocation": {"artifactLocation": artifact(at.path), "region": stretched}}


def shown(place: Place) -> Object:
    """A place in a text that is a file."""
    span = place.span
    snippet = place.source.text[span.start : span.end] if span.end - span.start <= _MOST_SHOWN else ""
    return location(stretch(place.source, span), snippet)


def notification(mistake: Diagnostic) -> Object:
    """A mistake, as the run tells of it (§3.58)."""
    at = mistake_place(mistake)
    told: Object = {
        "descriptor": {"id": mistake.code},
        "level": LEVELS[mistake.severity],
        "message": message("\n".join(mistake_lines(mistake))),
    }
    if at is not None and at.path not in ("", SENTENCE):
        told["locations"] = [location(at)]
    return told


def begin() -> str:
    """The log up to its first result."""
    return f'{{"$schema": {dump(_SCHEMA)}, "version": "2.1.0", "runs": [{{\n"results": ['


def end(
    rules: Sequence[Object],
    *,
    execution: Iterable[Diagnostic],
    configuration: Iterable[Diagnostic],
    artifacts: Iterable[Object],
    partial: bool,
) -> str:
    """The log after its last result: the tool with its rules, and how the run went.

    `execution` are mistakes of what was checked, `configuration` those of the rules and of the call.
    """
    early = [Diagnostic("partial", PARTIAL)] if partial else []
    execution, configuration = [*execution, *early], list(configuration)
    mistakes = [*execution, *configuration]
    codes = dict.fromkeys(mistake.code for mistake in mistakes)
    driver: Object = {
        "name": "ruleck",
        "version": __version__,
        "semanticVersion": __version__,
        "language": "en",
        "rules": rules,
        "notifications": [{"id": code} for code in codes],
    }
    invocation: Object = {
        "executionSuccessful": not any(mistake.severity == "error" for mistake in mistakes),
        "toolExecutionNotifications": [notification(mistake) for mistake in execution],
        "toolConfigurationNotifications": [notification(mistake) for mistake in configuration],
    }
    rest = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "artifacts": list(artifacts),
        "originalUriBaseIds": {_BASE: {"description": {"text": "the folder that ruleck was run in"}}},
        "columnKind": "unicodeCodePoints",
    }
    rows = ",\n".join(f"{dump(name)}: {dump(value)}" for name, value in rest.items())
    return f"\n],\n{rows}\n}}]}}\n"


def dump(value: object) -> str:
    """JSON in plain ASCII."""
    return json.dumps(value)
