"""Numbers as newsrooms write them: "less than 1,000", "$1.5bn", "two dozen", "30 to 40 per cent", "just over 3,000".

A text is cut into figures, words and signs, and read from left to right, each form at one place:

    phrase    [bound] quantity [("-" | "to" | "and") quantity] ["+" | "or more" | …]
    quantity  [sign] [currency] amount ["%" | "percent" | "percentage points" | currency]
    amount    (figure | number words) [hundred, thousand, million, dozen, …]

What is left over is an error, never dropped: a unit belongs in the field `unit`. A currency sign is read as the unit of
its ISO 4217 code, a bare `$` as `USD`. A multiplier after a range goes for both ends ("1 to 2 million") where the first
end would be the lower one so. Every step consumes the text, so reading takes time linear in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ruleck.values.misread import Misread, shorten
from ruleck.values.number import INF, Exact, Number, clash, plain, show
from ruleck.values.number_words import AFTERWARDS, BOUNDS, CURRENCIES, NUMBER_WORDS, ONES, SCALES, SHARES, TENS
from ruleck.values.text import nearest

_LONGEST = 4_000  # characters: two figures of a thousand digits with their commas, and the words around them
_MOST_DIGITS = 1_000
_LARGEST_EXPONENT = 1_000
_FORMS = (
    "write a number like `3,000`, `1.2 million`, `98%`, `less than 1,000`, `at least 45,000`, `about 3,000`, "
    "`nearly 3,000` or `1,000 to 1,500`"
)

_MARKS = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | {"≤": "<=", "≥": ">=", "≈": "~", "％": "%"}  # noqa: RUF001 - marks as they are typed
)
_SMALL = re.compile(r"(-?[0-9]{1,15})(?:\.([0-9]{1,15}))?")  # most numbers
_TOKEN = re.compile(
    r"""\s*(?: \.?[0-9][0-9,._]*(?:e[+-]?[0-9]+)?               # a figure
             | <=|>=|(?:us|au?|ca?|nz|hk)?\$|[<>~%+£€¥₹-]    # a sign
             | [a-z]+ )                                      # a word""",
    re.VERBOSE,
)
_FIGURE = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.(?P<part>[0-9]+))?(?:e(?P<exponent>[+-]?[0-9]+))?"
)


@dataclass(frozen=True, slots=True)
class _Quantity:
    """`value` is `coefficient` times `multiplier`; `step` is what the last digit written is worth."""

    coefficient: Exact
    multiplier: int
    step: Exact
    unit: str | None = None

    @property
    def value(self) -> Exact:
        return self.coefficient * self.multiplier


def _before(low: _Quantity, high: _Quantity, unit: str | None) -> _Quantity:
    """The lower end as it is meant before the upper one: "1 to 2 million" is of millions, "500 to 2 million" is not."""
    if low.multiplier > 1 or low.coefficient >= high.coefficient:
        return _Quantity(low.coefficient, low.multiplier, low.step, unit)
    return _Quantity(low.coefficient, high.multiplier, low.step * high.multiplier, unit)


def read_number(text: str, approximation: Exact = 10) -> Number | Misread:
    """The number that a text stands for; `approximation` is what "about" allows for, in per cent.

    >>> read_number("less than 1,000").high
    1000
    >>> about = read_number("about 3,000")
    >>> about.low, about.high, about.written
    (2700, 3300, 'about 3,000')
    >>> read_number("3,000 people").message
    '`3,000 people` has `people` after the number'
    """
    small = _SMALL.fullmatch(text)
    if small is not None:
        whole, part = small.groups("")
        value, step = plain(Fraction(int(whole + part), 10 ** len(part))), plain(Fraction(1, 10 ** len(part)))
        return Number(value, value, written=text, quantum=step)
    text = text.strip()
    if len(text) > _LONGEST:
        return Misread(shorten(text), "is too long for a number", _FORMS)
    written = " ".join(text.split())
    if not written:
        return Misread(written, "is blank", _FORMS)
    tokens = _tokens(written)
    if tokens is None:
        return Misread(shorten(written), "is not a number", _FORMS)
    return _Reader(tokens, written, approximation).phrase()


def number_range(low: Number | None, high: Number | None) -> Number | Misread:
    """The range that `{low: …, high: …}` stands for; one side may be left out.

    >>> number_range(Number(1000, 1000), None) == Number(1000, INF, False, True, written="at least 1,000")
    True
    """
    sides = [side for side in (low, high) if side is not None]
    if not sides:
        return Misread("{}", "has neither `low` nor `high`", "write `{low: 1000, high: 1500}`, or one of the two")
    for side in sides:
        if not side.exact:
            return Misread(show(side), "is not a single figure", "`low` and `high` each take one, such as `1000`")
    least, most = low or Number(-INF, INF), high or Number(INF, INF)
    unit = next((side.unit for side in sides if side.unit is not None), None)
    if low is not None and high is not None:
        if clash(low, high):
            return Misread(f"{show(low)} to {show(high)}", "has two units", "give both ends in one unit")
        if low.low > high.high:
            return Misread(f"{show(low)} to {show(high)}", "ends below its start", "put the lower figure in `low`")
    steps = [side.quantum for side in sides if side.quantum is not None]
    bounds = Number(least.low, most.high, low is None, high is None, unit)
    written = show(bounds) if bounds.low != bounds.high else show(sides[0])
    return Number(
        bounds.low, bounds.high, bounds.low_open, bounds.high_open, unit, written, max(steps, default=None)
    )


