"""The words of a paragraph as dates are read from them: days, months, years, and whether a sentence looks ahead."""

from __future__ import annotations

from ruleck.drafting.lexicon import DATE_LEADS, FUTURE, PRESENT, WEEKDAYS
from ruleck.drafting.text import Window
from ruleck.values.number_words import ONES, TENS

_REACH = 16  # words in which a sentence says that it looks ahead
_NEAR = 8  # the same, for words that may mean something else
_WEAK = frozenset(("would", "set", "before", "goes", "begins", "starts", "opens", "expected", "planned"))
_ENDS = frozenset(',;“"”')


class DayWords(Window):
    """A paragraph, in which days, months and years are looked up."""

    def figure(self, at: int) -> int | None:
        """A whole number of at most four digits."""
        text = self.text(at)
        return int(text) if text.isdecimal() and text.isascii() and len(text) <= 4 else None

    def day(self, at: int) -> int | None:
        """A day of the month: 5, 5th."""
        text = self.text(at).lower()
        digits = text[:-2] if text.endswith(("st", "nd", "rd", "th")) else text
        fits = digits.isdecimal() and digits.isascii() and len(digits) <= 2
        return int(digits) if fits and 1 <= int(digits) <= 31 else None

    def year(self, at: int) -> int | None:
        """A year of four digits."""
        year = self.figure(at)
        if year is None or not 1000 <= year <= 2999:
            return None
        following = self.story.at(at + 1)
        return None if following.text in ("%", "-") and not following.spaced and at + 1 < self.end else year

    def count(self, at: int) -> int | None:
        """How many: 2, two, a."""
        word = self.word(at)
        if word in ("a", "an"):
            return 1
        return self.figure(at) or ONES.get(word) or TENS.get(word) or None

    def is_month(self, at: int) -> bool:
        """Whether the name of a month is one: `may` and `march` are verbs, and May is a name."""
        if not self.is_capital(at):
            return False
        before = self.word(at - 1)
        if (
            self.word(at) not in ("may", "march")
            or at == self.first
            or before in DATE_LEADS | {"on", "last", "next", "this"}
        ):
            return True
        if before == ",":
            before = self.word(at - 2)
        return (
            before in WEEKDAYS
            or any(self.day(near) is not None for near in (at - 1, at + 1))
            or self.year(at + 1) is not None
        )

    def joins_days(self, at: int, joint: int) -> bool:
        """`March 3-9`, `from March 3 to 9`: whether a month at `at` has two days with something between them."""
        if self.word(joint) not in ("-", "–", "to", "and", "through"):  # noqa: RUF001 - a dash as it is typed
            return False
        glued = not self.story.at(joint).spaced and not self.story.at(joint + 1).spaced
        return glued or self.word(at - 1) in ("from", "between")

    def is_scheduled(self, at: int) -> bool:
        """`The meeting is on Friday`, `the council votes on Friday`: the present tense right before a day."""
        before = at - 1 - (self.word(at - 1) == "on")
        return self.word(before) in PRESENT

    def looks_ahead(self, at: int) -> bool:
        """Whether a word near by in the sentence speaks of what is to come."""
        if self.word(at - 1) in ("until", "till", "through"):
            return True
        clause = True
        for index in range(at - 1, max(self.first, at - _REACH) - 1, -1):
            token = self.story.tokens[index]
            if token.stops or token.text in _ENDS - {","}:
                break
            clause = clause and token.text != ","
            if not clause:  # "it will close its plant in Dunmore, Ireland, by March"
                if token.lower in ("will", "shall"):
                    return True
                continue
            if token.lower in _WEAK:
                return index >= at - _NEAR
            to = token.lower == "to" and (
                self.word(index + 1) == "be" or self.word(index - 1) in ("is", "are", "was", "were", "due")
            )
            if to or token.lower in FUTURE:
                return True
        for index in range(at + 1, min(self.end, at + 5)):
            token = self.story.tokens[index]
            if token.stops or token.text in _ENDS:
                return False
            if token.lower in ("will", "shall"):
                return True
        return False
