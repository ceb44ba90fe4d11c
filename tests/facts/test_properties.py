"""What holds of every document, however odd."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ruleck.facts.load import read_document, read_mapping
from ruleck.facts.record import Record, Story
from ruleck.facts.yaml_plain import as_yaml
from tests.facts.reading import BUILTIN

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["?", "", "less than 1,000", "2017-12", "2017-02-30", "yes", "direct", "s", "Eva", "1e999999", "\ud800"]
    )
)
KEYS = st.sampled_from(
    [name for kind in BUILTIN.kinds.values() for name in (kind.name, kind.plural, *kind.fields)]
) | st.text(max_size=5)
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def _facts(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """A few fields of a kind, each with a value that may or may not be of its type."""
    return st.sampled_from(list(BUILTIN.kinds)).flatmap(
        lambda kind: st.tuples(
            st.just(kind), st.dictionaries(st.sampled_from(list(BUILTIN.kinds[kind].fields)), values, max_size=4)
        )
    )


def _documents(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.lists(_facts(values), max_size=4).map(_document)


def _document(facts: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for kind, fact in facts:
        if kind == "article":
            document["article"] = fact
        else:
            document.setdefault(BUILTIN.kinds[kind].plural, []).append(fact)
    return document


NEAR_STORIES = _documents(VALUES)


@settings(max_examples=200)
@given(VALUES | NEAR_STORIES)
def test_no_value_raises_and_each_is_a_story_or_mistaken(value: Any) -> None:
    story, mistakes = read_mapping(value, BUILTIN)
    assert (story is None) == bool(mistakes)


@settings(max_examples=200)
@given(st.text() | st.binary())
@example("a: &a\n- *a")
@example("? ? ?")
@example("{" * 300)
@example("- " * 300)
@example('"\\U00110000"')
@example("a: |9\n x")
@example("%YAML 9.9\n---\na: b")
@example("%TAG ! x\n---\na: b")
@example("a: b\n...\n...\n")
def test_no_text_raises(content: str | bytes) -> None:
    for path in ("a.yaml", "a.json", ""):
        story, mistakes = read_document(content, BUILTIN, path=path)
        assert (story is None) == bool(mistakes)
        for mistake in mistakes:
            for label in mistake.labels:
                at = label.source.position(label.span.start)
                assert 0 <= label.span.start <= label.span.end
                assert label.source.line(at.line) is not None


@settings(max_examples=100)
@given(NEAR_STORIES)
def test_every_mistake_of_a_document_has_a_place_in_it(value: Any) -> None:
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        text.encode()
    except ValueError:
        return
    for path in ("a.json", "a.yaml"):
        _, mistakes = read_document(text, BUILTIN, path=path)
        for mistake in mistakes:
            assert mistake.labels
            assert mistake.labels[0].span.end <= len(text)


SCALARS = st.sampled_from(
    ["x", "3", "1,500", "less than 3", "2017", "2017-12-05", "yes", "no", "direct", "?", "Eva", "a, b", "c: d"]
)
NAMED = st.dictionaries(st.sampled_from(["name", "text", "value"]), SCALARS, max_size=2)
PLAIN = _documents(SCALARS | st.lists(SCALARS, max_size=2) | NAMED)


def shape(story: Story | None) -> object:
    if story is None:
        return None

    def of(value: object) -> object:
        if isinstance(value, Record):
            return value.kind, value.pointer, value.known
        return tuple(of(one) for one in value) if isinstance(value, tuple) else repr(value)

    return {
        kind: [(r.pointer, {n: of(v) for n, v in r.fields.items()}) for r in records]
        for kind, records in story.records.items()
    }


@settings(max_examples=150)
@given(PLAIN)
def test_yaml_json_and_python_values_tell_one_story(document: dict[str, Any]) -> None:
    as_dict, dict_mistakes = read_mapping(document, BUILTIN)
    as_json, json_mistakes = read_document(json.dumps(document), BUILTIN, path="a.json")
    in_yaml, yaml_mistakes = read_document(as_yaml(document), BUILTIN, path="a.yaml")
    assert shape(as_dict) == shape(as_json) == shape(in_yaml)
    messages = [sorted(m.message for m in told) for told in (dict_mistakes, json_mistakes, yaml_mistakes)]
    assert messages[0] == messages[1] == messages[2]


@settings(max_examples=100)
@given(PLAIN)
def test_a_story_is_what_its_document_says_each_time(document: dict[str, Any]) -> None:
    first, mistakes = read_mapping(document, BUILTIN)
    again, same = read_mapping(document, BUILTIN)
    assert shape(first) == shape(again)
    assert mistakes == same


@settings(max_examples=100)
@given(PLAIN, st.randoms(use_true_random=False))
def test_the_order_of_kinds_changes_no_link(document: dict[str, Any], order: Any) -> None:
    names = list(document)
    order.shuffle(names)
    first, _ = read_mapping(document, BUILTIN)
    other, _ = read_mapping({name: document[name] for name in names}, BUILTIN)
    assert (first is None) == (other is None)

    def targets(story: Story) -> dict[tuple[str, str], object]:
        return {
            (r.pointer, name): (v.kind, v.fields.get("name"), v.known, v.pointer if v.known else None)
            for records in story.records.values()
            for r in records
            for name, v in r.fields.items()
            if isinstance(v, Record)
        }

    if first is not None and other is not None:
        assert targets(first) == targets(other)
