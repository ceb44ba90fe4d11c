"""Who said it: the words beside a quote that name its speaker, as they stand in the story.

Each quote has the speaker whom its sentence names (clauses.py); of several in one sentence, the nearest. Two forms
carry a speaker on: a quote that comes straight after such a sentence in its paragraph, and one whose marks were left
open in the paragraph before. Nothing else does: "the same speaker as before" is right in one case in five (measured on
annotated news), so a quote with nobody beside it has no speaker here.
"""

from __future__ import annotations

from dataclasses import replace

from ruleck.drafting.clauses import Speaker, attributions_of
from ruleck.drafting.quotes import Frame, Quoted
from ruleck.drafting.text import Text


def find_speakers(story: Text, sentences: list[Frame]) -> tuple[dict[Quoted, Speaker], list[Speaker | None]]:
    """The speaker of each quote that has one beside it, and of each sentence that is put into somebody's mouth."""
    found: dict[Quoted, Speaker] = {}
    told: list[Speaker | None] = []
    before: tuple[Frame, Speaker | None] = ([], None)
    for sentence in sentences:
        quotes = [item for item in sentence if isinstance(item, Quoted)]
        attributions = attributions_of(story, sentence)
        speaker = _carried(story, sentence, quotes, before, found) if quotes and not attributions else None
        for quote in quotes:
            best = speaker or _nearest(sentence, quote, attributions)
            if best is not None:
                found[quote] = best
        told.append(attributions[0] if attributions else None)
        spoken = speaker or (found.get(quotes[-1]) if quotes else None)
        before = sentence, spoken if quotes else (attributions[-1] if attributions else None)
    return found, told


def _carried(
    story: Text,
    sentence: Frame,
    quotes: list[Quoted],
    before: tuple[Frame, Speaker | None],
    found: dict[Quoted, Speaker],
) -> Speaker | None:
    """The speaker that a sentence of nothing but a quote has from the one before it."""
    earlier, speaker = before
    if (
        speaker is None
        or not earlier
        or any(not isinstance(item, Quoted) for item in sentence if not _mark(story, item))
    ):
        return None
    last = earlier[-1]
    if quotes[0].carried:
        return replace(speaker, carried=True, pattern="the quote goes on from the paragraph before")
    if not isinstance(last, Quoted) and story.at(last).text == ":":
        return replace(speaker, carried=True, pattern="a colon before the quote")
    first = earlier[0]
    same_paragraph = isinstance(first, Quoted) and first.paragraph == quotes[0].paragraph
    if same_paragraph and any(not isinstance(item, Quoted) for item in earlier):
        return replace(speaker, carried=True, pattern="the quote goes on after the words that name the speaker")
    return None


def _mark(story: Text, item: int | Quoted) -> bool:
    return not isinstance(item, Quoted) and story.at(item).sort == "sign"


def _nearest(sentence: Frame, quote: Quoted, attributions: list[Speaker]) -> Speaker | None:
    """Of several in one sentence the one nearest to the quote, in words of the story."""
    if not attributions:
        return None

    def distance(speaker: Speaker) -> int:
        return quote.first - speaker.verb if speaker.verb < quote.first else speaker.verb - quote.last + 1

    best = min(attributions, key=distance)
    beside = best.first - quote.last if best.first >= quote.last else quote.first - best.last
    return replace(best, near=min(distance(best), beside + 1) <= 3)
