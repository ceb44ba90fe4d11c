"""What a lint claims is looked for in documents: a counterexample would show a lint that is not certain.

The kind below has a field of each type; its facts take every mix of a few values, uncertain ones among them, so that
conditions made of a few constants contradict, repeat and contain one another often.
"""

from __future__ import annotations

import random
from functools import cache

from hypothesis import Phase, event, example, given, settings
from hypothesis import strategies as st

from ruleck.evaluate.run import Evaluation
from ruleck.evaluate.truths import truth
from ruleck.evaluate.world import World
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import Settings, read_mapping
from ruleck.facts.record import Story
from ruleck.gathering import read_used
from ruleck.lint.meaning import meaning
from ruleck.lint.reviewed import review
from ruleck.lint.run import Files, fix, lint
from ruleck.meaning import program as p
from ruleck.meaning.compile import compile_files
from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.parse import parse
from ruleck.values.truth import Truth

PEOPLE = [{"name": "Ada"}, {"name": "Bob", "role": "clerk"}]
KIND = """\
kind reading:
  label text
  low number
  high number
  size count
  sure yes/no, no unless said
  open yes/no
  mood one of (calm, wild, odd)
  day date
  by person
"""
# Why an example fails is told by its message: looking for what matters in it takes minutes.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]
VALUES: dict[str, list[object]] = {
    "label": [None, "a", "b", "?"],
    "low": [None, 0, 1, 2, 3, "1-2", "0-3", "at least 2", "less than 1", "?"],
    "high": [None, 0, 1, 2, "1-3", "more than 1", "?"],
    "size": [None, 0, 1, 2, 3, "1-2", "more than 1", "?"],
    "sure": [None, True, False, "?"],
    "open": [None, True, False, "?"],
    "mood": [None, "calm", "wild", "odd", "?"],
    "day": [None, "2016-12-31", "2017-01-01", "2017-01-15", "2017-02-01", "2017-01", "2016", "2017-01/2017-02", "?"],
    "by": [None, "Ada", "Bob", "Cleo", "?"],
}


def reading(chance: random.Random) -> dict[str, object]:
    fields = {name: chance.choice(values) for name, values in VALUES.items()}
    return {name: value for name, value in fields.items() if value is not None}


def story(readings: list[dict[str, object]]) -> Story:
    found, mistakes = read_mapping({"people": PEOPLE, "readings": readings}, compiled("")[0].vocabulary, Settings())
    assert found is not None, mistakes
    return found


@cache
def many() -> Story:
    chance = random.Random(17)
    return story([reading(chance) for _ in range(500)])


@cache
def few() -> list[Story]:
    chance = random.Random(18)
    return [story([reading(chance) for _ in range(chance.randint(1, 4))]) for _ in range(80)]


def compiled(rules: str) -> tuple[p.Program, Source]:
    source = Source("rules", KIND + rules)
    program, mistakes = compile_files([source], builtin_vocabulary(), read_used)
    assert not mistakes, mistakes[0].message
    return program, source


# ------------------------------------------------------------------ conditions

NUMBERS = st.sampled_from(["0", "1", "1.5", "2", "3"])
ORDER = ["is", "is not", "is less than", "is at most", "is more than", "is at least", "equals"]
DAYS = st.sampled_from(["2016", "2017", "2017-01", "2017-01-01", "2017-01-15", "2017-02"])
WHEN = ["is before", "is after", "is on or before", "is on or after", "is during", "is"]
# Conditions on one theme meet one another more often than any two.
THEMES = [
    st.tuples(st.just("low"), st.sampled_from(ORDER), NUMBERS).map(" ".join),
    st.tuples(st.just("size"), st.sampled_from(ORDER), NUMBERS).map(" ".join),
    st.tuples(st.just("day"), st.sampled_from(WHEN), DAYS).map(" ".join),
    st.tuples(st.sampled_from(["low", "size"]), st.sampled_from(ORDER)).map(lambda t: f"{t[0]} {t[1]} high"),
    st.sampled_from(["by is known", "by is given", "by is missing", "by's role is given", "by's name is missing"]),
    st.sampled_from(["mood is calm", "mood is not wild", "mood is one of (calm, wild)", "mood is one of (wild, odd)"]),
    st.sampled_from(["sure", "not sure", "sure is given", "open", "not open", "open is missing"]),
    st.sampled_from(['label is "a"', 'label is not "a"', 'label is one of ("a", "b")', 'label contains "a"']),
    st.sampled_from(['label starts with "a"', 'label ends with "a"', 'label contains "a"', "label is given"]),
    st.sampled_from(["low + high is at least 2", "low - high is at least 2", "low + high is at most 2"]),
    st.sampled_from(["(there is a reading where sure)", "(there are at least 2 readings where sure)"]),
    st.sampled_from(["(there is no reading where sure)", "count of (readings where sure) is at least 1"]),
    st.sampled_from(["size is one of (1, 2)", "size is at least 1", "low is between 1 and 2", "low is more than 1"]),
]
MISSING = st.tuples(st.sampled_from(list(VALUES)), st.sampled_from(["is given", "is missing"])).map(" ".join)


