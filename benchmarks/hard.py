"""What do stories take that are made to be slow: long series, ties, ranges, joins of many by many?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

import ruleck
from benchmarks.measure import Table, exponent, least
from benchmarks.workload import Story


class _Case(NamedTuple):
    name: str
    rule: str
    make: Callable[[int], Story]
    most: int  # facts in all


def _day(number: int) -> str:
    return (date(1700, 1, 1) + timedelta(days=number)).isoformat()


def _estimates(value: Callable[[int], object], as_of: Callable[[int], str] = _day) -> Callable[[int], Story]:
    def make(size: int) -> Story:
        facts = [{"subject": "the cost", "value": value(number), "as_of": as_of(number)} for number in range(size)]
        return {"estimates": facts}

    return make


def _events(size: int) -> Story:
    return {"events": [{"name": "a day", "date": _day(n), "end": _day(n + 1)} for n in range(size)]}


def _people_and_quotes(size: int) -> Story:
    people = [{"id": f"p{n}", "name": f"Person {n}"} for n in range(max(1, size // 11))]
    quotes = [{"text": "So be it.", "speaker": f"p{n % len(people)}"} for n in range(size - len(people))]
    return {"people": people, "quotes": quotes}


def _figures(size: int) -> Story:
    half = size // 2
    estimates = [{"subject": "the cost", "value": n} for n in range(half)]
    return {"estimates": estimates, "figures": [{"value": n} for n in range(half)]}


_FALL = "estimates must decrease over time"
_CASES = (
    _Case("one series, kept", _FALL, _estimates(lambda n: 10**6 - n), 100_000),
    _Case("one series, broken by all", _FALL, _estimates(lambda n: n), 100_000),
    _Case("ranges over months", _FALL, _estimates(lambda n: f"{n} to {n + 50}", lambda n: _day(n)[:7]), 30_000),
    _Case("one series, all of one day", _FALL, _estimates(lambda n: n, lambda n: _day(0)), 100_000),
    _Case(
        "one group, all of one day",
        "estimates with the same as_of must have the same value",
        _estimates(lambda n: n, lambda n: _day(0)),
        100_000,
    ),
    _Case(
        "groups of which none is certain",
        "estimates with the same as_of must have the same value",
        _estimates(lambda n: n, lambda n: f"{_day(9 * n)}/{_day(9 * n + 5)}"),
        10_000,
    ),
    _Case("unique ranges", "estimates' value must be unique", _estimates(lambda n: f"{9 * n} to {9 * n + 5}"), 10_000),
    _Case("events that touch", "events must not overlap", _events, 100_000),
    _Case(
        "quotes of each person",
        "for each person, count of (quotes where speaker is person) must be at most 10",
        _people_and_quotes,
        11_000,
    ),
    _Case("each figure among estimates", "every figure's value must be one of estimates' value", _figures, 10_000),
    _Case(
        "each figure has an estimate",
        "for each figure, there must be an estimate where value is figure's value",
        _figures,
        10_000,
    ),
)


def measure(quick: bool = False) -> Table:
    """Seconds a story, and how they grow as its facts do."""
    rows = []
    for case in _CASES:
        rules = ruleck.compile(case.rule)
        most = 30 if quick else case.most
        sizes = (most // 4, most // 2, most)
        stories = [case.make(size) for size in sizes]
        reports: list[ruleck.Report] = []
        seconds = [least(partial(_check, rules, one, reports), 1) for one in stories]
        assert not any(report.mistakes for report in reports), reports[0].mistakes
        rows.append((case.name, sizes[-1], len(reports[-1].findings), seconds[-1], exponent(sizes, seconds)))
    return Table("Stories that are made to be slow", ("", "facts", "findings", "seconds", "exponent"), tuple(rows))


def _check(rules: ruleck.Rules, one: Story, reports: list[ruleck.Report]) -> None:
    reports.append(rules.check(one))
