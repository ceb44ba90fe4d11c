"""Every series that rules read is told, as the rules themselves read it, with or without findings."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ruleck.cli.call import compile_call
from ruleck.evaluate.chronicle import Chronicle, Series
from ruleck.evaluate.run import Checks, Evaluation
from ruleck.facts.load import read_mapping
from ruleck.facts.record import Story
from ruleck.meaning.program import Program
from ruleck.values.series import Trend, sweep

BOATS = [
    {"subject": "boats", "place": "Ayr", "value": 3, "as_of": 2015},
    {"subject": "boats", "place": "Ayr", "value": "fewer than 3", "as_of": 2016},
    {"subject": "boats", "place": "Oban", "value": 9, "as_of": 2015},
    {"subject": "boats", "place": "Oban", "value": 8},
    {"subject": "boats", "place": "Oban", "value": "?", "as_of": 2017},
    {"subject": "boats", "place": "Oban", "value": 12, "as_of": 2018},
]


def program(*sentences: str) -> Program:
    return compile_call((), (), sentences)[1]


def story(program: Program, told: Mapping[str, object]) -> Story:
    read, mistakes = read_mapping(told, program.vocabulary, path="s")
    assert read is not None, mistakes
    return read


def read(sentence: str, *stories: Mapping[str, object]) -> tuple[list[Series], list[Series]]:
    """What is read in each story, and at the end."""
    rules = program(sentence)
    chronicle = Chronicle(rules)
    found = [series for told in stories for series in chronicle.check(story(rules, told))]
    return found, list(chronicle.finish())


def test_each_group_is_one_series_with_its_keys_and_what_it_lacks() -> None:
    found, after = read("estimates must decrease over time", {"estimates": BOATS})
    assert after == []
    ayr, oban = found
    assert (ayr.name, ayr.wording, ayr.demanded, ayr.trend) == (
        'estimate of "boats"', "must decrease over time", True, Trend("decrease"),
    )  # fmt: skip
    assert ayr.keys == (("subject", '"boats"'), ("place", '"Ayr"'))
    assert [fact.pointer for fact in ayr.facts] == ["/estimates/0", "/estimates/1"]
    assert [fact.pointer for fact in oban.facts] == ["/estimates/2", "/estimates/5"]
    assert [fact.pointer for fact in oban.left_out] == ["/estimates/3", "/estimates/4"]


def test_a_rule_that_does_not_apply_reads_nothing() -> None:
    found, _ = read("estimates where cumulative must decrease over time", {"estimates": BOATS})
    assert found == []
    sentence = "when the article's status is ready, estimates must decrease over time"
    assert read(sentence, {"article": {"status": "draft"}, "estimates": BOATS})[0] == []
    assert len(read(sentence, {"article": {"status": "ready"}, "estimates": BOATS})[0]) == 2


def test_a_series_that_a_condition_reads_is_told_as_such() -> None:
    sentence = "when estimates decrease over time, the article must have a byline"
    found, _ = read(sentence, {"estimates": BOATS})
    assert [(each.demanded, each.wording, len(each.points)) for each in found] == [
        (False, "estimates decrease over time", 2)
    ] * 2


def test_a_condition_that_is_asked_for_every_fact_reads_each_series_once() -> None:
    sentence = "when estimates decrease over time, quotes must name a speaker"
    quotes = [{"text": f"quote {number}"} for number in range(5)]
    assert len(read(sentence, {"estimates": BOATS, "quotes": quotes})[0]) == 2


def test_across_articles_a_series_is_read_at_the_end() -> None:
    sentence = "across articles, estimates must decrease over time"
    found, after = read(sentence, {"estimates": BOATS[:1]}, {"estimates": BOATS[1:2]})
    assert found == []
    [ayr] = after
    assert len(ayr.points) == 2


def test_a_rule_without_a_series_reads_none() -> None:
    assert read("estimates must have a source", {"estimates": BOATS}) == ([], [])


@pytest.mark.parametrize(
    "demand",
    ["decrease", "not increase", "increase by at least 10%", "stay the same", "decrease by at most 2"],
)
def test_the_pairs_of_findings_are_those_of_the_series_told(demand: str) -> None:
    rules = program(f"estimates must {demand} over time")
    told = story(rules, {"estimates": BOATS})
    found = Evaluation(rules, Checks(rules)).check(told).findings
    reported = {tuple(f.facts) for f in found if f.verdict == "violated"}
    pairs = set()
    for series in Chronicle(rules).check(told):
        assert isinstance(series.trend, Trend)
        swept = sweep(series.points, series.trend)
        pairs |= {(series.facts[pair.earlier], series.facts[pair.later]) for pair in swept.violated}
    assert reported == pairs
