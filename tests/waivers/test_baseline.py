"""The baseline: what an archive had, so that only new findings fail."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command.running import lay, ruleck_here
from tests.command.test_json import report

RULES = "quotes must name a speaker\nthe article must have a byline\n"
SETTINGS = 'baseline = "desk/known.txt"\ntoday = 2026-11-26\n'
A = "article: {byline: me}\nquotes:\n  - {text: one}\n  - {text: two, speaker: Ada}\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    lay(tmp_path, {"rules/house.ruleck": RULES, "ruleck.toml": SETTINGS, "desk/readme": ""})
    return put(tmp_path, a=A, b="quotes: [{text: one}]\n")


def put(cwd: Path, **documents: str) -> Path:
    files = {f"old/{name}.facts.yaml": text for name, text in documents.items()}
    return lay(cwd, {"ruleck.toml": SETTINGS, **files})


def draw_up(cwd: Path, *arguments: str) -> tuple[str, int]:
    done = ruleck_here("baseline", *arguments, cwd=cwd)
    assert done.stderr == ""
    return done.stdout, done.returncode


def check(cwd: Path, *arguments: str) -> tuple[dict[str, int], int]:
    found, status = report(*arguments, cwd=cwd)
    return {name: found["summary"][name] for name in ("violated", "baselined")}, status


def known(cwd: Path) -> list[str]:
    return [line for line in (cwd / "desk/known.txt").read_text("utf-8").splitlines() if not line.startswith("#")]


def test_what_was_there_before_no_longer_fails_and_what_is_new_does(archive: Path) -> None:
    lay(archive, {"ruleck.toml": 'today = 2026-11-26\n'})
    assert check(archive) == ({"violated": 3, "baselined": 0}, 1)
    lay(archive, {"ruleck.toml": SETTINGS})
    assert draw_up(archive) == ("desk/known.txt holds 3 findings (3 new)\n", 0)
    assert check(archive) == ({"violated": 0, "baselined": 3}, 0)
    put(archive, a=A + "  - {text: three}\n")
    assert check(archive) == ({"violated": 1, "baselined": 3}, 1)
    out = ruleck_here("check", cwd=archive).stdout
    assert 'quote "three" names no speaker' in out
    assert out.splitlines()[-1].endswith(": 1 violated, 3 in the baseline")


def test_the_file_is_plain_text_sorted_with_a_day_and_stable(archive: Path) -> None:
    draw_up(archive)
    text = (archive / "desk/known.txt").read_text("utf-8")
    assert text.startswith("# Findings that were there on 2026-11-26: ")
    assert [line.split(maxsplit=2)[2] for line in known(archive)] == [
        "violated quotes-must-name-a-speaker ../old/a.facts.yaml",
        "violated quotes-must-name-a-speaker ../old/b.facts.yaml",
        "violated the-article-must-have-a-byline ../old/b.facts.yaml",
    ]
    again = ("desk/known.txt holds 3 findings, as it did\n", 0)
    assert draw_up(archive, "--today", "2027-01-01") == again
    assert (archive / "desk/known.txt").read_text("utf-8") == text
    put(archive, a="# moved\n\n\n" + A)
    assert draw_up(archive) == again


def test_a_known_finding_is_carried_with_its_origin(archive: Path) -> None:
    draw_up(archive)
    found, _ = report("old/a.facts.yaml", cwd=archive)
    [accepted] = found["documents"][0]["waived"]
    assert accepted["waiver"]["origin"] == "baseline"
    assert accepted["waiver"]["reason"] == "it was there before 2026-11-26, when the baseline was drawn up"
    assert (accepted["waiver"]["at"]["path"], accepted["waiver"]["at"]["line"]) == ("desk/known.txt", 4)


def test_one_more_of_the_same_is_new(archive: Path) -> None:
    put(archive, a="article: {byline: me}\nquotes: [{text: one}, {text: one}]\n")
    draw_up(archive)
    assert known(archive)[0].startswith("2 ")
    put(archive, a="article: {byline: me}\nquotes: [{text: one}, {text: one}, {text: one}]\n")
    assert check(archive) == ({"violated": 1, "baselined": 4}, 1)


def test_the_same_in_another_document_is_new(archive: Path) -> None:
    draw_up(archive)
    put(archive, c=A)
    assert check(archive) == ({"violated": 1, "baselined": 3}, 1)


def test_entries_that_no_longer_occur_are_told_and_pruned(archive: Path) -> None:
    draw_up(archive)
    put(archive, a=A.replace("one", "one, speaker: Ada"))
    out = ruleck_here("check", cwd=archive).stdout
    assert "info: baseline-outdated\n  desk/known.txt:4:1\n" in out
    assert "1 finding of the baseline can no longer be found: `ruleck" in " ".join(out.replace("|", " ").split())
    assert "baseline-outdated" not in ruleck_here("check", "old/b.facts.yaml", cwd=archive).stdout
    put(archive, b="quotes: [{text: one}, {text: new}]\n")
    assert draw_up(archive, "--prune", "--dry-run") == ("desk/known.txt would hold 2 findings (1 gone)\n", 0)
    assert len(known(archive)) == 3
    assert draw_up(archive, "--prune") == ("desk/known.txt holds 2 findings (1 gone)\n", 0)
    assert check(archive) == ({"violated": 1, "baselined": 2}, 1)


def test_a_document_that_is_gone_takes_its_entries_with_it(archive: Path) -> None:
    draw_up(archive)
    (archive / "old/b.facts.yaml").unlink()
    assert "2 findings of the baseline" in ruleck_here("check", cwd=archive).stdout
    assert draw_up(archive) == ("desk/known.txt holds 1 finding (2 gone)\n", 0)


def test_of_other_documents_and_rules_the_file_keeps_what_it_holds(archive: Path) -> None:
    draw_up(archive)
    put(archive, a=A + "  - {text: three}\n")
    assert draw_up(archive, "old/a.facts.yaml") == ("desk/known.txt holds 4 findings (1 new)\n", 0)
    put(archive, a="article: {}\n")
    assert draw_up(archive, "--select", "the-article*") == ("desk/known.txt holds 5 findings (1 new)\n", 0)


def test_what_a_waiver_accepts_is_not_recorded(archive: Path) -> None:
    put(archive, a=A.replace("one", "one, waived: {rule: quotes-must-name-a-speaker, reason: he asked}"))
    assert draw_up(archive)[0] == "desk/known.txt holds 2 findings (2 new)\n"
    assert "waiver-" not in "".join(known(archive))


def test_what_a_waiver_accepted_until_it_expired_is_for_no_baseline(archive: Path) -> None:
    draw_up(archive)
    ended = "waived: {rule: quotes-must-name-a-speaker, reason: he asked, until: 2026-11-25}"
    put(archive, a=A.replace("one", f"one, {ended}"))
    found, status = report("old/a.facts.yaml", cwd=archive)
    assert [f["rule"] for f in found["documents"][0]["findings"]] == ["quotes-must-name-a-speaker", "waiver-expired"]
    assert status == 1
    assert draw_up(archive)[0] == "desk/known.txt holds 2 findings (1 gone)\n"


def test_what_was_undecided_and_is_violated_now_is_new(archive: Path) -> None:
    lay(archive, {"rules/house.ruleck": "quotes' said_on must be before 2017-12-10\n"})
    put(archive, a="quotes: [{id: q, text: x, said_on: 2017-12}]\n", b="{}")
    assert draw_up(archive)[0] == "desk/known.txt holds 0 findings\n"
    assert draw_up(archive, "--undecided", "fail")[0] == "desk/known.txt holds 1 finding (1 new)\n"
    assert check(archive, "--undecided", "fail") == ({"violated": 0, "baselined": 1}, 0)
    put(archive, a="quotes: [{id: q, text: x, said_on: 2017-12-24}]\n", b="{}")
    # That the baseline holds what is no longer found is a finding, too.
    assert check(archive, "--ignore", "baseline-outdated") == ({"violated": 1, "baselined": 0}, 1)
    assert check(archive) == ({"violated": 2, "baselined": 0}, 1)


def test_lines_of_json_lines_may_move(archive: Path) -> None:
    line = '{"quotes": [{"text": "%s"}], "article": {"byline": "x"}}\n'
    lay(archive, {"ruleck.toml": SETTINGS, "old/c.facts.jsonl": line % "a" + line % "b"})
    draw_up(archive)
    lay(archive, {"ruleck.toml": SETTINGS, "old/c.facts.jsonl": "\n" + line % "b" + line % "a"})
    assert check(archive) == ({"violated": 0, "baselined": 5}, 0)


ITEMS = """[
  {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A", "author": "me",
   "hasPart": {"@type": "Quotation", "text": "one"}},
  {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "B", "author": "me",
   "hasPart": {"@type": "Quotation", "text": "two"}}
]
"""


@pytest.mark.parametrize(
    ("name", "text"), [("new/many.csv", "Day,Text\nMonday,one\nTuesday,two\n"), ("new/many.json", ITEMS)]
)
def test_of_a_file_with_several_stories_nothing_is_lost_and_they_may_move(archive: Path, name: str, text: str) -> None:
    mapping = "kind: quote\nfields: {text: Text}\nstory_per: Day\n"
    lay(archive, {"ruleck.toml": SETTINGS, name: text, "new/many.csv.map.yaml": mapping})
    draw_up(archive, name)
    drawn = known(archive)
    assert len(drawn) >= 2
    draw_up(archive, "old")  # other documents
    assert [line for line in known(archive) if "/new/" in line] == drawn
    if name.endswith(".csv"):
        moved = "Day,Text\n\n" + text.partition("\n")[2]
        lay(archive, {"ruleck.toml": SETTINGS, name: moved, "new/many.csv.map.yaml": mapping})
    assert check(archive, name)[0]["violated"] == 0


def test_without_a_setting_the_file_stands_beside_ruleck_toml_and_says_how_to_use_it(archive: Path) -> None:
    lay(archive, {"ruleck.toml": ""})
    out, _ = draw_up(archive, "old", "--today", "2026-11-26")
    assert out == (
        "baseline.txt holds 3 findings (3 new)\n"
        'to check by it, write into ruleck.toml: baseline = "baseline.txt"\n'
    )
    assert check(archive, "--baseline", "baseline.txt") == ({"violated": 0, "baselined": 3}, 0)


def test_a_damaged_file_is_told_and_left_as_it_is(archive: Path) -> None:
    draw_up(archive)
    path = archive / "desk/known.txt"
    damaged = path.read_text("utf-8") + "<<<<<<< HEAD\n1 xyz violated r a\n"
    path.write_text(damaged, "utf-8")
    out = ruleck_here("check", cwd=archive)
    assert out.stdout.count("this is no entry of a baseline") == 2
    assert "desk/known.txt:7:1: " in out.stdout
    assert out.returncode == 2
    assert ruleck_here("baseline", cwd=archive).returncode == 2
    assert path.read_text("utf-8") == damaged


def test_lines_are_those_that_an_editor_counts(archive: Path) -> None:
    lay(archive, {"ruleck.toml": SETTINGS, "desk/known.txt": "# by\x0cone\u2028of us\nrubbish\n"})
    done = ruleck_here("check", cwd=archive)
    assert "desk/known.txt:2:1: this is no entry of a baseline" in done.stdout


def test_a_document_with_mistakes_keeps_its_entries(archive: Path) -> None:
    draw_up(archive)
    put(archive, b="quots: []\n")
    done = ruleck_here("baseline", cwd=archive)
    assert "`quots` is no kind of fact" in done.stdout
    assert "desk/known.txt holds 3 findings, as it did\n" in done.stdout
    assert done.returncode == 2


def test_where_nothing_could_be_checked_no_file_is_made(archive: Path) -> None:
    out, status = draw_up(archive, "odl")
    assert (out.splitlines()[0], status) == ("error: `odl` is not there", 2)
    assert not (archive / "desk/known.txt").exists()


def test_a_baseline_that_is_not_there_is_a_mistake_of_a_check(archive: Path) -> None:
    done = ruleck_here("check", cwd=archive)
    assert ("`baseline` names `desk/known.txt`, which is not there" in done.stdout, done.returncode) == (True, 2)


QUOTE = st.fixed_dictionaries(
    {"text": st.sampled_from(["a", "b", "c"])},
    optional={"speaker": st.sampled_from(["Ada", "Bo"]), "id": st.uuids().map(str)},
)
STORIES = st.lists(st.lists(QUOTE, max_size=4), min_size=1, max_size=3)


@settings(max_examples=15, deadline=None)
@given(STORIES, st.data())
def test_after_a_baseline_there_is_nothing_new_and_any_order_is_the_same(
    stories: list[list[dict[str, str]]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        cwd = lay(Path(folder), {"rules/house.ruleck": RULES, "ruleck.toml": SETTINGS, "desk/x": ""})
        before, _ = report("--baseline", "desk/x", cwd=_written(cwd, stories))
        draw_up(cwd)
        shuffled = [data.draw(st.permutations(quotes)) for quotes in stories]
        after, status = report(cwd=_written(cwd, shuffled))
        assert (after["summary"]["violated"], status) == (0, 0)
        # Nothing is lost: what was found is found, under another head.
        assert after["summary"]["baselined"] == before["summary"]["violated"]


def _written(cwd: Path, stories: list[list[dict[str, str]]]) -> Path:
    for number, quotes in enumerate(stories):
        text = yaml.safe_dump({"quotes": quotes})
        (cwd / f"{number}.facts.yaml").write_text(text, "utf-8")
    return cwd
