"""The waivers of a project, as people and as machines read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ruleck import __version__
from ruleck.diagnostics import Diagnostic
from ruleck.facts.waiver import Waiver
from ruleck.reports.brief import counted
from ruleck.reports.objects import diagnostic_entry, span_entry
from ruleck.reports.snippet import WIDTH, Paint, plain, printable, wrap

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A waiver on a day: `days` are left of it (none: no end, or an end that names no day).

    `document` is the one that it is for. `soon` tells that it is near its end, `nothing` why it accepts nothing.
    """

    waiver: Waiver
    document: str
    days: int | None
    expired: bool
    soon: bool = False
    nothing: str | None = None

    @property
    def order(self) -> tuple[int, float]:
        """Those that expired first, the longest past first; those without an end last."""
        days = self.days if self.days is not None else (float("-inf") if self.expired else float("inf"))
        return (not self.expired, days)


def waivers_text(listed: Sequence[Listed], paint: Paint = plain) -> str:
    """A block for each waiver, and how many there are."""
    rows = [row for each in listed for row in _block(each, paint)]
    expired = sum(each.expired for each in listed)
    soon = sum(each.soon for each in listed)
    counts = [counted(len(listed), "waiver", "waivers")]
    idle = sum(each.nothing is not None for each in listed)
    counts += [f"{expired:,} expired"] if expired else []
    counts += [f"{soon:,} about to expire"] if soon else []
    counts += [f"{idle:,} that {'accepts' if idle == 1 else 'accept'} nothing"] if idle else []
    rows.append(", ".join(counts) if listed else "no waivers")
    return "".join(f"{row}\n" for row in rows)


def _block(each: Listed, paint: Paint) -> Iterator[str]:
    waiver = each.waiver
    role = "error" if each.expired else "warning" if each.soon or each.nothing else "info"
    yield f"{paint(role, _left(each))}: {printable(waiver.rule)}"
    place = waiver.at
    where = each.document
    if place is not None:
        at = place.source.position(place.span.start)
        where = f"{place.source.path}:{at.line}:{at.column}"
    if waiver.origin == "file":
        named = " ".join(filter(None, [waiver.document, waiver.fact, waiver.fingerprint]))
        where += f" for {named}" if named else " for nothing"
    yield from (f"  {line}" for line in wrap(printable(where), WIDTH - 2))
    who = f" ({waiver.by})" if waiver.by else ""
    until = f", until {waiver.until}" if waiver.until is not None else ""
    yield from (f"  {line}" for line in wrap(printable(f"{waiver.reason}{who}{until}"), WIDTH - 2))
    if each.nothing is not None:
        yield from (f"  {line}" for line in wrap(printable(f"warning: {each.nothing}"), WIDTH - 2))
    yield ""


def _left(each: Listed) -> str:
    if each.days is None:
        return "expired, for its end names no day" if each.expired else "no end"
    if each.expired:
        return f"expired {counted(-each.days, 'day', 'days')} ago"
    return f"{counted(each.days, 'day', 'days')} left" if each.days else "last day"


def waivers_json(listed: Sequence[Listed], today: int, mistakes: Sequence[Diagnostic]) -> str:
    """The whole list, a line for each waiver. Its shape is docs/waivers.schema.json; within a format number fields are
    added, never changed or taken away.
    """
    rows = "".join(f"{',' if n else ''}\n  {json.dumps(_entry(each))}" for n, each in enumerate(listed))
    rest = {"diagnostics": [diagnostic_entry(mistake) for mistake in mistakes]}
    day = date.fromordinal(today).isoformat()
    head = f'{{"ruleck": {json.dumps(__version__)}, "format": {FORMAT}, "today": "{day}",\n "waivers": [{rows}],\n'
    return f"{head} {json.dumps(rest)[1:]}\n"


def _entry(each: Listed) -> dict[str, object]:
    waiver, place = each.waiver, each.waiver.at
    return {
        "rule": waiver.rule,
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until,
        "days_left": each.days,
        "expired": each.expired,
        "accepts_nothing": each.nothing,
        "origin": waiver.origin,
        "document": each.document or None,
        "fact": waiver.fact,
        "fingerprint": waiver.fingerprint,
        "at": span_entry(place.source, place.span) if place is not None else None,
    }
