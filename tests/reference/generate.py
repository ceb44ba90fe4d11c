"""Rules of the reference's tree by construction, each with documents that give it something to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from hypothesis import strategies as st

import tests.reference.predicates as p
import tests.reference.sentences as s
from tests.reference.documents import Draw, Manner, documents

PERIODS = ["2017", "2017-01", "2017-01-02", "2016"]
DATE_WORDS = ["before", "after", "on or before", "on or after", "during"]
NUMBER_WORDS = ["be", "equal", "differ from", "more than", "less than", "at least", "at most"]
COUNT_WORDS = ["at least", "at most", "exactly"]


def lit(n: int) -> p.Lit:
    return p.Lit("number", str(n))


small = st.integers(0, 6)
few = st.integers(0, 3)


def number_tests(*others: p.Value) -> st.SearchStrategy[p.Predicate]:
    values: st.SearchStrategy[p.Value] = small.map(lit)
    if others:
        values = st.one_of(values, st.sampled_from(others))
    return st.one_of(
        st.builds(p.Compare, st.sampled_from([*NUMBER_WORDS, "the same as"]), values),
        st.builds(p.Compare, st.sampled_from(NUMBER_WORDS), values),
        st.tuples(small, small).map(lambda q: p.Between(lit(min(q)), lit(max(q)))),
        st.builds(p.Near, values, st.integers(0, 3), st.just(False), st.booleans()),
        st.builds(p.Near, small.map(lit), st.sampled_from([10, 50]), st.just(True)),
    )


def date_tests(*others: p.Ref) -> st.SearchStrategy[p.Predicate]:
    periods: st.SearchStrategy[Any] = st.sampled_from(PERIODS).map(lambda w: p.Lit("period", w))
    refs = (p.Ref(("article", "published")), *others)
    return st.one_of(
        st.builds(p.Timed, st.sampled_from(DATE_WORDS), periods),
        st.builds(p.Timed, st.sampled_from(DATE_WORDS[:4]), st.sampled_from(refs)),
        st.builds(p.NearDate, st.sampled_from([1, 30]), st.sampled_from(refs)),
        st.sampled_from([("2016", "2017-01"), ("2017-01-02", "2017-01-03"), ("2017", "2017")]).map(
            lambda q: p.Between(p.Lit("period", q[0]), p.Lit("period", q[1]))
        ),
    )


text_tests = st.one_of(
    st.builds(
        p.Compare,
        st.sampled_from(["be", "differ from"]),
        st.sampled_from(["said", "told"]).map(lambda w: p.Lit("text", w)),
    ),
    st.sampled_from([("said",), ("said", "told"), ("shouted",)]).map(p.OneOf),
)
presence = st.sampled_from([p.Be("given"), p.Be("missing")])
verbs = st.sampled_from(["have", "name", "give", "cite", "state"])


def official_count(word: str, n: int, official: bool) -> p.HasCount:
    return p.HasCount(word, n, "sources", p.Flag("official") if official else None)


OLD = p.Ref(("old",))
LIST_WORDS = [*COUNT_WORDS, "more than", "fewer than"]
speaker_or_source = st.sampled_from([("speaker",), ("source",), ("speaker", "source")])


def of(*predicates: p.Predicate) -> st.SearchStrategy[p.Predicate]:
    return st.sampled_from(predicates)


Tests: TypeAlias = tuple[str, tuple[str, ...], st.SearchStrategy[p.Predicate]]

# For each kind: a path from it and the predicates that fit what the path ends in.
TESTS: list[Tests] = [
    ("quote", (), st.builds(p.Has, verbs, speaker_or_source, st.sampled_from(["and", "or"]))),
    ("quote", (), st.just(p.HasNo("verb"))),
    ("quote", ("verb",), st.one_of(text_tests, presence)),
    ("quote", ("kind",), of(p.Be("direct"), p.Be("fragment"))),
    ("quote", ("said_on",), date_tests()),
    (
        "quote",
        ("speaker",),
        of(p.Be("known"), p.Be("given"), p.Be("minor"), p.Has("have", ("title",)), p.HasNo("role")),
    ),
    ("quote", ("speaker", "title"), presence),
    ("quote", ("speaker", "birth_date"), date_tests()),
    ("source", (), of(p.Be("official"), p.Be("anonymous"), p.Has("give", ("reason",)), p.HasNo("reason"))),
    ("source", ("type",), of(p.Be("person"), p.Be("document"))),
    ("claim", (), st.builds(official_count, st.sampled_from(LIST_WORDS), few, st.booleans())),
    ("claim", (), of(p.Be("serious"), p.Has("name", ("topic",)))),
    ("claim", ("made_on",), date_tests()),
    ("estimate", ("value",), number_tests(p.Ref(("margin",)), p.Sum(p.Ref(("margin",)), "+", lit(1)))),
    ("estimate", ("margin",), number_tests()),
    ("estimate", ("as_of",), date_tests()),
    ("figure", ("value",), number_tests(p.Ref(("estimate", "value")), p.Ref(("estimate", "margin")))),
    ("figure", ("value",), of(p.Rounded(p.Ref(("estimate", "value"))))),
    ("change", ("new",), number_tests(OLD, p.Sum(OLD, "-", p.Ref(("points",))), p.Sum(OLD, "+", lit(2)))),
    ("change", ("until",), date_tests(p.Ref(("since",)))),
    ("event", ("date",), date_tests(p.Ref(("end",)))),
    ("person", (), of(p.Be("minor"), p.Has("have", ("title", "role")), p.HasNo("role"))),
    ("poll", ("sample",), number_tests()),
    ("poll", ("end",), date_tests(p.Ref(("start",)))),
]
YES_NO = {"source": ["anonymous", "official"], "claim": ["serious"], "estimate": ["cumulative"], "person": ["minor"]}


@st.composite
def simple_conditions(draw: Draw, kind: str) -> p.Condition:
    fits = [(path, t) for k, path, t in TESTS if k == kind and path]
    if kind in YES_NO and (not fits or draw(st.booleans())):
        return p.Flag(draw(st.sampled_from(YES_NO[kind])))
    path, tests = draw(st.sampled_from(fits))
    predicate = draw(tests)
    # `speaker has a title` is said of a link; the percent forms ask for bounded documents, which conditions leave free.
    if isinstance(predicate, p.Near) and predicate.percent:
        predicate = p.Near(predicate.value, 1)
    return p.Says(p.Ref(path), predicate)


def conditions(kind: str) -> st.SearchStrategy[p.Condition]:
    simple = simple_conditions(kind)
    joined = st.builds(p.Joined, st.sampled_from(["and", "or"]), st.tuples(simple, simple))
    members: list[st.SearchStrategy[Any]] = [simple, simple, simple, joined, simple.map(p.Not)]
    if kind == "claim":
        words = st.sampled_from(["some", "all", "none", "at least", "at most", "exactly"])
        members.append(
            st.builds(p.OfList, words, few, st.just("sources"), st.sampled_from([p.Be("official"), p.Be("anonymous")]))
        )
    return st.one_of(members)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def seldom(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A condition on the whole rule: most rules are to say something."""
    return st.one_of(st.none(), st.none(), st.none(), strategy)


