"""The draft as a facts file: tidy YAML with a remark above each fact, a head that says what to do, and a last line that
remembers what was drafted, by which a later draft tells a person's changes from its own."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ruleck.drafting.drafted import LEVELS, NOT_KNOWN, Draft, Drafted
from ruleck.drafting.text import is_english
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.write import write_yaml
from ruleck.values.misread import shorten
from ruleck.values.text import canonical

MEMORY = "# ruleck draft remembers:"
_MARK, _KEY, _READING = 8, 4, 2  # bytes
_WIDTH = 100
_NAMES = ("text", "name", "description", "value")


def write_draft(draft: Draft, name: str, note: str = "") -> str:
    """The file's text; `name` is what the story is called, `note` one more line for the head.

    >>> from ruleck.drafting.draft import draft_facts
    >>> print(write_draft(draft_facts("Toll rises to 38\\n", body_file="s.txt"), "s.txt"), end="")
    # A first draft of the facts in s.txt, to be checked: 1 fact, of which 1 likely.
    # A remark says how sure each is: `sure`, `likely`, or `check` where something is yours to say ("?").
    <BLANKLINE>
    article:
      headline: Toll rises to 38
      published: "?"
      body_file: s.txt
    <BLANKLINE>
    figures:
      # likely: a number
      - {text: "38", value: 38, position: headline, excerpt: rises to 38}
    <BLANKLINE>
    # ruleck draft remembers: 8z0Lrx0+NGZk2wQ0MwS1XE+P8e8=
    """
    comments = {"": _head(draft, name) + (f"\n{note}" if note else "")}
    for kind, facts in draft.facts.items():
        for index, fact in enumerate(facts):
            comments[f"/{kind}/{index}"] = f"{fact.confidence}: {fact.why}"
    text = write_yaml(draft.document(), builtin_vocabulary(), comments)
    return f"{text}\n{memory_line(story_mark(draft.story.text), memory(draft))}\n"


def _head(draft: Draft, name: str) -> str:
    lines = [f"A first draft of the facts in {shorten(name)}, to be checked: {tally(draft)}."]
    lines.append('A remark says how sure each is: `sure`, `likely`, or `check` where something is yours to say ("?").')
    if not is_english(draft.story):
        lines.append("This story does not look like English, and the patterns know English only.")
    lines += [
        f"Left out as promotion: {shorten(draft.story.text[start:end].strip())}" for start, end in draft.story.left_out
    ]
    return "\n".join(lines)


def tally(draft: Draft) -> str:
    """How many facts there are, and how sure they are."""
    levels = Counter(fact.confidence for _, fact in draft.all)
    parts = ", ".join(
        f"{levels[level]} {level if level != 'check' else 'to check'}" for level in LEVELS if levels[level]
    )
    return f"{len(draft.all)} {'fact' if len(draft.all) == 1 else 'facts'}{f', of which {parts}' if parts else ''}"


# ------------------------------------------------------------------ what was drafted


def story_mark(text: str) -> bytes:
    """What tells one version of a story from another."""
    return _mark(canonical(text), _MARK)


def fact_key(kind: str, fields: Mapping[str, Any]) -> bytes:
    """What tells one fact of a draft from another: its kind, its excerpt and what it is called."""
    excerpt = fields.get("excerpt")
    exact = excerpt.get("exact", "") if isinstance(excerpt, Mapping) else excerpt or ""
    name = next((str(fields[field]) for field in _NAMES if field in fields), "")
    return _mark(f"{kind}\n{canonical(str(exact))}\n{canonical(name)}", _KEY)


def memory(draft: Draft) -> dict[bytes, bytes]:
    """How each fact of a draft was read, by its key. Links are by name, as ids are counted anew in each draft."""
    read = {fact_key("article", {}): reading(draft, draft.article, ("headline", "byline", "dateline"))}
    for kind, fact in draft.all:
        read[fact_key(kind, fact.fields)] = reading(draft, fact.fields)
    return read


def reading(draft: Draft, fields: Mapping[str, Any], only: tuple[str, ...] = ()) -> bytes:
    """A mark that changes when a field of a fact is read differently."""
    said = [
        f"{name}={linked(draft, name, value)}" for name, value in sorted(fields.items()) if not only or name in only
    ]
    return _mark("\n".join(line for line in said if not line.startswith(("id=", "excerpt="))), _READING)


def linked(draft: Draft, name: str, value: Any) -> str:
    """What a field says, a link by the name of what it leads to."""
    kind = {"speaker": "people", "source": "sources", "estimate": "estimates"}.get(name)
    if kind is None or value == NOT_KNOWN:
        return str(value)
    found = target(draft, kind, str(value))
    if found is None:
        return str(value)
    return next((str(found.fields[field]) for field in ("name", "description", "excerpt") if field in found.fields), "")


def target(draft: Draft, kind: str, id: str) -> Drafted | None:
    """The fact of a draft that has an id."""
    return draft.by_id(kind).get(id)


def memory_line(mark: bytes, read: Mapping[bytes, bytes]) -> str:
    """The last lines of a draft."""
    packed = b64encode(mark + b"".join(key + read[key] for key in sorted(read))).decode()
    width = _WIDTH - len(MEMORY) - 1
    return "\n".join(f"{MEMORY} {packed[at : at + width]}" for at in range(0, len(packed), width))


def read_memory(text: str) -> tuple[bytes, dict[bytes, bytes], str]:
    """The mark of the story that a file was drafted from, how each fact was read, and the file without those lines.

    Where the lines are not as they were written, nothing is remembered.
    """
    kept: list[str] = []
    packed = ""
    for line in text.splitlines(keepends=True):
        if line.startswith(MEMORY):
            packed += line[len(MEMORY) :].strip()
        else:
            kept.append(line)
    try:
        said = b64decode(packed, validate=True)
    except ValueError:
        said = b""
    size = _KEY + _READING
    if len(said) < _MARK or (len(said) - _MARK) % size:
        return b"", {}, "".join(kept)
    read = {said[at : at + _KEY]: said[at + _KEY : at + size] for at in range(_MARK, len(said), size)}
    return said[:_MARK], read, "".join(kept)


def _mark(text: str, size: int) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:size]
