"""The operators one by one: each on rules that it changes, with all that it makes of them and nothing else."""

from __future__ import annotations

import pytest

from ruleck.mutants.change import Around
from ruleck.mutants.make import MOST, mutants_of
from ruleck.mutants.operators import OPERATORS
from tests.docs.samples import ROOT
from tests.mutants.changing import written

BY_NAME = {operator.name: operator for operator in OPERATORS}

# An operator, a rule, and what the mutants that it alone makes of it say, in their order.
CASES: list[tuple[str, str, list[str]]] = [
    ("off-by-one", "people's age must be at least 18", [
        "people's age must be at least 17", "people's age must be at least 19",
    ]),
    ("off-by-one", "estimates' value must be less than 1,000", [
        "estimates' value must be less than 999", "estimates' value must be less than 1,001",
    ]),
    ("off-by-one", "answers' share must be between 0.5 and 99", [
        "answers' share must be between 0.4 and 99", "answers' share must be between 0.6 and 99",
        "answers' share must be between 0.5 and 98", "answers' share must be between 0.5 and 100",
    ]),
    ("off-by-one", "quotes' said_on must be after 2017-12-31", [
        "quotes' said_on must be after 2017-12-30", "quotes' said_on must be after 2018-01-01",
    ]),
    ("off-by-one", "quotes' said_on must be before 2018-01", [
        "quotes' said_on must be before 2017-12", "quotes' said_on must be before 2018-02",
    ]),
    ("off-by-one", "quotes' said_on must be within two days of article's published", [
        "quotes' said_on must be within 1 day of article's published",
        "quotes' said_on must be within 3 days of article's published",
    ]),
    ("off-by-one", "quotes' said_on must be after article's published - 7 days", [
        "quotes' said_on must be after article's published - 6 days",
        "quotes' said_on must be after article's published - 8 days",
    ]),
    ("off-by-one", "claims must have at least 2 sources", [
        "claims must have at least 1 sources", "claims must have at least 3 sources",
    ]),
    ("off-by-one", "define most as 10\ncount of quotes must be at most most", [
        "count of quotes must be at most 9", "count of quotes must be at most 11",
    ]),
    ("off-by-one", "estimates must decrease by at least 10% over time", [
        "estimates must decrease by at least 9% over time", "estimates must decrease by at least 11% over time",
    ]),
    ("strictness", "people's age must be at least 18", ["people's age must be more than 18"]),
    ("strictness", "polls' end must be on or before article's published", [
        "polls' end must be before article's published",
    ]),
    ("strictness", "there must be more than 2 sources", ["there must be at least 2 sources"]),
    ("strictness", "estimates must not decrease over time", ["estimates must increase over time"]),
    ("strictness", "estimates must decrease over time", ["estimates must not increase over time"]),
    ("strictness", "estimates must increase by more than 5 over time", [
        "estimates must not decrease by more than 5 over time", "estimates must increase by at least 5 over time",
    ]),
    ("wrong-side", "people's age must be less than 18", ["people's age must be more than 18"]),
    ("wrong-side", "polls' end must be before article's published", ["polls' end must be after article's published"]),
    ("wrong-side", "estimates must not decrease over time", ["estimates must not increase over time"]),
    ("wrong-side", 'articles\' headline must start with "Why"', ['articles\' headline must end with "Why"']),
    ("wrong-side", "claims must have at most 2 sources", ["claims must have at least 2 sources"]),
    ("one-value", "people's age must be at least 18", ["people's age must be 18"]),
    ("one-value", "there must be exactly 2 sources", ["there must be at least 2 sources"]),
    ("one-value", "quotes' said_on must be during 2017", [
        "quotes' said_on must be on or before 2017", "quotes' said_on must be on or after 2017",
    ]),
    ("one-end", "people's age must be between 18 and 99", [
        "people's age must be at least 18", "people's age must be at most 99",
    ]),
    ("one-end", "quotes' said_on must be between 2017 and 2019", [
        "quotes' said_on must be on or after 2017", "quotes' said_on must be on or before 2019",
    ]),
    ("negation", "sources where anonymous must give a reason", [
        "sources where not anonymous must give a reason", "sources where anonymous must not give a reason",
    ]),
    ("negation", "no quote's verb may be \"slammed\"", ["every quote's verb must be \"slammed\""]),
    ("negation", "when there is a person, quotes must name a speaker", [
        "when there is no person, quotes must name a speaker",
        "when there is a person, quotes must not name a speaker",
    ]),
    ("negation", "there must be no correction", ["there must be a correction"]),
    ("filter-dropped", "quotes where kind is direct must name a speaker", ["quotes must name a speaker"]),
    ("filter-dropped", "claims must have at least 2 sources where (official)", [
        "claims must have at least 2 sources",
    ]),
    ("filter-dropped", "for each figure where position is headline, its value must be more than 3", [
        "for each figure, its value must be more than 3",
    ]),
    ("condition-dropped", "sources where plural and anonymous must give a reason", [
        "sources where anonymous must give a reason", "sources where plural must give a reason",
    ]),
    ("condition-dropped", "sources where plural or official must give a reason", [
        "sources where official must give a reason", "sources where plural must give a reason",
    ]),
    ("condition-dropped", "polls must name a pollster and a sample", [
        "polls must name a sample", "polls must name a pollster",
    ]),
    ("condition-dropped", "people's age must be more than 3 and must be less than 9", [
        "people's age must be less than 9", "people's age must be more than 3",
    ]),
    ("when-dropped", "when there is a person, quotes must name a speaker", ["quotes must name a speaker"]),
    ("exception-dropped", "quotes must name a speaker\n  unless there is a correction\n  unless there is an event", [
        "quotes must name a speaker unless there is an event",
        "quotes must name a speaker unless there is a correction",
    ]),
    ("group-dropped", "mentions with the same entity must have the same title", ["mentions must have the same title"]),
    ("group-dropped", "estimates' value with the same subject and unit must agree", [
        "estimates' value with the same unit must agree", "estimates' value with the same subject must agree",
        "estimates' value must agree",
    ]),
    ("group-dropped", "for each subject, estimates' value must agree", ["estimates' value must agree"]),
    ("group-dropped", "for each speaker and medium, count of quotes must be at most 5", [
        "count of quotes must be at most 5", "for each medium, count of quotes must be at most 5",
        "for each speaker, count of quotes must be at most 5",
    ]),
    ("group-dropped", "estimates must not decrease over time", [
        "estimates with the same unit and place must not decrease over time",
        "estimates with the same subject and place must not decrease over time",
        "estimates with the same subject and unit must not decrease over time",
    ]),
    ("group-added", "mentions must have the same title", ["mentions with the same entity must have the same title"]),
    ("group-added", "estimates' value with the same subject must agree", [
        "estimates' value with the same subject and unit must agree",
        "estimates' value with the same subject and place must agree",
        "estimates' value with the same subject and source must agree",
    ]),
    ("group-added", "for each subject, estimates must not decrease over time", [
        "for each subject and unit, estimates must not decrease over time",
        "for each subject and place, estimates must not decrease over time",
        "for each subject and source, estimates must not decrease over time",
    ]),
    ("group-added", "estimates must not decrease over time", [
        "estimates with the same subject, unit, place and source must not decrease over time",
    ]),
    ("group-added", "quotes must name a speaker", []),
    ("across-dropped", "across articles, estimates must not decrease over time", [
        "estimates must not decrease over time",
    ]),
    ("and-for-or", "quotes must name a speaker or a source", ["quotes must name a speaker and a source"]),
    ("and-for-or", "sources where plural and anonymous must give a reason", [
        "sources where plural or anonymous must give a reason",
    ]),
    ("and-for-or", "people's age must be more than 3 and must be less than 9", [
        "people's age must be more than 3 or must be less than 9",
    ]),
    ("how-many", "quotes must name a speaker", ["some quotes must name a speaker"]),
    ("how-many", "for each claim, some of its sources must be official", [
        "for each claim, all of its sources must be official",
    ]),
    ("how-many", "articles must have a headline", []),
    ("how-many", "claims must have a topic unless none of their sources is official", [
        "claims must have a topic unless some of its sources is official",
    ]),
    ("entry-dropped", "quotes' kind must be one of (direct, fragment, paraphrase)", [
        "quotes' kind must be one of (fragment, paraphrase)", "quotes' kind must be one of (direct, paraphrase)",
        "quotes' kind must be one of (direct, fragment)",
    ]),
    ("entry-dropped", 'define verbs as "slammed", "blasted"\nno quote\'s verb may be one of verbs', [
        'no quote\'s verb may be one of ("slammed")',
    ]),
    ("other-field", "polls' end must be after 2017", ["polls' start must be after 2017"]),
    ("other-field", "sources must give a reason", ["sources must give a description", "sources must give a name"]),
    ("other-field", "sources where anonymous must have no name", [
        "sources where official must have no name", "sources where plural must have no name",
        "sources where anonymous must have no description", "sources where anonymous must have no reason",
    ]),
    ("other-field", "mentions with the same entity must have the same title", [
        "mentions with the same entity must have the same text",
    ]),
    ("tolerance-dropped", "breakdowns' total must equal 5 within 1%", ["breakdowns' total must equal 5"]),
    ("tolerance-dropped", "estimates' value with the same subject must agree within 5%", [
        "estimates' value with the same subject must agree",
    ]),
    ("tolerance-dropped", "for each breakdown, its parts' value must add up to its total within rounding", [
        "for each breakdown, its parts' value must add up to its total",
    ]),
    ("tolerance-dropped", "changes' new must be within 2 of 5", ["changes' new must be 5"]),
    ("tolerance-turned", "for each change, its new must equal its old within 10%", [
        "for each change, its old must equal its new within 10%",
    ]),
    ("percent-for-points", "for each answer, its share must equal 5 within 5 points", [
        "for each answer, its share must equal 5 within 5%",
    ]),
    ("percent-for-points", "breakdowns' total must equal 5 within 1%", ["breakdowns' total must equal 5 within 1"]),
    ("percent-for-points", "estimates must decrease by at least 10% over time", [
        "estimates must decrease by at least 10 over time",
    ]),
    ("zero-too-many", "breakdowns' total must equal 5.25 within 1%", [
        "breakdowns' total must equal 52.5 within 1%", "breakdowns' total must equal 5.25 within 10%",
    ]),
    ("zero-too-many", "for each change, its percent must be its new / its old * 100", [
        "for each change, its percent must be its new / its old * 1000",
    ]),
    ("step-dropped", "estimates must decrease by at least 10% over time", ["estimates must decrease over time"]),
    ("calculation", "for each change, its percent must be its new / its old", [
        "for each change, its percent must be its old / its new",
    ]),
    ("calculation", "for each change, its percent must be its new - its old", [
        "for each change, its percent must be its old - its new",
        "for each change, its percent must be its new + its old",
    ]),
    ("calculation", "for each poll, sum of its answers' share must be 100", [
        "for each poll, largest of its answers' share must be 100",
        "for each poll, average of its answers' share must be 100",
    ]),
    ("calculation", "length of article's headline must be less than 80", [
        "number of words in article's headline must be less than 80",
    ]),
    ("calculation", "days from article's published to article's updated must be less than 8", [
        "days from article's updated to article's published must be less than 8",
    ]),
    ("calculation", 'lower case of article\'s headline must be "so"', ['article\'s headline must be "so"']),
    ("said-or-so", "for each figure, its value must be the same as its estimate's value", [
        "for each figure, its value must be its estimate's value",
    ]),
    ("given-for-known", "quotes' speaker must be known", ["quotes' speaker must be given"]),
    ("letter-case", "articles' headline must match /why/", ["articles' headline must match /why/i"]),
    ("adverb-dropped", "quotes must certainly name a speaker", ["quotes must name a speaker"]),
    ("adverb-dropped", "there must possibly be a source where official", ["there must be a source where official"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "says"), CASES, ids=[f"{name}: {text}" for name, text, _ in CASES])
def test_an_operator_makes_these_mutants(
    name: str, text: str, says: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ruleck.mutants.make.OPERATORS", (BY_NAME[name],))
    made = mutants_of(written(text))
    assert [mutant.sentence for mutant in made.mutants] == says
    assert {mutant.operator.name for mutant in made.mutants} <= {name}
    assert made.left_out == 0
    # Each says what the rule says there, and what it could say or that this is left out.
    assert all(m.difference.instead and m.difference.said != m.difference.instead for m in made.mutants)


def test_the_page_lists_the_operators() -> None:
    page = (ROOT / "docs/testing.md").read_text("utf-8")
    head = "| what is got wrong | the rule says | it could say |\n| --- | --- | --- |\n"
    table = page.split(head)[1].split("\n\n")[0]
    rows = [
        f"| {o.mistake} | `{o.sample[0]}` | {f'`{o.sample[1]}`' if o.sample[1] else 'nothing'} |" for o in OPERATORS
    ]
    assert table == "\n".join(rows)
    assert f"**At most {MOST}** mutants" in page


def test_each_operator_is_tried() -> None:
    assert {name for name, _, _ in CASES} == set(BY_NAME)
    assert len(BY_NAME) == len(OPERATORS)


def test_other_fields_are_those_of_the_same_type_and_kind() -> None:
    rule = written("people's age must be at least 18")
    around = Around(rule.vocabulary, rule.names, {"person": frozenset({"birth_date"}), "poll": frozenset({"start"})})
    assert around.like("start") == ["end"]
    assert around.like("birth_date") == []
    assert around.like("id") == []
