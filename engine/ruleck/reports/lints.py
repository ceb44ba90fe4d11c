"""What lints have to say, as people and as machines read it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ruleck import __version__
from ruleck.diagnostics import Diagnostic, Label
from ruleck.lint.remark import Remark
from ruleck.reports.diagnostics import mistake_text
from ruleck.reports.objects import diagnostic_entry, span_entry
from ruleck.reports.snippet import Paint, plain

FORMAT = 1


def remark_text(remark: Remark, paint: Paint = plain) -> str:
    """One remark: place, code and message, the underlined words, and what to know about them."""
    labels = (remark.at, *remark.others)
    told = Diagnostic(remark.lint.code, f"{remark.lint.code} {remark.message}", labels, remark.notes, (), "warning")
    return mistake_text(told, paint)


def tally(remarks: Sequence[Remark], fixed: int, files: int) -> str:
    """The closing lines."""
    done = f"cured {fixed}; " if fixed else ""
    where = f"in {files} rule {'file' if files == 1 else 'files'}"
    if not remarks:
        return f"{done}nothing to remark {where}\n"
    count = f"{len(remarks)} {'remark' if len(remarks) == 1 else 'remarks'} {where}"
    fixable = sum(bool(remark.edits) for remark in remarks)
    hint = f"; `--fix` may cure {fixable}" if fixable else ""
    return f"{done}{count}{hint}; `ruleck explain {remarks[0].lint.code}` tells more of one\n"


def lints_json(remarks: Sequence[Remark], fixed: Sequence[Remark], mistakes: Sequence[Diagnostic]) -> str:
    """The whole report, a line for each remark. Its shape is docs/lint.schema.json; within a format number fields are
    added, never changed or taken away.
    """
    rest = {
        "fixed": [_remark(remark) for remark in fixed],
        "diagnostics": [diagnostic_entry(mistake) for mistake in mistakes],
    }
    lines = "".join(f"{',' if n else ''}\n  {json.dumps(_remark(remark))}" for n, remark in enumerate(remarks))
    rows = ",\n".join(f" {json.dumps(name)}: {json.dumps(value)}" for name, value in rest.items())
    return f'{{"ruleck": {json.dumps(__version__)}, "format": {FORMAT},\n "remarks": [{lines}],\n{rows}}}\n'


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "code": remark.lint.code,
        "title": remark.lint.title,
        "message": remark.message,
        "at": _place(remark.at),
        "others": [{**_place(label), "text": label.text} for label in remark.others],
        "notes": remark.notes,
        "fixable": bool(remark.edits),
    }


def _place(label: Label) -> dict[str, object]:
    return span_entry(label.source, label.span)
