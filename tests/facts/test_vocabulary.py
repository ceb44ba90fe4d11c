"""The kinds that come built in, as the facts page lists them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.vocabulary import Field

# The facts page, one kind a line: `*` is required, `=` what holds where nothing is said.
PAGE = """
article (articles): headline; byline; dateline; section; status one of draft, ready, published, corrected, withdrawn; language; url; published date; updated date; body; body_file
person (people): name*; also_known_as list of text; title; role; affiliation organization; birth_date date; age count; minor yes/no; roles list of role
role (roles): name*; from_date date; until date
organization (organizations): name*; also_known_as list of text
source (sources): name; description; type one of person, organization, document, broadcast, article, dataset; anonymous yes/no = no; reason; official yes/no; plural yes/no = no; number count
quote (quotes): text*; speaker person; source source; kind one of direct, fragment, paraphrase = direct; verb; said_on date; medium; publication
claim (claims): text*; topic; claimant person or organization; sources list of source; made_on date; serious yes/no = no; quantifier; paraphrases quote; response
estimate (estimates): subject*; value number; unit; as_of date; place; source source; method; margin number; cumulative yes/no = no; peak yes/no = no
figure (figures): text; value* number; unit; position one of headline, lead, body, caption, graphic; estimate estimate
change (changes): subject; old number; new number; unit; percent percent; points number; direction one of rise, fall, steady; since date; until date
breakdown (breakdowns): name; total* number; unit; parts list of part
part (parts): label; value* number
conversion (conversions): value* number; unit*; converted* number; converted_unit*; as_of date
event (events): name*; date date; end date; weekday one of monday, tuesday, wednesday, thursday, friday, saturday, sunday; place
mention (mentions): text*; entity person or organization; title; position one of headline, lead, body, caption, quote
poll (polls): question; pollster organization; sponsor organization; population; sample count; mode one of phone, online, in_person, mixed; margin percent; start date; end date; answers list of answer
answer (answers): label; share percent
correction (corrections): text*; published date; field; printed; corrected
"""  # noqa: E501 - one line a kind is what is compared


def line(field: Field) -> str:
    words = field.name + ("*" if field.required else "")
    if field.type.base == "link":
        type_ = " or ".join(field.type.kinds)
    elif field.type.base == "one of":
        type_ = "one of " + ", ".join(field.type.choices)
    else:
        type_ = "" if field.type.base == "text" and not field.type.many else field.type.base
    if type_:
        words += f" {'list of ' if field.type.many else ''}{type_}"
    if field.default is not None:
        words += f" = {'no' if field.default is False else field.default}"
    return words


def test_kinds_are_those_of_the_facts_page() -> None:
    lines = []
    for kind in builtin_vocabulary().kinds.values():
        own = [line(f) for name, f in kind.fields.items() if name not in ("id", "excerpt", "note")]
        lines.append(f"{kind.name} ({kind.plural}): {'; '.join(own)}")
    assert lines == PAGE.strip().splitlines()


def test_every_fact_may_carry_id_excerpt_and_note() -> None:
    for kind in builtin_vocabulary().kinds.values():
        assert list(kind.fields)[-3:] == ["id", "excerpt", "note"]


def test_estimates_make_series() -> None:
    series = {k.name: k.series for k in builtin_vocabulary().kinds.values() if k.series}
    assert list(series) == ["estimate"]
    assert series["estimate"] is not None
    assert (series["estimate"].value, series["estimate"].over) == ("value", "as_of")
    assert series["estimate"].by == ("subject", "unit", "place")


@pytest.mark.parametrize(
    ("kind", "field", "unit", "unit_field"),
    [
        ("estimate", "value", None, "unit"),
        ("estimate", "margin", None, None),
        ("figure", "value", None, "unit"),
        ("change", "old", None, "unit"),
        ("change", "percent", "percent", None),
        ("change", "points", "points", None),
        ("conversion", "value", None, "unit"),
        ("conversion", "converted", None, "converted_unit"),
        ("breakdown", "total", None, "unit"),
        ("part", "value", None, None),
        ("poll", "sample", None, None),
        ("poll", "margin", "percent", None),
    ],
)
def test_where_a_number_has_its_unit_from(kind: str, field: str, unit: str | None, unit_field: str | None) -> None:
    declared = builtin_vocabulary().kinds[kind].fields[field]
    assert (declared.unit, declared.unit_field) == (unit, unit_field)


def test_every_kind_and_field_says_what_it_is() -> None:
    for kind in builtin_vocabulary().kinds.values():
        assert kind.summary
        assert all(field.summary for field in kind.fields.values())


def test_kinds_go_by_both_names_in_any_case() -> None:
    vocabulary = builtin_vocabulary()
    assert vocabulary.kind("Person") is vocabulary.kind("people") is vocabulary.kinds["person"]


def test_the_vocabulary_is_had_without_pydantic() -> None:
    script = "import sys, ruleck.facts.builtin as b; b.builtin_vocabulary(); import ruleck.facts.load; print('pydantic' in sys.modules, 'yaml' in sys.modules)"  # noqa: E501 - a script
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
