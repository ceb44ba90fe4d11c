"""`# ruleck: allow R101 because …`: comments by which authors silence a lint, and the lint of such comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ruleck.diagnostics import Label
from ruleck.lint.definitions import BY_CODE
from ruleck.lint.remark import Edit, Remark
from ruleck.source import Source, Span
from ruleck.syntax import nodes as n
from ruleck.syntax.layout import comments

IDLE = BY_CODE["R401"]
_ADDRESSED = re.compile(r"#\s*ruleck:\s*", re.IGNORECASE)
_ALLOW = re.compile(
    r"#\s*ruleck:\s*allow\s+(?P<codes>[A-Z]\d+(?:(?:\s*,\s*|\s+and\s+)[A-Z]\d+)*)(?P<reason>\s+because\s+\S.*)?\s*$",
    re.IGNORECASE,
)
_HOW = "write `# ruleck: allow R101 because …`, with the reason, on a statement or right above it"


@dataclass(frozen=True, slots=True)
class Allow:
    """A comment that silences: which codes, and in which statement (none where it stands beside none).

    `wrong` says what keeps it from being understood.
    """

    source: Source
    span: Span
    codes: tuple[str, ...]
    statement: Span | None
    wrong: str = ""


def allows(source: Source, tree: n.RuleFile) -> list[Allow]:
    """The comments of a file that are addressed to ruleck."""
    lines = [
        (source.position(s.span.start).line, source.position(s.span.end).line, s.span) for s in tree.statements
    ]
    found = []
    for span in comments(source):
        text = source.text[span.start : span.end]
        if not _ADDRESSED.match(text):
            continue
        line = source.position(span.start).line
        beside = next((at for first, last, at in lines if first <= line <= last), None) or _below(source, line, lines)
        found.append(_read(source, span, text, beside))
    return found


def _below(source: Source, line: int, lines: Sequence[tuple[int, int, Span]]) -> Span | None:
    """The statement right below a comment, or below the comments that follow it."""
    for first, _, at in lines:
        if first > line:
            between = (source.line(number).lstrip() for number in range(line, first))
            return at if all(text.startswith("#") for text in between) else None
    return None


def _read(source: Source, span: Span, text: str, statement: Span | None) -> Allow:
    match = _ALLOW.match(text)
    if match is None:
        return Allow(source, span, (), statement, "is addressed to ruleck and not understood")
    codes = tuple(code.upper() for code in re.findall(r"[A-Za-z]\d+", match["codes"]))
    unknown = [code for code in codes if code not in BY_CODE]
    if unknown:
        return Allow(source, span, (), statement, f"names `{unknown[0]}`, and there is no such lint")
    if match["reason"] is None:
        return Allow(source, span, (), statement, "gives no reason, so it silences nothing")
    if statement is None:
        return Allow(source, span, (), statement, "stands beside no statement")
    return Allow(source, span, codes, statement)


def silenced(remarks: Sequence[Remark], allowed: Sequence[Allow]) -> list[Remark]:
    """The remarks that nobody allowed, and one for each comment that silences nothing."""
    used: set[tuple[int, str]] = set()
    kept = []
    for remark in remarks:
        at = remark.at.span.start
        mine = [
            (number, remark.lint.code)
            for number, allow in enumerate(allowed)
            if allow.source is remark.at.source
            and allow.statement is not None
            and allow.statement.start <= at <= allow.statement.end
            and remark.lint.code in allow.codes
        ]
        used.update(mine)
        if not mine:
            kept.append(remark)
    for number, allow in enumerate(allowed):
        place = Label(allow.source, allow.span)
        if allow.wrong:
            kept.append(Remark(IDLE, f"this comment {allow.wrong}", place, (), (_HOW,)))
            continue
        idle = [code for code in allow.codes if (number, code) not in used]
        if idle:
            edits = (Edit(_whole(allow), ""),) if len(idle) == len(allow.codes) else ()
            message = f"there is no {' and no '.join(f'`{code}`' for code in idle)} here to allow"
            kept.append(Remark(IDLE, message, place, (), (), edits))
    return kept


def _whole(allow: Allow) -> Span:
    """A comment with its line, where it has one to itself, or else with the space before it."""
    text = allow.source.text
    start = len(text[: allow.span.start].rstrip(" \t"))
    if start == 0 or text[start - 1] == "\n":
        end = text.find("\n", allow.span.end) + 1
        return Span(start, end or len(text))
    return Span(start, allow.span.end)
