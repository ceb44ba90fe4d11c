"""A finding as a note in the margin: the verdict in a word, what is wrong, why, where, and what would decide it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruleck.diagnostics import Label
from ruleck.evaluate.finding import FOUND, Finding
from ruleck.evaluate.naming import describe, shorten
from ruleck.facts.record import Place, Record
from ruleck.facts.waiver import Waiver
from ruleck.reports.checked import document_path, story_place
from ruleck.reports.fingerprint import fingerprint
from ruleck.reports.html.markup import Markup, joined, tag
from ruleck.reports.place import SENTENCE, fact_place

# So many facts of one finding are listed by their places; the others are counted.
_MOST_FACTS = 8
_LONGEST_LINE = 240
_MOST_LINES = 8
_AROUND = 70
# What ends a sentence of the engine's that says what would decide an open case.
_DECIDES = " would decide it"
_OPEN = {
    "uncertain": "a figure or a date that is known more closely",
    "open": "what the facts leave open with a question mark",
    "unit": "the figures in one unit",
    "division": "a figure to divide by that cannot be zero",
    "empty": "at least one fact to take it from",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its number on the page and what the filters know it by.

    `rule` is the number of its rule and `summary` what that is about. `places` are where its facts stand in the story's
    text; `marks` are its marks there, each by its id and the words in it, the first one that of the fact it is reported
    at; `chart` is the id of the figure that shows it; `waiver` is the one of a finding which somebody accepts.
    """

    finding: Finding
    number: int
    rule: int
    summary: str | None = None
    places: tuple[Place, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    chart: str | None = None
    waiver: Waiver | None = None

    @property
    def verdict(self) -> str:
        """The verdict in a word."""
        if self.waiver is not None:
            return "waived"
        if self.finding.cause == "missing":
            return "lacks a fact"
        return self.finding.verdict

    @property
    def classes(self) -> str:
        """What style and filters know it by."""
        return f"s-{self.finding.severity} v-{self.verdict.split()[0]} r{self.rule}"

    @property
    def words(self) -> str:
        """What a link to it is called."""
        return f"note {self.number}: {self.verdict}, {self.finding.severity}"

    @property
    def shape(self) -> str:
        """Its sign, which differs in shape."""
        if self.verdict == "violated":
            return self.finding.severity
        return "waived" if self.waiver is not None else "undecided"


def shown_note(note: Note, level: int) -> Markup:
    """A note. `level` is that of its heading."""
    finding = note.finding
    message, decides = _parted(finding)
    return tag(
        "div",
        tag(
            f"h{level}",
            icon(note.shape),
            tag("span", note.verdict.capitalize(), class_="verdict"),
            " ",
            tag("span", finding.severity, class_="severity"),
            " ",
            tag("span", str(note.number), class_="number"),
        ),
        tag("p", message, class_="message"),
        _waiver(note.waiver) if note.waiver is not None else None,
        tag("p", tag("b", "What would decide it: "), decides, class_="decides") if decides else None,
        tag("p", tag("b", "Because "), finding.because.strip(), class_="because") if finding.because else None,
        _values(finding),
        tag("ul", *_links(note), class_="places"),
        class_=f"note {note.classes}",
        id=f"n{note.number}",
        tabindex="-1",
        data_fingerprint=fingerprint(finding),
    )


def icon(shape: str) -> Markup:
    """The sign of a verdict; the word beside it says the same."""
    return tag("svg", tag("use", href=f"#i-{shape}"), class_=f"icon {shape}", aria_hidden="true", viewBox="0 0 16 16")


def _parted(finding: Finding) -> tuple[str, str]:
    """The message, and what would decide an open case."""
    message = finding.message
    if finding.verdict == "violated":
        return message, ""
    said, _, last = message.rpartition("; ")
    if said and last.endswith(_DECIDES):
        return said, last.removesuffix(_DECIDES)
    if finding.cause == "missing":
        return message, f"stating {', '.join(finding.missing)}" if finding.missing else "stating what is not stated"
    return message, _OPEN.get(finding.cause or "", "")


def _waiver(waiver: Waiver) -> Markup:
    """Why a finding is accepted, on whose word, and until when."""
    if waiver.origin == "baseline":
        return tag("p", tag("b", "Known: "), "it is in the baseline, and only new ones like it count", class_="waiver")
    by = f", by {waiver.by}" if waiver.by else ""
    until = f", until {waiver.until}" if waiver.until else ""
    at = f" ({_line(waiver.at)})" if waiver.at is not None else ""
    return tag("p", tag("b", f"Accepted{by}{until}: "), waiver.reason, tag("span", at, class_="path"), class_="waiver")


def _values(finding: Finding) -> Markup | None:
    """The values that the message does not tell; one that was cut short tells nothing."""
    told = finding.message
    entries = [
        (name, value)
        for name, value in finding.values.items()
        if name != FOUND and value not in told and value != "not stated" and not value.endswith("…")
    ]
    if not entries:
        return None
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in entries))


