"""The mutants of the rules of a trial, and examples put into rule files that notice them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ruleck import files, gathering
from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.examples import run_examples
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import Settings
from ruleck.generate.search import TRIES
from ruleck.meaning import program as p
from ruleck.meaning.compile import open_files, visible
from ruleck.mutants.hunt import Hunt, Hunted, Status, hunt
from ruleck.mutants.make import MOST, Written
from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.insert import insert_examples
from ruleck.syntax.parse import rule_id
from ruleck.values.text import nearest

ALL = "all"


@dataclass(frozen=True, slots=True)
class Mutating:
    """What a call wants of mutants: how many documents are tried for each, and the examples to be put into rule files
    (`RULE:N`, `RULE` or `all`). `step` is called after each mutant.
    """

    accept: tuple[str, ...] = ()
    tries: int = TRIES
    step: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Accepted:
    """An example that was put into a rule file."""

    hunted: Hunted
    path: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """The mutants of a trial's rules. `unfit` are the rules that were not changed, since their own examples do not
    come out as promised; `accepted` is what was put into rule files.
    """

    hunts: tuple[Hunt, ...]
    unfit: tuple[str, ...] = ()
    tries: int = TRIES
    most: int = MOST
    accepted: tuple[Accepted, ...] = ()

    @property
    def hunted(self) -> list[Hunted]:
        """All mutants, in the order of the rules."""
        return [one for hunt in self.hunts for one in hunt.hunted]

    def count(self, status: Status) -> int:
        """How many mutants came to an end."""
        return sum(hunt.count(status) for hunt in self.hunts)

    @property
    def left_out(self) -> int:
        """How many more mutants could have been made."""
        return sum(hunt.left_out for hunt in self.hunts)

    def is_accepted(self, one: Hunted) -> bool:
        """Whether the example that notices a survivor was put into its file."""
        return any(a.hunted.proposal is one.proposal for a in self.accepted)

    @property
    def holes(self) -> int:
        """How many mutants no example notices, those that were accepted included."""
        return sum(one.status == "survived" and not self.is_accepted(one) for one in self.hunted)


def try_mutants(
    texts: gathering.RuleTexts, program: p.Program, settings: Settings, wanted: Mutating
) -> tuple[Mutation, list[Diagnostic]]:
    """Change each rule that stands in these texts, in all the ways there are; then accept what the call accepts."""
    unfit = dict.fromkeys(tried.rule.id for tried in run_examples(program, settings) if not tried.ok)
    opened, vocabulary, _ = open_files(list(texts.sources), builtin_vocabulary(), gathering.read_used)
    rules = {rule.id: rule for rule in program.rules if rule.id not in program.shipped}
    hunts: list[Hunt] = []
    for source in texts.sources:
        file = opened[source.path]
        for node in file.tree.statements:
            if isinstance(node, n.Rule) and rule_id(node) in rules.keys() - unfit.keys():
                written = Written(node, rules[rule_id(node)], source, vocabulary, visible(file))
                hunts.append(hunt(written, settings, tries=wanted.tries, step=wanted.step))
    accepted, mistakes = _accepted(hunts, wanted.accept)
    if not mistakes:
        mistakes = _put_in(texts.sources, accepted)
    done = () if mistakes else tuple(Accepted(one, one.mutant.at.source.path) for one in accepted)
    return Mutation(tuple(hunts), tuple(unfit), wanted.tries, accepted=done), mistakes


# ------------------------------------------------------------------ acceptance


def _accepted(hunts: Sequence[Hunt], names: Sequence[str]) -> tuple[list[Hunted], list[Diagnostic]]:
    """The survivors whose examples are accepted, each example once, and what is wrong with the names."""
    chosen: list[Hunted] = []
    mistakes: list[Diagnostic] = []
    by_rule = {hunt.rule.id: hunt for hunt in hunts}
    for name in names:
        rule, colon, number = name.partition(":")
        if name == ALL:
            chosen += [one for hunt in hunts for one in hunt.survivors]
        elif rule not in by_rule:
            near = nearest(rule, list(by_rule))
            notes = (f"did you mean `{near[0]}`?",) if near else ()
            mistakes.append(Diagnostic("no-such-rule", f"there is no rule `{rule}` among those tried", (), notes))
        else:
            survivors = by_rule[rule].survivors
            found = [one for one in survivors if not colon or str(one.number) == number]
            if colon and not found:
                told = f"it has {len(survivors)}, counted from 1" if survivors else "all its mutants are noticed"
                mistakes.append(
                    Diagnostic("no-such-mutant", f"`{rule}` has no unnoticed mutant `{number}`", (), (told,))
                )
            chosen += found
    # An example that several mutants share is the one that was made for the first of them in the list below.
    makers = {id(one.proposal): one for hunt in hunts for one in hunt.survivors if one.like == one.number}
    return list({id(one.proposal): makers[id(one.proposal)] for one in chosen}.values()), mistakes


def _put_in(sources: Sequence[Source], accepted: Sequence[Hunted]) -> list[Diagnostic]:
    """Write the examples into their files, one edit of each."""
    mistakes: list[Diagnostic] = []
    for source in sources:
        clauses: dict[str, list[str]] = {}
        for one in accepted:
            if one.mutant.at.source is source and one.proposal is not None:
                clauses.setdefault(one.mutant.rule.id, []).append(one.proposal.clause)
        if clauses:
            mistakes += files.replace(source.path, insert_examples(source, clauses))
    return mistakes
