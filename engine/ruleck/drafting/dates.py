"""Days that the story names, resolved against the day that it was published on.

What is written is kept to its width: "in May" is a month, "last winter" a season, and "two years ago" is what rounds to
two years, a year and a half to two and a half before, in months. A weekday is the last one on or before the day of
publication, and a day without a year the last such day, unless the sentence speaks of what is to come. Where the day of
publication is not known, only what names its year is resolved.

The values are EDTF (ISO 8601-2), as facts have them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from ruleck.drafting.day_words import DayWords
from ruleck.drafting.lexicon import DATE_LEADS, HOLIDAYS, MONTHS, SEASONS, TIMES_OF_DAY, WEEKDAYS, is_plural
from ruleck.drafting.reckoning import Reckoning, exact, in_year
from ruleck.drafting.text import Text

# A day without a year that lies longer back than this may as well be one to come.
_DOUBTFUL = 180
_TELLS = "; `--published` tells which"
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_STEPS = {"last": -1, "this": 0, "next": 1}
_UNITS = ("day", "week", "fortnight", "month", "year", "decade")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at tokens `first` up to `last`; `value` is EDTF, none where it cannot be said.

    `sign` is what it was read from; `sure` says that it can be nothing else. `weekday` is the day of the week that the
    story names.
    """

    first: int
    last: int
    value: str | None
    sign: str
    sure: bool = True
    weekday: str = ""


def find_dates(story: Text, published: date | None) -> list[Dated]:
    """The dates of a story, in order.

    >>> from datetime import date
    >>> from ruleck.drafting.text import read_text
    >>> story = read_text("A headline\\nOn Dec. 5 they had 3,000; two years ago 45,000, he said Wednesday.")
    >>> [found.value for found in find_dates(story, date(2017, 12, 27))]
    ['2017-12-05', '2015-06/2016-06', '2017-12-27']
    """
    found: list[Dated] = []
    reckoning = Reckoning(published) if published is not None else None
    for paragraph in story.paragraphs:
        reader = _Reader(DayWords(story, paragraph.first, paragraph.last), reckoning)
        at = paragraph.first
        while at < paragraph.last:
            dated = reader.read(at)
            if dated is not None:
                found.append(dated)
            at = at + 1 if dated is None else max(dated.last, at + 1)
    return _joined(story, found)


def _joined(story: Text, found: list[Dated]) -> list[Dated]:
    """`April last year`: a month and its year apart are one date, and so are the two ends of a span."""
    joined: list[Dated] = []
    for dated in found:
        before = joined[-1] if joined else None
        month = MONTHS.get(story.at(before.first).lower) if before is not None else None
        apart = before is not None and before.last == before.first + 1 == dated.first and len(dated.value or "") == 4
        if before is not None and month and apart:
            joined[-1] = Dated(before.first, dated.last, f"{dated.value}-{month:02}", "a month and a year")
        elif before is not None and _is_span(story, before, dated):
            joined[-1] = _span(story, before, dated)
        else:
            joined.append(dated)
    return joined


def _is_span(story: Text, before: Dated, dated: Dated) -> bool:
    """`between May 3 and May 5, 2024`, `May 3 to June 5`: two days and what joins them."""
    if before.last + 1 != dated.first or not _is_day(before.value) or not _is_day(dated.value):
        return False
    joint, lead = story.at(before.last).lower, story.at(before.first - 1).lower
    return joint in ("to", "through", "-", "–") or (joint == "and" and lead == "between")  # noqa: RUF001 - a dash as it is typed


def _is_day(value: str | None) -> bool:
    return value is not None and len(value) == 10 and value[5:7] <= "12"


def _span(story: Text, before: Dated, dated: Dated) -> Dated:
    """From one day to the other; a year that only one of them names is the other's too. `?` if it ends as it starts."""
    first, last = before.value or "", dated.value or ""
    named, also = _names_year(story, before), _names_year(story, dated)
    if also and not named:
        first = _in_year(last[:4], first, lambda value: value <= last)
    elif named and not also:
        start = first
        last = _in_year(first[:4], last, lambda value: value >= start)
    value = f"{first}/{last}" if first and last and first < last else None
    sure = value is not None and ((named or also) or (before.sure and dated.sure))
    return Dated(before.first, dated.last, value, "a span of days", sure)