def _links(note: Note) -> list[Markup]:
    finding = note.finding
    rows = []
    if note.marks:
        backs = [tag("a", f"“{shorten(words)}”", href=f"#{id}") for id, words in note.marks[:_MOST_FACTS]]
        rows.append(tag("li", "In the text: ", joined(joined([", " if n else "", a]) for n, a in enumerate(backs))))
    if note.chart:
        rows.append(tag("li", tag("a", "See the chart", href=f"#{note.chart}")))
    facts = finding.facts or (finding.focus,)
    places = [place for fact in facts[:_MOST_FACTS] if (place := standing(fact))]
    if places:
        more = f" and {len(facts) - len(places):,} more" if len(facts) > len(places) else ""
        rows.append(tag("li", "Fact: ", tag("span", _listed(places) + more, class_="path")))
    at = rule_place(finding.rule_at)
    name = tag("code", finding.rule)
    rule = [note.summary, " (", name, ")"] if note.summary else [name]
    rows.append(tag("li", "Rule: ", *rule, " ", tag("span", at, class_="path") if at else None))
    rows.append(tag("li", "Fingerprint: ", tag("code", fingerprint(finding)), class_="fingerprint"))
    return rows


def _listed(places: Sequence[str]) -> str:
    """Places, each file named once.

    >>> _listed(["a.yaml:3", "a.yaml:9", "b.yaml:1"])
    'a.yaml:3, :9, b.yaml:1'
    """
    shown, before = [], None
    for place in places:
        path, colon, line = place.rpartition(":")
        shown.append(f":{line}" if colon and path == before else place)
        before = path
    return ", ".join(shown)


def standing(record: Record) -> str:
    """Where a fact stands: its file and line, or its place in the document where there is no file."""
    place = fact_place(record)
    return f"{document_path(record)}{record.pointer}" if place is None else _line(place)


def _line(place: Place) -> str:
    return f"{place.source.path}:{place.source.position(place.span.start).line}"


def rule_place(label: Label | None) -> str:
    """Where a rule stands; nothing for one that stands in no file."""
    if label is None:
        return ""
    if label.source.path == SENTENCE:
        return "on the command line"
    return f"{label.source.path}:{label.source.position(label.span.start).line}"


def fact_lines(note: Note) -> Markup:
    """The lines of the facts that show a finding: for one that the text has no place for."""
    blocks = []
    facts = note.finding.facts or (note.finding.focus,)
    for fact in facts[:_MOST_FACTS]:
        place = fact_place(fact)
        rows = _lines(place) if place is not None else [tag("span", describe(fact), class_="line")]
        path = tag("p", tag("span", standing(fact), class_="path"))
        said = story_place(note.finding, fact) if not note.marks else None
        blocks.append(tag("div", path, tag("pre", joined(rows)), _said(said) if said else None, class_="fact"))
    more = len(facts) - len(blocks)
    return joined([*blocks, tag("p", f"and {more:,} more facts", class_="remarks") if more > 0 else None])


def _said(place: Place) -> Markup:
    """The words of a story that a fact was taken from, with some around them."""
    text, span = place.source.text, place.span
    low, high = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    # From and to the edge of a word.
    before = text[low : span.start] if not low else f"… {text[low : span.start].partition(' ')[2]}"
    after = text[span.end : high] if high == len(text) else f"{text[span.end : high].rpartition(' ')[0]} …"
    words = text[span.start : min(span.end, span.start + _LONGEST_LINE)]
    return tag("p", before, tag("mark", words), after, class_="said", dir="auto")


def _lines(place: Place) -> list[Markup]:
    """The lines of a stretch of a file, the stretch marked."""
    source, span = place.source, place.span
    first = source.position(span.start).line
    last = source.position(max(span.start, span.end - 1)).line
    rows: list[Markup] = []
    for number in range(first, min(last, first + _MOST_LINES - 1) + 1):
        line, begin = source.line(number), source.offset(number, 1)
        low = max(span.start - begin, 0)
        high = max(low, min(span.end - begin, len(line)))
        low_cut = max(0, low - _LONGEST_LINE // 4) if len(line) > _LONGEST_LINE else 0
        high_cut = min(len(line), low_cut + _LONGEST_LINE)
        high_shown = min(high, high_cut)
        rows.append(
            tag(
                "span",
                tag("span", f"{number}", class_="no"),
                "… " if low_cut else None,
                line[low_cut:low],
                tag("mark", line[low:high_shown]) if high_shown > low else None,
                line[high_shown:high_cut],
                " …" if high_cut < len(line) else None,
                class_="line",
            )
        )
    more = last - first + 1 - _MOST_LINES
    return [*rows, *([tag("span", f"… {more:,} more lines", class_="line")] if more > 0 else [])]


def spans(finding: Finding) -> tuple[Place, ...]:
    """Where the facts of a finding stand in the story's text, the fact that it is reported at first."""
    facts = [finding.focus, *(fact for fact in finding.facts if fact is not finding.focus)]
    found = [place for fact in facts if (place := story_place(finding, fact)) is not None]
    unique = {(id(place.source), place.span.start, place.span.end): place for place in found}
    return tuple(unique.values())
