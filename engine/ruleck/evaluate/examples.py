"""The examples in rule files, run: does each rule say of them what its author says?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.run import Checks, Evaluation
from ruleck.evaluate.witness import Witness
from ruleck.facts.load import DEFAULTS, Settings, read_mapping
from ruleck.facts.record import Story
from ruleck.facts.vocabulary import Vocabulary
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

    `outcome` is what an author would have written for it, or words where there are none for it; `stories` are the
    example's facts as they were read; `mistakes` are those of the facts, and such an example is not ok.
    """

    rule: p.Rule
    example: p.Example
    ok: bool
    got: str
    outcome: str = ""
    findings: tuple[Finding, ...] = ()
    stories: tuple[Story, ...] = ()
    mistakes: tuple[Diagnostic, ...] = ()


def run_examples(program: p.Program, settings: Settings = DEFAULTS, witness: Witness | None = None) -> Iterator[Tried]:
    """Each example of each rule, checked by that rule alone, in the order of the files."""
    for rule in program.rules:
        if not rule.examples:
            continue
        alone = replace(program, rules=(rule,))
        checks = Checks(alone, witness)
        for example in rule.examples:
            yield try_example(Evaluation(alone, checks), rule, example, program.vocabulary, settings)


def try_example(
    evaluation: Evaluation, rule: p.Rule, example: p.Example, vocabulary: Vocabulary, settings: Settings
) -> Tried:
    """One example, by a rule alone."""
    stories, mistakes = stories_of(example, vocabulary, settings)
    if mistakes:
        return Tried(rule, example, False, mistakes[0].message, mistakes=tuple(mistakes))
    outcome, findings = outcome_on(evaluation, stories)
    ok = outcome == example.outcome
    return Tried(rule, example, ok, MEANT.get(outcome, outcome), outcome, findings, tuple(stories))


def stories_of(example: p.Example, vocabulary: Vocabulary, settings: Settings) -> tuple[list[Story], list[Diagnostic]]:
    """The stories that an example tells, and the mistakes in them."""
    stories: list[Story] = []
    mistakes: list[Diagnostic] = []
    for document in example.documents or ({},):
        story, found = read_mapping(document, vocabulary, settings, label=lambda pointer, key: example.at)
        mistakes += found
        stories += [story] if story is not None else []
    return stories, mistakes


def outcome_on(evaluation: Evaluation, stories: Iterable[Story]) -> tuple[str, tuple[Finding, ...]]:
    """What comes out of stories that are checked together, by a rule alone."""
    findings: list[Finding] = []
    falls = surely = False
    for verdicts in (*(evaluation.check(story) for story in stories), evaluation.finish()):
        findings += verdicts.findings
        falls, surely = falls or bool(verdicts.matched), surely or bool(verdicts.surely)
    return outcome_of(findings, falls, surely), tuple(findings)


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
