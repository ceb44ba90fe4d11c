"""What every page has, whatever was found: signs, patterns, and how to read it all."""

from __future__ import annotations

from functools import cache

from ruleck.reports.html.markup import Markup, joined, tag
from ruleck.reports.html.notes import icon

_SIGNS = {
    # An octagon with a cross, a triangle, a disc, a shield, a square: to be told apart without a colour.
    "error": ("M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M5.5 5.5l5 5m0-5l-5 5"),
    "warning": ("M8 1.2L15.3 14.6H.7z", "M8 6v4.2m0 1.6v.6"),
    "info": ("M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1z", "M8 7v4.5m0-7.4v.8"),
    "waived": ("M8 .8l6 2.2v4.6c0 3.6-2.5 6-6 7.6-3.5-1.6-6-4-6-7.6V3z", "M5 8.2l2.2 2.2L11.2 6"),
    "undecided": (
        "M4 1h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3z",
        "M5.6 6.2c.3-3.2 4.9-3 4.8.1 0 1.9-2.4 1.9-2.4 3.6m0 2.3v.5",
    ),
}
_WAYS = {"up": (0, 1, 0, 0), "down": (0, 0, 0, 1), "left": (1, 0, 0, 0), "right": (0, 0, 1, 0)}


@cache
def definitions() -> Markup:
    """The signs and patterns that drawings refer to."""
    parts = []
    for name, (outline, sign) in _SIGNS.items():
        drawn = [tag("path", class_="outline", d=outline), tag("path", class_="sign", d=sign)]
        parts.append(tag("symbol", *drawn, id=f"i-{name}", viewBox="0 0 16 16"))
    for role in ("plain", "violated", "undecided"):
        for way, (x1, y1, x2, y2) in _WAYS.items():
            stops = [tag("stop", offset="0", class_="full"), tag("stop", offset="1", class_="none")]
            parts.append(
                tag("linearGradient", *stops, id=f"fade-{role}-{way}", class_=role, x1=x1, y1=y1, x2=x2, y2=y2)
            )
        tip = tag("path", d="M0 0L10 5 0 10z", class_=f"tip {role}")
        parts.append(
            tag("marker", tip, id=f"tip-{role}", viewBox="0 0 10 10", refX="9", refY="5", markerWidth="5.5",
                markerHeight="5.5", orient="auto")
        )  # fmt: skip
    stripe = tag("line", x1=0, y1=0, x2=0, y2=8, class_="stripe")
    parts.append(
        tag("pattern", stripe, id="hatch", width=8, height=8, patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)")
    )  # fmt: skip
    return tag("svg", tag("defs", *parts), class_="defs", width=0, height=0, aria_hidden="true")


@cache
def how_to_read() -> Markup:
    """The signs, and how charts show what is uncertain."""
    signs = [
        ("error", "violated, an error: as the story stands, it cannot be right"),
        ("warning", "violated, a warning"),
        ("info", "violated, for information"),
        ("waived", "waived: somebody accepts it, and says why"),
        ("undecided", "undecided: the facts leave open whether it is as it must be"),
    ]
    charts = [
        ("a dot", "a figure that is known, on a day that is known"),
        ("a bar", "what the figure, or the date, can be, from end to end"),
        ("a bar that fades to an arrow", "nothing bounds it on that side: “more than 3,500”"),
        ("a thick arrow", "the earlier and the later fact that do not fit"),
        ("the hatched part", "what the earlier fact rules out for every later one"),
    ]
    return tag(
        "details",
        tag("summary", "How to read this page"),
        tag(
            "dl",
            *(tag("div", tag("dt", icon(name)), tag("dd", words)) for name, words in signs),
            *(tag("div", tag("dt", name), tag("dd", words)) for name, words in charts),
        ),
        joined([tag("p", "A number in the text leads to its note, and the note back. The filters need no script.")]),
        class_="folded legend",
    )
