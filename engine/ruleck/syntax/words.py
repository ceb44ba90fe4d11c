"""The words of a statement as they are written in the one canonical form, each with the comments that follow it.

What is read is the parser's own stream of words, so nothing is a word here that is none there. The form settles what
no reader would choose with care: letter case of the language's own words, quote marks, `each` or `every`, `two` or `2`.
What an author's ear decides is left: `the`, `a` or `an`, `is` or `are`, the verbs of presence, brackets that only help
to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lark import Token

from ruleck.source import Source, Span
from ruleck.syntax.build import unquote, whole
from ruleck.syntax.grammar import parser
from ruleck.syntax.layout import BYTE_ORDER_MARK, Cut, comments, one_line
from ruleck.syntax.print import quote

THE = "THE"  # the parser passes over it; here it is a word like any other
INSIDE_TEXT = "TEXT…"  # a part of a quoted text, not its first one
_GLUED = frozenset(",:)]}")  # nothing stands between these and the word before
_OPENING = frozenset("([{")
_MARKS = _GLUED | _OPENING
_AS_WRITTEN = frozenset({"NAME", "ID", "DATE", "PATTERN"})
_ON_ONE_LINE = frozenset({"NUMBER", "NUMBER_WORD"})
_LINE_BREAK = "_LINE_BREAK"  # between the fields of a kind
# Those that may be written in several ways; any other word of the language is itself, in small letters.
_SPELLING = {"EVERY": "every", "_FOR_EACH": "for each", "_UNLESS": "unless", "_BECAUSE": "because"}


@dataclass(frozen=True, slots=True)
class Comment:
    """`# why`; `alone` if nothing stands before it on its line."""

    text: str
    span: Span
    alone: bool
    at_margin: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a mark, or a quoted text. `kind` is the grammar's name for it, `start` its place in the file."""

    text: str
    kind: str
    start: int
    first_of_field: bool = False
    comments: tuple[Comment, ...] = ()

    @property
    def mark(self) -> str:
        """The bracket, comma or colon that it is; nothing for a word, and for what a quoted text holds."""
        return self.text if self.text in _MARKS and self.kind != INSIDE_TEXT else ""

    @property
    def tight(self) -> bool:
        """Whether it stands close to the word before it."""
        return self.mark in _GLUED or self.kind == "_POSSESSIVE"

    @property
    def opens(self) -> bool:
        """Whether the word after it stands close to it."""
        return self.mark in _OPENING or self.kind == "_NEGATIVE"


def words_of(statement: Cut, sentence_start: int | None) -> tuple[list[Word], int]:
    """The words of a statement that can be read, and the offset in the file where the last one ends.

    `sentence_start` is where a rule's sentence starts, in the file: `a quote must …` there speaks of every one.
    """
    words: list[Word] = []
    at = 0
    fresh = False  # whether a line of a kind begins
    for token in parser().parse_interactive(statement.text).iter_parse():
        start, end = token.start_pos or 0, token.end_pos or 0
        if token.type == _LINE_BREAK:
            fresh = True
        else:
            skipped = statement.text[at:start]
            if skipped.strip():
                words.append(Word("the", THE, statement.start + at + len(skipped) - len(skipped.lstrip())))
            every = token.type == "AN" and sentence_start == statement.start + start
            for text, kind, offset in _spelt(token, every):
                words.append(Word(text, kind, statement.start + start + offset, fresh))
                fresh = False
        at = end
    return words, statement.start + at


def comments_of(source: Source) -> Iterator[Comment]:
    """The comments of a file, in order."""
    for span in comments(source):
        line = source.text.rfind("\n", 0, span.start) + 1
        before = source.text[line : span.start]
        yield Comment(
            text=source.text[span.start : span.end].rstrip(),
            span=span,
            alone=not before.removeprefix(BYTE_ORDER_MARK).strip(),
            at_margin=span.start == line,
        )


def with_comments(words: Sequence[Word], inside: Sequence[Comment]) -> list[Word]:
    """The words, each comment with the last one that begins before it.

    Invariant: comments keep their order. One that stands between a word and a comma follows the comma.
    """
    kept: list[list[Comment]] = [[] for _ in words]
    at = 0
    for comment in inside:
        while at + 1 < len(words) and words[at + 1].start < comment.span.start:
            at += 1
        while at + 1 < len(words) and words[at + 1].tight:
            at += 1
        kept[at].append(comment)
    return [replace(word, comments=tuple(c)) if c else word for word, c in zip(words, kept, strict=True)]


def joined(words: Sequence[Word]) -> str:
    """The words on one line, without comments."""
    text = ""
    for index, word in enumerate(words):
        close = index == 0 or word.tight or words[index - 1].opens
        text += word.text if close else f" {word.text}"
    return text


def _spelt(token: Token, every: bool) -> Iterator[tuple[str, str, int]]:
    """The canonical words for one of the parser's, each with its kind and its place in it."""
    match token.type:
        case "TEXT":
            yield quote(unquote(token)), token.type, 0
        case kind if kind in _AS_WRITTEN:
            yield str(token), kind, 0
        case kind if kind in _ON_ONE_LINE:
            yield one_line(token), kind, 0
        case "DURATION" | "POINTS":
            number, unit = token.split()
            yield f"{number} {unit.lower()}", token.type, 0
        case "COUNT":
            yield str(whole(token)), token.type, 0
        case "_DOT":
            pass
        case "_COMMA_A":
            yield ",", "_COMMA", 0
            article = re.search(r"\w+", token)
            assert article
            yield article.group().lower(), "AN", article.start()
        case "_POSSESSIVE":
            yield token.replace("\u2019", "'").lower(), token.type, 0
        case kind:
            text = "every" if every else _SPELLING.get(kind) or one_line(token).lower()
            yield text, kind, 0
