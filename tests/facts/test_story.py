"""Stories built in Python: from objects and tables, and through YAML and JSON without a loss."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import ruleck
from ruleck.facts import Story, rows
from ruleck.facts.load import read_mapping
from ruleck.facts.models import kind_model
from tests.facts.reading import BUILTIN

# ------------------------------------------------------------------ without a loss

WORDED = ["less than 1,000", "1.50", "98 percent", "more than 45,000", "?", "$1.5bn", "two dozen", "-3", "1,000-1,500"]
NUMBERS = st.sampled_from(WORDED) | st.integers(-(10**20), 10**20) | st.decimals(-(10**9), 10**9, places=3)
SPANS = ["2017-12", "201X", "2017-21", "../2017-12-05", "2015~", "2015?", "?", "2017-12-27T12:30:00Z"]
DATES = st.sampled_from(SPANS) | st.dates()
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS, min_size=1, max_size=20).filter(lambda text: text.strip() != "")
NAMES = st.sampled_from(["Runa Holt", "Bo Lind", "yes", "null", "1.50", "#", "a: b"])
EXCERPTS = TEXTS | st.fixed_dictionaries({"exact": TEXTS, "prefix": TEXTS})
SPEAKERS = NAMES | st.fixed_dictionaries({"name": NAMES})
VALUES = NUMBERS | st.fixed_dictionaries({"low": st.just(3), "high": st.sampled_from(["4.0", 7])})


def some(required: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A few facts of a kind."""
    return st.lists(st.fixed_dictionaries({required: TEXTS}, optional=fields), max_size=3)


FACTS: dict[str, st.SearchStrategy[Any]] = {
    "article": st.fixed_dictionaries({}, optional={"headline": TEXTS, "body": TEXTS, "published": DATES}),
    "people": some("name", birth_date=DATES, minor=st.booleans()),
    "quotes": some("text", speaker=SPEAKERS, excerpt=EXCERPTS, said_on=DATES),
    "estimates": some("subject", value=VALUES, as_of=DATES, unit=NAMES, peak=st.booleans()),
}


@settings(max_examples=120, deadline=None)
@given(st.fixed_dictionaries({}, optional=FACTS))
def test_a_story_comes_back_from_yaml_and_json_as_it_was(document: dict[str, Any]) -> None:
    if read_mapping(document, BUILTIN)[1]:
        with pytest.raises(ruleck.Mistakes):
            Story(document)
        return
    story = Story(document)
    for again in (Story.from_json(story.to_json()), Story(story.to_dict()), Story(story)):
        assert again == story
        assert again.to_yaml() == story.to_yaml()
    if len(story):
        again = Story.from_yaml(story.to_yaml())
        assert again == story
        assert again.to_yaml() == story.to_yaml()


def test_words_and_digits_are_kept() -> None:
    story = Story(
        estimates=[
            {"subject": "lorries", "value": "less than 1,000", "as_of": "2017-12/2018-01"},
            {"subject": "lorries", "value": Decimal("1.50"), "as_of": "2015~"},
            {"subject": "lorries", "value": "?", "unit": "1.50"},
        ]
    )
    assert story.to_yaml() == (
        """\
estimates:
  - {subject: lorries, value: "less than 1,000", as_of: 2017-12/2018-01}
  - {subject: lorries, value: 1.50, as_of: 2015~}
  - {subject: lorries, value: "?", unit: "1.50"}
"""
    )
    assert '"value": 1.50' in story.to_json()
    assert Story.from_json(story.to_json()).to_json() == story.to_json()


LOOKS = ["007", "no", "Yes", "on", "y", "2024-01-01", "1.50", "0x1F", "1:30", ".5", "1e3", "~", "null", "2024", "<<"]


@pytest.mark.parametrize("text", LOOKS)
def test_a_text_is_a_text_to_every_reader_of_yaml(text: str) -> None:
    story = Story(
        article={"language": text, "headline": text},
        people=[{"name": text, "also_known_as": [text]}],
        quotes=[{"text": text, "speaker": text, "excerpt": {"exact": text}}],
    )
    assert yaml.safe_load(story.to_yaml()) == story.to_dict()
    assert Story.from_yaml(story.to_yaml()) == story


