"""Many documents: how many at a time, how far they are, and their end before time."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from ruleck.cli.interruption import Interruption
from ruleck.cli.output import SignOfLife

if TYPE_CHECKING:
    from ruleck.pipeline import Examined, Examiner, Examining, Piece

_MOST_JOBS = 256


def _jobs(context: click.Context, parameter: click.Parameter, value: str) -> int:
    jobs = 0 if value == "auto" else int(value) if value.isascii() and value.isdigit() else -1
    if not 0 <= jobs <= _MOST_JOBS:
        raise click.BadParameter(f"`{value}` is neither a number from 0 to {_MOST_JOBS} nor `auto`")
    return jobs or cores()


JOBS = click.option(
    "-j",
    "--jobs",
    metavar="N",
    default="1",
    show_default=True,
    callback=_jobs,
    help="Check so many stories at a time; 0 or `auto`: as many as the machine has cores. The report is the same.",
)


def cores() -> int:
    """The cores that we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def watched(jobs: int, interruption: Interruption, sign: SignOfLife) -> Examining:
    """Examining so many documents at a time, which can be interrupted, and tells how far it is."""

    def examining(examiner: Examiner, pieces: Iterable[Piece]) -> Generator[tuple[Piece, list[Examined]]]:
        for piece, found in interruption.until(_examining(jobs)(examiner, pieces)):
            yield piece, found
            sign.step(len(found), _size(piece) if sign.wanted else 0)

    return examining


def sizes(paths: Sequence[str]) -> list[int] | None:
    """The sizes of files in bytes; none where standard input is among them, of which nobody knows."""
    from ruleck.files import STANDARD_INPUT

    return None if STANDARD_INPUT in paths else [_file_size(path) for path in paths]


def _examining(jobs: int) -> Examining:
    if jobs > 1:
        from ruleck.batch.crew import crew  # processes cost more to import than a story to check

        return crew(jobs)
    from ruleck.pipeline import one_by_one

    return one_by_one


def _size(piece: Piece) -> int:
    return len(piece.line.content) if piece.line is not None else _file_size(piece.path)


def _file_size(path: str) -> int:
    with suppress(OSError, ValueError):
        return os.path.getsize(path)
    return 0
