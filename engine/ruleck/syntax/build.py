"""Turns the parser's tree of one statement into nodes, from the leaves up and without recursion.

Each method of `_Builder` is named after the rule of grammars/ruleck.lark that it builds, and gets that rule's span and
parts: nodes already built, words (`lark.Token`), and none for an optional part that was not written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, cast

from lark import Token, Tree

from ruleck.source import Span
from ruleck.syntax import nodes as n
from ruleck.syntax.layout import Cut, one_line

_Joiner: TypeAlias = Literal["and", "or"]

# Operators that may be nested in one statement. With the limit on brackets it bounds the depth of every tree.
MOST_OPERATORS = 100

_COUNTS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_COMPARISONS: dict[str, n.Comparison] = {
    "at least": ">=",
    "at most": "<=",
    "more than": ">",
    "less than": "<",
    "fewer than": "<",
}
_HAS: dict[str, str] = {"have": "have", "has": "have"} | {
    form: verb for verb in ("name", "give", "cite", "state") for form in (verb, verb + "s")
}
_FUNCTIONS: dict[str, n.FunctionWord] = {
    "length of": "length",
    "number of words in": "words",
    "weekday of": "weekday",
    "year of": "year",
    "lower case of": "lower case",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that the grammar lets through and the language does not."""

    span: Span  # in the statement's own text
    message: str
    instead: str = ""  # what to write in its place


