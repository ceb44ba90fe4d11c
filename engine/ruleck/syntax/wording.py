"""The grammar's words as their authors write them, and what may come next in plain words.

Invariant: every terminal of the grammar has an entry in `WORDS` (a test compares the two).
"""

from __future__ import annotations

import re
from collections.abc import Collection

# What is written for each terminal; the first form is shown. None: it is a thing rather than a word.
WORDS: dict[str, tuple[str, ...]] = {
    "_RULE": ("rule",),
    "_USE": ("use",),
    "_DEFINE": ("define",),
    "_KIND": ("kind",),
    "_SEVERITY": ("severity",),
    "_TAGS": ("tags",),
    "_SEE": ("see",),
    "SEVERITY_WORD": ("error", "warning", "info"),
    "_AS": ("as",),
    "_FROM": ("from",),
    "_BECAUSE": ("because",),
    "EXAMPLE": ("accepts", "rejects", "leaves undecided", "ignores"),
    "ACROSS": ("across articles",),
    "_FOR_EACH": ("for each",),
    "_WHEN": ("when",),
    "_UNLESS": ("unless",),
    "_WHERE": ("where",),
    "_WITH_SAME": ("with the same",),
    "MUST": ("must",),
    "SHOULD": ("should",),
    "MAY": ("may",),
    "AND_MUST": ("and must",),
    "OR_MUST": ("or must",),
    "AND_SHOULD": ("and should",),
    "OR_SHOULD": ("or should",),
    "ADVERB": ("certainly", "possibly"),
    "NOT": ("not",),
    "THERE": ("there",),
    "EVERY": ("every", "each"),
    "ALL": ("all",),
    "AN": ("a", "an"),
    "SOME": ("some",),
    "NO": ("no",),
    "ALL_OF": ("all of",),
    "SOME_OF": ("some of",),
    "NONE_OF": ("none of",),
    "AT_LEAST": ("at least",),
    "AT_MOST": ("at most",),
    "EXACTLY": ("exactly",),
    "MORE_THAN": ("more than",),
    "LESS_THAN": ("less than",),
    "FEWER_THAN": ("fewer than",),
    "OF": ("of",),
    "_BE": ("be",),
    "_IS": ("is", "are"),
    "DOES": ("does", "do"),
    "_SAME_AS": ("the same as",),
    "TIMING": ("before", "after", "on or before", "on or after", "during"),
    "_BETWEEN": ("between",),
    "_WITHIN": ("within",),
    "ROUNDING": ("rounding",),
    "_ONE_OF": ("one of",),
    "HAS": ("have", "has", "name", "names", "give", "gives", "cite", "cites", "state", "states"),
    "HAS_SAME": ("have the same", "has the same"),
    "AND_A": ("and a", "and an"),
    "OR_A": ("or a", "or an"),
    "_COMMA_A": (", a", ", an"),
    "_AND_SAME": ("and the same",),
    "EQUAL": ("equal", "equals"),
    "DIFFER": ("differ from", "differs from"),
    "MATCH": ("match", "matches"),
    "CONTAIN": ("contain", "contains"),
    "START_WITH": ("start with", "starts with"),
    "END_WITH": ("end with", "ends with"),
    "APPEAR_IN": ("appear in", "appears in"),
    "AGREE": ("agree", "agrees"),
    "OVERLAP": ("overlap", "overlaps"),
    "ADD_UP": ("add up to", "adds up to"),
    "TREND": ("increase", "decrease", "increases", "decreases"),
    "STAY": ("stay the same", "stays the same"),
    "_BY": ("by",),
    "_OVER_TIME": ("over time",),
    "_OVER": ("over",),
    "_AND": ("and",),
    "_OR": ("or",),
    "AGGREGATE": (
        "count of",
        "sum of",
        "average of",
        "smallest of",
        "largest of",
        "earliest of",
        "latest of",
    ),
    "FUNCTION": ("length of", "number of words in", "weekday of", "year of", "lower case of"),
    "TIME_FROM": ("days from", "weeks from", "months from", "years from"),
    "_TO": ("to",),
    "YES": ("yes",),
    "ITS": ("its", "their"),
    "IT": ("it", "they"),
    "THIS": ("this",),
    "_THE": ("the",),
    "_POSSESSIVE": ("'s",),
    "DATE": (),
    "DURATION": (),
    "POINTS": (),
    "NUMBER": (),
    "NUMBER_WORD": (),
    "COUNT": (),
    "TEXT": (),
    "PATTERN": (),
    "OPEN": ("?",),
    "PLUS": ("+",),
    "MINUS": ("-",),
    "_NEGATIVE": ("-",),
    "STAR": ("*",),
    "SLASH": ("/",),
    "_LIST_COMMA": (",",),
    "_COMMA": (",",),
    "_COLON": (":",),
    "_DOT": (".",),
    "LPAR": ("(",),
    "RPAR": (")",),
    "LSQB": ("[",),
    "RSQB": ("]",),
    "LBRACE": ("{",),
    "RBRACE": ("}",),
    "_PLURAL": ("plural",),
    "_SERIES": ("series",),
    "LIST_OF": ("list of",),
    "YES_NO": ("yes/no",),
    "REQUIRED": ("required",),
    "NO_UNLESS_SAID": ("no unless said",),
    "_LINE_BREAK": (),
    "ID": (),
    "NAME": (),
    "WHITE_SPACE": (),
    "$END": (),
}

