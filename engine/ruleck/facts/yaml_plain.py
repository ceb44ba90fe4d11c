"""Single values as YAML on one line, with quotes only where they are needed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ruleck.facts.yaml_mistakes import quoted

# What no editor shows as it is, or what turns the reading direction of those that show it.
_UNSHOWN = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED = re.compile(rf'["\\\n]|{_UNSHOWN.pattern}')
_NOTHING = ("", "~", "null", "Null", "NULL")
# YAML keeps these at the start of a value for itself; a minus may start a number.
_SIGNS = "-?:,[]{}#&*!|>'\"%@`"
_NEGATIVE = re.compile(r"-[0-9]")


# What other readers of YAML take for a number, a date, yes or no where it stands without quotes.
# Source: YAML 1.2, 10.3.2 (core schema), and the types of YAML 1.1 (https://yaml.org/type/).
_RESOLVED = re.compile(
    r"""y|n|yes|no|true|false|on|off|<<|=
    | [-+]?(?:0b[01_]+|0x[0-9a-f_]+|0o[0-7_]+|\d[\d_]*(?::[0-5]?\d)*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.[\d_]+(?:e[-+]?\d+)?)
    | [-+]?\.inf|\.nan
    | \d{4}-\d\d?-\d\d?(?:(?:t|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?[ \t]*(?:z|[-+]\d\d?(?::?\d\d)?)?)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


class Words(str):
    """A text that is to be read as a text by every reader of YAML, `007` and `no`, too."""

    __slots__ = ()


def as_yaml(value: object) -> str:
    """A text, a list of values or a mapping, in flow style.

    >>> print(as_yaml({"value": "less than 1,000", "unit": "people", "anonymous": True}))
    {value: "less than 1,000", unit: people, anonymous: yes}
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{as_yaml(key)}: {as_yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(as_yaml(one) for one in value) + "]"
    return scalar(value, flow=True)


def scalar(value: object, *, flow: bool) -> str:
    """One value; in flow style, inside brackets, or behind a name on a line of its own.

    >>> print(scalar("less than 1,000", flow=False), scalar("?", flow=False), scalar('"No," she said', flow=True))
    less than 1,000 "?" '"No," she said'
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if _stands_plain(text, flow) and not (isinstance(value, Words) and _RESOLVED.fullmatch(text)):
        return text
    if "\n" in text or not is_shown(text):
        return f'"{_ESCAPED.sub(_escape, text)}"'
    return quoted(text)


def is_shown(text: str) -> bool:
    """Whether every character of a text can stand in a YAML file as it is, and shows there."""
    return _UNSHOWN.search(text) is None


def _stands_plain(text: str, flow: bool) -> bool:
    if text in _NOTHING or (text[0] in _SIGNS and not _NEGATIVE.match(text)):
        return False
    if "\n" in text or ": " in text or " #" in text or text[-1] == ":" or text != text.strip() or not is_shown(text):
        return False
    return not flow or not any(sign in text for sign in ",[]{}?")


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