there = st.one_of(
    st.builds(p.There, st.sampled_from(["a", "no"]), st.just(1), st.just("source"), maybe(simple_conditions("source"))),
    st.builds(
        p.There, st.sampled_from(COUNT_WORDS), st.integers(2, 3), st.just("source"), maybe(simple_conditions("source"))
    ),
)
of_article = st.one_of(
    st.just(p.Says(p.Ref(("article", "section")), p.Compare("be", p.Lit("text", "world")))),
    date_tests()
    .filter(lambda q: not isinstance(getattr(q, "value", None), p.Ref))
    .map(lambda q: p.Says(p.Ref(("article", "published")), q)),
    there,
)
adverbs = st.sampled_from(["", "", "", "certainly", "possibly"])


@st.composite
def each_rules(draw: Draw, of_tests: Sequence[Tests] = TESTS) -> s.Rule:
    kind, path, tests = draw(st.sampled_from(of_tests))
    n = draw(st.sampled_from([1, 1, 1, 2]))
    adverb = draw(adverbs) if n == 1 else ""
    demands = tuple(s.Demand(draw(tests), draw(st.integers(0, 3)) == 0, adverb) for _ in range(n))
    where = draw(maybe(conditions(kind)))
    if draw(st.integers(0, 4)) == 0:
        sentence: s.Sentence = s.NoMay(kind, path, where, draw(tests))
    else:
        quantifier = draw(st.sampled_from(["", "every", "each", "all"]))
        sentence = s.Each(quantifier, kind, path, where, demands, draw(st.sampled_from(["and", "or"])))
    unless = draw(maybe(simple_conditions(kind)))
    return s.Rule(sentence, draw(seldom(of_article)), unless)


