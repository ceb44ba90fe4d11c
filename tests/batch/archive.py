"""An archive as a newsroom has one: JSON Lines with damage, single files with their texts, rules that read it all."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.workload import story
from tests.command.running import FACTS, lay

RULES = """
rule who-spoke: quotes must name a speaker
rule falling-cost: for each subject, estimates must decrease over time
rule two-sources: claims must have at least 2 sources
rule past-event: every event's date must be on or before the article's published
rule all-say-when: across articles, estimates with the same subject must decrease over time
rule polls-say-when: polls must have a start
"""


MARKDOWN = """---
title: Bridge to reopen
facts:
  quotes:
    - {text: a patch on a patch, waived: {rule: who-spoke, reason: a street saying, by: desk, until: 2999-01-01}}
    - {text: the bridge is safe}
---
It was called a patch on a patch.
"""
WAIVED = """article: {headline: a}
quotes:
  - {text: one, waived: {rule: who-spoke, reason: known to the desk, by: desk}}
  - {text: two, speaker: kaya, waived: {rule: who-spoke, reason: not needed, by: desk, until: 2020-01-01}}
"""


def line(seed: int, facts: int = 12) -> str:
    return json.dumps(story(facts, seed, breaking=0.1))


def archive(folder: Path, lines: int = 40) -> Path:
    """Writes an archive; line 4 is cut off, 9 misspells a field, 13 is blank, 17 is not text."""
    rows = [line(seed).encode() for seed in range(lines)]
    rows[3] = rows[3][:50]
    rows[8] = b'{"quotes": [{"text": "hm", "spoker": "kaya"}]}'
    rows[12] = b""
    rows[16] = b'{"quotes": [{"text": "caf\xe9"}]}'
    body = "Nothing of the kind.\n\nIt was called a patch on a patch.\n"
    facts = "article: {body_file: a.txt}\nquotes:\n  - {text: a patch, excerpt: a patch}\n  - {text: x, excerpt: no}\n"
    return lay(
        folder,
        {
            "rules/house.ruleck": RULES,
            "stories/a.facts.yaml": facts,
            "stories/a.txt": body,
            "stories/b.facts.yaml": FACTS,
            "stories/c.facts.json": line(1000, 30),
            "stories/d.facts.jsonl": b"\n".join(rows) + b"\n",
            "stories/e.facts.yaml": "quotes: [{txt: a}]\n",
            "stories/f.md": MARKDOWN,
            "stories/g.facts.yaml": WAIVED,
            "stories/h.facts.jsonl": b"".join(f"{line(seed)}\n".encode() for seed in range(50, 60)),
        },
    )