def test_what_is_no_text_needs_no_quotes() -> None:
    story = Story(
        quotes=[{"text": "No.", "said_on": "2024-01-01"}], people=[{"name": "Eva", "age": 60, "minor": False}]
    )
    assert '"' not in story.to_yaml()


def test_a_file_of_facts_is_read_with_its_body(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("“We were never asked.”", "utf-8")
    facts = "article: {headline: A, body_file: story.txt}\nquotes:\n  - {text: We were never asked.}\n"
    (tmp_path / "a.facts.yaml").write_text(facts, "utf-8")
    story = Story.from_file(tmp_path / "a.facts.yaml")
    assert story["article"] == {"headline": "A", "body": "“We were never asked.”"}
    assert Story.from_yaml(story.to_yaml()) == story
    (tmp_path / "a.json").write_text(story.to_json(), "utf-8")
    assert Story.from_file(str(tmp_path / "a.json")) == story


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ("article: {body_file: ../secret.txt}\n", "body-file-refused"),
        ("quotes: [{speeker: Eva, text: No.}]\n", "unknown-field"),
        (None, "unreadable-file"),
    ],
)
def test_a_file_that_is_no_story_tells_why(tmp_path: Path, facts: str | None, code: str) -> None:
    file = tmp_path / "in" / "a.facts.yaml"
    file.parent.mkdir()
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    if facts is not None:
        file.write_text(facts, "utf-8")
    with pytest.raises(ruleck.Mistakes) as raised:
        Story.from_file(file)
    assert [mistake.code for mistake in raised.value.diagnostics] == [code]


# ------------------------------------------------------------------ objects


@dataclass
class Said:
    text: str
    speaker: str | None = None
    said_on: datetime.date | None = None


@dataclass
class Asked:
    question: str
    answers: list[Any] = field(default_factory=list)


Share = namedtuple("Share", ["label", "share"])


def test_facts_may_be_objects() -> None:
    Quote = kind_model(BUILTIN, "quote")  # noqa: N806 - it is a class
    story = Story(
        article=SimpleNamespace(headline="Ferry to stop", published=datetime.datetime(2024, 5, 2), _kept=1),
        quotes=[Said("No.", "Runa Holt", datetime.date(2024, 5, 1)), Quote(text="Why?"), {"text": "Yes."}],
        polls=(Asked(f"Q{n}", [Share("yes", 44.5)]) for n in range(2)),
    )
    assert story.to_yaml() == (
        """\
article:
  headline: Ferry to stop
  published: 2024-05-02

quotes:
  - {text: No., speaker: Runa Holt, said_on: 2024-05-01}
  - {text: Why?}
  - {text: Yes.}

polls:
  - {question: Q0, answers: [{label: "yes", share: 44.5}]}
  - {question: Q1, answers: [{label: "yes", share: 44.5}]}
""".replace("{text: Why?}", '{text: "Why?"}')
    )


class Shop(BaseModel):
    name: str
    opened: datetime.date | None = None


def test_kinds_of_a_projects_own() -> None:
    story = Story(shops=[Shop(name="Bakery", opened=datetime.date(2024, 1, 1))], kinds=[Shop])
    assert story.to_yaml() == "shops:\n  - {name: Bakery, opened: 2024-01-01}\n"
    assert Story.from_yaml(story.to_yaml(), kinds=[Shop]) == story
    with pytest.raises(ruleck.Mistakes):
        Story.from_yaml(story.to_yaml())


# ------------------------------------------------------------------ tables


class NAType:
    """An empty cell as pandas has it: equal to nothing, and neither true nor false."""

    def __eq__(self, other: object) -> bool:
        raise TypeError

    def __hash__(self) -> int:
        return 0


class Timestamp(datetime.datetime):
    pass


class PandasFrame:
    """A DataFrame as far as it is asked: no library of tables is needed here, and none imported there."""

    columns = ("month", "n")

    def to_dict(self, orient: str) -> list[dict[str, Any]]:
        assert orient == "records"
        return [
            {"month": Timestamp(2024, 1, 1), "n": 1200.0},
            {"month": Timestamp(2024, 2, 1, 9, 30), "n": float("nan")},
            {"month": NAType(), "n": 0.5},
        ]


