"""What a facts document promises in its comments: `# violated: rule-id` on the line of the fact.

A comment is a YAML comment that begins with `violated:`, `undecided:` or `ok:`, each perhaps after `todo`. Several
rules stand behind commas, several promises behind semicolons; a cause stands in brackets after an undecided rule. What
follows another ` #` is a remark of the author's.

It speaks of the facts that begin on its line. On a line of its own, or behind a key whose value stands below, it speaks
of the next line that holds something. Where no fact begins there, it speaks of the innermost fact that goes on there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.document import Layout
from ruleck.facts.record import Record, Story
from ruleck.facts.yaml_text import read_yaml
from ruleck.source import Source, Span
from ruleck.values.text import nearest
from ruleck.values.truth import CAUSES

Verdict = Literal["violated", "undecided", "ok"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

# A comment that may be one of ours: misspelt words are looked at, too.
_COMMENT = re.compile(
    r"(?:(?<=\s)|^)#[ \t]*(?=(?:todo[ \t]+)?([a-z]+)[ \t]*:[ \t]*([^\s,;()]*))", re.MULTILINE | re.IGNORECASE
)
_PROMISE = re.compile(r"\s*(todo\s+)?(\w+)\s*:\s*", re.IGNORECASE)
_RULE = re.compile(r"\s*([^\s,;()]+)(?:\s*\(\s*([^()]*?)\s*\))?\s*$")
_ALONE = re.compile(r"\s*(?:(?:-\s+)*(?:[\w-]+|\"[^\"]*\"|'[^']*')\s*:)?\s*$")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One promise: what is found by a rule of the facts that begin on `line`.

    `cause` is that of an undecided finding, where it matters; `todo` marks what is known not to come out yet; `at` is
    where the promise is written.
    """

    verdict: Verdict
    rule: str
    cause: str | None
    todo: bool
    line: int
    at: Label


def promises(source: Source, rules: Collection[str]) -> bool:
    """Whether a document promises anything, or tries to."""
    return any(_meant(match, rules) for match in _COMMENT.finditer(source.text))


def read_expectations(
    source: Source, lines: Lines, rules: Collection[str]
) -> tuple[list[Expectation], list[Diagnostic]]:
    """The promises of a document, in its order, and the mistakes in them. `rules` are the ids that there are."""
    expectations: list[Expectation] = []
    mistakes: list[Diagnostic] = []
    for match in _COMMENT.finditer(source.text):
        if not _meant(match, rules) or lines.within_text(match.start()):
            continue
        text = re.split(r"\s#", source.text[match.end() :].split("\n", 1)[0], maxsplit=1)[0]
        line = lines.spoken_of(match.start())
        for part, start in _parts(text, match.end(), ";"):
            for found in _read(source, part, start, line, rules):
                if isinstance(found, Diagnostic):
                    mistakes.append(found)
                else:
                    expectations.append(found)
    return expectations, mistakes


def _meant(match: re.Match[str], rules: Collection[str]) -> bool:
    """Whether a comment is a promise. With a misspelt word it is one if a rule follows."""
    word = match[1].lower()
    return word in VERDICTS or (match[2] in rules and bool(nearest(word, VERDICTS)))


