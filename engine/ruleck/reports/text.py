"""Findings as people read them: a block each, with the lines that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.facts.record import Place, Record
from ruleck.reports.brief import SHOWN_FACTS, accepted, counted, places, reason
from ruleck.reports.checked import PARTIAL, Asked, Checked, Closing, Waived, story_place
from ruleck.reports.diagnostics import codes_of, explained, mistake_text
from ruleck.reports.snippet import WIDTH, Marked, printable, wrap
from ruleck.reports.tally import tally


class TextForm:
    """The text report; `quiet` leaves out the tally."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._paint = asked.paint
        self._unchecked = 0
        self._codes: list[str] = []

    def document(self, checked: Checked) -> str:
        """The mistakes or the findings of one document."""
        if checked.story is None:
            self._unchecked += 1
        return self._mistakes(checked.mistakes) + self._findings(checked.findings) + self._waived(checked.waived)

    def closing(self, closing: Closing) -> str:
        """What is said over all documents, and the tally."""
        blocks = self._mistakes(closing.mistakes) + self._findings(closing.findings) + self._waived(closing.waived)
        # With a mistake in the rules nothing was checked, and there is nothing to count.
        nothing = closing.mistakes and not closing.summary.documents
        rows = [] if self._asked.quiet or nothing else tally(closing, self._unchecked, self._asked)
        # Told even to who asked for quiet: silence would say that the rest is in order.
        rows += [PARTIAL] if closing.partial else []
        told = "".join(f"{line}\n" for row in rows for line in wrap(row, WIDTH))
        return blocks + ("" if self._asked.quiet else explained(self._codes)) + told

    def _mistakes(self, mistakes: Iterable[Diagnostic]) -> str:
        found = list(mistakes)
        self._codes += [code for code in codes_of(found) if code not in self._codes]
        return "".join(f"{mistake_text(mistake, self._paint)}\n" for mistake in found)

    def _findings(self, findings: Iterable[Finding]) -> str:
        return "".join("\n".join(self._block(finding)) + "\n\n" for finding in findings if self._asked.lists(finding))

    def _waived(self, waived: Iterable[Waived]) -> str:
        """The findings that somebody accepts, for those who ask for more than the tally."""
        rows = []
        for each in waived if self._asked.verbose else ():
            rows += [f"{self._paint('info', 'waived')}: {each.finding.rule}", f"  {places(each.finding)}"]
            rows += [*_paragraph(each.finding.message), *_paragraph(accepted(each.waiver)), ""]
        return "".join(f"{row}\n" for row in rows)

    def _block(self, finding: Finding) -> Iterator[str]:
        if finding.verdict == "violated":
            yield f"{self._paint(finding.severity, finding.severity)}: {finding.rule}"
            yield from _lines(finding)
        else:
            yield f"{self._paint('undecided', 'undecided')}: {finding.rule}"
            yield f"  {places(finding)}"
            yield from _paragraph(finding.message)
        if why := reason(finding):
            yield from _paragraph(why)


def _lines(finding: Finding) -> Iterator[str]:
    """The lines of the facts and of the story which show a finding, the message at the fact that it is reported at."""
    facts = finding.facts or (finding.focus,)
    shown = [finding.focus, *(fact for fact in facts if fact is not finding.focus)][:SHOWN_FACTS]
    marks: list[Marked] = []
    for fact in shown:
        place = _fact_place(fact, finding)
        if place is not None:
            marks.append(Marked(place.source, place.span, finding.message if fact is finding.focus else ""))
    groups = _by_file(marks)
    excerpts = [place for fact in shown if (place := story_place(finding, fact)) is not None]
    groups += _by_file([Marked(place.source, place.span) for place in excerpts])
    gutter = max((len(str(mark.line)) for group in groups for mark in group), default=0)
    if not marks:
        yield f"  {places(finding)}"
        yield from _paragraph(finding.message)
    for group in groups:
        source, at = group[0].source, group[0].source.position(group[0].span.start)
        yield f"  {printable(source.path)}:{at.line}:{at.column}"
        for mark in sorted(group, key=lambda mark: (mark.line, mark.span.start)):
            yield from mark.rows(gutter)
    if len(facts) > len(shown):
        yield f"  and {counted(len(facts) - len(shown), 'more fact', 'more facts')}"


def _by_file(marks: list[Marked]) -> list[list[Marked]]:
    groups: dict[str, list[Marked]] = {}
    for mark in marks:
        groups.setdefault(mark.source.path, []).append(mark)
    return list(groups.values())


def _fact_place(record: Record, finding: Finding) -> Place | None:
    """Where a fact is best shown: whole if it stands on one line, else at the first value that the message tells."""
    story = record.story
    whole = story.at(record.pointer) if story is not None else None
    if story is None or whole is None:
        return None
    source, span = whole.source, whole.span
    if source.position(span.start).line == source.position(max(span.start, span.end - 1)).line:
        return whole
    for field in (finding.field, f"{finding.field}_file"):  # a body may stand in a file of its own
        place = story.at(f"{record.pointer}/{field}") if finding.field in record.fields else None
        if place is not None and place.span != whole.span:
            return place
    return whole


def _paragraph(text: str) -> list[str]:
    return [f"  {line}" for line in wrap(printable(text), WIDTH - 2)]
