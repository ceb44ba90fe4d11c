"""What lints have to say as annotations of GitHub Actions."""

from __future__ import annotations

from collections.abc import Sequence

from ruleck.diagnostics import Diagnostic
from ruleck.lint.remark import Remark
from ruleck.reports.place import stretch
from ruleck.reports.workflow_command import command, mistake_command


def lints_github(remarks: Sequence[Remark], mistakes: Sequence[Diagnostic]) -> str:
    """A command for each mistake and remark."""
    return "".join([*map(mistake_command, mistakes), *map(_command, remarks)])


def _command(remark: Remark) -> str:
    at = stretch(remark.at.source, remark.at.span)
    return command("warning", f"{remark.lint.code} {remark.lint.title}", [remark.message, *remark.notes], at)
