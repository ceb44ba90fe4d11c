"""Coverage: clause by outcome, what was not seen in words, and nothing paid for it where nobody asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruleck.evaluate.examples import run_examples
from ruleck.evaluate.witness import before, watched, witnessed
from ruleck.trial.coverage import OUTCOMES, Sightings
from ruleck.values.truth import Truth
from tests.command.running import lay, ruleck_here
from tests.docs.samples import ROOT
from tests.packs.programs import of_files, of_text

EXAMPLES = {
    "named": 'quote {text: "x", speaker: "Ada"}',
    "nameless": 'quote {text: "x"}',
    "open": 'quote {text: "x", speaker: "?"}',
    "paraphrase": 'quote {text: "x", kind: paraphrase}',
    "doubtful": 'quote {text: "x", kind: "?", speaker: "Ada"}',
}


def seen(rule: str, *examples: str) -> dict[str, tuple[str, ...]]:
    """What the examples show of each clause."""
    program = of_text(f"{rule}\n" + "".join(f"  accepts {example}\n" for example in examples))
    sightings = Sightings(program.rules)
    list(run_examples(program, witness=sightings))
    [covered] = sightings.coverage().rules
    return {clause.words: clause.seen for clause in covered.clauses}


SPEAKER = "rule speaker: quotes where kind is direct must name a speaker\n  unless there is a correction"


@pytest.mark.parametrize(
    ("examples", "where", "predicate"),
    [
        ([], (), ()),
        (["named"], ("true",), ("true",)),
        (["paraphrase"], ("false",), ()),
        (["doubtful"], ("undecided",), ("true",)),
        (["named", "nameless"], ("true",), ("true", "false")),
        (["named", "nameless", "open", "paraphrase", "doubtful"], OUTCOMES, OUTCOMES),
    ],
)
def test_a_filter_and_a_predicate(examples: list[str], where: tuple[str, ...], predicate: tuple[str, ...]) -> None:
    found = seen(SPEAKER, *(EXAMPLES[name] for name in examples))
    assert found["quotes where kind is direct"] == where
    assert found["must name a speaker"] == predicate
    assert found["unless there is at least 1 correction"] == (("false",) if set(examples) - {"paraphrase"} else ())


def test_every_part_of_a_rule_is_a_clause() -> None:
    rule = """\
rule all-parts:
  for each breakdown where total is given,
  when the article's section is "world",
  there must be a figure where value is the same as this breakdown's total
  unless there is a correction where text contains "total"
  unless the article's status is draft"""
    assert list(seen(rule)) == [
        "for each breakdown where total is stated",
        'when article\'s section is "world"',
        "there must be a figure where value is the same as this breakdown's total",
        "figure where value is said to be the same as this breakdown's total",
        'unless there is at least 1 correction where text contains "total"',
        'correction where text contains "total"',
        "unless article's status is draft",
    ]


def test_a_filter_that_an_index_serves_is_seen_false_of_those_that_the_index_never_asks() -> None:
    rule = "rule known: for each mention, there must be a person where name is this mention's text"
    people = 'person {name: "Ada"}, person {name: "Bo"}, mention {text: "Ada"}'
    assert set(seen(rule, people).values()) == {("true",), ("true", "false")}


@pytest.mark.parametrize(
    ("rule", "facts", "predicate"),
    [
        ("estimates must decrease over time", ["12", "7"], ("true",)),
        ("estimates must decrease over time", ["7", "12"], ("false",)),
        ("estimates must decrease over time", ["12", '"more than 7"'], ("undecided",)),
        ("count of estimates must be at most 1", ["12", "7"], ("false",)),
        ("for each subject, sum of estimates' value must be at most 9", ["3", '"about 6"'], ("undecided",)),
    ],
)
def test_predicates_of_many_facts(rule: str, facts: list[str], predicate: tuple[str, ...]) -> None:
    days = (f'estimate {{subject: "d", value: {v}, as_of: 2023-02-0{n}}}' for n, v in enumerate(facts, 1))
    assert list(seen(f"rule r: {rule}", ", ".join(days)).values()) == [predicate]


