"""`ruleck config` and `ruleck rules`: what is set, and which rules are in force."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from ruleck.configuration import find_project
from tests.command.running import lay, ruleck, ruleck_here

SETTINGS = """\
fail_on = "warning"
exclude = ["old/", 'odd "\\name']

[severity]
"quotes-*" = "info"
attribution = "warning"

[status.draft]
ignore = ["verbs"]
severity = { speakers = "info" }

[lint]
ignore = ["R101"]
"""
RULES = """\
rule speakers "Whose words they are":
  tags attribution
  quotes must name a speaker

rule verbs:
  severity warning
  quotes must have a verb

rule quotes-dated:
  quotes must have a said_on
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay(tmp_path, {"ruleck.toml": SETTINGS, "rules/house.ruleck": RULES, "x/a.facts.yaml": "{}"})


def run(cwd: Path, *arguments: str) -> str:
    done = ruleck_here(*arguments, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def origins(text: str) -> dict[str, str]:
    """Each setting of the list, with the remark behind it."""
    rows = (line.split("  # ") for line in text.splitlines() if "  # " in line)
    return {row[0].split(" = ")[0].strip("# \""): row[1] for row in rows}


# ------------------------------------------------------------------ ruleck config


def test_every_setting_is_shown_with_where_it_is_from(project: Path) -> None:
    told = origins(run(project, "config", "x/a.facts.yaml", "--undecided", "fail", "--severity", "verbs=error"))
    assert told["fail_on"] == "ruleck.toml:1"
    assert told["exclude"] == "ruleck.toml:2"
    assert told["quotes-*"] == "ruleck.toml:5"
    assert told["speakers"] == "ruleck.toml:10"
    assert told["undecided"] == told["verbs"] == "command line"
    assert told["approximation"] == "default"
    assert told["today"] == "default: the system's day"
    assert told["rules"].startswith("default: the project's rules/ folder")


def test_what_is_shown_could_be_used(project: Path) -> None:
    text = run(project, "config")
    again = find_project(lay(project / "again", {"ruleck.toml": text}))
    assert again[1] == []
    assert again[0].configuration == find_project(project)[0].configuration
    assert tomllib.loads(text)["exclude"] == ["old/", 'odd "\\name']


def test_it_is_the_same_on_any_day_and_from_run_to_run(project: Path) -> None:
    first = ruleck("config", cwd=project, env={"PYTHONHASHSEED": "1"}).stdout
    assert first == ruleck("config", cwd=project, env={"PYTHONHASHSEED": "2"}).stdout


def test_pyproject_is_told_by_its_own_lines(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.other]\nfail_on = 1\n\n[tool.ruleck]\nfail_on = 'never'\n[tool.ruleck.status.ready]\nfail_on = 'info'\n"
    )
    text = run(tmp_path, "config")
    assert 'fail_on = "never"                 # pyproject.toml:5\n' in text
    assert '[status.ready]\nfail_on = "info"                  # pyproject.toml:7\n' in text
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nselekt = 1\n[tool.ruleck]\nselekt = ['x']\n")
    done = ruleck_here("config", cwd=tmp_path)
    assert "pyproject.toml:4:1: `selekt` is no setting\n" in done.stderr
    assert "did you mean `select`?" in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[status.draft]\nignored = []\n", "ruleck.toml:2:1: `ignored` is no setting of `status.draft`\n"),
        ("[status.draft]\nignored = []\n", "did you mean `ignore`?"),
        ("status.draft = 5\n", "`status.draft` should be a table, but is `5`"),
        ("status = 5\n", "`status` should be a table, but is `5`"),
        ("[lint]\nselects = []\n", "`selects` is no setting of `lint`\n"),
        ("[severity]\na = 'warn'\n", "`severity` should be a table of names, each with one of error, warning, info"),
        ("[severity]\na = 'warn'\n", 'but is the text `"warn"` for `a`\n'),
        ("[severity]\na = 'warn'\n", "did you mean `warning`?"),
        ("fail_on = 'warnings'\n", "did you mean `warning`?"),
        ("fail-on = 'never'\n", "did you mean `fail_on`?"),
        ("undecided = true\n", "`undecided` should be one of report, fail, ignore, but is `true`"),
        ("today = 'soon'\n", '`today` should be a day, such as 2026-12-31, but is the text `"soon"`'),
        ("today = 2026-12-31T12:00:00\n", "`today` should be a day"),
        ("force_exclude = 'yes'\n", "`force_exclude` should be true or false"),
        ("waivers = ''\n", "`waivers` should be the path of a waivers file"),
        ("[status.draft]\nfail_on = 'nevr'\n", "`status.draft.fail_on` should be one of error, warning, info, never"),
    ],
)
def test_what_is_wrong_in_a_table_is_told_by_its_whole_name(tmp_path: Path, settings: str, told: str) -> None:
    done = ruleck_here("config", cwd=lay(tmp_path, {"ruleck.toml": settings}))
    assert told in done.stderr
    assert done.returncode == 2


