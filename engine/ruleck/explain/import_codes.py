"""The codes of what is told of facts that were taken out of another form."""

from __future__ import annotations

from ruleck.explain.codes import Code


def _code(name: str, title: str, why: str) -> Code:
    # A sample would be a file of some form with a call; docs/importing.md has them.
    return Code(name, title, why, "", "", "facts")


CODES: tuple[Code, ...] = (
    _code(
        "left-out",
        "something of a form that nobody knows",
        "It was left out, and with `--strict` that is a failure. A misspelt name is told with the nearest one. What a "
        "house says in its own words goes into a field of its own: `kind article` in a rule file, with the field's "
        "name and type.",
    ),
    _code(
        "no-fact",
        "something that the form knows and facts have no place for",
        "Sizes of pictures, copyright lines and the like are no facts of a story. They are listed, so that nothing is "
        "lost in silence, and are never a failure.",
    ),
    _code(
        "no-word",
        "something of a story that another form has no word for",
        "`ruleck export` lists what it leaves out; with `--strict` that is a failure. The facts themselves stay whole.",
    ),
    _code(
        "no-story-inside",
        "a file of a form with no story in it",
        "The form was recognized or named, and nothing was found that makes a fact.",
    ),
    _code(
        "no-front-matter",
        "a Markdown file without facts above its text",
        "Facts stand at the start of the file, between two lines `---` (YAML) or `+++` (TOML); the text is below.",
    ),
    _code("not-toml", "a line that TOML reads otherwise than it was meant", "In TOML every text stands in quotes."),
    _code(
        "unknown-form",
        "a form that is not known, or not to be told by what is in the file",
        "`ruleck import --help` lists the forms; naming one takes the file for that.",
    ),
    _code(
        "several-stories",
        "several stories where a document holds one",
        "Many stories are written as JSON Lines, one a line: `ruleck import --format jsonl`.",
    ),
    _code(
        "no-mapping",
        "a table of which nobody says what its columns are",
        "A small file beside it says so: `polls.csv.map.yaml` for `polls.csv`. docs/importing.md shows one.",
    ),
    _code(
        "mapping",
        "a mapping that speaks of what is not there",
        "A mapping gives fields their columns. Kinds and fields are those of facts, columns are named as in the "
        "table's first row.",
    ),
    _code(
        "bad-row",
        "a row of a table that cannot be read",
        "Rows are counted as a spreadsheet counts them. The row is left out, the others make facts.",
    ),
    _code(
        "not-in-encoding",
        "a table in another encoding than its mapping says",
        "Encodings are not guessed: most bytes are letters in many of them, and the wrong ones in all but one.",
    ),
)
