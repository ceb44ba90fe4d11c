"""Changes of bounds, amounts and tolerances."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from ruleck.mutants.change import Around, Change
from ruleck.syntax import nodes as n
from ruleck.syntax.print import print_value
from ruleck.values.number_words import ONES

_Time: TypeAlias = Literal["before", "after", "on or before", "on or after", "during"]
_StepWord: TypeAlias = Literal["at least", "at most", "more than", "less than"]

_STRICT: Mapping[str, n.Comparison] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_SIDE: Mapping[str, n.Comparison] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_STRICT_TIME: Mapping[str, _Time] = {
    "before": "on or before", "on or before": "before", "after": "on or after", "on or after": "after",
}  # fmt: skip
_SIDE_TIME: Mapping[str, _Time] = {
    "before": "after", "after": "before", "on or before": "on or after", "on or after": "on or before",
}  # fmt: skip
_STRICT_COUNT: Mapping[str, n.CountWord] = {
    "at least": "more than", "more than": "at least", "at most": "fewer than", "fewer than": "at most",
}  # fmt: skip
_SIDE_COUNT: Mapping[str, n.CountWord] = {
    "at least": "at most", "at most": "at least", "more than": "fewer than", "fewer than": "more than",
}  # fmt: skip
_STRICT_STEP: Mapping[str, _StepWord] = {
    "at least": "more than", "more than": "at least", "at most": "less than", "less than": "at most",
}  # fmt: skip
_SIDE_STEP: Mapping[str, _StepWord] = {
    "at least": "at most", "at most": "at least", "more than": "less than", "less than": "more than",
}  # fmt: skip
_TURN: Mapping[str, Literal["increase", "decrease"]] = {"increase": "decrease", "decrease": "increase"}
_AGGREGATES: Mapping[str, tuple[n.AggregateWord, ...]] = {
    "count": (), "sum": ("largest", "average"), "average": ("sum", "largest"),
    "smallest": ("largest",), "largest": ("smallest", "sum"), "earliest": ("latest",), "latest": ("earliest",),
}  # fmt: skip
_WRITTEN = re.compile(r"(-?)([\d,]+)(?:\.(\d+))?(.*)", re.DOTALL)

# ------------------------------------------------------------------ bounds


def off_by_one(node: n.Node, around: Around) -> Iterator[Change]:
    """Each bound a step lower and a step higher: one in the last digit written, a day, a month."""
    match node:
        case n.Compare(operator=operator, tolerance=None, value=value):
            for new, shows in _nudged(value, around, operator):
                yield Change(replace(node, value=new), shows)
        case n.Between(low=low, high=high):
            for new, shows in _nudged(low, around, ">="):
                yield Change(replace(node, low=new), shows)
            for new, shows in _nudged(high, around, "<="):
                yield Change(replace(node, high=new), shows)
        case n.Timing(operator=time, value=value):
            for new, shows in _nudged(value, around, time):
                yield Change(replace(node, value=new), shows)
        case n.Near(distance=distance):
            for new, shows in _nudged(distance, around, "<="):
                yield Change(replace(node, distance=new), shows)
        case n.Step(operator=step, amount=amount):
            for new, shows in _nudged(amount, around, step):
                yield Change(replace(node, amount=new), shows)
        case n.Quantifier(word=word, number=int(number)):
            if number:
                yield Change(replace(node, number=number - 1), _beside(str(number), word, 0))
            yield Change(replace(node, number=number + 1), _beside(str(number), word, 1))


# What a bound counts itself with: what lies above it, or what lies below.
_WITH_ABOVE = frozenset({"<", ">=", "before", "on or after", "at least", "fewer than", "less than"})
_WITH_BELOW = frozenset({"<=", ">", "after", "on or before", "at most", "more than"})


def _beside(words: str, bound: str, step: int) -> str:
    """What an example shows that tells a bound from the one a step lower (0) or higher (1)."""
    if bound in _WITH_ABOVE:
        return f"exactly {words}" if step else f"just below {words}"
    if bound in _WITH_BELOW:
        return f"just above {words}" if step else f"exactly {words}"
    return f"right beside {words}"


def _nudged(value: n.Value, around: Around, bound: str) -> Iterator[tuple[n.Value, str]]:
    """Other bounds, each with what an example shows."""
    words = print_value(value)
    for index, new in enumerate(_beside_value(value, around)):
        plain = not isinstance(value, n.DateLiteral | n.Arithmetic)
        yield new, _beside(words, bound, index) if plain else f"right beside {words}"


def _beside_value(value: n.Value, around: Around) -> Iterator[n.Value]:
    match value:
        case n.NumberLiteral(written=written):
            yield from (replace(value, written=new) for new in _stepped(written))
        case n.PointsLiteral(number=number):
            yield from (replace(value, number=new) for new in _stepped(number))
        case n.DurationLiteral(number=number):
            yield from (replace(value, number=new) for new in _stepped(number) if not new.startswith("-"))
        case n.DateLiteral(written=written):
            yield from (replace(value, written=new) for new in _days_beside(written))
        case n.Arithmetic(operator="+" | "-", left=left, right=right):
            yield from (replace(value, left=new) for new in _beside_value(left, around))
            yield from (replace(value, right=new) for new in _beside_value(right, around))
        case n.Path():
            defined = around.defined(value)
            if defined is not None and len(defined.values) == 1:
                yield from (_here(new, value) for new in _beside_value(defined.values[0], around))


def _here(value: n.Value, place: n.Node) -> n.Value:
    # What a `define` says in another file stands where its name stood.
    return replace(value, span=place.span)


def _stepped(written: str) -> Iterator[str]:
    """A figure one lower and one higher in its last digit.

    >>> list(_stepped("1,000")), list(_stepped("0.5%")), list(_stepped("two"))
    (['999', '1,001'], ['0.4%', '0.6%'], ['1', '3'])
    """
    word = ONES.get(written.lower())
    found = _WRITTEN.fullmatch(str(word) if word is not None else written)
    if found is None:
        return
    sign, whole, part, rest = found[1], found[2], found[3] or "", found[4]
    amount = int(f"{sign}{whole.replace(',', '')}{part}")
    for new in (amount - 1, amount + 1):
        digits = str(abs(new)).zfill(len(part) + 1)
        front = digits[: len(digits) - len(part)]
        front = f"{int(front):,}" if "," in whole or len(front) > len(whole) > 3 else front
        yield f"{'-' if new < 0 else ''}{front}{f'.{digits[-len(part) :]}' if part else ''}{rest}"


def _days_beside(written: str) -> Iterator[str]:
    """The day before a date and the day after it; of a month, the months.

    >>> list(_days_beside("2017-12-31")), list(_days_beside("2017-01"))
    (['2017-12-30', '2018-01-01'], ['2016-12', '2017-02'])
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        day = date.fromisoformat(written)
        if date.min < day < date.max:
            yield from ((day + timedelta(step)).isoformat() for step in (-1, 1))
    elif re.fullmatch(r"\d{4}-\d\d", written):
        months = int(written[:4]) * 12 + int(written[5:]) - 1
        yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in (months - 1, months + 1))


