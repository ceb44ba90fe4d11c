"""A document as the clause of an example: what a search found, in the words that an author would have written.

Invariant: reading a clause gives the documents it was written from, in the sense of `as_read`: a figure as its digits,
a text on one line, nothing where nothing is stated. What the language cannot say (a field named by a word that may be
no name) gives a clause that cannot be read; whoever writes one reads it back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from ruleck.facts.scalars import written
from ruleck.facts.vocabulary import FieldType, Kind, Vocabulary, fold
from ruleck.meaning.context import indefinite, listing
from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.parse import parse
from ruleck.syntax.print import quote
from ruleck.values.misread import Misread
from ruleck.values.number import Number
from ruleck.values.phrase import number_range, read_number

Document = Mapping[str, object]

_NUMERIC = ("number", "count", "percent")
_TEXT = FieldType("text")
_BARE_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?%?")
_BARE_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_BARE_DURATION = re.compile(r"[1-9]\d{0,8} (day|week|month|year)s")
_BARE_WORD = re.compile(r"[a-z][a-z_-]*")
# What no rule file can hold.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def clause(outcome: str, name: str | None, documents: Sequence[Document], vocabulary: Vocabulary) -> str:
    """An example of these documents, on one line.

    >>> from ruleck.facts.builtin import builtin_vocabulary
    >>> print(clause("rejects", "nobody", [{"quotes": [{"text": "No.", "kind": "direct"}]}], builtin_vocabulary()))
    rejects "nobody" quote {text: "No.", kind: direct}
    """
    facts = [fact for number, document in enumerate(documents or [{}]) for fact in _facts(document, number, vocabulary)]
    named = f" {quote(_shown(name))}" if name else ""
    return f"{outcome}{named} {', '.join(facts)}"


def title(documents: Sequence[Document], vocabulary: Vocabulary) -> str:
    """A short name for documents in plain words: how many facts there are of what.

    >>> from ruleck.facts.builtin import builtin_vocabulary
    >>> title([{"sources": [{"id": "a"}], "quotes": [{"text": "x"}, {"text": "y"}]}], builtin_vocabulary())
    'a source and two quotes'
    """
    counts: Counter[str] = Counter()
    for document in documents:
        for kind, facts in _kinds(document, vocabulary):
            counts[kind.name] += len(facts) if kind.name != "article" else 0
    words = [_many(vocabulary.kinds[name], count) for name, count in counts.items() if count]
    stories = "" if len(documents) < 2 else f" in {_number(len(documents))} stories"
    return f"{listing(words) or 'a story without facts'}{stories}"


def as_read(documents: Sequence[Document], vocabulary: Vocabulary) -> tuple[Document, ...]:
    """The documents as an example holds them that says the same."""
    found: list[Document] = []
    for number, document in enumerate(documents or [{}]):
        kept: dict[str, object] = {}
        for kind, facts in _kinds(document, vocabulary):
            values = [_plain(fact, FieldType("link", kinds=(kind.name,)), vocabulary) for fact in facts]
            kept["article" if kind.name == "article" else kind.plural] = values[0] if kind.name == "article" else values
        if "article" not in kept and (number or not kept):
            kept = {"article": {}, **kept}
        found.append(kept)
    return tuple(found)


# ------------------------------------------------------------------ facts


def _kinds(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[Kind, list[object]]]:
    """The facts of a document by their kinds, the article first: it begins a document."""
    keys = sorted(document, key=lambda key: fold(key) != "article")
    for key in keys:
        value, kind = document[key], vocabulary.kind(key)
        assert kind is not None, "a document lists the facts of kinds that there are"
        facts = list(value) if isinstance(value, (list, tuple)) else [value]
        if value is not None and facts:
            yield kind, facts


def _facts(document: Document, number: int, vocabulary: Vocabulary) -> list[str]:
    kinds = list(_kinds(document, vocabulary))
    begun = bool(kinds) and (not number or kinds[0][0].name == "article")
    written_out = [] if begun else ["article {}"]
    for kind, facts in kinds:
        type_ = FieldType("link", kinds=(kind.name,))
        written_out += [f"{kind.name} {_value(fact, type_, vocabulary)}" for fact in facts]
    return written_out


def _fields(record: Mapping[object, object], type_: FieldType, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if value is not None:
            yield str(name), _value(value, _type_of(type_, str(name), vocabulary), vocabulary)


def _type_of(record: FieldType, name: str, vocabulary: Vocabulary) -> FieldType:
    for kind in record.kinds:
        field = vocabulary.kinds[kind].fields.get(fold(name))
        if field is not None:
            return field.type
    return _TEXT


# ------------------------------------------------------------------ values


def _value(value: object, type_: FieldType, vocabulary: Vocabulary) -> str:
    phrase = _range(value) if type_.base in _NUMERIC else None
    if phrase is not None:
        return quote(phrase)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {words}" for name, words in _fields(value, type_, vocabulary)) + "}"
    if isinstance(value, (list, tuple)):
        entry = FieldType(type_.base, type_.choices, type_.kinds)
        return "[" + ", ".join(_value(one, entry, vocabulary) for one in value if one is not None) + "]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = _shown(written(value) or "")
    return text if _is_bare(text, type_) else quote(text)


def _is_bare(text: str, type_: FieldType) -> bool:
    """Whether a value of a type stands without quote marks."""
    if text == "?":
        return True
    match type_.base:
        case "number" | "count" | "percent":
            return _BARE_NUMBER.fullmatch(text) is not None
        case "date":
            return _BARE_DATE.fullmatch(text) is not None
        case "duration":
            return _BARE_DURATION.fullmatch(text) is not None
        case "one of":
            return _BARE_WORD.fullmatch(text) is not None and _is_name(text)
        case "yes/no":
            return text in ("yes", "no")
    return False


@cache
def _is_name(word: str) -> bool:
    """Whether a word is a name where a value stands, and none of the language's own words."""
    tree, _ = parse(Source("", f"articles must have a headline\n  accepts article {{status: {word}}}"))
    values = [pair.value for rule in tree.statements if isinstance(rule, n.Rule) for pair in _pairs(rule)]
    return any(isinstance(value, n.Path) and len(value.names) == 1 and not value.start for value in values)


