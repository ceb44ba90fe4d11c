"""What holds of the draft of any text at all: nothing invented, everything found again, no crash, linear time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleck.drafting.draft import draft_facts
from ruleck.drafting.drafted import Draft
from ruleck.drafting.text import read_text
from ruleck.drafting.writing import write_draft
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import read_document
from ruleck.values.text import canonical
from tests.draft.measuring import GOLD, STORIES, draft_of

_DAY = date(2024, 3, 8)
_PIECES = (GOLD.parent / "pieces.txt").read_text("utf-8").split()
_NEWS = st.lists(
    st.tuples(st.sampled_from(_PIECES), st.sampled_from([" ", " ", " ", " ", "", "\n", "\n\n", "  "])), max_size=90
).map(lambda pieces: "".join(word + space for word, space in pieces))
_ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)
TEXTS = st.one_of(_NEWS, _ANY)

# What is said of a fact beside what the story says: ids, and members of enumerations.
_OURS = {
    *("?", "direct", "fragment", "headline", "lead", "body", "yes", "no", "True"),
    *("person", "organization", "document", "dataset"),
}
_DATES = {"date", "as_of", "said_on", "published"}


def excerpt(fields: dict[str, Any]) -> tuple[str, str]:
    found = fields["excerpt"]
    return (found["exact"], found["prefix"]) if isinstance(found, dict) else (found, "")


def hold_to_the_story(draft: Draft, text: str) -> None:
    """Everything that a draft says stands in the story."""
    inside = canonical(text)
    for kind, fact in draft.all:
        exact, prefix = excerpt(fact.fields)
        assert canonical(exact) in inside
        assert canonical(prefix) in inside
        if "value" in fact.fields and fact.fields["value"] != "?":
            assert canonical(fact.fields["value"]) in canonical(exact)
        for field, value in fact.fields.items():
            if field in ("id", "excerpt") or field in _DATES or isinstance(value, bool) or str(value) in _OURS:
                continue
            if field in ("speaker", "source", "estimate") and value in draft.by_id(
                {"speaker": "people", "source": "sources", "estimate": "estimates"}[field]
            ):
                continue
            words = value[0] if isinstance(value, list) else value
            if field == "weekday":
                assert words in inside.lower()
            else:
                assert canonical(words) in inside, (kind, field, words)


def hold_to_the_loader(written: str, text: str) -> None:
    """A draft passes the check's own reading as it is, and each excerpt is found where it says."""
    story, mistakes = read_document(written, builtin_vocabulary(), format="yaml")
    assert not mistakes, [m.message for m in mistakes]
    assert story is not None
    assert story.misplaced == ()


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_law_no_text_is_too_strange_and_nothing_is_invented(text: str) -> None:
    draft = draft_facts(text, _DAY)
    hold_to_the_story(draft, text)
    hold_to_the_loader(write_draft(draft, "s.txt"), text)


@given(
    st.text(st.characters(categories=["Cs", "Lu", "Ll", "Po", "Zs", "Nd"]), max_size=60),
    st.sampled_from([None, date(1, 1, 1), date(9999, 12, 31)]),
)
@settings(max_examples=30, deadline=None)
def test_law_not_even_half_a_character_or_the_ends_of_time_are_a_crash(text: str, day: date | None) -> None:
    more = f"{text} On Monday two weeks ago, 9,999 years ago, last year, next week, in May and last winter he left."
    draft = draft_facts(more, day)
    assert write_draft(draft, "s.txt")


@pytest.mark.parametrize("name", STORIES)
def test_our_own_stories_keep_the_laws(name: str) -> None:
    draft = draft_of(name)
    hold_to_the_story(draft, (GOLD / f"{name}.txt").read_text("utf-8"))


@pytest.mark.parametrize("name", STORIES)
def test_each_excerpt_is_found_where_the_fact_was(name: str) -> None:
    draft = draft_of(name)
    # The story goes into the facts themselves here, so that nothing but the text is needed.
    whole = draft_facts(draft.story.text, date.fromisoformat(draft.article["published"]))
    story, _ = read_document(write_draft(whole, name), builtin_vocabulary(), format="yaml")
    assert story is not None
    singular = {kind.plural: kind.name for kind in builtin_vocabulary().kinds.values()}
    for kind, facts in whole.facts.items():
        for record, fact in zip(story.records[singular[kind]], facts, strict=True):
            place = story.excerpt(record)
            assert place is not None, fact.fields
            found = canonical(draft.story.text[place.span.start : place.span.end])
            assert found == canonical(excerpt(fact.fields)[0])
            assert place.span.start <= draft.story.tokens[fact.at + (kind == "quotes")].start <= place.span.end


# ------------------------------------------------------------------ steps

_HOSTILE: dict[str, Callable[[int], str]] = {
    "our own story again and again": lambda n: (GOLD / "flood.txt").read_text("utf-8") * n,
    "one sentence without an end": lambda n: "Toll\n" + "said 5 people on Friday and " * (40 * n),
    "quotes that are never closed": lambda n: "Toll\n" + "“no said Ada Marsh " * (60 * n),
    "quotes side by side": lambda n: "Toll\n" + '"No," said Mayor Ada Marsh. ' * (50 * n),
    "one name": lambda n: "Ada " * (200 * n),
    "numbers": lambda n: "1,000 to 2 million or more less than " * (40 * n),
    "marks": lambda n: '."” “' * (200 * n),
    "lines": lambda n: "By\n\n" * (200 * n),
    "capitals before a dash": lambda n: "Toll\n\n" + "A" * (800 * n) + " — x",
    "promotion": lambda n: "Follow us on social media!\nIt rained.\n" * (50 * n),
    "descriptions": lambda n: "".join(f"An official {k} said so. " for k in range(50 * n)),
    "people": lambda n: "".join(
        f"Mayor Ada Marsh{chr(97 + k % 26)}{chr(97 + k // 26 % 26)} left. " for k in range(50 * n)
    ),
}


def steps(run: Callable[[], object]) -> int:
    """How many lines of our own are run: the same on every machine, however slow."""
    count = 0
    folder = str(Path(sys.modules["ruleck.drafting.draft"].__file__ or "").parent)

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(folder):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", _HOSTILE)
def test_steps_grow_as_the_story_does(name: str) -> None:
    small, large = (steps(lambda n=n: draft_facts(_HOSTILE[name](n), _DAY, "s.txt")) for n in (1, 4))  # type: ignore[misc]  # a default keeps n
    assert large <= 4.6 * small + 2_000


def test_a_story_of_a_book_is_cut_into_words_once() -> None:
    text = (GOLD / "flood.txt").read_text("utf-8")
    assert len(read_text(text * 30).tokens) == pytest.approx(30 * len(read_text(text).tokens), rel=0.01)
