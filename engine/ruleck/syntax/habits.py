r"""What editors write from habit, and how it is said here.

Each habit is a pattern over a statement whose quoted texts are masked, with the wordings that mean the same. Where
there are two wordings, either may have been meant and both are offered. Habits are trusted: each keeps what is
demanded, which is more than can be said of a chance edit (see corrections.py). So none drops a `not`, turns `if` into
`unless`, or moves a bound; tests/syntax/mistakes.txt shows what each gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_PARTS = {
    "N": r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![\w-])",
    "W": r"(?!(?:must|should|may|be|is|are|and|or|not|where|when|unless|a|an|the)(?![\w-]))[a-z][\w-]*",
    "Q": r'["\u201c][^"\u201d]*["\u201d]',
    "NOUN": r"[a-z][\w-]*",
    "VERB": r"(?:be|have|name|give|cite|state|equal|differ|match|contain|start|end|appear|agree|"
    r"increase|decrease|stay)",
    "ENOUGH": r"(?:at\s+least|at\s+most|exactly|more\s+than|fewer\s+than)",
}
_ANY = r"[\s\S]*?"
_SENTENCE = rf"{_ANY}\b(?:must|should)\s[^,]*?"
_LONG = r"(?!length|number|for|when)[^,]*?"
_BOUNDED = r"(?:at|more|less|fewer)\s+\w+\s+<N>"
_BOUND = rf"(?:not\s+)?be\s+{_BOUNDED}"
_ROUGHLY = r"(?:about|around|roughly|nearly|almost|some|under|over|below|above|up\s+to|just\s+\w+|\w+\s+than|at\s+\w+)"
_NO_LONGER = r"(?:(?:no|not)\s+longer\s+than|(?:no|not)\s+more\s+than|at\s+most)"
_LENGTH_OF_ARTICLE = r"length of the article's \1 must \2"
_SLOT = re.compile(r"<(" + "|".join(_PARTS) + r")>")


@dataclass(frozen=True, slots=True)
class Habit:
    r"""A pattern and what is written for it; `\1` in a wording is the pattern's first group."""

    written: str
    wordings: tuple[str, ...]
    turn: bool  # of the whole sentence: it need not touch the place of the mistake

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first asked for: a file without mistakes never asks."""
        return _compiled(self.written)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(_SLOT.sub(lambda m: f"(?:{_PARTS[m.group(1)]})", written), re.IGNORECASE)


def _habit(pattern: str, *wordings: str, turn: bool = False) -> Habit:
    return Habit(pattern, wordings, turn)


def _turn(pattern: str, *wordings: str) -> Habit:
    return _habit(pattern, *wordings, turn=True)


def _comparison_signs() -> list[Habit]:
    signs = (
        ("(?:>=|=>|≥)", "at least "),
        ("(?:<=|=<|≤)", "at most "),
        ("(?:!=|<>|≠)", "not "),
        ("==?", ""),
        (">", "more than "),
        ("<", "less than "),
    )
    habits = []
    for sign, words in signs:
        if words == "not ":
            habits.append(_habit(rf"\b(must|should)\s+(?:be\s*)?{sign}\s*", r"\1 not be "))
        habits.append(_habit(rf"\b(must|should)((?:\s+not)?)(?:\s+be)?\s*{sign}\s*", rf"\1\2 be {words}"))
        habits.append(_habit(rf"\b(is|are|be)\s*{sign}\s*", rf"\1 {words}"))
        habits.append(_habit(rf"\s*{sign}\s*", f" is {words}"))
    return habits


def _written_dates() -> list[Habit]:
    months = (
        *("january", "february", "march", "april", "may", "june", "july"),
        *("august", "september", "october", "november", "december"),
    )
    habits = []
    for number, month in enumerate(months, 1):
        name = rf"{month[:3]}(?:{month[3:]})?\.?" if month != "may" else "may"
        habits += [
            _habit(rf"\b(\d\d)\s+{name}\s+(\d{{4}})\b", rf"\2-{number:02}-\1"),
            _habit(rf"\b(\d)\s+{name}\s+(\d{{4}})\b", rf"\2-{number:02}-0\1"),
            _habit(rf"\b{name}\s+(\d\d),?\s+(\d{{4}})\b", rf"\2-{number:02}-\1"),
            _habit(rf"\b{name}\s+(\d),?\s+(\d{{4}})\b", rf"\2-{number:02}-0\1"),
            _habit(rf"\b{name}\s+(\d{{4}})\b", rf"\1-{number:02}"),
        ]
    return habits


# Turns of a whole sentence, tried on it as it stands between its clauses. Earlier ones come first, here and below.
_TURNS: tuple[Habit, ...] = (
    _turn(rf"^({_ANY})\bcount\s+of\s+(<NOUN>\s+where\s+[^()]*?)\s+(must|should)\b", r"\1count of (\2) \3"),
    _turn(rf"^({_ANY})\bcount\s+of\s+(<NOUN>\s+where\s+[^()]*)\s+(is|are)\b", r"\1count of (\2) \3"),
    _turn(
        r"^(?:if|when)\s+an?\s+(<NOUN>)\s+is\s+([^,]*?),\s*(?:it|he|she|they)\s+(must|should)\b",
        r"every \1 where \2 \3",
    ),
    _turn(
        r"^(?:if|when)\s+an?\s+(<NOUN>)\s+(has\s+[^,]*?),\s*(?:it|he|she|they)\s+(must|should)\b",
        r"every \1 where it \2 \3",
    ),
    _turn(rf"^({_SENTENCE}),?\s+(?:if|when)\s+((?:the\s+)?article\b[^,]*|there\s[^,]*)$", r"when \2, \1"),
    _turn(r"^(?!there)(<NOUN>)\s+((?:must|should)\s[^,]*?),?\s+(?:if|when)\s+([^,]*)$", r"\1 where \3 \2"),
    _turn(rf"^({_SENTENCE}),?\s+(?:if|when)\s+([^,]*)$", r"when \2, \1"),
    _turn(
        r"^([^,]*?)\s+unless\s+((?:(?!\b(?:must|should)\b)[^,])*?)\s+((?:must|should)\s[^,]*)$", r"\1 \3 unless \2"
    ),
    _turn(
        rf"^(?:every|each)\s+(<NOUN>)'s\s+({_LONG})\s+must\s+({_BOUND})\s+(?:characters|letters)(?:\s+long)?\b",
        r"for each \1, length of its \2 must \3",
    ),
    _turn(
        rf"^(?:every|each)\s+(<NOUN>)'s\s+({_LONG})\s+must\s+({_BOUND})\s+words(?:\s+long)?\b",
        r"for each \1, number of words in its \2 must \3",
    ),
    _turn(rf"^({_LONG})\s+must\s+({_BOUND})\s+(?:characters|letters)(?:\s+long)?\b", r"length of \1 must \2"),
    _turn(rf"^({_LONG})\s+must\s+({_BOUND})\s+words(?:\s+long)?\b", r"number of words in \1 must \2"),
    _turn(rf"^({_LONG})\s+must\s+have\s+({_BOUNDED})\s+words\b", r"number of words in \1 must be \2"),
    _turn(rf"^(?:the\s+)?(<NOUN>)\s+must\s+({_BOUND})\s+(?:characters|letters)(?:\s+long)?\b", _LENGTH_OF_ARTICLE),
    _turn(
        rf"^(?:(?:an?|the|every)\s+)?(?:article's\s+)?(<NOUN>)\s+(must|should)\s+be\s+{_NO_LONGER}\s+(<N>)"
        r"\s+(?:characters|letters)(?:\s+long)?\b",
        r"length of the article's \1 \2 be at most \3",
    ),
    _turn(
        rf"^(?:(?:an?|the|every)\s+)?(?:article's\s+)?(<NOUN>)\s+(must|should)\s+(not\s+|)(?:contain|have)\s+({_BOUNDED})"
        r"\s+words\b",
        r"number of words in the article's \1 \2 \3be \4",
    ),
    _turn(r"^(<NOUN>)\s+(must|should)\s+(?:all|each)\s+", r"all \1 \2 "),
    _turn(
        r"^(<W>)\s+(<NOUN>)\s+(must|should)\b",
        r"\2 where \1 \3",
        r"\2 where kind is \1 \3",
        r"\2 where position is \1 \3",
        r"\2 where type is \1 \3",
        r"\1's \2 \3",
    ),
    _turn(r"^(no\s+[^,]*?)\s+must\s+(?!not\b)", r"\1 may "),
    _turn(
        r"^(?:all\s+)?(<NOUN>)\s+must\s+have\s+unique\s+([a-z][\w-]*?)s?$",
        r"\1' \2 must be unique",
        r"\1's \2 must be unique",
    ),
    _turn(r"^(?:[-*\u2022]|\d+[.)])\s+", ""),
    _turn(r"^(<NOUN>)\s*=\s*(?!=)", r"define \1 as "),
    _turn(r"^[\"\u201c]([^\"\u201d]*)[\"\u201d]$", r"\1"),
)

_WORDS: tuple[Habit, ...] = (
    # texts of examples without their quote marks
    _habit(r"(:\s*)([a-z][^\s,{}\[\]\":]*\?)(?=\s*[,}])", r'\1"\2"'),
    _habit(r"(:\s*)([a-z][^,{}\[\]\":?]*?\s[^,{}\[\]\":]*?)(?=\s*[,}])", r'\1"\2"'),
    # must
    _habit(r"\b(must|should)\s+never\b", r"\1 not"),
    _habit(r"\b(must|should)\s+always\b", r"\1"),
    _habit(r"\b(?:may|can|shall|will)\s+(?:not|never)\b|\b(?:cannot|can't|mustn't|won't|shan't|never)\b", "must not"),
    _habit(r"\bshouldn't\b", "should not"),
    _habit(r"\b(?:is|are)\s+not\s+(?:allowed|permitted)\s+to\b", "must not"),
    _habit(r"\bthere\s+(must|should)\s+not\s+be\s+(?:an?|any)\b", r"there \1 be no"),
    _habit(r"\bthere\s+(?:has|have|needs?)\s+to\s+be\b", "there must be"),
    _habit(r"\bmust\s+be\s+not\b", "must not be"),
    _habit(r"\bshould\s+be\s+not\b", "should not be"),
    _habit(r"\b(?:has|have|needs?|is\s+required|are\s+required)\s+to\b|\b(?:shall|will)\b", "must"),
    _habit(r"\bought\s+to\b", "should"),
    _habit(r"\b(?:needs?|requires?)\b", "must have"),
    _habit(r"\bhas\s+(an?\s)", r"must have \1"),
    _habit(r"\b(name|give|cite|state)s\s+(an?\s)", r"must \1 \2"),
    _habit(r"\b(?:is|are)\s+not\b", "must not be"),
    _habit(r"\b(?:is|are)\b", "must be"),
    _habit(r"\bmust\s+(?:have\s+to|needs?\s+to)\b", "must"),
    _habit(r"\bmust\s+(?:include|show|carry)\s+(an?\s)", r"must have \1"),
    _habit(r"\bmust\s+(?:need|require)\b", "must have"),
    _habit(r"\bmust\s+be\s+given\s+(an?\s)", r"must have \1"),
    _habit(r"\b(and|or)\s+(<VERB>\s)", r"\1 must \2", r"\1 should \2"),
    _habit(r"\bmust\s+either\b", "must"),
    _habit(r"\bat\s+least\s+(\S+)\s+and\s+at\s+most\s+(\S+)", r"between \1 and \2"),
    _habit(r"\b(and|or)\s+((?:at\s+least|at\s+most|more\s+than|less\s+than|before|after)\s)", r"\1 must be \2"),
    _habit(r",\s+(and|or)\b", r" \1"),
    _habit(r"\b(?:is|are)\s+(?:allowed|permitted)\s+to\b", "may"),
    _habit(r"\b(have|has|names?|gives?|cites?|states?)\s+(?:its|their)\s+(<NOUN>(?<=s))\b", r"\1 \2"),
    _habit(r"\b(have|has|names?|gives?|cites?|states?)\s+(?:its|their|his|her)\s+(<NOUN>)", r"\1 a \2"),
    _habit(
        r"\b((?:have|name|give|cite|state)\s+(?:an?\s+)?<NOUN>)\s+(and|or)\s+(?!must|should)(<NOUN>)", r"\1 \2 a \3"
    ),
    _habit(r"\b(have|name|give|cite|state)\s+(<NOUN>),\s+(<NOUN>)\s+and\s+(<NOUN>)", r"\1 a \2, a \3 and a \4"),
    _habit(
        r"\b(have|name|give|cite|state)\s+the\s+(<NOUN>),\s+the\s+(<NOUN>)\s+and\s+the\s+(<NOUN>)",
        r"\1 a \2, a \3 and a \4",
    ),
    _habit(r"\b(have|name|give|cite|state)\s+the\s+(<NOUN>)\s+(and|or)\s+the\s+(<NOUN>)", r"\1 a \2 \3 a \4"),
    _habit(r",\s+(an?\s+<NOUN>)$", r" and \1"),
    _habit(r"\bsample\s+size\b", "sample"),
    _habit(r"\bmargin\s+of\s+error\b", "margin"),
    _habit(r"\band\s*/\s*or\b", "or"),
    _habit(r"\b(must|should|severity|tags|see):", r"\1"),
    # conditions
    _habit(r"\b(?:if|in\s+case|provided\s+that|provided)\b", "when"),
    _habit(r"\bexcept\s+(?:when|if|where|that)\b|\bexcept\b", "unless"),
    _habit(r",?\s*\bthen\b", ","),
    _habit(r"\b(?:isn't|aren't)\b", "is not"),
    _habit(r"\bdoesn't\b", "does not"),
    _habit(r"\bdon't\b", "do not"),
    _habit(r"\bhasn't\s+(an?\s)", r"does not have \1"),
    _habit(r"\b(?:that|which|who)\s+(?:is|are)\b", "where"),
    _habit(r"\b(?:that|which|who)\s+(<VERB>|do)\b", r"where they \1"),
    _habit(r"\b(?:that|which|who)\b", "where it"),
    _habit(r"\bwhose\b", "where"),
    _habit(r"\bwhen\b", "where"),
    _habit(r"\b(?:without|with\s+no)\s+(?:(?:any|an?|its)\s+)?(<NOUN>)", r"where \1 is missing"),
    _habit(r"\bwith\s+an?\s+(<NOUN>)", r"where \1 is given"),
    _habit(r"\b(is|are|be)\s+not\s+(?:null|none|nil|empty|blank|undefined)\b", r"\1 given"),
    _habit(r"(?:!=|<>|≠)\s*(?:null|none|nil)\b", "is given"),
    _habit(r"==?\s*(?:null|none|nil)\b", "is missing"),
    _habit(r"\b(is|are|be)\s+(?:null|none|nil|empty|blank|undefined|absent|unset)\b", r"\1 missing"),
    _habit(r"\b(is|are|be)\s+(?:set|present|stated|filled|specified|provided)\b", r"\1 given"),
    _habit(r"\bexists?\b", "is given"),
    _habit(r"\s*&&?\s*", " and "),
    _habit(r"\s*\|\|?\s*", " or "),
    _habit(r"!\s*(?=[a-z(])", "not "),
    _habit(r"\bno\s+(<NOUN>)\s+(?:is|are)\s+(<W>)", r"there is no \1 where \2"),
    _habit(
        r"\b(?:an?|any)\s+(<NOUN>)\s+(is|has)\b",
        r"some \1 \2",
        r"every \1 \2",
        r"some of its \1s \2",
    ),
    # how many
    _habit(r"\bany\s+of\b", "one of", "some of"),
    _habit(r"\bany\b", "every", "some"),
    _habit(r"\bboth\s+of\b|\beach\s+of\b|\bevery\s+of\b", "all of"),
    _habit(r"\bboth\b", "all"),
    _habit(r"\b(?:no|not)\s+more\s+than\b|\bup\s+to\b|\b(?:a\s+)?maximum(?:\s+of)?\b", "at most"),
    _habit(r"\bat\s*(?:the\s+)?most\b", "at most"),
    _habit(r"\b(?:no|not)\s+(?:less|fewer)\s+than\b|\b(?:a\s+)?minimum(?:\s+of)?\b", "at least"),
    _habit(r"\bat\s*(?:the\s+)?least\b", "at least"),
    _habit(r"\b(?:only|just|precisely)\s+(<N>)", r"exactly \1"),
    _habit(r"\b(<N>)\s+or\s+more\b", r"at least \1"),
    _habit(r"\b(<N>)\s+or\s+(?:fewer|less)\b", r"at most \1"),
    _habit(r"\bless\s+th[ae]n\s+(<N>\s+<NOUN>)", r"fewer than \1"),
    _habit(r"\b(have|name|give|cite|state)\s+(<ENOUGH>\s+<N>)\s+(<W>)\s+(<NOUN>)", r"\1 \2 \4 where (\3)"),
    _habit(
        r"\b(have|name|give|cite|state)\s+(<N>)\s+(<W>)\s+(<NOUN>)",
        r"\1 at least \2 \4 where (\3)",
        r"\1 exactly \2 \4 where (\3)",
    ),
    _habit(
        r"\b((?:have|name|give|cite|state)\s+<ENOUGH>\s+<N>\s+<NOUN>)\s+(?:where|that\s+(?:is|are))"
        r"\s+(?!\()([^,()]*?)(?=\s+unless\b|\s*$|\s*\n)",
        r"\1 where (\2)",
    ),
    _habit(r"\b(<ENOUGH>\s+<N>)\s+(<W>)\s+(<NOUN>)", r"\1 \3 where \2"),
    _habit(r"\b((?:have|name|give|cite|state|be)\s+)(<N>\s+<NOUN>)", r"\1at least \2", r"\1exactly \2"),
    _habit(r"^(<N>\s+<NOUN>\s+must)\b", r"at least \1", r"exactly \1"),
    _habit(r"\bfor\s+(?:all|any)\b|\bforeach\b", "for each"),
    _habit(r"\bacross\s+(?:all\s+)?(?:articles|stories|documents)(?!\s*,)", "across articles,"),
    _habit(r"\b(?:of|having|for|by|with)\s+(?:the\s+)?same\b", "with the same"),
    # comparisons
    *_comparison_signs(),
    _habit(
        r"\bbe\s+(at\s+most|at\s+least)\s+(\S+)\s+within\s+rounding\b", r"be \1 \2 or must equal \2 within rounding"
    ),
    _habit(r"\blonger\s+th[ae]n\b", "more than"),
    _habit(r"\bshorter\s+th[ae]n\b", "less than"),
    _habit(r"\bmatch(?:es)?\s+(?=[a-z\"\u201c])(?!one\b)", "be "),
    _habit(r"\b(?:bigger|greater|larger|higher|more)\s+(?:th[ae]n\s+)?or\s+equal\s+(?:to\s+|than\s+)?", "at least "),
    _habit(r"\b(?:smaller|lower|less|fewer)\s+(?:th[ae]n\s+)?or\s+equal\s+(?:to\s+|than\s+)?", "at most "),
    _habit(r"\b(?:no|not)\s+later\s+than\b", "on or before"),
    _habit(r"\b(?:no|not)\s+earlier\s+than\b", "on or after"),
    _habit(r"\bexceeds?\b", "be more than", "is more than"),
    _habit(r"\bolder\s+th[ae]n\b", "more than", "before"),
    _habit(r"\byounger\s+th[ae]n\b", "less than", "after"),
    _habit(r"\b(?:bigger|greater|larger|higher)\s+th[ae]n\b|\bmore\s+then\b|\babove\b|\bover\b", "more than"),
    _habit(r"\b(?:smaller|lower)\s+th[ae]n\b|\bless\s+then\b|\bbelow\b|\bunder\b", "less than"),
    _habit(r"\b(?:earlier|sooner)\s+th[ae]n\b|\bprior\s+to\b", "before"),
    _habit(r"\b(?:later|newer)\s+th[ae]n\b|\bsince\b", "after"),
    _habit(r"\bbe\s+(?:equal|identical)\s+(?:to|with)\b|\bequals?\s+to\b", "equal"),
    _habit(r"\b(is|are)\s+(?:equal|identical)\s+(?:to|with)\b", r"\1"),
    _habit(r"\b(must\s+not|must|should)\s+be\s+different\s+(?:from|to|than)\b", r"\1 differ from"),
    _habit(r"\b(?:is|are)\s+different\s+(?:from|to|than)\b", "differs from"),
    _habit(r"\bdiffer\s+(?:with|to|than)\b", "differ from"),
    _habit(r"\bthe\s+same\s+(?:like|than|to|with)\b|(?<!the )\bsame\s+as\b", "the same as"),
    _habit(r"\b(be|is|are)\s+(?:either\s+)?(<Q>)\s+or\s+(<Q>)\s+or\s+(<Q>)", r"\1 one of (\2, \3, \4)"),
    _habit(r"\b(be|is|are)\s+(?:either\s+)?(<Q>)((?:\s*,\s*<Q>)*)\s*,?\s+or\s+(<Q>)", r"\1 one of (\2\3, \4)"),
    _habit(r"\b(be|is|are)\s+(?:in|among)\s+", r"\1 one of "),
    _habit(r"\b(between\s+\S+)\s+(?:to|-)\s+", r"\1 and "),
    _habit(r"\b(?:use|say|mention|include|contain)\s+(?:the\s+)?(?:words?|phrases?|terms?)\s+(<Q>)", r"contain \1"),
    _habit(r"\bincludes?\b|\bmentions?\b|\bhas\s+in\s+it\b", "contain", "contains"),
    _habit(r"\bbegins?\s+with\b", "start with", "starts with"),
    _habit(r"\b(?:adds?|sums?)\s+(?:up\s+)?to\b", "add up to", "adds up to"),
    # series
    _habit(r"\bgo(?:es)?\s+(?:down|lower)\b|\b(?:fall|drop|decline|sink|shrink|lessen)s?\b", "decrease", "decreases"),
    _habit(r"\bgo(?:es)?\s+(?:up|higher)\b|\b(?:rise|grow|climb|mount)s?\b", "increase", "increases"),
    _habit(
        r"\b(?:remain|stay|keep)s?\s+(?:(?:the\s+)?same|constant|unchanged|equal|steady)\b|\bnot\s+change\b",
        "stay the same",
        "stays the same",
    ),
    _habit(r"\b(?:over|with|through|in)\s+(?:the\s+)?time\b", "over time"),
    # values
    _habit(r"\btrue\b", "yes"),
    _habit(r"\bfalse\b", "no"),
    _habit(r"(?<![\w'\u2019])'([^'\"\n]*)'(?!\w)", r'"\1"'),
    _habit(r"(\d)\s+per\s?cent\b", r"\1%"),
    _habit(r"\b(\d{4})-(\d)(?!\d)", r"\1-0\2"),
    _habit(r"\b(\d{4}-\d\d)-(\d)(?!\d)", r"\1-0\2"),
    *_written_dates(),
    _habit(r"\b([1-9])0%\s+of\s+", r"0.\1 * "),
    _habit(r"\b([1-9]\d)%\s+of\s+", r"0.\1 * "),
    _habit(r"\b([1-9])%\s+of\s+", r"0.0\1 * "),
    _habit(r"([\w)])\s+[-\u2013\u2212](?=\w)", r"\1 - "),
    _habit(r"(\w)\s*[\u2013\u2212]\s*(\w)", r"\1 - \2"),
    _habit(r"(?<![\d-])(\d{1,3})-(\d)", r"\1 - \2"),
    _habit(r"(?<=\s)(?:\u00d7|x)(?=\s)", "*"),
    _habit(r"\b24\s+hours\b", "1 day"),
    _habit(r"\b48\s+hours\b", "2 days"),
    _habit(r"\b(?:number|amount)\s+of\s+(?!words\b)", "count of "),
    _habit(r"\b(?:total|sum)\s+(?!of\b)(<NOUN>')", r"sum of \1"),
    _habit(rf"(:\s*)({_ROUGHLY}\s+\d[\d,.]*(?:\s+(?:thousand|million|billion))?)", r'\1"\2"'),
    # names
    _habit(r"\b(<NOUN>(?<=s))\.(<NOUN>)", r"\1' \2"),
    _habit(r"\b(<NOUN>)\.(<NOUN>)", r"\1's \2"),
    _habit(r"\b(<NOUN>)\[(<NOUN>)\]", r"\1's \2"),
    _habit(r"\b(count|sum|average)\((<NOUN>)\)", r"\1 of \2"),
    _habit(r"\blen(?:gth)?\((?:the\s+)?(<NOUN>)\)", r"length of \1", r"length of the article's \1"),
    _habit(r"\bas\s+\[([^\[\]]*)\]", r"as (\1)"),
    _habit(r"\b(<NOUN>):(\s+(?:text|number|count|percent|date|duration|yes/no|one\s+of|list\s+of)\b)", r"\1\2"),
    _habit(r"\b(?:every|each|an?|the)\s+(?:story|piece)\b", "the article"),
    _habit(r"\s+in\s+(?:every|each|an?|the)\s+(?:story|article|piece)\b", ""),
    _habit(r"\b(?:the\s+)?(<W>)\s+of\s+(every|each|all|an?|the)\s+(<NOUN>)", r"\2 \3's \1"),
    _habit(r"('s\s+<W>)\s+date\b", r"\1"),
    _habit(r"\b(figures?)\s+in\s+(?:the\s+)?(headline|lead|body|caption|graphic)s?\b", r"\1 where position is \2"),
    _habit(r"\bestimates?\s+(?:of|about|for)\s+(<Q>)", r"estimates where subject is \1"),
    _habit(r"\bestimates?\s+(?:of|about|for)\s+(<W>)", r'estimates where subject is "\1"'),
    _habit(r"\b(people|person)\s+(?:older\s+than|over|above)\s+(<N>)", r"\1 where age is more than \2"),
    _habit(r"\b(people|person)\s+(?:younger\s+than|under|below)\s+(<N>)", r"\1 where age is less than \2"),
    _habit(
        r"\b(every|each|all|no|an?)\s+(<W>)\s+(<NOUN>)(?=\s+(?:must|should|may)\b)",
        r"\1 \3 where kind is \2",
        r"\1 \3 where position is \2",
        r"\1 \3 where type is \2",
    ),
    _habit(
        r"\b(every|each|all|some|no|an?)\s+(<W>)\s+(<NOUN>)(?=\s+(?:must|should|may)\b)",
        r"\1 \3 where \2",
        r"\1 \2's \3",
    ),
    _habit(
        r"\b(every|each|all|some|no|an?)\s+(<W>)\s+(<W>)\s+(<NOUN>)(?=\s+(?:must|should|may)\b)",
        r"\1 \3's \4 where \2",
    ),
    _habit(r"\bdefine\s+(<NOUN>)\s*(?:=|:|to\s+be|is)\s*", r"define \1 as "),
    _habit(r"^use\s+([^\s\"\u201c\u201d]+)$", r'use "\1"'),
    _habit(r"^rule\s+([\w-]+)\s+([\w-]+)(?=\s*[:\"])", r"rule \1-\2"),
    _habit(r"\s*[;!]+\s*$", ""),
)

HABITS = _TURNS + _WORDS
