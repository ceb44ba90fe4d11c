"""The engine against the naive reference: one rule as text and as a tree, one document, the same verdict and facts.

And the laws that hold whatever the rule says: filling in and narrowing keep a decided verdict; order, ids and facts
that the rule does not speak of change nothing; no rule that compiles ever raises.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import ruleck
import tests.reference.sentences as s
from tests.reference.answer import Answer
from tests.reference.documents import Manner, documents, filled
from tests.reference.evaluator import evaluate
from tests.reference.generate import (
    across_cases,
    cases,
    completable,
    counting_rules,
    each_rules,
    for_each_rules,
    group_rules,
    kinds_of,
    series_rules,
    total_rules,
)
from tests.reference.story import PLURALS, read

Case = tuple[s.Rule, dict[str, Any]]
Found = Counter[tuple[str, frozenset[str]]]
RELAXED = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def found(rule: s.Rule, stories: Sequence[dict[str, Any]]) -> Found:
    """What the engine finds: verdict and facts of each finding."""
    rules = ruleck.compile(rule.text())
    reports = list(rules.check_many(stories)) if len(stories) > 1 or rule.across else [rules.check(stories[0])]
    assert [m.message for report in reports for m in report.mistakes] == []
    return Counter((f.verdict, frozenset(pointer(r) for r in f.facts)) for report in reports for f in report.findings)


def pointer(record: Any) -> str:
    name = record.story.article.fields.get("id")
    return f"{name}#{record.pointer}" if name else str(record.pointer)


def verdict(findings: Found) -> str:
    verdicts = {v for v, _ in findings}
    return "violated" if "violated" in verdicts else "undecided" if verdicts else "holds"


def differences(answer: Answer, findings: Found) -> list[str]:
    """In what the engine's findings are not what the reference says, in words."""
    wrong = []
    if verdict(findings) != answer.verdict:
        wrong.append(f"the verdict is {answer.verdict}")
    if answer.loose:
        return wrong
    for name, choices in (("violated", list(answer.violated)), ("undecided", list(answer.undecided))):
        left = Counter({facts: n for (v, facts), n in findings.items() if v == name})
        for choice in sorted(choices, key=len):
            given = next((facts for facts in sorted(choice, key=sorted) if left[facts] > 0), None)
            if given is None:
                wrong.append(f"{name} {sorted(map(sorted, choice))} is not found")
            else:
                left[given] -= 1
        extra = [
            facts for facts, n in left.items() if n > 0 and not (name == answer.open_as and facts in answer.permitted)
        ]
        wrong += [f"{name} {sorted(facts)} should not be found" for facts in extra]
    shown = set().union(*(facts for _, facts in findings))
    wrong += [f"undecided {sorted(pair)} is in no finding" for pair in answer.must_show if not pair & shown]
    return wrong


def agree(rule: s.Rule, stories: Sequence[dict[str, Any]]) -> None:
    note(rule.text())
    findings = found(rule, stories)
    note(f"engine: {sorted((v, sorted(f)) for v, f in findings)}")
    assert differences(evaluate(rule, [read(story) for story in stories]), findings) == []


@RELAXED
@given(cases(each_rules()))
def test_rules_of_one_fact_at_a_time_agree(case: Case) -> None:
    agree(case[0], [case[1]])


@RELAXED
@given(cases(counting_rules()))
def test_counted_and_existence_rules_agree(case: Case) -> None:
    agree(case[0], [case[1]])


@RELAXED
@given(cases(total_rules()))
def test_rules_of_one_value_agree(case: Case) -> None:
    agree(case[0], [case[1]])


@RELAXED
@given(cases(for_each_rules()))
def test_rules_that_iterate_agree(case: Case) -> None:
    agree(case[0], [case[1]])


@RELAXED
@given(cases(group_rules()))
def test_group_rules_agree(case: Case) -> None:
    agree(case[0], [case[1]])


@RELAXED
@given(cases(series_rules()))
def test_series_rules_agree(case: Case) -> None:
    agree(case[0], [case[1]])


