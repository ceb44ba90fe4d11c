"""What is written gives the tree that it means."""

from pathlib import Path

import pytest

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.source import Source, Span
from ruleck.syntax import nodes as n
from ruleck.syntax.parse import parse, readable, slug
from ruleck.syntax.print import print_file

HERE = Path(__file__).parent
AT = Span(0, 0)  # spans take no part in equality


def name(text: str) -> n.Name:
    return n.Name(text=text, span=AT)


def path(*names: str, start: str = "") -> n.Path:
    return n.Path(names=tuple(map(name, names)), start=start, span=AT)  # type: ignore[arg-type]  # one of its words


def selection(*names: str, where: n.Condition | None = None) -> n.Selection:
    return n.Selection(path=path(*names), where=where, span=AT)


def rule(text: str) -> n.Rule:
    tree, mistakes = parse(Source("", text))
    assert not mistakes, mistakes
    (statement,) = tree.statements
    assert isinstance(statement, n.Rule)
    return statement


def demanded(text: str) -> n.Predicate:
    sentence = rule(text).sentence
    assert isinstance(sentence, n.Must)
    (demand,) = sentence.demands
    return demand.predicate


def sentences() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in (HERE / "sentences.txt").read_text("utf-8").splitlines():
        if line.startswith("  = "):
            found[-1] = (found[-1][0], line[4:].replace("\\n", "\n"))
        elif line and not line.startswith("#"):
            found.append((line, line))
    return found


@pytest.mark.parametrize(("written", "canonical"), sentences())
def test_a_sentence_of_the_language_is_read(written: str, canonical: str) -> None:
    tree, mistakes = parse(Source("", written))
    assert not mistakes
    assert print_file(tree) == canonical + "\n"


def test_every_field_and_kind_that_comes_built_in_is_a_name_in_every_place() -> None:
    kinds = builtin_vocabulary().kinds.values()
    words = {word for kind in kinds for word in (kind.name, kind.plural, *kind.fields)}
    words |= {choice for kind in kinds for field in kind.fields.values() for choice in field.type.choices}
    for word in sorted(words):
        for text in (
            f"{word} must be {word}",
            f"every {word} must name a {word} and a {word}",
            f"{word}'s {word} must cite at least 2 {word} where ({word})",
            f"{word} with the same {word}, {word} and {word} where {word} must have the same {word} and {word}",
            f"{word} where {word} is {word} and {word} must agree",
            f"no {word}'s {word} may be one of ({word}, {word})",
            f"no {word} may name a {word}",
            f"for each {word}, {word} and {word} where {word}, its {word} must be at least its {word}",
            f"when {word} names a {word}, all of its {word} must not be a {word}",
            f"there must be a {word} where {word} contains {word}",
            f"count of ({word} where not {word}) must be days from {word} to {word}",
            f"{word} must be within 2 of {word} unless there are at least 2 {word}",
            f"{word} must equal {word} + {word} within {word} unless {word} starts with {word}",
            f"{word} must decrease by at most {word} over {word} unless every {word} is before {word}",
            f"{word} must be between {word} and {word} unless this {word} does not match /x/",
            f"define {word} as {word}, {word}",
            f"define {word} as {word} where {word}",
            f"kind {word}, plural {word}:\n  {word} {word} or {word}\n  {word} list of {word}, required\n"
            f"  {word} one of ({word}, {word})\n  series {word} over {word} by {word}",
            f"rule {word}:\n  tags {word}, {word}\n  {word} must agree\n  accepts {word} {{{word}: {word}}}",
        ):
            _, mistakes = parse(Source("", text), corrected=0)
            assert not mistakes, text


def test_name_is_a_verb_after_must_and_a_field_elsewhere() -> None:
    both = rule("every person's name must name a name")
    assert both.sentence == n.Must(
        subject=n.Subject(
            quantifier=n.Quantifier(word="every", span=AT), selection=selection("person", "name"), span=AT
        ),
        modal="must",
        demands=(n.Demand(predicate=n.Has(verb="name", fields=(name("name"),), span=AT), span=AT),),
        span=AT,
    )


def test_one_bare_word_after_be_is_left_to_the_vocabulary() -> None:
    assert demanded("quotes must be direct") == n.Is(word=name("direct"), span=AT)
    assert demanded("quotes must be a minor") == n.Is(word=name("minor"), span=AT)
    assert demanded("quotes must be its kind") == n.Compare(operator="=", value=path("kind", start="its"), span=AT)
    assert demanded("quotes must be speaker's name") == n.Compare(
        operator="=", value=path("speaker", "name"), span=AT
    )


def test_between_takes_the_first_and() -> None:
    condition = rule("when value is between 1 and 5 and official, quotes must agree").when
    assert isinstance(condition, n.And)
    between, official = condition.parts
    assert isinstance(between, n.Says)
    assert isinstance(between.predicate, n.Between)
    assert official == n.Holds(path=path("official"), span=AT)