def strictness(node: n.Node, around: Around) -> Iterator[Change]:
    """A bound that counts itself, or does not; of a course, whether a value may repeat."""
    at_limit = "exactly at the limit"
    match node:
        case n.Compare(operator=operator) if operator in _STRICT:
            yield Change(replace(node, operator=_STRICT[operator]), at_limit)
        case n.Timing(operator=time) if time in _STRICT_TIME:
            yield Change(replace(node, operator=_STRICT_TIME[time]), at_limit)
        case n.Step(operator=step):
            yield Change(replace(node, operator=_STRICT_STEP[step]), at_limit)
        case n.Quantifier(word=word) if word in _STRICT_COUNT:
            yield Change(replace(node, word=_STRICT_COUNT[word]), at_limit)
        case n.Demand() | n.Says() if isinstance(node.predicate, n.Trend):
            turned = _turned(node.predicate)
            if turned is not None:
                yield Change(replace(node, predicate=turned, negated=not node.negated), "the same value again")


def wrong_side(node: n.Node, around: Around) -> Iterator[Change]:
    """`at least` for `at most`, `before` for `after`, a rise for a fall."""
    other = "on the other side"
    match node:
        case n.Compare(operator=operator) if operator in _SIDE:
            yield Change(replace(node, operator=_SIDE[operator]), other)
        case n.Timing(operator=time) if time in _SIDE_TIME:
            yield Change(replace(node, operator=_SIDE_TIME[time]), other)
        case n.Step(operator=step):
            yield Change(replace(node, operator=_SIDE_STEP[step]), other)
        case n.Quantifier(word=word) if word in _SIDE_COUNT:
            yield Change(replace(node, word=_SIDE_COUNT[word]), other)
        case n.Trend():
            turned = _turned(node)
            if turned is not None:
                yield Change(turned, "the other way")
        case n.TextTest(operator="start with" | "end with" as where):
            end: Literal["start with", "end with"] = "end with" if where == "start with" else "start with"
            yield Change(replace(node, operator=end), "at the other end")


