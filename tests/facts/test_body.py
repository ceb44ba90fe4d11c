"""The story's body, where it may be read from, and the excerpts in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ruleck.facts.load import Settings, read_document, read_file
from ruleck.facts.record import Story
from tests.facts.reading import BUILTIN, only, story_of, told

BODY = "They were being “hunted\n  down” there. Then they were hunted down again."


def excerpt(story: Story, kind: str = "quote") -> str | None:
    place = story.excerpt(only(story, kind))
    return place.source.text[place.span.start : place.span.end] if place else None


def with_excerpt(written: str) -> Story:
    body = BODY.replace("\n", "\\n")
    return story_of(f'article: {{body: "{body}"}}\nquotes: [{{text: a, excerpt: {written}}}]\n', path="a.yaml")


def test_an_excerpt_is_found_whatever_its_white_space_and_quote_marks() -> None:
    assert excerpt(with_excerpt("'\"hunted down\" there'")) == "“hunted\n  down” there"
    assert excerpt(with_excerpt("hunted down again")) == "hunted down again"


def test_what_stands_around_it_tells_two_places_apart() -> None:
    assert excerpt(with_excerpt("hunted down")) == "hunted\n  down"
    assert excerpt(with_excerpt("{exact: hunted down, prefix: they were}")) == "hunted down"
    assert excerpt(with_excerpt("{type: TextQuoteSelector, exact: hunted down, suffix: again}")) == "hunted down"
    assert only(with_excerpt("{exact: hunted down, prefix: they were}"), "quote").fields["excerpt"] == "hunted down"


def test_an_excerpt_that_is_not_in_the_body_is_misplaced() -> None:
    story = with_excerpt("chased down")
    assert story.misplaced == (only(story, "quote"),)
    assert excerpt(story) is None
    story = with_excerpt("{exact: hunted down, prefix: nobody}")
    assert story.misplaced == (only(story, "quote"),)
    assert with_excerpt("hunted down").misplaced == ()


def test_without_a_body_no_excerpt_is_misplaced() -> None:
    story = story_of("quotes: [{text: a, excerpt: b}]")
    assert (story.misplaced, excerpt(story), story.body) == ((), None, None)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project" / "stories").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "project"


def load(project: Path, body_file: str, **settings: object) -> tuple[Story | None, list[str]]:
    facts = project / "stories" / "a.facts.yaml"
    facts.write_text(
        f"article: {{body_file: '{body_file}'}}\nquotes: [{{text: a, excerpt: hunted down}}]\n", encoding="utf-8"
    )
    inside = Settings(root=project, allow_body_file=True)
    ((story, mistakes),) = read_file(facts, BUILTIN, inside, path=os.fspath(facts))
    return story, [told(m) for m in mistakes]


def test_a_body_file_is_read_from_beside_the_facts(project: Path) -> None:
    (project / "stories" / "a.txt").write_text(BODY, encoding="utf-8")
    story, mistakes = load(project, "a.txt")
    assert story is not None, mistakes
    assert story.article.fields["body"] == BODY
    assert story.article.fields["body_file"] == "a.txt"
    assert story.body is not None
    assert story.body.path.endswith("stories/a.txt")
    assert excerpt(story) == "hunted\n  down"


@pytest.mark.parametrize(
    ("body_file", "reason"),
    [
        ("/etc/passwd", "`/etc/passwd` is outside the project"),
        ("../../secret.txt", "`../../secret.txt` is outside the project"),
        ("nobody.txt", "`nobody.txt` is not there"),
        (".", "`.` is no file"),
        ("link.txt", "`link.txt` is outside the project"),
        ("loop.txt", "`loop.txt` "),
        ("x" * 5000, "` cannot be read"),
    ],
)
def test_a_body_file_stays_inside_the_project(project: Path, body_file: str, reason: str) -> None:
    (project / "stories" / "link.txt").symlink_to("../../secret.txt")
    (project / "stories" / "loop.txt").symlink_to("loop.txt")
    story, (mistake,) = load(project, body_file)
    assert story is None
    assert mistake.startswith("1:22 [")
    assert reason in mistake


def test_a_body_file_that_is_no_utf_8(project: Path) -> None:
    (project / "stories" / "a.txt").write_bytes(b"fine\ncaf\xe9")
    story, (mistake,) = load(project, "a.txt")
    assert story is None
    assert mistake.startswith("2:4 [�] this file is not UTF-8")


def test_a_body_file_is_refused_where_facts_are_no_file() -> None:
    for settings in (Settings(), Settings(root=Path("/")), Settings(allow_body_file=True)):
        story, (mistake,) = read_document("article: {body_file: a.txt}", BUILTIN, settings)
        assert story is None
        assert mistake.code == "body-file-refused"


def test_a_facts_file_that_is_not_there(tmp_path: Path) -> None:
    ((story, (mistake,)),) = read_file(tmp_path / "a.yaml", BUILTIN, path="a.yaml")
    assert story is None
    assert mistake.message == "`a.yaml` cannot be read: no such file or directory"
