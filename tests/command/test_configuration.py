"""ruleck.toml and [tool.ruleck]: found upwards, checked word by word."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruleck.configuration import find_project
from ruleck.reports.diagnostics import mistake_text
from ruleck.settings import Configuration
from tests.command.running import lay, ruleck_here

RULE = "quotes must name a speaker\n"


def mistakes(folder: Path, text: str | bytes, name: str = "ruleck.toml") -> list[str]:
    lay(folder, {name: text})
    return [mistake_text(mistake) for mistake in find_project(folder)[1]]


@pytest.mark.parametrize(
    ("files", "root"),
    [
        ({"a/ruleck.toml": ""}, "a"),
        ({"a/b/ruleck.toml": "", "ruleck.toml": ""}, "a/b"),
        ({"a/pyproject.toml": "[tool.ruleck]\napproximation = 5\n"}, "a"),
        ({"a/pyproject.toml": "[project]\nname = 'ruleck-user'\n"}, "."),
        ({"a/pyproject.toml": "this is [not toml ruleck"}, "."),
        ({"a/.git/HEAD": ""}, "a"),
        ({"a/.git": "gitdir: elsewhere"}, "a"),
    ],
)
def test_the_root_is_the_nearest_folder_upwards_that_is_marked(
    tmp_path: Path, files: dict[str, str | bytes], root: str
) -> None:
    lay(tmp_path, {"a/b/c/x": "", **files})
    project, wrong = find_project(tmp_path / "a/b/c")
    assert (project.root, wrong) == ((tmp_path / root).resolve(), [])


def test_settings_are_read_from_either_file_and_ruleck_toml_counts_first(tmp_path: Path) -> None:
    lay(tmp_path, {"pyproject.toml": "[tool.ruleck]\napproximation = 5\n", "ruleck.toml": 'rules = ["a", "b"]\n'})
    assert find_project(tmp_path)[0].configuration == Configuration(rules=("a", "b"))
    (tmp_path / "ruleck.toml").unlink()
    assert find_project(tmp_path)[0].configuration == Configuration(approximation=5)


def test_an_unknown_setting_gives_the_nearest_one_at_its_place(tmp_path: Path) -> None:
    [told] = mistakes(tmp_path, "approximation = 5\nrulez = ['rules']\n")
    assert told.endswith(
        "ruleck.toml:2:1: `rulez` is no setting\n"
        "  2 | rulez = ['rules']\n"
        "    | ^^^^^\n"
        "  did you mean `rules`?\n"
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("approximation = '10'", "`approximation` should be a whole number of per cent from 0 to 100, such as 10,"),
        ("approximation = '10'", 'but is the text `"10"`'),
        ("approximation = true", "but is `true`"),
        ("approximation = 101", "but is `101`"),
        ("approximation = 2.5", "but is `2.5`"),
        ("rules = 'rules'", 'a list of rule files and folders, such as ["rules"], but is the text `"rules"`'),
        ("rules = [1]", "but is a list with `1` in it"),
        ('select = ["a", ""]', "but is a list with an empty text in it"),
        ("[[rules]]", "but is a list with a table in it"),
        ("[rules]", "but is a table"),
        ("rules = 2017-12-27", "but is `2017-12-27`"),
    ],
)
def test_a_setting_of_the_wrong_type_tells_both_sides(tmp_path: Path, line: str, told: str) -> None:
    [message] = mistakes(tmp_path, line + "\n")
    assert told in message


def test_all_mistakes_are_told_and_the_rest_is_used(tmp_path: Path) -> None:
    assert len(mistakes(tmp_path, "rulez = 1\napprox = 2\nrules = ['x']\napproximation = 'x'\n")) == 3
    assert find_project(tmp_path)[0].configuration == Configuration(rules=("x",))


@pytest.mark.parametrize("text", ["rules = [", b"\xff\xfe", "a = " + "[" * 5000, "rules\n"])
def test_a_file_that_is_no_toml_is_told_with_its_place(tmp_path: Path, text: str | bytes) -> None:
    [told] = mistakes(tmp_path, text)
    assert "ruleck.toml:1:" in told
    assert "the settings cannot be read here" in told


def test_a_mistake_in_the_settings_stops_the_run(tmp_path: Path) -> None:
    lay(tmp_path, {"ruleck.toml": "rulez = 1\n", "a.facts.yaml": "quotes: [{text: hm}]\n"})
    done = ruleck_here("check", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout.startswith("ruleck.toml:1:1: `rulez` is no setting\n")


def test_approximation_says_what_about_may_be_off_by(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "estimates: [{subject: x, value: about 100}]\n"})
    sentence = "estimates' value must be at least 95"
    assert "1 undecided" in ruleck_here("check", "-e", sentence, cwd=tmp_path).stdout
    lay(tmp_path, {"ruleck.toml": "approximation = 5\n"})
    assert "nothing violated\n" in ruleck_here("check", "-e", sentence, cwd=tmp_path).stdout


def test_a_configured_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    lay(tmp_path, {"ruleck.toml": "rules = ['ruls']\n", "a.facts.yaml": "{}", "rules/a.ruleck": ""})
    done = ruleck_here("check", cwd=tmp_path)
    assert done.stdout.startswith("ruleck.toml:1:10: `rules` names `ruls`, which is not there\n")
    assert "did you mean `rules`?" in done.stdout
    assert done.returncode == 2


@pytest.mark.parametrize("setting", ["waivers", "baseline"])
def test_a_configured_file_that_is_not_there_is_told_with_its_setting_and_place(tmp_path: Path, setting: str) -> None:
    lay(tmp_path, {"ruleck.toml": f"# desk\n{setting} = 'gone.txt'\n", "a.facts.yaml": "{}", "rules/a.ruleck": RULE})
    done = ruleck_here("check", cwd=tmp_path)
    assert done.stdout.startswith(f"ruleck.toml:2:1: `{setting}` names `gone.txt`, which is not there\n")
    assert done.returncode == 2
    # What the command line names stands in no file.
    lay(tmp_path, {"ruleck.toml": f"{setting} = 'other.txt'\n"})
    done = ruleck_here("check", f"--{setting}", "gone.txt", cwd=tmp_path)
    assert done.stdout.startswith("error: `gone.txt` is not there\n")


def test_a_wrong_part_of_a_table_or_a_list_is_told_at_its_own_place(tmp_path: Path) -> None:
    [told] = mistakes(tmp_path, "[severity]\nquotes = 'error'\nnumbers = 'errror'\n")
    assert "ruleck.toml:3:1: `severity` should be" in told
    assert "did you mean `error`?" in told
    [told] = mistakes(tmp_path, "select = ['quotes',\n  '']\n")
    assert "ruleck.toml:2:3: `select` should be" in told
    [told] = mistakes(tmp_path, "[status.draft]\nseverity = { quotes = 'grave' }\n")
    assert "ruleck.toml:2:14: `status.draft.severity` should be" in told


def test_an_empty_name_on_the_command_line_is_called_empty(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "{}", "rules/a.ruleck": RULE})
    done = ruleck_here("check", "--select", "", cwd=tmp_path)
    assert "`--select` should be a list of names" in done.stdout
    assert "but is a list with an empty text in it" in done.stdout
    assert done.returncode == 2
