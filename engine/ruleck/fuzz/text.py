"""A fuzzing as people read it: for each rule an example of each thing that it can come to, and what it cannot."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ruleck.fuzz.laws import LAWS
from ruleck.fuzz.run import SOUGHT, Broken, Fuzz, Fuzzed, Met
from ruleck.generate.aim import Wanted
from ruleck.reports.snippet import WIDTH, Paint, printable, wrap
from ruleck.syntax.insert import laid_out

_NO_RULE: dict[Wanted, str] = {
    "accepts": ", so perhaps no story can keep it",
    "rejects": ", so perhaps it checks nothing",
    "leaves undecided": "",
}


def fuzz_text(fuzz: Fuzz, paint: Paint) -> str:
    """The whole report."""
    blocks = ["\n".join(_block(one, paint)) + "\n" for one in fuzz.rules]
    return "\n".join([*blocks, *(["\n".join(tally(fuzz)) + "\n"] if fuzz.rules else [])])


def _block(one: Fuzzed, paint: Paint) -> Iterator[str]:
    at = one.rule.place.source.position(one.rule.place.span.start)
    bad = one.broken or one.one_sided
    name = f"{printable(one.rule.place.source.path)}:{at.line}:{at.column}: {one.rule.id}"
    yield paint("error", name) if bad else name
    for wanted in SOUGHT:
        found = one.met[wanted]
        if isinstance(found, Met):
            yield from (printable(line) for line in laid_out(found.clause))
            yield from (f"    {row}" for f in found.findings[:1] for row in wrap(printable(f.message), WIDTH - 4))
        else:
            yield from (f"  {row}" for row in wrap(never(wanted, found), WIDTH - 2))
    for broken in one.broken:
        yield from _law(broken, paint)
    if one.written:
        yield f"  added to the rule: {', '.join(one.written)}"


# What a rule was never seen to be.
_SEEN: dict[Wanted, str] = {"accepts": "held", "rejects": "violated", "leaves undecided": "undecided"}


def never(wanted: Wanted, tries: int) -> str:
    """What is told of an outcome that was not reached."""
    return f"never {_SEEN[wanted]}: not reached in {tries:,} {'try' if tries == 1 else 'tries'}{_NO_RULE[wanted]}"


def _law(broken: Broken, paint: Paint) -> Iterator[str]:
    yield f"  {paint('error', 'law broken')}: {broken.law.says}"
    for document, outcome in (broken.before, broken.after):
        yield f"    {outcome}: {printable(json.dumps(document, ensure_ascii=False))}"
    yield "    this is a bug in ruleck, not in your rule: please report it with these two stories"


def tally(fuzz: Fuzz) -> Iterator[str]:
    """The closing lines: what was reached, and what came of the laws."""
    rules = fuzz.rules
    sided = [one for one in rules if one.one_sided]
    never = [one.rule.id for one in rules if isinstance(one.met["rejects"], int)]
    hold = [one.rule.id for one in rules if isinstance(one.met["accepts"], int)]
    first = f"{len(rules):,} {'rule' if len(rules) == 1 else 'rules'}"
    if not sided:
        first += ": it can hold and be violated" if len(rules) == 1 else ": each can hold and be violated"
    else:
        first += f": {len(never):,} never seen violated, {len(hold):,} never seen to hold"
    yield first
    if sided:
        yield "`ruleck lint` may say why, and `ruleck explain RULE` how the rule is understood"
    broken = [b for one in rules for b in one.broken]
    tried = sum(count for one in rules for count in one.laws.values())
    names = ", ".join(law.name for law in LAWS)
    told = f"{len(broken):,} broken" if broken else "none broken"
    yield from wrap(f"the laws for every rule ({names}), put to {tried:,} stories: {told}", WIDTH)
    added = sum(len(one.written) for one in rules)
    if added:
        yield f"{added:,} {'example' if added == 1 else 'examples'} added; `ruleck test` runs them"
    elif fuzz.wish.write:
        yield "nothing was added: each rule has an example of all that was reached"
