"""Writes a tree as canonical English: what the reader is shown as read, and what a formatter would write.

Invariant: reading what is printed gives an equal tree.
"""

from __future__ import annotations

import re
from typing import assert_never

from ruleck.syntax import nodes as n

LONGEST_LINE = 100  # longer rules are put on a line for each clause

_COMPARISONS: dict[n.Comparison, str] = {
    "=": "",
    "differ": "from ",
    "same": "the same as ",
    "<": "less than ",
    "<=": "at most ",
    ">": "more than ",
    ">=": "at least ",
}
_FUNCTIONS: dict[n.FunctionWord, str] = {
    "length": "length of",
    "words": "number of words in",
    "weekday": "weekday of",
    "year": "year of",
    "lower case": "lower case of",
}
_THIRD_PERSON = {"be": "is", "have": "has", "match": "matches"}

# ------------------------------------------------------------------ files and statements


def print_file(tree: n.RuleFile) -> str:
    """A whole file: a blank line between statements, a line break at the end."""
    return "\n".join(print_statement(s) + "\n" for s in tree.statements)


def print_statement(statement: n.Statement) -> str:
    """One statement, without a line break at its end."""
    match statement:
        case n.Use():
            return f"use {_text(statement.path)}"
        case n.Define():
            return _define(statement)
        case n.KindDecl():
            return _kind(statement)
        case n.Rule():
            return print_rule(statement)
    assert_never(statement)


def print_rule(rule: n.Rule) -> str:
    """A rule with its clauses in order."""
    clauses = _clauses(rule)
    after = [f"because {_text(rule.because)}"] if rule.because else []
    after += [_example(e) for e in rule.examples]
    if rule.id is None:
        sentence = " ".join(clauses)
        lines = clauses if len(sentence) > LONGEST_LINE else [sentence]
        return "\n  ".join([*lines, *after])
    summary = f" {_text(rule.summary)}" if rule.summary else ""
    before = [f"severity {rule.severity}"] if rule.severity else []
    before += [f"tags {_names(rule.tags)}"] if rule.tags else []
    before += [f"see {', '.join(map(_text, rule.see))}"] if rule.see else []
    return "\n  ".join([f"rule {rule.id.text}{summary}:", *before, *clauses, *after])


def _clauses(rule: n.Rule) -> list[str]:
    clauses = ["across articles,"] if rule.across else []
    if rule.for_each:
        names = _listed([print_value(path) for path in rule.for_each.names])
        clauses.append(f"for each {names}{_where(rule.for_each.where)},")
    if rule.when:
        clauses.append(f"when {print_condition(rule.when)},")
    clauses.append(print_sentence(rule.sentence))
    return clauses + [f"unless {print_condition(u)}" for u in rule.unless]


def _example(example: n.Example) -> str:
    name = f" {_text(example.name)}" if example.name else ""
    facts = ",\n          ".join(_content(f) for f in example.facts)
    return f"{example.outcome}{name} {facts}"


def _content(value: n.Value | n.FactLiteral | n.ObjectLiteral | n.OpenLiteral) -> str:
    match value:
        case n.OpenLiteral():
            return "?"
        case n.FactLiteral():
            return f"{value.kind.text} {_content(value.value)}"
        case n.ObjectLiteral():
            return "{" + ", ".join(f"{p.name.text}: {_content(p.value)}" for p in value.pairs) + "}"
        case n.ListLiteral():
            return "[" + ", ".join(map(_content, value.items)) + "]"
        case _:
            return print_value(value)


def _define(define: n.Define) -> str:
    if define.file:
        return f"define {define.name.text} from {_text(define.file)}"
    meant = print_selection(define.subset) if define.subset else ", ".join(map(print_value, define.values))
    return f"define {define.name.text} as {meant}"


