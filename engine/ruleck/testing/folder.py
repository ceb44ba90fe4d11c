"""The rules of a folder as the parameters of a test."""

from __future__ import annotations

import os
from typing import Any

import pytest

from ruleck import library


def from_rules(*paths: str | os.PathLike[str], argument: str = "rules") -> pytest.MarkDecorator:
    """Run a test once for each rule of some files and folders, each by itself; its id is the test's.

    `argument` is the name under which the test takes them: `ruleck.Rules` of one rule. Raises `ruleck.Mistakes` with
    every mistake of the files, and `ValueError` where there is no rule in them, since a test without parameters would
    be skipped.

        @from_rules("rules/")
        @given(data())
        def test_every_rule_can_fail(rules, data):
            assert_violated(rules, data.draw(violating(rules)))
    """
    if not paths:
        raise ValueError("no rule file or folder is named")
    rules = library.load(*paths)
    if not rules.ids:
        raise ValueError(f"there is no rule in {', '.join(os.fspath(path) for path in paths)}")
    return pytest.mark.parametrize(argument, [_param(rules.alone(name), name) for name in rules.ids])


def _param(rules: library.Rules, name: str) -> Any:
    return pytest.param(rules, id=name)
