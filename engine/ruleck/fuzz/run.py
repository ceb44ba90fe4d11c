"""The whole of a fuzzing on one page: each rule brought to what it can come to, then put to the laws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from ruleck import files, gathering
from ruleck.configuration import Project, told_on_call
from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import Settings
from ruleck.facts.record import Story
from ruleck.fuzz.laws import LAWS, Law
from ruleck.generate.aim import Wanted
from ruleck.generate.clauses import clause, unlike
from ruleck.generate.edits import Document, Documents
from ruleck.generate.noise import interest, noise
from ruleck.generate.reach import reach
from ruleck.generate.search import TRIES, Reached, Search, Subject
from ruleck.meaning import program as p
from ruleck.selection import select
from ruleck.source import Source
from ruleck.syntax.insert import insert_examples

SOUGHT: Mapping[Wanted, str] = {"accepts": "holds", "rejects": "violated", "leaves undecided": "undecided"}
STORIES = 40


@dataclass(frozen=True, slots=True)
class Wish:
    """What a call wants: how many documents are tried for each outcome, how many stories each law is put to, the
    number that decides all that is left to chance, whether examples are written, and by the settings `select` and
    `ignore` which rules are tried. `step` is called after each rule.
    """

    tries: int = TRIES
    stories: int = STORIES
    seed: int = 0
    write: bool = False
    selection: Mapping[str, object] = field(default_factory=dict)
    step: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Met:
    """The smallest documents met on which a rule comes out in some way, as an example of it, and what it says there."""

    documents: Documents
    clause: str
    findings: tuple[Finding, ...]
    tries: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A law that does not hold: what the rule said of a story, and what of the same story changed."""

    law: Law
    before: tuple[Document, str]
    after: tuple[Document, str]


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """One rule. `met` has what was reached, or how many documents were tried; `laws` how many stories each law was
    put to; `written` are the outcomes of which an example was added to the rule's file.
    """

    rule: p.Rule
    met: Mapping[Wanted, Met | int]
    laws: Mapping[str, int]
    broken: tuple[Broken, ...] = ()
    written: tuple[Wanted, ...] = ()

    @property
    def one_sided(self) -> tuple[Wanted, ...]:
        """Of holding and being violated what the rule was not seen to do: such a rule may be no rule at all."""
        return tuple(wanted for wanted in ("accepts", "rejects") if isinstance(self.met[wanted], int))


@dataclass(frozen=True, slots=True)
class Fuzz:
    """All rules of a call, and its mistakes."""

    rules: tuple[Fuzzed, ...] = ()
    mistakes: tuple[Diagnostic, ...] = ()
    wish: Wish = field(default_factory=Wish)

    @property
    def mistaken(self) -> bool:
        """Whether the rules or the call are mistaken."""
        return any(mistake.severity == "error" for mistake in self.mistakes)

    @property
    def found(self) -> bool:
        """Whether something is wrong: a law broken, a rule that cannot hold or cannot be violated."""
        return any(one.broken or one.one_sided for one in self.rules)


def fuzz_rules(paths: Sequence[str], wish: Wish) -> Fuzz:
    """Fuzz the rules of some files and folders; without any, those that check would use."""
    if stories := [path for path in paths if path.endswith((*files.DOCUMENTS, *files.PAGES))]:
        note = "rules are tried here, on stories that are made for them: name a rule file, which ends in `.ruleck`"
        return Fuzz((), (Diagnostic("call", f"`{stories[0]}` is a story", (), (note,)),), wish)
    project, mistakes = gathering.project_of(paths)
    texts, more = gathering.gather_rules(paths, (), project)
    program, found = gathering.compile_rules(texts, builtin_vocabulary())
    mistakes = [*mistakes, *more, *found]
    if not program.rules and not any(mistake.severity == "error" for mistake in mistakes):
        note = "`ruleck init` writes a first one; a rule file can be named"
        mistakes.append(Diagnostic("no-rule", "there is no rule to try", (), (note,)))
    if wish.selection and not any(mistake.severity == "error" for mistake in mistakes):
        on_call, more = told_on_call(Project(), wish.selection)
        program, found = select(program, on_call, whole=False)
        mistakes += [*more, *found]
    if any(mistake.severity == "error" for mistake in mistakes):
        return Fuzz((), tuple(mistakes), wish)
    settings = Settings(approximation=project.configuration.approximation)
    fuzzed = []
    for rule in program.rules:
        fuzzed.append(fuzz(rule, program, settings, wish))
        wish.step()
    if wish.write:
        fuzzed, more = written(fuzzed, texts.sources, program)
        mistakes += more
    return Fuzz(tuple(fuzzed), tuple(mistakes), wish)


