"""What a document is known by, however it was named."""

from __future__ import annotations

import os
from functools import lru_cache

from ruleck.reports.place import file_of


def document_key(path: str) -> str:
    """The whole path of a document. Where a file holds several it is that of the file: lines, rows and items move.

    >>> document_key("/a/b/../c.jsonl:12")
    '/a/c.jsonl'
    """
    return _key(path, os.getcwd())


@lru_cache(maxsize=1024)
def _key(path: str, folder: str) -> str:
    return os.path.realpath(os.path.join(folder, file_of(path)))
