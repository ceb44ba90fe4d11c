"""A project: where its root is, and what its ruleck.toml says.

The root is the nearest folder upwards with a ruleck.toml, a pyproject.toml that has `[tool.ruleck]`, or a .git. Where
ruleck.toml and pyproject.toml both speak, ruleck.toml counts.

Settings are checked by hand here, as facts are, because importing Pydantic takes longer than checking a story does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ruleck.diagnostics import Diagnostic, Label
from ruleck.files import shown
from ruleck.source import Source, Span
from ruleck.values.text import nearest


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _percentage(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100


def _setting(default: object, wants: str, fits: Callable[[object], bool]) -> Any:
    return field(default=default, metadata={"wants": wants, "fits": fits})


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings, each with what holds where nothing is said, what it wants, and the test of that."""

    rules: tuple[str, ...] = _setting((), 'a list of rule files and folders, such as ["rules"]', _texts)
    approximation: int = _setting(10, "a whole number of per cent from 0 to 100, such as 10", _percentage)


@dataclass(frozen=True, slots=True)
class Project:
    """A project's root (none where nothing marks one) and its settings."""

    root: Path | None = None
    configuration: Configuration = field(default_factory=Configuration)


def find_project(start: Path) -> tuple[Project, list[Diagnostic]]:
    """The project that a file or folder belongs to."""
    folder = start.resolve()
    for root in (folder, *folder.parents):
        for name, table in (("ruleck.toml", ()), ("pyproject.toml", ("tool", "ruleck"))):
            found = _read(root / name, table)
            if found is not None:
                file, settings, mistakes = found
                configuration, more = _configuration(file, settings)
                return Project(root, configuration), mistakes + more
        if (root / ".git").exists():
            return Project(root), []
    return Project(), []


def _read(path: Path, table: tuple[str, ...]) -> tuple[Source, Mapping[str, object], list[Diagnostic]] | None:
    """The settings in a file; none if there is no such file or it says nothing to us."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return None if table else (Source(shown(path), ""), {}, [_unreadable(path, error)])
    if table and b"ruleck" not in data:
        return None
    import tomllib

    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    file = Source(shown(path), text)
    try:
        settings: object = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # A pyproject.toml that cannot be read is for other tools to complain of, unless it means to speak to us.
        return None if table and "[tool.ruleck" not in text else (file, {}, [_malformed(file, str(error))])
    for name in table:
        settings = settings.get(name) if isinstance(settings, dict) else None
        if settings is None:
            return None
    if not isinstance(settings, dict):
        return file, {}, [Diagnostic("setting", "`tool.ruleck` should be a table", (_label(file, "ruleck"),))]
    return file, settings, []


def _configuration(file: Source, settings: Mapping[str, object]) -> tuple[Configuration, list[Diagnostic]]:
    known = {setting.name: setting.metadata for setting in fields(Configuration)}
    good: dict[str, Any] = {}
    mistakes: list[Diagnostic] = []
    for name, value in settings.items():
        if name not in known:
            near = nearest(name, list(known))
            note = f"did you mean `{near[0]}`?" if near else f"the settings are {', '.join(f'`{k}`' for k in known)}"
            mistakes.append(Diagnostic("unknown-setting", f"`{name}` is no setting", (_label(file, name),), (note,)))
        elif not known[name]["fits"](value):
            message = f"`{name}` should be {known[name]['wants']}, but is {_told(value)}"
            mistakes.append(Diagnostic("setting", message, (_label(file, name),)))
        else:
            good[name] = tuple(value) if isinstance(value, list) else value
    return Configuration(**good), mistakes


def _told(value: object) -> str:
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case int() | float():
            return f"`{value}`"
        case str():
            return f'the text `"{value}"`'
        case list():
            return "a list" if value else "an empty list"
        case dict():
            return "a table"
        case _:
            return f"`{value}`"


def _label(file: Source, name: str) -> Label:
    """Where a name is set in a TOML file: Python's reader tells no places."""
    key = rf"[\"']?{re.escape(name)}[\"']?"
    found = re.search(rf"^\s*(?:\[+\s*)?(?:[\w.]+\.)?({key})\s*[=\].]", file.text, re.MULTILINE)
    return Label(file, Span(*found.span(1)) if found else Span(0, 0))


def _malformed(file: Source, reason: str) -> Diagnostic:
    found = re.search(r"\(at line (\d+), column (\d+)\)", reason)
    offset = file.offset(int(found[1]), int(found[2])) if found else len(file.text)
    words = re.sub(r" \(at .*\)", "", reason)
    return Diagnostic(
        "malformed-settings",
        f"the settings cannot be read here: {words[:1].lower()}{words[1:]}",
        (Label(file, Span(offset, offset + 1)),),
        ('a setting is a line such as: rules = ["rules"]',),
    )


def _unreadable(path: Path, error: OSError) -> Diagnostic:
    reason = (error.strerror or "no reason given").lower()
    return Diagnostic("unreadable", f"`{shown(path)}` cannot be read: {reason}")
