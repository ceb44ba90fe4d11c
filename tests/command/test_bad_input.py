"""Whatever is put before the command, it answers in words: never a traceback, and the status tells what was wrong."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.command.running import FACTS, SENTENCE, lay, ruleck_here


def checked(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Runs `ruleck check`, and holds it to what is never to happen."""
    done = ruleck_here("check", *arguments, cwd=folder, stdin=stdin)
    for output in (done.stdout, done.stderr):
        for word in ("Traceback", "bug in ruleck", "NoneType", "Error:", "\x00"):
            assert word not in output
    assert done.returncode in {0, 1, 2}
    return done


RULE_FILES: dict[str, tuple[bytes, int]] = {
    "empty": (b"", 2),
    "comments": (b"# nothing\n" * 10, 2),
    "byte-order-mark": (b"\xef\xbb\xbf" + SENTENCE.encode() + b"\n", 1),
    "crlf": (b"rule a:\r\n  " + SENTENCE.encode() + b'\r\n  because "so"\r\n', 1),
    "nul": (b"quotes must \0 name a speaker\n", 2),
    "not-utf-8": (b"# caf\xe9\n" + SENTENCE.encode(), 2),
    "utf-16": ("quotes must name a speaker\n".encode("utf-16"), 2),
    "lone-surrogate": (b"# \xed\xa0\x80\n", 2),
    "brackets": (b"quotes where " + b"(" * 10_000 + b"anonymous" + b")" * 10_000 + b" must name a speaker", 2),
    "open-brackets": (b"quotes where " + b"(" * 10_000, 2),
    "one-word": (b"x" * 100_000, 2),
    "open-quote": (b'quotes must contain "' + b"y" * 10_000, 2),
    "line-noise": (bytes(range(1, 128)), 2),
    "a-backtracking-pattern": (rb"quotes' text must match /(a+)+(a|aa)*b/", 1),
    "a-bad-pattern": (rb"quotes' text must match /(/", 2),
    "division-by-zero": (b"count of quotes / 0 must be at least 1", 0),
    "a-long-number": (b"count of quotes must be at most " + b"9" * 4_000, 2),
    "a-great-exponent": (b"count of quotes must be at most 1e9999999", 2),
    "a-circle-of-uses": (b'use "bad.ruleck"\n' + SENTENCE.encode(), 1),
    "uses-a-secret": (b'use "/etc/passwd"\n' + SENTENCE.encode(), 2),
    "a-list-from-a-secret": (b'define names from "../../../../../../etc/passwd"\n' + SENTENCE.encode(), 2),
    "a-list-from-a-folder": (b'define names from "."\n' + SENTENCE.encode(), 2),
}


@pytest.mark.parametrize("name", RULE_FILES)
def test_a_rule_file_of_any_content(tmp_path: Path, name: str) -> None:
    content, status = RULE_FILES[name]
    lay(tmp_path, {"bad.ruleck": content, "story.facts.yaml": FACTS})
    done = checked(tmp_path, "story.facts.yaml", "--rules", "bad.ruleck")
    assert done.returncode == status, done.stdout + done.stderr
    if status == 2:
        assert "bad.ruleck" in done.stdout or "there is no rule" in done.stdout
    assert "root:" not in done.stdout


def test_a_rule_file_of_a_megabyte(tmp_path: Path) -> None:
    rules = "".join(f'rule r{n}:\n  {SENTENCE}\n  because "{"so " * 250}"\n' for n in range(1_300))
    assert len(rules) > 1_000_000
    lay(tmp_path, {"many.ruleck": rules, "story.facts.yaml": FACTS})
    done = checked(tmp_path, "story.facts.yaml", "--rules", "many.ruleck")
    assert done.stdout.endswith("1 story, 3 facts, 1,300 rules: 1,300 violated\n")


