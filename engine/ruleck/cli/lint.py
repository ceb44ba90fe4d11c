"""`ruleck lint`"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, FOUND, WRONG, Mistaken, bug, not_known
from ruleck.cli.output import difference, paint, print_mistakes, write

if TYPE_CHECKING:
    from ruleck.configuration import Project
    from ruleck.diagnostics import Diagnostic
    from ruleck.lint.remark import Remark
    from ruleck.lint.run import Files


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--select", metavar="CODES", multiple=True, help="Only these lints (`R101,R102`); may be repeated.")
@click.option("--ignore", metavar="CODES", multiple=True, help="All lints but these; may be repeated.")
@click.option("--fix", is_flag=True, help="Cure what can be cured without a change of what any rule means.")
@click.option("--dry-run", is_flag=True, help="With --fix: change nothing, show what would change.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    help="The form of the report.",
)
def lint(
    paths: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], fix: bool, dry_run: bool, form: str
) -> int:
    """Find rules that say something else than was meant.

    A PATH is a rule file, or a folder, which gives its *.ruleck files. Without a PATH: the rules that check would use
    here. docs/lints.md lists the lints, `ruleck explain R101` explains one. A comment on a statement or right above it
    silences a lint: `# ruleck: allow R101 because …`.

    \b
    ruleck lint
    ruleck lint rules/house.ruleck --ignore R101,R102
    ruleck lint --fix --dry-run

    Exit status: 0 when there is nothing to remark, 1 when there is, 2 when the rules or the call are wrong.
    """
    if dry_run and not fix:
        raise click.UsageError("`--dry-run` shows what `--fix` would change: give both")
    from ruleck.configuration import Project

    _codes(Project(), select, ignore)  # a mistake of the call ends it before anything is read
    try:
        given, codes, mistakes = _files(paths, select, ignore)
        return _looked_at(given, codes, mistakes, fix=fix, dry_run=dry_run, form=form)
    except Mistaken as mistaken:
        _told((), (), mistaken.mistakes, form)
        return WRONG
    except BrokenPipeError:
        raise
    except Exception as error:  # a bug: the report is closed all the same
        _told((), (), (bug(error, verbose=False),), form)
        return WRONG


def _codes(project: Project, select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The lints that are wanted: as settings say, but for what the call says."""
    from dataclasses import replace

    from ruleck.lint.definitions import BY_CODE
    from ruleck.values.text import nearest

    mistakes: list[Diagnostic] = []
    found: dict[str, list[str]] = {}
    for name, options in (("select", select), ("ignore", ignore)):
        said = [code for words in options for code in words.split(",")]
        codes = [code.strip().upper() for code in said or getattr(project.configuration.lint, name)]
        # Who selects on the command line means no others.
        found[name] = [] if name == "ignore" and select and not said else codes
        for index, code in enumerate(found[name]):
            if code not in BY_CODE:
                mistake = not_known("no-such-lint", code, "no lint", nearest(code, list(BY_CODE)))
                place = project.place("lint", name, index) if not said else None
                if (told := replace(mistake, labels=(place,) if place else ())) not in mistakes:
                    mistakes.append(told)
    if mistakes:
        raise Mistaken(mistakes)
    return frozenset(found["select"] or BY_CODE) - frozenset(found["ignore"])


def _files(
    paths: Sequence[str], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Files, frozenset[str], list[Diagnostic]]:
    """The rule files to look at with those of the same project that may use what is in them, and the lints."""
    from dataclasses import replace

    from ruleck import gathering
    from ruleck.facts.builtin import builtin_vocabulary
    from ruleck.lint.run import Files

    project, mistakes = gathering.project_of(paths)
    texts, more = gathering.gather_rules(paths, (), project)
    mistakes += more
    if not texts.sources and not mistakes:
        from ruleck.diagnostics import Diagnostic

        where = " or ".join(f"`{path}`" for path in paths) or "this project"
        mistakes.append(Diagnostic("no-rule", f"there is no rule in {where}", (), ("a rule file ends in .ruleck",)))
    if any(mistake.severity == "error" for mistake in mistakes):
        raise Mistaken(mistakes)
    others = gathering.others_of(texts, project)
    own = tuple(source for source in texts.sources if source.path not in texts.shipped)
    if own and len(own) < len(texts.sources):
        # Packs beside a project's own rules are not its to change.
        others += tuple(source for source in texts.sources if source.path in texts.shipped)
        texts = replace(texts, sources=own, shipped=frozenset())
    codes = _codes(project, select, ignore)
    return Files(texts.sources, others, builtin_vocabulary(), gathering.read_used, texts.shipped), codes, mistakes


def _looked_at(
    given: Files, codes: frozenset[str], warnings: list[Diagnostic], *, fix: bool, dry_run: bool, form: str
) -> int:
    from ruleck import files
    from ruleck.lint import run

    if not fix:
        remarks, mistakes = run.lint(given, codes)
        _told(remarks, (), (*warnings, *mistakes), form, [source.path for source in given.sources])
        return _status(remarks, mistakes)
    cured, mistakes = run.fix(given, codes)
    changed = [
        (before, after)
        for before, after in zip(given.sources, cured.files.sources, strict=True)
        if before.text != after.text
    ]
    if dry_run:
        # A diff by itself, which `patch` takes; in other forms what would be cured is listed.
        if form == "text":
            write("".join(difference(before.path, before.text, after.text) for before, after in changed))
            print_mistakes((*warnings, *mistakes), sys.stderr)
            if cured.remarks:
                left = "1 remark" if len(cured.remarks) == 1 else f"{len(cured.remarks)} remarks"
                click.echo(f"{left} would be left: `ruleck lint` lists what there is", err=True)
        else:
            _told(cured.remarks, cured.cured, (*warnings, *mistakes), form)
        return FOUND if cured.cured and _status(cured.remarks, mistakes) == FINE else _status(cured.remarks, mistakes)
    for _, after in changed:
        mistakes += files.replace(after.path, after.text)
    _told(cured.remarks, cured.cured, (*warnings, *mistakes), form, [source.path for source in given.sources])
    return _status(cured.remarks, mistakes)


def _status(remarks: Sequence[Remark], mistakes: Sequence[Diagnostic]) -> int:
    if any(mistake.severity == "error" for mistake in mistakes):
        return WRONG
    return FOUND if remarks else FINE


def _told(
    remarks: Sequence[Remark],
    cured: Sequence[Remark],
    mistakes: Sequence[Diagnostic],
    form: str,
    paths: Sequence[str] = (),
) -> None:
    if form == "sarif":
        from ruleck.reports.lints_sarif import lints_sarif

        write(lints_sarif(remarks, mistakes, paths))
        return
    if form == "github":
        from ruleck.reports.lints_github import lints_github

        write(lints_github(remarks, mistakes))
        return
    from ruleck.reports.lints import lints_json, remark_text, tally

    if form == "json":
        write(lints_json(remarks, cured, mistakes))
        return
    print_mistakes(mistakes, sys.stdout)
    colours = paint(sys.stdout)
    write("".join(f"{remark_text(remark, colours)}\n" for remark in remarks))
    if not any(mistake.severity == "error" for mistake in mistakes):
        write(tally(remarks, len(cured), len(paths)))