@dataclass(frozen=True, slots=True)
class _Head:
    id: n.Name | None = None
    summary: n.Text | None = None
    severity: Literal["error", "warning", "info"] | None = None
    tags: tuple[n.Name, ...] = ()
    see: tuple[n.Text, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tail:
    because: n.Text | None
    examples: tuple[n.Example, ...]


@dataclass(frozen=True, slots=True)
class _Body:
    span: Span
    across: bool
    for_each: n.ForEach | None
    when: n.Condition | None
    sentence: n.Sentence
    unless: tuple[n.Condition, ...]


@dataclass(frozen=True, slots=True)
class _Over:
    path: n.Path | None


@dataclass(frozen=True, slots=True)
class _Demands:
    parts: tuple[n.Demand, ...]
    joiner: _Joiner


def build(tree: Tree[Token], statement: Cut) -> tuple[n.Statement, list[Refusal]]:
    """The statement's node, and what is wrong with it all the same."""
    builder = _Builder(statement)
    built: dict[int, Any] = {}
    for subtree in tree.iter_subtrees():
        parts = [built[id(c)] if isinstance(c, Tree) else c for c in subtree.children]
        meta = subtree.meta
        span = Span(0, 0) if meta.empty else statement.span(meta.start_pos, meta.end_pos)
        built[id(subtree)] = getattr(builder, subtree.data)(span, *parts)
    return cast(n.Statement, built[id(tree)]), builder.refusals


def unquote(written: str) -> str:
    r"""The text meant by a quoted one: marks off, line breaks one space, `\"` and `\\` resolved.

    >>> unquote('"say \\"yes\\"\n   or no"')
    'say "yes" or no'
    """
    text = re.sub(r"\s*\n\s*", " ", written[1:-1])
    return re.sub(r'\\(["“”\\])', r"\1", text)


def whole(written: str) -> int:
    """How many a count says: `3`, `three`."""
    return _COUNTS.get(written.lower()) or int(written)


def _word(token: Token) -> str:
    return one_line(token).lower()


class _Builder:
    """Builds the nodes of one statement; `refusals` fills as it goes."""

    def __init__(self, statement: Cut) -> None:
        self.refusals: list[Refusal] = []
        self._statement = statement
        self._operators = 0
        # Verbs in the form of `has`, by where they start: wrong after `must` and `does not`, right elsewhere.
        self._finite: dict[int, tuple[Span, str]] = {}

    # -------------------------------------------------------------- a rule and its clauses

    def rule(self, span: Span, head: _Head, body: _Body, tail: _Tail) -> n.Rule:
        text = self._statement.text
        start = body.span.start - self._statement.start
        end = body.span.end - self._statement.start
        # A `the` at its head is passed over by the parser and is still the author's.
        the = re.search(r"\bthe\s+$", text[:start], re.IGNORECASE)
        return n.Rule(
            id=head.id,
            summary=head.summary,
            severity=head.severity,
            tags=head.tags,
            see=head.see,
            across=body.across,
            for_each=body.for_each,
            when=body.when,
            sentence=body.sentence,
            unless=body.unless,
            because=tail.because,
            examples=tail.examples,
            sentence_text=one_line(text[the.start() if the else start : end]),
            span=span,
        )

    def bare(self, span: Span, body: _Body, tail: _Tail) -> n.Rule:
        return self.rule(span, _Head(), body, tail)

    def head(
        self,
        span: Span,
        identity: Token,
        summary: Token | None,
        severity: Any,
        tags: tuple[n.Name, ...] | None,
        see: tuple[n.Text, ...] | None,
    ) -> _Head:
        return _Head(self._name(identity), self._text(summary), severity, tags or (), see or ())

    def tail(self, span: Span, because: n.Text | None, *examples: n.Example) -> _Tail:
        return _Tail(because, examples)

    def severity(self, span: Span, word: Token) -> str:
        return _word(word)

    def tags(self, span: Span, *tags: Token) -> tuple[n.Name, ...]:
        return tuple(map(self._name, tags))

    def see(self, span: Span, *texts: Token) -> tuple[n.Text, ...]:
        return tuple(self.text(self._at(t), t) for t in texts)

    def because(self, span: Span, text: Token) -> n.Text:
        return self.text(self._at(text), text)

    def body(
        self,
        span: Span,
        across: bool | None,
        for_each: n.ForEach | None,
        when: n.Condition | None,
        sentence: n.Sentence,
        *unless: n.Condition,
    ) -> _Body:
        return _Body(span, across is not None, for_each, when, sentence, unless)

    def across(self, span: Span, word: Token) -> bool:
        return True

    def for_each(self, span: Span, *parts: Any) -> n.ForEach:
        *names, where = parts
        return n.ForEach(names=tuple(names), where=where, span=span)

    def when(self, span: Span, condition: n.Condition) -> n.Condition:
        return condition

    unless = where = bracketed_where = when

    def example(self, span: Span, outcome: Token, name: Token | None, *facts: n.FactLiteral) -> n.Example:
        return n.Example(outcome=cast(Any, _word(outcome)), name=self._text(name), facts=facts, span=span)

    def fact(self, span: Span, kind: Token, value: n.ObjectLiteral) -> n.FactLiteral:
        return n.FactLiteral(kind=self._name(kind), value=value, span=span)

    def record(self, span: Span, *pairs: n.Pair | None) -> n.ObjectLiteral:
        return n.ObjectLiteral(pairs=tuple(p for p in pairs if p), span=span)

    def pair(self, span: Span, name: Token, value: Any) -> n.Pair:
        return n.Pair(name=self._name(name), value=value, span=span)

    def not_known(self, span: Span, mark: Token) -> n.OpenLiteral:
        return n.OpenLiteral(span=span)

    def array(self, span: Span, *items: Any) -> n.ListLiteral:
        return n.ListLiteral(items=tuple(i for i in items if i), span=span)

    choices = array

    # -------------------------------------------------------------- the sentence

    def must(self, span: Span, subject: Any, modal: Token, demands: _Demands) -> n.Must:
        return n.Must(
            subject=subject,
            modal=cast(n.Modal, _word(modal)),
            demands=demands.parts,
            joiner=demands.joiner,
            span=span,
        )

    def demands(self, span: Span, *parts: Any) -> _Demands:
        joiner: _Joiner = "or" if len(parts) > 1 and parts[1].type.startswith("OR") else "and"
        return _Demands(tuple(p for p in parts if isinstance(p, n.Demand)), joiner)

    def demand(self, span: Span, adverb: Token | None, negation: Token | None, predicate: Any) -> n.Demand:
        self._infinitive(predicate, "must not" if negation else "must")
        return n.Demand(
            predicate=predicate,
            adverb=cast(Any, _word(adverb) if adverb else ""),
            negated=negation is not None,
            span=span,
        )

    def only_demand(self, span: Span, predicate: Any) -> _Demands:
        self._infinitive(predicate, "may")
        return _Demands((n.Demand(predicate=predicate, span=span),), "and")

    def no_may(self, span: Span, no: Token, selection: n.Selection, may: Token, demands: _Demands) -> n.NoMay:
        return n.NoMay(selection=selection, demand=demands.parts[0], span=span)

    def there_must(self, span: Span, there: Token, modal: Token, adverb: Token | None, *found: Any) -> n.ThereMust:
        quantifier, selection = self._existence(found)
        return n.ThereMust(
            modal=cast(n.Modal, _word(modal)),
            quantifier=quantifier,
            selection=selection,
            adverb=cast(Any, _word(adverb) if adverb else ""),
            span=span,
        )

    def there_may(self, span: Span, there: Token, may: Token, *found: Any) -> n.ThereMust:
        return self.there_must(span, there, may, None, *found)

    # -------------------------------------------------------------- subjects

    def quantified(self, span: Span, word: Token, selection: n.Selection) -> n.Subject:
        return n.Subject(quantifier=self._quantifier(word), selection=selection, span=span)

    def counted(self, span: Span, word: Token, count: Token, of: Token | None, selection: n.Selection) -> n.Subject:
        return n.Subject(quantifier=self._quantifier(word, count, of), selection=selection, span=span)

    at_most = counted

    def filtered(self, span: Span, selection: n.Selection) -> n.Subject:
        return n.Subject(quantifier=self._bare(selection.span), selection=selection, span=span)

    def value_subject(self, span: Span, value: n.Value) -> n.Subject | n.ValueSubject:
        if isinstance(value, n.Path):
            return self.filtered(span, self.selection(span, value))
        return n.ValueSubject(value=value, span=span)

    def selection(
        self,
        span: Span,
        path: n.Path,
        same: tuple[n.Path, ...] | None = None,
        where: n.Condition | None = None,
    ) -> n.Selection:
        return n.Selection(path=path, same=same or (), where=where, span=span)

    filtered_selection = selection

    def where_selection(self, span: Span, path: n.Path, where: n.Condition) -> n.Selection:
        return self.selection(span, path, None, where)

    def found(self, span: Span, path: n.Path, where: n.Condition | None) -> n.Selection:
        return self.selection(span, path, None, where)

    def same(self, span: Span, *paths: n.Path) -> tuple[n.Path, ...]:
        return tuple(p for p in paths if p)

    def _existence(self, found: tuple[Any, ...]) -> tuple[n.Quantifier, n.Selection]:
        *words, selection = found
        if words[0].type == "AN":
            return n.Quantifier(word="some", span=self._at(words[0])), selection
        return self._quantifier(*words), selection

    def _bare(self, span: Span) -> n.Quantifier:
        return n.Quantifier(word="bare", span=Span(span.start, span.start))

    def _quantifier(self, word: Token, count: Token | None = None, of: Token | None = None) -> n.Quantifier:
        span = self._at(word) if count is None else self._at(word).to(self._at(of or count))
        if count is not None:
            return n.Quantifier(word=cast(Any, _word(word)), number=whole(count), of=of is not None, span=span)
        quantity = word.type.removesuffix("_OF").lower()
        plain = {"an": "every", "no": "none"}.get(quantity, quantity)
        return n.Quantifier(word=cast(Any, plain), of=word.type.endswith("_OF"), span=span)

    # -------------------------------------------------------------- predicates

    def equal_to(self, span: Span, value: n.Value, tolerance: n.Tolerance | None) -> n.Is | n.Compare:
        if isinstance(value, n.Path) and len(value.names) == 1 and not value.start and tolerance is None:
            return n.Is(word=value.names[0], span=span)
        return n.Compare(operator="=", value=value, tolerance=tolerance, span=span)

    def compared(self, span: Span, word: Token, value: n.Value) -> n.Is | n.Compare:
        if word.type == "EXACTLY":
            return self.equal_to(span, value, None)
        return n.Compare(operator=_COMPARISONS[_word(word)], value=value, span=span)

    def same_as(self, span: Span, value: n.Value) -> n.Compare:
        return n.Compare(operator="same", value=value, span=span)

    def timing(self, span: Span, word: Token, value: n.Value) -> n.Timing:
        return n.Timing(operator=cast(Any, _word(word)), value=value, span=span)

    def between(self, span: Span, low: n.Value, high: n.Value) -> n.Between:
        return n.Between(low=low, high=high, span=span)

    def near(self, span: Span, distance: n.Value, of: Token, value: n.Value) -> n.Near:
        return n.Near(distance=distance, value=value, span=span)

    def one_of(self, span: Span, choices: n.ListLiteral | n.Path) -> n.OneOf:
        return n.OneOf(choices=choices, span=span)

    def is_a(self, span: Span, article: Token, word: Token) -> n.Is:
        return n.Is(word=self._name(word), span=span)

    def has(self, span: Span, verb: Token, *rest: Token | None) -> n.Has:
        words = [w for w in rest if w is not None]
        joiner: _Joiner = "or" if any(w.type == "OR_A" for w in words) else "and"
        fields = tuple(self._name(w) for w in words if w.type == "NAME")
        return n.Has(verb=self._has(span, verb), fields=fields, joiner=joiner, span=span)

    has_listed = has

    def has_no(self, span: Span, verb: Token, no: Token, field: Token) -> n.HasNo:
        return n.HasNo(verb=self._has(span, verb), field=self._name(field), span=span)

    def has_count(
        self, span: Span, verb: Token, word: Token, count: Token, field: Token, where: n.Condition | None
    ) -> n.HasCount:
        return n.HasCount(
            verb=self._has(span, verb),
            quantifier=self._quantifier(word, count),
            field=self._name(field),
            where=where,
            span=span,
        )

    def has_same(self, span: Span, verb: Token, *fields: Token) -> n.HaveSame:
        if verb.lower().startswith("has"):
            self._third_person(span, verb, "have the same")
        return n.HaveSame(fields=tuple(map(self._name, fields)), span=span)

    has_same_listed = has_same

    def equals(self, span: Span, verb: Token, value: n.Value, tolerance: n.Tolerance | None) -> n.Compare:
        self._verb(span, verb)
        return n.Compare(operator="=", value=value, tolerance=tolerance, equal=True, span=span)

    def differs(self, span: Span, verb: Token, value: n.Value) -> n.Compare:
        self._verb(span, verb)
        return n.Compare(operator="differ", value=value, span=span)

    def matches(self, span: Span, verb: Token, pattern: Token) -> n.Match:
        self._verb(span, verb)
        ignore_case = pattern[-1] in "iI"
        inner = pattern[1:-2] if ignore_case else pattern[1:-1]
        text = re.sub(r"\\(.)", lambda m: "/" if m.group(1) == "/" else m.group(), inner)
        return n.Match(pattern=text, ignore_case=ignore_case, span=span)

    def text_test(self, span: Span, verb: Token, value: n.Value) -> n.TextTest:
        return n.TextTest(operator=cast(Any, self._verb(span, verb)), value=value, span=span)

    def contains_one_of(self, span: Span, verb: Token, choices: n.ListLiteral | n.Path) -> n.ContainOneOf:
        self._verb(span, verb)
        return n.ContainOneOf(choices=choices, span=span)

    def agrees(self, span: Span, verb: Token, tolerance: n.Tolerance | None) -> n.Agree:
        self._verb(span, verb)
        return n.Agree(tolerance=tolerance, span=span)

    def overlaps(self, span: Span, verb: Token) -> n.Overlap:
        self._verb(span, verb)
        return n.Overlap(span=span)

    def adds_up(self, span: Span, verb: Token, total: n.Value, tolerance: n.Tolerance | None) -> n.AddUp:
        self._verb(span, verb)
        return n.AddUp(total=total, tolerance=tolerance, span=span)

    def trend(self, span: Span, verb: Token, step: n.Step | None, over: _Over | None) -> n.Trend:
        return n.Trend(
            direction=cast(Any, self._verb(span, verb)),
            step=step,
            over=over.path if over else None,
            span=span,
        )

    def trend_over(self, span: Span, verb: Token, over: _Over, step: n.Step) -> n.Trend:
        return self.trend(span, verb, step, over)

    def step(self, span: Span, word: Token, amount: n.Value) -> n.Step:
        return n.Step(operator=cast(Any, _word(word)), amount=amount, span=span)

    def over(self, span: Span, path: n.Path | None = None) -> _Over:
        return _Over(path)

    def tolerance(self, span: Span, amount: n.Value | Token) -> n.Tolerance:
        return n.Tolerance(amount=None if isinstance(amount, Token) else amount, span=span)

    def _has(self, span: Span, verb: Token) -> Any:
        infinitive = _HAS[verb.lower()]
        if infinitive != verb.lower():
            self._third_person(span, verb, infinitive)
        return infinitive

    def _verb(self, span: Span, verb: Token) -> str:
        """The infinitive of a verb that makes its third person with `s`."""
        first, *rest = _word(verb).split()
        infinitive = "match" if first == "matches" else first.removesuffix("s")
        whole = " ".join([infinitive, *rest])
        if infinitive != first:
            self._third_person(span, verb, whole)
        return whole

    def _third_person(self, span: Span, verb: Token, infinitive: str) -> None:
        self._finite[span.start] = (Span(cast(int, verb.start_pos), cast(int, verb.end_pos)), infinitive)

    def _infinitive(self, predicate: Any, after: str) -> None:
        found = self._finite.get(predicate.span.start)
        if found:
            span, infinitive = found
            written = one_line(self._statement.text[span.start : span.end])
            self.refusals.append(Refusal(span, f"`{written}` is not understood after `{after}`", infinitive))

    # -------------------------------------------------------------- conditions

    def conjunction(self, span: Span, *parts: n.Condition) -> n.And:
        return n.And(parts=parts, span=span)

    def disjunction(self, span: Span, *parts: n.Condition) -> n.Or:
        return n.Or(parts=parts, span=span)

    def says(self, span: Span, subject: Any, *finite: Any) -> n.Says:
        *words, predicate = (part for part in finite if part is not None)
        kinds = {word.type for word in words}
        if "DOES" in kinds:
            self._infinitive(predicate, f"{_word(words[0])} not")
        return n.Says(subject=subject, predicate=predicate, negated="NOT" in kinds, span=span)

    def says_of(self, span: Span, *parts: Any) -> n.Says:
        at = next(i for i, part in enumerate(parts) if isinstance(part, n.Path))
        path = parts[at]
        quantifier = self._quantifier(*parts[:at])
        selection = self.selection(path.span, path)
        subject = n.Subject(quantifier=quantifier, selection=selection, span=quantifier.span.to(path.span))
        return self.says(span, subject, *parts[at + 1 :])

    def negation(self, span: Span, word: Token, condition: n.Condition) -> n.Not:
        self._operator(word)
        return n.Not(condition=condition, span=span)

    def holds(self, span: Span, path: n.Path) -> n.Holds:
        return n.Holds(path=path, span=span)

    def there_is(self, span: Span, there: Token, *found: Any) -> n.ThereIs:
        quantifier, selection = self._existence(found)
        return n.ThereIs(quantifier=quantifier, selection=selection, span=span)

    # -------------------------------------------------------------- values

    def sum(self, span: Span, left: n.Value, operator: Token, right: n.Value) -> n.Arithmetic:
        self._operator(operator)
        return n.Arithmetic(operator=cast(Any, str(operator)), left=left, right=right, span=span)

    product = sum

    def negative(self, span: Span, value: n.Value) -> n.Negative:
        return n.Negative(value=value, span=span)

    def aggregate(self, span: Span, function: Token, over: n.Path | n.Selection) -> n.Aggregate:
        selection = over if isinstance(over, n.Selection) else self.selection(over.span, over)
        return n.Aggregate(function=cast(Any, _word(function).split()[0]), selection=selection, span=span)

    def function(self, span: Span, function: Token, argument: n.Value) -> n.Function:
        self._operator(function)
        return n.Function(function=_FUNCTIONS[_word(function)], argument=argument, span=span)

    def time_between(self, span: Span, unit: Token, start: n.Value, end: n.Value) -> n.TimeBetween:
        self._operator(unit)
        return n.TimeBetween(unit=cast(Any, _word(unit).split()[0]), start=start, end=end, span=span)

    def text(self, span: Span, text: Token) -> n.Text:
        return n.Text(value=unquote(text), span=span)

    def number(self, span: Span, number: Token) -> n.NumberLiteral:
        return n.NumberLiteral(written=one_line(number), span=span)

    def date(self, span: Span, date: Token) -> n.DateLiteral:
        return n.DateLiteral(written=str(date), span=span)

    def duration(self, span: Span, duration: Token) -> n.DurationLiteral:
        number, unit = duration.split()
        return n.DurationLiteral(number=number, unit=cast(Any, unit.lower().removesuffix("s")), span=span)

    def points(self, span: Span, points: Token) -> n.PointsLiteral:
        return n.PointsLiteral(number=points.split()[0], span=span)

    def yes_no(self, span: Span, word: Token) -> n.YesNoLiteral:
        return n.YesNoLiteral(value=word.type == "YES", span=span)

    def path(self, span: Span, *names: Token) -> n.Path:
        return n.Path(names=tuple(map(self._name, names)), span=span)

    def owned_path(self, span: Span, owner: Token, *names: Token) -> n.Path:
        return n.Path(names=tuple(map(self._name, names)), start=cast(Any, owner.type.lower()), span=span)

    def pronoun(self, span: Span, word: Token) -> n.Path:
        return n.Path(names=(), start="it", span=span)

    # -------------------------------------------------------------- names and vocabulary

    def use(self, span: Span, path: Token) -> n.Use:
        return n.Use(path=self.text(self._at(path), path), span=span)

    def define_file(self, span: Span, name: Token, file: Token) -> n.Define:
        return n.Define(name=self._name(name), file=self._text(file), span=span)

    def define_values(self, span: Span, name: Token, *values: Any) -> n.Define:
        items: tuple[Any, ...] = values[0].items if isinstance(values[0], n.ListLiteral) else values
        return n.Define(name=self._name(name), values=items, span=span)

    def define_subset(self, span: Span, name: Token, subset: n.Selection) -> n.Define:
        return n.Define(name=self._name(name), subset=subset, span=span)

    def kind(self, span: Span, name: Token, plural: Token | None, *lines: n.FieldDecl | n.SeriesDecl) -> n.KindDecl:
        series = [line for line in lines if isinstance(line, n.SeriesDecl)]
        if len(series) > 1:
            start = self._statement.start
            at = Span(series[1].span.start - start, series[1].span.end - start)
            self.refusals.append(Refusal(at, f"a kind has one series, and `{name}` says two"))
        return n.KindDecl(
            name=self._name(name),
            plural=self._name(plural) if plural else None,
            fields=tuple(line for line in lines if isinstance(line, n.FieldDecl)),
            series=series[0] if series else None,
            span=span,
        )

    def field(self, span: Span, name: Token, kind: n.TypeName, option: Token | None) -> n.FieldDecl:
        return n.FieldDecl(
            name=self._name(name),
            type=kind,
            required=option is not None and option.type == "REQUIRED",
            no_unless_said=option is not None and option.type == "NO_UNLESS_SAID",
            span=span,
        )

    def field_type(self, span: Span, list_of: Token | None, *names: Token) -> n.TypeName:
        return n.TypeName(names=tuple(map(self._name, names)), list_of=list_of is not None, span=span)

    def choice_type(self, span: Span, list_of: Token | None, *choices: Token) -> n.TypeName:
        read = tuple(self.text(self._at(c), c) if c.type == "TEXT" else self._name(c) for c in choices)
        return n.TypeName(choices=read, list_of=list_of is not None, span=span)

    def series(self, span: Span, value: Token, over: Token, *by: Token | None) -> n.SeriesDecl:
        return n.SeriesDecl(
            value=self._name(value),
            over=self._name(over),
            by=tuple(self._name(b) for b in by if b is not None),
            span=span,
        )

    # -------------------------------------------------------------- words

    def _at(self, token: Token) -> Span:
        return self._statement.span(cast(int, token.start_pos), cast(int, token.end_pos))

    def _name(self, token: Token) -> n.Name:
        return n.Name(text=str(token), span=self._at(token))

    def _text(self, token: Token | None) -> n.Text | None:
        return None if token is None else self.text(self._at(token), token)

    def _operator(self, word: Token) -> None:
        self._operators += 1
        if self._operators == MOST_OPERATORS + 1:
            at = Span(cast(int, word.start_pos), cast(int, word.end_pos))
            self.refusals.append(
                Refusal(at, f"a statement can hold {MOST_OPERATORS} sums, products and `not`s, and this is one more")
            )
