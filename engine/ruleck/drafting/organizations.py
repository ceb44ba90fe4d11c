"""Organizations at their first mention: by a word in the name that makes it one, or by initials behind it."""

from __future__ import annotations

from dataclasses import dataclass

from ruleck.drafting.lexicon import COUNTRIES, DETERMINERS, NO_ORGANIZATIONS
from ruleck.drafting.names import is_named, is_organization, starts_sentence
from ruleck.drafting.text import Text

_MOST = 8  # words
_WITHIN = frozenset(("of", "for", "and", "the", "de", "&"))


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization as first mentioned at tokens `first` up to `last`; `short` is what it is called in brackets."""

    name: str
    first: int
    last: int
    sign: str
    short: str = ""


def find_organizations(story: Text, people: set[int]) -> list[Organization]:
    """The organizations of a story; `people` are tokens of people's names.

    >>> from ruleck.drafting.text import read_text
    >>> story = read_text("It rained\\nThe Delta Monitoring Group (DMG) said so. So did the University of Velna.")
    >>> [(found.name, found.short) for found in find_organizations(story, set())]
    [('Delta Monitoring Group', 'DMG'), ('University of Velna', '')]
    """
    found: dict[str, Organization] = {}
    shorts: set[str] = set()
    for paragraph in story.paragraphs:
        if paragraph.position == "headline":
            continue
        at = paragraph.first
        while at < paragraph.last:
            last = _end(story, at, paragraph.last, people)
            if last == at or (paragraph.position == "lead" and story.at(at).start < story.filed):
                at = max(at + 1, last)
                continue
            # "Retired Air Force Lt. Gen. David Deptula": what leads up to somebody's name belongs to it.
            one = _organization(story, at, last) if last not in people else None
            if one is not None and one.name.casefold() not in shorts:
                found.setdefault(one.name.casefold(), one)
                if one.short:
                    shorts.add(one.short.casefold())
            at = last
    return list(found.values())


def _end(story: Text, at: int, end: int, people: set[int]) -> int:
    """Where a run of capitalised words ends, with small words only inside it."""
    last = at
    while last < min(end, at + _MOST) and last not in people:
        token = story.at(last)
        if last > at and (not token.spaced or story.text[story.at(last - 1).end : token.start].count("\n") > 1):
            break
        if is_named(story, last):
            last += 1
            if token.lower.endswith("'s"):
                break
        elif (
            last > at
            and token.lower in _WITHIN
            and last + 1 < end
            and is_named(story, last + 1)
            and last + 1 not in people
        ):
            last += 1
        else:
            break
    return last


def _organization(story: Text, first: int, last: int) -> Organization | None:
    words = story.words(first, last)
    possessive = words.lower().replace("’", "'").endswith("'s")  # noqa: RUF001 - an apostrophe as it is typed
    words = words[:-2] if possessive else words
    # "Clinton and the Senate": two names, of which the second is looked at by itself.
    for joint in (" and the ", " for the ", " of the "):
        if joint in words:
            head, _, tail = words.partition(joint)
            if joint == " of the " and is_organization(head):
                continue
            words = tail if is_organization(tail) else head
    if words.isupper() and " " not in words and words in NO_ORGANIZATIONS:
        return None
    if not is_organization(words) or not any(part[0].isupper() for part in words.split()):
        return None
    parts = words.split()
    # A lone "Parliament" is one; a lone "Council" at the start of a sentence is a word of the sentence.
    lone = len(parts) == 1 and not (parts[0].isupper() and len(parts[0]) > 2)
    if lone and (parts[0].lower() in DETERMINERS | COUNTRIES or starts_sentence(story, first) or not words.isalpha()):
        return None
    short = ""
    if story.at(last).text == "(" and story.at(last + 2).text == ")":
        inside = story.at(last + 1).text
        if inside.isalpha() and inside.isupper() and len(inside) > 1:
            short = inside
    sign = "initials in brackets behind the name" if short else "capitals" if words.isupper() else "a word of its name"
    if story.at(first - 1).text == "The" and not starts_sentence(story, first - 1):  # The Times of London
        first, words = first - 1, f"The {words}"
    return Organization(words, first, last, sign, short)
