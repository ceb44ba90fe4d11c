"""The hooks, run by pre-commit itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command.running import lay
from tests.docs.samples import ROOT

BIN = Path(sys.executable).parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
RULES = """\
rule quotes-say-who "Every quote says who spoke":
  quotes must name a speaker
  accepts "named" quote {text: hm, speaker: Kaya}
  rejects "unnamed" quote {text: hm}
"""
UNNAMED = "quotes:\n  - {text: a patch on a patch, kind: fragment}\n"
NAMED = UNNAMED.replace("kind", "speaker: Ines Kaya, kind")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "PATH": os.pathsep.join([str(BIN), os.environ["PATH"]]),
    **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Desk"),
    **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "desk@newsroom.example"),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-c", "protocol.file.allow=always", *arguments],
        cwd=folder,
        env={**ENVIRONMENT, "PRE_COMMIT_HOME": str(folder.parent / "pre-commit")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )


def repository(folder: Path, hooks: list[dict[str, Any]], files: dict[str, str], **repo: object) -> Path:
    """A repository of stories with hooks installed."""
    lay(folder, {**files, ".pre-commit-config.yaml": yaml.safe_dump({"repos": [{**repo, "hooks": hooks}]})})
    git(folder, "init", "-q")
    done = subprocess.run(
        [BIN / "pre-commit", "install"], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def here(folder: Path, *ids: str, **files: str) -> Path:
    """One whose hooks run the command that is tested, without installing it anew."""
    chosen = [{**hook, "language": "system"} for hook in HOOKS if hook["id"] in ids]
    assert len(chosen) == len(ids)
    return repository(folder / "stories", chosen, {"rules/house.ruleck": RULES, **files}, repo="local")


def commit(folder: Path) -> subprocess.CompletedProcess[str]:
    git(folder, "add", "-A")
    return git(folder, "commit", "-m", "a story")


def test_a_commit_is_stopped_for_an_unnamed_speaker_and_passes_with_a_name(tmp_path: Path) -> None:
    """As users have it: pre-commit makes an environment and installs the package with all that it needs."""
    if os.environ.get("RULECK_OFFLINE"):
        pytest.skip("RULECK_OFFLINE is set, and packages are installed here")
    source = tmp_path / "ruleck"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if not name.startswith(("tests/", "docs/", "examples/", "benchmarks/")) and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    git(source, "init", "-q")
    git(source, "add", "-A")
    git(source, "commit", "-q", "-m", "as it is")
    revision = git(source, "rev-parse", "HEAD").stdout.strip()
    files = {"rules/house.ruleck": RULES, "bridge.facts.yaml": UNNAMED}
    folder = repository(tmp_path / "stories", [{"id": "ruleck-check"}], files, repo=str(source), rev=revision)
    stopped = commit(folder)
    assert stopped.returncode == 1, stopped.stdout
    assert "ruleck check............" in stopped.stdout
    assert 'quote "a patch on a patch" names no speaker' in stopped.stdout
    assert git(folder, "log").returncode != 0  # nothing is committed
    lay(folder, {"bridge.facts.yaml": NAMED})
    passed = commit(folder)
    assert passed.returncode == 0, passed.stdout
    assert "Passed" in passed.stdout


def test_only_the_stories_of_the_commit_are_checked_by_one_process(tmp_path: Path) -> None:
    many = {f"s{number}.facts.yaml": UNNAMED for number in range(40)}
    folder = here(tmp_path, "ruleck-check", **many)
    told = commit(folder)
    assert told.returncode == 1
    assert "40 stories, 40 facts, 1 rule: 40 violated" in told.stdout
    git(folder, "commit", "-q", "--no-verify", "-m", "as they are")
    lay(folder, {"s1.facts.yaml": NAMED})
    assert commit(folder).returncode == 0


def test_excluded_files_are_left_alone_even_where_they_are_named(tmp_path: Path) -> None:
    folder = here(tmp_path, "ruleck-check", **{"old/a.facts.yaml": UNNAMED, "b.facts.yaml": NAMED})
    lay(folder, {"ruleck.toml": 'exclude = ["old"]\n'})
    assert commit(folder).returncode == 0
    lay(folder, {"ruleck.toml": 'exclude = ["old"]\n', "old/a.facts.yaml": f"{UNNAMED}# late\n"})
    assert commit(folder).returncode == 0  # of excluded files only


def test_rules_across_articles_have_a_hook_that_checks_all_stories(tmp_path: Path) -> None:
    across = "rule falls: across articles, estimates with the same subject must decrease over time\n"
    one = "estimates: [{subject: homes, value: 10, as_of: 2024-01-01}]\n"
    folder = here(tmp_path, "ruleck-check-all", **{"rules/house.ruleck": across, "a.facts.yaml": one})
    assert commit(folder).returncode == 0
    lay(folder, {"b.facts.yaml": one.replace("10", "20").replace("01-01", "01-02")})
    stopped = commit(folder)
    assert stopped.returncode == 1
    assert "a.facts.yaml" in stopped.stdout


def test_rule_files_are_laid_out_looked_through_and_tested(tmp_path: Path) -> None:
    folder = here(tmp_path, "ruleck-fmt", "ruleck-lint", "ruleck-test")
    assert commit(folder).returncode == 0
    crooked = RULES.replace("  quotes must", "    quotes   must").replace("hm}", "hm, speaker: X}")
    lay(folder, {"rules/house.ruleck": crooked})
    stopped = commit(folder)
    assert stopped.returncode == 1
    assert "files were modified by this hook" in stopped.stdout
    assert "unnamed" in stopped.stdout
    assert "  quotes must name a speaker\n" in (folder / "rules/house.ruleck").read_text()


def test_the_hooks_are_described_as_pre_commit_wants_it_and_one_process_runs_each() -> None:
    done = subprocess.run([BIN / "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"], cwd=ROOT)
    assert done.returncode == 0
    for hook in HOOKS:
        assert hook["require_serial"] is True
        assert hook["language"] == "python"