def _names_year(story: Text, dated: Dated) -> bool:
    return any(story.at(index).text == (dated.value or "")[:4] for index in range(dated.first, dated.last))


def _in_year(year: str, day: str, fits: Callable[[str], bool]) -> str:
    """The same day of a year, where there is one and it fits; else nothing."""
    value = exact(int(year), int(day[5:7]), int(day[8:]))
    return value if value is not None and fits(value) else ""


class _Reader:
    """Reads one date where it starts; each form has its method and takes what it understands.

    A date that starts with a word before it (`last Monday`) is met at the word that says which.
    """

    def __init__(self, words: DayWords, reckoning: Reckoning | None) -> None:
        self.words = words
        self.word = words.word
        self.reckoning = reckoning

    def read(self, at: int) -> Dated | None:
        if self.words.story.tokens[at].sort == "sign":
            return None
        forms = (
            self.iso,
            self.holiday,
            self.month,
            self.day_first,
            self.weekday,
            self.ago,
            self.relative,
            self.season,
            self.decade,
        )
        for form in (*forms, self.year):
            dated = form(at)
            if dated is not None:
                return dated
        return None

    # -------------------------------------------------------------- named days

    def iso(self, at: int) -> Dated | None:
        """2017-12-27"""
        year, month, day = (self.words.figure(at + step) for step in (0, 2, 4))
        if year is None or month is None or day is None or {self.word(at + 1), self.word(at + 3)} != {"-"}:
            return None
        value = exact(year, month, day) if len(self.words.text(at)) == 4 else None
        return Dated(at, at + 5, value, "a date in figures") if value else None

    def month(self, at: int) -> Dated | None:
        """Dec. 5, 2017; December 2017; December; March 3-9"""
        number = MONTHS.get(self.word(at))
        if number is None or not self.words.is_month(at):
            return None
        day = self.words.day(at + 1)
        if day is None or self.word(at + 2) in ("percent", "%", ":", "people"):
            year_at = at + 2 if self.word(at + 1) == "of" else at + 1
            year = self.words.year(year_at)
            if year is not None:
                return Dated(at, year_at + 1, in_year(year, f"-{number:02}"), "a month and a year")
            return self.bare_month(at, number)
        last = at + 2
        year_at = last + 1 if self.word(last) == "," else last
        year = self.words.year(year_at)
        if year is not None:
            return self.named_day(at, year_at + 1, year, number, day)
        second = self.words.day(last + 1) if self.words.joins_days(at, last) else None
        if second is not None and second > day and self.word(last + 2) not in MONTHS:
            year_at = last + 3 if self.word(last + 2) == "," else last + 2
            year = self.words.year(year_at)
            return self.span(at, last + 2 if year is None else year_at + 1, year, number, day, second)
        return self.named_day(at, last, None, number, day)

    def holiday(self, at: int) -> Dated | None:
        """at Christmas; by Halloween"""
        day = HOLIDAYS.get(self.word(at))
        if day is None or self.word(at - 1) not in DATE_LEADS | {"at", "on", "last", "next", "this"}:
            return None
        return self.named_day(at, at + 1 + (self.word(at + 1) == "day"), None, *day)

    def day_first(self, at: int) -> Dated | None:
        """27 December 2017; the 27th of December"""
        day = self.words.day(at)
        second, month = self.words.day(at + 2), MONTHS.get(self.word(at + 3))
        joined = self.words.joins_days(at, at + 1) or self.word(at + 1) in ("to", "through")
        if day and second and month and second > day and joined and self.words.is_capital(at + 3):
            year = self.words.year(at + 4)
            return self.span(at, at + (4 if year is None else 5), year, month, day, second)
        month_at = at + 2 if self.word(at + 1) == "of" and self.words.text(at)[-1].isalpha() else at + 1
        number = MONTHS.get(self.word(month_at))
        if day is None or number is None or not self.words.is_capital(month_at):
            return None
        year = self.words.year(month_at + 1)
        return self.named_day(at, month_at + (1 if year is None else 2), year, number, day)

    def named_day(self, at: int, last: int, year: int | None, month: int, day: int) -> Dated:
        if year is not None:
            value = exact(year, month, day)
            return Dated(at, last, value, "a day with its year", value is not None)
        sign = "a day without a year"
        if self.reckoning is None:
            return Dated(at, last, None, f"{sign}{_TELLS}", False)

        def named(year: int) -> str | None:
            return exact(year, month, day)

        if self.words.looks_ahead(at) and (later := self.reckoning.next(named)) is not None:
            return Dated(at, last, later, f"{sign}, and the sentence looks ahead", False)
        value, later = self.reckoning.last(named), self.reckoning.next(named)
        if value is None or self.reckoning.days_since(value) > _DOUBTFUL:
            # Half a year back and no word of what is to come: the one that is nearer, for somebody to look at.
            return Dated(at, last, later or value, f"{sign}, taken for the next one", False)
        return Dated(at, last, value, sign)

    def span(self, at: int, last: int, year: int | None, month: int, first_day: int, last_day: int) -> Dated:
        found = self.named_day(at, last, year, month, first_day)
        if found.value is None:
            return found
        end = exact(int(found.value[:4]), month, last_day)
        return replace(found, value=f"{found.value}/{end}" if end else None, sure=found.sure and end is not None)

    def bare_month(self, at: int, number: int) -> Dated:
        if self.reckoning is None:
            return Dated(at, at + 1, None, f"a month without a year{_TELLS}", False)
        before = self.word(at - 1)
        if before == "next" or (before not in ("last", "since") and self.words.looks_ahead(at)):
            value = self.reckoning.month(number, ahead=True)
            return Dated(at, at + 1, value, "a month, and the sentence looks ahead", False)
        value = self.reckoning.month(number, ahead=False)
        return Dated(at, at + 1, value, "a month without a year", value is not None)

    def weekday(self, at: int) -> Dated | None:
        word = self.word(at).removesuffix("'s").rstrip(".")
        if word not in WEEKDAYS or not self.words.is_capital(at):
            return None
        last = at + 1 + (self.word(at + 1) in TIMES_OF_DAY)
        # "Wednesday, Dec. 27": the day itself is named.
        start = at + 1 + (self.word(at + 1) == ",")
        if self.words.day(start) or (self.word(start) in MONTHS and self.words.day(start + 1)):
            named = self.day_first(start) or self.month(start)
            if named is not None:
                return replace(named, first=at, sign="a weekday with its day", weekday=word)
        if self.reckoning is None:
            return Dated(at, last, None, f"a weekday{_TELLS}", False, word)
        back = (self.reckoning.published.weekday() - WEEKDAYS.index(word)) % 7
        before = self.word(at - 1)
        week = last + (self.word(last) == "of")
        if self.word(week) in _STEPS and self.word(week + 1) == "week":
            steps = _STEPS[self.word(week)]
            value = self.reckoning.days(WEEKDAYS.index(word) - self.reckoning.published.weekday() + 7 * steps)
            return Dated(at, week + 2, value, f"a weekday of `{self.word(week)} week`", value is not None, word)
        if before == "this" or self.words.is_scheduled(at):
            sign = "a weekday, and the sentence does not say that it is over"
            return Dated(at, last, self.reckoning.days(7 - back) if back else None, sign, False, word)
        if before == "last":
            value = self.reckoning.days(-(back or 7))
            return Dated(at - 1, last, value, "the last such weekday before", back != 1, word)
        if before == "next":
            return Dated(at - 1, last, self.reckoning.days(7 - back), "the next such weekday", False, word)
        if before != "since" and self.words.looks_ahead(at):
            sign = "a weekday, and the sentence looks ahead"
            return Dated(at, last, self.reckoning.days(7 - back), sign, False, word)
        return Dated(at, last, self.reckoning.days(-back), "a weekday", weekday=word)

    # -------------------------------------------------------------- what is counted from publication

    def relative(self, at: int) -> Dated | None:
        """today, yesterday, this week, last month, next year"""
        word, unit = self.word(at), self.word(at + 1)
        if unit == "weekend" and word == "the" and self.word(at - 1) in ("over", "at", "during", "on"):
            value = self.reckoning.weekend() if self.reckoning is not None else None
            return Dated(at, at + 2, value, "the weekend before", False)
        sign = f"`{word}`" if word in _DAYS else f"`{word} {unit}`"
        if word in _DAYS or (word == "this" and unit in TIMES_OF_DAY):
            last = at + 1 if word in _DAYS else at + 2
            if self.reckoning is None:
                return Dated(at, last, None, f"{sign}{_TELLS}", False)
            return Dated(at, last, self.reckoning.days(_DAYS.get(word, 0)), sign)
        if word not in _STEPS or unit not in ("week", "month", "year", "weekend"):
            return self.elsewhere(at)
        if self.reckoning is None:
            return Dated(at, at + 2, None, f"{sign}{_TELLS}", False)
        return Dated(at, at + 2, self.reckoning.unit(unit, _STEPS[word]), sign, unit in ("year", "month"))

    def elsewhere(self, at: int) -> Dated | None:
        """`three days later`: counted from a day of the story, and which one is not said."""
        word = self.word(at)
        if word not in ("later", "earlier", "before", "after") or self.word(at - 1).rstrip("s") not in _UNITS:
            return None
        if self.words.count(at - 2) is None and self.word(at - 2) != "the":
            return None
        if word in ("before", "after") and self.word(at - 2) != "the":
            return None
        return Dated(at - 2, at + 1, None, "counted from another day of the story", False)

    def ago(self, at: int) -> Dated | None:
        """two years ago; a month ago"""
        count, unit = self.words.count(at), self.word(at + 1).rstrip("s")
        if count is None or unit not in _UNITS or self.word(at + 2) != "ago":
            return None
        before = self.word(at - 1)
        if self.reckoning is None:
            return Dated(at, at + 3, None, f"`… {unit}s ago`; `--published` tells from when", False)
        if before in ("than", "over", "almost", "nearly", "about", "around", "roughly"):
            return Dated(at, at + 3, None, f"`{before} … ago`, which has no end that is sure", False)
        return Dated(
            at, at + 3, self.reckoning.ago(count, unit), f"`… {self.word(at + 1)} ago`, to the width of the unit"
        )

    def season(self, at: int) -> Dated | None:
        code = SEASONS.get(self.word(at))
        if code is None:
            return None
        year_at = at + 2 if self.word(at + 1) == "of" else at + 1
        year = self.words.year(year_at)
        if year is not None:
            return Dated(at, year_at + 1, in_year(year, f"-{code}"), "a season and a year")
        before, earlier = self.word(at - 1), self.word(at - 2)
        leads = ("in", "during", "since", "until", "by", "before")
        if not (
            before in _STEPS or (before in leads and self.word(at) != "fall") or (before == "the" and earlier in leads)
        ):
            return None
        first = at - 1 if before in _STEPS else at
        if self.reckoning is None:
            return Dated(first, at + 1, None, "a season; `--published` tells of which year", False)
        ahead = before in ("next", "until", "by", "before") or self.words.looks_ahead(at)
        value, over = self.reckoning.season(code, before, ahead=ahead)
        return Dated(first, at + 1, value, "a season", before == "last" and over and value is not None)

    def decade(self, at: int) -> Dated | None:
        """the 1990s"""
        text = self.words.text(at)
        if len(text) == 5 and text[:4].isdecimal() and text.endswith("0s") and text[:4].isascii():
            return Dated(at, at + 1, f"{text[:3]}X", "a decade")
        return None

    def year(self, at: int) -> Dated | None:
        """in 2015; since 2012; (2017)"""
        year = self.words.year(at)
        if year is None or not 1500 <= year <= 2100:
            return None
        before, following = self.word(at - 1), self.word(at + 1)
        bracketed = (before, following) == ("(", ")")
        counts = is_plural(following) and before not in ("in", "since", "by")
        if counts or not (bracketed or before in DATE_LEADS or before == "year"):
            return None
        return Dated(at, at + 1, f"{year:04}", "a year")
