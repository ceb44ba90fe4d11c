"""One good English sentence for what was found of a single fact, made from the values as they were written.

A sentence has two halves: what the facts say, and what the rule demands, in the rule's own words. Which parts of a
condition are told is decided by which of them are broken, or open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from ruleck.evaluate.expressions import getter, selected
from ruleck.evaluate.finding import FOUND
from ruleck.evaluate.naming import describe, field_of, shown, with_unit
from ruleck.evaluate.truths import truth
from ruleck.evaluate.world import Env, World
from ruleck.facts.record import Record
from ruleck.meaning import program as p
from ruleck.meaning.context import listing
from ruleck.values.text import nearest
from ruleck.values.truth import Truth, Unknown

THIRD_PERSON = {"have": "has", "name": "names", "give": "gives", "cite": "cites", "state": "states"}
VERB = re.compile(r"\b(have|name|give|cite|state)\b")


@dataclass(slots=True)
class Telling:
    """A sentence in the making: what the facts say, what the rule's values are, and all values shown."""

    facts: list[tuple[str, str]] = field(default_factory=list)
    compared: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    units: bool = False

    def shown(self, value: object) -> str:
        """A value, with its unit where units are what the finding is about."""
        return with_unit(value) if self.units else shown(value)


def sentence(
    demands: tuple[p.Demanded, ...],
    joiner: str,
    applies: Truth,
    results: list[Truth],
    settled: list[Truth],
    env: Env,
    fact: Record,
    about: str,
) -> tuple[str, Mapping[str, str]]:
    """The message of a finding about one fact, and the values that it shows.

    `about` is what the sentence is about, to be said where what is observed does not say it. `applies` is whether the
    rule surely applies to the fact; `results` are the demands' own truths, `settled` those after their adverbs and
    with `applies`.
    """
    telling = Telling()
    broken = [i for i, truth_ in enumerate(settled) if truth_ is False] or [
        i for i, truth_ in enumerate(settled) if truth_ is not True
    ]
    reason: Unknown | None = None
    for index in broken:
        result = results[index]
        if isinstance(result, Unknown):
            reason = result
            telling.units = reason.cause == "unit"
        observe(demands[index].condition, True, env, telling, demands[index].wording)
    wordings = [demands[i].wording for i in broken]
    demand = f" {joiner} ".join(dict.fromkeys(wordings))
    compared = f" ({', '.join(dict.fromkeys(telling.compared))})" if telling.compared else ""
    notes = "".join(f"; {note}" for note in dict.fromkeys(telling.notes))
    said = observed(telling.facts) or describe(fact)
    if about and about not in said and not said.startswith(f"{fact.kind}'s"):
        said = f"{about}: {said}"
    if reason is not None:
        return f"{said}{undecided(reason, fact, demand + compared)}{notes}", telling.values
    message = f"{said}, but {demand}{compared}{notes}"
    if plain_presence(demands, broken):
        message = said
    if isinstance(applies, Unknown):
        message += f"; whether the rule applies is undecided{because(applies)}"
    return message, telling.values


def observed(facts: list[tuple[str, str]]) -> str:
    """What is observed, each subject named once: `quote "…" names no speaker and no source`."""
    phrases: dict[str, list[str]] = {}
    for subject, phrase in facts:
        known = phrases.setdefault(subject, [])
        verb = phrase.split(" ", 1)[0]
        if known and known[-1].startswith(f"{verb} no ") and phrase.startswith(f"{verb} no "):
            phrase = phrase.removeprefix(f"{verb} ")
        if phrase not in known:
            known.append(phrase)
    return listing([f"{subject} {listing(said)}".strip() for subject, said in phrases.items()])


def plain_presence(demands: tuple[p.Demanded, ...], broken: list[int]) -> bool:
    """Whether what the facts say is the very denial of what is demanded, so that saying both would be saying it
    twice.
    """

    def plain(condition: p.Condition) -> bool:
        if isinstance(condition, p.All | p.Any):
            return all(plain(part) for part in condition.parts)
        return isinstance(condition, p.Stated)

    return all(plain(demands[i].condition) and VERB.search(demands[i].wording) for i in broken)


def undecided(reason: Unknown, fact: Record, demand: str) -> str:
    """Why it cannot be said whether the demand is met."""
    match reason.cause:
        case "uncertain":
            return f", so it may or may not be as it must: {demand}"
        case "missing":
            return f", so it cannot be decided: {demand}"
        case "open":
            return f", so it is still open: {demand}"
        case "unit":
            return f": the units differ, so it cannot be decided: {demand}"
        case "division":
            return f": this divides by what may be zero, so it cannot be decided: {demand}"
        case _:
            return f": there is nothing to take it from, so it cannot be decided: {demand}"


