"""Examples of a rule as facts documents."""

from __future__ import annotations

from ruleck.diagnostics import Label
from ruleck.meaning import program as p
from ruleck.meaning.context import Context
from ruleck.syntax import nodes as n


def example(context: Context, node: n.Example) -> p.Example:
    """An example with its facts put into documents: each `article {…}` begins one, the first may go without."""
    documents: list[dict[str, object]] = []
    for fact in node.facts:
        kind = context.vocabulary.kind(fact.kind.text)
        if kind is None:
            known = list(context.vocabulary.kinds)
            raise context.refuse(
                "unknown-kind",
                fact.kind,
                f"`{fact.kind.text}` is no kind of fact",
                replace=context.close_names(fact.kind, known),
            )
        if kind.name == "article":
            documents.append({"article": plain(fact.value)})
            continue
        if not documents:
            documents.append({})
        facts = documents[-1].setdefault(kind.plural, [])
        assert isinstance(facts, list), "made one line above"
        facts.append(plain(fact.value))
    name = node.name.value if node.name else None
    return p.Example(node.outcome, name, tuple(documents), Label(context.source, node.span))


def plain(node: n.Node) -> object:
    """A literal of an example as a facts document would have it."""
    match node:
        case n.ObjectLiteral(pairs=pairs):
            return {pair.name.text.lower().replace("-", "_"): plain(pair.value) for pair in pairs}
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
