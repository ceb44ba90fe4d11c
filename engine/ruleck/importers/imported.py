"""A story out of another form: its facts as a document's plain value, and where in the form each was taken from.

An importer builds a tree of the kinds and fields that facts have, and marks with `At` where a part of it stood. What is
right and wrong in such a document the ordinary loading says, so a date that is none is told in the same words as in
any facts, at its place in the file that it came from.

Nothing is dropped in silence: what a form says and facts have no place for is listed as a `Leftover`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.document import Document, token
from ruleck.facts.record import Place
from ruleck.facts.scalars import UNFIT, found, number_reader, scalar_reader, written
from ruleck.facts.vocabulary import Field, Vocabulary, fold
from ruleck.facts.wording import type_phrase
from ruleck.source import Source
from ruleck.values.misread import Misread, shorten
from ruleck.values.text import nearest

# Where what stands at a pointer of the form (or its key) is to be found in the file.
Places = Callable[[str, bool], Place]
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class At:
    """A value, and the JSON Pointer in the form of what it was made from."""

    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """What was left out, by its pointer in the form.

    `known` says that it belongs to the form and says nothing that facts have a place for; else nobody knows what it is.
    """

    origin: str
    name: str
    known: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """One story of a form.

    `name` is put behind the path of the file where it holds several stories. `body` is the text that the article's body
    is part of, where it stands in the file as it is.
    """

    document: Mapping[str, Any]
    places: Places
    origins: Mapping[str, str] = field(default_factory=dict)
    leftovers: tuple[Leftover, ...] = ()
    name: str = ""
    body: Source | None = None

    def place(self, pointer: str, key: bool = False) -> Place:
        """Where the fact or field at a JSON Pointer was taken from; for what has no place of its own, what holds it."""
        return self.places(self.origin(pointer), key)

    def origin(self, pointer: str) -> str:
        """The pointer in the form of what the value at a pointer was made from."""
        rest = ""
        while pointer not in self.origins:
            if not pointer:
                return rest
            pointer, _, last = pointer.rpartition("/")
            rest = f"/{last}{rest}"
        return self.origins[pointer] + rest


def imported(
    tree: Mapping[str, Any],
    places: Places,
    leftovers: Iterable[Leftover] = (),
    *,
    origin: str = "",
    name: str = "",
    body: Source | None = None,
) -> Imported:
    """The story that a tree tells, its marks taken off; `origin` is the pointer of the whole."""
    origins = {"": origin}
    document = _taken_off(tree, "", origins)
    return Imported(document, places, origins, tuple(leftovers), name, body)


def _taken_off(value: Any, pointer: str, origins: dict[str, str]) -> Any:
    if isinstance(value, At):
        origins[pointer] = value.origin
        return _taken_off(value.value, pointer, origins)
    if type(value) is dict:
        return {key: _taken_off(one, f"{pointer}/{token(str(key))}", origins) for key, one in value.items()}
    if type(value) is list:
        return [_taken_off(one, f"{pointer}/{index}", origins) for index, one in enumerate(value)]
    return value


def places_in(document: Document, whole: Source) -> Places:
    """The places of a document's values, in the whole file that it is a part of."""
    return lambda pointer, key: Place(whole, document.place(pointer, key).span)


# ------------------------------------------------------------------ what goes where


