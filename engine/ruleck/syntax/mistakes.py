"""Says what is wrong with a statement: where, what was read so far, what may come next, and what would do instead.

What may come next is the parser's own answer, put into the author's words: no name of the grammar is ever shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ruleck.diagnostics import Diagnostic, Label
from ruleck.source import Source
from ruleck.syntax.corrections import Attempt, Stuck, corrections
from ruleck.syntax.layout import Cut, one_line
from ruleck.syntax.wording import WORDS, table_of, what_may_follow

CLAUSE_ORDER = "severity, tags, see, across articles, for each, when, the sentence, unless, because, examples"
LONGEST_SHOWN = 60  # characters of what was read so far

_WORD = re.compile(r"""["“”](?:\\[\s\S]|[^"“”\\])*["“”]|[\w'\u2019-]+|[<>=!&|]+|\S""")
_CLAUSE = re.compile(
    r"(?:severity|tags|see|across\s+articles|for\s+each|when|unless|because|accepts|rejects|leaves\s+undecided|ignores)"
    r"(?![\w'\u2019-])",
    re.IGNORECASE,
)
_AFTER_SENTENCE = re.compile(
    r"(?:unless|because|accepts|rejects|leaves\s+undecided|ignores)(?![\w'\u2019-])", re.IGNORECASE
)
# A clause that comes too late to be one has been read as a name, and the word after it is where that ends.
_LATE_CLAUSE = re.compile(r"\n[^\S\n]*(severity|tags)\s+$", re.IGNORECASE)
# At the margin these begin nothing: they go on with what stands above.
_CONTINUING = re.compile(
    r"(?:severity|tags|see|unless|because|accepts|rejects|leaves\s+undecided|ignores|where|and|or|must|should)(?![\w'\u2019-])",
    re.IGNORECASE,
)
_SEVERAL_WORDS = sorted((form for forms in WORDS.values() for form in forms if " " in form), key=len, reverse=True)
_HINTS = {
    "any": "`any` can mean each one or at least one: say `every` or `some`",
}


@dataclass(slots=True)
class Advice:
    """Where corrections come from, and how many statements of this file may still have some."""

    attempt: Attempt
    accepts: Callable[[str], bool]
    shown: Callable[[str, str], str]  # of an original and its correction: the sentence, or the line, that is changed
    left: int

    def on(self, statement: Cut, stuck: Stuck) -> tuple[str, ...]:
        """Corrections of a statement."""
        return self.nearer(statement, stuck)[0]

    def nearer(self, statement: Cut, stuck: Stuck) -> tuple[tuple[str, ...], str | None]:
        """Corrections of a statement; where there are none, what comes nearer to a sentence of the language."""
        if self.left <= 0:
            return (), None
        self.left -= 1
        found, nearer = corrections(statement.text, stuck, self.attempt, self.accepts)
        shown = tuple(dict.fromkeys(self.shown(statement.text, text) for text in found))
        return shown, self.shown(statement.text, nearer) if nearer is not None else None


def not_understood(stuck: Stuck, statement: Cut, source: Source, advice: Advice) -> Diagnostic:
    """The first word at which a statement stops making sense."""
    text = statement.text
    named = _odd_character(stuck, statement, source) or _open_quote(statement, source) or _at_margin(statement, source)
    if named:
        return named
    word = text[stuck.start : stuck.end]
    accepted = stuck.may_follow()
    label = Label(source, statement.span(stuck.start, stuck.end))
    if {"THERE", "NO", "AT_MOST"} <= accepted and (not word or _AFTER_SENTENCE.match(text, stuck.start)):
        return _without_sentence(statement, stuck, label)
    if "$END" in accepted or "_UNLESS" in accepted:
        if _CLAUSE.match(text, stuck.start) and "\n" in text[: stuck.start]:
            return _out_of_order(word, label, advice.on(statement, stuck))
        if _is_second_sentence(text, stuck, advice):
            return _second_sentence(label)
    late = _LATE_CLAUSE.search(text[: stuck.start])
    if late and not accepted & {"ID", "SEVERITY_WORD"}:
        return _out_of_order(late.group(1), Label(source, statement.span(*late.span(1))), ())
    previous = _last_words(text[: stuck.start])
    after = f" after `{previous}`" if previous else " at the start of a statement"
    message = f"`{shown(word)}` is not understood{after}" if word else f"the statement stops short{after}"
    notes = [f"read so far: {_read_so_far(text[: stuck.start])}"] if previous else []
    table = table_of(accepted)
    more = f" (`ruleck explain {table}`)" if table else ""
    notes.append(f"{after.strip()} comes {what_may_follow(accepted)}{more}")
    if word.lower() in ("and", "or") and accepted & {"_AND", "_OR"}:
        notes.append("`and` mixed with `or` needs brackets, which show what goes together")
    suggestions, nearer = advice.nearer(statement, stuck)
    if nearer is not None:
        notes.append(f"nearer, with a mistake left: `{nearer}`")
    if word.lower() in _HINTS and len(suggestions) != 1:
        notes.append(_HINTS[word.lower()])
    return Diagnostic("not-understood", message, (label,), tuple(notes), suggestions)


