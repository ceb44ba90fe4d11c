"""What a mistake's code means: one definition of every code there is, each with a sample and its cure.

Codes are told apart by where their samples belong: a rule file, a facts document, ruleck.toml, or the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ruleck.reports.snippet import WIDTH, wrap


@dataclass(frozen=True, slots=True)
class Code:
    """A code explained: what it says in a line, why it is a mistake, a sample that has it and one that is cured.

    `sample` and `cure` are whole texts of their `form`; both are empty where no short text shows the mistake.
    """

    name: str
    title: str
    why: str
    sample: str
    cure: str
    form: Literal["rules", "facts", "settings", "call"]


@cache
def codes() -> Mapping[str, Code]:
    """All codes by name. Read when they are first asked for: a check never is."""
    from ruleck.explain import call_codes, fact_codes, import_codes, rule_codes, trial_codes
    from ruleck.lint.definitions import LINTS

    lints = (
        Code(x.code, x.title, f"{x.why} With `--fix`: {x.fixes}" if x.fixes else x.why, x.bad, x.cured, "rules")
        for x in LINTS
    )
    rooms = (rule_codes, fact_codes, call_codes, import_codes, trial_codes)
    found: dict[str, Code] = {}
    for code in (*(code for room in rooms for code in room.CODES), *lints):
        known = found.get(code.name)
        assert known is None, f"{code.name} has one entry"
        found[code.name] = code
    return found


def code_text(code: Code) -> str:
    """A code's page."""
    lines = [f"{code.name}: {code.title}", *(f"  {line}" for line in wrap(code.why, WIDTH - 2))]
    for word, text in (("mistaken", code.sample), ("cured", code.cure)):
        if text:
            lines += ["", f"  {word}:", *(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))]
    return "".join(f"{line}\n" for line in lines)
