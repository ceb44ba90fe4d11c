"""What a document is known by, however it was named."""

from __future__ import annotations

import os
import re
from functools import lru_cache

# What stands behind the path of a file for one of its documents: a line or a row, or a pointer to an item.
_WITHIN = re.compile(
    r"(?:(?<=\.jsonl)|(?<=\.csv)|(?<=\.tsv)):\d+$|(?:(?<=\.jsonl):\d+)?#(?:/(?:\d+|@graph))*$", re.IGNORECASE
)


def document_key(path: str) -> str:
    """The whole path of a document. Where a file holds several it is that of the file: lines, rows and items move.

    >>> [document_key(path) for path in ("/a/b/../c.jsonl:12", "/a/polls.csv:3", "/a/page.html#/0/@graph/1")]
    ['/a/c.jsonl', '/a/polls.csv', '/a/page.html']
    """
    return _key(path, os.getcwd())


@lru_cache(maxsize=1024)
def _key(path: str, folder: str) -> str:
    return os.path.realpath(os.path.join(folder, _WITHIN.sub("", path)))
