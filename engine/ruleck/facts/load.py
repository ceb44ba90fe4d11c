"""Documents in, stories out: the whole way of a facts document on one page.

    bytes ─decode─▶ text ─read─▶ plain values ─validate─▶ records ─follow links─▶ body and excerpts ─▶ story

Each step gathers mistakes. A document with a mistake gives no story, and every mistake that could be found is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Any, NamedTuple, Protocol

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.body import Excerpts, read_body
from ruleck.facts.document import Document, Format
from ruleck.facts.draft import MOST_PROBLEMS, Draft
from ruleck.facts.encoding import decode
from ruleck.facts.link import follow_links
from ruleck.facts.problems import Problem
from ruleck.facts.record import Place, Record, Story
from ruleck.facts.scalars import found
from ruleck.facts.validate import Validator
from ruleck.facts.vocabulary import Vocabulary
from ruleck.facts.waiver import Waiver
from ruleck.source import Source, Span
from ruleck.values.misread import Misread
from ruleck.values.number import Exact


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are read.

    `approximation` is how far off "about 3,000" may be, in percent. `root` is the project's folder; a `body_file` is
    read from inside it only, and only where `allow_body_file` says that the document is itself a file there. A document
    of more than `max_bytes` is refused.
    """

    approximation: Exact = 10
    root: Path | None = None
    max_bytes: int = 64 * 2**20
    allow_body_file: bool = False


DEFAULTS = Settings()
Loaded = tuple[Story | None, list[Diagnostic]]
_Labels = Callable[[str, bool], Label | None]
# Where the value at a JSON Pointer stands, or its key.
Locate = Callable[[str, bool], Place]


def read_document(
    content: Source | bytes | str,
    vocabulary: Vocabulary,
    settings: Settings = DEFAULTS,
    *,
    format: Format | None = None,
    path: str = "",
) -> Loaded:
    """The story that one YAML or JSON document tells, or its mistakes.

    Where no `format` is given the ending of `path` says it, else the text itself. `path` is also what readers are
    shown.

    >>> from ruleck.facts.builtin import builtin_vocabulary
    >>> story, mistakes = read_document("quotes: [{text: hunted down, kind: dirct}]", builtin_vocabulary())
    >>> mistakes[0].message
    '`kind` of a quote is one of direct, fragment, paraphrase, and `dirct` is none of them'
    """
    if isinstance(content, Source):
        source, path = content, content.path
    else:
        if len(content) > settings.max_bytes:
            return None, [too_large(path, settings)]
        decoded, mistakes = decode(content, path)
        if decoded is None:
            return None, mistakes
        source = decoded
    if len(source.text) > settings.max_bytes:
        return None, [too_large(path, settings)]
    value, mistakes, document = _parse(source, format or _format(path))
    if mistakes:
        return None, mistakes

    def label(pointer: str, key: bool) -> Label:
        place = document.place(pointer, key)
        return Label(place.source, place.span)

    return _story(value, path, vocabulary, settings, label, document.place)


def read_mapping(
    value: Any,
    vocabulary: Vocabulary,
    settings: Settings = DEFAULTS,
    *,
    path: str = "",
    label: _Labels | None = None,
    locate: Locate | None = None,
    body: Source | None = None,
) -> Loaded:
    """The story that plain Python values tell, or an already validated story does; never raises.

    `label` says where the value at a JSON Pointer (or its key) was written, for values that somebody made out of a
    text; `locate` does, for a whole document that was made out of one. `body` is the text that the article's body is
    a part of, where it is part of one.
    """

    def found(pointer: str, key: bool) -> Label | None:
        place = locate(pointer, key) if locate is not None else None
        return Label(place.source, place.span) if place is not None else None

    inside = replace(settings, allow_body_file=False)
    place = (lambda pointer: locate(pointer, False)) if locate is not None else None
    return _story(value, path, vocabulary, inside, label or found, place, body)


