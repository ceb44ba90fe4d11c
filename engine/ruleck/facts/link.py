"""Links: which record a text leads to.

A link is an id, an exact name or an `also_known_as`. It may stand before what it refers to, so links are followed when
the whole document has been read. A link that finds nothing is no mistake: the story names somebody of whom the facts
say nothing else. It leads to a record that has a name only, one for each name, so that two quotes of one such speaker
have one speaker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ruleck.facts.draft import Draft, PendingLink
from ruleck.facts.problems import ambiguous_link, wrong_link
from ruleck.facts.record import FieldValue, Record
from ruleck.values.text import canonical


def follow_links(draft: Draft) -> None:
    """Put the record that it leads to in the place of each pending link; those that lead astray become problems."""
    if draft.links:
        named = _by_name(draft.records)
        unknown: dict[tuple[str, str], Record] = {}
        for link in draft.links:
            name = canonical(link.text)
            record = _target(draft, link, named.get(name, ()))
            if record is None:
                kind = link.field.type.kinds[0]
                record = unknown.get((kind, name))
                if record is None:
                    record = Record(kind, link.pointer, {"name": link.text}, False, draft.story)
                    unknown[kind, name] = record
            if link.links is None:
                link.record.fields[link.field.name] = record
            else:
                link.links[link.index] = record
    for record, name, links in draft.lists:
        if present := tuple(one for one in links if one is not None):
            record.fields[name] = present


def _by_name(records: Mapping[str, Sequence[Record]]) -> dict[str, list[Record]]:
    """Every record under each text that may lead to it."""
    named: dict[str, list[Record]] = {}
    for ones in records.values():
        for record in ones:
            fields = record.fields
            texts: list[FieldValue | None] = [fields.get("id"), fields.get("name")]
            aliases = fields.get("also_known_as")
            if type(aliases) is tuple:
                texts.extend(aliases)
            for text in texts:
                if type(text) is str:
                    found = named.setdefault(canonical(text), [])
                    if record not in found:
                        found.append(record)
    return named


def _target(draft: Draft, link: PendingLink, found: Sequence[Record]) -> Record | None:
    """The one record of the right kind; none where there is no record at all."""
    if not found:
        return None
    kinds = link.field.type.kinds
    right = [record for record in found if record.kind in kinds]
    if not right:
        draft.problems.append(wrong_link(link.field, link.record.kind, link.text, link.pointer, found[0]))
    elif len(right) > 1:
        draft.problems.append(ambiguous_link(link.field, link.record.kind, link.text, link.pointer, right[1]))
    return (right or found)[0]
