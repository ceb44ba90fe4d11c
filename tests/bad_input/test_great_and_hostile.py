"""Much of everything, and what is made to take for ever: done in a time that the size of the input explains."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import ruleck
from tests.command.running import FACTS, SENTENCE, lay, ruleck_here

MANY = 100_000


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Generous against a busy machine, and far below what the square of the input's size would take."""
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < seconds


def estimates(**fields: str) -> str:
    """Very many estimates; each field as JSON, `#` for the fact's number."""
    words = ", ".join(f'"{name}": {value}' for name, value in {"subject": '"x"', **fields}.items())
    return f'{{"estimates": [{", ".join(f"{{{words}}}".replace("#", str(n)) for n in range(MANY))}]}}'


def test_a_rule_file_of_a_megabyte_with_a_mistake_in_its_last_line(tmp_path: Path) -> None:
    rules = "".join(f'rule r{n}: {SENTENCE}\n  because "{"so " * 250}"\n' for n in range(1_400))
    assert len(rules) > 1_000_000
    lay(tmp_path, {"many.ruleck": rules + "rule last: quotes must nam a speaker\n", "story.facts.yaml": FACTS})
    with within(30):
        done = ruleck_here("check", "story.facts.yaml", "--rules", "many.ruleck", cwd=tmp_path)
    assert done.stdout.startswith("many.ruleck:2801:24: `nam` is not understood after `must`\n")
    assert "try: quotes must name a speaker" in done.stdout
    assert done.returncode == 2


def test_thousands_of_mistakes_are_all_told(tmp_path: Path) -> None:
    rules = "".join(f"rule r{n}: quotes must nam a speaker\n" for n in range(3_000))
    lay(tmp_path, {"many.ruleck": rules, "story.facts.yaml": FACTS})
    with within(30):
        done = ruleck_here("check", "story.facts.yaml", "--rules", "many.ruleck", cwd=tmp_path)
    assert (done.stdout.count("`nam` is not understood after `must`"), done.returncode) == (3_000, 2)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|aa)+b", "(a*)*(a*)*(a*)*b", "(.*a){20}b"])
def test_a_pattern_that_would_take_others_for_ever(pattern: str) -> None:
    rules = ruleck.compile(f"quotes' text must match /^{pattern}$/")
    with within(5):
        report = rules.check({"quotes": [{"text": "a" * 50_000}]})
    assert [finding.verdict for finding in report.findings] == ["violated"]


@pytest.mark.parametrize("way", ["value", "facts"])
def test_zero_in_a_divisor(way: str) -> None:
    divisor = "0" if way == "value" else "old"
    rules = ruleck.compile(f"rule r: for each change, its percent must equal its new / {divisor} * 100")
    report = rules.check({"changes": [{"old": 0, "new": 5, "percent": 0}, {"old": "-1 to 1", "new": 5, "percent": 0}]})
    assert [(finding.verdict, finding.cause) for finding in report.findings] == [("undecided", "division")] * 2
    assert all("divides by what may be zero" in finding.message for finding in report.findings)


@pytest.mark.parametrize(
    ("rule", "verdicts"),
    [
        ("every event's end must be before date + 9999 years", []),
        ("every event's date must be after 0001-01-01 - 999999999 days", []),
        ("every event's end must be before 9999-12-31 + 999999999 months", []),
        ("every event's date must be within 999999999 years of its end", []),
        ("every event's end must be on or before 9999", []),
        ("every event's date must be after 0001", ["violated"]),
        ("for each event, years from its date to its end must be 9998", []),
        ("for each event, days from its date to its end must be 3652058", []),
    ],
)
def test_dates_at_both_ends(rule: str, verdicts: list[str]) -> None:
    report = ruleck.compile(f"rule r: {rule}").check(
        {"events": [{"name": "a", "date": "0001-01-01", "end": "9999-12-31"}]}
    )
    assert [finding.verdict for finding in report.findings] == verdicts


def test_a_hundred_thousand_facts_in_one_group_with_equal_times() -> None:
    document = estimates(value="#", as_of='"2017-12-05"')
    with within(60):
        report = ruleck.compile("estimates must decrease over time").check(document)
    assert (report.findings, report.mistakes) == ((), ())


def test_a_hundred_thousand_facts_in_one_series_with_one_that_rises() -> None:
    facts: list[dict[str, Any]] = []
    for n in range(MANY):
        year, day = divmod(n, 336)
        facts.append({"subject": "x", "value": -n, "as_of": f"{year + 1:04}-{day // 28 + 1:02}-{day % 28 + 1:02}"})
    facts[-1]["value"] = 5 - MANY
    with within(60):
        report = ruleck.compile("estimates must decrease over time").check(json.dumps({"estimates": facts}))
    (finding,) = report.findings
    assert [fact.pointer for fact in finding.facts] == ["/estimates/99998", "/estimates/99999"]


def test_a_hundred_thousand_facts_that_disagree() -> None:
    with within(60):
        report = ruleck.compile("estimates' value must agree").check(estimates(value="#"))
    (finding,) = report.findings
    assert [fact.pointer for fact in finding.facts] == ["/estimates/0", "/estimates/99999"]


def test_every_fact_against_every_fact_is_given_up_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruleck.evaluate.world.MOST_STEPS", 200_000)
    sentence = "for each estimate, there must be an estimate where value is at least this estimate's value"
    with within(30):
        report = ruleck.compile(sentence).check({"estimates": [{"subject": "x", "value": n} for n in range(600)]})
    (finding,) = report.findings
    assert finding.verdict == "undecided"
    assert "this rule looks at every fact for every fact, and there are too many here" in finding.message
