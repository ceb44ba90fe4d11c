"""What is remarked, where, and what is left in peace though it looks alike."""

from __future__ import annotations

import pytest

from tests.lint.linting import codes, remarks, words

NEVER = [
    ("sources where anonymous and not anonymous must give a reason", "anonymous and not anonymous"),
    ("polls' sample where sample is more than 3 and sample is less than 4 must be given", None),
    ("polls where sample is less than 0 must name a pollster", "sample is less than 0"),
    ("quotes where said_on is missing and said_on is before 2017 must name a speaker", None),
    ("quotes where speaker is missing and speaker's name is \"Ada\" must name a source", None),
    ("quotes where said_on is before 2016-05 and said_on is after 2016-05 must name a speaker", None),
    ("quotes where verb is \"said\" and verb is one of (\"told\", \"asked\") must name a speaker", None),
    ("changes where new is more than old and new is less than old must give a percent", None),
    ("changes where new is more than old and old is missing must give a percent", None),
    ("changes where old is more than new and new is more than old must give a percent", None),
    (
        'quotes where (kind is direct or verb is "said") and kind is fragment and verb is "told" must name a speaker',
        None,
    ),
    ("polls must name a pollster unless sample is more than 5 and sample is less than 4", None),
    ("the article must have a headline unless (there are at least 2 quotes) and (there is no quote)", None),
    (
        "when there is a quote, there must be a source where name is given and name is missing",
        "name is given and name is missing",
    ),
    ("changes where number of words in subject is 3 and number of words in subject is 4 must give a percent", None),
    ("count of (sources where plural and not plural) must be at most 3", "plural is yes and plural is no"),
    ("estimates' value must be between 5 and 3", "be between 5 and 3"),
    ("for each person where minor and not minor, its role must be given", "minor and not minor"),
]


@pytest.mark.parametrize(("rule", "place"), NEVER)
def test_conditions_that_are_never_true(rule: str, place: str | None) -> None:
    (remark,) = remarks(rule)
    assert remark.lint.code == "R201"
    if place is not None:
        assert place in words(remark) or place in remark.message


ALWAYS = [
    "polls where sample is at least 0 must name a pollster",
    "quotes where kind is given must name a speaker",
    "quotes where text is given must name a speaker",
    "polls where sample is less than 5 or sample is at least 5 must name a pollster",
    "sources where anonymous or not anonymous must give a reason",
    "count of quotes must be at least 0",
    "people must have a name",
    "when number of words in the article's headline is more than -1, quotes must name a speaker",
]


@pytest.mark.parametrize("rule", ALWAYS)
def test_conditions_that_are_always_true(rule: str) -> None:
    assert set(codes(rule)) - {"R206"} == {"R202"}


REPEATED = [
    "sources where anonymous must be anonymous",
    "quotes where speaker is given must name a speaker or a source",
    "polls' sample where sample is at least 500 must be at least 300",
    "when there are at least 2 sources, there must be a source",
    "for each change where new is more than old, its old must be less than its new",
    "every quote's kind where kind is one of (direct, fragment) must not be paraphrase",
    "quotes' said_on where said_on is during 2016-05 must be before 2017",
    "quotes' speaker where speaker is known must be given",
]


@pytest.mark.parametrize("rule", REPEATED)
def test_filters_that_repeat_the_predicate(rule: str) -> None:
    assert codes(rule) == ["R203"]


SWALLOWED = [
    "sources where anonymous must give a reason unless anonymous",
    "sources must give a reason unless it has no reason",
    "polls' sample must be at least 500 unless sample is less than 500",
    "polls' sample must be at least 500 unless sample is less than 600",
    "quotes must name a speaker unless kind is given",
    "when there is a source, quotes must name a speaker unless there are at least 1 sources",
    "estimates where cumulative must not decrease over time unless (there is an estimate) or (there is no estimate)",
]


@pytest.mark.parametrize("rule", SWALLOWED)
def test_exceptions_that_swallow_the_rule(rule: str) -> None:
    assert codes(rule) == ["R204"]


CONTAINED = [
    ("quotes must name a speaker", "quotes where kind is direct must name a speaker"),
    ("quotes must name a speaker", "for each quote, it must have a speaker"),
    ("polls' sample must be at least 500", "polls' sample must be at least 300"),
    ("quotes must name a speaker and a source", "quotes must name a speaker"),
    ("estimates must decrease over time", "estimates where cumulative must decrease over time"),
    ("count of quotes must be at most 3", "count of quotes must be at most 5"),
    ("for each speaker, count of quotes must be at most 3", "for each speaker, count of quotes must be at most 5"),
    ("there must be at least 2 sources", "there must be a source"),
    ("quotes must name a speaker unless kind is paraphrase", "quotes where kind is direct must name a speaker"),
    ("quotes' said_on must be before 2018", "quotes' said_on where said_on is given must be before 2019"),
]


