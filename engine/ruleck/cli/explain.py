"""`ruleck explain`"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ruleck.cli.call import FINE, RULES, WRONG, Mistaken, compile_call, not_known
from ruleck.cli.output import print_mistakes, write

if TYPE_CHECKING:
    from ruleck.configuration import Project
    from ruleck.meaning.program import Program, Rule


@click.command()
@click.argument("names", metavar="[RULE|RULES|CODE|TOPIC]... [DOCUMENT]...", nargs=-1)
@RULES
@click.option(
    "-e", "--sentence", "sentences", metavar="SENTENCE", multiple=True, help="A rule, written here; may be repeated."
)
def explain(names: tuple[str, ...], rules: tuple[str, ...], sentences: tuple[str, ...]) -> int:
    """Show how a rule is understood, and what it says of a story.

    RULE is the name of a rule, RULES a rule file or a folder of them: what is asked of which facts, why, what is read,
    and an example of each side. With a DOCUMENT it is told fact by fact why the rule held, was violated, was undecided
    or did not apply. Without any: the rules that check would use here.

    CODE is the code of a mistake. TOPIC is subjects, predicates, conditions, values, clauses or names: a table of what
    can be written.

    \b
    ruleck explain quotes-name-a-speaker
    ruleck explain quotes-name-a-speaker stories/bridge.facts.yaml
    ruleck explain -e "quotes must name a speaker" stories/bridge.facts.yaml
    ruleck explain predicates
    ruleck explain not-understood
    """
    general = [text for name in names if (text := _general(name)) is not None]
    if general and len(general) == len(names) and not sentences:
        write("\n".join(general))
        return FINE
    names = tuple(name for name in names if _general(name) is None)
    rule_files = [name for name in names if _holds_rules(name)]
    documents = [name for name in names if name not in rule_files and _is_document(name)]
    wanted = [name for name in names if name not in rule_files and name not in documents]
    project, program, warnings = compile_call(documents, (*rules, *rule_files), sentences)
    chosen = _chosen(program, wanted)
    print_mistakes(warnings, sys.stdout)
    write("".join(f"{text}\n" for text in general))
    return _explain(program, chosen, documents, project, paged=bool(wanted or sentences))


def _general(name: str) -> str | None:
    """What is said of a topic or a code, if it is one."""
    from ruleck.explain.codes import code_text, codes
    from ruleck.explain.reference import TOPICS, topic_text

    if name in TOPICS:
        return topic_text(name)
    return code_text(codes()[name]) if name in codes() else None


def _holds_rules(name: str) -> bool:
    from ruleck import files

    return name.endswith(files.RULES) or (os.path.isdir(name) and bool(files.find([name], files.RULES)))


def _is_document(name: str) -> bool:
    from ruleck import files

    return name == files.STANDARD_INPUT or os.path.exists(name) or os.sep in name or name.endswith(files.DOCUMENTS)


def _chosen(program: Program, wanted: Sequence[str]) -> list[Rule]:
    """The rules that are named, or all."""
    from ruleck.explain.codes import codes
    from ruleck.explain.reference import TOPICS
    from ruleck.values.text import nearest

    # Who names a rule means it, whether or not a check would go by it.
    known = {rule.id: rule for rule in (*program.rules, *program.left_out)}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        names = [*known, *TOPICS, *codes()]
        told = [not_known("no-such-rule", name, "no rule, code or topic", nearest(name, names)) for name in unknown]
        raise Mistaken(told)
    return [known[name] for name in dict.fromkeys(wanted)] if wanted else list(program.rules)


def _explain(
    program: Program, chosen: Sequence[Rule], documents: Sequence[str], project: Project, *, paged: bool
) -> int:
    """Each rule's page, then what it says of each document; of all documents together where it reads across them."""
    from dataclasses import replace

    from ruleck import files, pipeline
    from ruleck.explain.account import account_text
    from ruleck.explain.page import overview, page
    from ruleck.explain.trace import trace

    if not documents:
        pages = [page(rule, program.vocabulary) for rule in chosen] if paged else [overview(program)]
        write("\n".join(pages))
        return FINE
    status = FINE
    stories = []
    for path in files.find(documents, files.DOCUMENTS):
        for _, story, mistakes in pipeline.load(path, program.vocabulary, project):
            print_mistakes(mistakes, sys.stdout)
            status = WRONG if story is None else status
            stories += [story] if story is not None else []
    parts = []
    for rule in chosen if stories else ():
        parts.append(overview(replace(program, rules=(rule,))))
        if rule.across:
            parts.append(account_text(rule, "all documents together", trace(rule, stories)))
        else:
            parts += [account_text(rule, story.path, trace(rule, [story])) for story in stories]
    write("\n".join(parts))
    return status