def _tokens(text: str) -> list[str] | None:
    """The figures, words and signs of the text, in lower case; none where something else stands in it."""
    line = text.translate(_MARKS).lower()
    tokens, at = [], 0
    while at < len(line):
        match = _TOKEN.match(line, at)
        if match is None:
            return None
        tokens.append(match[0].strip())
        at = match.end()
    return tokens


class _Reader:
    """Reads tokens from left to right. Each method takes what it understands and leaves the rest."""

    def __init__(self, tokens: list[str], written: str, approximation: Exact) -> None:
        self.tokens = tokens
        self.at = 0
        self.written = written
        self.approximation = approximation

    def phrase(self) -> Number | Misread:
        bound = self.one_of(BOUNDS)
        low, high = self.stretch()
        if isinstance(low, Misread):
            return low
        if isinstance(high, Misread):
            return high
        afterwards = self.one_of(AFTERWARDS)
        if self.at < len(self.tokens):
            return self.left_over()
        if high is None:
            if bound and afterwards:
                return self.misread("has two bounds at once", "write one of them")
            return self.bounded(afterwards or bound, low, low)
        if afterwards or bound not in (None, "about", "exactly"):
            return self.misread("has two bounds at once", "write one of them")
        unit = low.unit if low.unit is not None else high.unit
        if high.unit not in (None, unit):
            return self.misread("has two units", "give both ends in one unit")
        low = _before(low, high, unit)
        if low.value > high.value:
            return self.misread("ends below its start", "write the lower figure first")
        return self.bounded(bound, low, high)

    def bounded(self, bound: str | None, low: _Quantity, high: _Quantity) -> Number | Misread:
        least, most = plain(low.value), plain(high.value)
        below, above = least - self.margin(least), most + self.margin(most)
        ends: dict[str | None, tuple[Exact | float, Exact | float, bool, bool]] = {
            "below": (-INF, most, True, True),
            "at most": (-INF, most, True, False),
            "above": (least, INF, True, True),
            "at least": (least, INF, False, True),
            "about": (below, above, False, False),
            "just above": (least, above, True, False),
            "just below": (below, most, False, True),
        }
        start, end, start_open, end_open = ends.get(bound, (least, most, False, False))
        if start == end and (start_open or end_open):
            return self.misread("leaves no room", "write a bound such as `more than` or `less than`")
        step = plain(max(low.step, high.step))
        return Number(start, end, start_open, end_open, low.unit, self.written, step)

    def margin(self, value: Exact) -> Exact:
        size = value if value >= 0 else -value
        return plain(size * Fraction(self.approximation) / 100)

    def stretch(self) -> tuple[_Quantity | Misread, _Quantity | Misread | None]:
        between = self.take("between")
        one_sided = between or self.take("from")
        low = self.quantity(and_joins=not between)
        if isinstance(low, Misread):
            return low, None
        # A dash or `to` at the very end joins nothing: it is left over.
        joined = self.at + 1 < len(self.tokens) and any(map(self.take, ("and",) if between else ("-", "to")))
        if not joined:
            return self.misread("gives one end of a range only") if one_sided else low, None
        return low, self.quantity(and_joins=not between)

    def quantity(self, and_joins: bool) -> _Quantity | Misread:
        negative = self.take("-") or self.take("minus")
        unit = self.currency()
        negative = negative or self.take("-")
        if not negative:
            self.take("+")
        amount = self.amount(and_joins)
        if isinstance(amount, Misread):
            return amount
        unit_after = self.one_of(SHARES) or self.currency()
        if unit is not None and unit_after is not None:
            return self.misread("has two units", "write one of them")
        coefficient = -amount.coefficient if negative else amount.coefficient
        return _Quantity(coefficient, amount.multiplier, amount.step, unit if unit is not None else unit_after)

    def currency(self) -> str | None:
        unit = CURRENCIES.get(self.here())
        if unit is not None:
            self.at += 1
        return unit

    def amount(self, and_joins: bool) -> _Quantity | Misread:
        whole = self.group()
        if isinstance(whole, Misread):
            return whole
        smallest = whole.multiplier
        # "two million three hundred thousand and five": each group is of a smaller scale than the one before.
        while smallest > 1:
            start = self.at
            if and_joins:
                self.take("and")
            group = self.group() if self.here() in ONES or self.here() in TENS else None
            if group is None or isinstance(group, Misread) or group.value >= smallest or self.at == start:
                self.at = start
                break
            whole = _Quantity(whole.value + group.value, 1, group.step)
            smallest = group.multiplier
        return whole

    def group(self) -> _Quantity | Misread:
        word = self.here()
        if word[:1].isdigit() or word[:1] == ".":
            coefficient = self.figure()
            if isinstance(coefficient, Misread):
                return coefficient
            value, step = coefficient
        elif self.take("half"):
            if not self.take("a"):
                self.take("an")
            value = step = Fraction(1, 2)
            if self.here() not in SCALES:
                return self.misread("is half of nothing that is named", "write a number like `half a million`")
        elif word in ("a", "an"):
            self.at += 1
            value, step = 1, 1
            if self.take("half"):
                value = step = Fraction(1, 2)
            if self.here() not in SCALES:
                return self.misread("is not a number", _FORMS)
        else:
            below_hundred = self.below_hundred()
            if below_hundred is None:
                return self.misread("is not a number", _FORMS)
            value, step = below_hundred, 1
            if self.ahead("and", "a", "half") and self.peek(3) in SCALES:
                self.at += 3
                value, step = value + Fraction(1, 2), Fraction(1, 2)
        multiplier = self.scale(1)
        if multiplier == 100:
            rest = self.below_hundred_after_and()
            if rest:
                value, step, multiplier = value * 100 + rest, 1, 1
            multiplier = self.scale(multiplier)
        return _Quantity(value, multiplier, step * multiplier)

    def scale(self, multiplier: int) -> int:
        largest = SCALES.get(self.here(), 0)
        if largest > (multiplier if multiplier > 1 else 0):
            self.at += 1
            return multiplier * largest
        return multiplier

    def below_hundred(self) -> int | None:
        word = self.here()
        if word in ONES:
            self.at += 1
            return ONES[word]
        if word not in TENS:
            return None
        self.at += 1
        start = self.at
        self.take("-")
        ones = ONES.get(self.here(), 0)
        if 0 < ones < 10:
            self.at += 1
            return TENS[word] + ones
        self.at = start
        return TENS[word]

    def below_hundred_after_and(self) -> int | None:
        start = self.at
        self.take("and")
        value = self.below_hundred()
        if value is None:
            self.at = start
        return value

    def figure(self) -> tuple[Exact, Exact] | Misread:
        token = self.here()
        match = _FIGURE.fullmatch(token)
        if match is None or not (match["whole"] or match["part"]):
            hint = "a comma stands before each three digits, a point before decimals: `1,000`, `1.5`"
            return self.misread("is not set as a number", hint)
        digits, part = match["whole"].replace(",", ""), match["part"] or ""
        if len(digits) + len(part) > _MOST_DIGITS:
            return self.misread("has more than 1,000 digits", "round it")
        exponent = match["exponent"] or "0"
        if len(exponent.lstrip("+-0")) > 4 or abs(int(exponent)) > _LARGEST_EXPONENT:
            return self.misread("is too large or too small", "write `e` with 1,000 at most after it")
        self.at += 1
        power = int(exponent) - len(part)
        step = plain(Fraction(10) ** power)
        return plain(int(digits + part or "0") * step), step

    # -------------------------------------------------------------- tokens

    def here(self) -> str:
        return self.peek(0)

    def peek(self, ahead: int) -> str:
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else ""

    def ahead(self, *words: str) -> bool:
        return all(self.peek(k) == word for k, word in enumerate(words))

    def take(self, word: str) -> bool:
        if self.here() != word:
            return False
        self.at += 1
        return True

    def one_of(self, phrases: dict[tuple[str, ...], str]) -> str | None:
        for length in (3, 2, 1):
            meaning = phrases.get(tuple(self.tokens[self.at : self.at + length]))
            if meaning is not None and self.at + length <= len(self.tokens):
                self.at += length
                return meaning
        return None

    # -------------------------------------------------------------- mistakes

    def misread(self, reason: str, hint: str | None = _FORMS) -> Misread:
        return Misread(shorten(self.written), reason, hint)

    def left_over(self) -> Misread:
        rest = self.tokens[self.at :]
        said = shorten(" ".join(rest))
        if all(token.isalpha() and token not in NUMBER_WORDS for token in rest):
            meant = nearest(rest[0], SCALES) if len(rest[0]) > 3 else []
            if meant:
                return self.misread(f"has `{said}` after the number", f"did you mean `{meant[0]}`?")
            return self.misread(f"has `{said}` after the number", f"put the unit in `unit`: `unit: {said}`")
        if rest[0][:1].isdigit():
            return self.misread("has a gap in the number", "write thousands with a comma: `1,000`")
        return self.misread(f"has `{said}` after the number")
