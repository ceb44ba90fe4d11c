"""Marks in a text: whatever overlaps, no letter of the text is lost, and each stretch is marked as it should be."""

from __future__ import annotations

import html5lib
from hypothesis import given
from hypothesis import strategies as st

from ruleck.reports.html.markup import text
from ruleck.reports.html.prose import AROUND, Gap, Mark, Paragraph, paragraphs, stretches, unwrapped
from ruleck.source import Span
from tests.html.reading import HTML, elements, prose, words


def marked(body: str, spans: list[tuple[int, int]], whole: bool = True) -> list[Paragraph | Gap]:
    marks = [Mark(Span(a, b), n, f"k{n}", f"note {n}", f"m{n}") for n, (a, b) in enumerate(spans, 1)]
    return list(paragraphs(body, marks, whole=whole))


pieces = st.sampled_from(["one ", "two", " <b>", ".\n", "\n\n", "\n \n", "é&", "x" * 9])
bodies = st.lists(pieces, max_size=14).map("".join)


@given(bodies, st.data())
def test_no_letter_is_lost_and_every_letter_lies_in_its_marks(body: str, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, len(body)), st.integers(0, len(body))).map(sorted)
    spans = []
    for low, high in data.draw(st.lists(ends, max_size=6)):
        words = body[low:high]
        low, high = low + len(words) - len(words.lstrip()), high - (len(words) - len(words.rstrip()))
        spans += [(low, high)] if low < high else []
    found = marked(body, spans)
    shown: list[tuple[str, frozenset[str]]] = []
    ends_met: list[str] = []
    for part in found:
        assert isinstance(part, Paragraph)
        [p] = html5lib.parseFragment(f"<p>{part.content}</p>")
        shown += [(letter, marks) for piece, marks in prose(p) for letter in piece if not letter.isspace()]
        links = [a.get("id") for a in p.iter(f"{HTML}a")]
        assert sorted(map(str, links)) == sorted(part.ends)
        ends_met += part.ends
    expected = [
        (letter, frozenset(f"k{n}" for n, (a, b) in enumerate(spans, 1) if a <= at < b))
        for at, letter in enumerate(body)
        if not letter.isspace()
    ]
    assert shown == expected
    assert sorted(ends_met) == sorted(f"m{n}" for n in range(1, len(spans) + 1))


def test_of_a_long_text_what_is_around_a_mark_is_shown_and_the_rest_is_counted() -> None:
    body = f"{'a' * 5000}\n\n{'b' * 5000} needle {'c' * 5000}\n\n{'d' * 5000}\n\n{'e' * 10}"
    at = body.index("needle")
    first, middle, last = marked(body, [(at, at + 6)], whole=False)
    assert (first, last) == (Gap(5000), Gap(5010))
    assert isinstance(middle, Paragraph)
    said = words(html5lib.parseFragment(f"<p>{middle.content}</p>")[0])
    left = f" [{5001 - AROUND:,} characters left out] "
    assert said == f"{left}{'b' * (AROUND - 1)} needle1 {'c' * (AROUND - 1)}{left}"


def test_lines_are_paragraphs_unless_they_were_only_wrapped() -> None:
    wrapped = (
        "All of it was said by somebody who would not be named,\n"
        "as the paper found when it asked for his name and his\naddress.\n\nNobody denied it."
    )
    for body in (wrapped, wrapped.replace("\n", "\r\n")):
        assert len(unwrapped(body)) == len(body)
        shown = [" ".join(unwrapped(body)[s.start : s.end].split()) for s in stretches(unwrapped(body))]
        assert shown == [
            "All of it was said by somebody who would not be named, "
            "as the paper found when it asked for his name and his address.",
            "Nobody denied it.",
        ]
    assert unwrapped("Roses are red,\nviolets are blue,\nso are you") == "Roses are red,\nviolets are blue,\nso are you"
    long = "x " * 200 + "\n" + "y " * 200
    assert unwrapped(long) == long


def test_a_mark_that_is_long_itself_is_shown_at_its_ends_and_has_its_link() -> None:
    body = "x" * 50_000
    [part] = marked(body, [(10, 49_990)], whole=False)
    assert isinstance(part, Paragraph)
    assert len(part.content) < 6_000
    assert part.content.count('id="m1"') == 1


def test_marks_that_look_alike_do_not_lie_in_each_other_a_thousand_times() -> None:
    marks = [Mark(Span(0, 5), n, "same", "note", f"m{n}") for n in range(1000)]
    [part] = paragraphs("words and more", marks, whole=True)
    assert isinstance(part, Paragraph)
    assert part.content.count("<mark") == 1
    assert part.content.count("<a ") == 1000


def test_controls_and_turns_of_direction_are_shown_as_escapes_and_other_scripts_as_they_are() -> None:
    assert text("a\u202eb\x1b\u200f\u200d\r\n日本") == "a\\u202eb\\x1b\u200f\u200d\n日本"


def test_elements_are_found_by_class() -> None:
    tree = html5lib.parse("<p><mark class='a b'>x</mark>")
    assert len(elements(tree, "mark", "b")) == 1
