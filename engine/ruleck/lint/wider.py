"""Rules that another rule contains: whatever breaks the narrower one breaks the wider one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from ruleck.lint.definitions import BY_CODE
from ruleck.lint.identity import identity
from ruleck.lint.logic import Case, Part, Sight
from ruleck.lint.remark import Remark
from ruleck.lint.reviewed import Reviewed
from ruleck.meaning import program as p

CONTAINED = BY_CODE["R205"]
GRAVITY = {"error": 2, "warning": 1, "info": 0}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule says something of. Rules of one `about` speak of the same facts, those in the named slots.

    Each of `broken` is a way to violate it, by itself enough: the cases in which that is so, and those in which not.
    """

    about: Hashable
    sight: Sight
    broken: tuple[tuple[list[Case], list[Case]], ...]


def contained(all_reviewed: Sequence[Reviewed]) -> Iterator[Remark]:
    """Each rule that a wider one contains; of two that say the same, the later one."""
    scopes = [scope(reviewed) for reviewed in all_reviewed]
    groups: dict[Hashable, list[int]] = {}
    for number, found in enumerate(scopes):
        if found is not None:
            groups.setdefault(found.about, []).append(number)
    for group in groups.values():
        for narrow in group:
            for wide in group:
                if narrow == wide or not _contains(all_reviewed, scopes, wide, narrow):
                    continue
                if wide > narrow and _contains(all_reviewed, scopes, narrow, wide):
                    continue
                yield told(all_reviewed[narrow], all_reviewed[wide])
                break


def told(narrow: Reviewed, wide: Reviewed) -> Remark:
    """What is said of a contained rule."""
    message = f"whatever breaks `{narrow.rule.id}` breaks `{wide.rule.id}` as well"
    other = wide.at(wide.rule.place.span, "the wider rule")
    return Remark(CONTAINED, message, narrow.at(narrow.rule.place.span), (other,))


def _contains(all_reviewed: Sequence[Reviewed], scopes: Sequence[Scope | None], wide: int, narrow: int) -> bool:
    larger, smaller = scopes[wide], scopes[narrow]
    assert larger is not None, "only rules with a scope are grouped"
    assert smaller is not None, "only rules with a scope are grouped"
    if GRAVITY[all_reviewed[wide].rule.severity] < GRAVITY[all_reviewed[narrow].rule.severity]:
        return False
    return all(
        any(smaller.sight.follows(cases, denied) for _, denied in larger.broken) for cases, _ in smaller.broken
    )


def scope(reviewed: Reviewed) -> Scope | None:
    """What a rule is about; none where it is not compared with others.

    With an adverb a rule is broken by cases left open, or leaves some in peace: such rules are compared with none.
    """
    rule, body = reviewed.rule, reviewed.rule.body
    if any(demand.adverb for demand in body.demands):
        return None
    names = {p.ARTICLE: "article"}
    subject: Hashable = ()
    if rule.iteration is not None:
        names[rule.iteration.slot] = "iteration"
        subject = ("each", rule.iteration.kind)
    if body.members is not None:
        if rule.iteration is None and isinstance(body, p.Singly) and isinstance(body.members.root, p.Every):
            # `sources must …` and `for each source, it must …` are one.
            names[body.members.slot] = "iteration"
            subject = ("each", body.members.root.kind)
        else:
            root = identity(body.members.root, names)
            names[body.members.slot] = "member"
            subject = (subject, root, body.members.fields)
    match body:
        case p.Singly():
            shape: Hashable = ("singly",)
            broken = _broken([(d.condition, False) for d in body.demands], body.joiner)
        case p.Grouped():
            names |= {body.slot: "group", body.facts: "facts"}
            shape = ("grouped", identity(body.keys, names))
            broken = _broken([(d.condition, False) for d in body.demands], body.joiner)
        case p.Jointly():
            names[body.slot] = "group"
            # Two facts that break it do so in any larger group: what holds of pairs. A total is no such thing.
            if any(isinstance(demand.predicate, p.Total) for demand in body.demands):
                return None
            said = tuple(identity(demand.predicate, names) for demand in body.demands)
            shape = ("jointly", identity(body.keys, names), said)
            broken = ((),)
    sight = reviewed.sight(names)
    ways = []
    for parts in broken:
        together = (*reviewed.applies, *parts)
        cases, denied = sight.cases(together), sight.denials(together)
        if cases is None or denied is None:
            return None
        possible = [case for case in cases if sight.possible(case)]
        if not possible:
            return None  # what nothing can break is told by another lint
        ways.append((possible, denied))
    return Scope((rule.across, subject, shape), sight, tuple(ways))


def _broken(demands: list[Part], joiner: str) -> tuple[tuple[Part, ...], ...]:
    return (tuple(demands),) if joiner == "or" else tuple((demand,) for demand in demands)
