"""Values used twice where that leaves open what is not open.

Nothing is guessed here: the value is computed, by the evaluator, for a range of the figure that is used twice, and
again for many figures within that range. If the first result is wider than all of the others together, there is a
limit between the two at which the rule is undecided for no reason, and the remark shows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from ruleck.evaluate.expressions import getter
from ruleck.evaluate.world import Raw, World
from ruleck.facts.record import FieldValue, Record
from ruleck.facts.vocabulary import FieldType
from ruleck.lint.definitions import BY_CODE
from ruleck.lint.identity import identity
from ruleck.lint.logic import Atom, Sight
from ruleck.lint.points import points
from ruleck.lint.remark import Remark
from ruleck.lint.reviewed import Reviewed, parts
from ruleck.meaning import program as p
from ruleck.meaning.reading import condition as words
from ruleck.source import Span
from ruleck.values.date import DateSpan
from ruleck.values.number import Exact, Number, point
from ruleck.values.truth import Truth, every, negate, some

TWICE = BY_CODE["R206"]
NUMBER = FieldType("number")
LOW, HIGH, STEPS = 4, 8, 16
OTHERS: tuple[Exact, ...] = (3, 6, 20)
SLACK = Fraction(21, 20)  # what is computed between two steps is not seen


def used_twice(reviewed: Reviewed) -> Iterator[Remark]:
    """The comparisons of a rule in which a figure stands twice and is needlessly taken for two."""
    places = [(clause.condition, clause.span) for clause in reviewed.clauses]
    places += [(demand.condition, span) for demand, span in reviewed.demands]
    sight = reviewed.sight()
    for condition, span in places:
        for relation in relations(condition):
            yield from _computed(reviewed, relation, span)
        yield from _alternatives(reviewed, sight, condition, span)


def relations(node: object) -> Iterator[p.Relation]:
    """The comparisons in a part of a rule."""
    if isinstance(node, p.Relation):
        yield node
    for part in parts(node):
        yield from relations(part)


# ------------------------------------------------------------------ a figure twice in what is computed


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that is not computed from others."""

    key: Hashable
    value: p.Value


def _computed(reviewed: Reviewed, relation: p.Relation, span: Span) -> Iterator[Remark]:
    if relation.family != "number" or not any(isinstance(s, p.Compute) for s in (relation.left, relation.right)):
        return
    sides = [list(leaves(side)) for side in (relation.left, relation.right)]
    counts = Counter(leaf.key for side in sides for leaf in side)
    for leaf in {leaf.key: leaf for side in sides for leaf in side}.values():
        if counts[leaf.key] < 2:
            continue
        in_sides = [any(other.key == leaf.key for other in side) for side in sides]
        if all(in_sides):
            value: p.Value = p.Compute("-", relation.left, relation.right, NUMBER, "the difference of the two sides")
        else:
            value = relation.left if in_sides[0] else relation.right
        wider = widened(value, leaf)
        if wider is None:
            continue
        message = f"`{leaf.value.written}` stands twice in this comparison, and each use counts as a value of its own"
        yield Remark(TWICE, message, reviewed.at(span), (), (wider, _CURE))
        return


_CURE = "say it with the name used once, as `A / B - 1` for `(A - B) / B`; else such cases stay undecided"


def leaves(value: p.Value) -> Iterator[Leaf]:
    """The values that a value is computed from."""
    match value:
        case p.Compute(left=left, right=right):
            yield from leaves(left)
            yield from leaves(right)
        case p.FunctionOf(function="minus", argument=argument):
            yield from leaves(argument)
        case p.Constant():
            return
        case _:
            yield Leaf(identity(value, {}), value)


def widened(value: p.Value, twice: Leaf) -> str | None:
    """Figures for which a value is computed wider than it can be, in words; none if none are found."""
    written = {leaf.key: leaf.value.written for leaf in leaves(value)}
    others = [key for key in written if key != twice.key]
    names = {key: f"value{i}" for i, key in enumerate(written)}
    get = getter(_on_stand_ins(value, names))

    def at(figures: Mapping[str, FieldValue]) -> Raw:
        return get([Record("", "", dict(figures)), World({})])

    steps = [point(LOW + Fraction(HIGH - LOW, STEPS) * i) for i in range(STEPS + 1)]
    for figures in product(OTHERS, repeat=len(others)) if len(others) <= 3 else [OTHERS[:1] * len(others)]:
        given: dict[str, FieldValue] = {names[key]: point(f) for key, f in zip(others, figures, strict=True)}
        taken = at(given | {names[twice.key]: Number(LOW, HIGH)})
        can_be = [at(given | {names[twice.key]: step}) for step in steps]
        whole, real = _ends([taken]), _ends(can_be)
        if whole is None or real is None:
            continue
        (low, high), (least, most) = whole, real
        if high - low > (most - least) * SLACK:
            beside = "".join(f", `{written[k]}` {f}" for k, f in zip(others, figures, strict=True))
            return (
                f"with `{written[twice.key]}` {LOW} to {HIGH}{beside}, it is taken for {_short(low)} to {_short(high)} "
                f"and can only be {_short(least)} to {_short(most)}"
            )
    return None