class PolarsFrame:
    columns = ("month", "n")

    def to_dicts(self) -> list[dict[str, Any]]:
        return [{"month": datetime.date(2024, 1, 1), "n": 1200}, {"month": None, "n": 0.5}]


def test_the_rows_of_a_dataframe() -> None:
    fields = {"as_of": "month", "value": "n"}
    assert rows(PandasFrame(), fields, subject="lorries") == [
        {"as_of": "2024-01-01", "value": 1200, "subject": "lorries"},
        {"as_of": "2024-02-01T09:30:00", "subject": "lorries"},
        {"value": 0.5, "subject": "lorries"},
    ]
    assert rows(PolarsFrame(), fields)[1] == {"value": 0.5}
    story = Story(estimates=rows(PolarsFrame(), fields, subject="lorries"))
    assert story.to_yaml().endswith("as_of: 2024-01-01}\n  - {subject: lorries, value: 0.5}\n")

    class Named(PolarsFrame):
        def to_dicts(self) -> list[dict[str, Any]]:
            return rows(PolarsFrame(), fields, subject="lorries")

    assert Story(estimates=Named()) == Story({"estimates": Named()}) == story


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="there is no column 'mnth'; the columns are"):
        rows(PandasFrame(), {"as_of": "mnth"})
    with pytest.raises(TypeError, match="a table is wanted"):
        rows({"a": [1, 2]})
    with pytest.raises(TypeError, match="a fact is wanted"):
        rows([3])


def test_no_library_of_tables_is_imported_and_none_of_this_by_a_check() -> None:
    program = (
        "import sys, ruleck; ruleck.compile('quotes must name a speaker').check({'quotes': [{'text': 'No.'}]});"
        "assert 'ruleck.facts.story' not in sys.modules;"
        "from ruleck.facts import Story; Story(quotes=[{'text': 'No.'}]);"
        "assert not {'pandas', 'polars', 'numpy', 'pydantic'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


# ------------------------------------------------------------------ a mapping that rules take


def test_a_story_is_checked_like_any_document() -> None:
    rules = ruleck.compile("quotes must name a speaker")
    story = Story(quotes=[{"text": "No."}])
    assert [finding.message for finding in rules.check(story).violated] == ['quote "No." names no speaker']
    assert [len(report.violated) for report in rules.check_many([story, story])] == [1, 1]


def test_every_mistake_is_told() -> None:
    with pytest.raises(ruleck.Mistakes) as caught:
        Story(quotes=[{"text": "No.", "speeker": "Eva"}], events=[{"name": "the vote", "date": "2024-02-30"}])
    assert [mistake.code for mistake in caught.value.diagnostics] == ["unknown-field", "wrong-type"]
    assert "it stands at /quotes/0/speeker\n  did you mean `speaker`?" in str(caught.value)
    with pytest.raises(ruleck.Mistakes) as caught:
        Story.from_yaml("quotes:\n  - {text: No., speeker: Eva}\n")
    assert str(caught.value).startswith("story.yaml:2:17: `speeker` is no field of a quote")


def test_nobody_changes_a_story() -> None:
    story = Story(people=[{"name": "Eva", "also_known_as": ["E."]}])
    story["people"][0]["name"] = "Bo"
    story.to_dict()["people"].clear()
    assert story["people"] == [{"name": "Eva", "also_known_as": ["E."]}]
    assert hash(story) == hash(Story(story))
    assert story != Story(people=[{"name": "Bo"}])
    assert story != {"people": story["people"]}
    assert repr(story) == "<Story: 1 people>"


def texts(html: str) -> Iterator[str]:
    from html.parser import HTMLParser

    found: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            assert tag in ("table", "caption", "tr", "th", "td", "p")
            assert attrs == []

    Reader().feed(html)
    return iter(found)


def test_in_a_notebook_nothing_of_a_story_is_markup() -> None:
    nasty = "<script>alert('&')</script>\x1b"
    story = Story(quotes=[{"text": nasty, "speaker": {"name": nasty}}])
    assert nasty.replace("\x1b", "\ufffd") in list(texts(story._repr_html_()))
    report = ruleck.compile("quotes must name a source").check(story)
    assert any("<script>" in text for text in texts(report._repr_html_()))
    assert list(texts(Story()._repr_html_())) == ["no facts"]
