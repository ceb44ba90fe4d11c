"""Waivers beside their facts: what they accept, and what they are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.json_schema import facts_schema
from ruleck.facts.load import read_document, read_mapping
from ruleck.facts.models import story_model
from tests.command.running import lay, ruleck_here
from tests.command.test_json import report

RULES = """\
quotes must name a speaker
the article must have a byline
across articles, estimates must decrease over time
"""
NAMED = "quotes-must-name-a-speaker"


def waived(**more: str) -> str:
    said = {"rule": NAMED, "reason": "he asked for it", **more}
    return "{" + ", ".join(f'{name}: "{text}"' for name, text in said.items()) + "}"


def folder(tmp_path: Path, **documents: str) -> Path:
    files = {f"{name}.facts.yaml": text for name, text in documents.items()}
    return lay(tmp_path, {"rules/house.ruleck": RULES, **files})


def told(cwd: Path, *arguments: str) -> tuple[str, int]:
    done = ruleck_here("check", "--today", "2026-11-26", *arguments, cwd=cwd)
    return done.stdout, done.returncode


def test_a_waived_finding_is_counted_and_no_failure(tmp_path: Path) -> None:
    text = f"article: {{byline: me}}\nquotes:\n  - {{text: one, waived: {waived(by='desk', until='2026-11-26')}}}\n"
    out, status = told(folder(tmp_path, a=text))
    assert out.startswith("1 story, 1 fact, 3 rules: nothing violated, 1 waived\n")
    assert status == 0


def test_who_asks_for_more_is_shown_what_is_waived(tmp_path: Path) -> None:
    text = f"article: {{byline: me}}\nquotes:\n  - {{text: one, waived: {waived(by='desk', until='2026-12')}}}\n"
    out, status = told(folder(tmp_path, a=text), "--verbose")
    assert out.startswith(
        f"waived: {NAMED}\n  a.facts.yaml:3:5\n  quote \"one\" names no speaker\n"
        "  waived until 2026-12: he asked for it (by desk)\n\n1 story, "
    )
    assert status == 0


def test_json_carries_a_waived_finding_with_its_waiver(tmp_path: Path) -> None:
    text = f"article: {{byline: me}}\nquotes:\n  - text: one\n    waived: {waived(by='desk', until='2026-12')}\n"
    found, status = report("--today", "2026-11-26", cwd=folder(tmp_path, a=text))
    [document] = found["documents"]
    [accepted] = document["waived"]
    assert (document["findings"], accepted["rule"], accepted["facts"]) == ([], NAMED, ["/quotes/0"])
    assert accepted["waiver"] == {
        "origin": "fact",
        "reason": "he asked for it",
        "by": "desk",
        "until": "2026-12",
        "at": {"path": "a.facts.yaml", "line": 4, "column": 13, "end_line": 4, "end_column": accepted_end(text)},
    }
    assert (found["summary"]["waived"], found["summary"]["violated"], status) == (1, 0, 0)


def accepted_end(text: str) -> int:
    return len(text.splitlines()[3]) + 1


@pytest.mark.parametrize("until", ["2026-11-25", "2026-10", "2025", "soon", "?", "2026-02-30", "../.."])
def test_an_expired_waiver_accepts_nothing_and_is_a_finding(tmp_path: Path, until: str) -> None:
    text = f"article: {{byline: me}}\nquotes:\n  - {{text: one, waived: {waived(until=until)}}}\n"
    out, status = told(folder(tmp_path, a=text))
    assert f"error: {NAMED}\n" in out
    assert "warning: waiver-expired\n" in out
    assert until in out
    assert "names no day" in out or "held until" in out
    assert status == 1


@pytest.mark.parametrize("until", ["2026-11-26", "2026-11", "2026", "2999-01-01", "2026-01-01/2026-12-31"])
def test_a_waiver_holds_on_its_last_day(tmp_path: Path, until: str) -> None:
    text = f"article: {{byline: me}}\nquotes:\n  - {{text: one, waived: {waived(until=until)}}}\n"
    assert told(folder(tmp_path, a=text))[1] == 0


def test_a_waiver_with_nothing_to_accept_is_a_finding(tmp_path: Path) -> None:
    text = f"article: {{byline: me}}\nquotes:\n  - {{text: one, speaker: A, waived: {waived()}}}\n"
    out, status = told(folder(tmp_path, a=text))
    assert "warning: waiver-unused\n  a.facts.yaml:3:37\n" in out
    assert f"`{NAMED}` finds nothing at this fact" in " ".join(out.replace("|", " ").split())
    assert status == 0
    assert told(tmp_path, "--fail-on", "warning")[1] == 1


def test_an_expired_waiver_with_nothing_to_accept_is_told_once(tmp_path: Path) -> None:
    text = f"article: {{byline: me}}\nquotes:\n  - {{text: one, speaker: A, waived: {waived(until='2020-01-01')}}}\n"
    out, _ = told(folder(tmp_path, a=text))
    assert "1 violated" in out
    assert "so it can go" in " ".join(out.replace("|", " ").split())


def test_a_waiver_of_no_rule_is_told_the_nearest(tmp_path: Path) -> None:
    text = "article: {byline: me, waived: {rule: the-article-must-have-byline, reason: none}}\n"
    out, _ = told(folder(tmp_path, a=text))
    assert "there is no rule `the-article-must-have-byline`; did you mean" in " ".join(out.replace("|", " ").split())


def test_sentences_alone_say_nothing_of_waivers_but_heed_them(tmp_path: Path) -> None:
    text = f"quotes:\n  - {{text: one, waived: {waived()}}}\n  - {{text: two, waived: {{rule: x, reason: y}}}}\n"
    out, status = told(folder(tmp_path, a=text), "-e", "quotes must name a speaker")
    assert out.endswith("1 violated, 1 waived\n")
    assert "waiver-" not in out
    assert status == 1


@pytest.mark.parametrize("rule", ["quotes-*", "*", "all", "quotes-must-name-a-speaker, other"])
def test_a_waiver_for_several_rules_is_too_broad_and_accepts_nothing(tmp_path: Path, rule: str) -> None:
    text = f"article: {{byline: me}}\nquotes:\n  - {{text: one, waived: {waived(rule=rule)}}}\n"
    out, status = told(folder(tmp_path, a=text))
    assert "warning: waiver-too-broad\n" in out
    assert f"error: {NAMED}\n" in out
    assert status == 1


def test_findings_across_articles_are_waived_where_they_are_reported(tmp_path: Path) -> None:
    rule = "across-articles-estimates-must-decrease-over-time"
    fact = "{subject: x, value: %s, as_of: 2017-12-0%s%s}"
    mark = f", waived: {{rule: {rule}, reason: the ministry said so}}"
    article = "article: {byline: me}\nestimates:\n  - "
    last = article + fact % (3, 3, "")
    cwd = folder(tmp_path, a=article + fact % (1, 1, ""), b=article + fact % (2, 2, mark), c=last)
    found, status = report(cwd=cwd)
    [accepted] = found["waived"]
    [open_one] = found["findings"]
    assert accepted["at"]["path"] == "b.facts.yaml"
    assert accepted["waiver"]["at"]["path"] == "b.facts.yaml"
    assert open_one["at"]["path"] == "c.facts.yaml"
    assert status == 1
    folder(tmp_path, b=article + fact % (0, 2, mark), c="{}")
    out, _ = told(tmp_path)
    assert "warning: waiver-unused\n  b.facts.yaml:3:" in out


def test_who_waives_at_another_fact_of_the_finding_is_told_where(tmp_path: Path) -> None:
    rule = "estimates-must-decrease-over-time"
    lines = "article: {byline: me}\nestimates:\n"
    lines += f"  - {{subject: x, value: 1, as_of: 2017-12-01, waived: {{rule: {rule}, reason: new count}}}}\n"
    lines += "  - {subject: x, value: 2, as_of: 2017-12-02}\n"
    lay(tmp_path, {"a.facts.yaml": lines, "rules/a.ruleck": "estimates must decrease over time\n"})
    out, _ = told(tmp_path)
    assert "is found at line 4, and is waived there" in " ".join(out.replace("|", " ").split())


@pytest.mark.parametrize(
    ("entry", "says", "note"),
    [
        ("{rule: x}", "a waiver must have a `reason`, and this one has none", "write it as {rule: …, reason: …}"),
        ("{rule: x, reason: '?'}", "a waiver must have a `reason`, and this one has none", ""),
        ("{rule: x, reason: ' - '}", "a waiver must have a `reason`, and this one has none", ""),
        ("{reason: x}", "a waiver must have a `rule`, and this one has none", ""),
        ("{rule: x, reason: y, untill: 2020}", "`untill` is no field of a waiver", "did you mean `until`?"),
        ("{rule: [x], reason: y}", "`rule` of a waiver takes text, and a list stands here", ""),
        ("quotes-name-a-speaker", "a waiver is wanted here, and `quotes-name-a-speaker` stands here", ""),
        ("{rule: x, reason: y, waived: {}}", "`waived` is no field of a waiver", ""),
    ],
)
def test_a_waiver_that_is_not_written_as_one_is_a_mistake_of_the_document(entry: str, says: str, note: str) -> None:
    for text in (f"quotes: [{{text: a, waived: {entry}}}]", f"quotes: [{{text: a, waived: [{entry}]}}]"):
        story, mistakes = read_document(text, builtin_vocabulary(), path="a.facts.yaml")
        assert story is None
        assert mistakes[0].message == says
        assert note in "".join(mistakes[0].notes)
        assert mistakes[0].labels


def test_waivers_outlive_every_reader() -> None:
    entry = {"rule": "r", "reason": "why", "by": "desk", "until": "2026-12-31"}
    document = {"quotes": [{"text": "a", "speaker": {"name": "A", "waived": entry}, "waived": [entry]}]}
    vocabulary = builtin_vocabulary()
    as_json = json.dumps(document)
    as_yaml = (
        "quotes:\n- text: a\n  speaker: {name: A, waived: {rule: r, reason: why, by: desk, until: 2026-12-31}}\n"
        "  waived:\n  - {rule: r, reason: why, by: desk, until: 2026-12-31}\n"
    )
    model = story_model(vocabulary).model_validate(document)
    for loaded in (
        read_document(as_json, vocabulary, format="json"),
        read_document(as_yaml, vocabulary, format="yaml"),
        read_mapping(document, vocabulary),
        read_mapping(model, vocabulary),
    ):
        story, mistakes = loaded
        assert story is not None, mistakes
        found = [(w.rule, w.reason, w.by, w.until, w.fact) for w in story.waivers]
        assert sorted(found) == [("r", "why", "desk", "2026-12-31", f) for f in ("/quotes/0", "/quotes/0/speaker")]
        assert "waived" not in story.records["quote"][0].fields
        assert story.facts == 2


def test_no_rule_sees_a_waiver(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "quotes: [{text: a}]\n"})
    for sentence in ("quotes must have no waived", "every waiver must have a reason"):
        assert told(tmp_path, "-e", sentence)[1] == 2


def test_no_kind_declares_a_field_of_that_name(tmp_path: Path) -> None:
    lay(tmp_path, {"rules/a.ruleck": "kind survey, plural surveys:\n  waived yes/no\n", "a.facts.yaml": "{}"})
    out, status = told(tmp_path)
    assert "`waived` is no field" in out
    assert status == 2


def test_the_schema_knows_them() -> None:
    schema = facts_schema(builtin_vocabulary())
    assert set(schema["$defs"]["waiver"]["required"]) == {"rule", "reason"}
    assert "waived" in schema["$defs"]["fact.article"]["properties"]


def test_today_is_a_day(tmp_path: Path) -> None:
    done = ruleck_here("check", "--today", "tomorrow", cwd=folder(tmp_path, a="{}"))
    assert '`--today` should be a day, such as 2026-12-31, but is the text `"tomorrow"`' in done.stdout
    assert done.returncode == 2
