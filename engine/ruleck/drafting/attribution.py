"""Quotes and sources as facts: who said it, when and how."""

from __future__ import annotations

from typing import Any

from ruleck.drafting.clauses import Speaker
from ruleck.drafting.drafted import NOT_KNOWN, Confidence, Drafted
from ruleck.drafting.found import Found
from ruleck.drafting.lexicon import MEDIA, PREPOSITIONS, SAYING
from ruleck.drafting.quotes import Quoted


def draft_quotes(found: Found) -> list[Drafted]:
    """Every quoted passage, with its speaker or source where one stands beside it."""
    return [_quote(found, quote) for quote in found.quotes]


def _quote(found: Found, quote: Quoted) -> Drafted:
    words = " ".join(found.story.text[quote.start : quote.end].split())
    text = words[:-1] if words[-1:] == "," and len(words) > 1 else words
    fields: dict[str, Any] = {"text": text}
    speaker = found.speakers.get(quote)
    confidence, why = _say_who(found, fields, quote, speaker)
    if quote.kind != "direct":
        fields["kind"] = quote.kind
    if speaker is not None:
        verb = found.story.at(speaker.verb)
        if verb.lower in SAYING or (verb.sort == "word" and verb.lower != "according" and verb.lower.isalpha()):
            fields["verb"] = verb.text
        _say_when(found, fields, speaker)
    end = quote.end - (len(words) - len(text)) if found.story.text[quote.end - 1 : quote.end] == "," else quote.end
    fields["excerpt"] = found.excerpts.between(quote.start, max(end, quote.start + 1), quote.first + 1, quote.last)
    return Drafted(fields, confidence, why, quote.first)


def _say_who(found: Found, fields: dict[str, Any], quote: Quoted, speaker: Speaker | None) -> tuple[Confidence, str]:
    if speaker is None:
        fields["speaker"] = NOT_KNOWN
        return "check", "nobody is named beside it; leave the speaker out if the story names nobody"
    words = found.story.words(speaker.first, speaker.last)
    if speaker.sort == "pronoun":
        fields["speaker"] = NOT_KNOWN
        return "check", f"the speaker is a pronoun, “{words}”"
    confidence: Confidence = "sure" if speaker.near and not speaker.carried else "likely"
    if speaker.name is not None:
        person = found.people.named(speaker.name.words)
        if person is not None and (person.first <= speaker.first or speaker.name.full):
            fields["speaker"] = found.people_ids[person.name]
            if person.likeness == "check":
                return "check", f"{speaker.pattern}; is “{person.name}” a person?"
            return confidence if person.likeness == "sure" else "likely", speaker.pattern
        fields["speaker"] = speaker.name.words
        return "check", f"{speaker.pattern}; no full name before it"
    origin, again = found.origin(speaker)
    fields["source"] = origin.id
    if again:
        return "likely", f"{speaker.pattern}; “{words}” is taken for “{origin.words}”"
    return confidence, speaker.pattern


def _say_when(found: Found, fields: dict[str, Any], speaker: Speaker) -> None:
    """The day and the medium, where they stand beside the verb of saying."""
    place = found.said_date(speaker)
    if place is not None:
        dated = found.dates[place]
        fields["said_on"] = dated.value
        found.used.add(place)
    for index in range(speaker.verb, min(speaker.verb + 12, len(found.story.tokens))):
        token = found.story.at(index)
        if token.stops or token.text in ',:;“"':
            break
        if token.lower in MEDIA and _preceded(found, index, ("in", "by")):
            fields["medium"] = token.text
            break


def _preceded(found: Found, index: int, words: tuple[str, ...]) -> bool:
    for before in range(index - 1, max(-1, index - 4), -1):
        token = found.story.at(before)
        if token.lower in words:
            return True
        if token.sort != "word" or token.lower in PREPOSITIONS:
            return False
    return False


def draft_sources(found: Found) -> list[Drafted]:
    """The sources that quotes and numbers have, and those that the story tells of."""
    facts = []
    for origin in sorted(found.sources.found, key=lambda origin: origin.first):
        fields: dict[str, Any] = {"id": origin.id, "name" if origin.named else "description": origin.words}
        fields["type"] = origin.type or NOT_KNOWN
        if origin.type == "person" and not origin.named and not origin.plural:
            fields["anonymous"] = NOT_KNOWN if origin.anonymous is None else origin.anonymous
        elif origin.anonymous:
            fields["anonymous"] = True
        if origin.anonymous:
            fields["reason"] = origin.reason or NOT_KNOWN
        if origin.official:
            fields["official"] = True
        if origin.plural:
            fields["plural"] = True
        fields["excerpt"] = found.excerpts.of(origin.first, origin.last, widen=False)
        asked = [name for name, value in fields.items() if value == NOT_KNOWN]
        if origin.anonymous:
            why = "the story says that it keeps the name back"
            if "reason" in asked:
                why += ", and perhaps why"
        elif "type" in asked:
            why = "what sort of source it is, the words do not say"
        elif asked:
            why = "does the story keep the name back?"
        else:
            why = "one of the people" if origin.person else "the words for a speaker"
        facts.append(Drafted(fields, "check" if asked else "likely", why, origin.first))
    return facts
