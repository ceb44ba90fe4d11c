"""A project: where its root is, and what is set for it.

The root is the nearest folder upwards with a ruleck.toml, a pyproject.toml that has `[tool.ruleck]`, or a .git. Where
ruleck.toml and pyproject.toml both speak, ruleck.toml counts. The command line counts before both.

Settings are checked by hand here, as facts are, because importing Pydantic takes longer than checking a story does.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from ruleck.diagnostics import Diagnostic, Label
from ruleck.files import shown
from ruleck.settings import About, Configuration, option_of, settings_of
from ruleck.source import Source, Span
from ruleck.values.text import nearest

# A setting by the names of the tables that it stands in, and its own.
Name: TypeAlias = tuple[str, ...]

_FILES: tuple[tuple[str, Name], ...] = (("ruleck.toml", ()), ("pyproject.toml", ("tool", "ruleck")))


@dataclass(frozen=True, slots=True)
class Project:
    """A project's root (none where nothing marks one) and its settings.

    `file` is the text that set them, in its table `table`; `said` are the settings that it gives, `given` what the
    command line does.
    """

    root: Path | None = None
    configuration: Configuration = field(default_factory=Configuration)
    file: Source | None = None
    table: Name = ()
    said: frozenset[Name] = frozenset()
    given: Mapping[str, Any] = field(default_factory=dict)

    def place(self, *name: str | int) -> Label | None:
        """Where something is set, if a file sets it: a setting, or an item of its list."""
        if self.file is None or tuple(map(str, name[:1])) not in self.said:
            return None
        return _label(self.file, (*self.table, *name))

    def blame(self, mistakes: list[Diagnostic], *name: str | int) -> list[Diagnostic]:
        """Mistakes of a file that a setting names, with the setting and its place where a file sets it."""
        place = self.place(*name) if name[0] not in self.given else None
        if place is None:
            return mistakes
        blamed: list[Diagnostic] = []
        for mistake in mistakes:
            if not mistake.labels:
                message = re.sub("(`.*?`)", rf"`{name[0]}` names \1, which", mistake.message, count=1)
                mistake = replace(mistake, message=message, labels=(place,))
            blamed.append(mistake)
        return blamed

    def path(self, name: str) -> Path | None:
        """The file that a setting names: from the root, or from the folder that one is in on the command line."""
        text = getattr(self.configuration, name)
        if not text:
            return None
        return Path(text) if name in self.given or self.root is None else self.root / text


class Projects:
    """The projects that files belong to, each looked up once.

    `file` is one file of settings to go by for all, wherever they lie; `given` is what the command line sets, by the
    names of settings.
    """

    def __init__(self, given: Mapping[str, object] | None = None, file: Path | None = None) -> None:
        self._given = given or {}
        self._known: dict[Path, Project] = {}
        self.mistakes: list[Diagnostic] = []
        self._one = self._told(*read_project(file)) if file is not None else None
        self._none: Project | None = None

    def of(self, folder: str | Path) -> Project:
        """The project of a folder; mistakes are told in `mistakes`."""
        return self._one or self._of(Path(os.path.realpath(folder)))

    def _of(self, folder: Path) -> Project:
        known = self._known.get(folder)
        if known is None:
            marked = _marked(folder)
            if marked is not None:
                known = self._told(*marked)
            elif folder.parent != folder:
                known = self._of(folder.parent)
            else:
                known = self._none = self._none or self._told(Project(), [])
            self._known[folder] = known
        return known

    def _told(self, project: Project, mistakes: list[Diagnostic]) -> Project:
        self.mistakes += mistakes
        if self._given:
            project, wrong = told_on_call(project, self._given)
            self.mistakes += [mistake for mistake in wrong if mistake not in self.mistakes]
        return project


def find_project(start: Path) -> tuple[Project, list[Diagnostic]]:
    """The project that a file or folder belongs to."""
    projects = Projects()
    return projects.of(start), projects.mistakes


def _marked(root: Path) -> tuple[Project, list[Diagnostic]] | None:
    """The project that a folder is the root of, if it is one's."""
    for name, table in _FILES:
        found = _read(root / name, table)
        if found is not None:
            file, settings, mistakes = found
            project, more = _project(root, file, table, settings)
            return project, mistakes + more
    return (Project(root), []) if (root / ".git").exists() else None


def read_project(path: Path) -> tuple[Project, list[Diagnostic]]:
    """The project whose settings stand in one file, whatever it is called; its folder is the root."""
    table: Name = ("tool", "ruleck") if path.name == "pyproject.toml" else ()
    found = _read(path, table)
    if found is None:
        told = "has no table [tool.ruleck]" if path.exists() else "is not there"
        return Project(), [Diagnostic("unreadable", f"`{shown(path)}` {told}")]
    file, settings, mistakes = found
    project, more = _project(path.resolve().parent, file, table, settings)
    return project, mistakes + more


def told_on_call(project: Project, given: Mapping[str, object]) -> tuple[Project, list[Diagnostic]]:
    """The project with what the command line sets, by the names of settings, in the place of what its file does."""
    values: dict[str, Any] = {}
    mistakes: list[Diagnostic] = []
    known = settings_of(Configuration)
    for name, value in given.items():
        wrong = _wrong(known[name], f"`{option_of(name)}`", value, spoken=True)
        if wrong is None:
            values[name] = known[name].shape.read(value)
        else:
            mistakes.append(Diagnostic("call", wrong[0], (), wrong[1]))
    told = dict(values)
    file = project.configuration
    if "severity" in told:
        told["severity"] = {**file.severity, **told["severity"]}
    if "select" in told or "ignore" in told:
        told["ignore"] = (*(() if "select" in told else file.ignore), *told.get("ignore", ()))
    return replace(project, configuration=replace(file, **told), given=values), mistakes