FACT_TESTS = [(k, t) for k, path, t in TESTS if not path]


@st.composite
def counting_rules(draw: Draw) -> s.Rule:
    kind, tests = draw(st.sampled_from(FACT_TESTS))
    where = draw(maybe(conditions(kind)))
    word = draw(st.sampled_from([*COUNT_WORDS, "some"]))
    n = draw(st.integers(1, 3))
    sentence: s.Sentence
    if draw(st.booleans()):
        sentence = s.Counted(word, n, kind, where, s.Demand(draw(tests), draw(st.integers(0, 3)) == 0, draw(adverbs)))
    else:
        sentence = s.Existence(draw(st.sampled_from(["a", "no", *COUNT_WORDS])), n, kind, where)
    return s.Rule(sentence, draw(seldom(of_article)), draw(seldom(there)))


@st.composite
def total_rules(draw: Draw) -> s.Rule:
    function = draw(st.sampled_from(["count", "sum", "smallest", "largest"]))
    kind, name = draw(
        st.sampled_from([("figure", "value"), ("estimate", "value"), ("change", "old"), ("poll", "sample")])
    )
    if function == "count":
        kind, name = draw(st.sampled_from(["quote", "source", "claim", "estimate"])), ""
    where = draw(st.one_of(st.none(), conditions(kind), conditions(kind)))
    sentence = s.Total(
        function,
        kind,
        name,
        where,
        draw(st.sampled_from(["at most", "at least", "more than", "less than"])),
        str(draw(small)),
    )
    return s.Rule(sentence, draw(seldom(of_article)))


@st.composite
def for_each_rules(draw: Draw) -> s.Rule:
    choice = draw(st.integers(0, 4))
    amount = st.sampled_from([None, 1, 2])
    body: Any
    if choice == 0:
        kind = "claim"
        word = draw(st.sampled_from(["all", "some", *COUNT_WORDS]))
        test = draw(st.sampled_from([p.Be("official"), p.Be("anonymous"), p.Has("give", ("reason",))]))
        body = s.ItsMembers(word, draw(st.integers(1, 2)), "sources", s.Demand(test, draw(st.integers(0, 3)) == 0))
    elif choice == 1:
        kind = "breakdown"
        body = s.ItsAddUp("parts", "value", p.Ref(("total",), its=True), draw(amount))
        if body.amount and draw(st.booleans()):
            body = s.ItsAddUp("parts", "value", body.value, 10, True)
    elif choice == 2:
        kind = "breakdown"
        function = draw(st.sampled_from(["sum", "smallest", "largest"]))
        body = s.ItsTotal(function, "parts", "value", draw(st.sampled_from(NUMBER_WORDS)), p.Ref(("total",), its=True))
    elif choice == 3:
        kind = "claim"
        body = s.ItsTotal("count", "sources", "", draw(st.sampled_from(NUMBER_WORDS[3:])), lit(draw(few)))
    else:
        kind, path, tests = draw(st.sampled_from([t for t in TESTS if len(t[1]) == 1]))
        body = s.ItsField(path, s.Demand(draw(tests), draw(st.integers(0, 3)) == 0))
    where = draw(maybe(conditions(kind))) if kind != "breakdown" else None
    return s.Rule(s.ForEach(kind, where, body), draw(seldom(of_article)))


# A kind to go through, one to look in, a field there, and what of the fact at hand it is to be.
MATCHES = [
    ("person", "quote", "speaker", p.Ref(("person",), this=True)),
    ("person", "mention", "entity", p.Ref(("person",), this=True)),
    ("figure", "estimate", "value", p.Ref(("figure", "value"))),
    ("figure", "change", "new", p.Ref(("figure", "value"))),
    ("mention", "person", "title", p.Ref(("mention", "title"))),
]


@st.composite
def matching_rules(draw: Draw) -> s.Rule:
    kind, other, name, value = draw(st.sampled_from(MATCHES))
    relations = ["be", "be", "the same as", "at most"] if name in ("value", "new") else ["be"]
    total = draw(st.booleans())
    word = draw(st.sampled_from(COUNT_WORDS[:2] if total else ["a", "no", *COUNT_WORDS]))
    number = 1 if word in ("a", "no") else draw(st.integers(1, 2))
    body = s.ItsMatches(word, number, other, name, draw(st.sampled_from(relations)), value, total)
    return s.Rule(s.ForEach(kind, None, body), draw(seldom(of_article)))


