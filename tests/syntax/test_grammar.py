"""The grammar has no conflict, and its tables are saved and loaded safely."""

import io
import pickle
import re
from pathlib import Path

import pytest

from ruleck import resources
from ruleck.syntax import grammar
from ruleck.syntax.wording import WORDS


def test_the_grammar_has_no_conflict() -> None:
    # Raises on a shift/reduce conflict, and (interegular) on two words that could be read for each other.
    grammar.build(strict=True)


def test_every_word_of_the_grammar_has_a_wording() -> None:
    assert {terminal.name for terminal in grammar.parser().terminals} | {"$END"} == set(WORDS)


def test_only_some_forty_words_can_be_no_names() -> None:
    words = (resources.folder("grammars") / "words.lark").read_text("utf-8")
    reserved = re.search(r"^NAME\.1: /\(\?!\(\?:([a-z|]+)\)", words, re.MULTILINE)
    assert reserved is not None
    assert len(reserved.group(1).split("|")) <= 41


def test_saved_tables_parse_as_built_ones_do(tmp_path: Path) -> None:
    path = grammar.write_tables(tmp_path)
    loaded = grammar._load(path)
    assert loaded is not None
    sentence = "quotes must name a speaker"
    assert loaded.parse(sentence) == grammar.parser().parse(sentence)


def test_a_damaged_table_is_passed_over(tmp_path: Path) -> None:
    for content in (b"", b"junk", pickle.dumps({"data": 1})):
        path = tmp_path / "damaged.tables"
        path.write_bytes(content)
        assert grammar._load(path) is None
    assert grammar._load(tmp_path / "none") is None


def test_tables_are_cached_for_the_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = grammar._private_folder()
    assert folder == tmp_path / "ruleck"
    assert folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o777)
    assert grammar._private_folder() is None


def test_a_cache_that_cannot_be_written_is_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert grammar._private_folder() is None
    saved = io.BytesIO()
    grammar.parser().save(saved)
    grammar._save(grammar.parser(), tmp_path / "missing" / "x.tables")
    assert not (tmp_path / "missing").exists()
