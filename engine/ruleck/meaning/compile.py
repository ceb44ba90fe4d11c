"""Rule files to a program: what they use, the kinds and names they add, then each rule.

Every step goes on with what is valid, so that one run tells every mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ruleck.diagnostics import Diagnostic, Label
from ruleck.facts.vocabulary import Vocabulary, fold
from ruleck.meaning import program as p
from ruleck.meaning.conditions import condition
from ruleck.meaning.context import Context, DefinedName, ListName, Refusal, Scope, SubsetName
from ruleck.meaning.kinds import declare_kinds
from ruleck.meaning.sentences import read_rule
from ruleck.meaning.values import value
from ruleck.source import Source, Span
from ruleck.syntax import nodes as n
from ruleck.syntax.parse import parse, readable, rule_id

# Opens a file that a rule file names, by the path as written and the file that names it: its text, or what is wrong.
Reader = Callable[[str, Source], "Source | str"]

# The only word before a mistake, where a subject stands: not one that begins a clause or a statement.
FIRST_WORD = re.compile(
    r"(?:(?:every|each|all|an?|the|no)\s+)*(?!(?:every|each|all|an?|the|no|for|when|there|across|rule|define|use|kind|"
    r"if|any|both|it|its|they|count|sum|length|number|days|some|at)\b)([a-z][\w-]*)\s+$",
    re.IGNORECASE,
)
MAX_CORRECTED = 40  # statements; past that the reader has other worries, and so has the clock


@dataclass(slots=True)
class File:
    """A rule file, read: its tree, what it uses and the names in force in it."""

    source: Source
    tree: n.RuleFile
    broken: bool
    uses: list[File] = field(default_factory=list)
    names: dict[str, DefinedName] = field(default_factory=dict)


def compile_files(
    sources: list[Source], vocabulary: Vocabulary, read: Reader, shipped: frozenset[str] = frozenset()
) -> tuple[p.Program, list[Diagnostic]]:
    """The program of these rule files and of those they use. `shipped` holds the paths of rule packs that come along.

    With a mistake the program has the rules that are right, to be asked about, not to be run.
    """
    files, vocabulary, mistakes = open_files(sources, vocabulary, read)
    in_force = {path: visible(file) for path, file in files.items()}
    rules: dict[str, p.Rule] = {}
    own: set[str] = set()
    for path, file in files.items():
        corrector = Corrector(vocabulary, in_force[path])
        if file.broken:
            # Once more, now that the vocabulary is known: only corrections that make sense are offered.
            broken = parse(file.source, corrector.accepts)[1]
            mistakes += [with_unknown_subject(mistake, vocabulary, in_force[path]) for mistake in broken]
        for statement in file.tree.statements:
            if isinstance(statement, n.Define):
                mistakes += definition_mistakes(file.source, statement, vocabulary, in_force[path], corrector)
            if not isinstance(statement, n.Rule):
                continue
            rule, found = compile_rule(
                file.source, statement, vocabulary, in_force[path], corrector, path not in shipped
            )
            mistakes += found
            if rule is None:
                continue
            first = rules.setdefault(rule.id.lower(), rule)
            if first is not rule:
                mistakes.append(twice(first, rule))
                continue
            if path in shipped:
                own.add(rule.id)
    program = p.Program(tuple(rules.values()), vocabulary, shipped=frozenset(own))
    return program, in_order(mistakes, files)


def in_order(mistakes: list[Diagnostic], files: Mapping[str, File]) -> list[Diagnostic]:
    """Mistakes by file, in the order the files were opened, then by place; each once, with its corrections if some
    clause that met it had any.
    """
    told: dict[tuple[str, tuple[Label, ...]], Diagnostic] = {}
    for mistake in mistakes:
        known = told.get((mistake.message, mistake.labels))
        if known is None or (mistake.suggestions and not known.suggestions):
            told[mistake.message, mistake.labels] = mistake
    order = {path: position for position, path in enumerate(files)}

    def place(mistake: Diagnostic) -> tuple[int, int]:
        if not mistake.labels:
            return (-1, 0)
        label = mistake.labels[0]
        return (order.get(label.source.path, len(order)), label.span.start)

    return sorted(told.values(), key=place)


def open_files(
    sources: list[Source], vocabulary: Vocabulary, read: Reader
) -> tuple[dict[str, File], Vocabulary, list[Diagnostic]]:
    """The files and those they use, by their paths, the kinds they add and the names they define looked at."""
    mistakes: list[Diagnostic] = []
    files: dict[str, File] = {}
    for source in sources:
        open_file(source, files, read, mistakes)
    vocabulary, kind_mistakes = declare_kinds([(f.source, s) for f in files.values() for s in kinds_of(f)], vocabulary)
    mistakes += kind_mistakes
    for file in files.values():
        define_names(file, vocabulary, read, mistakes)
    return files, vocabulary, mistakes


def twice(first: p.Rule, second: p.Rule) -> Diagnostic:
    """Two rules of one id, both shown."""
    return Diagnostic(
        "same-id",
        f"two rules have the id `{second.id}`",
        (second.place, Label(first.place.source, first.place.span, "the other one")),
        ("give one of them another id: `rule ANOTHER-ID: …`",),
    )


# ------------------------------------------------------------------ files that use files


def with_unknown_subject(
    mistake: Diagnostic, vocabulary: Vocabulary, names: Mapping[str, DefinedName | Diagnostic]
) -> Diagnostic:
    """A mistake right after a sentence's first word, which is no kind of fact: that is told as well, as the likelier
    slip.
    """
    if mistake.suggestions or not mistake.labels:
        return mistake
    source, at = mistake.labels[0].source, mistake.labels[0].span.start
    found = FIRST_WORD.match(source.text[source.text.rfind("\n", 0, at) + 1 : at])
    if found is None or vocabulary.kind(found[1]) is not None or fold(found[1]) in names:
        return mistake
    note = f"`{found[1]}` is no kind of fact: `ruleck kinds` lists what rules can speak of"
    return replace(mistake, notes=(note, *mistake.notes))


def open_file(source: Source, files: dict[str, File], read: Reader, mistakes: list[Diagnostic]) -> File:
    """Parse a file and those it uses, each once; a circle of uses ends by itself."""
    if source.path in files:
        return files[source.path]
    tree, broken = parse(source)
    file = files[source.path] = File(source, tree, bool(broken))
    for statement in tree.statements:
        if not isinstance(statement, n.Use):
            continue
        used = read(statement.path.value, source)
        if isinstance(used, str):
            mistakes.append(
                Diagnostic("cannot-use", f"`{statement.path.value}` {used}", (Label(source, statement.path.span),))
            )
            continue
        file.uses.append(open_file(used, files, read, mistakes))
    return file


def kinds_of(file: File) -> list[n.KindDecl]:
    """A file's own kinds."""
    return [s for s in file.tree.statements if isinstance(s, n.KindDecl)]


