"""`ruleck kinds` and `ruleck schema`"""

from __future__ import annotations

import click

from ruleck.cli.call import FINE, RULES, Mistaken, not_known, vocabulary_of
from ruleck.cli.output import write


@click.command()
@click.argument("kind", required=False)
@RULES
def kinds(kind: str | None, rules: tuple[str, ...]) -> int:
    """Show what rules and facts can speak of.

    Without a KIND all kinds of fact; with one its fields and an example to paste.

    \b
    ruleck kinds
    ruleck kinds quote
    ruleck kinds survey --rules rules/polls.ruleck
    """
    from ruleck.facts.describe import describe_kinds
    from ruleck.values.text import nearest

    vocabulary = vocabulary_of(rules)
    if kind is not None and vocabulary.kind(kind) is None:
        raise Mistaken([not_known("unknown-kind", kind, "no kind of fact", nearest(kind, list(vocabulary.kinds)))])
    write(f"{describe_kinds(vocabulary, kind).rstrip()}\n")
    return FINE


@click.command()
@RULES
def schema(rules: tuple[str, ...]) -> int:
    """Print the JSON Schema of a facts document.

    Editors complete YAML by it as it is typed, and a program can be made to fill it.

    \b
    ruleck schema > facts.schema.json
    """
    import json

    from ruleck.facts.json_schema import facts_schema

    write(json.dumps(facts_schema(vocabulary_of(rules)), indent=2, ensure_ascii=False) + "\n")
    return FINE
