"""Values written as YAML on one line, with quotes only where they are needed."""

from __future__ import annotations

import re

# What stands without quotes anywhere, braces included, and is read as the same text.
_PLAIN = re.compile(r"[^\W_][\w ./$()'-]*%?")


def as_yaml(value: object) -> str:
    """A text, a list of values or a mapping, in flow style.

    >>> as_yaml({"value": "less than 1,000", "unit": "people"})
    '{value: "less than 1,000", unit: people}'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(one) for one in value) + "]"
    text = str(value)
    if _PLAIN.fullmatch(text) and text == text.strip() and text not in ("null",):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
