"""The tables of `ruleck explain predicates` and its like: each line parses, and no word of the language is left out."""

from __future__ import annotations

import re

import pytest

from ruleck.explain.reference import TOPICS, topic_text
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.meaning.compile import compile_files
from ruleck.reports.snippet import WIDTH, cells
from ruleck.source import Source
from ruleck.syntax.wording import WORDS

SAMPLES = [
    (name, sample) for name, topic in TOPICS.items() if not topic.whole for sample, _ in topic.rows if sample
]
USED = {"house.ruleck": "", "groups.txt": "Wagner\n"}


def mistakes(text: str) -> list[str]:
    def read(name: str, user: Source) -> Source | str:
        return Source(name, USED[name])

    return [mistake.message for mistake in compile_files([Source("", text)], builtin_vocabulary(), read)[1]]


@pytest.mark.parametrize(("topic", "sample"), SAMPLES)
def test_a_sample_is_a_whole_rule_file(topic: str, sample: str) -> None:
    assert mistakes(sample) == []


@pytest.mark.parametrize("name", [name for name, topic in TOPICS.items() if topic.whole])
def test_samples_that_belong_together_are_one_rule_file(name: str) -> None:
    text = "\n".join(sample for sample, _ in TOPICS[name].rows)
    assert mistakes(text) == []


def is_shown(form: str, text: str) -> bool:
    word = re.escape(form.removesuffix(" of"))
    return re.search(rf"(?<!\w){word}(?!\w)" if form[0].isalpha() else word, text) is not None


def test_every_word_of_the_language_is_in_some_table() -> None:
    topics = TOPICS.values()
    text = " ".join([topic.heading for topic in topics] + [" ".join(row) for topic in topics for row in topic.rows])
    absent = [forms for forms in WORDS.values() if forms and not any(is_shown(form, text.lower()) for form in forms)]
    assert absent == []


@pytest.mark.parametrize("name", TOPICS)
def test_a_table_fits_a_terminal(name: str) -> None:
    lines = topic_text(name).splitlines()
    assert [line for line in lines if cells(line) > WIDTH + 12] == []  # a sample is never broken
