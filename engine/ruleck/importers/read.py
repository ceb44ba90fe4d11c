"""What reads documents of any form: facts as they are written down, and forms that facts are taken out of.

    bytes ─decode─▶ text ─recognize─▶ an importer ─facts and their places─▶ the ordinary loading ─▶ stories

Which form a file has its ending and its content say; where both leave it open it is facts. Nothing here is imported,
and no text looked into, for a file that by its name is facts.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal, get_args

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.encoding import decode
from ruleck.facts.load import DEFAULTS, Line, Loaded, Settings, lines_of, read_document, read_mapping, too_large
from ruleck.facts.load import read_file as read_facts
from ruleck.facts.load import read_line as read_facts_line
from ruleck.facts.record import Story
from ruleck.facts.vocabulary import Vocabulary
from ruleck.source import Source, Span

if TYPE_CHECKING:
    from ruleck.importers.imported import Imported

Form = Literal["markdown", "ninjs", "jsonld", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)

_FACTS = (".facts.yaml", ".facts.yml", ".facts.json", ".jsonl", ".yaml", ".yml")
_MARKDOWN = (".md", ".markdown")
# A line of JSON without any of these is facts.
_MARKS = (b'"@type"', b'"@context"', b'"@graph"', b'"uri"')
_PAGES = (".html", ".htm", ".xhtml")
_TABLES = (".csv", ".tsv")


def read_content(
    content: bytes | str, vocabulary: Vocabulary, settings: Settings = DEFAULTS, *, path: str = ""
) -> Iterator[Loaded]:
    """The stories of a text in any form but a table, which takes a mapping; `path` is what readers are shown."""
    source, form = _recognized(content, path, settings)
    if source is None or form is None:
        yield read_document(content, vocabulary, settings, path=path)
        return
    stories, mistakes = take_out(source, form, vocabulary)
    yield from load(source, form, stories, mistakes, vocabulary, settings)


def read_file(
    file: Path,
    vocabulary: Vocabulary,
    settings: Settings = DEFAULTS,
    *,
    path: str | None = None,
) -> Iterator[Loaded]:
    """The stories of a file in any form. `path` is what readers see."""
    shown = path if path is not None else file.as_posix()
    if file.name.endswith(_FACTS):
        yield from read_facts(file, vocabulary, settings, path=path)
        return
    try:
        with file.open("rb") as opened:
            content = opened.read(settings.max_bytes + 1)
    except OSError:
        yield from read_facts(file, vocabulary, settings, path=path)  # which says why not
        return
    if len(content) > settings.max_bytes:
        yield None, [too_large(shown, settings)]
        return
    if file.suffix.lower() in _TABLES:
        from ruleck.importers.table import extract_table

        told = extract_table(content, vocabulary, shown, beside=file)
        stories: Iterable[Loaded] = load(Source(shown, ""), "csv", *told, vocabulary, settings)
    else:
        stories = read_content(content, vocabulary, settings, path=shown)
    for story, mistakes in stories:
        if story is not None:
            story.again = partial(_read_again, file, vocabulary, settings, shown, story.path)
        yield story, mistakes


def read_line(
    line: Line, vocabulary: Vocabulary, settings: Settings = DEFAULTS, *, path: str = "", file: Path | None = None
) -> Iterator[Loaded]:
    """The story of a line of JSON Lines, facts or an item of a form; none of a blank one.

    `file` is where a line of facts can be read again.
    """
    if line.whole and any(mark in line.content for mark in _MARKS):
        source, _ = decode(line.content, path, line.number)
        form = _json_form(source) if source is not None else None
        if source is not None and form is not None:
            stories, mistakes = take_out(source, form, vocabulary)
            yield from load(source, form, stories, mistakes, vocabulary, settings, shown=f"{path}:{line.number}")
            return
    found = read_facts_line(line, vocabulary, settings, path=path, file=file)
    if found is not None:
        yield found


def extract(
    content: bytes, vocabulary: Vocabulary, form: Form | None = None, *, path: str, mapping: str | None = None
) -> tuple[Form | None, list[Imported], list[Diagnostic]]:
    """The stories that a text tells, before they are read as facts, with the form that it is in.

    `mapping` is the file that says what a table's columns are; without it, it lies beside the table.
    """
    if len(content) > DEFAULTS.max_bytes:
        return form, [], [too_large(path)]
    if mapping is None and form in (None, "ninjs", "jsonld") and _is_lines(content, path):
        return _extract_lines(content, vocabulary, form, path)
    source, mistakes = decode(content, path)
    if form is None:
        form = "csv" if mapping is not None else recognize(source if source is not None else Source(path, ""))
    if form == "csv":
        from ruleck.importers.table import extract_table

        return form, *extract_table(content, vocabulary, path, mapping)
    if source is None:
        return form, [], mistakes
    if form is None:
        return None, [], [_no_form(path, FORMS)]
    stories, mistakes = take_out(source, form, vocabulary)
    stories = [story for story in stories if story.document]
    return form, stories, mistakes if stories or mistakes else [_no_story(source, form)]


def _is_lines(content: bytes, path: str) -> bool:
    """Whether a text is JSON Lines: by its name, or several lines each in braces."""
    if PurePath(path).suffix.lower() == ".jsonl":
        return True
    lines = [line for line in content.removeprefix(BOM_UTF8).splitlines() if line.strip()]
    return len(lines) > 1 and all(line.lstrip()[:1] == b"{" and line.rstrip()[-1:] == b"}" for line in lines)


def _extract_lines(
    content: bytes, vocabulary: Vocabulary, form: Form | None, path: str
) -> tuple[Form | None, list[Imported], list[Diagnostic]]:
    """The stories that the lines of a feed tell, each line by itself; one that cannot be read costs no other."""
    stories: list[Imported] = []
    mistakes: list[Diagnostic] = []
    met: Form | None = form
    for line in lines_of(BytesIO(content), DEFAULTS.max_bytes):
        source, more = decode(line.content, path, line.number)
        if source is None or not source.text.strip():
            mistakes += more
            continue
        own = form or _json_form(source)
        if own is None:
            value_at = len(source.text) - len(source.text.lstrip())
            label = Label(source, Span(value_at, value_at + 1))
            mistakes.append(replace(_no_form(f"{path}:{line.number}", ("ninjs", "jsonld"), path), labels=(label,)))
            continue
        met = met or own
        found, more = take_out(source, own, vocabulary)
        told = [story for story in found if story.document]
        stories += told
        mistakes += more if told or more else [_no_story(source, own)]
    return met, stories, mistakes


def _no_form(shown: str, forms: Sequence[Form], path: str | None = None) -> Diagnostic:
    note = f"say which it is: {', '.join(f'`ruleck import {one} {path or shown}`' for one in forms)}"
    return Diagnostic("unknown-form", f"`{shown}` has no form that is known by what is in it", (), (note,))


def take_out(source: Source, form: Form, vocabulary: Vocabulary) -> tuple[list[Imported], list[Diagnostic]]:
    """The stories that a text in a form tells, before they are read as facts; a table takes its mapping beside it."""
    match form:
        case "markdown":
            from ruleck.importers.front_matter import read_front_matter

            return read_front_matter(source, vocabulary)
        case "ninjs":
            from ruleck.importers.json_forms import read_items

            return read_items(source, vocabulary)
        case "jsonld":
            from ruleck.importers.json_forms import read_linked

            return read_linked(source, vocabulary)
        case "csv":
            raise AssertionError("a table is read by its mapping")


def load(
    source: Source,
    form: Form,
    stories: Sequence[Imported],
    mistakes: Sequence[Diagnostic],
    vocabulary: Vocabulary,
    settings: Settings,
    *,
    shown: str | None = None,
) -> Iterator[Loaded]:
    """The stories, read as any facts are; what is wrong with the file itself is told with the first of them."""
    from ruleck.importers.imported import told_shortly

    if not stories:
        yield None, list(mistakes) or [_no_story(source, form)]
    for index, imported in enumerate(stories):
        path = (shown or source.path) + imported.name
        story, found = read_mapping(
            imported.document, vocabulary, settings, path=path, locate=imported.place, body=imported.body
        )
        whole = mistakes if index == 0 else ()
        yield story, [*whole, *found, *told_shortly(imported, form)]


def recognize(source: Source) -> Form | None:
    """The form of a text, by what is in it and the ending of its name; none where it is facts.

    >>> recognize(Source("-", "---\\ntitle: Bridge open\\n---\\nIt is.\\n"))
    'markdown'
    >>> recognize(Source("-", '{"@context": "https://schema.org", "@type": "NewsArticle"}'))
    'jsonld'
    >>> recognize(Source("-", "quotes:\\n  - {text: No.}\\n"))
    """
    path, text = PurePath(source.path), source.text
    ending = path.suffix.lower()
    if path.name.endswith(_FACTS):
        return None
    if ending in _TABLES:
        return "csv"
    if ending in _MARKDOWN:
        return "markdown"
    if ending in _PAGES:
        return "jsonld"
    start = text[:1000].lstrip()
    if start[:3] in ("---", "+++") and not text[:1].isspace():
        return "markdown" if _is_front_matter(text) else None
    if start[:1] == "<":
        return "jsonld"
    return _json_form(source) if start[:1] in ("{", "[") else None


def _json_form(source: Source) -> Form | None:
    from ruleck.importers.json_forms import form_of

    found: Form | None = form_of(source)
    return found


def _recognized(content: bytes | str, path: str, settings: Settings) -> tuple[Source | None, Form | None]:
    if PurePath(path).name.endswith(_FACTS) or len(content) > settings.max_bytes:
        return None, None
    source, _ = decode(content, path)
    return source, recognize(source) if source is not None else None


def _is_front_matter(text: str) -> bool:
    """Whether what starts with `---` ends with it and is a story's, rather than two documents of YAML."""
    from ruleck.importers.front_matter import below

    rest = below(text)
    if rest is None:
        return False
    from ruleck.facts.builtin import builtin_vocabulary

    name, colon, _ = rest.lstrip().partition("\n")[0].partition(":")
    return not (colon and builtin_vocabulary().kind(name.strip()) is not None)


def _read_again(file: Path, vocabulary: Vocabulary, settings: Settings, shown: str, path: str) -> Story | None:
    found = (story for story, _ in read_file(file, vocabulary, settings, path=shown) if story is not None)
    return next((story for story in found if story.path == path), None)


def _no_story(source: Source, form: Form) -> Diagnostic:
    notes = {
        "markdown": "facts stand at the start of the file, between two lines `---`",
        "ninjs": "an item has a `uri`, and a headline, a body or a date",
        "jsonld": 'schema.org facts are JSON with `@type`, in a page inside <script type="application/ld+json">',
        "csv": "a mapping says what the columns are",
    }
    label = Label(source, Span(0, 0))
    return Diagnostic("no-story-inside", f"no {form} facts were found here", (label,), (notes[form],))
