"""`ruleck draft`, from the outside."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.command.running import lay, ruleck, ruleck_here

STORY = """\
Fewer than 40 lorries a day cross the bridge, city says

"The bridge is safe," said Ines Kaya, the city engineer, on Tuesday. "It will open in May."

Fewer than 40 lorries a day have crossed since the weight limit came in, down from more than 400 two years ago. He
called the repair "a patch on a patch".

Follow us on social media!
"""
FILES: dict[str, str | bytes] = {"bridge.txt": STORY}


def test_a_draft_is_printed_and_passes_the_check_as_it_is(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    done = ruleck("draft", "bridge.txt", "--published", "2024-03-08", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "bridge.facts.yaml").write_text(done.stdout, "utf-8")
    checked = ruleck("check", "bridge.facts.yaml", "-e", "quotes must name a speaker", cwd=tmp_path)
    assert checked.returncode == 0
    assert "1 undecided" in checked.stdout
    assert "held" not in checked.stderr


def test_it_says_how_sure_each_fact_is_and_what_was_left_out(tmp_path: Path) -> None:
    out = ruleck_here("draft", "bridge.txt", "--published", "2024-03-08", cwd=lay(tmp_path, FILES)).stdout
    assert "# sure: `said` right after the quote" in out
    assert "# check: the speaker is a pronoun, “He”" in out
    assert "# Left out as promotion: Follow us on social media!" in out
    assert "said_on: 2024-03-05" in out
    assert "as_of: 2021-09/2022-09" in out


def test_without_the_day_of_publication_only_what_names_its_year_is_dated(tmp_path: Path) -> None:
    out = ruleck_here("draft", "bridge.txt", cwd=lay(tmp_path, FILES)).stdout
    assert 'published: "?"' in out
    assert "2022" not in out


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    lay(tmp_path, FILES | {"facts.yaml": "article: {headline: Mine}\n"})
    done = ruleck_here("draft", "bridge.txt", "-o", "facts.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "`facts.yaml` is there already" in done.stderr
    assert (tmp_path / "facts.yaml").read_text("utf-8") == "article: {headline: Mine}\n"
    assert ruleck_here("draft", "bridge.txt", "-o", "facts.yaml", "--force", cwd=tmp_path).returncode == 0
    aloud = ruleck_here("draft", "bridge.txt", "-o", "-", cwd=tmp_path).stdout
    assert aloud == ruleck_here("draft", "bridge.txt", cwd=tmp_path).stdout != ""
    assert not (tmp_path / "-").exists()
    assert "Ines Kaya" in (tmp_path / "facts.yaml").read_text("utf-8")


def test_the_body_file_is_named_from_where_the_facts_are(tmp_path: Path) -> None:
    lay(tmp_path, {"texts/bridge.txt": STORY, "facts/none": ""})
    done = ruleck_here("draft", "texts/bridge.txt", "-o", "facts/bridge.facts.yaml", cwd=tmp_path)
    assert done.stdout.startswith("wrote facts/bridge.facts.yaml: ")
    assert "body_file: ../texts/bridge.txt" in (tmp_path / "facts/bridge.facts.yaml").read_text("utf-8")
    assert ruleck_here("check", "facts", "-e", "the article must have a body", cwd=tmp_path).returncode == 0


def test_what_is_printed_belongs_beside_the_story(tmp_path: Path) -> None:
    lay(tmp_path, {"texts/bridge.txt": STORY})
    out = ruleck_here("draft", "texts/bridge.txt", cwd=tmp_path).stdout
    assert "body_file: bridge.txt" in out
    assert "# `body_file` is said from the story's folder: keep these facts there." in out
    (tmp_path / "texts/bridge.facts.yaml").write_text(out, "utf-8")
    assert ruleck_here("check", "texts", "-e", "the article must have a body", cwd=tmp_path).returncode == 0
    assert "keep these facts there" not in ruleck_here("draft", "bridge.txt", cwd=tmp_path / "texts").stdout


def test_standard_input_goes_into_the_facts_themselves(tmp_path: Path) -> None:
    done = ruleck_here("draft", "-", cwd=lay(tmp_path, {}), stdin=STORY.encode())
    assert done.returncode == 0
    (tmp_path / "a.facts.yaml").write_text(done.stdout, "utf-8")
    assert ruleck_here("check", "a.facts.yaml", "-e", "the article must have a body", cwd=tmp_path).returncode == 0


def test_the_editor_opens_the_draft_and_what_it_leaves_is_read(tmp_path: Path) -> None:
    lay(tmp_path, FILES | {"edit.py": "import sys; open(sys.argv[1], 'a').write('quots: []\\n')"})
    editor = {"VISUAL": f"{sys.executable} {tmp_path / 'edit.py'}"}
    done = ruleck("draft", "bridge.txt", "--edit", cwd=tmp_path, env=editor)
    assert done.returncode == 2
    assert "`quots`" in done.stderr
    assert (tmp_path / "bridge.facts.yaml").read_text("utf-8").endswith("quots: []\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.txt"], "none.txt"),
        (["bridge.txt", "--published", "2024-13-08"], "`--published`: `2024-13-08` does not exist"),
        (["bridge.txt", "--published", "2024-03"], "`--published` is one day, and `2024-03` is several"),
        (["latin.txt"], "not UTF-8"),
        (["-", "--edit"], "`--edit` needs a file to open"),
        ([], "missing argument"),
    ],
)
def test_what_is_wrong_with_the_call_is_told(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = ruleck_here("draft", *arguments, cwd=lay(tmp_path, FILES | {"latin.txt": b"caf\xe9"}))
    assert done.returncode == 2
    assert told in done.stderr


def test_a_house_adds_wordings_of_its_own_promotion(tmp_path: Path) -> None:
    files = lay(tmp_path, FILES | {"ours.txt": "# ours\n^fewer than 40 lorries a day have\n"})
    out = ruleck_here("draft", "bridge.txt", "--promotion", "ours.txt", cwd=files).stdout
    assert "Left out as promotion: Fewer than 40 lorries a day have" in out
    assert "more than 400" not in out


def test_the_same_story_gives_the_same_bytes(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    runs = {ruleck("draft", "bridge.txt", cwd=tmp_path, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(runs) == 1
