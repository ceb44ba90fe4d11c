"""The codes of mistakes in rule files."""

from __future__ import annotations

from ruleck.explain.codes import Code


def _code(name: str, title: str, why: str, sample: str, cure: str) -> Code:
    return Code(name, title, why, sample, cure, "rules")


CODES: tuple[Code, ...] = (
    # ---------------------------------------------------------------- a statement that cannot be read
    _code(
        "not-understood",
        "a word that cannot stand where it stands",
        "A sentence is read from left to right, and this is the first word with which it stops making sense. The "
        "message says what was read so far and what may come next; `ruleck explain predicates` and its like show "
        "what there is.",
        "quotes must named a speaker",
        "quotes must name a speaker",
    ),
    _code(
        "open-quote",
        "a quote mark without its partner",
        "Text stands between two quote marks. Without the second one the rest of the rule would be text.",
        'every quote\'s verb must be "said',
        'every quote\'s verb must be "said"',
    ),
    _code(
        "odd-character",
        "a character that cannot be seen",
        "It came along with a copied text, most likely, and would make a word another word. Delete it, or type the "
        "line again.",
        "quotes must\u200b name a speaker",
        "quotes must name a speaker",
    ),
    _code(
        "at-margin",
        "a clause at the left margin",
        "A statement starts at the left margin, and the indented lines under it belong to it. This word goes on "
        "with a statement, so its line has to be indented.",
        'quotes must name a speaker\nbecause "readers must know who spoke"',
        'quotes must name a speaker\n  because "readers must know who spoke"',
    ),
    _code(
        "clause-order",
        "a clause in another place than its own",
        "The clauses of a rule stand in one order, so that every rule reads alike. `ruleck explain clauses` shows it.",
        "rule speakers:\n  quotes must name a speaker\n  severity warning",
        "rule speakers:\n  severity warning\n  quotes must name a speaker",
    ),
    _code(
        "no-sentence",
        "a rule without its sentence",
        "A rule says with one sentence what must hold; everything else in it is about that sentence.",
        'rule speakers:\n  because "readers must know who spoke"',
        'rule speakers:\n  quotes must name a speaker\n  because "readers must know who spoke"',
    ),
    _code(
        "second-sentence",
        "two sentences in one rule",
        "One rule holds one sentence, so that its name says which standard was broken.",
        "rule named:\n  quotes must name a speaker\n  claims must cite a source",
        "rule quotes-named:\n  quotes must name a speaker\nrule claims-sourced:\n  claims must cite a source",
    ),
    _code(
        "too-deep",
        "nested too deep to be read",
        "Brackets in brackets (or facts in facts) are followed some hundred deep. What is deeper was made by a "
        "program, or by a key that stuck.",
        "",
        "",
    ),
    # ---------------------------------------------------------------- names
    _code(
        "unknown-kind",
        "a word that is no kind of fact",
        "Sentences, examples and documents speak of the kinds that `ruleck kinds` lists, and of those that a rule "
        "file adds with `kind`.",
        "interviews must name a speaker",
        "quotes must name a speaker",
    ),
    _code(
        "unknown-field",
        "a word that is no field of the kind",
        "`ruleck kinds KIND` lists the fields that a kind has. A rule file can add one: `kind quote:` with the "
        "field under it. If text is meant, it stands in quote marks.",
        "quotes must name an author",
        "quotes must name a speaker",
    ),
    _code(
        "unknown-member",
        "a word that is none of the field's choices",
        "A field that is `one of (…)` holds these words only, and a comparison with another would never come out. "
        "`ruleck kinds KIND` lists them.",
        "every quote's kind must be one of (direct, spoken)",
        "every quote's kind must be one of (direct, fragment)",
    ),
    _code(
        "unknown-name",
        "a name that nobody defined",
        "A bare word is a kind, a field, a member of a list of choices, or a name that `define` gives. If it is "
        "text, it stands in quote marks.",
        "no quote's verb may be one of vague-verbs",
        'define vague-verbs as "slammed", "blasted"\nno quote\'s verb may be one of vague-verbs',
    ),
    _code(
        "unknown-type",
        "a word that is no type",
        "A field of a kind holds text, number, count, percent, date, duration, yes/no, one of (…), a fact of a "
        "kind, or a list of these.",
        "kind survey:\n  question string",
        "kind survey:\n  question text",
    ),
    _code(
        "same-id",
        "two rules of one name",
        "A finding is known by the name of its rule, so no two rules of a run share one. A sentence by itself is "
        "named by its words.",
        "rule named: quotes must name a speaker\nrule named: claims must cite a source",
        "rule quotes-named: quotes must name a speaker\nrule claims-sourced: claims must cite a source",
    ),
    _code(
        "same-name",
        "a name that is taken",
        "A name means one thing in a file: it cannot be defined twice, nor be that of a kind.",
        'define quotes as "said", "told"',
        'define plain-verbs as "said", "told"',
    ),
    _code(
        "circular",
        "a name that is defined by itself",
        "Following the definitions leads back to where it began, and never to a value.",
        'define few as many\ndefine many as few\ncount of quotes must be at most few',
        "define few as 3\ncount of quotes must be at most few",
    ),
    _code(
        "cannot-use",
        "another rule file that cannot be read",
        "The path behind `use` is taken from the folder of the file that says it, and has to stay inside the project.",
        'use "missing.ruleck"',
        'use "house.ruleck"',
    ),
    _code(
        "cannot-read",
        "a list's file that cannot be read",
        "The path behind `from` is taken from the folder of the file that says it, and has to stay inside the project.",
        'define armed-groups from "missing.txt"',
        'define armed-groups from "groups.txt"',
    ),
    _code(
        "empty-list",
        "a list's file without entries",
        "Nothing is one of an empty list: the rule would be broken by every fact, or by none. One entry stands on "
        "each line; `#` begins a comment.",
        'define armed-groups from "empty.txt"',
        'define armed-groups from "groups.txt"',
    ),
    # ---------------------------------------------------------------- kinds
    _code(
        "kind-exists",
        "a kind by a name that is taken",
        "The name and the plural of a kind stand for its facts alone.",
        "kind party, plural people:\n  colour text",
        "kind party, plural parties:\n  colour text",
    ),
    _code(
        "plural-exists",
        "a second plural for a kind",
        "A kind that exists can be given more fields, but no other plural.",
        "kind quote, plural citations:\n  tone text",
        "kind quote:\n  tone text",
    ),
    _code(
        "field-exists",
        "a field that the kind has already",
        "A kind can be given more fields; those that it has stay what they are.",
        "kind quote:\n  speaker text",
        "kind quote:\n  interpreter text",
    ),
    _code(
        "series-exists",
        "a second series for a kind",
        "`over time` means one thing for each kind. Where another value is meant a rule says which: `estimates' "
        "share must increase over as_of`.",
        "kind estimate:\n  share percent\n  series share over as_of",
        "kind estimate:\n  share percent",
    ),
    _code(
        "wrong-members",
        "choices that cannot be told apart",
        "Each of a field's choices stands there once, and none begins with `not`, which would read as its opposite.",
        "kind survey:\n  mode one of (phone, online, phone)",
        "kind survey:\n  mode one of (phone, online)",
    ),
    # ---------------------------------------------------------------- which facts
    _code(
        "no-fact-at-hand",
        "a word about a fact where there is none",
        "`its`, and a field by itself, belong to a fact that the sentence goes through. Begin with `for each KIND,` "
        "or say whose field it is.",
        "its speaker must be known",
        "for each quote, its speaker must be known",
    ),
    _code(
        "group-at-hand",
        "a word about one fact where many are read together",
        "`when` and `unless` are asked once for the whole group, so they cannot ask for one member's field. `where` "
        "chooses the members.",
        "when source is given, estimates must decrease over time",
        "estimates where source is given must decrease over time",
    ),
    _code(
        "which-article",
        "the article, where there are many",
        "`across articles` reads all stories as one, so `the article` is that of a fact: it can be asked where "
        "facts are chosen.",
        'across articles, when the article\'s section is "world", estimates must decrease over time',
        'across articles, estimates where article\'s section is "world" must decrease over time',
    ),
    _code(
        "which-date",
        "over time, by no date or by several",
        "A series has to know in which order its facts stand. A kind with more than one date says which: `over end`.",
        "polls' sample must increase over time",
        "polls' sample must increase over end",
    ),
    _code(
        "two-readings",
        "a sentence that can be read in two ways",
        "A rule that two people read differently is worse than none, so it is refused, with both readings.",
        "for each person, quotes must name a source",
        "quotes must name a source",
    ),
    _code(
        "filter-needs-many",
        "a choice among one",
        "`where` chooses among many facts. Whether a rule applies to the one at hand is said by `for each … where "
        "…,`, by `when` or by `unless`.",
        "for each figure, its value where position is headline must be given",
        "for each figure where position is headline, its value must be given",
    ),
    _code(
        "many-needed",
        "a predicate of many facts said of one",
        "`agree`, `be unique`, `add up to`, `decrease over time` and their like put many facts side by side. The "
        "plural by itself means all of them.",
        "every estimate must decrease over time",
        "estimates must decrease over time",
    ),
    _code(
        "one-not-many",
        "a number of what there is one of",
        "The field holds one thing at most, so `at least 2` could never be, and `a` says the rest.",
        "quotes must have at least 1 speaker",
        "quotes must have a speaker",
    ),
    _code(
        "no-grouping-here",
        "a grouping that nothing reads",
        "`with the same` puts facts together for a predicate about them together. Here each fact is looked at by "
        "itself.",
        "quotes with the same speaker must cite a source",
        "quotes must cite a source",
    ),
    _code(
        "no-or-here",
        "one or the other, of many together",
        "Predicates of many facts can be demanded together, by `and must`; which of two was meant to hold could not "
        "be told of a group in which neither does.",
        "estimates must agree or must decrease over time",
        "estimates must decrease over time",
    ),
    # ---------------------------------------------------------------- values
    _code(
        "wrong-type",
        "a value of another type than is needed",
        "Numbers are more or less than one another, dates come before or after, text is matched; what is asked does "
        "not fit what the field holds. In a document: the value is not what its field takes.",
        "every figure's value must match /3/",
        "every figure's text must match /3/",
    ),
    _code(
        "types-differ",
        "two values of which neither can be the other",
        "A number is never a text and a date never a number, so the comparison could only come out one way. The "
        "message says what each side is.",
        'figures\' value must be "3"',
        "figures' value must be 3",
    ),
    _code(
        "list-as-value",
        "a list where one value is needed",
        "Of a list it has to be said which entries are meant: all of them, some of them, so many of them.",
        "every claim's sources must be official",
        "for each claim, all of its sources must be official",
    ),
    _code(
        "kind-as-value",
        "a kind of fact where a value is needed",
        "A kind is not a number or a text. `count of` gives how many facts there are; `for each` goes through them.",
        "count of quotes must be at least sources",
        "count of quotes must be at least count of sources",
    ),
    _code(
        "value-needed",
        "facts compared without saying in what",
        "Two facts are never one and the same: it has to be said which of their fields is meant.",
        "people must be unique",
        "people's name must be unique",
    ),
    _code(
        "no-fields",
        "a field of what has none",
        "Only a fact has fields; a text, a number or a date does not.",
        "every quote's text's name must be given",
        "every quote's speaker's name must be given",
    ),
    _code(
        "not-yes-no",
        "a condition that is no yes or no",
        "A field by itself is a condition only if it holds yes or no. Of others it has to be said what they are: "
        "`is given`, `is …`.",
        "quotes where speaker must cite a source",
        "quotes where speaker is given must cite a source",
    ),
    _code(
        "not-a-date",
        "a day that is in no calendar",
        "Dates are written year, month, day, and have to exist.",
        "events' date must be before 2017-02-30",
        "events' date must be before 2017-02-28",
    ),
    _code(
        "not-a-number",
        "a number that cannot be read",
        "Figures are read exactly, so a number may have some hundred of them and no more.",
        "",
        "",
    ),
    _code(
        "not-whole",
        "a part of what is counted whole",
        "Calendar months and years are not of one length, so half of one is no time that can be told.",
        "",
        "",
    ),
    _code(
        "not-repeatable",
        "a value that is another tomorrow",
        "A run must come out the same whenever it is made, or nobody can look into it later. The day that a story "
        "is about is in its facts.",
        "events' date must be before today",
        "events' date must be before article's published",
    ),
    _code(
        "both-computed",
        "rounding, where nothing was rounded",
        "`within rounding` allows for the last digit that somebody wrote. Numbers that are worked out here are exact.",
        "count of quotes must equal count of sources within rounding",
        "count of quotes must equal count of sources within 1",
    ),
    _code(
        "bad-pattern",
        "a pattern that cannot be read",
        "Between the slashes stands a regular expression, in the notation of RE2: letters stand for themselves, and "
        "( ) [ ] . * + ? | ^ $ and \\ have meanings of their own; a backslash before one takes its meaning away.",
        "every quote's text must match /(said/",
        "every quote's text must match /said/",
    ),
    _code(
        "wrong-word",
        "a demand that the predicate does not have",
        "Facts can be demanded not to overlap, and what stays the same does not change by any amount; the other way "
        "round means nothing.",
        "events must overlap",
        "events must not overlap",
    ),
)
