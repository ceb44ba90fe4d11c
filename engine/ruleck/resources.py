"""Where the grammar and the standard rule packs lie: beside the package in a wheel, beside `engine/` in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def folder(name: Literal["grammars", "rules"]) -> Path:
    """The folder `name` that belongs to this package.

    >>> (folder("grammars") / "words.lark").is_file()
    True
    """
    package = Path(__file__).resolve().parent
    shipped = package / name
    return shipped if shipped.is_dir() else package.parent.parent / name
