"""Numbers as they stand in the story: with their bound, what they count, and where they stand.

A number is found from its figure or its number words. To the left it takes the words of a bound ("less than", "some"),
to the right a scale, a per cent sign, the other end of a range and the noun that it counts. What is so gathered is read
by `values.phrase`, the same reader that reads facts: what it does not understand is not drafted as a number.

No number is: a date or a clock time, an age, an ordinal, a number in a name ("No. 9"), a part of a hyphenated word
("four-member"), the words "one" and "a", either side of a ratio ("1 in 5"). Of "thousands" there is an amount, and no
figure; neither is there of "5 degrees below zero".
"""

from __future__ import annotations

from dataclasses import dataclass

from ruleck.drafting.lexicon import (
    CHANGING,
    CONJUNCTIONS,
    DETERMINERS,
    IRREGULAR,
    PREPOSITIONS,
    STOPS,
    TIME_UNITS,
    VAGUE,
    is_plural,
)
from ruleck.drafting.no_quantities import is_no_quantity
from ruleck.drafting.text import Position, Text, Window
from ruleck.values.misread import Misread
from ruleck.values.number import Number
from ruleck.values.number_words import AFTERWARDS, BOUNDS, CURRENCIES, ONES, SCALES, SHARES, TENS
from ruleck.values.phrase import read_number

_SIGNS = frozenset(sign for sign in CURRENCIES if not sign.isalpha())
_BOUND_LENGTHS = tuple(sorted({len(words) for words in BOUNDS}, reverse=True))
# These are single letters too often to be read as a multiplier without a currency before: 5m is five metres as well.
_LETTERS = frozenset("km")
_MINUS = frozenset("-−–")  # noqa: RUF001 - signs as they are typed
_MOST_NOUNS = 4
_MOST_SUBJECT = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """A number at tokens `first` up to `last`; `value` as the story words it, none for "thousands".

    `unit` is the noun that is counted; `subject` the words that say what, up to token `end`, which is `last` where none
    follow. `bounded` says that a bound was read with it, `sign` what was read. `sure` is no where it may mean
    something else. `number` is how facts read it.
    """

    first: int
    last: int
    end: int
    value: str | None
    number: Number | None
    unit: str
    subject: str
    position: Position
    bounded: bool
    sign: str
    sure: bool = True


def find_numbers(story: Text, taken: set[int]) -> list[Counted]:
    """The numbers of a story, in order; `taken` are tokens that belong to dates and ages.

    >>> from ruleck.drafting.text import read_text
    >>> story = read_text("Toll rises\\nAt least 38 people died, nearly 200 of whom were seen on Route 9, it cost $5m.")
    >>> [(found.value, found.unit, found.position) for found in find_numbers(story, set())]
    [('At least 38', 'people', 'lead'), ('nearly 200', '', 'lead'), ('$5m', '', 'lead')]
    """
    found: list[Counted] = []
    for paragraph in story.paragraphs:
        reader = _Reader(story, paragraph.first, paragraph.last, paragraph.position, taken)
        at = paragraph.first
        while at < paragraph.last:
            several, end = reader.read(at)
            found += several
            at = max(at + 1, end)
    return found


