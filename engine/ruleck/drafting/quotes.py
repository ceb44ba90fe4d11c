"""Quoted passages: where quote marks open and close, and what sort of quote stands between them.

Double marks count wherever there are any, curly, straight or pointed; single ones only in a story that has no double
ones, as in British books. Pointed marks open as the first one of the story does: «so» or »so«, or »so» throughout.

A quote that is not closed at the end of its paragraph goes on in the next one if that opens with a mark again, which is
how printed quotes of several paragraphs are set.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ruleck.drafting.lexicon import CALLING, OPENERS, SAYING
from ruleck.drafting.text import Paragraph, Text

_LONGEST = 300  # words and quotes of a sentence
Kind = Literal["direct", "fragment"]

_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'"}  # noqa: RUF001 - marks as they are typed
_SINGLE = "‘'"  # noqa: RUF001 - a mark as it is typed


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quote marks: from `start` up to `end` in the text, the marks at tokens `first` and before `last`.

    `goes_on` says that it goes on in the next paragraph, `carried` that it goes on from the one before.
    """

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    kind: Kind
    goes_on: bool = False
    carried: bool = False


# A paragraph as the narrator speaks it: its tokens by index, and each quote as one thing.
Frame: TypeAlias = list["int | Quoted"]


def find_quotes(story: Text) -> list[Quoted]:
    """The quoted passages, in order.

    >>> from ruleck.drafting.text import read_text
    >>> story = read_text('A headline\\n"It is safe," she said of the "new" bridge.')
    >>> [(story.text[q.start : q.end], q.kind) for q in find_quotes(story)]
    [('It is safe,', 'direct'), ('new', 'fragment')]
    """
    marks = {token.text for token in story.tokens if token.sort == "sign"}
    openers = set('“„«"') if marks & set('“”„«»"') else set(_SINGLE)
    closing = _CLOSING
    pointed = [token.text for token in story.tokens if token.text in ("«", "»")]
    if pointed[:1] == ["»"]:
        openers = openers - {"«"} | {"»"}
        closing = _CLOSING | {"»": "«" if "«" in pointed else "»"}
    found: list[Quoted] = []
    for paragraph in story.paragraphs:
        before = found[-1] if found else None
        carried = before is not None and before.goes_on and before.paragraph == paragraph.number - 1
        found += _of_paragraph(story, paragraph, openers, closing, carried)
    return [quote for quote in found if not _is_name(story, quote)]


def _of_paragraph(
    story: Text, paragraph: Paragraph, openers: set[str], closing: dict[str, str], carried: bool
) -> list[Quoted]:
    found: list[Quoted] = []
    at = paragraph.first
    closes: dict[str, deque[int]] = {}
    double = set("".join(closing.values())) - set("’'")  # noqa: RUF001 - marks as they are typed
    for index in range(paragraph.first, paragraph.last):
        mark = story.tokens[index].text
        if mark in double or (mark in "’'" and not _inside_word(story, index)):  # noqa: RUF001 - marks as they are typed
            closes.setdefault(mark, deque()).append(index)
    while at < paragraph.last:
        token = story.tokens[at]
        if token.text not in openers or not _opens(story, at):
            at += 1
            continue
        close = _close(closing[token.text], at, closes)
        goes_on = close is None
        last = paragraph.last if close is None else close
        start = token.end
        end = story.tokens[last - 1].end if close is None else story.tokens[close].start
        inner = story.text[start:end]
        if inner.strip() and not (goes_on and not found and at == paragraph.first and _single(token.text)):
            trimmed = start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
            is_carried = carried and at == paragraph.first
            kind = _kind(story, at, last, is_carried or goes_on)
            after = last if close is None else close + 1
            found.append(Quoted(*trimmed, at, after, paragraph.number, kind, goes_on, is_carried))
            at = after
        else:
            at += 1
    return found


def _single(mark: str) -> bool:
    return mark in _SINGLE


def _opens(story: Text, at: int) -> bool:
    """Whether a mark opens a quote: a straight one may as well close one, or stand for inches or minutes."""
    token, before = story.tokens[at], story.at(at - 1)
    if token.text == '"':
        return token.spaced or before.text in "([—–-/" or before.sort == "sign"  # noqa: RUF001 - dashes as they are typed
    if _single(token.text):
        return (token.spaced or before.sort == "sign") and not story.at(at + 1).spaced
    return True