def _on_stand_ins(value: p.Value, names: Mapping[Hashable, str]) -> p.Value:
    match value:
        case p.Compute(left=left, right=right):
            return replace(value, left=_on_stand_ins(left, names), right=_on_stand_ins(right, names))
        case p.FunctionOf(function="minus", argument=argument):
            return replace(value, argument=_on_stand_ins(argument, names))
        case p.Constant():
            return value
        case _:
            return p.Lookup(0, (names[identity(value, {})],), value.type, value.written)


def _ends(found: Sequence[Raw]) -> tuple[Fraction, Fraction] | None:
    ends: list[Fraction] = []
    for number in found:
        if not isinstance(number, Number) or isinstance(number.low, float) or isinstance(number.high, float):
            return None
        ends += [Fraction(number.low), Fraction(number.high)]
    return min(ends), max(ends)


def _short(value: Fraction) -> str:
    return f"{float(value):.4g}"


# ------------------------------------------------------------------ one value in several alternatives


def _alternatives(reviewed: Reviewed, sight: Sight, condition: p.Condition, span: Span) -> Iterator[Remark]:
    """`A or B` about one value: a range that reaches from where `A` holds to where `B` does is left undecided."""
    if isinstance(condition, p.Any):
        found = _straddled(sight, condition)
        if found is not None:
            message = f"`{words(condition)}`: each alternative is asked by itself"
            note = f"with {found} neither is certain, though one of them must be true; say it in one comparison"
            yield Remark(TWICE, message, reviewed.at(span), (), (note,))
            return
    match condition:
        case p.All(parts=inner) | p.Any(parts=inner):
            for part in inner:
                yield from _alternatives(reviewed, sight, part, span)
        case p.Negation(part=part):
            yield from _alternatives(reviewed, sight, part, span)


def _straddled(sight: Sight, condition: p.Any) -> str | None:
    """A range for which an `or` is undecided although it holds at every value of the range that stands for others."""
    atoms = _atoms(sight, condition)
    asks = atoms[0].asks
    if len(asks) != 1 or any([a.key for a in atom.asks] != [asks[0].key] for atom in atoms):
        return None
    asked = asks[0]
    if asked.value is None or asked.type.base not in ("number", "count", "percent", "date"):
        return None

    def holds(value: Raw) -> bool:
        return _tried(sight, condition, value) is True

    constants = [constant for atom in atoms for constant in atom.constants]
    run: list[Raw] = []
    for value in [*points(asked.type, constants, whole=True), None]:
        if value is not None and holds(value):
            run.append(value)
            continue
        reach = _reach(run)
        if reach is not None and not holds(reach):
            return f"`{asked.value.written}` {_shown(reach)}"
        run = []
    return None


def _atoms(sight: Sight, condition: p.Condition) -> list[Atom]:
    match condition:
        case p.All(parts=inner) | p.Any(parts=inner):
            return [atom for part in inner for atom in _atoms(sight, part)]
        case p.Negation(part=part):
            return _atoms(sight, part)
    return [sight.atom(condition)]


def _tried(sight: Sight, condition: p.Condition, value: Raw) -> Truth:
    """A condition whose atoms all ask about one value, of that value."""
    match condition:
        case p.All(parts=inner):
            return every(_tried(sight, part, value) for part in inner)
        case p.Any(parts=inner):
            return some(_tried(sight, part, value) for part in inner)
        case p.Negation(part=part):
            return negate(_tried(sight, part, value))
    return sight.atom(condition).of((value,))


def _reach(run: list[Raw]) -> Number | DateSpan | None:
    match run:
        case [Number(low=low), *_, Number(high=high)]:
            return Number(low, high)
        case [DateSpan(first=first), *_, DateSpan(last=last)]:
            return DateSpan(first, last)
    return None


def _shown(reach: Number | DateSpan) -> str:
    if isinstance(reach, Number):
        return f"{_short(Fraction(reach.low))} to {_short(Fraction(reach.high))}"
    return "anywhere between the two"
