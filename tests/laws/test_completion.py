"""What is not certain: a decided verdict stays so, however the story is filled in or told more closely."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

import tests.reference.sentences as s
from tests.laws.checking import Case, by_place, facts_of, findings, verdict
from tests.laws.law import law, met
from tests.reference.documents import SEEDS, fill_in
from tests.reference.generate import (
    completable,
    date_rules,
    each_rules,
    number_rules,
    rules,
    series_rules,
    several,
    total_rules,
)

# Rules that say something of each fact: there the verdict on every single fact must stay.
EACH = (s.Each, s.NoMay, s.ForEach)
POOL = st.one_of(rules, each_rules(), each_rules(), series_rules(), total_rules(), number_rules(), date_rules())
WITHOUT_ADVERB = several(POOL.filter(completable), uncertain=True)


def stays(rule: s.Rule, before: dict[str, Any], after: dict[str, Any]) -> None:
    """A verdict that was decided is the same, on the story and on each fact."""
    note(rule.text())
    was, now = findings(rule.text(), [before]), findings(rule.text(), [after])
    first, then = verdict(facts_of(was)), verdict(facts_of(now))
    met(first)
    if first == "undecided":
        met(f"undecided, then {then}")
    assert first in ("undecided", then)
    places, later = by_place(was), by_place(now)
    assert all(later.get(place) == "violated" for place, on in places.items() if on == "violated" and told(rule))
    if isinstance(rule.sentence, EACH):
        assert set(later) <= set(places)


def told(rule: s.Rule) -> bool:
    """Whether the place of a violation says all: that of a group's conflict is any two that differ most."""
    return not isinstance(rule.sentence, s.Grouped) or isinstance(rule.sentence.predicate, s.Trend)


EVERY = {"holds": 20, "violated": 20, "undecided, then holds": 3, "undecided, then violated": 10}


@law(WITHOUT_ADVERB, SEEDS, examples=100, meets=EVERY)
def test_a_decided_verdict_survives_every_filling_in(case: Case, seed: int) -> None:
    rule, document = case
    for way in range(3):
        stays(rule, document, fill_in(Random(seed + way), document, narrow=False))


@law(WITHOUT_ADVERB, SEEDS, examples=100, meets={**EVERY, "undecided, then undecided": 10})
def test_narrowing_never_flips_a_decided_verdict(case: Case, seed: int) -> None:
    rule, document = case
    for way in range(3):
        stays(rule, document, fill_in(Random(seed + way), document, narrow=True))


ADVERBS = st.one_of(each_rules(), series_rules()).filter(lambda r: "certainly" in r.text() or "possibly" in r.text())


@law(
    several(ADVERBS, uncertain=True),
    SEEDS,
    examples=60,
    meets={"holds": 20, "violated": 20, "now holds": 2, "now violated": 2},
)
def test_an_adverb_decides_and_errs_on_its_own_side(case: Case, seed: int) -> None:
    rule, document = case
    note(rule.text())
    before = verdict(facts_of(findings(rule.text(), [document])))
    after = verdict(facts_of(findings(rule.text(), [fill_in(Random(seed), document, narrow=False)])))
    met(before, f"now {after}" if before != after else "as before")
    assert before != "undecided"
    # `certainly` may forgive what it blamed once more is known; `possibly` may blame what it forgave.
    assert after in (before, "holds" if "certainly" in rule.text() else "violated")
