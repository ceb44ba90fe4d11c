"""The reference in docs/configuration.md, made from the definition of the settings.

`python -m tests.docs.settings_page` writes it anew.
"""

from __future__ import annotations

import re
from typing import Any

from ruleck.cli.settings import OF_A_RUN
from ruleck.settings import ByStatus, Configuration, Lints, option_of, settings_of
from tests.docs.samples import ROOT

PAGE = ROOT / "docs/configuration.md"
_MADE = re.compile(r"(?<=<!-- made from engine/ruleck/settings.py -->\n).*?(?=<!-- to here -->)", re.DOTALL)


def reference() -> str:
    """Every setting: what it is for, what it wants, what holds without it, and an example."""
    parts = [_entry(Configuration, name) for name in settings_of(Configuration)]
    return "\n" + "\n".join(parts)


def _entry(section: type[Any], name: str) -> str:
    about = settings_of(section)[name]
    rows = [f"### {name}", "", about.summary + (f" {about.details}" if about.details else "")]
    if about.inside is None:
        rows += ["", f"It is {_wants(about.shape.wants)}. Without it: {_unset(section, name)}."]
        option = f"{option_of(name)} {about.shape.metavar}".rstrip()
        rows += [f"On the command line: `{option}`." if name in OF_A_RUN else ""]
    else:
        names = ", ".join(f"`status.{status}`" for status in about.tables)
        tables = f" The tables are {names}." if names else ""
        rows += ["", f"It is a table of settings of its own.{tables}", "", *_table(about.inside)]
    rows += ["", "```toml", f"{name} = {about.example}", "```", ""]
    return "\n".join(rows)


def _table(section: type[Any]) -> list[str]:
    rows = ["| setting | what it is for | it is | without it |", "| --- | --- | --- | --- |"]
    for name, about in settings_of(section).items():
        rows.append(f"| `{name}` | {about.summary} | {_wants(about.shape.wants)} | {_unset(section, name)} |")
    return rows


def _wants(wants: str) -> str:
    """What a setting wants, its values set as they are typed."""
    wants = re.sub(r"one of ([\w, ]+)", lambda m: "one of " + ", ".join(f"`{w}`" for w in m[1].split(", ")), wants)
    return re.sub(r"such as (.+)$", r"such as `\1`", wants)


def _unset(section: type[Any], name: str) -> str:
    about = settings_of(section)[name]
    default = getattr(section(), name)
    return about.unset or f"`{str(default).lower() if isinstance(default, bool) else default}`"


def page() -> str:
    """The whole page, its reference made anew."""
    return _MADE.sub(lambda match: reference(), PAGE.read_text(encoding="utf-8"))


SECTIONS = (Configuration, ByStatus, Lints)

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
