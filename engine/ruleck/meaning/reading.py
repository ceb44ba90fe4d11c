"""Rules read aloud: what was understood, with everything said that a sentence leaves unsaid.

An author compares it with what was meant: how many facts at a time, in which groups, what a tolerance is a share of,
how grave a finding is.
"""

from __future__ import annotations

from ruleck.meaning import program as p
from ruleck.meaning.context import listing

ORDERS = {
    "=": "is",
    "same": "is said to be the same as",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
    "before": "is before",
    "after": "is after",
    "on or before": "is on or before",
    "on or after": "is on or after",
    "during": "is during",
}
DENIED = {
    "contain": "does not contain",
    "start with": "does not start with",
    "end with": "does not end with",
    "appear in": "does not appear in",
}
DEMANDED = (
    (" is not ", " must not be "),
    (" does not ", " must not "),
    (" contains ", " must contain "),
    (" starts with ", " must start with "),
    (" ends with ", " must end with "),
    (" appears in ", " must appear in "),
    (" matches ", " must match "),
    ("there are ", "there must be "),
    ("there is ", "there must be "),
    (" is ", " must be "),
)
SAID = {"contain": "contains", "start with": "starts with", "end with": "ends with", "appear in": "appears in"}


def read_aloud(rule: p.Rule) -> str:
    """A rule's meaning in full, over one or more lines."""
    lines = []
    if rule.across:
        lines.append("over all articles of the run together:")
    if rule.iteration is not None:
        chosen = f" where {condition(rule.iteration.where)}" if rule.iteration.where else ""
        lines.append(f"for each {rule.iteration.kind}{chosen}:")
    if rule.when is not None:
        lines.append(f"only when {condition(rule.when)}:")
    lines += body(rule.body, rule.iteration)
    lines += [f"unless {condition(exception)}" for exception in rule.unless]
    return "\n".join(lines)


def body(found: p.Body, iteration: p.Iteration | None) -> list[str]:
    """The sentence."""
    match found:
        case p.Singly(members=None, demands=demands, joiner=joiner):
            return [demand_words(demands, joiner)]
        case p.Singly(members=members, demands=demands, joiner=joiner):
            assert members is not None, "the case above"
            if isinstance(members.root, p.Every) and members.root.kind == "article":
                return [f"the article: {demand_words(demands, joiner)}"]
            assert not isinstance(members.root, p.Lookup), "a sentence about each goes through a kind"
            where = f" where {condition(members.where)}" if members.where else ""
            return [f"every {members.root.kind}{where}, each by itself: {demand_words(demands, joiner)}"]
        case p.Jointly(members=members, keys=keys, demands=demands):
            by = listing([k.written for k in keys])
            groups = f", those with the same {by} together" if keys else ", all together"
            of = f" (the {' of '.join(reversed(members.fields))})" if members.fields else ""
            return [f"all {chosen(members)}{groups}{of}: {listing([together(d) for d in demands])}"]
        case p.Grouped(members=members, keys=keys, demands=demands, joiner=joiner):
            by = listing([k.written for k in keys])
            return [f"for the {members.written} of each {by}: {demand_words(demands, joiner)}"]


def chosen(members: p.Members) -> str:
    """Which facts, in the author's word for them: `sources where anonymous is yes`."""
    return f"{members.written} where {condition(members.where)}" if members.where else members.written


def demand_words(demands: tuple[p.Demanded, ...], joiner: str) -> str:
    """What must be."""
    return f" {joiner} ".join(f"{must_be(d.condition)}{settled(d.adverb)}" for d in demands)


def must_be(found: p.Condition) -> str:
    """A condition as what must be, each part of it."""
    match found:
        case p.All(parts=parts):
            return " and ".join(as_demand(bracketed(part)) for part in parts)
        case p.Any(parts=parts):
            return " or ".join(as_demand(bracketed(part)) for part in parts)
    return as_demand(condition(found))


def as_demand(words: str) -> str:
    """A condition as what must be.

    >>> as_demand("reason is stated"), as_demand('text does not contain "x"')
    ('reason must be stated', 'text must not contain "x"')
    """
    for finite, demanded in DEMANDED:
        if finite in words:
            return words.replace(finite, demanded, 1)
    return words


def settled(adverb: p.Adverb) -> str:
    """What becomes of an undecided case."""
    if adverb == "certainly":
        return " (what is undecided counts as a violation)"
    if adverb == "possibly":
        return " (what is undecided passes)"
    return ""