def _pairs(rule: n.Rule) -> tuple[n.Pair, ...]:
    return rule.examples[0].facts[0].value.pairs


def _range(value: object) -> str | None:
    """What `{low: …, high: …}` says, as it is written in a story; none for anything else."""
    if not isinstance(value, Mapping) or not value.keys() <= {"low", "high"}:
        return None
    ends = [None if value.get(end) is None else read_number(written(value[end]) or "") for end in ("low", "high")]
    if any(isinstance(end, Misread) for end in ends):
        return None
    low, high = (end if isinstance(end, Number) else None for end in ends)
    number = number_range(low, high)
    if isinstance(number, Misread) or number.written is None or read_number(number.written) != number:
        return None
    return number.written


def _plain(value: object, type_: FieldType, vocabulary: Vocabulary) -> object:
    phrase = _range(value) if type_.base in _NUMERIC else None
    if phrase is not None:
        return phrase
    if isinstance(value, Mapping):
        return {
            fold(str(name)): _plain(one, _type_of(type_, str(name), vocabulary), vocabulary)
            for name, one in value.items()
            if one is not None
        }
    if isinstance(value, (list, tuple)):
        entry = FieldType(type_.base, type_.choices, type_.kinds)
        return [_plain(one, entry, vocabulary) for one in value if one is not None]
    if isinstance(value, bool):
        return value
    text = _shown(written(value) or "")
    return text == "yes" if type_.base == "yes/no" and text in ("yes", "no") else text


def _shown(text: str) -> str:
    """A text as a rule file can hold it: on one line, with nothing in it that no reader sees."""
    return re.sub(r"\s*\n\s*", " ", _UNSEEN.sub(" ", text.replace("\r", "\n")))


# ------------------------------------------------------------------ words


def _many(kind: Kind, count: int) -> str:
    one, several = kind.name.replace("_", " "), kind.plural.replace("_", " ")
    return indefinite(one) if count == 1 else f"{_number(count)} {several}"


def _number(count: int) -> str:
    return _COUNTED[count] if count < len(_COUNTED) else f"{count:,}"


def unlike(name: str, taken: Iterable[str | None]) -> str:
    """A name that is not taken yet.

    >>> unlike("a fall", ["a fall", "a fall, 2"])
    'a fall, 3'
    """
    known = set(taken)
    number, free = 1, name
    while free in known:
        number += 1
        free = f"{name}, {number}"
    return free
