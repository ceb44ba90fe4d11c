"""What is wrong in a document, in words: every message about facts that are readable but not right is made here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ruleck.facts.document import token
from ruleck.facts.record import Record
from ruleck.facts.scalars import Unfit, found, written
from ruleck.facts.vocabulary import Field, Kind, Vocabulary
from ruleck.facts.waiver import WAIVED
from ruleck.facts.wording import a, listed, type_phrase
from ruleck.values.misread import Misread, shorten
from ruleck.values.text import nearest


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake, by the JSON Pointer of the value where it stands.

    `key` says that the field's name is meant and not its value; `other` is the pointer of what it clashes with.
    """

    code: str
    pointer: str
    message: str
    notes: tuple[str, ...] = ()
    key: bool = False
    other: str | None = None


def not_a_story(value: Any) -> Problem:
    """The whole document is no set of named kinds."""
    note = "a document names its kinds of facts: `article:`, `quotes:`, `estimates:` and so on"
    message = "nothing is written here" if value is None else f"{found(value)} is no story"
    return Problem("not-a-story", "", message, (note,))


def unknown_kind(vocabulary: Vocabulary, name: str, pointer: str) -> Problem:
    """An outermost name that no kind goes by."""
    shown = shorten(name)
    if (kind := vocabulary.kind(name)) is not None:
        right = "article" if kind.name == "article" else kind.plural
        message = f"facts of this kind stand under `{right}`, and `{shown}` stands here"
        return Problem("unknown-kind", pointer, message, (f"write `{right}:`",), key=True)
    plurals = ["article", *(k.plural for k in vocabulary.kinds.values() if k.name != "article")]
    close = nearest(name, [*plurals, *vocabulary.kinds])
    if close and (kind := vocabulary.kind(close[0])) is not None:
        note = f"did you mean `{'article' if kind.name == 'article' else kind.plural}`?"
    else:
        note = f"a document has {listed((f'`{p}`' for p in plurals), 'and')}"
    return Problem("unknown-kind", pointer, f"`{shown}` is no kind of fact", (note,), key=True)


def kind_twice(name: str, pointer: str, first: str) -> Problem:
    """Two outermost names that differ in letter case only."""
    note = "letter case, `-` and `_` make no difference in a name"
    return Problem("duplicate-key", pointer, f"`{name}` is given twice", (note,), key=True, other=first)


def not_a_list_of_facts(name: str, pointer: str, value: Any) -> Problem:
    """A kind's facts are not listed."""
    if isinstance(value, Mapping):
        note = "put a dash before the first line of each, or brackets round them: [{…}, {…}]"
        return Problem("wrong-type", pointer, f"`{name}` takes a list of facts, and one fact stands here", (note,))
    return Problem("wrong-type", pointer, f"`{name}` takes a list of facts, and {found(value)} stands here")


def articles(pointer: str) -> Problem:
    """The article is written as a list."""
    note = "write its fields without a dash; each further story is a document of its own"
    return Problem("wrong-type", pointer, "`article` is one story, and a list stands here", (note,))


def not_a_fact(kind: Kind, pointer: str, value: Any) -> Problem:
    """A fact is not written as one."""
    stands = "nothing" if value is None else found(value)
    return Problem("wrong-type", pointer, f"{a(kind.name)} is wanted here, and {stands} stands here", (_sample(kind),))


def endless(pointer: str) -> Problem:
    """A fact that stands in itself."""
    note = "write it out once, and refer to it by its id"
    return Problem("too-deep", pointer, "facts stand in facts without end here", (note,))


