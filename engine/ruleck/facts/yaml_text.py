"""YAML, read as people write it: every plain value stays the text that it is.

YAML's own rules turn `no` into false, `12:30` into 750 and `2017-12-05` into a date before anybody can say what was
meant. Here only the vocabulary says what a text is, so of YAML's resolution nothing is left but this: an empty value,
`~` and `null` mean that nothing is stated. Tags are refused, so no text can ask for an object of Python's.

The events of libyaml's parser are read in one loop with a stack of our own. libyaml itself keeps no more than its input
and a state for each open bracket, so a file cannot cost more than it is long: nesting is cut off at `DEEPEST`, and
aliases share what they refer to and are counted at its full weight, which ends those that explode.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.document import Layout, token
from ruleck.facts.yaml_mistakes import quoted, syntax_mistake, value_at
from ruleck.source import Source, Span

DEEPEST = 100
# How many values aliases may stand for in one document; an honest file repeats a source or a place now and then.
MOST_ALIASED = 100_000

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY: Any = object()


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: Any
    pointer: str
    start: int
    flow: bool
    anchor: str | None
    key: Any = _NO_KEY
    key_at: tuple[int, int] = (0, 0)
    weight: int = 1
    end: int = 0
    keys_at: dict[str, tuple[int, int]] = field(default_factory=dict)


class _Stop(Exception):  # noqa: N818 - it stops the reading, the mistake itself is data
    pass


def read_yaml(source: Source, layout: Layout | None = None) -> tuple[Any, list[Diagnostic]]:
    """The one value that a YAML text holds: texts, lists, mappings and none; and every mistake that can be told.

    Where a mistake ends the reading the value is none. `layout` is filled in if it is given.

    >>> read_yaml(Source("a.yaml", "a: no\\nb: [1_000, 12:30, ~]"))
    ({'a': 'no', 'b': ['1_000', '12:30', None]}, [])
    """
    reading, error = _read(source, source.text, layout)
    if error is not None and "nesting" in (getattr(error, "problem", None) or ""):
        # Newer parsers give up at a depth of their own, before they have told of what came first. What stands before
        # that place is deep enough to be told at ours.
        reading, error = _read(source, source.text[: error.problem_mark.index], layout)
    if error is not None:
        reading.mistakes.append(syntax_mistake(source, error))
    return (None if reading.mistakes else reading.root), reading.mistakes


def _read(source: Source, text: str, layout: Layout | None) -> tuple[_Reading, Any]:
    """A text of a source's, read as far as it goes, and what the parser could not go on for."""
    reading = _Reading(source, layout)
    try:
        parser = _Parser(text)
        try:
            reading.run(parser)
        finally:
            parser.dispose()
    except yaml.YAMLError as error:
        return reading, error
    except _Stop:
        pass
    return reading, None


