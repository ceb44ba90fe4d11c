"""Clauses put into a file: what is laid out stays so, of any other file nothing else is touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.format import format_file
from ruleck.syntax.insert import insert_examples, laid_out
from ruleck.syntax.parse import parse, rule_id
from tests.format.layouts import commented, layouts

CLAUSE = 'rejects "nobody" quote {text: "x"}'


def inserted(text: str, rule: str = "it", *clauses: str) -> str:
    return insert_examples(Source("a.ruleck", text), {rule: clauses or (CLAUSE,)})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rule it: quotes must name a speaker\n",
         'rule it:\n  quotes must name a speaker\n  rejects "nobody" quote {text: "x"}\n'),
        ("quotes must name a speaker\n", 'quotes must name a speaker\n  rejects "nobody" quote {text: "x"}\n'),
        ("quotes must name a speaker", 'quotes must name a speaker\n  rejects "nobody" quote {text: "x"}\n'),
        ("quotes must name a speaker  # who?\n",
         'quotes must name a speaker  # who?\n  rejects "nobody" quote {text: "x"}\n'),
        ('rule it "x":\n  quotes must name a speaker\n  because "y"\n\n# of another\nquotes must have a verb\n',
         'rule it "x":\n  quotes must name a speaker\n  because "y"\n  rejects "nobody" quote {text: "x"}\n\n'
         "# of another\nquotes must have a verb\n"),
        ('rule it "x":\n  quotes must name a speaker\n  ignores article {}\n  # more to come\n',
         'rule it "x":\n  quotes must name a speaker\n  ignores article {}\n  # more to come\n'
         '  rejects "nobody" quote {text: "x"}\n'),
        # Not laid out: only what is new is.
        ("rule it :  quotes  must name a speaker\n\n\n\nquotes must have a  verb",
         'rule it :  quotes  must name a speaker\n  rejects "nobody" quote {text: "x"}\n\n\n\n'
         "quotes must have a  verb"),
        ("rule it:\r\n    quotes must name a speaker\r\nquotes must have a verb\r\n",
         'rule it:\r\n    quotes must name a speaker\r\n  rejects "nobody" quote {text: "x"}\r\n'
         "quotes must have a verb\r\n"),
        ("rule it:\n quotes must name a speaker\n# at the margin\n",
         'rule it:\n quotes must name a speaker\n  rejects "nobody" quote {text: "x"}\n# at the margin\n'),
    ],
)  # fmt: skip
def test_a_clause_goes_below_all_that_belongs_to_its_rule(before: str, after: str) -> None:
    rule = "it" if "it" in before else "quotes-must-name-a-speaker"
    assert inserted(before, rule) == after


def test_several_clauses_keep_their_order_in_several_rules() -> None:
    text = "rule one: quotes must name a speaker\nrule two: quotes must have a verb\n"
    clauses = {"two": ["ignores article {}"], "one": [CLAUSE, 'accepts quote {text: "x", speaker: "Ada"}']}
    assert insert_examples(Source("", text), clauses) == (
        'rule one:\n  quotes must name a speaker\n  rejects "nobody" quote {text: "x"}\n'
        '  accepts quote {text: "x", speaker: "Ada"}\n\n'
        "rule two:\n  quotes must have a verb\n  ignores article {}\n"
    )


def test_a_long_clause_is_laid_out() -> None:
    lines = laid_out(f'rejects "x" quote {{text: "{"a " * 30}"}}, quote {{text: "{"b " * 30}"}}')
    assert len(lines) == 3
    assert max(map(len, lines)) <= 100


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="not understood"):
        inserted("rule it: quotes must name a speaker", "it", "reject quote {}")
    with pytest.raises(KeyError):
        inserted("rule it: quotes must name a speaker", "other")


@given(layouts())
@settings(max_examples=15, deadline=None)
def test_nothing_else_changes_whatever_the_layout(text: str) -> None:
    tree, _ = parse(Source("", text))
    rules = [statement for statement in tree.statements if isinstance(statement, n.Rule)]
    ids = [rule_id(rule) for rule in rules]
    assume(rules and len(set(ids)) == len(ids))
    result = inserted(text, ids[0])
    after, mistakes = parse(Source("", result))
    assert not mistakes, result
    [example] = parse(Source("", f"quotes must name a speaker\n  {CLAUSE}"))[0].statements[0].examples  # type: ignore[union-attr]  # it is a rule
    changed = replace(rules[0], examples=(*rules[0].examples, example))
    assert after.statements == tuple(changed if statement is rules[0] else statement for statement in tree.statements)
    assert sorted(comment for comment, _ in commented(result)) == sorted(comment for comment, _ in commented(text))
    # The lines of a file that is not laid out are all there, in their order.
    old, new = text.splitlines(), iter(result.splitlines())
    assert format_file(Source("", text))[0] == text or all(line in new for line in old)


@given(layouts())
@settings(max_examples=12, deadline=None)
def test_a_file_that_is_laid_out_stays_so(text: str) -> None:
    clean, _ = format_file(Source("", text))
    ids = [rule_id(statement) for statement in parse(Source("", clean))[0].statements if isinstance(statement, n.Rule)]
    assume(ids and len(set(ids)) == len(ids))
    result = inserted(clean, ids[-1])
    assert format_file(Source("", result))[0] == result
    tree = parse(Source("", result))[0]
    assert [rule_id(statement) for statement in tree.statements if isinstance(statement, n.Rule)] == ids
