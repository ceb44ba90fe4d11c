"""What an editor is told of a mistaken document, word for word; each mistake at its place, all of them in one run."""

# ruff: noqa: E501 - a message is compared on one line, as it is printed

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ruleck.facts.load import Settings, read_document, read_mapping
from tests.facts.reading import BUILTIN, mistakes_of, told

# One mistake each: what is written, and what is told of it.
VALUES = {
    "quotes: [{text: a, kind: dirct}]": "1:26 [dirct] `kind` of a quote is one of direct, fragment, paraphrase, "
    "and `dirct` is none of them | did you mean `direct`?",
    "quotes: [{text: a, said_on: [x]}]": "1:29 [[x]] `said_on` of a quote takes a date, and a list stands here",
    "quotes: [{text: a, said_on: 2017-02-29}]": "1:29 [2017-02-29] `said_on` of a quote takes a date, "
    "and `2017-02-29` does not exist: February 2017 has 28 days",
    "quotes: [{text: {a: b}}]": "1:17 [{a: b}] `text` of a quote takes text, and a fact with fields of its own stands here",
    '{"quotes": [{"text": true}]}': "1:22 [true] `text` of a quote takes text, and `true` stands here",
    "people: [{name: a, minor: 5}]": "1:27 [5] `minor` of a person takes yes or no, and `5` is neither | write `yes` or `no`",
    "people: [{name: a, age: -3}]": "1:25 [-3] `age` of a person takes a whole number, 0 or more, and `-3`",
    "people: [{name: a, age: 98%}]": "1:25 [98%] `age` of a person takes a whole number, 0 or more, and `98%` is in percent",
    "people: [{name: a, age: 3.5}]": "1:25 [3.5] `age` of a person takes a whole number, 0 or more, "
    "and `3.5` is not a whole number",
    "polls: [{margin: $5}]": "1:18 [$5] `margin` of a poll takes a percentage, and `$5` is in ",
    "figures: [{value: 3000 people}]": "1:19 [3000 people] `value` of a figure takes a number, "
    "and `3000 people` has `people` after the number | put the unit in `unit`",
    "figures: [{value: {low: 5, hi: 4}}]": "1:19 [{low: 5, hi: 4}] `value` of a figure takes a number, "
    "and `hi` is no end of a range | write {low: 1000, high: 1500}",
    "figures: [{value: {low: 5, high: 4}}]": "1:19 [{low: 5, high: 4}] `value` of a figure takes a number, "
    "and `5 to 4` ends below its start",
    '{"figures": [{"value": 1e9999999}]}': "1:24 [1e9999999] `value` of a figure takes a number, and `1e9999999`",
    "people: [{name: a, also_known_as: E}]": "1:35 [E] `also_known_as` of a person takes a list of texts, "
    "and `E` stands here by itself | put brackets round it: [E]",
    "people: [{name: a, also_known_as: [b, [c]]}]": "1:39 [[c]] `also_known_as` of a person takes a list of texts, "
    "and a list stands here",
    "claims: [{text: a, sources: s}]": "1:29 [s] `sources` of a claim takes a list of sources, "
    "and `s` stands here by itself | put brackets round it: [s]",
    "claims: [{text: a, sources: {name: s}}]": "1:29 [{name: s}] `sources` of a claim takes a list of sources, "
    "and a fact with fields of its own stands here by itself | put a dash before each",
    "quotes: [{text: a, speaker: [b]}]": "1:29 [[b]] `speaker` of a quote takes a person, and a list stands here",
    "people: [Joe]": "1:10 [Joe] a person is wanted here, and `Joe` stands here | write it as {name: …}",
    "people: [~]": "1:10 [~] a person is wanted here, and nothing stands here | write it as {name: …}",
    "people: {name: a}": "1:9 [{name: a}] `people` takes a list of facts, and one fact stands here"
    " | put a dash before the first line of each, or brackets round them: [{…}, {…}]",
    "people: a": "1:9 [a] `people` takes a list of facts, and `a` stands here",
    "article: [{headline: a}]": "1:10 [[{headline: a}]] `article` is one story, and a list stands here"
    " | write its fields without a dash; each further story is a document of its own",
    "article: a": "1:10 [a] an article is wanted here, and `a` stands here | write it as {headline: …}",
    "quotes: [{txt: a}]": "1:11 [txt] `txt` is no field of a quote | did you mean `text`?",
    "quotes: [{kind: direct}]": "1:10 [{kind: direct}] a quote must have a `text`, and this one has none | write it as {text: …}",
    "quotes: [{text: ''}]": "1:10 [{text: ''}] a quote must have a `text`, and this one has none | write it as {text: …}",
    "quotes: [{text: a, Text: b}]": "1:20 [Text] `text` is given twice"
    " | letter case, `-` and `_` make no difference in a name",
    "quotes: []\nQuotes: []": "2:1 [Quotes] `quotes` is given twice | letter case, `-` and `_` make no difference in a name",
    "quotes: [{text: a}, {text: b, text: c}]": "1:31 [text] `text` is given twice",
    '{"quotes": [{"text": "a", "text": "b"}]}': '1:27 ["text"] `text` is given twice',
    "quote: [{text: a}]": "1:1 [quote] facts of this kind stand under `quotes`, and `quote` stands here | write `quotes:`",
    "articles: [{}]": "1:1 [articles] facts of this kind stand under `article`, and `articles` stands here | write `article:`",
    "persons: []": "1:1 [persons] `persons` is no kind of fact | did you mean `people`?",
    "qoutes: []": "1:1 [qoutes] `qoutes` is no kind of fact | did you mean `quotes`?",
    "xyzzy: []": "1:1 [xyzzy] `xyzzy` is no kind of fact | a document has `article`, `people`, ",
    "quotes: [{text: a, xyzzy: b}]": "1:20 [xyzzy] `xyzzy` is no field of a quote | a quote has `text`, `speaker`, ",
    "quotes: [{text: a, excerpt: {exat: b}}]": "1:30 [exat] `exat` is no part of an excerpt"
    " | an excerpt has `exact`, `prefix` and `suffix`",
    "quotes: [{text: a, excerpt: [b]}]": "1:29 [[b]] `excerpt` of a quote takes text, and a list stands here",
    "people: [{name: a, roles: [{until: 2017}]}]": "1:28 [{until: 2017}] a role must have a `name`, and this one has none"
    " | write it as {name: …}",
    "- a": "1:1 [- a] a list is no story | a document names its kinds of facts: `article:`, `quotes:`, `estimates:` and so on",
    "hello": "1:1 [hello] `hello` is no story | a document names its kinds of facts",
    "": "1:1 [] nothing is written here | a document names its kinds of facts",
    "# only a remark\n": "1:1 [",
    "quotes: [{text: Hello, world}]": "1:24 [world] `world` is no field of a quote"
    ' | inside braces a comma ends a value; to keep it, put quotes round all: text: "Hello, world"',
    "figures: [{value: less than 1,000, unit: people}]": "1:31 [000] `000` is no field of a figure"
    ' | inside braces a comma ends a value; to keep it, put quotes round all: value: "less than 1,000"',
    "article: {body: a, body_file: b}": "1:20 [body_file] an article has a `body` or a `body_file`, and this one has both"
    " | leave one out",
    "article: {body_file: b.txt}": "1:11 [body_file] `body_file` is read only for facts that are a file of the project themselves"
    " | write the text itself under `body`",
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), VALUES.items())
def test_one_mistake(text: str, message: str) -> None:
    (mistake,) = mistakes_of(text)
    assert told(mistake).startswith(message)


