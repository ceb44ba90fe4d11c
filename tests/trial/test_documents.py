"""Documents that promise in comments what is found in them: which fact a comment speaks of, and what keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.running import lay, ruleck_here

RULES = """\
rule speaker: quotes where kind is one of (direct, fragment) must name a speaker
rule verb: quotes' verb where verb is given must not be "claimed"
rule toll: estimates where cumulative must not decrease over time
rule headline: the article must have a headline
rule parts: for each breakdown, its parts' value must add up to its total
"""
GOOD = "{text: a, speaker: Ada}"
BAD = "{text: b}"
LOOSE = "{text: c, speaker: '?'}"
PARAPHRASE = "{text: d, kind: paraphrase}"
HEAD = "article: {headline: x}\n"


def run(document: str, folder: Path, *options: str, rules: str = RULES) -> tuple[str, int]:
    lay(folder, {"rules/a.ruleck": rules, "stories/s.facts.yaml": document})
    done = ruleck_here("test", "stories", *options, cwd=folder)
    assert done.stderr == ""
    return done.stdout, done.returncode


def heads(out: str) -> list[str]:
    """The failures: line of the document, and what failed."""
    rows = [line.split(": ", 1) for line in out.splitlines() if line.startswith("stories/s.facts.yaml:")]
    return [f"{place.split(':')[1]} {words}" for place, words in rows]


@pytest.mark.parametrize(
    ("line", "failures"),
    [
        (f"- {BAD}    # violated: speaker", []),
        (f"- {BAD}    # Violated : speaker", []),
        (f"- {BAD}    # a remark # violated: speaker # another", []),
        (f"- {GOOD}   # violated: speaker", ["3 failed: speaker: violated"]),
        (f"- {LOOSE}  # violated: speaker", ["3 failed: speaker: violated"]),
        (f"- {LOOSE}  # undecided: speaker", []),
        (f"- {LOOSE}  # undecided: speaker (open)", []),
        (f"- {LOOSE}  # undecided: speaker (uncertain)", ["3 failed: speaker: undecided (uncertain)"]),
        (f"- {BAD}    # undecided: speaker", ["3 failed: speaker: undecided"]),
        (f"- {GOOD}   # ok: speaker", []),
        (f"- {BAD}    # ok: speaker", ["3 failed: speaker: ok"]),
        (f"- {LOOSE}  # ok: speaker", ["3 failed: speaker: ok"]),
        (f"- {PARAPHRASE}  # ok: speaker", ["3 failed: speaker: ok"]),
        (f"- {GOOD}   # ok: toll", ["3 failed: toll: ok"]),
        (f"- {BAD}    # ok: headline", ["3 failed: headline: ok", "3 failed: speaker: violated, unexpectedly"]),
        ("- {text: e, verb: claimed}  # violated: speaker, verb", []),
        ("- {text: e, verb: claimed}  # violated: verb; violated: speaker", []),
        ("- {text: e, verb: claimed}  # violated: verb", ["3 failed: speaker: violated, unexpectedly"]),
    ],
)
def test_a_promise_is_kept_or_not(line: str, failures: list[str], tmp_path: Path) -> None:
    out, status = run(f"{HEAD}quotes:\n  {line}\n", tmp_path)
    assert heads(out) == failures
    assert status == (1 if failures else 0)


def test_what_comes_in_the_place_of_something_promised_is_told_once(tmp_path: Path) -> None:
    out, _ = run(f"{HEAD}quotes:\n  - {BAD}  # undecided: speaker\n", tmp_path)
    assert out.count("failed: speaker") == 1
    assert "  came out: violated\n" in out
    assert '  quote "b" names no speaker\n' in out


def test_a_promise_that_does_not_come_out_says_what_the_rule_says_of_the_fact(tmp_path: Path) -> None:
    out, _ = run(f"{HEAD}quotes:\n  - {PARAPHRASE}  # violated: speaker\n", tmp_path)
    assert "  came out: it does not apply here\n" in out
    assert "`where kind is one of (direct, fragment)` leaves it out" in out
    out, _ = run(f"{HEAD}quotes:\n  - {GOOD}  # violated: speaker\n", tmp_path)
    assert '  came out: it finds nothing here\n  held: quote "a" has speaker "Ada"\n' in out


# ------------------------------------------------------------------ todo


@pytest.mark.parametrize(
    ("line", "tally"),
    [
        (f"- {GOOD}  # todo violated: speaker", "all as promised, 1 to do"),
        (f"- {GOOD}  # todo undecided: speaker (open)", "all as promised, 1 to do"),
        (f"- {BAD}   # todo ok: speaker", "all as promised, 1 to do"),
        (f"- {BAD}   # todo undecided: speaker", "all as promised, 1 to do"),
        (f"- {PARAPHRASE}  # todo ok: speaker", "all as promised, 1 to do"),
        (f"- {BAD}   # todo violated: speaker", "all as promised, 1 done but marked todo"),
        (f"- {GOOD}  # todo ok: speaker", "all as promised, 1 done but marked todo"),
    ],
)
def test_what_is_known_not_to_work_yet_fails_nothing_and_is_told_when_it_does(
    line: str, tally: str, tmp_path: Path
) -> None:
    out, status = run(f"{HEAD}quotes:\n  - {GOOD}  # ok: speaker\n  {line}\n", tmp_path)
    assert out.endswith(f"5 rules, 2 tests, 1 document: {tally}\nrules without a test: verb, toll, headline, parts\n")
    assert ("info: done: speaker: todo" in out) == ("done" in tally)
    assert ("take the `todo` away" in out) == ("done" in tally)
    assert status == 0


# ------------------------------------------------------------------ where a comment stands


@pytest.mark.parametrize(
    "document",
    [
        # Behind the first line of a fact, behind a later one, on a line of its own above or within.
        f"{HEAD}quotes:\n  - text: b  # violated: speaker\n    verb: said\n",
        f"{HEAD}quotes:\n  - text: b\n    verb: said  # violated: speaker\n",
        f"{HEAD}quotes:\n  # violated: speaker\n\n  # and a remark\n  - text: b\n    verb: said\n",
        f"{HEAD}quotes:\n  - text: b\n    # violated: speaker\n    verb: said\n",
        # Behind a key whose value stands below.
        f"{HEAD}quotes:  # violated: speaker\n  - text: b\n",
        # Several facts on one line are spoken of together.
        f"{HEAD}quotes: [{GOOD}, {BAD}]  # violated: speaker\n",
        "article: {}  # violated: headline\n",
        "article:  # violated: headline\n  section: world\n",
        "article:\n  section: world  # violated: headline\n",
        # The whole and its parts on one line, and each on its own.
        f"{HEAD}breakdowns:\n  - {{name: b, total: 9, parts: [{{label: p, value: 1}}]}}  # violated: parts\n",
        f"{HEAD}breakdowns:\n  - name: b  # violated: parts\n    total: 9\n    parts:\n      - {{value: 1}}\n",
        f"{HEAD}breakdowns:\n  - name: b\n    total: 9  # violated: parts\n    parts:\n      - {{value: 1}}\n",
        # A `#` in a text begins no comment; behind the sign of a text in lines of its own it does.
        f'{HEAD}quotes:\n  - {{text: "b # violated: verb"}}  # violated: speaker\n',
        f"{HEAD}quotes:\n  - text: |  # violated: speaker\n      b # violated: verb\n",
        f"{HEAD}quotes:\n  - {{text: b#violated:verb}}  # violated: speaker\n",
        f"{HEAD}quotes:\r\n  - {{text: b}}  # violated: speaker\r\n",
        f"\ufeff{HEAD}quotes:\n  - {{text: b}}  # violated: speaker\n",
    ],
)
def test_a_comment_speaks_of_the_facts_that_begin_on_its_line_or_go_on_there(document: str, tmp_path: Path) -> None:
    out, status = run(document, tmp_path)
    assert heads(out) == []
    assert "5 rules, 1 test, 1 document: all as promised\n" in out
    assert status == 0


def test_a_comment_does_not_speak_of_the_fact_beside(tmp_path: Path) -> None:
    out, _ = run(f"{HEAD}quotes:\n  - {GOOD}  # violated: speaker\n  - {BAD}\n", tmp_path)
    assert heads(out) == ["3 failed: speaker: violated", "4 failed: speaker: violated, unexpectedly"]


def test_a_finding_at_a_name_that_no_record_bears_is_at_the_fact_that_names_it(tmp_path: Path) -> None:
    rules = "rule known: quotes' speaker must be known\n"
    document = "quotes:\n  - text: b\n    speaker: Nobody\n    verb: said  # violated: known\n"
    assert run(document, tmp_path, rules=rules)[1] == 0


# ------------------------------------------------------------------ what no comment speaks of


def test_a_finding_that_no_comment_speaks_of_fails(tmp_path: Path) -> None:
    out, status = run(f"quotes:\n  - {GOOD}  # ok: speaker\n  - {LOOSE}\n", tmp_path)
    assert heads(out) == [
        "1 failed: headline: violated, unexpectedly",
        "3 failed: speaker: undecided (open), unexpectedly",
    ]
    assert "  expected: nothing: no comment speaks of it\n" in out
    assert status == 1


def test_who_lacks_a_fact_needs_no_comment_but_may_have_one(tmp_path: Path) -> None:
    rules = 'rule said: quotes\' said_on must be before 2024-01-01\nrule named: quotes must name a speaker\n'
    line = "quotes:\n  - {text: a, speaker: Ada}  # ok: named"
    assert run(f"{line}\n", tmp_path, rules=rules)[1] == 0
    assert run(f"{line}; undecided: said (missing)\n", tmp_path, rules=rules)[1] == 0
    assert run(f"{line}; ok: said\n", tmp_path, rules=rules)[1] == 1


def test_the_check_that_no_rule_file_holds_can_be_promised(tmp_path: Path) -> None:
    document = "article: {headline: x, body: All is well.}\nquotes:\n  - {text: a, speaker: Ada, excerpt: All is lost}"
    assert run(f"{document}  # violated: excerpt-not-in-body\n", tmp_path)[1] == 0
    out, _ = run(f"{document}  # ok: speaker\n", tmp_path)
    assert heads(out) == ["3 failed: excerpt-not-in-body: violated, unexpectedly"]


def test_documents_without_promises_are_left_out_and_counted(tmp_path: Path) -> None:
    other = f"# speaker: Ada, quote: b\nquotes: [{BAD}]\n"
    lay(tmp_path, {"stories/other.facts.yaml": other, "stories/b.facts.json": "{}"})
    out, status = run(f"{HEAD}quotes:\n  - {GOOD}  # ok: speaker\n", tmp_path)
    assert "1 document: all as promised\n1 document promises nothing and was left out\n" in out
    assert status == 0


# ------------------------------------------------------------------ across articles


ACROSS = "rule toll: across articles, for each subject, estimates must not decrease over time\n"


def test_rules_across_articles_see_the_documents_of_a_folder_together(tmp_path: Path) -> None:
    def day(number: int, value: int, comment: str) -> str:
        return f"estimates:\n  - {{subject: d, value: {value}, as_of: 2023-02-0{number}}}  # {comment}: toll\n"

    files: dict[str, str | bytes] = {
        "rules/a.ruleck": ACROSS,
        "a/1.facts.yaml": day(1, 40, "ok"),
        "a/2.facts.yaml": day(2, 38, "violated"),
        "b/3.facts.yaml": day(3, 12, "ok"),
    }
    lay(tmp_path, files)
    done = ruleck_here("test", "a", "b", cwd=tmp_path)
    assert "1 rule, 3 tests, 3 documents" in done.stdout
    assert done.returncode == 0


# ------------------------------------------------------------------ mistakes


@pytest.mark.parametrize(
    ("comment", "says", "note"),
    [
        ("# violated: speker", "there is no rule `speker` here", "did you mean `speaker`?"),
        ("# violatd: speaker", "`violatd:` promises nothing", "did you mean `violated:`?"),
        ("# todo violatd: speaker", "`violatd:` promises nothing", "did you mean `violated:`?"),
        ("# violated: speaker; rejected: verb", "`rejected:` promises nothing", "the words are"),
        ("# violated: speaker and verb", "`speaker and verb` is no rule's name", "rules stand with `,` between"),
        ("# violated: speaker; verb", "`verb` is no promise", "a promise is written"),
        ("# undecided: speaker (opne)", "`(opne)` is no cause of `undecided`", "in brackets stands why"),
        ("# violated: speaker (open)", "`(open)` is no cause of `violated`", "in brackets stands why"),
        ("# violated:", "`` is no rule's name", "rules stand with `,` between"),
    ],
)
def test_a_promise_that_is_mistaken_is_a_mistake(comment: str, says: str, note: str, tmp_path: Path) -> None:
    out, status = run(f"{HEAD}quotes:\n  - {BAD}  {comment}\n", tmp_path)
    first, *rest = out.splitlines()
    assert first.startswith("stories/s.facts.yaml:3:")
    assert says in first
    assert any(note in line for line in rest)
    assert "failed" not in out
    assert status == 2


def test_a_promise_where_no_fact_stands_is_a_mistake(tmp_path: Path) -> None:
    out, status = run(f"{HEAD}quotes:\n  - {GOOD}  # ok: speaker\npeople: []  # ok: speaker\n", tmp_path)
    assert "stories/s.facts.yaml:4:15: this comment stands where no fact does\n" in out
    assert status == 2


@pytest.mark.parametrize("remark", ["# see: speaker", "# decided: by the desk", "# violation: none", "# todo: ask Ada"])
def test_other_comments_are_remarks(remark: str, tmp_path: Path) -> None:
    out, status = run(f"{HEAD}quotes:\n  - {GOOD}  # ok: speaker\n  {remark}\n", tmp_path)
    assert "1 test, 1 document: all as promised\n" in out
    assert status == 0


def test_a_document_that_cannot_be_read_is_a_mistake(tmp_path: Path) -> None:
    out, status = run("quots:\n  - {text: a}  # ok: speaker\n", tmp_path)
    assert "stories/s.facts.yaml:1:1: " in out
    assert status == 2
