"""Reads each form back, as the programs do that it is made for: what was found where.

A finding is read as its rule, its verdict and its place: the file and the line of the fact that it is reported at.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import html5lib


class Found(NamedTuple):
    rule: str
    verdict: str
    path: str
    line: int


def read_json(report: str) -> Iterator[Found]:
    whole = json.loads(report)
    for found in [*(each for document in whole["documents"] for each in document["findings"]), *whole["findings"]]:
        yield _object(found)


def read_jsonl(report: str) -> Iterator[Found]:
    for line in map(json.loads, report.splitlines()):
        if line["type"] == "finding":
            yield _object(line)


def read_sarif(report: str) -> Iterator[Found]:
    [run] = json.loads(report)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        if not result["suppressions"]:
            place = result["locations"][0]["physicalLocation"]
            path = unquote(place["artifactLocation"]["uri"].removeprefix("file://"))
            verdict = {"fail": "violated", "open": "undecided", "review": "undecided"}[result["kind"]]
            yield Found(result["ruleId"], verdict, path, place["region"]["startLine"])


def read_junit(report: str) -> Iterator[Found]:
    for case in Xml.fromstring(report.encode()).iter("testcase"):
        rule, colon, _ = case.get("name", "").partition(": ")
        told = next((child.get("message", "") for child in case), "")
        if colon and not told.startswith(("waived", "in the baseline")):
            yield Found(rule, _verdict(told), case.get("file", ""), int(case.get("line", "0")))


def read_checkstyle(report: str) -> Iterator[Found]:
    for file in Xml.fromstring(report.encode()).iter("file"):
        for error in file.iter("error"):
            rule = error.get("source", "").removeprefix("ruleck.")
            yield Found(rule, _verdict(error.get("message", "")), file.get("name", ""), int(error.get("line", "0")))


def read_gitlab(report: str) -> Iterator[Found]:
    for issue in json.loads(report):
        place = issue["location"]
        yield Found(issue["check_name"], _verdict(issue["description"]), place["path"], place["lines"]["begin"])


def read_github(report: str) -> Iterator[Found]:
    """As the runner reads it: a line that begins with two colons is a command, any other is not."""
    for line in report.splitlines():
        if command := re.match(r"::(?:error|warning|notice) ([^:]*)::(.*)$", line):
            told = dict(item.split("=", 1) for item in command[1].split(","))
            told = {name: _undone(value) for name, value in told.items()}
            if "file" in told:
                yield Found(told["title"], _verdict(command[2]), told["file"], int(told["line"]))


def read_markdown(report: str) -> Iterator[Found]:
    path = ""
    for line in report.splitlines():
        if heading := re.match(r"^(`+) ?(.+?) ?\1$", line):
            path = heading[2]
        elif row := re.match(r"^- \*\*(\w+)\*\* line (\d+): .* \(`([\w-]+)`\)$", line):
            verdict = "undecided" if row[1] == "undecided" else "violated"
            yield Found(row[3], verdict, path, int(row[2]))


def read_text(report: str) -> Iterator[Found]:
    for head, below in pairwise(report.splitlines()):
        if found := re.match(r"^(error|warning|info|undecided): ([\w-]+)$", head):
            place = re.match(r"^  (.*?):(\d+):\d+(?: and .*)?$", below)
            assert place, below
            verdict = "undecided" if found[1] == "undecided" else "violated"
            yield Found(found[2], verdict, place[1], int(place[2]))


def read_html(report: str) -> Iterator[Found]:
    """The page names the places of all facts, the one that a finding is reported at last: `a.yaml:3, :7, b.yaml:1`."""
    page = html5lib.parse(report, treebuilder="etree", namespaceHTMLElements=False)
    for note in page.iter("div"):
        classes = note.get("class", "").split()
        if "note" in classes and "v-waived" not in classes:
            rows = {text.split(":")[0]: row for row in note.iter("li") if (text := "".join(row.itertext()))}
            path, line = "", 0
            for place in "".join(rows["Fact"].itertext()).removeprefix("Fact: ").split(", "):
                named, _, number = place.rpartition(":")
                path, line = named or path, int(number)
            verdict = "violated" if "v-violated" in classes else "undecided"
            yield Found(str(rows["Rule"].findtext("code")), verdict, path, line)


READERS: dict[str, Callable[[str], Iterator[Found]]] = {
    "text": read_text,
    "html": read_html,
    "json": read_json,
    "jsonl": read_jsonl,
    "sarif": read_sarif,
    "junit": read_junit,
    "github": read_github,
    "gitlab": read_gitlab,
    "checkstyle": read_checkstyle,
    "markdown": read_markdown,
}


def read(form: str, report: str) -> Counter[Found]:
    """All that was found, however often."""
    return Counter(READERS[form](report))


def _object(found: dict[str, Any]) -> Found:
    return Found(found["rule"], found["verdict"], found["at"]["path"], found["at"]["line"])


def _verdict(message: str) -> str:
    return "undecided" if message.startswith("undecided: ") else "violated"


def _undone(value: str) -> str:
    for escape, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        value = value.replace(escape, char)
    return value
