"""Tables (CSV, TSV): rows into facts, by a mapping that says what the columns are.

Rows that cannot be read are listed by their numbers and left out; the others make facts. Nothing is guessed: not the
encoding, not what a column means, not which of day and month comes first.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.encoding import decode
from ruleck.facts.load import DEFAULTS, read_mapping, too_large, unreadable
from ruleck.facts.record import Place
from ruleck.facts.vocabulary import Field, Vocabulary
from ruleck.importers.csv_text import Row, read_rows
from ruleck.importers.imported import At, Imported, Leftover, imported
from ruleck.importers.mapping import ENDINGS, Columns, Fill, FromRows, Listed, Part, TableMapping, read_table_mapping
from ruleck.source import Source, Span
from ruleck.values.misread import shorten
from ruleck.values.text import nearest

_MAPPING = "@"  # what a pointer into the mapping starts with; one into the table starts with a row
_PIVOT = 69  # two digits of a year: 69 to 99 are 19.., as POSIX has it
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}


def extract_table(
    content: bytes, vocabulary: Vocabulary, shown: str, mapping: str | None = None, *, beside: Path | None = None
) -> tuple[list[Imported], list[Diagnostic]]:
    """The stories of a table; its `mapping` is named, or lies beside it as `polls.csv.map.yaml` beside `polls.csv`."""
    if mapping is None:
        table = beside if beside is not None else Path(shown)
        found = next((path for ending in ENDINGS if (path := table.with_name(table.name + ending)).is_file()), None)
        if found is None:
            return [], [_no_mapping(shown)]
        read, mistakes = _mapping(found, shown + found.name.removeprefix(table.name), vocabulary)
    else:
        read, mistakes = _mapping(Path(mapping), mapping, vocabulary)
    if read is None:
        return [], mistakes
    source, mistakes = table_text(content, read, shown)
    return read_table(source, read, vocabulary) if source is not None else ([], mistakes)


def _mapping(file: Path, shown: str, vocabulary: Vocabulary) -> tuple[TableMapping | None, list[Diagnostic]]:
    try:
        with file.open("rb") as opened:
            content = opened.read(DEFAULTS.max_bytes + 1)
    except OSError as error:
        return None, [unreadable(shown, error)]
    if len(content) > DEFAULTS.max_bytes:
        return None, [too_large(shown)]
    source, mistakes = decode(content, shown)
    return read_table_mapping(source, vocabulary) if source is not None else (None, mistakes)


def _no_mapping(shown: str) -> Diagnostic:
    """A table of which nobody says what its columns are."""
    note = f"write `{Path(shown).name}{ENDINGS[0]}` beside it, with `kind:` and `fields:`, each field with its column"
    return Diagnostic("no-mapping", f"nothing says what the columns of `{shown}` are", (), (note,))


def table_text(content: bytes, mapping: TableMapping, shown: str) -> tuple[Source | None, list[Diagnostic]]:
    """A table's text in the encoding that its mapping states: UTF-8 unless said."""
    if mapping.encoding in (None, "utf-8", "utf-8-sig"):
        source, mistakes = decode(content, shown)
        fitting = [name for name in _LIKELY if source is None and _decodes(content, name)]
        note = "or say what it is in the mapping" + (f": `encoding: {fitting[0]}`" if fitting else "")
        return source, [
            replace(mistake, notes=(*mistake.notes, note)) if mistake.code == "not-utf-8" else mistake
            for mistake in mistakes
        ]
    assert mapping.encoding is not None  # it was just looked at
    try:
        return decode(content.decode(mapping.encoding), shown)
    except UnicodeError as error:
        place = mapping.places("/encoding", False)
        start = getattr(error, "start", 0)
        byte = f": byte {content[start]:02X} makes no character there" if start < len(content) else ""
        written = place.source.text[place.span.start : place.span.end]
        message = f"`{shown}` is not in `{written}`{byte}"
        return None, [Diagnostic("not-in-encoding", message, (Label(place.source, place.span),))]


# What a table that is not UTF-8 may be in. The first that all of it can be read in is suggested, and none is taken.
_LIKELY = ("utf-16", "windows-1252", "mac-roman")


def _decodes(content: bytes, encoding: str) -> bool:
    """Whether all of a content can be read in an encoding; UTF-16 only where it says that it is that."""
    if (encoding == "utf-16") != content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return False
    try:
        content.decode(encoding)
    except UnicodeError:
        return False
    return True


def read_table(
    source: Source, mapping: TableMapping, vocabulary: Vocabulary
) -> tuple[list[Imported], list[Diagnostic]]:
    """The stories that a table tells by its mapping, and the rows that could not be read."""
    return _Table(source, mapping, vocabulary).whole()


