"""What is printed reads back as the same tree, whatever the tree."""

from hypothesis import given

from ruleck.source import Source
from ruleck.syntax import nodes as n
from ruleck.syntax.parse import parse
from ruleck.syntax.print import print_condition, print_file, print_sentence
from tests.syntax.trees import conditions, files, sentences


def the_rule(text: str) -> n.Rule:
    tree, mistakes = parse(Source("", text))
    assert not mistakes, (text, mistakes)
    (rule,) = tree.statements
    assert isinstance(rule, n.Rule)
    return rule


@given(files)
def test_a_printed_file_reads_back_as_the_same_tree(tree: n.RuleFile) -> None:
    printed = print_file(tree)
    again, mistakes = parse(Source("", printed), corrected=0)
    assert not mistakes, (printed, mistakes)
    assert again == tree, printed


@given(sentences)
def test_a_printed_sentence_stands_on_one_line(sentence: n.Sentence) -> None:
    printed = print_sentence(sentence)
    assert "\n" not in printed
    assert the_rule(printed).sentence == sentence


@given(conditions)
def test_a_printed_condition_is_a_condition(condition: n.Condition) -> None:
    assert the_rule(f"when {print_condition(condition)}, quotes must agree").when == condition


def test_the_canonical_form_is_the_one_of_the_reference() -> None:
    for written, canonical in {
        "Each quote's  speaker must be known.": "every quote's speaker must be known",
        "estimates must increase over time by at least 5": "estimates must increase by at least 5 over time",
        "polls must state a pollster, a sample and a margin": "polls must state a pollster and a sample and a margin",
        "quotes must cite a source, unless it names a speaker": "quotes must cite a source unless it names a speaker",
        "claims must have a claimant unless at least two of its sources are official": (
            "claims must have a claimant unless at least 2 of its sources are official"
        ),
        "figures where ((value + 1) * 2 is more than 5) must have an unit": (
            "figures where (value + 1) * 2 is more than 5 must have a unit"
        ),
        "every estimate's value must be exactly 3": "every estimate's value must be 3",
    }.items():
        printed = print_file(parse(Source("", written))[0])
        assert printed == canonical + "\n"
