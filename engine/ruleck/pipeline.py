"""The whole flow on one page.

    rule texts ──parse, compile──▶ program ──┐
                                             ├─evaluate─▶ findings ──▶ reports
    documents ──load──▶ stories ─────────────┘

Each step gives what is valid and the mistakes it met. A mistake of the rules stops the run, since rules that are not
understood whole check nothing; a mistaken document is left out, and the others are checked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from ruleck import files
from ruleck.configuration import Project, find_project
from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.run import Checks, Evaluation
from ruleck.facts.load import Settings, read_document, read_file
from ruleck.facts.record import Record, Story
from ruleck.facts.vocabulary import Vocabulary
from ruleck.meaning.compile import compile_files
from ruleck.meaning.program import Program
from ruleck.reports.checked import Checked, Closing, Summary, in_order
from ruleck.resources import folder
from ruleck.source import Source
from ruleck.values.misread import shorten

# A document as it was loaded: its path, the story unless there is a mistake in it, the mistakes.
Loaded: TypeAlias = tuple[str, Story | None, list[Diagnostic]]

# ------------------------------------------------------------------ rules


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """Rules as text. `shipped` are the paths of those that come with the package."""

    sources: tuple[Source, ...]
    shipped: frozenset[str] = frozenset()


def gather_rules(
    paths: Sequence[str], sentences: Sequence[str], project: Project
) -> tuple[RuleTexts, list[Diagnostic]]:
    """The rules of a run: those named and the sentences; else those configured, or in rules/, or the packs."""
    # One text, a line for each: the line of a mistake tells which sentence it is in.
    spoken = [Source("-e", "\n".join(sentence.strip() for sentence in sentences))] if sentences else []
    if spoken and not paths:
        return RuleTexts(tuple(spoken)), []
    wanted = list(paths) or _project_rules(project)
    packs = not wanted
    sources: list[Source] = []
    mistakes: list[Diagnostic] = []
    for path in files.find(wanted or [str(folder("rules"))], files.RULES):
        source, more = files.read_text(path, f"ruleck/rules/{Path(path).name}" if packs else path)
        mistakes += more
        sources += [source] if source is not None else []
    shipped = frozenset(source.path for source in sources) if packs else frozenset()
    return RuleTexts((*sources, *spoken), shipped), mistakes


def others_of(texts: RuleTexts, project: Project) -> tuple[Source, ...]:
    """The project's rule files beside those gathered; what cannot be read of them is left out."""
    known = {os.path.realpath(source.path) for source in texts.sources}
    paths = [path for path in files.find(_project_rules(project), files.RULES) if os.path.realpath(path) not in known]
    found = (files.read_text(path)[0] for path in paths)
    return tuple(source for source in found if source is not None)


def compile_rules(texts: RuleTexts, vocabulary: Vocabulary) -> tuple[Program, list[Diagnostic]]:
    """The program that rule texts make."""
    return compile_files(list(texts.sources), vocabulary, read_used, texts.shipped)


def read_used(name: str, user: Source) -> Source | str:
    """A file that a rule file names: from that file's folder, and inside its project's root only."""
    place = Path(os.path.dirname(user.path) or ".")
    root = (find_project(place)[0].root or place).resolve()
    path = os.path.normpath(place / name)
    if not Path(path).resolve().is_relative_to(root):
        return f"lies outside the project's folder, `{root.name}`"
    source, mistakes = files.read_text(path)
    return source if source is not None else mistakes[0].message.removeprefix(f"`{path}` ")


def _project_rules(project: Project) -> list[str]:
    if project.root is None:
        return []
    configured = [files.shown(project.root / path) for path in project.configuration.rules]
    return configured or [files.shown(path) for path in [project.root / "rules"] if path.is_dir()]


# ------------------------------------------------------------------ documents


def project_of(paths: Sequence[str]) -> tuple[Project, list[Diagnostic]]:
    """The project that documents belong to: that of the folder which holds them all."""
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in paths if path != files.STANDARD_INPUT]
    absolute = [os.path.realpath(path or ".") for path in folders] or [os.getcwd()]
    try:
        return find_project(Path(os.path.commonpath(absolute)))
    except ValueError:  # on different drives
        return find_project(Path(absolute[0]))


