"""The canonical layout, case by case: what is written, and what it becomes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruleck.source import Source
from ruleck.syntax.format import format_file
from ruleck.syntax.lines import WIDTH
from tests.format.test_properties import formatted

# The rule with everything, as the language's reference shows it: there nothing is to be changed.
WHOLE = """\
rule strength-falls "Reported enemy strength only ever falls":
  severity warning
  tags numbers, conflict
  see "https://example.org/standards#numbers"
  for each subject,
  when the article's section is "world",
  estimates where unit is "people" and source is given must decrease over time
  because "the coalition has said since 2015 that numbers fall; a rise needs a line of explanation"
  accepts "a fall" article {section: "world"},
          estimate {subject: "IS fighters", value: "more than 45,000", as_of: 2015-12},
          estimate {subject: "IS fighters", value: 3000, as_of: 2017-12-05}
  leaves undecided "a bound that may lie higher" article {section: "world"},
          estimate {subject: "IS fighters", value: 3000, as_of: 2017-12-05},
          estimate {subject: "IS fighters", value: "less than 5,000", as_of: 2017-12-27}
"""
KINDS = """\
kind option:
  label  text, required
  share  percent

kind survey, plural surveys:
  question  text, required
  by        person or organization
  mode      one of (phone, "on line", mixed)
  weighted  yes/no, no unless said
  options   list of option
  series    sample over fielded by question
