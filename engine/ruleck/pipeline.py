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
from codecs import BOM_UTF8
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ruleck import files
from ruleck.configuration import Project
from ruleck.diagnostics import Diagnostic, Label, bug
from ruleck.evaluate.finding import Finding, Terms
from ruleck.evaluate.house import MISPLACED
from ruleck.evaluate.run import Checks, Evaluation, Kept, check_story, kept_of
from ruleck.facts.load import DEFAULTS, Line, Resumed, Settings, lines_of, unreadable
from ruleck.facts.record import Record, Story
from ruleck.facts.vocabulary import Vocabulary
from ruleck.gathering import by_whole
from ruleck.importers.read import read_content, read_file, read_line
from ruleck.meaning.program import Program
from ruleck.reports.checked import Checked, Closing, Summary, Waived, document_path, in_order, together
from ruleck.selection import HOUSE, Policy, named, terms_of
from ruleck.source import Source, Span
from ruleck.values.misread import shorten
from ruleck.waivers.ledger import Ledger

if TYPE_CHECKING:
    from ruleck.waivers.baseline import Baseline
    from ruleck.waivers.filed import Filed

# A document as it was loaded: its path, the story unless there is a mistake in it, the mistakes.
Loaded: TypeAlias = tuple[str, Story | None, list[Diagnostic]]

# ------------------------------------------------------------------ documents


@dataclass(frozen=True, slots=True)
class Piece:
    """What of the documents is read by itself: a file, a line of JSON Lines, or a document from standard input.

    `line` and `content` hold what was read of it already; `mistake` tells why nothing can be.
    """

    path: str
    line: Line | None = None
    content: bytes | None = None
    mistake: Diagnostic | None = None

    @property
    def shown(self) -> str:
        """What readers know it by."""
        return self.path if self.line is None else f"{self.path}:{self.line.number}"


def pieces_of(path: str, most_bytes: int = DEFAULTS.max_bytes) -> Iterator[Piece]:
    """The pieces of a file, or of standard input, in order; each line of JSON Lines is one."""
    if path == files.STANDARD_INPUT:
        yield from _standard_input(most_bytes)
        return
    absent = files.absent(path)
    if absent is not None or Path(path).suffix != ".jsonl":
        yield Piece(path, mistake=absent)
        return
    try:
        with open(path, "rb") as opened:
            for line in lines_of(opened, most_bytes):
                yield Piece(path, line)
    except OSError as error:
        yield Piece(path, mistake=unreadable(path, error))


def _standard_input(most_bytes: int) -> Iterator[Piece]:
    """JSON Lines where the first two lines that are not blank both begin with a brace, which no other document does."""
    stream = sys.stdin.buffer
    head: list[bytes] = []
    told: list[bytes] = []
    while len(told) < 2 and sum(map(len, head)) <= most_bytes and (line := stream.readline(most_bytes + 1)):
        head.append(line)
        told += [line.removeprefix(BOM_UTF8).lstrip()[:1]] if line.strip() else []
    if told == [b"{", b"{"]:
        for each in lines_of(Resumed(head, stream), most_bytes):
            yield Piece(files.STANDARD_INPUT, each)
    else:
        begun = b"".join(head)
        yield Piece(files.STANDARD_INPUT, content=begun + stream.read(max(0, most_bytes + 1 - len(begun))))


def load(path: str, vocabulary: Vocabulary, project: Project) -> Iterator[Loaded]:
    """The stories of a file (many in JSON Lines), or of standard input."""
    for piece in pieces_of(path):
        yield from load_piece(piece, vocabulary, project)


