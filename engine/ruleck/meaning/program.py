"""The program: rules with every name looked up and every type known.

Nothing here is filled in later, and nothing here knows how a rule was worded beyond what a reader is shown. A *slot*
is a place for one fact while a rule is evaluated: what `for each` iterates over, the fact at hand, a member of an
aggregate. The article has slot 0; slots are numbered along each rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ruleck.diagnostics import Label, Severity
from ruleck.facts.vocabulary import FieldType, Vocabulary
from ruleck.values.date import Duration, Period
from ruleck.values.number import Number

ARTICLE = 0

# ------------------------------------------------------------------ values


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the rule, or by a `define` under a name that the rule uses (`defined`)."""

    value: str | bool | Number | Period | Duration
    type: FieldType
    written: str
    defined: bool = False


@dataclass(frozen=True, slots=True)
class Lookup:
    """A fact at hand, or a field reached from it.

    `slot` holds the fact; with `article` it is the article which that fact stands in. `fields` are followed in order;
    a list is among them only where `type.many` says so. `written` is how the author put it.
    """

    slot: int
    fields: tuple[str, ...]
    type: FieldType
    written: str
    article: bool = False


@dataclass(frozen=True, slots=True)
class Compute:
    """Arithmetic on two numbers, two durations, or a date and a duration."""

    operator: Literal["+", "-", "*", "/"]
    left: Value
    right: Value
    type: FieldType
    written: str


@dataclass(frozen=True, slots=True)
class Every:
    """All facts of a kind that the rule can see."""

    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of the group at hand (`for each FIELD,`); `slot` holds the group."""

    kind: str
    slot: int


Root: TypeAlias = "Every | Group | Lookup"


@dataclass(frozen=True, slots=True)
class Members:
    """A selection: facts from a root, each put in `slot` for its filter; then `fields` followed from each, lists
    opened.

    A root may be a list of plain values: the slot then holds one of them. `type` is what one member is in the end;
    `indexed` is a field of the member and a value elsewhere that the filter demands to be the same, if there is such
    a pair: an index serves it.
    """

    root: Root
    slot: int
    where: Condition | None
    fields: tuple[str, ...]
    type: FieldType
    written: str
    nouns: tuple[str, str]
    indexed: tuple[tuple[str, ...], Value] | None = None


@dataclass(frozen=True, slots=True)
class AggregateOf:
    """A number or date made of many."""

    function: Literal["count", "sum", "smallest", "largest", "earliest", "latest", "average"]
    members: Members
    type: FieldType
    written: str


@dataclass(frozen=True, slots=True)
class FunctionOf:
    """A value made of one."""

    function: Literal["length", "words", "weekday", "year", "lower case", "minus"]
    argument: Value
    type: FieldType
    written: str


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Whole days, weeks, months or years from one date to another."""

    unit: Literal["days", "weeks", "months", "years"]
    start: Value
    end: Value
    type: FieldType
    written: str


Value: TypeAlias = Constant | Lookup | Compute | AggregateOf | FunctionOf | Elapsed

# ------------------------------------------------------------------ truths


@dataclass(frozen=True, slots=True)
class All:
    """Every part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Some part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The part is false."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Stated:
    """The value is there (`have`, `given`); decided by the story alone, but for a `?`."""

    value: Lookup


@dataclass(frozen=True, slots=True)
class Known:
    """The link found its record, or is written inline."""

    value: Lookup


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes/no value by itself."""

    value: Value


@dataclass(frozen=True, slots=True)
class Bound:
    """A tolerance: a share in per cent of the right side, a distance, or half of the last digits written."""

    how: Literal["share", "distance", "rounding"]
    amount: Value | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """Two values compared. `family` is what both are taken for.

    `during` and the orders of time are for dates; `<` and its like are for numbers and durations. A `name` is a link
    against a text.
    """

    operator: Literal["=", "same", "<", "<=", ">", ">=", "before", "after", "on or before", "on or after", "during"]
    family: Literal["number", "date", "duration", "text", "member", "yes/no", "record", "name"]
    left: Value
    right: Value
    tolerance: Bound | None = None


@dataclass(frozen=True, slots=True)
class Among:
    """The value is one of those listed, or one of the values that a selection gives."""

    left: Value
    choices: tuple[Constant, ...]
    members: Members | None
    family: Literal["number", "date", "duration", "text", "member", "yes/no", "record", "name"]
    written: str


@dataclass(frozen=True, slots=True)
class Matching:
    """The text has the pattern in it."""

    value: Value
    pattern: str
    ignore_case: bool


@dataclass(frozen=True, slots=True)
class TextRelation:
    """`contain` any of the texts, `start with`, `end with`, `appear in`."""

    operator: Literal["contain", "start with", "end with", "appear in"]
    left: Value
    choices: tuple[Value, ...]
    written: str


CountWord: TypeAlias = Literal["at least", "at most", "exactly", "more than", "fewer than"]


