"""What lints have to say as SARIF 2.1.0, with the cures that an editor may offer."""

from __future__ import annotations

from collections.abc import Sequence

from ruleck.diagnostics import Diagnostic
from ruleck.lint.definitions import LINTS, Lint
from ruleck.lint.remark import Remark
from ruleck.reports.place import stretch
from ruleck.reports.sarif_log import Object, artifact, begin, dump, end, linked, location, message, region
from ruleck.reports.snippet import printable

_NUMBERS = {lint.code: number for number, lint in enumerate(LINTS)}


def lints_sarif(remarks: Sequence[Remark], mistakes: Sequence[Diagnostic], paths: Sequence[str]) -> str:
    """The whole log; `paths` are the rule files that were looked at."""
    results = ",".join(f"\n{dump(_result(remark))}" for remark in remarks)
    files = [{"location": artifact(path), "roles": ["analysisTarget"]} for path in paths]
    rules = [_rule(lint) for lint in LINTS]
    return begin() + results + end(rules, execution=mistakes, configuration=(), artifacts=files, partial=False)


def _result(remark: Remark) -> Object:
    related = [
        location(stretch(label.source, label.span)) | {"id": number, "message": {"text": label.text or "see"}}
        for number, label in enumerate(remark.others, 1)
    ]
    text = message("\n".join(map(printable, (remark.message, *remark.notes))))["text"]
    if related:
        text += "\nsee also: " + ", ".join(linked(each["message"]["text"], each["id"]) for each in related)
    result: Object = {
        "ruleId": remark.lint.code,
        "ruleIndex": _NUMBERS[remark.lint.code],
        "level": "warning",
        "message": {"text": text},
        "locations": [location(stretch(remark.at.source, remark.at.span))],
        "relatedLocations": related,
    }
    return result | ({"fixes": [_fix(remark)]} if remark.edits else {})


def _fix(remark: Remark) -> Object:
    """The cure: `ruleck lint --fix` makes it only where what the rule means stays the same."""
    source = remark.at.source
    edits = [
        {"deletedRegion": region(stretch(source, edit.span)), "insertedContent": {"text": edit.text}}
        for edit in sorted(remark.edits, key=lambda edit: (edit.span.start, edit.span.end))
    ]
    return {
        "description": {"text": remark.lint.fixes},
        "artifactChanges": [{"artifactLocation": artifact(source.path), "replacements": edits}],
    }


def _rule(lint: Lint) -> Object:
    # Our own words, which are Markdown already.
    samples = f"A rule that has it:\n\n```\n{lint.bad}```\n\nThe same rule cured:\n\n```\n{lint.cured}```\n"
    return {
        "id": lint.code,
        "shortDescription": {"text": lint.title},
        "fullDescription": {"text": lint.why},
        "help": {
            "text": f"{lint.why}\n`ruleck explain {lint.code}` shows a rule that has it, and the same rule cured.",
            "markdown": f"{lint.why}\n\n{samples}",
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["rules"]},
    }
