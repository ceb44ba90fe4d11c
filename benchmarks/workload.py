"""One workload for all questions: eight rules, and stories of any size that break some of them.

A story of n facts is made from a seed: a tenth people, quarters of quotes and estimates, a fifth claims, a tenth each
of events and breakdowns. About one fact in twenty breaks a rule. Near misses are among the others ("resources say", a
quote of the day of publication, parts that miss their total by less than a hundredth), so that a reading that is only
roughly right is noticed. Figures are whole numbers and dates whole days: nothing is left undecided, so that checkers
without ranges can take part.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

Story = dict[str, Any]
# The rule that was broken, and the id of the fact that broke it.
Breach = tuple[str, str]

RULES = r"""
rule who-spoke: quotes must name a speaker
rule falling-cost: for each subject, estimates must decrease over time
rule two-sources: claims must have at least 2 sources
rule listed-speaker: every quote's speaker must be known
rule past-event: every event's date must be on or before the article's published
rule parts-add-up: for each breakdown, its parts' value must add up to its total within 1%
rule headline-figure: every figure's value where position is headline must be one of estimates' value
rule fair-quote:
  no quote where said_on is after the article's published or text matches /\b(sources say|it is understood)\b/i
  may have a text
"""

_NAMES = ("Asta Berg", "Bram Cole", "Cleo Dahl", "Dov Elias", "Esme Frey", "Finn Gale", "Greta Holm", "Hugo Iver")
_NOUNS = ("bridge", "tunnel", "school", "harbour", "station", "reservoir", "archive", "theatre", "market", "depot")
_VERBS = ("opened", "closed", "stalled", "doubled", "slipped", "recovered", "moved", "grew")
_STOCK = ("Sources say it is over.", "It is understood that talks go on.", "And so, sources say, it went.")
_NEARLY = ("Resources say little.", "It is understoodable.", "Our sources said so.")


def story(facts: int, seed: int, breaking: float = 0.05) -> Story:
    """A story of so many facts; each of them breaks a rule with the probability `breaking`."""
    draw = Random(seed)
    published = date(2024, 1, 1) + timedelta(days=draw.randrange(366))
    tenth, fifth, quarter = max(1, facts // 10), facts // 5, facts // 4
    people = [{"id": f"person-{i}", "name": f"{draw.choice(_NAMES)} {i}", "role": "mayor"} for i in range(tenth)]
    estimates = _estimates(draw, max(1, facts - 3 * tenth - fifth - quarter), published, breaking)
    headline = draw.choice(estimates)["value"] if draw.random() >= breaking else 1
    return {
        "article": {
            "id": f"story-{seed}",
            "headline": _sentence(draw),
            "published": published.isoformat(),
            "body": "\n".join(_sentence(draw) for _ in range(6)),
        },
        "people": people,
        "quotes": [_quote(draw, i, people, published, breaking) for i in range(quarter)],
        "estimates": estimates,
        "claims": [_claim(draw, i, breaking) for i in range(fifth)],
        "events": [_event(draw, i, published, breaking) for i in range(tenth)],
        "breakdowns": [_breakdown(draw, i, breaking) for i in range(tenth)],
        "figures": [{"id": "headline", "value": headline, "position": "headline"}],
    }


def _sentence(draw: Random) -> str:
    first, second = draw.sample(_NOUNS, 2)
    return f"The {first} {draw.choice(_VERBS)} while the {second} {draw.choice(_VERBS)} again."


def _until(draw: Random, published: date) -> str:
    return (published - timedelta(days=draw.choice((0, 0, 1, 5, 40)))).isoformat()


def _beyond(draw: Random, published: date) -> str:
    return (published + timedelta(days=draw.randint(1, 30))).isoformat()


def _quote(draw: Random, number: int, people: list[Story], published: date, breaking: float) -> Story:
    quote = {
        "id": f"quote-{number}",
        "text": draw.choice(_NEARLY) if draw.random() < 0.1 else _sentence(draw),
        "speaker": draw.choice(people)["id"],
        "said_on": _until(draw, published),
    }
    if draw.random() < breaking:
        match draw.randrange(4):
            case 0:
                del quote["speaker"]
            case 1:
                quote["speaker"] = f"stranger-{number}"
            case 2:
                quote["said_on"] = _beyond(draw, published)
            case _:
                quote["text"] = draw.choice(_STOCK)
    return quote


def _estimates(draw: Random, count: int, published: date, breaking: float) -> list[Story]:
    # Series of about five each, every one on days of its own, told in any order.
    series = max(1, count // 5)
    found: list[Story] = []
    for number in range(series):
        day, value = published - timedelta(days=400), draw.randint(50_000, 90_000)
        for _ in range(number, count, series):
            day += timedelta(days=draw.randint(1, 30))
            before, value = value, value - draw.randint(1, 900)
            told = before + draw.randrange(500) if draw.random() < breaking else value
            found.append({"subject": f"cost of site {number}", "value": told, "unit": "EUR", "as_of": day.isoformat()})
    draw.shuffle(found)
    return [{"id": f"estimate-{number}", **estimate} for number, estimate in enumerate(found)]


def _claim(draw: Random, number: int, breaking: float) -> Story:
    count = draw.randrange(2) if draw.random() < breaking else draw.randint(2, 4)
    sources = [f"source {i}" for i in draw.sample(range(50), count)]
    return {"id": f"claim-{number}", "text": _sentence(draw), "sources": sources}


def _event(draw: Random, number: int, published: date, breaking: float) -> Story:
    day = _beyond(draw, published) if draw.random() < breaking else _until(draw, published)
    return {"id": f"event-{number}", "name": _sentence(draw), "date": day}


def _breakdown(draw: Random, number: int, breaking: float) -> Story:
    values = [draw.randint(100, 5000) for _ in range(draw.randint(3, 6))]
    total = sum(values)
    if draw.random() < breaking:
        total += draw.choice((-1, 1)) * max(2, total * draw.randint(3, 20) // 100)
    else:
        total += draw.choice((0, 0, total // 200))
    parts = [{"label": f"part {i}", "value": value} for i, value in enumerate(values)]
    return {"id": f"breakdown-{number}", "name": f"budget {number}", "total": total, "parts": parts}
