"""The kinds that come built in: the one definition from which everything else about them is derived.

Each class is a kind: its docstring is the summary, an annotated attribute is a field, a value given to an attribute is
what holds where nothing is said. The vocabulary is read off these classes as it is read off any registered Pydantic
model, and the public Pydantic models, the JSON Schema and the text of `ruleck kinds` are made from the vocabulary.

The classes carry no base of Pydantic's themselves because importing Pydantic takes longer than checking a story does;
`models.kind_model(vocabulary, "quote")` is the Pydantic model of a kind, made when somebody asks.
"""

# No `from __future__ import annotations` here: the annotations are read when the vocabulary is built, as objects.
from functools import cache
from typing import Annotated, Literal, TypeAlias

from ruleck.facts.python_kinds import About, declared_kind
from ruleck.facts.vocabulary import FieldType, Series, Vocabulary
from ruleck.values.date import DateSpan
from ruleck.values.number import Number

Count: TypeAlias = Annotated[Number, FieldType("count")]
Percent: TypeAlias = Annotated[Number, FieldType("percent")]


class Article:
    """the story itself; one in a document"""

    headline: Annotated[str, About("its headline", "Fewer than 1,000 fighters left, coalition says")]
    byline: Annotated[str, About("who wrote it, as printed")]
    dateline: Annotated[str, About("where it was filed from, as printed")]
    section: Annotated[str, About("the desk or section it runs in", "world")]
    status: Annotated[
        Literal["draft", "ready", "published", "corrected", "withdrawn"], About("how far it is on its way")
    ]
    language: Annotated[str, About("the language it is written in")]
    url: Annotated[str, About("where it is published")]
    published: Annotated[DateSpan, About("when it was published", "2017-12-27")]
    updated: Annotated[DateSpan, About("when it was last changed")]
    body: Annotated[str, About("its text")]
    body_file: Annotated[str, About("the file that holds its text, relative to the facts file")]


class Role:
    """an office or a job that somebody holds for a time"""

    name: Annotated[str, About("what the role is called", "mayor of Springfield", required=True)]
    from_date: Annotated[DateSpan, About("since when it is held", "2015-01")]
    until: Annotated[DateSpan, About("until when it is held", "2019-01")]


class Organization:
    """a body, company, agency or group in the story"""

    name: Annotated[str, About("its name", "City Council", required=True)]
    also_known_as: Annotated[list[str], About("other names it goes by", "the council")]


class Person:
    """somebody in the story"""

    __plural__ = "people"

    name: Annotated[str, About("the full name", "Maria Lopez", required=True)]
    also_known_as: Annotated[list[str], About("other names the person goes by")]
    title: Annotated[str, About("the title put before the name, such as a rank", "Dr")]
    role: Annotated[str, About("what the person is, as the story says it", "head of the clinic")]
    affiliation: Annotated[Organization, About("the organization the person belongs to")]
    birth_date: Annotated[DateSpan, About("when the person was born")]
    age: Annotated[Count, About("the age given, in years")]
    minor: Annotated[bool, About("whether the person is under age")]
    roles: Annotated[list[Role], About("the offices the person has held, with their dates")]


class Source:
    """where a piece of information comes from"""

    name: Annotated[str, About("what the source is called")]
    description: Annotated[str, About("how the story describes the source", "a city official")]
    type: Annotated[
        Literal["person", "organization", "document", "broadcast", "article", "dataset"],
        About("what sort of source it is"),
    ]
    anonymous: Annotated[bool, About("whether the story keeps the source's name back", "yes")] = False
    reason: Annotated[str, About("why the name is kept back", "not allowed to speak to the press")]
    official: Annotated[bool, About("whether the source speaks for an authority")]
    plural: Annotated[bool, About("whether it stands for several, such as `officials`")] = False
    number: Annotated[Count, About("how many people the source stands for")]


class Quote:
    """what somebody is reported to have said"""

    text: Annotated[str, About("the words", "We are working with our partners.", required=True)]
    speaker: Annotated[Person, About("who said it", "Maria Lopez")]
    source: Annotated[Source, About("where the words come from")]
    kind: Annotated[
        Literal["direct", "fragment", "paraphrase"], About("whether it is quoted in full, in part or in other words")
    ] = "direct"
    verb: Annotated[str, About("the verb of saying, such as `said`")]
    said_on: Annotated[DateSpan, About("when it was said", "2017-12-27")]
    medium: Annotated[str, About("how it was said: a statement, an interview, a broadcast")]
    publication: Annotated[str, About("who published it first")]


class Claim:
    """something that the story says is so, on somebody's word"""

    text: Annotated[str, About("what is claimed", "crime fell in every district", required=True)]
    topic: Annotated[str, About("what it is about")]
    claimant: Annotated[Person | Organization, About("who claims it", "Maria Lopez")]
    sources: Annotated[list[Source], About("the sources it rests on", "police report")]
    made_on: Annotated[DateSpan, About("when it was claimed")]
    serious: Annotated[bool, About("whether it could do harm if it were wrong")] = False
    quantifier: Annotated[str, About("the word that says how much is claimed: all, most, some")]
    paraphrases: Annotated[Quote, About("the quote that it puts in other words")]
    response: Annotated[str, About("what those concerned answered")]