def _turned(trend: n.Trend) -> n.Trend | None:
    way = _TURN.get(trend.direction)
    return None if way is None else replace(trend, direction=way)


def one_value(node: n.Node, around: Around) -> Iterator[Change]:
    """A limit taken for the one value that will do."""
    match node:
        case n.Compare(operator="<=" | ">="):
            yield Change(replace(node, operator="="), "well within the limit")
        case n.Quantifier(word="at least" | "at most"):
            yield Change(replace(node, word="exactly"), "well within the limit")
        case n.Quantifier(word="exactly"):
            yield Change(replace(node, word="at least"), "more than that")
        case n.Timing(operator="during", value=value):
            yield Change(replace(node, operator="on or before"), f"before {print_value(value)}")
            yield Change(replace(node, operator="on or after"), f"after {print_value(value)}")


def one_end(node: n.Node, around: Around) -> Iterator[Change]:
    """One end of a range forgotten."""
    if isinstance(node, n.Between):
        low, high, span = node.low, node.high, node.span
        yield Change(n.Compare(">=", low, span=span), f"above {print_value(high)}")
        yield Change(n.Compare("<=", high, span=span), f"below {print_value(low)}")
        yield Change(n.Timing("on or after", low, span=span), f"after {print_value(high)}")
        yield Change(n.Timing("on or before", high, span=span), f"before {print_value(low)}")


# ------------------------------------------------------------------ tolerances and amounts


def tolerance_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """No room left for what is close."""
    close = "close, and not equal"
    match node:
        case n.Compare() | n.Agree() | n.AddUp() if node.tolerance is not None:
            yield Change(replace(node, tolerance=None), close)
        case n.Near(value=value):
            yield Change(n.Compare("=", value, span=node.span), close)


def step_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """How much a course must rise or fall, forgotten."""
    if isinstance(node, n.Trend) and node.step is not None:
        yield Change(replace(node, step=None), "too small a step")


def tolerance_turned(node: n.Node, around: Around) -> Iterator[Change]:
    """A percentage taken of the wrong side."""
    if not isinstance(node, n.Must) or len(node.demands) != 1:
        return
    demand, subject = node.demands[0], node.subject
    predicate = demand.predicate
    if not isinstance(predicate, n.Compare) or not _is_share(predicate.tolerance):
        return
    if isinstance(subject, n.ValueSubject):
        left: n.Value = subject.value
    elif subject.quantifier.word == "bare" and subject.selection.where is None and not subject.selection.same:
        left = subject.selection.path
    else:
        return
    turned = replace(demand, predicate=replace(predicate, value=left))
    right = n.ValueSubject(predicate.value, span=subject.span)
    if isinstance(predicate.value, n.Path):
        bare = n.Quantifier("bare", span=subject.span)
        path = n.Subject(bare, n.Selection(predicate.value, span=subject.span), span=subject.span)
        yield Change(replace(node, subject=path, demands=(turned,)), "close to the limit of the tolerance")
    else:
        yield Change(replace(node, subject=right, demands=(turned,)), "close to the limit of the tolerance")


