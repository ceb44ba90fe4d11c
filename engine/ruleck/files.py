"""Files as they are named to us: which ones a folder yields, what is in them, and putting something else there."""

from __future__ import annotations

import errno
import os
import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from ruleck.diagnostics import Diagnostic
from ruleck.facts.encoding import decode
from ruleck.source import Source
from ruleck.values.text import nearest

DOCUMENTS = (".facts.yaml", ".facts.yml", ".facts.json", ".facts.jsonl")
# A site's pages are stories where facts stand in their front matter.
PAGES = (".md", ".markdown")
RULES = (".ruleck",)
STANDARD_INPUT = "-"
_MOST_FRONT_MATTER = 256 * 1024
MAX_BYTES = 64 * 1024 * 1024


# Whether a file or folder that was found is left out: its path, and whether it is a folder.
LeftOut: TypeAlias = Callable[[str, bool], bool]


def find(named: Iterable[str], endings: tuple[str, ...], left_out: LeftOut | None = None) -> list[str]:
    """The files that paths stand for: a file whatever its name, a folder's files with these endings, in order.

    Among documents are Markdown files with facts in their front matter, and no others. Hidden folders are left out, and
    what a folder holds that `left_out` says. A file named twice is taken once; one that is not there is told when it is
    read.
    """
    found: dict[str, None] = {}
    for path in named:
        if path != STANDARD_INPUT and os.path.isdir(path):
            found.update(dict.fromkeys(_within(path, endings, left_out)))
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
        return b"", [_mistake("unreadable", name or path, f"cannot be read: {_reason(error)}")]
    if len(data) > MAX_BYTES:
        return b"", [_mistake("too-large", name or path, f"is larger than {MAX_BYTES // (1024 * 1024)} MiB")]
    return data, []


def read_text(path: str, name: str | None = None) -> tuple[Source | None, list[Diagnostic]]:
    """A text file."""
    data, mistakes = read(path, name)
    return (None, mistakes) if mistakes else decode(data, name or path)


class Making:
    """A file in the making: it is put in its place when it is whole, and nothing is left of it when it is dropped.

    What is no plain file (a terminal, a pipe) is written to as it comes. Making one raises OSError where no file can
    be written, as all that it does may. A file that is there keeps its permissions.
    """

    def __init__(self, path: str) -> None:
        there = os.path.exists(path)
        plain = not there or os.path.isfile(path)
        self._place = os.path.realpath(path) if plain else path  # a link goes on pointing at the file
        if there and not os.access(self._place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        aside = os.path.join(os.path.dirname(self._place), f".ruleck-{os.urandom(6).hex()}")
        self._aside = aside if plain else ""
        mode = "x" if self._aside else "w"
        # What no encoding holds (a name of a file may be such) is escaped, as it is on standard output.
        where = self._aside or path
        self._file = open(where, mode, encoding="utf-8", errors="backslashreplace", newline="")  # noqa: SIM115 - open until done
        if there and self._aside:
            os.chmod(self._aside, stat.S_IMODE(os.stat(self._place).st_mode))

    def write(self, text: str) -> None:
        """Another piece."""
        self._file.write(text)

    def done(self) -> None:
        """It is whole."""
        self._file.flush()
        if self._aside:
            os.fsync(self._file.fileno())
        self._file.close()
        if self._aside:
            os.replace(self._aside, self._place)
            self._aside = ""

    def drop(self) -> None:
        """It comes to nothing; after `done` this does nothing."""
        with suppress(OSError):
            self._file.close()
        if self._aside:
            Path(self._aside).unlink(missing_ok=True)


def replace(path: str, text: str) -> list[Diagnostic]:
    """Put a text in the place of what a file holds, all of it or nothing."""
    try:
        making = Making(path)
        try:
            making.write(text)
            making.done()
        finally:
            making.drop()
    except OSError as error:
        return [unwritable(path, error)]
    return []


def unwritable(path: str, error: OSError | ValueError) -> Diagnostic:
    """The mistake of naming a file to write that cannot be written."""
    folder = os.path.dirname(path)
    if isinstance(error, FileNotFoundError) and folder:
        return _mistake("unwritable", path, f"cannot be written: there is no folder `{folder}`")
    return _mistake("unwritable", path, f"cannot be written: {_reason(error)}")


def absent(path: str) -> Diagnostic | None:
    """The mistake of naming a file that is not there, if it is not."""
    return None if os.path.lexists(path) else _absent(path)


def shown(path: Path) -> str:
    """A path as a reader best knows it: from the working folder, unless they have no folder in common."""
    here = Path.cwd()
    if not path.is_absolute() or path.parts[:2] != here.parts[:2]:
        return str(path)
    return os.path.relpath(path, here)


def _within(folder: str, endings: tuple[str, ...], left_out: LeftOut | None) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not (left_out and left_out(os.path.join(place, name), True))
        )
        for name in sorted(names):
            path = os.path.join(place, name)
            if name.startswith(".") or (left_out and left_out(path, False)):
                continue
            if name.endswith(endings) or (endings == DOCUMENTS and _is_page(path)):
                yield path.removeprefix(f".{os.sep}")


def _is_page(path: str) -> bool:
    """Whether a file is a page with facts; its first lines tell."""
    if not path.endswith(PAGES):
        return False
    try:
        with open(path, "rb") as file:
            start = file.read(3)
            if start not in (b"---", b"+++", BOM_UTF8):
                return False
            start += file.read(_MOST_FRONT_MATTER)
    except OSError:
        return False
    from ruleck.importers.front_matter import has_facts

    return has_facts(start.decode("utf-8", "replace").removeprefix("\ufeff"))


def _absent(path: str) -> Diagnostic:
    folder, name = os.path.split(path.rstrip("/"))
    try:
        near = nearest(name, sorted(os.listdir(folder or ".")))
    except (OSError, ValueError):
        near = []
    notes = [f"did you mean `{os.path.join(folder, found)}`?" for found in near[:1]]
    return _mistake("no-such-file", path, "is not there", *notes)


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or "its name cannot be used").lower()


def _mistake(code: str, name: str, message: str, *notes: str) -> Diagnostic:
    return Diagnostic(code, f"`{name}` {message}", (), notes)