class Line(NamedTuple):
    """A line of a JSON Lines file: its number from 1, and the bytes that stand before it in the file.

    `whole` is false for a line of more bytes than a document may have, whose `content` is left out.
    """

    number: int
    offset: int
    content: bytes
    whole: bool = True


class Lines(Protocol):
    """Gives a stream's lines, in parts where a line is longer than `limit` bytes."""

    def readline(self, limit: int = -1, /) -> bytes:
        """The next line or part of one; nothing at the end."""


@dataclass(slots=True)
class Resumed:
    """A stream after somebody has had a look at its first lines."""

    head: list[bytes]
    rest: Lines

    def readline(self, limit: int = -1, /) -> bytes:
        """The next line or part of one; nothing at the end."""
        return self.head.pop(0) if self.head else self.rest.readline(limit)


def lines_of(stream: Lines, most_bytes: int) -> Iterator[Line]:
    """The lines of a stream one after the other, in memory for one.

    >>> from io import BytesIO
    >>> [(line.number, line.offset) for line in lines_of(BytesIO(b"{}\\n{}\\n"), 100)]
    [(1, 0), (2, 3)]
    """
    number = offset = 0
    while content := stream.readline(most_bytes + 1):
        number += 1
        whole = len(content) <= most_bytes
        yield Line(number, offset, content if whole else b"", whole)
        offset += len(content)
        while not whole and content and not content.endswith(b"\n"):
            content = stream.readline(most_bytes)
            offset += len(content)


def read_line(
    line: Line, vocabulary: Vocabulary, settings: Settings = DEFAULTS, *, path: str = "", file: Path | None = None
) -> Loaded | None:
    """The story of a line; none for a blank one. `file` is where the line can be read again."""
    if not line.whole:
        return None, [too_large(f"{path}:{line.number}", settings)]
    source, mistakes = decode(line.content, path, line.number)
    if source is None:
        return None, mistakes
    if not source.text.strip():
        return None
    story, mistakes = read_document(source, vocabulary, settings, format="json")
    if story is not None:
        story.path = f"{path}:{line.number}"
        if file is not None:
            story.again = partial(_read_line_again, file, line.number, line.offset, vocabulary, settings, path)
    return story, mistakes


def read_lines(
    lines: Lines, vocabulary: Vocabulary, settings: Settings = DEFAULTS, *, path: str = "", file: Path | None = None
) -> Iterator[Loaded]:
    """The stories of a JSON Lines file, one after the other, in memory for one line. Blank lines are skipped."""
    for line in lines_of(lines, settings.max_bytes):
        loaded = read_line(line, vocabulary, settings, path=path, file=file)
        if loaded is not None:
            yield loaded


def read_waivers(source: Source) -> tuple[tuple[Waiver, ...], list[Diagnostic]]:
    """The waivers of a waivers file, in YAML or JSON: a list, or a list under `waivers`.

    >>> read_waivers(Source("w.yaml", "- {rule: a, fact: b, document: c, reason: d}"))[0][0].fact
    'b'
    """
    value, mistakes, document = _parse(source, _format(source.path))
    if mistakes:
        return (), mistakes
    pointer = ""
    if isinstance(value, dict) and list(value) == ["waivers"]:
        value, pointer = value["waivers"], "/waivers"
    draft = Draft(Story(source.path, Record("article", "", {}), {}, 0), {})
    waivers: list[Waiver | None] = []
    if isinstance(value, (list, tuple)):
        reader = _validator(Vocabulary({}), 0)
        waivers = [reader.waiver(draft, f"{pointer}/{index}", entry, "file") for index, entry in enumerate(value)]
    elif value is not None:
        message = f"a list of waivers is wanted here, and {found(value)} stands here"
        draft.problems.append(Problem("wrong-type", pointer, message))

    def label(pointer: str, key: bool) -> Label:
        place = document.place(pointer, key)
        return Label(place.source, place.span)

    told = [_diagnostic(problem, label) for problem in draft.problems[:MOST_PROBLEMS]]
    return tuple(replace(waiver, locate=document.place) for waiver in waivers if waiver is not None), told