def fuzz(rule: p.Rule, program: p.Program, settings: Settings, wish: Wish) -> Fuzzed:
    """One rule. The same seed gives the same."""
    subject = Subject(rule, program.vocabulary)
    met: dict[Wanted, Met | int] = {}
    for wanted in SOUGHT:
        reached = reach(subject, wanted, settings=settings, tries=wish.tries, apart=rule.across)
        held = met.get("accepts")
        if wanted == "rejects" and isinstance(reached, Reached) and isinstance(held, Met):
            reached = _beside(held, reached, subject, settings, wish)
        met[wanted] = reached if isinstance(reached, int) else _met(reached, wanted, subject)
    counts = {law.name: 0 for law in LAWS if law.applies(rule)}
    broken: list[Broken] = []
    for document, story in _stories(subject, met, settings, wish):
        for law in LAWS:
            if law.name in counts and all(one.law is not law for one in broken):
                result = _put_to(law, document, story, subject, settings, Random(f"{wish.seed}/{law.name}"))
                counts[law.name] += result is not None
                broken += [result] if isinstance(result, Broken) else []
    return Fuzzed(rule, met, counts, tuple(broken))


def _beside(held: Met, reached: Reached, subject: Subject, settings: Settings, wish: Wish) -> Reached:
    """What violates the rule next to what keeps it, if it is as small: the limit shows between the two."""
    apart = subject.rule.across
    near = reach(
        subject, "rejects", start=held.documents, settings=settings, tries=wish.tries, simpler=False, apart=apart
    )
    if isinstance(near, int) or _size(near.documents) > _size(reached.documents):
        return reached
    return near


def _size(value: object) -> int:
    """How many values there are in some documents."""
    if isinstance(value, dict):
        return sum(map(_size, value.values())) + 1
    return sum(map(_size, value)) + 1 if isinstance(value, (list, tuple)) else 1


def _met(reached: Reached, wanted: Wanted, subject: Subject) -> Met:
    written_clause = clause(wanted, None, reached.documents, subject.vocabulary)
    return Met(reached.documents, written_clause, subject.outcome(reached.stories)[1], reached.tries)


def _stories(
    subject: Subject, met: Mapping[Wanted, Met | int], settings: Settings, wish: Wish
) -> Iterator[tuple[Document, Story]]:
    """The smallest documents, then stories as they come, every other one brought to an outcome."""
    reading = Search([(subject, "accepts")], settings=settings)
    about = interest([subject.rule], subject.vocabulary)
    random = Random(f"{wish.seed}/{subject.rule.id}")
    reachable = [wanted for wanted, found in met.items() if isinstance(found, Met)]
    documents = [found.documents[0] for found in met.values() if isinstance(found, Met) and len(found.documents) == 1]
    for number in range(wish.stories):
        if documents:
            document = documents.pop(0)
        else:
            document = noise(random.randrange, about)
            if number % 2 and reachable:
                search = Search([(subject, reachable[number // 2 % len(reachable)])], settings=settings, tries=200)
                reached = search.run((document,))
                document = reached.documents[0] if reached is not None else document
        stories = reading.read((document,))
        if stories is not None:
            yield document, stories[0]


def _put_to(
    law: Law, document: Document, story: Story, subject: Subject, settings: Settings, random: Random
) -> Broken | bool | None:
    """A law put to a story: how it is broken, whether it was tried; none where there is nothing to change."""
    changed = law.change(document, story, subject, random.randrange)
    if changed is None:
        return None
    read = Search([(subject, "accepts")], settings=settings).read((changed,))
    if read is None:
        return None
    before, after = subject.outcome((story,))[0], subject.outcome(read)[0]
    return True if law.kept(before, after) else Broken(law, (document, before), (changed, after))


# ------------------------------------------------------------------ examples

_NAMES: Mapping[Wanted, str] = {
    "accepts": "the smallest that keeps it",
    "rejects": "the smallest that breaks it",
    "leaves undecided": "the smallest that leaves it open",
}


def written(
    fuzzed: Sequence[Fuzzed], sources: Sequence[Source], program: p.Program
) -> tuple[list[Fuzzed], list[Diagnostic]]:
    """What was met added to the rule files: for each rule an example of each outcome of which it has none.

    A rule that cannot hold, or cannot be violated, is left alone: examples would only make it look right.
    """
    result: list[Fuzzed] = []
    mistakes: list[Diagnostic] = []
    clauses: dict[Source, dict[str, list[str]]] = {}
    for one in fuzzed:
        source = one.rule.place.source
        has = {example.outcome for example in one.rule.examples}
        names = [example.name for example in one.rule.examples]
        added: list[Wanted] = []
        for wanted, found in one.met.items():
            if isinstance(found, int) or wanted in has or one.rule.id in program.shipped or one.one_sided:
                continue
            name = unlike(_NAMES[wanted], names)
            names.append(name)
            lines = clauses.setdefault(source, {}).setdefault(one.rule.id, [])
            lines.append(clause(wanted, name, found.documents, program.vocabulary))
            added.append(wanted)
        result.append(replace(one, written=tuple(added)))
    failed: set[str] = set()  # one file that cannot be written spoils nothing for the others
    for source in sources:
        if source in clauses and (wrong := files.replace(source.path, insert_examples(source, clauses[source]))):
            mistakes += wrong
            failed.add(source.path)
    return [replace(one, written=()) if one.rule.place.source.path in failed else one for one in result], mistakes
