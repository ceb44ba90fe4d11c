"""The manual page, as those see it who read it with `man`."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from ruleck.cli import command
from ruleck.cli.manual import manual


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("man") / "ruleck.1"
    file.write_text(manual(), encoding="ascii")
    return file


def shown(page: Path) -> str:
    """The page as `man` shows it, without what makes letters bold."""
    if shutil.which("groff") is None:
        pytest.skip("there is no groff here")
    call = ["groff", "-man", "-Tutf8", "-ww", "-rLL=200n", str(page)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout)


def test_every_command_and_option_is_in_it_with_its_help(page: Path) -> None:
    text = " ".join(shown(page).split())
    context = click.Context(command, info_name="ruleck")
    for name, part in command.commands.items():
        assert f"ruleck {name} [OPTIONS]" in text or f"ruleck {name} " in text
        for option in part.params:
            record = option.get_help_record(click.Context(part, context, info_name=name))
            if record is not None and isinstance(option, click.Option):
                assert record[0] in text
                assert " ".join(record[1].split()).replace("`", "\u2018") in text.replace("`", "\u2018")


def test_mandoc_has_nothing_to_say_against_it(page: Path) -> None:
    if shutil.which("mandoc") is None:
        pytest.skip("there is no mandoc here")
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)], capture_output=True, text=True)
    # It has no date, which would make another page of it each day.
    told = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert told == []


def test_it_is_the_same_each_time_and_shows_examples() -> None:
    assert manual() == manual()
    assert "ruleck check stories/" in manual().replace("\\-", "-")
