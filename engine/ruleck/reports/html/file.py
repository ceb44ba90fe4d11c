"""The file that a page is: nothing in it loads, runs or leads anywhere outside."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from ruleck.reports.html.markup import Markup, joined, tag


def whole(title: str, body: Markup, filters: str) -> str:
    """The page. Its policy lets in nothing but its own two styles, by what they hash to; `filters` is the second."""
    styles = [_style(), filters]
    policy = (
        f"default-src 'none'; style-src {' '.join(map(_hash, styles))}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="robots", content="noindex"),  # a story that is not out yet may stand here
        tag("title", f"{title} - ruleck"),
        tag("link", rel="icon", href="data:,"),  # else a browser asks the server for one
        *(Markup(f"<style>{style}</style>") for style in styles),
    ]
    return f"<!DOCTYPE html>\n{tag('html', tag('head', joined(head)), tag('body', body), lang='en')}\n"


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def _hash(style: str) -> str:
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
