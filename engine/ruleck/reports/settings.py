"""What is set, and by whom: as a ruleck.toml that could be used, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ruleck import __version__
from ruleck.configuration import Name, Project
from ruleck.diagnostics import Label
from ruleck.files import shown
from ruleck.settings import Configuration, settings_of

FORMAT = 1
DEFAULT = "default"
COMMAND_LINE = "command line"
_WIDTH = 32


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting in force: its name with the tables it stands in, its value, and where that is from.

    `place` is where a file sets it; `unset` is what holds instead of a default that says nothing.
    """

    name: Name
    value: object
    origin: str
    place: Label | None = None
    unset: str = ""


def settings_shown(project: Project) -> Iterator[Shown]:
    """All settings in force, those of tables last."""
    plain, tables = [], []
    for name, about in settings_of(Configuration).items():
        value = getattr(project.configuration, name)
        if about.inside is None and not isinstance(value, Mapping):
            plain.append(_shown(project, (name,), value, about.unset))
        elif about.inside is None:
            tables += [_shown(project, (name, key), level, "") for key, level in value.items()]
        elif about.tables:
            tables += [each for key, inside in value.items() for each in _inside(project, (name, key), inside)]
        else:
            tables += _inside(project, (name,), value)
    yield from plain
    yield from tables


def _inside(project: Project, way: Name, values: Any) -> Iterator[Shown]:
    for name, about in settings_of(type(values)).items():
        value = getattr(values, name)
        if isinstance(value, Mapping):
            yield from (_shown(project, (*way, name, key), level, "") for key, level in value.items())
        elif (*way, name) in project.said:
            yield _shown(project, (*way, name), value, about.unset)


def _shown(project: Project, name: Name, value: object, unset: str) -> Shown:
    given = project.given.get(name[0], ())
    if name[0] in project.given and (len(name) == 1 or name[1] in given):
        origin, place = COMMAND_LINE, None
        # What is ignored on the command line comes on top of what a file ignores.
        if name == ("ignore",) and len(given) < len(project.configuration.ignore):
            origin, place = f"{COMMAND_LINE} and file", project.place(*name)
    else:
        place = project.place(*name)
        origin = "file" if place is not None else DEFAULT
    return Shown(name, value, origin, place, unset if value in ((), "", None) else "")


# ------------------------------------------------------------------ forms


def settings_text(project: Project) -> str:
    """A ruleck.toml with all that is in force; behind each setting stands where it is from."""
    root = shown(project.root) if project.root is not None else ""
    rows = [f"# The project's folder: {_comment(root)}" if root else "# No project: there is no ruleck.toml upwards."]
    table: Name = ()
    for each in settings_shown(project):
        if each.name[:-1] != table:
            table = each.name[:-1]
            rows += ["", f"[{'.'.join(map(_key, table))}]"]
        line = f"{_key(each.name[-1])} = {_value(each.value)}"
        if each.value is None or each.value == "":
            line = f"# {_key(each.name[-1])}"
        rows.append(f"{line:<{_WIDTH}}  # {_origin(each)}")
    return "".join(f"{row}\n" for row in rows)


def settings_json(project: Project, given: str) -> str:
    """The same for programs; `given` is what it was asked for."""
    settings = [
        {
            "name": ".".join(map(_key, each.name)),
            "value": each.value.isoformat() if isinstance(each.value, date) else each.value,
            "from": each.origin,
            "at": _place(each.place),
        }
        for each in settings_shown(project)
    ]
    root = str(project.root) if project.root is not None else None
    file = project.file.path if project.file is not None else None
    head = {"ruleck": __version__, "format": FORMAT, "for": given, "root": root, "file": file}
    rows = ",\n".join(f"  {json.dumps(each)}" for each in settings)
    return f'{json.dumps(head)[:-1]},\n "settings": [\n{rows}]}}\n'


def _origin(each: Shown) -> str:
    where = ""
    if each.place is not None:
        at = each.place.source.position(each.place.span.start)
        where = f"{_comment(each.place.source.path)}:{at.line}"
    origin = each.origin.replace("file", where) if where else each.origin
    return f"{origin}: {each.unset}" if each.unset else origin


def _place(label: Label | None) -> dict[str, object] | None:
    if label is None:
        return None
    at = label.source.position(label.span.start)
    return {"path": label.source.path, "line": at.line, "column": at.column}


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _text(name)


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return f"[{', '.join(map(_text, value))}]"
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    """A text as TOML has it; nothing in it acts on a terminal."""
    escaped = "".join(
        f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08X}" for c in text
    )
    return f'"{escaped}"'


def _comment(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
