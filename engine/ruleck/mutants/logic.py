"""Changes of what must be so and of when it must: negations, filters, exceptions, groups, names, lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ruleck.meaning.collectives import is_collective
from ruleck.meaning.context import listing
from ruleck.mutants.change import Around, Change
from ruleck.source import Span
from ruleck.syntax import nodes as n
from ruleck.syntax.print import print_condition, print_value

T = TypeVar("T")
LONGEST_TOLD = 40  # letters of a clause in the name of an example
MOST_ENTRIES = 8  # of a list that is written out in the place of its name

# ------------------------------------------------------------------ must and must not


def negation(node: n.Node, around: Around) -> Iterator[Change]:
    """What must not be, demanded; a condition turned round."""
    turned = ""  # the outcome says it better
    match node:
        case n.Demand(negated=negated):
            yield Change(replace(node, negated=not negated), turned)
        case n.NoMay(selection=selection, demand=demand, span=span):
            every = n.Subject(n.Quantifier("every", span=selection.span), selection, span=selection.span)
            yield Change(n.Must(every, "must", (demand,), span=span), turned)
        case n.Says(negated=negated):
            yield Change(replace(node, negated=not negated), turned)
        case n.Not(condition=condition):
            yield Change(condition, turned)
        case n.Holds():
            yield Change(n.Not(node, span=node.span), turned)
        case n.ThereMust() | n.ThereIs() if node.quantifier.word in ("some", "none"):
            word = "none" if node.quantifier.word == "some" else "some"
            yield Change(replace(node, quantifier=replace(node.quantifier, word=word)), turned)  # type: ignore[arg-type]  # one of its words


def and_for_or(node: n.Node, around: Around) -> Iterator[Change]:
    """All of several things taken for any of them."""
    one = "one of the two, and not the other"
    match node:
        case n.And(parts=parts):
            yield Change(n.Or(parts, span=node.span), one)
        case n.Or(parts=parts):
            yield Change(n.And(parts, span=node.span), one)
        case n.Must() | n.Has() if len(node.demands if isinstance(node, n.Must) else node.fields) > 1:
            yield Change(replace(node, joiner="or" if node.joiner == "and" else "and"), one)


def how_many(node: n.Node, around: Around) -> Iterator[Change]:
    """Every one taken for some, some for all, none for some. There is one article only."""
    if not isinstance(node, n.Subject) or _is_article(node.selection.path):
        return
    quantifier = node.quantifier
    match quantifier:
        case n.Quantifier(word="every" | "all" | "bare"):
            new, shows = replace(quantifier, word="some"), "one of them, and not all"
        case n.Quantifier(word="some", of=of):
            new, shows = replace(quantifier, word="all" if of else "every"), "one of them, and not all"
        case n.Quantifier(word="none", of=True):
            new, shows = replace(quantifier, word="some"), ""
        case _:
            return
    yield Change(replace(node, quantifier=new), shows)


def _is_article(path: n.Path) -> bool:
    return not path.start and path.names[0].text.lower() in ("article", "articles")


def adverb_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """`certainly` or `possibly` forgotten."""
    if isinstance(node, n.Demand | n.ThereMust) and node.adverb:
        yield Change(replace(node, adverb=""), "what is not certain")


# ------------------------------------------------------------------ what is left out


def filter_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """`where …` forgotten."""
    if isinstance(node, n.Selection | n.HasCount | n.ForEach) and node.where is not None:
        yield _dropping(replace(node, where=None), f"where {print_condition(node.where)}")


def condition_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """One of several conditions forgotten, or one of several demands."""
    match node:
        case n.And(parts=parts) | n.Or(parts=parts):
            for part, rest in _without_one(parts):
                joined = type(node)(rest, span=node.span) if len(rest) > 1 else rest[0]
                yield _dropping(joined, print_condition(part), "leaves out" if isinstance(node, n.And) else "lets in")
        case n.Must(demands=demands) if len(demands) > 1:
            for _, fewer in _without_one(demands):
                yield Change(replace(node, demands=fewer), "one of the demands, and not the other")
        case n.Has(fields=fields) | n.HaveSame(fields=fields) if len(fields) > 1:
            for name, others in _without_one(fields):
                yield Change(replace(node, fields=others), f"`{name.text}` alone")


def when_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """`when …` forgotten."""
    if isinstance(node, n.Rule) and node.when is not None:
        yield _dropping(replace(node, when=None), f"when {print_condition(node.when)}")


def exception_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """`unless …` forgotten."""
    if isinstance(node, n.Rule):
        for exception, rest in _without_one(node.unless):
            yield _dropping(replace(node, unless=rest), f"unless {print_condition(exception)}", "excuses")


def group_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """Facts taken together that belong apart: the grouping forgotten, or one of its fields."""
    match node:
        case n.Selection(same=(path,)):
            yield Change(replace(node, same=()), _apart(path), f"with the same {print_value(path)}")
        case n.Selection(same=same) if same:
            for path, rest in _without_one(same):
                yield Change(replace(node, same=rest), _apart(path), print_value(path))
            yield Change(replace(node, same=()), "grouped as the rule has it")
        case n.ForEach(names=names) if len(names) > 1:
            for path, rest in _without_one(names):
                yield Change(replace(node, names=rest), _apart(path), print_value(path))
        case n.Must(subject=n.Subject(selection=n.Selection(same=())) as subject):
            # What a kind's facts are grouped by, where nothing is said of it.
            for path, rest in _without_one(_groups(node, around)):
                yield Change(_grouped(node, subject, rest), _apart(path))
        case n.Rule(for_each=n.ForEach(names=names, where=None)):
            words = f"for each {listing([print_value(name) for name in names])}"
            yield Change(replace(node, for_each=None), "grouped as the rule has it", words)


def group_added(node: n.Node, around: Around) -> Iterator[Change]:
    """Facts kept apart that belong together: grouped as the kind's series are as well, or by a link."""
    match node:
        case n.Must(subject=n.Subject(selection=selection) as subject) if any(map(_is_collective, node.demands)):
            same = selection.same or _groups(node, around)
            for path in _further(selection, same, around):
                yield Change(_grouped(node, subject, (*same, path)), f"whatever its `{print_value(path)}`")
        case n.Rule(
            for_each=n.ForEach(names=names, where=None) as for_each, sentence=n.Must(subject=n.Subject() as facts)
        ):
            for path in _further(facts.selection, names, around):
                changed = replace(for_each, names=(*names, path))
                yield Change(replace(node, for_each=changed), f"whatever its `{print_value(path)}`")