def _kind(kind: n.KindDecl) -> str:
    plural = f", plural {kind.plural.text}" if kind.plural else ""
    lines = [f"kind {kind.name.text}{plural}:", *map(_field, kind.fields)]
    if kind.series:
        by = f" by {_names(kind.series.by)}" if kind.series.by else ""
        lines.append(f"series {kind.series.value.text} over {kind.series.over.text}{by}")
    return "\n  ".join(lines)


def _field(field: n.FieldDecl) -> str:
    choices = ", ".join(_text(c) if isinstance(c, n.Text) else c.text for c in field.type.choices)
    kind = f"one of ({choices})" if choices else " or ".join(name.text for name in field.type.names)
    option = ", required" if field.required else ", no unless said" if field.no_unless_said else ""
    return f"{field.name.text} {'list of ' if field.type.list_of else ''}{kind}{option}"


# ------------------------------------------------------------------ sentences


def print_sentence(sentence: n.Sentence) -> str:
    """The sentence alone, without what stands before and after it.

    >>> from ruleck.source import Source
    >>> from ruleck.syntax.parse import parse
    >>> rule = parse(Source("", "Each Quote must   cite an source"))[0].statements[0]
    >>> print_sentence(rule.sentence)
    'every Quote must cite a source'
    """
    match sentence:
        case n.Must():
            subject = sentence.subject
            who = print_value(subject.value) if isinstance(subject, n.ValueSubject) else print_subject(subject)
            joint = f" {sentence.joiner} "
            return f"{who} {joint.join(f'{sentence.modal} {_demand(d)}' for d in sentence.demands)}"
        case n.NoMay():
            return f"no {print_selection(sentence.selection)} may {_demand(sentence.demand)}"
        case n.ThereMust():
            adverb = f" {sentence.adverb}" if sentence.adverb else ""
            return f"there {sentence.modal}{adverb} be {_existence(sentence.quantifier, sentence.selection)}"
    assert_never(sentence)


def print_subject(subject: n.Subject) -> str:
    """`at least 2 of its sources`, `every quote where anonymous`."""
    return f"{_quantifier(subject.quantifier)}{print_selection(subject.selection)}"


def print_selection(selection: n.Selection) -> str:
    """`quotes with the same speaker where kind is direct`."""
    same = f" with the same {_listed([print_value(p) for p in selection.same])}" if selection.same else ""
    return f"{print_value(selection.path)}{same}{_where(selection.where)}"


def _demand(demand: n.Demand) -> str:
    adverb = f"{demand.adverb} " if demand.adverb else ""
    return f"{adverb}{'not ' if demand.negated else ''}{print_predicate(demand.predicate, finite=False)}"


def _quantifier(quantifier: n.Quantifier) -> str:
    if quantifier.word == "bare":
        return ""
    number = "" if quantifier.number is None else f" {quantifier.number}"
    return f"{quantifier.word}{number}{' of' if quantifier.of else ''} "


def _existence(quantifier: n.Quantifier, selection: n.Selection) -> str:
    thing = print_selection(selection)
    if quantifier.word == "some":
        return f"{_article(thing)} {thing}"
    return f"no {thing}" if quantifier.word == "none" else f"{_quantifier(quantifier)}{thing}"


# ------------------------------------------------------------------ predicates


def print_predicate(predicate: n.Predicate, *, finite: bool, negated: bool = False, plural: bool = False) -> str:
    """A predicate as it stands after `must` or, `finite`, in a condition; `negated` and `plural` are for the latter.

    >>> from ruleck.source import Span
    >>> official = n.Is(word=n.Name(text="official", span=Span(0, 0)), span=Span(0, 0))
    >>> print_predicate(official, finite=False), print_predicate(official, finite=True, negated=True)
    ('be official', 'is not official')
    """
    verb, rest = _verb_and_rest(predicate, listed=not finite)
    after = f" {rest}" if rest else ""
    if not finite:
        return f"{verb}{after}"
    if verb == "be":
        return f"{'are' if plural else 'is'}{' not' if negated else ''}{after}"
    if negated:
        return f"{'do' if plural else 'does'} not {verb}{after}"
    return f"{verb if plural else _THIRD_PERSON.get(verb, verb + 's')}{after}"