def _is_share(tolerance: n.Tolerance | None) -> bool:
    amount = tolerance.amount if tolerance is not None else None
    return isinstance(amount, n.NumberLiteral) and amount.written.endswith("%")


def percent_for_points(node: n.Node, around: Around) -> Iterator[Change]:
    """Per cent, points and plain figures taken for each other."""
    if not isinstance(node, n.Tolerance | n.Step):
        return
    match node.amount:
        case n.NumberLiteral(written=written, span=span) if written.endswith("%"):
            new: n.Value = n.NumberLiteral(written.removesuffix("%").rstrip(), span=span)
        case n.PointsLiteral(number=number, span=span):
            new = n.NumberLiteral(f"{number}%", span=span)
        case _:
            return
    yield Change(replace(node, amount=new), f"within one of {print_value(node.amount)} and {print_value(new)}")


def zero_too_many(node: n.Node, around: Around) -> Iterator[Change]:
    """A figure ten times as large: of a tolerance, of a value within tolerance, in a calculation."""
    match node:
        case n.Tolerance(amount=n.NumberLiteral() as amount):
            yield from (
                Change(replace(node, amount=new), "close to the limit of the tolerance") for new in _ten(amount)
            )
        case n.Compare(tolerance=n.Tolerance(), value=n.NumberLiteral() as value):
            yield from (Change(replace(node, value=new), f"at {value.written}") for new in _ten(value))
        case n.Arithmetic(operator="*" | "/", left=left, right=right):
            yield from (Change(replace(node, left=new), "at the right scale") for new in _ten(left))
            yield from (Change(replace(node, right=new), "at the right scale") for new in _ten(right))


def _ten(value: n.Value) -> Iterator[n.NumberLiteral]:
    found = _WRITTEN.fullmatch(value.written) if isinstance(value, n.NumberLiteral) else None
    if isinstance(value, n.NumberLiteral) and found is not None:
        sign, whole, part, rest = found[1], found[2].replace(",", ""), found[3] or "", found[4]
        moved = f"{int(whole + (part[:1] or '0'))}{f'.{part[1:]}' if part[1:] else ''}"
        yield replace(value, written=f"{sign}{moved}{rest}")


# ------------------------------------------------------------------ calculations


def calculation(node: n.Node, around: Around) -> Iterator[Change]:
    """The two sides of a difference or a share swapped, plus for minus, one aggregate for another."""
    match node:
        case n.Arithmetic(operator="-" | "/", left=left, right=right):
            yield Change(replace(node, left=right, right=left), "the two sides apart")
        case n.Aggregate(function=function):
            for new in _AGGREGATES[function]:
                yield Change(replace(node, function=new), f"the {function}, not the {new}")
        case n.Function(function="length" | "words" as measure):
            other: n.FunctionWord = "words" if measure == "length" else "length"
            yield Change(replace(node, function=other), "words and characters apart")
        case n.Function(function="lower case"):
            yield Change(node.argument, "in capital letters")
        case n.TimeBetween(start=start, end=end):
            yield Change(replace(node, start=end, end=start), "the two dates the other way round")
    if isinstance(node, n.Arithmetic) and node.operator in "+-":
        yield Change(replace(node, operator="-" if node.operator == "+" else "+"), "plus and minus apart")


def said_or_so(node: n.Node, around: Around) -> Iterator[Change]:
    """What is said, taken for what is so, and the other way round: "under 1,000" is said twice alike."""
    if isinstance(node, n.Compare) and node.operator in ("=", "same") and node.tolerance is None:
        type_ = around.type_of(node.value)
        if type_ is not None and type_.base in ("number", "count", "percent", "date"):
            new: n.Comparison = "same" if node.operator == "=" else "="
            yield Change(
                replace(node, operator=new, equal=new == "=" and node.equal), "one uncertain value, said twice"
            )
