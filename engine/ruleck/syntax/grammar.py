"""The parser of one statement, loaded from saved tables where there are any.

Building the tables takes a second, loading them some hundredths of one. Saved tables are tried in two places:
beside the grammar (a wheel is built with them, see `write_tables`), then in the user's own cache. They are pickled, so
a file is read only if it lies with the package itself or in a folder that nobody but the user can write to; never in a
shared temporary one. Their name carries a digest of the grammar and of what reads it: stale tables are not found.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path

import lark

from ruleck import resources


@cache
def parser() -> lark.Lark:
    """The parser, one for the process. It holds no state between parses and may be shared by threads."""
    name = _tables_name()
    shipped = _load(resources.folder("grammars") / name)
    if shipped is not None:
        return shipped
    private = _private_folder()
    if private is None:
        return build()
    loaded = _load(private / name)
    if loaded is None:
        loaded = build()
        _save(loaded, private / name)
    return loaded


def build(*, strict: bool = False) -> lark.Lark:
    """Build the parser from the grammar itself; `strict` raises on any conflict in it."""
    return lark.Lark(
        _grammar_text(),
        parser="lalr",
        lexer="contextual",
        propagate_positions=True,
        maybe_placeholders=True,
        strict=strict,
    )


def write_tables(folder: Path) -> Path:
    """Save the parser's tables in `folder`, for a build of the package to ship beside the grammar; returns the file."""
    path = folder / _tables_name()
    _save(build(), path)
    return path


def _grammar_text() -> str:
    grammars = resources.folder("grammars")
    return "\n".join((grammars / name).read_text("utf-8") for name in ("ruleck.lark", "words.lark"))


def _tables_name() -> str:
    # The tables hold plain data, but patterns in them are for the `re` of the Python that reads them.
    made_from = f"{lark.__version__} {sys.version_info[:2]} {_grammar_text()}"
    return f"statement-{hashlib.sha256(made_from.encode()).hexdigest()[:16]}.tables"


def _load(path: Path) -> lark.Lark | None:
    try:
        return lark.Lark.load(BytesIO(path.read_bytes()))
    except OSError:
        return None
    except Exception:  # a damaged file may break the reading anywhere; the tables are then built anew
        return None


def _save(tables: lark.Lark, path: Path) -> None:
    # Written aside and moved, so that another process sees the whole file or none.
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".tables-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            tables.save(file)
        os.replace(aside, path)
    except OSError:
        Path(aside).unlink(missing_ok=True)


def _private_folder() -> Path | None:
    """The user's own cache folder for this package, made if need be; none where there is none that is safe."""
    try:
        if sys.platform == "win32":
            base = Path(os.environ["LOCALAPPDATA"])
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        folder = base / "ruleck"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":
            status = folder.stat()
            if status.st_uid != os.getuid() or status.st_mode & 0o022:
                return None
    except (OSError, KeyError, RuntimeError):
        return None
    return folder
