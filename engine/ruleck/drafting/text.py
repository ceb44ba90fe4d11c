"""A story cut up: words with their places, paragraphs, what is headline, lead and body.

Words are found once, by one pattern, and every room of the draft reads the same list. A room looks at a bounded number
of words to either side of where it stands, so drafting takes time linear in the story.

Paragraphs are separated by blank lines; in a story that has none, every line is one. The first line is the headline,
unless it ends as a sentence does. A line `By …` is the byline, and what stands in capitals before a dash at the start
of the first paragraph is where the story was filed from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ruleck.drafting.lexicon import ABBREVIATIONS, ENGLISH, OPENERS

Position = Literal["headline", "lead", "body"]
Sort = Literal["word", "number", "sign"]

_WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*['’]?"  # noqa: RUF001 - apostrophes as they are typed
_TOKEN = re.compile(
    rf"(?P<letters>(?:[^\W\d_]\.){{2,}})|(?P<number>[0-9]+(?:[.,][0-9]+)*(?:[A-Za-z]+)?)|(?P<word>{_WORD})|(?P<sign>\S)"
)
_BLANK = re.compile(r"\n[ \t\r\f\v\u00a0]*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»«)\]]*$")  # noqa: RUF001 - quote marks as they are typed
_BYLINE = re.compile(r"[Bb][Yy]:? +(?P<names>[^\W\d_a-z][^\n]{2,80}?)\s*$")
# Lena Brandt, labour correspondent
_WRITER = re.compile(
    r"(?P<names>[^\W\d_a-z][^\n,]{2,50}),[^\n]{0,60}\b(?:correspondent|reporter|editor|writer|columnist)\b[^\n]{0,40}"
)
# Invariant: each part of it has an end, so that a line is read once.
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z]{2}[^\n\u2014\u2013]{0,60}?)\s{0,3}(?:\u2014|\u2013|--|(?<=[\s)])-)\s{0,3}(?=[\"“«»‘'A-Z])"  # noqa: RUF001 - dashes as they are typed
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign, from `start` up to `end` in the text. `spaced` says that white space comes before."""

    sort: Sort
    text: str
    start: int
    end: int
    spaced: bool

    @property
    def lower(self) -> str:
        """The word as lists hold it."""
        return self.text.lower().replace("’", "'")  # noqa: RUF001 - an apostrophe as it is typed

    @property
    def capital(self) -> bool:
        """Whether it is a word that starts with a capital letter."""
        return self.sort == "word" and self.text[0].isupper()

    @property
    def stops(self) -> bool:
        """Whether it is a mark that ends a sentence."""
        return self.sort == "sign" and self.text in ".!?…"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the story: `first` up to `last` are indexes of its tokens. `number` counts from 0."""

    start: int
    end: int
    first: int
    last: int
    position: Position
    number: int


@dataclass(slots=True)
class Text:
    """A story and its parts. `left_out` are stretches that are no part of it: promotion, say."""

    text: str
    tokens: list[Token]
    paragraphs: list[Paragraph]
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    left_out: list[tuple[int, int]] = field(default_factory=list)
    # Where the words of the dateline end, that no fact but dates is drafted from.
    filed: int = 0
    # The first token of each paragraph.
    starts: set[int] = field(default_factory=set)

    def words(self, first: int, last: int) -> str:
        """The story's own wording from one token up to another, on one line."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split()) if first < last else ""

    def at(self, index: int) -> Token:
        """A token; a sign that is none outside the story."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else NOTHING


NOTHING = Token("sign", "\n", 0, 0, True)


class Window:
    """Looks words up in one paragraph; outside of it there is nothing."""

    def __init__(self, story: Text, first: int, end: int) -> None:
        """The tokens from `first` up to `end`."""
        self.story = story
        self.first = first
        self.end = end

    def text(self, at: int) -> str:
        """A token as it is written."""
        return self.story.tokens[at].text if self.first <= at < self.end else ""

    def word(self, at: int) -> str:
        """A token as lists hold it."""
        return self.story.tokens[at].lower if self.first <= at < self.end else ""

    def is_capital(self, at: int) -> bool:
        """Whether it is a word with a capital."""
        return self.first <= at < self.end and self.story.tokens[at].capital

    def is_figure(self, at: int) -> bool:
        """Whether it is a number in figures."""
        return self.first <= at < self.end and self.story.tokens[at].sort == "number"

    def glued(self, at: int) -> bool:
        """Whether it follows the one before it without white space."""
        return self.first < at < self.end and not self.story.tokens[at].spaced


_LEAST_WORDS = 40


def is_english(story: Text) -> bool:
    """Whether a story reads as English: by the small words that are everywhere in it.

    >>> is_english(read_text("Der Trainer von Dortmund regte sich nach dem Spiel auf, sagte er. " * 5))
    False
    """
    words = [token.lower for token in story.tokens if token.sort == "word"]
    return len(words) < _LEAST_WORDS or 12 * sum(word in ENGLISH for word in words) >= len(words)


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The words, numbers and signs of a stretch.

    >>> [token.text for token in tokenize("On Dec. 5 the U.S. sent 1,000.", 0, 30)]
    ['On', 'Dec.', '5', 'the', 'U.S.', 'sent', '1,000', '.']
    """
    tokens: list[Token] = []
    at, before = start, start
    while (found := _TOKEN.search(text, at, end)) is not None:
        sort: Sort = "word" if found.lastgroup in ("letters", "word") else found.lastgroup  # type: ignore[assignment]  # the pattern's own names
        stop = found.end()
        word = found[0]
        if found.lastgroup == "word":
            if word[-1] in "'’" and not _possessive(word):  # noqa: RUF001 - an apostrophe as it is typed
                stop, word = stop - 1, word[:-1]
            short = (len(word) == 1 and word.isupper()) or word.lower() in ABBREVIATIONS
            if short and text[stop : stop + 1] == "." and stop < end:
                stop, word = stop + 1, f"{word}."
        tokens.append(Token(sort, word, found.start(), stop, found.start() > before or found.start() == start))
        at = before = stop
    return tokens


