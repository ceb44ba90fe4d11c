"""Names: of people with their titles, and of organizations, read from where they start."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ruleck.drafting.lexicon import (
    BEFORE_TITLES,
    COUNTRIES,
    MONTHS,
    OPENERS,
    ORGANIZATION,
    PARTICLES,
    PLACES,
    STOPS,
    TITLES,
    WEEKDAYS,
)
from ruleck.drafting.text import Text

_TITLE_PARTS = frozenset({"prime", "vice", "deputy", "foreign", "defence", "defense", "attorney", "lieutenant"})
_MOST = 5  # words of a name


@dataclass(frozen=True, slots=True)
class Name:
    """A name at tokens `first` up to `last`, titles included; the name itself starts at token `start`.

    `words` is the name, `title` what is before it. `possessive` says that it had `'s` behind it.
    `before` is what stood before the title with a capital: where the person belongs.
    """

    first: int
    start: int
    last: int
    words: str
    title: str = ""
    possessive: bool = False
    before: str = ""

    @property
    def family(self) -> str:
        """The last of the name."""
        return self.words.split()[-1]

    @property
    def full(self) -> bool:
        """Whether it has a given and a family name."""
        return " " in self.words


def is_named(story: Text, index: int) -> bool:
    """Whether a word can be part of a name: it has a capital and is no word that has one for another reason."""
    token = story.at(index)
    if not token.capital:
        return False
    word = _bare(token.lower)
    if word in WEEKDAYS or (word in MONTHS and word not in ("may", "march", "august", "april", "june")):
        return False
    if len(token.text) == 1:
        return False
    return word not in STOPS and word not in ("the", "i") and not (word in OPENERS and starts_sentence(story, index))


def starts_sentence(story: Text, index: int) -> bool:
    """Whether a word has its capital because a sentence starts with it."""
    before = story.at(index - 1)
    return index in story.starts or before.stops or before.text in '"“„«»‘:'  # noqa: RUF001 - marks as they are typed


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def name_at(story: Text, index: int, end: int) -> Name | None:
    """The name that starts at a token, with its titles; none where there is none. `end` is where to stop.

    >>> from ruleck.drafting.text import read_text
    >>> story = read_text("Retired Air Force Lt. Gen. David Deptula of the force left.")
    >>> name = name_at(story, 0, 11)
    >>> name.title, name.words, name.family
    ('Lt. Gen.', 'David Deptula', 'Deptula')
    """
    at, title_first, title_last = index, -1, -1
    while at < min(end, index + 8) and story.at(at).capital:
        word = story.at(at).lower
        if word in TITLES:
            title_first = at if title_first < 0 else title_first
            title_last = at + 1
        elif word not in BEFORE_TITLES:
            break
        at += 1
    # A title is one only before a name: "Mayor Hill", not "the Mayor".
    start = title_last if title_last > 0 and is_named(story, title_last) and title_last < end else index
    if start == index:
        title_first = title_last = -1
    while title_first > index and story.at(title_first - 1).lower in _TITLE_PARTS:
        title_first -= 1
    last, possessive = _words(story, start, end)
    if last == start:
        return None
    # "ASADA Chairman Richard Ings": what comes before a title is where somebody belongs.
    inner = (
        next((i for i in range(last - 2, start, -1) if story.at(i).lower in TITLES), None) if start == index else None
    )
    if inner is not None:
        named = name_at(story, inner, end)
        if named is not None and named.title:
            return replace(named, before=story.words(index, named.first))
    words = story.words(start, last)
    if possessive:
        words = words[:-2]
    title = story.words(title_first, title_last) if title_first >= 0 else ""
    return Name(title_first if title else start, start, last, " ".join(words.split()), title, possessive)


def _words(story: Text, start: int, end: int) -> tuple[int, bool]:
    """Where the words of a name end, and whether the last one is a possessive."""
    at = start
    while at < min(end, start + _MOST):
        token = story.at(at)
        if at > start and story.text[story.at(at - 1).end : token.start].count("\n") > 1:
            break
        if at > start and not token.spaced:
            break
        if is_named(story, at) or (at > start and _initial(token.text)):
            at += 1
            if token.lower.endswith("'s") or token.text[-1] in "'’":  # noqa: RUF001 - an apostrophe as it is typed
                return at, token.lower.endswith("'s")
        elif (at > start and token.text in PARTICLES and _leads_on(story, at + 1, end)) or (
            at == start and _initial(token.text) and (is_named(story, at + 1) or _initial(story.at(at + 1).text))
        ):
            at += 1
        else:
            break
    while at > start and story.at(at - 1).text in PARTICLES:
        at -= 1
    return at, False


def _leads_on(story: Text, at: int, end: int) -> bool:
    """Whether a name goes on behind one small word of it, or two: `de la Cruz`."""
    if at < end and story.at(at).text in PARTICLES:
        at += 1
    return at < end and is_named(story, at)


def _initial(text: str) -> bool:
    return len(text) >= 2 and text[0].isupper() and text[1] == "." and text.replace(".", "").isupper()


def is_person_like(name: Name) -> bool:
    """Whether nothing in a full name says that it is an organization's, a place's or a people's."""
    parts = [_bare(part.lower()) for part in name.words.split()]
    if not name.full or any(part in ORGANIZATION or part in COUNTRIES for part in parts):
        return False
    return parts[-1] not in PLACES and not any(part.isupper() and len(part) > 3 for part in name.words.split())


def is_organization(words: str) -> bool:
    """Whether a name has a word in it that makes it an organization's.

    >>> is_organization("City Council"), is_organization("Ines Kaya"), is_organization("NASA")
    (True, False, True)
    """
    parts = [_bare(part.lower()) for part in words.split()]
    if any(part in ORGANIZATION for part in parts):
        return True
    return len(parts) == 1 and 2 <= len(words) <= 6 and words.isalpha() and words.isupper()