def test_a_list_that_is_not_yet_established_leaves_the_predicate_undecided() -> None:
    rule = "rule parts: for each breakdown, its parts' value must add up to its total"
    assert list(seen(rule, 'breakdown {name: "b", total: 9, parts: "?"}').values()) == [("undecided",)]


def test_whether_there_are_facts_of_a_kind_is_never_undecided() -> None:
    rules = ["there must be a correction", "there must be a correction where text is given"]
    program = of_text("\n".join(f"rule r{number}: {rule}" for number, rule in enumerate(rules)))
    first, second = Sightings(program.rules).coverage().rules
    assert [clause.unseen for clause in first.clauses] == [("true", "false")]
    assert [clause.unseen for clause in second.clauses] == [OUTCOMES, OUTCOMES]


def test_the_same_words_in_two_places_are_two_clauses() -> None:
    rule = "rule twice: when the article's section is given, the article's section must be given"
    assert len(seen(rule)) == 2


# ------------------------------------------------------------------ a witness changes nothing


@pytest.mark.parametrize("folder", ["rules", "examples/isis-fighters/rules", "examples/toll/rules"])
def test_what_comes_out_does_not_depend_on_being_watched(folder: str) -> None:
    program = of_files(ROOT / folder)
    given: list[Truth] = []
    watched_ones = list(run_examples(program, witness=lambda node, truth: given.append(truth)))
    assert given
    assert [(t.ok, t.got, [f.message for f in t.findings]) for t in watched_ones] == [
        (t.ok, t.got, [f.message for f in t.findings]) for t in run_examples(program)
    ]


def test_without_a_witness_a_closure_stays_what_it_is() -> None:
    def ask() -> Truth:
        return True

    assert witnessed(ask, ask, lambda found: [found]) is ask
    assert not watched()
    with before(lambda node, truth: None):
        assert witnessed(ask, ask, lambda found: [found]) is not ask
        assert watched()
    assert not watched()


# ------------------------------------------------------------------ in the command

RULES = f"{SPEAKER}\n  accepts {EXAMPLES['named']}\n  rejects {EXAMPLES['nameless']}\n"


def test_the_report_lists_for_each_rule_what_was_not_seen(tmp_path: Path) -> None:
    lay(tmp_path, {"rules/a.ruleck": RULES})
    out = ruleck_here("test", "--coverage", cwd=tmp_path).stdout
    assert out == """\
coverage: 4 of 8 outcomes seen (50%)
  speaker (4 of 8)
    `quotes where kind is direct` was never false or undecided
    `must name a speaker` was never undecided
    `unless there is at least 1 correction` was never true

1 rule, 2 tests: all as promised
"""


def test_documents_count_too(tmp_path: Path) -> None:
    document = "quotes: [{text: x, kind: paraphrase}, {text: x, speaker: '?'}] # undecided: speaker\n"
    lay(tmp_path, {"rules/a.ruleck": RULES, "a.facts.yaml": document})
    out = ruleck_here("test", "--coverage", cwd=tmp_path).stdout
    assert out.startswith("coverage: 6 of 8 outcomes seen (75%)\n")


@pytest.mark.parametrize(("wanted", "status"), [("0", 0), ("50", 0), ("50.1", 1), ("100", 1)])
def test_too_little_coverage_fails(wanted: str, status: int, tmp_path: Path) -> None:
    lay(tmp_path, {"rules/a.ruleck": RULES})
    done = ruleck_here("test", "--fail-under", wanted, cwd=tmp_path)
    assert done.returncode == status
    told = f"error: failed: coverage\n  expected: at least {wanted}% of outcomes seen\n  came out: 4 of 8 (50%)\n"
    assert (told in done.stdout) == bool(status)
    assert ("coverage too low" in done.stdout) == bool(status)


def test_a_share_is_never_rounded_up(tmp_path: Path) -> None:
    lay(tmp_path, {"a.ruleck": f"rule r: there must be a quote where text is given\n  accepts {EXAMPLES['named']}\n"})
    out = ruleck_here("test", "a.ruleck", "--coverage", cwd=tmp_path).stdout
    assert "2 of 6 outcomes seen (33%)" in out
    assert ruleck_here("test", "a.ruleck", "--fail-under", "33.4", cwd=tmp_path).returncode == 1
