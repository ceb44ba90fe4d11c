"""What the rooms found in one story, and what stands beside what: the sentence and the quote of each word."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from ruleck.drafting.clauses import Speaker
from ruleck.drafting.dates import find_dates
from ruleck.drafting.excerpts import Excerpts
from ruleck.drafting.lexicon import CONJUNCTIONS, SAYING, VERBS
from ruleck.drafting.numbers import Counted, find_numbers
from ruleck.drafting.people import People, find_people, person_at
from ruleck.drafting.quotes import Quoted, find_quotes, frames
from ruleck.drafting.sources import Origin, Sources, source_type
from ruleck.drafting.speakers import find_speakers
from ruleck.drafting.text import Text


class Found:
    """All that was found in a story.

    `told` has for each sentence of `frames` who tells what it says; `dates_of` the places in `dates` of each sentence's
    dates; `used` the dates that some fact has.
    """

    def __init__(self, story: Text, published: date | None) -> None:
        """Find what there is."""
        self.story = story
        self.published = published
        self.excerpts = Excerpts(story)
        self._ids: dict[str, set[str]] = {}
        self._counters: dict[str, int] = {}
        self._words: dict[int, set[str]] = {}
        self._starts = [paragraph.first for paragraph in story.paragraphs]
        self.sources = Sources()
        self.dates = find_dates(story, published)
        self.used: set[int] = set()  # dates that a fact has, by their place in `dates`
        self.quotes = find_quotes(story)
        self.frames = frames(story, self.quotes)
        self.speakers, self.told = find_speakers(story, self.frames)
        self.people: People = find_people(story)
        self._add_speakers()
        self.people_ids = {person.name: self.new_id("people", person.name.split()[-1]) for person in self.people.found}
        self._meet_sources()
        self.frame_of: dict[int, int] = {}
        self.quote_of: dict[int, Quoted] = {}
        self.dates_of: dict[int, list[int]] = {}
        self.numbers_of: dict[int, list[Counted]] = {}
        taken = {index for dated in self.dates for index in range(dated.first, dated.last)}
        taken |= {index for person in self.people.found for index in person.taken}
        self.numbers = find_numbers(story, taken)
        self._index()

    def _index(self) -> None:
        """Which sentence and which quote a token stands in, and the dates of each sentence."""
        for number, frame in enumerate(self.frames):
            for item in frame:
                if isinstance(item, Quoted):
                    for index in range(item.first, item.last):
                        self.frame_of[index], self.quote_of[index] = number, item
                else:
                    self.frame_of[item] = number
        for place, dated in enumerate(self.dates):
            self.dates_of.setdefault(self.frame_of.get(dated.first, -1), []).append(place)
        for counted in self.numbers:
            self.numbers_of.setdefault(self.frame_of.get(counted.first, -1), []).append(counted)

    def _add_speakers(self) -> None:
        """People whom only a verb of saying beside a full name shows."""
        for speaker in [*self.speakers.values(), *self.told]:
            if speaker is not None and speaker.name is not None and speaker.name.full:
                paragraph = self.story.paragraphs[bisect_right(self._starts, speaker.first) - 1]
                person = person_at(self.story, speaker.name, paragraph.last, spoken=True)
                if person is not None:
                    self.people.add(person)
        self.people.ordered()

    def _meet_sources(self) -> None:
        """The sources that are described, in the order of the story: a later "the official" means the one before it."""
        headline = self.story.paragraphs[0] if self.story.headline else None
        for frame, teller in zip(self.frames, self.told, strict=True):
            speakers = [self.speakers.get(item) for item in frame if isinstance(item, Quoted)]
            for speaker in [*speakers, teller]:
                if speaker is None or speaker.sort != "description" or (headline and speaker.first < headline.last):
                    continue
                if speaker in speakers or source_type(self.story.words(speaker.first, speaker.last)) is not None:
                    self.origin(speaker)

    def words_of(self, frame: int) -> set[str]:
        """The narrator's words of a sentence."""
        known = self._words.get(frame)
        if known is None:
            known = {self.story.at(item).lower for item in self.frames[frame] if not isinstance(item, Quoted)}
            self._words[frame] = known
        return known

    def new_id(self, kind: str, word: str) -> str:
        """A new id out of a word of the story."""
        base = "".join(c if c.isalnum() else "-" for c in word.lower().removesuffix("'s")).strip("-") or "one"
        taken = self._ids.setdefault(kind, set())
        name = base
        # Invariant: numbers only rise, so a word that comes again and again is looked up by where it got to.
        counter = f"{kind} {base}"
        number = self._counters.get(counter, 2)
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        self._counters[counter] = number
        taken.add(name)
        return name

    def origin(self, speaker: Speaker) -> tuple[Origin, bool]:
        """The source that the words for a speaker describe, and whether it was met before under other words."""
        origin, again = self.sources.described(self.story, speaker.first, speaker.last)
        if not origin.id:
            last = origin.words.split()[-1] if origin.named else origin.head
            origin.id = self.new_id("sources", last)
        return origin, again

    def said_date(self, speaker: Speaker) -> int | None:
        """The date beside the verb of saying: `said on Friday`, `said a nurse on Friday`, `On Friday she said`."""
        anchor = max(speaker.verb, speaker.last - 1)
        for place in self.dates_of.get(self.frame_of.get(speaker.verb, -1), []):
            dated = self.dates[place]
            if dated.value is None or dated.first in self.quote_of:
                continue
            near = anchor < dated.first <= anchor + 3 or (dated.weekday and self._only_says(anchor + 1, dated.first))
            between = speaker.last <= dated.first and dated.last <= speaker.verb
            before = dated.last <= speaker.first <= dated.last + 1 < speaker.verb
            if near or between or before:
                return place
        return None

    def _only_says(self, first: int, last: int) -> bool:
        """Whether what stands between says nothing of its own: `said Ines Kaya, the city engineer, on Tuesday`."""
        if not 0 <= last - first <= 12:
            return False
        tokens = [self.story.at(index) for index in range(first, last)]
        return not any(
            t.stops or t.lower in VERBS | SAYING | CONJUNCTIONS or i in self.quote_of
            for i, t in enumerate(tokens, first)
        )