def _read(
    source: Source, part: str, start: int, line: int | None, rules: Collection[str]
) -> Iterator[Expectation | Diagnostic]:
    """The promises of one part: `todo violated: a, b`."""
    label = Label(source, _trimmed(part, start))
    head = _PROMISE.match(part)
    if head is None:
        note = "a promise is written `violated: RULE`, `undecided: RULE` or `ok: RULE`, several with `;` between"
        yield Diagnostic("no-promise", f"`{part.strip()}` is no promise", (label,), (note,))
        return
    verdict = next((verdict for verdict in VERDICTS if verdict == head[2].lower()), None)
    if verdict is None:
        near = nearest(head[2], VERDICTS)
        note = f"did you mean `{near[0]}:`?" if near else "the words are `violated`, `undecided` and `ok`"
        yield Diagnostic("no-promise", f"`{head[2]}:` promises nothing", (label,), (note,))
        return
    if line is None:
        note = "it speaks of the facts on its own line, or below it where it has a line to itself"
        yield Diagnostic("no-fact-here", "this comment stands where no fact does", (label,), (note,))
        return
    for name, at in _parts(part[head.end() :], start + head.end(), ","):
        place = Label(source, _trimmed(name, at))
        found = _RULE.match(name)
        if found is None:
            note = "rules stand with `,` between; a remark of your own goes after another ` #`"
            yield Diagnostic("no-such-rule", f"`{name.strip()}` is no rule's name", (place,), (note,))
        elif found[1] not in rules:
            near = nearest(found[1], rules)
            notes = (f"did you mean `{near[0]}`?",) if near else ()
            yield Diagnostic("no-such-rule", f"there is no rule `{found[1]}` here", (place,), notes)
        elif found[2] is not None and (verdict != "undecided" or found[2] not in CAUSES):
            causes = ", ".join(CAUSES)
            note = f"in brackets stands why a case is undecided: {causes}"
            yield Diagnostic("no-promise", f"`({found[2]})` is no cause of `{verdict}`", (place,), (note,))
        else:
            yield Expectation(verdict, found[1], found[2], head[1] is not None, line, place)


def _parts(text: str, start: int, separator: str) -> Iterator[tuple[str, int]]:
    """The parts of a text, each with the offset at which it begins."""
    for part in text.split(separator):
        yield part, start
        start += len(part) + 1


def _trimmed(text: str, start: int) -> Span:
    inner = text.strip()
    begin = start + (text.index(inner) if inner else 0)
    return Span(begin, begin + max(len(inner), 1))


# ------------------------------------------------------------------ where things stand


class Lines:
    """The lines of a document: on which its facts begin and end, and where its texts stand."""

    def __init__(self, source: Source, story: Story) -> None:
        self._source = source
        layout = Layout()
        read_yaml(source, layout)
        self._begins: dict[str, int] = {}
        self._spans: list[tuple[int, int]] = []
        for records in story.records.values():
            for record in records:
                # An article that the document does not have stands nowhere.
                if record.pointer in layout.values:
                    start, end = layout.values[record.pointer]
                    first = self._begins[record.pointer] = source.position(start).line
                    self._spans.append((first, source.position(max(start, end - 1)).line))
        parents = {pointer.rpartition("/")[0] for pointer in layout.values if pointer}
        self._first = set(self._begins.values())
        self._rows = source.text.split("\n")
        # Invariant: no two of them overlap.
        self._texts = sorted(self._text(*span) for pointer, span in layout.values.items() if pointer not in parents)

    def begins(self, record: Record) -> int | None:
        """The line on which a fact begins; of one that stands for a link, that of the fact which has the link."""
        pointer = record.pointer
        while pointer and pointer not in self._begins:
            pointer = pointer.rpartition("/")[0]
        return self._begins.get(pointer)

    def spoken_of(self, offset: int) -> int | None:
        """The line on which the facts begin that a comment speaks of."""
        at = self._source.position(offset)
        line = at.line
        if line not in self._first and _ALONE.match(self._source.text[offset - at.column + 1 : offset]):
            line = self._next(line)
        if line in self._first:
            return line
        return max((begin for begin, end in self._spans if begin <= line <= end), default=None)

    def within_text(self, offset: int) -> bool:
        """Whether an offset lies in a text: a `#` there begins no comment."""
        before = bisect_left(self._texts, (offset,)) - 1
        return before >= 0 and offset < self._texts[before][1]

    def _text(self, start: int, end: int) -> tuple[int, int]:
        # Behind the sign that begins a text in lines of its own, a comment may stand.
        if self._source.text[start : start + 1] in ("|", ">"):
            start = max(start, self._source.text.find("\n", start))
        return start, end

    def _next(self, line: int) -> int:
        """The next line that holds more than a comment; this one if there is none."""
        after = enumerate(self._rows[line:], line + 1)
        return next((number for number, text in after if text.strip() and not text.lstrip().startswith("#")), line)
