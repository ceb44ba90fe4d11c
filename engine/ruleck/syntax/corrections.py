"""Corrected sentences, found by trying: what editors write from habit, then one word misspelt, missing or too many.

A correction is offered only if it is a sentence of the language and the caller accepts it (its names and types are
right too). It never changes what the rule demands. A habit is trusted to keep that (habits.py); a chance edit is not,
so it may only

- put a keyword for a word that looks like it and is no word of the language itself;
- add one of a few words that carry no meaning of their own;
- leave out one of a few words that carry none.

The search is best-first and counts its attempts, not its time: the same file gets the same corrections everywhere.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from ruleck.syntax.habits import HABITS, Habit
from ruleck.syntax.layout import one_line
from ruleck.syntax.wording import WORDS

LONGEST = 2_000  # characters of a statement for which corrections are looked for
MOST_ATTEMPTS = 120
MOST_EDITS = 3  # in one statement
MOST_OFFERED = 2
LEAST_LIKENESS = 0.72  # of a misspelt word to its keyword
SAME_LETTERS = 0.9


@dataclass(frozen=True, slots=True)
class Stuck:
    """Where a statement stopped making sense: a stretch of its text, and what could have stood there.

    `instead` is what to write in its place, where that is known already.
    """

    start: int
    end: int
    may_follow: Callable[[], frozenset[str]]
    instead: str = ""


Attempt = Callable[[str], Stuck | None]


@dataclass(frozen=True, slots=True)
class _Edit:
    kind: str  # two corrections are both readings of a mistake if their edits are of the same kinds
    cost: float
    text: str
    trusted: bool = False


# A word put in or left out is a guess: a second one on top of it would make up a sentence that nobody wrote.
_GUESSED = frozenset({"missing", "too many"})
# Words that may be put in, by the terminal they are; each with what may follow at once.
_ADDED = {
    "MUST": (" must", " must be"),
    "_BE": (" be",),
    "_IS": (" is",),
    "AN": (" a",),
    "_WHERE": (" where",),
    "OF": (" of",),
    "_POSSESSIVE": ("'s",),
    "_COMMA": (",",),
    "_COLON": (":",),
    "_OVER_TIME": (" over time",),
    "RPAR": (")",),
    "_AS": (" as",),
    "_TO": (" to",),
}
_LEFT_OUT = frozenset(
    {"a", "also", "already", "always", "an", "are", "be", "been", "clearly", "is", "it"}
    | {"of", "really", "that", "then", "they", "to", "which", "who"}
)
_LANGUAGE = frozenset(word for forms in WORDS.values() for form in forms for word in form.split())

_QUOTED = re.compile(r"""["“”](?:\\[\s\S]|[^"“”\\])*["“”]""")
_WORD = re.compile(r"[\w'\u2019-]+|[^\s\w]+")
_BEFORE_SENTENCE = re.compile(
    r"""(?:rule\s[^:]*:\s*)?(?:severity\s+\w+\s+)?(?:tags\s+[\w-]+(?:\s*,\s*[\w-]+)*\s+)?(?:see\s+["“][^"”]*["”]\s*)?"""
    r"""(?:across\s+articles\s*,\s*)?(?:for\s+(?:each|every)\s+[^,]*,\s*)?""",
    re.IGNORECASE,
)
_AFTER_SENTENCE = re.compile(
    r"\s*\.?\s*(?:\b(?:because|accepts|rejects|leaves\s+undecided|ignores)\b|$)", re.IGNORECASE
)


def corrections(
    text: str, stuck: Stuck, attempt: Attempt, accepts: Callable[[str], bool]
) -> tuple[list[str], str | None]:
    """Whole statements, at most two, that say rightly what `text` says wrongly, the likeliest first. Where there are
    none: the likeliest that a habit makes of it and that can be read, though a name or type in it is not right yet.

    `attempt` tells where a text is stuck, or that it is not; `accepts` is asked of each text that is not.
    """
    if len(text) > LONGEST or not one_line(text).isprintable():
        return [], None
    nearer: str | None = None
    tried = {text}
    queue: list[tuple[float, int, tuple[str, ...], str, Stuck | None]] = [(0.0, 0, (), text, stuck)]
    found: list[tuple[float, tuple[str, ...], str]] = []
    while queue and len(found) < MOST_OFFERED:
        cost, _, kinds, candidate, where = heapq.heappop(queue)
        if found and (cost > found[0][0] + 0.1 or not _same_reading(kinds, found[0][1])):
            continue
        if where is None:
            if accepts(candidate):
                found.append((cost, kinds, candidate))
            elif nearer is None and any(kind.startswith("habit") for kind in kinds):
                nearer = candidate
            continue
        if len(kinds) == MOST_EDITS:
            continue
        for edit in _edits(candidate, where, attempt):
            if edit.text in tried or len(tried) > MOST_ATTEMPTS or (edit.kind in _GUESSED and _GUESSED & set(kinds)):
                continue
            tried.add(edit.text)
            then = attempt(edit.text)
            further = then is None or len(edit.text) - then.start < len(candidate) - where.start
            if further or edit.trusted:
                heapq.heappush(queue, (cost + edit.cost, len(tried), (*kinds, edit.kind), edit.text, then))
    return [text for _, _, text in found], None if found else nearer


