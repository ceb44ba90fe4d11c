"""Dates as facts of their own: those that no quote and no estimate has, by the words of the clause they stand in."""

from __future__ import annotations

from typing import Any

from ruleck.drafting.dates import Dated
from ruleck.drafting.drafted import NOT_KNOWN, Drafted
from ruleck.drafting.found import Found
from ruleck.drafting.lexicon import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, VERBS

_LONGEST_NAME = 12  # words


def draft_events(found: Found) -> list[Drafted]:
    """The dates that no other fact has."""
    facts = []
    for place, dated in enumerate(found.dates):
        filed = found.story.tokens[dated.first].start < found.story.filed
        if place in found.used or filed or _is_compared(found, dated):
            continue
        fields: dict[str, Any] = {"name": _event_name(found, dated) or NOT_KNOWN, "date": dated.value or NOT_KNOWN}
        if dated.weekday:
            fields["weekday"] = dated.weekday
        fields["excerpt"] = found.excerpts.of(dated.first, dated.last)
        check = not dated.sure or NOT_KNOWN in (fields["name"], fields["date"])
        why = f"“{found.story.words(dated.first, dated.last)}” is {dated.sign}"
        facts.append(Drafted(fields, "check" if check else "likely", why, dated.first))
    return facts


def _is_compared(found: Found, dated: Dated) -> bool:
    """`twice as many as in 2010`, `fewer than last year`: nothing is said to have happened then."""
    at = dated.first - 1
    while at > dated.first - 4 and found.story.at(at).lower in PREPOSITIONS - {"as", "than"} | {"the"}:
        at -= 1
    return found.story.at(at).lower in ("as", "than", "compared")


def _event_name(found: Found, dated: Dated) -> str:
    """The words of the clause that a date stands in."""
    frame = found.frame_of.get(dated.first, -1)
    first = dated.first
    while first > 0 and dated.first - first <= _LONGEST_NAME + 2 and _in_clause(found, first - 1, frame):
        first -= 1
    while first < dated.first and found.story.at(first).lower in ("since", "before", "after", "until", "as"):
        first += 1
    if found.story.at(first).lower in VERBS | AUXILIARIES | PREPOSITIONS and first < dated.first - 1:
        return ""
    last = dated.first
    while last > first and found.story.at(last - 1).lower in PREPOSITIONS | {"the", "a", "an", "late", "early"}:
        last -= 1
    if 3 <= last - first <= _LONGEST_NAME:
        return found.story.words(first, last)
    end = dated.last
    while end < dated.last + _LONGEST_NAME and _in_clause(found, end, frame):
        end += 1
    if last - first < 3 and end - dated.last >= 3:
        start = first if last > first else dated.last
        end = min(end, start + _LONGEST_NAME)
        while end > start and found.story.at(end - 1).lower in PREPOSITIONS | DETERMINERS:
            end -= 1
        return found.story.words(start, end) if end >= dated.last else ""
    return ""


def _in_clause(found: Found, index: int, frame: int) -> bool:
    token = found.story.at(index)
    if found.frame_of.get(index, -2) != frame or (token.sort == "sign" and token.text not in "-$£€%"):
        return False
    if token.lower == "and" and found.story.at(index - 1).capital and found.story.at(index + 1).capital:
        return True
    return token.lower not in CONJUNCTIONS - {"so"}