@RELAXED
@given(across_cases())
def test_rules_across_articles_agree(case: tuple[s.Rule, list[dict[str, Any]]]) -> None:
    agree(case[0], case[1])


# ------------------------------------------------------------------ laws


@RELAXED
@given(cases().filter(lambda c: completable(c[0])), st.data())
def test_a_decided_verdict_survives_every_filling_in(case: Case, data: st.DataObject) -> None:
    rule, document = case
    note(rule.text())
    before = verdict(found(rule, [document]))
    full = data.draw(filled(document))
    assert before in ("undecided", verdict(found(rule, [full])))


@RELAXED
@given(cases().filter(lambda c: completable(c[0])), st.data())
def test_narrowing_never_flips_a_decided_verdict(case: Case, data: st.DataObject) -> None:
    rule, document = case
    note(rule.text())
    before = verdict(found(rule, [document]))
    narrower = data.draw(filled(document, narrow=True))
    assert before in ("undecided", verdict(found(rule, [narrower])))


def shuffled(document: dict[str, Any], order: Any) -> dict[str, Any]:
    """The facts of each kind in another order, each with a note of where it stood."""
    turned = {"article": document["article"]}
    for plural, facts in document.items():
        if plural != "article":
            marked = [{**fact, "note": f"/{plural}/{i}"} for i, fact in enumerate(facts)]
            order.shuffle(marked)
            turned[plural] = marked
    return turned


@RELAXED
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_no_verdict(case: Case, order: Any) -> None:
    rule, document = case
    note(rule.text())
    turned = shuffled(document, order)
    before, after = found(rule, [document]), found(rule, [turned])
    assert verdict(before) == verdict(after)
    if not isinstance(rule.sentence, s.Grouped):  # there ties are settled by the document's order
        stood = {f"/{p}/{i}": f["note"] for p, fs in turned.items() if p != "article" for i, f in enumerate(fs)}
        renamed = Counter((v, frozenset(restored(f, stood) for f in facts)) for v, facts in after.elements())
        assert renamed == before


def restored(pointer: str, stood: dict[str, str]) -> str:
    """A pointer into the shuffled document as one into the document before."""
    for now, then in stood.items():
        if pointer == now or pointer.startswith(now + "/"):
            return then + pointer[len(now) :]
    return pointer


@RELAXED
@given(cases(), st.data())
def test_facts_of_other_kinds_change_nothing(case: Case, data: st.DataObject) -> None:
    rule, document = case
    text = rule.text()
    note(text)
    spoken_of = {*kinds_of(rule), "person", "source", "estimate"}
    others = [k for k in PLURALS if k not in spoken_of and k not in ("part", "answer")]
    added = data.draw(documents(data.draw(st.lists(st.sampled_from(others), min_size=1, unique=True)), Manner()))
    more = {**{k: v for k, v in added.items() if k[:-1] in others}, **document}
    assert found(rule, [more]) == found(rule, [document])


def with_other_ids(document: dict[str, Any]) -> dict[str, Any]:
    ids = {f["id"] for fs in document.values() if isinstance(fs, list) for f in fs if "id" in f}
    document = copy.deepcopy(document)
    for facts in document.values():
        for fact in facts if isinstance(facts, list) else []:
            for name, value in fact.items():
                if name in ("id", "speaker", "source", "entity", "estimate") and value in ids:
                    fact[name] = f"other-{value}"
                elif name == "sources":
                    fact[name] = [f"other-{v}" if v in ids else v for v in value]
    return document


@RELAXED
@given(cases())
def test_other_ids_change_nothing(case: Case) -> None:
    rule, document = case
    note(rule.text())
    assert found(rule, [with_other_ids(document)]) == found(rule, [document])


@RELAXED
@given(cases())
def test_a_document_checked_twice_is_told_the_same_twice(case: Case) -> None:
    rule, document = case
    first, second = list(ruleck.compile(rule.text()).check_many([document, document]))
    assert [f.message for f in first.findings] == [f.message for f in second.findings]
