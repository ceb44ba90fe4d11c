"""What conditions say of one another in plain sight.

A condition is taken apart into *cases*: sets of atoms, each affirmed or denied, one set of which must be true for the
condition to be true. (That is as right in Kleene's logic as in the usual one.) Atoms that ask about the same value are
then tried together on a few values that stand for all, by the evaluator itself; an atom that cannot be tried so is only
known to contradict its own denial.

Two promises, which the tests put to random documents:

- `Sight.never(parts)`: no document makes all the parts surely true. A fact's range or `?` changes nothing about it: an
  atom is true of a range only where it is true of every value in it, and one of those was tried.
- `Sight.surely(parts, then)`: every document that makes the parts surely true makes `then` surely true, not merely
  possible.

What takes more than this to see is not seen: a lint is silent where it is not certain.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast

from ruleck.evaluate.relations import Test
from ruleck.evaluate.truths import truth
from ruleck.evaluate.world import Raw, World
from ruleck.facts.record import FieldValue, Record
from ruleck.facts.vocabulary import FieldType
from ruleck.lint.identity import identity
from ruleck.lint.points import orders, points
from ruleck.meaning import program as p
from ruleck.values.date import Period
from ruleck.values.number import point
from ruleck.values.truth import Truth

MOST_CASES = 64

# A condition, and whether it is affirmed or denied.
Part: TypeAlias = tuple[p.Condition, bool]
COUNT = FieldType("count")
COUNTED: Mapping[p.CountWord, Literal[">=", "<=", "=", ">", "<"]] = {
    "at least": ">=",
    "at most": "<=",
    "exactly": "=",
    "more than": ">",
    "fewer than": "<",
}
TIMES = ("before", "after", "on or before", "on or after")


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that an atom asks about: what it is known by, its type, and the path where it is one."""

    key: Hashable
    type: FieldType
    value: p.Value | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """A condition that is not taken apart. `asks` is empty where its truth cannot be tried on values.

    `test` then reads the values tried from the fields of a fact. `presence` is whether it asks if a path is stated.
    """

    key: Hashable
    asks: tuple[Asked, ...] = ()
    constants: tuple[p.Constant, ...] = ()
    test: Test | None = None
    presence: bool = False

    def of(self, values: tuple[Raw, ...]) -> Truth:
        """Its truth of some values."""
        assert self.test is not None, "only atoms that ask can be tried"
        fields = {f"value{i}": cast(FieldValue, value) for i, value in enumerate(values) if value is not None}
        return self.test([Record("", "", fields), World({})])


# An atom as it is said to be.
Said: TypeAlias = tuple[Atom, bool]
Case: TypeAlias = tuple[Said, ...]


