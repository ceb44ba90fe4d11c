"""The syntax tree of a rule file: what the author wrote, before any name is looked up.

Each node's docstring shows the phrase it stands for. Spans take no part in equality, so that two files which differ
only in layout give equal trees. Names are kept as written; letter case is folded where they are looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ruleck.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something written at one place."""

    span: Span = field(compare=False, repr=False)


# ------------------------------------------------------------------ words and literals


@dataclass(frozen=True, slots=True)
class Name(Node):
    """`speaker`, `said_on`, `quotes-name-a-speaker`"""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """`"hunted down"`: `value` is the text meant, quote marks off and escapes resolved."""

    value: str


@dataclass(frozen=True, slots=True)
class NumberLiteral(Node):
    """`3`, `1,000`, `-4`, `5%`, `3 million`, `two`: kept as written."""

    written: str


@dataclass(frozen=True, slots=True)
class DateLiteral(Node):
    """`2017-12-05`, `2017-12`, a timestamp: kept as written. (A bare `2017` is a `NumberLiteral`.)"""

    written: str


@dataclass(frozen=True, slots=True)
class DurationLiteral(Node):
    """`3 days`, `2 weeks`, `1 month`, `1 year`; `unit` in the singular"""

    number: str
    unit: Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class PointsLiteral(Node):
    """`5 points`, after `within` and `by at least` only"""

    number: str


@dataclass(frozen=True, slots=True)
class YesNoLiteral(Node):
    """`yes`, `no`"""

    value: bool


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """`("a", "b")`, `(direct, fragment)`; in examples `[a, b]`"""

    items: tuple[Value | FactLiteral | ObjectLiteral | OpenLiteral, ...]


# ------------------------------------------------------------------ values


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`quotes`, `speaker's name`, `its value`, `this figure`, `it`

    `start` is `its` (also `their`), `it` (also `they`, with no names), `this` (the first name is a kind) or `""`.
    A bare word that turns out to be an enumeration's member or a defined name is a `Path` too.
    """

    names: tuple[Name, ...]
    start: Literal["", "its", "it", "this"] = ""


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`A + B`, `A - B`, `A * B`, `A / B`"""

    operator: Literal["+", "-", "*", "/"]
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """`-A` before a name or a bracket"""

    value: Value


AggregateWord: TypeAlias = Literal["count", "sum", "smallest", "largest", "earliest", "latest", "average"]


@dataclass(frozen=True, slots=True)
class Aggregate(Node):
    """`count of quotes`, `sum of parts' value`, `count of (quotes where speaker is person)`"""

    function: AggregateWord
    selection: Selection


FunctionWord: TypeAlias = Literal["length", "words", "weekday", "year", "lower case"]


@dataclass(frozen=True, slots=True)
class Function(Node):
    """`length of A`, `number of words in A`, `weekday of A`, `year of A`, `lower case of A`"""

    function: FunctionWord
    argument: Value


@dataclass(frozen=True, slots=True)
class TimeBetween(Node):
    """`days from A to B`, `weeks from …`, `months from …`, `years from …`"""

    unit: Literal["days", "weeks", "months", "years"]
    start: Value
    end: Value


Value: TypeAlias = (
    Path
    | Text
    | NumberLiteral
    | DateLiteral
    | DurationLiteral
    | PointsLiteral
    | YesNoLiteral
    | ListLiteral
    | Arithmetic
    | Negative
    | Aggregate
    | Function
    | TimeBetween
)


# ------------------------------------------------------------------ selections, quantifiers, subjects


@dataclass(frozen=True, slots=True)
class Selection(Node):
    """`quotes`, `quotes with the same speaker and medium where kind is direct`, `its sources`, `quotes' verb`"""

    path: Path
    same: tuple[Path, ...] = ()
    where: Condition | None = None


CountWord: TypeAlias = Literal["at least", "at most", "exactly", "more than", "fewer than"]


@dataclass(frozen=True, slots=True)
class Quantifier(Node):
    """How many: `every` (also `each`, `a`, `an`), `all`, `some`, `none`, `at least 2`, or nothing at all (`bare`).

    `of` is true for `all of`, `some of`, `none of`, `at least 2 of`. `number` is given for the counting words only.
    """

    word: Literal["bare", "every", "all", "some", "none"] | CountWord
    number: int | None = None
    of: bool = False


@dataclass(frozen=True, slots=True)
class Subject(Node):
    """`every quote where direct`, `at least 2 sources`, `all of its sources`, `the article's headline`"""

    quantifier: Quantifier
    selection: Selection


@dataclass(frozen=True, slots=True)
class ValueSubject(Node):
    """`count of quotes`, `days from start to end`: any value that is not a plain path"""

    value: Value


# ------------------------------------------------------------------ predicates


