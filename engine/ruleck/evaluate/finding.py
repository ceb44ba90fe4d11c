"""What a rule says of a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ruleck.diagnostics import Label, Severity
from ruleck.facts.record import Record
from ruleck.values.truth import Cause

# The value of a finding that says which words were found in a text.
FOUND = "found"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is done with findings: from which severity they count as failures (none: never), and with undecided ones."""

    fail_on: Severity | None = "error"
    undecided: Literal["report", "fail", "ignore"] = "report"


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict that somebody should read.

    `facts` is the smallest set of records that shows it, in the order that the sentence speaks of them; `focus` is
    the record at whose place it is reported, `field` the one of its fields that the sentence speaks of, where it is
    one. `values` holds what the sentence shows, by field, as it was written. `missing` names the fields that would
    have to be stated. `rule_at` is the rule's place. `across` tells a finding of an `across articles` rule. `terms` are
    those of its document, where the settings have some.
    """

    rule: str
    severity: Severity
    verdict: Literal["violated", "undecided"]
    cause: Cause | None
    message: str
    because: str | None
    facts: tuple[Record, ...]
    focus: Record
    missing: tuple[str, ...]
    values: Mapping[str, str]
    rule_at: Label | None
    across: bool = False
    field: str | None = None
    tags: tuple[str, ...] = ()
    terms: Terms | None = None
