"""A law: what holds for every rule and every story, as a test with a name that a bug and a page of docs/ can give.

A law is tried on generated cases, the same ones in every run. It says of each case what it met (the rule held, was
violated, undecided), and is no law unless it met enough of each: a property that sees only easy cases shows nothing.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

Check = Callable[..., None]
EVERY_VERDICT = {"holds": 8, "violated": 8, "undecided": 8}
TRIED = settings(
    deadline=None, derandomize=True, database=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck)
)
_met: Counter[str] = Counter()


class Enough(Exception):  # noqa: N818 - the end of a run that was to be short, no error
    """As many cases as were asked for have been tried."""


@dataclass(frozen=True)
class Law:
    """A check, what its cases are drawn from, how many are tried, and how often each sort must be met.

    Where a list is drawn each of its members is a case: reading a rule takes longer than checking one more document.
    """

    check: Check
    drawn: tuple[st.SearchStrategy[Any], ...]
    examples: int
    meets: Mapping[str, int]

    def hold(self) -> None:
        """Try every case; a failing one is told in its smallest form."""
        _met.clear()
        self._look(TRIED, self.check)
        lacking = {sort: _met[sort] for sort, least in self.meets.items() if _met[sort] < least}
        assert not lacking, f"too few cases of these were met: {lacking}, of all {dict(_met)}"

    def first_broken(self) -> int | None:
        """The number of the first case that breaks it; none if none does.

        Some more cases are looked at than are tried as a law: which numbers Hypothesis draws depends on what other
        modules are loaded, and a bug that shows in few cases may show a little later.
        """
        tried = 0

        def count(*case: Any) -> None:
            nonlocal tried
            tried += 1
            self.check(*case)

        try:
            self._look(settings(TRIED, phases=[Phase.generate]), count, 2 * self.examples)
        except AssertionError:
            return tried
        return None

    def hold_first(self, most: int) -> None:
        """Try the first cases only."""
        tried = 0

        def count(*case: Any) -> None:
            nonlocal tried
            tried += 1
            if tried > most:
                raise Enough
            self.check(*case)

        try:
            self._look(settings(TRIED, phases=[Phase.generate]), count)
        except Enough:
            return

    def _look(self, how: settings, check: Check, examples: int | None = None) -> None:
        def look(case: tuple[Any, ...]) -> None:
            first, *others = case
            for one in first if isinstance(first, list) else [first]:
                check(one, *others)

        try_cases(st.tuples(*self.drawn), examples or self.examples, look, how)


def try_cases(drawn: st.SearchStrategy[Any], examples: int, look: Callable[[Any], None], how: settings = TRIED) -> None:
    """Show some cases, the same in every run.

    Past its first ten Hypothesis varies what it has: many short runs see more that is different.
    """
    for start in range(examples // 10):

        def shown(case: Any) -> None:
            look(case)

        seed(start)(settings(how, max_examples=10)(given(drawn)(shown)))()


LAWS: dict[str, Law] = {}


def law(
    *drawn: st.SearchStrategy[Any], examples: int = 100, meets: Mapping[str, int] = EVERY_VERDICT
) -> Callable[[Check], Callable[[], None]]:
    """Makes a check the test of a law, and puts it down under its test's id."""

    def decorate(check: Check) -> Callable[[], None]:
        found = LAWS[f"{check.__module__.replace('.', '/')}.py::{check.__name__}"] = Law(check, drawn, examples, meets)

        def test() -> None:
            found.hold()

        test.__name__, test.__module__, test.__doc__ = check.__name__, check.__module__, check.__doc__
        return test

    return decorate


def met(*sorts: str) -> None:
    """Say what sort of case this is."""
    _met.update(sorts)


def named(test: str) -> Any:
    """The test function of an id; fails for an id that no test has."""
    path, _, name = test.partition("::")
    return getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)
