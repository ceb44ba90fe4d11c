"""Examples of a rule as facts documents."""

from __future__ import annotations

from collections.abc import Iterator

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.load import read_mapping
from ruleck.meaning import program as p
from ruleck.meaning.context import Context
from ruleck.syntax import nodes as n


def example(context: Context, node: n.Example) -> p.Example:
    """An example with its facts put into documents: each `article {…}` begins one, the first may go without."""
    documents: list[dict[str, object]] = []
    for number, pointer, fact in placed(context, node):
        if number == len(documents):
            documents.append({})
        key = pointer.split("/")[1]
        if key == "article":
            documents[number]["article"] = plain(fact.value)
            continue
        facts = documents[number].setdefault(key, [])
        assert isinstance(facts, list), "made one line above"
        facts.append(plain(fact.value))
    name = node.name.value if node.name else None
    return p.Example(node.outcome, name, tuple(documents), Label(context.source, node.span))


def placed(context: Context, node: n.Example) -> Iterator[tuple[int, str, n.FactLiteral]]:
    """Each fact of an example with the number of its document and its JSON Pointer there."""
    document = -1
    counts: dict[str, int] = {}
    for fact in node.facts:
        kind = context.vocabulary.kind(fact.kind.text)
        if kind is None:
            raise context.refuse(
                "unknown-kind",
                fact.kind,
                f"`{fact.kind.text}` is no kind of fact",
                replace=context.close_names(fact.kind, list(context.vocabulary.kinds)),
            )
        if kind.name == "article" or document < 0:
            document += 1
            counts = {}
        if kind.name == "article":
            yield document, "/article", fact
            continue
        position = counts.get(kind.plural, 0)
        counts[kind.plural] = position + 1
        yield document, f"/{kind.plural}/{position}", fact


def example_mistakes(context: Context, node: n.Example, read: p.Example) -> list[Diagnostic]:
    """What is wrong with an example's facts, each where it is written in the rule file."""
    places: list[dict[tuple[str, bool], Label]] = [{} for _ in read.documents]
    for number, pointer, fact in placed(context, node):
        place(context, fact, pointer, places[number])
    found: list[Diagnostic] = []
    for document, known in zip(read.documents, places, strict=True):

        def label(pointer: str, key: bool, known: dict[tuple[str, bool], Label] = known) -> Label:
            while pointer and (pointer, key) not in known and (pointer, False) not in known:
                pointer = pointer.rpartition("/")[0]
            return known.get((pointer, key)) or known.get((pointer, False)) or read.at

        found += read_mapping(document, context.vocabulary, label=label)[1]
    return found


def place(context: Context, node: n.Node, pointer: str, places: dict[tuple[str, bool], Label]) -> None:
    """Note where a literal and what is in it stand, by JSON Pointer."""
    places[pointer, False] = Label(context.source, node.span)
    if isinstance(node, n.FactLiteral):
        node = node.value
    if isinstance(node, n.ObjectLiteral):
        for pair in node.pairs:
            inner = f"{pointer}/{field_name(pair.name)}"
            place(context, pair.value, inner, places)
            places[inner, True] = Label(context.source, pair.name.span)
    elif isinstance(node, n.ListLiteral):
        for position, item in enumerate(node.items):
            place(context, item, f"{pointer}/{position}", places)


def field_name(name: n.Name) -> str:
    """A field as a facts document has it."""
    return name.text.lower().replace("-", "_")


def plain(node: n.Node) -> object:
    """A literal of an example as a facts document would have it."""
    match node:
        case n.ObjectLiteral(pairs=pairs):
            return {field_name(pair.name): plain(pair.value) for pair in pairs}
        case n.FactLiteral(value=value):
            return plain(value)
        case n.ListLiteral(items=items):
            return [plain(item) for item in items]
        case n.Text(value=value):
            return value
        case n.NumberLiteral(written=written) | n.DateLiteral(written=written):
            return written
        case n.DurationLiteral(number=number, unit=unit):
            return f"{number} {unit}s"
        case n.PointsLiteral(number=number):
            return f"{number} points"
        case n.YesNoLiteral(value=value):
            return value
        case n.Path(names=names):
            return " ".join(name.text for name in names)
        case _:
            return "?"
