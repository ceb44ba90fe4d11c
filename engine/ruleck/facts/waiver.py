"""Waivers: a finding that a person accepts, on the record.

One stands beside its fact (`waived:`), or in a file of the project's, where it names the fact. It is not a field of the
fact: no rule sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ruleck.facts.record import Place
from ruleck.facts.vocabulary import Field, FieldType, Kind
from ruleck.values.date import Day
from ruleck.values.edtf import read_date
from ruleck.values.misread import Misread

# The name under which a fact holds its waivers.
WAIVED = "waived"

Origin = Literal["fact", "file", "baseline"]


@dataclass(frozen=True, slots=True, eq=False)
class Waiver:
    """One acceptance. Equal only to itself.

    `rule` is the one rule whose findings are meant, `reason` and `by` say why and on whose word, `until` is the last
    day as it was written (none: no end). What is accepted is told by `fact` (an id or a JSON Pointer) of `document`, or
    by `fingerprint`. `origin` is where it stands: beside the fact, in the waivers file, or in the baseline, where
    nobody gave a reason of their own. `pointer` is its JSON Pointer in the document that it stands in.
    """

    rule: str
    reason: str
    by: str | None = None
    until: str | None = None
    origin: Origin = "fact"
    document: str | None = None
    fact: str | None = None
    fingerprint: str | None = None
    pointer: str = ""
    # Finds the place; looking it up may be a second reading of the document.
    locate: Callable[[str], Place | None] | None = field(default=None, repr=False)

    @property
    def at(self) -> Place | None:
        """Where it stands (none for one that was given as Python objects)."""
        return self.locate(self.pointer) if self.locate is not None else None

    @property
    def last(self) -> Day | None:
        """The last day that it holds, as an ordinal; none where `until` is missing or names no day."""
        date = read_date(self.until) if self.until is not None else None
        if date is None or isinstance(date, Misread) or isinstance(date.last, float):
            return None
        return date.last

    def expired(self, today: int) -> bool:
        """Whether it holds no more on a day (an ordinal). An end that nobody can read has passed.

        >>> from datetime import date
        >>> Waiver("a", "so it is", until="2026-11").expired(date(2026, 11, 30).toordinal())
        False
        >>> Waiver("a", "so it is", until="some day").expired(1)
        True
        """
        last = self.last
        return self.until is not None and (last is None or last < today)


def _field(name: str, summary: str, required: bool = False, example: str | None = None) -> Field:
    return Field(name, FieldType("text"), required, summary=summary, example=example)


_SAID: Mapping[str, Field] = {
    f.name: f
    for f in (
        _field("rule", "the rule whose finding is accepted", True, "quotes-name-a-speaker"),
        _field("reason", "why it is accepted", True, "the speaker is named in the headline"),
        _field("by", "who accepts it", example="M. Okafor, standards desk"),
        _field("until", "the last day that it holds", example="2026-12-31"),
    )
}

# What is written beside a fact, and in the waivers file.
BESIDE = Kind("waiver", "waivers", _SAID, summary="a finding that somebody accepts")
ON_FILE = Kind(
    "waiver",
    "waivers",
    {
        **_SAID,
        "document": _field("document", "the document that the fact stands in, from the waivers file's folder"),
        "fact": _field("fact", "the fact, by its id or by its JSON Pointer", example="/quotes/1"),
        "fingerprint": _field("fingerprint", "the finding's fingerprint, which the JSON report tells"),
    },
    summary="a finding that somebody accepts",
)