# ------------------------------------------------------------------ names


def define_names(file: File, vocabulary: Vocabulary, read: Reader, mistakes: list[Diagnostic]) -> None:
    """Look at each `define` of a file."""
    for statement in file.tree.statements:
        if not isinstance(statement, n.Define):
            continue
        name = fold(statement.name.text)
        place = Label(file.source, statement.name.span)
        if name in file.names:
            mistakes.append(Diagnostic("same-name", f"`{statement.name.text}` is defined twice in this file", (place,)))
            continue
        if vocabulary.kind(name) is not None:
            mistakes.append(
                Diagnostic(
                    "same-name",
                    f"`{statement.name.text}` is a kind of fact already",
                    (place,),
                    ("give the defined name another word",),
                )
            )
            continue
        found = defined(file, statement, vocabulary, read)
        if isinstance(found, Diagnostic):
            mistakes.append(found)
        file.names[name] = found


def defined(file: File, statement: n.Define, vocabulary: Vocabulary, read: Reader) -> DefinedName | Diagnostic:
    """What a `define` gives its name to."""
    if statement.subset is not None:
        path = statement.subset.path
        kind = vocabulary.kind(path.names[0].text) if len(path.names) == 1 and not path.start else None
        if kind is None:
            return Diagnostic(
                "unknown-kind",
                f"`{' '.join(name.text for name in path.names)}` is no kind of fact",
                (Label(file.source, path.span),),
                ("a defined subset is written `define NAME as KINDS where …`",),
            )
        return SubsetName(statement.subset, kind, file.source)
    if statement.file is None:
        return ListName(statement.values, file.source)
    text = read(statement.file.value, file.source)
    if isinstance(text, str):
        return Diagnostic("cannot-read", f"`{statement.file.value}` {text}", (Label(file.source, statement.file.span),))
    entries = []
    at = 0
    for line in text.text.splitlines(keepends=True):
        entry = line.split("#", 1)[0].strip()
        if entry:
            entries.append(n.Text(entry, span=Span(at, at + len(line))))
        at += len(line)
    if not entries:
        return Diagnostic(
            "empty-list",
            f"`{statement.file.value}` has no entries",
            (Label(file.source, statement.file.span),),
            ("one entry a line; `#` begins a comment",),
        )
    return ListName(tuple(entries), text)


