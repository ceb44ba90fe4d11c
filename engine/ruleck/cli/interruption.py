"""Ctrl-C in a long run: it ends early, with a report that is right as far as it goes and says how far that is."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from types import FrameType, TracebackType
from typing import Any, TypeVar

T = TypeVar("T")
_ENDS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Hears Ctrl-C, and the system's wish that we end, and lets them through only where nothing is half done.

    What is told of a document is written whole; the run ends before the next one. Whoever does not want to wait for
    that asks a second time, and gets no report.
    """

    def __init__(self) -> None:
        self._open = False
        self._before: dict[int, Any] = {}
        # What came, as a process tells that it ended by it.
        self.status: int | None = None

    def __enter__(self) -> Interruption:
        try:
            self._before = {number: signal.signal(number, self._came) for number in _ENDS}
        except ValueError:  # only the first thread of a process hears signals
            self._before = {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def until(self, found: Generator[T, None, None]) -> Iterator[T]:
        """What is found up to the interruption; raises `Interrupted` then."""
        try:
            while True:
                self._open = True
                if self.status is not None:
                    raise KeyboardInterrupt
                each = next(found, None)
                self._open = False
                if each is None:
                    return
                yield each
        except KeyboardInterrupt:
            from ruleck.pipeline import Interrupted

            raise Interrupted from None
        finally:
            self._open = False
            found.close()

    def _came(self, number: int, frame: FrameType | None) -> None:
        again = self.status is not None
        self.status = 128 + number
        if self._open or again:
            raise KeyboardInterrupt
