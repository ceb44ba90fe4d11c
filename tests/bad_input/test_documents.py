"""Nasty facts documents through the command: exit status 2, each mistake at its place and in an editor's words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bad_input.telling import told
from tests.command.running import FACTS, SENTENCE, lay, ruleck_here

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{key}: &{key} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, key in zip("abcdefghijk", "bcdefghijkl", strict=True)
)
TAKES = "`value` of an estimate takes a number, and"
TIMED = "`as_of` of an estimate takes a date, and"

# What is written; the mistakes told, all of them, in their order; and what else must be said (a note).
MISTAKES: dict[str, tuple[str | bytes, list[str], str]] = {
    # facts.md, "Bad input"
    "every mistake in one run": (
        "article: {publishd: 2017}\nquotes: [{text: a, kind: dirct}]\nestimates: [{subject: x, value: lots}]\n",
        [
            "1:11: `publishd` is no field of an article",
            "2:26: `kind` of a quote is one of direct, fragment, paraphrase, and `dirct` is none of them",
            f"3:33: {TAKES} `lots` is not a number",
        ],
        "did you mean `published`?",
    ),
    "a link to the wrong kind": (
        "sources: [{id: s, name: Reuters}]\nquotes: [{text: a, speaker: s}]\n",
        ["2:29: `speaker` of a quote takes a person, and `s` is a source"],
        "",
    ),
    "two facts of one id": (
        "people: [{id: a, name: x}, {id: a, name: y}]\n",
        ["1:33: two people have the id `a`"],
        "give each an id of its own",
    ),
    "a key twice": ("quotes: []\nquotes: []\n", ["2:1: `quotes` is given twice"], "first here"),
    "YAML that is none": ("quotes: [{text: a}\n", ["1:9: this `[` is never closed"], ""),
    "text after the facts": ('{"quotes": []} x', ["1:16: the facts ended above, and something follows"], ""),
    "Latin 1": (
        b"article: {headline: caf\xe9}\n",
        ["1:24: this file is not UTF-8: byte E9 makes no character"],
        "save it again as UTF-8 (most editors: Save As, Encoding)",
    ),
    "UTF-16": (
        "article: {headline: a}\n".encode("utf-16"),
        [" this file is UTF-16, not UTF-8"],
        "save it again as UTF-8",
    ),
    "a lone surrogate in JSON": (
        '{"article": {"headline": "\\ud800"}}',
        ["1:27: half a character stands here"],
        "delete it",
    ),
    "a lone surrogate in YAML": ('article: {headline: "\\ud800"}\n', ["1:22: `\\ud800` stands for no character"], ""),
    "a NUL": ("article: {headline: a\0b}\n", ["1:22: a NUL character stands here"], "delete it"),
    "a colour": ("article: {headline: \x1b[31mred}\n", ["1:21: a control character stands here (U+001B)"], "delete it"),
    "an alias bomb": (
        BOMB,
        ["6:8: the aliases of this file stand for more than 100,000 values"],
        "write them out instead",
    ),
    "an alias inside itself": (
        "quotes: &q [*q]\n",
        ["1:13: `*q` stands inside what it refers to"],
        "write it out instead",
    ),
    "a Python tag": (
        "quotes: !!python/object/apply:os.system ['touch made']\n",
        ["1:9: `!!python/object/apply:os.system` is a tag, and tags are not read here"],
        "leave it out",
    ),
    "ten thousand lists": (
        "[" * 10_000,
        ["1:101: this is nested more than 100 deep"],
        "a fact needs two or three levels",
    ),
    "ten thousand records": (
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        ["1:501: this is nested more than 100 deep"],
        "a fact needs two or three levels",
    ),
    "ten thousand dashes": ("- " * 10_000, ["1:201: this is nested more than 100 deep"], ""),
    # numbers
    "four thousand digits": (
        f"estimates: [{{subject: x, value: {'9' * 4_000}}}]\n",
        [f"1:33: {TAKES} `{'9' * 59}…` has more than 1,000 digits"],
        "round it",
    ),
    "an exponent": (
        "estimates: [{subject: x, value: 1e9999999}]\n",
        [f"1:33: {TAKES} `1e9999999` is too large or too small"],
        "write `e` with 1,000 at most after it",
    ),
    "a negative exponent in JSON": (
        '{"estimates": [{"subject": "x", "value": 1e-1001}]}',
        [f"1:42: {TAKES} `1e-1001` is too large or too small"],
        "",
    ),
    "not a number": (
        '{"estimates": [{"subject": "x", "value": NaN}]}',
        ["1:42: `NaN` cannot stand without quotes"],
        "",
    ),
    "a sign that YAML keeps": (
        "estimates: [{subject: x, value: >45000}]\n",
        ["1:33: `>45000` needs quotes: YAML keeps `>` at the start of a value for itself"],
        'put quotes round it: value: ">45000"',
    ),
    "a number cut at its comma": (
        "estimates: [{subject: x, value: less than 1,000, unit: p}]\n",
        ["1:45: `000` is no field of an estimate"],
        "to keep it, put quotes round all",
    ),
    # dates
    "a day too many": (
        "estimates: [{subject: x, as_of: 2017-02-29}]\n",
        [f"1:33: {TIMED} `2017-02-29` does not exist: February 2017 has 28 days"],
        "look the day up",
    ),
    "a year too early": (
        "estimates: [{subject: x, as_of: 0000-12-31}]\n",
        [f"1:33: {TIMED} `0000-12-31` is before the year 0001"],
        "dates run from 0001 to 9999",
    ),
    "a year too late": (
        "estimates: [{subject: x, as_of: 10000-01-01}]\n",
        [f"1:33: {TIMED} `10000-01-01` is not a date"],
        "",
    ),
    "an interval backwards": (
        "estimates: [{subject: x, as_of: 2017-12/2017-01}]\n",
        [f"1:33: {TIMED} `2017-12/2017-01` ends before it starts"],
        "write the earlier date first",
    ),
    # the story's text
    "a secret as the story": (
        "article: {body_file: /etc/passwd}\n",
        ["1:22: `body_file` `/etc/passwd` is outside the project"],
        "keep the story's text inside the project's own folder",
    ),
    "a device as the story": (
        "article: {body_file: /dev/zero}\n",
        ["1:22: `body_file` `/dev/zero` is outside the project"],
        "",
    ),
    "a folder as the story": ("article: {body_file: .}\n", ["1:22: `body_file` `.` is no file"], ""),
    "a story with no such name": (
        f"article: {{body_file: {'a' * 5_000}}}\n",
        [f"1:22: `body_file` `{'a' * 59}…` cannot be read (file name too long)"],
        "",
    ),
    # no story at all
    "nothing": ("", [" nothing is written here"], "a document names its kinds of facts"),
    "a word": ("word", ["1:1: `word` is no story"], "a document names its kinds of facts"),
    "a list": ("- 1\n", ["1:1: a list is no story"], "a document names its kinds of facts"),
    "a table": ("Start,End\n2019-01-01,2019-01-02\n", ["1:1: `Start,End 2019-01-01,2019-01-02` is no story"], ""),
}


def named(folder: Path, content: str | bytes) -> str:
    """Writes a document into a folder, as JSON if it is; gives the file's name."""
    name = f"one.facts.{'json' if content[:1] in ('{', b'{') else 'yaml'}"
    lay(folder, {name: content, "good.facts.yaml": FACTS})
    return name


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_at_its_place(tmp_path: Path, name: str) -> None:
    content, mistakes, also = MISTAKES[name]
    path = named(tmp_path, content)
    done = ruleck_here("check", path, "good.facts.yaml", "-e", SENTENCE, cwd=tmp_path)
    assert (told(done, path), done.returncode, done.stderr) == (mistakes, 2, "")
    assert also in done.stdout
    assert done.stdout.count("names no speaker") == 1, "the other documents are checked"
    assert "1 story with mistakes, not checked" in done.stdout
    assert ("root:" in done.stdout, (tmp_path / "made").exists()) == (False, False)


