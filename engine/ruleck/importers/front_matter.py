"""Markdown with front matter: facts between two lines `---` (YAML) or `+++` (TOML), and the story below.

This is the form of static sites and of content systems that keep their texts in Git. Their front matter says other
things, too. Those that say what an article's fields say (`title`, `date`, `author`) go there; facts stand under their
kinds, as in any facts document, or all together under `facts`; the rest is listed.

A name such as `people` or `events` may be a site's own (a list of names, to link pages by), so it counts as a kind of
fact where facts stand under it: a list of sets of fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.document import Document, Layout, token
from ruleck.facts.record import Place
from ruleck.facts.vocabulary import Vocabulary, fold
from ruleck.facts.yaml_plain import as_yaml
from ruleck.importers.imported import At, Fields, Imported, Places, imported, places_in, says_nothing, text_of
from ruleck.importers.toml_text import lay_out, read_toml
from ruleck.source import Source, Span
from ruleck.values.misread import shorten

FACTS = "facts"

_OPENING = re.compile(r"(---|\+\+\+)[ \t]*\r?(?:\n|\Z)")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
# What sites call the fields of an article. The first that is there counts.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "slug", "uid"),
    "headline": ("headline", "title"),
    "byline": ("byline", "author", "authors"),
    "dateline": ("dateline",),
    "section": ("section", "category", "categories"),
    "status": ("status", "draft"),
    "language": ("language", "lang", "locale"),
    "url": ("url", "permalink", "canonical_url", "canonicalurl"),
    "published": ("published", "date", "publishdate", "publish_date", "pubdate", "published_at"),
    "updated": ("updated", "lastmod", "modified", "last_modified_at", "updated_at", "update_date"),
}
# What they say besides, of which facts have none.
_KNOWN = frozenset(
    [
        "layout", "tags", "keywords", "description", "summary", "excerpt", "subtitle", "image", "images",
        "featured_image", "cover", "thumbnail", "weight", "type", "aliases", "redirect_from", "permalink", "slug",
        "template", "toc", "math", "comments", "featured", "series", "series_order", "expirydate", "linktitle",
        "menu", "outputs", "resources", "sitemap", "cascade", "build", "markup", "params", "eleventynavigation",
        "eleventyexcludefromcollections", "pagination", "hero", "social", "license", "copyright", "search",
        "sidebar", "authors", "categories", "draft",
    ]
)  # fmt: skip
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?")


def read_front_matter(source: Source, vocabulary: Vocabulary) -> tuple[list[Imported], list[Diagnostic]]:
    """The story of a Markdown file."""
    opening = _OPENING.match(source.text)
    if opening is None:
        note = "facts stand at the start of the file, between two lines `---`"
        return [], [_mistake(source, 0, 0, "no-front-matter", "no facts stand above this text", note)]
    closing = _CLOSING[opening[1]].search(source.text, opening.end())
    if closing is None:
        message = f"what starts with `{opening[1]}` here is never closed"
        note = f"write a line `{opening[1]}` between the facts and the text"
        return [], [_mistake(source, 0, 3, "no-front-matter", message, note)]
    # Invariant: what is read is the file with all else blanked out, so every offset is one in the file.
    front = Source(source.path, _blanked(opening[0]) + source.text[opening.end() : closing.start()])
    value, mistakes, places = _read(front, source, opening[1])
    if mistakes:
        return [], [_in(source, mistake) for mistake in mistakes]
    if not isinstance(value, Mapping):
        if value is not None:
            note = "it is a list of names, each with its value: `title: …`"
            message = "what stands above the text has no names"
            return [], [_mistake(source, opening.end(), closing.start(), "no-front-matter", message, note)]
        value = {}
    fields = Fields(vocabulary)
    tree, more = _tree(value, fields, source, places)
    text = source.text[closing.end() :]
    around = Source(source.path, _blanked(source.text[: closing.end()]) + text)
    if text.strip():
        article = tree["article"].value if isinstance(tree.get("article"), At) else tree.get("article")
        if isinstance(article, dict) and (given := [name for name in article if fold(str(name)) in _BODIES]):
            span = places(f"{tree['article'].origin}/{token(str(given[0]))}", True).span
            message = f"the text below is the article's body, and `{given[0]}` is given, too"
            more.append(_mistake(source, span.start, span.end, "two-bodies", message, "leave one out"))
        elif article is None or isinstance(article, dict):
            tree["article"] = _with_body(tree.get("article"), text.strip("\r\n"))
    if more:
        return [], more
    span = Span(closing.end() + len(text) - len(text.lstrip()), len(source.text.rstrip()))

    def placed(pointer: str, key: bool) -> Place:
        return Place(source, span) if pointer == _BELOW else places(pointer, key)

    return [imported(tree, placed, fields.leftovers, body=around)], []


# The pointer of the text below: no name of a front matter starts with a slash of its own.
_BELOW = "/~1below"
_BODIES = ("body", "body_file")


def has_facts(start: str) -> bool:
    """Whether a file that starts like this is Markdown with facts in its front matter.

    A look at its marks, for folders with many files: a site's other pages should not be opened as stories.

    >>> has_facts("---\\ntitle: A\\nquotes:\\n  - text: No.\\n---\\n")
    True
    >>> has_facts("---\\ntitle: A\\npeople: [Eva]\\n---\\n")
    False
    """
    opening = _OPENING.match(start)
    if opening is None:
        return False
    closing = _CLOSING[opening[1]].search(start, opening.end())
    yaml, toml = _facts_marks()
    end = closing.start() if closing is not None else len(start)
    return (yaml if opening[1] == "---" else toml).search(start, opening.end(), end) is not None


def below(text: str) -> str | None:
    """What stands below a text's front matter; none where it has none."""
    opening = _OPENING.match(text)
    closing = _CLOSING[opening[1]].search(text, opening.end()) if opening is not None else None
    return text[closing.end() :] if closing is not None else None