def _possessive(word: str) -> bool:
    """Whether an apostrophe at the end belongs to the word: "engineers' report"."""
    return word[-2:-1] in "sSxz" and word[-1] == "'"


def read_text(text: str, promotion: list[tuple[int, int]] | None = None) -> Text:
    """The parts of a story; the stretches of `promotion` are left out.

    >>> story = read_text("Bridge to reopen\\n\\nBy Ada Marsh\\n\\nThe bridge reopens.\\nSoon.\\n\\nIt is safe.")
    >>> story.headline, story.byline, [paragraph.position for paragraph in story.paragraphs]
    ('Bridge to reopen', 'Ada Marsh', ['headline', 'lead', 'body'])
    """
    left_out = sorted(promotion or [])
    story = Text(text, [], [], left_out=left_out)
    position: Position = "lead"
    for number, (start, end) in enumerate(_stretches(text, left_out)):
        words = text[start:end]
        if number == 0 and not _SENTENCE_END.search(words) and "\n" not in words and len(words) <= 300:
            story.headline = words
            _add(story, start, end, "headline")
            continue
        if position == "lead" and story.headline is not None and words == story.headline:
            continue
        lines = words.split("\n", 3)
        byline = None
        if position == "lead" and story.headline is not None and story.byline is None:
            byline = _BYLINE.fullmatch(lines[0]) or _WRITER.fullmatch(lines[0])
        if byline is not None and len(lines) < 4 and not any(len(s) > 80 or _SENTENCE_END.search(s) for s in lines):
            story.byline = byline["names"]
            continue
        if position == "lead" and (filed := _DATELINE.match(text, start, end)) is not None:
            place = filed["place"]
            if sum(letter.isupper() for letter in place) * 2 >= sum(letter.isalpha() for letter in place[:6]):
                story.dateline, story.filed = place, filed.end()
        _add(story, start, end, position)
        position = "body"
    return story


def _add(story: Text, start: int, end: int, position: Position) -> None:
    first = len(story.tokens)
    story.starts.add(first)
    story.tokens += tokenize(story.text, start, end)
    story.paragraphs.append(Paragraph(start, end, first, len(story.tokens), position, len(story.paragraphs)))


def _stretches(text: str, left_out: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Headline and paragraphs: where they start and end, without white space around them."""
    parts: list[tuple[int, int]] = []
    first_end = text.find("\n", len(text) - len(text.lstrip()))
    first_end = len(text) if first_end < 0 else first_end
    parts.append((0, first_end))
    rest = first_end
    blocks = [found.span() for found in _BLANK.finditer(text, rest)]
    # One blank line below the headline alone is no sign that paragraphs are set apart so.
    if len(blocks) - (bool(blocks) and blocks[0][0] == rest) > 0:
        for start, end in [*blocks, (len(text), len(text))]:
            parts.append((rest, start))
            rest = end
    else:
        while rest < len(text):
            end = text.find("\n", rest + 1)
            end = len(text) if end < 0 else end
            parts.append((rest, end))
            rest = end
    kept: list[tuple[int, int]] = []
    next_out = 0
    for start, end in parts:
        while next_out < len(left_out) and left_out[next_out][1] <= start:
            next_out += 1
        # Invariant: a stretch that is left out is whole lines, so what is left before it and after it is whole too.
        at, out = start, next_out
        while out < len(left_out) and left_out[out][0] < end:
            kept.append((at, max(at, left_out[out][0])))
            at = max(at, left_out[out][1])
            out += 1
        kept.append((at, max(at, end)))
    trimmed = []
    for start, end in kept:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            trimmed.append((start, end))
    return trimmed


def sentences(story: Text, paragraph: Paragraph) -> list[tuple[int, int]]:
    """The sentences of a paragraph, as stretches of its tokens; marks that close a quote belong to the sentence."""
    found: list[tuple[int, int]] = []
    start = at = paragraph.first
    while at < paragraph.last:
        token = story.tokens[at]
        at += 1
        if not token.stops and not (token.sort == "word" and token.text[-1] == "."):
            continue
        while at < paragraph.last and not story.tokens[at].spaced and story.tokens[at].text in "\"”’')]»«":  # noqa: RUF001 - marks as typed
            at += 1
        following = story.at(at)
        opens = at >= paragraph.last or (following.spaced and (following.capital or following.sort != "word"))
        if token.sort == "word":  # an abbreviation ends a sentence only before a word that starts one
            opens = at >= paragraph.last or (following.spaced and following.capital and following.lower in OPENERS)
        if opens and at > start:
            found.append((start, at))
            start = at
    if start < paragraph.last:
        found.append((start, paragraph.last))
    return found