def visible(file: File) -> dict[str, DefinedName]:
    """The names in force in a file: its own, then those of the files it uses, however far."""
    names: dict[str, DefinedName] = {}
    seen: set[int] = set()
    waiting = [file]
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        for name, found in current.names.items():
            names.setdefault(name, found)
        waiting += current.uses
    return names


def definition_mistakes(
    source: Source,
    statement: n.Define,
    vocabulary: Vocabulary,
    names: Mapping[str, DefinedName],
    corrector: Corrector,
) -> list[Diagnostic]:
    """What is wrong with a defined value or the filter of a defined subset, whether or not a rule uses it."""

    def correct(span: Span, words: str) -> str | None:
        return corrector.corrected(source, statement, span, words)

    context = Context(source, vocabulary, names, correct, within=(fold(statement.name.text),))
    try:
        if statement.subset is not None:
            kind = vocabulary.kind(statement.subset.path.names[0].text)
            if kind is not None and statement.subset.where is not None:
                condition(context, statement.subset.where, (Scope(kind, context.new_slot()),))
        for item in statement.values:
            # A bare word may be a member of some enumeration: which one, is known where it is used.
            if not isinstance(item, n.Path) or len(item.names) > 1 or fold(item.names[0].text) in names:
                value(context, item, ())
    except Refusal as refusal:
        return [refusal.diagnostic]
    return []


# ------------------------------------------------------------------ rules


def compile_rule(
    source: Source,
    statement: n.Rule,
    vocabulary: Vocabulary,
    names: Mapping[str, DefinedName],
    corrector: Corrector,
    examples: bool,
) -> tuple[p.Rule | None, list[Diagnostic]]:
    """One rule, or its mistakes; with `examples` those of its examples' facts too."""

    def correct(span: Span, words: str) -> str | None:
        return corrector.corrected(source, statement, span, words)

    context = Context(source, vocabulary, names, correct, statement.across, examples=examples)
    name = rule_id(statement)
    try:
        return read_rule(context, statement, name)
    except Refusal as refusal:  # pragma: no cover - a clause that forgot to catch: still a mistake told, never a crash
        return None, [refusal.diagnostic]
    except RecursionError:
        place = Label(source, statement.span)
        return None, [
            Diagnostic(
                "too-deep", "this rule is nested too deep to be read", (place,), ("split it into several rules",)
            )
        ]


@dataclass(slots=True)
class Corrector:
    """Tries whether a statement, changed, would be right: only such corrections are offered."""

    vocabulary: Vocabulary
    names: Mapping[str, DefinedName]
    left: int = MAX_CORRECTED

    def accepts(self, statement: str) -> bool:
        """Whether a statement's text parses and makes sense here."""
        source = Source("", statement)
        if not readable(statement):
            return False
        tree, _ = parse(source)
        trial = Corrector(self.vocabulary, self.names, 0)
        for s in tree.statements:
            if isinstance(s, n.Rule) and compile_rule(source, s, self.vocabulary, self.names, trial, False)[1]:
                return False
            if isinstance(s, n.Define) and definition_mistakes(source, s, self.vocabulary, self.names, trial):
                return False
        return True

    def corrected(self, source: Source, statement: n.Rule | n.Define, span: Span, words: str) -> str | None:
        """The statement with `words` in the place of `span`, if that is right; only the line that changes is shown of
        a rule of many lines.
        """
        if self.left <= 0:
            return None
        self.left -= 1
        text = source.text
        if not statement.span.start <= span.start <= span.end <= statement.span.end:
            return None
        before, after = text[statement.span.start : span.start], text[span.end : statement.span.end]
        if words and after[:1].isalnum() and not words.endswith(" "):
            words += " "
        changed = before + words + after
        if not self.accepts(changed):
            return None
        if isinstance(statement, n.Rule) and statement.id is None:
            return " ".join(changed.split())
        start = changed.rfind("\n", 0, len(before)) + 1
        end = changed.find("\n", len(before) + len(words))
        return " ".join(changed[start : end if end >= 0 else len(changed)].split())