def together(demand: p.Together) -> str:
    """What must be, of many."""
    match demand.predicate:
        case p.Agreement(tolerance=None):
            words = "must be said to be the same"
        case p.Agreement(tolerance=limit):
            words = f"must be the same{tolerance(limit, 'of the larger')}"
        case p.SameFields(fields=fields):
            words = f"must have the same {listing(fields)}"
        case p.Uniqueness():
            words = "none may be repeated"
        case p.NoOverlap(start=start, end=end):
            words = f"no two may overlap from {start} to {end} (they may touch)"
        case p.Total(total=total, tolerance=limit):
            words = f"must add up to {total.written}{tolerance(limit, f'of {total.written}')}"
        case p.Course() as course:
            words = course_words(course)
    return words + settled(demand.adverb)


def course_words(course: p.Course) -> str:
    """A series."""
    over = " of ".join(reversed(course.over))
    if course.direction == "stay the same":
        return f"any later one (by {over}) must be the same as any earlier one"
    way = {"increase": ("higher", "higher than"), "decrease": ("lower", "lower than")}[course.direction]
    if course.step:
        assert course.amount is not None, "a step has an amount"
        of = f"{course.amount.written} of the earlier" if course.share else course.amount.written
        verb = "may not" if course.negated else "must"
        return f"any later one (by {over}) {verb} be {way[0]} than any earlier one by {course.step} {of}"
    if course.negated:
        return f"no later one (by {over}) may be {way[1]} an earlier one; a value may repeat"
    return f"any later one (by {over}) must be {way[1]} any earlier one, and not equal to it"


def tolerance(bound: p.Bound | None, base: str) -> str:
    """How near is near enough, and what a share is a share of."""
    if bound is None:
        return ""
    if bound.how == "rounding":
        return " within half of the last digit written"
    assert bound.amount is not None, "a distance or share has an amount"
    return f" within {bound.amount.written}" + (f" {base}" if bound.how == "share" else "")


def condition(found: p.Condition) -> str:
    """A condition in words."""
    match found:
        case p.All(parts=parts):
            return " and ".join(bracketed(part) for part in parts)
        case p.Any(parts=parts):
            return " or ".join(bracketed(part) for part in parts)
        case p.Negation(part=p.Stated(value=value)):
            return f"{value.written} is not stated"
        case p.Negation(part=p.Flag(value=value)):
            return f"{value.written} is no"
        case p.Negation(part=p.Relation(operator="=") as relation):
            near = tolerance(relation.tolerance, f"of {relation.right.written}")
            return f"{relation.left.written} is not {relation.right.written}{near}"
        case p.Negation(part=p.Among(left=left, written=written)):
            return f"{left.written} is none of {written}"
        case p.Negation(part=p.TextRelation(operator=operator, left=left, written=written)):
            return f"{left.written} {DENIED[operator]} {written}"
        case p.Negation(part=p.Matching(value=value, pattern=pattern)):
            return f"{value.written} does not match /{pattern}/"
        case p.Negation(part=part):
            return f"it is not so that {condition(part)}"
        case p.Stated(value=value):
            return f"{value.written} is stated"
        case p.Known(value=value):
            return f"{value.written} is known, with a record of its own"
        case p.Flag(value=value):
            return f"{value.written} is yes"
        case p.Relation():
            return (
                f"{found.left.written} {ORDERS[found.operator]} {found.right.written}"
                f"{tolerance(found.tolerance, f'of {found.right.written}')}"
            )
        case p.Among(left=left, written=written):
            return f"{left.written} is one of {written}"
        case p.Matching(value=value, pattern=pattern, ignore_case=ignore):
            return f"{value.written} matches /{pattern}/" + (" in any letter case" if ignore else "")
        case p.TextRelation(operator=operator, left=left, written=written):
            return f"{left.written} {SAID[operator]} {written}"
        case p.Count(members=members, condition=inner, word=word, number=number):
            such = f" for which {condition(inner)}" if inner is not None else ""
            amount = "no" if (word, number) == ("at most", 0) else f"{word} {number}"
            among = " among" if isinstance(members.root, p.Lookup) else ""
            return f"there {'is' if number == 1 or amount == 'no' else 'are'} {amount}{among} {chosen(members)}{such}"
        case p.Collectively(written=written):
            return written
        case p.AllMembers(members=members, condition=inner):
            return f"for every one of {chosen(members)}, {condition(inner)}"


def bracketed(found: p.Condition) -> str:
    """A part of a longer condition, in brackets where it has parts itself."""
    words = condition(found)
    return f"({words})" if isinstance(found, p.All | p.Any) else words
