"""Mutants hunted: noticed by an example, or told apart by one that is proposed, or not told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ruleck.evaluate.examples import MEANT, run_examples
from ruleck.lint.meaning import meaning
from ruleck.mutants import hunt as hunting
from ruleck.mutants import make
from ruleck.mutants.hunt import Hunt, Hunted, hunt
from ruleck.mutants.make import mutants_of
from ruleck.source import Source
from ruleck.syntax.insert import insert_examples
from tests.mutants.changing import all_written, written
from tests.packs.programs import of_text

AGE = "rule grown-up: people's age must be at least 18\n"


def hunted(text: str, **wanted: Any) -> Hunt:
    return hunt(written(text), **wanted)


def told(found: Hunt) -> dict[str, Hunted]:
    return {one.mutant.sentence: one for one in found.hunted}


def test_a_mutant_is_noticed_by_the_example_that_comes_out_otherwise() -> None:
    examples = '  accepts person {name: "a", age: 18}\n  rejects person {name: "a", age: 17}\n'
    found = told(hunted(AGE + examples, tries=20))
    stricter, laxer = found["people's age must be at least 19"], found["people's age must be at least 17"]
    assert (stricter.status, stricter.by) == ("noticed", 0)
    assert (laxer.status, laxer.by) == ("noticed", 1)


def test_what_no_example_notices_gets_one_that_does() -> None:
    text = AGE + '  accepts person {name: "a", age: 40}\n  rejects person {name: "a", age: 3}\n'
    one = told(hunted(text))["people's age must be more than 18"]
    assert one.status == "survived"
    assert one.proposal is not None
    assert one.proposal.clause == 'accepts "exactly 18" person {name: "a", age: 18}'
    assert (one.proposal.outcome, one.proposal.otherwise) == ("accepts", "rejects")


def test_a_rule_without_examples_gets_them_too() -> None:
    found = hunted("estimates must not decrease over time")
    assert not found.count("noticed")
    assert found.count("survived") >= 2
    assert all(one.proposal is not None for one in found.survivors)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        # A count is whole: more than one is at least two.
        ("claims must have at least 2 sources", "claims must have more than 1 sources"),
        ("sources where not (not anonymous) must give a reason", "sources where anonymous must give a reason"),
    ],
)
def test_what_means_the_same_is_no_mutant(text: str, same: str) -> None:
    assert same not in {mutant.sentence for mutant in mutants_of(written(text)).mutants}


def test_of_mutants_that_mean_the_same_there_is_one() -> None:
    made = mutants_of(written("claims must have at least 2 sources")).mutants
    keys = [meaning(replace(mutant.rule, reads={}, examples=())) for mutant in made]
    assert len(set(keys)) == len(keys)


def test_what_cannot_be_told_apart_is_said_to_be_so() -> None:
    # An entity that is not stated makes no group: the condition says nothing.
    text = "mentions with the same entity where title is given and entity is given must have the same title"
    one = told(hunted(text, tries=300))["mentions with the same entity where title is given must have the same title"]
    assert (one.status, one.number, one.proposal) == ("not told apart", None, None)


def test_tries_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    outcomes = hunting.Apart.outcomes

    def counted(apart: hunting.Apart, documents: Any) -> Any:
        asked.append(documents)
        return outcomes(apart, documents)

    monkeypatch.setattr(hunting.Apart, "outcomes", counted)
    text = "mentions with the same entity where title is given and entity is given must have the same title"
    found = hunt(written(text), tries=7)
    assert found.count("not told apart") >= 1
    assert len(asked) <= 7 * len(found.hunted) + 400 * len(found.survivors)


def test_of_too_many_mutants_some_of_each_operator_are_kept() -> None:
    rule = written("people's age must be between 3 and 5 and must be more than 1 and must be less than 9")
    all_of_them = mutants_of(rule)
    few = mutants_of(rule, most=6)
    assert (len(few.mutants), few.left_out) == (6, len(all_of_them.mutants) - 6)
    operators = [mutant.operator.name for mutant in few.mutants]
    assert len(set(operators)) == min(6, len({mutant.operator.name for mutant in all_of_them.mutants}))
    order = [mutant.sentence for mutant in all_of_them.mutants]
    assert sorted(few.mutants, key=lambda mutant: order.index(mutant.sentence)) == list(few.mutants)


def test_few_examples_do_for_many_mutants() -> None:
    found = hunted("for each event where date is given and end is given, its end must be on or after its date\n"
                   '  accepts event {name: "a", date: 2024-05-03, end: 2024-05-05}\n'
                   '  rejects event {name: "a", date: 2024-05-05, end: 2024-05-03}')  # fmt: skip
    makers = {one.like for one in found.survivors}
    assert len(makers) < len(found.survivors)
    assert [one.number for one in found.survivors] == list(range(1, len(found.survivors) + 1))
    by_number = {one.number: one for one in found.survivors}
    assert all(one.proposal is by_number[one.like].proposal for one in found.survivors)


CHANGED = """\
rule toll "x":
  estimates where cumulative must not decrease over time
  unless there is a correction
  accepts "a rise"
          estimate {subject: "deaths", value: 12, as_of: 2023-02-06, cumulative: yes},
          estimate {subject: "deaths", value: "at least 40", as_of: 2023-02-07, cumulative: yes}
  rejects "a fall"
          estimate {subject: "deaths", value: 40, as_of: 2023-02-06, cumulative: yes},
          estimate {subject: "deaths", value: 38, as_of: 2023-02-07, cumulative: yes}

