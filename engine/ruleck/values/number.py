"""Numbers as newsrooms know them: exact, with ends that may be open or endless, and the way they were written kept.

Every quantity is an `int` or a `Fraction`; a binary float serves for plus and minus infinity only, as an open end.
Arithmetic gives the tightest range that holds every outcome, its operands taken as independent. Comparisons are strong
Kleene: true of all the values, false of all of them, or undecided.

Units: a number without a unit takes the other side's. Two stated, different units (letter case apart) cannot be
compared, added or subtracted. A product or quotient of two units has no unit, nor has what is left of one percentage
after another is taken from it: that is told in per cent or in points.

Source of the idea: R. E. Moore, Interval Analysis (1966), with open ends added.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from ruleck.values.misread import Misread
from ruleck.values.truth import DIVISION, UNCERTAIN, UNIT, Truth, Unknown, both, negate

Exact: TypeAlias = int | Fraction
End: TypeAlias = int | Fraction | float  # Invariant: a float here is inf or -inf
INF = float("inf")


@dataclass(frozen=True, slots=True)
class Number:
    """All that a number can be: from `low` to `high`.

    `low_open` and `high_open` say that the end itself is not meant ("less than 1,000"); an infinite end is open.
    `unit` is the number's unit as stated (`percent` for a per cent sign), or none. `written` is how it stands in the
    facts or the rule, none when it was computed. `quantum` is what one step of the last digit written is worth (`0.1`
    for 66.7, 100,000 for "1.2 million"), none for a computed number or a rule's literal.
    Invariant: low <= high, and a single point is closed at both ends.
    """

    low: End
    high: End
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None
    written: str | None = None
    quantum: Exact | None = None

    @property
    def exact(self) -> bool:
        """Whether it can be one value only."""
        return self.low == self.high


def point(value: Exact, unit: str | None = None) -> Number:
    """One value, as computed.

    >>> point(Fraction(6, 2))
    Number(low=3, high=3, low_open=False, high_open=False, unit=None, written=None, quantum=None)
    """
    value = plain(value)
    return Number(value, value, unit=unit)


def plain(value: Exact) -> Exact:
    """The same value, as an `int` where it is whole."""
    return value.numerator if value.denominator == 1 else value


# ------------------------------------------------------------------ units


def clash(a: Number, b: Number) -> bool:
    """Whether both state a unit and the units differ.

    >>> clash(point(3, "people"), point(4, "People")), clash(point(3, "people"), point(4))
    (False, False)
    """
    if a.unit is None or b.unit is None or a.unit == b.unit:
        return False
    return a.unit.casefold() != b.unit.casefold()


def _product_unit(a: Number, b: Number) -> str | None:
    return a.unit if b.unit is None else b.unit if a.unit is None else None


# ------------------------------------------------------------------ arithmetic


def minus(a: Number) -> Number:
    """`-a`."""
    return Number(-a.high, -a.low, a.high_open, a.low_open, a.unit)


def add(a: Number, b: Number) -> Number | Unknown:
    """`a + b`; `UNIT` where the units differ.

    >>> add(Number(1, 2, high_open=True), point(3)) == Number(4, 5, high_open=True)
    True
    """
    if clash(a, b):
        return UNIT
    return _sum(a, b, b.unit if a.unit is None else a.unit)


def subtract(a: Number, b: Number) -> Number | Unknown:
    """`a - b`; `UNIT` where the units differ. What is left of percentages has no unit."""
    if clash(a, b):
        return UNIT
    unit = b.unit if a.unit is None else a.unit
    if a.unit is not None and b.unit is not None and a.unit.casefold() == "percent":
        unit = None
    return _sum(a, minus(b), unit)


def multiply(a: Number, b: Number) -> Number:
    """`a * b`. Zero times endless is zero.

    >>> multiply(Number(0, 1), Number(2, INF, high_open=True)) == Number(0, INF, high_open=True)
    True
    """
    unit = _product_unit(a, b)
    if a.low == a.high and b.low == b.high:
        product = _times(a.low, b.low)
        return Number(product, product, unit=unit)
    corners = [
        (_times(x, y), _corner_open(x, x_open, y, y_open))
        for x, x_open in ((a.low, a.low_open), (a.high, a.high_open))
        for y, y_open in ((b.low, b.low_open), (b.high, b.high_open))
    ]
    low, low_open = min(corners)  # of equal corners the closed one
    high = max(corner[0] for corner in corners)
    high_open = all(is_open for value, is_open in corners if value == high)
    return Number(low, high, low_open, high_open, unit)


def divide(a: Number, b: Number) -> Number | Unknown:
    """`a / b`; `DIVISION` where b can be zero. A figure divided by a stated unit has no unit.

    >>> divide(point(1), point(3)).low
    Fraction(1, 3)
    >>> divide(point(1), Number(-1, 1)).cause
    'division'
    """
    if (b.low < 0 < b.high) or (b.low == 0 and not b.low_open) or (b.high == 0 and not b.high_open):
        return DIVISION
    # Invariant: a zero end is an open one now, and the whole range lies on one side of it.
    inverse = Number(_inverse(b.high, -INF), _inverse(b.low, INF), b.high_open, b.low_open)
    return _with_unit(multiply(a, inverse), a.unit if b.unit is None else None)


def magnitude(a: Number) -> Number:
    """`a` without its sign."""
    if a.low >= 0:
        return Number(a.low, a.high, a.low_open, a.high_open, a.unit)
    if a.high <= 0:
        return minus(a)
    low, high = (-a.low, a.low_open), (a.high, a.high_open)
    far, far_open = min(low, high) if low[0] == high[0] else max(low, high)
    return Number(0, far, False, far_open, a.unit)


def by_sign(a: Number) -> tuple[Number | None, Number | None]:
    """The part of `a` from zero on, and the part below zero; none where there is no such part."""
    upper = lower = None
    if a.high > 0 or (a.high == 0 and not a.high_open):
        low, low_open = (a.low, a.low_open) if a.low >= 0 else (0, False)
        upper = Number(low, a.high, low_open, a.high_open, a.unit)
    if a.low < 0:
        high, high_open = (a.high, a.high_open) if a.high < 0 else (0, True)
        lower = Number(a.low, high, a.low_open, high_open, a.unit)
    return upper, lower


def _sum(a: Number, b: Number, unit: str | None) -> Number:
    return Number(
        _plus(a.low, b.low), _plus(a.high, b.high), a.low_open or b.low_open, a.high_open or b.high_open, unit
    )


def _with_unit(a: Number, unit: str | None) -> Number:
    return Number(a.low, a.high, a.low_open, a.high_open, unit)


def _plus(x: End, y: End) -> End:
    # An int that no float can hold must not meet an infinity in arithmetic; comparing the two is safe.
    if isinstance(x, float):
        return x
    return y if isinstance(y, float) else plain(x + y)


def _times(x: End, y: End) -> End:
    if x == 0 or y == 0:
        return 0
    if isinstance(x, float) or isinstance(y, float):
        return INF if (x > 0) == (y > 0) else -INF
    return plain(x * y)


def _corner_open(x: End, x_open: bool, y: End, y_open: bool) -> bool:
    if (x == 0 and not x_open) or (y == 0 and not y_open):
        return False
    return x_open or y_open


def _inverse(x: End, of_zero: float) -> End:
    if x == 0:
        return of_zero
    return 0 if isinstance(x, float) else plain(1 / Fraction(x))


# ------------------------------------------------------------------ comparison


def less(a: Number, b: Number) -> Truth:
    """`a < b`.

    >>> less(Number(-INF, 1000, True, True), point(1000))
    True
    """
    if clash(a, b):
        return UNIT
    if a.high < b.low or (a.high == b.low and (a.high_open or b.low_open)):
        return True
    return False if a.low >= b.high else UNCERTAIN


def at_most(a: Number, b: Number) -> Truth:
    """`a <= b`."""
    return negate(less(b, a))


def equal(a: Number, b: Number) -> Truth:
    """`a = b`: true of two single, equal values; false of ranges that do not meet."""
    if clash(a, b):
        return UNIT
    if a.low == a.high and b.low == b.high:
        return a.low == b.low
    return False if less(a, b) is True or less(b, a) is True else UNCERTAIN


def same(a: Number, b: Number) -> Truth:
    """Whether the same is *said*: "less than 1,000" is the same as "under 1,000"."""
    if clash(a, b):
        return UNIT
    said = (a.low, a.high, a.low_open, a.high_open) == (b.low, b.high, b.low_open, b.high_open)
    return True if said else equal(a, b)


def near(a: Number, b: Number, distance: Number) -> Truth:
    """`|a - b| <= distance`.

    >>> near(point(10), Number(11, 13), point(2)).cause
    'uncertain'
    """
    difference = subtract(a, b)
    return difference if isinstance(difference, Unknown) else at_most(magnitude(difference), distance)


def near_share(a: Number, b: Number, share: Number) -> Truth:
    """`|a - b| <= share / 100 * |b|`, share in per cent.

    >>> near_share(point(99), point(100), point(1)), near_share(Number(90, 110), Number(90, 110), point(1)).cause
    (True, 'uncertain')
    """
    if clash(a, b):
        return UNIT
    if a.low == a.high and b.low == b.high and share.low == share.high:
        distance, base = a.low - b.low, b.low
        return (distance if distance >= 0 else -distance) * 100 <= (base if base >= 0 else -base) * share.low
    a, b = _with_unit(a, None), _with_unit(b, None)
    ratio = multiply(_with_unit(share, None), point(Fraction(1, 100)))
    # Where b is not negative this is (1 - r) b <= a <= (1 + r) b, and the values a that do for some b and r lie without
    # a gap: so the two halves together decide exactly. The rest is its mirror image.
    upper, lower = by_sign(b)
    sides = [_in_wedge(a, upper, ratio)] if upper is not None else []
    sides += [_in_wedge(minus(a), minus(lower), ratio)] if lower is not None else []
    return sides[0] if all(side is sides[0] for side in sides) else UNCERTAIN


def _in_wedge(a: Number, b: Number, ratio: Number) -> Truth:
    below = multiply(b, _sum(point(1), minus(ratio), None))
    above = multiply(b, _sum(point(1), ratio, None))
    return both(at_most(below, a), at_most(a, above))


def rounded(a: Number) -> Number:
    """All that was rounded to `a`: half a step of its last digit each way, ends included.

    >>> rounded(Number(Fraction(667, 10), Fraction(667, 10), quantum=Fraction(1, 10))) == Number(
    ...     Fraction(6665, 100), Fraction(6675, 100))
    True
    """
    if a.quantum is None:
        return a
    half = Fraction(a.quantum) / 2
    low, high = _plus(a.low, -half), _plus(a.high, half)
    return Number(low, high, isinstance(low, float), isinstance(high, float), a.unit)


def equal_rounded(a: Number, b: Number) -> Truth:
    """`a = b` within rounding: whether what was rounded to the one and what was rounded to the other meet."""
    return near(a, b, point(Fraction((a.quantum or 0) + (b.quantum or 0)) / 2))


# ------------------------------------------------------------------ counts


def clip_count(n: Number) -> Number | Misread:
    """`n` as a count, which is whole and never below 0.

    >>> clip_count(Number(-INF, 1000, True, True)) == Number(0, 999)
    True
    """
    low: End = 0 if n.low < 0 else floor(n.low) + 1 if n.low_open else ceil(n.low)
    high: End = n.high
    if not isinstance(high, float):
        high = ceil(high) - 1 if n.high_open else floor(high)
    if low > high:
        reason = "is below 0" if high < 0 else "is not a whole number"
        return Misread(show(n), reason, "a count is a whole number, 0 or more")
    return Number(low, high, False, isinstance(high, float), n.unit, n.written, n.quantum)


# ------------------------------------------------------------------ as a reader sees it


def show(n: Number) -> str:
    """The number as it was written, or in plain figures.

    >>> show(Number(-INF, 1000, True, True)), show(Number(1000, 1500)), show(point(44, "percent"))
    ('less than 1,000', '1,000 to 1,500', '44%')
    """
    if n.written is not None:
        return n.written
    if n.low == n.high:
        return _figure(n.low, n.unit)
    low = "" if n.low == -INF else f"{'more than' if n.low_open else 'at least'} {_figure(n.low, n.unit)}"
    high = "" if n.high == INF else f"{'less than' if n.high_open else 'at most'} {_figure(n.high, n.unit)}"
    if low and high:
        closed = not (n.low_open or n.high_open)
        return f"{_figure(n.low, n.unit)} to {_figure(n.high, n.unit)}" if closed else f"{low} and {high}"
    return low or high or "any number"


def _figure(value: End, unit: str | None) -> str:
    # Invariant: finite, as infinite ends are put into words.
    assert not isinstance(value, float)
    figures = _digits(value) if value >= 0 else "-" + _digits(-value)
    return figures + ("%" if unit is not None and unit.casefold() == "percent" else "")


def _digits(value: Exact) -> str:
    if value >= 10**30 or 0 < value < Fraction(1, 10**9):
        return _in_powers_of_ten(Fraction(value))
    if isinstance(value, int):
        return f"{value:,}"
    places = 6
    if (value * 10**places).denominator != 1:  # not a short decimal: two places, or three digits of a small one
        places = 2
        while value * 10**places < 100:
            places += 1
    scaled = round(value * 10**places)
    whole, rest = divmod(scaled, 10**places)
    return f"{whole:,}.{rest:0{places}}".rstrip("0").rstrip(".")


def _in_powers_of_ten(value: Fraction) -> str:
    # Python refuses to write out an int of more than 4,300 digits; nobody reads one of more than thirty.
    power = int((value.numerator.bit_length() - value.denominator.bit_length()) * 0.30103)
    size = value / Fraction(10) ** power
    while size >= 10:
        size, power = size / 10, power + 1
    while size < 1:
        size, power = size * 10, power - 1
    return f"{float(size):.2f}".rstrip("0").rstrip(".") + f" × 10^{power}"  # noqa: RUF001 - as readers write it