def refused(message: str, stuck: Stuck, statement: Cut, source: Source, advice: Advice) -> Diagnostic:
    """Something that can be read and is no part of the language."""
    label = Label(source, statement.span(stuck.start, stuck.end))
    notes = (f"write `{stuck.instead}`",) if stuck.instead else ()
    return Diagnostic("not-understood", message, (label,), notes, advice.on(statement, stuck) if stuck.instead else ())


def shown(text: str) -> str:
    """A word of the author's, cut if it is very long, with what cannot be seen written as its code.

    >>> shown("a" + chr(0) + "b")
    'aU+0000b'
    """
    line = one_line(text[: 2 * LONGEST_SHOWN])
    line = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in line)
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def stuck_at(text: str, start: int, may_follow: Callable[[], frozenset[str]]) -> Stuck:
    """The word that stands at `start`, or the end of the text."""
    word = _WORD.match(text, start)
    return Stuck(start, word.end() if word else start, may_follow)


# ------------------------------------------------------------------ mistakes that have a name


def _open_quote(statement: Cut, source: Source) -> Diagnostic | None:
    marks = list(re.finditer(r"""(?<!\\)(?:\\\\)*["“”]""", statement.text))
    if len(marks) % 2 == 0:
        return None
    # The line where the marks do not pair off; a text that is broken onto the next line makes two such lines.
    start = 0
    at = marks[-1].end() - 1
    for line in statement.text.split("\n"):
        inside = [m for m in marks if start <= m.start() < start + len(line)]
        if len(inside) % 2:
            at = inside[-1].end() - 1
            break
        start += len(line) + 1
    label = Label(source, statement.span(at, at + 1), "opened here")
    note = 'a quote mark inside a quoted text is written `\\"`'
    return Diagnostic("open-quote", "a quoted text has no closing quote mark", (label,), (note,))


def _at_margin(statement: Cut, source: Source) -> Diagnostic | None:
    word = _CONTINUING.match(statement.text)
    if not word:
        return None
    label = Label(source, statement.span(0, word.end()))
    message = f"`{one_line(word.group())}` stands at the left margin, where a new statement starts"
    return Diagnostic("at-margin", message, (label,), ("indent the line: then it belongs to the statement above",))


def _odd_character(stuck: Stuck, statement: Cut, source: Source) -> Diagnostic | None:
    character = statement.text[stuck.start : stuck.start + 1]
    if not character or character.isprintable():
        return None
    message = f"there is a character here that cannot be seen (U+{ord(character):04X})"
    label = Label(source, statement.span(stuck.start, stuck.start + 1))
    return Diagnostic("odd-character", message, (label,), ("take it out",))


def _without_sentence(statement: Cut, stuck: Stuck, label: Label) -> Diagnostic:
    rule = re.match(r"rule\s+([\w-]+)", statement.text, re.IGNORECASE)
    which = f"rule `{rule.group(1)}`" if rule else "the statement"
    return Diagnostic(
        "no-sentence",
        f"{which} has no sentence",
        (label,),
        (
            f"read so far: {_read_so_far(statement.text[: stuck.start])}",
            "an indented sentence such as `quotes must name a speaker` says what must hold",
        ),
    )


def _out_of_order(word: str, label: Label, suggestions: tuple[str, ...]) -> Diagnostic:
    message = f"`{word.lower()}` does not belong here: the clauses of a rule have an order"
    order = f"the order is: {CLAUSE_ORDER} (`ruleck explain clauses`)"
    return Diagnostic("clause-order", message, (label,), (order,), suggestions)


def _is_second_sentence(text: str, stuck: Stuck, advice: Advice) -> bool:
    rest = re.split(r"\n\s*(?:because|accepts|rejects|leaves\s+undecided|ignores)\b", text[stuck.start :])[0]
    return "\n" in text[: stuck.start] and bool(rest) and advice.attempt(rest) is None


def _second_sentence(label: Label) -> Diagnostic:
    return Diagnostic(
        "second-sentence",
        "a rule holds one sentence, and a second one starts here",
        (label,),
        ("give it a rule of its own, or join what must hold of one subject with `and must`",),
    )


# ------------------------------------------------------------------ words


def _last_words(text: str) -> str:
    """The last word of a text, or the last few that are read as one, as they were written."""
    line = one_line(text)
    for form in _SEVERAL_WORDS:
        if line.lower().endswith(form) and not line[: -len(form)][-1:].isalnum():
            return line[-len(form) :]
    words = _WORD.findall(line)  # from the start, so that a quoted text is one word
    return shown(words[-1]) if words else ""


def _read_so_far(text: str) -> str:
    line = one_line(text[-4 * LONGEST_SHOWN :])
    if len(line) > LONGEST_SHOWN:
        line = f"… {line[-LONGEST_SHOWN:].split(' ', 1)[-1]}"
    return f"`{line}`"