rule prices "x":
  for each change where old is given and new is given, its percent must equal (its new / its old - 1) * 100 within 1
  accepts "x" change {old: 100, new: 110, percent: 10}

rule asked "x":
  across articles, for each speaker and medium, count of quotes must be at most 2

rule named "x":
  no mention's text may be one of ("him", "her")
  rejects "a pronoun" mention {text: "him"}

rule late "x":
  when the article's published is given,
  quotes' said_on must be within 3 days of the article's published
  ignores "no day" quote {text: "x", said_on: 2018-12-26}
"""


def changed() -> list[make.Written]:
    return all_written(Source("changed", CHANGED))


@pytest.mark.parametrize("index", range(5), ids=["toll", "prices", "asked", "named", "late"])
def test_each_example_that_is_proposed_would_notice(index: int) -> None:
    rule = changed()[index]
    found = hunt(rule, tries=400)
    assert found.survivors
    for one in found.survivors:
        assert one.proposal is not None
        assert one.proposal.outcome in MEANT
        added = insert_examples(rule.source, {rule.rule.id: [one.proposal.clause]})
        tried = [tried for tried in run_examples(of_text(added)) if tried.rule.id == rule.rule.id]
        assert len(tried) == len(rule.rule.examples) + 1
        assert tried[-1].ok, one.proposal.clause
        again = told(hunt(all_written(Source("a", added))[index], tries=1))
        assert again[one.mutant.sentence].status == "noticed"


def test_what_holds_facts_together_is_left_out_of_all_of_them() -> None:
    place = 'place: "the harbour", unit: "people"'
    facts = ", ".join(f'estimate {{subject: "x", {place}, value: {v}, as_of: 2024-05-0{v}}}' for v in (1, 2))
    found = told(hunted(f"estimates must increase over time\n  accepts {facts}"))
    one = found["estimates must not decrease over time"]
    assert one.proposal is not None
    assert "place" not in one.proposal.clause
    assert "unit" not in one.proposal.clause


@pytest.mark.parametrize(
    ("text", "sentence", "shows"),
    [
        ("across articles, estimates must decrease over time", "estimates must decrease over time", "article {}, "),
        ("articles' headline must match /why/", "articles' headline must match /why/i", '"WHY"'),
        ("estimates must decrease by at least 10% over time", "estimates must decrease over time", "as_of"),
        ("estimates must increase by more than 5 over time", "estimates must increase by at least 5 over time", "as"),
        ("count of quotes must be at most 1", "count of quotes must be at most 2", "quote"),
    ],
)
def test_what_takes_several_facts_is_found_too(text: str, sentence: str, shows: str) -> None:
    one = told(hunted(text))[sentence]
    assert one.proposal is not None
    assert shows in one.proposal.clause


def test_the_same_rule_gives_the_same_hunt() -> None:
    def clauses() -> list[str]:
        found = hunt(changed()[0], tries=300)
        return [f"{one.number} {one.status} {one.proposal and one.proposal.clause}" for one in found.hunted]

    assert clauses() == clauses()


# ------------------------------------------------------------------ bugs that these tests would notice


@pytest.mark.parametrize(
    ("place", "bug", "test"),
    [
        # All rules are said to come out alike.
        ("ruleck.generate.search.Subject.outcome", lambda self, stories: ("accepts", ()),
         test_a_mutant_is_noticed_by_the_example_that_comes_out_otherwise),
        # What means the same is taken for something else.
        ("ruleck.mutants.make._said", lambda rule: object(), test_of_mutants_that_mean_the_same_there_is_one),
        # An example is proposed that the mutant passes as well.
        ("ruleck.mutants.hunt.notices", lambda *_: True, lambda: test_each_example_that_is_proposed_would_notice(0)),
        # What is left out is not what a clause needs.
        ("ruleck.mutants.hunt.shrunk", lambda documents, apart: ({},),
         test_what_no_example_notices_gets_one_that_does),
    ],
)  # fmt: skip
def test_a_bug_is_noticed(
    place: str, bug: Callable[..., Any], test: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    test()
    monkeypatch.setattr(place, bug)
    with pytest.raises(AssertionError):
        test()
