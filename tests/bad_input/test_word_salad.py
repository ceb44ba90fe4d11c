"""Words of the language in any order, over documents of any content: told as mistakes or checked, never a crash.

Two kinds of salad: single words of the language, which rarely make a sentence, and sentences and rules of the tests
with some of their words exchanged, which often do.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ruleck
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.vocabulary import Field

ROOT = Path(__file__).parents[2]
SENTENCES = sorted(
    {
        line.strip()
        for line in (ROOT / "tests/syntax/sentences.txt").read_text(encoding="utf-8").splitlines()
        if re.search(r"\b(must|should|may)\b", line) and "\\n" not in line
    }
)
RULES = [
    case["rules"]
    for path in sorted((ROOT / "tests/conformance").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    if "files" not in case and not case.get("refused")
]
KEYWORDS = sorted(
    set(re.findall(r"[a-z]+", " ".join(SENTENCES)))
    | {"must", "should", "may", "not", "no", "every", "some", "all", "of", "its", "this", "it", "where", "when", "or"}
)
KINDS = [word for kind in builtin_vocabulary().kinds.values() for word in (kind.name, kind.plural)]
FIELDS = sorted({name for kind in builtin_vocabulary().kinds.values() for name in kind.fields})
VALUES = [
    *(
        "0",
        "1",
        "-4",
        "1,000",
        "2.5",
        "5%",
        "3 million",
        "twelve",
        "yes",
        "no",
        '"x"',
        '""',
        "2017",
        "2017-12",
        "(1, 2)",
    ),
    *(
        "2017-12-05",
        "0001",
        "9999-12-31",
        "1 month",
        "3 weeks",
        "9999 years",
        "2 points",
        "/(a+)+b/",
        "/x/i",
        "rounding",
    ),
]
MARKS = [
    "'s",
    ",",
    "(",
    ")",
    "+",
    "-",
    "*",
    "/",
    ":",
    ".",
    "%",
    "{",
    "}",
    "[",
    "]",
    "?",
    '"',
    "“",
    ";",
    ">=",
    "\n",
    "\n  ",
]
words = st.one_of(*(st.sampled_from(words) for words in (KEYWORDS, KINDS, FIELDS, VALUES, MARKS)))
tame = st.one_of(*(st.sampled_from(words) for words in (KINDS, FIELDS, VALUES)))


@st.composite
def exchanged(draw: st.DrawFn) -> str:
    """A sentence or a rule file of the tests with up to three of its words exchanged, dropped or doubled."""
    parts = draw(st.sampled_from(RULES) | st.sampled_from(RULES) | st.sampled_from(SENTENCES)).split(" ")
    for _ in range(draw(st.sampled_from([0, 0, 1, 1, 2, 3]))):
        at = draw(st.integers(0, len(parts) - 1))
        parts[at : at + 1] = draw(st.one_of(tame.map(lambda word: [word]), st.sampled_from([[], [parts[at]] * 2])))
        if not parts:
            return ""
    return " ".join(parts)


salad = st.lists(words, max_size=14).map(" ".join)
rules = st.one_of(exchanged(), exchanged(), exchanged(), salad)

scalars = st.one_of(
    st.sampled_from(
        [
            "less than 1,000",
            "about 5",
            "?",
            "1 to 3",
            "98%",
            "2017-12",
            "201X",
            "../2017-12-05",
            "x",
            "",
            "a",
            "b",
            "direct",
        ]
    ),
    st.integers(-3, 3),
    st.booleans(),
    st.none(),
    st.text(max_size=3),
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=2)
)


def fitting(kind: str, field: Field) -> st.SearchStrategy[Any]:
    """Values that a field mostly takes. The records of a kind are named after it, so that links find them."""
    one: st.SearchStrategy[Any]
    match field.type.base:
        case "number" | "percent":
            one = st.sampled_from(
                [0, 1, 5, "5%", "less than 3", "about 5", "1 to 3", "?", "-2 to 2", {"low": 1}, "1.50"]
            )
        case "count":
            one = st.sampled_from([0, 1, 60, "?", "less than 3"])
        case "date":
            one = st.sampled_from(["2017-12-05", "2017-12", "2017", "?", "0001", "9999-12-31", "2017-12-05T10:00:00Z"])
        case "yes/no":
            one = st.sampled_from([True, False, "?"])
        case "one of":
            one = st.sampled_from([*field.type.choices, "?"])
        case "link":
            one = st.sampled_from([f"{field.type.kinds[0]} a", f"{field.type.kinds[-1]} b", "nobody", "?"])
        case _:
            one = st.sampled_from([f"{kind} a", f"{kind} b", "?"])
    return st.lists(one, max_size=2) if field.type.many else one


@cache
def facts(name: str) -> st.SearchStrategy[dict[str, Any]]:
    fields = builtin_vocabulary().kinds[name].fields
    left_out = ("id", "excerpt", "body_file")
    return st.fixed_dictionaries(
        {field.name: fitting(name, field) for field in fields.values() if field.required},
        optional={
            field.name: fitting(name, field)
            for field in fields.values()
            if not field.required and field.name not in left_out
        },
    )


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(sorted(builtin_vocabulary().kinds)), max_size=4, unique=True)):
        kind = builtin_vocabulary().kinds[name]
        if name == "article":
            document[name] = draw(facts(name))
        else:
            document[kind.plural] = draw(st.lists(facts(name), max_size=3))
    if draw(st.integers(0, 9)) == 9:
        document[draw(st.sampled_from(KINDS + FIELDS))] = draw(anything)
    return document


@cache
def compiled(text: str) -> ruleck.Rules | None:
    try:
        return ruleck.compile(text)
    except ruleck.Mistakes as wrong:
        mistakes = wrong.diagnostics
    assert mistakes, text
    assert all(mistake.message and "None" not in mistake.message for mistake in mistakes), text
    return None


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules, documents())
def test_any_words_over_any_facts(text: str, document: dict[str, Any]) -> None:
    found = compiled(text)
    if found is None:
        return
    for way in (document, json.dumps(document)):
        report = found.check(way)
        for finding in report.findings:
            assert finding.message
            assert (finding.cause is None) == (finding.verdict == "violated")
