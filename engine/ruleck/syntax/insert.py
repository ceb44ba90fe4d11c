"""Puts clauses into rules that stand in a file: the smallest edit of its text that does it.

Examples stand last in a rule, so a clause goes below all that belongs to the rule, its comments included. What is
inserted is in the canonical layout. A file that was in it stays in it; of any other nothing else is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.format import format_file
from ruleck.syntax.layout import cut
from ruleck.syntax.parse import parse, rule_id
from ruleck.syntax.words import comments_of, words_of

_RULE = "rule it: articles must have a headline\n"


def laid_out(clause: str) -> list[str]:
    """The lines of an example in the canonical layout, as they stand in a rule.

    Raises ValueError where the clause is none that can be read.

    >>> laid_out('rejects  "nobody" quote {text: "x",kind:direct}')
    ['  rejects "nobody" quote {text: "x", kind: direct}']
    """
    text, mistakes = format_file(Source("", f"{_RULE}  {clause}\n"))
    if mistakes:
        raise ValueError(mistakes[0].message)
    return text.splitlines()[2:]


def insert_examples(source: Source, clauses: Mapping[str, Sequence[str]]) -> str:
    """The file with examples added to rules, which are named by their ids. It has no mistakes.

    Raises KeyError where a rule is not in the file, and ValueError where a clause cannot be read.

    >>> print(insert_examples(Source("", "quotes must name a speaker"), {
    ...     "quotes-must-name-a-speaker": ['rejects "nobody" quote {text: "x"}']}), end="")
    quotes must name a speaker
      rejects "nobody" quote {text: "x"}
    """
    places = _ends(source)
    text = source.text
    line_break = "\r\n" if "\r\n" in text else "\n"
    # From the end: what stands before stays where it is.
    for rule, added in sorted(clauses.items(), key=lambda item: -places[item[0]]):
        at = places[rule]
        lines = [line for clause in added for line in laid_out(clause)]
        before, after = text[:at], text[at:] or line_break
        text = before + "".join(line_break + line for line in lines) + after
    was_laid_out = format_file(source)[0] == source.text
    return format_file(Source(source.path, text))[0] if was_laid_out else text


def _ends(source: Source) -> dict[str, int]:
    """Where each rule of a file ends: the end of the last line that belongs to it."""
    tree, _ = parse(source)
    cuts = cut(source)
    comments = list(comments_of(source))
    bounds = [*(statement.start for statement in cuts[1:]), len(source.text)]
    ends: dict[str, int] = {}
    for statement, node, bound in zip(cuts, tree.statements, bounds, strict=False):
        if not isinstance(node, n.Rule):
            continue
        end = words_of(statement, None)[1]
        below = [comment for comment in comments if end <= comment.span.start < bound]
        own = list(takewhile(lambda comment: not (comment.alone and comment.at_margin), below))
        last = own[-1].span.end if own else end
        found = source.text.find("\n", last)
        ends[rule_id(node)] = len(source.text[: found if found >= 0 else None].rstrip("\r"))
    return ends
