"""Days that the story names, resolved against the day that it was published on.

What is written is kept to its width: "in May" is a month, "last winter" a season, and "two years ago" is what rounds to
two years, a year and a half to two and a half before, in months. A weekday is the last one on or before the day of
publication, and a day without a year the last such day, unless the sentence speaks of what is to come. Where the day of
publication is not known, only what names its year is resolved.

The values are EDTF (ISO 8601-2), as facts have them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ruleck.drafting.lexicon import DATE_LEADS, FUTURE, MONTHS, SEASONS, TIMES_OF_DAY, WEEKDAYS, is_plural
from ruleck.drafting.text import Text
from ruleck.values.date import month_length
from ruleck.values.number_words import ONES, TENS

_UNITS = {
    "day": 1,
    "days": 1,
    "week": 7,
    "weeks": 7,
    "fortnight": 14,
    "month": 30,
    "months": 30,
    "year": 365,
    "years": 365,
}
_UNITS |= {"decade": 3650, "decades": 3650, "weekend": 7}
# A day without a year that lies longer back than this may as well be one to come.
_DOUBTFUL = 180


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at tokens `first` up to `last`; `value` is EDTF, none where it cannot be said.

    `sign` is what it was read from; `sure` says that it can be nothing else. `weekday` is the day of the week that the
    story names. `ahead` says that it was taken for a day to come.
    """

    first: int
    last: int
    value: str | None
    sign: str
    sure: bool = True
    weekday: str = ""
    ahead: bool = False


def find_dates(story: Text, published: date | None) -> list[Dated]:
    """The dates of a story, in order.

    >>> from datetime import date
    >>> from ruleck.drafting.text import read_text
    >>> story = read_text("A headline\\nOn Dec. 5 they had 3,000; two years ago 45,000, he said Wednesday.")
    >>> [found.value for found in find_dates(story, date(2017, 12, 27))]
    ['2017-12-05', '2015-06/2016-06', '2017-12-27']
    """
    found: list[Dated] = []
    for paragraph in story.paragraphs:
        reader = _Reader(story, published, paragraph.first, paragraph.last)
        at = paragraph.first
        while at < paragraph.last:
            dated = reader.read(at)
            if dated is not None:
                found.append(dated)
                at = max(dated.last, at + 1)
            else:
                at += 1
    return _joined(story, found)


def _joined(story: Text, found: list[Dated]) -> list[Dated]:
    """`April last year`: a month and its year apart are one date."""
    joined: list[Dated] = []
    for dated in found:
        before = joined[-1] if joined else None
        month = before is not None and story.at(before.last - 1).lower in MONTHS and before.last - before.first == 1
        if before is not None and month and before.last == dated.first and dated.value and len(dated.value) == 4:
            number = MONTHS[story.at(before.first).lower]
            joined[-1] = Dated(before.first, dated.last, f"{dated.value}-{number:02}", "a month and a year")
        else:
            joined.append(dated)
    return joined