def because(reason: Unknown) -> str:
    """A reason in brackets."""
    if reason.missing:
        return f" ({listing(list(reason.missing))} not stated)"
    return {"open": " (something is not yet established)", "uncertain": " (a value is uncertain)"}.get(reason.cause, "")


def observe(condition: p.Condition, wanted: bool, env: Env, telling: Telling, wording: str) -> None:
    """Tell what the facts say of each part of a condition that is not as wanted."""
    match condition:
        case p.Negation(part=part):
            observe(part, not wanted, env, telling, wording)
        case p.All(parts=parts) | p.Any(parts=parts):
            truths = [truth(part)(env) for part in parts]
            off = [part for part, found in zip(parts, truths, strict=True) if found is (not wanted)]
            for part in off or [part for part, found in zip(parts, truths, strict=True) if found is not wanted]:
                observe(part, wanted, env, telling, wording)
        case p.Stated(value=value):
            presence(value, wanted, env, telling, wording)
        case p.Known(value=value):
            found = getter(value)(env)
            if found is None:
                telling.facts.append((owner(value, env), f"has no {value.fields[-1]}"))
            else:
                note(value, found, env, telling)
                state = "has no record in the facts" if wanted else "is known"
                telling.facts.append((f"{named(value, env)} {shown(found)}", state))
                if wanted and (close := nearest(shown(found).strip('"'), names_of(value.type.kinds, env), 1)):
                    telling.notes.append(f'the nearest is "{close[0]}"')
        case p.Flag(value=value):
            flag(value, wanted, env, telling)
        case p.Relation(left=left, right=right):
            tell(left, env, telling)
            compare(right, env, telling)
        case p.Among(left=left, choices=choices):
            tell(left, env, telling)
            found = getter(left)(env)
            texts = [c.value for c in choices if isinstance(c.value, str)]
            if wanted and isinstance(found, str) and texts and (close := nearest(found, texts, 1)):
                telling.notes.append(f'the nearest entry is "{close[0]}"')
        case p.Matching(value=value):
            tell(value, env, telling)
        case p.TextRelation(left=left, choices=choices, operator=operator):
            texts_of(left, choices, operator, wanted, env, telling)
        case p.Count() | p.AllMembers():
            many(condition, env, telling)
        case p.Collectively(written=written):
            telling.facts.append((f"`{written}`", "is not so"))


def names_of(kinds: tuple[str, ...], env: Env) -> list[str]:
    """What the records of some kinds go by: names and ids."""
    world = cast(World, env[-1])
    records = (record for kind in kinds for record in world.records.get(kind, ()))
    words = (record.fields.get(field) for record in records for field in ("name", "id"))
    return [word for word in words if isinstance(word, str)]


def presence(value: p.Lookup, wanted: bool, env: Env, telling: Telling, wording: str) -> None:
    """What is there, or is not."""
    found = getter(value)(env)
    name = value.fields[-1] if value.fields else value.written
    if isinstance(found, Unknown):
        telling.facts.append((named(value, env), "is not yet established"))
    elif found is None:
        if len(value.fields) > 1 and getter(replace(value, fields=value.fields[:-1]))(env) is None:
            start = replace(value, fields=value.fields[:-1])
            telling.facts.append((owner(start, env), f"has no {start.fields[-1]}, and so no {name}"))
            return
        verb = VERB.search(wording)
        telling.facts.append((owner(value, env), f"{THIRD_PERSON[verb[1]] if verb else 'has'} no {name}"))
    elif not wanted:
        note(value, found, env, telling)
        telling.facts.append((owner(value, env), f"has {name} {shown(found)}"))


def flag(value: p.Value, wanted: bool, env: Env, telling: Telling) -> None:
    """A yes/no field."""
    found = getter(value)(env)
    if not isinstance(value, p.Lookup):
        tell(value, env, telling)
        return
    name = value.fields[-1]
    note(value, found, env, telling)
    if found is None:
        telling.facts.append((owner(value, env), f"does not say whether it is {name}"))
    elif isinstance(found, Unknown):
        telling.facts.append((named(value, env), "is not yet established"))
    else:
        telling.facts.append((owner(value, env), f"is {'not ' if found is False else ''}{name}"))