class Sight:
    """Conditions of one rule, or of two that speak of the same facts, side by side.

    `slots` names slots that stand for the same facts in both; `always` tells a path that is stated in every document.
    """

    def __init__(self, slots: Mapping[int, str], always: Callable[[p.Lookup], bool]) -> None:
        self._slots = slots
        self._always = always

    # -------------------------------------------------------------- the two promises

    def never(self, parts: Iterable[Part]) -> bool:
        """Whether the parts are surely true together in no document."""
        cases = self.cases(parts)
        return cases is not None and not any(self.possible(case) for case in cases)

    def always(self, condition: p.Condition) -> bool:
        """Whether a condition is false in no document."""
        return self.never([(condition, False)])

    def surely(self, parts: Iterable[Part], then: Iterable[Part]) -> bool:
        """Whether `then` is surely true wherever the parts are."""
        cases, denied = self.cases(parts), self.denials(then)
        if cases is None or denied is None:
            return False
        return self.follows([case for case in cases if self.possible(case)], denied)

    def follows(self, cases: Iterable[Case], denied: Iterable[Case]) -> bool:
        """The same, once it is known in which possible cases the parts are true, and in which `then` is false."""
        return all(
            any(self.entails(case, (atom, not affirmed)) for atom, affirmed in clause)
            for case in cases
            for clause in denied
        )

    # -------------------------------------------------------------- cases

    def cases(self, parts: Iterable[Part]) -> list[Case] | None:
        """The cases in which all parts are true; none where there are too many to look at."""
        found: list[Case] = [()]
        for condition, affirmed in parts:
            more = self._cases(condition, affirmed)
            if more is None or len(found) * len(more) > MOST_CASES:
                return None
            found = [one + other for one in found for other in more]
        return found

    def denials(self, parts: Iterable[Part]) -> list[Case] | None:
        """The cases in which some part is false."""
        found: list[Case] = []
        for condition, affirmed in parts:
            more = self._cases(condition, not affirmed)
            if more is None:
                return None
            found += more
        return found

    def _cases(self, condition: p.Condition, affirmed: bool) -> list[Case] | None:
        match condition:
            case p.Negation(part=part):
                return self._cases(part, not affirmed)
            case p.All(parts=parts) | p.Any(parts=parts):
                if isinstance(condition, p.All) is affirmed:
                    return self.cases((part, affirmed) for part in parts)
                found: list[Case] = []
                for part in parts:
                    more = self._cases(part, affirmed)
                    if more is None or len(found) + len(more) > MOST_CASES:
                        return None
                    found += more
                return found
        return [((self.atom(condition), affirmed),)]

    # -------------------------------------------------------------- one case

    def possible(self, case: Case) -> bool:
        """Whether nothing is seen that keeps a case from being true."""
        stands = {(atom.key, affirmed) for atom, affirmed in case}
        if any((key, not affirmed) in stands for key, affirmed in stands):
            return False
        groups = grouped(case)
        if not all(self._values(group, whole=True) for group in groups.values()):
            return False
        # What must be stated for a case to be true may be what the case denies.
        return all(
            any(value is not None for (value,) in self._values(groups[key,], whole=True))
            for key in self._needed(groups)
            if (key,) in groups
        )

    def entails(self, case: Case, wanted: Said) -> bool:
        """Whether an atom is surely as wanted wherever a case is true."""
        atom, affirmed = wanted
        if any(known.key == atom.key and said is affirmed for known, said in case):
            return True
        groups = grouped(case)
        asked = tuple(a.key for a in atom.asks)
        if atom.presence and affirmed and asked[0] in self._needed(groups):
            return True
        # A value that the case says nothing of may not be stated, or not yet be known.
        group = groups.get(asked)
        return group is not None and all(
            atom.of(values) is affirmed for values in self._values(group, whole=False, beside=atom)
        )

    def _needed(self, groups: Mapping[tuple[Hashable, ...], list[Said]]) -> set[Hashable]:
        """The paths that must be stated for a case to be true: those asked about, and all that leads to them."""
        needed: set[Hashable] = set()
        for group in groups.values():
            if any(None in values for values in self._values(group, whole=True)):
                continue
            for asked in group[0][0].asks:
                for path in paths(asked.value):
                    steps = range(1, len(path.fields) + 1)
                    needed |= {identity(replace(path, fields=path.fields[:n]), self._slots) for n in steps}
        return needed

    def _values(self, group: list[Said], *, whole: bool, beside: Atom | None = None) -> list[tuple[Raw, ...]]:
        """Of the values that stand for all (for the atom `beside` too), those that make a group's atoms as they are
        said to be.
        """
        asks = group[0][0].asks
        if len(asks) == 2:
            tried: list[tuple[Raw, ...]] = list(orders(asks[0].type))
        else:
            asked = asks[0]
            atoms = [atom for atom, _ in group] + ([beside] if beside is not None else [])
            constants = [constant for atom in atoms for constant in atom.constants]
            tried = [(value,) for value in points(asked.type, constants, whole=whole)]
            if isinstance(asked.value, p.Lookup) and not self._always(asked.value):
                tried.append((None,))
        return [values for values in tried if all(atom.of(values) is affirmed for atom, affirmed in group)]

    # -------------------------------------------------------------- atoms

    def atom(self, condition: p.Condition) -> Atom:
        """A condition as what it asks about which values."""
        key = identity(condition, self._slots)
        match condition:
            case p.Stated(value=value) | p.Known(value=value) | p.Flag(value=value):
                tried = replace(condition, value=stand_in(0, value.type))
                return Atom(key, (self._asked(value),), (), truth(tried), isinstance(condition, p.Stated))
            case p.Count(members=members, condition=inner, word=word, number=number) if not members.fields:
                counted = Asked(("count", identity((members, inner), self._slots)), COUNT)
                wanted = p.Constant(point(number), COUNT, str(number))
                compared = p.Relation(COUNTED[word], "number", stand_in(0, COUNT), wanted)
                return Atom(key, (counted,), (wanted,), truth(compared))
            case p.Among(left=left, choices=choices, members=None, family="text" | "member" | "number"):
                if not isinstance(left, p.Constant):
                    asked = self._asked(left)
                    return Atom(key, (asked,), choices, truth(replace(condition, left=stand_in(0, left.type))))
            case p.Relation(tolerance=None):
                return self._relation(key, condition)
        return Atom(key)

    def _relation(self, key: Hashable, relation: p.Relation) -> Atom:
        left, right = relation.left, relation.right
        if relation.operator == "same" or relation.family in ("duration", "record", "name"):
            return Atom(key)
        constants = tuple(side for side in (left, right) if isinstance(side, p.Constant))
        if any(isinstance(c.value, Period) and c.value.clock is not None for c in constants):
            return Atom(key)
        asks = tuple(self._asked(side) for side in (left, right) if not isinstance(side, p.Constant))
        if len(asks) == 1:
            if constants[0] is right:
                tried = replace(relation, left=stand_in(0, left.type))
            else:
                tried = replace(relation, right=stand_in(0, right.type))
            return Atom(key, asks, constants, truth(tried))
        if len(asks) == 2 and asks[0].key != asks[1].key:
            if relation.family != "number" and (relation.family != "date" or relation.operator not in TIMES):
                return Atom(key)
            # Both orders of the same two values are one question.
            turned = repr(asks[0].key) > repr(asks[1].key)
            first, second = (1, 0) if turned else (0, 1)
            tried = replace(relation, left=stand_in(first, left.type), right=stand_in(second, right.type))
            return Atom(key, asks[::-1] if turned else asks, (), truth(tried))
        return Atom(key)

    def _asked(self, value: p.Value) -> Asked:
        if isinstance(value, p.AggregateOf) and value.function == "count" and not value.members.fields:
            return Asked(("count", identity((value.members, None), self._slots)), COUNT, value)
        type_ = value.type
        if isinstance(value, p.FunctionOf) and value.function == "minus":
            type_ = FieldType("number")  # a count with its sign turned is none
        return Asked(identity(value, self._slots), type_, value)


def grouped(case: Case) -> dict[tuple[Hashable, ...], list[Said]]:
    """The atoms of a case that can be tried, those together that ask about the same values."""
    groups: dict[tuple[Hashable, ...], list[Said]] = {}
    for atom, affirmed in case:
        if atom.asks:
            groups.setdefault(tuple(a.key for a in atom.asks), []).append((atom, affirmed))
    return groups


def stand_in(number: int, type_: FieldType) -> p.Lookup:
    """The place of a value that is tried."""
    return p.Lookup(0, (f"value{number}",), type_, "")


def paths(value: p.Value | None) -> list[p.Lookup]:
    """The paths that must be stated for a value to be had."""
    match value:
        case p.Lookup():
            return [value]
        case p.FunctionOf(argument=argument):
            return paths(argument)
        case p.Compute(left=left, right=right) | p.Elapsed(start=left, end=right):
            return [*paths(left), *paths(right)]
    return []
