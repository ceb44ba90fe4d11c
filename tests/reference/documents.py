"""Documents by construction: small domains, so that near misses, ties and straddling ranges are common.

`documents` draws one, `filled` fills what a document leaves open in with concrete values, or narrows it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.reference.story import FIELDS, INF, PLURALS, days, number

Draw = Callable[[st.SearchStrategy[Any]], Any]

DAYS = ["2017-01-01", "2017-01-02", "2017-01-03", "2017-01-31", "2017-02-01"]
SPANS = ["2017-01", "2017-02", "2017", "2016", "2017-01-02/2017-01-03", "../2017-01-02", "2017-01-31/.."]
TEXTS = {
    "verb": ["said", "told", "Said"],
    "subject": ["a", "b"],
    "unit": ["people", "km"],
    "place": ["here"],
    "title": ["Dr", "Mr"],
    "name": ["Ann", "Bob"],
    "section": ["world", "sports"],
}
CHOICES = {
    ("quote", "kind"): ["direct", "fragment", "paraphrase"],
    ("source", "type"): ["person", "document"],
    ("figure", "position"): ["headline", "body"],
    ("change", "direction"): ["rise", "fall"],
    ("mention", "position"): ["headline", "body"],
}
REQUIRED = {
    ("person", "name"), ("quote", "text"), ("claim", "text"), ("estimate", "subject"), ("figure", "value"),
    ("breakdown", "total"), ("part", "value"), ("event", "name"), ("mention", "text"),
}  # fmt: skip
TOP = [k for k in PLURALS if k not in ("part", "answer")]


@dataclass(frozen=True)
class Manner:
    """How uncertain a document may be: `ends` are bounds without another end, `opens` are `?`, `exact` has neither."""

    ends: bool = True
    opens: bool = True
    exact: bool = False


def numbers(manner: Manner, *, count: bool = False) -> st.SearchStrategy[Any]:
    small = st.integers(0, 6)
    plain: st.SearchStrategy[Any] = small if count else st.one_of(small, small, st.sampled_from(["2.5", "3.0", "2.50"]))
    if manner.exact:
        return plain
    ranges = st.tuples(small, small).map(lambda p: f"{min(p)}-{max(p)}")
    objects = st.tuples(small, small).map(lambda p: {"low": min(p), "high": max(p)})
    forms = [plain, plain, plain, ranges, ranges, objects]
    if manner.ends:
        words = st.sampled_from(
            ["at most", "more than", "at least"] if count else ["less than", "at most", "more than", "at least"]
        )
        forms.append(st.tuples(words, small).map(lambda p: f"{p[0]} {p[1]}"))
    return st.one_of(forms)


def field_values(kind: str, name: str, type_: str, manner: Manner) -> st.SearchStrategy[Any]:
    if type_ in ("number", "count"):
        base = numbers(manner, count=type_ == "count")
    elif type_ == "date":
        base = st.sampled_from(DAYS if manner.exact else DAYS + DAYS + SPANS)
    elif type_ == "yes/no":
        base = st.booleans()
    elif type_ == "one of":
        base = st.sampled_from(CHOICES[kind, name])
    else:
        base = st.sampled_from(TEXTS.get(name, ["x", "y"]))
    # A unit that is open would make every comparison with another unit open: units are stated or not.
    return st.one_of(*[base] * 8, st.just("?")) if manner.opens and name != "unit" else base


@st.composite
def facts(draw: Draw, kind: str, manner: Manner, ids: dict[str, list[str]]) -> dict[str, Any]:
    fact: dict[str, Any] = {}
    for name, type_ in FIELDS[kind].items():
        required = (kind, name) in REQUIRED
        if not required and draw(st.integers(0, 3)) == 0:
            continue
        if type_.startswith("list:"):
            member = type_[5:]
            if member in ids:
                if ids[member]:
                    fact[name] = draw(st.lists(st.sampled_from(ids[member]), max_size=3, unique=True))
            else:
                fact[name] = draw(st.lists(facts(member, manner, ids), max_size=3))
        elif type_.startswith("link:"):
            if to := ids.get(type_[5:], []):
                fact[name] = draw(st.sampled_from(to))
        else:
            fact[name] = draw(field_values(kind, name, type_, manner))
    return fact


@st.composite
def documents(
    draw: Draw, kinds: Sequence[str], manner: Manner, *, article: str | None = None, most: int = 4
) -> dict[str, Any]:
    """A document of these kinds and those that they link to."""
    wanted = set(kinds)
    for _ in range(3):
        for kind in list(wanted):
            wanted |= {t[5:] for t in FIELDS[kind].values() if t.startswith(("link:", "list:"))} & set(TOP)
    document: dict[str, Any] = {"article": draw(facts("article", Manner(opens=False, exact=manner.exact), {}))}
    document["article"].pop("id", None)
    if article:
        document["article"]["id"] = article
    ids: dict[str, list[str]] = {}
    for kind in (k for k in ("person", "source", "estimate", *TOP) if k in wanted):
        if PLURALS[kind] in document:
            continue
        size = draw(st.integers(0 if kind not in kinds else 1, most))
        members = [draw(facts(kind, manner, ids)) for _ in range(size)]
        for i, member in enumerate(members):
            if kind in ("person", "source", "estimate"):
                member["id"] = f"{kind[0]}{i}"
                ids.setdefault(kind, []).append(member["id"])
        document[PLURALS[kind]] = members
    return document


def choose_number(written: Any, *, count: bool, narrow: bool) -> st.SearchStrategy[Any]:
    """One of the numbers that a written number can be; with `narrow` perhaps a smaller range of them."""
    n = number(written, count=count)
    if n.exact:
        return st.just(written)
    low = -3 if n.low == -INF else int(n.low)
    high = max(low, 0) + 9 if n.high == INF else int(n.high)
    fits = [
        k
        for k in range(low, high + 1)
        if (k > n.low or (k == n.low and not n.low_open)) and (k < n.high or (k == n.high and not n.high_open))
    ]
    halves = [] if count else [f"{k}.5" for k in range(max(low, 0), high) if n.low < k + 0.5 < n.high]
    exact = st.sampled_from([*fits, *halves] or [written])
    if not narrow or not fits:
        return exact
    objects = st.tuples(st.sampled_from(fits), st.sampled_from(fits)).map(lambda p: {"low": min(p), "high": max(p)})
    return st.one_of(exact, objects, st.just(written))


def choose_day(written: str, *, narrow: bool) -> st.SearchStrategy[str]:
    d = days(written)
    fits = [
        w for w in [*DAYS, "2016-06-01", "2017-01-15", "2018-03-01", "2016-12-31"] if d.first <= days(w).first <= d.last
    ]
    if not narrow:
        return st.sampled_from(fits)
    spans = [w for w in SPANS if d.first <= days(w).first and days(w).last <= d.last]
    return st.sampled_from(fits + spans + [written])


@st.composite
def filled(draw: Draw, document: dict[str, Any], *, narrow: bool = False) -> dict[str, Any]:
    """The document with its openings filled in (all, or with `narrow` some or only partly)."""
    document = copy.deepcopy(document)

    def fill(kind: str, fact: dict[str, Any]) -> None:
        for name, value in list(fact.items()):
            type_ = FIELDS[kind].get(name, "")
            if type_.startswith("list:"):
                for item in value:
                    if isinstance(item, dict):
                        fill(type_[5:], item)
            elif value == "?":
                if not (narrow and draw(st.booleans())):
                    fact[name] = draw(field_values(kind, name, type_, Manner(opens=False, exact=True)))
            elif type_ in ("number", "count"):
                fact[name] = draw(choose_number(value, count=type_ == "count", narrow=narrow))
            elif type_ == "date":
                fact[name] = draw(choose_day(value, narrow=narrow))

    fill("article", document["article"])
    for kind, plural in PLURALS.items():
        for fact in document.get(plural, []):
            fill(kind, fact)
    return document
