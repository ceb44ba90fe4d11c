"""What commands write to, and how a person who waits is told that they live."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ruleck.diagnostics import Diagnostic
    from ruleck.reports.snippet import Paint


def paint(stream: Any) -> Paint:
    """How words are coloured: not at all but on a terminal, and where NO_COLOR is not set."""
    from ruleck.reports.snippet import coloured, plain

    watched = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return coloured if watched else plain


def write(text: str, sign: SignOfLife | None = None) -> None:
    """Put text on standard output, the sign of life out of its way."""
    if text:
        if sign is not None:
            sign.clear()
        click.echo(text, nl=False)


def print_mistakes(mistakes: Sequence[Diagnostic], stream: Any) -> None:
    """Tell mistakes on a stream."""
    from ruleck.reports.diagnostics import codes_of, explained, mistake_text

    for mistake in mistakes:
        click.echo(mistake_text(mistake, paint(stream)), nl=False, file=stream)
    click.echo(explained(codes_of(mistakes)), nl=False, file=stream)


def difference(path: str, before: str, after: str) -> str:
    """A unified diff, which `patch` takes; nothing in it acts on a terminal."""
    from difflib import unified_diff

    from ruleck.reports.snippet import printable

    old, new = ([f"{line}\n" for line in text.split("\n")] for text in (before, after))
    # What follows the last line break is a line only if there is something in it.
    for lines in (old, new):
        last = lines.pop().removesuffix("\n")
        if last:
            lines.append(last)
    rows = unified_diff(old, new, path, path)
    text = "".join(row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows)
    return "".join(f"{printable(line)}\n" for line in text.split("\n")[:-1]) if sys.stdout.isatty() else text


class SignOfLife:
    """How far a long run is, on standard error, while a person waits.

    A bar where it is known how much there is to read; else a count, of stories unless said otherwise. Nothing of it is
    left when it has to make room.
    """

    def __init__(self, *, wanted: bool, said: str = "checked {:,} stories") -> None:
        self._said = said
        self.wanted = wanted and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._begun = time.monotonic()
        self._due = self._begun + 1
        self._done = 0
        self._bytes = 0
        self._all_bytes: int | None = None
        self._shown = False

    def expect(self, sizes: Sequence[int] | None) -> None:
        """What there is to read, in bytes; none where nobody knows."""
        self._all_bytes = sum(sizes) if sizes is not None else None

    def step(self, more: int = 1, size: int = 0) -> None:
        """More are done, and so many bytes with them."""
        self._done += more
        self._bytes += size
        if self.wanted and time.monotonic() >= self._due:
            self._due = time.monotonic() + 0.2
            self._shown = True
            click.echo(f"\r{self._told()}\x1b[K", nl=False, err=True)

    def clear(self) -> None:
        """Make room for the report."""
        if self._shown:
            self._shown = False
            click.echo("\r\x1b[K", nl=False, err=True)

    def _told(self) -> str:
        counted = self._said.format(self._done)
        if not self._all_bytes:
            return counted
        share = min(1.0, self._bytes / self._all_bytes)
        bar = "#" * int(share * _BAR)
        left = (time.monotonic() - self._begun) * (1 - share) / share if share else None
        return f"[{bar:.<{_BAR}}] {share:4.0%}  {counted}{f', {_time(left)} left' if left is not None else ''}"


_BAR = 24


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
