"""The whole page: what was found, in words and figures; each story with its notes and charts; how to read it.

The page is put together at the end of a run, because what stands at its top (the figures, the filters, the list of
stories) is known only then. What is kept until then is bounded: a story without findings is a line and its charts, and
once much text is shown, of further stories only what is around their marks; findings are never left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from ruleck import __version__
from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.chronicle import Chronicle, Series
from ruleck.evaluate.finding import Finding
from ruleck.facts.record import Record, Story
from ruleck.facts.waiver import Waiver
from ruleck.reports.brief import counted
from ruleck.reports.checked import PARTIAL, Asked, Checked, Closing, Waived
from ruleck.reports.diagnostics import mistake_text
from ruleck.reports.html.chart import Pair, figure
from ruleck.reports.html.contents import Row, contents
from ruleck.reports.html.file import whole
from ruleck.reports.html.filters import filter_style, filters
from ruleck.reports.html.frame import definitions, how_to_read
from ruleck.reports.html.languages import language_tag
from ruleck.reports.html.markup import Markup, joined, tag, text
from ruleck.reports.html.notes import Note, fact_lines, shown_note, spans, standing
from ruleck.reports.html.prose import Gap, Mark, paragraphs, unwrapped
from ruleck.reports.tally import tally
from ruleck.source import Span

# Characters of one story, and of all stories of a run, that are shown whole; beyond, what is around the marks.
WHOLE_STORY = 60_000
WHOLE_RUN = 2_000_000
# Charts of one story whose series is as it must be; those with a finding are all drawn, up to a number that no reader
# comes to.
MOST_CALM, MOST_CHARTS = 24, 200
# Stories beyond which a page is long.
MANY = 20
# Notes that stand beside a paragraph; more stand below it, in columns.
MOST_BESIDE = 8
_LONGEST_TITLE = 300


class HtmlForm:
    """The page, given whole as its last piece."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._chronicle = Chronicle(asked.program) if asked.program is not None else None
        rules = asked.program.rules if asked.program is not None else ()
        self._rules = {rule.id: number for number, rule in enumerate(rules, 1)}
        self._summaries = {rule.id: rule.summary for rule in rules}
        self._met: Counter[str] = Counter()
        self._facets: Counter[str] = Counter()
        self._rows: list[Row] = []
        self._sections: list[Markup] = []
        self._unchecked: list[tuple[str, tuple[Diagnostic, ...]]] = []
        self._notes = 0
        self._charts = 0
        self._text_left = WHOLE_RUN

    def document(self, checked: Checked) -> str:
        """Nothing yet: a story is kept for the page."""
        if checked.mistakes:
            self._unchecked.append((checked.path, checked.mistakes))
        if checked.story is None:
            return ""
        series = self._chronicle.check(checked.story) if self._chronicle is not None else ()
        notes = self._numbered(checked.findings, checked.waived)
        counts = Counter(key for note in notes for key in _counted(note))
        number = len(self._rows) + 1
        headline = checked.story.article.fields.get("headline")
        title = headline[:_LONGEST_TITLE] if isinstance(headline, str) else checked.path
        drawn = [each for each in series if len(each.points) > 1]
        row = Row(number, title, checked.path, counts, bool(notes or drawn))
        self._rows.append(row)
        if row.shown:
            self._sections.append(self._story(row, checked.story, notes, series))
        return ""

    def closing(self, closing: Closing) -> str:
        """The page."""
        series = self._chronicle.finish() if self._chronicle is not None else ()
        across = self._across(self._numbered(closing.findings, closing.waived), series)
        # A browser that has much to lay out does so as far as it is seen.
        many = "many" if len(self._sections) > MANY else None
        title = _headline(closing, len(self._unchecked))
        figures, *more = tally(closing, len(self._unchecked), replace(self._asked, verbose=True))
        body = joined(
            [
                definitions(),
                tag("a", "To the findings", class_="skip", href="#stories"),
                tag(
                    "header",
                    tag("p", "ruleck: a check before publishing", class_="kicker"),
                    tag("h1", title),
                    tag("p", figures, class_="figures"),
                    tag("p", f"{PARTIAL[:1].upper()}{PARTIAL[1:]}.", class_="partial") if closing.partial else None,
                ),
                tag(
                    "main",
                    _mistakes("What is wrong with the rules or the call", closing.mistakes),
                    joined(_mistakes(f"Not checked: {path}", mistakes) for path, mistakes in self._unchecked),
                    filters(self._met, self._facets, self._rules),
                    contents(self._rows),
                    tag("div", *self._sections, across, id="stories", tabindex="-1", class_=many),
                    how_to_read() if self._rows else None,
                ),
                _footer(more),
            ]
        )
        told = f"{title}: {self._rows[0].title}" if len(self._rows) == 1 else title
        return whole(told, body, filter_style(self._met, self._rules))

    # ------------------------------------------------------------------ notes

    def _numbered(self, findings: Sequence[Finding], waived: Sequence[Waived]) -> list[Note]:
        """Findings as notes, numbered as they are met in the text, then those without a place in it, then those that
        are folded away."""
        met: list[tuple[Finding, Waiver | None]] = [(finding, None) for finding in findings]
        met += [(accepted.finding, accepted.waiver) for accepted in waived]
        found = [(finding, waiver, () if finding.across else spans(finding)) for finding, waiver in met]
        found.sort(key=lambda each: (_folded(each[0]), each[2][0].span.start if each[2] else inf))
        notes = []
        for finding, waiver, places in found:
            if self._asked.undecided == "ignore" and finding.verdict == "undecided":
                continue
            self._notes += 1
            rule = self._rules.setdefault(finding.rule, len(self._rules) + 1)
            note = Note(finding, self._notes, rule, self._summaries.get(finding.rule), places, waiver=waiver)
            self._met[finding.rule] += 1
            self._facets.update(_facets(note))
            notes.append(note)
        return notes

    # ------------------------------------------------------------------ a story

    def _story(self, row: Row, story: Story, notes: list[Note], series: Sequence[Series]) -> Markup:
        figures, charted = self._figures(series, notes)
        notes = [replace(note, chart=charted.get(note.number)) for note in notes]
        lacking = [note for note in notes if note.verdict == "lacks a fact"]
        told = [note for note in notes if note.verdict != "lacks a fact"]
        content, beside = self._body(story, told)
        only = f"s{row.number}"
        return tag(
            "article",
            tag("header", tag("h2", text(row.title), dir="auto"), _story_line(row), class_="story-head"),
            content,
            _besides(beside),
            _charts(figures, folded=not told),
            _lacking(lacking),
            class_="story",
            id=only,
        )

    def _body(self, story: Story, notes: list[Note]) -> tuple[Markup | None, list[Note]]:
        """The story's text with its notes, and the notes that have no place in it."""
        body = story.body
        marks: list[Mark] = []
        placed: dict[str, Note] = {}
        beside: list[Note] = []
        for note in notes:
            found = [place.span for place in note.places if body is not None and place.source.path == body.path]
            found = [span for span in (_trimmed(body.text, span) for span in found) if span] if body else []
            if not found:
                beside.append(note)
                continue
            marked = []
            for n, span in enumerate(found):
                id = f"m{note.number}-{n}" if n else f"m{note.number}"
                marked.append((id, body.text[span.start : span.end] if body is not None else ""))
                marks.append(Mark(span, note.number, note.classes, note.words, id))
            placed[marked[0][0]] = replace(note, marks=tuple(marked))
        if body is None or not placed:
            return None, beside
        entire = len(body.text) <= min(WHOLE_STORY, self._text_left)
        if entire:
            self._text_left -= len(body.text)
        # A row is a paragraph with notes and those without that follow, so that notes may reach down beside these.
        rows: list[list[Markup]] = [[]]
        for part in paragraphs(unwrapped(body.text), marks, whole=entire):
            if isinstance(part, Gap):
                rows[-1].append(tag("p", f"{part.size:,} characters without a finding are left out", class_="gap"))
                continue
            margin = [shown_note(placed[id], 4) for id in part.ends if id in placed]
            if margin:
                rows.append([])
            rows[-1].append(tag("p", part.content, dir="auto"))
            many = "margin many" if len(margin) > MOST_BESIDE else "margin"
            rows[-1] += [tag("div", *margin, class_=many)] if margin else []
        heading = tag("h3", "The text and what was found in it")
        written = story.article.fields.get("language")
        lang = language_tag(written) if isinstance(written, str) else None
        prose = [tag("div", *row, class_="row") for row in rows if row]
        return tag("section", heading, tag("div", *prose, class_="prose", lang=lang)), beside

    # ------------------------------------------------------------------ charts

    def _figures(self, series: Sequence[Series], notes: Sequence[Note]) -> tuple[list[Markup], dict[int, str]]:
        """The figures of some series, those with a finding first, and the figure that shows each note."""
        by_first: dict[tuple[str, ...], list[Note]] = {}
        for note in notes:
            if len(note.finding.facts) == 2 and note.verdict != "lacks a fact":
                by_first.setdefault((note.finding.rule, *_key(note.finding.facts[0])), []).append(note)
        drawn = [(each, _pairs(each, by_first)) for each in series if len(each.points) > 1]
        marked = [entry for entry in drawn if entry[1]][:MOST_CHARTS]
        # The same course of the same facts is drawn once, however many rules it is right by.
        same: dict[object, list[Series]] = {}
        for each, pairs in drawn:
            if not pairs:
                same.setdefault(_course(each), []).append(each)
        figures, charted = [], {}
        told = len(marked)
        for each, pairs in marked:
            also = same.pop(_course(each), [])
            figures.append(self._figure(each, pairs, also))
            charted.update({pair.note: f"c{self._charts}" for pair in pairs if pair.note is not None})
            told += len(also)
        for each, *also in list(same.values())[:MOST_CALM]:
            figures.append(self._figure(each, [], also))
            told += 1 + len(also)
        left = len(drawn) - told
        if left:
            figures.append(tag("p", f"{left:,} more series are not drawn.", class_="remarks"))
        return figures, charted

    def _figure(self, series: Series, pairs: Sequence[Pair], also: Sequence[Series]) -> Markup:
        self._charts += 1
        return figure(series, pairs, f"c{self._charts}", [standing(fact) for fact in series.facts], also)

    def _across(self, notes: list[Note], series: Sequence[Series]) -> Markup | None:
        figures, charted = self._figures(series, notes)
        if not notes and not figures:
            return None
        notes = [replace(note, chart=charted.get(note.number)) for note in notes]
        told = [note for note in notes if note.verdict != "lacks a fact"]
        return tag(
            "article",
            tag("header", tag("h2", "Across the stories"), class_="story-head"),
            _besides(told),
            _charts(figures, folded=not told),
            _lacking([note for note in notes if note.verdict == "lacks a fact"]),
            class_="story",
            id="across",
        )

    # ------------------------------------------------------------------ around the stories


