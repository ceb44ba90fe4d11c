"""What a shell is answered when somebody presses Tab.

What a word can be is told by what the help calls it: a PATH is a file everywhere, a FORM one of the forms. So an option
that is added is completed as soon as its help names it by a known word.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, shell_complete

from ruleck.cli.call import ASKED

if TYPE_CHECKING:
    from ruleck.meaning.program import Program


def answer(command: click.Group, instruction: str) -> int:
    """Answer a shell that asks what can stand where the cursor is."""
    typed = os.environ.get("COMP_WORDS", "").split()
    part = next((word for word in typed if word in command.commands), None)
    for parameter in command.commands[part].params if part is not None else ():
        words = words_of(parameter)
        if words and words.keys() <= NAMES.keys():
            parameter.type = _Named(list(words))
    return shell_complete(command, {}, "ruleck", ASKED, instruction)


def parameters(command: click.Group) -> Iterator[click.Parameter]:
    """All parameters of all commands."""
    for part in command.commands.values():
        yield from part.params


def words_of(parameter: click.Parameter) -> Mapping[str, None]:
    """The words in capitals by which the help calls what a parameter takes; none where its type says what that is."""
    if type(parameter.type) is not type(click.STRING) or parameter.name is None:
        return {}
    told = _OTHERWISE.get(parameter.name) or parameter.metavar or parameter.name.upper()
    return dict.fromkeys(re.findall(r"[A-Z]+(?:[=:][A-Z]+)?", told))


# Parameters whose word means something else than it does elsewhere.
_OTHERWISE = {"packs": "PACK", "given": "IMPORTED FILE"}


class _Named(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # it has an argument in newer versions only
    name = "text"

    def __init__(self, words: Iterable[str]) -> None:
        self._words = words

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        found: dict[str, CompletionItem] = {}
        for word in self._words:
            for item in NAMES[word](incomplete):
                if item.type != "plain" or item.value.startswith(incomplete):
                    found.setdefault(f"{item.type} {item.value}", item)
        # Files first: bash forgets what it was offered before them.
        return sorted(found.values(), key=lambda item: item.type == "plain")


# ------------------------------------------------------------------ what there is

Names = Callable[[str], Iterable[CompletionItem]]


def _files(incomplete: str) -> Iterator[CompletionItem]:
    yield CompletionItem(incomplete, type="file")


def _none(incomplete: str) -> Iterator[CompletionItem]:
    return iter(())


def _program() -> Program | None:
    """The rules of this folder; none where they cannot be read, which a shell cannot be told."""
    from ruleck.cli.call import Mistaken, compile_call

    try:
        return compile_call((), (), ())[1]
    except Mistaken:
        return None


def _rules(incomplete: str) -> Iterator[CompletionItem]:
    program = _program()
    for rule in program.rules if program is not None else ():
        yield CompletionItem(rule.id, help=rule.summary or rule.sentence)


def _tags(incomplete: str) -> Iterator[CompletionItem]:
    program = _program()
    for rule in program.rules if program is not None else ():
        for tag in rule.tags:
            yield CompletionItem(tag, help="a tag")


def _packs(incomplete: str) -> Iterator[CompletionItem]:
    from ruleck import files
    from ruleck.resources import folder
    from ruleck.selection import pack_of

    for path in files.find([str(folder("rules"))], files.RULES):
        yield CompletionItem(pack_of(path), help="a pack that ships")


def _kinds(incomplete: str) -> Iterator[CompletionItem]:
    program = _program()
    for kind in program.vocabulary.kinds.values() if program is not None else ():
        yield CompletionItem(kind.name, help=kind.summary)


def _forms(incomplete: str) -> Iterator[CompletionItem]:
    from ruleck.reports.forms import FORMS

    for entry in FORMS.values():
        yield CompletionItem(entry.name, help=entry.summary)


def _imported(incomplete: str) -> Iterator[CompletionItem]:
    from ruleck.importers.read import FORMS

    return map(CompletionItem, FORMS)


def _topics(incomplete: str) -> Iterator[CompletionItem]:
    from ruleck.explain.reference import TOPICS

    return map(CompletionItem, TOPICS)


def _codes(incomplete: str) -> Iterator[CompletionItem]:
    from ruleck.explain.codes import codes

    return map(CompletionItem, codes())


def _lints(incomplete: str) -> Iterator[CompletionItem]:
    from ruleck.lint.definitions import LINTS

    for lint in LINTS:
        yield CompletionItem(lint.code, help=lint.title)


def _with(sign: str, names: Names) -> Names:
    return lambda incomplete: (CompletionItem(f"{item.value}{sign}", help=item.help) for item in names(incomplete))


def _several(*names: Names) -> Names:
    return lambda incomplete: chain.from_iterable(each(incomplete) for each in names)


# What stands for each word of the help. Those that anything can stand for are here as well, with nothing to offer: a
# word that is not here is a mistake of ours, which a test finds.
NAMES: Mapping[str, Names] = {
    **dict.fromkeys(("PATH", "FILE", "STORY", "FACTS", "LIST", "DOCUMENT", "RULES"), _files),
    "RULE": _rules,
    "TAG": _tags,
    "PACK": _packs,
    "KIND": _kinds,
    "NAME": _several(_rules, _tags, _packs),
    "FORM": _forms,
    "IMPORTED": _imported,
    "FORM=PATH": _with("=", _forms),
    "NAME=SEVERITY": _with("=", _rules),
    "RULE:N": _with(":", _rules),
    "TOPIC": _topics,
    "CODE": _codes,
    "CODES": _lints,
    "N": lambda incomplete: (CompletionItem("auto"),),
    **dict.fromkeys(("SENTENCE", "PERCENT", "DATE", "DAY", "PATTERN"), _none),
}
