"""What is to be said of waivers themselves: those that expired, that accept nothing, that accept too much."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from ruleck.evaluate.finding import Finding
from ruleck.evaluate.house import EXPIRED, OUTDATED, TOO_BROAD, UNUSED, HouseCheck
from ruleck.facts.record import Record, Story
from ruleck.facts.waiver import Waiver
from ruleck.reports.checked import document_path
from ruleck.values.misread import shorten
from ruleck.values.text import nearest
from ruleck.waivers.baseline import Baseline, Entry
from ruleck.waivers.ledger import standing

_PATTERN = frozenset("*?[]")


class Upkeep:
    """Says what is to be said.

    `known` are the ids of the rules of a run, `left_out` those that somebody left out of it; `whole` tells that there
    are no others.
    """

    def __init__(
        self, known: Collection[str], left_out: Collection[str], today: Callable[[], int], *, whole: bool
    ) -> None:
        self.known = frozenset(known)
        self._left_out = frozenset(left_out)
        self._today = today
        self._whole = whole

    def beside(
        self, waiver: Waiver, story: Story, met: int, findings: Sequence[Finding], *, across: bool = False
    ) -> Iterator[Finding]:
        """Of a waiver that stands beside its fact; `met` counts what it met, `findings` are those of its document."""
        if (broad := too_broad(waiver)) is not None:
            yield _told(TOO_BROAD, waiver, story, broad, across)
        elif waiver.rule not in self.known:
            yield from self._unknown(waiver, story, across)
        else:
            none = f"`{waiver.rule}` finds nothing at this fact"
            elsewhere = _elsewhere(waiver, findings, story.path)
            yield from self._judged(waiver, story, bool(met), f"{none}{elsewhere}", across)

    def filed(
        self, waiver: Waiver, story: Story, met: Collection[str], *, seen: bool, absent: str | None
    ) -> Iterator[Finding]:
        """Of a waiver in the waivers file; `seen` tells whether what it names was checked, `absent` that its fact is
        not there."""
        if (broad := too_broad(waiver)) is not None:
            yield _told(TOO_BROAD, waiver, story, broad, True)
        elif waiver.rule not in self.known:
            yield from self._unknown(waiver, story, True)
        elif len(met) > 1:
            message = f"this waiver accepts findings in {len(met)} documents: give the `document` that is meant"
            yield _told(TOO_BROAD, waiver, story, message, True)
        elif met or seen:
            what = f"at `{shorten(waiver.fact)}`" if waiver.fact else "with this fingerprint"
            where = f" of `{shorten(waiver.document)}`" if waiver.document else ""
            none = absent or f"`{waiver.rule}` finds nothing {what}{where}"
            yield from self._judged(waiver, story, bool(met), none, True)

    def baseline(self, baseline: Baseline, gone: Sequence[tuple[Entry, int]]) -> Iterator[Finding]:
        """Of a baseline that holds what is no longer found: how much, at the first of it."""
        if gone:
            first = min(entry for entry, _ in gone)
            count = sum(left for _, left in gone)
            found, them = ("1 finding", "it") if count == 1 else (f"{count:,} findings", "them")
            message = f"{found} of the baseline can no longer be found: `ruleck baseline --prune` takes {them} out"
            story = standing(baseline.path, partial(baseline.locate, first))
            record = Record("baseline", "", {"rule": first.rule, "fingerprint": first.fingerprint}, True, story)
            yield OUTDATED.finding(message, record, {"gone": f"{count}"}, across=True)

    def _judged(self, waiver: Waiver, story: Story, met: bool, none: str, across: bool) -> Iterator[Finding]:
        """Of a waiver that says well what it is for."""
        if waiver.until is not None and waiver.expired(self._today()):
            if waiver.last is None:
                ended = f"`until` is `{shorten(waiver.until)}`, which names no day, so this waiver counts as expired"
                ended += ": write a day such as 2026-12-31"
            else:
                ended = f"this waiver of `{waiver.rule}` held until {shorten(waiver.until)}"
            left = "" if met else f"; {none}, so it can go"
            yield _told(EXPIRED, waiver, story, f"{ended}{left}", across)
        elif not met:
            yield _told(UNUSED, waiver, story, none, across)

    def _unknown(self, waiver: Waiver, story: Story, across: bool) -> Iterator[Finding]:
        if self._whole and waiver.rule not in self._left_out:
            near = nearest(waiver.rule, self.known)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            yield _told(UNUSED, waiver, story, f"there is no rule `{shorten(waiver.rule)}`{hint}", across)


def too_broad(waiver: Waiver) -> str | None:
    """Why a waiver accepts nothing, whatever is found: it is for no single rule, or for no single fact."""
    if _is_pattern(waiver.rule):
        return "this waiver is for no single rule, and accepts nothing: give the name of the one rule that is meant"
    named = waiver.origin == "fact" or waiver.fingerprint is not None
    if not named and (not waiver.document or not waiver.fact or _is_pattern(waiver.fact)):
        return (
            f"this waiver of `{waiver.rule}` is for no single fact, and accepts nothing: give the `document` and "
            "the `fact`, or the `fingerprint`; `ignore` leaves a rule out"
        )
    return None


def _is_pattern(name: str) -> bool:
    return bool(_PATTERN & set(name)) or name.lower() == "all" or "," in name


def _elsewhere(waiver: Waiver, findings: Sequence[Finding], path: str) -> str:
    """Where the rule finds something in which the fact plays a part, in words."""
    for finding in findings:
        if finding.rule == waiver.rule:
            for fact in finding.facts:
                if (document_path(fact), fact.pointer) == (path, waiver.fact):
                    focus = finding.focus
                    place = focus.story.at(focus.pointer) if focus.story is not None else None
                    where = f"line {place.source.position(place.span.start).line}" if place else focus.pointer
                    document = "" if document_path(focus) == path else f" of `{shorten(document_path(focus))}`"
                    return f"; what it has to do with is found at {where}{document}, and is waived there"
    return ""


def _told(check: HouseCheck, waiver: Waiver, story: Story, message: str, across: bool) -> Finding:
    said = {
        "rule": waiver.rule,
        "document": waiver.document,
        "fact": waiver.fact,
        "fingerprint": waiver.fingerprint,
        "reason": waiver.reason,
        "by": waiver.by,
        "until": waiver.until,
    }
    values = {name: value for name, value in said.items() if value is not None}
    record = Record("waiver", waiver.pointer, dict(values), True, story)
    return check.finding(message, record, values, across=across)