def made_of(atoms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
            inner.map(lambda c: f"not ({c})"),
        ),
        max_leaves=4,
    )


MIXED = made_of(st.one_of(*THEMES, MISSING))
CONDITIONS = st.one_of(MIXED, *[made_of(theme) for theme in THEMES])
PAIRS = st.one_of(st.tuples(MIXED, MIXED), *[st.tuples(made_of(theme), made_of(theme)) for theme in THEMES])


def truths(rule: p.Rule, condition: p.Condition) -> list[Truth]:
    """What a filter says of each of many readings."""
    found = many()
    members = rule.body.members
    assert members is not None
    test = truth(condition)
    world = World(found.records)
    # What asks about all readings has one answer for all of them; every slot holds the reading at hand.
    return [test([found.article, *[record] * rule.slots, world]) for record in found.records["reading"][:250]]


def filters(*conditions: str) -> tuple[list[tuple[p.Rule, p.Condition]], list[n.Rule], Source, p.Program]:
    rules = "".join(f"rule r{i}: readings where {c} must give a label\n" for i, c in enumerate(conditions))
    program, source = compiled(rules)
    nodes = [s for s in parse(source)[0].statements if isinstance(s, n.Rule)]
    found = []
    for rule in program.rules:
        assert rule.body.members is not None
        assert rule.body.members.where is not None
        found.append((rule, rule.body.members.where))
    return found, nodes, source, program


@settings(max_examples=250, deadline=None, phases=PHASES)
@given(CONDITIONS)
def test_never_and_always_are_never_seen_otherwise(condition: str) -> None:
    ((rule, where),), (node,), source, program = filters(condition)
    sight = review(rule, node, source, program.vocabulary).sight()
    never, always = sight.never([(where, True)]), sight.always(where)
    event(f"never {never}, always {always}")
    if never or always:
        seen = truths(rule, where)
        assert not (never and any(t is True for t in seen))
        assert not (always and any(t is False for t in seen))


@settings(max_examples=180, deadline=None, phases=PHASES)
@example(("size is more than 1", "size is at least 2"))
@example(("not (low is more than 1)", "low is less than 1"))
@given(PAIRS)
def test_what_follows_surely_is_surely_so(pair: tuple[str, str]) -> None:
    first, second = pair
    # The first condition and the second, so that something follows often; then the second by itself.
    ((one, both), (_, then)), (node, other), source, program = filters(f"({first}) and ({second})", second)
    names = {both_slot(rule): "reading" for rule in program.rules}
    assert len(names) == 1, "both filters ask about the same slot"
    sight = review(one, node, source, program.vocabulary).sight(names)
    assert other.sentence is not None
    follows = sight.surely([(both, True)], [(then, True)])
    event(f"follows {follows}")
    ((_, single),), *_ = filters(first)
    surprising = sight.surely([(single, True)], [(then, True)])
    event(f"follows from another {surprising}")
    for given_, claimed in ((both, follows), (single, surprising)):
        if claimed:
            pairs = zip(truths(one, given_), truths(one, then), strict=True)
            assert all(b is True for a, b in pairs if a is True)


def both_slot(rule: p.Rule) -> int:
    assert rule.body.members is not None
    return rule.body.members.slot


# ------------------------------------------------------------------ rules