def test_every_mistake_in_one_run_in_the_order_of_the_document() -> None:
    text = """\
article:
  headine: Fewer
  published: 27 Dec 2017
estimates:
  - {subject: x, value: lots, as_of: yesterday}
  - {value: 3}
quotes:
  - text: a
    speaker: s
  - text: b
    kind: dirct
    speeker: nobody
sources:
  - {id: s, name: Reuters}
  - {id: s, name: dpa}
"""
    assert [told(m).split(" | ")[0] for m in mistakes_of(text)] == [
        "2:3 [headine] `headine` is no field of an article",
        "3:14 [27 Dec 2017] `published` of an article takes a date, and `27 Dec 2017` is not set as a date",
        "5:25 [lots] `value` of an estimate takes a number, and `lots` is not a number",
        "5:38 [yesterday] `as_of` of an estimate takes a date, and `yesterday` is another day each day",
        "6:5 [{value: 3}] an estimate must have a `subject`, and this one has none",
        "9:14 [s] `speaker` of a quote takes a person, and `s` is a source",
        "11:11 [dirct] `kind` of a quote is one of direct, fragment, paraphrase, and `dirct` is none of them",
        "12:5 [speeker] `speeker` is no field of a quote",
        "15:10 [s] two sources have the id `s`",
    ]