class _Reader(Window):
    """Reads the number whose figure stands at a token of one paragraph."""

    def __init__(self, story: Text, first: int, end: int, position: Position, taken: set[int]) -> None:
        super().__init__(story, first, end)
        self.position: Position = position
        self.taken = taken

    # -------------------------------------------------------------- one number

    def read(self, at: int) -> tuple[list[Counted], int]:
        """The numbers whose figure starts at a token, and where to go on: behind all of a figure that is none."""
        filed = self.position == "lead" and self.story.tokens[at].start < self.story.filed
        if at in self.taken or filed:
            return [], at
        if self.word(at) in VAGUE:
            found = self.vague(at)
            return found, max((one.last for one in found), default=at)
        core = self.core(at)
        if core is None or any(index in self.taken for index in range(at, core)):
            return [], at
        if is_no_quantity(self, at, core):
            return [], core
        found = self.score(at, core) or self.counted(at, core)
        return found, max((one.last for one in found), default=at)

    def core(self, at: int) -> int | None:
        """Where the figure that starts at a token ends, with its currency, scale and share; none if none starts."""
        begin = at
        if self.is_minus(at):
            at += 1
        if self.word(at) in _SIGNS:
            at += 1
        amount = self.amount(at)
        if amount is None:
            return None
        # The other end of a range: glued by a dash, or after `to`, or after `and` behind `between`.
        joint = self.word(amount)
        between = self.word(begin - 1) == "between"
        if joint in ("-", "–", "to") or (joint == "and" and between):  # noqa: RUF001 - a dash as it is typed
            other = amount + 1 + (self.word(amount + 1) in _SIGNS)
            second = self.amount(other)
            fits = joint == "to" or between or (self.glued(amount) and self.glued(amount + 1))
            if second is not None and fits and not self.changes(begin):
                return second
        return amount

    def is_minus(self, at: int) -> bool:
        """`minus 5`, `-5`, `-$3.2 million`: a sign that stands apart from what is before it; not `plus or minus 5`."""
        if self.word(at) == "minus":
            return self.word(at - 1) not in ("or", "and", "/")
        apart = at == self.first or not self.glued(at) or self.text(at - 1) in ("(", "[")
        return self.text(at) in _MINUS and apart and self.glued(at + 1)

    def amount(self, at: int) -> int | None:
        """Where a figure or number words end."""
        token = self.story.at(at)
        if not self.first <= at < self.end or at in self.taken:
            return None
        word = token.lower
        if token.sort == "number":
            digits = word.rstrip("abcdefghijklmnopqrstuvwxyz")
            suffix = word[len(digits) :]
            if suffix and not (suffix in SCALES and (suffix not in _LETTERS or self.word(at - 1) in _SIGNS)):
                return None
            end = at + 1
        elif word in ONES or word in TENS or _compound(word):
            if word == "one" and self.word(at + 1) not in ("hundred", "thousand", "million", "billion"):
                return None
            end = at + 1
        elif word in ("a", "half") and self.word(at + 1) in ("dozen", "hundred", "thousand", "million", "billion", "a"):
            if self.word(at + 1) == "a" and self.word(at + 2) not in ("dozen", "million", "billion"):
                return None
            end = at + 1 + (self.word(at + 1) == "a")
        else:
            return None
        while (self.word(end) in SCALES and len(self.word(end)) > 1) or (
            self.word(end) in ONES and self.word(end - 1) in ("hundred", "thousand")
        ):
            end += 1
        for length in (2, 1):
            if tuple(self.word(end + k) for k in range(length)) in SHARES:
                return end + length if self.word(end) != "point" or self.word(end - 1) else end
        if self.word(end) in CURRENCIES and self.story.at(end).text not in ("a$",):
            end += 1
        return end

    def changes(self, at: int) -> bool:
        """`rose from 1,200 to 1,500`: two numbers and no range."""
        if self.word(at - 1) not in ("from", "by") and not (
            self.word(at - 1) in ("about", "some") and self.word(at - 2) == "from"
        ):
            return self.word(at - 1) in CHANGING
        return any(self.word(index) in CHANGING for index in range(max(self.first, at - 8), at))

    def score(self, at: int, end: int) -> list[Counted]:
        """`voted 7-4`, `7 votes to 4`: two numbers, the higher one first."""
        tokens = [self.story.at(index) for index in range(at, min(end, self.end))]
        if len(tokens) == 3 and tokens[0].sort == tokens[2].sort == "number" and tokens[1].text in ("-", "–", "to"):  # noqa: RUF001 - a dash as it is typed
            low, high = read_number(tokens[0].text), read_number(tokens[2].text)
            if isinstance(low, Number) and isinstance(high, Number) and low.low > high.low:
                parts = [(at, low), (at + 2, high)]
                return [
                    Counted(at, end, end, self.story.at(i).text, number, "", "", self.position, False, "a score", False)
                    for i, number in parts
                ]
        return []

    def counted(self, at: int, end: int) -> list[Counted]:
        first, sure = at, True
        for length in _BOUND_LENGTHS:
            if (
                at - length >= self.first
                and BOUNDS.get(tuple(self.word(k) for k in range(at - length, at))) is not None
            ):
                first = at - length
                break
        if self.word(at - 1) == "between" and self.word(end - 1):
            first = at - 1
        bound = self.word(first) if first < at else ""
        last = end
        for length in (2, 1):
            if AFTERWARDS.get(tuple(self.word(end + k) for k in range(length))) is not None:
                last = end + length
                break
        if (
            bound in ("over", "under", "above", "below", "some", "around", "about")
            and (self.word(end) in TIME_UNITS and end == at + 1)
            and bound == "over"
        ):
            first, sure = at, False  # "over three weeks" is as long as three weeks, or longer
        number: Number | Misread = read_number(self.story.words(first, last))
        if isinstance(number, Misread) and last > end:
            last = end
            number = read_number(self.story.words(first, last))
        if isinstance(number, Misread) and first < at:
            first = at
            number = read_number(self.story.words(first, last))
        if isinstance(number, Misread):
            return self.malformed(at, end)
        unit, subject, stop = self.noun(last, number)
        if self.word(stop) == "below" and self.word(stop + 1) in ("zero", "freezing"):
            where = f"`{self.story.words(stop, stop + 2)}` turns it round"
            return [Counted(first, last, stop + 2, None, None, unit, subject, self.position, False, where, False)]
        token = self.story.at(at)
        of_them = self.word(last) == "of" and self.word(last + 1) in ("them", "whom", "those", "us")
        if token.sort == "word" and not unit and number.unit is None and token.lower in ONES and not of_them:
            return []  # "the two said so"
        bounded = first < at or last > end
        words = "a bound and a number" if bounded else "a number"
        sign = f"{words}, a noun" if unit else words
        return [
            Counted(
                first,
                last,
                stop,
                self.story.words(first, last),
                number,
                unit,
                subject,
                self.position,
                bounded,
                sign,
                sure,
            )
        ]

    def malformed(self, at: int, end: int) -> list[Counted]:
        """A figure that is not set as one, such as 4,2000: nobody can say what it should be."""
        if self.story.at(at).sort != "number" or end > at + 1:
            return []
        unit, subject, stop = self.noun(end, None)
        sign = f"`{self.story.at(at).text}` is not set as a number"
        return [Counted(at, end, stop, None, None, unit, subject, self.position, False, sign, False)]

    def vague(self, at: int) -> list[Counted]:
        """`thousands of families`: an amount without a figure."""
        if self.word(at - 1) in ONES or self.story.at(at - 1).sort == "number" or self.word(at + 1) != "of":
            return []
        last = at + 2
        while self.word(last) in VAGUE and self.word(last + 1) == "of":
            last += 2
        unit, subject, stop = self.noun(last, None)
        if not unit:
            return []
        return [
            Counted(
                at,
                last - 1,
                stop,
                None,
                None,
                unit,
                subject,
                self.position,
                False,
                f"`{self.word(at)}` gives no figure",
                False,
            )
        ]

    # -------------------------------------------------------------- what is counted

    def noun(self, at: int, number: Number | None) -> tuple[str, str, int]:
        """The noun counted, what it is that is counted, and where the words of both end."""
        if number is not None and number.unit is not None:
            if self.word(at) != "of" or number.unit not in ("percent",):
                return "", "", at
            first, last = self.phrase(at + 1)
            return "", self.story.words(first, last), last if last > first else at
        first, last = self.head(at)
        if last == first:
            return "", "", at
        unit = self.story.at(last - 1).text
        # "310 millimetres of rain" measures rain; "fighters of the movement" are fighters.
        end = last
        if self.word(last) == "of":
            more, stop = self.phrase(last + 1)
            if stop > more and self.word(last + 1) not in ("whom", "which", "them"):
                end = stop
        return unit, self.story.words(first, end), end

    def head(self, at: int) -> tuple[int, int]:
        """The noun that a number counts, with what stands before it: `armed men`, `mobile clinics`."""
        first = at
        last = at
        while last < min(self.end, first + _MOST_NOUNS + 1):
            token = self.story.at(last)
            if token.sort != "word" or (last > first and self.glued(last)) or token.lower in STOPS - IRREGULAR:
                break
            if last > first and self.story.text[self.story.at(last - 1).end : token.start].count("\n") > 1:
                break
            last += 1
            if is_plural(token.lower) and not (
                self.story.at(last).sort == "word" and is_plural(self.word(last)) and self.word(last) not in STOPS
            ):
                return first, last
        return first, first

    def phrase(self, at: int) -> tuple[int, int]:
        """A noun phrase after `of`: `the Red Lantern movement`, up to a verb, a comma or another preposition."""
        last = at
        if self.word(last) in DETERMINERS | {"all"}:
            last += 1
        first_word = last
        while last < min(self.end, at + _MOST_SUBJECT):
            token = self.story.at(last)
            if token.sort == "sign" or token.lower in (PREPOSITIONS | CONJUNCTIONS | STOPS) - IRREGULAR:
                break
            last += 1
        return (at, last) if last > first_word else (at, at)


def _compound(word: str) -> bool:
    tens, _, ones = word.partition("-")
    return tens in TENS and 0 < ONES.get(ones, 0) < 10
