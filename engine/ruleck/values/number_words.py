"""The words of newsroom numbers: figures, multipliers, currencies, bounds. All in lower case, cut into words."""

from __future__ import annotations

ONES = {
    word: value
    for value, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen"),
            *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
SCALES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}
CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
}
for _code in ("USD", "GBP", "EUR", "JPY", "INR", "AUD", "CAD", "NZD", "HKD", "CHF", "CNY", "SEK", "NOK", "DKK", "ZAR"):
    CURRENCIES[_code.lower()] = _code
SHARES = {
    ("%",): "percent",
    ("percent",): "percent",
    ("per", "cent"): "percent",
    ("pct",): "percent",
    ("percentage", "points"): "points",
    ("percentage", "point"): "points",
    ("points",): "points",
    ("point",): "points",
}

# What a bound makes of a value, by its words. The longest that fits counts.
BOUNDS = {
    tuple(words.split()): bound
    for bound, phrases in {
        "below": "< |less than|fewer than|lower than|under|below",
        "at most": "<= |at most|up to|no more than|not more than|as many as|as much as|a maximum of",
        "above": "> |more than|greater than|over|above|upwards of|in excess of",
        "at least": ">= |at least|no less than|no fewer than|not less than|not fewer than|a minimum of",
        "about": "~ |about|around|roughly|approximately|some|circa|an estimated|estimated at",
        "just above": "just over|just above|just more than|slightly more than|slightly over|a little more than|"
        "a little over",
        "just below": "nearly|almost|just under|just below|slightly fewer than|slightly less than|slightly under|"
        "a little less than|a little under",
        "exactly": "exactly|precisely",
    }.items()
    for words in phrases.split("|")
}
AFTERWARDS = {
    ("or", "so"): "about",
    ("+",): "at least",
    ("or", "more"): "at least",
    ("or", "over"): "at least",
    ("or", "less"): "at most",
    ("or", "fewer"): "at most",
    ("or", "under"): "at most",
}

NUMBER_WORDS = {"and", "or", "to", *ONES, *TENS, *SCALES}
