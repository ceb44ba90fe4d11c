"""Story text, facts and names of files are hostile: whatever they hold, a report is well-formed and does nothing."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ruleck.reports.checked import Asked, Checked, Closing
from ruleck.reports.forms import FORMS
from ruleck.reports.markdown_text import code, escaped
from tests.forms.runs import checked_text, mistake, reported
from tests.forms.test_sarif import valid
from tests.forms.test_shapes import junit, lines

ATTACKS = [
    "\n::error::owned",
    "\r::set-env name=PATH::x",
    "%0A::error::owned",
    "<script>alert(1)</script>",
    "<img src=https://evil.example/x.png>",
    "![x](https://evil.example/x.png)",
    "[click](https://evil.example)",
    "<https://evil.example>",
    "https://evil.example www.evil.example x@evil.example",
    "@everyone #1 !2 GH-3 &4",
    "`</code>` ``` ~~~",
    "]]> --> ]]&gt; &#0; &x;",
    "\x00\x07\x1b[31m\x7f\u0085\u2028\u2029\ufffe\uffff\ufeff\u202e",
    "\ud800",
    "{0} {{ }} [a](1) \\",
    "| a | b |\n| - | - |",
    "\n\n# heading\n- item\n\n    code\n",
    "1. item\n2) item\n===\n---\n***\n",
    '" \' < > & \\ % : , = ;',
]
TEXT = st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=12)), max_size=4).map("".join)
PATH = st.sampled_from(["a.json", "-", "<b>/[c](d).json", "@me,x:y%0A\n.json", "`x`.json", "ü\udcff\x01.json"])
LIMITED = settings(max_examples=60)


def parts(text: str, path: str) -> list[Checked | Closing]:
    """A run over a story that says the text wherever it can, and in which rules, waivers and mistakes say it, too."""
    said = "x" + text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # a blank text would be none
    document = {"quotes": [{"text": said, "said_on": "2017-12"}], "people": [{"name": said}]}
    first, closing = checked_text(json.dumps(document), path)
    assert isinstance(first, Checked)
    findings = tuple(replace(each, message=text + each.message, because=text or None) for each in first.findings)
    wrong = replace(mistake(text or "wrong", path), notes=(text,), suggestions=(text,))
    assert isinstance(closing, Closing)
    return [
        replace(first, path=path, findings=findings),
        Checked(path, None, (), (wrong,)),
        replace(closing, mistakes=(wrong,)),
    ]


def report(form: str, text: str, path: str) -> str:
    made = reported(form, parts(text, path), Asked(verbose=True, undecided="report"))
    # As it is written to a file.
    return made.encode("utf-8", "backslashreplace").decode("utf-8")


@LIMITED
@given(TEXT, PATH)
def test_json_forms_are_well_formed(text: str, path: str) -> None:
    assert report("json", text, path).isascii()
    assert json.loads(report("json", text, path))["summary"]
    assert lines(report("jsonl", text, path))
    assert json.loads(report("gitlab", text, path))


@LIMITED
@given(TEXT, PATH)
def test_sarif_is_valid_and_its_messages_hold_no_link_of_the_storys(text: str, path: str) -> None:
    run = valid(report("sarif", text, path))
    for result in run["results"]:
        told = result["message"]["text"]
        links = re.findall(r"(?<!\\)\[[^\]]*(?<!\\)\]\(([^)]*)\)", told)
        assert all(link.isdigit() and int(link) <= len(result["relatedLocations"]) for link in links)
        assert not re.search(r"(?<!\{)(\{\{)*\{(?!\{)", told)  # no placeholder


@LIMITED
@given(TEXT, PATH)
def test_xml_forms_are_well_formed_and_their_shape_stays(text: str, path: str) -> None:
    plain, hostile = junit(report("junit", "x", "a")), junit(report("junit", text, path))
    assert [each.tag for each in hostile.iter()] == [each.tag for each in plain.iter()]
    root = Xml.fromstring(report("checkstyle", text, path).encode())
    assert {each.tag for each in root.iter()} == {"checkstyle", "file", "error"}


@LIMITED
@given(TEXT, PATH)
def test_every_workflow_command_is_our_own(text: str, path: str) -> None:
    told = report("github", text, path)
    assert "\r" not in told
    # The runner breaks lines where .NET does.
    rows = re.split(r"[\r\n\u0085\u2028\u2029\f\v]", told)
    commands = [row for row in rows if row.lstrip().startswith("::")]
    plain = [row for row in report("github", "x", "a.facts.json").split("\n") if row.startswith("::")]
    assert len(commands) == len(plain)
    assert all(re.match(r"::(error|warning|notice) (\w+=[^,:]*,)*title=[\w-]+::", row) for row in commands)
    assert not any("##[" in row for row in rows if not row.startswith("::"))


def acts(markdown: str) -> list[str]:
    """What in a comment is more than text, but for the marks that the form itself sets."""
    shown = re.sub(r"(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)", "", markdown.removeprefix("<!-- ruleck -->"))  # code
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", lambda mark: "_" if mark[1] == "_" else " ", shown)  # what is escaped
    return re.findall(
        r"<|(?<!&)\[|\]\(|!\[|`|(?<![\w&])@\w|[#!~$]\w|://|www\.|\w@\w|\bGH-\d|&(?!amp;|lt;|gt;)", bare, re.IGNORECASE
    )


@LIMITED
@given(TEXT, PATH)
def test_markdown_holds_nothing_that_acts(text: str, path: str) -> None:
    told = report("markdown", text, path)
    assert acts(told) == []
    # Nothing of the story's begins a line.
    ours = r"^($|<!-- ruleck -->|### ruleck|`+[^`]|- \*\*\w+\*\*|  |\d|nothing was checked|rules that no fact)"
    assert all(re.match(ours, line) for line in told.splitlines())


GFM = MarkdownIt("gfm-like", {"html": True})  # with tables, bare addresses as links, and HTML


def built(markdown: str) -> Counter[str]:
    """What a reader of Markdown makes of a comment, but for plain text."""
    tokens = [inner for token in GFM.parse(markdown) for inner in (token, *(token.children or ()))]
    return Counter(token.type for token in tokens if token.type not in ("text", "text_special", "softbreak"))


@LIMITED
@given(TEXT, PATH)
def test_markdown_is_built_of_the_same_parts_whatever_the_story_says(text: str, path: str) -> None:
    assert built(report("markdown", text, path)) == built(report("markdown", "x", path))


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_acts_is_seen_by_the_test_and_not_after_it_is_escaped(attack: str) -> None:
    assert acts(escaped(attack)) == []
    assert acts(code(attack)) == []


def test_the_test_sees_what_acts() -> None:
    seen = [attack for attack in ATTACKS if acts(attack)]
    assert len(seen) >= 9


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_report_acts_on_a_terminal(form: str, attack: str) -> None:
    told = report(form, attack, "a.facts.json")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u202a-\u202e\u2066-\u2069]", told)
