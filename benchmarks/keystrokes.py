"""What does it take from a plain story to checked facts, by hand and from a draft? A model of it, not a person.

The keystroke-level model: S. K. Card, T. P. Moran, A. Newell, "The keystroke-level model for user performance time with
interactive systems", Communications of the ACM 23 (1980). Its operators, in seconds: K, a keystroke of somebody who
types 40 words a minute; P, to point with a mouse; B, to press or let go its button; H, to move a hand between mouse and
keyboard; M, to think before a step. What the model leaves out is reading: 238 words a minute, the average over 190
studies (M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109, 2019).

By hand, the gold facts are written as our own writer sets them. A value is typed, or copied from the story where it
stands in it and that is quicker. From a draft, each drafted fact is read and thought over once; a field that differs is
pointed at and typed anew, one that is missing is typed with its name, one that is too many is deleted, and so is a fact
that is too many; one that is missing costs what it costs by hand. Any excerpt that holds is right, and a comma at the
end of a quote makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.measure import Table
from ruleck.drafting.writing import write_draft
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.write import write_yaml
from ruleck.values.misread import Misread
from ruleck.values.phrase import read_number
from ruleck.values.text import Wording, canonical
from tests.draft.measuring import STORIES, draft_of, gold_file, read_gold

K, P, B, H, M = 0.28, 1.1, 0.1, 0.4, 1.35
READING = 60 / 238
_COPY_KEYS = 4  # two key combinations
_COPY = 2 * H + 3 * P + 4 * B  # mark it with the mouse, point at where it goes
_LINKS = {"speaker": "people", "source": "sources", "estimate": "estimates"}
_NUMBERS = ("estimates", "figures")
Fields = Mapping[str, Any]
Facts = dict[str, list[dict[str, Any]]]


@dataclass(slots=True)
class Effort:
    """Keystrokes, and seconds with everything."""

    keys: int = 0
    seconds: float = 0.0

    def type(self, count: int) -> None:
        """So many keys."""
        self.keys += count
        self.seconds += K * count

    def think(self) -> None:
        self.seconds += M

    def point(self) -> None:
        """With the mouse, click, and back to the keyboard."""
        self.seconds += 2 * H + P + 2 * B

    def put(self, value: str, story: str) -> None:
        """A value: typed, or copied where that is quicker."""
        if K * len(value) > K * _COPY_KEYS + _COPY and canonical(value) in story:
            self.keys += _COPY_KEYS
            self.seconds += K * _COPY_KEYS + _COPY
        else:
            self.type(len(value))

    def read(self, words: int) -> None:
        self.seconds += READING * words


def measure(quick: bool = False) -> Table:
    """Keystrokes and minutes for each story, both ways."""
    rows = [_row(name) for name in (STORIES[:1] if quick else STORIES)]
    columns = ("", "words", "facts", "keys by hand", "minutes", "keys from a draft", "minutes from it")
    numbers = [*(numbers for _, numbers in rows), [sum(column) for column in zip(*(n for _, n in rows), strict=True)]]
    shown = tuple(
        (name, *map(round, row)) for name, row in zip((*(name for name, _ in rows), "all"), numbers, strict=True)
    )
    notes = ("a model (Card, Moran & Newell 1980), not a person: see the head of benchmarks/keystrokes.py",)
    return Table("From a plain story to checked facts", columns, shown, notes)


def _row(name: str) -> tuple[str, list[float]]:
    text = gold_file(name, "txt").read_text(encoding="utf-8")
    gold: Facts = read_gold(name, "facts")
    count = sum(len(facts) for kind, facts in gold.items() if kind != "article")
    hand, draft = by_hand(gold, text), from_draft(name, gold, text)
    return name, [len(text.split()), count, hand.keys, hand.seconds / 60, draft.keys, draft.seconds / 60]


# ------------------------------------------------------------------ by hand


def by_hand(gold: Facts, text: str) -> Effort:
    """To read the story and write its facts."""
    effort, story = Effort(), canonical(text)
    effort.read(len(text.split()))
    for kind, facts in gold.items():
        for fact in [facts] if isinstance(facts, dict) else facts:
            _write(effort, kind, fact, story)
    effort.type(sum(len(kind) + 2 for kind in gold))
    return effort


def _write(effort: Effort, kind: str, fact: Fields, story: str) -> None:
    """A fact with all that YAML needs around its values."""
    written = write_yaml({kind: [dict(fact)]}, builtin_vocabulary()).split("\n", 1)[1]
    # Indentation is the editor's own.
    around = sum(len(line.strip()) + 1 for line in written.splitlines())
    for value in _values(fact):
        effort.think()
        effort.put(value, story)
        around -= len(value)
    effort.type(max(around, 0))


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)
    else:
        yield str(value)


# ------------------------------------------------------------------ from a draft


def from_draft(name: str, gold: Facts, text: str) -> Effort:
    """To read the story and its draft, and to make gold of it."""
    draft, story, effort = draft_of(name), canonical(text), Effort()
    effort.read(len(text.split()))
    facts: Facts = {kind: [dict(f.fields) for f in found] for kind, found in draft.facts.items()}
    effort.read(len(write_draft(draft, f"{name}.txt").split()))
    pairs, new, extra = paired(gold, facts, text)
    called = {(kind, there.get("id")): wanted for kind, wanted, _, there in pairs}
    correct(effort, gold["article"], draft.article, called, text, story)
    for _, wanted, other, there in pairs:
        effort.think()
        if other:  # an estimate that should be a figure, or the other way round: moved
            effort.point()
            effort.point()
            effort.type(_COPY_KEYS)
        correct(effort, wanted, there, called, text, story)
    for kind, missing in new:
        effort.point()
        _write(effort, kind, missing, story)
    for _ in extra:
        effort.think()
        effort.point()
        effort.type(2)
    return effort


def correct(effort: Effort, wanted: Any, there: Fields, called: Mapping[Any, Fields], text: str, story: str) -> None:
    """Make one fact what is wanted."""
    for field, value in wanted.items():
        if field == "id":
            continue
        if field not in there:
            effort.think()
            effort.point()
            effort.type(len(field) + 3)
            effort.put(" ".join(_values(value)), story)
        elif not _same(field, value, there[field], called, text):
            effort.think()
            effort.point()
            effort.put(" ".join(_values(value)), story)
    for _ in [field for field in there if field not in wanted and field != "id"]:
        effort.point()
        effort.type(2)


def _same(field: str, value: Any, there: Any, called: Mapping[Any, Fields], text: str) -> bool:
    if field == "excerpt":
        exact, prefix = (there["exact"], there.get("prefix", "")) if isinstance(there, Mapping) else (there, "")
        return bool(Wording(text).find(exact, prefix))
    if field in _LINKS:
        target = called.get((_LINKS[field], there))
        return target is not None and value in (target.get("id"), target.get("name"))
    mine, yours = " ".join(_values(value)), "yes" if there is True else " ".join(_values(there))
    if field == "value":
        return bool(_number(mine) == _number(yours))
    return canonical(mine).rstrip(",").casefold() == canonical(yours).rstrip(",").casefold()


def _number(words: str) -> Any:
    number = read_number(words)
    return (
        words
        if isinstance(number, Misread)
        else (number.low, number.high, number.low_open, number.high_open, number.unit)
    )


Pair = tuple[str, dict[str, Any], bool, dict[str, Any]]


def paired(gold: Facts, drafted: Facts, text: str) -> tuple[list[Pair], list[tuple[str, Fields]], list[Fields]]:
    """Which drafted fact becomes which wanted one: by what it is called, its value, or its place in the story."""
    pairs: list[Pair] = []
    new: list[tuple[str, Fields]] = []
    left = {kind: list(facts) for kind, facts in drafted.items()}
    for own_kind in (True, False):
        for kind, facts in gold.items():
            if kind == "article":
                continue
            for wanted in facts:
                if any(wanted is done for _, done, _, _ in pairs):
                    continue
                others = [kind] if own_kind else [k for k in _NUMBERS if kind in _NUMBERS and k != kind]
                match = next(((k, f) for k in others for f in left.get(k, []) if _is(kind, wanted, f, text)), None)
                if match is not None:
                    left[match[0]].remove(match[1])
                    pairs.append((kind, wanted, match[0] != kind, match[1]))
                elif not own_kind:
                    new.append((kind, wanted))
    return pairs, new, [fact for facts in left.values() for fact in facts]


def _is(kind: str, wanted: Fields, there: Fields, text: str) -> bool:
    if kind in _NUMBERS:
        near = _overlap(wanted, there, text)
        return near and bool(_number(str(wanted["value"])) == _number(str(there["value"])))
    if kind == "events":
        return wanted.get("date") == there.get("date") and wanted.get("weekday") == there.get("weekday")
    for name in ("text", "name", "description"):
        if name in wanted and name in there:
            same = [canonical(str(f[name])).rstrip(",").casefold().removeprefix("the ") for f in (wanted, there)]
            return same[0] == same[1]
    return False


def _overlap(wanted: Fields, there: Fields, text: str) -> bool:
    """Whether two excerpts stand in one place."""
    places = []
    for fact in (wanted, there):
        excerpt = fact["excerpt"]
        exact, prefix = (excerpt["exact"], excerpt.get("prefix", "")) if isinstance(excerpt, Mapping) else (excerpt, "")
        places.append(Wording(text).find(exact, prefix))
    return any(one[0] < other[1] and other[0] < one[1] for one in places[0] for other in places[1])
