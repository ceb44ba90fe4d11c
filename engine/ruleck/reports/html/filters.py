"""Filters without a script: boxes and buttons, and the style that hides what they are not for."""

from __future__ import annotations

from collections.abc import Mapping

from ruleck.diagnostics import SEVERITIES
from ruleck.reports.html.markup import Markup, tag

# The verdicts, by the class of their notes.
VERDICTS = {"violated": "violated", "undecided": "undecided", "lacks": "lacks a fact", "waived": "waived"}


def filters(met: Mapping[str, int], facets: Mapping[str, int], rules: Mapping[str, int]) -> Markup | None:
    """The filters. `met` counts the findings of each rule, `facets` those of each severity and verdict; `rules` are the
    numbers of the rules. None where there is nothing to choose from.
    """
    choices: list[tuple[str, list[tuple[str, str]]]] = [
        ("Severity", [(severity, severity) for severity in SEVERITIES if facets.get(severity)]),
        ("Verdict", [(verdict, words) for verdict, words in VERDICTS.items() if facets.get(verdict)]),
    ]
    fields = [
        tag("fieldset", tag("legend", legend), *(_box(key, words, facets[key]) for key, words in rows))
        for legend, rows in choices
        if len(rows) > 1
    ]
    if len(met) > 1:
        radios = [_radio("rall", "all rules", sum(met.values()), checked=True)]
        radios += [_radio(f"r{rules[rule]}", rule, met[rule]) for rule in _sorted(met, rules)]
        fields.append(tag("fieldset", tag("legend", "Rule"), *radios, class_="rules"))
    return tag("section", *fields, class_="filters", aria_label="Filters") if fields else None


def filter_style(met: Mapping[str, int], rules: Mapping[str, int]) -> str:
    """What the filters do: hide notes and their links, and let the text be as if nothing had been marked."""
    hidden = [(f"#f-{severity}:not(:checked)", f".s-{severity}") for severity in SEVERITIES]
    hidden += [(f"#f-{verdict}:not(:checked)", f".v-{verdict}") for verdict in VERDICTS]
    hidden += [(f"#r{rules[rule]}:checked", f":not(.r{rules[rule]})") for rule in _sorted(met, rules)]
    styles = []
    for when, which in hidden:
        root = f":root:has({when})"
        styles.append(f"{root} :is(.note,.ref,.beside){which}{{display:none}}")
        styles.append(f"{root} .prose mark{which}{{all:unset}}")
    return "\n".join(styles)


def _sorted(met: Mapping[str, int], rules: Mapping[str, int]) -> list[str]:
    return sorted(met, key=lambda rule: rules[rule])


def _box(key: str, label: str, count: int) -> Markup:
    box = tag("input", type="checkbox", id=f"f-{key}", checked=True)
    return tag("label", box, " ", label, " ", tag("b", f"{count:,}"))


def _radio(id: str, label: str, count: int, *, checked: bool = False) -> Markup:
    box = tag("input", type="radio", name="rule", id=id, checked=checked)
    return tag("label", box, " ", label, " ", tag("b", f"{count:,}"))
