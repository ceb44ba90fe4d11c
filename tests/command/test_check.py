"""`ruleck check`: arguments, output, exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.running import FACTS, SENTENCE, lay, ruleck, ruleck_here

RULE = f"rule speakers:\n  {SENTENCE}\n  because \"readers must know who spoke\"\n"
MISTAKEN = "quotes:\n  - {text: hm, spoker: kaya}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay(tmp_path, {"story.facts.yaml": FACTS, "rules/house.ruleck": RULE})


# ------------------------------------------------------------------ what a finding looks like


def test_a_finding_shows_its_fact_underlined_its_reason_and_its_rule(project: Path) -> None:
    done = ruleck("check", "story.facts.yaml", cwd=project)
    assert done.stdout == (
        "error: speakers\n"
        "  story.facts.yaml:6:5\n"
        "  6 |   - {text: a patch on a patch, kind: fragment}\n"
        "    |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        '    |     quote "a patch on a patch" names no speaker\n'
        "  because readers must know who spoke (rules/house.ruleck:1)\n"
        "\n"
        "1 story, 3 facts, 1 rule: 1 violated\n"
    )
    assert done.stderr == ""
    assert done.returncode == 1


def test_a_finding_points_into_the_story_by_its_excerpt(project: Path) -> None:
    facts = "article: {body_file: story.txt}\nquotes:\n  - {text: a patch, excerpt: a patch}\n"
    lay(project, {"story.facts.yaml": facts, "story.txt": "Nothing.\n\nIt was called “a patch” by some.\n"})
    done = ruleck_here("check", "story.facts.yaml", cwd=project)
    assert (
        "  story.txt:3:16\n"  #
        "  3 | It was called “a patch” by some.\n"
        "    |                ^^^^^^^\n"
    ) in done.stdout


def test_a_finding_of_a_series_shows_the_lines_of_both_facts(project: Path) -> None:
    facts = (
        "estimates:\n"
        "  - subject: fighters\n    value: 1,000\n    as_of: 2017-12-05\n"
        "  - subject: fighters\n    value: 3,000\n    as_of: 2017-12-27\n"
    )
    lay(project, {"story.facts.yaml": facts})
    done = ruleck_here("check", "-e", "estimates must decrease over time", cwd=project)
    assert (
        "  3 |     value: 1,000\n    |            ^^^^^\n"  #
        "  6 |     value: 3,000\n    |            ^^^^^ estimate of"
    ) in done.stdout.replace("\n    |            estimate of", " estimate of")
    assert done.returncode == 1


def test_undecided_cases_are_listed_in_short_and_those_that_lack_a_fact_are_counted(project: Path) -> None:
    facts = "quotes:\n  - {text: one, said_on: 2017-12}\n  - {text: two}\n"
    lay(project, {"story.facts.yaml": facts})
    sentence = "quotes' said_on must be before 2017-12-10"
    done = ruleck_here("check", "-e", sentence, cwd=project)
    assert done.stdout.startswith("undecided: ")
    assert "  story.facts.yaml:2:5\n" in done.stdout
    assert "  story.facts.yaml:3:5\n" not in done.stdout
    assert "1 undecided, 1 check lacked a fact (--verbose lists them)" in " ".join(done.stdout.split())
    assert done.returncode == 0
    assert "  story.facts.yaml:3:5\n" in ruleck_here("check", "-v", "-e", sentence, cwd=project).stdout


def test_story_text_cannot_act_on_a_terminal(project: Path) -> None:
    lay(project, {"story.facts.yaml": 'quotes:\n  - {text: "red \\e[31m and \\u202e turned"}\n'})
    done = ruleck_here("check", "story.facts.yaml", cwd=project)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


# ------------------------------------------------------------------ exit status


def test_the_status_is_0_when_nothing_is_found(project: Path) -> None:
    lay(project, {"story.facts.yaml": "quotes: [{text: hm, speaker: Kaya}]\n"})
    done = ruleck_here("check", cwd=project)
    assert (done.returncode, done.stdout) == (0, "1 story, 1 fact, 1 rule: nothing violated\n")


@pytest.mark.parametrize(
    ("severity", "fail_on", "status"),
    [
        ("error", "error", 1),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("warning", "info", 1),
        ("info", "warning", 0),
        ("info", "info", 1),
        ("error", "never", 0),
    ],
)
def test_a_finding_fails_the_run_at_or_above_the_severity_asked_for(
    project: Path, severity: str, fail_on: str, status: int
) -> None:
    lay(project, {"rules/house.ruleck": f"rule speakers:\n  severity {severity}\n  {SENTENCE}\n"})
    done = ruleck_here("check", "--fail-on", fail_on, cwd=project)
    assert done.returncode == status
    assert done.stdout.startswith(f"{severity}: speakers\n")


def test_undecided_cases_fail_the_run_only_if_asked_to_and_are_then_listed(project: Path) -> None:
    lay(project, {"story.facts.yaml": "quotes: [{text: one, said_on: 2017-12}, {text: two}]\n"})
    sentence = "quotes' said_on must be before 2017-12-10"
    assert ruleck_here("check", "-e", sentence, cwd=project).returncode == 0
    failed = ruleck_here("check", "-e", sentence, "--undecided", "fail", cwd=project)
    assert failed.returncode == 1
    assert failed.stdout.count("undecided: ") == 2
    ignored = ruleck_here("check", "-e", sentence, "--undecided", "ignore", cwd=project)
    assert ignored.returncode == 0
    assert "undecided: " not in ignored.stdout


def test_with_a_mistake_in_the_rules_nothing_is_checked_and_every_mistake_is_told(project: Path) -> None:
    lay(project, {"rules/house.ruleck": "quotes must named a speaker\nquots must name a speaker\n" + RULE})
    done = ruleck_here("check", cwd=project)
    assert done.returncode == 2
    assert "rules/house.ruleck:1:13: `named`" in done.stdout
    assert "  try: quotes must name a speaker\n" in done.stdout
    assert "rules/house.ruleck:2:1: " in done.stdout
    assert "error: speakers" not in done.stdout
    assert "story" not in done.stdout.splitlines()[-1]


def test_a_mistaken_document_is_left_out_and_the_others_are_checked(project: Path) -> None:
    lay(project, {"wrong.facts.yaml": MISTAKEN})
    done = ruleck_here("check", "wrong.facts.yaml", "story.facts.yaml", cwd=project)
    assert done.returncode == 2
    assert "wrong.facts.yaml:2:16: " in done.stdout
    assert "error: speakers" in done.stdout
    assert done.stdout.endswith("1 story, 3 facts, 1 rule: 1 violated\n1 story with mistakes, not checked\n")


def test_a_path_that_is_not_there_is_told_with_the_nearest_name(project: Path) -> None:
    done = ruleck_here("check", "stori.facts.yaml", cwd=project)
    assert done.returncode == 2
    assert "`stori.facts.yaml` is not there" in done.stdout
    assert "did you mean `story.facts.yaml`?" in done.stdout


def test_no_story_and_no_rule_are_mistakes(project: Path) -> None:
    (project / "empty").mkdir()
    done = ruleck_here("check", "empty", cwd=project)
    assert (done.returncode, "there is no story in `empty`" in done.stdout) == (2, True)
    lay(project, {"none.facts.jsonl": "\n\n"})
    assert ruleck_here("check", "none.facts.jsonl", cwd=project).returncode == 2
    lay(project, {"rules/house.ruleck": "# nothing yet\n"})
    done = ruleck_here("check", cwd=project)
    assert (done.returncode, "there is no rule" in done.stdout) == (2, True)


def test_a_call_that_is_not_understood_is_told_on_standard_error(project: Path) -> None:
    done = ruleck_here("check", "--fail-onn", "error", cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`ruleck check --help`" in done.stderr


# ------------------------------------------------------------------ documents


def test_a_folder_yields_its_facts_files_in_order_hidden_folders_left_out(project: Path) -> None:
    for name in ("b.facts.yml", "a.facts.yaml", "deep/c.facts.json", "notes.yaml", ".hidden/d.facts.yaml"):
        lay(project, {f"stories/{name}": '{"quotes": [{"text": "hm"}]}'})
    lay(project, {"stories/e.facts.jsonl": '{"quotes": [{"text": "hm"}]}\n\n{"quotes": [{"text": "hm"}]}\n'})
    done = ruleck_here("check", "stories", cwd=project)
    places = [line.strip() for line in done.stdout.splitlines() if line.startswith("  stories")]
    assert places == [
        "stories/a.facts.yaml:1:13",
        "stories/b.facts.yml:1:13",
        "stories/e.facts.jsonl:1:13",
        "stories/e.facts.jsonl:3:13",
        "stories/deep/c.facts.json:1:13",
    ]


def test_a_file_that_is_named_is_taken_whatever_its_name(project: Path) -> None:
    lay(project, {"facts.txt": FACTS})
    assert "error: speakers\n  facts.txt:6:5\n" in ruleck_here("check", "facts.txt", cwd=project).stdout


def test_standard_input_is_a_document(project: Path) -> None:
    done = ruleck_here("check", "-", cwd=project, stdin=FACTS.encode())
    assert done.returncode == 1
    assert "  -:6:5\n" in done.stdout


def test_json_lines_on_standard_input_are_told_by_their_first_two_lines(project: Path) -> None:
    good = '{"quotes": [{"text": "hm", "speaker": "Kaya"}]}'
    bad = '{"quotes": [{"text": "hm"}]}'
    done = ruleck_here("check", "-", cwd=project, stdin=f"\n{good}\n\n{bad}\n{good}\n".encode())
    assert "  -:4:13\n" in done.stdout
    assert "3 stories, 3 facts" in done.stdout
    damaged = ruleck_here("check", "-", cwd=project, stdin=f'{{"quotes": [\n{bad}\n'.encode())
    assert damaged.stdout.startswith("-:1:")
    assert "  -:2:13\n" in damaged.stdout
    assert damaged.returncode == 2
    for document in (bad, '{"quotes":\n  [{"text": "hm"}]}', '{\n "quotes": [\n{"text": "hm"}]}', FACTS):
        one = ruleck_here("check", "-", cwd=project, stdin=document.encode())
        assert "1 story, " in one.stdout
        assert one.returncode == 1


def test_a_file_named_twice_is_checked_once(project: Path) -> None:
    assert ruleck_here("check", "story.facts.yaml", ".", "story.facts.yaml", cwd=project).stdout.count("error: ") <= 2


# ------------------------------------------------------------------ which rules


def test_the_configured_rules_come_before_the_rules_folder(project: Path) -> None:
    lay(project, {"ruleck.toml": 'rules = ["house"]\n', "house/a.ruleck": "rule other:\n  quotes must have a medium\n"})
    assert "error: other\n" in ruleck_here("check", cwd=project).stdout
    assert "error: speakers\n" not in ruleck_here("check", cwd=project).stdout


def test_without_rules_of_their_own_projects_are_checked_by_the_packs(tmp_path: Path) -> None:
    lay(tmp_path, {"story.facts.yaml": FACTS})
    done = ruleck_here("check", cwd=tmp_path)
    assert "ruleck/rules/attribution.ruleck:" in done.stdout
    assert " of those that ship" in done.stdout


def test_sentences_are_checked_alone_unless_rules_are_named_too(project: Path) -> None:
    sentence = "quotes must have a medium"
    alone = ruleck_here("check", "-e", sentence, cwd=project).stdout
    assert "error: quotes-must-have-a-medium\n" in alone
    assert "error: speakers\n" not in alone
    both = ruleck_here("check", "-e", sentence, "--rules", "rules", cwd=project).stdout
    assert "error: quotes-must-have-a-medium\n" in both
    assert "error: speakers\n" in both


def test_a_mistake_in_a_sentence_is_placed_by_the_sentences_own_number(project: Path) -> None:
    done = ruleck_here("check", "-e", SENTENCE, "-e", "quote must named a speaker", cwd=project)
    assert done.returncode == 2
    assert done.stdout.startswith("2:12: `named` ")
    assert "  2 | quote must named a speaker\n" in done.stdout


def test_an_excerpt_that_is_not_in_the_body_is_a_warning_but_not_beside_sentences(project: Path) -> None:
    facts = "article: {body: Nothing was said.}\nquotes: [{text: hm, speaker: Kaya, excerpt: hm}]\n"
    lay(project, {"story.facts.yaml": facts})
    done = ruleck_here("check", cwd=project)
    assert done.stdout.startswith("warning: excerpt-not-in-body\n")
    assert done.returncode == 0
    assert "excerpt" not in ruleck_here("check", "-e", SENTENCE, cwd=project).stdout


def test_own_rules_that_matched_nothing_are_named(project: Path) -> None:
    lay(project, {"rules/more.ruleck": "rule polls-say-when:\n  polls must have a start\n"})
    assert "rules that no fact fell under: polls-say-when\n" in ruleck_here("check", cwd=project).stdout


def test_a_used_file_stays_inside_the_project(project: Path) -> None:
    lay(project, {"outside.ruleck": SENTENCE, "in/ruleck.toml": "", "in/story.facts.yaml": FACTS})
    lay(project, {"in/rules/house.ruleck": 'use "../../outside.ruleck"\n' + RULE})
    done = ruleck_here("check", "in", cwd=project)
    assert done.returncode == 2
    assert "`../../outside.ruleck` lies outside the project's folder" in done.stdout


# ------------------------------------------------------------------ the form of output


def test_quiet_leaves_the_tally_out(project: Path) -> None:
    assert ruleck_here("check", "--quiet", cwd=project).stdout.rstrip().endswith("(rules/house.ruleck:1)")


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(project: Path, form: str) -> None:
    lay(project, {"b.facts.yaml": FACTS, "c.facts.yaml": "estimates: [{subject: x, value: about 5}]\n"})
    (project / "ruleck.toml").write_text("rules = []\n")
    (project / "rules/house.ruleck").unlink()
    (project / "rules").rmdir()
    outputs = {ruleck("check", "--format", form, cwd=project, env={"PYTHONHASHSEED": s}).stdout for s in "0123"}
    assert len(outputs) == 1


def test_each_line_of_the_report_fits_80_columns(project: Path) -> None:
    text = "on and on " * 30
    lay(project, {"story.facts.yaml": f"quotes:\n  - {{text: {text}}}\n  - text: {text}\n    medium: tv\n"})
    done = ruleck_here("check", cwd=project)
    assert done.stdout.count("error: ") == 2
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("command", ["check", "explain", "kinds", "schema", "init", ""])
def test_help_says_how_it_is_called_with_examples(command: str, tmp_path: Path) -> None:
    done = ruleck(*command.split(), "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"  ruleck {command}".rstrip() in done.stdout or command == "init"


def test_the_version_is_told(tmp_path: Path) -> None:
    import ruleck as package

    assert ruleck_here("--version", cwd=tmp_path).stdout == f"ruleck {package.__version__}\n"


def test_nothing_is_said_to_hold_where_nothing_was_checked(tmp_path: Path) -> None:
    lay(tmp_path, {"story.facts.yaml": "quotes: [{txt: a}]\n", "rules/house.ruleck": SENTENCE})
    done = ruleck_here("check", cwd=tmp_path)
    assert done.stdout.splitlines()[-1] == "nothing was checked: 1 story with mistakes"
    assert done.returncode == 2
