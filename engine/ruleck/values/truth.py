"""Truth in three values: Kleene's strong logic, with a reason wherever it is undecided.

A truth value is the pair *(must be true, may be true)*. `True` is (yes, yes), `False` is (no, no), and an `Unknown` is
(no, yes) together with why. Python's own booleans are the decided values, so a decided answer costs nothing.

Source of the idea: S. C. Kleene, Introduction to Metamathematics (1952), section 64; unknowns that say what they lack
are cel-go's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Cause = Literal["unit", "division", "empty", "open", "uncertain", "missing"]
# The order in which one cause is chosen where several apply: what a reader can do most about first.
CAUSES: tuple[Cause, ...] = ("unit", "division", "empty", "open", "uncertain", "missing")


@dataclass(frozen=True, slots=True)
class Unknown:
    """What the facts leave undecided. As a truth value: undecided; as a value: not to be had.

    `causes` says why; `missing` names the fields that were not stated, as the rule's author named them.
    """

    causes: frozenset[Cause]
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Refused.

        Invariant: no code asks a truth value "are you true" by accident: `is True` and `is False` are the questions.
        """
        raise TypeError("an undecided truth value is neither true nor false")

    @property
    def cause(self) -> Cause:
        """The one cause that a report names."""
        return next(c for c in CAUSES if c in self.causes)


Truth: TypeAlias = bool | Unknown

UNCERTAIN = Unknown(frozenset({"uncertain"}))
OPEN = Unknown(frozenset({"open"}))
UNIT = Unknown(frozenset({"unit"}))
DIVISION = Unknown(frozenset({"division"}))
EMPTY = Unknown(frozenset({"empty"}))


def missing(*names: str) -> Unknown:
    """An unknown because `names` are not stated."""
    return Unknown(frozenset({"missing"}), names)


def merge(a: Unknown, b: Unknown) -> Unknown:
    """Both reasons together.

    >>> merge(missing("speaker"), UNCERTAIN).cause
    'uncertain'
    """
    if a is b:
        return a
    return Unknown(a.causes | b.causes, tuple(dict.fromkeys(a.missing + b.missing)))


def negate(a: Truth) -> Truth:
    """Kleene's not."""
    return a if isinstance(a, Unknown) else not a


def both(a: Truth, b: Truth) -> Truth:
    """Kleene's and: a false side decides.

    >>> both(UNCERTAIN, False)
    False
    """
    if a is False or b is False:
        return False
    if a is True:
        return b
    return a if b is True else merge(a, b)


def either(a: Truth, b: Truth) -> Truth:
    """Kleene's or: a true side decides."""
    if a is True or b is True:
        return True
    if a is False:
        return b
    return a if b is False else merge(a, b)


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene's and of many; true of none."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is not True:
            result = both(result, truth)
    return result


def some(truths: Iterable[Truth]) -> Truth:
    """Kleene's or of many; false of none."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is not False:
            result = either(result, truth)
    return result


def implies(a: Truth, b: Truth) -> Truth:
    """Kleene's material implication: not a, or b."""
    return either(negate(a), b)


def must_be(a: Truth) -> bool:
    """The first half of the pair: true whatever is filled in."""
    return a is True


def may_be(a: Truth) -> bool:
    """The second half of the pair: true for at least one way of filling in, as far as is known."""
    return a is not False
