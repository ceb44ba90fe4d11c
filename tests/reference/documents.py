"""Documents by construction: small domains, so that near misses, ties and straddling ranges are common.

`documents` draws one, `filled` fills what a document leaves open in with concrete values, or narrows it. How many facts
there are is Hypothesis's to choose and to shrink; what they say comes of one seed, which is many times as fast as a
choice for each field.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
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
    """How uncertain a document may be: `ends` are bounds without another end, `opens` are `?`, `exact` has neither.

    One in `stated` + 1 of the fields that need not be stated is left out. With `alike` all texts of a field are one, so
    that facts fall in few groups.
    """

    ends: bool = True
    opens: bool = True
    exact: bool = False
    stated: int = 3
    alike: bool = False


SEEDS = st.integers(0, 2**48)
Said = dict[str, list[Any]]


def numbers(random: Random, manner: Manner, *, count: bool = False) -> Any:
    """A number in one of the forms that facts state it in."""
    low, high = sorted((random.randint(0, 6), random.randint(0, 6)))
    if manner.exact or random.randrange(7) < 3:
        return low if count or random.randrange(3) else random.choice(["2.5", "3.0", "2.50"])
    form = random.randrange(4 if manner.ends else 3)
    if form < 2:
        return f"{low}-{high}"
    if form == 2:
        return {"low": low, "high": high}
    # Less than a count is at most the one before it, which may be none.
    words = ["at most", "more than", "at least"] if count else ["less than", "at most", "more than", "at least"]
    return f"{random.choice(words)} {low}"


def field_value(random: Random, kind: str, name: str, type_: str, manner: Manner, said: Said) -> Any:
    # A unit that is open would make every comparison with another unit open: units are stated or not.
    if manner.opens and name != "unit" and random.randrange(9) == 0:
        return "?"
    if type_ in ("number", "count", "date"):
        # What was said before is said again: equal ranges and ties are where it is easy to be wrong.
        before = said.setdefault(type_, [])
        if before and random.randrange(4) == 0:
            return random.choice(before)
        if type_ == "date":
            value = random.choice(DAYS if manner.exact else DAYS + DAYS + SPANS)
        else:
            value = numbers(random, manner, count=type_ == "count")
        before.append(value)
        return value
    if type_ == "yes/no":
        return random.random() < 0.5
    if type_ == "one of":
        return random.choice(CHOICES[kind, name])
    texts = TEXTS.get(name, ["x", "y"])
    return texts[0] if manner.alike else random.choice(texts)


def fact(
    random: Random, kind: str, manner: Manner, ids: dict[str, list[str]], said: Said | None = None
) -> dict[str, Any]:
    """A fact, with links to facts that have these ids; `said` are the numbers and dates of the facts before."""
    said = {} if said is None else said
    fields: dict[str, Any] = {}
    for name, type_ in FIELDS[kind].items():
        if (kind, name) not in REQUIRED and random.randint(0, manner.stated) == 0:
            continue
        if type_.startswith("list:"):
            member = type_[5:]
            if member not in ids:
                fields[name] = [fact(random, member, manner, ids, said) for _ in range(random.randint(0, 3))]
            elif ids[member]:
                fields[name] = random.sample(ids[member], random.randint(0, min(3, len(ids[member]))))
        elif type_.startswith("link:"):
            if to := ids.get(type_[5:], []):
                fields[name] = random.choice(to)
        else:
            fields[name] = field_value(random, kind, name, type_, manner, said)
    return fields


@st.composite
def documents(
    draw: Draw, kinds: Sequence[str], manner: Manner, *, article: str | None = None, most: int = 4
) -> dict[str, Any]:
    """A document of these kinds and those that they link to."""
    random = Random(draw(SEEDS))
    wanted = set(kinds)
    for _ in range(3):
        for kind in list(wanted):
            wanted |= {t[5:] for t in FIELDS[kind].values() if t.startswith(("link:", "list:"))} & set(TOP)
    document: dict[str, Any] = {"article": fact(random, "article", replace(manner, opens=False), {})}
    document["article"].pop("id", None)
    if article:
        document["article"]["id"] = article
    ids: dict[str, list[str]] = {}
    for kind in (k for k in ("person", "source", "estimate", *TOP) if k in wanted):
        if PLURALS[kind] in document:
            continue
        # Each kind goes its own way from the seed, so that fewer of one leave the others as they are.
        own = Random(f"{random.random()} {kind}")
        size = draw(st.integers(0, most) if kind not in kinds else st.sampled_from([*range(1, most + 1), 0]))
        said: Said = {}
        members = [fact(own, kind, manner, ids, said) for _ in range(size)]
        for i, member in enumerate(members):
            if kind in ("person", "source", "estimate"):
                member["id"] = f"{kind[0]}{i}"
                ids.setdefault(kind, []).append(member["id"])
        document[PLURALS[kind]] = members
    return document


def choose_number(random: Random, written: Any, *, count: bool, narrow: bool) -> Any:
    """One of the numbers that a written number can be; with `narrow` perhaps a smaller range of them."""
    n = number(written, count=count)
    if n.exact:
        return written
    low = -3 if n.low == -INF else int(n.low)
    high = max(low, 0) + 9 if n.high == INF else int(n.high)
    fits = [
        k
        for k in range(low, high + 1)
        if (k > n.low or (k == n.low and not n.low_open)) and (k < n.high or (k == n.high and not n.high_open))
    ]
    halves = [] if count else [f"{k}.5" for k in range(max(low, 0), high) if n.low < k + 0.5 < n.high]
    form = random.randrange(3) if narrow and fits else 0
    if form == 0:
        return random.choice([*fits, *halves] or [written])
    if form == 1:
        ends = sorted((random.choice(fits), random.choice(fits)))
        return {"low": ends[0], "high": ends[1]}
    return written


def choose_day(random: Random, written: str, *, narrow: bool) -> str:
    """One of the days that a written date can be; with `narrow` perhaps a shorter span of them."""
    d = days(written)
    fits = [
        w for w in [*DAYS, "2016-06-01", "2017-01-15", "2018-03-01", "2016-12-31"] if d.first <= days(w).first <= d.last
    ]
    spans = [w for w in SPANS if d.first <= days(w).first and days(w).last <= d.last]
    return random.choice([*fits, *spans, written] if narrow else fits)


def filled(document: dict[str, Any], *, narrow: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """The document with its openings filled in (all, or with `narrow` some or only partly)."""
    return SEEDS.map(lambda seed: fill_in(Random(seed), document, narrow=narrow))


def fill_in(random: Random, document: dict[str, Any], *, narrow: bool) -> dict[str, Any]:
    """The same, by chance."""
    document = copy.deepcopy(document)

    def fill(kind: str, fact: dict[str, Any]) -> None:
        for name, value in list(fact.items()):
            type_ = FIELDS[kind].get(name, "")
            if type_.startswith("list:"):
                for item in value:
                    if isinstance(item, dict):
                        fill(type_[5:], item)
            elif value == "?":
                if not (narrow and random.random() < 0.5):
                    fact[name] = field_value(random, kind, name, type_, Manner(opens=False, exact=True), {})
            elif type_ in ("number", "count"):
                fact[name] = choose_number(random, value, count=type_ == "count", narrow=narrow)
            elif type_ == "date":
                fact[name] = choose_day(random, value, narrow=narrow)

    fill("article", document["article"])
    for kind, plural in PLURALS.items():
        for fact in document.get(plural, []):
            fill(kind, fact)
    return document
