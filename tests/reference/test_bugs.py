"""The agreement with the reference would notice: each of these bugs is found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import tests.reference.sentences as s
from tests.reference.bugs import BUGS, Bug, planted
from tests.reference.evaluator import evaluate
from tests.reference.generate import cases
from tests.reference.story import read
from tests.reference.test_agreement import differences, found


class Noticed(Exception):  # noqa: N818 - what is looked for, no error
    """The engine and the reference differ."""


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_is_noticed(bug: Bug) -> None:
    @settings(
        max_examples=2000,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(cases(bug.shown_by))
    def look(case: tuple[s.Rule, dict[str, Any]]) -> None:
        rule, document = case
        if differences(evaluate(rule, [read(document)]), found(rule, [document])):
            raise Noticed

    with planted(bug), pytest.raises(Noticed):
        look()