def _same_reading(kinds: tuple[str, ...], first: tuple[str, ...]) -> bool:
    return kinds == first[: len(kinds)]


def _edits(text: str, stuck: Stuck, attempt: Attempt) -> Iterator[_Edit]:
    if stuck.instead:
        yield _Edit("instead", 0.5, _splice(text, stuck.start, stuck.end, stuck.instead))
        return
    masked = _QUOTED.sub(lambda m: m.group()[0] + "_" * (len(m.group()) - 2) + m.group()[-1], text)
    words = [w.span() for w in _WORD.finditer(masked)]
    at = next((i for i, (_, end) in enumerate(words) if end > stuck.start), len(words))
    yield from _habitual(text, masked, stuck, words[max(at - 1, 0)][0] if words else 0)
    yield from _misspelt(text, masked, words, at, stuck.may_follow())
    if at > 0:
        before = attempt(text[: words[at - 1][0]])
        if before is not None:
            yield from _misspelt(text, masked, words, at - 1, before.may_follow())
    yield from _missing(text, stuck)
    yield from _too_many(text, masked, words[max(at - 1, 0) : at + 1])


def _habitual(text: str, masked: str, stuck: Stuck, nearby: int) -> Iterator[_Edit]:
    before = _BEFORE_SENTENCE.match(masked)
    start = before.end() if before else 0
    after = _AFTER_SENTENCE.search(masked, start)
    end = after.start() if after else len(masked)
    for number, habit in enumerate(HABITS):
        if habit.turn:
            turned = habit.pattern.search(masked[start:end])
            if turned:
                yield from _reworded(text, start, turned, habit, number)
            continue
        for found in habit.pattern.finditer(masked):
            if found.start() <= stuck.end + 1 and found.end() >= nearby:
                yield from _reworded(text, 0, found, habit, number)


def _reworded(text: str, offset: int, found: re.Match[str], habit: Habit, number: int) -> Iterator[_Edit]:
    def group(reference: re.Match[str]) -> str:
        start, end = found.span(int(reference.group(1)))
        return text[offset + start : offset + end]

    for choice, wording in enumerate(habit.wordings):
        written = re.sub(r"\\(\d)", group, wording)
        changed = _splice(text, offset + found.start(), offset + found.end(), written)
        yield _Edit(f"habit {number}", 1 + number / 1000 + choice / 10_000, changed, trusted=True)


def _misspelt(
    text: str, masked: str, words: list[tuple[int, int]], at: int, accepted: frozenset[str]
) -> Iterator[_Edit]:
    forms = [form for terminal in accepted for form in WORDS.get(terminal, ()) if form[0].isalpha()]
    for several in (1, 2, 3):
        if at + several > len(words):
            return
        start, end = words[at][0], words[at + several - 1][1]
        written = masked[start:end].lower()
        if '"' in written or all(word in _LANGUAGE for word in written.split()):
            continue
        likely = sorted(
            ((_likeness(written, form), form) for form in forms if form[0] == written[0] and _keeps(written, form)),
            reverse=True,
        )
        if not likely or likely[0][0] < LEAST_LIKENESS:
            continue
        best, form = likely[0]
        if several != len(form.split()) and best < SAME_LETTERS:
            continue  # joined or parted wrongly is one thing, a word more or less another
        # Two keywords that look alike here (`increase`, `decrease`) are never guessed between.
        if len(likely) > 1 and likely[1][0] > best - 0.05 and not likely[1][1].startswith(form):
            continue
        yield _Edit("misspelt", 2 + (1 - best), _splice(text, start, end, form))


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, one_line(a).replace(" ", ""), b.replace(" ", ""), autojunk=False).ratio()


def _keeps(written: str, form: str) -> bool:
    """Whether every word of the language in `written` is in `form` too."""
    return all(word in form.split() for word in written.split() if word in _LANGUAGE)


def _missing(text: str, stuck: Stuck) -> Iterator[_Edit]:
    accepted = stuck.may_follow()
    before = text[: stuck.start].rstrip()
    after = text[stuck.start :].lstrip()
    for terminal, additions in _ADDED.items():
        if terminal in accepted:
            for number, addition in enumerate(additions):
                space = " " if after and after[0] not in ".,:)" else ""
                yield _Edit("missing", 3 + number / 100, f"{before}{addition}{space}{after}".lstrip())


def _too_many(text: str, masked: str, words: list[tuple[int, int]]) -> Iterator[_Edit]:
    for start, end in words:
        if masked[start:end].lower() in _LEFT_OUT:
            yield _Edit("too many", 3.5, f"{text[:start]}{text[end:].lstrip()}")


def _splice(text: str, start: int, end: int, written: str) -> str:
    before, after = text[:start], text[end:]
    # One space at each seam, and none before a mark.
    if written.startswith(" ") and before.endswith(" "):
        written = written[1:]
    if written.startswith(","):
        before = before.rstrip()
    if written.endswith(" ") and after.startswith(" "):
        written = written[:-1]
    elif written.endswith(",") and after[:1].isalnum():
        written += " "
    return before + written + after