def test_has_a_speaker_and_a_source_is_one_list_and_and_source_is_not() -> None:
    listed = rule("when it has a speaker and a source, quotes must agree").when
    assert isinstance(listed, n.Says)
    joined = rule("when it has a speaker and official, quotes must agree").when
    assert isinstance(joined, n.And)


def test_a_comma_after_for_each_ends_it_unless_a_list_goes_on() -> None:
    one = rule("for each subject, estimates must agree").for_each
    three = rule("for each subject, unit and place, estimates must agree").for_each
    assert one == n.ForEach(names=(path("subject"),), span=AT)
    assert three == n.ForEach(names=(path("subject"), path("unit"), path("place")), span=AT)


def test_and_mixed_with_or_wants_brackets() -> None:
    assert not readable("quotes where anonymous and direct or given must agree")
    assert readable("quotes where (anonymous and direct) or given must agree")


def test_there_is_stands_alone_or_in_brackets() -> None:
    assert not readable("when there is a source and anonymous, quotes must agree")
    assert readable("when (there is a source) and anonymous, quotes must agree")


def test_arithmetic_binds_as_it_does_in_school() -> None:
    tree = rule("figures' value must be 1 - 2 - 3 * 4").sentence
    assert isinstance(tree, n.Must)
    value = demanded("figures' value must be 1 - 2 - 3 * 4")
    assert isinstance(value, n.Compare)
    outer = value.value
    assert isinstance(outer, n.Arithmetic)
    assert outer.operator == "-"
    assert isinstance(outer.left, n.Arithmetic)
    assert outer.left.operator == "-"
    assert isinstance(outer.right, n.Arithmetic)
    assert outer.right.operator == "*"


@pytest.mark.parametrize("text", ["quotes may agree", "quotes must be not official", "no quote may not be official"])
def test_what_english_leaves_open_is_refused(text: str) -> None:
    assert not readable(text)


def test_digits_with_commas_are_one_number_and_a_list_needs_a_space() -> None:
    assert demanded("figures' value must be one of (1,000, 2)") == n.OneOf(
        choices=n.ListLiteral(
            items=(n.NumberLiteral(written="1,000", span=AT), n.NumberLiteral(written="2", span=AT)), span=AT
        ),
        span=AT,
    )
    assert not readable("figures' value must be one of (1,2)")


def test_a_slash_in_a_pattern_is_escaped_and_other_escapes_are_its_own() -> None:
    assert demanded(r"quotes must match /a\/b\.\\/i") == n.Match(pattern=r"a/b\.\\", ignore_case=True, span=AT)


def test_the_whole_of_a_rule() -> None:
    text = """rule strength-falls "Strength only falls":
  severity warning
  tags numbers, conflict
  see "https://example.org/a", "b"
  across articles,
  for each subject where given,
  when the article's section is "world",   # not sport
  the estimates where unit is "people"
    must decrease over time, unless peak unless cumulative.
  because "numbers fall"
  accepts "a fall" article {section: "world"},
          estimate {value: "more than 45,000", as_of: 2015-12, peak: no, source: ?, parts: [{label: "x"}, 3]}
  leaves undecided article {}
"""
    read = rule(text)
    assert read.id == name("strength-falls")
    assert read.summary == n.Text(value="Strength only falls", span=AT)
    assert read.severity == "warning"
    assert read.tags == (name("numbers"), name("conflict"))
    assert [see.value for see in read.see] == ["https://example.org/a", "b"]
    assert read.across
    assert read.for_each == n.ForEach(
        names=(path("subject"),), where=n.Holds(path=path("given"), span=AT), span=AT
    )
    assert len(read.unless) == 2
    assert [example.outcome for example in read.examples] == ["accepts", "leaves undecided"]
    assert read.sentence_text == (
        "across articles, for each subject where given, when the article's section is \"world\", the estimates "
        'where unit is "people" must decrease over time, unless peak unless cumulative'
    )


def test_spans_are_those_of_the_file() -> None:
    text = "# head\nquotes must agree\n\nfigures' value must be\n  1 + old\n"
    tree, _ = parse(Source("", text))
    statement = tree.statements[1]
    assert text[statement.span.start : statement.span.end] == "figures' value must be\n  1 + old"
    assert isinstance(statement, n.Rule)
    assert isinstance(statement.sentence, n.Must)
    predicate = statement.sentence.demands[0].predicate
    assert isinstance(predicate, n.Compare)
    assert text[predicate.value.span.start : predicate.value.span.end] == "1 + old"


def test_a_slug_is_the_sentence_in_lower_case_with_hyphens() -> None:
    assert slug("quotes must name a speaker") == "quotes-must-name-a-speaker"
    assert slug("The article\u2019s “headline” must be given") == "the-articles-headline-must-be-given"
    assert slug("every quote's said_on must be 3%") == "every-quotes-said_on-must-be-3"