_VALUES = frozenset(
    {"NAME", "NUMBER", "NUMBER_WORD", "DATE", "DURATION", "TEXT", "YES", "NO", "ITS", "IT", "THIS"}
    | {"AGGREGATE", "FUNCTION", "TIME_FROM", "_NEGATIVE", "LPAR"}
)
_COUNTED = frozenset({"AT_LEAST", "AT_MOST", "EXACTLY", "MORE_THAN", "FEWER_THAN"})
_QUANTITIES = _COUNTED | {"EVERY", "ALL", "AN", "SOME", "ALL_OF", "SOME_OF", "NONE_OF"}
_VERBS = frozenset(
    {"HAS", "HAS_SAME", "EQUAL", "DIFFER", "MATCH", "CONTAIN", "START_WITH", "END_WITH", "APPEAR_IN"}
    | {"AGREE", "OVERLAP", "ADD_UP", "TREND", "STAY"}
)
_COMPARING = _COUNTED | {"LESS_THAN", "_SAME_AS", "TIMING", "_BETWEEN", "_WITHIN", "_ONE_OF", "AN", "NOT"}
_CLAUSES = frozenset(
    {"_SEVERITY", "_TAGS", "_SEE", "ACROSS", "_FOR_EACH", "_WHEN", "_RULE", "_USE", "_DEFINE", "_KIND"}
)
# Ways to go on that are open nearly everywhere, and seldom what was meant.
_MARKS = frozenset(
    {"PLUS", "MINUS", "STAR", "SLASH", "_POSSESSIVE", "_DOT", "_COMMA_A", "_LIST_COMMA", "_LINE_BREAK", "LSQB"}
)
# What ends a sentence is named last.
_ENDING = ("_UNLESS", "_BECAUSE", "EXAMPLE")

