from desk import RULES, advice
from hypothesis import given, settings

from ruleck.testing import articles, from_rules, satisfying, undecided, violating


@settings(deadline=None)
@given(violating(RULES, rule="polls-ask-enough-people"))
def test_a_small_poll_is_stopped(story):
    assert advice(story) == "stop"


@settings(deadline=None)
@given(satisfying(RULES))
def test_what_keeps_every_rule_is_published(story):
    assert advice(story) == "publish"


@settings(deadline=None)
@given(undecided(RULES))
def test_what_is_vague_is_looked_at_again(story):
    assert advice(story) == "look again"


@settings(deadline=None)
@given(articles(RULES))
def test_any_story_gets_advice(story):
    assert advice(story) in ("publish", "look again", "stop")


@from_rules("examples/property-tests/house.ruleck")
def test_every_rule_has_an_id_without_blanks(rules):
    assert all(" " not in rule for rule in rules.ids)