def _read(path: Path, table: Name) -> tuple[Source, Mapping[str, object], list[Diagnostic]] | None:
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
        return file, {}, [Diagnostic("setting", "`tool.ruleck` should be a table", (_label(file, table),))]
    return file, settings, []


# ------------------------------------------------------------------ what a file says


def _project(
    root: Path, file: Source, table: Name, settings: Mapping[str, object]
) -> tuple[Project, list[Diagnostic]]:
    reading = _Reading(file, table)
    configuration = reading.section(Configuration, settings, ())
    return Project(root, configuration, file, table, frozenset(reading.said)), reading.mistakes


class _Reading:
    """A table of settings, and the tables in it, each by its class."""

    def __init__(self, file: Source, table: Name) -> None:
        self.file = file
        self.table = table
        self.said: set[Name] = set()
        self.mistakes: list[Diagnostic] = []

    def section(self, section: type[Any], settings: Mapping[str, object], inside: Name) -> Any:
        known = settings_of(section)
        good: dict[str, Any] = {}
        for key, value in settings.items():
            name = (*inside, key)
            about = known.get(key)
            if about is None:
                self.unknown(name, list(known), "setting")
                continue
            wrong = _wrong(about, _shown(name), value)
            if wrong is not None:
                self.wrong((*name, *_culprit(about, value)), wrong)
            elif about.inside is None:
                good[key] = about.shape.read(value)
            elif about.tables:
                good[key] = dict(self.tables(about, value, name))
            else:
                good[key] = self.section(about.inside, about.shape.read(value), name)
            self.said.add(name)
        return section(**good)

    def tables(self, about: About, settings: Any, inside: Name) -> Iterator[tuple[str, Any]]:
        for key, value in settings.items():
            name = (*inside, key)
            if key not in about.tables:
                self.unknown(name, list(about.tables), "status")
            elif not isinstance(value, dict):
                self.wrong(name, (f"{_shown(name)} should be a table, but is {_told(value)}", ()))
            else:
                assert about.inside is not None, "tables have settings"
                yield key, self.section(about.inside, value, name)

    def wrong(self, name: tuple[str | int, ...], told: tuple[str, tuple[str, ...]]) -> None:
        message, notes = told
        self.mistakes.append(Diagnostic("setting", message, (_label(self.file, (*self.table, *name)),), notes))

    def unknown(self, name: Name, known: list[str], what: str) -> None:
        near = nearest(name[-1], known)
        there = "statuses are" if what == "status" else f"settings{_where(name)} are"
        note = f"did you mean `{near[0]}`?" if near else f"the {there} {', '.join(f'`{k}`' for k in known)}"
        message = f"`{name[-1]}` is no {what}{_where(name)}"
        label = _label(self.file, (*self.table, *name))
        self.mistakes.append(Diagnostic("unknown-setting", message, (label,), (note,)))


def _where(name: Name) -> str:
    return f" of `{'.'.join(name[:-1])}`" if len(name) > 1 else ""


def _shown(name: Name) -> str:
    return f"`{'.'.join(name)}`"


def _wrong(about: About, name: str, value: object, *, spoken: bool = False) -> tuple[str, tuple[str, ...]] | None:
    """What is wrong with a value, in words, and what may have been meant; none where nothing is."""
    shape = about.shape
    if shape.fits(value):
        return None
    found = _told(value)
    words = [value] if isinstance(value, str) else []
    # A table or a list is told by the first that should not be in it.
    for at in _culprit(about, value):
        if isinstance(value, dict):
            found = f"{_told(value[at])} for `{at}`" if at else _told(value[at])
            words = [value[at]] if isinstance(value[at], str) else []
        elif isinstance(value, list):
            found = f"a list with {_told(value[int(at)])} in it"
    near = [close for word in words for close in nearest(word, shape.choices)]
    notes = (f"did you mean `{near[0]}`?",) if near else ()
    wants = shape.option_wants if spoken and shape.option_wants else shape.wants
    return f"{name} should be {wants}, but is {found}", notes


def _culprit(about: About, value: object) -> tuple[str | int, ...]:
    """The way from a wrong value to the first part of it that is wrong; none where the whole is."""
    if isinstance(value, dict) and about.shape.choices:
        return next(((key,) for key, one in value.items() if not about.shape.fits({key: one})), ())
    if isinstance(value, list) and about.shape.many:
        return next(((index,) for index, one in enumerate(value) if not about.shape.fits([one])), ())
    return ()


def _told(value: object) -> str:
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case int() | float():
            return f"`{value}`"
        case str():
            return f'the text `"{value}"`' if value else "an empty text"
        case list():
            return "a list" if value else "an empty list"
        case dict():
            return "a table"
        case _:
            return f"`{value}`"


def _label(file: Source, name: tuple[str | int, ...]) -> Label:
    """Where a name is set in a TOML file; where that cannot be told, the table that it stands in."""
    from ruleck.toml_places import toml_places

    places = toml_places(file.text)
    while name and name not in places:
        name = name[:-1]
    return Label(file, places.get(name, Span(0, 0)))


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
