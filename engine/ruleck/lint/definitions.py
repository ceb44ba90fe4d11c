"""Every lint, defined once: its code, what it finds, why that matters, a rule that has it and the same rule cured.

The page docs/lints.md and `ruleck explain CODE` are made from this; the tests run every sample.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lint:
    """One lint. `title` says in a phrase what it finds, `why` what comes of it.

    `bad` is a rule file that has it, `cured` the same one without. `fixes` says in a sentence what `--fix` does about
    it, where something certain can be done.
    """

    code: str
    title: str
    why: str
    bad: str
    cured: str
    fixes: str = ""


LINTS: tuple[Lint, ...] = (
    Lint(
        "R101",
        "a rule without examples",
        "Examples show what the rule is for, and `ruleck test` holds the rule to them when words or kinds change. "
        "A sentence by itself is a first try and is not asked for any: `rule ID:` makes a standard of it.",
        bad="""\
rule quote-has-speaker "Every quotation says whose words it is":
  quotes must name a speaker
""",
        cured="""\
rule quote-has-speaker "Every quotation says whose words it is":
  quotes must name a speaker
  accepts "a named speaker" quote {text: "We saw it coming.", speaker: "Ada Marsh"}
  rejects "words out of the air" quote {text: "We saw it coming."}
""",
    ),
    Lint(
        "R102",
        "a rule without a summary",
        "The summary is the standard in the newsroom's own words; whoever is stopped by the rule reads it first. "
        "A sentence by itself needs none.",
        bad="""\
rule reason-given:
  sources where anonymous must give a reason
  rejects source {description: "a nurse", anonymous: yes}
""",
        cured="""\
rule reason-given "A source without a name comes with the reason why":
  sources where anonymous must give a reason
  rejects source {description: "a nurse", anonymous: yes}
""",
    ),
    Lint(
        "R103",
        "a double negation",
        "Two negations that cancel each other are read wrongly by a good part of all readers, most of all by those in "
        "a hurry. `unless` is a negation too.",
        bad="""\
quotes must not have no speaker
no source's description may be missing
sources must give a reason unless not anonymous
""",
        cured="""\
quotes must have a speaker
every source's description must be given
when anonymous, sources must give a reason
""",
        fixes="It says the same without the negations; the sentence keeps its id.",
    ),
    Lint(
        "R201",
        "a condition that is never true",
        "A filter that no fact can pass makes a rule that never fires, and nobody notices. A demand that nothing can "
        "meet is broken by every fact.",
        bad="""\
quotes where kind is direct and kind is fragment must name a speaker
""",
        cured="""\
quotes where kind is direct or kind is fragment must name a speaker
""",
    ),
    Lint(
        "R202",
        "a condition that is always true",
        "It chooses nothing and forbids nothing, so it stands there by mistake, or says less than was meant. A field "
        "that a kind requires, or that has a value where nothing is said, is always given.",
        bad="""\
sources where anonymous is given must give a reason
""",
        cured="""\
sources where anonymous must give a reason
""",
    ),
    Lint(
        "R203",
        "a filter that repeats the predicate",
        "Only facts that already satisfy the rule fall under it: nothing can ever break it.",
        bad="""\
quotes where speaker is given must name a speaker
""",
        cured="""\
quotes where kind is direct must name a speaker
""",
    ),
    Lint(
        "R204",
        "an `unless` that swallows the rule",
        "The exception covers all that falls under the rule, or all that could break it: nothing is left to check.",
        bad="""\
sources where anonymous must give a reason unless reason is missing
""",
        cured="""\
sources where anonymous must give a reason unless note is given
""",
    ),
    Lint(
        "R205",
        "a rule that another one contains",
        "Whatever breaks the narrower rule breaks the wider one as well, at the same severity or a graver one. Each "
        "such fact is reported twice, and a change of the one is easily forgotten in the other.",
        bad="""\
polls' sample must be at least 500
polls' sample where question is given must be at least 300
""",
        cured="""\
polls' sample must be at least 500
""",
    ),
    Lint(
        "R206",
        "a value used twice, at the cost of a decision",
        "Where a figure is only known as a range, each use of its name may stand for another value in the range. What "
        "is computed from it then covers more than it can be, and cases stay undecided that are not open at all. Often "
        "the same can be said with the name used once: `A / B - 1` for `(A - B) / B`.",
        bad="""\
for each change, its percent must equal (its new - its old) / its old * 100 within 1
""",
        cured="""\
for each change, its percent must equal (its new / its old - 1) * 100 within 1
""",
    ),
    Lint(
        "R301",
        "a name that nothing uses",
        "A definition without a use is a list that somebody keeps up for nothing, or a rule that was meant to use it "
        "and does not. A file of definitions alone is for other files, and is left in peace as long as none of them is "
        "in sight.",
        bad="""\
define vague-verbs as "slammed", "blasted"
define loaded-verbs as "gloated"
no quote's verb may be one of vague-verbs
""",
        cured="""\
define vague-verbs as "slammed", "blasted"
define loaded-verbs as "gloated"
no quote's verb may be one of vague-verbs
no quote's verb may be one of loaded-verbs
""",
    ),
    Lint(
        "R302",
        "a kind that no rule reads",
        "People take facts down for it, and nothing is ever checked. The same goes for fields that a file adds to a "
        "kind, if no rule reads any of them.",
        bad="""\
kind survey:
  question text, required
  sample   count
quotes must name a speaker
""",
        cured="""\
kind survey:
  question text, required
  sample   count
quotes must name a speaker
surveys must give a sample
""",
    ),
    Lint(
        "R401",
        "an `allow` that silences nothing",
        "What it was written for is gone, or it was never understood: it has no reason behind `because`, or names a "
        "code that there is not. Left standing, it would hide the next mistake.",
        bad="""\
# ruleck: allow R103 because the lawyers wrote it
quotes must name a speaker
""",
        cured="""\
quotes must name a speaker
""",
        fixes="It takes the comment out, if the comment was understood.",
    ),
)

BY_CODE: Mapping[str, Lint] = {lint.code: lint for lint in LINTS}