def test_in_json_a_mistaken_document_is_data(tmp_path: Path) -> None:
    for name, (content, mistakes, _) in MISTAKES.items():
        done = ruleck_here("check", named(tmp_path, content), "-e", SENTENCE, "--format", "json", cwd=tmp_path)
        report = json.loads(done.stdout)
        messages = [f" {mistake['message']}" for mistake in report["diagnostics"]]
        assert messages == [f" {line.partition(' ')[2]}" for line in mistakes], name
        assert (report["documents"], done.returncode) == ([], 2)


# Odd, but right.
ODD: dict[str, str | bytes] = {
    "a byte order mark": b"\xef\xbb\xbf" + FACTS.encode(),
    "line breaks of Windows": FACTS.replace("\n", "\r\n"),
    "JSON over several lines": '{\n "quotes": [\n  {"text": "a \\ud83d\\ude00 b"}\n ]\n}\n',
    "an alias": "quotes:\n  - &q {text: x, speaker: y}\n  - *q\n  - {text: z}\n",
    "dates at both ends": FACTS
    + "events: [{name: a, date: 0001-01-01, end: 9999-12-31}, {name: b, date: 0001~, end: 9999?}]\n",
    "numbers at both ends": FACTS
    + f"estimates: [{{subject: x, value: 1e1000}}, {{subject: y, value: {'9' * 1_000}}}]\n",
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_but_right_is_checked(tmp_path: Path, name: str) -> None:
    done = ruleck_here("check", named(tmp_path, ODD[name]), "-e", SENTENCE, cwd=tmp_path)
    assert (done.stdout.count("names no speaker"), done.returncode, done.stderr) == (1, 1, "")


def test_what_would_colour_a_terminal_is_shown_as_it_is_written(tmp_path: Path) -> None:
    lay(tmp_path, {"odd.facts.yaml": 'article: {headline: "a\\e[31mred\\u202eder"}\n'})
    done = ruleck_here("check", "odd.facts.yaml", "-e", 'the article\'s headline must be "x"', cwd=tmp_path)
    assert '"a\\x1b[31mred\\u202eder"' in done.stdout
    assert ("\x1b" in done.stdout, "\u202e" in done.stdout, done.returncode) == (False, False, 1)


def test_a_link_out_of_the_project_is_no_way_to_a_story(tmp_path: Path) -> None:
    lay(tmp_path, {"secret/story.txt": "the secret", "site/ruleck.toml": ""})
    site = lay(tmp_path / "site", {"a.facts.yaml": "article: {body_file: story.txt}\n"})
    lay(site, {"b.facts.yaml": "article: {body_file: more/story.txt}\n"})
    (site / "story.txt").symlink_to(tmp_path / "secret/story.txt")
    (site / "more").symlink_to(tmp_path / "secret")
    done = ruleck_here("check", ".", "-e", 'the article\'s body must contain "x"', cwd=site)
    assert told(done, "a.facts.yaml") == ["1:22: `body_file` `story.txt` is outside the project"]
    assert told(done, "b.facts.yaml") == ["1:22: `body_file` `more/story.txt` is outside the project"]
    assert ("the secret" in done.stdout, done.returncode) == (False, 2)


def test_a_file_of_more_than_may_be_read_is_refused_unread(tmp_path: Path) -> None:
    lay(tmp_path, {})
    with (tmp_path / "huge.facts.yaml").open("wb") as huge:
        huge.truncate(64 * 1024 * 1024 + 1)
    done = ruleck_here("check", "huge.facts.yaml", "-e", SENTENCE, cwd=tmp_path)
    assert (len(told(done, "huge.facts.yaml")), done.returncode) == (1, 2)
    assert "this document is larger than 67,108,864 bytes" in done.stdout
