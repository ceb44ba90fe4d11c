"""The table of forms in docs/output.md, made from their list: `python -m tests.docs.forms_table` prints it."""

from __future__ import annotations

from ruleck.reports.forms import FORMS


def forms_table() -> str:
    """The whole table, in Markdown."""
    rows = [
        f"| `{entry.name}` | {entry.summary} | {', '.join(f'`{ending}`' for ending in entry.endings)} |"
        for entry in FORMS.values()
    ]
    return "\n".join(["| form | what it is | a file's name ends in |", "| --- | --- | --- |", *rows])


if __name__ == "__main__":
    print(forms_table())
