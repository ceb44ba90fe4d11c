"""A trace as people read it: a line for each fact or group, in the order of the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from ruleck.explain.trace import Account, Verdict
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.reports.snippet import WIDTH, printable, wrap

MOST_LISTED = 100  # facts of one verdict in one document
_MOST_LINES = 3  # of one group, told by their numbers


def account_text(rule: p.Rule, path: str, accounts: Sequence[Account]) -> str:
    """What a rule says of one document: the tally, then every fact and group with the reason.

    A fact is known by its line; across articles by its document, too.
    """
    if not accounts:
        return f"{printable(path)}: the rule had nothing to look at: there is no {subject_noun(rule)}\n"
    counted = Counter(account.verdict for account in accounts)
    verdicts: tuple[Verdict, ...] = get_args(Verdict)
    tally = ", ".join(f"{counted[verdict]} {verdict}" for verdict in verdicts if counted[verdict])
    rows = [f"{printable(path)}: {tally}"]
    listed: Counter[Verdict] = Counter()
    places = [(place_of(account, rule.across), account) for account in accounts]
    places.sort(key=lambda placed: placed[0][0])
    width = max(len(words) for (_, words), _ in places)
    for (_, words), account in places:
        listed[account.verdict] += 1
        if listed[account.verdict] > MOST_LISTED:
            continue
        lead = f"  {words:>{width}}  "
        head = f"{account.verdict}: {told(account)}"
        first, *rest = wrap(printable(head), max(WIDTH - len(lead), WIDTH // 2))
        rows.append(f"{lead}{first}")
        rows += [f"{' ' * len(lead)}  {line}" for line in rest]
        for more in account.why[1:]:
            rows += [f"{' ' * len(lead)}  {line}" for line in wrap(printable(more), max(WIDTH - len(lead) - 2, 40))]
    for verdict in verdicts:
        if listed[verdict] > MOST_LISTED:
            rows.append(f"  and {listed[verdict] - MOST_LISTED:,} more: {verdict}")
    return "\n".join(rows) + "\n"


def told(account: Account) -> str:
    """What stands behind the verdict: the fact or group, unless the reason names it, and the reason."""
    why = account.why[0] if account.why else ""
    if not account.about or account.about in why:
        return why or account.about
    return f"{account.about}: {why}" if why else account.about


def place_of(account: Account, across: bool) -> tuple[tuple[str, int], str]:
    """Where an account's facts stand: a key to sort by, and the line or lines in words."""
    lines: list[int] = []
    path = ""
    # Of a group the facts that show what is wrong, if anything is.
    for fact in dict.fromkeys(fact for finding in account.findings for fact in finding.facts) or account.facts:
        found = line_of(fact)
        if found is not None and found not in lines:
            lines.append(found)
        if not path and across and fact.story is not None:
            path = fact.story.path
    more = "…" if len(lines) > _MOST_LINES else ""
    words = ", ".join(map(str, sorted(lines)[:_MOST_LINES])) + more
    return (path, min(lines, default=0)), f"{printable(path)}:{words}" if path else words


def line_of(fact: Record) -> int | None:
    """The line of the facts document on which a fact begins."""
    place = fact.story.at(fact.pointer) if fact.story is not None else None
    return place.source.position(place.span.start).line if place is not None else None


def subject_noun(rule: p.Rule) -> str:
    """What the rule would have looked at, in the singular."""
    if rule.iteration is not None:
        return rule.iteration.kind
    members = rule.body.members
    return members.nouns[0] if members is not None else "story"
