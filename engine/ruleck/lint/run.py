"""Rule files to remarks, and to the same files cured of what can be cured for certain."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ruleck.diagnostics import Diagnostic
from ruleck.facts.vocabulary import Vocabulary
from ruleck.lint.allow import allows, silenced
from ruleck.lint.conditions import conditions
from ruleck.lint.definitions import BY_CODE
from ruleck.lint.meaning import meaning
from ruleck.lint.negations import double_negations
from ruleck.lint.remark import Edit, Remark, edited
from ruleck.lint.reviewed import Reviewed, review
from ruleck.lint.twice import used_twice
from ruleck.lint.upkeep import Read, documentation, unread_kinds, unused_names
from ruleck.lint.wider import contained
from ruleck.meaning import program as p
from ruleck.meaning.compile import Reader, compile_files
from ruleck.source import Source, Span
from ruleck.syntax import nodes as n
from ruleck.syntax.layout import comments
from ruleck.syntax.parse import parse

MOST_CURES = 10_000  # in a run; nothing is known to come back, and nothing shall run forever if it does


@dataclass(frozen=True, slots=True)
class Files:
    """The rule files to be looked at, others of the project that may use what is defined in them, the kinds that come
    built in, and how a file that another one names is read. `shipped` holds the paths of files that are not ours to
    change.
    """

    sources: tuple[Source, ...]
    others: tuple[Source, ...]
    vocabulary: Vocabulary
    read: Reader
    shipped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cured:
    """Files after `--fix`: what was cured in them, and what is left to say."""

    files: Files
    cured: tuple[Remark, ...]
    remarks: tuple[Remark, ...]


def lint(files: Files, codes: Collection[str] = frozenset(BY_CODE)) -> tuple[tuple[Remark, ...], list[Diagnostic]]:
    """What the lints with these codes have to say, in the order of the files; nothing of rules that are mistaken."""
    program, mistakes = compile_files(list(files.sources), files.vocabulary, files.read)
    if any(mistake.severity == "error" for mistake in mistakes):
        return (), mistakes
    reads = [Read(source, parse(source)[0]) for source in files.sources]
    elsewhere = [Read(source, parse(source)[0]) for source in files.others]
    found = list(_remarks(reads, elsewhere, program))
    allowed = [allow for file in reads for allow in allows(file.source, file.tree)]
    order = {source.path: number for number, source in enumerate(files.sources)}
    kept = [remark for remark in silenced(found, allowed) if remark.lint.code in codes]
    kept.sort(key=lambda r: (order[r.at.source.path], r.at.span.start, r.lint.code))
    return tuple(kept), mistakes


def _remarks(reads: Sequence[Read], elsewhere: Sequence[Read], program: p.Program) -> Iterator[Remark]:
    rules = {(rule.place.source.path, rule.place.span): rule for rule in program.rules}
    reviewed: list[Reviewed] = []
    for file in reads:
        for statement in file.tree.statements:
            if not isinstance(statement, n.Rule):
                continue
            place = statement.id.span if statement.id else statement.span
            found = review(rules[file.source.path, place], statement, file.source, program.vocabulary)
            reviewed.append(found)
            yield from documentation(found)
            yield from double_negations(found)
            yield from conditions(found)
            yield from used_twice(found)
    for file in reads:
        others = [other for other in (*reads, *elsewhere) if other is not file]
        yield from unused_names(file, others)
        yield from unread_kinds(file, others, program.rules, program.vocabulary)
    yield from contained(reviewed)


# ------------------------------------------------------------------ cures


def fix(files: Files, codes: Collection[str] = frozenset(BY_CODE)) -> tuple[Cured, list[Diagnostic]]:
    """The files with every cure made that leaves each rule's meaning as it was: that is looked up, not hoped for."""
    done: list[Remark] = []
    while True:
        remarks, mistakes = lint(files, codes)
        cured = _certain(files, _apart([remark for remark in remarks if _curable(files, remark)]))
        if not cured or len(done) > MOST_CURES:
            return Cured(files, tuple(done), remarks), mistakes
        files = _edited(files, cured)
        done += cured


def _certain(files: Files, remarks: list[Remark]) -> list[Remark]:
    """Those whose edits leave every rule's meaning as it is: all of them together, as a rule."""
    before = _meanings(files)
    if not remarks or _meanings(_edited(files, remarks)) == before:
        return remarks
    return [remark for remark in remarks if _meanings(_edited(files, [remark])) == before]


def _apart(remarks: list[Remark]) -> list[Remark]:
    """The first of those whose edits lie in one another's way; the others have their turn in the next round."""
    kept: list[Remark] = []
    for remark in remarks:
        reach = _reach(remark)
        same_file = (_reach(other) for other in kept if other.at.source is remark.at.source)
        if all(other.end < reach.start or reach.end < other.start for other in same_file):
            kept.append(remark)
    return kept


def _reach(remark: Remark) -> Span:
    return Span(min(edit.span.start for edit in remark.edits), max(edit.span.end for edit in remark.edits))


def _curable(files: Files, remark: Remark) -> bool:
    """Whether there is a cure by which no comment is lost, but that which it is about."""
    at, edits = remark.at, remark.edits
    return bool(edits) and at.source.path not in files.shipped and all(
        comment == at.span or not any(e.span.start < comment.end and comment.start < e.span.end for e in edits)
        for comment in comments(at.source)
    )


def _edited(files: Files, remarks: Sequence[Remark]) -> Files:
    edits: dict[str, list[Edit]] = {}
    for remark in remarks:
        edits.setdefault(remark.at.source.path, []).extend(remark.edits)
    sources = tuple(
        Source(s.path, edited(s, tuple(edits[s.path])), s.first_line) if s.path in edits else s for s in files.sources
    )
    return replace(files, sources=sources)


def _meanings(files: Files) -> Mapping[str, Hashable] | None:
    """What each rule means; none if some rule is mistaken."""
    program, mistakes = compile_files(list(files.sources), files.vocabulary, files.read)
    if any(mistake.severity == "error" for mistake in mistakes):
        return None
    return {rule.id: meaning(rule) for rule in program.rules}