@dataclass(slots=True)
class _Table:
    source: Source
    mapping: TableMapping
    vocabulary: Vocabulary
    mistakes: list[Diagnostic] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    numbered: dict[int, Row] = field(default_factory=dict)
    bad: set[int] = field(default_factory=set)
    lost: dict[tuple[str, tuple[str, ...]], tuple[dict[int, None], tuple[Label, ...]]] = field(default_factory=dict)
    head_spans: tuple[Span, ...] = ()

    def whole(self) -> tuple[list[Imported], list[Diagnostic]]:
        separator = self.mapping.separator or ("\t" if self.source.path.lower().endswith(".tsv") else ",")
        rows = read_rows(self.source, separator)
        header = next(rows, None)
        if header is None:
            self.told(Span(0, 0), "no-story-inside", "this table is empty", "its first row names the columns")
            return [], self.mistakes
        if not self.head(header):
            return [], self.mistakes
        for row in rows:
            if row.unclosed:
                self.left_out(row, row.spans[-1], "a quote mark is never closed")
            elif len(row.cells) != len(header.cells):
                cells, columns = _counted(len(row.cells), "cell"), _counted(len(header.cells), "column")
                self.left_out(row, row.span, f"it has {cells}, and there are {columns}")
            else:
                self.rows.append(row)
        self.starts = [row.spans[0].start for row in self.rows]
        self.numbered = {row.number: row for row in self.rows}
        stories = [self.story(group) for group in self.grouped(self.rows, self.mapping.story_per)]
        stories = [(rows, tree) for rows, tree in stories if tree]
        unused = [Leftover(f"/head/{at}", name, False, "no field takes this column, and it is not in `ignore`")
                  for name, at in self.columns.items() if name not in self.used()]  # fmt: skip
        found = []
        for index, (rows_of, tree) in enumerate(stories):
            name = f":{rows_of[0].number}" if len(stories) > 1 else ""
            found.append(imported(tree, self.place, unused if index == 0 else (), origin="/0", name=name))
        return found, [*self.mistakes, *self.lost_rows()]

    def head(self, header: Row) -> bool:
        """Whether the first row has what the mapping speaks of."""
        for at, (cell, span) in enumerate(zip(header.cells, header.spans, strict=True)):
            name = cell.strip()
            if name in self.columns:
                self.told(span, "mapping", f"two columns are called `{shorten(name)}`", "give one another name")
            self.columns[name] = at
        self.head_spans = header.spans
        for name, origin in [*self.mapping.columns(), *self.mapping.ignored]:
            if name not in self.columns:
                near = nearest(name, list(self.columns))
                names = ", ".join(f"`{shorten(one)}`" for one in self.columns)
                note = f"did you mean `{near[0]}`?" if near else f"its columns are {names}"
                place = self.mapping.places(origin, False)
                message = f"`{shorten(name)}` is no column of `{self.source.path}`"
                self.mistakes.append(Diagnostic("mapping", message, (Label(place.source, place.span),), (note,)))
        return not self.mistakes

    def used(self) -> set[str]:
        return {name for name, _ in (*self.mapping.columns(), *self.mapping.ignored)}

    def grouped(self, rows: Iterable[Row], columns: tuple[str, ...]) -> list[list[Row]]:
        """Rows that are alike in some columns, in the order of their first; all of them where no column is named."""
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            groups.setdefault(tuple(self.cell(row, name) for name in columns), []).append(row)
        return list(groups.values())

    # ------------------------------------------------------------------ facts

    def story(self, rows: list[Row]) -> tuple[list[Row], dict[str, Any]]:
        tree: dict[str, Any] = {}
        for part in self.mapping.parts:
            is_article = part.kind.name == "article"
            if is_article or part.one_per:
                groups = self.grouped(rows, () if is_article else part.one_per)
            else:
                groups = [[row] for row in rows]
            for group in groups:
                self.agree(part, group)
                good = [row for row in group if row.number not in self.bad]
                fact = self.fact(part, good) if good else {}
                if is_article and fact:
                    tree["article"] = At({**fact}, _pointer(good[0]))
                elif fact and self.fits(part, fact, good):
                    tree.setdefault(part.kind.plural, []).append(At(fact, _pointer(good[0])))
        return rows, tree

    def agree(self, part: Part, group: list[Row]) -> None:
        """Leave out rows that say otherwise than the first of their fact."""
        for fill in part.fills.values():
            if isinstance(fill, FromRows):
                continue
            for name in (column for column, _ in _named(fill)):
                first: Row | None = None
                for row in group:
                    text = self.cell(row, name)
                    if row.number in self.bad or not text:
                        continue
                    first = first or row
                    if text != self.cell(first, name):
                        why = (f"`{name}` is `{shorten(text)}` here, and `{shorten(self.cell(first, name))}` in row "
                               f"{first.number}, of the same {part.kind.name}")  # fmt: skip
                        self.left_out(row, row.spans[self.columns[name]], why)

    def fact(self, part: Part, rows: list[Row]) -> dict[str, Any]:
        fact: dict[str, Any] = {}
        for name, fill in part.fills.items():
            described = part.kind.fields[name]
            match fill:
                case Columns():
                    value: Any = self.value(described, fill, rows, part.values.get(name, {}))
                case Listed():
                    value = [At(one, _pointer(rows[0])) for inner in fill.parts if (one := self.fact(inner, rows))]
                case FromRows():
                    value = [At(one, _pointer(row)) for row in rows if (one := self.fact(fill.part, [row]))]
            if value is not None and value != []:
                fact[name] = value
        # A row in which no column says anything makes no fact, whatever every fact always has.
        if not fact and part.fills:
            return {}
        return fact | {name: At(value, _MAPPING + origin) for name, (value, origin) in part.always.items()}

    def value(self, described: Field, fill: Columns, rows: list[Row], words: Mapping[str, str]) -> Any:
        """What the columns say, in the first of the rows where they say something."""
        for row in rows:
            cells = [
                (words.get(text, text), _pointer(row, self.columns[name]))
                for name in fill.names
                if (text := self.cell(row, name))
            ]
            if cells:
                if described.type.many:
                    return [At(self.read(described, text), at) for text, at in cells]
                return At(self.read(described, " ".join(text for text, _ in cells)), cells[0][1])
        return None

    def cell(self, row: Row, name: str) -> str:
        text = row.cells[self.columns[name]].strip()
        return "" if text in self.mapping.missing else text

    def read(self, described: Field, text: str) -> str:
        """A cell as facts would write it."""
        base = described.type.base
        if base == "date" and self.mapping.dates is not None:
            return _iso(text, self.mapping.dates)
        if base in ("number", "count", "percent") and self.mapping.decimal_comma:
            return text.replace(".", "").replace("\u00a0", "").replace(",", ".")
        return text

    def fits(self, part: Part, fact: dict[str, Any], rows: list[Row]) -> bool:
        """Whether a fact can be read by itself; else its rows are listed and left out."""
        one = imported({part.kind.plural: [fact]}, self.place)

        _, mistakes = read_mapping(one.document, self.vocabulary, locate=one.place)
        for mistake in mistakes:
            label = mistake.labels[0] if mistake.labels else None
            if label is not None and label.source is self.source:
                index = max(0, bisect_right(self.starts, label.span.start) - 1)
                row = self.rows[index]
            else:
                row = rows[0]
            self.left_out(row, label, mistake.message, mistake.notes)
        return not mistakes

    # ------------------------------------------------------------------ places and mistakes

    def place(self, pointer: str, key: bool) -> Place:
        """Where a cell stands, or a value of the mapping."""
        if _MAPPING in pointer:
            return self.mapping.places(pointer.partition(_MAPPING)[2], key)
        _, row, column, *_ = (*pointer.split("/"), "", "")
        if row == "head":
            return Place(self.source, self.head_spans[int(column)])
        # Rows are pointed at by their numbers, as spreadsheets show them.
        found = self.numbered.get(int(row)) if row.isdigit() else None
        if found is None:
            return Place(self.source, self.head_spans[0].to(self.head_spans[-1]))
        return Place(self.source, found.spans[int(column)] if column.isdigit() else found.span)

    def left_out(self, row: Row, at: Label | Span | None, why: str, notes: tuple[str, ...] = ()) -> None:
        """A row that makes no fact; those with one reason are told together."""
        self.bad.add(row.number)
        label = Label(self.source, at) if isinstance(at, Span) else at
        known = self.lost.setdefault((why, notes), ({}, (label,) if label is not None else ()))
        known[0][row.number] = None

    def lost_rows(self) -> list[Diagnostic]:
        told: list[Diagnostic] = []
        for (why, notes), (numbers, labels) in self.lost.items():
            which = f"row {next(iter(numbers))} is" if len(numbers) == 1 else f"rows {_ranges(sorted(numbers))} are"
            told.append(Diagnostic("bad-row", f"{which} left out: {why}", labels, notes))
        return told

    def told(self, span: Span, code: str, message: str, note: str = "") -> None:
        self.mistakes.append(Diagnostic(code, message, (Label(self.source, span),), (note,) if note else ()))