def unknown_field(kind: Kind, raw: Mapping[Any, Any], pointer: str, key: Any) -> Problem:
    """A name that no field of the kind goes by."""
    name = key if isinstance(key, str) else str(written(key))
    notes = []
    # In braces `{value: less than 1,000, unit: people}` is a value `less than 1` and a name `000` with nothing behind
    # it.
    for (before, start), (this, value) in pairwise(raw.items()):
        if this is key and value is None and isinstance(start, str):
            whole = shorten(f"{start}{',' if name[:1].isdigit() else ', '}{name}")
            notes.append(f'inside braces a comma ends a value; to keep it, put quotes round all: {before}: "{whole}"')
    if close := nearest(name, [*kind.fields, *([WAIVED] if kind.name != "waiver" else [])]):
        notes.append(f"did you mean `{close[0]}`?")
    if not notes:
        notes.append(f"{a(kind.name)} has {listed((f'`{n}`' for n in kind.fields), 'and')}")
    message = f"`{shorten(name)}` is no field of {a(kind.name)}"
    return Problem("unknown-field", f"{pointer}/{token(name)}", message, tuple(notes), key=True)


def field_twice(name: str, pointer: str) -> Problem:
    """Two spellings of one field in one fact."""
    note = "letter case, `-` and `_` make no difference in a name"
    return Problem("duplicate-key", pointer, f"`{name}` is given twice", (note,), key=True)


def missing_field(kind: Kind, name: str, pointer: str) -> Problem:
    """A fact without something that its kind requires."""
    message = f"{a(kind.name)} must have a `{name}`, and this one has none"
    return Problem("missing-field", pointer, message, (_sample(kind),))


def duplicate_id(vocabulary: Vocabulary, record: Record, first: Record, identity: str, pointer: str) -> Problem:
    """Two facts of a kind with one id."""
    plural = vocabulary.kinds[record.kind].plural.replace("_", " ")
    message = f"two {plural} have the id `{shorten(identity)}`"
    note = "give each an id of its own"
    return Problem("duplicate-id", pointer, message, (note,), other=f"{first.pointer}/id")


def wrong_value(
    vocabulary: Vocabulary, kind: str, field: Field, pointer: str, value: Any, read: Misread | Unfit
) -> Problem:
    """A value that is not of its field's type."""
    wants = type_phrase(field.type, vocabulary)
    takes = "is" if field.type.base == "one of" and not field.type.many else "takes"
    told = read.message if isinstance(read, Misread) else f"{found(value)} stands here"
    notes = (read.hint,) if isinstance(read, Misread) and read.hint else ()
    return Problem("wrong-type", pointer, f"`{field.name}` of {a(kind)} {takes} {wants}, and {told}", notes)


def not_a_list(vocabulary: Vocabulary, kind: str, field: Field, pointer: str, value: Any) -> Problem:
    """One value where a field takes several."""
    text = written(value)
    note = f"put brackets round it: [{shorten(text)}]" if text is not None else "put a dash before each"
    wants = type_phrase(field.type, vocabulary)
    message = f"`{field.name}` of {a(kind)} takes {wants}, and {found(value)} stands here by itself"
    return Problem("wrong-type", pointer, message, (note,))


def not_an_excerpt(name: Any, pointer: str) -> Problem:
    """A part of an excerpt that there is not."""
    note = "an excerpt has `exact`, `prefix` and `suffix`"
    place = f"{pointer}/{token(str(name))}"
    return Problem("unknown-field", place, f"`{shorten(str(name))}` is no part of an excerpt", (note,), key=True)


def wrong_link(field: Field, kind: str, text: str, pointer: str, target: Record) -> Problem:
    """A link that leads to a record of a kind that the field does not take."""
    shown = shorten(text)
    wants = listed(a(k) for k in field.type.kinds)
    message = f"`{field.name}` of {a(kind)} takes {wants}, and `{shown}` is {a(target.kind)}"
    note = f"if something else is meant, write the record itself here: {{name: {shown}}}"
    return Problem("wrong-link", pointer, message, (note,), other=target.pointer)


def ambiguous_link(field: Field, kind: str, text: str, pointer: str, target: Record) -> Problem:
    """A link that leads to two records."""
    message = f"`{field.name}` of {a(kind)} names `{shorten(text)}`, and two facts go by that name"
    note = "give one of them an `id` of its own, and write that"
    return Problem("ambiguous-link", pointer, message, (note,), other=target.pointer)


def _sample(kind: Kind) -> str:
    required = [name for name, f in kind.fields.items() if f.required] or [next(iter(kind.fields))]
    return f"write it as {{{', '.join(f'{name}: …' for name in required)}}}"
