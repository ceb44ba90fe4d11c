"""The ways to get a rule wrong, in one table: what is listed anywhere else is listed from it."""

from __future__ import annotations

from ruleck.mutants import figures, logic
from ruleck.mutants.change import Operator

OPERATORS: tuple[Operator, ...] = (
    Operator("off-by-one", "a bound is off by one", ("at least 2", "at least 3"), figures.off_by_one),
    Operator(
        "strictness",
        "the limit itself is counted, or not",
        ("more than 5", "at least 5"),
        figures.strictness,
    ),
    Operator("wrong-side", "a bound is on the wrong side", ("on or before", "on or after"), figures.wrong_side),
    Operator(
        "one-value", "a bound is taken for the one value that will do", ("at least 2", "exactly 2"), figures.one_value
    ),
    Operator("one-end", "one end of a range is forgotten", ("between 1 and 5", "at least 1"), figures.one_end),
    Operator("negation", "something is turned into its opposite", ("must not agree", "must agree"), logic.negation),
    Operator("filter-dropped", "`where …` is forgotten", ("quotes where direct", "quotes"), logic.filter_dropped),
    Operator(
        "condition-dropped",
        "one of several conditions is forgotten",
        ("plural and official", "plural"),
        logic.condition_dropped,
    ),
    Operator("when-dropped", "`when …` is forgotten", ("when there is a person,", ""), logic.when_dropped),
    Operator(
        "exception-dropped", "`unless …` is forgotten", ("unless there is a correction", ""), logic.exception_dropped
    ),
    Operator(
        "group-dropped",
        "facts are taken together that belong apart",
        ("with the same subject and unit", "with the same subject"),
        logic.group_dropped,
    ),
    Operator(
        "group-added",
        "facts are kept apart that belong together",
        ("with the same subject", "with the same subject and source"),
        logic.group_added,
    ),
    Operator("across-dropped", "`across articles` is forgotten", ("across articles,", ""), logic.across_dropped),
    Operator(
        "and-for-or",
        "all is said for any, or any for all",
        ("a source or a speaker", "a source and a speaker"),
        logic.and_for_or,
    ),
    Operator(
        "how-many", "every one is said for some, or some for every one", ("every quote", "some quote"), logic.how_many
    ),
    Operator(
        "entry-dropped", "an entry of a list is forgotten", ("(direct, fragment)", "(direct)"), logic.entry_dropped
    ),
    Operator("other-field", "another field of the same type is meant", ("start", "end"), logic.other_field),
    Operator(
        "tolerance-dropped",
        "there is no room for what is close",
        ("equal 5 within 1%", "equal 5"),
        figures.tolerance_dropped,
    ),
    Operator(
        "tolerance-turned",
        "a tolerance is taken of the wrong side",
        ("A must equal B within 1%", "B must equal A within 1%"),
        figures.tolerance_turned,
    ),
    Operator(
        "percent-for-points",
        "per cent, points and plain figures are mixed up",
        ("within 5 points", "within 5%"),
        figures.percent_for_points,
    ),
    Operator("zero-too-many", "a figure is ten times too large", ("within 1%", "within 10%"), figures.zero_too_many),
    Operator(
        "step-dropped",
        "how much must change is forgotten",
        ("decrease by at least 5", "decrease"),
        figures.step_dropped,
    ),
    Operator("calculation", "a calculation is the wrong one", ("old / new", "new / old"), figures.calculation),
    Operator("said-or-so", "what is said is taken for what is so", ("be the same as", "be"), figures.said_or_so),
    Operator(
        "given-for-known",
        "a link that is stated is taken for one that leads somewhere",
        ("is known", "is given"),
        logic.given_for_known,
    ),
    Operator("letter-case", "capital letters are told from small ones, or not", ("/x/", "/x/i"), logic.letter_case),
    Operator(
        "adverb-dropped",
        "`certainly` or `possibly` is forgotten",
        ("must certainly agree", "must agree"),
        logic.adverb_dropped,
    ),
)