def _named(fill: Fill) -> list[tuple[str, str]]:
    match fill:
        case Columns():
            return [(name, fill.origin) for name in fill.names]
        case Listed():
            return [one for part in fill.parts for inner in part.fills.values() for one in _named(inner)]
        case FromRows():
            return []


def _pointer(row: Row, column: int | None = None) -> str:
    return f"/{row.number}" if column is None else f"/{row.number}/{column}"


def _iso(text: str, order: tuple[str, ...]) -> str:
    """A day as ISO 8601 writes it; the text as it is where it is written in another way than the table's."""
    parts = re.fullmatch(r"(\w+)[/. -]+(\w+)[/. -]+(\w+)", text)
    if parts is None:
        return text
    said = dict(zip(order, parts.groups(), strict=True))
    month = _MONTHS.get(said["month"].lower())
    if month is None and said["month"].isdecimal() and len(said["month"]) <= 2:
        month = int(said["month"])
    year, day = said["year"], said["day"]
    if month is None or not (year.isascii() and year.isdigit() and day.isascii() and day.isdigit() and len(day) <= 2):
        return text
    if len(year) == 2:
        year = f"{19 if int(year) >= _PIVOT else 20}{year}"
    return f"{year}-{month:02}-{int(day):02}" if len(year) == 4 else text


def _ranges(numbers: list[int]) -> str:
    """Numbers in a row, shortly.

    >>> _ranges([2, 3, 4, 7, 9, 10])
    '2 to 4, 7, 9, 10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
