"""What a document is known by, however it was named."""

from __future__ import annotations

import os
import re
from functools import lru_cache


def document_key(path: str) -> str:
    """The whole path of a document. Where lines of a file are documents it is that of the file: lines move.

    >>> document_key("/a/b/../c.jsonl:12")
    '/a/c.jsonl'
    """
    return _key(path, os.getcwd())


@lru_cache(maxsize=1024)
def _key(path: str, folder: str) -> str:
    return os.path.realpath(os.path.join(folder, re.sub(r"(\.jsonl):\d+$", r"\1", path)))
