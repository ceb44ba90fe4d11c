"""Runs to be reported, made here and now: rules, documents given as plain values, and the parts that a form is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ruleck.configuration import Project
from ruleck.diagnostics import Diagnostic, Label
from ruleck.evaluate.run import Checks
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import read_document
from ruleck.pipeline import Assignment, Run, run
from ruleck.reports.checked import Asked, Checked, Closing
from ruleck.reports.forms import form
from ruleck.source import Source, Span
from ruleck.waivers.ledger import Ledger
from tests.packs.programs import of_text

RULES = """\
rule speakers "Every quotation says whose words it is":
  tags attribution
  see "https://example.org/standards"
  quotes must name a speaker
  because "readers must know"
rule early:
  severity warning
  quotes' said_on must be before 2017-12-10
rule noted:
  severity info
  people must give a role
rule falls: estimates with the same subject must decrease over time
rule everywhere:
  across articles,
  people with the same name must have the same age
"""
PROGRAM = of_text(RULES)
TODAY = 738_000  # an ordinal, in 2021

# Every verdict, severity and cause; a series; two facts that are alike; a finding that somebody accepts.
DOCUMENTS: dict[str, Mapping[str, object]] = {
    "a.facts.json": {
        "article": {"id": "a", "body": "He called it a patch, 💥 a patch on a patch."},
        "people": [{"name": "Ines Kaya", "age": 40}],
        "quotes": [
            {"text": "a patch", "excerpt": "a patch on", "said_on": "2017-12"},
            {"text": "hm", "said_on": "2017-12-24"},
            {"text": "hm", "said_on": "2017-12-24"},
            {"text": "well", "speaker": "Ines Kaya", "said_on": "?"},
            {"text": "no", "waived": [{"rule": "speakers", "reason": "a crowd", "by": "desk", "until": "2030-01-01"}]},
        ],
        "estimates": [
            {"subject": "fighters", "value": 1000, "as_of": "2017-12-05"},
            {"subject": "fighters", "value": 3000, "as_of": "2017-12-27"},
        ],
    },
    "b/é ß%20.facts.json": {"people": [{"name": "Ines Kaya", "age": 41, "role": "mayor"}]},
    "empty.facts.json": {},
}


def lay(folder: Path) -> list[str]:
    """Writes the documents, a line for each value, and gives their paths as they are named from the folder."""
    for path, document in DOCUMENTS.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(json.dumps(document, indent=1, ensure_ascii=False), "utf-8")
    return list(DOCUMENTS)


def checked(paths: Sequence[str]) -> list[Checked | Closing]:
    """What the rules say of documents, part by part. Their places are looked up when they are asked for."""
    ledger = Ledger(PROGRAM, lambda: TODAY)
    return list(run([Assignment(Project(), PROGRAM, paths, ledger)], paths, house=True))


def checked_text(text: str, path: str) -> list[Checked | Closing]:
    """The same of one document that is no file."""
    current = Run(PROGRAM, Checks(PROGRAM), excerpts=True, ledger=Ledger(PROGRAM, lambda: TODAY, upkeep=True))
    story, mistakes = read_document(text, builtin_vocabulary(), format="json", path=path)
    return [current.check(path, story, mistakes), current.close()]


def reported(name: str, parts: Iterable[Checked | Closing], asked: Asked | None = None) -> str:
    """The whole report of a form."""
    asked = replace(asked or Asked(verbose=True), program=PROGRAM)
    report = form(name, asked)
    return "".join(report.closing(part) if isinstance(part, Closing) else report.document(part) for part in parts)


def mistake(message: str = "`speker` is no field", path: str = "m.facts.json") -> Diagnostic:
    """A mistake in a document, on its second line."""
    label = Label(Source(path, "{\n  speker\n}\n"), Span(4, 10))
    return Diagnostic("unknown-field", message, (label,), ("did you mean `speaker`?",), ("speaker",))
