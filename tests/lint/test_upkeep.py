"""Examples, summaries, names and kinds."""

from __future__ import annotations

import pytest

from tests.lint.linting import codes, remarks, words

USES_VAGUE = "no quote's verb may be one of vague\n"


def test_a_sentence_by_itself_is_a_first_try_and_a_rule_is_a_standard() -> None:
    assert [r.lint.code for r in remarks("quotes must name a speaker\n")] == []
    assert [r.lint.code for r in remarks("rule r: quotes must name a speaker\n")] == ["R101", "R102"]


@pytest.mark.parametrize(
    "use",
    [
        USES_VAGUE,
        "quotes where verb is one of Vague must name a speaker\n",
        "no quote's text may contain one of vague\n",
        'define more as people where role is one of vague\nmore must have a title\n',
    ],
)
def test_a_name_is_used_wherever_it_may_stand(use: str) -> None:
    assert codes(f'define vague as "slammed"\n{use}') == []


def test_a_name_that_nothing_uses_is_remarked_where_it_is_defined() -> None:
    (remark,) = remarks('define vague as "slammed"\ndefine lost as 3\n' + USES_VAGUE)
    assert (remark.lint.code, words(remark)) == ("R301", "lost")


def test_a_file_of_definitions_is_judged_by_the_files_that_use_it() -> None:
    names = 'define vague as "slammed"\n'
    assert codes(names) == []
    assert codes(names, others=("quotes must name a speaker\n",)) == []
    assert codes(names, others=('use "a"\n' + "quotes must name a speaker\n",)) == ["R301"]
    assert codes(names, others=('use "a"\n' + USES_VAGUE,)) == []


def test_kinds_are_read_by_rules_or_needed_by_what_is_read() -> None:
    option = "kind option:\n  label text\n"
    survey = "kind survey:\n  question text\n  options list of option\n"
    assert codes(option + survey + "quotes must name a speaker\n") == ["R302", "R302"]
    assert codes(option + survey + "surveys must have at least 2 options\n") == []
    assert codes(option + survey + "surveys must give a question\n") == ["R302"]
    assert codes(option + survey) == [], "a vocabulary by itself is for others"
    assert codes(option, others=("options must give a label\n",)) == []


def test_fields_added_to_a_kind_are_read_or_remarked_together() -> None:
    fields = "kind quote:\n  mood text\n  pace text\n"
    assert codes(fields + "quotes must name a speaker\n") == ["R302"]
    assert codes(fields + "quotes must give a mood\n") == []
