"""Text as it is compared: apart from how white space and quote marks are set, and from how letters are encoded.

Patterns run on RE2, in time linear in the text whatever the pattern. As there, `\\w`, `\\d` and `\\b` know the letters
and digits of ASCII only: `\\pL` is a letter of any script.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from unicodedata import is_normalized, normalize

from ruleck.values.misread import Misread, shorten

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛‹›", "'") | dict.fromkeys("“”„‟«»", '"'))  # noqa: RUF001 - that is the point
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"\S+")
_LONGEST_NAME = 60


def canonical(text: str) -> str:
    """The text with white space runs as one space, none at the ends, straight quote marks, and Unicode NFC.

    >>> canonical(" “so\\u00a0 much” ")
    '"so much"'
    """
    if not text.isascii():
        text = normalize("NFC", text).translate(_QUOTES)
    return " ".join(text.split())


def contains(text: str, phrase: str) -> bool:
    """Whether the words of `phrase` stand in the text, whole and in any letter case.

    >>> contains("The Iranians' plan", "Iran"), contains("Iran's plan", "iran")
    (False, True)
    """
    text, phrase = canonical(text).casefold(), canonical(phrase).casefold()
    if not phrase:
        return False
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not _joined(text[at - 1 : at], phrase[0]) and not _joined(phrase[-1], text[end : end + 1]):
            return True
        at = text.find(phrase, at + 1)
    return False


def _joined(left: str, right: str) -> bool:
    return (left.isalnum() or left == "_") and (right.isalnum() or right == "_")


def appears_in(text: str, inside: str) -> bool:
    """Whether the wording stands in `inside` verbatim, but for white space and quote-mark style."""
    return canonical(text) in canonical(inside)


def starts(text: str, beginning: str) -> bool:
    """Whether the text starts with `beginning`."""
    return canonical(text).startswith(canonical(beginning))


def ends(text: str, ending: str) -> bool:
    """Whether the text ends with `ending`."""
    return canonical(text).endswith(canonical(ending))


# ------------------------------------------------------------------ patterns


def compile_pattern(pattern: str, ignore_case: bool) -> Callable[[str], bool] | Misread:
    """A test whether the pattern is anywhere in a text, the text taken as it is.

    >>> found = compile_pattern("ministers?", ignore_case=True)
    >>> found("Prime Minister"), found("prime")  # type: ignore[operator]
    (True, False)
    """
    import re2  # type: ignore[import-untyped]

    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.log_errors = False
    try:
        compiled = re2.compile(pattern.encode(), options)
    except UnicodeEncodeError:
        return Misread(shorten(pattern), "holds a broken character", "type it again")
    except re2.error as error:
        said = error.args[0] if error.args else b""
        return Misread(shorten(pattern), _pattern_mistake(said.decode() if isinstance(said, bytes) else str(said)))
    search = compiled.search

    def found(text: str) -> bool:
        try:
            return search(text.encode()) is not None
        except UnicodeEncodeError:
            # Half of a surrogate pair is no character; it stands in as the mark that says so.
            return search(_SURROGATE.sub("\ufffd", text).encode()) is not None

    return found


# What RE2 says of a pattern, and how to say it to an author.
_PATTERN_MISTAKES = (
    ("missing )", "has a `(` without its `)`"),
    ("unexpected )", "has a `)` without its `(`"),
    ("missing ]", "has a `[` without its `]`"),
    ("missing argument to repetition", "has a `*`, `+` or `?` with nothing before it to repeat"),
    ("no argument for repetition", "has a `*`, `+` or `?` with nothing before it to repeat"),
    ("bad repetition operator", "repeats a repetition"),
    ("invalid repetition size", "repeats more than 1,000 times, or the larger number first"),
    ("invalid character class", "has a range in `[…]` that runs backwards, or a name there that is not known"),
    ("invalid escape sequence", "has a `\\` before a character that needs none, or refers back to a group"),
    ("trailing \\", "ends in a lone `\\`"),
    ("invalid perl operator", "looks ahead or behind, or has a `(?` that is not known"),
    ("invalid named capture group", "has a group whose name is not understood"),
    ("pattern too large", "is too large"),
    ("nesting", "has brackets nested too deeply"),
)


def _pattern_mistake(said: str) -> str:
    return next((told for words, told in _PATTERN_MISTAKES if words in said.lower()), "is not a pattern")


# ------------------------------------------------------------------ nearest names


def nearest(word: str, candidates: Iterable[str], n: int = 1, likeness: float = 0.6) -> list[str]:
    """Up to `n` of the candidates that look like `word`, the closest first; letter case, `_` and `-` do not count.

    `likeness` is how much of both must be the same, from 0 to 1.

    >>> nearest("pubished", ["published", "updated"])
    ['published']
    """
    if len(word) > _LONGEST_NAME:
        return []
    by_look: dict[str, str] = {}
    for candidate in sorted(set(candidates)):
        if len(candidate) <= _LONGEST_NAME:
            by_look.setdefault(_look(candidate), candidate)
    return [by_look[look] for look in get_close_matches(_look(word), by_look, n, cutoff=likeness)]


def _look(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")


# ------------------------------------------------------------------ excerpts


class Wording:
    """A text in which wordings are looked for, with the way back from where they stand to the text as it is."""

    def __init__(self, text: str) -> None:
        """Read the text once."""
        self.text = text
        words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        self._words = words
        self._composed = is_normalized("NFC", text)
        shown = [self._shown(text[start:end]) for start, end in words]
        # Invariant: `_joined[_at[k]:]` starts with word k as it is compared.
        self._at: list[int] = []
        at = 0
        for word in shown:
            self._at.append(at)
            at += len(word) + 1
        self._joined = " ".join(shown)

    def find(self, exact: str, prefix: str = "", suffix: str = "") -> list[tuple[int, int]]:
        """Where `exact` stands with `prefix` before and `suffix` after it: starts and ends in the text as it is.

        White space and quote-mark style do not count. Occurrences do not overlap.

        >>> Wording("they were “hunted\\n down” there").find('were "hunted down"')
        [(5, 24)]
        """
        exact, prefix, suffix = canonical(exact), canonical(prefix), canonical(suffix)
        found: list[tuple[int, int]] = []
        joined, at = self._joined, self._joined.find(exact) if exact else -1
        while at >= 0:
            end = at + len(exact)
            # A prefix and a suffix may stand with white space or without it, and always start and end without.
            before = at - (joined[at - 1 : at] == " ")
            after = end + (joined[end : end + 1] == " ")
            fits = joined.endswith(prefix, 0, before) and joined.startswith(suffix, after)
            if fits:
                found.append((self._start(at), self._end(end)))
            at = joined.find(exact, end if fits else at + 1)
        return found

    def _shown(self, word: str) -> str:
        return (word if self._composed else normalize("NFC", word)).translate(_QUOTES)

    def _start(self, offset: int) -> int:
        k = bisect_right(self._at, offset) - 1
        start, end = self._words[k]
        offset -= self._at[k]
        if self._composed:
            return start + offset
        # The last character of the text whose composed form begins by `offset`.
        lengths = range(end - start + 1)
        return start + bisect_right(lengths, offset, key=lambda n: self._length(start, n)) - 1

    def _end(self, offset: int) -> int:
        k = bisect_left(self._at, offset) - 1
        start, end = self._words[k]
        offset -= self._at[k]
        if self._composed:
            return start + offset
        # With the marks that are composed with its last letter.
        lengths = range(end - start + 1)
        return start + bisect_right(lengths, offset, key=lambda n: self._length(start, n)) - 1

    def _length(self, start: int, n: int) -> int:
        return len(normalize("NFC", self.text[start : start + n]))
