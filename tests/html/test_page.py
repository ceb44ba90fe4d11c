"""The page as text: whole, safe, the same each time, and with everything that was found."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command.running import lay, ruleck, ruleck_here
from tests.docs.samples import ROOT
from tests.html.reading import HTML, SVG, classes, elements, page_from, page_of, parsed, words
from tests.html.stories import HOSTILE, SENTENCES, course, crowded, hostile, long

EXAMPLE = "isis-fighters"
# What a page may be made of; nothing in here loads or runs anything.
OF_HTML = (
    "html head meta title link style body header main nav article section footer div p h1 h2 h3 h4 a span b strong code"
    " pre mark ul li dl dt dd table thead tbody tr th td bdi details summary fieldset legend label input figure"
    " figcaption"
)
OF_SVG = "svg defs symbol path use g rect line circle polyline text title desc linearGradient stop marker pattern"
ELEMENTS = {f"{HTML}{name}" for name in OF_HTML.split()} | {f"{SVG}{name}" for name in OF_SVG.split()}


@pytest.fixture(scope="module")
def example() -> str:
    return page_of(ROOT / "examples", EXAMPLE)


def safe(tree: Element) -> None:
    """Nothing on the page loads, runs, or leads anywhere outside."""
    for element in tree.iter():
        assert element.tag in ELEMENTS
        for name, value in element.attrib.items():
            assert not str(name).lower().startswith("on")
            assert name not in ("style", "src", "srcset", "action", "formaction", "xlink:href", "srcdoc")
            if str(name).split("}")[-1] == "href":
                assert value.startswith("#") or (element.tag, value) == (f"{HTML}link", "data:,")
            if "url(" in value:
                assert re.fullmatch(r"url\(#[\w-]+\)", value)


def policy_holds(tree: Element) -> None:
    """The policy lets in the page's own two styles and nothing else."""
    [policy] = [m.get("content") or "" for m in elements(tree, "meta") if m.get("http-equiv")]
    styles = [words(style) for style in elements(tree, "style")]
    hashes = [f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in styles]
    assert policy == (
        f"default-src 'none'; style-src {' '.join(hashes)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert len(styles) == 2


def linked(tree: Element) -> None:
    """Every id is there once, and every link within the page leads to one."""
    ids = Counter(e.get("id") for e in tree.iter() if e.get("id"))
    assert set(ids.values()) <= {1}
    for element in tree.iter():
        for name in ("href", "aria-labelledby"):
            for target in (element.get(name) or "").split():
                assert target == "data:," or target.removeprefix("#") in ids


# ------------------------------------------------------------------ what is on it


def test_the_page_is_well_formed_safe_and_linked(example: str) -> None:
    tree = parsed(example)
    safe(tree)
    policy_holds(tree)
    linked(tree)
    assert tree.get("lang") == "en"
    assert words(elements(tree, "title")[0]) == (
        "6 findings to put right, 1 left open by the facts: "
        "Some 10,000 IS fighters left in Iraq and Syria, coalition says - ruleck"
    )


def test_it_is_the_same_from_run_to_run(example: str) -> None:
    done = ruleck("check", EXAMPLE, "--format", "html", cwd=ROOT / "examples", env={"PYTHONHASHSEED": "1"})
    assert done.stdout == example


def test_it_is_the_same_however_many_check() -> None:
    alone = page_of(ROOT / "examples", "polls")
    assert page_of(ROOT / "examples", "polls", "--jobs", "2") == alone


def fingerprints(page: str) -> Counter[str]:
    return Counter(re.findall(r'data-fingerprint="(\w+)"', page))


def test_every_finding_of_the_json_report_is_on_it(tmp_path: Path) -> None:
    facts = (
        "article: {headline: H, body: 'One said this. Two said that. Three.'}\n"
        "quotes:\n"
        "  - {text: one, excerpt: One said this}\n"
        "  - {text: two, excerpt: Two said that, waived: {rule: speakers, reason: he asked}}\n"
        "  - {text: three, said_on: 2020-01}\n"
        "  - {text: four}\n"
        "estimates:\n"
        "  - {subject: boats, value: 4, as_of: 2020}\n  - {subject: boats, value: 5, as_of: 2021}\n"
    )
    rules = (
        "rule speakers: quotes must name a speaker\n"
        "rule early: quotes' said_on must be before 2020-01-10\n"
        "rule falls: across articles, estimates must decrease over time\n"
    )
    lay(tmp_path, {"a.facts.yaml": facts, "b.facts.yaml": facts, "rules/house.ruleck": rules})
    found = json.loads(ruleck_here("check", "--format", "json", cwd=tmp_path).stdout)
    listed = [f for d in [*found["documents"], found] for f in [*d["findings"], *d["waived"]]]
    assert {f["cause"] for f in listed} >= {None, "missing", "uncertain"}
    assert any(d["waived"] for d in found["documents"])
    assert found["findings"]
    page = page_of(tmp_path)
    assert fingerprints(page) == Counter(f["fingerprint"] for f in listed)
    tree = parsed(page)
    safe(tree)
    linked(tree)


def test_a_note_says_what_why_where_and_what_would_decide_it(example: str) -> None:
    tree = parsed(example)
    notes = {e.get("id"): e for e in elements(tree, "div", "note")}
    assert len(notes) == 7
    rise = words(notes["n2"])
    assert rise.startswith("Violated error 2")
    for part in (
        'estimate of "IS fighters" rose from 3,000 (5 Dec 2017) to more than 3,500 (12 Dec 2017)',
        "Because a higher figure than before is news, or a mistake",
        "In the text: “more than 3,500”, “put at 3,000”",
        "isis-fighters/story.facts.yaml:49, :55",
        "isis-fighters/rules/conflict.ruleck:3",
    ):
        assert part in rise
    assert "What would decide it: an earlier figure below 98%" in words(notes["n3"])
    assert classes(notes["n3"]) == ["note", "s-error", "v-undecided", "r2"]


def test_each_mark_leads_to_its_note_and_the_note_back(example: str) -> None:
    tree = parsed(example)
    refs = elements(tree, "a", "ref")
    assert [ref.text for ref in refs] == ["1", "2", "2", "3", "3", "4", "5", "6"]
    notes = {e.get("id"): e for e in elements(tree, "div", "note")}
    for ref in refs:
        note = notes[(ref.get("href") or "")[1:]]
        assert f"#{ref.get('id')}" in [a.get("href") for a in elements(note, "a")]
        assert (ref.get("aria-label") or "").startswith(f"note {ref.text}: ")


def test_a_finding_without_a_place_in_the_text_stands_beside_its_fact(example: str) -> None:
    [beside] = elements(parsed(example), "div", "beside")
    assert "isis-fighters/story.facts.yaml:79" in words(elements(beside, "div", "fact")[0])
    assert words(elements(beside, "mark")[0]).startswith('{text: "Some 10,000"')
    assert "must be the same as its estimate's value" in words(elements(beside, "div", "note")[0])


def test_a_waived_finding_is_shown_with_who_why_and_until_when(tmp_path: Path) -> None:
    waiver = "waived: {rule: quotes-must-name-a-speaker, reason: he is <b>known</b>, by: the desk, until: 2026-12}"
    facts = f"article: {{body: He said no.}}\nquotes:\n  - {{text: 'no', excerpt: said no, {waiver}}}\n"
    lay(tmp_path, {"a.facts.yaml": facts, "rules/house.ruleck": SENTENCES[0]})
    tree = parsed(page_of(tmp_path, "--today", "2026-11-26"))
    [note] = elements(tree, "div", "note")
    assert "v-waived" in classes(note)
    assert "Accepted, by the desk, until 2026-12: he is <b>known</b> (a.facts.yaml:3)" in words(note)
    assert "v-waived" in classes(elements(tree, "mark")[0])
    assert words(elements(tree, "h1")[0]) == "Nothing to put right"


def test_mistaken_rules_and_documents_are_told(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "quotes: [{txt: <b>}]\n", "rules/house.ruleck": SENTENCES[0]})
    done = ruleck_here("check", "--format", "html", cwd=tmp_path)
    tree = parsed(done.stdout)
    assert words(elements(tree, "h1")[0]) == "1 story not checked"
    assert "did you mean `text`?" in words(elements(tree, "pre")[0])
    done = ruleck_here("check", "--format", "html", "-e", "quotes must named <i>", cwd=tmp_path)
    tree = parsed(done.stdout)
    assert words(elements(tree, "h1")[0]) == "Nothing was checked"
    assert "quotes must named <i>" in words(elements(tree, "pre")[0])


