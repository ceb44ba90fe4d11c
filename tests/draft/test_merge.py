"""A later version of a story merged into facts that a person has corrected: nothing of the person's is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ruleck.drafting.draft import draft_facts
from ruleck.drafting.layout import read_file
from ruleck.drafting.merge import Merged, merge
from ruleck.drafting.writing import MEMORY, write_draft
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.write import write_yaml
from ruleck.source import Source
from tests.command.running import lay, ruleck_here
from tests.draft.measuring import GOLD, STORIES, draft_of

FIRST = """\
Toll rises to 38

At least 38 people have died, the coast guard said on Friday. "We go on," said Capt. Julio Ferrand.

The mayor called it "a second disaster". More than 14,000 people have left their homes.
"""
SECOND = FIRST.replace("38", "41").replace("Friday", "Saturday").replace("We go on", "We go on until Monday")


def drafted(text: str, day: int = 9) -> str:
    return write_draft(draft_facts(text, date(2022, 9, day), "s.txt"), "s.txt")


def merged(facts: str, story: str, day: int = 10) -> Merged:
    done, mistakes = merge(Source("s.facts.yaml", facts), draft_facts(story, date(2022, 9, day), "s.txt"))
    assert done is not None, [m.message for m in mistakes]
    return done


def values(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def test_an_unchanged_story_changes_nothing() -> None:
    facts = drafted(FIRST).replace("Julio Ferrand", "Julio F. Ferrand")
    done = merged(facts, FIRST)
    assert (done.text, done.same) == (facts, True)


def test_what_is_new_is_added_and_what_is_gone_is_marked() -> None:
    facts = drafted(FIRST)
    done = merged(facts, SECOND)
    assert done.new == [
        "quote “We go on until Monday”",
        "estimate “At least 41 people”",
        "figure “rises to 41”",
        "figure “At least 41 people”",
        "event “on until Monday”",
    ]
    assert "estimate “At least 38 people”, perhaps now “At least 41 people”" in done.gone
    assert "# gone: it is no longer in the story, perhaps now “At least 41 people”" in done.text
    assert "# new; sure: `said` right after the quote" in done.text
    for kind, there in values(facts).items():
        if kind != "article":
            assert values(done.text)[kind][: len(there)] == there


def test_a_new_fact_leads_to_the_fact_that_the_person_has_renamed() -> None:
    facts = drafted(FIRST).replace("id: ferrand", "id: the-captain").replace("speaker: ferrand", "speaker: the-captain")
    done = merged(facts, SECOND)
    assert values(done.text)["quotes"][-1]["speaker"] == "the-captain"


def test_what_a_person_has_taken_out_stays_out() -> None:
    facts = drafted(FIRST)
    block = values(facts)
    block["quotes"] = [q for q in block["quotes"] if q["text"] != "a second disaster"]
    memory = "".join(f"{kept}\n" for kept in facts.splitlines() if kept.startswith(MEMORY))
    cut = write_yaml(block, builtin_vocabulary()) + memory
    done = merged(cut, SECOND)
    assert "a second disaster" not in done.text
    assert not any("second disaster" in told for told in done.new)


def test_facts_of_a_persons_own_making_get_what_they_lack() -> None:
    own = "quotes:\n  - {text: We go on, speaker: me, excerpt: We go on}   # mine\n"
    done = merged(own, FIRST)
    assert done.text.startswith("quotes:\n  - {text: We go on, speaker: me, excerpt: We go on}   # mine\n  # new;")
    assert [q["text"] for q in values(done.text)["quotes"]] == ["We go on", "a second disaster"]


def test_a_reading_that_changed_is_told_and_not_put_in() -> None:
    story = 'A headline\n\n"It is safe," he said.\n'
    later = 'A headline\n\n"It is safe," said Ines Kaya, the engineer.\n'
    done = merged(drafted(story).replace('speaker: "?"', "speaker: Ada Marsh"), later)
    assert values(done.text)["quotes"] == [{**values(drafted(story))["quotes"][0], "speaker": "Ada Marsh"}]
    assert "# changed: the story now reads speaker kaya" in done.text
    assert done.changed == ["quote “It is safe”: the story now reads speaker kaya"]


def test_wording_that_comes_back_is_no_longer_marked_as_gone() -> None:
    facts = drafted(FIRST)
    away = merged(facts, SECOND)
    back = merged(away.text, FIRST, 9)
    assert "At least 38 people" in next(told for told in away.gone if "estimate" in told)
    assert "perhaps now “At least 41 people”" in away.text
    assert "perhaps now “At least 41 people”" not in back.text
    assert not any("38" in told for told in back.gone)
    assert values(back.text)["estimates"] == values(away.text)["estimates"]


@pytest.mark.parametrize("own", ["quotes: []\n", "quotes:\n", "quotes: [{text: Mine}]\n", "quotes:\n- text: Mine\n"])
def test_lists_are_added_to_however_they_are_laid_out(own: str) -> None:
    done = merged(own, FIRST)
    assert [q["text"] for q in values(done.text)["quotes"]][-2:] == ["We go on", "a second disaster"]


def test_lines_end_as_they_did() -> None:
    done = merged(drafted(FIRST).replace("\n", "\r\n"), SECOND)
    assert "\n" not in done.text.replace("\r\n", "")


def test_a_file_that_cannot_be_read_is_left(tmp_path: Path) -> None:
    lay(tmp_path, {"s.txt": SECOND, "s.facts.yaml": "quotes: [\n", "b.facts.yaml": '{"quotes": []}'})
    for name, told in (("s.facts.yaml", "s.facts.yaml:"), ("b.facts.yaml", "with a line for each kind")):
        before = (tmp_path / name).read_bytes()
        done = ruleck_here("draft", "s.txt", "--update", name, cwd=tmp_path)
        assert done.returncode == 2
        assert told in done.stderr
        assert (tmp_path / name).read_bytes() == before


def test_the_command_merges_and_lists_what_changed(tmp_path: Path) -> None:
    lay(tmp_path, {"s.txt": FIRST, "s2.txt": SECOND})
    assert (
        ruleck_here("draft", "s.txt", "--published", "2022-09-09", "-o", "s.facts.yaml", cwd=tmp_path).returncode == 0
    )
    before = (tmp_path / "s.facts.yaml").read_text("utf-8")
    shown = ruleck_here("draft", "s2.txt", "--update", "s.facts.yaml", "--dry-run", cwd=tmp_path)
    assert "+  body_file: s2.txt" in shown.stdout
    assert (tmp_path / "s.facts.yaml").read_text("utf-8") == before
    done = ruleck_here("draft", "s2.txt", "--update", "s.facts.yaml", cwd=tmp_path)
    assert "new: quote “We go on until Monday”\n" in done.stdout
    assert "gone: " in done.stdout
    again = ruleck_here("draft", "s2.txt", "--update", "s.facts.yaml", cwd=tmp_path)
    assert again.stdout == "s.facts.yaml: the story is as it was when it was drafted, and nothing is changed\n"
    assert ruleck_here("check", "s.facts.yaml", "-e", "the article must have a body", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["s.txt", "--dry-run"], "`--dry-run` shows what `--update` would change"),
        (["s.txt", "--update", "s.txt", "-o", "a"], "`--update` writes `s.txt` itself: leave `-o` out"),
        (["s.txt", "--update", "none.yaml"], "none.yaml"),
    ],
)
def test_what_is_wrong_with_an_update_is_told(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = ruleck_here("draft", *arguments, cwd=lay(tmp_path, {"s.txt": FIRST}))
    assert done.returncode == 2
    assert told in done.stderr


# ------------------------------------------------------------------ laws

_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(
    str.strip
)


@st.composite
def corrected(draw: st.DrawFn) -> tuple[str, str, dict[str, Any]]:
    """A story of ours, and its draft as somebody has corrected it: fields changed, added and taken out, facts too."""
    name = draw(st.sampled_from(STORIES))
    draft = draft_of(name)
    document: dict[str, Any] = draft.document()
    for kind in list(document):
        if kind == "article":
            continue
        facts = [dict(fact) for fact in document[kind]]
        for fact in facts:
            for field in draw(st.lists(st.sampled_from(["note", *fact]), max_size=2, unique=True)):
                if field != "excerpt" or draw(st.booleans()):
                    fact[field] = draw(_WORDS)
        keep = draw(st.lists(st.booleans(), min_size=len(facts), max_size=len(facts)))
        document[kind] = [fact for fact, kept in zip(facts, keep, strict=True) if kept or draw(st.booleans())]
    written = write_draft(draft, "s.txt")
    memory = "".join(f"{line}\n" for line in written.splitlines() if line.startswith(MEMORY))
    return (
        name,
        write_yaml(document, builtin_vocabulary()) + draw(st.sampled_from(["", "\n", "# mine\n"])) + memory,
        document,
    )


@given(corrected())
@settings(max_examples=12, deadline=None)
def test_law_an_unchanged_story_gives_back_the_same_bytes(case: tuple[str, str, dict[str, Any]]) -> None:
    name, text, _ = case
    done, _ = merge(Source("s.facts.yaml", text), draft_of(name))
    assert done is not None
    assert done.text == text


@given(corrected(), st.integers(0, 40), st.sampled_from(["", "It rained on Sunday.", '"Wait," said Mayor Ada Marsh.']))
@settings(max_examples=12, deadline=None)
def test_law_whatever_a_person_has_corrected_survives(
    case: tuple[str, str, dict[str, Any]], cut: int, more: str
) -> None:
    name, text, _ = case
    story = (GOLD / f"{name}.txt").read_text("utf-8")
    lines = story.split("\n")
    del lines[1 + cut % (len(lines) - 1)]
    later = "\n".join([*lines, "", more])
    done, mistakes = merge(Source("s.facts.yaml", text), draft_facts(later, date(2024, 6, 11), f"{name}.txt"))
    assert done is not None, [m.message for m in mistakes]
    before, after = (read_file(Source("s.facts.yaml", one))[0] for one in (text, done.text))
    assert before is not None
    assert after is not None
    there = {fact.pointer: fact.fields for fact in after.facts()}
    assert all(there[fact.pointer] == fact.fields for fact in before.facts())
    # Every line that was there is there still, in the same order, but for what is remembered.
    left = iter(done.text.splitlines())
    assert all(line in left for line in text.splitlines() if line.strip() and not line.startswith(MEMORY))
    again, _ = merge(Source("s.facts.yaml", done.text), draft_facts(later, date(2024, 6, 11), f"{name}.txt"))
    assert again is not None
    assert again.text == done.text