class Estimate:
    """a quantity that somebody put a figure on"""

    __series__ = Series("value", "as_of", ("subject", "unit", "place"))

    subject: Annotated[str, About("what is counted or measured", "fighters in the region", required=True)]
    value: Annotated[Number, About("the figure, with its bounds", "less than 1,000")]
    unit: Annotated[str, About("what the figure counts", "people")]
    as_of: Annotated[DateSpan, About("the time that the figure is for", "2017-12-27")]
    place: Annotated[str, About("the place that the figure is for")]
    source: Annotated[Source, About("who gives the figure")]
    method: Annotated[str, About("how it was arrived at")]
    margin: Annotated[Number, About("the margin of error given", no_unit=True)]
    cumulative: Annotated[bool, About("whether it is a running total")] = False
    peak: Annotated[bool, About("whether it is the highest there has been")] = False


class Figure:
    """a number as it stands in the story"""

    text: Annotated[str, About("the wording it stands in", "fewer than 1,000 fighters")]
    value: Annotated[Number, About("the number", "fewer than 1,000", required=True)]
    unit: Annotated[str, About("what the number counts", "people")]
    position: Annotated[Literal["headline", "lead", "body", "caption", "graphic"], About("where it stands", "headline")]
    estimate: Annotated[Estimate, About("the estimate that it reports")]


class Change:
    """a rise or a fall that the story tells of"""

    subject: Annotated[str, About("what changed", "rents")]
    old: Annotated[Number, About("the figure before", "1,200")]
    new: Annotated[Number, About("the figure after", "1,500")]
    unit: Annotated[str, About("what the figures count", "dollars")]
    percent: Annotated[Percent, About("the change in percent; a fall is negative", "25%")]
    points: Annotated[Number, About("the change in percentage points; a fall is negative", unit="points")]
    direction: Annotated[Literal["rise", "fall", "steady"], About("which way it went")]
    since: Annotated[DateSpan, About("from when")]
    until: Annotated[DateSpan, About("up to when")]


class Part:
    """one part of a breakdown"""

    label: Annotated[str, About("what the part is", "adults")]
    value: Annotated[Number, About("how much it is", "1,200", required=True)]


class Breakdown:
    """a total and the parts that it is made of"""

    name: Annotated[str, About("what is broken down", "visitors")]
    total: Annotated[Number, About("the whole", "1,500", required=True)]
    unit: Annotated[str, About("what is counted", "people")]
    parts: Annotated[list[Part], About("the parts")]


class Conversion:
    """a quantity given in two units"""

    value: Annotated[Number, About("the quantity in the first unit", "5", required=True)]
    unit: Annotated[str, About("the first unit", "miles", required=True)]
    converted: Annotated[Number, About("the same quantity in the second unit", "8", required=True)]
    converted_unit: Annotated[str, About("the second unit", "km", required=True)]
    as_of: Annotated[DateSpan, About("the day that the rate is of")]


class Event:
    """something that happened, or will"""

    name: Annotated[str, About("what the event is called", "the vote", required=True)]
    date: Annotated[DateSpan, About("when it was, or when it began", "2017-12-27")]
    end: Annotated[DateSpan, About("when it ended")]
    weekday: Annotated[
        Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        About("the day of the week that the story names", "wednesday"),
    ]
    place: Annotated[str, About("where it was")]


class Mention:
    """a name as it is written in the story"""

    text: Annotated[str, About("the name as it is written there", "Dr. Lopez", required=True)]
    entity: Annotated[Person | Organization, About("who is meant", "Maria Lopez")]
    title: Annotated[str, About("the title put before it there")]
    position: Annotated[Literal["headline", "lead", "body", "caption", "quote"], About("where it stands", "lead")]


class Answer:
    """one answer of a poll, with its share"""

    label: Annotated[str, About("the answer", "yes")]
    share: Annotated[Percent, About("the share of those asked who gave it", "44%")]


class Poll:
    """a survey that the story reports"""

    question: Annotated[str, About("what was asked", "Should the bridge be built?")]
    pollster: Annotated[Organization, About("who carried it out", "City Research")]
    sponsor: Annotated[Organization, About("who paid for it")]
    population: Annotated[str, About("who was asked, such as `registered voters`")]
    sample: Annotated[Count, About("how many were asked", "1,004")]
    mode: Annotated[Literal["phone", "online", "in_person", "mixed"], About("how they were asked")]
    margin: Annotated[Percent, About("the margin of error, in percentage points either way")]
    start: Annotated[DateSpan, About("the first day of asking", "2017-12-05")]
    end: Annotated[DateSpan, About("the last day of asking", "2017-12-12")]
    answers: Annotated[list[Answer], About("what was answered")]


class Correction:
    """a mistake that was put right in print"""

    text: Annotated[str, About("the correction as it was run", "An earlier version misspelled a name.", required=True)]
    published: Annotated[DateSpan, About("when it was run")]
    field: Annotated[str, About("what was wrong: a name, a figure, a date", "name")]
    printed: Annotated[str, About("what had been printed", "Lopes")]
    corrected: Annotated[str, About("what should have been printed", "Lopez")]


# The order in which readers are shown the kinds.
_DECLARED: tuple[type, ...] = (
    Article, Person, Role, Organization, Source, Quote, Claim, Estimate, Figure, Change,
    Breakdown, Part, Conversion, Event, Mention, Poll, Answer, Correction,
)  # fmt: skip


@cache
def builtin_vocabulary() -> Vocabulary:
    """The kinds that every project has.

    >>> builtin_vocabulary().kind("people").fields["affiliation"].type
    FieldType(base='link', choices=(), kinds=('organization',), many=False)
    """
    names = {declared: declared.__name__.lower() for declared in _DECLARED}
    return Vocabulary({name: declared_kind(declared, name, names) for declared, name in names.items()})
