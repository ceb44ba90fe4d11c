"""The reference's predicates and conditions: a tiny tree, each node of which says the words it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tests.reference.story import PLURALS


@dataclass(frozen=True)
class Ref:
    """`speaker's title`, `its total`, `article's published`, `this source`"""

    names: tuple[str, ...]
    its: bool = False
    this: bool = False

    def text(self) -> str:
        return ("its " if self.its else "this " if self.this else "") + "'s ".join(self.names)


@dataclass(frozen=True)
class Lit:
    """`3`, `"said"`, `2017-01`, `direct`: the kind tells how it is read."""

    kind: str  # number, text, period, word
    written: str

    def text(self) -> str:
        return f'"{self.written}"' if self.kind == "text" else self.written


@dataclass(frozen=True)
class Sum:
    """`old + 2`, `old - new`"""

    left: Ref
    sign: str
    right: Ref | Lit

    def text(self) -> str:
        return f"{self.left.text()} {self.sign} {self.right.text()}"


Value: TypeAlias = Ref | Lit | Sum

# ------------------------------------------------------------------ predicates of one fact or value


@dataclass(frozen=True)
class Has:
    """`name a speaker or a source`"""

    verb: str
    fields: tuple[str, ...]
    joiner: str = "and"

    def text(self, finite: bool = False) -> str:
        verb = {"have": "has"}.get(self.verb, self.verb + "s") if finite else self.verb
        return f"{verb} " + f" {self.joiner} ".join(f"a {f}" for f in self.fields)


@dataclass(frozen=True)
class HasNo:
    """`have no speaker`"""

    field: str

    def text(self, finite: bool = False) -> str:
        return f"{'has' if finite else 'have'} no {self.field}"


@dataclass(frozen=True)
class HasCount:
    """`have at least 2 sources where (official)`"""

    word: str
    number: int
    field: str
    where: Condition | None = None

    def text(self, finite: bool = False) -> str:
        where = f" where ({self.where.text()})" if self.where else ""
        return f"{'has' if finite else 'have'} {self.word} {self.number} {self.field}{where}"


@dataclass(frozen=True)
class Compare:
    """`be more than 3`, `equal 3`, `differ from 3`, `be the same as X`"""

    word: str  # be, equal, differ from, the same as, more than, less than, at least, at most
    value: Value

    def text(self, finite: bool = False) -> str:
        be = "is" if finite else "be"
        if self.word == "be":
            return f"{be} {self.value.text()}"
        if self.word == "equal":
            return f"{'equals' if finite else 'equal'} {self.value.text()}"
        if self.word == "differ from":
            return f"{'differs' if finite else 'differ'} from {self.value.text()}"
        return f"{be} {self.word} {self.value.text()}"


@dataclass(frozen=True)
class Near:
    """`equal 100 within 2`, `equal 100 within 5%`; `be within 2 of 100`"""

    value: Value
    amount: int
    percent: bool = False
    turned: bool = False

    def text(self, finite: bool = False) -> str:
        if self.turned:
            return f"{'is' if finite else 'be'} within {self.amount} of {self.value.text()}"
        sign = "%" if self.percent else ""
        return f"{'equals' if finite else 'equal'} {self.value.text()} within {self.amount}{sign}"


@dataclass(frozen=True)
class Rounded:
    """`equal estimate's value within rounding`"""

    value: Ref

    def text(self, finite: bool = False) -> str:
        return f"{'equals' if finite else 'equal'} {self.value.text()} within rounding"


@dataclass(frozen=True)
class Between:
    """`be between 2 and 4`, of numbers or dates"""

    low: Lit
    high: Lit

    def text(self, finite: bool = False) -> str:
        return f"{'is' if finite else 'be'} between {self.low.text()} and {self.high.text()}"


@dataclass(frozen=True)
class Timed:
    """`be on or before 2017-01`"""

    word: str
    value: Lit | Ref

    def text(self, finite: bool = False) -> str:
        return f"{'is' if finite else 'be'} {self.word} {self.value.text()}"


@dataclass(frozen=True)
class NearDate:
    """`be within 3 days of article's published`"""

    days: int
    value: Ref

    def text(self, finite: bool = False) -> str:
        return f"{'is' if finite else 'be'} within {self.days} days of {self.value.text()}"


@dataclass(frozen=True)
class OneOf:
    """`be one of ("said", "told")`"""

    choices: tuple[str, ...]

    def text(self, finite: bool = False) -> str:
        return f"{'is' if finite else 'be'} one of ({', '.join(f'{chr(34)}{c}{chr(34)}' for c in self.choices)})"


@dataclass(frozen=True)
class Be:
    """`be given`, `be missing`, `be known`, `be official`"""

    word: str

    def text(self, finite: bool = False) -> str:
        return f"{'is' if finite else 'be'} {self.word}"


Predicate: TypeAlias = Has | HasNo | HasCount | Compare | Near | Rounded | Between | Timed | NearDate | OneOf | Be

# ------------------------------------------------------------------ conditions


@dataclass(frozen=True)
class Says:
    """`value is more than 3`"""

    ref: Ref
    predicate: Predicate

    def text(self) -> str:
        return f"{self.ref.text()} {self.predicate.text(True)}"


@dataclass(frozen=True)
class Flag:
    """`anonymous`"""

    name: str

    def text(self) -> str:
        return self.name


@dataclass(frozen=True)
class Not:
    """`not (anonymous)`"""

    condition: Condition

    def text(self) -> str:
        return f"not ({self.condition.text()})"


@dataclass(frozen=True)
class Joined:
    """`(A) and (B)`"""

    word: str
    parts: tuple[Condition, ...]

    def text(self) -> str:
        return f" {self.word} ".join(
            p.text()
            if isinstance(p, Flag | Not) or (isinstance(p, Says) and not isinstance(p.predicate, Between | HasCount))
            else f"({p.text()})"
            for p in self.parts
        )


@dataclass(frozen=True)
class There:
    """`there is a source where official`, `there are at least 2 sources`, `there is no claim`"""

    word: str  # a, no, at least, at most, exactly
    number: int
    kind: str
    where: Condition | None = None

    def text(self) -> str:
        where = f" where {self.where.text()}" if self.where else ""
        if self.word in ("a", "no"):
            article = "an" if self.word == "a" and self.kind[0] in "aeiou" else self.word
            return f"there is {article} {self.kind}{where}"
        return f"there are {self.word} {self.number} {PLURALS[self.kind]}{where}"


@dataclass(frozen=True)
class OfList:
    """`some of its sources is official`, `at least 2 of its sources are official`"""

    word: str  # some, all, none, at least, at most, exactly
    number: int
    field: str
    predicate: Predicate

    def text(self) -> str:
        count = f" {self.number}" if " " in self.word or self.word == "exactly" else ""
        return f"{self.word}{count} of its {self.field} {self.predicate.text(True)}"


Condition: TypeAlias = Says | Flag | Not | Joined | There | OfList
