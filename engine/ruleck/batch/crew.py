"""Documents examined by several processes at a time.

    pieces ─▶ portions ─▶ workers ─▶ parcels ─in order─▶ what was found, as `one_by_one` would give it

A portion is as many pieces as take a moment: enough that handing it over does not count, and few enough that all
workers end at about the same time. What is found comes out in the order of the pieces whoever is done first; so no more
portions are begun than a few for each worker, and memory does not grow with the archive.

A worker has one portion in hand at most: so it always reads when something is sent to it, and neither side waits for
the other to make room. Its end of the pipe closes with it, whatever ends it. A portion in hand then is given out again
piece by piece; a piece that was in hand when two workers ended is told as what it is, a failure of ours, and the others
go on. Workers end when the pipe does, so that they never outlive a killed parent; Ctrl-C is not for them.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from ruleck.batch.parcel import Found, Parcels
from ruleck.diagnostics import Diagnostic
from ruleck.pipeline import Examined, Examiner, Examining, Piece, failed, one_by_one

# A portion should take so many seconds, and hold at most so many pieces and bytes of lines.
_MOMENT = 0.03
_MOST_PIECES = 256
_MOST_BYTES = 2**20
# So many portions for each worker may be begun and not yet told.
_AHEAD = 4
_TRIES = 2
_ENDS = {signal.SIGINT, signal.SIGTERM}
# Where nothing of a process is lost by copying it; elsewhere a new one is started, which takes longer.
START = "fork" if sys.platform == "linux" else "spawn"


def crew(jobs: int, start: str = START) -> Examining:
    """Examining with so many workers; here and now where there is not more than one piece."""

    def examining(examiner: Examiner, pieces: Iterable[Piece]) -> Generator[tuple[Piece, list[Examined]]]:
        rest = iter(pieces)
        first = list(islice(rest, 2))
        if jobs < 2 or len(first) < 2:
            yield from one_by_one(examiner, chain(first, rest))
            return
        gc.freeze()  # rules stay: nobody needs to look through them again, and workers go on sharing their memory
        work = _Crew(examiner, chain(first, rest), jobs, start)
        try:
            yield from work.examined()
        finally:
            work.end()

    return examining


@dataclass(slots=True, eq=False)
class _Portion:
    pieces: Sequence[Piece]
    tries: int = 0
    parcel: bytes | None = None
    told: Found | None = None

    @property
    def done(self) -> bool:
        return self.parcel is not None or self.told is not None


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    portion: _Portion | None = None
    since: float = field(default_factory=time.monotonic)


class _Crew:
    """Workers and the portions that are under way.

    Invariant: `line` holds the portions that were begun and are not told, in the order of their pieces; `again` are
    those of them that a worker's end left undone.
    """

    def __init__(self, examiner: Examiner, pieces: Iterator[Piece], jobs: int, start: str) -> None:
        self._examiner = examiner
        self._parcels = Parcels(examiner)
        self._pieces = pieces
        self._jobs = jobs
        self._context = multiprocessing.get_context(start)
        self._copied = start == "fork"
        self._workers: list[_Worker] = []
        self._line: deque[_Portion] = deque()
        self._again: deque[_Portion] = deque()
        self._seconds_a_piece = _MOMENT
        self._looked = 0.0

    def examined(self) -> Iterator[tuple[Piece, list[Examined]]]:
        """Each piece with what is found of it, in order."""
        while True:
            self._hand_out()
            if not self._line:
                return
            if not self._line[0].done:
                self._collect(None)
                continue
            portion = self._line.popleft()
            found = portion.told or self._parcels.open(portion.parcel or b"", portion.pieces)
            for each in zip(portion.pieces, found, strict=True):
                yield each
                # Telling takes its time, too, and nobody should be idle meanwhile.
                if time.monotonic() - self._looked > _MOMENT / 4:
                    self._collect(0)
                    self._hand_out()

    def end(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _hand_out(self) -> None:
        """Give each idle worker a portion, with new workers as long as there are portions for them."""
        while self._jobs:
            idle = next((worker for worker in self._workers if worker.portion is None), None)
            if idle is None and len(self._workers) >= self._jobs:
                return
            portion = self._next_portion()
            if portion is None:
                return
            try:
                worker = idle or self._hire()
                worker.portion, worker.since = portion, time.monotonic()
                worker.pipe.send(portion.pieces)
            except OSError:
                if idle is not None:
                    self._bury(idle)
                    continue
                # No more processes are to be had.
                self._jobs = len(self._workers)
                self._again.appendleft(portion)
        if not (self._line and self._line[0].done) and (portion := self._next_portion()) is not None:
            portion.told = [self._examiner.examine(piece) for piece in portion.pieces]

    def _next_portion(self) -> _Portion | None:
        if self._again:
            return self._again.popleft()
        if len(self._line) >= max(1, _AHEAD * self._jobs):
            return None
        pieces: list[Piece] = []
        wanted = max(1, min(_MOST_PIECES, int(_MOMENT / self._seconds_a_piece)))
        size = 0
        while len(pieces) < wanted and size < _MOST_BYTES:
            piece = next(self._pieces, None)
            if piece is None:
                break
            pieces.append(piece)
            size += len(piece.line.content) if piece.line is not None else 0
        if not pieces:
            return None
        portion = _Portion(pieces)
        self._line.append(portion)
        return portion

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        inherited = [*(worker.pipe for worker in self._workers), ours] if self._copied else []
        process = self._context.Process(target=_work, args=(theirs, inherited, self._examiner), daemon=True)  # type: ignore[attr-defined]  # every context has it
        try:
            with _deaf():
                process.start()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _collect(self, seconds: float | None) -> None:
        """Take what workers have done; waits for so long until one of them has (none: for ever)."""
        busy = {worker.pipe: worker for worker in self._workers if worker.portion is not None}
        for pipe in wait(list(busy), seconds) if busy else ():
            worker = busy[pipe]  # type: ignore[index]  # `wait` gives back what it was given
            portion = worker.portion
            assert portion is not None, "it was busy"
            try:
                portion.parcel = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            worker.portion = None
            spent = (time.monotonic() - worker.since) / len(portion.pieces)
            self._seconds_a_piece += (max(spent, 1e-6) - self._seconds_a_piece) / 4
        self._looked = time.monotonic()

    def _bury(self, worker: _Worker) -> None:
        """A worker has ended before its time: what it had in hand is given out once more, or told."""
        portion = worker.portion
        assert portion is not None, "only those are looked at that have something in hand"
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(1)
        worker.process.terminate()
        worker.process.join()
        portion.tries += 1
        if len(portion.pieces) > 1:
            apart = [_Portion([piece], portion.tries) for piece in portion.pieces]
            at = self._line.index(portion)
            self._line.rotate(-at)
            self._line.popleft()
            self._line.extendleft(reversed(apart))
            self._line.rotate(at)
            self._again.extend(apart)
        elif portion.tries < _TRIES:
            self._again.append(portion)
        else:
            portion.told = [[failed(portion.pieces[0], _ended(worker.process.exitcode))]]


def _ended(code: int | None) -> Diagnostic:
    how = "ended" if code is None or code >= 0 else f"was ended by signal {-code}"
    notes = (f"the process that read this story {how}, twice; it may need more memory than there is",
             "please report it if it happens again with more")  # fmt: skip
    return Diagnostic("bug", "ruleck itself failed here: this is a bug in ruleck, not a mistake of yours", (), notes)


@contextmanager
def _deaf() -> Iterator[None]:
    """What ends us is not heard in here: a process that is copied now knows not yet what to do about it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ------------------------------------------------------------------ in a worker


def _work(pipe: Connection, inherited: Iterable[Connection], examiner: Examiner) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # one Ctrl-C is sent to all of us: the parent ends the others
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)
    for other in inherited:
        other.close()
    parcels = Parcels(examiner)
    with suppress(EOFError, OSError):  # the parent is gone
        while True:
            pieces = pipe.recv()
            pipe.send_bytes(parcels.pack([examiner.examine(piece) for piece in pieces]))
