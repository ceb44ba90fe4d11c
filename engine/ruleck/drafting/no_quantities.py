"""Figures that count nothing: parts of names and of other figures, clock times, ages, years."""

from __future__ import annotations

from ruleck.drafting.lexicon import IRREGULAR, MONTHS, NUMBERED, PERSONS, PLACES, TIME_UNITS, is_plural
from ruleck.drafting.text import Window

_OLDEST = 120
_SMALL_NUMBERED = ("no.", "account", "number", "page", "room", "type")
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
    return any(rule(words, at, end) for rule in (_part_of_something, _time, _named, _age, _year_or_address))


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
    """`aged 58`, `Ruth, 83, died`, `most of them over 70`"""
    before = words.word(at - 1)
    if before in ("aged", "age") and words.is_figure(at):
        return True
    text = words.text(at)
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