@pytest.mark.parametrize(("wide", "narrow"), CONTAINED)
def test_rules_that_another_contains(wide: str, narrow: str) -> None:
    for texts in ((f"rule wide: {wide}\nrule narrow: {narrow}\n",), (f"rule wide: {wide}", f"rule narrow: {narrow}")):
        contained = [r for r in remarks(*texts) if r.lint.code == "R205"]
        assert [words(r) for r in contained] == ["narrow"]
        assert [label.source.text[label.span.start : label.span.end] for label in contained[0].others] == ["wide"]


def test_of_two_rules_that_say_the_same_the_later_is_remarked() -> None:
    contained = remarks("rule one: quotes must name a speaker\nrule two: every quote must have a speaker\n")
    assert [words(r) for r in contained if r.lint.code == "R205"] == ["two"]


TWICE = [
    "for each change, its percent must equal (its new - its old) / its old * 100 within 1",
    "for each change, its new + its old must be more than its old",
    "changes where (new - old) / new is more than 2 must give a percent",
    "changes where new is less than 5 or new is between 4 and 9 must give a percent",
    "events where date is 2016 or date is 2017 must give a place",
]


@pytest.mark.parametrize("rule", TWICE)
def test_values_used_twice_at_the_cost_of_a_decision(rule: str) -> None:
    assert codes(rule) == ["R206"]


DOUBLE = [
    ("quotes must not have no speaker", "not have no speaker", "must have a speaker"),
    ("quotes' speaker must not be missing", "not be missing", "must be given"),
    ("no quote may have no speaker", "no quote may have no speaker", "every quote must have a speaker"),
    ("no quotes' verb may be missing", "no quotes' verb may be missing", "quotes' verb must be given"),
    ("polls' sample must not differ from 3", "not differ from 3", "must equal 3"),
    ("quotes where not verb is not \"said\" must name a speaker", 'not verb is not "said"', 'verb is "said"'),
    ("quotes where verb is not missing must name a speaker", "verb is not missing", "verb is given"),
    ("sources where not (not anonymous) must give a reason", "not (not anonymous)", "anonymous"),
    ("sources must give a reason unless not anonymous", "unless not anonymous", "when anonymous"),
    ("quotes must name a speaker unless kind is not direct", "unless kind is not direct", "when kind is direct"),
    ("when not (there is no source), quotes must name a source", "not (there is no source)", "there is a source"),
]


@pytest.mark.parametrize(("rule", "place", "plain"), DOUBLE)
def test_double_negations(rule: str, place: str, plain: str) -> None:
    (remark,) = remarks(rule)
    assert (remark.lint.code, words(remark)) == ("R103", place)
    assert remark.notes == (f"it says: `{plain}`",)


FINE = [
    # Like a lint and none.
    "sources where anonymous must have no name",
    "sources where name is missing must give a description",
    "no source's name may be given",
    "no person where minor may have a name",
    "quotes must name a speaker unless speaker is missing and source is given",
    "polls where sample is at least 1 must name a pollster",
    "polls where sample is more than 3 and sample is less than 5 must name a pollster",
    "changes where new is more than 3 and new is less than 4 must give a percent",
    "polls' sample where sample is at least 300 must be at least 500",
    "quotes' said_on where said_on is given must be before 2018",
    "quotes' verb where verb is given must certainly be \"said\"",
    "polls' sample must certainly be at least 0",
    "quotes where verb contains \"said\" and verb contains \"told\" must name a speaker",
    "quotes where verb is not \"said\" and verb is not \"told\" must name a speaker",
    "quotes where speaker is \"Ada\" and speaker is \"Bob\" must name a source",  # who may be known by both names
    "for each change, its new must equal its old + its old * 2",
    "for each change, its new * its new must be at least its old",
    "changes where new is 3 or new is 5 must give a percent",
    "polls where sample is between 0 and 100 must name a pollster",
    "sources must give a reason unless anonymous and not official",
    "estimates where subject is \"a\" must decrease over time unless there is no source",
    "there must be no source where anonymous and plural",
]


@pytest.mark.parametrize("rule", FINE)
def test_what_looks_alike_and_is_no_lint(rule: str) -> None:
    assert codes(rule) == []


APART = [
    ("quotes must name a speaker", "quotes must name a source"),
    ("quotes must possibly name a speaker", "quotes must name a speaker"),
    ("quotes where kind is direct must name a speaker", "quotes should name a speaker"),
    ("sources must give a reason", "for each quote, its source must be given"),
    ("estimates must decrease over time", "estimates must increase over time"),
    ("across articles, estimates must decrease over time", "estimates must decrease over time"),
    (
        "for each breakdown, its parts' value where label is given must add up to its total",
        "for each breakdown, its parts' value must add up to its total",
    ),
    ("estimates' value with the same place must agree", "estimates' value with the same place and unit must agree"),
    ("for each speaker, count of quotes must be at most 3", "count of quotes must be at most 5"),
    ("quotes where kind is direct must name a speaker", "quotes where verb is given must name a speaker"),
    ("polls' sample where start is given must be at least 3", "polls' sample where end is given must be at least 2"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_rules_of_which_none_contains_the_other(one: str, other: str) -> None:
    assert codes(f"rule one: {one}\nrule other: {other}\n") == []
