"""Every code that the source can give has one entry, and its sample has the mistake that its cure has not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

import ruleck
from ruleck import cli
from ruleck.configuration import find_project
from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.house import HOUSE_CHECKS
from ruleck.evaluate.run import Checks
from ruleck.explain import import_codes
from ruleck.explain.codes import Code, code_text, codes
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import read_document
from ruleck.meaning.compile import compile_files
from ruleck.pipeline import Run
from ruleck.reports.snippet import WIDTH
from ruleck.source import Source
from ruleck.waivers.ledger import Ledger
from tests.command.running import SENTENCE, lay, ruleck_here

PACKAGE = Path(ruleck.__file__).parent
LISTS = {"house.ruleck": "", "groups.txt": "Wagner\n", "empty.txt": "# nobody yet\n"}


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "explain" not in path.parts:
            yield path.name, ast.parse(path.read_text("utf-8"))


def code_place(node: ast.AST) -> tuple[str, int] | None:
    """The name of what takes a code, and which of its arguments that is."""
    if isinstance(node, ast.FunctionDef):
        names = [a.arg for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls")]
    elif isinstance(node, ast.ClassDef):
        names = [f.target.id for f in node.body if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)]
    else:
        return None
    return (node.name, names.index("code")) if "code" in names else None


def source_codes() -> dict[str, str]:
    """Each code that stands in the source, with a file that gives it."""
    trees = list(parsed())
    # Some names are taken twice, with the code in another place: a file's own comes first.
    takers: dict[tuple[str, str], int] = {}
    for file, tree in trees:
        for node in ast.walk(tree):
            place = code_place(node)
            if place is not None:
                takers[file, place[0]] = takers["", place[0]] = place[1]
    found: dict[str, str] = {}
    for file, tree in trees:
        for node in ast.walk(tree):
            given: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                at = takers.get((file, name), takers.get(("", name)))
                given = [k.value for k in node.keywords if k.arg == "code"]
                given += node.args[at : at + 1] if at is not None else []
            elif isinstance(node, ast.FunctionDef):
                # A default stands for the calls that give no code of their own.
                defaults = zip(reversed(node.args.args), reversed(node.args.defaults), strict=False)
                given = [default for argument, default in defaults if argument.arg == "code"]
            found |= {a.value: file for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def test_every_code_of_the_source_has_an_entry() -> None:
    found = source_codes()
    assert len(found) > 80
    assert {code: file for code, file in found.items() if code not in codes()} == {}


def test_every_entry_is_a_code_of_the_source() -> None:
    assert set(codes()) - set(source_codes()) == set(HOUSE_CHECKS)  # the checks that no rule file holds


def rule_mistakes(text: str) -> list[Diagnostic]:
    def read(name: str, user: Source) -> Source | str:
        return Source(name, LISTS[name]) if name in LISTS else "is not there"

    return compile_files([Source("house.ruleck", text)], builtin_vocabulary(), read)[1]


def fact_codes(text: str) -> list[str]:
    program, _ = compile_files([Source("-e", SENTENCE)], builtin_vocabulary(), lambda name, user: "is not there")
    story, mistakes = read_document(text, program.vocabulary, format="json" if text.startswith("{") else "yaml")
    run = Run(program, Checks(program), excerpts=True, ledger=Ledger(program, date(2026, 11, 26).toordinal))
    checked = run.check("a.facts.yaml", story, mistakes)
    return [m.code for m in checked.mistakes] + [f.rule for f in checked.findings if f.rule in HOUSE_CHECKS]


def setting_codes(text: str, folder: Path) -> list[str]:
    (folder / "ruleck.toml").write_text(text, "utf-8")
    return [m.code for m in find_project(folder)[1]]


def call_codes(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ruleck_here("init", cwd=lay(folder, {"lists/none.txt": "", "notes/readme.txt": ""}))
    told: list[str] = []

    def stop(mistakes: Sequence[Diagnostic], given: Sequence[str]) -> int:
        told.extend(mistake.code for mistake in mistakes)
        return 2

    monkeypatch.setattr(cli, "_stop", stop)
    command = text.split()[1]
    form = ["--format", "json"] if command in ("check", "test") else []
    done = ruleck_here(*text.split()[1:], *form, cwd=folder)
    return told or re.findall(r'"code": "([a-z-]+)"', done.stdout)


SAMPLED = [code for code in codes().values() if code.sample and code.name.islower()]


@pytest.mark.parametrize("code", [c for c in SAMPLED if c.form == "rules"], ids=lambda c: c.name)
def test_a_rule_that_is_mistaken_and_its_cure(code: Code) -> None:
    mistakes = rule_mistakes(code.sample)
    assert {m.code for m in mistakes} == {code.name}, [m.message for m in mistakes]
    assert [m.message for m in rule_mistakes(code.cure)] == []


@pytest.mark.parametrize("code", [c for c in SAMPLED if c.form == "facts"], ids=lambda c: c.name)
def test_a_document_that_is_mistaken_and_its_cure(code: Code) -> None:
    assert set(fact_codes(code.sample)) == {code.name}
    assert fact_codes(code.cure) == []


@pytest.mark.parametrize("code", [c for c in SAMPLED if c.form == "settings"], ids=lambda c: c.name)
def test_a_setting_that_is_mistaken_and_its_cure(code: Code, tmp_path: Path) -> None:
    assert setting_codes(code.sample, tmp_path) == [code.name]
    assert setting_codes(code.cure, tmp_path) == []


@pytest.mark.parametrize("code", [c for c in SAMPLED if c.form == "call"], ids=lambda c: c.name)
def test_a_call_that_is_mistaken_and_its_cure(code: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call_codes(code.sample, tmp_path / "a", monkeypatch) == [code.name]
    assert call_codes(code.cure, tmp_path / "b", monkeypatch) == []


@pytest.mark.parametrize("code", codes().values(), ids=lambda c: c.name)
def test_a_page_names_the_code_and_fits_a_terminal(code: Code) -> None:
    head, *lines = code_text(code).splitlines()
    assert head.startswith(f"{code.name}: ")
    assert [line for line in lines if len(line) > WIDTH + 24] == []
    assert (code.sample == "") == (code.cure == "")


def test_few_codes_go_without_a_sample() -> None:
    """What no short text shows: great sizes and depths, other encodings, the system's refusals, a bug."""
    assert {code.name for code in codes().values() if not code.sample} == {
        *("too-deep", "too-large", "more-mistakes", "exploding-alias", "not-a-number", "not-whole"),
        *("not-utf-8", "unreadable", "unreadable-file", "unwritable", "refused", "bug", "unmergeable", "partial"),
        *(code.name for code in import_codes.CODES),  # told of files in other forms
        *("no-promise", "no-fact-here", "unnoticed", "no-such-mutant"),  # told by `ruleck test` only
        *("baseline-outdated", "malformed-baseline"),  # of a file of another form
    }
