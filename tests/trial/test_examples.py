"""Examples in rule files: each outcome by its own word, and a failure that says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.running import lay, ruleck_here

RULE = """\
rule speaker "Says who":
  quotes where kind is one of (direct, fragment) must name a speaker
  unless there is a correction
"""
NAMED = 'quote {text: "x", speaker: "Ada"}'
NAMELESS = 'quote {text: "x"}'
OPEN = 'quote {text: "x", speaker: "?"}'
PARAPHRASE = 'quote {text: "x", kind: paraphrase}'
DOUBTFUL = 'quote {text: "x", kind: "?", speaker: "Ada"}'
CORRECTED = 'correction {text: "We erred."}, quote {text: "x"}'
TOLL = """\
rule toll: estimates where cumulative must not decrease over time
"""
WORDS = {
    "accepts": "at least one fact surely falls under the rule, and all hold",
    "rejects": "the rule is violated",
    "leaves undecided": "the rule is left undecided",
    "ignores": "no fact falls under the rule",
}


def run(rules: str, folder: Path, *options: str) -> tuple[str, int]:
    lay(folder, {"rules/a.ruleck": rules})
    done = ruleck_here("test", *options, cwd=folder)
    assert done.stderr == ""
    return done.stdout, done.returncode


@pytest.mark.parametrize("said", WORDS)
@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        (NAMED, "accepts"),
        (f"{NAMED}, {PARAPHRASE}", "accepts"),
        (NAMELESS, "rejects"),
        (f"{NAMED}, {NAMELESS}, {OPEN}", "rejects"),
        (OPEN, "leaves undecided"),
        (f"{NAMED}, {OPEN}", "leaves undecided"),
        (PARAPHRASE, "ignores"),
        (CORRECTED, "ignores"),
        ("article {}", "ignores"),
    ],
)
def test_an_example_is_as_promised_if_it_comes_out_by_its_own_word(
    said: str, facts: str, outcome: str, tmp_path: Path
) -> None:
    out, status = run(f'{RULE}  {said} "this" {facts}\n', tmp_path)
    if said == outcome:
        assert (out, status) == ("1 rule, 1 test: all as promised\n", 0)
        return
    head = out.splitlines()[0]
    assert head == f'rules/a.ruleck:4:3: failed: speaker {said} "this"'
    assert f"  expected: {WORDS[said]}\n  came out: {WORDS[outcome]}" in out
    assert out.endswith("\n\n1 rule, 1 test: 1 failed\n")
    assert status == 1


@pytest.mark.parametrize("said", WORDS)
def test_what_falls_under_a_rule_only_possibly_and_keeps_it_shows_nothing(said: str, tmp_path: Path) -> None:
    out, status = run(f"{RULE}  {said} {DOUBTFUL}\n", tmp_path)
    assert "came out: no fact surely falls under the rule\n" in out
    assert status == 1


@pytest.mark.parametrize(
    ("example", "why"),
    [
        (
            f"accepts {PARAPHRASE}",
            [
                "came out: no fact falls under the rule, so the example shows nothing",
                "did not apply: `where kind is one of (direct, fragment)` leaves it out: quote",
                '"x"\'s kind is paraphrase',
            ],
        ),
        (f"rejects {CORRECTED}", ['did not apply: quote "x": `unless there is at least 1 correction` leaves it']),
        (f"rejects {NAMED}", ['held: quote "x" has speaker "Ada"']),
        (f"accepts {NAMELESS}", ['quote "x" names no speaker']),
        ("rejects article {}", ["there is no quote in it"]),
    ],
)
def test_a_failure_says_why(example: str, why: list[str], tmp_path: Path) -> None:
    out, _ = run(f"{RULE}  {example}\n", tmp_path)
    for line in why:
        assert f"  {line}" in out


def test_a_reason_that_stands_for_many_facts_is_cut_short(tmp_path: Path) -> None:
    many = ", ".join(f'quote {{text: "x{number}"}}' for number in range(7))
    out, _ = run(f"{RULE}  accepts {many}\n", tmp_path)
    assert out.count("names no speaker") == 4
    assert "  and 3 more\n" in out


def test_each_example_is_checked_by_its_own_rule_alone(tmp_path: Path) -> None:
    other = f'rule other: quotes must have a verb\n  rejects {NAMED}\n  accepts quote {{text: "x", verb: "said"}}\n'
    out, status = run(f"{RULE}  accepts {NAMED}\n{other}", tmp_path)
    assert (out, status) == ("2 rules, 3 tests: all as promised\n", 0)


def test_an_example_of_several_articles(tmp_path: Path) -> None:
    rule = "rule toll: across articles, for each subject, estimates must not decrease over time\n"
    days = [
        f'article {{headline: "{day}"}}, estimate {{subject: "d", value: {value}, as_of: 2023-02-0{day}}}'
        for day, value in ((1, 40), (2, 38))
    ]
    examples = f"  rejects {', '.join(days)}\n  accepts {days[0]}\n  ignores article {{}}\n"
    assert run(rule + examples, tmp_path) == ("1 rule, 3 tests: all as promised\n", 0)
    out, status = run(f"{rule}  accepts {', '.join(days)}\n", tmp_path)
    assert 'estimate of "d" fell from 40' in out
    assert status == 1


def test_facts_of_an_example_that_are_mistaken_are_a_mistake_at_the_example(tmp_path: Path) -> None:
    out, status = run(f'{RULE}  accepts {NAMED}\n  rejects quote {{text: "x", kind: dirct}}\n', tmp_path)
    assert out.startswith("rules/a.ruleck:5:")
    assert "`dirct`" in out.splitlines()[0]
    assert status == 2


def test_the_projects_approximation_counts(tmp_path: Path) -> None:
    rule = "rule near: figures' value must be at least 91\n"
    about = 'figure {text: "about 100", value: "about 100"}'
    lay(tmp_path, {"ruleck.toml": "approximation = 5\n", "a.ruleck": f"{rule}  accepts {about}\n"})
    assert ruleck_here("test", "a.ruleck", cwd=tmp_path).returncode == 0
    lay(tmp_path, {"ruleck.toml": "approximation = 10\n"})
    assert ruleck_here("test", "a.ruleck", cwd=tmp_path).returncode == 1


# ------------------------------------------------------------------ --strict


def test_a_rule_that_no_example_shows_violated_fails_under_strict(tmp_path: Path) -> None:
    rules = f"{RULE}  accepts {NAMED}\n  leaves undecided {OPEN}\n{TOLL}"
    assert run(rules, tmp_path)[1] == 0
    out, status = run(rules, tmp_path, "--strict")
    assert "rules/a.ruleck:1:6: failed: speaker can fire\n" in out
    assert "failed: toll can fire\n" in out
    tally = "2 rules, 2 tests: all as promised, 2 rules never shown violated\nrules without a test: toll\n"
    assert out.endswith(f"\n\n{tally}")
    assert status == 1


def test_an_example_that_fails_does_not_show_that_its_rule_can_fire(tmp_path: Path) -> None:
    out, _ = run(f"{RULE}  rejects {NAMED}\n", tmp_path, "--strict")
    assert "failed: speaker can fire\n" in out


def test_a_rule_that_an_example_shows_violated_passes_under_strict(tmp_path: Path) -> None:
    assert run(f"{RULE}  rejects {NAMELESS}\n", tmp_path, "--strict")[1] == 0