def test_undecided_findings_are_left_out_where_they_are_to_be_ignored() -> None:
    page = page_of(ROOT / "examples", EXAMPLE, "--undecided", "ignore")
    assert not elements(parsed(page), "mark", "v-undecided")
    assert len(fingerprints(page)) == 6


# ------------------------------------------------------------------ hostile text


def test_a_story_of_attacks_stays_text() -> None:
    page = page_from([hostile()], *SENTENCES)
    tree = parsed(page)
    safe(tree)
    policy_holds(tree)
    linked(tree)
    said = words(tree)
    for attack in HOSTILE:
        if attack in str(hostile()["article"]) and attack.isprintable():
            assert attack in said
    assert "\u202e" not in page
    assert "\\u202eturned round" in said
    assert not [e for e in elements(tree, "div", "prose") if e.get("lang")]


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
nasty = st.lists(st.sampled_from(HOSTILE) | anything, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(nasty, min_size=1, max_size=3), nasty, nasty)
def test_no_text_is_anything_but_text(texts: list[str], headline: str, subject: str) -> None:
    texts = [text for text in texts if text.strip()]
    body = "\n\n".join(texts)
    story = {
        "article": {"headline": headline, "body": body},
        "quotes": [{"text": text, "excerpt": text} for text in texts],
        "estimates": [{"subject": subject, "value": n, "as_of": 2000 + n} for n in (1, 2) if subject.strip()],
    }
    tree = parsed(page_from([story], *SENTENCES))
    safe(tree)
    policy_holds(tree)
    linked(tree)