def read_file(
    file: Path, vocabulary: Vocabulary, settings: Settings = DEFAULTS, *, path: str | None = None
) -> Iterator[Loaded]:
    """The stories of a file by the ending of its name: many for `.jsonl`, else one. `path` is what readers see."""
    shown = path if path is not None else file.as_posix()
    try:
        with file.open("rb") as opened:
            if file.suffix == ".jsonl":
                yield from read_lines(opened, vocabulary, settings, path=shown, file=file)
                return
            content = opened.read(settings.max_bytes + 1)
    except OSError as error:
        yield None, [unreadable(shown, error)]
        return
    story, mistakes = read_document(content, vocabulary, settings, path=shown)
    if story is not None:
        story.again = partial(_read_again, file, vocabulary, settings, shown)
    yield story, mistakes


def unreadable(path: str, error: OSError) -> Diagnostic:
    """The mistake of naming a file that cannot be read."""
    why = (error.strerror or "it cannot be opened").lower()
    return Diagnostic("unreadable-file", f"`{path}` cannot be read: {why}")


def _read_again(file: Path, vocabulary: Vocabulary, settings: Settings, shown: str) -> Story | None:
    return next((story for story, _ in read_file(file, vocabulary, settings, path=shown)), None)


def _read_line_again(
    file: Path, number: int, offset: int, vocabulary: Vocabulary, settings: Settings, shown: str
) -> Story | None:
    try:
        with file.open("rb") as opened:
            opened.seek(offset)
            line = next(lines_of(opened, settings.max_bytes), None)
    except OSError:
        return None
    found = read_line(line._replace(number=number), vocabulary, settings, path=shown) if line is not None else None
    return found[0] if found is not None else None


# ------------------------------------------------------------------ the steps


def _format(path: str) -> Format | None:
    return {".json": "json", ".jsonl": "json", ".yaml": "yaml", ".yml": "yaml"}.get(PurePath(path).suffix.lower())  # type: ignore[return-value]  # a dict of literals


def _parse(source: Source, format: Format | None) -> tuple[Any, list[Diagnostic], Document]:
    """The plain value of a text. What starts with a brace may be either form, and most often is JSON."""
    if format == "json" or (format is None and source.text.lstrip()[:1] == "{"):
        from ruleck.facts.json_text import read_json

        value, mistakes = read_json(source)
        if format == "json" or not mistakes:
            return value, mistakes, Document(source, "json")
        told = mistakes
    else:
        told = []
    from ruleck.facts.yaml_text import read_yaml

    value, mistakes = read_yaml(source)
    # `{"a": 1,,}` is neither: it is told as the form that it looks like.
    if mistakes and told and source.text.lstrip()[1:].lstrip()[:1] == '"':
        return None, told, Document(source, "json")
    return value, mistakes, Document(source, "yaml")


def _story(
    value: Any,
    path: str,
    vocabulary: Vocabulary,
    settings: Settings,
    label: _Labels,
    place: Callable[[str], Place] | None,
    body: Source | None = None,
) -> Loaded:
    draft = _validator(vocabulary, settings.approximation).read(value, path)
    follow_links(draft)
    mistakes = _bring_body(draft, settings, body)
    if not draft.problems and not mistakes:
        from ruleck.facts.registered import check_registered

        check_registered(draft, vocabulary)
    if draft.problems or mistakes:
        told = [_diagnostic(problem, label) for problem in draft.problems[:MOST_PROBLEMS]] + mistakes
        told.sort(key=lambda d: d.labels[0].span.start if d.labels else 0)
        if draft.hopeless:
            message = f"this document has more mistakes; these are the first {MOST_PROBLEMS:,} that were met"
            told.append(Diagnostic("more-mistakes", message, told[-1].labels))
        return None, told
    story = draft.story
    story.article = draft.records["article"][0]
    story.facts = sum(map(len, draft.records.values())) - 1
    story.locate = place
    story.waivers = tuple(replace(waiver, locate=place) for waiver in draft.waivers)
    _find_excerpts(draft, marked=body is not None)
    return story, []


