"""Makes pages and reads them as a browser would: parsed strictly, so that nothing is forgiven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from ruleck import pipeline
from ruleck.cli.call import compile_call
from ruleck.evaluate.run import Checks
from ruleck.facts.load import read_mapping
from ruleck.meaning.program import Program
from ruleck.reports.checked import Asked
from ruleck.reports.forms import form
from ruleck.waivers.ledger import Ledger
from tests.command.running import ruleck_here

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def parsed(page: str) -> Element:
    """The tree of a page; any mistake in it is an error."""
    tree: Element = html5lib.HTMLParser(strict=True).parse(page)
    return tree


def page_of(folder: Path, *arguments: str) -> str:
    """The page of a run of the command in a folder."""
    done = ruleck_here("check", *arguments, "--format", "html", cwd=folder)
    assert done.returncode < 2, done.stdout[:400]
    return done.stdout


@cache
def program_of(sentences: tuple[str, ...]) -> Program:
    """The rules that some sentences are."""
    return compile_call((), (), sentences)[1]


def page_from(stories: Sequence[Mapping[str, object]], *sentences: str) -> str:
    """The page of stories that are Python values."""
    program = program_of(sentences)
    current = pipeline.Run(program, Checks(program), excerpts=False, ledger=Ledger(program, lambda: 1))
    report = form("html", Asked(program=program))
    pieces = []
    for number, told in enumerate(stories):
        story, mistakes = read_mapping(told, program.vocabulary, path=f"story-{number}")
        assert story is not None, mistakes
        pieces.append(report.document(current.check(f"story-{number}", story)))
    return "".join([*pieces, report.closing(current.close())])


def elements(tree: Element, name: str, class_: str = "") -> list[Element]:
    """The elements of a name and a class."""
    return [e for e in tree.iter(f"{HTML}{name}") if not class_ or class_ in classes(e)]


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def words(element: Element) -> str:
    """The text in an element."""
    return "".join(element.itertext())


def prose(element: Element) -> Iterator[tuple[str, frozenset[str]]]:
    """The text of a paragraph without the links to notes, each piece with the classes of the marks that it lies in."""

    def go(node: Element, marks: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
        if node.text:
            yield node.text, marks
        for child in node:
            if child.tag == f"{HTML}mark":
                yield from go(child, marks | set(classes(child)))
            if child.tail:
                yield child.tail, marks

    return go(element, frozenset())