def load_piece(piece: Piece, vocabulary: Vocabulary, project: Project) -> Iterator[Loaded]:
    """The stories of a piece: one mostly, none of a blank line."""
    path, file = piece.path, Path(piece.path)
    settings = Settings(approximation=project.configuration.approximation)
    if path != files.STANDARD_INPUT:
        settings = replace(settings, root=project.root or file.parent, allow_body_file=True)
    if piece.mistake is not None:
        yield path, None, [piece.mistake]
    elif piece.content is not None:
        for story, mistakes in read_content(piece.content, vocabulary, settings, path=path):
            yield story.path if story is not None else path, story, mistakes
    elif piece.line is not None:
        again = file if path != files.STANDARD_INPUT else None
        for story, mistakes in read_line(piece.line, vocabulary, settings, path=path, file=again):
            yield story.path if story is not None else piece.shown, story, mistakes
    else:
        for story, mistakes in read_file(file, vocabulary, settings, path=path):
            yield story.path if story is not None else path, story, mistakes


# ------------------------------------------------------------------ the run


@dataclass(frozen=True, slots=True)
class Examined:
    """One document by itself, and what the run takes from it: the rules it matched, and what is kept of it."""

    checked: Checked
    matched: frozenset[str] = frozenset()
    kept: Kept = field(default_factory=dict)


def examine(
    checks: Checks, path: str, story: Story | None, mistakes: Iterable[Diagnostic] = (), *, excerpts: bool
) -> Examined:
    """What the rules say of one document. Knows of no other document, so that many can be examined at a time."""
    if story is None:
        return Examined(Checked(path, None, (), tuple(mistakes)))
    verdicts = check_story(checks, story)
    misplaced = [_misplaced(record) for record in story.misplaced] if excerpts else []
    findings = in_order((*verdicts.findings, *misplaced))
    return Examined(Checked(path, story, findings, tuple(mistakes)), verdicts.matched, kept_of(checks, story))


class Examiner:
    """Reads pieces of documents and examines them. `verbose` adds the details of a failure of ours."""

    def __init__(self, program: Program, project: Project, *, excerpts: bool, verbose: bool = False) -> None:
        self.program = program
        self._project = project
        self.checks = Checks(program)
        self._excerpts = excerpts
        self._verbose = verbose

    def load(self, piece: Piece) -> Iterator[Loaded]:
        """The stories of a piece."""
        return load_piece(piece, self.program.vocabulary, self._project)

    def examine(self, piece: Piece) -> list[Examined]:
        """What the rules say of a piece. A failure of ours is told in its place, and the other pieces go on."""
        found: list[Examined] = []
        try:
            for path, story, mistakes in self.load(piece):
                found.append(examine(self.checks, path, story, mistakes, excerpts=self._excerpts))
        except Exception as error:
            found.append(failed(piece, bug(error, self._verbose)))
        return found


def failed(piece: Piece, mistake: Diagnostic) -> Examined:
    """A piece that nothing can be said of."""
    label = Label(Source(piece.shown, ""), Span(0, 0))
    return Examined(Checked(piece.shown, None, (), (replace(mistake, labels=(label,)),)))


class Interrupted(Exception):  # noqa: N818 - somebody's wish, not an error
    """Ends a run before its time: what is done by then is closed as a partial report."""


# Has pieces examined: each with what is found of it, in their order.
Examining: TypeAlias = Callable[[Examiner, Iterable[Piece]], "Generator[tuple[Piece, list[Examined]]]"]


def one_by_one(examiner: Examiner, pieces: Iterable[Piece]) -> Generator[tuple[Piece, list[Examined]]]:
    """Examine pieces here and now."""
    for piece in pieces:
        yield piece, examiner.examine(piece)


