"""The waivers file of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.running import lay, ruleck_here
from tests.command.test_json import report

NAMED = "quotes-must-name-a-speaker"
FACTS = "quotes:\n  - {id: patch, text: one}\n  - {text: two}\n"


def folder(tmp_path: Path, waivers: str, name: str = "waivers.yaml", **documents: str) -> Path:
    files = {f"stories/{key}.facts.yaml": text for key, text in (documents or {"a": FACTS}).items()}
    settings = f'waivers = "desk/{name}"\ntoday = 2026-11-26\n'
    files |= {"rules/house.ruleck": "quotes must name a speaker\n", f"desk/{name}": waivers, "ruleck.toml": settings}
    return lay(tmp_path, dict(files))


def told(cwd: Path, *arguments: str) -> tuple[str, int]:
    done = ruleck_here("check", *arguments, cwd=cwd)
    return " ".join(done.stdout.replace("|", " ").split()), done.returncode


def entry(**said: str) -> str:
    fields = {"rule": NAMED, "document": "../stories/a.facts.yaml", "fact": "patch", "reason": "he asked", **said}
    return "- {" + ", ".join(f"{name}: '{text}'" for name, text in fields.items() if text) + "}\n"


def accepted(cwd: Path, *arguments: str) -> list[str]:
    found, _ = report(*arguments, cwd=cwd)
    return [f"{d['path']}{f['facts'][0]}" for d in found["documents"] for f in d["waived"]]


@pytest.mark.parametrize("fact", ["patch", "/quotes/0"])
def test_a_fact_is_named_by_its_id_or_its_pointer(tmp_path: Path, fact: str) -> None:
    assert accepted(folder(tmp_path, entry(fact=fact))) == ["stories/a.facts.yaml/quotes/0"]


@pytest.mark.parametrize(
    ("document", "fact", "waived"),
    [
        ("many.csv:3", "/quotes/0", ["stories/many.csv:3/quotes/0"]),  # a pointer is for the story that is named
        ("many.csv:9", "q1", ["stories/many.csv:2/quotes/0"]),  # an id goes with its story, where rows move
        ("many.csv", "q1", ["stories/many.csv:2/quotes/0"]),
        ("many.csv:9", "/quotes/0", []),
    ],
)
def test_of_a_file_with_several_stories_one_is_named(
    tmp_path: Path, document: str, fact: str, waived: list[str]
) -> None:
    cwd = folder(tmp_path, entry(document=f"../stories/{document}", fact=fact))
    mapping = "kind: quote\nfields: {text: Text, id: Id}\nstory_per: Id\n"
    (cwd / "stories/many.csv").write_text("Id,Text\nq1,one\nq2,two\n", "utf-8")
    (cwd / "stories/many.csv.map.yaml").write_text(mapping, "utf-8")
    assert accepted(cwd, "stories/many.csv") == waived


@pytest.mark.parametrize("here", [".", "desk", "stories"])
def test_documents_are_named_from_the_files_folder_wherever_one_is(tmp_path: Path, here: str) -> None:
    cwd = folder(tmp_path, entry())
    found, status = report(str(cwd / "stories"), cwd=cwd / here)
    assert (found["summary"]["waived"], found["summary"]["violated"], status) == (1, 1, 1)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("w.json", '[{"rule": "%s", "document": "../stories/a.facts.yaml", "fact": "patch", "reason": "x"}]'),
        ("w.yaml", "waivers:\n  - {rule: %s, document: ../stories/a.facts.yaml, fact: patch, reason: x}\n"),
        ("w.yml", "- {rule: %s, document: ../stories/a.facts.yaml, fact: patch, reason: x}\n"),
    ],
)
def test_the_file_is_yaml_or_json(tmp_path: Path, name: str, text: str) -> None:
    assert len(accepted(folder(tmp_path, text % NAMED, name))) == 1


def test_a_finding_is_named_by_its_fingerprint_wherever_its_document_goes(tmp_path: Path) -> None:
    cwd = folder(tmp_path, "[]\n")
    found, _ = report(cwd=cwd)
    prints = [f["fingerprint"] for f in found["documents"][0]["findings"]]
    folder(tmp_path, entry(fact="", document="", fingerprint=prints[1]))
    assert accepted(cwd) == ["stories/a.facts.yaml/quotes/1"]
    (cwd / "stories/a.facts.yaml").rename(cwd / "stories/b.facts.yaml")
    assert accepted(cwd) == ["stories/b.facts.yaml/quotes/1"]


def test_a_fingerprint_that_several_documents_share_is_too_broad(tmp_path: Path) -> None:
    cwd = folder(tmp_path, "[]\n", a=FACTS, b=FACTS)
    shared = report(cwd=cwd)[0]["documents"][0]["findings"][0]["fingerprint"]
    folder(tmp_path, entry(fact="", document="", fingerprint=shared), a=FACTS, b=FACTS)
    out, _ = told(cwd)
    assert "warning: waiver-too-broad desk/waivers.yaml:1:3" in out
    assert "accepts findings in 2 documents" in out
    folder(tmp_path, entry(fact="", fingerprint=shared), a=FACTS, b=FACTS)
    assert accepted(cwd) == ["stories/a.facts.yaml/quotes/0"]
    assert "waiver-" not in told(cwd)[0]


@pytest.mark.parametrize(
    ("said", "check", "words"),
    [
        ({"until": "2026-11-25"}, "waiver-expired", "held until 2026-11-25"),
        ({"until": "whenever"}, "waiver-expired", "`until` is `whenever`, which names no day"),
        ({"fact": "/quotes"}, "waiver-unused", "there is no fact `/quotes` in `../stories/a.facts.yaml`; did you mean"),
        ({"fact": "pach"}, "waiver-unused", "in `../stories/a.facts.yaml`; did you mean `patch`?"),
        ({"rule": "quotes-must-name-speaker"}, "waiver-unused", "did you mean `quotes-must-name-a-speaker`?"),
        ({"fact": ""}, "waiver-too-broad", "is for no single fact, and accepts nothing"),
        ({"document": ""}, "waiver-too-broad", "is for no single fact, and accepts nothing"),
        ({"fact": "*"}, "waiver-too-broad", "is for no single fact, and accepts nothing"),
        ({"rule": "*"}, "waiver-too-broad", "is for no single rule, and accepts nothing"),
        ({"fact": "", "fingerprint": "0123456789abcdef"}, "waiver-unused", "finds nothing with this fingerprint"),
    ],
)
def test_what_is_wrong_with_a_waiver_is_a_finding_at_its_place(
    tmp_path: Path, said: dict[str, str], check: str, words: str
) -> None:
    cwd = folder(tmp_path, "# waivers of the desk\n" + entry(**said))
    out, status = told(cwd)
    assert f"warning: {check} desk/waivers.yaml:2:3" in out
    assert words in out
    assert "3 violated" in out
    assert status == 1
    found, _ = report(cwd=cwd)
    places = [(f["rule"], f["at"]["path"], f["at"]["line"]) for f in found["findings"]]
    assert places == [(check, "desk/waivers.yaml", 2)]


def test_of_documents_that_were_not_checked_nothing_is_said(tmp_path: Path) -> None:
    cwd = folder(tmp_path, entry(fact="other") + entry(document="../gone.facts.yaml"), a=FACTS, b=FACTS)
    assert "waiver-" not in told(cwd, "stories/b.facts.yaml")[0]
    assert told(cwd, "stories")[0].count("waiver-unused") == 1


def test_of_rules_that_were_left_out_nothing_is_said(tmp_path: Path) -> None:
    cwd = folder(tmp_path, entry(fact="other"))
    lay(cwd, {"rules/b.ruleck": "quotes must have a verb\n", "ruleck.toml": 'waivers = "desk/waivers.yaml"\n'})
    assert "waiver-" not in told(cwd, "--ignore", NAMED)[0]
    assert "waiver-" not in told(cwd, "--rules", "rules/b.ruleck")[0]
    assert "waiver-unused" in told(cwd)[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {rule: x}\n", "desk/waivers.yaml:1:3: a waiver must have a `reason`, and this one has none"),
        ("- {rule: x, reason: y, factt: z}\n", "`factt` is no field of a waiver"),
        ("- 5\n", "a waiver is wanted here, and `5` stands here"),
        ("rule: x\n", "a list of waivers is wanted here, and a fact with fields of its own stands here"),
        ("- [\n", "desk/waivers.yaml:"),
    ],
)
def test_a_file_that_holds_no_waivers_is_a_mistake(tmp_path: Path, text: str, says: str) -> None:
    out, status = told(folder(tmp_path, text))
    assert says in out
    assert status == 2


def test_an_empty_file_waives_nothing(tmp_path: Path) -> None:
    assert told(folder(tmp_path, "# nothing yet\n"))[1] == 1


# ------------------------------------------------------------------ ruleck waivers


def listed(cwd: Path, *arguments: str) -> tuple[str, int]:
    done = ruleck_here("waivers", *arguments, cwd=cwd)
    assert done.stderr == ""
    return done.stdout, done.returncode


WAIVED = (
    "quotes:\n"
    "  - {text: one, waived: {rule: r, reason: because, by: desk, until: 2026-12-06}, id: patch}\n"
    "  - {text: two, waived: {rule: r, reason: for good}}\n"
    "  - {text: three, waived: {rule: r, reason: once, until: 2026-11-24}}\n"
    "  - {text: four, waived: {rule: r, reason: some day, until: some day}}\n"
)


def test_waivers_are_listed_with_days_left_the_most_urgent_first(tmp_path: Path) -> None:
    cwd = folder(tmp_path, entry(until="2026-11-27", by="Okafor"), a=WAIVED)
    assert listed(cwd) == (
        "expired, for its end names no day: r\n  stories/a.facts.yaml:5:26\n  some day, until some day\n\n"
        "expired 2 days ago: r\n  stories/a.facts.yaml:4:27\n  once, until 2026-11-24\n\n"
        f"1 day left: {NAMED}\n  desk/waivers.yaml:1:3 for ../stories/a.facts.yaml patch\n"
        "  he asked (Okafor), until 2026-11-27\n\n"
        "10 days left: r\n  stories/a.facts.yaml:2:25\n  because (desk), until 2026-12-06\n\n"
        "no end: r\n  stories/a.facts.yaml:3:25\n  for good\n\n"
        "5 waivers, 2 expired\n",
        0,
    )


def test_expired_ones_fail_and_those_about_to_expire_are_warned_of(tmp_path: Path) -> None:
    cwd = folder(tmp_path, entry(until="2026-11-27"), a=WAIVED)
    out, status = listed(cwd, "--expired")
    assert (out.count("\n\n"), out.splitlines()[-1], status) == (2, "2 waivers, 2 expired", 1)
    out, status = listed(cwd, "--expiring-in", "5")
    assert (out.count("\n\n"), out.splitlines()[-1], status) == (1, "1 waiver, 1 about to expire", 0)
    out, status = listed(cwd, "--expiring-in", "30", "--expired")
    assert (out.count("\n\n"), out.splitlines()[-1], status) == (4, "4 waivers, 2 expired, 2 about to expire", 1)
    assert listed(cwd, "--expired", "--today", "2020-01-01", "--waivers", "desk/waivers.yaml")[1] == 1
    folder(tmp_path, entry(until="2026-11-26"))
    assert listed(cwd, "--expired") == ("no waivers\n", 0)
    assert listed(cwd, "--expiring-in", "0")[0].startswith("last day: ")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"rule": "quotes-*"}, "for no single rule, and accepts nothing"),
        ({"fact": ""}, "for no single fact, and accepts nothing"),
        ({"fact": "pach"}, "there is no fact `pach` in `../stories/a.facts.yaml`; did you mean `patch`?"),
    ],
)
def test_those_that_accept_nothing_are_listed_as_such(tmp_path: Path, said: dict[str, str], words: str) -> None:
    out, status = listed(folder(tmp_path, entry(**said)))
    assert words in " ".join(out.split())
    assert out.endswith("1 waiver, 1 that accepts nothing\n")
    assert status == 0
    assert "nothing" not in listed(folder(tmp_path, entry()))[0]


def test_the_file_is_shown_from_the_folder_that_one_is_in(tmp_path: Path) -> None:
    out, _ = listed(folder(tmp_path, entry()) / "stories")
    assert "\n  ../desk/waivers.yaml:1:3 for ../stories/a.facts.yaml patch\n" in out


def test_a_document_with_mistakes_is_told_and_the_others_are_listed(tmp_path: Path) -> None:
    cwd = folder(tmp_path, "[]\n", a="quots: []\n", b=WAIVED)
    out, status = listed(cwd)
    assert "`quots` is no kind of fact" in out
    assert out.endswith("4 waivers, 2 expired\n")
    assert status == 2


def test_the_list_as_json(tmp_path: Path) -> None:
    import json

    import jsonschema

    cwd = folder(tmp_path, entry(until="2026-11-27"), a=WAIVED, b="quots: []\n")
    out, status = listed(cwd, "--format", "json")
    found = json.loads(out)
    schema = Path(__file__).parents[2] / "docs/waivers.schema.json"
    jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(found)
    assert [(w["days_left"], w["expired"]) for w in found["waivers"]] == [
        *((None, True), (-2, True), (1, False), (10, False), (None, False))
    ]
    assert found["waivers"][2]["origin"] == "file"
    assert found["today"] == "2026-11-26"
    assert (found["diagnostics"][0]["code"], status) == ("unknown-kind", 2)
