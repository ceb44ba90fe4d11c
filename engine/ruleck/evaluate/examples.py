"""The examples in rule files, run: does each rule say of them what its author says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.run import Evaluation
from ruleck.facts.load import DEFAULTS, Settings, read_mapping
from ruleck.meaning import program as p

MEANT: Mapping[str, str] = {
    "accepts": "at least one fact surely falls under the rule, and all hold",
    "rejects": "the rule is violated",
    "leaves undecided": "the rule is left undecided",
    "ignores": "no fact falls under the rule",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """An example with what came out: `ok` if that is as the author says; `got` tells it in words.

    `mistakes` are those of the example's own facts; such an example is not ok.
    """

    rule: p.Rule
    example: p.Example
    ok: bool
    got: str
    findings: tuple[Finding, ...] = ()
    mistakes: tuple[Diagnostic, ...] = ()


def run_examples(program: p.Program, settings: Settings = DEFAULTS) -> Iterator[Tried]:
    """Each example of each rule, checked by that rule alone, in the order of the files."""
    for rule in program.rules:
        alone = replace(program, rules=(rule,))
        for example in rule.examples:
            yield try_example(alone, rule, example, settings)


def try_example(alone: p.Program, rule: p.Rule, example: p.Example, settings: Settings) -> Tried:
    """One example."""
    evaluation = Evaluation(alone)
    mistakes: list[Diagnostic] = []
    findings: list[Finding] = []
    falls = surely = False
    for document in example.documents or ({},):
        story, found = read_mapping(document, alone.vocabulary, settings)
        mistakes += found
        if story is None:
            continue
        verdicts = evaluation.check(story)
        findings += verdicts.findings
        falls, surely = falls or bool(verdicts.matched), surely or bool(verdicts.surely)
    verdicts = evaluation.finish()
    findings += verdicts.findings
    falls, surely = falls or bool(verdicts.matched), surely or bool(verdicts.surely)
    if mistakes:
        return Tried(rule, example, False, mistakes[0].message, tuple(findings), tuple(mistakes))
    outcome = outcome_of(findings, falls, surely)
    return Tried(rule, example, outcome == example.outcome, MEANT.get(outcome, outcome), tuple(findings))


def outcome_of(findings: list[Finding], falls: bool, surely: bool) -> str:
    """What came out, as the word an author would have written for it."""
    verdicts = {finding.verdict for finding in findings}
    if "violated" in verdicts:
        return "rejects"
    if "undecided" in verdicts:
        return "leaves undecided"
    if surely:
        return "accepts"
    return "no fact surely falls under the rule" if falls else "ignores"
