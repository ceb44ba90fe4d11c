"""`ruleck init`, and the other commands in what it lays down: the first ten minutes."""

from __future__ import annotations

from pathlib import Path

from tests.command.running import lay, ruleck


def test_what_it_makes_works_and_has_one_finding(tmp_path: Path) -> None:
    done = ruleck("init", cwd=tmp_path)
    assert done.stdout == (
        "made ruleck.toml, rules/house.ruleck, stories/example.facts.yaml, stories/example.txt\n"
        "next: ruleck check stories/ (the example breaks the rule, to show what that looks like)\n"
    )
    assert done.returncode == 0
    checked = ruleck("check", "stories/", cwd=tmp_path)
    assert checked.returncode == 1
    assert checked.stdout == (
        "error: quotes-name-a-speaker\n"
        "  stories/example.facts.yaml:10:5\n"
        "  10 |   - {text: a patch on a patch, kind: fragment, excerpt: a patch on a …\n"
        "     |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        '     |     quote "a patch on a patch" names no speaker and no source\n'
        "  stories/example.txt:5:24\n"
        '   5 | The repair was called "a patch on a patch" before it had begun. Since …\n'
        "     |                        ^^^^^^^^^^^^^^^^^^\n"
        "  because readers must know who spoke (rules/house.ruleck:4)\n"
        "\n"
        "1 story, 4 facts, 1 rule: 1 violated\n"
    )


def test_it_overwrites_nothing_and_says_so(tmp_path: Path) -> None:
    lay(tmp_path, {"rules/house.ruleck": "# mine\n", "ruleck.toml": "# mine\n"})
    done = ruleck("init", cwd=tmp_path)
    assert "left as they were: ruleck.toml, rules/house.ruleck\n" in done.stdout
    assert (tmp_path / "rules/house.ruleck").read_text() == "# mine\n"
    assert (tmp_path / "stories/example.txt").is_file()
    again = ruleck("init", cwd=tmp_path)
    assert again.stdout.startswith("left as they were: ruleck.toml, ")


def test_it_sets_up_another_folder_too(tmp_path: Path) -> None:
    done = ruleck("init", "desk", cwd=tmp_path)
    assert "next: cd desk, then ruleck check stories/ (" in done.stdout
    assert (tmp_path / "desk/ruleck.toml").is_file()


def test_where_it_cannot_write_it_says_so(tmp_path: Path) -> None:
    lay(tmp_path, {"rules": "a file, not a folder"})
    done = ruleck("init", cwd=tmp_path)
    assert done.returncode == 2
    assert "rules" in done.stderr
    assert "cannot be made" in done.stderr


def test_explain_tells_how_each_rule_is_understood(tmp_path: Path) -> None:
    ruleck("init", cwd=tmp_path)
    for arguments in (["explain"], ["explain", "rules/house.ruleck"], ["explain", "quotes-name-a-speaker"]):
        done = ruleck(*arguments, cwd=tmp_path)
        assert done.returncode == 0
        assert done.stdout.startswith("rules/house.ruleck:4  quotes-name-a-speaker  (error)\n")


def test_explain_gives_the_nearest_name_for_a_rule_that_is_not_there(tmp_path: Path) -> None:
    ruleck("init", cwd=tmp_path)
    done = ruleck("explain", "quotes-name-speaker", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean `quotes-name-a-speaker`?" in done.stderr


def test_kinds_and_schema_know_a_projects_own_kinds(tmp_path: Path) -> None:
    lay(tmp_path, {"rules/polls.ruleck": "kind survey, plural surveys:\n  question text, required\n"})
    assert "survey" in ruleck("kinds", cwd=tmp_path).stdout
    done = ruleck("kinds", "survey", "--rules", "rules/polls.ruleck", cwd=tmp_path)
    assert done.stdout.startswith("survey (surveys)")
    assert '"surveys"' in ruleck("schema", cwd=tmp_path).stdout


def test_kinds_shows_what_can_be_said_of_a_quote(tmp_path: Path) -> None:
    done = ruleck("kinds", "quote", cwd=tmp_path)
    assert done.stdout.startswith("quote (quotes): ")
    wrong = ruleck("kinds", "qoute", cwd=tmp_path)
    assert (wrong.returncode, "did you mean `quote`?" in wrong.stderr) == (2, True)