@cache
def _facts_marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    kinds = "|".join(kind.plural for kind in builtin_vocabulary().kinds.values() if kind.name != "article")
    listed = r"[ \t]*(?:\[\s*\{|(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*-[ \t]+(?:\{|[\w-]+:(?:\s|$)))"
    yaml = rf"^(?:(?:{FACTS}|article):[ \t]*(?:\{{|(?:#.*)?\r?$)|(?:{kinds}):{listed})"
    toml = rf"^[ \t]*(?:\[\[(?:{kinds})\]\]|\[+(?:{FACTS}|article)[.\]]|(?:{kinds})[ \t]*=[ \t]*\[\s*\{{)"
    return re.compile(yaml, re.MULTILINE), re.compile(toml, re.MULTILINE)


# ------------------------------------------------------------------ the front matter


def _read(front: Source, whole: Source, mark: str) -> tuple[Any, list[Diagnostic], Places]:
    if mark == "---":
        from ruleck.facts.yaml_text import read_yaml

        value, mistakes = read_yaml(front)
        return value, mistakes, places_in(Document(front, "yaml"), whole)
    value, mistakes = read_toml(front)
    layout: list[Layout] = []

    def places(pointer: str, key: bool) -> Place:
        if not layout:
            layout.append(lay_out(front))
        return Place(whole, Document(front, "json", layout[0]).place(pointer, key).span)

    return value, mistakes, places


