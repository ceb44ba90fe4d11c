"""The page docs/lints.md, made from the lints' one definition: `python -m tests.lint.page` writes it."""

from __future__ import annotations

from pathlib import Path

from ruleck.lint.definitions import LINTS, Lint

PAGE = Path(__file__).parents[2] / "docs" / "lints.md"

HEAD = """\
# Lints

A rule can be read, make sense, and still say something else than its author meant. `ruleck lint` finds what can be
seen of that without a document:

    ruleck lint                                  the rules that check would use here
    ruleck lint rules/house.ruleck               a file or a folder
    ruleck lint --ignore R101,R102               all lints but these; --select R201 takes only some
    ruleck lint --fix --dry-run                  what --fix would change
    ruleck lint --format json                    for programs; the shape is lint.schema.json
    ruleck lint --format sarif                   for code scanning, with the cures; github for annotations

The exit status is 0 when there is nothing to remark, 1 when there is, 2 when a rule or the call is mistaken.

A lint is silent where it is not certain: what it says of a condition holds in every document. "Never true" means that
no document makes the condition surely true, "always true" that none makes it false; where a field is not stated, either
can still be undecided. Examples are not looked at for this: `ruleck test` runs them.

`--fix` rewrites only what it can prove to mean the same: after each cure the file is read again and every rule's
meaning compared. Comments stay. What remains is for you to decide.

## Silencing a lint

A comment on a statement, or right above it, allows a lint there. The reason is required, so that the next reader need
not guess:

```ruleck
# ruleck: allow R101, R102 because the lawyers wrote it and nobody may touch it
rule reason-given:
  sources where anonymous must give a reason
```

An `allow` that silences nothing is remarked itself (R401).

## The lints

(Made from `engine/ruleck/lint/definitions.py` by `python -m tests.lint.page`.)
"""


def page() -> str:
    """The whole page."""
    table = ["| code | finds | `--fix` |", "| --- | --- | --- |"]
    table += [f"| [{lint.code}](#{anchor(lint)}) | {lint.title} | {'yes' if lint.fixes else ''} |" for lint in LINTS]
    return "\n".join([HEAD, *table, "", *map(section, LINTS)])


def heading(lint: Lint) -> str:
    """What stands over a lint's section."""
    return f"{lint.code}: {lint.title}"


def anchor(lint: Lint) -> str:
    """The heading as a link's end: letters, digits and hyphens."""
    kept = "".join(c for c in heading(lint).lower() if c.isalnum() or c in " -")
    return kept.replace(" ", "-")


def section(lint: Lint) -> str:
    """One lint."""
    fixes = f"\n`--fix`: {lint.fixes}\n" if lint.fixes else ""
    return (
        f"### {heading(lint)}\n\n{lint.why}\n\nBad:\n\n```ruleck\n{lint.bad}```\n\n"
        f"Cured:\n\n```ruleck\n{lint.cured}```\n{fixes}"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
