"""Each property can fail: a small bug is put into the engine, and the property that is to notice it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.laws.bugs import BUGS, Bug, planted
from tests.laws.law import LAWS, named


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_is_noticed(bug: Bug, tmp_path: Path) -> None:
    test = named(bug.noticed_by)
    if bug.noticed_by not in LAWS:  # a test by itself, which is its own run without the bug
        with planted(bug), pytest.raises(AssertionError):
            test(*[tmp_path] * test.__code__.co_argcount)
        return
    law = LAWS[bug.noticed_by]
    with planted(bug):
        case = law.first_broken()
    assert case is not None, f"no case of {bug.noticed_by} shows it"
    law.hold_first(case)


def test_bugs_have_names_of_their_own() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS)
