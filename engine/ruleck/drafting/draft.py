"""The draft: what the rooms found, put together as facts, each with its excerpt and how sure its pattern is.

Three words say how sure: `sure` where the form leaves no other reading, `likely` where it usually holds, `check` where
something is `?` or rests on a guess at what the story means. No value is put in that the story does not have: a text is
the story's own words, a number is worded as the story words it, a date is worked out from the story's words and the day
of publication, and everything else is a member of an enumeration or `?`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from ruleck.drafting.dates import Dated, find_dates
from ruleck.drafting.excerpts import Excerpts
from ruleck.drafting.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    COSTING,
    DETERMINERS,
    ESTIMATING,
    MEDIA,
    PREPOSITIONS,
    SAYING,
    TIME_UNITS,
    VERBS,
)
from ruleck.drafting.numbers import Counted, find_numbers
from ruleck.drafting.organizations import find_organizations
from ruleck.drafting.people import People, find_people, person_at
from ruleck.drafting.promotion import find_promotion, listed
from ruleck.drafting.quotes import Quoted, find_quotes, frames
from ruleck.drafting.sources import Origin, Sources, source_type
from ruleck.drafting.speakers import Speaker, find_speakers
from ruleck.drafting.text import Text, read_text

Confidence = Literal["sure", "likely", "check"]
LEVELS: tuple[Confidence, ...] = ("sure", "likely", "check")
NOT_KNOWN = "?"
_LONGEST_NAME = 12  # words of an event's name


@dataclass(slots=True)
class Drafted:
    """One fact: its fields, how sure its pattern is, and why, for the comment beside it. `at` is its place."""

    fields: dict[str, Any]
    confidence: Confidence
    why: str
    at: int


@dataclass(slots=True)
class Draft:
    """The facts of a story by the plural of their kind, in the order of the story."""

    story: Text
    article: dict[str, Any]
    facts: dict[str, list[Drafted]] = field(default_factory=dict)
    _by_id: dict[str, dict[str, Drafted]] = field(default_factory=dict, repr=False)

    @property
    def all(self) -> list[tuple[str, Drafted]]:
        """Every fact with its kind."""
        return [(kind, fact) for kind, facts in self.facts.items() for fact in facts]

    def by_id(self, kind: str) -> dict[str, Drafted]:
        """The facts of a kind that have an id, by it."""
        known = self._by_id.get(kind)
        if known is None:
            known = {f.fields["id"]: f for f in self.facts.get(kind, []) if "id" in f.fields}
            self._by_id[kind] = known
        return known

    def document(self) -> dict[str, Any]:
        """The plain value of a facts document."""
        return {"article": self.article, **{kind: [f.fields for f in facts] for kind, facts in self.facts.items()}}


def draft_facts(
    text: str, published: date | None = None, body_file: str = "", phrases: Sequence[str] | None = None
) -> Draft:
    """A first draft of the facts of a story; never raises, whatever the text.

    `published` is the day that relative dates are counted from. `body_file` is what the facts call the story's file,
    without one the story itself goes into `body`. `phrases` are wordings of promotion (`promotion.wordings`), those
    that come with ruleck unless given.

    >>> draft = draft_facts('Bridge to reopen\\n\\n"It is safe," said Ines Kaya, the city engineer.')
    >>> [(kind, fact.confidence) for kind, fact in draft.all]
    [('people', 'sure'), ('quotes', 'sure')]
    >>> draft.facts["quotes"][0].fields["speaker"]
    'kaya'
    """
    promotion = find_promotion(text, listed() if phrases is None else phrases)
    return _Drafting(read_text(text, promotion), published, body_file).draft()


class _Drafting:
    def __init__(self, story: Text, published: date | None, body_file: str) -> None:
        self.story = story
        self.published = published
        self.body_file = body_file
        self.excerpts = Excerpts(story)
        self.ids: dict[str, set[str]] = {}
        self.sources = Sources()
        self.dates = find_dates(story, published)
        self.used: set[int] = set()  # dates that a fact has, by their place in `dates`
        self.quotes = find_quotes(story)
        self.frames = frames(story, self.quotes)
        self.speakers, self.told = find_speakers(story, self.frames)
        self.people: People = find_people(story)
        self._add_speakers()
        self.people_ids = {person.name: self.name_id("people", person.name.split()[-1]) for person in self.people.found}
        self._meet_sources()
        self.frame_of: dict[int, int] = {}
        self.quote_of: dict[int, Quoted] = {}
        self.dates_of: dict[int, list[int]] = {}
        self.numbers_of: dict[int, list[Counted]] = {}
        self._index()

    def draft(self) -> Draft:
        """All facts; sources come to be as quotes and numbers name them."""
        quotes = self._quotes()
        estimates, figures = self._numbers()
        drafted = {
            "people": self._people(),
            "organizations": self._organizations(),
            "sources": self._sources(),
            "quotes": quotes,
            "estimates": estimates,
            "figures": figures,
            "events": self._events(),
        }
        return Draft(self.story, self._article(), {kind: facts for kind, facts in drafted.items() if facts})

    # -------------------------------------------------------------- what is asked of all

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

    def _add_speakers(self) -> None:
        """People whom only a verb of saying beside a full name shows."""
        for speaker in [*self.speakers.values(), *self.told]:
            if speaker is not None and speaker.name is not None and speaker.name.full:
                end = self.story.tokens[speaker.last - 1].end
                paragraph = next((p for p in self._paragraphs_at(speaker.first)), None)
                person = person_at(self.story, speaker.name, paragraph if paragraph else end, spoken=True)
                if person is not None:
                    self.people.add(person)
        self.people.ordered()

    def _paragraphs_at(self, index: int) -> list[int]:
        from bisect import bisect_right

        starts = [p.first for p in self.story.paragraphs]
        place = bisect_right(starts, index) - 1
        return [self.story.paragraphs[place].last] if place >= 0 else []

    def _meet_sources(self) -> None:
        """The sources that are described, in the order of the story: a later "the official" means the one before it."""
        headline = self.story.paragraphs[0] if self.story.headline else None
        for frame, teller in zip(self.frames, self.told, strict=True):
            speakers = [self.speakers.get(item) for item in frame if isinstance(item, Quoted)]
            for speaker in [*speakers, teller]:
                if speaker is None or speaker.sort != "description" or (headline and speaker.first < headline.last):
                    continue
                if speaker in speakers or source_type(self.story.words(speaker.first, speaker.last)) is not None:
                    self._origin(speaker)

    def name_id(self, kind: str, word: str) -> str:
        """A new id out of a word of the story."""
        base = "".join(c if c.isalnum() else "-" for c in word.lower().removesuffix("'s")).strip("-") or "one"
        taken = self.ids.setdefault(kind, set())
        name, number = base, 2
        # Invariant: numbers only rise, so a word that comes again and again is looked up by where it got to.
        counter = f"{kind} {base}"
        number = self._counters.get(counter, 2)
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        self._counters[counter] = number
        taken.add(name)
        return name

    @property
    def _counters(self) -> dict[str, int]:
        if not hasattr(self, "_counted"):
            self._counted: dict[str, int] = {}
        return self._counted

    # -------------------------------------------------------------- the article and who is in it

    def _article(self) -> dict[str, Any]:
        story = self.story
        article: dict[str, Any] = {"headline": " ".join(story.headline.split()) if story.headline else NOT_KNOWN}
        if story.byline:
            article["byline"] = " ".join(story.byline.split())
        if story.dateline:
            article["dateline"] = " ".join(story.dateline.split())
        article["published"] = self.published.isoformat() if self.published else NOT_KNOWN
        if self.body_file:
            article["body_file"] = self.body_file
        elif story.text.strip():
            article["body"] = story.text
        return article

    def _people(self) -> list[Drafted]:
        facts = []
        for person in self.people.found:
            fields: dict[str, Any] = {"id": self.people_ids[person.name], "name": person.name}
            for what in ("title", "role", "age", "affiliation"):
                if getattr(person, what):
                    fields[what] = getattr(person, what)
            fields["excerpt"] = self.excerpts.of(person.first, person.last, widen=False)
            strong = person.sign.startswith(("a title", "an age"))
            facts.append(Drafted(fields, "sure" if strong or person.role else "likely", person.sign, person.first))
        return facts

    def _organizations(self) -> list[Drafted]:
        named = {index for person in self.people.found for index in range(person.first, person.last)}
        facts = []
        for one in find_organizations(self.story, named):
            fields: dict[str, Any] = {"name": one.name}
            if one.short:
                fields["also_known_as"] = [one.short]
            fields["excerpt"] = self.excerpts.of(one.first, one.last, widen=False)
            facts.append(Drafted(fields, "sure" if one.short else "likely", one.sign, one.first))
        return facts

    def _sources(self) -> list[Drafted]:
        facts = []
        for origin in sorted(self.sources.found, key=lambda origin: origin.first):
            fields: dict[str, Any] = {"id": origin.id, "name" if origin.named else "description": origin.words}
            fields["type"] = origin.type or NOT_KNOWN
            if origin.type == "person" and not origin.named and not origin.plural:
                fields["anonymous"] = NOT_KNOWN if origin.anonymous is None else origin.anonymous
            elif origin.anonymous:
                fields["anonymous"] = True
            if origin.reason:
                fields["reason"] = origin.reason
            if origin.official:
                fields["official"] = True
            if origin.plural:
                fields["plural"] = True
            fields["excerpt"] = self.excerpts.of(origin.first, origin.last, widen=False)
            asked = [name for name, value in fields.items() if value == NOT_KNOWN]
            if origin.anonymous:
                why = "the story says that it keeps the name back"
            elif "type" in asked:
                why = "what sort of source it is, the words do not say"
            elif asked:
                why = "does the story keep the name back?"
            else:
                why = "one of the people" if origin.person else "the words for a speaker"
            facts.append(Drafted(fields, "check" if asked else "likely", why, origin.first))
        return facts

    # -------------------------------------------------------------- quotes

    def _quotes(self) -> list[Drafted]:
        return [self._quote(quote) for quote in self.quotes]

    def _quote(self, quote: Quoted) -> Drafted:
        words = " ".join(self.story.text[quote.start : quote.end].split())
        text = words[:-1] if words[-1:] == "," and len(words) > 1 else words
        fields: dict[str, Any] = {"text": text}
        speaker = self.speakers.get(quote)
        confidence, why = self._say_who(fields, quote, speaker)
        if quote.kind != "direct":
            fields["kind"] = quote.kind
        if speaker is not None:
            verb = self.story.at(speaker.verb)
            if verb.lower in SAYING or (verb.sort == "word" and verb.lower != "according" and verb.lower.isalpha()):
                fields["verb"] = verb.text
            self._say_when(fields, speaker)
        end = quote.end - (len(words) - len(text)) if self.story.text[quote.end - 1 : quote.end] == "," else quote.end
        fields["excerpt"] = self.excerpts.between(quote.start, max(end, quote.start + 1), quote.first + 1, quote.last)
        return Drafted(fields, confidence, why, quote.first)

    def _say_who(self, fields: dict[str, Any], quote: Quoted, speaker: Speaker | None) -> tuple[Confidence, str]:
        if speaker is None:
            fields["speaker"] = NOT_KNOWN
            return "check", "nobody is named beside it; leave the speaker out if the story names nobody"
        words = self.story.words(speaker.first, speaker.last)
        if speaker.sort == "pronoun":
            fields["speaker"] = NOT_KNOWN
            return "check", f"the speaker is a pronoun, “{words}”"
        confidence: Confidence = "sure" if speaker.near and not speaker.carried else "likely"
        if speaker.name is not None:
            person = self.people.named(speaker.name.words)
            if person is not None and (person.first <= speaker.first or speaker.name.full):
                fields["speaker"] = self.people_ids[person.name]
                return confidence, speaker.pattern
            fields["speaker"] = speaker.name.words
            return "check", f"{speaker.pattern}; no full name before it"
        origin, again = self._origin(speaker)
        fields["source"] = origin.id
        if again:
            return "likely", f"{speaker.pattern}; “{words}” is taken for “{origin.words}”"
        return confidence, speaker.pattern

    def _origin(self, speaker: Speaker) -> tuple[Origin, bool]:
        origin, again = self.sources.described(self.story, speaker.first, speaker.last)
        if not origin.id:
            last = origin.words.split()[-1] if origin.named else origin.head
            origin.id = self.name_id("sources", last)
        return origin, again

    def _say_when(self, fields: dict[str, Any], speaker: Speaker) -> None:
        """The day and the medium, where they stand beside the verb of saying."""
        place = self._said_date(speaker)
        if place is not None:
            dated = self.dates[place]
            fields["said_on"] = dated.value
            self.used.add(place)
        for index in range(speaker.verb, min(speaker.verb + 12, len(self.story.tokens))):
            token = self.story.at(index)
            if token.stops or token.text in ',:;“"':
                break
            if token.lower in MEDIA and self._preceded(index, ("in", "by")):
                fields["medium"] = token.text
                break

    def _preceded(self, index: int, words: tuple[str, ...]) -> bool:
        for before in range(index - 1, max(-1, index - 4), -1):
            token = self.story.at(before)
            if token.lower in words:
                return True
            if token.sort != "word" or token.lower in PREPOSITIONS:
                return False
        return False

    def _said_date(self, speaker: Speaker) -> int | None:
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

    # -------------------------------------------------------------- numbers

    def _numbers(self) -> tuple[list[Drafted], list[Drafted]]:
        taken = {index for dated in self.dates for index in range(dated.first, dated.last)}
        taken |= {index for person in self.people.found for index in person.taken}
        counted = find_numbers(self.story, taken)
        for place, one in enumerate(counted):
            counted[place] = self._continued(one, counted[place - 1] if place else None)
        for one in counted:
            self.numbers_of.setdefault(self.frame_of.get(one.first, -1), []).append(one)
        headline = [one for one in counted if one.position == "headline" and one.number is not None]
        estimates: list[Drafted] = []
        figures: list[Drafted] = []
        reported: list[tuple[Counted, str]] = []
        for one in counted:
            if one.position == "headline":
                continue
            also = any(_same(one, other) for other in headline)
            estimate = self._estimate(one)
            name = None
            if estimate is not None:
                estimates.append(estimate)
                if also:
                    name = self.name_id("estimates", one.unit or "figure")
                    estimate.fields = {"id": name, **estimate.fields}
                    reported.append((one, name))
            if one.value is not None and (estimate is None or also):
                figures.append(self._figure(one, name))
        told = [self._figure(one, next((id for other, id in reported if _same(one, other)), None)) for one in headline]
        return estimates, [*told, *figures]

    def _continued(self, one: Counted, before: Counted | None) -> Counted:
        """`down from more than 7,000`: of the same thing as the number before it in the sentence."""
        from dataclasses import replace

        if one.unit or before is None or self.frame_of.get(one.first) != self.frame_of.get(before.first):
            return one
        lead = (self.story.at(one.first - 2).lower, self.story.at(one.first - 1).lower)
        if lead in (("down", "from"), ("up", "from"), ("compared", "with"), ("compared", "to")) and before.unit:
            return replace(one, unit=before.unit, subject=before.subject, sure=False)
        if lead[1] == "to" and before.unit and one.first - before.last <= 6 and not one.subject:
            return replace(one, unit=before.unit, subject=before.subject, sure=False)
        return one

    def _estimate(self, one: Counted) -> Drafted | None:
        """A number as an estimate, where somebody put a figure on something; none where it only stands there."""
        if one.unit in TIME_UNITS or one.sign == "a score":
            return None
        frame = self.frame_of.get(one.first, -1)
        quote = self.quote_of.get(one.first)
        speaker = self.speakers.get(quote) if quote is not None else self._teller(frame, one.first)
        words = self._words_of(frame)
        place, clear = self._as_of(one, frame, speaker)
        if not self._is_estimate(one, words, speaker, place):
            return None
        fields: dict[str, Any] = {"subject": one.subject or NOT_KNOWN, "value": one.value or NOT_KNOWN}
        if one.unit:
            fields["unit"] = one.unit
        if place is not None:
            fields["as_of"] = self.dates[place].value or NOT_KNOWN
            self.used.add(place)
        elif not clear:
            fields["as_of"] = NOT_KNOWN
        origin = self._source_of(speaker)
        if origin is not None:
            fields["source"] = origin
        fields["excerpt"] = self.excerpts.of(one.first, max(one.end, one.last))
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

    def _is_estimate(self, one: Counted, words: set[str], speaker: Speaker | None, place: int | None) -> bool:
        if one.value is None or one.bounded:
            return True
        if self.story.at(one.first).sort == "word":  # a small number, counted out
            return False
        if one.number is not None and one.number.unit not in (None, "percent", "points") and not words & COSTING:
            return False
        if not one.unit and not one.subject and speaker is None and place is None:
            return False
        return speaker is not None or place is not None or bool(words & ESTIMATING)

    def _words_of(self, frame: int) -> set[str]:
        if not 0 <= frame < len(self.frames):
            return set()
        known = self._frame_words.get(frame)
        if known is None:
            known = {self.story.at(item).lower for item in self.frames[frame] if not isinstance(item, Quoted)}
            self._frame_words[frame] = known
        return known

    @property
    def _frame_words(self) -> dict[int, set[str]]:
        if not hasattr(self, "_words_kept"):
            self._words_kept: dict[int, set[str]] = {}
        return self._words_kept

    def _teller(self, frame: int, at: int) -> Speaker | None:
        """Who tells what stands at a token; what comes behind a quote and its speaker, the story tells itself."""
        speaker = self.told[frame] if 0 <= frame < len(self.told) else None
        return (
            None if speaker is not None and isinstance(self.frames[frame][0], Quoted) and at > speaker.last else speaker
        )

    def _as_of(self, one: Counted, frame: int, speaker: Speaker | None) -> tuple[int | None, bool]:
        """The date that a number is for, and whether it is clear: in its clause, of the saying, or the only one."""
        quoted = one.first in self.quote_of
        places = [p for p in self.dates_of.get(frame, []) if (self.dates[p].first in self.quote_of) == quoted]
        if not places:
            return None, True
        near = [p for p in places if self._same_clause(one, self.dates[p])]
        if near:
            best = min(
                near, key=lambda p: min(abs(self.dates[p].first - one.last), abs(one.first - self.dates[p].last))
            )
            return best, True
        said = self._said_date(speaker) if speaker is not None else None
        if said is not None and said in places:
            return said, True
        if len(places) > 1:
            return None, False
        only = self.dates[places[0]]
        # The one date of the sentence, unless it stands beside another number.
        if self._since(only) or any(self._same_clause(other, only) for other in self.numbers_of.get(frame, [])[:20]):
            return None, True
        return places[0], True

    def _since(self, dated: Dated) -> bool:
        return (
            self.story.at(dated.first - 1).lower in ("since", "until", "till", "by")
            and self.story.at(dated.last).lower != "when"
        )

    def _same_clause(self, one: Counted, dated: Dated) -> bool:
        if self._since(dated):
            return False
        first, last = (one.end, dated.first) if dated.first >= one.last else (dated.last, one.first)
        if last - first > 12:
            return False
        return not any(
            self.story.at(index).text in ',;:—–“”"' or self.story.at(index).lower in ("and", "but", "after", "before")  # noqa: RUF001 - marks as typed
            for index in range(first, last)
        )

    def _source_of(self, speaker: Speaker | None) -> str | None:
        """The id of the source that a number has from whoever tells it."""
        if speaker is None:
            return None
        if speaker.sort == "pronoun":
            return NOT_KNOWN
        if speaker.name is not None:
            person = self.people.named(speaker.name.words)
            if person is None:
                return None
            origin = self.sources.person(person.name, speaker.first, speaker.last)
            if not origin.id:
                origin.id = self.name_id("sources", person.name.split()[-1])
            return origin.id
        paragraph = self.story.paragraphs[0] if self.story.paragraphs else None
        if paragraph is not None and paragraph.position == "headline" and speaker.first < paragraph.last:
            known = self.sources.known(self.story.words(speaker.first, speaker.last))
            return known.id if known is not None and known.id else None
        return self._origin(speaker)[0].id

    def _figure(self, one: Counted, estimate: str | None) -> Drafted:
        fields: dict[str, Any] = {"text": self.story.words(one.first, max(one.end, one.last)), "value": one.value}
        if one.unit:
            fields["unit"] = one.unit
        fields["position"] = one.position
        if estimate:
            fields["estimate"] = estimate
        fields["excerpt"] = self.excerpts.of(one.first, max(one.end, one.last))
        why = one.sign if one.sure else f"{one.sign}, which may mean something else"
        return Drafted(
            fields, "sure" if one.sure and (one.unit or (one.number and one.number.unit)) else "likely", why, one.first
        )

    # -------------------------------------------------------------- events

    def _events(self) -> list[Drafted]:
        """The dates that no other fact has."""
        facts = []
        for place, dated in enumerate(self.dates):
            filed = self.story.tokens[dated.first].start < self.story.filed
            if place in self.used or filed:
                continue
            fields: dict[str, Any] = {"name": self._event_name(dated) or NOT_KNOWN, "date": dated.value or NOT_KNOWN}
            if dated.weekday:
                fields["weekday"] = dated.weekday
            fields["excerpt"] = self.excerpts.of(dated.first, dated.last)
            check = not dated.sure or NOT_KNOWN in (fields["name"], fields["date"])
            why = f"“{self.story.words(dated.first, dated.last)}” is {dated.sign}"
            facts.append(Drafted(fields, "check" if check else "likely", why, dated.first))
        return facts

    def _event_name(self, dated: Dated) -> str:
        """The words of the clause that a date stands in."""
        frame = self.frame_of.get(dated.first, -1)
        first = dated.first
        while first > 0 and dated.first - first <= _LONGEST_NAME + 2 and self._in_clause(first - 1, frame):
            first -= 1
        while first < dated.first and self.story.at(first).lower in ("since", "before", "after", "until", "as"):
            first += 1
        if self.story.at(first).lower in VERBS | AUXILIARIES | PREPOSITIONS and first < dated.first - 1:
            return ""
        last = dated.first
        while last > first and self.story.at(last - 1).lower in PREPOSITIONS | {"the", "a", "an", "late", "early"}:
            last -= 1
        if 3 <= last - first <= _LONGEST_NAME:
            return self.story.words(first, last)
        end = dated.last
        while end < dated.last + _LONGEST_NAME and self._in_clause(end, frame):
            end += 1
        if last - first < 3 and end - dated.last >= 3:
            start = first if last > first else dated.last
            end = min(end, start + _LONGEST_NAME)
            while end > start and self.story.at(end - 1).lower in PREPOSITIONS | DETERMINERS:
                end -= 1
            return self.story.words(start, end) if end >= dated.last else ""
        return ""

    def _in_clause(self, index: int, frame: int) -> bool:
        token = self.story.at(index)
        if self.frame_of.get(index, -2) != frame or (token.sort == "sign" and token.text not in "-$£€%"):
            return False
        return token.lower not in CONJUNCTIONS


def _value(one: Counted) -> tuple[Any, ...]:
    number = one.number
    return (number.low, number.high, number.low_open, number.high_open) if number is not None else ()


def _same(one: Counted, other: Counted) -> bool:
    """Whether a figure of the story is the one in the headline: of one value, or of one amount with another bound."""
    a, b = one.number, other.number
    if a is None or b is None:
        return False
    if _value(one) == _value(other):
        return True
    return bool({a.low, a.high} & {b.low, b.high} - {float("inf"), float("-inf")})
