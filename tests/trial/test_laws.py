"""What `ruleck check` finds, written as promises, is kept; and it takes nothing less and nothing more."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import ruleck
from ruleck.evaluate.run import Checks, Evaluation
from ruleck.facts.load import read_document
from ruleck.source import Source
from ruleck.trial.coverage import Sightings
from ruleck.trial.documents import EXCERPTS, Promising, judged
from ruleck.trial.expectations import Lines, read_expectations
from ruleck.trial.result import Result
from tests.packs.programs import of_text

RULES = """\
rule speaker: quotes where kind is one of (direct, fragment) must name a speaker
rule verb: when the article's section is "world", quotes should have a verb
rule once: quotes' text must be unique
"""
PROGRAM = of_text(RULES)
QUOTE = st.fixed_dictionaries(
    {"text": st.sampled_from(["a", "b # violated: once", "c", "?"])},
    optional={
        "speaker": st.sampled_from(["Ada", "?"]),
        "kind": st.sampled_from(["direct", "paraphrase", "?"]),
        "verb": st.sampled_from(["said", "?"]),
    },
)


def document(section: str, quotes: list[dict[str, str]], comments: dict[int, str]) -> str:
    """A story with a quote a line, and the comments on them."""
    rows = [f'article: {{section: "{section}"}}', "quotes:"]
    for number, quote in enumerate(quotes, 3):
        fields = ", ".join(f'{name}: "{value}"' for name, value in quote.items())
        rows.append(f"  - {{{fields}}}{f'  # {comments[number]}' if comments.get(number) else ''}")
    return "\n".join(rows) + "\n"


def results(text: str) -> list[Result]:
    """What a document promises, judged."""
    source = Source("story.facts.yaml", text)
    story, mistakes = read_document(source, PROGRAM.vocabulary)
    assert story is not None
    lines = Lines(source, story)
    expectations, more = read_expectations(source, lines, [EXCERPTS, *(rule.id for rule in PROGRAM.rules)])
    assert not [*mistakes, *more]
    findings = ruleck.compile(RULES).check(story).findings
    return list(judged(PROGRAM, Promising(source, story, lines, expectations), findings, [story]))


@settings(max_examples=60)
@given(st.sampled_from(["world", "sports", "?"]), st.lists(QUOTE, max_size=4), st.data())
def test_a_story_keeps_what_is_found_in_it(section: str, quotes: list[dict[str, str]], data: st.DataObject) -> None:
    plain = document(section, quotes, {})
    found: dict[int, list[str]] = {}
    for finding in ruleck.compile(RULES).check(plain).findings:
        story = finding.focus.story
        assert story is not None
        place = story.at(finding.focus.pointer)
        assert place is not None
        words = f"{finding.verdict}: {finding.rule}{f' ({finding.cause})' if finding.cause else ''}"
        found.setdefault(place.source.position(place.span.start).line, []).append(words)
    comments = {line: "; ".join(dict.fromkeys(words)) for line, words in found.items()}
    kept = results(document(section, quotes, comments))
    assert all(result.status == "passed" for result in kept)
    listed = {(line, words) for line, told in found.items() for words in told if "(missing)" not in words}
    if listed:
        line, words = data.draw(st.sampled_from(sorted(listed)))
        fewer = {**comments, line: "; ".join(w for w in dict.fromkeys(found[line]) if w != words)}
        failed = [result for result in results(document(section, quotes, fewer)) if result.status == "failed"]
        assert failed
        assert {result.rule for result in failed} == {words.split()[1]}


@settings(max_examples=60)
@given(st.sampled_from(["world", "sports", "?"]), st.lists(QUOTE, max_size=4))
def test_coverage_has_seen_what_was_found_and_has_changed_nothing(section: str, quotes: list[dict[str, str]]) -> None:
    story, _ = read_document(document(section, quotes, {}), PROGRAM.vocabulary)
    assert story is not None
    sightings = Sightings(PROGRAM.rules)
    found = Evaluation(PROGRAM, Checks(PROGRAM, sightings)).check(story)
    assert found == Evaluation(PROGRAM).check(story)
    covered = {covered.rule.id: covered.clauses for covered in sightings.coverage().rules}
    for finding in found.findings:
        clauses = covered[finding.rule]
        if finding.verdict == "violated":
            assert all("false" in clause.seen for clause in clauses if clause.part == "predicate")
            assert all("true" in clause.seen for clause in clauses if clause.part in ("where", "when"))
        else:
            assert any("undecided" in clause.seen for clause in clauses)
    for rule, clauses in covered.items():
        if rule not in found.matched:
            assert not any(clause.seen for clause in clauses if clause.part == "predicate")
