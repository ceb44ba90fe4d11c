"""Nasty rule files through the command: exit status 2, each mistake at its place and in an author's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_input.telling import DEEP, told
from tests.command.running import FACTS, SENTENCE, lay, ruleck, ruleck_here

# What is written; the mistakes told, all of them, in their order; and what else must be said (a note or a correction).
MISTAKES: dict[str, tuple[str | bytes, list[str], str]] = {
    # section 9, row by row
    "every mistake of a file in one run": (
        "quoats must name a speaker\n\n"
        "rule b:\n  quotes must name a speaker\n  severity warning\n\n"
        "estimates must fall over time\n",
        [
            "1:1: `quoats` is no kind of fact",
            "5:3: `severity` does not belong here: the clauses of a rule have an order",
            "7:16: `fall` is not understood after `must`",
        ],
        "try: estimates must decrease over time",
    ),
    "an unknown field": (
        "quotes must name a speeker",
        ["1:20: `speeker` is not a field of quote"],
        "try: quotes must name a speaker",
    ),
    "a sign for a comparison": (
        "every figure's value must be >= 3",
        ["1:30: `>=` is not understood after `be`"],
        "try: every figure's value must be at least 3",
    ),
    "a number beside a date": (
        "every estimate's value must be more than its as_of",
        ["1:32: `estimate's value` is a number and `its as_of` is a date: they cannot be compared"],
        "",
    ),
    "a clause out of order": (
        'rule a:\n  quotes must name a speaker\n  tags "x"',
        ["3:3: `tags` does not belong here: the clauses of a rule have an order"],
        "the order is: severity, tags, see",
    ),
    "a clause at the margin": (
        'quotes must name a speaker\nbecause "readers ask"',
        ["2:1: `because` stands at the left margin, where a new statement starts"],
        "indent the line: then it belongs to the statement above",
    ),
    "both readings of any": (
        "any source must be official",
        ["1:1: `any` is not understood at the start of a statement"],
        "try: every source must be official\n  try: some source must be official",
    ),
    "two rules of one id": (
        f"{SENTENCE}\n{SENTENCE}",
        ["2:1: two rules have the id `quotes-must-name-a-speaker`"],
        "the other one",
    ),
    "a day that is another each day": (
        "every quote's said_on must be before today",
        ["1:38: `today` would make a run come out differently from day to day"],
        "try: every quote's said_on must be before article's published",
    ),
    # a word that is right elsewhere
    "a member for a field": (
        "quotes where fragment must name a speaker",
        ["1:14: `fragment` is not a field of quote"],
        "try: quotes where kind is fragment must name a speaker",
    ),
    "a member said of the fact": (
        "quotes must not be direct",
        ["1:20: `direct` is not a yes/no field of quote"],
        "`direct` is what a `kind` can be: say it of that",
    ),
    "the earliest of facts": (
        "earliest of events must be after 2017",
        ["1:1: `events` is an event, and `earliest of` needs dates"],
        "say of what: `events' date` or `events' end`",
    ),
    "a list as one value": (
        "for each poll, its answers' share must be 3",
        ["1:20: `answers` is a list, and one value is needed here"],
        "say which are meant: `all of its answers`, `some of its answers`",
    ),
    # definitions
    "values defined by each other": (
        "define few as many\ndefine many as few\nrule a: count of quotes must be few",
        ["1:15: `many` is defined by itself", "2:16: `few` is defined by itself"],
        "a definition must end somewhere else",
    ),
    "a value defined by itself": (
        "define few as few + 1",
        ["1:15: `few` is defined by itself"],
        "a definition must end somewhere else",
    ),
    "subsets defined by each other": (
        "define elders as people where name is one of juniors' name\n"
        "define juniors as people where name is one of elders' name\n"
        "rule a: elders must have a title",
        ["1:46: `juniors` is defined by itself", "2:47: `elders` is defined by itself"],
        "a definition must end somewhere else",
    ),
    "a list that is not there, told once": (
        'define verbs from "verbs.txt"\n'
        "rule a: quotes' verb must be one of verbs\n"
        "rule b: no quote's verb may be one of verbs",
        ["1:19: `verbs.txt` is not there"],
        "",
    ),
    "a mistaken subset, told once and corrected": (
        'rule a: elders must have a title\ndefine elders as people where nme is "x"',
        ["2:31: `nme` is not a field of person"],
        'try: define elders as people where name is "x"',
    ),
    "a defined field of nobody": (
        "define figure-worth as value\nrule a: count of quotes must be figure-worth",
        ["1:24: `value` is a field, and no fact is at hand to take it from"],
        "say whose: `every estimate's value`",
    ),
    # files outside the project
    "a rule file from elsewhere": (
        f'use "/etc/passwd"\n{SENTENCE}',
        ["1:5: `/etc/passwd` lies outside the project's folder, `site`"],
        "",
    ),
    "a list from elsewhere": (
        'define names from "../../../../../../../../etc/passwd"',
        ["1:19: `../../../../../../../../etc/passwd` lies outside the project's folder, `site`"],
        "",
    ),
    "a device as a list": (
        'define names from "/dev/zero"',
        ["1:19: `/dev/zero` lies outside the project's folder, `site`"],
        "",
    ),
    # characters
    "a NUL in a word": ("quotes must \0name a speaker", ["1:13: a NUL character stands here"], "delete it"),
    "a lone surrogate": (
        b'quotes\' text must contain "\xed\xa0\x80"',
        ["1:28: this file is not UTF-8: byte ED makes no character"],
        "save it again as UTF-8",
    ),
    "Latin 1": (
        b'quotes\' text must contain "caf\xe9"',
        ["1:31: this file is not UTF-8: byte E9 makes no character"],
        "save it again as UTF-8",
    ),
    "two files pasted into one, each with its mark": (
        f"{SENTENCE}\n\ufeffrule b: {SENTENCE}",
        ["2:1: there is a character here that cannot be seen (U+FEFF)"],
        "take it out",
    ),
    "a space of no width": (
        "quotes must name a spea\u200bker",
        ["1:24: there is a character here that cannot be seen (U+200B)"],
        "take it out",
    ),
    "a letter that only looks the same": (
        "quotes must name a spe\u0430ker",
        ["1:20: `spe\u0430ker` is not a field of quote"],
        "try: quotes must name a speaker",
    ),
    # depth and length
    "brackets in a condition": (
        f"quotes where {'(' * 10_000}anonymous{')' * 10_000} must name a speaker",
        [f"1:114: {DEEP}"],
        "",
    ),
    "brackets in a value": (
        f"count of quotes must be {'(' * 10_000}1 + 1{')' * 10_000}",
        [f"1:125: {DEEP}"],
        "",
    ),
    "brackets in a pattern": (f"quotes' text must match /{'(' * 10_000}{')' * 10_000}/", [f"1:126: {DEEP}"], ""),
    "lists in an example": (
        f"{SENTENCE}\n  accepts quote {{text: {'[' * 10_000}{']' * 10_000}}}",
        [f"2:123: {DEEP}"],
        "",
    ),
    "records in an example": (
        f"{SENTENCE}\n  accepts quote {'{source: ' * 10_000}{'}' * 10_000}",
        [f"2:917: {DEEP}"],
        "",
    ),
    "a sum of a thousand": (
        f"count of quotes must be {'1 + ' * 1_000}1",
        ["1:427: a statement can hold 100 sums, products and `not`s, and this is one more"],
        "",
    ),
    # patterns
    "a bracket that is not closed in a pattern": (
        "quotes' text must match /(/",
        ["1:19: `/(/` has a `(` without its `)`"],
        "",
    ),
    "a reference back": (
        r"quotes' text must match /(a)\1/",
        [r"1:19: `/(a)\1/` has a `\` before a character that needs none, or refers back to a group"],
        "",
    ),
    "a repetition of repetitions": (
        "quotes' text must match /((a{100}){100}){100}/",
        ["1:19: `/((a{100}){100}){100}/` repeats more than 1,000 times, or the larger number first"],
        "",
    ),
    "a pattern that does not end": (
        "quotes' text must match /abc",
        ["1:25: `/` is not understood after `match`"],
        "after `match` comes a pattern between slashes, `/…/`",
    ),
    # numbers and dates
    "an exponent": (
        "count of quotes must be at most 1e9999999",
        ["1:33: `1e9999999` is not understood after `at most`"],
        "",
    ),
    "a day that does not exist": (
        "every estimate's as_of must be before 2017-02-30",
        ["1:39: `2017-02-30` does not exist: February 2017 has 28 days"],
        "look the day up",
    ),
    "a year too early": (
        "every estimate's as_of must be before 0000",
        ["1:39: `0000` is before the year 0001"],
        "dates run from 0001 to 9999",
    ),
    # other languages
    "a page": (
        "<p>quotes must name a speaker</p>",
        ["1:1: `<` is not understood at the start of a statement"],
        "",
    ),
    "JSON": ('{"rules": []}', ["1:1: `{` is not understood at the start of a statement"], ""),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_at_its_place(tmp_path: Path, name: str) -> None:
    content, mistakes, also = MISTAKES[name]
    site = lay(tmp_path / "site", {"bad.ruleck": content, "story.facts.yaml": FACTS})
    done = ruleck_here("check", "story.facts.yaml", "--rules", "bad.ruleck", cwd=site)
    assert (told(done, "bad.ruleck"), done.returncode, done.stderr) == (mistakes, 2, "")
    assert also in done.stdout
    assert "root:" not in done.stdout
    assert "names no speaker" not in done.stdout, "a rule file with a mistake never checks anything"


# Odd, but right: checked as if it were written as everybody writes.
ODD = {
    "a byte order mark": b"\xef\xbb\xbf" + SENTENCE.encode(),
    "line breaks of Windows": SENTENCE.replace(" must", "\r\n  must").encode() + b"\r\n",
    "line breaks of old Macs": SENTENCE.replace(" must", "\r  must").encode() + b"\r",
    "a space that does not break": SENTENCE.replace(" ", "\u00a0").encode(),
    "a form feed": SENTENCE.encode() + b"\n\x0c\n",
    "ninety brackets": f"quotes where {'(' * 90}kind is given{')' * 90} must name a speaker".encode(),
    "a file that uses itself": f'use "odd.ruleck"\n{SENTENCE}'.encode(),
    "five thousand conditions": f"quotes where {' and '.join(['kind is given'] * 5_000)} must name a speaker".encode(),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_but_right_is_checked(tmp_path: Path, name: str) -> None:
    lay(tmp_path, {"odd.ruleck": ODD[name], "story.facts.yaml": FACTS})
    done = ruleck_here("check", "story.facts.yaml", "--rules", "odd.ruleck", cwd=tmp_path)
    assert (done.stdout.count("names no speaker"), done.returncode, done.stderr) == (1, 1, "")


def test_a_number_of_four_thousand_digits_is_refused_in_a_short_message(tmp_path: Path) -> None:
    lay(tmp_path, {"bad.ruleck": f"count of quotes must be at most {'9' * 4_000}", "story.facts.yaml": FACTS})
    done = ruleck_here("check", "story.facts.yaml", "--rules", "bad.ruleck", cwd=tmp_path)
    assert done.returncode == 2
    assert "has more than 1,000 digits" in done.stdout
    assert len(done.stdout) < 1_000


def test_a_bad_pattern_leaves_standard_error_silent(tmp_path: Path) -> None:
    lay(tmp_path, {"story.facts.yaml": FACTS})
    done = ruleck("check", "story.facts.yaml", "-e", r"quotes' text must match /(?<x>a)(?P<x>b)[z-a]/", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith("1:19: `/(?<x>a)(?P<x>b)[z-a]/` has a range in `[…]` that runs backwards")


def test_a_link_out_of_the_project_is_no_way_to_a_list(tmp_path: Path) -> None:
    lay(tmp_path, {"secret.txt": "the secret\n", "site/ruleck.toml": "", "site/story.facts.yaml": FACTS})
    site = tmp_path / "site"
    (site / "list.txt").symlink_to(tmp_path / "secret.txt")
    (site / "a.ruleck").write_text(
        'define names from "list.txt"\nuse "b.ruleck"\nrule a: quotes\' verb must be one of names\n'
    )
    (site / "b.ruleck").symlink_to(tmp_path / "secret.txt")
    done = ruleck_here("check", "story.facts.yaml", "--rules", "a.ruleck", cwd=site)
    assert told(done, "a.ruleck") == [
        "1:19: `list.txt` lies outside the project's folder, `site`",
        "2:5: `b.ruleck` lies outside the project's folder, `site`",
    ]
    assert (done.returncode, "the secret" in done.stdout) == (2, False)
