"""What a content management system asks before it publishes a story."""

from pathlib import Path

import ruleck

RULES = ruleck.load(Path(__file__).with_name("house.ruleck"))


def advice(story: dict) -> str:
    """What to do with a story: `publish`, `look again` or `stop`."""
    report = RULES.check(story)
    if report.mistakes or report.violated:
        return "stop"
    return "look again" if report.undecided else "publish"
