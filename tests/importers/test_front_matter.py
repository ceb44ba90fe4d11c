"""Markdown with front matter: what is said above the text and in it, and where."""

from __future__ import annotations

import json

import pytest

from ruleck.importers.front_matter import has_facts
from ruleck.importers.imported import told_shortly
from ruleck.importers.read import recognize
from tests.importers.importing import at, facts, known, lines, loaded, one, source, taken_out, unclear

PAGE = """\
---
title: "Ferry service to stop"
date: 2024-05-02 06:30:00 +0200
author: [Ines Kaya, Bo Lind]
category: local
draft: true
tags: [ferry, harbour]
quots: 2
quotes:
  - text: We were never asked.
    speaker: Runa Holt
    excerpt: We were never asked.
---

The ferry across the sound stops on Friday.

“We were never asked.” Runa Holt, a commuter, said.
"""
TOML = """\
+++
title = "Ferry service to stop"
date = 2024-05-02T06:30:00Z
draft = false

[params]
toc = true

[[quotes]]
text = "We were never asked."
speaker = {name = "Runa Holt", role = 'commuter'}

[[estimates]]
subject = "passengers"
value = 1.50
as_of = 2024-05-01
+++
The ferry stops.
"""


def test_what_a_site_says_goes_into_the_article() -> None:
    assert facts(one(PAGE)) == (
        """\
article:
  headline: Ferry service to stop
  byline: Ines Kaya and Bo Lind
  section: local
  status: draft
  published: 2024-05-02T06:30:00+02:00
  body: |-
    The ferry across the sound stops on Friday.

    “We were never asked.” Runa Holt, a commuter, said.

quotes:
  - {text: We were never asked., speaker: Runa Holt, excerpt: We were never asked.}
"""
    )


def test_what_is_left_out_is_listed() -> None:
    story = one(PAGE)
    assert unclear(story) == ["8:1 `quots` was not understood, and is left out | did you mean `quotes`?"]
    assert known(story) == ["tags"]


MARKED = {
    "bold text": "bold** text",
    "text and a link, he said": "text and [a link](http://x), he said",
    "a link": "a link",
    "never_asked us": "never_asked us",
    "at 3 * 4 once more": r"at 3 \* 4 _once_ more",
    "a heading": "a *heading",
    "quoted on two lines": "quoted\n> on `two` lines",
    "(a note)": "(a note)",
}


@pytest.mark.parametrize("excerpt", MARKED)
def test_an_excerpt_is_found_through_the_marks_of_markdown(excerpt: str) -> None:
    body = (
        "## a *heading*\n\nSome **bold** text and [a link](http://x), he said never_asked us at 3 \\* 4 _once_ more"
        " [ref (a note)][1].\n\n> quoted\n> on `two` lines\n"
    )
    story = loaded(one(f"---\nquotes:\n  - {{text: No., excerpt: {json.dumps(excerpt)}}}\n---\n{body}"))
    assert story.misplaced == ()
    assert story.find is not None
    place = story.find(story.records["quote"][0])
    assert place is not None
    assert place.source.text[place.span.start : place.span.end] == MARKED[excerpt]


def test_what_is_not_there_is_not_found_through_marks_either() -> None:
    story = loaded(one("---\nquotes:\n  - {text: No., excerpt: http link}\n---\nA **http** [a](http://link) b.\n"))
    assert len(story.misplaced) == 1


def test_names_where_facts_are_wanted_are_told_as_such() -> None:
    story = one("---\ntitel: A\npeople: [Jane]\nQuotes: {text: No.}\narticle: A\n---\nB.\n")
    left = "was not understood, and is left out"
    assert unclear(story) == [
        f"3:1 `people` {left} | facts are wanted here, each with its fields: `- {{name: Jane}}`",
        f"4:1 `Quotes` {left} | facts are wanted here, each with its fields: `- {{text: …}}`",
        f"5:1 `article` {left} | it takes fields, each with its name: `article: {{headline: …}}`",
        f"2:1 `titel` {left} | did you mean `title`?",
    ]