class _Reader:
    """Reads one date where it starts; each form has its method and takes what it understands."""

    def __init__(self, story: Text, published: date | None, first: int, end: int) -> None:
        self.story = story
        self.published = published
        self.first = first
        self.end = end

    def read(self, at: int) -> Dated | None:
        token = self.story.tokens[at]
        if token.sort == "sign":
            return None
        for form in (
            self.iso,
            self.month,
            self.day_first,
            self.weekday,
            self.ago,
            self.relative,
            self.season,
            self.decade,
        ):
            dated = form(at)
            if dated is not None:
                return dated
        return self.year(at)

    # -------------------------------------------------------------- tokens

    def word(self, at: int) -> str:
        return self.story.at(at).lower if self.first <= at < self.end else ""

    def figure(self, at: int, most: int = 4) -> int | None:
        token = self.story.at(at)
        if (
            not self.first <= at < self.end
            or token.sort != "number"
            or not token.text.isdigit()
            or len(token.text) > most
        ):
            return None
        # Invariant: a figure that is glued to another sign is part of something else: 7-4, 3.5.2, 10:30, $5.
        return int(token.text)

    def day(self, at: int) -> int | None:
        token = self.story.at(at)
        if not self.first <= at < self.end or token.sort != "number":
            return None
        digits = token.text.lower()
        for ending in ("st", "nd", "rd", "th"):
            digits = digits.removesuffix(ending)
        return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None

    def year_at(self, at: int) -> int | None:
        year = self.figure(at)
        if year is None or not 1000 <= year <= 2999 or len(self.story.at(at).text) != 4:
            return None
        following = self.story.at(at + 1)
        return None if following.text in ("%", "-") and not following.spaced and at + 1 < self.end else year

    def ahead(self, at: int) -> bool:
        """Whether a word near by, before it in its sentence, speaks of what is to come."""
        for index in range(at - 1, max(self.first, at - 16) - 1, -1):
            token = self.story.at(index)
            if token.stops or token.text in ',;“"”':
                return self._later(at)
            if token.lower == "to" and self.word(index + 1) == "be":
                return True
            if token.lower in FUTURE or (
                token.lower == "to" and self.word(index - 1) in ("is", "are", "was", "were", "due")
            ):
                return token.lower not in (
                    "by",
                    "set",
                    "before",
                    "goes",
                    "begins",
                    "starts",
                    "opens",
                    "expected",
                    "planned",
                ) or (self.published is not None and index >= at - 8)
        return self._later(at)

    def _later(self, at: int) -> bool:
        for index in range(at + 1, min(self.end, at + 5)):
            token = self.story.at(index)
            if token.stops or token.text in ',;“"”':
                return False
            if token.lower in ("will", "shall"):
                return True
        return False

    # -------------------------------------------------------------- named days

    def iso(self, at: int) -> Dated | None:
        """2017-12-27"""
        year = self.figure(at)
        if year is None or len(self.story.at(at).text) != 4 or self.word(at + 1) != "-" or self.word(at + 3) != "-":
            return None
        month, day = self.figure(at + 2, 2), self.figure(at + 4, 2)
        if month is None or day is None:
            return None
        value = _exact(year, month, day)
        return Dated(at, at + 5, value, "a date in figures") if value else None

    def month(self, at: int) -> Dated | None:
        """Dec. 5, 2017; December 2017; December; March 3 to 9"""
        number = MONTHS.get(self.word(at))
        if (
            number is None
            or not self.story.at(at).capital
            or (at > self.first and self.word(at) in ("may", "march") and not self.dated_word(at))
        ):
            return None
        day = self.day(at + 1)
        if day is None or self.story.at(at + 2).lower in ("percent", "%", "people") or self.figure_goes_on(at + 1):
            year = self.year_at(at + 1) or (self.year_at(at + 2) if self.word(at + 1) == "of" else None)
            if year is not None:
                last = at + 2 if self.year_at(at + 1) else at + 3
                return Dated(at, last, f"{year:04}-{number:02}", "a month and a year")
            return self.bare_month(at, number)
        year, last = None, at + 2
        if self.word(last) == "," and self.year_at(last + 1) is not None:
            year, last = self.year_at(last + 1), last + 2
        elif self.year_at(last) is not None:
            year, last = self.year_at(last), last + 1
        to = last + 1 if self.word(last) in ("-", "–", "to", "and", "through") and year is None else None  # noqa: RUF001 - a dash as it is typed
        second = self.day(to) if to is not None else None
        if to is not None and second is not None and second > day and self.spanned(at, last, to):
            return self.span(at, to + 1, number, day, second)
        return self.named_day(at, last, year, number, day)

    def spanned(self, at: int, last: int, to: int) -> bool:
        """`March 3-9`, `from March 3 to 9`: two days with one month."""
        glued = not self.story.at(last).spaced and not self.story.at(to).spaced
        return glued or self.word(at - 1) in ("from", "between")

    def figure_goes_on(self, at: int) -> bool:
        """`in May 3,000 people` is tokenized whole; `May 12%` is no day."""
        following = self.story.at(at + 1)
        return following.text == "%" or following.text == ":"

    def dated_word(self, at: int) -> bool:
        """`May` and `March` are verbs, too, and May a name."""
        before = self.word(at - 1)
        if before in DATE_LEADS | {"on", "last", "next", "this"} or before in WEEKDAYS or self.day(at - 1) is not None:
            return True
        return (
            self.day(at + 1) is not None
            or self.year_at(at + 1) is not None
            or (before == "," and self.word(at - 2) in WEEKDAYS)
        )

    def day_first(self, at: int) -> Dated | None:
        """27 December 2017"""
        day = self.day(at)
        word = self.word(at + 1)
        if word == "of" and self.word(at + 2) in MONTHS and self.story.at(at).text[-1].isalpha():
            month_at = at + 2
        else:
            month_at = at + 1
        number = MONTHS.get(self.word(month_at))
        if day is None or number is None or not self.story.at(month_at).capital:
            return None
        year = self.year_at(month_at + 1)
        return self.named_day(at, month_at + (2 if year is not None else 1), year, number, day)

    def named_day(self, at: int, last: int, year: int | None, month: int, day: int) -> Dated:
        if year is not None:
            value = _exact(year, month, day)
            return Dated(at, last, value, "a day with its year", value is not None)
        if self.published is None:
            return Dated(at, last, None, "a day without a year; `--published` tells which", False)
        return self.nearest(at, last, lambda y: _exact(y, month, day), "a day without a year")

    def nearest(self, at: int, last: int, in_year: object, sign: str) -> Dated:
        """The last such day on or before publication; the next one where the sentence looks ahead."""
        published = self.published
        assert published is not None
        assert callable(in_year)
        this_day = published.isoformat()
        values = [
            value for y in range(published.year - 8, published.year + 9) if 1 <= y <= 9999 and (value := in_year(y))
        ]
        past = [value for value in values if value <= this_day]
        later = [value for value in values if value > this_day]
        if self.ahead(at) and later:
            return Dated(at, last, later[0], f"{sign}, and the sentence looks ahead", False, ahead=True)
        if not past:
            return Dated(at, last, None, f"{sign} that no year near by has", False)
        sure = (
            published - date.fromisoformat(past[-1].ljust(10, "0")[:10] if len(past[-1]) == 10 else f"{past[-1]}-01")
        ).days <= _DOUBTFUL
        return Dated(at, last, past[-1], sign, sure)

    def bare_month(self, at: int, number: int) -> Dated | None:
        before = self.word(at - 1)
        if before not in DATE_LEADS | {"last", "next", "this"} and self.story.at(at).lower not in MONTHS:
            return None
        if self.published is None:
            return Dated(at, at + 1, None, "a month without a year; `--published` tells which", False)
        this_month = f"{self.published.year:04}-{self.published.month:02}"
        if before == "next" or (before not in ("last", "since") and self.ahead(at)):
            year = self.published.year + (f"{self.published.year:04}-{number:02}" < this_month)
            return Dated(
                at, at + 1, f"{year:04}-{number:02}", "a month, and the sentence looks ahead", False, ahead=True
            )
        year = self.published.year - (f"{self.published.year:04}-{number:02}" > this_month)
        sure = (self.published - date(year, number, 1)).days <= 2 * _DOUBTFUL - 30
        return Dated(at, at + 1, f"{year:04}-{number:02}", "a month without a year", sure)

    def span(self, at: int, last: int, month: int, first_day: int, last_day: int) -> Dated:
        if self.published is None:
            return Dated(at, last, None, "days without a year; `--published` tells which", False)
        found = self.nearest(at, last, lambda y: _exact(y, month, first_day), "days without a year")
        if found.value is None:
            return found
        end = _exact(int(found.value[:4]), month, last_day)
        return Dated(at, last, f"{found.value}/{end}" if end else None, found.sign, found.sure and end is not None)

    # -------------------------------------------------------------- days counted from publication

    def weekday(self, at: int) -> Dated | None:
        word = self.word(at).removesuffix("'s").rstrip(".")
        if word not in WEEKDAYS or not self.story.at(at).capital:
            return None
        last = at + 1 + (self.word(at + 1) in TIMES_OF_DAY)
        # "Wednesday, Dec. 27": the day itself is named.
        comma = at + 1 + (self.word(at + 1) == ",")
        named = self.month(comma) or self.day_first(comma) if self.word(comma) in MONTHS or self.day(comma) else None
        if named is not None and (self.day(named.first + 1) or self.day(named.first)):
            return Dated(at, named.last, named.value, "a weekday with its day", named.sure, word, named.ahead)
        if self.published is None:
            return Dated(at, last, None, "a weekday; `--published` tells which", False, word)
        back = (self.published.weekday() - WEEKDAYS.index(word)) % 7
        before = self.word(at - 1)
        if before == "last":
            return self.counted(at - 1, last, -(back or 7), "the last such weekday before", back > 1 or back == 0, word)
        if before == "next":
            return self.counted(at - 1, last, 7 - back, "the next such weekday", False, word, ahead=True)
        if self.ahead(at) and self.word(at - 1) != "since":
            return self.counted(
                at, last, 7 - back if back else 7, "a weekday, and the sentence looks ahead", False, word, ahead=True
            )
        return self.counted(at, last, -back, "a weekday", True, word)

    def counted(
        self, at: int, last: int, days: int, sign: str, sure: bool, weekday: str = "", *, ahead: bool = False
    ) -> Dated:
        assert self.published is not None
        try:
            value: str | None = (self.published + timedelta(days=days)).isoformat()
        except OverflowError:
            value, sure = None, False
        return Dated(at, last, value, sign, sure, weekday, ahead)

    def relative(self, at: int) -> Dated | None:
        """today, yesterday, this week, last month, next year"""
        word = self.word(at)
        days = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(word)
        if days is not None:
            if self.published is None:
                return Dated(at, at + 1, None, f"`{word}`; `--published` tells which day", False)
            return self.counted(at, at + 1, days, f"`{word}`", True, ahead=days > 0)
        unit = self.word(at + 1)
        if word == "this" and unit in ("morning", "afternoon", "evening"):
            return Dated(
                at,
                at + 2,
                self.published.isoformat() if self.published else None,
                "a part of the day",
                bool(self.published),
            )
        steps = {"last": -1, "this": 0, "next": 1}.get(word)
        if steps is None or unit not in ("week", "month", "year", "decade", "weekend", "century"):
            later = word in ("later", "earlier", "before", "after") and self.word(at - 1) in (
                "day",
                "week",
                "month",
                "year",
                "days",
                "weeks",
                "months",
                "years",
            )
            return self.elsewhere(at) if later else None
        if self.published is None:
            return Dated(at, at + 2, None, f"`{word} {unit}`; `--published` tells which", False)
        return Dated(
            at, at + 2, self._unit(unit, steps), f"`{word} {unit}`", unit in ("year", "month"), ahead=steps > 0
        )

    def elsewhere(self, at: int) -> Dated | None:
        """`three days later`: counted from a day of the story, and which one is not said."""
        first = (
            at - 2
            if self.word(at - 2) in ONES or self.word(at - 2) in ("a", "the") or self.figure(at - 2) is not None
            else None
        )
        if first is None or (self.word(at) in ("before", "after") and self.word(first) != "the"):
            return None
        return Dated(first, at + 1, None, "counted from another day of the story", False)

    def _unit(self, unit: str, steps: int) -> str | None:
        published = self.published
        assert published is not None
        if unit == "year":
            return _year(published.year + steps)
        if unit == "month":
            return _months(published, steps)
        if unit in ("week", "weekend"):
            try:
                monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * steps)
                first, last = (
                    (monday + timedelta(days=5), monday + timedelta(days=6))
                    if unit == "weekend"
                    else (monday, monday + timedelta(days=6))
                )
            except OverflowError:
                return None
            return f"{first.isoformat()}/{last.isoformat()}"
        return None

    def ago(self, at: int) -> Dated | None:
        """two years ago; a month ago; in the past two weeks is none"""
        count, last = self.count(at)
        unit = self.word(last)
        if count is None or unit not in _UNITS or self.word(last + 1) != "ago":
            return None
        end = last + 2
        sign = f"`… {unit} ago`, to the width of the unit"
        if self.published is None:
            return Dated(at, end, None, f"{sign}; `--published` tells from when", False)
        if self.word(at - 1) in ("than", "over", "almost", "nearly", "about", "around", "roughly"):
            return Dated(at, end, None, f"`{self.word(at - 1)} … ago` has no end that is sure", False)
        unit = unit.rstrip("s")
        if unit == "day":
            return self.counted(at, end, -count, sign, True)
        return Dated(at, end, _rounded(self.published, count, unit), sign, True)

    def count(self, at: int) -> tuple[int | None, int]:
        word = self.word(at)
        if word in ("a", "an"):
            return 1, at + 1
        number = self.figure(at) if self.figure(at) is not None else ONES.get(word, TENS.get(word))
        return (number, at + 1) if number else (None, at)

    def season(self, at: int) -> Dated | None:
        code = SEASONS.get(self.word(at))
        if code is None:
            return None
        before = self.word(at - 1)
        year_at = at + 2 if self.word(at + 1) == "of" else at + 1
        year = self.year_at(year_at)
        if year is not None:
            return Dated(at, year_at + 1, f"{year:04}-{code}", "a season and a year")
        known = before in ("last", "this", "next", "since", "until", "by", "before") or (
            before == "the" and self.word(at - 2) in ("in", "during", "since", "until", "by")
        )
        if not known and not (before in ("in", "during") and self.word(at) != "fall"):
            return None
        first = at - 1 if before in ("last", "this", "next") else at
        if self.published is None:
            return Dated(first, at + 1, None, "a season; `--published` tells of which year", False)
        start = 3 * (code - 20)
        year = self.published.year - (start > self.published.month)
        running = start <= self.published.month < start + 3 or (code == 24 and self.published.month < 3)
        ahead = before in ("next", "until", "by", "before") or self.ahead(at)
        if before == "this":
            year = self.published.year
        elif ahead:
            year = self.published.year + (start <= self.published.month)
        elif before == "last" and running:
            year -= 1
        return Dated(first, at + 1, f"{year:04}-{code}", "a season", before == "last" and not running, ahead=ahead)

    def decade(self, at: int) -> Dated | None:
        """the 1990s"""
        text = self.story.at(at).text
        if len(text) == 5 and text[:4].isdigit() and text[4] == "s" and text[3] == "0":
            return Dated(at, at + 1, f"{text[:3]}X", "a decade")
        return None

    def year(self, at: int) -> Dated | None:
        year = self.year_at(at)
        if year is None or not 1500 <= year <= 2100:
            return None
        before, following = self.word(at - 1), self.story.at(at + 1)
        if (
            before in ("than", "over", "least", "nearly", "some", "$", "£", "€", "#", "no.", "-", ".")
            or self.story.at(at - 1).text in "$£€#@/"
        ):
            return None
        counts = following.sort == "word" and is_plural(following.lower) and before not in ("in", "since", "by")
        if counts or (
            before not in DATE_LEADS | {"year"} and not (self.story.at(at - 1).text == "(" and following.text == ")")
        ):
            return None
        return Dated(at, at + 1, f"{year:04}", "a year")


def _exact(year: int, month: int, day: int) -> str | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _year(year: int) -> str | None:
    return f"{year:04}" if 1 <= year <= 9999 else None


def _months(day: date, steps: int) -> str | None:
    year, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
    return f"{year:04}-{month + 1:02}" if 1 <= year <= 9999 else None


def _rounded(published: date, count: int, unit: str) -> str | None:
    """What rounds to so many units before a day: in months for years, in days for weeks and months.

    >>> _rounded(date(2017, 12, 27), 2, "year"), _rounded(date(2017, 12, 27), 3, "week")
    ('2015-06/2016-06', '2017-12-03/2017-12-09')
    """
    if unit in ("year", "decade"):
        months = 12 * count * (10 if unit == "decade" else 1)
        half = 60 if unit == "decade" else 6
        first, last = _months(published, -months - half), _months(published, -months + half)
    else:
        days = _UNITS[unit] * count
        half = _UNITS[unit] // 2
        try:
            first, last = ((published - timedelta(days=d)).isoformat() for d in (days + half, days - half))
        except OverflowError:
            return None
    return f"{first}/{last}" if first and last else None