def test_no_message_names_a_part_of_the_program() -> None:
    words = ("null", "none ", "schema", "token", "mapping", "dict", "pydantic", "parse", "scalar", "str ", "traceback")
    for text in VALUES:
        for mistake in mistakes_of(text):
            for word in words:
                assert word not in mistake.message.lower().replace("none of them", "").replace("has none", ""), (
                    mistake.message
                )


# ------------------------------------------------------------------ Python values


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"quotes": [{"text": "a", "kind": "dirct"}]}, "it stands at /quotes/0/kind"),
        ({"quotes": [{"text": "\ud800"}]}, "it stands at /quotes/0/text"),
        ({"figures": [{"value": float("nan")}]}, "it stands at /figures/0/value"),
        ({"figures": [{"value": float("inf")}]}, "it stands at /figures/0/value"),
        ({"figures": [{"value": Decimal("NaN")}]}, "it stands at /figures/0/value"),
        ({"figures": [{"value": 10**5000}]}, "it stands at /figures/0/value"),
        ({"figures": [{"value": object()}]}, "it stands at /figures/0/value"),
        ({"article": {"body_file": "/etc/passwd"}}, "it stands at /article/body_file"),
        ({"a/b~": []}, "it stands at /a~1b~0"),
        ({5: []}, "it stands at /5"),
        ({None: []}, "it stands at /None"),
        ({"quotes": [{"text": "a", 5: "b"}]}, "it stands at /quotes/0/5"),
    ],
)
def test_python_values_are_told_by_their_pointer(value: Any, message: str) -> None:
    story, mistakes = read_mapping(value, BUILTIN, Settings(allow_body_file=True))
    assert story is None
    assert [m.notes[0] for m in mistakes] == [message]
    assert all(not m.labels for m in mistakes)


@pytest.mark.parametrize("value", [None, 5, "text", [], True, object(), b"bytes"])
def test_what_is_no_story_at_all(value: Any) -> None:
    story, mistakes = read_mapping(value, BUILTIN)
    assert story is None
    assert [m.code for m in mistakes] == ["not-a-story"]


def test_a_fact_that_stands_in_itself() -> None:
    from ruleck.facts.declare import extend
    from ruleck.facts.vocabulary import Field, FieldType, Kind

    reply = Field("replies", FieldType("link", kinds=("comment",), many=True))
    vocabulary, clashes = extend(BUILTIN, [Kind("comment", "comments", {"replies": reply})])
    assert not clashes
    comment: dict[str, Any] = {}
    comment["replies"] = [comment, comment]
    _, mistakes = read_mapping({"comments": [comment]}, vocabulary)
    assert [m.code for m in mistakes] == ["too-deep", "too-deep"]
    deep = '{"comments": [' + '{"replies": [' * 60 + "]}" * 60 + "]}"
    _, mistakes = read_document(deep, vocabulary)
    assert [m.code for m in mistakes] == ["too-deep"]


@pytest.mark.parametrize(
    "text",
    [
        "{" + ", ".join(f"k{i}: 1" for i in range(3000)) + "}",
        "article: {" + ", ".join(f"k{i}: 1" for i in range(3000)) + "}",
        "people: [" + ", ".join(["x"] * 3000) + "]",
        "people: [{name: a, also_known_as: [" + ", ".join(["[]"] * 3000) + "]}]",
        "people: [{id: x, name: a}]\nclaims: [{text: a, sources: [" + ", ".join(["x"] * 3000) + "]}]",
    ],
    ids=["kinds", "fields", "facts", "items", "links"],
)
def test_of_very_many_mistakes_the_first_thousand_are_told(text: str) -> None:
    mistakes = mistakes_of(text)
    assert len(mistakes) == 1001
    assert mistakes[-1].message == "this document has more mistakes; these are the first 1,000 that were met"
