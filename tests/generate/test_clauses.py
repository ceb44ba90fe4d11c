"""Documents written as clauses: what is read back is what was written, and reads as an author would have written it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.vocabulary import FieldType
from ruleck.generate.clauses import as_read, clause, title
from ruleck.meaning.program import Example
from ruleck.source import Source
from ruleck.syntax.format import format_file
from tests.packs.programs import of_text

VOCABULARY = builtin_vocabulary()
OUTCOMES = ["accepts", "rejects", "leaves undecided", "ignores"]


def back(text: str) -> Example:
    """The example that a clause is read as."""
    [rule] = of_text(f"rule it: quotes must name a speaker\n  {text}\n").rules
    [example] = rule.examples
    return example


def values(type_: FieldType, depth: int) -> st.SearchStrategy[Any]:
    if type_.many:
        return st.lists(values(FieldType(type_.base, type_.choices, type_.kinds), depth), max_size=2)
    match type_.base:
        case "yes/no":
            return st.sampled_from([True, False, "yes", "no", "?"])
        case "one of":
            return st.sampled_from([*type_.choices, "?"])
        case "number":
            return st.sampled_from([3, -2.5, "1,000", "less than 40", "?", {"low": 3}, {"low": "1", "high": "1,500"}])
        case "count":
            return st.sampled_from([3, "12", "at least 2", {"high": 5}])
        case "percent":
            return st.sampled_from([40, "44%", "about 5", "2.50"])
        case "date":
            return st.sampled_from(["2017", "2017-12", "2017-12-05", "2017-12-05/2017-12-07", "2017-12-05~", "?"])
        case "duration":
            return st.sampled_from(["3 days", "1 years"])
        case "link" if depth:
            return st.sampled_from(type_.kinds).flatmap(lambda kind: records(kind, depth - 1)) | st.just("Ada")
        case "link":
            return st.sampled_from(["Ada Marsh", "?"])
    return st.sampled_from(["it", 'say "yes"', "the “quoted”", "back\\slash", "# no comment", "yes", "3", "?", "{a}"])


def records(name: str, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    kind = VOCABULARY.kinds[name]
    required = {field.name: values(field.type, depth) for field in kind.fields.values() if field.required}
    others = {
        field.name: values(field.type, depth)
        for field in kind.fields.values()
        if not field.required and field.name not in ("body_file", "id", "excerpt")
    }
    return st.fixed_dictionaries(required, optional=others)


def stories(kinds: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    facts = {VOCABULARY.kinds[kind].plural: st.lists(records(kind), min_size=1, max_size=2) for kind in kinds}
    return st.fixed_dictionaries(facts, optional={"article": records("article")})


documents = st.lists(st.sampled_from([k for k in VOCABULARY.kinds if k != "article"]), max_size=3).flatmap(stories)


@given(st.lists(documents, min_size=1, max_size=3), st.sampled_from(OUTCOMES))
@settings(max_examples=150, deadline=None)
def test_a_clause_is_read_back_as_the_documents(written: list[dict[str, Any]], outcome: str) -> None:
    text = clause(outcome, "a name", written, VOCABULARY)
    found = back(text)
    assert (found.outcome, found.name) == (outcome, "a name")
    assert found.documents == as_read(written, VOCABULARY)
    # Once more from what was read: nothing is lost on the way.
    assert clause(outcome, "a name", found.documents, VOCABULARY) == text


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ({}, "article {}"),
        ({"quotes": [{"text": "No.", "kind": "direct"}]}, 'quote {text: "No.", kind: direct}'),
        ({"quotes": [{"text": "No."}], "article": {"published": "2017-12"}},
         'article {published: 2017-12}, quote {text: "No."}'),
        ({"estimates": [{"subject": "x", "value": 40, "cumulative": True, "as_of": "2017"}]},
         'estimate {subject: "x", value: 40, cumulative: yes, as_of: 2017}'),
        ({"estimates": [{"subject": "x", "value": "1,200", "as_of": "?"}]},
         'estimate {subject: "x", value: "1,200", as_of: ?}'),
        ({"estimates": [{"subject": "x", "value": {"low": 1000, "high": 1500}}]},
         'estimate {subject: "x", value: "1,000 to 1,500"}'),
        ({"estimates": [{"subject": "x", "value": {"low": 1000}}]}, 'estimate {subject: "x", value: "at least 1,000"}'),
        ({"claims": [{"text": "x", "sources": ["a", {"name": "b"}], "topic": None}]},
         'claim {text: "x", sources: ["a", {name: "b"}]}'),
        ({"polls": [{"mode": "in_person", "answers": [{"share": "44%"}]}]},
         "poll {mode: in_person, answers: [{share: 44%}]}"),
        ({"people": [{"name": "two\nlines"}]}, 'person {name: "two lines"}'),
    ],
)  # fmt: skip
def test_values_stand_as_authors_write_them(document: dict[str, Any], text: str) -> None:
    assert clause("ignores", None, [document], VOCABULARY) == f"ignores {text}"
    assert back(f"ignores {text}").documents == as_read([document], VOCABULARY)


def test_a_word_of_the_language_is_no_bare_member() -> None:
    program = of_text("kind vote:\n  answer one of (\"for\", against, \"two\")\nrule it: votes must have an answer\n")
    document = {"votes": [{"answer": answer} for answer in ("for", "against", "two")]}
    text = clause("accepts", None, [document], program.vocabulary)
    assert text == 'accepts vote {answer: "for"}, vote {answer: against}, vote {answer: "two"}'


def test_several_stories_each_begin_with_an_article() -> None:
    stories = [{"quotes": [{"text": "a"}]}, {"quotes": [{"text": "b"}]}]
    text = clause("rejects", "apart", stories, VOCABULARY)
    assert text == 'rejects "apart" quote {text: "a"}, article {}, quote {text: "b"}'
    assert [list(document) for document in back(text).documents] == [["quotes"], ["article", "quotes"]]


def test_a_clause_is_laid_out_like_any_other() -> None:
    text = clause("rejects", "x", [{"quotes": [{"text": "a" * 60}, {"text": "b" * 60}]}], VOCABULARY)
    laid_out, mistakes = format_file(Source("", f"rule it: quotes must name a speaker\n  {text}\n"))
    assert not mistakes
    assert format_file(Source("", laid_out))[0] == laid_out


@pytest.mark.parametrize(
    ("stories", "says"),
    [
        ([{}], "a story without facts"),
        ([{"article": {}}], "a story without facts"),
        ([{"estimates": [{}, {}], "article": {}}], "two estimates"),
        ([{"people": [{}]}, {"people": [{}], "answers": [{}] * 12}], "two people and 12 answers in two stories"),
    ],
)
def test_documents_have_a_short_name(stories: list[dict[str, Any]], says: str) -> None:
    assert title(stories, VOCABULARY) == says
