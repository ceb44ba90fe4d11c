"""Mutants as people read them: for each hole the place, what the rule could say unnoticed, and the example to add."""

from __future__ import annotations

from collections.abc import Iterator

from ruleck.diagnostics import Diagnostic
from ruleck.mutants.hunt import Hunt, Hunted
from ruleck.mutants.trees import Difference
from ruleck.reports.snippet import WIDTH, printable, wrap
from ruleck.syntax.insert import laid_out
from ruleck.trial.mutants import Mutation

# What a rule says of an example, by the word that the example begins with.
_SAYS = {
    "accepts": "holds for this one",
    "rejects": "rejects this one",
    "leaves undecided": "leaves this one undecided",
    "ignores": "does not apply to this one",
}


def mutation_rows(mutation: Mutation) -> Iterator[str]:
    """What was added, what could not be told apart, and the tally."""
    for line in (*_accepted(mutation), *_not_told_apart(mutation), *_tally(mutation)):
        for number, row in enumerate(wrap(printable(line), WIDTH - 2)):
            yield f"{'  ' if number else ''}{row}"


def holes(mutation: Mutation) -> Iterator[Diagnostic]:
    """A mistake for each example that is to be added: what it notices, and the example as it would stand there.

    None once something was added: the file has changed, and what is left has other numbers in it.
    """
    for hunt in mutation.hunts if not mutation.accepted else ():
        for one in hunt.survivors:
            if one.like == one.number:
                yield hole(hunt, one)


def hole(hunt: Hunt, one: Hunted) -> Diagnostic:
    """One of them; also of a mutant that the example of another one notices."""
    assert one.proposal is not None, "it is of one that survived"
    others = [other for other in hunt.survivors if other.like == one.number and other is not one]
    message = f"{hunt.rule.id}:{one.number}: no example notices if {one.mutant.operator.mistake}"
    notes = [f"as if the rule {instead(one.mutant.difference)}"]
    notes += [f"nor if it {instead(other.mutant.difference)} ({other.number})" for other in others]
    notes.append(
        f"the rule as it stands {_SAYS[one.proposal.outcome]}: if that is meant, add it; if not, mend the rule"
    )
    lines = "\n".join(line.removeprefix("  ") for line in laid_out(one.proposal.clause))
    return Diagnostic("unnoticed", message, (one.mutant.at,), tuple(notes), (lines,))


def instead(difference: Difference) -> str:
    """What a rule would say: `said … instead of …`, or `did not say …`.

    >>> instead(Difference("at least 3", "at least 2")), instead(Difference("", "when anonymous"))
    ('said `at least 3` instead of `at least 2`', 'did not say `when anonymous`')
    """
    return f"said {difference}" if difference.said else f"did not say `{difference.instead}`"


def _accepted(mutation: Mutation) -> Iterator[str]:
    for accepted in mutation.accepted:
        one = accepted.hunted
        assert one.proposal is not None, "it was accepted"
        yield f'{accepted.path}: added to {one.mutant.rule.id}: {one.proposal.outcome} "{one.proposal.name}"'


def _not_told_apart(mutation: Mutation) -> Iterator[str]:
    for hunt in mutation.hunts:
        for one in hunt.hunted:
            if one.status == "not told apart":
                yield f"{hunt.rule.id}: not told apart in {mutation.tries:,} tries: {one.mutant.difference}"


def _tally(mutation: Mutation) -> Iterator[str]:
    what = [
        f"{_counted(len(mutation.hunted), 'mutant', 'mutants')} of {_counted(len(mutation.hunts), 'rule', 'rules')}"
    ]
    what += [f"{mutation.count('noticed'):,} noticed"] if mutation.count("noticed") else []
    noticed_now = sum(mutation.is_accepted(one) for one in mutation.hunted)
    what += [f"{noticed_now:,} noticed by what was added"] if noticed_now else []
    what += [f"{mutation.holes:,} that no example notices"] if mutation.holes else []
    what += [f"{mutation.count('not told apart'):,} not told apart"] if mutation.count("not told apart") else []
    yield f"{what[0]}: {', '.join(what[1:]) or 'there is nothing to change in them'}"
    if mutation.left_out:
        yield f"{_counted(mutation.left_out, 'more was', 'more were')} left out: {mutation.most} of one rule are tried"
    if mutation.unfit:
        yield f"not changed, since their own examples don't come out as promised: {', '.join(mutation.unfit)}"
    if untried := [hunt.rule.id for hunt in mutation.hunts if hunt.hunted and not hunt.rule.examples]:
        yield f"no example at all, so that nothing is noticed: {', '.join(untried)}"
    if mutation.accepted and mutation.holes:
        yield "the numbers have changed with the file: run it again without `--accept` to see what is left"
    elif mutation.holes:
        yield "`--accept RULE:N` adds an example to its rule, `--accept RULE` a rule's, `--accept all` all of them"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
