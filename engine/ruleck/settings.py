"""What can be set, in one definition.

The settings of ruleck.toml and of `[tool.ruleck]`, the options of the command line, their help, what is told of a wrong
one, what a shell completes and docs/configuration.md are all made from the classes below. A setting's name in a file is
its name here; its option is that name with hyphens.

Nothing is imported for it that a check does not need anyhow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from datetime import date
from typing import Any, Literal

from ruleck.diagnostics import SEVERITIES, Severity

FailOn = Literal["error", "warning", "info", "never"]
Undecided = Literal["report", "fail", "ignore"]

# What an article can say of itself, as docs/facts.md has it.
STATUSES = ("draft", "ready", "published", "corrected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must be: `wants` says it in words, `fits` tests a value of a TOML file.

    `read` makes what is kept of one that fits; `spoken` makes of an option's texts what a file would hold. `choices`
    are all the values there are, where they are few; `option_wants` says what an option must be, where that differs.
    """

    wants: str
    fits: Callable[[Any], bool]
    read: Callable[[Any], Any]
    spoken: Callable[[Sequence[str]], Any]
    metavar: str
    many: bool = False
    choices: tuple[str, ...] = ()
    option_wants: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a setting is for: a line, the rest that docs tell, and a value as a file could hold it.

    `unset` says in words what holds where nothing is said, if the default itself does not. `inside` is the class of the
    settings in a table, `tables` the names of the tables where there are several.
    """

    summary: str
    shape: Shape
    example: str
    details: str = ""
    unset: str = ""
    inside: type[Any] | None = None
    tables: tuple[str, ...] = ()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _last(texts: Sequence[str]) -> str:
    return texts[-1]


def _list(wants: str, metavar: str, *, commas: bool = True) -> Shape:
    def spoken(texts: Sequence[str]) -> list[str]:
        return [word.strip() for text in texts for word in (text.split(",") if commas else [text])]

    return Shape(f"a list of {wants}", _are_texts, tuple, spoken, metavar, many=True)


def _choice(*members: str) -> Shape:
    wants = f"one of {', '.join(members)}"
    return Shape(wants, lambda v: isinstance(v, str) and v in members, str, _last, "", choices=members)


def _levels(value: Any) -> bool:
    return isinstance(value, dict) and all(level in SEVERITIES for level in value.values())


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    pairs = (text.rpartition("=") for text in texts)
    return {name.strip(): level.strip() for name, _, level in pairs}


def _day(value: Any) -> date | None:
    if type(value) is date:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return None


def _percent(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100


def _whole(texts: Sequence[str]) -> Any:
    return int(texts[-1]) if re.fullmatch(r"\d{1,4}", texts[-1]) else texts[-1]


_PATTERNS = _list('names of rules, tags or packs, such as ["quotes-*", "attribution"]', "NAME")
_TABLE = Shape("a table", lambda v: isinstance(v, dict), dict, _last, "")
_SEVERITIES = Shape(
    f"a table of names, each with one of {', '.join(SEVERITIES)}",
    _levels,
    dict,
    _pairs,
    "NAME=SEVERITY",
    many=True,
    choices=SEVERITIES,
    option_wants=f"a name, `=` and one of {', '.join(SEVERITIES)}, such as `quotes-*=warning`",
)
_FAIL_ON = _choice(*SEVERITIES, "never")
_UNDECIDED = _choice("report", "fail", "ignore")
_YES_NO = Shape("true or false", lambda v: isinstance(v, bool), bool, lambda texts: True, "")


def _file(wants: str) -> Shape:
    return Shape(wants, _is_text, str, _last, "FILE")


def _about(
    shape: Shape,
    summary: str,
    example: str,
    details: str = "",
    unset: str = "",
    inside: type[Any] | None = None,
    tables: tuple[str, ...] = (),
) -> Mapping[str, About]:
    return {"about": About(summary, shape, example, details, unset, inside, tables)}


_SELECT = (
    "A name is that of a rule, of a tag, or of a pack (a rule file without its ending); `*`, `?` and `[…]` stand for "
    "other letters, and letter case makes no difference. What matches nothing is a mistake."
)


@dataclass(frozen=True, slots=True)
class ByStatus:
    """What holds for articles of one `status`, on top of the rest."""

    select: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            _PATTERNS, "The only rules that such an article is checked by.", '["attribution"]', unset="all"
        ),
    )
    ignore: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            _PATTERNS, "Rules that such an article is not checked by.", '["serious-claim-*"]', unset="none"
        ),
    )
    severity: Mapping[str, Severity] = field(
        default_factory=dict,
        metadata=_about(
            _SEVERITIES,
            "Severities of rules in such an article.",
            '{ attribution = "warning" }',
            unset="the rule's own",
        ),
    )
    fail_on: FailOn | None = field(
        default=None,
        metadata=_about(
            _FAIL_ON, "The least severity that makes the exit status 1.", '"never"', unset="the `fail_on` above"
        ),
    )
    undecided: Undecided | None = field(
        default=None,
        metadata=_about(_UNDECIDED, "What to do with undecided cases.", '"ignore"', unset="the `undecided` above"),
    )


@dataclass(frozen=True, slots=True)
class Lints:
    """What `ruleck lint` looks for."""

    select: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            _list('codes of lints, such as ["R101"]', "CODES"), "Only these lints.", '["R101", "R102"]', unset="all"
        ),
    )
    ignore: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            _list('codes of lints, such as ["R101"]', "CODES"), "All lints but these.", '["R201"]', unset="none"
        ),
    )


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings, each with what holds where nothing is said."""

    rules: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            _list('rule files and folders, such as ["rules"]', "PATH", commas=False),
            "Rule files, and folders of *.ruleck files.",
            '["rules", "../shared/house.ruleck"]',
            "In a file from its own folder, on the command line from the folder that you are in.",
            unset="the project's rules/ folder, else the packs that ship with ruleck",
        ),
    )
    packs: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            _list('names of packs, such as ["attribution", "numbers"]', "NAME"),
            "The packs that ship with ruleck to check by, beside the rules.",
            '["attribution", "numbers"]',
            '`["*"]` takes them all.',
            unset="all of them where there are no other rules, else none",
        ),
    )
    select: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            _PATTERNS,
            "Only these rules.",
            '["attribution", "quotes-*"]',
            f"{_SELECT} On the command line it takes the place of what a file selects and ignores.",
            unset="all",
        ),
    )
    ignore: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            _PATTERNS,
            "All rules but these.",
            '["weekday-fits-date"]',
            "Names are those of `select`. What is ignored is left out whatever is selected; the command line adds to "
            "what a file ignores.",
            unset="none",
        ),
    )
    severity: Mapping[str, Severity] = field(
        default_factory=dict,
        metadata=_about(
            _SEVERITIES,
            "The severity of rules, in the place of their own.",
            '{ "quotes-*" = "warning", attribution = "error" }',
            "Names are those of `select`. A rule's own name counts before a pattern of names, that before a tag, and "
            "that before a pack; of two alike the later one counts.",
            unset="as the rules say",
        ),
    )
    fail_on: FailOn = field(
        default="error",
        metadata=_about(_FAIL_ON, "The least severity of a finding that makes the exit status 1.", '"warning"'),
    )
    undecided: Undecided = field(
        default="report",
        metadata=_about(
            _UNDECIDED,
            "A case that the facts leave undecided: list it, count it as a failure, or leave it out.",
            '"fail"',
        ),
    )
    approximation: int = field(
        default=10,
        metadata=_about(
            Shape("a whole number of per cent from 0 to 100, such as 10", _percent, int, _whole, "PERCENT"),
            'What "about 3,000" may be off by, in per cent.',
            "5",
        ),
    )
    exclude: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            _list('patterns of paths, such as ["archive/", "*.old.facts.yaml"]', "PATTERN", commas=False),
            "Files and folders that a folder does not yield.",
            '["archive/*", "!archive/2026/", "*.old.facts.yaml"]',
            "Written as in a .gitignore, from the project's folder; for documents and for rule files. A file that is "
            "named by itself is taken all the same, unless `force_exclude` is set.",
            unset="none",
        ),
    )
    force_exclude: bool = field(
        default=False,
        metadata=_about(
            _YES_NO, "Leave out what `exclude` says even where a file is named by itself, as a hook does.", "true"
        ),
    )
    waivers: str = field(
        default="",
        metadata=_about(
            _file('the path of a waivers file, such as "waivers.yaml"'),
            "The file that holds waivers of the project.",
            '"waivers.yaml"',
            "[Waivers](waivers.md) tells what stands in it; those beside their facts need no setting.",
            unset="none",
        ),
    )
    baseline: str = field(
        default="",
        metadata=_about(
            _file('the path of a baseline, such as "baseline.txt"'),
            "The file that holds the findings that were there before.",
            '"baseline.txt"',
            "`ruleck baseline` writes it; only findings that are not in it make a run fail.",
            unset="none",
        ),
    )
    today: date | None = field(
        default=None,
        metadata=_about(
            Shape("a day, such as 2026-12-31", lambda v: _day(v) is not None, _day, _last, "DATE"),
            "The day that waivers are judged by.",
            "2026-12-31",
            "For runs that must come out the same on any day. Nothing else depends on the day.",
            unset="the system's day",
        ),
    )
    status: Mapping[str, ByStatus] = field(
        default_factory=dict,
        metadata=_about(
            _TABLE,
            "Settings for articles of one `status`.",
            '{ draft = { fail_on = "never" } }',
            "An article without a `status` is checked by the settings above. The command line counts before them all.",
            unset="none",
            inside=ByStatus,
            tables=STATUSES,
        ),
    )
    lint: Lints = field(
        default_factory=Lints,
        metadata=_about(_TABLE, "Settings of `ruleck lint`.", '{ ignore = ["R201"] }', unset="none", inside=Lints),
    )


def about(setting: Field[Any]) -> About:
    """What a setting is for."""
    found: About = setting.metadata["about"]
    return found


def settings_of(section: type[Any]) -> dict[str, About]:
    """The settings of a section, by name."""
    return {setting.name: about(setting) for setting in fields(section)}


def option_of(name: str) -> str:
    """The option that goes with a setting.

    >>> option_of("fail_on")
    '--fail-on'
    """
    return f"--{name.replace('_', '-')}"
