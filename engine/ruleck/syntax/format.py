"""Lays a rule file out in the one canonical way.

The words of a statement (words.py) are put in lines (lines.py), the statements and the comments between them one below
the other:

- A rule that is only its sentence stands on one line if it fits: `rule ID: quotes must name a speaker`. Any other has a
  line for each clause, and for each fact of an example.
- Statements of more than one line have an empty line around them. Between those of one line, and below a comment, one
  empty line stays if there were any.
- A comment stays behind the word that it stood behind, or alone on its line between the same words.

Invariants: what is laid out reads back as the same tree, save that a bare sentence whose id would change gets its old
id as a name; laying it out again changes nothing; all comments are there, in their order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import takewhile
from typing import assert_never

from ruleck.diagnostics import Diagnostic
from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.layout import cut
from ruleck.syntax.lines import WIDTH, add_comments, example, field, prose
from ruleck.syntax.parse import parse, rule_id, slug
from ruleck.syntax.words import THE, Comment, Word, comments_of, joined, with_comments, words_of

_CLAUSES = frozenset({"_SEVERITY", "_TAGS", "_SEE", "ACROSS", "_FOR_EACH", "_WHEN", "_UNLESS", "_BECAUSE", "EXAMPLE"})
# What stands around the body of a rule, so that it cannot stand on one line.
_AROUND = frozenset({"_SEVERITY", "_TAGS", "_SEE", "_BECAUSE", "EXAMPLE"})


def format_file(source: Source) -> tuple[str, list[Diagnostic]]:
    """The file in its canonical layout; as it is, and what is wrong with it, if there is a mistake in it.

    Line breaks stay those of the file's first one.

    >>> format_file(Source("house.ruleck", "Quotes  must\\n name a speaker.  # who?"))
    ('Quotes must name a speaker  # who?\\n', [])
    """
    text = source.text.replace("\r\n", "\n")
    read = Source(source.path, text, source.first_line)
    tree, mistakes = parse(read)
    if mistakes:
        return source.text, mistakes
    formatted = _laid_out(read, tree)
    again, mistakes = parse(Source(source.path, formatted))
    # The last line of defence: nobody's rules are replaced by others.
    if mistakes or not _same(_unnamed(again, tree), tree):
        raise AssertionError("a file reads otherwise once it is formatted")
    windows = source.text.find("\r\n") == source.text.find("\n") - 1 and "\r\n" in source.text
    return formatted.replace("\n", "\r\n") if windows else formatted, []


@dataclass(frozen=True, slots=True)
class _Piece:
    """A statement, or a comment between statements: its stretch of the file, and its lines in the new one."""

    start: int
    end: int
    lines: list[str]
    is_comment: bool

    @property
    def is_long(self) -> bool:
        return len(self.lines) > 1


def _laid_out(source: Source, tree: n.RuleFile) -> str:
    pieces = list(_pieces(source, tree))
    lines: list[str] = []
    for index, piece in enumerate(pieces):
        if index and _is_apart(pieces, index, source):
            lines.append("")
        lines += piece.lines
    return "".join(f"{line}\n" for line in lines)


def _is_apart(pieces: Sequence[_Piece], index: int, source: Source) -> bool:
    """Whether an empty line stands above a piece."""
    above, piece = pieces[index - 1], pieces[index]
    if _are_apart(above, piece, source) or above.is_long:
        return True
    # The comments right above a statement belong to it.
    below = [piece]
    for other in pieces[index + 1 :]:
        if not below[-1].is_comment or _are_apart(below[-1], other, source):
            break
        below.append(other)
    return below[-1].is_long and not above.is_comment


def _are_apart(above: _Piece, below: _Piece, source: Source) -> bool:
    return source.text.count("\n", above.end, below.start) > 1


def _pieces(source: Source, tree: n.RuleFile) -> Iterator[_Piece]:
    comments = list(comments_of(source))
    cuts = cut(source)
    # Where the next statement starts. A file without statements has one bound too many.
    bounds = [*(statement.start for statement in cuts[1:]), len(source.text)]
    for statement, node, bound in zip(cuts, tree.statements, bounds, strict=False):
        words, end = words_of(statement, node.sentence.span.start if isinstance(node, n.Rule) else None)
        if isinstance(node, n.KindDecl):
            words = [word for word in words if word.kind != THE]
        start = words[0].start
        above = _take(comments, start)
        inside = _take(comments, end)
        # What follows the last word belongs to the statement as long as it is indented as the statement is.
        after = _take(comments, bound, below=True)
        yield from map(_loose, above)
        words = with_comments(words, [*inside, *after])
        yield _Piece(start, after[-1].span.end if after else end, _statement(node, words), is_comment=False)
    yield from map(_loose, comments)


def _take(comments: list[Comment], up_to: int, *, below: bool = False) -> list[Comment]:
    """The comments up to a place, taken off the list; those `below` a statement only until one stands at the margin."""
    taken = list(takewhile(lambda c: c.span.start < up_to and not (below and c.alone and c.at_margin), comments))
    del comments[: len(taken)]
    return taken


def _loose(comment: Comment) -> _Piece:
    return _Piece(comment.span.start, comment.span.end, [comment.text], is_comment=True)


# ------------------------------------------------------------------ one statement


def _statement(node: n.Statement, words: list[Word]) -> list[str]:
    match node:
        case n.Rule():
            return _rule(node, words)
        case n.KindDecl():
            return _kind(words)
        case n.Define() | n.Use():
            return _clause(words, 0, 2, _joints(node, words))
    assert_never(node)


def _rule(rule: n.Rule, words: list[Word]) -> list[str]:
    joints = _joints(rule, words)
    clauses = list(_clauses(words, rule.sentence.span.start))
    if rule.id is None:
        body = list(takewhile(lambda clause: clause[0].kind not in _AROUND, clauses))
        old = rule_id(rule)
        if slug(joined([word for clause in body for word in clause])) == old:
            first = _on_one_line(body) or [
                line for i, clause in enumerate(body) for line in _clause(clause, 2 if i else 0, 4, joints)
            ]
            return first + [line for clause in clauses[len(body) :] for line in _clause(clause, 2, 4, joints)]
        at = words[0].start
        clauses.insert(0, [Word("rule", "_RULE", at), Word(old, "ID", at), Word(":", "_COLON", at)])
    is_bare_of_more = rule.summary is None and not any(clause[0].kind in _AROUND for clause in clauses)
    return (is_bare_of_more and _on_one_line(clauses)) or [
        line for i, clause in enumerate(clauses) for line in _clause(clause, 2 if i else 0, 4, joints)
    ]


def _clauses(words: Sequence[Word], sentence_start: int) -> Iterator[list[Word]]:
    """The words of a rule, a list for its name and one for each clause."""
    clause: list[Word] = []
    said = False  # whether the sentence has begun
    for word in words:
        begins = word.kind in _CLAUSES or (word.start >= sentence_start and not said)
        if begins:
            said = said or word.start >= sentence_start
            # A `the` before it comes along.
            the = [clause.pop()] if clause and clause[-1].kind == THE else []
            if clause:
                yield clause
            clause = the
        clause.append(word)
    yield clause


def _on_one_line(clauses: Sequence[Sequence[Word]]) -> list[str]:
    """All of it on one line, with the comments that follow; no line if there is no room, or a comment inside."""
    words = [word for clause in clauses for word in clause]
    line = joined(words)
    if len(line) > WIDTH or any(word.comments for word in words[:-1]):
        return []
    lines = [line]
    add_comments(lines, words[-1].comments, 2)
    return lines


def _clause(words: Sequence[Word], indent: int, hanging: int, joints: frozenset[int]) -> list[str]:
    # Comments below a clause stand where the next one starts.
    last = words[-1]
    inner = [*words[:-1], replace(last, comments=())]
    is_example = any(word.kind == "EXAMPLE" for word in words[:2])
    lines = example(inner) if is_example else prose(inner, indent, hanging, joints)
    add_comments(lines, last.comments, 2)
    return lines


def _kind(words: Sequence[Word]) -> list[str]:
    colon = next(i for i, word in enumerate(words) if word.mark == ":")
    lines = _clause(words[: colon + 1], 0, 4, frozenset())
    rows: list[list[Word]] = [[]]
    for word in words[colon + 1 :]:
        if word.first_of_field:
            rows.append([])
        rows[-1].append(word)
    width = max(len(row[0].text) for row in rows)
    for name, *others in rows:
        row = [replace(name, text=name.text.ljust(width + 1)), *others]
        lines += field([*row[:-1], replace(row[-1], comments=())])
        add_comments(lines, row[-1].comments, 2)
    return lines


def _joints(statement: n.Statement, words: Sequence[Word]) -> frozenset[int]:
    """Where the words `and` and `or` stand that join conditions."""
    joiners = [word.start for word in words if word.kind in ("_AND", "_OR")]
    found = set()
    rest: list[object] = [statement]
    while rest:
        node = rest.pop()
        if isinstance(node, tuple):
            rest += node
        elif isinstance(node, n.Node):
            rest += [getattr(node, f.name) for f in fields(node)]
        if isinstance(node, n.And | n.Or):
            found |= {joiners[bisect_left(joiners, part.span.start) - 1] for part in node.parts[1:]}
    return frozenset(found)


def _unnamed(formatted: n.RuleFile, original: n.RuleFile) -> n.RuleFile:
    """The formatted file without the names that were given to bare sentences to keep their ids."""
    pairs = zip(formatted.statements, original.statements, strict=False)
    statements = tuple(
        replace(new, id=None)
        if isinstance(new, n.Rule) and isinstance(old, n.Rule) and old.id is None and rule_id(new) == rule_id(old)
        else new
        for new, old in pairs
    )
    return replace(formatted, statements=(*statements, *formatted.statements[len(statements) :]))


def _same(left: object, right: object) -> bool:
    """Whether two trees are equal, however deep they are."""
    pairs = [(left, right)]
    while pairs:
        one, other = pairs.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, tuple) and isinstance(other, tuple):
            if len(one) != len(other):
                return False
            pairs += zip(one, other, strict=True)
        elif isinstance(one, n.Node):
            pairs += [(getattr(one, f.name), getattr(other, f.name)) for f in fields(one) if f.compare]
        elif one != other:
            return False
    return True
