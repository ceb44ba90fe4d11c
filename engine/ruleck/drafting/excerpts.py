"""Excerpts: the story's own wording for each fact, told apart from the same wording before it."""

from __future__ import annotations

from ruleck.drafting.text import Text

_KEY = 8  # tokens that an excerpt is looked up by
_LEAST = 3  # words that an excerpt should have, where its sentence has them
_CONTEXT = 60  # characters before an excerpt, of which whole words make its prefix


class Excerpts:
    """Makes excerpts of one story. An excerpt is looked for from the front, so what matters is what stands before it.

    Every stretch of up to `_KEY` tokens is known by where it first occurs: linear in the story, whatever it repeats.
    """

    def __init__(self, story: Text) -> None:
        """Nothing is read before it is asked for."""
        self._story = story
        self._first: dict[int, dict[tuple[str, ...], int]] = {}
        self._endings: dict[str, int] = {}
        for index, token in enumerate(story.tokens):
            if token.sort == "number" and len(token.text) <= 20:
                for cut in range(1, len(token.text)):
                    self._endings.setdefault(token.text[cut:], index)

    def of(self, first: int, last: int, *, widen: bool = True) -> str | dict[str, str]:
        """The excerpt of tokens `first` up to `last`, with what stands before it where the same words come earlier.

        A short one is widened to the left, so that it reads: "stood at 21".
        """
        story = self._story
        least = first - _LEAST
        while widen and last - first < _LEAST and first > max(0, least):
            before = story.at(first - 1)
            if before.sort == "sign" or "\n\n" in story.text[before.end : story.at(first).start] or self._gap(first):
                break
            first -= 1
        exact = story.words(first, last)
        return self._told_apart(exact, story.at(first).start, first, last)

    def between(self, start: int, end: int, first: int, last: int) -> str | dict[str, str]:
        """The excerpt from one character to another, inside tokens `first` up to `last`."""
        return self._told_apart(" ".join(self._story.text[start:end].split()), start, first, last)

    def _told_apart(self, exact: str, start: int, first: int, last: int) -> str | dict[str, str]:
        if self._earliest(first, last) < first or self._endings.get(self._story.at(first).text, first) < first:
            prefix = self._prefix(start)
            if prefix:
                return {"exact": exact, "prefix": prefix}
        return exact

    def _earliest(self, first: int, last: int) -> int:
        length = min(last - first, _KEY)
        tokens = self._story.tokens
        known = self._first.get(length)
        if known is None:
            known = self._first[length] = {}
            for index in range(len(tokens) - length + 1):
                known.setdefault(tuple(token.text for token in tokens[index : index + length]), index)
        return known.get(tuple(token.text for token in tokens[first : first + length]), first)

    def _prefix(self, start: int) -> str:
        """Whole words right before a place."""
        words = self._story.text[max(0, start - _CONTEXT) : start]
        if start > _CONTEXT:
            words = words.partition(" ")[2] or words.partition("\n")[2]
        return " ".join(words.split()[-5:])

    def _gap(self, index: int) -> bool:
        """Whether something that is left out lies before a token."""
        story = self._story
        return story.text[story.at(index - 1).end : story.at(index).start].strip() != ""
