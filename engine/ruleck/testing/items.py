"""What pytest collects of a rule file: an item for each example, and one for each rule that is to be fuzzed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ruleck.configuration import find_project
from ruleck.evaluate.examples import Tried, try_example
from ruleck.evaluate.run import Evaluation
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import Settings
from ruleck.gathering import compile_rules, gather_rules
from ruleck.meaning import program as p
from ruleck.reports.diagnostics import mistake_text
from ruleck.reports.snippet import plain
from ruleck.trial.result import Result
from ruleck.trial.run import of_example


class NotAsPromised(Exception):  # noqa: N818 - an example that failed, told by `repr_failure`
    """Carries what came out to pytest's report."""


class RuleFile(pytest.File):
    """A *.ruleck file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its examples, rule by rule; a mistaken file is one item, which fails with what is wrong in it.

        It is no error of collection: that would end the whole run, other tests and all.
        """
        project, mistakes = find_project(self.path.parent)
        shown = os.path.relpath(self.path, self.config.rootpath)
        texts, more = gather_rules([shown if os.path.exists(shown) else str(self.path)], (), project)
        program, found = compile_rules(texts, builtin_vocabulary())
        wrong = [one for one in (*mistakes, *more, *found) if one.severity == "error"]
        if wrong:
            told = "\n".join(mistake_text(one, plain) for one in wrong)
            yield MistakenItem.from_parent(self, name="rules", told=told)
            return
        settings = Settings(approximation=project.configuration.approximation)
        for rule in program.rules:
            if Path(rule.place.source.path).resolve() != self.path.resolve():
                continue  # of a file that this one uses: tried there
            names: Counter[str] = Counter()
            for example in rule.examples:
                said = f"{example.outcome} {example.name}" if example.name else example.outcome
                names[said] += 1
                number = f" ({names[said]})" if names[said] > 1 else ""
                name = f"{rule.id}[{said}{number}]"
                yield ExampleItem.from_parent(
                    self, name=name, program=program, rule=rule, example=example, settings=settings
                )
            if self.config.getoption("--ruleck-fuzz"):
                yield FuzzItem.from_parent(self, name=f"{rule.id}[fuzz]", program=program, rule=rule, settings=settings)


class MistakenItem(pytest.Item):
    """A rule file that cannot be understood."""

    def __init__(self, *, told: str, **rest: Any) -> None:
        super().__init__(**rest)
        self._told = told

    def runtest(self) -> None:
        """Fail."""
        raise NotAsPromised(self._told)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The mistakes, as every command tells them."""
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file."""
        return self.path, 0, self.name


class ExampleItem(pytest.Item):
    """An example: does the rule say of it what its author says?"""

    def __init__(
        self, *, program: p.Program, rule: p.Rule, example: p.Example, settings: Settings, **rest: Any
    ) -> None:
        super().__init__(**rest)
        self._program, self._rule, self._example, self._settings = program, rule, example, settings

    def runtest(self) -> None:
        """Run it."""
        alone = p.Program((self._rule,), self._program.vocabulary)
        tried = try_example(Evaluation(alone), self._rule, self._example, alone.vocabulary, self._settings)
        if not tried.ok:
            raise NotAsPromised(_told(tried))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was expected and what came out, as `ruleck test` tells it."""
        if isinstance(excinfo.value, NotAsPromised):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the example stands."""
        at = self._example.at
        return self.path, at.source.position(at.span.start).line - 1, self.name


class FuzzItem(pytest.Item):
    """A rule: can it hold and be violated, and does it keep the laws?"""

    def __init__(self, *, program: p.Program, rule: p.Rule, settings: Settings, **rest: Any) -> None:
        super().__init__(**rest)
        self._program, self._rule, self._settings = program, rule, settings

    def runtest(self) -> None:
        """Fuzz it."""
        from ruleck.fuzz.run import Fuzz, Wish, fuzz
        from ruleck.fuzz.text import fuzz_text

        wish = Wish(seed=self.config.getoption("--ruleck-seed"))
        result = Fuzz((fuzz(self._rule, self._program, self._settings, wish),), (), wish)
        if result.found:
            raise NotAsPromised(fuzz_text(result, plain))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What the rule can come to, as `ruleck fuzz` tells it."""
        if isinstance(excinfo.value, NotAsPromised):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the rule stands."""
        at = self._rule.place
        return self.path, at.source.position(at.span.start).line - 1, self.name


def _told(tried: Tried) -> str:
    if tried.mistakes:
        return "\n".join(mistake_text(mistake, plain) for mistake in tried.mistakes)
    result: Result = of_example(tried)
    rows = [f"{tried.rule.id} {result.name}", f"expected: {result.expected}", f"came out: {result.got}", *result.why]
    return "\n".join(rows)