# ------------------------------------------------------------------ many, long, none


def test_many_stories_have_a_list_and_those_without_findings_are_short() -> None:
    calm = {"article": {"headline": "All is well"}, "quotes": [{"text": "hm", "speaker": {"name": "Ada"}}]}
    page = page_from([*[calm] * 300, crowded(3), *[calm] * 1200], *SENTENCES)
    tree = parsed(page)
    rows = elements(elements(tree, "nav")[0], "tr")
    assert words(rows[1]).startswith("Forty in one")
    assert len(rows) == 1002
    assert "and 500 more stories with nothing to read" in words(tree)
    assert len(elements(tree, "article")) == 1
    assert len(page) < 400_000


def test_the_list_counts_as_errors_what_is_to_be_put_right_and_the_waived_apart() -> None:
    waiver = {"rule": "quotes-must-name-a-speaker", "reason": "known"}
    waived = {"article": {"headline": "Waived"}, "quotes": [{"text": "a", "waived": waiver}]}
    wrong = {"article": {"headline": "Wrong"}, "quotes": [{"text": "a"}, {"text": "b", "waived": waiver}]}
    lacking = {"article": {"headline": "Lacking"}, "estimates": [{"subject": "boats"}]}

    def table(*stories: Mapping[str, object]) -> list[list[str]]:
        tree = parsed(page_from(stories, "quotes must name a speaker", "estimates' value must be more than 1"))
        rows = elements(elements(tree, "nav")[0], "tr")
        return [[words(cell).split(" ")[0] for cell in row] for row in rows]

    assert table(waived, wrong, lacking) == [
        ["Story", "Errors", "Warnings", "Info", "Undecided", "Waived"],
        ["Waived", "", "", "", "", "1"],
        ["Wrong", "1", "", "", "", "1"],
        ["Lacking", "", "", "", "", ""],
    ]
    assert table(lacking, lacking)[0] == ["Story", "Errors", "Warnings", "Info", "Undecided"]


def test_a_text_beyond_reading_is_shown_around_its_marks() -> None:
    page = page_from([long(1_000_000)], *SENTENCES)
    assert len(page) < 60_000
    [paragraph] = [p for p in elements(parsed(page), "p") if p.get("dir")]
    assert "dolor  the needle1 lorem" in words(paragraph)
    assert re.search(r"\[499,\d\d\d characters left out\]", words(paragraph))


def test_once_much_text_is_shown_the_rest_is_shown_around_its_marks() -> None:
    story = long(50_000)
    page = page_from([story] * 60, *SENTENCES)
    assert len(fingerprints(page)) == 1
    assert sum(fingerprints(page).values()) == 60
    assert 2_000_000 < len(page) < 2_500_000


def test_a_run_without_findings_says_so() -> None:
    tree = parsed(page_from([course()], "estimates must not increase by at least 900% over time"))
    assert words(elements(tree, "h1")[0]) == "Nothing to put right"
    assert not elements(tree, "section", "filters")
    assert len(elements(tree, "figure")) == 1
