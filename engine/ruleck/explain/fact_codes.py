"""The codes of mistakes in facts documents, and of the one check that no rule file holds."""

from __future__ import annotations

from ruleck.explain.codes import Code


def _code(name: str, title: str, why: str, sample: str = "", cure: str = "") -> Code:
    return Code(name, title, why, sample, cure, "facts")


CODES: tuple[Code, ...] = (
    # ---------------------------------------------------------------- a document that cannot be read
    _code(
        "not-a-story",
        "a document that names no kinds of fact",
        "A document is a set of kinds, each with its facts: `article:`, `quotes:`, `estimates:` and so on.",
        "- text: The bridge is safe.",
        "quotes:\n  - text: The bridge is safe.",
    ),
    _code(
        "not-yaml",
        "a line that YAML reads otherwise than it was meant",
        "Some signs mean something of their own in YAML: a colon with a space behind it, and most signs at the "
        "start of a value. Quote marks round the text take that away.",
        "article:\n  headline: Bridge: open again",
        'article:\n  headline: "Bridge: open again"',
    ),
    _code(
        "not-json",
        "a place where JSON wants something else",
        "JSON wants double quotes round every name and text, a comma between two entries and none behind the last.",
        '{"quotes": [{"text": "The bridge is safe.",}]}',
        '{"quotes": [{"text": "The bridge is safe."}]}',
    ),
    _code(
        "not-utf-8",
        "a file in another encoding than UTF-8",
        "Letters beyond the plain ones would come out as others. Most editors save a file as UTF-8 under Save As.",
    ),
    _code(
        "forbidden-character",
        "a character that no text can hold",
        "Control characters and halves of a character come from a damaged file or a faulty export. Delete them.",
        '{"quotes": [{"text": "half of a sign \\ud83d"}]}',
        '{"quotes": [{"text": "half of a sign"}]}',
    ),
    _code(
        "second-document",
        "two documents in one file",
        "A YAML file holds one story. Many stories go into a `.jsonl` file, one a line.",
        "article: {headline: One}\n---\narticle: {headline: Two}",
        "article: {headline: One}",
    ),
    _code(
        "too-large",
        "a file of more than 64 MiB",
        "One document holds one story. Many go into a `.jsonl` file, one a line, which may be of any size.",
    ),
    _code("unreadable-file", "a document that cannot be opened", "The system's own reason is told with it."),
    _code(
        "more-mistakes",
        "more mistakes than anybody reads",
        "After the first thousand, reading goes on no further: most likely the document is something else altogether.",
    ),
    # ---------------------------------------------------------------- names and marks of YAML
    _code(
        "duplicate-key",
        "a name that is given twice",
        "Only one of two values could count, and nobody would know which. Letter case, `-` and `_` make no "
        "difference in a name.",
        "article:\n  headline: Bridge open\n  headline: Bridge shut",
        "article:\n  headline: Bridge open",
    ),
    _code(
        "no-name",
        "a value where a field's name should stand",
        "Before the colon stands the name of a field, and nothing else.",
        "article:\n  [headline]: Bridge open",
        "article:\n  headline: Bridge open",
    ),
    _code(
        "tag",
        "a tag",
        "A word that starts with `!` is a tag in YAML. None is needed here: a field knows what it holds. If it is "
        "text, it needs quote marks.",
        "article:\n  headline: !Bridge open",
        'article:\n  headline: "!Bridge open"',
    ),
    _code(
        "unknown-alias",
        "an alias of nothing",
        "A word that starts with `*` repeats in YAML what was marked with `&`. If it is text, it needs quote marks.",
        "article:\n  headline: *open",
        'article:\n  headline: "*open"',
    ),
    _code(
        "endless-alias",
        "an alias inside of what it repeats",
        "Written out it would never end.",
        "quotes: &all\n  - text: The bridge is safe.\n  - *all",
        "quotes:\n  - text: The bridge is safe.",
    ),
    _code(
        "exploding-alias",
        "aliases that stand for millions of values",
        "Aliases of aliases can make a small file a huge one. Write out what is meant.",
    ),
    # ---------------------------------------------------------------- facts
    _code(
        "missing-field",
        "a fact without what every fact of its kind has",
        "Some fields are required: without its text a quote is none. `ruleck kinds KIND` says which.",
        "quotes:\n  - {speaker: Ines Kaya}",
        "quotes:\n  - {speaker: Ines Kaya, text: The bridge is safe.}",
    ),
    _code(
        "duplicate-id",
        "two facts of a kind with one id",
        "An id is what other facts refer to, so it belongs to one fact.",
        "people:\n  - {id: kaya, name: Ines Kaya}\n  - {id: kaya, name: Emre Kaya}",
        "people:\n  - {id: kaya, name: Ines Kaya}\n  - {id: emre, name: Emre Kaya}",
    ),
    _code(
        "wrong-link",
        "a link to a fact of another kind",
        "A field that refers to a person cannot refer to a source. If a new fact is meant, write it in braces: "
        "{name: …}.",
        "sources:\n  - {id: kaya, name: Ines Kaya}\nquotes:\n  - {text: The bridge is safe., speaker: kaya}",
        "people:\n  - {id: kaya, name: Ines Kaya}\nquotes:\n  - {text: The bridge is safe., speaker: kaya}",
    ),
    _code(
        "ambiguous-link",
        "a link that two facts go by",
        "Two facts have the name that the link gives. Ids tell them apart.",
        "people:\n  - {name: J. Smith}\n  - {name: J. Smith}\nquotes:\n  - {text: Safe., speaker: J. Smith}",
        "people:\n  - {name: J. Smith, id: js}\n  - {name: J. Smith}\nquotes:\n  - {text: Safe., speaker: js}",
    ),
    _code(
        "two-bodies",
        "a story with two bodies",
        "The text of the article stands in the document, or in a file of its own.",
        "article:\n  body: The bridge is safe.\n  body_file: story.txt",
        "article:\n  body: The bridge is safe.",
    ),
    _code(
        "body-file-refused",
        "a body's file that is not read",
        "A `body_file` is read from inside the project only, for a document that is a file there itself; what comes "
        "from elsewhere gives the text under `body`.",
        "article:\n  body_file: /etc/hosts",
        "article:\n  body: The bridge is safe.",
    ),
    _code(
        "refused",
        "a fact that a project's own kind refuses",
        "The kind was registered from Python, and its own checks say no; their words are told.",
    ),
    _code(
        "excerpt-not-in-body",
        "an excerpt that the story does not say",
        "A fact's excerpt is the wording that it was taken from. If the body has it no longer, the story was "
        "changed and the facts were not, or the other way round.",
        "article:\n  body: The bridge is safe.\nquotes:\n  - {text: safe, excerpt: The bridge is sound.}",
        "article:\n  body: The bridge is safe.\nquotes:\n  - {text: safe, excerpt: The bridge is safe.}",
    ),
    # ---------------------------------------------------------------- waivers
    _code(
        "waiver-expired",
        "a waiver whose day has passed",
        "What was accepted for a time is found again. Put it right, or have somebody decide anew and give a later "
        "`until`. An `until` that names no day has passed.",
        "quotes:\n  - text: safe\n    waived: {rule: quotes-must-name-a-speaker, reason: he asked, until: 2001-01-31}",
        "quotes:\n  - text: safe\n    waived: {rule: quotes-must-name-a-speaker, reason: he asked, until: 2999-12-31}",
    ),
    _code(
        "waiver-unused",
        "a waiver that accepts nothing",
        "Its rule finds nothing at its fact, or there is no such rule. A waiver is for the fact that the finding is "
        "reported at; one that is no longer needed can go.",
        "quotes:\n  - text: safe\n    speaker: Ines Kaya\n"
        "    waived: {rule: quotes-must-name-a-speaker, reason: he asked}",
        "quotes:\n  - text: safe\n    speaker: Ines Kaya",
    ),
    _code(
        "waiver-too-broad",
        "a waiver for more than one rule, or for no single fact",
        "It would accept what nobody has looked at, so it accepts nothing; one by a fingerprint that several "
        "documents share is told. To leave a rule out there is `ignore`; to take an archive as it is, `ruleck "
        "baseline`.",
        'quotes:\n  - text: safe\n    waived: {rule: "quotes-*", reason: he asked}',
        "quotes:\n  - text: safe\n    waived: {rule: quotes-must-name-a-speaker, reason: he asked}",
    ),
    _code(
        "baseline-outdated",
        "a baseline that holds what is no longer found",
        "What was put right should not come back unseen: `ruleck baseline --prune` takes it out of the baseline, and "
        "adds nothing.",
    ),
    _code(
        "malformed-baseline",
        "a line of a baseline that is no entry",
        "`ruleck baseline` writes the file: each line is a number, a fingerprint, a verdict, a rule and a document. "
        "After a merge delete the marks that were left in it.",
    ),
)
