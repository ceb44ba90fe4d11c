"""The eight rules as a programmer would write them for these stories and no others: the floor.

It trusts every document to be as the rules expect it, reads numbers and dates as they stand, and says no more of a
breach than the rule's name and the fact's id.
"""

from __future__ import annotations

import re

from benchmarks.workload import Breach, Story

_stock_phrase = re.compile(r"\b(sources say|it is understood)\b", re.I).search


def check(story: Story) -> set[Breach]:
    """The breaches of one story."""
    found: set[Breach] = set()
    published = story["article"]["published"]
    people = {person["id"] for person in story["people"]}
    for quote in story["quotes"]:
        speaker = quote.get("speaker")
        if not speaker:
            found.add(("who-spoke", quote["id"]))
        if speaker not in people:
            found.add(("listed-speaker", quote["id"]))
        if quote["said_on"] > published or _stock_phrase(quote["text"]):
            found.add(("fair-quote", quote["id"]))
    lowest: dict[str, int] = {}
    for estimate in sorted(story["estimates"], key=lambda estimate: estimate["as_of"]):
        subject, value = estimate["subject"], estimate["value"]
        if subject not in lowest or value < lowest[subject]:
            lowest[subject] = value
        else:
            found.add(("falling-cost", estimate["id"]))
    told = {estimate["value"] for estimate in story["estimates"]}
    for figure in story["figures"]:
        if figure["position"] == "headline" and figure["value"] not in told:
            found.add(("headline-figure", figure["id"]))
    for claim in story["claims"]:
        if len(claim["sources"]) < 2:
            found.add(("two-sources", claim["id"]))
    for event in story["events"]:
        if event["date"] > published:
            found.add(("past-event", event["id"]))
    for breakdown in story["breakdowns"]:
        total = breakdown["total"]
        if abs(sum(part["value"] for part in breakdown["parts"]) - total) * 100 > total:
            found.add(("parts-add-up", breakdown["id"]))
    return found
