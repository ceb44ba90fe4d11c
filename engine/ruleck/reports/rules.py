"""The rules that are in force, as people and as machines read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ruleck import __version__
from ruleck.diagnostics import Label, Severity
from ruleck.reports.brief import counted
from ruleck.reports.place import SENTENCE
from ruleck.reports.snippet import WIDTH, Paint, plain, printable, wrap

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule, or a check that no rule file holds, as a list has it.

    `own` is the severity that it gives itself; `left_out` tells that articles are not checked by it.
    """

    id: str
    severity: Severity
    own: Severity
    summary: str
    tags: tuple[str, ...] = ()
    pack: str = ""
    place: Label | None = None
    shipped: bool = False
    left_out: bool = False


def rules_text(listed: Sequence[Listed], paint: Paint = plain) -> str:
    """A block for each rule, and how many there are."""
    kept = [rule for rule in listed if not rule.left_out]
    out = [rule.id for rule in listed if rule.left_out]
    rows = [row for rule in kept for row in _block(rule, paint)]
    rules = sum(rule.place is not None for rule in kept)
    house = len(kept) - rules
    counts = [counted(rules, "rule", "rules")]
    counts += [counted(house, "check that no rule file holds", "checks that no rule file holds")] if house else []
    rows += wrap(" and ".join(counts), WIDTH)
    if out:
        rows += wrap(f"left out: {', '.join(map(printable, out))}", WIDTH)
    return "".join(f"{row}\n" for row in rows)


def _block(rule: Listed, paint: Paint) -> Iterator[str]:
    changed = f" ({rule.own} in its file)" if rule.own != rule.severity and rule.place is not None else ""
    changed = changed or (f" ({rule.own} unless said)" if rule.own != rule.severity else "")
    yield f"{paint(rule.severity, rule.severity)}: {printable(rule.id)}{changed}"
    if rule.summary:
        yield from (f"  {line}" for line in wrap(printable(rule.summary), WIDTH - 2))
    parts = [_place(rule.place)] if rule.place is not None else []
    parts += [f"tags: {', '.join(rule.tags)}"] if rule.tags else []
    if parts:
        yield from (f"  {line}" for line in wrap(printable("; ".join(parts)), WIDTH - 2))
    yield ""


def _place(place: Label) -> str:
    path, line = place.source.path, place.source.position(place.span.start).line
    return path if path == SENTENCE else f"{path}:{line}"


def rules_json(listed: Sequence[Listed]) -> str:
    """The whole list, a line for each rule. Its shape is docs/rules.schema.json; within a format number fields are
    added, never changed or taken away.
    """
    rows = ",\n".join(f"  {json.dumps(_entry(rule))}" for rule in listed)
    head = f'{{"ruleck": {json.dumps(__version__)}, "format": {FORMAT},\n "rules": ['
    return f"{head}\n{rows}]}}\n" if listed else f"{head}]}}\n"


def _entry(rule: Listed) -> dict[str, object]:
    at = rule.place.source.position(rule.place.span.start) if rule.place is not None else None
    where = {"path": rule.place.source.path, "line": at.line, "column": at.column} if rule.place and at else None
    return {
        "id": rule.id,
        "severity": rule.severity,
        "own_severity": rule.own,
        "summary": rule.summary or None,
        "tags": rule.tags,
        "pack": rule.pack or None,
        "shipped": rule.shipped,
        "in_force": not rule.left_out,
        "at": where,
    }
