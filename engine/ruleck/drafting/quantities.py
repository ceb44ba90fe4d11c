"""Numbers as facts: an estimate where somebody put a figure on something, else a figure as it stands in the story.

A figure of the headline leads to the estimate that it reports. Where an estimate is in the headline, too, it is told
once more as a figure where it stands, so that rules on headlines find it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ruleck.drafting.clauses import Speaker
from ruleck.drafting.dates import Dated
from ruleck.drafting.drafted import NOT_KNOWN, Confidence, Drafted
from ruleck.drafting.found import Found
from ruleck.drafting.lexicon import COSTING, DETERMINERS, ESTIMATING, PREPOSITIONS, TIME_UNITS
from ruleck.drafting.numbers import Counted
from ruleck.drafting.quotes import Quoted
from ruleck.drafting.sources import is_source

_MOST_DATES = 20  # of a sentence


def draft_numbers(found: Found) -> tuple[list[Drafted], list[Drafted]]:
    """Estimates, where somebody put a figure on something, and figures: those of the headline, and all others."""
    counted: list[Counted] = []
    for one in found.numbers:
        counted.append(_continued(found, one, counted[-1] if counted else None))
    headline = [one for one in counted if one.position == "headline" and one.number is not None]
    estimates: list[Drafted] = []
    figures: list[Drafted] = []
    reported: list[tuple[Counted, str]] = []
    # "Two officials who asked not to be named" are where something comes from, and nothing that is counted.
    unnamed = {origin.first for origin in found.sources.found if origin.anonymous}
    for one in counted:
        if one.position == "headline" or one.first in unnamed:
            continue
        also = any(_same(one, other) for other in headline)
        estimate = _estimate(found, one)
        name = None
        if estimate is not None:
            estimates.append(estimate)
            if also:
                name = found.new_id("estimates", one.unit or "figure")
                estimate.fields = {"id": name, **estimate.fields}
                reported.append((one, name))
        if one.value is not None and (estimate is None or also):
            figures.append(_figure(found, one, name))
    told = []
    for one in headline:
        same = [(other, id) for other, id in reported if _same(one, other)]
        certain = bool(same) and _says_of_what(one) and _says_of_what(same[0][0])
        # "Police arrest 3": of several estimates of that amount, each of something else, it may be any.
        if not certain and len({other.subject for other, _ in same}) > 1:
            same = []
        told.append(_figure(found, one, same[0][1] if same else None, certain=certain))
    return estimates, [*told, *figures]


def _continued(found: Found, one: Counted, before: Counted | None) -> Counted:
    """`down from more than 7,000`: of the same thing as the number before it in the sentence."""
    if one.unit or before is None or found.frame_of.get(one.first) != found.frame_of.get(before.first):
        return one
    lead = (found.story.at(one.first - 2).lower, found.story.at(one.first - 1).lower)
    if lead in (("down", "from"), ("up", "from"), ("compared", "with"), ("compared", "to")) and before.unit:
        return replace(one, unit=before.unit, subject=before.subject, sure=False)
    if lead[1] == "to" and before.unit and one.first - before.last <= 6 and not one.subject:
        return replace(one, unit=before.unit, subject=before.subject, sure=False)
    return one


def _estimate(found: Found, one: Counted) -> Drafted | None:
    """A number as an estimate, where somebody put a figure on something; none where it only stands there."""
    if one.unit in TIME_UNITS or one.sign == "a score":
        return None
    frame = found.frame_of.get(one.first, -1)
    quote = found.quote_of.get(one.first)
    speaker = found.speakers.get(quote) if quote is not None else _teller(found, frame, one.first)
    words = found.words_of(frame)
    place, clear = _as_of(found, one, frame, speaker)
    if not _is_estimate(found, one, words, speaker, place):
        return None
    fields: dict[str, Any] = {"subject": one.subject or NOT_KNOWN, "value": one.value or NOT_KNOWN}
    if one.unit:
        fields["unit"] = one.unit
    if place is not None:
        fields["as_of"] = found.dates[place].value or NOT_KNOWN
        found.used.add(place)
    elif not clear:
        fields["as_of"] = NOT_KNOWN
    origin = _source_of(found, speaker)
    if origin is not None:
        fields["source"] = origin
    fields["excerpt"] = found.excerpts.of(one.first, max(one.end, one.last))
    asked = [name for name in fields if fields[name] == NOT_KNOWN]
    where = ", in the lead" if one.position == "lead" else ""
    confidence: Confidence = "check" if asked or not one.sure else "likely"
    why = f"{one.sign}{where}"
    if "subject" in asked:
        why += "; of what?"
    if "as_of" in asked:
        why += "; of which of several days?"
    if not one.sure and one.value is not None and one.unit:
        why += "; taken to be of what the number before it is of"
    return Drafted(fields, confidence, why, one.first)


def _is_estimate(found: Found, one: Counted, words: set[str], speaker: Speaker | None, place: int | None) -> bool:
    if one.value is None or one.bounded:
        return True
    if one.number is not None and one.number.unit == "percent" and one.subject:
        return True
    if found.story.at(one.first).sort == "word":  # a small number, counted out
        return False
    if one.number is not None and one.number.unit not in (None, "percent", "points") and not words & COSTING:
        return False
    if not one.unit and not one.subject and speaker is None and place is None:
        return False
    return speaker is not None or place is not None or bool(words & ESTIMATING)


def _teller(found: Found, frame: int, at: int) -> Speaker | None:
    """Who tells what stands at a token; what comes behind a quote and its speaker, the story tells itfound."""
    speaker = found.told[frame] if 0 <= frame < len(found.told) else None
    return None if speaker is not None and isinstance(found.frames[frame][0], Quoted) and at > speaker.last else speaker


def _as_of(found: Found, one: Counted, frame: int, speaker: Speaker | None) -> tuple[int | None, bool]:
    """The date that a number is for, and whether it is clear: in its clause, of the saying, or the only one."""
    quoted = one.first in found.quote_of
    places = [p for p in found.dates_of.get(frame, []) if (found.dates[p].first in found.quote_of) == quoted]
    # "Two years ago it had 45,000; on Dec. 5 it had 3,000": what a semicolon sets apart is told apart.
    inside = [p for p in places[:_MOST_DATES] if not _set_apart(found, one, found.dates[p])]
    places = inside or places
    if not places:
        return None, True
    near = [p for p in places if _same_clause(found, one, found.dates[p])]
    if near:
        return min(near, key=lambda place: _apart(one, found.dates[place])), True
    said = found.said_date(speaker) if speaker is not None else None
    if said is not None and said in places:
        return said, True
    if len(places) > 1:
        return None, False
    only = found.dates[places[0]]
    # The one date of the sentence, unless it stands beside another number.
    if _since(found, only) or any(_same_clause(found, other, only) for other in found.numbers_of.get(frame, [])[:20]):
        return None, True
    return places[0], True


def _apart(one: Counted, dated: Dated) -> tuple[int, bool]:
    """How far a date is from a number; of two as near, "from 10 in May to 5 in June", the one behind it."""
    return min(abs(dated.first - one.last), abs(one.first - dated.last)), dated.first < one.first


def _set_apart(found: Found, one: Counted, dated: Dated) -> bool:
    first, last = (one.last, dated.first) if dated.first >= one.last else (dated.last, one.first)
    return any(found.story.at(index).text == ";" for index in range(first, last))


def _since(found: Found, dated: Dated) -> bool:
    return (
        found.story.at(dated.first - 1).lower in ("since", "until", "till", "by")
        and found.story.at(dated.last).lower != "when"
    )


def _same_clause(found: Found, one: Counted, dated: Dated) -> bool:
    if _since(found, dated):
        return False
    first, last = (one.end, dated.first) if dated.first >= one.last else (dated.last, one.first)
    if last - first > 12:
        return False
    return not any(
        found.story.at(index).text in ',;:—–“”"' or found.story.at(index).lower in ("and", "but", "after", "before")  # noqa: RUF001 - marks as typed
        for index in range(first, last)
    )


def _source_of(found: Found, speaker: Speaker | None) -> str | None:
    """The id of the source that a number has from whoever tells it."""
    if speaker is None:
        return None
    if speaker.sort == "pronoun":
        return NOT_KNOWN
    if speaker.name is not None:
        person = found.people.named(speaker.name.words)
        if person is None:
            return None
        origin = found.sources.person(person.name, speaker.first, speaker.last)
        if not origin.id:
            origin.id = found.new_id("sources", person.name.split()[-1])
        return origin.id
    paragraph = found.story.paragraphs[0] if found.story.paragraphs else None
    if paragraph is not None and paragraph.position == "headline" and speaker.first < paragraph.last:
        known = found.sources.known(found.story.words(speaker.first, speaker.last))
        return known.id if known is not None and known.id else None
    words = found.story.words(speaker.first, speaker.last)
    return found.origin(speaker)[0].id if is_source(words) else None


def _figure(found: Found, one: Counted, estimate: str | None, *, certain: bool = True) -> Drafted:
    """A number as a figure; `certain` is no where only its amount says that it is of its estimate."""
    fields: dict[str, Any] = {"text": found.story.words(one.first, max(one.end, one.last)), "value": one.value}
    if one.unit:
        fields["unit"] = one.unit
    fields["position"] = one.position
    if estimate:
        fields["estimate"] = estimate
    fields["excerpt"] = found.excerpts.of(one.first, max(one.end, one.last))
    why = one.sign if one.sure else f"{one.sign}, which may mean something else"
    confidence: Confidence = "sure" if one.sure and (one.unit or _kind(one)) else "likely"
    if estimate and not certain:
        confidence, why = "check", f"{why}; its estimate is the one of that amount"
    return Drafted(fields, confidence, why, one.first)


def _kind(one: Counted) -> str | None:
    """What a number is of by itself: per cent, a currency."""
    return one.number.unit if one.number is not None else None


def _says_of_what(one: Counted) -> bool:
    return bool(one.unit or one.subject or _kind(one) not in (None, "percent", "points"))


def _value(one: Counted) -> tuple[Any, ...]:
    number = one.number
    return (number.low, number.high, number.low_open, number.high_open) if number is not None else ()


def _same(one: Counted, other: Counted) -> bool:
    """Whether a figure of the story is the one in the headline: of one thing as far as both say of what, and of one
    value, or of one amount with another bound."""
    a, b = one.number, other.number
    if a is None or b is None or a.unit != b.unit or not _of_one_thing(one, other):
        return False
    if _value(one) == _value(other):
        return True
    return bool({a.low, a.high} & {b.low, b.high} - {float("inf"), float("-inf")})


def _of_one_thing(one: Counted, other: Counted) -> bool:
    """Whether two numbers may be of one thing: one noun, or shares of what has a word in common."""
    if one.unit or other.unit:
        return not (one.unit and other.unit) or one.unit.lower().rstrip("s") == other.unit.lower().rstrip("s")
    mine, theirs = (set(number.subject.lower().split()) - DETERMINERS - PREPOSITIONS for number in (one, other))
    return not mine or not theirs or bool(mine & theirs)
