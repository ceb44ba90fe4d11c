"""Which rules a run goes by, how grave they are, which files it reads: settings and options."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.running import lay, ruleck_here
from tests.command.test_json import report

RULES = """\
rule speakers:
  tags attribution, quotes
  quotes must name a speaker

rule verbs:
  severity warning
  tags style
  quotes must have a verb
"""
OTHER = "rule bylines:\n  the article must have a byline\n"
FACTS = "article: {headline: x}\nquotes: [{text: hm}]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay(tmp_path, {"rules/house.ruleck": RULES, "rules/desk.ruleck": OTHER, "a.facts.yaml": FACTS})


def put(cwd: Path, files: dict[str, str]) -> None:
    """Writes files beside those that are there, ruleck.toml among them."""
    lay(cwd, {"ruleck.toml": (cwd / "ruleck.toml").read_text("utf-8"), **files})


def found(cwd: Path, *arguments: str) -> dict[str, str]:
    """The rules that find something, each with its severity."""
    told, _ = report(*arguments, cwd=cwd)
    assert not told["diagnostics"], told["diagnostics"]
    return {f["rule"]: f["severity"] for d in told["documents"] for f in d["findings"]}


def said(cwd: Path, *arguments: str) -> tuple[str, int]:
    done = ruleck_here("check", *arguments, cwd=cwd)
    return done.stdout, done.returncode


ALL = {"speakers": "error", "verbs": "warning", "bylines": "error"}


# ------------------------------------------------------------------ select and ignore


@pytest.mark.parametrize(
    ("arguments", "rules"),
    [
        ((), {"speakers", "verbs", "bylines"}),
        (("--select", "speakers"), {"speakers"}),
        (("--select", "SPEAK*"), {"speakers"}),
        (("--select", "attribution"), {"speakers"}),
        (("--select", "house"), {"speakers", "verbs"}),
        (("--select", "house,bylines"), {"speakers", "verbs", "bylines"}),
        (("--select", "style", "--select", "desk"), {"verbs", "bylines"}),
        (("--ignore", "house"), {"bylines"}),
        (("--ignore", "*ers"), {"verbs", "bylines"}),
        (("--select", "house", "--ignore", "verbs"), {"speakers"}),
        (("--select", "verbs", "--ignore", "style", "--select", "desk"), {"bylines"}),
        (("--select", "[sv]*"), {"speakers", "verbs"}),
    ],
)
def test_rules_are_chosen_by_id_tag_and_pack(project: Path, arguments: tuple[str, ...], rules: set[str]) -> None:
    assert set(found(project, *arguments)) == rules


def test_the_settings_choose_too_and_the_command_line_counts_before_them(project: Path) -> None:
    put(project, {"ruleck.toml": 'select = ["house"]\nignore = ["verbs"]\n'})
    assert set(found(project)) == {"speakers"}
    assert set(found(project, "--select", "verbs")) == {"verbs"}
    assert set(found(project, "--select", "*", "--ignore", "desk")) == {"speakers", "verbs"}
    put(project, {"ruleck.toml": 'ignore = ["verbs"]\n'})
    assert set(found(project, "--ignore", "desk")) == {"speakers"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--select", "speaker"), "error: there is no rule, tag or pack `speaker`, which `--select` names\n"),
        (("--select", "speaker"), "  did you mean `speakers`?\n"),
        (("--ignore", "stile"), "did you mean `style`?"),
        (("--select", "hause"), "did you mean `house`?"),
        (("--ignore", "x-*"), "error: no rule, tag or pack matches `x-*`, which `--ignore` names\n"),
        (("--ignore", "x-*"), "`ruleck rules` lists what there is"),
        (("--severity", "sty=info"), "`sty`, which `--severity` names"),
        (("--severity", "style=warn"), "did you mean `warning`?"),
        (("--severity", "style"), "`--severity` should be a name, `=` and one of error, warning, info"),
        (("--ignore", "*"), "error: every rule is left out: there is nothing to check by\n"),
        (("--packs", "atribution"), "error: `atribution` is no pack that ships with ruleck\n"),
        (("--packs", "x"), "the packs are `attribution`, `dates`, `names`, `numbers`"),
        (("--approximation", "many"), "`--approximation` should be a whole number of per cent from 0 to 100"),
        (("--today", "2026-02-30"), "`--today` should be a day, such as 2026-12-31, but is the text"),
        (("--config", "none.toml"), "`none.toml` is not there"),
        (("--waivers", "none.yaml"), "`none.yaml` is not there"),
    ],
)
def test_what_means_nothing_is_a_mistake_of_the_call(project: Path, arguments: tuple[str, ...], told: str) -> None:
    out, status = said(project, *arguments)
    assert told in out
    assert status == 2


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('select = ["desk", "stile"]\n', "ruleck.toml:1:19: there is no rule, tag or pack `stile`, which `select`"),
        ('ignore = ["x*"]\n', "ruleck.toml:1:11: no rule, tag or pack matches `x*`, which `ignore` names\n"),
        ('[severity]\n"speaker" = "info"\n', "ruleck.toml:2:1: there is no rule, tag or pack `speaker`"),
        ('[status.draft]\nignore = ["byline"]\n', "ruleck.toml:2:11: there is no rule, tag or pack `byline`"),
        ('[status.draft]\nignore = ["byline"]\n', "which `status.draft.ignore` names\n"),
        ('[status.draft.severity]\nbyline = "info"\n', "which `status.draft.severity` names\n"),
        ('packs = ["numbrs"]\n', "ruleck.toml:1:10: `numbrs` is no pack that ships with ruleck\n"),
    ],
)
def test_a_name_of_the_settings_that_means_nothing_is_told_at_its_place(
    project: Path, settings: str, told: str
) -> None:
    put(project, {"ruleck.toml": settings})
    out, status = said(project)
    assert told in out
    assert status == 2


def test_names_of_the_settings_may_mean_nothing_where_other_rules_are_named(project: Path) -> None:
    put(project, {"ruleck.toml": 'ignore = ["verbs"]\n[severity]\nspeakers = "info"\n'})
    assert found(project, "--rules", "rules/desk.ruleck") == {"bylines": "error"}
    assert set(found(project, "-e", "quotes must name a source")) == {"quotes-must-name-a-source"}


def test_the_checks_that_no_rule_file_holds_are_selected_like_rules(project: Path) -> None:
    facts = "article: {body: Nothing.}\nquotes: [{text: hm, excerpt: hm, waived: {rule: x, reason: y}}]\n"
    put(project, {"a.facts.yaml": facts})
    assert {"excerpt-not-in-body", "waiver-unused"} < set(found(project))
    assert set(found(project, "--select", "excerpt-not-in-body")) == {"excerpt-not-in-body"}
    assert not {"excerpt-not-in-body", "waiver-unused"} & set(found(project, "--ignore", "excerpt*,waivers"))
    assert found(project, "--severity", "waivers=error")["waiver-unused"] == "error"


# ------------------------------------------------------------------ severities


def test_a_severity_reaches_findings_and_the_exit_status(project: Path) -> None:
    put(project, {"ruleck.toml": '[severity]\nhouse = "info"\ndesk = "warning"\n'})
    assert found(project) == {"speakers": "info", "verbs": "info", "bylines": "warning"}
    out, status = said(project)
    assert "info: speakers\n" in out
    assert status == 0
    assert said(project, "--fail-on", "warning")[1] == 1
    assert said(project, "--severity", "speakers=error")[1] == 1


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        (('house = "info"', 'quotes = "warning"'), "warning"),
        (('quotes = "warning"', 'house = "info"'), "warning"),
        (('"speak*" = "info"', 'attribution = "warning"'), "info"),
        (('speakers = "warning"', '"*" = "info"'), "warning"),
        (('attribution = "warning"', 'quotes = "info"'), "info"),
    ],
)
def test_the_nearest_name_counts_and_of_two_alike_the_later_one(
    project: Path, lines: tuple[str, ...], level: str
) -> None:
    put(project, {"ruleck.toml": "[severity]\n" + "\n".join(lines) + "\n"})
    assert found(project)["speakers"] == level


def test_a_severity_of_the_command_line_counts_before_a_nearer_name_of_the_settings(project: Path) -> None:
    put(project, {"ruleck.toml": '[severity]\nspeakers = "error"\n[status.draft.severity]\nspeakers = "error"\n'})
    put(project, {"a.facts.yaml": "article: {status: draft}\nquotes: [{text: hm}]\n"})
    assert found(project, "--severity", "*=info") == dict.fromkeys(ALL, "info")


def test_severities_reach_findings_across_articles(project: Path) -> None:
    put(project, {"rules/desk.ruleck": "rule falls:\n  across articles, estimates must decrease over time\n"})
    for name, status, day in (("a", "ready", 1), ("b", "draft", 2), ("c", "ready", 3)):
        fact = f"estimates: [{{subject: x, value: {day}, as_of: 2017-12-0{day}}}]"
        put(project, {f"{name}.facts.yaml": f"article: {{status: {status}}}\n{fact}\n"})
    put(project, {"ruleck.toml": '[severity]\nfalls = "warning"\n[status.draft.severity]\nfalls = "info"\n'})
    told, _ = report("--select", "desk", cwd=project)
    assert [(f["at"]["path"], f["severity"]) for f in told["findings"]] == [
        ("b.facts.yaml", "info"),
        ("c.facts.yaml", "warning"),
    ]


# ------------------------------------------------------------------ by the article's status

DRAFTS = '[status.draft]\nignore = ["attribution"]\nfail_on = "never"\n[status.draft.severity]\nbylines = "info"\n'


def test_a_draft_need_not_have_what_a_story_marked_ready_must(project: Path) -> None:
    put(project, {"ruleck.toml": DRAFTS, "a.facts.yaml": "article: {status: draft}\nquotes: [{text: hm}]\n"})
    assert found(project) == {"verbs": "warning", "bylines": "info"}
    assert said(project)[1] == 0
    put(project, {"a.facts.yaml": "article: {status: ready}\nquotes: [{text: hm}]\n"})
    assert found(project) == ALL
    assert said(project)[1] == 1
    put(project, {"a.facts.yaml": "quotes: [{text: hm}]\n"})
    assert found(project) == ALL


def test_each_article_of_a_run_goes_by_its_own_status(project: Path) -> None:
    put(project, {"ruleck.toml": DRAFTS, "a.facts.yaml": "article: {status: draft}\nquotes: [{text: hm}]\n"})
    lines = '{"article": {"status": "ready", "byline": "x"}}\n{"article": {"status": "draft"}}\n'
    put(project, {"b.facts.jsonl": lines})
    told, status = report(cwd=project)
    assert [[f["rule"] for f in d["findings"]] for d in told["documents"]] == [["bylines", "verbs"], [], ["bylines"]]
    assert status == 0
    put(project, {"b.facts.jsonl": '{"article": {"status": "ready"}}\n'})
    assert report(cwd=project)[1] == 1


def test_the_command_line_counts_before_the_status(project: Path) -> None:
    put(project, {"ruleck.toml": DRAFTS, "a.facts.yaml": "article: {status: draft}\nquotes: [{text: hm}]\n"})
    assert said(project, "--fail-on", "info")[1] == 1
    assert set(found(project, "--select", "speakers")) == {"speakers"}


def test_undecided_cases_may_be_treated_by_status(project: Path) -> None:
    text = "article: {status: %s}\nquotes: [{text: x, said_on: 2017-12}]\n"
    rule = "rule early:\n  quotes' said_on must be before 2017-12-10\n"
    settings = '[status.draft]\nundecided = "ignore"\n[status.ready]\nundecided = "fail"\n'
    put(project, {"ruleck.toml": settings, "rules/desk.ruleck": rule})
    for status, shown, code in (("draft", False, 0), ("published", True, 0), ("ready", True, 1)):
        put(project, {"a.facts.yaml": text % status})
        out, exit_status = said(project, "--select", "early")
        assert ("undecided: early" in out, exit_status) == (shown, code)


def test_an_unknown_status_gives_the_nearest(project: Path) -> None:
    put(project, {"ruleck.toml": "[status.drafts]\nfail_on = 'never'\n"})
    out, status = said(project)
    assert "ruleck.toml:1:2: `drafts` is no status of `status`\n" in out
    assert "did you mean `draft`?" in out
    assert status == 2


# ------------------------------------------------------------------ packs, excluded paths, projects


def test_packs_are_checked_beside_the_rules(project: Path) -> None:
    put(project, {"ruleck.toml": 'packs = ["attribution"]\n'})
    assert set(found(project)) == {*ALL, "quote-has-speaker"}
    assert set(found(project, "--select", "attribution")) == {"speakers", "quote-has-speaker"}
    told, _ = report("--packs", "*", cwd=project)
    assert told["summary"]["rules"] > 20


def test_packs_alone_are_all_there_is_in_a_project_without_rules(tmp_path: Path) -> None:
    lay(tmp_path, {"ruleck.toml": 'packs = ["dates"]\n', "a.facts.yaml": FACTS})
    assert found(tmp_path) == {}
    assert set(found(tmp_path, "--packs", "attribution")) == {"quote-has-speaker"}


def test_excluded_files_are_not_yielded_by_folders(project: Path) -> None:
    put(project, {"old/b.facts.yaml": FACTS, "old/new/c.facts.yaml": FACTS})
    put(project, {"rules/old.ruleck": "quotes must have a medium\n"})
    put(project, {"ruleck.toml": 'exclude = ["/old/*", "!/old/new/", "old.ruleck"]\n'})
    told, _ = report(cwd=project)
    assert [d["path"] for d in told["documents"]] == ["a.facts.yaml", "old/new/c.facts.yaml"]
    assert told["summary"]["rules"] == 3
    assert report("old/b.facts.yaml", cwd=project)[0]["documents"][0]["path"] == "old/b.facts.yaml"
    forced, _ = report("a.facts.yaml", "old/b.facts.yaml", "--force-exclude", cwd=project)
    assert [d["path"] for d in forced["documents"]] == ["a.facts.yaml"]
    told, _ = report(".", "--exclude", "a*", cwd=project)
    assert [d["path"] for d in told["documents"]] == ["old/b.facts.yaml", "old/new/c.facts.yaml"]


def test_a_call_that_names_excluded_files_only_is_fine(project: Path) -> None:
    put(project, {"ruleck.toml": 'exclude = ["old/"]\n', "old/b.facts.yaml": FACTS, "old/c.facts.yaml": FACTS})
    out, status = said(project, "old/b.facts.yaml", "old/c.facts.yaml", "--force-exclude")
    assert out.startswith("info: nothing was checked: `exclude` leaves out `old/b.facts.yaml` and `old/c.facts.yaml`\n")
    assert "no fact fell under" not in out
    assert status == 0
    told, status = report("old/b.facts.yaml", "--force-exclude", cwd=project)
    assert [(d["code"], d["severity"]) for d in told["diagnostics"]] == [("excluded", "info")]
    assert status == 0
    # A folder that yields nothing is a mistake all the same: nobody meant to check nothing there.
    assert said(project, "old", "--force-exclude")[1] == 2
    assert said(project, "old/b.facts.yaml", "nowhere.facts.yaml", "--force-exclude")[1] == 2


def test_who_excludes_everything_is_told(project: Path) -> None:
    put(project, {"ruleck.toml": 'exclude = ["*.yaml"]\n'})
    out, status = said(project, ".")
    assert "there is no story in `.`\n" in out
    assert "`exclude` may have left some out" in out
    assert status == 2


def test_each_document_of_a_run_goes_by_the_project_that_it_lies_in(tmp_path: Path) -> None:
    for desk, rule in (("city", "bylines"), ("world", "verbs")):
        lay(tmp_path / desk, {"ruleck.toml": f'rules = ["../rules"]\nselect = ["{rule}"]\n', "x/a.facts.yaml": FACTS})
    lay(tmp_path, {"rules/house.ruleck": RULES, "rules/desk.ruleck": OTHER, "b.facts.yaml": FACTS})
    lay(tmp_path, {"ruleck.toml": 'ignore = ["desk"]\n'})
    told, status = report(cwd=tmp_path)
    assert [(d["path"], [f["rule"] for f in d["findings"]]) for d in told["documents"]] == [
        ("b.facts.yaml", ["speakers", "verbs"]),
        ("city/x/a.facts.yaml", ["bylines"]),
        ("world/x/a.facts.yaml", ["verbs"]),
    ]
    assert (told["summary"]["documents"], told["summary"]["violated"], status) == (3, 4, 1)
    assert report("world", "city", cwd=tmp_path)[0]["documents"][0]["path"] == "world/x/a.facts.yaml"


def test_a_mistake_in_one_of_several_projects_is_told_once(tmp_path: Path) -> None:
    lay(tmp_path / "city", {"ruleck.toml": "rulez = 1\n", "a.facts.yaml": FACTS, "x/b.facts.yaml": FACTS})
    lay(tmp_path, {"rules/house.ruleck": RULES, "b.facts.yaml": FACTS})
    out, status = said(tmp_path)
    assert out.count("`rulez` is no setting") == 1
    assert status == 2


def test_other_settings_can_be_named(project: Path) -> None:
    put(project, {"strict.toml": 'rules = ["rules/desk.ruleck"]\nfail_on = "info"\n'})
    assert set(found(project, "--config", "strict.toml")) == {"bylines"}
    put(project, {"pyproject.toml": "[project]\nname = 'x'\n"})
    out, status = said(project, "--config", "pyproject.toml")
    assert ("`pyproject.toml` has no table [tool.ruleck]" in out, status) == (True, 2)


def test_options_that_settings_hold_stand_in_a_list_of_their_own(project: Path) -> None:
    done = ruleck_here("check", "--help", cwd=project)
    _, _, settings = done.stdout.partition("Settings, which ruleck.toml can hold:\n")
    assert "--fail-on [error|warning|info|never]\n" in settings
    assert "Default: error." in settings


# ------------------------------------------------------------------ the same for other commands


def test_packs_of_the_settings_are_not_meant_by_who_names_rules(project: Path) -> None:
    put(project, {"ruleck.toml": 'packs = ["attribution"]\n'})
    assert set(found(project, "--rules", "rules/desk.ruleck")) == {"bylines"}
    assert set(found(project, "--rules", "rules/desk.ruleck", "--packs", "attribution")) == {
        *("bylines", "quote-has-speaker")
    }


def test_lints_are_chosen_by_the_settings_too(project: Path) -> None:
    put(project, {"rules/house.ruleck": "quotes must name a speaker\nquotes must name a speaker or a source\n"})
    out = ruleck_here("lint", cwd=project).stdout
    assert ": R101" in out.replace("warning: R", ": R")
    put(project, {"ruleck.toml": '[lint]\nselect = ["r101"]\n'})
    assert ruleck_here("lint", "--ignore", "R101", cwd=project).returncode == 0
    put(project, {"ruleck.toml": '[lint]\nignore = ["R101"]\n'})
    assert "R101" not in ruleck_here("lint", cwd=project).stdout
    assert ruleck_here("lint", "--select", "R101", cwd=project).returncode == 1
    put(project, {"ruleck.toml": '[lint]\nselect = ["R101", "R999"]\n'})
    done = ruleck_here("lint", cwd=project)
    assert "ruleck.toml:2:19: `R999` is no lint\n" in done.stdout
    assert done.returncode == 2


def test_packs_beside_a_projects_rules_are_not_linted_nor_tested(project: Path) -> None:
    put(project, {"ruleck.toml": 'packs = ["*"]\n'})
    out = ruleck_here("lint", cwd=project).stdout
    assert "remarks in 2 rule files;" in out
    assert "ruleck/rules/" not in out
    put(project, {"rules/desk.ruleck": f'{OTHER}  rejects "none" article {{headline: "x"}}\n'})
    done = ruleck_here("test", cwd=project)
    assert "3 rules, 1 test: all as promised\n" in done.stdout
    assert done.returncode == 0


def test_examples_are_tested_of_rules_that_are_selected(project: Path) -> None:
    wrong = '  rejects "well" quote {text: "x", speaker: "A"}\n'
    put(project, {"rules/house.ruleck": RULES.replace("name a speaker\n", f"name a speaker\n{wrong}")})
    put(project, {"rules/desk.ruleck": f'{OTHER}  rejects "none" article {{headline: "x"}}\n'})
    put(project, {"b.facts.yaml": "quotes:\n  - {text: hm}  # violated: speakers; violated: verbs\n"})
    assert ruleck_here("test", cwd=project).returncode == 1
    done = ruleck_here("test", "--select", "desk,verbs", "--ignore", "nobody", cwd=project)
    assert ("`nobody`" in done.stdout, done.returncode) == (True, 2)
    assert ruleck_here("test", "rules", "--select", "desk", cwd=project).returncode == 0
    assert ruleck_here("test", "rules", "--ignore", "attribution", cwd=project).returncode == 0


def test_a_rule_that_is_left_out_is_explained_to_who_names_it(project: Path) -> None:
    put(project, {"ruleck.toml": 'ignore = ["verbs"]\n'})
    assert "verbs" in ruleck_here("explain", "verbs", cwd=project).stdout
    assert "verbs" not in ruleck_here("explain", cwd=project).stdout
