"""Waiting for files to change, by looking at them again and again: no service of the system is needed for that."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ruleck import gathering

PAUSE = 0.5  # seconds

# A file's state: when it was changed, and how large it is.
_State = dict[str, tuple[int, int]]


def folders_of(paths: Iterable[str]) -> list[str]:
    """The folders in which a change may matter: the project's, since rules use lists and stories of any name, and those
    of the paths.
    """
    given = list(paths)
    root = gathering.project_of(given)[0].root
    named = [path if os.path.isdir(path) else os.path.dirname(path) or "." for path in given or ["."]]
    found = {os.path.realpath(folder) for folder in [*([str(root)] if root is not None else []), *named]}
    return sorted(folder for folder in found if not any(str(parent) in found for parent in Path(folder).parents))


def changes(folders: Iterable[str], sleep: Callable[[float], object] = time.sleep) -> Iterator[None]:
    """One now, and another after each change below the folders, hidden files and folders left out.

    What changes while somebody is busy with the last one counts, too.
    """
    watched = list(folders)
    before = _state(watched)
    yield
    while True:
        sleep(PAUSE)
        now = _state(watched)
        if now != before:
            before = now
            yield


def _state(folders: Iterable[str]) -> _State:
    found: _State = {}
    waiting = list(folders)
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        status = entry.stat()
                        found[entry.path] = (status.st_mtime_ns, status.st_size)
        except OSError:
            # Gone between two looks, or not to be looked at.
            continue
    return found
