"""Numbers as newsrooms know them: exact, with ends that may be open or endless, and the way they were written kept.

Every quantity is an `int` or a `Fraction`; a binary float serves for plus and minus infinity only, as an end that is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Exact: TypeAlias = int | Fraction
End: TypeAlias = int | Fraction | float  # Invariant: a float here is inf or -inf
INF = float("inf")


@dataclass(frozen=True, slots=True)
class Number:
    """All that a number can be: from `low` to `high`.

    `low_open` and `high_open` say that the end itself is not meant ("less than 1,000"); an infinite end is open.
    `unit` is the number's unit as stated (`percent` for a per cent sign), or none. `written` is how it stands in the facts or
    the rule, none when it was computed. `quantum` is what one step of the last digit written is worth (`0.1` for 66.7,
    100,000 for "1.2 million"), none for a computed number or a rule's literal.
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
