"""What real shells offer when somebody presses Tab."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ruleck.cli import command
from ruleck.cli.completing import NAMES, parameters, words_of
from ruleck.reports.forms import FORMS
from tests.command.running import lay, ruleck

# Each runs what `ruleck completion` prints and calls it as the shell does; what the shell itself offers for files is
# told by a word.
_BASH = """
compopt() { echo "files: $2"; }
eval "$(ruleck completion bash)"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_ruleck_completion ruleck
printf '%s\\n' "${COMPREPLY[@]}"
"""
_ZSH = """
compdef() { : }
_describe() { print -l -- ${completions_with_descriptions%%:*} }
compadd() { print -l -- $completions }
_path_files() { print files }
eval "$(ruleck completion zsh)"
words=("$@"); CURRENT=$#
_ruleck_completion
"""
_FISH = """
ruleck completion fish | source
complete -C (string join -- ' ' $argv) | string replace -r '\\t.*' ''
"""
CALLS = {
    "bash": ["bash", "--norc", "-c", _BASH, "bash"],
    "zsh": ["zsh", "-f", "-c", _ZSH, "zsh"],
    "fish": ["fish", "--no-config", "-c", _FISH],
}
# The script for a call may find another ruleck first.
ENVIRONMENT = {**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
RULES = 'rule quotes-say-who "Every quote says who spoke":\n  tags speakers\n  quotes must name a speaker\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay(tmp_path_factory.mktemp("house"), {"rules/house.ruleck": RULES, "story.facts.yaml": "quotes: []\n"})


def offered(shell: str, words: list[str], folder: Path) -> list[str]:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    done = subprocess.run(
        [*CALLS[shell], *words], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize("shell", CALLS)
def test_a_shell_completes_commands_options_choices_and_names(shell: str, project: Path) -> None:
    assert offered(shell, ["ruleck", "ch"], project) == ["check"]
    assert offered(shell, ["ruleck", "check", "--undec"], project) == ["--undecided"]
    assert offered(shell, ["ruleck", "check", "--undecided", "f"], project) == ["fail"]
    assert "quotes-say-who" in offered(shell, ["ruleck", "explain", "quotes-s"], project)


@pytest.mark.parametrize("shell", CALLS)
def test_a_shell_offers_its_files_where_a_path_can_stand(shell: str, project: Path) -> None:
    found = offered(shell, ["ruleck", "check", "sto"], project)
    assert found[0] in ("files: default", "files", "story.facts.yaml")


def answered(words: str, folder: Path) -> list[str]:
    """What the command answers a shell, each with its kind."""
    asked = {"_RULECK_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()))}
    done = ruleck(cwd=folder, env=asked)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_every_form_of_report_is_offered(project: Path) -> None:
    assert answered("ruleck check --format ", project) == [f"plain,{form}" for form in FORMS]


def test_tags_kinds_and_lints_are_offered(project: Path) -> None:
    assert "plain,speakers" in answered("ruleck check --select ", project)
    assert "plain,quote" in answered("ruleck kinds ", project)
    assert "plain,R101" in answered("ruleck lint --select ", project)
    assert "plain,attribution" in answered("ruleck check --packs ", project)


def test_rules_with_a_mistake_are_no_reason_to_disturb_a_prompt(tmp_path: Path) -> None:
    lay(tmp_path, {"rules/house.ruleck": "quotes must named a speaker\n"})
    assert "file," in answered("ruleck explain ", tmp_path)


def test_everything_that_can_be_given_is_completed_or_is_known_to_be_free() -> None:
    for parameter in parameters(command):
        named = words_of(parameter)
        assert named.keys() <= NAMES.keys(), parameter.name
        assert named or not isinstance(parameter.type, type(click.STRING)), parameter.name


def test_a_shell_that_is_not_known_is_told_the_known_ones(tmp_path: Path) -> None:
    done = ruleck("completion", "tcsh", cwd=tmp_path)
    assert done.returncode == 2
    assert "bash" in done.stderr