class _Reading:
    def __init__(self, source: Source, layout: Layout | None) -> None:
        self.source = source
        self.layout = layout
        self.mistakes: list[Diagnostic] = []
        self.root: Any = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int] | None] = {}
        self.aliased = 0

    def run(self, parser: Any) -> None:
        documents = 0
        next_event = parser.get_event
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind is yaml.MappingStartEvent:
                self.open(event, {})
            elif kind is yaml.SequenceStartEvent:
                self.open(event, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.close(event)
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    note = "keep each story in a file of its own, or write them as JSON, one a line, in a `.jsonl` file"
                    found = "a second document starts here, and a file holds one story"
                    self.stop("second-document", found, event, note)
            elif kind is yaml.StreamEndEvent:
                return

    def scalar(self, event: Any) -> None:
        text: str = event.value
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is _NO_KEY and type(top.value) is dict:
            self.name(top, text, event)
            return
        if event.tag is not None and event.tag != "!":
            self.tag(event)
        value = None if event.style == "" and text in ("", "~", "null") else text
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, 1)
        end = event.end_mark.index if self.layout is not None else 0
        if self.layout is not None and event.style in ("|", ">"):
            end = len(self.source.text[:end].rstrip())
        self.put(value, 1, event, end)

    def name(self, top: _Open, text: str, event: Any) -> None:
        at = (event.start_mark.index, event.end_mark.index)
        if text in top.keys_at:
            first = Label(self.source, Span(*top.keys_at[text]), "first here")
            message = f"`{text}` is given twice"
            self.mistakes.append(Diagnostic("duplicate-key", message, (Label(self.source, Span(*at)), first)))
        top.keys_at[text] = at
        top.key, top.key_at = text, at

    def open(self, event: Any, value: Any) -> None:
        if len(self.stack) >= DEEPEST:
            self.stop("too-deep", f"this is nested more than {DEEPEST} deep", event, "a fact needs two or three levels")
        self.not_a_name(event)
        if event.tag is not None and event.tag != "!":
            self.tag(event)
        pointer = self.pointer() if self.layout is not None else ""
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.stack.append(_Open(value, pointer, event.start_mark.index, bool(event.flow_style), event.anchor))

    def close(self, event: Any) -> None:
        done = self.stack.pop()
        if done.anchor is not None:
            self.anchors[done.anchor] = (done.value, done.weight)
        # A list without brackets is over only where the next thing starts, so it ends where its last item does.
        end = event.end_mark.index if done.flow else done.end
        if self.layout is not None:
            self.layout.values[done.pointer] = (done.start, end)
        self.put(done.value, done.weight, event, end, known=True)

    def alias(self, event: Any) -> None:
        self.not_a_name(event)
        name = event.anchor
        if name not in self.anchors:
            note = f"put quotes round a text that starts with `*`: {quoted(self.written(event))}"
            self.stop("unknown-alias", f"`*{name}` refers to a place marked `&{name}`, and there is none", event, note)
        target = self.anchors[name]
        if target is None:
            self.stop("endless-alias", f"`*{name}` stands inside what it refers to", event, "write it out instead")
        else:
            self.aliased += target[1]
            if self.aliased > MOST_ALIASED:
                message = f"the aliases of this file stand for more than {MOST_ALIASED:,} values"
                self.stop("exploding-alias", message, event, "write them out instead")
            self.put(*target, event, event.end_mark.index)

    def put(self, value: Any, weight: int, event: Any, end: int, known: bool = False) -> None:
        """Put a finished value where it belongs."""
        if not self.stack:
            if self.layout is not None and not known:
                self.layout.values[""] = (event.start_mark.index, end)
            self.root = value
            return
        top = self.stack[-1]
        if self.layout is not None and not known:
            self.layout.values[self.pointer()] = (event.start_mark.index, max(end, event.start_mark.index))
        top.weight += weight
        top.end = max(end, top.key_at[1])
        if type(top.value) is list:
            top.value.append(value)
        else:
            if self.layout is not None:
                self.layout.keys[self.pointer()] = top.key_at
            top.value[top.key] = value
            top.key = _NO_KEY

    def pointer(self) -> str:
        """The JSON Pointer of the value that comes next."""
        if not self.stack:
            return ""
        top = self.stack[-1]
        return f"{top.pointer}/{len(top.value) if type(top.value) is list else token(top.key)}"

    def not_a_name(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is _NO_KEY and type(top.value) is dict:
            self.stop("no-name", "a field's name must stand before the colon", event, "such as `headline: …`")

    def tag(self, event: Any) -> None:
        written = self.written(event)
        name = written.split()[0]
        note = f"put quotes round a text that starts with `!`: {quoted(written)}"
        if name.startswith("!!"):
            note = "leave it out"
        label = Label(self.source, Span(event.start_mark.index, event.start_mark.index + len(name)))
        self.mistakes.append(Diagnostic("tag", f"`{name}` is a tag, and tags are not read here", (label,), (note,)))

    def written(self, event: Any) -> str:
        """The value that starts where an event does, as far as its line goes."""
        found = value_at(self.source, event.start_mark.index)
        if found is not None and found[2] == event.start_mark.index:
            return found[1]
        return self.source.text[event.start_mark.index : event.end_mark.index].split("\n")[0].rstrip() or "!"

    def stop(self, code: str, message: str, event: Any, note: str) -> None:
        span = Span(event.start_mark.index, max(event.end_mark.index, event.start_mark.index + 1))
        self.mistakes.append(Diagnostic(code, message, (Label(self.source, span),), (note,)))
        raise _Stop