# ------------------------------------------------------------------ parts


def _facets(note: Note) -> tuple[str, str]:
    return note.finding.severity, note.verdict.split()[0]


def _counted(note: Note) -> tuple[str, ...]:
    """What a note counts as in the list of stories: once, by its severity only where something is to be put right."""
    severity, verdict = _facets(note)
    return (severity, verdict) if verdict == "violated" else (verdict,)


def _folded(finding: Finding) -> bool:
    """Whether a finding is of those that are folded away."""
    return finding.cause == "missing"


def _trimmed(body: str, span: Span) -> Span | None:
    """A stretch without white space at its ends."""
    words = body[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if start < end else None


def _key(fact: Record) -> tuple[str, str]:
    """What a fact is known by in a run; `across articles` rules see copies."""
    return fact.story.path if fact.story is not None else "", fact.pointer


def _course(series: Series) -> object:
    """What makes two series the same to look at."""
    return tuple(map(_key, series.facts)), series.points


def _pairs(series: Series, by_first: Mapping[tuple[str, ...], Sequence[Note]]) -> list[Pair]:
    """The pairs of a series that findings are about, those that are violated first. `by_first` are the notes by their
    rule and first fact."""
    keys = [_key(fact) for fact in series.facts]
    at = {key: number for number, key in reversed(list(enumerate(keys)))}
    found = []
    for earlier, key in enumerate(keys):
        for note in by_first.get((series.rule.id, *key), ()):
            later = at.get(_key(note.finding.facts[1]))
            if later is not None and at[key] == earlier:
                found.append(Pair(earlier, later, note.finding.verdict, note.number, note.finding.message))
    return sorted(found, key=lambda pair: (pair.role != "violated", pair.note))


def _story_line(row: Row) -> Markup:
    counts = [f"{row.counts[key]:,} {label}" for key, label in _COUNTED if row.counts[key]]
    words = ", ".join(counts) or "nothing found"
    return tag("p", tag("span", row.path, class_="path"), " ", tag("span", words))


_COUNTED = (("violated", "violated"), ("undecided", "undecided"), ("lacks", "lacking a fact"), ("waived", "waived"))


def _besides(notes: Sequence[Note]) -> Markup | None:
    """Notes beside the lines of the facts: the text says nothing of these."""
    if not notes:
        return None
    rows = [
        tag("div", tag("div", fact_lines(note)), tag("div", shown_note(note, 4), class_="margin"),
            class_=f"row beside {note.classes}")
        for note in notes
    ]  # fmt: skip
    return tag("section", tag("h3", "In the facts"), *rows, class_="facts")


def _charts(figures: Sequence[Markup], *, folded: bool) -> Markup | None:
    if not figures:
        return None
    heading = "The series that the rules read"
    inside = tag("div", *figures, class_="charts")
    if folded:
        return tag("details", tag("summary", heading), inside, class_="folded")
    return tag("section", tag("h3", heading), inside)


def _lacking(notes: Sequence[Note]) -> Markup | None:
    if not notes:
        return None
    what = counted(len(notes), "check that lacked a fact", "checks that lacked a fact")
    return tag(
        "details",
        tag("summary", what),
        tag("div", *(shown_note(note, 3) for note in notes), class_="lacking"),
        class_="folded",
    )


def _mistakes(heading: str, mistakes: Sequence[Diagnostic]) -> Markup | None:
    if not mistakes:
        return None
    told = [tag("pre", mistake_text(mistake), tabindex="0") for mistake in mistakes]
    return tag("section", tag("h2", heading), *told, class_="mistakes")


def _headline(closing: Closing, unchecked: int) -> str:
    """The verdict in words."""
    summary = closing.summary
    if closing.mistakes and not summary.documents and any(m.severity == "error" for m in closing.mistakes):
        return "Nothing was checked"
    parts = [counted(summary.violated, "finding to put right", "findings to put right")] if summary.violated else []
    parts += [f"{summary.undecided:,} left open by the facts"] if summary.undecided else []
    parts += [counted(unchecked, "story not checked", "stories not checked")] if unchecked else []
    return ", ".join(parts) or "Nothing to put right"


def _footer(remarks: Sequence[str]) -> Markup:
    made = f"Made by ruleck {__version__}. This page is one file and loads nothing."
    return tag("footer", *(tag("p", f"{row[:1].upper()}{row[1:]}.") for row in remarks), tag("p", made))