def test_check_tells_why_something_was_not_understood() -> None:
    story = one("---\ntitle: A\ndate: 5/3/2024\nstatus: weird\nquots: 2\n---\nB.\n")
    (mistake,) = told_shortly(story, "markdown")
    assert mistake.notes == (
        "`status` is one of draft, ready, published, corrected, withdrawn, and `weird` is none of them",
        "`date`: `5/3/2024` is not set as a date",
        "`quots`: did you mean `quotes`?",
        "`ruleck import markdown` lists each with its place",
    )


def test_places_are_those_of_the_file() -> None:
    story = one(PAGE)
    assert at(story, "/article/headline") == '2:8 "Ferry service to stop"'
    assert at(story, "/article/published", key=True) == "3:1 date"
    assert at(story, "/quotes/0/speaker") == "11:14 Runa Holt"
    assert at(story, "/article/body").startswith("15:1 The ferry")
    read = loaded(story)
    place = read.excerpt(read.records["quote"][0])
    assert place is not None
    assert place.source.position(place.span.start).line == 17
    # Offsets in the body are those of the file.
    assert PAGE[place.span.start : place.span.end] == "We were never asked."


def test_toml_with_its_places() -> None:
    story = one(TOML)
    assert facts(story) == (
        """\
article:
  headline: Ferry service to stop
  published: 2024-05-02T06:30:00+00:00
  body: The ferry stops.

quotes:
  - {text: We were never asked., speaker: {name: Runa Holt, role: commuter}}

estimates:
  - {subject: passengers, value: 1.50, as_of: 2024-05-01}
"""
    )
    assert at(story, "/article/headline") == '2:9 "Ferry service to stop"'
    assert at(story, "/quotes/0") == "9:1 [[quotes]]"
    assert at(story, "/quotes/0/speaker/role") == "11:39 'commuter'"
    assert at(story, "/estimates/0/value", key=True) == "15:1 value"
    assert known(story) == ["draft", "params"]


def test_places_in_all_that_toml_can_write() -> None:
    text = (
        "+++\n"
        "facts.article.'head\\line' = 1\n"
        'facts."claims" = [ # two\n  {text = """a\n"b" ""\n""", serious = true},\n  {text = \'\'\'c, ]}\'\'\'}, ]\n'
        "[[facts.polls]]\nsample = 1_000\n[[facts.polls.answers]]\n"
        'label = "y"\n[[facts.polls.answers]]\nlabel = "n\\"]"\n[[facts.polls]]\nstart = 2024-01-01 10:00:00\n'
        "+++\n"
    )
    (story,), mistakes = taken_out(text)
    assert mistakes == []
    assert at(story, "/claims/1/text") == "7:11 '''c, ]}'''"
    assert at(story, "/claims/0/serious") == "6:16 true"
    assert at(story, "/polls/0/answers/1/label") == '13:9 "n\\"]"'
    assert at(story, "/polls/1/start") == "15:9 2024-01-01 10:00:00"
    assert at(story, "/article/head\\line", key=True) == "2:1 facts.article.'head\\line'"


def test_facts_may_stand_together_under_a_name() -> None:
    text = "---\ntitle: A\nfacts:\n  article: {headline: B}\n  people:\n    - {name: Ada Marsh}\n---\nText.\n"
    story = one(text)
    assert facts(story).startswith("article:\n  headline: B\n  body: Text.\n\npeople:\n  - {name: Ada Marsh}\n")
    assert at(story, "/people/0/name") == "6:14 Ada Marsh"
    assert known(story) == ["title"]


def test_a_sites_own_lists_of_names_are_no_facts() -> None:
    story = one("---\ntitle: A\npeople: [Ada Marsh, Bo Lind]\nevents: fair\n---\nText.\n")
    assert set(story.document) == {"article"}
    assert [line.split(" | ")[0] for line in unclear(story)] == [
        "3:1 `people` was not understood, and is left out",
        "4:1 `events` was not understood, and is left out",
    ]


def test_a_date_that_is_none_is_listed_with_the_reason() -> None:
    story = one("---\ntitle: A\ndate: 2024-02-30\n---\nText.\n")
    assert "published" not in story.document["article"]
    assert unclear(story) == [
        "3:1 `date` was not understood, and is left out | `2024-02-30` does not exist: February 2024 has 29 days"
    ]