def _verb_and_rest(predicate: n.Predicate, *, listed: bool) -> tuple[str, str]:
    """`listed` allows `have the same A and B`, which is no list in a condition."""
    match predicate:
        case n.Has():
            first, *others = (field.text for field in predicate.fields)
            article = "" if _seems_plural(first) else f"{_article(first)} "
            rest = "".join(f" {predicate.joiner} {_article(other)} {other}" for other in others)
            return predicate.verb, f"{article}{first}{rest}"
        case n.HasNo():
            return predicate.verb, f"no {predicate.field.text}"
        case n.HasCount():
            where = f" where ({print_condition(predicate.where)})" if predicate.where else ""
            return predicate.verb, f"{_quantifier(predicate.quantifier)}{predicate.field.text}{where}"
        case n.Compare(operator=operator, value=value, tolerance=tolerance):
            word = "differ" if operator == "differ" else "equal" if predicate.equal else "be"
            return word, f"{_COMPARISONS[operator]}{print_value(value)}{_tolerance(tolerance)}"
        case n.Between():
            return "be", f"between {print_value(predicate.low)} and {print_value(predicate.high)}"
        case n.Near():
            return "be", f"within {print_value(predicate.distance)} of {print_value(predicate.value)}"
        case n.Timing():
            return "be", f"{predicate.operator} {print_value(predicate.value)}"
        case n.OneOf():
            return "be", f"one of {print_value(predicate.choices)}"
        case n.Is():
            return "be", predicate.word.text
        case n.Match():
            return "match", _pattern(predicate)
        case n.TextTest():
            word, *particle = predicate.operator.split()
            return word, " ".join([*particle, print_value(predicate.value)])
        case n.ContainOneOf():
            return "contain", f"one of {print_value(predicate.choices)}"
        case n.Agree():
            return "agree", _tolerance(predicate.tolerance).lstrip()
        case n.HaveSame():
            names = [field.text for field in predicate.fields]
            return "have", f"the same {_listed(names) if listed else ' and the same '.join(names)}"
        case n.Overlap():
            return "overlap", ""
        case n.AddUp():
            return "add", f"up to {print_value(predicate.total)}{_tolerance(predicate.tolerance)}"
        case n.Trend():
            word, *particle = predicate.direction.split()
            step = predicate.step
            by = [f"by {step.operator} {print_value(step.amount)}"] if step else []
            over = f"over {print_value(predicate.over)}" if predicate.over else "over time"
            return word, " ".join([*particle, *by, over])
    assert_never(predicate)


def _tolerance(tolerance: n.Tolerance | None) -> str:
    if tolerance is None:
        return ""
    return f" within {'rounding' if tolerance.amount is None else print_value(tolerance.amount)}"


def _pattern(match: n.Match) -> str:
    # A slash ends the pattern, unless it is escaped; every other escape is the pattern's own.
    inner = re.sub(r"\\.|/", lambda m: r"\/" if m.group() == "/" else m.group(), match.pattern)
    return f"/{inner}/{'i' if match.ignore_case else ''}"


# ------------------------------------------------------------------ conditions


def print_condition(condition: n.Condition) -> str:
    """`kind is direct and not anonymous`."""
    match condition:
        case n.And():
            return " and ".join(map(_part, condition.parts))
        case n.Or():
            return " or ".join(map(_part, condition.parts))
        case n.Not():
            return f"not {_part(condition.condition)}"
        case n.Says(subject=subject):
            if isinstance(subject, n.Subject):
                plural = _is_plural(subject.quantifier)
            else:
                plural = isinstance(subject, n.Path) and bool(subject.names) and _seems_plural(subject.names[-1].text)
            who = print_subject(subject) if isinstance(subject, n.Subject) else print_value(subject)
            says = print_predicate(condition.predicate, finite=True, negated=condition.negated, plural=plural)
            return f"{who} {says}"
        case n.ThereIs(quantifier=quantifier):
            verb = "are" if _is_plural(quantifier) else "is"
            return f"there {verb} {_existence(quantifier, condition.selection)}"
        case n.Holds():
            return print_value(condition.path)
    assert_never(condition)


