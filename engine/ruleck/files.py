"""Files as they are named to us: which ones a folder yields, what is in them, and putting something else there."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from ruleck.diagnostics import Diagnostic
from ruleck.facts.encoding import decode
from ruleck.source import Source
from ruleck.values.text import nearest

DOCUMENTS = (".facts.yaml", ".facts.yml", ".facts.json", ".facts.jsonl")
RULES = (".ruleck",)
STANDARD_INPUT = "-"
MAX_BYTES = 64 * 1024 * 1024


def find(named: Iterable[str], endings: tuple[str, ...]) -> list[str]:
    """The files that paths stand for: a file whatever its name, a folder's files with these endings, in order.

    Hidden folders are left out. A file named twice is taken once; one that is not there is told when it is read.
    """
    found: dict[str, None] = {}
    for path in named:
        if path != STANDARD_INPUT and os.path.isdir(path):
            found.update(dict.fromkeys(_within(path, endings)))
        else:
            found[path] = None
    return list(found)


def read(path: str, name: str | None = None) -> tuple[bytes, list[Diagnostic]]:
    """A file's bytes; none of them, and a mistake, where it cannot be read. `name` is what readers know it by."""
    try:
        with open(path, "rb") as file:
            # One byte more than is allowed tells whether there are more, without reading them.
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return b"", [_absent(path)]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        return b"", [_mistake("unreadable", name or path, f"cannot be read: {reason.lower()}")]
    if len(data) > MAX_BYTES:
        return b"", [_mistake("too-large", name or path, f"is larger than {MAX_BYTES // (1024 * 1024)} MiB")]
    return data, []


def read_text(path: str, name: str | None = None) -> tuple[Source | None, list[Diagnostic]]:
    """A text file."""
    data, mistakes = read(path, name)
    return (None, mistakes) if mistakes else decode(data, name or path)


def replace(path: str, text: str) -> list[Diagnostic]:
    """Put a text in the place of what a file holds, all of it or nothing; its permissions stay as they are."""
    place = os.path.realpath(path)  # a link goes on pointing at the file
    aside = ""
    try:
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        handle, aside = tempfile.mkstemp(dir=os.path.dirname(place), prefix=".ruleck-")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, stat.S_IMODE(os.stat(place).st_mode))
        os.replace(aside, place)
    except OSError as error:
        if aside:
            Path(aside).unlink(missing_ok=True)
        return [_mistake("unwritable", path, f"cannot be written: {(error.strerror or 'no reason given').lower()}")]
    return []


def absent(path: str) -> Diagnostic | None:
    """The mistake of naming a file that is not there, if it is not."""
    return None if os.path.lexists(path) else _absent(path)


def shown(path: Path) -> str:
    """A path as a reader best knows it: from the working folder where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _within(folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(endings) and not name.startswith("."):
                yield os.path.join(place, name).removeprefix(f".{os.sep}")


def _absent(path: str) -> Diagnostic:
    folder, name = os.path.split(path.rstrip("/"))
    try:
        near = nearest(name, sorted(os.listdir(folder or ".")))
    except (OSError, ValueError):
        near = []
    notes = [f"did you mean `{os.path.join(folder, found)}`?" for found in near[:1]]
    return _mistake("no-such-file", path, "is not there", *notes)


def _mistake(code: str, name: str, message: str, *notes: str) -> Diagnostic:
    return Diagnostic(code, f"`{name}` {message}", (), notes)