MISTAKES = {
    "---\ntitle: A\n": "1:1 what starts with `---` here is never closed",
    "---\ntitle: [A\n---\nText.\n": "2:8 this `[` is never closed",
    "---\n- A\n---\nText.\n": "2:1 what stands above the text has no names",
    "+++\ntitle = A\n+++\n": "2:9 this cannot be read as TOML: invalid value",
    "---\narticle: {body: B}\n---\nText.\n": "2:11 the text below is the article's body, and `body` is given, too",
    "---\narticle: {body_file: b.txt}\n---\nText.\n": "2:11 the text below is the article's body, and `body_file` is",
    "---\nquotes:\n  - {text: A}\nfacts:\n  quotes:\n    - {text: B}\n---\n": (
        "2:1 `quotes` stands here and under `facts`"
    ),
    "No front matter.\n": "1:1 no facts stand above this text",
    "---\na: &a [*b]\n---\n": "2:8 `*b` refers to a place marked `&b`, and there is none",
}


@pytest.mark.parametrize("text", MISTAKES, ids=MISTAKES.values())
def test_mistakes_stand_where_they_are_in_the_file(text: str) -> None:
    stories, mistakes = taken_out(text, "markdown", "story.md")
    assert stories == []
    assert lines(mistakes)[0].startswith(MISTAKES[text])
    assert mistakes[0].labels[0].source.text == text


def test_a_wrong_fact_is_told_as_in_any_facts() -> None:
    from ruleck.facts.load import read_mapping
    from tests.importers.importing import BUILTIN

    story = one("---\nquotes:\n  - {text: A, speeker: Ada Marsh}\n---\nText.\n")
    _, mistakes = read_mapping(story.document, BUILTIN, locate=story.place, body=story.body)
    assert lines(mistakes) == ["3:15 `speeker` is no field of a quote | did you mean `speaker`?"]


def test_a_body_file_is_refused() -> None:
    from ruleck.facts.load import read_mapping
    from tests.importers.importing import BUILTIN

    story = one("---\ntitle: A\nfacts:\n  article: {body_file: /etc/passwd}\n---\n")
    _, mistakes = read_mapping(story.document, BUILTIN, locate=story.place, body=story.body)
    assert [m.code for m in mistakes] == ["body-file-refused"]


def test_recognition() -> None:
    assert recognize(source(PAGE)) == recognize(source(TOML)) == "markdown"
    assert recognize(source(PAGE, "story.md")) == recognize(source("Text.", "story.markdown")) == "markdown"
    # Two documents of YAML are two stories in one file, which facts refuse with a reason.
    assert recognize(source("---\narticle: {headline: A}\n---\narticle: {headline: B}\n")) is None
    assert recognize(source("---\narticle: {headline: A}\n")) is None
    assert recognize(source(PAGE, "story.facts.yaml")) is None


FACTS = {
    PAGE: True,
    TOML: True,
    "---\ntitle: A\nfacts:\n  quotes: []\n---\n": True,
    "---\nfacts: {quotes: []}\n---\n": True,
    "---\r\nevents:\r\n- name: fair\r\n---\r\n": True,
    "---\nevents: [ {name: fair} ]\n---\n": True,
    "+++\n[facts.article]\nstatus = 'ready'\n+++\n": True,
    "---\nevents: [fair]\npeople:\n  - Ada Marsh\n---\n": False,
    "---\ntitle: A\n---\nquotes:\n  - {text: A}\n": False,
    "+++\npeople = ['Ada Marsh']\n+++\n": False,
    "# A page\n": False,
}


@pytest.mark.parametrize("text", FACTS, ids=lambda text: text[:30])
def test_a_folder_knows_pages_with_facts_by_their_first_lines(text: str) -> None:
    assert has_facts(text) is FACTS[text]


def test_line_breaks_of_windows_move_no_place() -> None:
    story = one(PAGE.replace("\n", "\r\n"))
    assert at(story, "/quotes/0/speaker") == "11:14 Runa Holt"
    assert at(story, "/article/body").startswith("15:1 The ferry")
