"""People at their first mention: full name, title, role and age, where something beside the name shows that it is one.

A capitalised pair of words alone is not enough: it may be a place or a ship. What shows a person is a title before the
name, an age or a role set off behind it, a role before it, or a verb of saying beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ruleck.drafting.drafted import Confidence
from ruleck.drafting.lexicon import (
    AUXILIARIES,
    CALLING,
    CONJUNCTIONS,
    DETERMINERS,
    HOLDING,
    PERSONS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    VERBS,
    WEEKDAYS,
)
from ruleck.drafting.names import Name, is_named, is_person_like, name_at
from ruleck.drafting.text import Text

_LONGEST_ROLE = 16  # words
_ROLE_STARTS = DETERMINERS | {"who", "former", "senior", "retired", "acting", "deputy", "chief", "co-founder", "head"}
_ROLE_STARTS = _ROLE_STARTS | PERSONS


@dataclass(slots=True)
class Person:
    """Somebody in the story, as first mentioned at tokens `first` up to `last`; `sign` is what showed it."""

    name: str
    first: int
    last: int
    sign: str
    title: str = ""
    role: str = ""
    age: str = ""
    affiliation: str = ""
    # Tokens of the age, which is no figure of the story's.
    taken: tuple[int, ...] = ()

    @property
    def likeness(self) -> Confidence:
        """How sure it is that it is a person: where only a verb of saying shows it, a company may speak as well."""
        if self.role or self.sign.startswith(("a title", "an age")):
            return "sure"
        return "likely" if len(self.name.split()) == 2 else "check"

    @property
    def family(self) -> str:
        """The last of the name, as lists are searched."""
        return self.name.split()[-1].casefold()


@dataclass(slots=True)
class People:
    """Everybody found, in the order of the story."""

    found: list[Person] = field(default_factory=list)
    _by_family: dict[str, list[Person]] = field(default_factory=dict)
    _by_name: dict[str, Person] = field(default_factory=dict)

    def add(self, person: Person) -> Person:
        """Add somebody; of two mentions of one name the first counts, with what only the second one says."""
        known = self._by_name.get(person.name.casefold())
        if known is None:
            self._by_name[person.name.casefold()] = person
            self._by_family.setdefault(person.family, []).append(person)
            self.found.append(person)
            return person
        for what in ("title", "role", "age", "affiliation"):
            if not getattr(known, what):
                setattr(known, what, getattr(person, what))
        known.taken += person.taken
        return known

    def named(self, words: str) -> Person | None:
        """The one person that a full or a family name means; none where it is nobody, or two."""
        person = self._by_name.get(words.casefold())
        if person is not None:
            return person
        same = self._by_family.get(words.split()[-1].casefold(), []) if words and " " not in words else []
        return same[0] if len(same) == 1 else None

    def ordered(self) -> None:
        """Put them in the order of the story."""
        self.found.sort(key=lambda person: person.first)


def find_people(story: Text) -> People:
    """Those whom a title, an age or a role beside the name shows.

    >>> from ruleck.drafting.text import read_text
    >>> found = find_people(read_text("Toll rises\\nIt rained, said Rosa Benitez, 58, a farmer in Alto Arle."))
    >>> [(one.name, one.age, one.role) for one in found.found]
    [('Rosa Benitez', '58', 'a farmer in Alto Arle')]
    """
    people = People()
    for paragraph in story.paragraphs:
        at = paragraph.first
        while at < paragraph.last:
            token = story.tokens[at]
            if token.start < story.filed and paragraph.position == "lead":
                at += 1
                continue
            name = name_at(story, at, paragraph.last) if token.capital or token.text[0].isupper() else None
            if name is None:
                at += 1
                continue
            person = person_at(story, name, paragraph.last)
            if person is not None:
                people.add(person)
            at = name.last
    return people


def person_at(story: Text, name: Name, end: int, spoken: bool = False) -> Person | None:
    """The person that a full name means; `spoken` says that a verb of saying stands beside it."""
    if not name.full or not is_person_like(name):
        return None
    age, role, taken, after = _behind(story, name.last, end)
    before = "" if role or name.title else _role_before(story, name)
    apart = story.at(name.first - 1).text == story.at(name.last).text == ","
    spoken = spoken or (apart and story.at(name.last + 1).lower in SAYING | CALLING)
    affiliation = name.before or _affiliation(story, name.last, end)
    sign = ""
    if name.title:
        sign = "a title before the name"
    elif age:
        sign = "an age behind the name"
    elif role and after:
        sign = "a role behind the name"
    elif before:
        sign = "a role before the name"
    elif spoken:
        sign = "a verb of saying beside the name"
    if not sign or name.possessive:
        return None
    return Person(name.words, name.first, name.last, sign, name.title, role or before, age, affiliation, taken)


def _behind(story: Text, at: int, end: int) -> tuple[str, str, tuple[int, ...], bool]:
    """What is set off by a comma behind a name: an age, a role, the token of the age, and whether it is closed."""
    age = ""
    taken: tuple[int, ...] = ()
    if story.at(at).text != "," or at >= end:
        return "", "", (), False
    at += 1
    token = story.at(at)
    if token.sort == "number" and token.text.isdigit() and len(token.text) <= 3 and at < end:
        closed = story.at(at + 1).text in (",", ".") or at + 1 >= end or story.at(at + 1).lower in SAYING
        if closed and int(token.text) <= 120:
            age, taken = token.text, (at,)
            if story.at(at + 1).text != ",":
                return age, "", taken, True
            at += 2
    first = at
    if story.at(at).lower not in _ROLE_STARTS or at >= end:
        return age, "", taken, bool(age)
    if story.at(at).lower in POSSESSIVES and not any(story.at(i).lower in PERSONS for i in range(at, min(at + 5, end))):
        return age, "", taken, bool(age)
    relative = story.at(at).lower == "who"
    if relative and story.at(at + 1).lower not in HOLDING:
        return age, "", taken, True
    while at < min(end, first + _LONGEST_ROLE):
        token = story.at(at)
        if token.sort == "sign" and token.text not in "-’'&/":  # noqa: RUF001 - an apostrophe as it is typed
            break
        if not relative and at > first and token.lower in ("who", "whose", "which", "said", "says", "told"):
            break
        at += 1
    token = story.at(at)
    # Set off means closed again: by a comma, at the end of the sentence, before a quote, or by a verb of saying.
    closed = at >= end or token.text in ',.;:—–"“”!?)' or token.lower in SAYING | {"who", "whose"}  # noqa: RUF001 - marks as they are typed
    words = story.words(first, at)
    if not closed or (at - first < 2 and story.at(first).lower not in PERSONS):
        return age, "", taken, bool(age)
    return age, words, taken, True


def _role_before(story: Text, name: Name) -> str:
    """`spokeswoman Joan Petrie`: small words up to the name, of which the last says what somebody is."""
    at = name.first
    # "His lawyer, Domenico Pepe, told": set off from one another.
    if story.at(at - 1).text == "," and story.at(name.last).text == "," and story.at(at - 2).lower in PERSONS:
        first = at - 2
        while first > at - 8 and story.at(first - 1).sort == "word" and story.at(first).lower not in DETERMINERS:
            first -= 1
        return story.words(first, at - 1) if story.at(first).lower in DETERMINERS else ""
    if story.at(at - 1).lower not in PERSONS or not story.at(at).spaced:
        return ""
    first = at - 1
    while first > at - 5:
        token = story.at(first - 1)
        small = token.sort == "word" and token.lower not in PREPOSITIONS | CONJUNCTIONS | PRONOUNS | VERBS | SAYING
        if not small or token.lower in DETERMINERS | AUXILIARIES or token.lower.rstrip(".") in WEEKDAYS:
            break
        first -= 1
    return story.words(first, at)


def _affiliation(story: Text, at: int, end: int) -> str:
    """`Julio Ferrand of the fire service`: up to four words that are no verb."""
    if story.at(at).lower != "of" or at >= end:
        return ""
    first = at + 1
    if story.at(first).lower == "the":
        first += 1
    last = first
    while last < min(end, first + 5):
        token = story.at(last)
        named = is_named(story, last)
        if token.sort != "word" or (not named and token.lower in SAYING | VERBS | AUXILIARIES | CONJUNCTIONS):
            break
        if token.lower in PREPOSITIONS and not (token.lower == "of" and is_named(story, last + 1)):
            break
        last += 1
    return story.words(first, last) if last > first and last - first < 5 else ""
