"""The list of stories at the top of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ruleck.diagnostics import SEVERITIES
from ruleck.reports.html.markup import Markup, tag, text

# Stories without findings that are listed by name.
MOST_LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """A story in the list of stories."""

    number: int
    title: str
    path: str
    counts: Counter[str]
    shown: bool


def contents(stories: Sequence[Row]) -> Markup | None:
    """The list: stories with findings first. None where there is one story."""
    if len(stories) < 2:
        return None
    columns: dict[str, str] = dict(zip(SEVERITIES, ("Errors", "Warnings", "Info"), strict=True))
    columns |= {"undecided": "Undecided"}
    # What somebody accepts is not among what is to be put right.
    columns |= {"waived": "Waived"} if any(row.counts["waived"] for row in stories) else {}
    listed = [row for row in stories if row.counts]
    calm = [row for row in stories if not row.counts]
    rows = [_content_row(row, list(columns)) for row in listed + calm[:MOST_LISTED]]
    more = len(calm) - MOST_LISTED
    return tag(
        "nav",
        tag("h2", "The stories"),
        tag(
            "div",
            tag(
                "table",
                tag("thead", tag("tr", *(tag("th", head, scope="col") for head in ("Story", *columns.values())))),
                tag("tbody", *rows),
            ),
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label="list of the stories",
        ),
        tag("p", f"and {more:,} more stories with nothing to read", class_="remarks") if more > 0 else None,
        class_="contents",
        aria_label="Stories",
    )


def _content_row(row: Row, columns: Sequence[str]) -> Markup:
    name = tag("a", text(row.title), href=f"#s{row.number}") if row.shown else text(row.title)
    counts = [row.counts[key] for key in columns]
    figures = [tag("td", f"{count:,}" if count else "", class_="figure") for count in counts]
    path = tag("span", row.path, class_="path") if row.path != row.title else None
    return tag("tr", tag("th", tag("bdi", name), " ", path, scope="row"), *figures)
