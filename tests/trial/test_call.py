"""What a call of `ruleck test` tests, and its exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.running import lay, ruleck_here
from tests.docs.samples import ROOT

SPEAKER = 'rule speaker: quotes must name a speaker\n  rejects quote {text: "x"}\n'
VERB = 'rule verb: quotes must have a verb\n  rejects quote {text: "x"}\n  rejects quote {text: "y"}\n'
STORY = "quotes:\n  - {text: x, verb: said}  # violated: speaker\n"
FILES: dict[str, str | bytes] = {
    "ruleck.toml": 'rules = ["standards"]\n',
    "standards/speaker.ruleck": SPEAKER,
    "drafts/verb.ruleck": VERB,
    "stories/one.facts.yaml": STORY,
    "stories/two.facts.yml": STORY,
    "stories/three.facts.yaml": "quotes: []\n",
}


@pytest.mark.parametrize(
    ("arguments", "tally"),
    [
        ((), "1 rule, 3 tests, 2 documents"),
        ((".",), "1 rule, 3 tests, 2 documents"),
        (("standards",), "1 rule, 1 test"),
        (("drafts",), "1 rule, 2 tests"),
        (("drafts/verb.ruleck",), "1 rule, 2 tests"),
        (("stories",), "1 rule, 2 tests, 2 documents"),
        (("stories/two.facts.yml",), "1 rule, 1 test, 1 document"),
        (("stories/one.facts.yaml", "standards/speaker.ruleck"), "1 rule, 2 tests, 1 document"),
        (("standards", "stories"), "1 rule, 3 tests, 2 documents"),
        (("--rules", "drafts"), "1 rule, 4 tests, 2 documents"),
    ],
)
def test_what_is_named_is_tested(arguments: tuple[str, ...], tally: str, tmp_path: Path) -> None:
    files = {**FILES}
    if "--rules" in arguments:  # then the stories are checked by other rules
        files |= {name: "quotes: [{text: x}]  # violated: verb\n" for name in FILES if name.endswith("yaml")}
        del files["stories/two.facts.yml"]
    lay(tmp_path, files)
    done = ruleck_here("test", *arguments, cwd=tmp_path)
    assert done.stdout.startswith(tally), done.stdout
    assert done.returncode == 0


def test_rule_files_of_a_folder_without_settings_are_found(tmp_path: Path) -> None:
    lay(tmp_path, {"house.ruleck": SPEAKER})
    assert ruleck_here("test", cwd=tmp_path).stdout == "1 rule, 1 test: all as promised\n"


def test_rules_that_ship_check_documents_and_are_not_tested_themselves(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "quotes: [{text: x}]  # violated: quote-has-speaker\n"})
    done = ruleck_here("test", "--strict", "--coverage", cwd=tmp_path)
    assert "0 rules, 1 test, 1 document: all as promised\n" in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("files", "arguments", "says"),
    [
        ({}, (), "nothing was tested"),
        ({"rules/a.ruleck": "quotes must name a speaker\n"}, (), "no rule has an example"),
        ({"rules/a.ruleck": SPEAKER, "a/b.facts.yaml": "quotes: []\n"}, ("a",), "no document of those here"),
        ({"rules/a.ruleck": SPEAKER, "a/b.txt": ""}, ("a",), "no document says what is"),
        ({}, ("nowhere",), "`nowhere` is not there"),
        ({}, ("nowhere.ruleck",), "`nowhere.ruleck` is not there"),
        ({}, ("-",), "standard input (`-`) is not tested"),
        ({"rules/a.ruleck": "quotes must named a speaker\n"}, (), "`named` is not understood"),
        ({"ruleck.toml": "ruls = []\n", "a.ruleck": SPEAKER}, ("a.ruleck",), "`ruls` is no setting"),
        ({"a.ruleck": SPEAKER, "b.facts.yaml": b"\xff # ok: speaker"}, (), "b.facts.yaml"),
    ],
)
def test_mistakes_and_nothing_to_test_are_told_with_status_2(
    files: dict[str, str | bytes], arguments: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    done = ruleck_here("test", *arguments, cwd=lay(tmp_path, files))
    assert says in done.stdout
    assert done.returncode == 2
    assert done.stderr == ""


@pytest.mark.parametrize("wanted", ["-1", "101", "much"])
def test_a_share_is_between_nothing_and_all(wanted: str, tmp_path: Path) -> None:
    done = ruleck_here("test", "--fail-under", wanted, cwd=lay(tmp_path, FILES))
    assert done.returncode == 2
    assert wanted in done.stderr


def test_mistakes_weigh_more_than_failures(tmp_path: Path) -> None:
    story = "quotes: [{text: x, speaker: Ada}]  # violated: "
    lay(tmp_path, {"a.ruleck": SPEAKER, "b.facts.yaml": f"{story}speaker\n", "c.facts.yaml": f"{story}speker\n"})
    done = ruleck_here("test", cwd=tmp_path)
    assert "failed: speaker: violated" in done.stdout
    assert done.returncode == 2


def test_our_own_rules_pass_under_strict() -> None:
    done = ruleck_here("test", "rules", "--strict", cwd=ROOT)
    assert "all as promised\n" in done.stdout
    assert done.returncode == 0
