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
)
