"""HTML: the texts of its scripts that hold data, each with its place, and the words of a body without its tags."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from ruleck.source import Source, Span

# What ends a line of text where it is shown; other tags stand within one.
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
        "p", "pre", "section", "table", "td", "th", "tr", "ul", "hedline", "byline", "block", "body.content",
    ]
)  # fmt: skip
_UNSHOWN = frozenset(("script", "style", "head", "title", "template", "noscript"))
_TAG = re.compile(r"<[a-zA-Z!/?][^>]*>|&(?:[a-zA-Z]+|#\d+|#x[0-9a-fA-F]+);")
_WRAPPED = re.compile(r"\s*(?:<!--|(?://)?\s*<!\[CDATA\[)")
_UNWRAPPED = re.compile(r"(?:-->|(?://)?\s*\]\]>)\s*\Z")


def data_scripts(source: Source, type: str = "application/ld+json") -> list[Span]:
    """Where the texts of the scripts of a type stand in a page.

    >>> page = Source("a.html", '<p>Hello<script type="application/ld+json">{"a": 1}</script>')
    >>> [page.text[span.start : span.end] for span in data_scripts(page)]
    ['{"a": 1}']
    """
    scripts = _Scripts(source, type)
    scripts.feed(source.text)
    scripts.close()
    return scripts.found


def shown_text(html: str) -> str:
    """The words of a piece of HTML or the like as a reader sees them, a paragraph a line; plain text as it is.

    >>> shown_text("<p>One &amp; two.</p><p>Three,<br/>four.</p>")
    'One & two.\\n\\nThree,\\nfour.'
    """
    if not _TAG.search(html):
        return re.sub(r"\r\n?", "\n", html).strip()
    words = _Words()
    words.feed(html)
    words.close()
    text = "".join(words.pieces)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Scripts(HTMLParser):
    def __init__(self, source: Source, type: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.type = type
        self.found: list[Span] = []
        self.start: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = next((value for name, value in attrs if name == "type" and value is not None), "")
        if tag == "script" and kind.split(";")[0].strip().lower() == self.type:
            line, column = self.getpos()
            self.start = self.source.offset(line, column + 1) + len(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            line, column = self.getpos()
            self.end(self.source.offset(line, column + 1))

    def close(self) -> None:
        super().close()
        self.end(len(self.source.text))

    def end(self, at: int) -> None:
        if self.start is None:
            return
        inner = self.source.text[self.start : at]
        wrapped, unwrapped = _WRAPPED.match(inner), _UNWRAPPED.search(inner)
        start = self.start + (wrapped.end() if wrapped else 0)
        self.found.append(Span(start, max(start, self.start + unwrapped.start() if unwrapped else at)))
        self.start = None


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unshown = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSHOWN:
            self.unshown += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n" if tag == "br" else "\n\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSHOWN:
            self.unshown = max(0, self.unshown - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.unshown:
            self.pieces.append(re.sub(r"\s+", " ", data))
