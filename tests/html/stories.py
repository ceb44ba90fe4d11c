"""Stories that try the page: hostile ones, crowded ones, and those whose series show every sort of uncertainty."""

from __future__ import annotations

from collections.abc import Mapping

PWN = "<script>window.__pwned = 1</script>"
HOSTILE = (
    PWN,
    "</style><style>body{display:none}</style>",
    "</title></textarea></svg><img src=x onerror='window.__pwned=2'>",
    "<!--", "-->", "<![CDATA[", "]]>", "&lt;b&gt; &amp;#60;",
    "\" onmouseover=\"window.__pwned=3\" x=\"", "' autofocus onfocus='window.__pwned=4",
    "javascript:window.__pwned=5", "<a href=\"javascript:window.__pwned=6\">here</a>",
    "<iframe srcdoc='<script>parent.__pwned=7</script>'></iframe>", "<base href='http://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>", "<svg><animate onbegin=alert(1)>",
    "<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>", "\u202eturned round\u202c",
    "\u2066isolated\u2069", "\x00\x01\x1b[31mred", "\ufffe", "שלום עולם", "مرحبا", "👩\u200d👩\u200d👧 🏴", "W" * 300,
)  # fmt: skip


def hostile() -> Mapping[str, object]:
    """A story in which every text is an attack."""
    text = "\n\n".join(f"Before {attack} after." for attack in HOSTILE if attack.isprintable() or "\u202e" in attack)
    return {
        "article": {"headline": f"{PWN} {HOSTILE[1]} {HOSTILE[17]}", "body": text, "language": '"><script>'},
        "quotes": [{"text": attack, "excerpt": f"{attack} after"} for attack in HOSTILE if attack in text],
        "estimates": [
            {"subject": HOSTILE[2], "value": value, "unit": HOSTILE[8], "as_of": f"2020-01-0{day}"}
            for day, value in ((1, 5), (2, 9))
        ],
    }


def crowded(findings: int = 40) -> Mapping[str, object]:
    """Many findings in one paragraph, their stretches one inside the other and across each other."""
    words = [f"word{number}" for number in range(findings + 10)]
    return {
        "article": {"headline": "Forty in one", "body": " ".join(words) + "."},
        "quotes": [
            {"text": f"quote {number}", "excerpt": " ".join(words[number : number + 1 + number % 7])}
            for number in range(findings)
        ],
    }


def long(characters: int) -> Mapping[str, object]:
    """A text of one paragraph, long beyond reading, with a finding in the middle of it."""
    half = "lorem ipsum dolor " * (characters // 36)
    return {
        "article": {"headline": "A long one", "body": f"{half} the needle {half}"},
        "quotes": [{"text": "the needle", "excerpt": "the needle"}],
    }


# Every sort of uncertain value at every sort of uncertain date; the last but one rises.
COURSE = [
    ("more than 9,000", "2015"), ("8,000 to 8,500", "2016-03"), ("6,000", "2016-06/2016-09"),
    ("about 5,000", "2016-12-24"), ("4,000", "2017-02-01"), ("5,500", "2017-02-11"),
    ("fewer than 3,000", "2017-04/.."),
]  # fmt: skip
SENTENCES = ("quotes must name a speaker", "estimates must decrease over time")


def course() -> Mapping[str, object]:
    """A series of all of these."""
    return {
        "article": {"headline": "Fewer and fewer"},
        "estimates": [{"subject": "boats", "value": value, "as_of": time, "unit": "boats"} for value, time in COURSE],
    }
