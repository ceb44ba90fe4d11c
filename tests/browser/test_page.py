"""The HTML report in a real browser: what people see, reach and print, and what a hostile story cannot do."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import LAPTOP, PHONE, Chromium
from tests.html.reading import page_from

Pages = dict[str, Path]
NAMES = ("example", "many")
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
MODES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
# Tells of a finding's parts whether a reader sees them.
SEEN = "(selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).length)"


def seen(browser: Chromium, selector: str) -> int:
    """How many of what a selector finds are to be seen."""
    found = browser.run(f"{SEEN}({json.dumps(selector)})")
    assert isinstance(found, int)
    return found


def box(browser: Chromium, selector: str) -> dict[str, float]:
    """Where something is."""
    element = f"document.querySelector({json.dumps(selector)})"
    found: dict[str, float] = browser.run(f"{element}.getBoundingClientRect().toJSON()")
    return found


def unfold(browser: Chromium) -> None:
    """Open all that is folded."""
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true })")


# ------------------------------------------------------------------ for everybody


@SIZES
@MODES
@pytest.mark.parametrize("name", NAMES)
def test_an_accessibility_checker_finds_nothing(
    browser: Chromium, pages: Pages, axe: str, name: str, size: tuple[int, int], dark: bool
) -> None:
    browser.open(pages[name], size, dark=dark)
    unfold(browser)
    browser.run(f"{axe}; 0")
    found: list[dict[str, Any]] = browser.run(
        "axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(r => r.violations.map("
        "v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.html + n.failureSummary)})))"
    )
    assert found == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_the_window(browser: Chromium, pages: Pages, name: str, width: int) -> None:
    browser.open(pages[name], (width, 800))
    unfold(browser)
    assert browser.run("document.documentElement.scrollWidth") <= width


def test_notes_stand_beside_their_paragraph_where_there_is_room_and_below_it_where_there_is_none(
    browser: Chromium, pages: Pages
) -> None:
    paragraph = ".row > p:has(#m2)"
    browser.open(pages["example"], LAPTOP)
    text, note = box(browser, paragraph), box(browser, "#n2")
    assert note["left"] > text["right"]
    assert abs(note["top"] - text["top"]) < 12
    browser.look(PHONE)
    text, note = box(browser, paragraph), box(browser, "#n2")
    following = box(browser, ".row:has(#n2) > p:last-child")
    assert note["top"] >= text["bottom"]
    assert note["bottom"] <= following["top"]


def test_dark_is_dark_and_light_is_light(browser: Chromium, pages: Pages) -> None:
    shade = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)"
    browser.open(pages["example"], dark=True)
    assert browser.run(shade) < 120
    browser.look(LAPTOP, dark=False)
    assert browser.run(shade) > 700
    browser.look(LAPTOP, dark=True, media="print")
    assert browser.run(shade) == 3 * 255


# ------------------------------------------------------------------ by keyboard

FOCUSED = (
    "(e => ({id: e.id, ref: e.classList.contains('ref'), href: e.getAttribute('href'), text: e.textContent,"
    " outlined: getComputedStyle(e.closest('label') || e).outlineStyle != 'none',"
    " shown: e.checkVisibility()}))(document.activeElement)"
)


def tabbed(browser: Chromium, most: int = 150) -> list[dict[str, Any]]:
    """What Tab reaches, one after the other, until it is through the page."""
    reached: list[dict[str, Any]] = []
    for _ in range(most):
        browser.press("Tab")
        if browser.run("document.activeElement === document.body"):
            break
        focused = browser.run(FOCUSED)
        if reached and focused == reached[0]:
            break
        reached.append(focused)
    return reached


def test_tab_reaches_every_mark_and_note_in_order_and_shows_where_it_is(browser: Chromium, pages: Pages) -> None:
    browser.open(pages["example"])
    reached = tabbed(browser)
    assert reached[0]["href"] == "#stories"
    assert [one["text"] for one in reached if one["ref"]] == ["1", "2", "2", "3", "3", "4", "5", "6"]
    back = [one["href"] for one in reached if one["href"] and one["href"].startswith("#m")]
    assert back == ["#m1", "#m2", "#m2-1", "#m3", "#m3-1", "#m4", "#m5", "#m6"]
    assert all(one["outlined"] and one["shown"] for one in reached)


def test_enter_leads_from_a_mark_to_its_note_and_back(browser: Chromium, pages: Pages) -> None:
    browser.open(pages["example"], PHONE)
    browser.run("document.querySelector('#m2').focus()")
    browser.press("Enter")
    assert browser.run("location.hash") == "#n2"
    assert browser.run("getComputedStyle(document.querySelector('#n2')).outlineStyle") == "solid"
    browser.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert 0 <= box(browser, "#n2")["top"] < PHONE[1]
    browser.press("Tab")
    assert browser.run("document.activeElement.getAttribute('href')") == "#m2"
    browser.press("Enter")
    assert browser.run("location.hash") == "#m2"


def test_filters_work_by_keyboard_and_hide_what_they_are_for(browser: Chromium, pages: Pages) -> None:
    browser.open(pages["example"])
    assert (seen(browser, ".note"), seen(browser, ".ref"), seen(browser, ".ref.s-warning")) == (7, 8, 1)
    tint = "getComputedStyle(document.querySelector('mark.s-warning')).backgroundColor"
    plain = "rgba(0, 0, 0, 0)"
    assert browser.run(tint) != plain
    browser.run("document.querySelector('#f-warning').focus()")
    browser.press("Space")
    assert (seen(browser, ".note"), seen(browser, ".note.s-warning"), seen(browser, ".ref.s-warning")) == (6, 0, 0)
    assert browser.run(tint) == plain
    assert "1" not in [one["text"] for one in tabbed(browser) if one["ref"]]
    browser.run("document.querySelector('#f-warning').focus()")
    browser.press("Space")
    assert seen(browser, ".note") == 7

    browser.run("document.querySelector('#rall').focus()")
    browser.press("ArrowRight")
    chosen = browser.run("document.activeElement.id")
    assert browser.run("document.activeElement.checked")
    assert (seen(browser, ".note"), seen(browser, f".note.{chosen}")) == (1, 1)
    assert seen(browser, ".ref") == seen(browser, f".ref.{chosen}") == 2

    browser.run("document.querySelector('#rall').click(); document.querySelector('#f-undecided').focus()")
    browser.press("Space")
    assert (seen(browser, ".note.v-undecided"), seen(browser, ".note")) == (0, 6)


# ------------------------------------------------------------------ nothing gets in or out


@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_for_nothing_and_its_policy_forbids_nothing_of_its_own(
    browser: Chromium, pages: Pages, name: str
) -> None:
    browser.open(pages[name])
    unfold(browser)
    asked = [request for request in browser.requests if not request.startswith("data:,")]
    assert asked == [pages[name].resolve().as_uri()]
    assert browser.refused == []
    assert browser.run("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Iowan')


def test_hostile_text_does_nothing(browser: Chromium, pages: Pages) -> None:
    browser.open(pages["many"])
    unfold(browser)
    browser.run("document.querySelectorAll('*').forEach(e => { e.dispatchEvent(new Event('mouseover')); })")
    browser.run("document.querySelectorAll('a[href]').forEach(e => e.click())")
    assert browser.run("window.__pwned === undefined && document.scripts.length === 0")
    assert browser.run("document.querySelectorAll('img, iframe, base, object, embed, form').length") == 0
    assert "<script>window.__pwned = 1</script>" in browser.run("document.body.innerText")


def test_a_script_that_got_in_would_not_run(browser: Chromium, pages: Pages, tmp_path: Path) -> None:
    page = pages["example"].read_text(encoding="utf-8")
    cracked = tmp_path / "cracked.html"
    got_in = "<script>window.__pwned = 1</script><img src='http://evil.example/a.png' onerror='window.__pwned = 2'>"
    cracked.write_text(page.replace("<main>", f"{got_in}<main>"), encoding="utf-8")
    browser.open(cracked)
    assert browser.run("document.scripts.length") == 1
    assert browser.run("window.__pwned === undefined")
    assert any("Content Security Policy" in told for told in browser.refused)


# ------------------------------------------------------------------ charts and paper


def test_the_offending_pair_leads_into_what_is_ruled_out(browser: Chromium, pages: Pages) -> None:
    browser.open(pages["example"])
    close_up = "#c1 .panels > div:nth-child(2)"
    zone = box(browser, f"{close_up} .zone")
    head = browser.run(
        "(line => { const p = new DOMPoint(line.x2.baseVal.value, line.y2.baseVal.value);"
        " const q = p.matrixTransform(line.getScreenCTM()); return {x: q.x, y: q.y}; })"
        f"(document.querySelector('{close_up} line.pair.violated'))"
    )
    assert zone["left"] < head["x"] < zone["right"]
    assert zone["top"] < head["y"] < zone["bottom"]
    assert seen(browser, "#c1 text.value.violated") == 4
    assert browser.run(f"document.querySelector('{close_up} text.value').textContent") == "3,000"


def test_the_list_of_rules_ends_between_two_of_them(browser: Chromium, tmp_path: Path) -> None:
    page = tmp_path / "rules.html"
    fields = ("a speaker", "a source", "a medium", "a verb", "an excerpt", "a note")
    rules = [f"quotes must have {field}" for field in fields] + ["quotes must name a speaker", "quotes must have an id"]
    page.write_text(page_from([{"quotes": [{"text": "a"}]}] * 2, *rules), encoding="utf-8")
    browser.open(page, (390, 844))
    tall = box(browser, ".filters .rules")
    tops = browser.run("[...document.querySelectorAll('.rules label')].map(e => e.getBoundingClientRect().toJSON())")
    assert tops[-1]["bottom"] > tall["bottom"], "the list is longer than what is shown of it"
    assert [each for each in tops if each["top"] < tall["bottom"] - 1 < each["bottom"] - 2] == []


@pytest.mark.parametrize(("quotes", "headline"), [(3, 60), (8, 60), (8, 120)])
def test_the_last_sheet_is_more_than_a_footer(browser: Chromium, tmp_path: Path, quotes: int, headline: int) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not there, and by it a printed page is read")
    story = {"article": {"headline": "x " * headline}, "quotes": [{"text": f"q{n}"} for n in range(quotes)]}
    page, printed = tmp_path / "a.html", tmp_path / "a.pdf"
    page.write_text(page_from([story], "quotes must name a speaker"), encoding="utf-8")
    browser.open(page, media="print")
    printed.write_bytes(browser.printed())
    told = subprocess.run([reader, printed, "-"], capture_output=True, text=True, check=True).stdout
    last = told.rstrip("\f").split("\f")[-1]
    assert "Made by ruleck" in last
    assert "names no speaker" in last


def test_it_prints(browser: Chromium, pages: Pages) -> None:
    browser.open(pages["example"], media="print")
    assert seen(browser, ".filters, .skip, details.legend") == 0
    text, note = box(browser, ".row > p:has(#m2)"), box(browser, "#n2")
    assert note["top"] >= text["bottom"]
    pdf = browser.printed()
    assert pdf.startswith(b"%PDF-")
    assert 2 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 6
