"""Types of fields in words that an editor reads."""

from __future__ import annotations

from collections.abc import Iterable

from ruleck.facts.vocabulary import FieldType, Vocabulary

_PHRASES = {
    "text": "text",
    "number": "a number",
    "count": "a whole number, 0 or more",
    "percent": "a percentage",
    "date": "a date",
    "duration": "a stretch of time",
    "yes/no": "yes or no",
}
_PLURALS = {"text": "texts", "number": "numbers", "count": "whole numbers", "percent": "percentages", "date": "dates"}


def a(noun: str) -> str:
    """A noun with its article.

    >>> a("estimate"), a("quote")
    ('an estimate', 'a quote')
    """
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun.replace('_', ' ')}"


def listed(words: Iterable[str], last: str = "or") -> str:
    """Words as a sentence lists them.

    >>> listed(["a", "b", "c"])
    'a, b or c'
    """
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final


def type_phrase(type: FieldType, vocabulary: Vocabulary) -> str:
    """What a field of a type takes.

    >>> from ruleck.facts.builtin import builtin_vocabulary
    >>> type_phrase(FieldType("link", kinds=("person", "organization")), builtin_vocabulary())
    'a person or an organization'
    """
    if type.base == "link":
        if type.many:
            return f"a list of {listed(vocabulary.kinds[k].plural.replace('_', ' ') for k in type.kinds)}"
        return listed(a(k) for k in type.kinds)
    if type.base == "one of":
        return f"{'a list of any' if type.many else 'one'} of {', '.join(type.choices)}"
    if type.many:
        return f"a list of {_PLURALS.get(type.base, _PHRASES[type.base])}"
    return _PHRASES[type.base]
