"""What must not matter: in which unit the numbers are, and when it all happened."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

import tests.reference.predicates as p
import tests.reference.sentences as s
from tests.laws.changes import (
    document_four_centuries_later,
    four_centuries_later,
    scaled,
    scaled_rule,
    shifted,
    shifted_rule,
)
from tests.laws.checking import Case, facts_of, findings, verdict
from tests.laws.law import law, met
from tests.reference.documents import Draw, Manner, documents
from tests.reference.generate import (
    bare_rules,
    date_rules,
    group_rules,
    number_rules,
    percent_rules,
    rules,
    series_rules,
    several,
    total_rules,
)


def alike(before: tuple[str, dict[str, Any]], after: tuple[str, dict[str, Any]]) -> None:
    """The same is found on the same facts by one rule in one story and by another in another."""
    note(f"{before[0]}\n{after[0]}")
    was = facts_of(findings(before[0], [before[1]]))
    met(verdict(was))
    assert facts_of(findings(after[0], [after[1]])) == was


# How far a figure was rounded depends on how it is written, so there no factor but a power of ten would do.
OF_NUMBERS = st.one_of(rules, number_rules(), total_rules(), percent_rules()).filter(
    lambda r: "rounding" not in r.text()
)
FACTORS = st.sampled_from([2, 3, 10, 1000])


@law(several(OF_NUMBERS), FACTORS, examples=150)
def test_numbers_and_amounts_multiplied_alike_change_nothing(case: Case, factor: int) -> None:
    rule, document = case
    alike((rule.text(), document), (scaled_rule(rule, factor).text(), scaled(document, factor)))


@st.composite
def relative_rules(draw: Draw) -> s.Rule:
    """Rules that compare numbers with one another only, as they are or by a percentage."""
    rule: s.Rule = draw(
        st.one_of(
            series_rules().filter(lambda r: "estimate" in r.text() and not ("by" in r.text() and "%" not in r.text())),
            group_rules().filter(lambda r: "estimates' value" in r.text()),
            bare_rules("figure", ("value",), *(p.Compare(w, p.Ref(("estimate", "value"))) for w in ORDERS)),
        )
    )
    if isinstance(rule.sentence, s.Grouped):
        return s.Rule(replace(rule.sentence, where=None, keys=("subject",)))
    return rule


ORDERS = ("less than", "at least", "equal", "the same as")


@law(several(relative_rules()), FACTORS, FACTORS, examples=150)
def test_each_unit_may_be_multiplied_by_itself(case: Case, people: int, km: int) -> None:
    rule, document = case[0], deepcopy(case[1])
    for place, fact in enumerate(document.get("estimates", []) + document.get("figures", [])):
        fact |= {"subject": "a", "unit": ("people", "km")[place // 2]} if "subject" in fact else {"unit": "people"}
    text = rule.text()
    units = {fact["unit"] for plural in ("estimates", "figures") for fact in document.get(plural, [])}
    met(f"{len(units)} units")
    was, now = (facts_of(findings(text, [d])) for d in (document, scaled(document, {"people": people, "km": km})))
    met(verdict(was))
    # Of conflicts in two units the one that is shown is that which looks the largest.
    assert Counter(v for v, _ in was.elements()) == Counter(v for v, _ in now.elements())


DATED = st.one_of(rules, date_rules(), series_rules()).filter(
    lambda r: any(word in r.text() for word in ("date", "_on", "published", "time", "since", "overlap"))
)


@law(several(DATED), st.integers(-800, 800), examples=200)
def test_all_dates_moved_by_some_days_change_nothing(case: Case, by: int) -> None:
    rule, document = case
    alike((rule.text(), document), (shifted_rule(rule, by).text(), shifted(document, by)))


@dataclass(frozen=True)
class Calendar:
    """A rule that reads the calendar, in words alone."""

    kind: str
    sentence: str


CALENDAR = [
    Calendar("event", "every event's date must be before the article's published + 1 month"),
    Calendar("event", "every event's end must be on or after date + 1 year"),
    Calendar("person", "for each person, years from its birth_date to the article's published must be at least 1"),
    Calendar("event", "for each event, months from its date to its end must be at most 1"),
    Calendar("event", "for each event, weekday of its date must be one of (monday, sunday)"),
    Calendar("poll", "for each poll, year of its start must equal year of its end"),
]


@st.composite
def calendar_cases(draw: Draw) -> list[tuple[str, dict[str, Any]]]:
    """A rule's text and each of some documents, of any rule or, mostly, of one that reads the calendar."""
    chosen = draw(st.sampled_from([*CALENDAR, None]))
    if chosen is None:
        return [(rule.text(), document) for rule, document in draw(several(DATED))]
    manner = Manner(stated=15)
    return [(chosen.sentence, document) for document in draw(st.lists(documents([chosen.kind], manner), min_size=1))]


@law(calendar_cases(), examples=80)
def test_four_centuries_later_nothing_has_changed(case: tuple[str, dict[str, Any]]) -> None:
    text, document = case
    alike(case, (four_centuries_later(text), document_four_centuries_later(document)))
