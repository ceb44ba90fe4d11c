"""What can be written, in short tables: one definition for `ruleck explain predicates` and its like.

Each row is a line that parses; together they use every word of the language (tests hold both).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ruleck.reports.snippet import WIDTH, cells, wrap

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Topic:
    """A table: its heading, and rows of a sample with what it means. `whole`: the samples are the lines of one text."""

    heading: str
    rows: tuple[Row, ...]
    whole: bool = False


TOPICS: Mapping[str, Topic] = {
    "subjects": Topic(
        "What a sentence can be about: what stands before `must`",
        (
            ("quotes must name a speaker", "every quote, each by itself"),
            ("every quote must name a speaker", "the same; so do `each`, `all`, `a` and no word at all"),
            ("quotes where kind is direct must name a speaker", "only those of which it is true"),
            ("the article must have a headline", "the story itself"),
            ("every quote's speaker must be known", "a field of each"),
            ("every quote's speaker's name must be given", "a field of what a field leads to"),
            ("no source may be anonymous", "none of them"),
            ("no quote's verb may be \"slammed\"", "none of these fields"),
            ("at least 2 sources must be official", "of so many it is true"),
            ("at most 3 sources may be anonymous", "of no more than so many"),
            ("exactly one source must be official", "of just so many"),
            ("more than 2 sources must be official", "of 3 or more"),
            ("fewer than 3 sources must be anonymous", "of 2 at most"),
            ("some source must be official", "of one or more"),
            ("there must be a source where official", "there is one"),
            ("there should be at least 2 sources", "there are so many; `should` makes it a warning"),
            ("there must be no quote where speaker is missing", "there is none"),
            ("count of quotes must be at most 20", "a value that is worked out"),
            ("for each person, count of (quotes where speaker is person) must be at most 9", "person by person"),
            ("for each claim, at least 2 of its sources must be official", "of a list: so many of those in it"),
            ("for each claim, all of its sources must be official", "all of those in it"),
            ("for each claim, some of its sources must be official", "one or more of those in it"),
            ("estimates must not increase over time", "all of them together, in their groups"),
            ("mentions with the same entity must have the same title", "together, in groups that you name"),
            ("for each speaker, count of quotes must be at most 9", "the same, for a number of each group"),
            ("across articles, estimates must not increase over time", "together over all stories of the run"),
        ),
    ),
    "predicates": Topic(
        "What can be demanded: what stands after `must`, `must not`, `should` and `no … may`",
        (
            ("quotes must name a speaker", "there is one; also have, give, cite, state"),
            ("quotes must name a speaker or a source", "one of them at least"),
            ("polls must give a pollster, a sample and a mode", "all of them"),
            ("sources must have no name", "there is none"),
            ("claims must have at least 2 sources where (official)", "so many"),
            ("figures' value must be 3", "is it, or is among a rule's own values"),
            ("figures' value must equal 3 within 1%", "near it; also `within 2`, `within 5 points`, `within rounding`"),
            ("figures' value must differ from 3", "is not it"),
            ("figures' value must be the same as its estimate's value", "says the same, however vague"),
            ("people's age must be at least 18", "also at most, more than, less than, exactly"),
            ("people's age must be between 0 and 120", "from one to the other, both included"),
            ("quotes' said_on must be before 2020-06", "also after, on or before, on or after, during"),
            ("quotes' said_on must be within 3 days of article's published", "no further from it"),
            ("quotes' kind must be one of (direct, fragment)", "one of those listed"),
            ("quotes' speaker's name must be one of people's name", "one of those that the story has"),
            ("quotes' speaker must be known", "it has a fact of its own"),
            ("quotes' said_on must be given", "it is stated; `missing` is the opposite"),
            ("sources must be anonymous", "a yes/no field says yes"),
            ("quotes' kind must be direct", "it is that one of its choices"),
            ("the article's headline must contain \"bridge\"", "the whole word or words, in any letter case"),
            ("the article's headline must not contain one of (\"shock\", \"fury\")", "none of these"),
            ("the article's headline must start with \"Bridge\"", "at its beginning"),
            ("the article's headline must end with \"weeks\"", "at its end"),
            ("quotes' text must appear in article's body", "word for word, somewhere in it"),
            ("quotes' verb must match /^sa(id|ys)$/i", "a pattern fits somewhere; `i` for any letter case"),
            ("sources must be official or must give a reason", "one or the other; `and must` for both"),
            ("sources should be official and should give a reason", "both, as warnings; `or should` for one of them"),
            ("estimates must certainly decrease over time", "what stays undecided fails, too"),
            ("estimates must possibly decrease over time", "what stays undecided passes"),
            ("", "of many together:"),
            ("estimates' value must agree", "all say the same; also `agree within 5%`"),
            ("people with the same name must have the same title and the same role", "the same in these fields"),
            ("people's name must be unique", "no two are alike"),
            ("events must not overlap", "none begins before another ends"),
            ("for each breakdown, its parts' value must add up to its total within 1%", "their sum is that"),
            ("estimates must increase over time", "the later, the higher"),
            ("estimates must decrease by at least 10% over time", "the later, the lower by so much of the earlier"),
            ("estimates must not decrease over time", "none is lower than an earlier one; it may repeat"),
            ("polls' sample must stay the same over end", "every one the same; `over` orders by a field"),
        ),
    ),
    "conditions": Topic(
        "What `where`, `when` and `unless` can ask",
        (
            ("quotes where kind is direct must name a speaker", "`is` and `are` ask what `must be` demands"),
            ("sources where anonymous must give a reason", "a yes/no field by itself"),
            ("sources where not anonymous must have a name", "it is not so"),
            ("quotes where said_on is given must name a speaker", "it is stated; `is missing` is the opposite"),
            ("quotes where it has a speaker must have a medium", "also names, gives, cites, states"),
            ("quotes where text does not match /said/ must have a verb", "`does not` and `do not` deny any verb"),
            ("people where age is at least 18 must have a title", "as after `must be`"),
            ("events where date is on or after 2020 must have a place", "a year or month means all of it"),
            ("quotes where (kind is direct or verb is given) and not speaker is known must cite a source",
             "brackets where `and` and `or` meet"),
            ("when the article's section is \"world\", quotes must name a speaker", "only then"),
            ("quotes must name a speaker unless kind is paraphrase", "save then"),
            ("when there is a correction, the article must have a byline", "there is one; `there are at least 2 …`"),
            ("claims must have a claimant unless there is no source where official", "there is none"),
            ("claims must have a claimant unless all of its sources are official",
             "of each in its list"),
            ("claims where some of its sources is official must have a claimant", "of one in its list, or more"),
            ("claims where none of its sources are anonymous must have a claimant", "of no one in its list"),
            ("when every source is anonymous, the article must have a byline", "of each; `some source is …` of one"),
            ("when estimates do not increase over time, the article must have a byline", "of many together"),
            ("people must have a title unless they are a minor", "`it` and `they` are the fact itself"),
        ),
    ),
    "values": Topic(
        "What can be compared: fields, what is written out, and what is worked out",
        (
            ("figures' value must be at most 1,000", "a number: 3, 2.5, -4, 5%, 3 million, twelve"),
            ("polls' margin must be less than 5%", "in per cent"),
            ("figures' unit must be \"people\"", "text stands in quote marks"),
            ("events' date must be after 2017-12-05", "a day; 2017-12 and 2017 are a month and a year"),
            ("events' date must be after article's published - 2 weeks", "a date and days, weeks, months or years"),
            ("sources' anonymous must be no", "yes or no"),
            ("changes' new must be less than its old", "a field of the same fact; `its` and `their` may be left out"),
            ("for each figure, this figure's value must be its estimate's value", "the fact that is gone through"),
            ("changes' new must be at most 2 * (old + 1) / 3", "+ - * / with brackets"),
            ("changes' new must be more than -old", "less than nothing"),
            ("count of quotes must be at most 20", "how many"),
            ("count of (quotes where kind is direct) must be at most 20", "how many of those"),
            ("for each breakdown, sum of its parts' value must be its total", "also average, smallest, largest"),
            ("latest of quotes' said_on must be before article's published", "also earliest"),
            ("length of the article's headline must be at most 60", "in letters, signs and spaces"),
            ("number of words in the article's headline must be at most 10", "in words"),
            ("lower case of the article's headline must contain \"bridge\"", "in small letters"),
            ("weekday of the article's published must not be saturday", "also `year of`"),
            ("for each event, days from its date to article's published must be at most 30", "also `months from`"),
        ),
    ),
    "clauses": Topic(
        "A rule in its order; only the sentence is needed (`across articles,` stands before `for each`)",
        (
            ('rule strength-falls "Strength only falls":', "its name, and what it is for"),
            ("  severity warning", "error, warning or info"),
            ("  tags numbers, conflict", "words to find it by"),
            ('  see "https://example.org/standards#numbers"', "where more is said"),
            ("  for each subject,", "one group after the other, or one fact: `for each figure,`"),
            ("  when the article's section is \"world\",", "only then"),
            ("  estimates where value is given must decrease over time", "the sentence"),
            ("  unless the article's section is \"sport\"", "save then; may be repeated"),
            ('  because "numbers have only fallen since 2015"', "the reason, for whoever reads a finding"),
            ('  accepts "a fall" article {section: "world"},', "a story that keeps the rule"),
            ('    estimate {subject: "x", value: 4, as_of: 2017-12-05},', ""),
            ('    estimate {subject: "x", value: 3, as_of: 2017-12-27}', ""),
            ('  rejects article {section: "world"},', "one that breaks it"),
            ('    estimate {subject: "x", value: 3, as_of: 2017-12-05},', ""),
            ('    estimate {subject: "x", value: 4, as_of: 2017-12-27}', ""),
            ('  leaves undecided article {section: "world"},', "one it cannot tell of; `?` is not yet known"),
            ('    estimate {subject: "x", value: ?, as_of: 2017-12-05},', ""),
            ('    estimate {subject: "x", value: 4, as_of: 2017-12-27}', ""),
            ('  ignores article {section: "sport"}', "one that it has nothing to say of"),
        ),
        whole=True,
    ),
    "names": Topic(
        "What else a rule file can hold: names for values and lists, kinds of fact of your own, other files",
        (
            ('use "house.ruleck"', "the names and rules of another file"),
            ('define vague-verbs as "slammed", "blasted"', "a list"),
            ("define most-quotes as 10", "a value"),
            ('define armed-groups from "groups.txt"', "a list in a file, one entry a line"),
            ("define officials as people where role matches /minister/i", "some facts of a kind"),
            ("kind survey, plural surveys:", "a kind of fact, a field a line"),
            ("  question   text, required", "text, number, count, percent, date, duration"),
            ("  by         person or organization", "a link to a fact of one kind or another"),
            ("  fielded    date", ""),
            ("  sample     count", ""),
            ("  mode       one of (phone, online)", "one of these words"),
            ("  weighted   yes/no, no unless said", ""),
            ("  answers    list of text", "several; in an example they stand in [ ]"),
            ("  series sample over fielded by question", "what `over time` means for it"),
            ("no quote's verb may be one of vague-verbs", "names in use"),
            ("count of quotes must be at most most-quotes", ""),
            ("officials must have a title", ""),
            ("organizations' name must be one of armed-groups", ""),
        ),
        whole=True,
    ),
}  # fmt: skip


def topic_text(name: str) -> str:
    """A table: each sample with its meaning below, or beside it where the samples are one text."""
    topic = TOPICS[name]
    lines = [*wrap(topic.heading, WIDTH), ""]
    column = max(cells(sample) for sample, _ in topic.rows if cells(sample) <= WIDTH * 5 // 8) + 4
    for sample, meaning in topic.rows:
        if not sample:
            lines += ["", f"  {meaning}"]
        elif topic.whole and cells(sample) + 4 <= column:
            first, *rest = wrap(meaning, WIDTH - column)
            lines.append((f"  {sample}".ljust(column) + first).rstrip())
            lines += [" " * column + line for line in rest]
        else:
            lines.append(f"  {sample}")
            lines += [f"      {line}" for line in wrap(meaning, WIDTH - 6) if meaning]
    others = ", ".join(other for other in TOPICS if other != name)
    lines += ["", *wrap(f"more tables: ruleck explain {others}; what there is to speak of: ruleck kinds", WIDTH)]
    return "".join(f"{line}\n" for line in lines)
