"""The codes of mistakes in what documents promise to `ruleck test`."""

from __future__ import annotations

from ruleck.explain.codes import Code

CODES: tuple[Code, ...] = (
    Code(
        "no-promise",
        "a comment that tries to promise something and does not",
        "A promise is a comment such as `# violated: quotes-name-a-speaker`, `# undecided: toll (uncertain)` or `# "
        "ok: toll`; rules stand with `,` between, promises with `;`, and a remark goes after another ` #`.",
        "",
        "",
        "facts",
    ),
    Code(
        "no-fact-here",
        "a promise where no fact stands",
        "A promise speaks of the facts that begin on its line. Put it on the line of the fact that it is about, or "
        "on a line of its own above that one.",
        "",
        "",
        "facts",
    ),
    Code(
        "nothing-tested",
        "a test run that tests nothing",
        "A run that finds nothing to test has not shown that the rules are right. Rules are tested on the examples "
        "that stand with them, and on documents that say in comments what is found in them.",
        "ruleck test notes --format json",
        "ruleck test rules --format json",
        "call",
    ),
    Code(
        "unnoticed",
        "a rule that could say something else, and no example would notice",
        "`ruleck test --mutants` changes each rule in the ways that people get rules wrong: a bound off by one, a "
        "filter forgotten, `must` for `must not`. An example that comes out otherwise notices the change. Where none "
        "does, the rule may say already what nobody meant. Read the example that is proposed: if it is right, "
        "`--accept RULE:N` puts it into the rule; if it is wrong, the rule is.",
        "",
        "",
        "call",
    ),
    Code(
        "no-such-mutant",
        "a number that no unnoticed mutant of the rule has",
        "`--accept RULE:N` takes the numbers that `ruleck test --mutants` prints. They stay the same as long as the "
        "rule and its examples do: ask again after each change.",
        "",
        "",
        "call",
    ),
)