def load(path: str, vocabulary: Vocabulary, project: Project) -> Iterator[Loaded]:
    """The stories of a file (many in JSON Lines), or of standard input."""
    settings = Settings(approximation=project.configuration.approximation)
    if path == files.STANDARD_INPUT:
        content = sys.stdin.buffer.read(settings.max_bytes + 1)
        yield (path, *read_document(content, vocabulary, settings, path=path))
        return
    absent = files.absent(path)
    if absent is not None:
        yield path, None, [absent]
        return
    inside = replace(settings, root=project.root or Path(path).parent, allow_body_file=True)
    for story, mistakes in read_file(Path(path), vocabulary, inside, path=path):
        yield story.path if story is not None else path, story, mistakes


# ------------------------------------------------------------------ the run


class Run:
    """One run of a program over documents, one after another.

    Nothing of a document is kept but figures, the rules it matched, and what `across articles` rules read.
    """

    def __init__(self, program: Program, checks: Checks, *, excerpts: bool) -> None:
        self._program = program
        self._evaluation = Evaluation(program, checks)
        self._excerpts = excerpts
        # Only rules that read across documents ask for the order of these.
        self._paths: dict[str, int] | None = {} if any(rule.across for rule in program.rules) else None
        self._summary = Summary(rules=len(program.rules))
        self._matched: set[str] = set()

    def check(self, path: str, story: Story | None, mistakes: Iterable[Diagnostic] = ()) -> Checked:
        """What the rules say of one document."""
        if story is None:
            return Checked(path, None, (), tuple(mistakes))
        verdicts = self._evaluation.check(story)
        misplaced = [_misplaced(record) for record in story.misplaced] if self._excerpts else []
        findings = in_order((*verdicts.findings, *misplaced))
        self._matched |= verdicts.matched
        if self._paths is not None:
            self._paths.setdefault(path, len(self._paths))
        self._summary = self._summary.plus(findings, documents=1, facts=story.facts)
        return Checked(path, story, findings, tuple(mistakes))

    def close(self, mistakes: Iterable[Diagnostic] = ()) -> Closing:
        """What is left to say when all documents are done."""
        verdicts = self._evaluation.finish()
        findings = in_order(verdicts.findings, self._paths)
        matched = self._matched | verdicts.matched
        unmatched = tuple(rule.id for rule in self._program.rules if rule.id not in matched)
        return Closing(self._summary.plus(findings), findings, tuple(mistakes), unmatched, self._program.shipped)


def run(
    program: Program, project: Project, paths: Sequence[str], warnings: Sequence[Diagnostic], *, excerpts: bool
) -> Iterator[Checked | Closing]:
    """Check documents one by one; the closing comes last, with the warnings of the rules.

    `excerpts` adds the one check that no rule file holds.
    """
    current = Run(program, Checks(program), excerpts=excerpts)
    if not program.rules:
        note = "`ruleck init` writes a first one; `--rules` and `-e` name others"
        yield current.close([*warnings, Diagnostic("no-rule", "there is no rule to check by", (), (note,))])
        return
    stories = 0
    for path in files.find(paths, files.DOCUMENTS):
        for loaded in load(path, program.vocabulary, project):
            stories += 1
            yield current.check(*loaded)
    mistakes = list(warnings)
    if not stories:
        where = " or ".join(f"`{path}`" for path in paths)
        note = f"a folder yields its {', '.join(f'*{ending}' for ending in files.DOCUMENTS)}; other files are named"
        mistakes.append(Diagnostic("no-story", f"there is no story in {where}", (), (note,)))
    yield current.close(mistakes)


def _misplaced(record: Record) -> Finding:
    """The one check that no rule file holds: somebody changed the story or the facts, and not the other."""
    excerpt = shorten(str(record.fields["excerpt"]))
    return Finding(
        rule="excerpt-not-in-body",
        severity="warning",
        verdict="violated",
        cause=None,
        message=f'the story does not say "{excerpt}", which this {record.kind.replace("_", " ")} was taken from',
        because="the wording that a fact was taken from should still stand in the story",
        facts=(record,),
        focus=record,
        missing=(),
        values={"excerpt": excerpt},
        rule_at=None,
    )
