"""Syntax trees for Hypothesis: every node that the language can write, in every place where it may stand.

The names are those of the built-in kinds and their fields, so that trees also show which words may be names.
"""

from __future__ import annotations

import string
from typing import Any

from hypothesis import strategies as st

from ruleck.source import Span
from ruleck.syntax import nodes as n

NOWHERE = Span(0, 0)
# Fields and kinds that have a keyword's name somewhere, and some that have not.
WORDS = [
    "name", "text", "date", "end", "value", "number", "until", "unit", "kind", "source", "sources", "percent",
    "points", "parts", "total", "field", "reason", "status", "place", "old", "new", "since", "from_date", "weekday",
    "age", "minor", "verb", "note", "id", "method", "mode", "start", "share", "label", "body", "role", "section",
    "change", "event", "article", "quote", "quotes", "estimates", "by", "series", "plural", "required", "as", "use",
    "rule", "define", "tags", "see", "order", "state",
]


def node(kind: Any, /, **parts: Any) -> st.SearchStrategy[Any]:
    """A strategy for one kind of node."""
    return st.builds(kind, span=st.just(NOWHERE), **parts)


def several(part: st.SearchStrategy[Any], least: int = 1, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(part, min_size=least, max_size=most).map(tuple)


def maybe(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | part


names = node(n.Name, text=st.sampled_from(WORDS) | st.from_regex(r"\A[b-df-hj-km-np-z][a-z]{3}(-|_)[a-z]{2,4}\Z"))
# What a quoted text can mean: anything but a line break, which reads as a space.
texts = node(n.Text, value=st.text(string.ascii_letters + " .,#/\\\"'“”é", max_size=12))
numbers = node(n.NumberLiteral, written=st.sampled_from(["3", "1,000", "2.5", "-4", "5%", "3 million", "two", "2017"]))
dates = node(n.DateLiteral, written=st.sampled_from(["2017-12-05", "2017-12", "2017-12-05T10:30Z"]))
durations = node(
    n.DurationLiteral,
    number=st.sampled_from(["1", "3", "two"]),
    unit=st.sampled_from(["day", "week", "month", "year"]),
)
points = node(n.PointsLiteral, number=st.sampled_from(["1", "5", "2.5"]))
yes_no = node(n.YesNoLiteral, value=st.booleans())
literals = texts | numbers | dates | durations | yes_no

paths = (
    node(n.Path, names=several(names), start=st.sampled_from(["", "its", "this"]))
    | node(n.Path, names=several(names))
    | node(n.Path, names=st.just(()), start=st.just("it"))
)
plain_paths = node(n.Path, names=several(names, most=2))
choices = node(n.ListLiteral, items=several(literals | paths)) | paths


def _values(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return (
        node(n.Arithmetic, operator=st.sampled_from("+-*/"), left=inner, right=inner)
        | node(n.Negative, value=inner)
        | node(
            n.Aggregate,
            function=st.sampled_from(["count", "sum", "smallest", "largest", "earliest", "latest", "average"]),
            selection=node(n.Selection, path=paths, same=st.just(()) | several(plain_paths), where=st.none()),
        )
        | node(
            n.Function,
            function=st.sampled_from(["length", "words", "weekday", "year", "lower case"]),
            argument=inner,
        )
        | node(n.TimeBetween, unit=st.sampled_from(["days", "weeks", "months", "years"]), start=inner, end=inner)
    )


values = st.recursive(paths | literals, _values, max_leaves=4)
distances = values | points


def is_bare_word(value: n.Value) -> bool:
    """Whether `be VALUE` is `be WORD`, which the vocabulary settles."""
    return isinstance(value, n.Path) and len(value.names) == 1 and not value.start


tolerances = node(n.Tolerance, amount=maybe(distances))
counted_words = st.sampled_from(["at least", "at most", "exactly", "more than", "fewer than"])
verbs = st.sampled_from(["have", "name", "give", "cite", "state"])


def _predicates(conditions: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        node(n.Has, verb=verbs, fields=several(names, most=1)),
        node(n.Has, verb=verbs, fields=several(names, least=2), joiner=st.sampled_from(["and", "or"])),
        node(n.HasNo, verb=verbs, field=names),
        node(
            n.HasCount,
            verb=verbs,
            quantifier=node(n.Quantifier, word=counted_words, number=st.integers(0, 12)),
            field=names,
            where=maybe(conditions),
        ),
        node(n.Compare, operator=st.just("="), value=values, equal=st.just(True), tolerance=maybe(tolerances)),
        node(n.Compare, operator=st.just("="), value=values, tolerance=tolerances),
        node(n.Compare, operator=st.just("="), value=values.filter(lambda v: not is_bare_word(v))),
        node(n.Compare, operator=st.sampled_from(["differ", "same", "<", "<=", ">", ">="]), value=values),
        node(n.Between, low=values, high=values),
        node(n.Near, distance=distances, value=values),
        node(
            n.Timing,
            operator=st.sampled_from(["before", "after", "on or before", "on or after", "during"]),
            value=values,
        ),
        node(n.OneOf, choices=choices),
        node(n.Is, word=names),
        node(n.Match, pattern=st.from_regex(r"\A(\\[dwsb.]|[a-z|()\[\]#\"'/“]){1,8}\Z"), ignore_case=st.booleans()),
        node(
            n.TextTest,
            operator=st.sampled_from(["contain", "start with", "end with", "appear in"]),
            value=values,
        ),
        node(n.ContainOneOf, choices=choices),
        node(n.Agree, tolerance=maybe(tolerances)),
        node(n.HaveSame, fields=several(names)),
        node(n.Overlap),
        node(n.AddUp, total=values, tolerance=maybe(tolerances)),
        node(
            n.Trend,
            direction=st.sampled_from(["increase", "decrease", "stay the same"]),
            step=maybe(
                node(
                    n.Step,
                    operator=st.sampled_from(["at least", "at most", "more than", "less than"]),
                    amount=distances,
                )
            ),
            over=maybe(paths),
        ),
    )


quantities = node(n.Quantifier, word=st.sampled_from(["every", "all", "some"])) | node(
    n.Quantifier, word=counted_words, number=st.integers(0, 12), of=st.booleans()
)
some_of = node(n.Quantifier, word=st.sampled_from(["all", "some"]), of=st.just(True))
none_of = node(n.Quantifier, word=st.just("none"), of=st.just(True))
existing = node(n.Quantifier, word=st.sampled_from(["some", "none"])) | node(
    n.Quantifier, word=counted_words, number=st.integers(0, 12)
)


def _conditions(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    quantified = node(
        n.Subject,
        quantifier=quantities | some_of | none_of,
        selection=node(n.Selection, path=paths),
    )
    return st.one_of(
        node(n.And, parts=several(inner, least=2)),
        node(n.Or, parts=several(inner, least=2)),
        node(n.Not, condition=inner),
        node(n.Says, subject=values | quantified, predicate=_predicates(inner), negated=st.booleans()),
        node(n.ThereIs, quantifier=existing, selection=node(n.Selection, path=paths, where=maybe(inner))),
    )


conditions = st.recursive(node(n.Holds, path=paths), _conditions, max_leaves=4)
predicates = _predicates(conditions)
demands = node(
    n.Demand,
    predicate=predicates,
    adverb=st.sampled_from(["", "certainly", "possibly"]),
    negated=st.booleans(),
)
selections = node(
    n.Selection,
    path=paths,
    same=st.just(()) | several(plain_paths),
    where=maybe(conditions),
)
at_most = node(n.Quantifier, word=st.just("at most"), number=st.integers(0, 12), of=st.booleans())
bare = node(n.Quantifier, word=st.just("bare"))
subjects = node(n.Subject, quantifier=quantities | some_of | bare, selection=selections)
sentences = st.one_of(
    node(
        n.Must,
        subject=subjects,
        modal=st.sampled_from(["must", "should"]),
        demands=several(demands, most=1),
    ),
    node(
        n.Must,
        subject=subjects | node(n.ValueSubject, value=values.filter(lambda v: not isinstance(v, n.Path))),
        modal=st.sampled_from(["must", "should"]),
        demands=several(demands, least=2),
        joiner=st.sampled_from(["and", "or"]),
    ),
    node(
        n.Must,
        subject=node(n.Subject, quantifier=at_most, selection=selections),
        modal=st.just("may"),
        demands=several(node(n.Demand, predicate=predicates), most=1),
    ),
    node(n.NoMay, selection=selections, demand=node(n.Demand, predicate=predicates)),
    node(
        n.ThereMust,
        modal=st.sampled_from(["must", "should"]),
        quantifier=existing,
        selection=node(n.Selection, path=paths, where=maybe(conditions)),
        adverb=st.sampled_from(["", "certainly", "possibly"]),
    ),
)

# ------------------------------------------------------------------ rules and files


def _contents(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    record = node(n.ObjectLiteral, pairs=several(node(n.Pair, name=names, value=inner), least=0))
    return (
        record | node(n.FactLiteral, kind=names, value=record) | node(n.ListLiteral, items=several(inner, least=0))
    )


contents = st.recursive(literals | plain_paths | node(n.OpenLiteral), _contents, max_leaves=4)
facts = node(
    n.FactLiteral,
    kind=names,
    value=node(n.ObjectLiteral, pairs=several(node(n.Pair, name=names, value=contents), least=0)),
)
examples = node(
    n.Example,
    outcome=st.sampled_from(["accepts", "rejects", "leaves undecided", "ignores"]),
    name=maybe(texts),
    facts=several(facts),
)
ids = node(n.Name, text=st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,10}\Z"))
body = {
    "across": st.booleans(),
    "for_each": maybe(node(n.ForEach, names=several(plain_paths), where=maybe(conditions))),
    "when": maybe(conditions),
    "sentence": sentences,
    "unless": several(conditions, least=0, most=2),
    "because": maybe(texts),
    "examples": several(examples, least=0, most=2),
    "sentence_text": st.just(""),
}
rules = node(
    n.Rule,
    id=ids,
    summary=maybe(texts),
    severity=st.sampled_from([None, "error", "warning", "info"]),
    tags=several(ids, least=0),
    see=several(texts, least=0, most=2),
    **body,
) | node(
    n.Rule,
    id=st.none(),
    summary=st.none(),
    severity=st.none(),
    tags=st.just(()),
    see=st.just(()),
    **body,
)
definitions = (
    node(n.Define, name=names, values=several(values))
    | node(n.Define, name=names, file=texts)
    | node(n.Define, name=names, subset=node(n.Selection, path=paths, where=conditions))
)
types = (
    node(n.TypeName, names=several(names), list_of=st.booleans())
    | node(n.TypeName, names=st.just((n.Name(text="yes/no", span=NOWHERE),)), list_of=st.booleans())
    | node(n.TypeName, choices=several(names | texts), list_of=st.booleans())
)
fields = node(n.FieldDecl, name=names, type=types) | node(
    n.FieldDecl, name=names, type=types, required=st.just(True)
)
kinds = node(
    n.KindDecl,
    name=names,
    plural=maybe(names),
    fields=several(fields),
    series=maybe(node(n.SeriesDecl, value=names, over=names, by=several(names, least=0))),
)
statements = rules | definitions | kinds | node(n.Use, path=texts)
files = node(n.RuleFile, statements=several(statements))