DOCUMENTS: dict[str, bytes] = {
    "not-utf-8": b"article: {headline: caf\xe9}\n",
    "nul": b"article: {headline: a\0b}\n",
    "lone-surrogate": b'{"article": {"headline": "\\ud800"}}',
    "alias-bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in range(98, 110)),
    "a-python-tag": b"quotes: !!python/object/apply:os.system ['echo hello']\n",
    "deep": b"[" * 10_000,
    "deep-yaml": b"".join(b" " * n + b"a:\n" for n in range(300)),
    "a-list": b"- 1\n",
    "a-word": b"word",
    "no-yaml": b"quotes: [{text: >45000}]\n",
    "no-json": b'{"quotes": [}',
    "a-secret-body": b"article: {body_file: /etc/passwd}\n",
    "a-secret-body-upwards": b"article: {body_file: ../../../../../../etc/passwd}\n",
    "a-long-number": b"estimates: [{subject: x, value: " + b"9" * 4_000 + b"}]\n",
    "a-great-exponent": b"estimates: [{subject: x, value: 1e9999999}]\n",
    "a-date-that-is-none": b"article: {published: 2017-02-29}\n",
    "duplicate-keys": b"quotes: []\nquotes: []\n",
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_document_of_any_content(tmp_path: Path, name: str, way: str) -> None:
    lay(tmp_path, {"bad.facts.yaml": DOCUMENTS[name]})
    if way == "file":
        done = checked(tmp_path, "bad.facts.yaml", "-e", SENTENCE)
    else:
        done = checked(tmp_path, "-", "-e", SENTENCE, stdin=DOCUMENTS[name])
    assert done.returncode == 2
    assert "root:" not in done.stdout
    assert "hello" not in done.stdout.splitlines()
    assert done.stdout.startswith(("bad.facts.yaml:", "-:"))


def test_an_empty_document_is_a_story_without_facts(tmp_path: Path) -> None:
    done = checked(tmp_path, "-", "-e", SENTENCE)
    assert "0 facts" in done.stdout or done.returncode == 2


def test_a_link_out_of_the_project_gives_no_body(tmp_path: Path) -> None:
    lay(tmp_path, {"secret.txt": "the secret", "in/ruleck.toml": ""})
    lay(tmp_path, {"in/a.facts.yaml": "article: {body_file: story.txt}\n"})
    (tmp_path / "in/story.txt").symlink_to(tmp_path / "secret.txt")
    done = checked(tmp_path, "in", "-e", "the article's body must contain \"nothing\"")
    assert done.returncode == 2
    assert "the secret" not in done.stdout
    assert "outside the project" in done.stdout


def test_a_link_in_a_circle_is_told(tmp_path: Path) -> None:
    lay(tmp_path, {})
    (tmp_path / "a.facts.yaml").symlink_to("a.facts.yaml")
    assert checked(tmp_path, "-e", SENTENCE).returncode == 2
    assert checked(tmp_path, "-e", SENTENCE, "--rules", "a.facts.yaml").returncode == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read by this user")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": FACTS})
    (tmp_path / "a.facts.yaml").chmod(0)
    done = checked(tmp_path, "-e", SENTENCE)
    assert (done.returncode, "cannot be read" in done.stdout) == (2, True)


@pytest.mark.parametrize("arguments", [["/dev/null/x"], ["a\ud800b"], ["x" * 5_000], [""], ["--rules", ""], ["-e", ""]])
def test_paths_and_sentences_that_make_no_sense(tmp_path: Path, arguments: list[str]) -> None:
    lay(tmp_path, {"a.facts.yaml": FACTS})
    encoded = [argument.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape") for argument in arguments]
    assert checked(tmp_path, *encoded).returncode == 2


def test_a_hundred_thousand_facts_in_one_series(tmp_path: Path) -> None:
    fact = '{"subject": "x", "value": 5, "as_of": "2017-12-05"}'
    facts = '{"estimates": [' + ",".join([fact] * 100_000) + "]}"
    done = checked(tmp_path, "-", "-e", "estimates must decrease over time", stdin=facts.encode())
    assert done.stdout == "1 story, 100,000 facts, 1 rule: nothing violated\n"
