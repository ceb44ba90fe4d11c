"""Where the story has its information from: descriptions of speakers, each once, with what the story says of them.

"A coalition representative", "the representative" and "the coalition representative" are one source where only one
earlier source has that noun. Whether an unnamed source is anonymous is said only where the story says so ("on condition
of anonymity"); otherwise it is for an editor to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ruleck.drafting.lexicon import (
    AUXILIARIES,
    BODIES,
    DATASETS,
    DETERMINERS,
    DOCUMENTS,
    OFFICIALS,
    PERSONS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
)
from ruleck.drafting.text import Text

_WITHHELD = (
    "condition of anonymity", "not to be named", "not be named", "not to be identified", "not be identified",
    "not give her name", "not give his name", "not give a name", "not give their name", "withheld",
    "requested anonymity", "asked for anonymity", "declined to be named", "declined to be identified", "anonymously",
)  # fmt: skip
_SET_OFF = (",", ";", ":", "—", "–", '"', "“", "”", "«", "»")  # noqa: RUF001 - a dash as it is typed
_REACH = 40  # tokens behind a source in which the story may say why it is not named


_NOUNS = PERSONS | BODIES | DOCUMENTS | DATASETS


@dataclass(slots=True)
class Origin:
    """A source as first described at tokens `first` up to `last`; `person` is who of the people it is."""

    words: str
    first: int
    last: int
    head: str
    id: str = ""
    type: str | None = None
    named: bool = False
    official: bool = False
    plural: bool = False
    anonymous: bool | None = None
    reason: str = ""
    person: str = ""
    also: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sources:
    """Every source so far, in the order in which it was met."""

    found: list[Origin] = field(default_factory=list)
    _by_words: dict[str, Origin] = field(default_factory=dict)
    _by_head: dict[str, list[Origin]] = field(default_factory=dict)

    def described(self, story: Text, first: int, last: int) -> tuple[Origin, bool]:
        """The source that a description means, and whether it was met before under other words."""
        words = story.words(first, last)
        key = _key(words)
        known = self._by_words.get(key)
        if known is not None:
            return known, False
        head = _head(words)
        same = self._by_head.get(head, [])
        if len(same) == 1 and _refers_back(words, same[0].words):
            same[0].also.append(first)
            return same[0], True
        origin = _origin(story, first, last, words, head)
        self.found.append(origin)
        self._by_words[key] = origin
        self._by_head.setdefault(head, []).append(origin)
        return origin, False

    def known(self, words: str) -> Origin | None:
        """The source that was met under just these words, or of which they are the noun."""
        same = self._by_head.get(_head(words), [])
        return self._by_words.get(_key(words)) or (same[0] if len(same) == 1 else None)

    def person(self, name: str, first: int, last: int) -> Origin:
        """The source that one of the story's people is."""
        known = self._by_words.get(f"person {name.casefold()}")
        if known is None:
            known = Origin(name, first, last, "", type="person", named=True, person=name)
            self.found.append(known)
            self._by_words[f"person {name.casefold()}"] = known
        return known


def _key(words: str) -> str:
    parts = words.lower().replace("’", "'").split()  # noqa: RUF001 - an apostrophe as it is typed
    return " ".join(parts[1:] if parts and parts[0] in DETERMINERS else parts)


def _head(words: str) -> str:
    """The noun of a description: `a teacher in the village` is a teacher."""
    parts = words.lower().replace("’", "'").split()  # noqa: RUF001 - an apostrophe as it is typed
    end = next((i for i, part in enumerate(parts) if i and part in PREPOSITIONS), len(parts))
    # "The coalition fighting in the north" is a coalition, "the coalition representative" a representative.
    for index in range(end):
        if parts[index] in _NOUNS and (index + 1 == end or parts[index + 1] not in _NOUNS):
            return parts[index]
    return parts[end - 1].strip(".,'()") if parts else ""


def _refers_back(words: str, earlier: str) -> bool:
    """Whether `the …` with the same noun says nothing that the earlier words did not."""
    parts = words.lower().split()
    if parts[0] not in ("the", "this", "that", "these", "those") and parts[0] in DETERMINERS:
        return False
    return set(parts[1:] if parts[0] in DETERMINERS else parts) <= set(earlier.lower().split())


def _origin(story: Text, first: int, last: int, words: str, head: str) -> Origin:
    parts = words.split()
    named = _is_named(parts) and not (len(parts) == 1 and head in PERSONS | BODIES)
    origin = Origin(words, first, last, head, named=named)
    origin.type = "organization" if named else _type(head)
    origin.plural = head in PLURALS
    origin.official = head in OFFICIALS
    if origin.type == "person":
        origin.anonymous, origin.reason = _withheld(story, last)
    return origin


def source_type(words: str) -> str | None:
    """What sort of source a description is of, by its noun; none where that says nothing.

    >>> source_type("a teacher in the village"), source_type("the defence ministry"), source_type("Paris")
    ('person', 'organization', None)
    """
    return _type(_head(words))


def is_source(words: str) -> bool:
    """Whether a description can be where a figure comes from: its noun can speak or be read, or it is a name.

    >>> is_source("the coalition"), is_source("The Times of London"), is_source("the number")
    (True, True, False)
    """
    return source_type(words) is not None or _is_named(words.split())


def _is_named(parts: list[str]) -> bool:
    inner = parts[1:] if parts[0].lower() in DETERMINERS else parts
    return bool(inner) and all(part[0].isupper() or part.lower() in ("of", "the", "and", "for") for part in inner)


def _type(head: str) -> str | None:
    sorts = (("dataset", DATASETS), ("document", DOCUMENTS), ("person", PERSONS), ("organization", BODIES))
    return next((sort for sort, nouns in sorts if head in nouns), None)


def keeps_name(words: str) -> bool:
    """Whether words say that a name is kept back.

    >>> keeps_name("who asked not to be named"), keeps_name("who asked for a name")
    (True, False)
    """
    return any(phrase in words.lower() for phrase in _WITHHELD)


def _withheld(story: Text, last: int) -> tuple[bool | None, str]:
    """Whether the story says that it keeps the name back, and why."""
    end = last
    while end < min(len(story.tokens), last + _REACH) and not story.at(end).stops:
        end += 1
    if not keeps_name(story.words(last, end)):
        return None, ""
    because = next((i for i in range(last, end) if story.at(i).lower == "because"), None)
    first = because + 1 if because is not None else _feared(story, last, end)
    if first is None:
        return True, ""
    stop = first
    while stop < end and story.at(stop).text not in _SET_OFF and not _says(story, stop):
        stop += 1
    return True, story.words(first, stop)


def _feared(story: Text, first: int, end: int) -> int | None:
    """Where `for fear of reprisals`, `out of fear for his job`, `fearing reprisals` start."""
    for at in range(first, end):
        if story.at(at).lower == "fearing":
            return at
        if story.at(at).lower == "fear":
            if story.at(at - 1).lower == "for":
                return at - 1
            if story.at(at - 2).lower == "out":
                return at - 2
    return None


def _says(story: Text, at: int) -> bool:
    """Whether the sentence goes on to what the source said: `for fear of reprisals said`, not `he was told`."""
    return story.at(at).lower in SAYING and story.at(at - 1).lower not in AUXILIARIES | PRONOUNS
