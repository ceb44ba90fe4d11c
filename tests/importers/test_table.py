"""Tables by their mappings: a series, polls, a register of people; and what is told of bad ones."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleck.diagnostics import Diagnostic
from ruleck.facts.load import Settings
from ruleck.importers.csv_text import read_rows
from ruleck.importers.imported import Imported
from ruleck.importers.mapping import read_table_mapping
from ruleck.importers.read import read_file
from ruleck.importers.table import read_table, table_text
from ruleck.source import Source
from tests.importers.importing import BUILTIN, at, facts, lines, loaded, unclear

SERIES = """\
month,lorries,remark
2024-01,"1,200",
2024-02,fewer than 400,new limit
"""
SERIES_MAPPING = """\
kind: estimate
fields: {value: lorries, as_of: month, note: remark}
always: {subject: lorries a day, unit: lorries}
article: {headline: Lorries on the bridge, published: 2024-03-08}
"""
POLLS = """\
Start;End;By;Asked;Yes;No;How
3/1/24;3/4/24;City Research;1.004;44,5;50;Live Phone
3/5/24;3/7/24;North Data;n/a;48;47;Online
"""
POLLS_MAPPING = """\
kind = "poll"
separator = "semicolon"
dates = "month/day/year"
decimal = "comma"
missing = ["n/a"]
[fields]
pollster = "By"
start = "Start"
end = "End"
sample = "Asked"
mode = "How"
answers = {yes = "Yes", no = "No"}
[values.mode]
"Live Phone" = "phone"
[always]
question = "Should the bridge be built?"
"""
POLL_A_ROW = """\
kind: poll
one_per: poll
fields: {pollster: poll, sample: sample, answers: {label: answer, share: share}}
"""
REGISTER = """\
id\tfirst\tlast\tborn\tparty\trole\tfrom\tuntil
1\tRuna\tHolt\t1971-03-02\tHarbour List\tmayor\t2015\t2019
1\tRuna\tHolt\t1971-03-02\tHarbour List\tharbour master\t2019\t
2\tBo\tLind\t\t\tcouncillor\t2011\t
"""
REGISTER_MAPPING = """\
kind: person
one_per: id
fields:
  id: id
  name: [first, last]
  birth_date: born
  affiliation: party
  roles: {name: role, from_date: from, until: until}
"""


def taken(
    table: str | bytes, mapping: str, *, path: str = "a.csv", toml: bool = False
) -> tuple[list[Imported], list[Diagnostic]]:
    read, mistakes = read_table_mapping(Source(f"{path}.map.{'toml' if toml else 'yaml'}", mapping), BUILTIN)
    if read is None:
        return [], mistakes
    source, mistakes = table_text(table if isinstance(table, bytes) else table.encode(), read, path)
    return read_table(source, read, BUILTIN) if source is not None else ([], mistakes)


def one(table: str | bytes, mapping: str, *, path: str = "a.csv", toml: bool = False) -> Imported:
    stories, mistakes = taken(table, mapping, path=path, toml=toml)
    assert lines(mistakes) == []
    (story,) = stories
    loaded(story)
    return story


def test_a_series() -> None:
    story = one(SERIES, SERIES_MAPPING)
    assert facts(story) == (
        """\
article:
  headline: Lorries on the bridge
  published: 2024-03-08

estimates:
  - {subject: lorries a day, value: "1,200", unit: lorries, as_of: 2024-01}
  - {subject: lorries a day, value: fewer than 400, unit: lorries, as_of: 2024-02, note: new limit}
"""
    )
    assert at(story, "/estimates/1/value") == "3:9 fewer than 400"
    assert at(story, "/estimates/1") == "3:1 2024-02,fewer than 400,new limit"
    place = story.place("/estimates/1/subject")
    assert place.source.path == "a.csv.map.yaml"
    assert place.source.text[place.span.start : place.span.end] == "lorries a day"


def test_polls_with_answers_in_columns() -> None:
    story = one(POLLS, POLLS_MAPPING, toml=True)
    assert facts(story) == (
        """\