def _tree(
    value: Mapping[str, Any], fields: Fields, source: Source, places: Places
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The facts of a front matter."""
    tree: dict[str, Any] = {}
    mistakes: list[Diagnostic] = []
    names = {fold(str(name)): str(name) for name in value}
    whole = names.get(FACTS)
    if whole is not None and isinstance(value[whole], Mapping):
        for name, facts in value[whole].items():
            folded = fold(str(name))
            # A kind in two spellings is told as any document's would be.
            tree[folded if folded not in tree else str(name)] = At(facts, f"/{token(whole)}/{token(str(name))}")
    kinds = {"article" if kind.name == "article" else kind.plural for kind in fields.vocabulary.kinds.values()}
    rest: dict[str, Any] = {}
    for folded, name in names.items():
        said = value[name]
        if name == whole and isinstance(said, Mapping):
            continue
        if folded in kinds and _are_facts(said, folded):
            if folded in tree:
                span = places(f"/{token(name)}", True).span
                message = f"`{name}` stands here and under `{whole}`"
                mistakes.append(_mistake(source, span.start, span.end, "duplicate-key", message, "leave one out"))
            tree[folded] = At(said, f"/{token(name)}")
        else:
            rest[name] = said
    article: dict[str, Any] = {}
    used = _article(rest, {fold(name): name for name in rest}, article, fields, tree)
    known = [*_KNOWN, *(name for name in rest if fold(name) in _KNOWN)]
    for folded, name in names.items():
        said = rest.get(name)
        if folded in kinds and not says_nothing(said):
            if not fields.own("article", article, name, said, f"/{token(name)}"):
                fields.leave(f"/{token(name)}", known=False, note=_no_facts(folded, said, fields.vocabulary))
            used.append(name)
    aliases = [alias for aliases in _FIELDS.values() for alias in aliases]
    fields.rest("article", article, rest, "", used, known, [*kinds, FACTS, *_FIELDS, *aliases])
    written = tree.get("article")
    if article and written is None:
        tree["article"] = At(article, "")
    elif article and isinstance(written.value, Mapping):  # type: ignore[union-attr]  # `At` as put there above
        origin = written.origin  # type: ignore[union-attr]  # the same
        own = {str(name): At(one, f"{origin}/{token(str(name))}") for name, one in written.value.items()}  # type: ignore[union-attr]  # the same
        tree["article"] = At({**article, **own}, origin)
    return tree, mistakes


def _are_facts(value: Any, kind: str) -> bool:
    if kind == "article":
        return isinstance(value, Mapping)
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)


def _no_facts(kind: str, value: Any, vocabulary: Vocabulary) -> str:
    """Why what stands under the name of a kind is no fact of it, and how one is written."""
    if kind == "article":
        return "it takes fields, each with its name: `article: {headline: …}`"
    described = vocabulary.kind(kind)
    first = next(iter(described.fields)) if described is not None else "name"
    words = text_of(value[0] if isinstance(value, list) and value else value)
    return f"facts are wanted here, each with its fields: `- {as_yaml({first: shorten(words or '…')})}`"


def _article(
    rest: Mapping[str, Any], names: Mapping[str, str], article: dict[str, Any], fields: Fields, tree: Mapping[str, Any]
) -> list[str]:
    """Fill an article's fields from what sites call them; gives the names that were looked at."""
    explicit = tree.get("article")
    given = {fold(str(name)) for name in explicit.value} if isinstance(explicit, At) and explicit.value else set()
    used: list[str] = []
    for field, aliases in _FIELDS.items():
        for alias in aliases:
            name = names.get(alias)
            if name is None or name in used:
                continue
            value = _worded(field, alias, rest[name])
            origin = f"/{token(name)}"
            if value is None:
                continue
            used.append(name)
            if field in given:
                fields.leave(origin, known=True, note=f"the article's own `{field}` counts")
            elif field in article:
                fields.leave(origin, known=True, note=f"`{article[field].origin[1:]}` says it already")
            else:
                fields.put("article", article, field, value, origin)
    return used


def _worded(field: str, alias: str, value: Any) -> Any:
    """A site's value as the field takes it; none where it says nothing that the field could hold."""
    if field == "byline":
        return _names(value)
    if field == "section" and isinstance(value, list):
        return text_of(value[0]) if len(value) == 1 else None
    text = text_of(value)
    if alias == "draft":
        said = str(value).lower() if isinstance(value, bool) else (text or "").strip().lower()
        return "draft" if said in ("yes", "true") else None
    if alias == "status" and text is not None:
        return {"publish": "published", "public": "published", "future": "ready"}.get(text.strip().lower(), text)
    if field in ("published", "updated") and text is not None:
        return _timestamp(text)
    return text if text is not None else value if isinstance(value, (list, dict)) else None


def _timestamp(text: str) -> str:
    """A time as sites write it, in the form of ISO 8601."""
    found = _TIMESTAMP.fullmatch(text.strip())
    if found is None:
        return text
    zone = found[3] or ""
    zone = "Z" if zone in ("UTC", "GMT") else f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
    return f"{found[1]}T{found[2]}{zone}"


def _names(value: Any) -> str | None:
    """Who wrote it: a text, a list of them, or sets of fields with a name."""
    if isinstance(value, list):
        names = [name for one in value if (name := _names(one)) is not None]
        if len(names) < len(value):
            return None
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or None
    return text_of(value.get("name")) if isinstance(value, Mapping) else text_of(value)


def _with_body(article: Any, text: str) -> Any:
    if isinstance(article, At):
        return At({**article.value, "body": At(text, _BELOW)}, article.origin)
    return At({"body": At(text, _BELOW)}, "")


# ------------------------------------------------------------------ the file around it


def _blanked(text: str) -> str:
    """As much white space as a text is long, in the same lines."""
    return re.sub(r"[^\r\n]", " ", text)


def _in(source: Source, mistake: Diagnostic) -> Diagnostic:
    labels = tuple(Label(source, label.span, label.text) for label in mistake.labels)
    return Diagnostic(mistake.code, mistake.message, labels, mistake.notes, mistake.suggestions, mistake.severity)


def _mistake(source: Source, start: int, end: int, code: str, message: str, note: str) -> Diagnostic:
    return Diagnostic(code, message, (Label(source, Span(start, max(end, start + 1))),), (note,))