@st.composite
def trends(draw: Draw, over: str = "", *, of_dates: bool = False) -> s.Trend:
    direction = draw(st.sampled_from(["increase", "decrease", "decrease", "stay the same"]))
    negated = direction != "stay the same" and draw(st.integers(0, 3)) == 0
    step, amount, percent = "", 0, False
    if not negated and direction != "stay the same" and not of_dates and draw(st.integers(0, 2)) == 0:
        step = draw(st.sampled_from(["at least", "at most", "more than"]))
        percent = draw(st.booleans())
        amount = draw(st.sampled_from([10, 50])) if percent else draw(st.integers(1, 3))
    return s.Trend(direction, negated, draw(adverbs), step, amount, percent, over)


@st.composite
def series_rules(draw: Draw) -> s.Rule:
    where: Any = None
    if draw(st.integers(0, 3)):
        kind, name = "estimate", draw(st.sampled_from(["", "value"]))
        keys = draw(st.sampled_from([None, ("subject",), ("subject", "unit"), ("subject", "unit", "place")]))
        predicate = draw(trends())
        where = draw(maybe(conditions(kind))) if draw(st.booleans()) else None
    elif draw(st.booleans()):
        kind, name, keys, predicate = "poll", "sample", None, draw(trends("start"))
    else:
        kind, name, keys, predicate = "poll", "end", None, draw(trends("start", of_dates=True))
    sentence = s.Grouped(kind, name, keys, draw(st.booleans()), where, predicate)
    return s.Rule(sentence, draw(seldom(of_article)))


@st.composite
def group_rules(draw: Draw) -> s.Rule:
    kind, name, keys, predicate = draw(
        st.sampled_from(
            [
                ("estimate", "value", ("subject",), s.Agree()),
                ("estimate", "value", ("subject", "unit"), s.Agree()),
                ("estimate", "value", ("subject",), s.Agree(10)),
                ("event", "date", ("name",), s.Agree()),
                ("quote", "verb", ("speaker",), s.Agree()),
                ("mention", "", ("entity",), s.SameField("title")),
                ("estimate", "", ("subject",), s.SameField("place")),
                ("person", "name", None, s.Unique()),
                ("quote", "verb", None, s.Unique()),
                ("change", "old", None, s.Unique()),
                ("poll", "", None, s.NoOverlap()),
                ("poll", "", None, s.NoOverlap()),
                ("poll", "", ("question",), s.NoOverlap()),
            ]
        )
    )
    with_same = isinstance(predicate, s.SameField | s.NoOverlap) or draw(st.booleans())
    where = draw(maybe(conditions(kind))) if kind in ("estimate", "quote") else None
    if kind == "estimate" and draw(st.booleans()):
        where = p.Flag("cumulative")
    sentence = s.Grouped(kind, name, keys, with_same, where, predicate)
    return s.Rule(sentence, draw(seldom(of_article)))


FAMILIES = [
    each_rules(),
    counting_rules(),
    total_rules(),
    for_each_rules(),
    matching_rules(),
    series_rules(),
    group_rules(),
]
rules = st.one_of(FAMILIES)


def kinds_of(rule: s.Rule) -> list[str]:
    kinds = [rule.sentence.kind]
    if isinstance(rule.sentence, s.ForEach) and isinstance(rule.sentence.body, s.ItsMatches):
        kinds.append(rule.sentence.body.kind)
    if "source" in rule.text():
        kinds.append("source")
    return kinds


def manner_of(rule: s.Rule) -> st.SearchStrategy[Manner]:
    """A percentage is of values that are not negative, so its documents have no bound without a lower end."""
    exact = st.just(True) if "rounding" in rule.text() else st.booleans()
    ends = st.just(False) if "%" in rule.text() else st.booleans()
    stated = st.sampled_from([3, 15])
    return st.builds(Manner, ends=ends, opens=st.booleans(), exact=exact, stated=stated, alike=st.booleans())


@st.composite
def cases(draw: Draw, drawn_from: st.SearchStrategy[s.Rule] = rules) -> tuple[s.Rule, dict[str, Any]]:
    """A rule and a document that has facts for it."""
    rule = draw(drawn_from)
    manner = draw(manner_of(rule))
    return rule, draw(documents(kinds_of(rule), manner))