"""

CASES = {
    "letter case, spaces, the closing period and optional commas": (
        "QUOTES  Where kind IS direct Must   name a speaker , unless  the  Article's section is \"x\".",
        "QUOTES where kind is direct must name a speaker unless the Article's section is \"x\"\n",
    ),
    "quote marks and apostrophes": (
        "rule c: the article\u2019s section must be one of (“it\u2019s \\“so\\””)",
        'rule c: the article\'s section must be one of ("it\u2019s \\“so\\”")\n',
    ),
    "the verbs of presence and the small words are the author's": (
        "the poll must state the pollster and a sample\npeople where they are minor should give an age",
        "the poll must state the pollster and a sample\npeople where they are minor should give an age\n",
    ),
    "a bare sentence keeps its id": (
        "Each quote must name a speaker  # who?\na claim must have at least two sources because \"so\"",
        "rule each-quote-must-name-a-speaker: every quote must name a speaker  # who?\n\n"
        "rule a-claim-must-have-at-least-two-sources:\n"
        '  every claim must have at least 2 sources\n  because "so"\n',
    ),
    "a named rule of nothing but a sentence stands on a line": (
        "rule one:\n  for each figure,\n  its value must be 3",
        "rule one: for each figure, its value must be 3\n",
    ),
    "with more, each clause has its line": (
        'rule one "Once": for every figure, its value must be 3 unless x1 is y, unless z because "so"',
        'rule one "Once":\n  for each figure,\n  its value must be 3\n  unless x1 is y\n  unless z\n  because "so"\n',
    ),
    "a list that goes on after commas": (
        "people must state a name , an age and a role\nquotes with the same speaker , verb and kind must agree",
        "people must state a name, an age and a role\nquotes with the same speaker, verb and kind must agree\n",
    ),
    "one empty line at most, and one around what is longer than a line": (
        "\n\ndefine a1 as 1\n\n\n\ndefine b1 as 2\ndefine c1 as 3\nkind k:\n  x1  text\nquotes must agree\n\n",
        "define a1 as 1\n\ndefine b1 as 2\ndefine c1 as 3\n\nkind k:\n  x1  text\n\nquotes must agree\n",
    ),
    "comments between statements": (
        "# head\n\n# of a\ndefine a1 as 1\n# of k\nkind k:\n  x1 text\n# of b\ndefine b1 as 1 # one\n\n# end",
        "# head\n\n# of a\ndefine a1 as 1\n\n# of k\nkind k:\n  x1  text\n\n# of b\ndefine b1 as 1  # one\n\n# end\n",
    ),
    "comments inside a rule": (
        "rule x:  # head\n# first\n\n    # second\n  severity   info # how bad\n  quotes # whose\n  # which\n"
        "  where direct must agree\n  # below\n\n# next\nquotes must agree",
        "rule x:  # head\n  # first\n  # second\n  severity info  # how bad\n  quotes  # whose\n    # which\n"
        "    where direct must agree\n  # below\n\n# next\nquotes must agree\n",
    ),
    "comments inside an example": (
        'quotes must agree accepts "x" # one\n quote {text: "a"   # two\n , kind: direct},\n # three\n quote {}',
        'quotes must agree\n  accepts "x"  # one\n          quote {text: "a",  # two\n'
        "                 kind: direct},\n          # three\n          quote {}\n",
    ),
    "the lines of a kind": (
        "kind k , plural ks :\n  # note\n  x1   text,\n  required # so\n  yyy LIST OF one of (a1,\n   b1)\n"
        "  series a1 over b1 by x1 and yyy",
        "kind k, plural ks:\n  # note\n  x1      text, required  # so\n  yyy     list of one of (a1, b1)\n"
        "  series  a1 over b1 by x1 and yyy\n",
    ),
    "a first line that is indented, and a byte order mark": (
        "\ufeff  # x\n  quotes must agree",
        "# x\nquotes must agree\n",
    ),
    "the line breaks of the file stay": (
        'rule x: quotes must agree\r\n  because "one\r\n   two"\r\n',
        'rule x:\r\n  quotes must agree\r\n  because "one two"\r\n',
    ),
    "nothing": ("\n  \n", ""),
    "comments alone": ("  # a\n\n\n\n# b", "# a\n\n# b\n"),
}  # fmt: skip

LONG = {
    "before must and where": (
        "organizations' name where kind is one of (company, charity, party) and section is given must be one"
        " of listed-ones",
        "organizations' name where kind is one of (company, charity, party) and section is given\n"
        "    must be one of listed-ones\n",
    ),
    "before what joins conditions": (
        "rule x: quotes where kind is one of (direct, fragment) and said_on is between 2017-01 and 2017-12 and not"
        " (its source is official and its speaker is minor) must agree",
        "rule x:\n  quotes where kind is one of (direct, fragment) and said_on is between 2017-01 and 2017-12\n"
        "    and not (its source is official and its speaker is minor) must agree\n",
    ),
    "a quoted text, at its single spaces": (
        f'quotes must agree because "{"word " * 21}two  spaces"',
        f'quotes must agree\n  because "{"word " * 17}word\n    {"word " * 3}two  spaces"\n',
    ),
    "a list of values": (
        "define x1 as " + ", ".join(f'"value {n}"' for n in range(12)),
        'define x1 as "value 0", "value 1", "value 2", "value 3", "value 4", "value 5", "value 6", "value 7",\n'
        '  "value 8", "value 9", "value 10", "value 11"\n',
    ),
    "a record, under its bracket": (
        'quotes must agree accepts "a sum" breakdown {name: "the budget of the year", total: 90, parts: [{label:'
        ' "schools", value: 50}, {label: "roads", value: 40}]}',
        'quotes must agree\n  accepts "a sum"\n          breakdown {name: "the budget of the year", total: 90,\n'
        '                     parts: [{label: "schools", value: 50}, {label: "roads", value: 40}]}\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_case(name: str) -> None:
    written, expected = CASES[name]
    assert format_file(Source("", written)) == (expected, [])
    formatted(written)


@pytest.mark.parametrize("name", LONG)
def test_long_lines_are_broken(name: str) -> None:
    written, expected = LONG[name]
    assert formatted(written) == expected
    assert max(map(len, expected.split("\n"))) <= WIDTH


@pytest.mark.parametrize("text", [WHOLE, KINDS])
def test_what_is_in_order_stays(text: str) -> None:
    assert formatted(text) == text


def test_the_reference_shows_what_becomes_of_a_file() -> None:
    page = (Path(__file__).parents[2] / "docs" / "language.md").read_text("utf-8")
    section = page.partition("### One layout for everybody")[2].partition("\n## ")[0]
    before, after = re.findall(r"```ruleck\n(.*?)```", section, re.DOTALL)
    assert formatted(before) == after


def test_every_sentence_of_the_language_keeps_its_meaning() -> None:
    lines = (Path(__file__).parents[1] / "syntax" / "sentences.txt").read_text("utf-8").split("\n")
    sentences = [line for line in lines if line.strip() and not line.startswith((" ", "#"))]
    assert len(sentences) > 100
    formatted("\n".join(sentences))
    formatted("\n".join(sentences).upper().replace("/I", "/i"))


def test_a_file_with_a_mistake_stays_as_it_is() -> None:
    text = "quotes  must agree\nquotes must fly\n"
    same, mistakes = format_file(Source("house.ruleck", text))
    assert same == text
    assert [m.code for m in mistakes] == ["not-understood"]


@pytest.mark.parametrize(
    "text",
    [
        "quotes' value must be " + "count of (quotes where value is " * 99 + "1" + ")" * 99,
        "quotes where " + " and ".join(["anonymous"] * 2_000) + " must agree",
        "kind k:\n  x1 text" + " or text" * 2_000,
        "quotes must agree accepts quote {x1: " + "[" * 98 + "1" + "]" * 98 + "}",
        f'quotes must agree because "{"x" * 5_000}"',
    ],
    ids=["deep", "long", "kind", "record", "word"],
)
def test_nothing_is_too_deep_or_too_long(text: str) -> None:
    result, mistakes = format_file(Source("", text))
    assert not mistakes
    assert format_file(Source("", result)) == (result, [])