class Run:
    """One run of a program over documents, one after another.

    Nothing of a document is kept but figures, the rules it matched, and what `across articles` rules read.
    """

    def __init__(
        self,
        program: Program,
        checks: Checks,
        *,
        excerpts: bool,
        ledger: Ledger | None = None,
        policy: Policy | None = None,
    ) -> None:
        self._program = program
        self._checks = checks
        self._policy = policy
        self._ledger = ledger
        self._evaluation = Evaluation(program, checks)
        self._excerpts = excerpts
        # Only rules that read across documents ask for the order of these.
        self._paths: dict[str, int] | None = {} if any(rule.across for rule in program.rules) else None
        self._summary = Summary(rules=len(program.rules))
        self._matched: set[str] = set()
        self._statuses: dict[str, str] = {}

    def check(self, path: str, story: Story | None, mistakes: Iterable[Diagnostic] = ()) -> Checked:
        """What the rules say of one document."""
        return self.note(examine(self._checks, path, story, mistakes, excerpts=self._excerpts))

    def note(self, examined: Examined) -> Checked:
        """Take note of a document that was examined; to be done in the order of the documents."""
        checked, story = examined.checked, examined.checked.story
        if story is not None:
            findings, waived = checked.findings, checked.waived
            if self._ledger is not None:
                findings, waived = self._ledger.document(story, findings)
            if self._policy is not None:
                findings, waived = self._policy.apply(findings, waived, self._note_status(story))
            checked = replace(checked, findings=findings, waived=waived)
            self._evaluation.keep(examined.kept)
            self._matched |= examined.matched
            if self._paths is not None:
                self._paths.setdefault(checked.path, len(self._paths))
            self._summary = self._summary.plus(checked.findings, checked.waived, documents=1, facts=story.facts)
        return checked

    def _note_status(self, story: Story) -> Callable[[Finding], str | None]:
        """The status of a story, kept where a finding may ask for it at the closing."""
        status = story.article.fields.get("status")
        text = status if isinstance(status, str) else None
        if self._paths is not None and text is not None:
            self._statuses[story.path] = text
        return lambda finding: text

    def _status(self, finding: Finding) -> str | None:
        return self._statuses.get(document_path(finding.focus))

    def close(self, mistakes: Iterable[Diagnostic] = (), *, partial: bool = False) -> Closing:
        """What is left to say when all documents are done, or those that will be.

        Of a run that ended early nothing is said that the documents not seen might overturn: what `across articles`
        rules find, and which rules matched nothing.
        """
        if partial:
            return Closing(self._summary, (), tuple(mistakes), (), self._program.shipped, partial=True)
        verdicts = self._evaluation.finish()
        findings = in_order(verdicts.findings, self._paths)
        waived: tuple[Waived, ...] = ()
        if self._ledger is not None:
            findings, waived = self._ledger.closing(findings)
        if self._policy is not None:
            findings, waived = self._policy.apply(findings, waived, self._status)
        matched = self._matched | verdicts.matched
        unmatched = tuple(rule.id for rule in self._program.rules if rule.id not in matched)
        summary = self._summary.plus(findings, waived)
        return Closing(summary, findings, tuple(mistakes), unmatched, self._program.shipped, waived=waived)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What of a run belongs to one project: its documents, the rules and waivers that hold there, and warnings."""

    project: Project
    program: Program
    documents: Sequence[str]
    ledger: Ledger | None = None
    warnings: Sequence[Diagnostic] = ()


def run(
    assignments: Sequence[Assignment],
    paths: Sequence[str],
    *,
    house: bool,
    verbose: bool = False,
    examining: Examining = one_by_one,
) -> Iterator[Checked | Closing]:
    """Check documents one by one, project after project; one closing comes last, with the warnings of the rules.

    `paths` are what the documents were named by; `house` adds the checks that no rule file holds. `examining` may raise
    `Interrupted`.
    """
    closings: list[Closing] = []
    stories = 0
    usual = terms_of(assignments[0].project)
    for assignment in assignments:
        for part in _run(assignment, usual, house=house, verbose=verbose, examining=examining):
            if isinstance(part, Closing):
                closings.append(part)
            else:
                stories += 1
                yield part
        if closings[-1].partial:
            break
    closing = together(closings)
    if not stories and not closing.partial and not any(mistake.severity == "error" for mistake in closing.mistakes):
        nothing = _no_story(assignments, paths)
        unmatched = closing.unmatched if nothing.severity == "error" else ()
        closing = replace(closing, mistakes=(*closing.mistakes, nothing), unmatched=unmatched)
    yield closing


def _no_story(assignments: Sequence[Assignment], paths: Sequence[str]) -> Diagnostic:
    """Why a run had no document: the call is mistaken, unless it named files that are to be left out."""
    where = " or ".join(f"`{path}`" for path in paths)
    excluding = any(assignment.project.configuration.exclude for assignment in assignments)
    # A file that is named is a document, but for one that `exclude` leaves out whoever names it.
    if not any(assignment.documents for assignment in assignments) and all(map(os.path.isfile, paths)):
        message = f"nothing was checked: `exclude` leaves out {where.replace(' or ', ' and ')}"
        return Diagnostic("excluded", message, severity="info")
    endings = ", ".join(f"*{ending}" for ending in files.DOCUMENTS)
    note = f"a folder yields its {endings}, and *.md with facts in the front matter; other files are named"
    notes = (note, "`exclude` may have left some out") if excluding else (note,)
    return Diagnostic("no-story", f"there is no story in {where}", (), notes)


def _run(
    assignment: Assignment, usual: Terms, *, house: bool, verbose: bool, examining: Examining
) -> Iterator[Checked | Closing]:
    """The same for one project."""
    project, program = assignment.project, assignment.program
    examiner = Examiner(program, project, excerpts=house, verbose=verbose)
    policy = Policy(project, [*map(named, program.rules), *HOUSE], usual)
    current = Run(program, examiner.checks, excerpts=house, ledger=assignment.ledger, policy=policy)
    if not program.rules and not program.left_out:
        note = "`ruleck init` writes a first one; `--rules` and `-e` name others"
        yield current.close([*assignment.warnings, Diagnostic("no-rule", "there is no rule to check by", (), (note,))])
        return
    pieces = chain.from_iterable(map(pieces_of, assignment.documents))
    try:
        for _, found in examining(examiner, pieces):
            yield from map(current.note, found)
    except Interrupted:
        yield current.close(assignment.warnings, partial=True)
        return
    yield current.close(assignment.warnings)


def ledger_of(
    program: Program,
    project: Project,
    paths: Sequence[str],
    sentences: Sequence[str],
    *,
    house: bool,
    baseline: bool = True,
) -> tuple[Ledger, list[Diagnostic]]:
    """The waivers that hold in a project, and its baseline unless that is about to be drawn up."""
    filed: Filed | None = None
    kept: Baseline | None = None
    mistakes: list[Diagnostic] = []
    if (path := project.path("waivers")) is not None:
        from ruleck.waivers.filed import read_filed

        filed, mistakes = read_filed(files.shown(path))
        mistakes = project.blame(mistakes, "waivers")
    if baseline and (path := project.path("baseline")) is not None:
        from ruleck.waivers.baseline import read_baseline

        kept, wrong = read_baseline(files.shown(path))
        mistakes += project.blame(wrong, "baseline")
    day = project.configuration.today
    everywhere = [os.path.realpath(path) for path in paths or (".",)]
    ledger = Ledger(
        program,
        day.toordinal if day is not None else system_day,
        filed,
        kept,
        whole=by_whole(project, sentences),
        everything=project.root is not None and os.path.realpath(project.root) in everywhere,
        upkeep=house,
    )
    return ledger, mistakes


def system_day() -> int:
    """Today, as an ordinal: asked only where a waiver has an end, so that a run is otherwise the same on any day."""
    from datetime import date

    return date.today().toordinal()


def _misplaced(record: Record) -> Finding:
    """Somebody changed the story or the facts, and not the other."""
    excerpt = shorten(str(record.fields["excerpt"]))
    message = f'the story does not say "{excerpt}", which this {record.kind.replace("_", " ")} was taken from'
    return MISPLACED.finding(message, record, {"excerpt": excerpt})