polls:
  - question: Should the bridge be built?
    pollster: City Research
    sample: 1004
    mode: phone
    start: 2024-03-01
    end: 2024-03-04
    answers: [{label: "yes", share: 44.5}, {label: "no", share: 50}]
  - question: Should the bridge be built?
    pollster: North Data
    mode: Online
    start: 2024-03-05
    end: 2024-03-07
    answers: [{label: "yes", share: 48}, {label: "no", share: 47}]
"""
    )
    assert at(story, "/polls/0/answers/0/share") == "2:35 44,5"
    assert story.place("/polls/0/answers/1/label").source.path == "a.csv.map.toml"


def test_polls_with_an_answer_in_each_row() -> None:
    table = "poll,sample,answer,share\na,900,yes,44\na,900,no,50\nb,1000,yes,48\n"
    mapping = POLL_A_ROW
    story = one(table, mapping)
    assert [len(poll["answers"]) for poll in story.document["polls"]] == [2, 1]
    assert at(story, "/polls/0/answers/1/share") == "3:10 50"


def test_a_register_of_people() -> None:
    story = one(REGISTER, REGISTER_MAPPING, path="a.tsv")
    assert facts(story) == (
        """\
people:
  - id: "1"
    name: Runa Holt
    affiliation: Harbour List
    birth_date: 1971-03-02
    roles: [{name: mayor, from_date: 2015, until: 2019}, {name: harbour master, from_date: 2019}]
  - {id: "2", name: Bo Lind, roles: [{name: councillor, from_date: 2011}]}
