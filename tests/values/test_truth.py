"""The truth table, whole, and what follows from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.values.truth import (
    CAUSES,
    DIVISION,
    OPEN,
    UNCERTAIN,
    UNIT,
    Truth,
    Unknown,
    both,
    either,
    every,
    implies,
    may_be,
    merge,
    missing,
    must_be,
    negate,
    some,
)

LETTERS: dict[str, Truth] = {"T": True, "U": UNCERTAIN, "F": False}

# a b   and or implies
TABLE = """
T T   T  T  T
T U   U  T  U
T F   F  T  F
U T   U  T  T
U U   U  U  U
U F   F  U  U
F T   F  T  T
F U   F  U  T
F F   F  F  T
"""


def rows() -> list[tuple[Truth, ...]]:
    return [tuple(LETTERS[letter] for letter in line.split()) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("a", "b", "a_and_b", "a_or_b", "a_implies_b"), rows())
def test_the_truth_table(a: Truth, b: Truth, a_and_b: Truth, a_or_b: Truth, a_implies_b: Truth) -> None:
    assert both(a, b) == a_and_b
    assert either(a, b) == a_or_b
    assert implies(a, b) == a_implies_b
    assert every([a, b]) == a_and_b
    assert some([a, b]) == a_or_b


def test_the_table_names_every_pair() -> None:
    assert len({row[:2] for row in rows()}) == 9


@pytest.mark.parametrize(("a", "not_a"), [(True, False), (UNCERTAIN, UNCERTAIN), (False, True)])
def test_not(a: Truth, not_a: Truth) -> None:
    assert negate(a) == not_a


@pytest.mark.parametrize(("a", "must", "may"), [(True, True, True), (UNCERTAIN, False, True), (False, False, False)])
def test_a_truth_value_is_a_pair(a: Truth, must: bool, may: bool) -> None:
    assert (must_be(a), may_be(a)) == (must, may)


def test_all_of_nothing_is_true_and_some_of_nothing_false() -> None:
    assert every([]) is True
    assert some([]) is False


def test_an_undecided_value_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError):
        bool(UNCERTAIN)


def test_reasons_are_gathered_and_the_one_named_is_what_a_reader_can_do_most_about() -> None:
    undecided = both(missing("speaker"), either(UNCERTAIN, missing("source", "speaker")))
    assert isinstance(undecided, Unknown)
    assert undecided.causes == {"uncertain", "missing"}
    assert undecided.missing == ("speaker", "source")
    assert undecided.cause == "uncertain"
    assert merge(UNIT, DIVISION).cause == "unit"


def test_a_deciding_side_beats_every_reason() -> None:
    for unknown in (UNCERTAIN, OPEN, UNIT, missing("x")):
        assert both(unknown, False) is False
        assert either(unknown, True) is True


@given(st.frozensets(st.sampled_from(CAUSES), min_size=1))
def test_the_one_cause_is_the_first_in_order(causes: frozenset[str]) -> None:
    assert Unknown(causes).cause == min(causes, key=CAUSES.index)  # type: ignore[arg-type]


truths = st.sampled_from([True, False, UNCERTAIN])


@given(truths, truths, truths)
def test_the_laws_of_kleene(a: Truth, b: Truth, c: Truth) -> None:
    assert negate(both(a, b)) == either(negate(a), negate(b))
    assert both(a, both(b, c)) == both(both(a, b), c)
    assert both(a, either(b, c)) == either(both(a, b), both(a, c))
    assert negate(negate(a)) == a


def fillings(a: Truth) -> list[bool]:
    return [True, False] if isinstance(a, Unknown) else [a]


@given(truths, truths)
def test_a_decided_answer_stands_however_the_undecided_is_filled_in(a: Truth, b: Truth) -> None:
    pairs = [(x, y) for x in fillings(a) for y in fillings(b)]
    assert both(a, b) == settled({x and y for x, y in pairs})
    assert either(a, b) == settled({x or y for x, y in pairs})
    assert implies(a, b) == settled({not x or y for x, y in pairs})


def settled(outcomes: set[bool]) -> Truth:
    return outcomes.pop() if len(outcomes) == 1 else UNCERTAIN