def _close(marks: str, at: int, closes: dict[str, deque[int]]) -> int | None:
    """The index of the mark that closes the quote opened at `at`, of those that may."""
    for mark in marks:
        # Openings come in order, so what stands before this one closes no later one either: each mark is passed once.
        indexes = closes.get(mark, deque())
        while indexes and indexes[0] <= at:
            indexes.popleft()
        if indexes:
            return indexes[0]
    return None


def _inside_word(story: Text, index: int) -> bool:
    following = story.at(index + 1)
    return following.sort == "word" and not following.spaced


def _kind(story: Text, first: int, last: int, long: bool) -> Kind:
    """In full where it starts as a sentence does and ends as a sentence or before a comma."""
    opening, ending, following = story.at(first + 1), story.at(last - 1), story.at(last + 1)
    starts = opening.capital or opening.sort == "number" or opening.text in "‘'[…"  # noqa: RUF001 - marks as they are typed
    ends = ending.text[-1:] in ",.!?…—–-" or following.text in (",", ".", "!", "?")  # noqa: RUF001 - dashes as typed
    before = story.at(first - 1).text
    if long or (starts and (ends or before in ":,")):
        return "direct"
    return "fragment"


def _is_name(story: Text, quote: Quoted) -> bool:
    """Whether what is in the marks is a title of a work or a nickname: capitals, and no end of a sentence."""
    words = list(story.tokens[quote.first + 1 : min(quote.last - 1, quote.first + 9)])
    if not words or len(words) > 7 or words[-1].text in (".", "!", "?", "…"):
        return False
    before, after = story.at(quote.first - 1), story.at(quote.last)
    if len(words) == 1 and words[0].capital:  # Robert “Bob” Dunne
        return before.capital and after.capital
    long = [token for token in words if token.sort == "word" and len(token.text) > 3]
    said = before.text in ":," or before.lower in SAYING | CALLING
    return len(words) > 1 and bool(long) and all(t.capital for t in long) and words[-1].text != "," and not said


def frames(story: Text, quotes: list[Quoted]) -> list[Frame]:
    """The sentences of the story as the narrator speaks them, each quote one item; the headline's too.

    A quote that ends as a sentence does ends the narrator's sentence too, unless a verb of saying follows.
    """
    found: list[Frame] = []
    by_first = {quote.first: quote for quote in quotes}
    for paragraph in story.paragraphs:
        frame: Frame = []
        at = paragraph.first
        while paragraph.position == "lead" and at < paragraph.last and story.tokens[at].start < story.filed:
            at += 1
        while at < paragraph.last:
            quote = by_first.get(at)
            if quote is not None:
                frame.append(quote)
                at = quote.last
                ended = story.at(quote.last - 2).stops and not _attributed_after(story, quote, paragraph)
                ended = ended or (quote.goes_on and at >= paragraph.last)
            else:
                token = story.tokens[at]
                frame.append(at)
                at += 1
                ended = token.stops or (token.sort == "word" and token.text[-1] == "." and _opens_sentence(story, at))
            # Invariant: a sentence has an end, so that what looks at all of one takes no longer in a greater story.
            starts = ended and (at >= paragraph.last or at in by_first or _starts(story, at))
            if starts or len(frame) >= _LONGEST:
                found.append(frame)
                frame = []
        if frame:
            found.append(frame)
    return found


def _opens_sentence(story: Text, at: int) -> bool:
    return story.at(at).capital and story.at(at).lower in OPENERS


def _starts(story: Text, at: int) -> bool:
    token = story.at(at)
    return token.spaced and (token.capital or token.sort != "word")


def _attributed_after(story: Text, quote: Quoted, paragraph: Paragraph) -> bool:
    """`“Why?” she asked`: a question mark does not end the narrator's sentence."""
    if story.at(quote.last - 2).text not in ("!", "?"):
        return False
    for index in range(quote.last, min(quote.last + 6, paragraph.last)):
        token = story.tokens[index]
        if token.lower in SAYING:
            return True
        if token.sort != "word" or (index > quote.last and token.stops):
            return False
    return False
