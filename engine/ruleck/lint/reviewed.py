"""A rule as lints look at it: what was compiled beside what was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from ruleck.diagnostics import Label
from ruleck.facts.vocabulary import Vocabulary
from ruleck.lint.logic import Part, Sight
from ruleck.meaning import program as p
from ruleck.source import Source, Span
from ruleck.syntax import nodes as n


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition that stands before or after the sentence, or in its subject. `node` is none where a defined subset
    has added to what was written.
    """

    word: Literal["for each", "where", "when", "unless"]
    condition: p.Condition
    node: n.Condition | None
    span: Span

    @property
    def part(self) -> Part:
        """What must be so for the rule to apply."""
        return self.condition, self.word != "unless"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A rule with its tree. `clauses` are all that decides whether it applies to a fact, `demands` what it asks of one
    fact or value, each with its place.
    """

    rule: p.Rule
    node: n.Rule
    source: Source
    vocabulary: Vocabulary
    clauses: tuple[Clause, ...]
    demands: tuple[tuple[p.Demanded, Span], ...]

    @property
    def applies(self) -> list[Part]:
        """What must be so for the rule to apply."""
        return [clause.part for clause in self.clauses]

    def at(self, span: Span, text: str = "") -> Label:
        """A place in the rule's file."""
        return Label(self.source, span, text)

    def sight(self, slots: Mapping[int, str] | None = None) -> Sight:
        """The rule's conditions, its slots named as `slots` says."""
        kinds = {p.ARTICLE: "article"} | dict(bound(self.rule))

        def always(path: p.Lookup) -> bool:
            """Whether a path is stated in every document: one field, with a default or required."""
            kind = self.vocabulary.kinds.get("article" if path.article else kinds.get(path.slot, ""))
            field = kind.fields.get(path.fields[0]) if kind is not None and len(path.fields) == 1 else None
            if kind is None or field is None:
                return False
            # A document may go without an article: it then has one with no more than its defaults.
            return field.default is not None or (field.required and kind.name != "article")

        return Sight(slots or {}, always)


def review(rule: p.Rule, node: n.Rule, source: Source, vocabulary: Vocabulary) -> Reviewed:
    """A rule beside its tree."""
    return Reviewed(rule, node, source, vocabulary, tuple(_clauses(rule, node)), tuple(_demands(rule, node)))


def _clauses(rule: p.Rule, node: n.Rule) -> Iterator[Clause]:
    if rule.iteration is not None and rule.iteration.where is not None and node.for_each is not None:
        yield _filter("for each", rule.iteration.where, node.for_each.where, node.for_each.names[0].span)
    if rule.when is not None and node.when is not None:
        yield Clause("when", rule.when, node.when, node.when.span)
    members = rule.body.members
    selection = selection_of(node.sentence)
    if members is not None and members.where is not None and selection is not None:
        yield _filter("where", members.where, selection.where, selection.path.span)
    for condition, written in zip(rule.unless, node.unless, strict=True):
        yield Clause("unless", condition, written, written.span)


def _filter(
    word: Literal["for each", "where"], condition: p.Condition, written: n.Condition | None, subject: Span
) -> Clause:
    if written is None:
        return Clause(word, condition, None, subject)
    return Clause(word, condition, written if alike(condition, written) else None, written.span)


def alike(condition: p.Condition, node: n.Condition) -> bool:
    """Whether a condition has the parts that were written: a defined subset adds its own."""
    if isinstance(node, n.And | n.Or):
        return isinstance(condition, p.All | p.Any) and len(condition.parts) == len(node.parts)
    return True


def selection_of(sentence: n.Sentence) -> n.Selection | None:
    """The facts that a sentence is about."""
    match sentence:
        case n.Must(subject=n.ValueSubject()):
            return None
        case n.Must(subject=n.Subject(selection=selection)) | n.NoMay(selection=selection):
            return selection
        case n.ThereMust(selection=selection):
            return selection
    return None


def _demands(rule: p.Rule, node: n.Rule) -> Iterator[tuple[p.Demanded, Span]]:
    if isinstance(rule.body, p.Jointly):
        return
    sentence = node.sentence
    spans = [demand.span for demand in sentence.demands] if isinstance(sentence, n.Must) else []
    if len(spans) != len(rule.body.demands):
        spans = [sentence.span] * len(rule.body.demands)
    yield from zip(rule.body.demands, spans, strict=True)


def bound(node: object) -> Iterator[tuple[int, str]]:
    """The slots that hold facts of a kind which stand in the document by themselves."""
    match node:
        case p.Iteration(kind=kind, slot=slot):
            yield slot, kind
        case p.Members(root=p.Every(kind=kind) | p.Group(kind=kind), slot=slot):
            yield slot, kind
    for part in parts(node):
        yield from bound(part)


def parts(node: object) -> Iterator[object]:
    """What a node of a program holds."""
    if isinstance(node, tuple):
        yield from node
    elif is_dataclass(node) and type(node).__module__ == p.__name__:
        for field in fields(node):
            yield getattr(node, field.name)


def inner_members(node: object) -> Iterator[p.Members]:
    """The selections within a node, the node itself included."""
    if isinstance(node, p.Members):
        yield node
    for part in parts(node):
        yield from inner_members(part)
