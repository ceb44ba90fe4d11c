"""The forms of report, each by its name: what `--format` and `--output` take, and what help and docs list.

A form is imported when it is asked for, so that a run pays for no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ruleck.reports.checked import Asked, Form


@dataclass(frozen=True, slots=True)
class Entry:
    """A form as it is listed.

    `summary` says in half a line what it is for; `endings` are how names of files end that hold it, the usual one
    first; `made_by` is its class, as `module:class` below `ruleck.reports`.
    """

    name: str
    summary: str
    endings: tuple[str, ...]
    made_by: str


FORMS: Mapping[str, Entry] = {
    entry.name: entry
    for entry in (
        Entry("text", "for people, with the lines that show each finding", (".txt",), "text:TextForm"),
        Entry("html", "a page to read: the text with notes, charts of series", (".html", ".htm"), "html.page:HtmlForm"),
        Entry("markdown", "a comment for a pull request", (".md",), "markdown:MarkdownForm"),
        Entry("json", "one JSON object, for programs", (".json",), "json:JsonForm"),
        Entry("jsonl", "JSON Lines: a line for each finding as it is found", (".jsonl",), "jsonl:JsonLinesForm"),
        Entry("sarif", "SARIF 2.1.0, for code scanning and editors", (".sarif", ".sarif.json"), "sarif:SarifForm"),
        Entry("junit", "JUnit XML, for build servers", ("junit.xml",), "junit:JunitForm"),
        Entry("github", "annotations of a GitHub Actions run", (".github.txt",), "github:GithubForm"),
        Entry("gitlab", "GitLab's code quality report", ("code-quality-report.json",), "gitlab:GitlabForm"),
        Entry("checkstyle", "Checkstyle's XML, for review bots", ("checkstyle.xml",), "checkstyle:CheckstyleForm"),
    )
}


def form(name: str, asked: Asked) -> Form:
    """A new report of the form with this name."""
    module, made_by = FORMS[name].made_by.split(":")
    return cast("Form", getattr(import_module(f"ruleck.reports.{module}"), made_by)(asked))


def by_ending(path: str) -> str | None:
    """The form that a file's name speaks for: the one with the longest ending that it has.

    >>> by_ending("out/report.json"), by_ending("gl-code-quality-report.json"), by_ending("report.xml")
    ('json', 'gitlab', None)
    """
    fitting = [(len(end), entry.name) for entry in FORMS.values() for end in entry.endings if path.endswith(end)]
    return max(fitting)[1] if fitting else None


def table() -> str:
    """A line for each form: its name and what it is for."""
    width = max(map(len, FORMS))
    return "\n".join(f"{entry.name:{width}}  {entry.summary}" for entry in FORMS.values())
