"""A workflow command of GitHub Actions: a line of output that becomes an annotation of a file.

The form is that of the runner: `::error file=a.yaml,line=1::message`. What stands for itself there is escaped as the
runner undoes it (`%25`, `%0A`, `%0D`; in a property `%3A` and `%2C`, too), so no text of a story can begin a command of
its own: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
"""

from __future__ import annotations

from collections.abc import Iterable

from ruleck.diagnostics import Diagnostic, Severity
from ruleck.reports.brief import mistake_lines
from ruleck.reports.place import Stretch, mistake_place
from ruleck.reports.snippet import printable

_NAMES = {"error": "error", "warning": "warning", "info": "notice"}


def command(level: Severity, title: str, lines: Iterable[str], at: Stretch | None) -> str:
    """The command that annotates a place, if there is one in a file, with lines of text.

    >>> command("error", "speakers", ["50% of it", "said: so"], Stretch("a,b.yaml", 2, 5, 2, 9))
    '::error file=a%2Cb.yaml,line=2,endLine=2,col=5,endColumn=9,title=speakers::50%25 of it%0Asaid: so\\n'
    """
    properties: dict[str, object] = {}
    if at is not None and at.in_file:
        properties |= {"file": at.path, "line": at.line, "endLine": at.end_line}
        if at.line == at.end_line:  # GitHub takes columns for a single line only
            properties |= {"col": at.column, "endColumn": at.end_column}
    properties["title"] = title
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_NAMES[level]} {told}::{'%0A'.join(_data(line) for line in lines)}\n"


def mistake_command(mistake: Diagnostic) -> str:
    """The command that annotates the place of a mistake."""
    return command(mistake.severity, mistake.code, mistake_lines(mistake), mistake_place(mistake))


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