def texts_of(
    left: p.Value, choices: tuple[p.Value, ...], operator: str, wanted: bool, env: Env, telling: Telling
) -> None:
    """A text in a text: where it should not be there, which one is."""
    found = getter(left)(env)
    if not wanted and isinstance(found, str):
        for choice in choices:
            part = getter(choice)(env)
            if truth(p.TextRelation(operator, left, (choice,), ""))(env) is True:  # type: ignore[arg-type]  # an operator by name
                verb = {"contain": "contains", "start with": "starts with", "end with": "ends with"}.get(
                    operator, "appears in"
                )
                note(left, found, env, telling)
                if isinstance(part, str):
                    telling.values[FOUND] = part
                telling.facts.append((named(left, env), f"{verb} {shown(part)}"))
                return
    tell(left, env, telling)
    for choice in choices:
        compare(choice, env, telling)


def many(condition: p.Count | p.AllMembers, env: Env, telling: Telling) -> None:
    """How many there are, or which one is not as it must be."""
    members = selected(condition.members)(env)
    written = condition.members.written
    if isinstance(members, Unknown):
        telling.facts.append((written, "is not yet established"))
        return
    slot = condition.members.slot
    inner = truth(condition.condition) if condition.condition is not None else None
    sure = unsure = 0
    for item, belongs in members:
        env[slot] = item
        holds = belongs if inner is None else inner(env)
        if isinstance(condition, p.AllMembers):
            if holds is not True:
                observe(condition.condition, True, env, telling, "")
            continue
        if holds is True and belongs is True:
            sure += 1
        elif holds is not False:
            unsure += 1
    if isinstance(condition, p.AllMembers):
        return
    amount = f"{sure or 'no'}" if not unsure else f"between {sure} and {sure + unsure}"
    telling.values[written] = amount.replace("no", "0")
    noun = condition.members.nouns[0 if amount == "1" else 1]
    such = f"such {noun}" if condition.members.where is not None or inner is not None else noun
    root = condition.members.root
    if isinstance(root, p.Lookup):
        telling.facts.append((owner(root, env), f"has {amount} {such}"))
    else:
        telling.facts.append(("there", f"{'is' if amount == '1' else 'are'} {amount} {such}"))


def tell(value: p.Value, env: Env, telling: Telling) -> None:
    """What a value on the left is."""
    found = getter(value)(env)
    note(value, found, env, telling)
    if found is None and isinstance(value, p.Lookup) and value.fields:
        telling.facts.append((owner(value, env), f"does not state its {value.fields[-1]}"))
    elif isinstance(found, Unknown) and found.cause == "missing":
        lacking = listing(list(found.missing))
        telling.facts.append((named(value, env), f"rests on {lacking or 'what is'} not stated everywhere"))
    else:
        telling.facts.append((named(value, env), f"is {plain_member(value, found, telling)}"))


def compare(value: p.Value, env: Env, telling: Telling) -> None:
    """What a value on the right is, unless the rule's own words say it."""
    if isinstance(value, p.Constant):
        if value.defined:
            telling.compared.append(value.written)
        return
    found = getter(value)(env)
    note(value, found, env, telling)
    if isinstance(found, Unknown) and found.missing:
        telling.compared.append(f"{listing(list(found.missing))} not stated")
        return
    here = "" if isinstance(value, p.Lookup) else "here "
    telling.compared.append(f"{here}{plain_member(value, found, telling)}")


def plain_member(value: p.Value, found: object, telling: Telling) -> str:
    """A value as it is shown: a member of an enumeration is a word, without quotes."""
    words = telling.shown(found)
    return words.strip('"') if value.type.base == "one of" else words


def note(value: p.Value, found: object, env: Env, telling: Telling) -> None:
    """Keep a value, by its field or the rule's words for it, for those who read findings by machine."""
    if isinstance(value, p.Constant) or isinstance(found, tuple):
        return
    name = ".".join(value.fields) if isinstance(value, p.Lookup) and value.fields else value.written
    telling.values[name] = shown(found).strip('"')


def named(value: p.Value, env: Env) -> str:
    """A value by name: a field with its fact, else the rule's own words."""
    if not isinstance(value, p.Lookup):
        return value.written
    start = env[value.slot]
    if not isinstance(start, Record):
        return shown(start)
    if value.article:
        start = start.story.article if start.story is not None else start
    return field_of(start, value.fields)


def owner(value: p.Lookup, env: Env) -> str:
    """The fact that a field belongs to."""
    start = env[value.slot]
    if not isinstance(start, Record):
        return shown(start)
    if value.article:
        start = start.story.article if start.story is not None else start
    return field_of(start, value.fields[:-1])