class Fields:
    """Fills the fields of facts, and lists what no field takes.

    A field of a kind that a project declared itself takes what the form calls by its name: `urgency` of a ninjs item
    goes into `urgency` of the article, where some rule file says that an article has one.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.leftovers: list[Leftover] = []

    def put(self, kind: str, fact: dict[str, Any], field: str, value: Any, origin: str) -> bool:
        """Put a value into a field, where it can stand there; else it is listed with the reason."""
        described = self.vocabulary.kinds[kind].fields[field]
        reason = _unfit(described, value)
        if reason is not None and described.type.base == "one of":
            reason = f"`{field}` is {type_phrase(described.type, self.vocabulary)}, and {reason}"
        if reason is None and field not in fact:
            fact[field] = At(value, origin)
            return True
        note = reason if reason is not None else f"`{field}` of the {kind} was taken from elsewhere"
        self.leave(origin, known=reason is None, note=note)
        return False

    def own(self, kind: str, fact: dict[str, Any], name: str, value: Any, origin: str) -> bool:
        """Put a value into the field that a project has of its own for it, if there is one."""
        field = snake(name)
        declared = self.vocabulary.kinds[kind].fields
        builtin = builtin_vocabulary().kinds.get(kind)
        if field not in declared or (builtin is not None and field in builtin.fields):
            return False
        return self.put(kind, fact, field, value, origin)

    def rest(
        self,
        kind: str | None,
        fact: dict[str, Any],
        node: Mapping[str, Any],
        origin: str,
        used: Collection[str],
        known: Collection[str],
        others: Collection[str] = (),
    ) -> None:
        """What a part of the form says beside what was used of it: into fields of the project's own, or listed.

        `others` are names that could have been meant, beside the known ones.
        """
        for name, value in node.items():
            place = f"{origin}/{token(str(name))}"
            if name in used or says_nothing(value) or (kind is not None and self.own(kind, fact, name, value, place)):
                continue
            # A name is no correction of itself: where it is right, what stands behind it is not.
            likely = [one for one in (*used, *known, *others) if fold(str(one)) != fold(str(name))]
            near = nearest(name, likely) if name not in known else []
            self.leave(place, known=name in known, note=f"did you mean `{near[0]}`?" if near else "")

    def leave(self, origin: str, *, known: bool, note: str = "", name: str = "") -> None:
        """List something that no field takes; its name is the last of its pointer unless one is given."""
        names = [part for part in origin.split("/") if part and not part.isdigit()]
        name = name or (names[-1].replace("~1", "/").replace("~0", "~") if names else origin or "all of it")
        self.leftovers.append(Leftover(origin, name, known, note))


def says_nothing(value: Any) -> bool:
    """Whether a value of a form leaves all open."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def snake(name: str) -> str:
    """A name of a form as facts would write it.

    >>> snake("pubStatus"), snake("Sample Size")
    ('pub_status', 'sample_size')
    """
    spread = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.sub(r"[\W_]+", "_", spread).strip("_").lower()


def _unfit(described: Field, value: Any) -> str | None:
    """Why a value cannot stand in a field; none where it can. Links and facts written in place are looked at later."""
    if described.type.base == "link" or isinstance(value, (At, dict)):
        return None
    if described.type.many:
        if not isinstance(value, list):
            return f"{found(value)} is no list"
        return next((why for one in value if (why := _unfit_one(described, one)) is not None), None)
    return _unfit_one(described, value)


def _unfit_one(described: Field, value: Any) -> str | None:
    base = described.type.base
    if base in ("number", "count", "percent"):
        read = number_reader(base, 10)(value, None)
    else:
        read = scalar_reader(described.type)(value)
    if isinstance(read, Misread):
        return read.message
    return f"{found(value)} stands here" if read is UNFIT else None


def text_of(value: Any) -> str | None:
    """A text, or a number as its digits; none for all else and for blanks."""
    text = written(value)
    return text if text is not None and text.strip() else None


# ------------------------------------------------------------------ telling


def told(story: Imported) -> list[Diagnostic]:
    """What was left out of a story, a diagnostic each: first what was not understood, then in one what is no fact."""
    mistakes = [_not_understood(story, left) for left in story.leftovers if not left.known]
    known = [left for left in story.leftovers if left.known]
    if known:
        place = story.places(known[0].origin, True)
        names = ", ".join(f"`{shorten(name)}`" for name in dict.fromkeys(left.name for left in known))
        notes = tuple(dict.fromkeys(f"{left.name}: {left.note}" for left in known if left.note))
        message = f"known, but no facts, and left out: {names}"
        mistakes.append(Diagnostic("no-fact", message, (Label(place.source, place.span),), notes, severity="info"))
    return mistakes


def told_shortly(story: Imported, form: str) -> list[Diagnostic]:
    """What was not understood of a story, in one diagnostic; none where all was."""
    unclear = [left for left in story.leftovers if not left.known]
    if not unclear:
        return []
    names = list(dict.fromkeys(left.name for left in unclear))
    shown = ", ".join(f"`{shorten(name)}`" for name in names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    place = story.places(unclear[0].origin, True)
    message = f"not understood, and left out: {shown}{more}"
    reasons = dict.fromkeys(_reason(left) for left in unclear if left.note)
    notes = (*[*reasons][:_MOST_NAMED], f"`ruleck import {form}` lists each with its place")
    return [Diagnostic("left-out", message, (Label(place.source, place.span),), notes, severity="warning")]


def _reason(left: Leftover) -> str:
    name = f"`{shorten(left.name)}`"
    return left.note if left.note.startswith(name) else f"{name}: {left.note}"


def _not_understood(story: Imported, left: Leftover) -> Diagnostic:
    place = story.places(left.origin, True)
    notes = (left.note,) if left.note else ()
    message = f"`{shorten(left.name)}` was not understood, and is left out"
    return Diagnostic("left-out", message, (Label(place.source, place.span),), notes, severity="warning")