def _further(selection: n.Selection, known: Sequence[n.Path], around: Around) -> Iterator[n.Path]:
    """Fields that facts could be grouped by as well."""
    kind = around.kind(selection.path)
    if kind is not None and all(path.names and path.names[-1].text in kind.fields for path in known):
        by = kind.series.by if kind.series is not None else ()
        links = [name for name, field in kind.fields.items() if field.type.base == "link" and not field.type.many]
        for name in dict.fromkeys((*by, *links)):
            if name not in {path.names[-1].text for path in known}:
                yield _path(name, selection.span)


def _groups(must: n.Must, around: Around) -> tuple[n.Path, ...]:
    """What the facts of a series are grouped by."""
    if not isinstance(must.subject, n.Subject) or not any(isinstance(d.predicate, n.Trend) for d in must.demands):
        return ()
    kind = around.kind(must.subject.selection.path)
    by = kind.series.by if kind is not None and kind.series is not None else ()
    return tuple(_path(name, must.subject.span) for name in by)


def _grouped(must: n.Must, subject: n.Subject, same: tuple[n.Path, ...]) -> n.Must:
    return replace(must, subject=replace(subject, selection=replace(subject.selection, same=same)))


def _is_collective(demand: n.Demand) -> bool:
    return is_collective(demand.predicate)


def _path(name: str, span: Span) -> n.Path:
    return n.Path((n.Name(name, span=span),), span=span)


def _apart(path: n.Path) -> str:
    return f"grouped by `{print_value(path)}`"


def across_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """`across articles` forgotten."""
    if isinstance(node, n.Rule) and node.across:
        yield Change(replace(node, across=False), "in two stories", "across articles")


def entry_dropped(node: n.Node, around: Around) -> Iterator[Change]:
    """An entry of a list forgotten; of a list that has a name, the last one."""
    match node:
        case n.ListLiteral(items=items) if len(items) > 1:
            for entry, rest in _without_one(items):
                yield Change(replace(node, items=rest), f"{_entry(entry)}, too")
        case n.OneOf(choices=n.Path() as path) | n.ContainOneOf(choices=n.Path() as path):
            defined = around.defined(path)
            if defined is not None and 1 < len(defined.values) <= MOST_ENTRIES:
                kept = tuple(replace(value, span=path.span) for value in defined.values)
                shorter = n.ListLiteral(kept[:-1], span=path.span)
                yield Change(replace(node, choices=shorter), f"{_entry(kept[-1])}, too")


def _entry(entry: object) -> str:
    if isinstance(entry, n.Text):
        return entry.value
    return print_value(entry) if isinstance(entry, n.Value) else "this one"


# ------------------------------------------------------------------ one name for another


def other_field(node: n.Node, around: Around) -> Iterator[Change]:
    """A field taken for another one of the same type."""
    match node:
        case n.Path(names=(*owners, last)) if owners or around.vocabulary.kind(last.text) is None or node.start:
            for name in around.like(last.text):
                yield Change(replace(node, names=(*owners, replace(last, text=name))), _not(last, name))
        case n.Has(fields=fields) | n.HaveSame(fields=fields):
            for index, field in enumerate(fields):
                for name in around.like(field.text):
                    if all(name != other.text for other in fields):
                        changed = (*fields[:index], replace(field, text=name), *fields[index + 1 :])
                        yield Change(replace(node, fields=changed), _not(field, name))
        case n.HasNo(field=field) | n.HasCount(field=field):
            for name in around.like(field.text):
                yield Change(replace(node, field=replace(field, text=name)), _not(field, name))
        case n.Is(word=word):
            for name in around.like(word.text):
                yield Change(replace(node, word=replace(word, text=name)), _not(word, name))


def _not(name: n.Name, other: str) -> str:
    return f"`{name.text}`, and not `{other}`"


def given_for_known(node: n.Node, around: Around) -> Iterator[Change]:
    """A link that is stated, taken for one that leads to a record, and the other way round."""
    if isinstance(node, n.Is) and node.word.text.lower() in ("given", "known"):
        word = "known" if node.word.text.lower() == "given" else "given"
        yield Change(replace(node, word=replace(node.word, text=word)), "named, and not among the facts")


def letter_case(node: n.Node, around: Around) -> Iterator[Change]:
    """Capital letters told from small ones, or not."""
    if isinstance(node, n.Match):
        yield Change(replace(node, ignore_case=not node.ignore_case), "in other letters, capital or small")


def _without_one(items: Sequence[T]) -> Iterator[tuple[T, tuple[T, ...]]]:
    for index, item in enumerate(items):
        yield item, (*items[:index], *items[index + 1 :])


def _dropping(node: n.Node, words: str, says: str = "leaves out") -> Change:
    first, *rest = words.split()
    told = words if len(words) <= LONGEST_TOLD else f"{first} …" if rest else first
    return Change(node, f"what `{told}` {says}", words)