def _part(condition: n.Condition) -> str:
    whole = isinstance(condition, n.And | n.Or | n.ThereIs)
    return f"({print_condition(condition)})" if whole else print_condition(condition)


def _where(condition: n.Condition | None) -> str:
    return "" if condition is None else f" where {print_condition(condition)}"


def _is_plural(quantifier: n.Quantifier) -> bool:
    return quantifier.word == "all" or quantifier.number not in (None, 1)


# ------------------------------------------------------------------ values


def print_value(value: n.Value) -> str:
    """`count of (quotes where anonymous) / 2`."""
    match value:
        case n.Path():
            return " ".join(filter(None, [value.start, _possessive([name.text for name in value.names])]))
        case n.Text():
            return _text(value)
        case n.NumberLiteral() | n.DateLiteral():
            return value.written
        case n.DurationLiteral():
            return f"{value.number} {value.unit}{'' if value.number in ('1', 'one') else 's'}"
        case n.PointsLiteral():
            return f"{value.number} point{'' if value.number == '1' else 's'}"
        case n.YesNoLiteral():
            return "yes" if value.value else "no"
        case n.ListLiteral():
            return f"({', '.join(map(_content, value.items))})"
        case n.Arithmetic():
            return _arithmetic(value)
        case n.Negative(value=inner):
            return f"-{print_value(inner)}" if isinstance(inner, n.Path) else f"-({print_value(inner)})"
        case n.Aggregate():
            return f"{value.function} of {_factor(value.selection)}"
        case n.Function():
            return f"{_FUNCTIONS[value.function]} {_factor(value.argument)}"
        case n.TimeBetween():
            return f"{value.unit} from {_factor(value.start)} to {_factor(value.end)}"
    assert_never(value)


def _arithmetic(value: n.Arithmetic) -> str:
    # Both kinds of operator take from the left: an equal one on the right needs its brackets.
    product = value.operator in "*/"
    left, right = print_value(value.left), _factor(value.right)
    if product and isinstance(value.left, n.Arithmetic) and value.left.operator in "+-":
        left = f"({left})"
    if not product and isinstance(value.right, n.Arithmetic) and value.right.operator in "*/":
        right = print_value(value.right)
    return f"{left} {value.operator} {right}"


def _factor(value: n.Value | n.Selection) -> str:
    if isinstance(value, n.Selection):
        plain = not value.same and value.where is None
        return print_selection(value) if plain else f"({print_selection(value)})"
    return f"({print_value(value)})" if isinstance(value, n.Arithmetic) else print_value(value)


# ------------------------------------------------------------------ words


def quote(text: str) -> str:
    r"""A text in quote marks, so that it reads back as the same.

    >>> print(quote('say "yes"'))
    "say \"yes\""
    """
    escaped = re.sub(r'(["“”\\])', r"\\\1", text)
    return f'"{escaped}"'


def _text(text: n.Text) -> str:
    return quote(text.value)


def _possessive(names: list[str]) -> str:
    owners = [f"{name}'" if name[-1] in "sS" else f"{name}'s" for name in names[:-1]]
    return " ".join([*owners, *names[-1:]])


def _names(names: tuple[n.Name, ...]) -> str:
    return ", ".join(name.text for name in names)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _seems_plural(name: str) -> bool:
    # Either form of a verb reads back as the same tree: a wrong guess costs an `are` for an `is`.
    return re.search("(?i)[^isu]s$", name) is not None


def _article(word: str) -> str:
    return "an" if re.match("(?i)[aeio]|u(?!ni|s)", word) else "a"
