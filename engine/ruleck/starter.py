"""What `ruleck init` lays down: a first rule and a first story, both working."""

from __future__ import annotations

from pathlib import Path

_FILES = {
    "ruleck.toml": """\
# Where the rules are: files and folders, from this folder.
rules = ["rules"]

# What "about 3,000" may be off by, in per cent.
approximation = 10

# More that can be set: take the # away. `ruleck config` shows what is in force.
# packs = ["attribution", "numbers"]  # rules that ship with ruleck, beside your own
# fail_on = "warning"                 # error, warning, info or never
# undecided = "report"                # report, fail or ignore
# exclude = ["archive/"]              # as in a .gitignore
# waivers = "waivers.yaml"            # findings that somebody accepts
# baseline = "baseline.txt"           # findings that were there before: `ruleck baseline` writes it

# [severity]                          # by a rule's name, a tag or a pack; * stands for any letters
# "quotes-*" = "warning"

# [status.draft]                      # what a draft need not have yet
# ignore = ["quotes-*"]
# fail_on = "never"
""",
    "rules/house.ruleck": """\
# House rules. A rule is a sentence about facts; `ruleck kinds` lists what it can speak of,
# `ruleck explain` shows how each rule is understood.

rule quotes-name-a-speaker "Every quote says who spoke":
  severity error
  quotes must name a speaker or a source
  because "readers must know who spoke"
  accepts "a named speaker" quote {text: "The bridge is safe.", speaker: "Ines Kaya"}
  rejects "nobody named" quote {text: "The bridge is safe."}
""",
    "stories/example.facts.yaml": """\
# What the story says, fact by fact. `ruleck kinds` tells which kinds of fact there are.
article:
  headline: Bridge to reopen within three weeks
  published: 2024-03-08
  body_file: example.txt
people:
  - {id: kaya, name: Ines Kaya, title: city engineer}
quotes:
  - {text: The bridge is safe., speaker: kaya, excerpt: The bridge is safe.}
  - {text: a patch on a patch, kind: fragment, excerpt: a patch on a patch}
estimates:
  - {subject: lorries a day, value: fewer than 400, as_of: 2024-03, excerpt: fewer than 400 lorries a day}
""",
    "stories/example.txt": """\
The river bridge will reopen within three weeks, the city said on Friday.

"The bridge is safe." Ines Kaya, the city engineer, told reporters.

The repair was called "a patch on a patch" before it had begun. Since the weight
limit came in, fewer than 400 lorries a day have crossed.
""",
}

# What pre-commit runs: the ruleck of this machine, so that nothing else has to be installed.
_PRE_COMMIT = {
    ".pre-commit-config.yaml": """\
# What is checked when something is committed; `pre-commit install` switches it on.
repos:
  - repo: local
    hooks:
      - id: ruleck-check
        name: ruleck check
        entry: ruleck check --force-exclude
        language: system
        files: \\.facts\\.(yaml|yml|json|jsonl)$
        require_serial: true
      - id: ruleck-test
        name: ruleck test
        entry: ruleck test
        language: system
        files: \\.ruleck$
        require_serial: true
""",
}


def write_starter(folder: Path, *, pre_commit: bool = False) -> tuple[list[str], list[str]]:
    """Write what is not there yet; gives the names made and the names left as they were.

    Raises `OSError` where the folder cannot be written to.
    """
    made: list[str] = []
    left: list[str] = []
    for name, text in {**_FILES, **(_PRE_COMMIT if pre_commit else {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            left.append(name)
        else:
            made.append(name)
    return made, left
