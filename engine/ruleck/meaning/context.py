"""What surrounds a name while it is looked up: the rule's text, the words in force, the facts at hand.

Inside one clause a mistake ends the reading of that clause only. It travels as a `Refusal` from where it is seen to
the clause (an exception so that every function in between may speak of success alone); no refusal leaves
`sentences.read_rule`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.vocabulary import FieldType, Kind, Vocabulary, fold
from ruleck.meaning import program as p
from ruleck.source import Source, Span
from ruleck.syntax import nodes as n
from ruleck.values.text import nearest

MAX_SUGGESTIONS = 2


class Refusal(Exception):  # noqa: N818 - a refusal of one clause, not an error of ours
    """One clause cannot be understood; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.message)


@dataclass(frozen=True, slots=True)
class ListName:
    """A defined value or list; `source` is the list's own file where it has one."""

    values: tuple[n.Value, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class SubsetName:
    """A defined subset of a kind."""

    selection: n.Selection
    kind: Kind
    source: Source


# A mistaken definition stands in its name's place: whoever needs the name is refused for that mistake, told once.
DefinedName = ListName | SubsetName | Diagnostic


@dataclass(frozen=True, slots=True)
class Scope:
    """A fact at hand. `keys` is given where the slot stands for a group: only these fields can be asked of it."""

    kind: Kind
    slot: int
    keys: frozenset[str] | None = None


# The facts at hand, the innermost first.
Scopes = tuple[Scope, ...]


@dataclass(slots=True)
class Context:
    """One rule while it is read. Mutable only in its counters: slots given out, fields seen."""

    source: Source
    vocabulary: Vocabulary
    names: Mapping[str, DefinedName]
    correct: Callable[[Span, str], str | None]
    across: bool = False
    # The group whose facts an aggregate over its kind is confined to.
    group: p.Group | None = None
    slots: int = 1
    # Whether the facts of examples are read, to tell mistakes in them.
    examples: bool = True
    # The defined names that are being looked into.
    within: tuple[str, ...] = ()
    reads: dict[str, set[str]] = field(default_factory=dict)

    def new_slot(self) -> int:
        """A slot that no other fact of this rule stands in."""
        self.slots += 1
        return self.slots - 1

    def defining(self, name: n.Name, source: Source) -> Context:
        """The context in which a defined name was written: its text is there. Slots are counted on from here, so the
        slots given out there have to be taken over. Raises a refusal where the name leads back to itself.
        """
        word = fold(name.text)
        if word in self.within:
            raise self.refuse(
                "circular", name, f"`{name.text}` is defined by itself", "a definition must end somewhere else"
            )
        return Context(
            source,
            self.vocabulary,
            self.names,
            lambda span, words: None,
            self.across,
            slots=self.slots,
            within=(*self.within, word),
            reads=self.reads,
        )

    def saw(self, kind: str, name: str) -> None:
        """Note that the rule reads a field."""
        self.reads.setdefault(kind, set()).add(name)

    def text(self, node: n.Node) -> str:
        """A node as the author wrote it, on one line."""
        return " ".join(self.source.text[node.span.start : node.span.end].split())

    def refuse(
        self,
        code: str,
        node: n.Node | Span,
        message: str,
        *notes: str,
        replace: tuple[tuple[Span, str], ...] = (),
        label: str = "",
    ) -> Refusal:
        """A refusal at a node; each pair of `replace` is tried and offered if the sentence then makes sense."""
        span = node if isinstance(node, Span) else node.span
        offered: list[str] = []
        for place, words in replace:
            corrected = self.correct(place, words)
            if corrected is not None and corrected not in offered:
                offered.append(corrected)
        return Refusal(
            Diagnostic(
                code, message, (Label(self.source, span, label),), tuple(notes), tuple(offered[:MAX_SUGGESTIONS])
            )
        )

    def close_names(self, name: n.Name, candidates: list[str], likeness: float = 0.6) -> tuple[tuple[Span, str], ...]:
        """Replacements of a word by the nearest of the candidates that are at least so like it."""
        found = nearest(name.text.lower().replace("-", "_"), candidates, MAX_SUGGESTIONS, likeness)
        return tuple((name.span, word) for word in found)


def indefinite(words: str) -> str:
    """`words` with its article.

    >>> indefinite("estimate")
    'an estimate'
    """
    return f"an {words}" if words[:1] in "aeiou" else f"a {words}"


def listing(words: list[str] | tuple[str, ...], joiner: str = "and") -> str:
    """Words as an English list.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def describe(type_: FieldType) -> str:
    """A type in an author's words.

    >>> describe(FieldType("link", kinds=("person", "organization"), many=True))
    'a list of person or organization'
    """
    match type_.base:
        case "link":
            words = listing(type_.kinds, "or")
        case "one of":
            words = f"one of {', '.join(type_.choices)}"
        case base:
            words = base
    if type_.many:
        return f"a list of {words}"
    return words if type_.base in ("text", "yes/no", "one of") else indefinite(words)


TEXT = FieldType("text")
NUMBER = FieldType("number")
DATE = FieldType("date")
DURATION = FieldType("duration")
YES_NO = FieldType("yes/no")


def one(type_: FieldType) -> FieldType:
    """The type of one entry of a list."""
    return FieldType(type_.base, type_.choices, type_.kinds) if type_.many else type_


def link_to(kind: Kind | str) -> FieldType:
    """The type of a fact of a kind."""
    return FieldType("link", kinds=(kind if isinstance(kind, str) else kind.name,))
