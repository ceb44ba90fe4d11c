"""Rules as they stand in a file, ready to be changed."""

from __future__ import annotations

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.meaning.compile import Corrector, compile_rule, open_files, visible
from ruleck.mutants.make import Written
from ruleck.source import Source
from ruleck.syntax import nodes as n


def written(text: str) -> Written:
    """The last rule of a text."""
    return all_written(Source("house.ruleck", text))[-1]


def all_written(*sources: Source) -> list[Written]:
    """The rules of some files, which have no mistakes."""
    files, vocabulary, mistakes = open_files(list(sources), builtin_vocabulary(), lambda name, user: "is not there")
    assert not mistakes, mistakes
    found = []
    for source in sources:
        file = files[source.path]
        names = visible(file)
        for node in file.tree.statements:
            if isinstance(node, n.Rule):
                rule, wrong = compile_rule(source, node, vocabulary, names, Corrector(vocabulary, names), True)
                assert rule is not None, wrong
                found.append(Written(node, rule, source, vocabulary, names))
    return found