@dataclass(frozen=True, slots=True)
class Count:
    """As many members as `word` and `number` say are such that `condition` (none: any member counts)."""

    members: Members
    condition: Condition | None
    word: CountWord
    number: int
    written: str


@dataclass(frozen=True, slots=True)
class AllMembers:
    """The condition is true of every member."""

    members: Members
    condition: Condition
    written: str


@dataclass(frozen=True, slots=True)
class Collectively:
    """A predicate of many facts together, as a condition: true if no group clashes. Its parts are as in `Jointly`."""

    members: Members
    keys: tuple[Lookup, ...]
    slot: int
    predicate: Collective
    written: str


Condition: TypeAlias = (
    All
    | Any
    | Negation
    | Stated
    | Known
    | Flag
    | Relation
    | Among
    | Matching
    | TextRelation
    | Count
    | AllMembers
    | Collectively
)

# ------------------------------------------------------------------ predicates over many facts


@dataclass(frozen=True, slots=True)
class Agreement:
    """All values are the same as said, or within the tolerance."""

    tolerance: Bound | None = None


@dataclass(frozen=True, slots=True)
class SameFields:
    """All facts say the same in each of these fields."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uniqueness:
    """No value is repeated."""


@dataclass(frozen=True, slots=True)
class NoOverlap:
    """No two facts' times overlap; they may touch."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Total:
    """The values add up to `total`."""

    total: Value
    tolerance: Bound | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A series: each later value against each earlier one. `over` is a field of the fact (a date or a number)."""

    direction: Literal["increase", "decrease", "stay the same"]
    negated: bool
    over: tuple[str, ...]
    step: Literal["", "at least", "at most", "more than", "less than"] = ""
    amount: Value | None = None
    share: bool = False


Collective: TypeAlias = Agreement | SameFields | Uniqueness | NoOverlap | Total | Course

# ------------------------------------------------------------------ rules

Adverb: TypeAlias = Literal["", "certainly", "possibly"]


@dataclass(frozen=True, slots=True)
class Demanded:
    """What one fact must satisfy; `wording` is the predicate as a reader is told it (`must name a speaker`)."""

    condition: Condition
    adverb: Adverb
    wording: str


@dataclass(frozen=True, slots=True)
class Together:
    """What the facts of a group must satisfy together."""

    predicate: Collective
    adverb: Adverb
    wording: str


@dataclass(frozen=True, slots=True)
class Iteration:
    """`for each KIND where …,`: each fact of `kind`, in `slot`."""

    kind: str
    slot: int
    where: Condition | None


@dataclass(frozen=True, slots=True)
class Singly:
    """A sentence about one fact at a time.

    Each member of `members` must satisfy the demands, joined by `joiner`; with no members the sentence speaks of what
    `for each` iterates over, or of the article.
    """

    members: Members | None
    demands: tuple[Demanded, ...]
    joiner: Literal["and", "or"]


@dataclass(frozen=True, slots=True)
class Jointly:
    """A sentence about the facts of a group.

    `keys` are the grouping fields of each fact that `members` goes through. `slot` holds one fact of the group while
    `when`, `unless` and the predicate's own values are asked: only the group's keys are read from it.
    """

    members: Members
    keys: tuple[Lookup, ...]
    slot: int
    demands: tuple[Together, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """A sentence about a value of each group (`for each speaker, count of quotes must be …`).

    `slot` holds one fact of the group, `facts` all of them: a `Group` root reads it.
    """

    members: Members
    keys: tuple[Lookup, ...]
    slot: int
    facts: int
    demands: tuple[Demanded, ...]
    joiner: Literal["and", "or"]


Body: TypeAlias = Singly | Jointly | Grouped


@dataclass(frozen=True, slots=True)
class Example:
    """Facts with the outcome that the author expects; `documents` are as a facts document would say them."""

    outcome: Literal["accepts", "rejects", "leaves undecided", "ignores"]
    name: str | None
    documents: tuple[Mapping[str, object], ...]
    at: Label


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, ready to be evaluated. `slots` is how many slots it needs."""

    id: str
    severity: Severity
    summary: str | None
    tags: tuple[str, ...]
    see: tuple[str, ...]
    because: tuple[str | Lookup, ...]
    place: Label
    across: bool
    iteration: Iteration | None
    when: Condition | None
    unless: tuple[Condition, ...]
    body: Body
    slots: int
    reads: Mapping[str, frozenset[str]]
    examples: tuple[Example, ...]
    sentence: str
    reading: str


@dataclass(frozen=True, slots=True)
class Program:
    """All rules of a run and the vocabulary they speak. Immutable; threads may share one.

    `shipped` are the ids of those that come with the package; `left_out` are the rules that somebody left out.
    """

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    shipped: frozenset[str] = field(default_factory=frozenset)
    left_out: tuple[Rule, ...] = ()
