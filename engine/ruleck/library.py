"""The front door for programs: rules are compiled once, then check any number of documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ruleck import files
from ruleck.configuration import Project, find_project
from ruleck.diagnostics import Diagnostic, Mistakes
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.run import Checks
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import Settings, read_mapping
from ruleck.facts.record import Story
from ruleck.facts.vocabulary import Vocabulary
from ruleck.gathering import RuleTexts, compile_rules, gather_rules
from ruleck.meaning.program import Program
from ruleck.pipeline import Loaded, Run, system_day
from ruleck.reports.checked import Waived
from ruleck.source import Source
from ruleck.waivers.ledger import Ledger

if TYPE_CHECKING:
    from datetime import date

    from pydantic import BaseModel

# A mapping; text or bytes of YAML or JSON; the path of a file of either; a story that was validated already.
Document: TypeAlias = "Mapping[str, object] | str | bytes | os.PathLike[str] | BaseModel | Story"


@dataclass(frozen=True, slots=True)
class Report:
    """What the rules say of one document.

    `mistakes` tells what is wrong with the document; with any of them nothing was checked. `path` is that of the
    document, where it has one; `article` is the id of its article. `waived` are the findings that the document's own
    waivers accept; they are not among `findings`.
    """

    findings: tuple[Finding, ...]
    mistakes: tuple[Diagnostic, ...] = ()
    path: str | None = None
    article: str | None = None
    waived: tuple[Waived, ...] = ()

    @property
    def violated(self) -> tuple[Finding, ...]:
        """The findings that hold whatever is filled in."""
        return tuple(finding for finding in self.findings if finding.verdict == "violated")

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """The findings that depend on what the document leaves open; `cause` and `missing` say on what."""
        return tuple(finding for finding in self.findings if finding.verdict == "undecided")

    def _repr_html_(self) -> str:
        """The report as a table, for notebooks; nothing in it is markup."""
        from html import escape

        from ruleck.reports.snippet import printable

        told = [("mistake", mistake.code, mistake.message) for mistake in self.mistakes]
        told += [(f.severity if f.verdict == "violated" else f.verdict, f.rule, f.message) for f in self.findings]
        rows = "".join(f"<tr>{''.join(f'<td>{escape(printable(part))}</td>' for part in row)}</tr>" for row in told)
        return f"<table>{rows}</table>" if rows else "<p>nothing found</p>"


class Rules:
    """Compiled rules. Immutable: threads may share them."""

    __slots__ = ("_approximation", "_checks", "_excerpts", "_program")

    def __init__(self, program: Program, *, approximation: int, excerpts: bool) -> None:
        self._program = program
        self._checks = Checks(program)
        self._approximation = approximation
        self._excerpts = excerpts

    @property
    def program(self) -> Program:
        """The rules as they were compiled, with the vocabulary that they speak."""
        return self._program

    @property
    def approximation(self) -> int:
        """What "about" may be off by, in per cent."""
        return self._approximation

    def alone(self, rule: str) -> Rules:
        """One of the rules by itself; raises `KeyError` for an id that none has."""
        found = tuple(one for one in self._program.rules if one.id == rule)
        if not found:
            raise KeyError(rule)
        program = replace(self._program, rules=found)
        return Rules(program, approximation=self._approximation, excerpts=self._excerpts)

    @property
    def ids(self) -> tuple[str, ...]:
        """The rules by name, in their order."""
        return tuple(rule.id for rule in self._program.rules)

    def check(self, document: Document, *, today: date | None = None) -> Report:
        """What the rules say of one document; a mistaken document gives a report of its mistakes.

        Rules that read across articles take it for the whole run. A text in a form that tells several stories gives one
        report of all of them. `today` is the day that waivers are judged by: the system's, where none is given.

        >>> quote = {"text": "no", "waived": {"rule": "quotes-must-name-a-speaker", "reason": "a crowd"}}
        >>> compile("quotes must name a speaker").check({"quotes": [quote]}).waived[0].waiver.reason
        'a crowd'
        """
        run = self._run(today)
        first, *others = self._check(run, document)
        findings = [finding for report in others for finding in report.findings]
        mistakes = [mistake for report in others for mistake in report.mistakes]
        waived = [accepted for report in others for accepted in report.waived]
        closing = run.close()
        return replace(
            first,
            findings=(*first.findings, *findings, *closing.findings),
            mistakes=(*first.mistakes, *mistakes),
            waived=(*first.waived, *waived, *closing.waived),
        )

    def check_many(self, documents: Iterable[Document], *, today: date | None = None) -> Iterator[Report]:
        """A report for each story of each document, in order.

        Where rules read across articles, a last one has their findings; only what those rules read is kept from one
        document to the next. A mistaken document ends nothing. `today` is the day that waivers are judged by.
        """
        run = self._run(today)
        for document in documents:
            yield from self._check(run, document)
        if any(rule.across for rule in self._program.rules):
            closing = run.close()
            yield Report(closing.findings, waived=closing.waived)

    def _run(self, today: date | None) -> Run:
        day = today.toordinal if today is not None else system_day
        # Which other rules the newsroom has nobody knows here.
        ledger = Ledger(self._program, day, whole=False, upkeep=self._excerpts)
        return Run(self._program, self._checks, excerpts=self._excerpts, ledger=ledger)

    def _check(self, run: Run, document: Document) -> Iterator[Report]:
        settings = Settings(approximation=self._approximation)
        for path, story, mistakes in _load(document, self._program.vocabulary, settings):
            checked = run.check(path, story, mistakes)
            article = story.article.id if story is not None else None
            yield Report(checked.findings, checked.mistakes, path or None, article, checked.waived)


def compile(text: str, *, kinds: Iterable[type[BaseModel]] = (), approximation: int = 10) -> Rules:
    """Rules from their text.

    `kinds` are Pydantic models that the rules and their documents may speak of beside the built-in kinds;
    `approximation` is what "about" may be off by, in per cent. Raises `Mistakes` with every mistake of the text.

    >>> rules = compile("quotes must name a speaker")
    >>> rules.check({"quotes": [{"text": "hunted down"}]}).violated[0].rule
    'quotes-must-name-a-speaker'
    """
    return _rules(RuleTexts((Source("rules", text),)), [], kinds, approximation, excerpts=False)


def load(*paths: str | os.PathLike[str], kinds: Iterable[type[BaseModel]] = (), approximation: int = 10) -> Rules:
    """Rules from files, and from the *.ruleck files of folders; without a path, the rules that ship with ruleck.

    Raises `Mistakes` with every mistake of them, files that cannot be read included.
    """
    texts, mistakes = gather_rules([os.fspath(path) for path in paths], (), Project())
    return _rules(texts, mistakes, kinds, approximation, excerpts=True)


def _load(document: Document, vocabulary: Vocabulary, settings: Settings) -> Iterator[Loaded]:
    """The story of a document; a text or a file in another form than facts may tell several."""
    match document:
        case Story():
            yield document.path, document, []
        case str() | bytes():
            from ruleck.importers.read import read_content

            yield from (("", *loaded) for loaded in read_content(document, vocabulary, settings))
        case os.PathLike():
            path = os.fspath(document)
            absent = files.absent(path)
            if absent is not None:
                yield path, None, [absent]
                return
            from ruleck.importers.read import read_file

            folder = Path(path).parent
            inside = replace(settings, root=find_project(folder)[0].root or folder, allow_body_file=True)
            yield from ((path, *loaded) for loaded in read_file(Path(path), vocabulary, inside, path=path))
        case _:
            yield ("", *read_mapping(document, vocabulary, settings))


def _rules(
    texts: RuleTexts,
    mistakes: list[Diagnostic],
    kinds: Iterable[type[BaseModel]],
    approximation: int,
    *,
    excerpts: bool,
) -> Rules:
    vocabulary = builtin_vocabulary()
    for model in kinds:
        from ruleck.facts.declare import register_model

        vocabulary = register_model(vocabulary, model)
    program, found = compile_rules(texts, vocabulary)
    wrong = tuple(mistake for mistake in (*mistakes, *found) if mistake.severity == "error")
    if wrong:
        raise Mistakes(wrong)
    return Rules(program, approximation=approximation, excerpts=excerpts)
