"""What is found of documents, on its way from the process that examined them to the one that reports.

A story is many records, and nobody asks for most of them: a report shows the facts of findings. So a parcel holds the
findings with what hangs on them, and of the story itself only what a report says of every one. Whoever asks for more
has it: the document is read once more, as it is when somebody asks where a fact stands.

Rules and the vocabulary are on both sides already, and go as a number each.
"""

from __future__ import annotations

import copyreg
import pickle
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import chain, islice
from typing import Any

from ruleck.diagnostics import Label
from ruleck.evaluate.projection import Revisit
from ruleck.facts.document import Document, Layout
from ruleck.facts.record import Record, Story
from ruleck.facts.vocabulary import Vocabulary
from ruleck.pipeline import Examined, Examiner, Piece

# What is found of each of some pieces.
Found = list[list[Examined]]


class Parcels:
    """Packs and opens parcels between processes that have one examiner's rules each."""

    def __init__(self, examiner: Examiner) -> None:
        self._examiner = examiner
        rules = examiner.program.rules
        self._shared = [examiner.program.vocabulary, *(rule.place for rule in rules)]
        self._numbers = {id(each): number for number, each in enumerate(self._shared)}

    def pack(self, found: Found) -> bytes:
        """A parcel of what was found."""
        for examined in found:
            for each in examined:
                story = each.checked.story
                if story is None:
                    continue
                if each.checked.findings:
                    story.at("")  # a report will ask for places: they are found here, where there are many hands
                else:
                    story.locate = story.find = None
        content = BytesIO()
        packer = _Packer(content, self._numbers)
        packer.dump(found)
        return content.getvalue()

    def open(self, parcel: bytes, pieces: Sequence[Piece]) -> Found:
        """What was found of some pieces."""
        found: Found = _Opener(parcel, self._shared).load()
        for piece, examined in zip(pieces, found, strict=True):
            for number, each in enumerate(examined):
                story = each.checked.story
                if story is not None:
                    again = partial(_read, self._examiner, piece, number)
                    revisit = Revisit(again)
                    story.again = again if story.again is not None else None
                    story.records = Unread(revisit)
                    story.locate = story.locate or revisit.locate
                    story.find = story.find or revisit.find
                    story.waivers = tuple(replace(waiver, locate=story.locate) for waiver in story.waivers)
        return found


class Unread(Mapping[str, Sequence[Record]]):
    """A story's records, read when somebody asks for them."""

    def __init__(self, revisit: Revisit) -> None:
        self._revisit = revisit

    def _records(self) -> Mapping[str, Sequence[Record]]:
        story = self._revisit.story()
        return story.records if story is not None else {}

    def __getitem__(self, kind: str) -> Sequence[Record]:
        return self._records()[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records())

    def __len__(self) -> int:
        return len(self._records())


def _read(examiner: Examiner, piece: Piece, number: int) -> Story | None:
    return next((story for _, story, _ in islice(examiner.load(piece), number, None)), None)


class _Packer(pickle.Pickler):
    def __init__(self, file: BytesIO, numbers: Mapping[int, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._numbers = numbers
        # By type and not by `persistent_id`, which would be asked for every number and word of a parcel.
        self.dispatch_table = {
            **copyreg.dispatch_table,
            Story: _slim,
            Layout: _flat,
            Label: self._label,
            Vocabulary: self._vocabulary,
        }

    def _label(self, label: Label) -> tuple[Any, ...]:
        number = self._numbers.get(id(label))
        return (Label, (label.source, label.span, label.text)) if number is None else (_shared, (number,))

    def _vocabulary(self, vocabulary: Vocabulary) -> tuple[Any, ...]:
        return _shared, (self._numbers[id(vocabulary)],)


class _Opener(pickle.Unpickler):
    def __init__(self, parcel: bytes, shared: Sequence[object]) -> None:
        super().__init__(BytesIO(parcel))
        self._shared = shared

    def find_class(self, module: str, name: str) -> Any:
        return self._shared.__getitem__ if name == _shared.__name__ else super().find_class(module, name)


def _shared(number: int) -> object:
    raise AssertionError("an opener has its own")


def _slim(story: Story) -> tuple[Any, ...]:
    state = {name: getattr(story, name) for name in Story.__slots__} | {"records": {}}
    state["again"] = _again if story.again is not None else None
    state["waivers"] = tuple(replace(waiver, locate=None) for waiver in story.waivers)
    # A document can be sent; what an importer finds its places by need not be, and is made again on the other side.
    if not isinstance(getattr(story.locate, "__self__", None), (Document, Revisit)):
        state["locate"] = None
    return _blank, (), (None, state)


def _again() -> Story | None:
    raise AssertionError("an opener has its own")


def _blank() -> Story:
    return Story.__new__(Story)


def _flat(layout: Layout) -> tuple[Any, ...]:
    # A layout is hundreds of numbers, which are read and written much faster as one.
    return _layout, tuple(
        part
        for spans in (layout.values, layout.keys)
        for part in (list(spans), array("Q", chain.from_iterable(spans.values())).tobytes())
    )


def _layout(values: list[str], at: bytes, keys: list[str], keys_at: bytes) -> Layout:
    return Layout(_spans(values, at), _spans(keys, keys_at))


def _spans(names: list[str], at: bytes) -> dict[str, tuple[int, int]]:
    offsets = array("Q", at)
    return dict(zip(names, zip(offsets[::2], offsets[1::2], strict=True), strict=True))