PREDICATES = st.one_of(
    st.sampled_from(["give a label", "have no label", "name a by", "be sure", "not be open", "have a label and a day"]),
    st.sampled_from(["give a label or a day", "have no by"]),
)
VALUES_DEMANDED = st.one_of(
    st.tuples(
        st.sampled_from(["low", "size"]),
        st.sampled_from(["be at least", "be at most", "be more than", "be less than", "be", "differ from"]),
        NUMBERS,
    ).map(lambda t: (f"'s {t[0]}", f"{t[1]} {t[2]}")),
    st.tuples(st.sampled_from(["be before", "be on or after"]), DAYS).map(lambda t: ("'s day", " ".join(t))),
    PREDICATES.map(lambda words: ("", words)),
)
TOGETHER = st.sampled_from(
    [
        ("low", "increase over day"),
        ("low", "not decrease over day"),
        ("low", "agree"),
        ("size", "agree within 1"),
        ("label", "be unique"),
        ("", "have the same mood"),
    ]
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule about each reading, or about readings together."""
    where = f" where {draw(CONDITIONS)}" if draw(st.booleans()) else ""
    unless = f" unless {draw(CONDITIONS)}" if draw(st.integers(0, 3)) == 3 else ""
    if draw(st.integers(0, 3)):
        path, words = draw(VALUES_DEMANDED)
        return f"every reading{path}{where} must {words}{unless}"
    field, words = draw(TOGETHER)
    by = f" with the same {draw(st.sampled_from(['label', 'mood']))}" if draw(st.booleans()) else ""
    return f"readings{f'{chr(39)} {field}' if field else ''}{by}{where} must {words}"


def violated(program: p.Program) -> dict[str, set[tuple[int, str]]]:
    """What breaks each rule: the document and the fact that the finding is about; of facts together, the document."""
    found: dict[str, set[tuple[int, str]]] = {rule.id: set() for rule in program.rules}
    alone = {rule.id for rule in program.rules if isinstance(rule.body, p.Singly)}
    for number, each in enumerate([many(), *few()] if alone else few()):
        for finding in Evaluation(program).check(each).findings:
            if finding.verdict == "violated":
                found[finding.rule].add((number, finding.focus.pointer if finding.rule in alone else ""))
    return found


@settings(max_examples=80, deadline=None, phases=PHASES)
@given(rules(), st.data())
def test_claims_about_rules_hold_in_every_document(rule: str, data: st.DataObject) -> None:
    # The second rule is often the first with a filter more, or with one less.
    other = data.draw(rules()) if data.draw(st.booleans()) else narrowed(rule, data.draw(CONDITIONS))
    try:
        program, source = compiled(f"rule one: {rule}\nrule two: {other}\n")
    except AssertionError:
        return  # `X unless there is a reading` and the like are refused in sentences about many
    remarks, _ = lint(Files((source,), (), builtin_vocabulary(), read_used))
    claimed = {r.lint.code for r in remarks} & {"R203", "R204", "R205"}
    event(f"claims {sorted(claimed)}")
    if not claimed:
        return
    seen = violated(program)
    for remark in remarks:
        name = "one" if source.position(remark.at.span.start).line == len(KIND.splitlines()) + 1 else "two"
        if remark.lint.code in ("R203", "R204"):
            assert not seen[name], remark.message
        if remark.lint.code == "R205":
            assert seen[name] <= seen["two" if name == "one" else "one"], remark.message


def narrowed(rule: str, condition: str) -> str:
    before, modal, after = rule.partition(" must ")
    if " where " in before:
        subject, _, where = before.partition(" where ")
        return f"{subject} where ({where}) and ({condition}){modal}{after}"
    return f"{before} where {condition}{modal}{after}"


# ------------------------------------------------------------------ cures

DOUBLE = st.one_of(
    st.sampled_from(["label is not missing", "not (label is missing)", "not (label is not \"a\")", "not (not sure)"]),
    CONDITIONS.map(lambda c: f"not (not ({c}))"),
)


@settings(max_examples=20, deadline=None, phases=PHASES)
@given(DOUBLE, DOUBLE, st.booleans())
def test_cures_change_no_verdict(where: str, unless: str, demanded: bool) -> None:
    demand = "not have no label" if demanded else "not be sure"
    program, source = compiled(f"readings where {where} must {demand}\n  unless {unless}\nno reading may have no day\n")
    cured, mistakes = fix(Files((source,), (), builtin_vocabulary(), read_used))
    assert not mistakes
    assert cured.cured
    assert "R103" not in {r.lint.code for r in cured.remarks if r.edits}
    after, mistakes = compile_files(list(cured.files.sources), builtin_vocabulary(), read_used)
    assert not mistakes
    assert [meaning(rule) for rule in program.rules] == [meaning(rule) for rule in after.rules]
    found = [Evaluation(each).check(many()).findings for each in (program, after)]
    told = [sorted((f.rule, f.verdict, f.cause or "", f.focus.pointer) for f in findings) for findings in found]
    assert told[0] == told[1]