@dataclass(frozen=True, slots=True)
class Tolerance(Node):
    """`within 1%`, `within 2`, `within 5 points`, `within rounding` (`amount` is none)"""

    amount: Value | None


@dataclass(frozen=True, slots=True)
class Has(Node):
    """`have a speaker`, `name a speaker or a source`, `a pollster and a sample`; `verb` in the infinitive"""

    verb: Literal["have", "name", "give", "cite", "state"]
    fields: tuple[Name, ...]
    joiner: Literal["and", "or"] = "and"


@dataclass(frozen=True, slots=True)
class HasNo(Node):
    """`have no speaker`"""

    verb: Literal["have", "name", "give", "cite", "state"]
    field: Name


@dataclass(frozen=True, slots=True)
class HasCount(Node):
    """`have at least 2 sources where (official)`"""

    verb: Literal["have", "name", "give", "cite", "state"]
    quantifier: Quantifier
    field: Name
    where: Condition | None = None


Comparison: TypeAlias = Literal["=", "differ", "same", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """`be X`, `equal X within 1%`, `differ from X`, `be the same as X`, `be more than X`, `be at least X`

    `equal` tells `equal X` (true) from `be X` (false), one meaning in two wordings.
    """

    operator: Comparison
    value: Value
    tolerance: Tolerance | None = None
    equal: bool = False


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`be between X and Y`, ends included"""

    low: Value
    high: Value


@dataclass(frozen=True, slots=True)
class Near(Node):
    """`be within 3 days of X`, `be within 2 of X`"""

    distance: Value
    value: Value


@dataclass(frozen=True, slots=True)
class Timing(Node):
    """`be before X`, `be on or after X`, `be during X`"""

    operator: Literal["before", "after", "on or before", "on or after", "during"]
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """`be one of ("a", "b")`, `be one of LIST`, `be one of people's name`"""

    choices: ListLiteral | Path


@dataclass(frozen=True, slots=True)
class Is(Node):
    """`be known`, `be given`, `be missing`, `be unique`, `be anonymous`, `be minor`, `be direct`; also `be a minor`

    A bare word after `be` whose meaning the vocabulary settles. `be NAME's NAME` and other values are a `Compare`.
    """

    word: Name


@dataclass(frozen=True, slots=True)
class Match(Node):
    """`match /re/`, `match /re/i`"""

    pattern: str
    ignore_case: bool = False


@dataclass(frozen=True, slots=True)
class TextTest(Node):
    """`contain X`, `start with X`, `end with X`, `appear in X`"""

    operator: Literal["contain", "start with", "end with", "appear in"]
    value: Value


@dataclass(frozen=True, slots=True)
class ContainOneOf(Node):
    """`contain one of LIST`"""

    choices: ListLiteral | Path


@dataclass(frozen=True, slots=True)
class Agree(Node):
    """`agree`, `agree within 5%`"""

    tolerance: Tolerance | None = None


@dataclass(frozen=True, slots=True)
class HaveSame(Node):
    """`have the same title and role`"""

    fields: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Overlap(Node):
    """`overlap`; said as `must not overlap`"""


@dataclass(frozen=True, slots=True)
class AddUp(Node):
    """`add up to X`, `add up to X within 1%`"""

    total: Value
    tolerance: Tolerance | None = None


@dataclass(frozen=True, slots=True)
class Step(Node):
    """`by at least 10%`, `by at most 5`, `by more than 3`"""

    operator: Literal["at least", "at most", "more than", "less than"]
    amount: Value


@dataclass(frozen=True, slots=True)
class Trend(Node):
    """`increase over time`, `decrease by at least 10% over time`, `stay the same over time`, `decrease over
    published`

    `over` is none for `over time` and where nothing is said.
    """

    direction: Literal["increase", "decrease", "stay the same"]
    step: Step | None = None
    over: Path | None = None


Predicate: TypeAlias = (
    Has
    | HasNo
    | HasCount
    | Compare
    | Between
    | Near
    | Timing
    | OneOf
    | Is
    | Match
    | TextTest
    | ContainOneOf
    | Agree
    | HaveSame
    | Overlap
    | AddUp
    | Trend
)


# ------------------------------------------------------------------ conditions


@dataclass(frozen=True, slots=True)
class And(Node):
    """`A and B and C`"""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """`A or B or C`"""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`not A`"""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Says(Node):
    """`value is at least 3`, `text does not match /x/`, `every source is official`, `it has a speaker`

    The subject is a `Subject` when a quantifier was written, else the value itself.
    """

    subject: Subject | Value
    predicate: Predicate
    negated: bool = False


@dataclass(frozen=True, slots=True)
class ThereIs(Node):
    """`there is a source where official`, `there are at least 2 sources`, `there is no quote where anonymous`

    `there is a` has quantifier `some`, `there is no` has `none`.
    """

    quantifier: Quantifier
    selection: Selection


@dataclass(frozen=True, slots=True)
class Holds(Node):
    """`anonymous`, `source's official`: a yes/no field by itself"""

    path: Path


Condition: TypeAlias = And | Or | Not | Says | ThereIs | Holds


# ------------------------------------------------------------------ sentences


@dataclass(frozen=True, slots=True)
class Demand(Node):
    """`certainly not decrease over time`: what follows `must`"""

    predicate: Predicate
    adverb: Literal["", "certainly", "possibly"] = ""
    negated: bool = False


Modal: TypeAlias = Literal["must", "should", "may"]


@dataclass(frozen=True, slots=True)
class Must(Node):
    """`SUBJECT must PREDICATE and must PREDICATE`"""

    subject: Subject | ValueSubject
    modal: Modal
    demands: tuple[Demand, ...]
    joiner: Literal["and", "or"] = "and"


@dataclass(frozen=True, slots=True)
class NoMay(Node):
    """`no quote's verb may be one of vague-verbs`"""

    selection: Selection
    demand: Demand


@dataclass(frozen=True, slots=True)
class ThereMust(Node):
    """`there must be a source where official`, `there must be at least 2 …`, `there must be no …`

    `a` has quantifier `some`, `no` has `none`.
    """

    modal: Modal
    quantifier: Quantifier
    selection: Selection
    adverb: Literal["", "certainly", "possibly"] = ""


Sentence: TypeAlias = Must | NoMay | ThereMust


# ------------------------------------------------------------------ examples


@dataclass(frozen=True, slots=True)
class OpenLiteral(Node):
    """`?`"""


@dataclass(frozen=True, slots=True)
class Pair(Node):
    """`speaker: deptula`"""

    name: Name
    value: Value | ObjectLiteral | FactLiteral | OpenLiteral


@dataclass(frozen=True, slots=True)
class ObjectLiteral(Node):
    """`{label: "yes", share: 45}`"""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class FactLiteral(Node):
    """`estimate {subject: "IS fighters", value: 3000}`"""

    kind: Name
    value: ObjectLiteral


@dataclass(frozen=True, slots=True)
class Example(Node):
    """`accepts "a fall" article {…}, estimate {…}, …`"""

    outcome: Literal["accepts", "rejects", "leaves undecided", "ignores"]
    name: Text | None
    facts: tuple[FactLiteral, ...]


# ------------------------------------------------------------------ statements


@dataclass(frozen=True, slots=True)
class ForEach(Node):
    """`for each person where minor,`, `for each subject and unit,`"""

    names: tuple[Path, ...]
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Rule(Node):
    """`rule ID "summary": …`, or a bare sentence (`id` is none)

    `sentence_text` is the sentence with `across`, `for each`, `when` and `unless` as it was written, on one line; the
    id of a bare sentence is made from it.
    """

    id: Name | None
    summary: Text | None
    severity: Literal["error", "warning", "info"] | None
    tags: tuple[Name, ...]
    see: tuple[Text, ...]
    across: bool
    for_each: ForEach | None
    when: Condition | None
    sentence: Sentence
    unless: tuple[Condition, ...]
    because: Text | None
    examples: tuple[Example, ...]
    sentence_text: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Use(Node):
    """`use "house-style.ruleck"`"""

    path: Text


@dataclass(frozen=True, slots=True)
class Define(Node):
    """`define NAME as "a", "b"`, `define NAME as 10`, `define NAME from "file"`, `define NAME as people where …`

    Just one of `values`, `file` and `subset` is given.
    """

    name: Name
    values: tuple[Value, ...] = ()
    file: Text | None = None
    subset: Selection | None = None


@dataclass(frozen=True, slots=True)
class TypeName(Node):
    """`text`, `yes/no`, `person or organization`, `one of (phone, online)`, `list of source`

    `names` holds the type's words (two or more for `A or B`), `choices` the members of `one of`.
    """

    names: tuple[Name, ...] = ()
    choices: tuple[Name | Text, ...] = ()
    list_of: bool = False


@dataclass(frozen=True, slots=True)
class FieldDecl(Node):
    """`label text, required`, `weighted yes/no, no unless said`"""

    name: Name
    type: TypeName
    required: bool = False
    no_unless_said: bool = False


@dataclass(frozen=True, slots=True)
class SeriesDecl(Node):
    """`series sample over fielded by question`"""

    value: Name
    over: Name
    by: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class KindDecl(Node):
    """`kind survey, plural surveys:` and its fields"""

    name: Name
    plural: Name | None
    fields: tuple[FieldDecl, ...]
    series: SeriesDecl | None = None


Statement: TypeAlias = Use | Define | KindDecl | Rule


@dataclass(frozen=True, slots=True)
class RuleFile(Node):
    """A whole file, its statements in order."""

    statements: tuple[Statement, ...]
