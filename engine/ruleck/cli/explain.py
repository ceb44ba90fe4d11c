"""`ruleck explain`"""

from __future__ import annotations

import os
import sys

import click

from ruleck.cli.call import FINE, RULES, Mistaken, compile_call, not_known
from ruleck.cli.output import print_mistakes, write


@click.command()
@click.argument("names", metavar="[RULES...|RULE]", nargs=-1)
@RULES
def explain(names: tuple[str, ...], rules: tuple[str, ...]) -> int:
    """Show how each rule is understood.

    That is: what it asks of which facts, its groups and tolerances, its severity, and what it reads. RULES are rule
    files and folders; RULE is the name of one rule. Without either: the rules that check would use here.

    \b
    ruleck explain rules/house.ruleck
    ruleck explain quotes-name-a-speaker
    """
    from ruleck.meaning.reading import explain as reading
    from ruleck.values.text import nearest

    paths = [name for name in names if os.path.exists(name) or name.endswith(".ruleck") or os.sep in name]
    wanted = [name for name in names if name not in paths]
    _, program, warnings = compile_call((), (*rules, *paths), ())
    known = [rule.id for rule in program.rules]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise Mistaken([not_known("no-such-rule", name, "no rule", nearest(name, known)) for name in unknown])
    print_mistakes(warnings, sys.stdout)
    texts = [reading(program, name) for name in wanted] if wanted else [reading(program, None)]
    write("\n".join(f"{text.rstrip()}\n" for text in texts))
    return FINE