# What is shown if all of the first words may come next; it stands for all of the second.
_THINGS: tuple[tuple[frozenset[str], str, frozenset[str]], ...] = (
    (
        frozenset({"_RULE", "_DEFINE", "NAME"}),
        "a sentence such as `quotes must name a speaker`, or `rule`, `define`, `kind` or `use`",
        _CLAUSES | _VALUES | _QUANTITIES | {"THERE"},
    ),
    (
        frozenset({"THERE", "NO", "AN", "NAME"}),
        "a sentence such as `quotes must name a speaker`",
        _CLAUSES | _VALUES | _QUANTITIES | {"THERE"},
    ),
    (
        frozenset({"NOT", "NONE_OF", "NAME"}),
        "a condition such as `kind is direct`",
        _VALUES | _QUANTITIES | {"THERE", "NOT"},
    ),
    (
        frozenset({"_BE", "HAS"}),
        "a predicate: be …, have a …, name a …, equal …, decrease over time, …",
        _VERBS | {"_BE", "NOT", "ADVERB"},
    ),
    (
        frozenset({"_IS", "HAS"}),
        "what it says: is …, has a …, contains …, is before …, …",
        _VERBS | {"_IS", "DOES"},
    ),
    (
        frozenset({"TIMING", "NAME"}),
        "a value or a comparison: at least …, more than …, before …, between … and …, one of (…), …",
        _VALUES | _COMPARING,
    ),
    (
        frozenset({"NAME", "AT_LEAST", "AN", "NO"}),
        "`a` and a field, or `no` or `at least 2` and a field",
        _COUNTED | {"NAME", "AN", "NO"},
    ),
    (
        frozenset({"AT_LEAST", "AN", "NO"}),
        "`a`, `no` or `at least 2`, and a kind",
        _COUNTED | {"AN", "SOME", "NO"},
    ),
    (frozenset({"LBRACE", "TEXT"}), "a text in quotes, a number, a date, a name or `?`", _VALUES | {"LBRACE", "OPEN"}),
    (
        frozenset({"NAME", "LIST_OF"}),
        "a type: text, number, date, yes/no, one of (…), a kind, list of …, …",
        frozenset({"NAME", "LIST_OF", "YES_NO", "_ONE_OF"}),
    ),
    (frozenset({"NAME", "NUMBER"}), "a value: a field, a number, a date, a text in quotes, count of …, …", _VALUES),
    (frozenset({"NAME", "TEXT"}), "a name or a text in quotes", frozenset({"NAME", "TEXT"})),
    (frozenset({"NAME", "ITS"}), "a kind or a field", frozenset({"NAME", "ITS", "IT", "THIS"})),
    (frozenset({"NAME"}), "a name", frozenset({"NAME"})),
    (frozenset({"ID"}), "a name such as `named-speakers`", frozenset({"ID"})),
    (frozenset({"COUNT"}), "a whole number", frozenset({"COUNT"})),
    (frozenset({"TEXT"}), "a text in quotes", frozenset({"TEXT"})),
    (frozenset({"SEVERITY_WORD"}), "`error`, `warning` or `info`", frozenset({"SEVERITY_WORD"})),
    (frozenset({"_LINE_BREAK"}), "a new line", frozenset({"_LINE_BREAK"})),
    (frozenset({"PATTERN"}), "a pattern between slashes, `/…/`", frozenset({"PATTERN"})),
)

# Where a kind of thing may come next, the table of `ruleck explain` that lists them all.
_TABLES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"_BE", "HAS"}), "predicates"),
    (frozenset({"THERE", "NO", "AN", "NAME"}), "subjects"),
    (frozenset({"NOT", "NONE_OF", "NAME"}), "conditions"),
    (frozenset({"_IS", "HAS"}), "conditions"),
    (frozenset({"NAME", "NUMBER"}), "values"),
)

MOST_SHOWN = 6


def what_may_follow(accepted: Collection[str]) -> str:
    """What may come next, in the author's words; `accepted` holds the terminals that the parser would take.

    >>> what_may_follow({"MUST", "SHOULD", "PLUS"})
    '`must` or `should`'
    """
    left = set(accepted)
    shown: list[str] = []
    for marks, phrase, covered in _THINGS:
        if marks <= left:
            shown.append(phrase)
            left -= covered
    plain = sorted((t for t in WORDS if t in left and WORDS[t]), key=lambda t: t in _ENDING)
    shown += [f"`{WORDS[t][0]}`" for t in plain if t not in _MARKS]
    shown = list(dict.fromkeys(shown or [f"`{WORDS[t][0]}`" for t in plain]))[:MOST_SHOWN]
    if "$END" in left:
        shown = [*shown[: MOST_SHOWN - 1], "the end of the statement"]
    if len(shown) == 1:
        return shown[0]
    # Examples stand in brackets where a list goes on after them.
    *first, last = [re.sub(r": (.*)", r" (\1)", thing) for thing in shown]
    return f"{', '.join(first)} or {last}"


def table_of(accepted: Collection[str]) -> str | None:
    """The table that lists most of what may come next, if there is one.

    >>> table_of({"_BE", "HAS", "NOT"})
    'predicates'
    """
    return next((table for marks, table in _TABLES if marks <= set(accepted)), None)