@st.composite
def several(
    draw: Draw, drawn_from: st.SearchStrategy[s.Rule] = rules, *, uncertain: bool = False
) -> list[tuple[s.Rule, dict[str, Any]]]:
    """A rule with each of some documents; `uncertain` ones state nearly all, and much of it without certainty."""
    rule = draw(drawn_from)
    manner = draw(manner_of(rule))
    if uncertain:
        manner = replace(manner, opens=True, exact="rounding" in rule.text(), stated=15)
    how_many = 4 if draw(st.integers(0, 7)) else 1
    return [(rule, draw(documents(kinds_of(rule), manner))) for _ in range(how_many)]


@st.composite
def across_cases(draw: Draw) -> tuple[s.Rule, list[dict[str, Any]]]:
    """A rule that reads across articles, and the articles. (Links are left out: records are the same by name there.)"""
    rule = draw(st.one_of(series_rules(), each_rules(), total_rules()).filter(lambda r: "article" not in r.text()))
    rule = s.Rule(rule.sentence, None, rule.unless, across=True)
    manner = draw(manner_of(rule))
    names = ["monday", "tuesday", "friday"][: draw(st.integers(1, 3))]
    return rule, [draw(documents(kinds_of(rule), manner, article=name, most=2)) for name in names]


def completable(rule: s.Rule) -> bool:
    """Whether filling in must keep a decided verdict: no adverb, nothing about what is *said*."""
    text = rule.text()
    return not any(word in text for word in ("certainly", "possibly", "the same", "agree"))


def bare_rules(kind: str, path: tuple[str, ...], *predicates: p.Predicate) -> st.SearchStrategy[s.Rule]:
    """Rules that demand just one of these of every fact, or deny it."""
    demands = st.builds(s.Demand, of(*predicates), st.booleans()).map(lambda d: (d,))
    return st.builds(s.Each, st.just("every"), st.just(kind), st.just(path), st.none(), demands).map(s.Rule)


LEFT = p.Ref(("old",))
COMPARED = [p.Compare(w, LEFT) for w in ("less than", "more than", "at least", "at most", "equal")]
ALIKE = p.Compare("the same as", LEFT)
DIFFERENCE = p.Sum(LEFT, "-", p.Ref(("points",)))


def number_rules() -> st.SearchStrategy[s.Rule]:
    """Two numbers compared, and nothing else."""
    return st.one_of(
        bare_rules("change", ("new",), *COMPARED, ALIKE, ALIKE, p.Near(LEFT, 1), p.Near(LEFT, 2, turned=True)),
        bare_rules("figure", ("value",), p.Rounded(p.Ref(("estimate", "value")))),
    )


def difference_rules() -> st.SearchStrategy[s.Rule]:
    """A number compared with a difference of two."""
    return bare_rules("change", ("new",), *(p.Compare(w, DIFFERENCE) for w in ("less than", "at least")))


NEAR_SINCE = [p.NearDate(days, p.Ref(("since",))) for days in (1, 30)]


def date_rules() -> st.SearchStrategy[s.Rule]:
    """Two dates compared, and nothing else."""
    since = p.Ref(("since",))
    return st.one_of(
        bare_rules("change", ("until",), *(p.Timed(word, since) for word in DATE_WORDS[:4]), *NEAR_SINCE),
        bare_rules("event", ("date",), *(p.Timed(word, p.Lit("period", "2017-01")) for word in DATE_WORDS)),
    )


def text_rules() -> st.SearchStrategy[s.Rule]:
    """A text compared with one in the rule."""
    return bare_rules("quote", ("verb",), p.Compare("be", p.Lit("text", "said")), p.OneOf(("said", "told")))


def percent_rules() -> st.SearchStrategy[s.Rule]:
    """Rules of which the amount is in per cent."""
    steps = st.builds(
        s.Trend,
        st.sampled_from(["increase", "decrease"]),
        step=st.sampled_from(["at least", "at most", "more than"]),
        amount=st.sampled_from([10, 50]),
        percent=st.just(True),
    )
    series = steps.map(lambda trend: s.Rule(s.Grouped("estimate", "value", ("subject",), False, None, trend)))
    parts = s.ItsAddUp("parts", "value", p.Ref(("total",), its=True), 10, percent=True)
    return st.one_of(
        series,
        series,
        bare_rules("change", ("new",), p.Near(LEFT, 10, percent=True), p.Near(LEFT, 50, percent=True)),
        st.just(s.Rule(s.ForEach("breakdown", None, parts))),
        st.just(s.Rule(s.Grouped("estimate", "value", ("subject",), True, None, s.Agree(10)))),
    )
