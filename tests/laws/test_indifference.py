"""What must not matter: the order of facts, facts and fields that a rule does not read, what ids are called."""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

import tests.reference.sentences as s
from tests.laws.changes import restored, shuffled, stood, with_other_ids
from tests.laws.checking import Case, Found, found, verdict
from tests.laws.law import law, met
from tests.reference.documents import SEEDS, Manner, documents, fact
from tests.reference.generate import group_rules, kinds_of, matching_rules, rules, series_rules, several
from tests.reference.story import FIELDS, PLURALS, SERIES


def unchanged(rule: s.Rule, before: dict[str, Any], after: dict[str, Any]) -> None:
    """The same is found on the same facts."""
    note(rule.text())
    was = found(rule, [before])
    met(verdict(was))
    assert found(rule, [after]) == was


@law(several(st.one_of(rules, series_rules(), group_rules())), st.randoms(use_true_random=False), examples=100)
def test_the_order_of_facts_changes_no_verdict(case: Case, order: Any) -> None:
    rule, document = case
    note(rule.text())
    turned = shuffled(document, order)
    before, after = found(rule, [document]), found(rule, [turned])
    met(verdict(before))
    assert verdict(before) == verdict(after)
    places = stood(turned)
    renamed = Counter((v, frozenset(restored(f, places) for f in facts)) for v, facts in after.elements())
    if not isinstance(rule.sentence, s.Grouped):
        assert renamed == before
    else:  # which of several pairs is shown is settled by the document's order, how many there are is not
        assert violations(renamed) == violations(before)


def violations(findings: Found) -> int:
    return sum(n for (v, _), n in findings.items() if v == "violated")


@law(several(), st.data())
def test_facts_of_other_kinds_change_nothing(case: Case, data: st.DataObject) -> None:
    rule, document = case
    spoken_of = {*kinds_of(rule), "person", "source", "estimate"}
    others = [k for k in PLURALS if k not in spoken_of and k not in ("part", "answer")]
    if "source" in rule.text():
        others = [k for k in others if k != "claim"]  # a source written in place is a source
    added = data.draw(documents([data.draw(st.sampled_from(others))], Manner(), most=2))
    more = {plural: facts for plural, facts in added.items() if plural[:-1] in others}
    unchanged(rule, document, {**more, **document})


def fields_read(rule: s.Rule) -> set[str]:
    """The fields that a rule may read: those that it names, a number's unit, and what its kind's series is made of."""
    named = {*re.findall(r"\w+", rule.text()), "id", "unit"}
    if isinstance(rule.sentence, s.Grouped):
        value, time, keys = SERIES.get(rule.sentence.kind, ("", "", ()))
        named |= {value, time, *keys, "start", "end"}
    return named


@law(several(st.one_of(rules, matching_rules(), group_rules())), SEEDS)
def test_fields_that_a_rule_does_not_read_change_nothing(case: Case, seed: int) -> None:
    rule, document = case
    read, random = fields_read(rule), Random(seed)
    ids = {kind: [f["id"] for f in document.get(PLURALS[kind], [])] for kind in ("person", "source", "estimate")}

    def redrawn(kind: str, old: dict[str, Any]) -> dict[str, Any]:
        other = fact(random, kind, Manner(), ids)
        return {**{n: v for n, v in other.items() if n not in read}, **{n: v for n, v in old.items() if n in read}}

    changed: dict[str, Any] = {"article": redrawn("article", document["article"])}
    for kind, plural in PLURALS.items():
        if plural in document:
            changed[plural] = [redrawn(kind, old) for old in document[plural]]
    met("changed" if changed != document else "the same")
    unchanged(rule, document, changed)


# Told apart by letter case only, as numbers that run backwards, with the words of a rule, longer.
NAMINGS = {
    "by letter case": lambda place, old: "qQrRsStTuUvVwWxX"[place],
    "backwards": lambda place, old: str(99 - place),
    "words of a rule": lambda place, old: f"the article's {old}",
    "longer": lambda place, old: f"{old}/other",
}


@law(several(), st.sampled_from(sorted(NAMINGS)))
def test_other_ids_change_nothing(case: Case, naming: str) -> None:
    rule, document = case
    met("linked" if any(t.startswith("link:") for k in kinds_of(rule) for t in FIELDS[k].values()) else "unlinked")
    unchanged(rule, document, with_other_ids(document, NAMINGS[naming]))
