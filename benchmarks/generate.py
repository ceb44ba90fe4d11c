"""How fast are documents made for a rule, and what would trying at random come to?

The rules are those of the packs. Beside the search stands the plain way: stories at random, which know the kinds and
fields that a rule reads but not its values, kept if the engine says that they come out as wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from statistics import median, quantiles
from time import process_time

from benchmarks.measure import Cell, Table
from ruleck.configuration import Project
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.gathering import RuleTexts, compile_rules, gather_rules
from ruleck.generate.aim import Wanted
from ruleck.generate.edits import Document
from ruleck.generate.noise import Interest, interest, noise
from ruleck.generate.reach import reach
from ruleck.generate.search import Reached, Search, Subject
from ruleck.source import Source

WANTED: tuple[tuple[Wanted, str], ...] = (
    ("accepts", "holds"),
    ("rejects", "violated"),
    ("leaves undecided", "undecided"),
)
# What stories at random do not meet.
NEEDLES: tuple[tuple[str, Wanted], ...] = (
    ("figures' value must differ from 98,765", "rejects"),
    ("for each breakdown, its parts' value must add up to 12,345", "accepts"),
    ("for each breakdown, its parts' value must differ from total within 1%", "rejects"),
    ("no claim may have at least 5 sources where (official and name is given)", "rejects"),
    ("the article's headline must match /^Vote: \\d+ to \\d+, \\d+ absent$/", "accepts"),
    ("for each person, years from its birth_date to the article's published must be 107", "accepts"),
    ("when there are at least 6 people where age is at least 100, quotes must name a speaker", "rejects"),
    ("estimates must decrease by at least 37% over time", "accepts"),
)


def measure(quick: bool) -> Table:
    """The figures for the packs, outcome by outcome, then needles one by one."""
    stories = 2 if quick else 60
    rows = [_outcome(wanted, name, _packs()[: 3 if quick else None], stories) for wanted, name in WANTED]
    needles = [(sentence, wanted) for sentence, wanted in NEEDLES if _understood(sentence)]
    rows += [_needle(sentence, wanted, 50 if quick else 5_000) for sentence, wanted in needles[: 2 if quick else None]]
    columns = (
        "", "documents a second", "of them right, %", "not brought there, %", "smallest one, ms", "9 in 10 within, ms",
        "right of those at random, %",
    )  # fmt: skip
    notes = (
        "a document that is not brought there is replaced by the smallest one",
        "the last rows are needles: one rule, the time to its smallest document",
    )
    return Table("how fast are documents made for a rule?", columns, tuple(rows), notes)


def _packs() -> list[Subject]:
    texts, _ = gather_rules((), (), Project())
    program, _ = compile_rules(texts, builtin_vocabulary())
    return [Subject(rule, program.vocabulary) for rule in program.rules]


def _outcome(wanted: Wanted, name: str, subjects: Sequence[Subject], stories: int) -> tuple[Cell, ...]:
    least = []
    made = right = brought = seen = met = 0
    spent = 0.0
    for subject in subjects:
        start = process_time()
        smallest = reach(subject, wanted)
        least.append((process_time() - start) * 1e3)
        if not isinstance(smallest, Reached):
            continue
        starts = list(_stories(interest([subject.rule], subject.vocabulary), stories, subject.rule.id))
        start = process_time()
        documents = [Search([(subject, wanted)], tries=300).run((story,)) for story in starts]
        spent += process_time() - start
        made += len(documents)
        brought += sum(found is not None for found in documents)
        right += sum(_is(subject, (found or smallest).documents[0], wanted) for found in documents)
        for story in _at_random(subject, stories):
            seen += 1
            met += _is(subject, story, wanted)
    within = quantiles(least, n=10)[-1] if len(least) > 1 else least[0]
    share = 100 * (made - brought) / made
    return name, made / spent, 100 * right / made, share, median(least), within, 100 * met / seen


def _needle(sentence: str, wanted: Wanted, stories: int) -> tuple[Cell, ...]:
    subject = _subject(sentence)
    start = process_time()
    found = reach(subject, wanted)
    spent = (process_time() - start) * 1e3
    met = sum(_is(subject, story, wanted) for story in _at_random(subject, stories))
    right = 100 if isinstance(found, Reached) and _is(subject, found.documents[0], wanted) else 0
    return sentence, None, right, None, spent, None, 100 * met / stories


def _stories(about: Interest, number: int, seed: str) -> Iterator[Document]:
    for turn in range(number):
        yield noise(Random(f"{seed}/{turn}").randrange, about)


def _at_random(subject: Subject, number: int) -> Iterator[Document]:
    about = replace(interest([subject.rule], subject.vocabulary), spoken_of={})
    return _stories(about, number, "at random")


def _is(subject: Subject, document: Document, wanted: Wanted) -> bool:
    search = Search([(subject, wanted)])
    stories = search.read((document,))
    return stories is not None and search.reached(stories)


def _understood(sentence: str) -> bool:
    return bool(compile_rules(RuleTexts((Source("rules", sentence),)), builtin_vocabulary())[0].rules)


def _subject(sentence: str) -> Subject:
    program, mistakes = compile_rules(RuleTexts((Source("rules", sentence),)), builtin_vocabulary())
    assert not mistakes, mistakes
    return Subject(program.rules[0], program.vocabulary)