def _validator(vocabulary: Vocabulary, approximation: Exact) -> Validator:
    validator = vocabulary.readers.get(approximation)
    if not isinstance(validator, Validator):
        validator = vocabulary.readers[approximation] = Validator(vocabulary, approximation)
    return validator


def _bring_body(draft: Draft, settings: Settings, around: Source | None) -> list[Diagnostic]:
    """Give the story its body, from the article itself or from the file that it names.

    `around` is the text that the article's own body stands in, where it stands in one.
    """
    story = draft.story
    article = story.article
    fields = article.fields
    body, file = fields.get("body"), fields.get("body_file")
    if isinstance(file, str):
        pointer = f"{article.pointer}/body_file"
        if isinstance(body, str):
            message = "an article has a `body` or a `body_file`, and this one has both"
            draft.problems.append(Problem("two-bodies", pointer, message, ("leave one out",), key=True))
        elif not settings.allow_body_file or settings.root is None:
            note = "write the text itself under `body`"
            message = "`body_file` is read only for facts that are a file of the project themselves"
            draft.problems.append(Problem("body-file-refused", pointer, message, (note,), key=True))
        else:
            read = read_body(file, story.path, settings.root, settings.max_bytes)
            if isinstance(read, Diagnostic):
                return [read]
            if isinstance(read, Misread):
                notes = (read.hint,) if read.hint else ()
                draft.problems.append(Problem("body-file-refused", pointer, f"`body_file` {read.message}", notes))
            else:
                story.body = read
                if read.text.strip():
                    fields["body"] = read.text
    elif isinstance(body, str):
        story.body = around if around is not None else Source(f"{story.path}#{article.pointer}/body", body)
    return []


def _find_excerpts(draft: Draft, marked: bool) -> None:
    """Find what facts were taken from; `marked` says that the body is Markdown, which the name of its file may, too."""
    story = draft.story
    body = story.body
    if body is None:
        return
    marked = marked or PurePath(body.path).suffix.lower() in (".md", ".markdown")
    excerpts = Excerpts(body.text, draft.selectors, marked=marked)
    story.find = partial(_excerpt, body, excerpts)
    story.misplaced = tuple(
        record
        for records in draft.records.values()
        for record in records
        if "excerpt" in record.fields and excerpts.misplaced(record)
    )


def _excerpt(body: Source, excerpts: Excerpts, record: Record) -> Place | None:
    span = excerpts.span(record)
    return Place(body, span) if span is not None else None


def _diagnostic(problem: Problem, label: _Labels) -> Diagnostic:
    first = label(problem.pointer, problem.key)
    if first is None:
        at = (f"it stands at {problem.pointer}",) if problem.pointer else ()
        return Diagnostic(problem.code, problem.message, (), (*at, *problem.notes))
    labels = [first]
    if problem.other is not None and (other := label(problem.other, False)) is not None:
        remark = "the other one" if problem.code.startswith("duplicate-") else "this one"
        labels.append(Label(other.source, other.span, remark))
    return Diagnostic(problem.code, problem.message, tuple(labels), problem.notes)


def too_large(path: str, settings: Settings = DEFAULTS) -> Diagnostic:
    """The mistake of giving more than is read at once; without it, what is beyond would be lost in silence."""
    label = (Label(Source(path, ""), Span(0, 0)),) if path else ()
    message = f"this document is larger than {settings.max_bytes:,} bytes"
    note = "one document holds one story; many go into a `.jsonl` file, one a line"
    return Diagnostic("too-large", message, label, (note,))
