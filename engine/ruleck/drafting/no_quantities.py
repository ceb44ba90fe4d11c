"""Figures that count nothing: parts of names and of other figures, clock times, ages, years."""

from __future__ import annotations

from ruleck.drafting.lexicon import IRREGULAR, MONTHS, NUMBERED, PERSONS, PLACES, TIME_UNITS, is_plural
from ruleck.drafting.text import Window
from ruleck.values.number import Exact, Number
from ruleck.values.number_words import ONES, SCALES, TENS
from ruleck.values.phrase import read_number

_OLDEST = 120
# Between the numbers of a ratio; "3 of 4 patients" is one, "20 of 30 councillors" tells of both.
_JOINTS = ("in", "of", "per", "for")
_FEW = 10
_SMALL_NUMBERED = ("no.", "account", "number", "page", "room", "type")
_AGES = ("aged", "age", "ages")
_IN_AGES = frozenset((",", "and", "or", "to", "-", "–", "between", "from"))  # noqa: RUF001 - a dash as it is typed
_MOST_AGES = 12  # tokens
_AGED = PERSONS | IRREGULAR | frozenset(("them", "those", "us", "anyone", "everyone", "adults", "patients", "children"))


def is_no_quantity(words: Window, at: int, end: int) -> bool:
    """Whether the figure at tokens `at` up to `end` counts nothing.

    >>> from ruleck.drafting.text import read_text
    >>> story = read_text("On Route 9 at 3 p.m. a girl, 9, saw 9 cars.")
    >>> words = Window(story, 0, len(story.tokens))
    >>> figures = [at for at, token in enumerate(story.tokens) if token.sort == "number"]
    >>> [story.words(at, at + 2) for at in figures if not is_no_quantity(words, at, at + 1)]
    ['9 cars']
    """
    rules = (_part_of_something, _time, _named, _age, _year_or_address, _ratio)
    return any(rule(words, at, end) for rule in rules)


def _part_of_something(words: Window, at: int, end: int) -> bool:
    """Glued to what is no sign around a number; a telephone number, a version, a date in figures."""
    before, following = words.text(at - 1), words.text(end)
    if words.glued(at) and before not in tuple("\"“‘'«([~<>—–="):  # noqa: RUF001 - marks as they are typed
        return True
    if before in ("#", "@", "/", "&", "+", ")") or words.is_figure(at - 1):
        return True
    single = end == at + 1
    if single and (words.is_figure(end) or (before, following) == ("(", ")")):
        return True
    glued = words.story.at(end).sort == "word" or following in tuple(":/-–@°_'")  # noqa: RUF001 - a dash as it is typed
    return words.glued(end) and glued


def _time(words: Window, at: int, end: int) -> bool:
    if words.word(end) in ("a.m.", "p.m.", "am", "pm", "o'clock", "gmt", "utc"):
        return True
    return words.word(end) in TIME_UNITS and words.word(end + 1) in ("old", "later", "earlier", "ago")


def _named(words: Window, at: int, end: int) -> bool:
    """`No. 9`, `Route 66`, `December 27`"""
    before = words.word(at - 1)
    if words.text(at) in ("911", "999", "112") and before in ("to", "call", "called", "dial", "dialed", "dialled", "a"):
        return True
    if before in NUMBERED and (words.is_capital(at - 1) or before in _SMALL_NUMBERED):
        return True
    return before in MONTHS and words.is_capital(at - 1) and words.is_figure(at)


def _age(words: Window, at: int, end: int) -> bool:
    """`aged 58`, `aged between 22 and 31`, `ages 5, 7 and 9`, `Ruth, 83, died`, `men, 22 to 31`, `over 70`"""
    before = words.word(at - 1)
    lead = at - 1
    while at - lead < _MOST_AGES and (words.word(lead) in _IN_AGES or words.is_figure(lead)):
        lead -= 1
    if words.word(lead) in _AGES and words.is_figure(at):
        return True
    text = words.text(at)
    span = end == at + 3 and words.is_figure(at) and words.is_figure(end - 1)
    if span and before == "," and words.word(at - 2) in _AGED and words.word(end) in (",", ".", ";", ""):
        return True
    if not (text.isdecimal() and len(text) <= 3 and int(text) <= _OLDEST and end == at + 1):
        return False
    set_off = before == "," and words.word(end) in (",", ".", ";", "")
    if set_off and (words.is_capital(at - 2) or words.word(at - 2) in PERSONS):
        return True
    sign = words.story.at(end).sort == "sign"
    alone = sign or not any(is_plural(words.word(near)) for near in (end, end + 1))
    return before in ("over", "under", "above", "below") and words.word(at - 2) in _AGED and alone


def _year_or_address(words: Window, at: int, end: int) -> bool:
    """`2019` by itself; `14 Elm Street`; `007`"""
    text = words.text(at)
    if not text.isdecimal() or end != at + 1:
        return False
    counts = any(is_plural(words.word(near)) for near in (end, end + 1, end + 2))
    if len(text) == 4 and 1500 <= int(text) <= 2100 and not counts:
        return True
    if words.is_capital(end) and any(words.word(near) in PLACES for near in (end + 1, end + 2)):
        return True
    return len(text) > 1 and text[0] == "0"


def _ratio(words: Window, at: int, end: int) -> bool:
    """Either side of `1 in 5 children`, `three out of four patients`, `3 per 1,000 births`: it counts none of them."""
    lead = at - 1 if words.word(at - 1) not in ("every", "each") else at - 2
    before = _joint_before(words, lead)
    whole = at + 1 if words.word(at) == "a" else at  # one in a million
    if before is not None and _are_ratio(words, before - 1, words.word(before), whole):
        return True
    joint = end + 1 if words.word(end) == "out" and words.word(end + 1) == "of" else end
    of = joint + 1 if words.word(joint + 1) not in ("every", "each", "a") else joint + 2
    return words.word(joint) in _JOINTS and _are_ratio(words, end - 1, words.word(end), of)


def _joint_before(words: Window, at: int) -> int | None:
    """Where the words between the two numbers of a ratio start, of which the last is at a token."""
    if words.word(at) not in _JOINTS:
        return None
    return at - 1 if words.word(at) == "of" and words.word(at - 1) == "out" else at


def _are_ratio(words: Window, first: int, joint: str, second: int) -> bool:
    """Whether two numbers make a ratio: `killed 30 in two attacks` does not, as so many are in no part of two."""
    part, whole = _number(words, first), _number(words, second)
    if part is None or whole is None:
        return False
    if joint == "for" and words.word(second - 1) not in ("every", "each"):
        return False
    if joint == "in" and 1500 <= whole <= 2100 and words.text(second).isdecimal():  # a year
        return False
    return joint in ("out", "per", "for") or (part < whole and (joint != "of" or whole <= _FEW))


def _number(words: Window, at: int) -> Exact | float | None:
    """The number that one token says, as far as its size goes."""
    word = words.word(at)
    if word in SCALES and len(word) > 2:
        return SCALES[word]
    if word not in ONES and word not in TENS and not words.is_figure(at):
        return None
    read = read_number(words.text(at))
    return read.low if isinstance(read, Number) else None
