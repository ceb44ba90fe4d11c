"""What a rule file is kept up for: examples, summaries, definitions and kinds that are of use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ruleck.diagnostics import Label
from ruleck.facts.vocabulary import Vocabulary, fold
from ruleck.lint.definitions import BY_CODE
from ruleck.lint.remark import Remark
from ruleck.lint.reviewed import Reviewed
from ruleck.meaning import program as p
from ruleck.source import Source
from ruleck.syntax import nodes as n

EXAMPLES, SUMMARY, UNUSED, UNREAD = (BY_CODE[code] for code in ("R101", "R102", "R301", "R302"))


@dataclass(frozen=True, slots=True)
class Read:
    """A rule file with its tree."""

    source: Source
    tree: n.RuleFile


def documentation(reviewed: Reviewed) -> Iterator[Remark]:
    """A `rule` statement without examples, or without a summary."""
    node = reviewed.node
    if node.id is None:
        return
    at = reviewed.at(node.id.span)
    if not node.examples:
        note = f"begin with `rejects KIND {{…}}`; `ruleck explain {reviewed.rule.id}` tells what the rule reads"
        yield Remark(EXAMPLES, f"`{node.id.text}` has no examples", at, (), (note,))
    if node.summary is None:
        yield Remark(SUMMARY, f"`{node.id.text}` has no summary", at, (), (f'write `rule {node.id.text} "…":`',))


# ------------------------------------------------------------------ names


def unused_names(file: Read, others: Sequence[Read]) -> Iterator[Remark]:
    """Definitions that neither the file nor any other in sight uses. Every mention of the word counts as a use, in
    whatever sense: who is to be told that a name is of no use must not have used it.
    """
    defines = [s for s in file.tree.statements if isinstance(s, n.Define)]
    if not defines or not _has_rules([file, *others]):
        return
    users = [other for other in others if other.source is not file.source and _uses(other.tree)]
    if not _has_rules([file]) and not users:
        return
    for define in defines:
        word = fold(define.name.text)
        own = (s for s in file.tree.statements if s is not define)
        elsewhere = (s for other in users for s in other.tree.statements)
        if any(word in words(s) for s in (*own, *elsewhere)):
            continue
        message = f"`{define.name.text}` is defined and never used"
        yield Remark(UNUSED, message, Label(file.source, define.name.span))


def _has_rules(files: Sequence[Read]) -> bool:
    return any(isinstance(s, n.Rule) for file in files for s in file.tree.statements)


def _uses(tree: n.RuleFile) -> bool:
    return any(isinstance(s, n.Use) for s in tree.statements)


def words(node: object) -> set[str]:
    """Every name within a node, as it is looked up."""
    match node:
        case n.Name(text=text):
            return {fold(text)}
        case tuple():
            return {word for part in node for word in words(part)}
        case n.Node():
            parts = (getattr(node, name) for name in node.__dataclass_fields__ if name != "span")
            return {word for part in parts for word in words(part)}
    return set()


# ------------------------------------------------------------------ kinds


def unread_kinds(
    file: Read, others: Sequence[Read], rules: Sequence[p.Rule], vocabulary: Vocabulary
) -> Iterator[Remark]:
    """Kinds that no rule reads, and fields added to a kind of which no rule reads any.

    A kind that a field leads to which is read is needed; so is one that a rule of another file in sight names.
    """
    kinds = [s for s in file.tree.statements if isinstance(s, n.KindDecl)]
    if not kinds or not rules:
        return
    reads: dict[str, set[str]] = {}
    for rule in rules:
        for name, fields in rule.reads.items():
            reads.setdefault(name, set()).update(fields)
    needed = {
        kind
        for name, fields in reads.items()
        for field in fields
        for kind in vocabulary.kinds[name].fields[field].type.kinds
    }
    mentioned = {
        word
        for other in others
        for s in other.tree.statements
        if isinstance(s, n.Rule | n.Define)
        for word in words(s)
    }
    for declared in kinds:
        name = fold(declared.name.text)
        kind = vocabulary.kinds[name]
        own = {fold(field.name.text) for field in declared.fields}
        if own >= kind.fields.keys() - {"id", "excerpt", "note"}:
            used = name in reads or name in needed or bool({name, kind.plural} & mentioned)
            message = f"no rule reads `{declared.name.text}`"
        else:
            used = bool(own & (reads.get(name, set()) | mentioned))
            message = f"no rule reads what is added to `{declared.name.text}`"
        if not used:
            yield Remark(UNREAD, message, Label(file.source, declared.name.span))