def test_as_json(project: Path) -> None:
    found = json.loads(run(project, "config", "--format", "json", "--fail-on", "info", "--today", "2026-11-26"))
    assert found["root"] == str(project)
    by_name = {each["name"]: each for each in found["settings"]}
    assert (by_name["fail_on"]["value"], by_name["fail_on"]["from"]) == ("info", "command line")
    assert by_name["today"]["value"] == "2026-11-26"
    assert by_name['severity."quotes-*"']["at"] == {"path": "ruleck.toml", "line": 5, "column": 1}
    assert by_name["approximation"]["from"] == "default"


def test_a_path_that_is_not_there_is_told(project: Path) -> None:
    for command in ("config", "rules"):
        done = ruleck_here(command, "x/b.facts.yaml", cwd=project)
        assert ("`x/b.facts.yaml` is not there" in done.stderr, done.returncode) == (True, 2)


# ------------------------------------------------------------------ ruleck rules


def test_rules_are_listed_with_severity_place_tags_and_summary(project: Path) -> None:
    out = run(project, "rules")
    assert out.startswith(
        "warning: speakers (error in its file)\n"
        "  Whose words they are\n"
        "  rules/house.ruleck:1; tags: attribution\n"
        "\n"
        "warning: verbs\n"
        "  quotes must have a verb\n"
        "  rules/house.ruleck:5\n"
        "\n"
        "info: quotes-dated (error in its file)\n"
    )
    assert out.endswith("\n3 rules and 5 checks that no rule file holds\n")
    assert "warning: excerpt-not-in-body\n  An excerpt stands in the story\n  tags: excerpts\n" in out


def test_what_is_left_out_is_named(project: Path) -> None:
    out = run(project, "rules", "--select", "speakers,verbs")
    assert "2 rules\nleft out: quotes-dated, excerpt-not-in-body, waiver-expired," in out


def test_rules_for_a_status(project: Path) -> None:
    out = run(project, "rules", "--status", "draft", "--ignore", "waivers")
    assert out.startswith("info: speakers (error in its file)\n")
    assert "left out: verbs, waiver-expired," in out
    assert "left out: verbs" not in run(project, "rules", "--status", "ready", "--ignore", "waivers")


def test_rules_as_json(project: Path) -> None:
    found = json.loads(run(project, "rules", "--format", "json", "--ignore", "verbs", "--packs", "dates"))
    schema = json.loads((Path(__file__).parents[2] / "docs/rules.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    rules = {rule["id"]: rule for rule in found["rules"]}
    assert rules["verbs"]["in_force"] is False
    assert (rules["speakers"]["severity"], rules["speakers"]["own_severity"]) == ("warning", "error")
    assert (rules["weekday-fits-date"]["pack"], rules["weekday-fits-date"]["shipped"]) == ("dates", True)
    assert rules["waiver-unused"]["at"] is None


def test_rules_of_a_project_that_has_none_are_those_that_ship(tmp_path: Path) -> None:
    assert "error: quote-has-speaker\n" in run(lay(tmp_path, {}), "rules")


def test_names_that_mean_nothing_are_told(project: Path) -> None:
    done = ruleck_here("rules", "--select", "speeker", cwd=project)
    assert ("did you mean `speakers`?" in done.stderr, done.returncode) == (True, 2)