"""
    )
    assert at(story, "/people/0/roles/1/from_date") == "3:52 2019"


def test_rows_that_make_stories_of_their_own() -> None:
    stories, mistakes = taken(
        "story,title,who,says\n1,Bridge,Ada Marsh,No.\n2,Ferry,Bo Lind,Yes.\n1,Bridge,Runa Holt,Why?\n",
        "story_per: story\nfacts:\n  - {kind: article, fields: {id: story, headline: title}}\n"
        "  - {kind: quote, fields: {text: says, speaker: who}}\n  - {kind: person, fields: {name: who}}\n",
    )
    assert mistakes == []
    assert [story.name for story in stories] == [":2", ":3"]
    assert [story.document["article"]["headline"] for story in stories] == ["Bridge", "Ferry"]
    assert [len(story.document["quotes"]) for story in stories] == [2, 1]


def test_a_table_that_is_too_large_is_told_and_not_cut(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(SERIES, "utf-8")
    (tmp_path / "a.csv.map.yaml").write_text(SERIES_MAPPING, "utf-8")
    size = len(SERIES.encode())
    [(story, mistakes)] = read_file(tmp_path / "a.csv", BUILTIN, Settings(max_bytes=size))
    assert (story is not None, mistakes) == (True, [])
    [(story, mistakes)] = read_file(tmp_path / "a.csv", BUILTIN, Settings(max_bytes=size - 1))
    assert (story, [mistake.code for mistake in mistakes]) == (None, ["too-large"])


def test_columns_that_no_field_takes_are_listed() -> None:
    story = one("a,b,c\n1,2,3\n", "kind: figure\nfields: {value: a}\nignore: [c]\n")
    note = "no field takes this column, and it is not in `ignore`"
    assert unclear(story) == [f"1:3 `b` was not understood, and is left out | {note}"]


def test_bad_rows_are_told_by_their_numbers_and_the_others_are_read() -> None:
    rows = ["as_of,n", "2024-01,5", "2024-13,6", "2024-02", "", "2024-03,many", "2024-04,x", "2024-05,many"]
    table = "\n".join([*rows, "2024-06,7,8", "2024-07,9", '2024-08,"1', ""])
    stories, mistakes = taken(table, "kind: estimate\nfields: {value: n, as_of: as_of}\nalways: {subject: lorries}\n")
    assert [estimate["as_of"] for estimate in stories[0].document["estimates"]] == ["2024-01", "2024-07"]
    takes = "`value` of an estimate takes a number"
    assert [line.split(" | ")[0] for line in lines(mistakes)] == [
        "4:1 row 4 is left out: it has 1 cell, and there are 2 columns",
        "9:1 row 9 is left out: it has 3 cells, and there are 2 columns",
        "11:9 row 11 is left out: a quote mark is never closed",
        "3:1 row 3 is left out: `as_of` of an estimate takes a date, and `2024-13` does not exist",
        f"6:9 rows 6, 8 are left out: {takes}, and `many` is not a number",
        f"7:9 row 7 is left out: {takes}, and `x` is not a number",
    ]
    assert all(mistake.code == "bad-row" for mistake in mistakes)


def test_rows_of_one_poll_that_disagree() -> None:
    table = "poll,sample,answer,share\na,900,yes,44\na,901,no,50\na,900,unsure,6\n"
    mapping = POLL_A_ROW
    stories, mistakes = taken(table, mapping)
    assert lines(mistakes) == ["3:3 row 3 is left out: `sample` is `901` here, and `900` in row 2, of the same poll"]
    assert [answer["label"] for answer in stories[0].document["polls"][0]["answers"]] == ["yes", "unsure"]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_rows_are_counted_as_a_spreadsheet_counts_them(break_: str) -> None:
    table = break_.join(["n", "1", "", '"2', '3"', "x", ""])
    _, mistakes = taken(table, "kind: figure\nfields: {value: n}\n")
    numbers = [mistake.message.split(" is left out")[0] for mistake in mistakes]
    assert numbers == ["row 4", "row 5"]


DATES = {
    ("day.month.year", "24.12.2023"): "2023-12-24",
    ("month/day/year", "7/4/76"): "1976-07-04",
    ("month/day/year", "7/4/68"): "2068-07-04",
    ("day month year", "4 Jul 2024"): "2024-07-04",
    ("day-month-year", "4-July-24"): "2024-07-04",
    ("month/day/year", "2024-07-04"): "2024-07-04",
    ("month/day/year", "13/4/24"): None,
    ("month/day/year", "\u00b2/4/24"): None,  # a raised two is a digit to some, and no number
    ("month/day/year", "spring"): None,
}


@pytest.mark.parametrize(("order", "written"), DATES)
def test_days_are_read_as_the_mapping_says(order: str, written: str) -> None:
    mapping = f"kind: event\nfields: {{date: day}}\nalways: {{name: the vote}}\ndates: {order}\n"
    stories, mistakes = taken(f"day\n{written}\n", mapping)
    expected = DATES[order, written]
    if expected is None:
        assert [mistake.code for mistake in mistakes] == ["bad-row"]
    else:
        assert stories[0].document["events"][0]["date"] == expected


# ------------------------------------------------------------------ encodings


def test_an_encoding_is_never_guessed() -> None:
    table = "name\nJos\u00e9\n".encode("latin-1")
    stories, (mistake,) = taken(table, "kind: person\nfields: {name: name}\n")
    assert stories == []
    assert mistake.message == "this file is not UTF-8: byte E9 makes no character"
    assert mistake.notes[-1] == "or say what it is in the mapping: `encoding: windows-1252`"
    story = one(table, "kind: person\nfields: {name: name}\nencoding: windows-1252\n")
    assert story.document["people"] == [{"name": "José"}]
    assert one("\ufeffname\nJosé\n", "kind: person\nfields: {name: name}\n").document == story.document
    utf16 = "name\nJosé\n".encode("utf-16")
    assert one(utf16, "kind: person\nfields: {name: name}\nencoding: utf-16\n").document == story.document


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"name\nJos\xe9\n", "windows-1252"),
        (b"name\nJos\x8e \x81\n", "mac-roman"),
        ("name\nJosé\n".encode("utf-16"), "utf-16"),
        ("\ufeffname\nJosé\n".encode("utf-16-be"), "utf-16"),
    ],
)
def test_the_encoding_that_is_suggested_can_be_the_right_one(content: bytes, encoding: str) -> None:
    mapping = "kind: person\nfields: {name: name}\n"
    _, (mistake,) = taken(content, mapping)
    assert mistake.notes[-1] == f"or say what it is in the mapping: `encoding: {encoding}`"
    assert taken(content, f"{mapping}encoding: {encoding}\n")[1] == []


def test_a_table_that_is_not_what_its_mapping_says() -> None:
    _, (mistake,) = taken(b"name\n\x81\n", "kind: person\nfields: {name: name}\nencoding: windows-1252\n")
    assert mistake.message == "`a.csv` is not in `windows-1252`: byte 81 makes no character there"


# ------------------------------------------------------------------ mappings

MISTAKES = {
    "kind: pol\nfields: {start: a}": "1:7 `pol` is no kind of fact | did you mean `poll`?",
    "kind: poll\nfields: {strat: a}": "2:10 `strat` is no field of a poll | did you mean `start`?",
    "kind: poll\nfields: {start: A}": "2:17 `A` is no column of `a.csv` | did you mean `a`?",
    "kind: poll\nfield: {start: a}": "2:1 `field` is nothing that a mapping says | did you mean `fields`?",
    "fields: {start: a}": "1:1 `kind` is wanted: what a row is | such as `kind: poll`",
    "kind: person\nfields: {age: a}": "2:1 a person needs `name` | add `name:` and a column to `fields`",
    "kind: poll\nfields: {start: {b: 1}}": "2:10 `start` takes the name of a column, and a fact with fields of",
    "kind: poll\nfields: {start: a}\nalways: {start: 2024}": "3:10 `start` is given from a column, and always | leave",
    "kind: poll\nfields: {start: a}\nencoding: utf8x": "3:11 `utf8x` is no encoding that is known here | did you mean",
    "kind: poll\nfields: {start: a}\nencoding: base64": "3:11 `base64` is no encoding that is known here",
    "kind: poll\nfields: {start: a}\nseparator: ab": "3:12 `separator` is one character",
    "kind: poll\nfields: {start: a}\ndates: d/m/y": "3:8 `d/m/y` does not say how days are written",
    "kind: poll\nfields: {start: a}\ndecimal: dot": "3:10 `decimal` is `point` or `comma`, and `dot` stands here",
    "kind: poll\nfields: {start: a}\nignore: [q]": "3:9 `q` is no column of `a.csv` | its columns are `a`",
    "article: {body_file: x.txt}\nkind: poll\nfields: {start: a}": "1:11 `body_file` is read only for facts that",
    "kind: poll\nfields: {start: a}\nvalues: {mood: {a: b}}": "3:10 `mood` is no field of a poll | did you mean",
    "facts: {kind: poll}": "1:1 `facts` is a list, and a fact with fields of its own stands here",
    "[kind]": "1:1 a mapping says what the columns are",
    "kind: poll\nfields: {start: a": "2:9 this `{` is never closed",
}


@pytest.mark.parametrize("mapping", MISTAKES)
def test_mistakes_of_a_mapping_stand_where_they_are(mapping: str) -> None:
    stories, mistakes = taken("a\n2024\n", mapping)
    assert stories == []
    assert any(line.startswith(MISTAKES[mapping]) for line in lines(mistakes)), lines(mistakes)


def test_two_columns_of_one_name() -> None:
    _, mistakes = taken("a,b,a\n1,2,3\n", "kind: figure\nfields: {value: a}\nignore: b\n")
    assert lines(mistakes) == ["1:5 two columns are called `a` | give one another name"]


def test_a_constant_that_is_wrong_is_told_in_the_mapping() -> None:
    _, mistakes = taken("a\n2024\n2025\n", "kind: poll\nfields: {start: a}\nalways: {mode: telefone}\n")
    (mistake,) = mistakes
    assert mistake.message.startswith("rows 2, 3 are left out: `mode` of a poll is one of phone")
    assert mistake.labels[0].source.path == "a.csv.map.yaml"


# ------------------------------------------------------------------ cells

CELLS = st.text(st.sampled_from(list('ab ,;\t"\n\r')), max_size=5) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=5
)


@settings(max_examples=200)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_cells_are_those_that_pythons_own_reader_finds(rows: list[list[str]], separator: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    text = written.getvalue()
    found = list(read_rows(Source("a.csv", text), separator))
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    assert [list(row.cells) for row in found] == [row for row in read if any(cell.strip() for cell in row)]
    for row in found:
        for cell, span in zip(row.cells, row.spans, strict=True):
            stands = text[span.start : span.end]
            assert stands in (cell, '"' + cell.replace('"', '""') + '"')
