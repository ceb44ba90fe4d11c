"""Text compared apart from white space, quote marks and encoding; patterns; names; excerpts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruleck.values.misread import Misread, shorten
from ruleck.values.text import (
    Wording,
    appears_in,
    canonical,
    compile_pattern,
    contains,
    ends,
    nearest,
    starts,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("so  much\n\tmore ", "so much more"),
        ("\u201cso\u201d \u2018so\u2019", "\"so\" 'so'"),
        ("\u00abso\u00bb", '"so"'),
        ("cafe\u0301", "café"),
        ("a\u00a0b\u2009c", "a b c"),
        ("Straße", "Straße"),
        (" ", ""),
    ],
)
def test_the_canonical_form(text: str, plain: str) -> None:
    assert canonical(text) == plain


@given(st.text())
def test_the_canonical_form_is_its_own(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(text)


@pytest.mark.parametrize(
    ("text", "phrase", "answer"),
    [
        ("They were hunted down.", "Hunted Down", True),
        ("They were hunted\n down.", "hunted down", True),
        ("Iranians", "Iran", False),
        ("Deptula\u2019s plan", "deptula", True),
        ("Deptula's plan", "Deptula\u2019s", True),
        ("aa a", "a", True),
        ("aaa", "a", False),
        ("word-play", "word", True),
        ("snake_case", "snake", False),
        ("CAFE\u0301", "café", True),
        ("50% off", "50%", True),
        ("anything", "", False),
        ("anything", " ", False),
        ("", "x", False),
    ],
)
def test_contains_whole_words(text: str, phrase: str, answer: bool) -> None:
    assert contains(text, phrase) is answer


def test_verbatim() -> None:
    assert appears_in("\u201chunted\u00a0down\u201d", 'were "hunted\ndown" there')
    assert not appears_in("Hunted down", "hunted down")
    assert starts("\u201cWe are", '"We')
    assert ends("there.\u201d ", '."')
    assert not starts("we are", "We")


@pytest.mark.parametrize(
    ("pattern", "ignore_case", "text", "answer"),
    [
        ("minister|spokes(man|woman|person)", True, "Spokeswoman", True),
        ("minister", False, "Minister", False),
        ("^a.c$", False, "abc", True),
        (r"\d{4}", False, "in 2017", True),
        ("É", True, "é", True),
        (r"^\pL+$", False, "héé", True),
        (r"^\w+$", False, "héé", False),
        ("\u2019", False, "it's", False),
        ("a\x00b", False, "xa\x00b", True),
    ],
)
def test_patterns(pattern: str, ignore_case: bool, text: str, answer: bool) -> None:
    found = compile_pattern(pattern, ignore_case)
    assert not isinstance(found, Misread)
    assert found(text) is answer


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "has a `(` without its `)`"),
        ("a)", "has a `)` without its `(`"),
        ("[z", "has a `[` without its `]`"),
        ("*a", "has a `*`, `+` or `?` with nothing before it to repeat"),
        ("a**", "repeats a repetition"),
        ("a{2000}", "repeats more than 1,000 times, or the larger number first"),
        ("[b-a]", "has a range in `[…]` that runs backwards, or a name there that is not known"),
        (r"(a)\1", "has a `\\` before a character that needs none, or refers back to a group"),
        ("a\\", "ends in a lone `\\`"),
        ("(?=a)", "looks ahead or behind, or has a `(?` that is not known"),
        ("\ud800", "holds a broken character"),
    ],
)
def test_what_is_no_pattern(pattern: str, reason: str, capfd: pytest.CaptureFixture[str]) -> None:
    misread = compile_pattern(pattern, False)
    assert isinstance(misread, Misread)
    assert misread.reason == reason
    assert capfd.readouterr() == ("", "")


def test_a_broken_character_in_the_text_is_no_mistake_of_the_pattern() -> None:
    found = compile_pattern("é.x", False)
    assert not isinstance(found, Misread)
    assert found("é\ud800x")
    assert not found("e\ud800x")


def test_a_pattern_that_would_take_others_for_ever() -> None:
    found = compile_pattern("(a*)*(a|aa)+(.*a){12}$", False)
    assert not isinstance(found, Misread)
    assert not found("a" * 50_000 + "b")


@given(st.text(max_size=20), st.booleans(), st.text(max_size=20))
def test_any_pattern_is_compiled_or_refused(pattern: str, ignore_case: bool, text: str) -> None:
    found = compile_pattern(pattern, ignore_case)
    assert isinstance(found, Misread) or found(text) in (True, False)


@pytest.mark.parametrize(
    ("word", "candidates", "closest"),
    [
        ("pubilshed", ["published", "updated"], ["published"]),
        ("Said-On", ["said_on", "made_on"], ["said_on"]),
        ("anonymus", ["anonymous"], ["anonymous"]),
        ("zzz", ["published"], []),
        ("x" * 100_000, ["x" * 100_000], []),
        ("", ["a"], []),
    ],
)
def test_the_nearest_name(word: str, candidates: list[str], closest: list[str]) -> None:
    assert nearest(word, candidates) == closest


@given(st.text(max_size=8), st.sets(st.text(max_size=8), max_size=5))
def test_the_nearest_name_does_not_hang_on_an_order(word: str, candidates: set[str]) -> None:
    assert nearest(word, sorted(candidates), 2) == nearest(word, sorted(candidates, reverse=True), 2)


BODY = "The  final fighters were being \u201chunted\n down\u201d in both countries, \u201chunted down\u201d again."


def find_excerpt(body: str, exact: str, prefix: str = "", suffix: str = "") -> list[tuple[int, int]]:
    return Wording(body).find(exact, prefix, suffix)


def test_an_excerpt_is_found_in_the_body_as_it_is() -> None:
    found = find_excerpt(BODY, '"hunted down"')
    assert [BODY[start:end] for start, end in found] == ["\u201chunted\n down\u201d", "\u201chunted down\u201d"]
    assert find_excerpt(BODY, "The final")[0] == (0, 10)
    assert find_excerpt(BODY, "Hunted down") == []
    assert find_excerpt(BODY, "") == find_excerpt("", "x") == find_excerpt(BODY, " ") == []


def test_a_prefix_and_a_suffix_tell_one_place_from_another() -> None:
    both = find_excerpt(BODY, "hunted down")
    assert find_excerpt(BODY, "hunted down", prefix='being "') == both[:1]
    assert find_excerpt(BODY, "hunted down", suffix='" again') == both[1:]
    assert find_excerpt(BODY, "hunted down", prefix="countries, \u201c", suffix="\u201d again.") == both[1:]
    assert find_excerpt(BODY, "hunted down", prefix="again") == []
    assert find_excerpt("a b", "b", prefix="a ") == find_excerpt("a b", "b", prefix="a") == [(2, 3)]


def test_letters_that_are_encoded_otherwise() -> None:
    body = unicodedata.normalize("NFD", "le café né à Orléans")
    for wording in ("né", "café", "afé n", "Orléans"):
        (start, end), *rest = find_excerpt(body, wording)
        assert unicodedata.normalize("NFC", body[start:end]) == wording
        assert not rest


@given(st.text("ab \n\u201c\u2019\"é\u0301e", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_what_is_cut_out_of_a_body_is_found_there(body: str, start: int, end: int) -> None:
    wording = body[start:end]
    clipped = canonical(wording)
    if not clipped or unicodedata.combining(wording.strip()[0]) or unicodedata.combining(body[end : end + 1] or " "):
        return  # a mark belongs to the letter before it
    places = find_excerpt(body, wording)
    assert all(canonical(body[a:b]) == clipped for a, b in places)
    assert places


def test_a_long_body_and_many_excerpts() -> None:
    wording = Wording("one two\n three " * 20_000)
    assert len(wording.find("two three")) == 20_000
    assert wording.find("two two") == []


def test_a_long_text_is_shortened_in_messages() -> None:
    assert len(shorten("x" * 10**6)) == 60
    assert shorten(" a\n b ") == "a b"
