"""`ruleck explain`, from the outside."""

from __future__ import annotations

from pathlib import Path

from tests.command.running import FACTS, lay, ruleck_here

RULES = """\
rule named "Every quote says who spoke":
  see "https://example.org/standards"
  quotes where kind is direct must name a speaker
  because "readers must know"
  accepts "a name"
          quote {text: "Safe.", speaker: "Ada"}
  rejects quote {text: "Safe."}
  ignores quote {text: "safe", kind: fragment}
rule toll: estimates must not decrease over time
rule sourced: there must be at least 2 sources where official
"""


def run(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    done = ruleck_here("explain", *arguments, cwd=folder, stdin=stdin)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def project(folder: Path) -> Path:
    return lay(folder, {"rules/house.ruleck": RULES, "bridge.facts.yaml": FACTS})


def test_a_rule_has_a_page_with_an_example_of_each_side(tmp_path: Path) -> None:
    assert run(project(tmp_path), "named") == """\
rules/house.ruleck:1  named  (error)
  Every quote says who spoke
  every quote where kind is direct, each by itself: speaker must be stated
  because readers must know
  see https://example.org/standards
  reads: quote.kind (direct unless said), quote.speaker

  passes:
    accepts "a name"
      quote {text: "Safe.", speaker: "Ada"}

  fails:
    rejects quote {text: "Safe."}

  1 more example stands with the rule
"""


def test_a_rule_without_examples_says_how_to_add_one(tmp_path: Path) -> None:
    shown = run(project(tmp_path), "toll")
    assert "no example shows what fails; one can stand under the sentence, such as" in shown
    assert 'rejects "in a few words" estimate {as_of: …, place: …, subject: …, unit: …, value: …}' in shown


def test_without_a_name_every_rule_is_read_aloud(tmp_path: Path) -> None:
    assert [line.split()[1] for line in run(project(tmp_path)).splitlines() if "house.ruleck" in line] == [
        "named",
        "toll",
        "sourced",
    ]


def test_a_rule_over_a_document_is_told_fact_by_fact(tmp_path: Path) -> None:
    shown = run(project(tmp_path), "named", "bridge.facts.yaml").split("\n\n")
    assert shown[-1] == """\
bridge.facts.yaml: 1 held, 1 did not apply
  5  held: quote "The bridge is safe." has speaker "Ines Kaya"
  6  did not apply: `where kind is direct` leaves it out: quote "a patch on a
       patch"'s kind is fragment
"""


def test_what_a_rule_had_nothing_to_look_at_is_said(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert "bridge.facts.yaml: the rule had nothing to look at: there is no estimate\n" in run(
        folder, "toll", "bridge.facts.yaml"
    )
    assert "there is no source at all" in run(folder, "sourced", "bridge.facts.yaml")


def test_a_sentence_and_standard_input_will_do(tmp_path: Path) -> None:
    shown = run(tmp_path, "-e", "quotes must name a speaker", "-", stdin=FACTS.encode())
    assert "1 violated, 1 held" in shown


def test_topics_and_codes_need_no_rules(tmp_path: Path) -> None:
    lay(tmp_path, {"rules/house.ruleck": "quotes must"})
    assert run(tmp_path, "predicates").startswith("What can be demanded")
    assert run(tmp_path, "open-quote", "R101").count("cured:") == 2


def test_what_is_not_known_gets_the_nearest_that_is(tmp_path: Path) -> None:
    for wrong, right in (("predicate", "predicates"), ("nmaed", "named"), ("open-qoute", "open-quote")):
        done = ruleck_here("explain", wrong, cwd=project(tmp_path))
        assert done.returncode == 2
        assert done.stderr == f"error: `{wrong}` is no rule, code or topic\n  did you mean `{right}`?\n"


def test_a_mistaken_document_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    lay(project(tmp_path), {"wrong.facts.yaml": "quotes: [{txt: a}]"})
    done = ruleck_here("explain", "named", "wrong.facts.yaml", "bridge.facts.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "`txt` is no field of a quote" in done.stdout
    assert "bridge.facts.yaml: 1 held, 1 did not apply" in done.stdout


def test_a_rule_across_articles_is_told_over_all_documents(tmp_path: Path) -> None:
    first = "article: {id: a}\nestimates: [{subject: x, value: 1, as_of: 2020}]"
    second = "article: {id: b}\nestimates: [{subject: x, value: 2, as_of: 2021}]"
    lay(tmp_path, {"s/a.facts.yaml": first, "s/b.facts.yaml": second})
    shown = run(tmp_path, "-e", "across articles, estimates must decrease over time", "s")
    assert "all documents together: 1 violated" in shown
    assert "s/a.facts.yaml:2" in shown


def test_many_facts_are_counted_past_a_hundred(tmp_path: Path) -> None:
    facts = "quotes:\n" + "  - {text: a, speaker: Ada}\n" * 150
    shown = run(lay(tmp_path, {"a.facts.yaml": facts}), "-e", "quotes must name a speaker", "a.facts.yaml")
    assert shown.count("  held: ") == 100
    assert "and 50 more: held" in shown
