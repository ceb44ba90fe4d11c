"""The reference's rules: a tiny tree of its own, each node of which says the sentence it stands for.

The engine is given `text()`, the reference the tree: where the two agree, reading and evaluating both do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tests.reference.predicates import Compare, Condition, Predicate, Ref, Value
from tests.reference.story import PLURALS


def possessive(word: str) -> str:
    return word + ("'" if word.endswith("s") else "'s")


@dataclass(frozen=True)
class Demand:
    """`certainly not be more than 3`"""

    predicate: Predicate
    negated: bool = False
    adverb: str = ""

    def text(self) -> str:
        return " ".join(filter(None, (self.adverb, "not" if self.negated else "", self.predicate.text())))


@dataclass(frozen=True)
class Each:
    """`every quote's speaker where verb is "said" must have a title and must have a role`"""

    quantifier: str  # "", every, each, all
    kind: str
    path: tuple[str, ...]
    where: Condition | None
    demands: tuple[Demand, ...]
    joiner: str = "and"
    modal: str = "must"

    def text(self) -> str:
        noun = self.kind if self.quantifier in ("every", "each") else PLURALS[self.kind]
        subject = " ".join(filter(None, (self.quantifier, with_path(noun, self.path))))
        demands = f" {self.joiner} must ".join(d.text() for d in self.demands)
        return f"{subject}{where_text(self.where)} {self.modal} {demands}"


@dataclass(frozen=True)
class NoMay:
    """`no quote's verb may be one of ("slammed")`"""

    kind: str
    path: tuple[str, ...]
    where: Condition | None
    predicate: Predicate

    def text(self) -> str:
        return f"no {with_path(self.kind, self.path)}{where_text(self.where)} may {self.predicate.text()}"


@dataclass(frozen=True)
class Counted:
    """`at least 2 sources where anonymous must be official`"""

    word: str  # at least, at most, exactly, some
    number: int
    kind: str
    where: Condition | None
    demand: Demand

    def text(self) -> str:
        noun = self.kind if self.word == "some" or self.number == 1 else PLURALS[self.kind]
        count = "some" if self.word == "some" else f"{self.word} {self.number}"
        return f"{count} {noun}{where_text(self.where)} must {self.demand.text()}"


@dataclass(frozen=True)
class Existence:
    """`there must be at least 2 sources where official`"""

    word: str  # a, no, at least, at most, exactly
    number: int
    kind: str
    where: Condition | None

    def text(self) -> str:
        if self.word in ("a", "no"):
            article = "an" if self.word == "a" and self.kind[0] in "aeiou" else self.word
            return f"there must be {article} {self.kind}{where_text(self.where)}"
        noun = self.kind if self.number == 1 else PLURALS[self.kind]
        return f"there must be {self.word} {self.number} {noun}{where_text(self.where)}"


@dataclass(frozen=True)
class Total:
    """`count of (quotes where direct) must be at most 2`, `sum of figures' value must be less than 5`"""

    function: str  # count, sum, smallest, largest
    kind: str
    field: str
    where: Condition | None
    word: str
    number: str

    def text(self) -> str:
        of = possessive(PLURALS[self.kind]) + " " + self.field if self.field else PLURALS[self.kind]
        if self.where:
            of = f"({of}{where_text(self.where)})"
        return f"{self.function} of {of} must be {self.word} {self.number}"


# What a sentence with `for each KIND,` demands of the fact at hand.


@dataclass(frozen=True)
class ItsField:
    """`its sample must be at least 3`"""

    path: tuple[str, ...]
    demand: Demand

    def text(self) -> str:
        return f"{Ref(self.path, its=True).text()} must {self.demand.text()}"


@dataclass(frozen=True)
class ItsMembers:
    """`at least 2 of its sources must be official`"""

    word: str
    number: int
    field: str
    demand: Demand

    def text(self) -> str:
        count = f" {self.number}" if " " in self.word or self.word == "exactly" else ""
        return f"{self.word}{count} of its {self.field} must {self.demand.text()}"


@dataclass(frozen=True)
class ItsTotal:
    """`sum of its parts' value must be at most its total`"""

    function: str
    field: str
    member: str
    word: str
    value: Value

    def text(self) -> str:
        of = f"its {possessive(self.field)} {self.member}" if self.member else f"its {self.field}"
        return f"{self.function} of {of} must {Compare(self.word, self.value).text()}"


@dataclass(frozen=True)
class ItsAddUp:
    """`its parts' value must add up to its total within 1%`"""

    field: str
    member: str
    value: Value
    amount: int | None = None
    percent: bool = False

    def text(self) -> str:
        tolerance = "" if self.amount is None else f" within {self.amount}{'%' if self.percent else ''}"
        return f"its {possessive(self.field)} {self.member} must add up to {self.value.text()}{tolerance}"


@dataclass(frozen=True)
class ItsMatches:
    """`there must be at least 2 quotes where speaker is person`, with `total` said as the count of them"""

    word: str  # a, no, at least, at most, exactly
    number: int
    kind: str
    field: str
    relation: str
    value: Ref
    total: bool = False

    def text(self) -> str:
        where = f"{self.field} {Compare(self.relation, self.value).text(True)}"
        if self.total:
            return f"count of ({PLURALS[self.kind]} where {where}) must be {self.word} {self.number}"
        if self.word in ("a", "no"):
            article = "an" if self.word == "a" and self.kind[0] in "aeiou" else self.word
            return f"there must be {article} {self.kind} where {where}"
        noun = self.kind if self.number == 1 else PLURALS[self.kind]
        return f"there must be {self.word} {self.number} {noun} where {where}"


@dataclass(frozen=True)
class ForEach:
    """`for each poll where margin is given, its sample must be at least 3`"""

    kind: str
    where: Condition | None
    body: ItsField | ItsMembers | ItsTotal | ItsAddUp | ItsMatches

    def text(self) -> str:
        return f"for each {self.kind}{where_text(self.where)}, {{when}}{self.body.text()}"


# ------------------------------------------------------------------ sentences about groups


@dataclass(frozen=True)
class Agree:
    """`agree`, `agree within 5%`"""

    percent: int | None = None

    def text(self) -> str:
        return "agree" if self.percent is None else f"agree within {self.percent}%"


@dataclass(frozen=True)
class SameField:
    """`have the same title`"""

    field: str

    def text(self) -> str:
        return f"have the same {self.field}"


@dataclass(frozen=True)
class Unique:
    """`be unique`"""

    def text(self) -> str:
        return "be unique"


@dataclass(frozen=True)
class NoOverlap:
    """`not overlap`"""

    def text(self) -> str:
        return "not overlap"


@dataclass(frozen=True)
class Trend:
    """`not decrease by at least 10% over time`"""

    direction: str
    negated: bool = False
    adverb: str = ""
    step: str = ""  # at least, at most, more than
    amount: int = 0
    percent: bool = False
    over: str = ""

    def text(self) -> str:
        step = f"by {self.step} {self.amount}{'%' if self.percent else ''}" if self.step else ""
        over = f"over {self.over}" if self.over else "over time"
        return " ".join(filter(None, (self.adverb, "not" if self.negated else "", self.direction, step, over)))


@dataclass(frozen=True)
class Grouped:
    """`for each subject, estimates' value must agree`, `estimates with the same subject must decrease over time`"""

    kind: str
    field: str
    keys: tuple[str, ...] | None  # none: as the kind declares, or all together
    with_same: bool
    where: Condition | None
    predicate: Agree | SameField | Unique | NoOverlap | Trend

    def text(self) -> str:
        noun = PLURALS[self.kind]
        subject = f"{possessive(noun)} {self.field}" if self.field else noun
        keys = listed(self.keys) if self.keys else ""
        same = f" with the same {keys}" if keys and self.with_same else ""
        each = f"for each {keys}, " if keys and not self.with_same else ""
        return f"{each}{{when}}{subject}{same}{where_text(self.where)} must {self.predicate.text()}"


Sentence: TypeAlias = Each | NoMay | Counted | Existence | Total | ForEach | Grouped


@dataclass(frozen=True)
class Rule:
    """A whole rule."""

    sentence: Sentence
    when: Condition | None = None
    unless: Condition | None = None
    across: bool = False

    def text(self) -> str:
        when = f"when {self.when.text()}, " if self.when else ""
        sentence = self.sentence.text()
        sentence = sentence.replace("{when}", when) if "{when}" in sentence else when + sentence
        across = "across articles, " if self.across else ""
        unless = f" unless {self.unless.text()}" if self.unless else ""
        return f"rule r: {across}{sentence}{unless}"


def listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def with_path(noun: str, path: tuple[str, ...]) -> str:
    if not path:
        return noun
    return possessive(noun) + " " + "'s ".join(path)


def where_text(where: Condition | None) -> str:
    return f" where {where.text()}" if where else ""
