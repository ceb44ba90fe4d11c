"""`ruleck import`, and `ruleck check` on other forms, from the outside."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command.running import lay, ruleck, ruleck_here
from tests.importers.test_front_matter import PAGE
from tests.importers.test_jsonld import ARTICLE
from tests.importers.test_ninjs import FIRST
from tests.importers.test_table import SERIES, SERIES_MAPPING

RULE = "quotes must name a speaker"
GOOD = PAGE.replace("quots: 2\n", "")
SITE: dict[str, str | bytes] = {
    "content/ferry.md": GOOD.replace("    speaker: Runa Holt\n", ""),
    "content/about.md": "---\ntitle: About us\npeople: [Ada Marsh]\n---\nWe are here.\n",
    "content/readme.md": "# Read me\n",
    "content/news.facts.yaml": "article: {headline: A}\nquotes: [{text: No.}]\n",
    ".hidden/old.md": GOOD,
}


def test_a_page_is_checked_with_places_in_both_its_parts(tmp_path: Path) -> None:
    done = ruleck("check", "content", "-e", RULE, cwd=lay(tmp_path, SITE))
    assert done.returncode == 1
    assert "content/ferry.md:9:5\n" in done.stdout
    assert "content/ferry.md:15:2\n" in done.stdout
    assert "about.md" not in done.stdout
    assert "2 stories, 2 facts, 1 rule: 2 violated" in done.stdout


def test_what_was_not_understood_is_listed_and_strict_fails(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"story.md": PAGE})
    done = ruleck_here("check", "story.md", "-e", RULE, cwd=folder)
    assert done.returncode == 0
    assert "story.md:8:1: warning: not understood, and left out: `quots`" in done.stdout
    assert ruleck_here("check", "story.md", "-e", RULE, "--strict", cwd=folder).returncode == 2
    done = ruleck_here("import", "story.md", "--strict", cwd=folder)
    assert done.returncode == 1
    assert "8:1: warning: `quots` was not understood, and is left out\n" in done.stderr
    assert "did you mean `quotes`?" in done.stderr
    assert "info: known, but no facts, and left out: `tags`" in done.stderr
    assert done.stdout.startswith("# out of story.md (markdown)\n")
    folder = lay(tmp_path / "good", {"story.md": GOOD})
    assert ruleck_here("check", "story.md", "-e", RULE, "--strict", cwd=folder).returncode == 0
    assert ruleck_here("import", "story.md", "--strict", cwd=folder).returncode == 0


def test_what_is_imported_is_checked_like_the_form_itself(tmp_path: Path) -> None:
    forms = {"a.md": GOOD, "b.json": json.dumps(FIRST), "c.json": json.dumps(ARTICLE)}
    forms["d.html"] = f'<script type="application/ld+json">{forms["c.json"]}</script>'
    folder = lay(tmp_path, {**forms, "a.csv": SERIES, "a.csv.map.yaml": SERIES_MAPPING})
    for name in [*forms, "a.csv"]:
        facts = {}
        for form in ("yaml", "json"):
            done = ruleck_here("import", name, "--format", form, cwd=folder)
            assert done.returncode == 0, done.stderr
            (folder / f"out.facts.{form}").write_text(done.stdout, "utf-8")
            done = ruleck_here("check", f"out.facts.{form}", "--format", "json", cwd=folder)
            (facts[form],) = json.loads(done.stdout)["documents"]
        (straight,) = json.loads(ruleck_here("check", name, "--format", "json", cwd=folder).stdout)["documents"]
        for document in (*facts.values(), straight):
            for finding in document["findings"]:
                del finding["at"], finding["story"]
        assert [f["message"] for f in facts["yaml"]["findings"]] == [f["message"] for f in straight["findings"]]
        assert facts["json"]["findings"] == facts["yaml"]["findings"]
        assert facts["yaml"]["facts"] == straight["facts"]


def test_standard_input_is_recognized(tmp_path: Path) -> None:
    folder = lay(tmp_path, {})
    page = f"<p>\n<script type='application/ld+json'>{json.dumps(ARTICLE)}</script>"
    for text in (GOOD, json.dumps(FIRST), json.dumps(ARTICLE), page):
        done = ruleck_here("check", "-", "-e", "the article must have a section", cwd=folder, stdin=text.encode())
        assert done.stdout.splitlines()[-1].startswith("1 story"), done.stdout
        assert ruleck_here("import", cwd=folder, stdin=text.encode()).stdout.startswith("# out of - (")
    # Plain facts stay what they are.
    done = ruleck_here("check", "-", "-e", RULE, cwd=folder, stdin=b"quotes: [{text: No.}]\n")
    assert "-:1:10\n" in done.stdout


def test_a_feed_becomes_a_line_of_facts_for_each_item(tmp_path: Path) -> None:
    def item(headline: str) -> str:
        return json.dumps({"uri": "x:1", "headline": headline, "versioncreated": "2024-05-02"}) + "\n"

    folder = lay(tmp_path, {"feed.jsonl": item("A") + "\n" + item("B")})
    done = ruleck_here("import", "ninjs", "feed.jsonl", "--format", "jsonl", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["article"]["headline"] for line in done.stdout.splitlines()] == ["A", "B"]
    by_content = ruleck_here("import", "--format", "jsonl", cwd=folder, stdin=(item("A") + item("B")).encode())
    assert by_content.stdout == done.stdout
    assert "tells 2 stories" in ruleck_here("import", "feed.jsonl", cwd=folder).stderr
    # What is wrong with a line is told at its number, and costs no other.
    lay(tmp_path, {"bad.jsonl": item("A") + '{"uri": }\n{"quotes": []}\n' + item("B")})
    done = ruleck_here("import", "ninjs", "bad.jsonl", "--format", "jsonl", cwd=folder)
    assert (done.returncode, done.stdout.count("\n")) == (2, 2)
    assert "bad.jsonl:2:9: " in done.stderr
    done = ruleck_here("import", "bad.jsonl", "--format", "jsonl", cwd=folder)
    assert "`bad.jsonl:3` has no form that is known by what is in it" in done.stderr


def test_a_broken_script_fails_with_strict_alone(tmp_path: Path) -> None:
    script = '<script type="application/ld+json">{}</script>\n'.format
    folder = lay(tmp_path, {"a.html": script("{ads: broken,}") + script('{"@type": "NewsArticle", "headline": "A"}')})
    for command in ("import", "check"):
        done = ruleck_here(command, "a.html", cwd=folder)
        assert (done.returncode, "a script of this page was not understood" in done.stderr + done.stdout) == (0, True)
        assert ruleck_here(command, "a.html", "--strict", cwd=folder).returncode != 0


def test_the_places_of_facts_are_kept_in_comments(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"a.csv": SERIES, "m.yaml": SERIES_MAPPING})
    done = ruleck_here("import", "csv", "a.csv", "--mapping", "m.yaml", cwd=folder)
    assert 'value: "1,200", unit: lorries, as_of: 2024-01}  # 2:1\n' in done.stdout
    assert "#" not in ruleck_here("import", "csv", "a.csv", "--mapping", "m.yaml", "--no-places", cwd=folder).stdout


def test_bad_rows_make_the_status_2_and_the_others_are_written(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"a.csv": SERIES + "2024-13,7,\n2024-04\n", "a.csv.map.yaml": SERIES_MAPPING})
    done = ruleck_here("import", "a.csv", cwd=folder)
    assert done.returncode == 2
    assert "a.csv:5:1: row 5 is left out: it has 1 cell, and there are 3 columns\n" in done.stderr
    assert "a.csv:4:1: row 4 is left out: `as_of` of an estimate takes a date" in done.stderr
    assert done.stdout.count("subject: lorries a day") == 2
    done = ruleck_here("check", "a.csv", "-e", "every estimate must have a unit", cwd=folder)
    assert done.returncode == 2
    assert "row 5 is left out" in done.stdout


def test_several_stories_are_written_a_line_each(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"a.json": json.dumps([FIRST, {**FIRST, "uri": "urn:b"}])})
    done = ruleck_here("import", "a.json", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`a.json` tells 2 stories, and a document of facts tells one" in done.stderr
    done = ruleck_here("import", "a.json", "--format", "jsonl", cwd=folder)
    assert [json.loads(line)["article"]["id"] for line in done.stdout.splitlines()] == [FIRST["uri"], "urn:b"]
    done = ruleck_here("check", "a.json", "-e", "the article must have a section", "--format", "json", cwd=folder)
    assert [document["path"] for document in json.loads(done.stdout)["documents"]] == ["a.json#/0", "a.json#/1"]


def test_a_feed_of_items_a_line_each(tmp_path: Path) -> None:
    items = [json.dumps(FIRST), json.dumps({"quotes": [{"text": "No."}]}), "", json.dumps(ARTICLE), '{"uri": 1}']
    folder = lay(tmp_path, {"feed.jsonl": "\n".join(items)})
    done = ruleck_here("check", "feed.jsonl", "-e", "the article must have an id", "--format", "json", cwd=folder)
    report = json.loads(done.stdout)
    assert [document["path"] for document in report["documents"]] == ["feed.jsonl:1", "feed.jsonl:2", "feed.jsonl:4"]
    assert [len(document["findings"]) for document in report["documents"]] == [0, 1, 1]
    assert report["documents"][2]["findings"][0]["at"]["line"] == 4
    done = ruleck_here("check", "-", "-e", RULE, cwd=folder, stdin="\n".join(items).encode())
    assert "-:2:13\n" in done.stdout


def test_calls_that_cannot_be_followed(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"a.csv": "a\n1\n", "b.json": '{"a": 1}', "c.md": "Text.\n"})
    told = {
        ("a.csv",): "nothing says what the columns of `a.csv` are",
        ("b.json",): "`b.json` has no form that is known by what is in it",
        ("markdwon", "c.md"): "did you mean `markdown`?",
        ("ninjs", "b.json"): "no ninjs facts were found here",
        ("c.md",): "no facts stand above this text",
        ("gone.md",): "`gone.md` is not there",
        ("csv", "a.csv", "--mapping", "gone.yaml"): "`gone.yaml` cannot be read",
        ("jsonld", "c.md"): "cannot stand without quotes",
    }
    for arguments, message in told.items():
        done = ruleck_here("import", *arguments, cwd=folder)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert message in done.stderr, arguments
    done = ruleck_here("check", "a.csv", cwd=folder)
    assert done.returncode == 2
    assert "write `a.csv.map.yaml` beside it" in done.stdout


def test_a_mistake_of_a_fact_stands_in_the_file_that_it_came_from(tmp_path: Path) -> None:
    folder = lay(tmp_path, {"a.md": "---\nquotes:\n  - {text: No., said_on: 2024-02-30}\n---\n"})
    done = ruleck_here("import", "a.md", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("a.md:3:26: `said_on` of a quote takes a date")


def test_own_fields_of_a_project_take_what_a_form_says(tmp_path: Path) -> None:
    rules = "kind article:\n  urgency number\nrule calm: the article's urgency must be at least 5\n"
    folder = lay(tmp_path, {"a.json": json.dumps(FIRST, indent=1), "rules/own.ruleck": rules})
    done = ruleck_here("check", "a.json", cwd=folder)
    assert "article's urgency is 4, but must be at least 5" in done.stdout
    assert '"urgency": 4' in done.stdout
    assert "urgency: 4" in ruleck_here("import", "a.json", cwd=folder).stdout


def test_nothing_that_a_file_says_acts_on_a_terminal(tmp_path: Path) -> None:
    nasty = {**FIRST, "person": [{"name": "Eva \x1b[31m\u202e"}], "od\x1bd": 1}
    done = ruleck_here("import", "-", cwd=lay(tmp_path, {}), stdin=json.dumps(nasty).encode())
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert "\u202e" not in done.stdout + done.stderr
    assert 'name: "Eva \\x1B[31m\\u202E"' in done.stdout


def test_no_importer_is_loaded_for_files_that_are_facts(tmp_path: Path) -> None:
    import subprocess
    import sys

    folder = lay(tmp_path, {"a.facts.yaml": "quotes: [{text: No.}]\n"})
    program = (
        "import sys; from ruleck.cli import main; main(['check', 'a.facts.yaml', '-e', 'quotes must name a speaker']);"
        "told = [name for name in sys.modules if name.startswith('ruleck.importers.')];"
        "assert told == ['ruleck.importers.read'], told; assert 'html.parser' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=folder, check=True, capture_output=True, timeout=60)
