"""The command as a process: terminals, pipes, start-up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import ruleck as package
from tests.command.running import FACTS, SENTENCE, lay, ruleck

COMMAND = [sys.executable, "-m", "ruleck", "check", "-e", SENTENCE]


def on_a_terminal(folder: Path, **env: str) -> str:
    """What `ruleck check` writes when standard output is a terminal."""
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    settings = {**os.environ, "NO_COLOR": "", "TERM": "xterm", **env}
    with subprocess.Popen(COMMAND, cwd=folder, stdout=follower, env=settings) as process:
        os.close(follower)
        output = b""
        while True:
            try:
                output += os.read(leader, 65536) or b""
            except OSError:  # the other end is closed
                break
        assert process.wait(timeout=60) == 1
    os.close(leader)
    return output.decode()


def test_colour_is_for_terminals_and_no_color_is_honoured(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": FACTS})
    assert "\x1b[1;31merror\x1b[0m: " in on_a_terminal(tmp_path)
    assert "\x1b" not in on_a_terminal(tmp_path, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(tmp_path, TERM="dumb")
    assert "\x1b" not in ruleck("check", "-e", SENTENCE, cwd=tmp_path).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_goes_away_ends_the_command_in_silence(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "quotes:\n" + "  - {text: hm}\n" * 5_000})
    with subprocess.Popen(COMMAND, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141


def test_lines_end_alike_on_every_system(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": FACTS.replace("\n", "\r\n")})
    assert "\r" not in ruleck("check", "-e", SENTENCE, cwd=tmp_path).stdout


def test_output_that_the_locale_has_no_letters_for_is_written_all_the_same(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": "quotes: [{text: 日本}]\n"})
    done = ruleck("check", "-e", SENTENCE, cwd=tmp_path, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert "日本" in done.stdout
    assert done.returncode == 1


def test_a_check_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": FACTS})
    code = (
        "import sys; from ruleck.cli import main\n"
        f"main(['check', '-e', {SENTENCE!r}, '--quiet'])\n"
        "print(sorted(m for m in ('pydantic', 'multiprocessing') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("broken", ["check_story", "Run.note"])  # in one story; in the run
def test_a_bug_is_told_as_one(broken: str, tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": FACTS})
    code = (
        "import sys, ruleck.pipeline, ruleck.cli\n"
        "def broken(*arguments, **more): raise KeyError('x')\n"
        f"ruleck.pipeline.{broken} = broken\n"
        f"sys.exit(ruleck.cli.main(['check', '-e', {SENTENCE!r}, *sys.argv[1:]]))"
    )

    def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-c", code, *arguments]
        return subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, **env})

    plain = run()
    assert plain.returncode == 2
    assert "this is a bug in ruleck" in plain.stdout
    assert plain.stderr == ""
    assert "KeyError" in run("--verbose").stderr
    assert "KeyError" in run(RULECK_DEBUG="1").stderr
    assert '"code": "bug"' in run("--format", "json").stdout


def test_a_bug_in_one_story_leaves_the_others_checked(tmp_path: Path) -> None:
    lay(tmp_path, {"a.facts.yaml": FACTS, "b.facts.yaml": FACTS})
    code = (
        "import sys, ruleck.pipeline, ruleck.cli\n"
        "right = ruleck.pipeline.check_story\n"
        "def broken(checks, story): return right(checks, None if story.path.startswith('a') else story)\n"
        "ruleck.pipeline.check_story = broken\n"
        f"sys.exit(ruleck.cli.main(['check', '-e', {SENTENCE!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.startswith("a.facts.yaml: ruleck itself failed here")
    assert "\n  b.facts.yaml:6:5\n" in done.stdout
    assert done.returncode == 2


def test_the_tests_run_on_the_package_that_they_are_meant_for() -> None:
    wheel = os.environ.get("RULECK_WHEEL")
    assert package.__file__ is not None
    if wheel:
        assert Path(package.__file__).is_relative_to(wheel)
        assert list(Path(wheel).glob("ruleck/grammars/*.tables"))


def test_every_command_that_is_listed_is_there_and_has_help(tmp_path: Path) -> None:
    from ruleck.cli import command

    for name, part in command.commands.items():
        assert part.name == name
        assert part.help
