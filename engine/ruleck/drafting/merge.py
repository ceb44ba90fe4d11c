"""A later version of a story merged into facts that a person has corrected.

The person's file is the one that counts. Nothing in it is changed or deleted: what the new version has is added behind
what is there, with the remark `new`; a fact whose wording is gone gets the remark `gone`; a fact that the draft reads
differently now gets the remark `changed`. Only where the story's file has another name is that one value put in.

How is a correction told from a change of the story? By what the draft remembers in its last lines: which facts it
drafted and how it read each one. What it drafted before and does not find in the file, the person has taken out, and it
stays out. A file without such lines is one of a person's own making; every fact that it does not have is new to it.

Invariant: the facts of the file, read again after the merge, are the same as before; what is new stands behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruleck.diagnostics import Diagnostic, Label
from ruleck.drafting.drafted import NOT_KNOWN, Draft, Drafted
from ruleck.drafting.layout import File, Kept, read_file
from ruleck.drafting.writing import fact_key, linked, memory, memory_line, read_memory, story_mark
from ruleck.source import Source, Span
from ruleck.values.misread import shorten
from ruleck.values.text import Wording, canonical, nearest

_LINKS = {"speaker": "people", "source": "sources", "estimate": "estimates"}
_NAMED = ("people", "organizations", "sources")
_ARTICLE = ("headline", "byline", "dateline")


@dataclass(slots=True)
class Merged:
    """The file's new text, and what is new, gone and changed in it, a line for each. `same` says that the story is."""

    text: str
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: int = 0
    same: bool = False


def merge(source: Source, draft: Draft) -> tuple[Merged | None, list[Diagnostic]]:
    """The facts file `source` with the draft of a later version merged into it.

    >>> from ruleck.drafting.draft import draft_facts
    >>> from ruleck.drafting.writing import write_draft
    >>> first = write_draft(draft_facts("Toll rises to 38\\n", body_file="s.txt"), "s.txt")
    >>> merged, _ = merge(Source("s.facts.yaml", first), draft_facts("Toll rises to 41\\n", body_file="s.txt"))
    >>> merged.new, merged.gone
    (['figure “rises to 41”'], ['figure “rises to 38”, perhaps now “rises to 41”'])
    """
    mark, read, bare = read_memory(source.text)
    file, mistakes = read_file(Source(source.path, bare))
    if file is None:
        return None, mistakes
    now = story_mark(draft.story.text)
    if mark == now:
        return Merged(source.text, kept=len(list(file.facts())), same=True), []
    merged = _Merging(file, draft, read).merge()
    text = _remembering(file.changed(), memory_line(now, {**read, **memory(draft)}), file.newline)
    mistake = _unlike(source, text)
    if mistake is not None:
        return None, [mistake]
    merged.text = text
    return merged, []


def _remembering(text: str, lines: str, newline: str) -> str:
    """The text with what is remembered now behind it, a blank line between."""
    end = "" if text.endswith("\n") or not text else newline
    gap = "" if f"{text}{end}".endswith((2 * newline, "\n\n")) else newline
    return f"{text}{end}{gap}{lines.replace(chr(10), newline)}{newline}"


def _unlike(before: Source, text: str) -> Diagnostic | None:
    """The mistake that a merge would be which lost something: nothing is written then."""
    old, _ = read_file(before)
    new, mistakes = read_file(Source(before.path, text))
    if old is not None and new is not None and not mistakes:
        facts = {fact.pointer: fact.fields for fact in new.facts()}
        told = {name: value for name, value in old.article().items() if name not in ("body_file", "body")}
        if all(facts.get(fact.pointer) == fact.fields for fact in old.facts()) and all(
            new.article().get(name) == value for name, value in told.items()
        ):
            return None
    message = "the story cannot be merged into this file without a change to what is there"
    note = "`ruleck draft STORY -o FILE` makes a new one to compare it with"
    return Diagnostic("unmergeable", message, (Label(before, Span(0, 1)),), (note,))


class _Merging:
    def __init__(self, file: File, draft: Draft, read: Mapping[bytes, bytes]) -> None:
        self.file = file
        self.draft = draft
        self.read = read
        self.now = memory(draft)
        self.kept = list(file.facts())
        self.by_exact: dict[tuple[str, str], list[Kept]] = {}
        self.by_name: dict[tuple[str, str], Kept] = {}
        self.ids: dict[tuple[str, str], str] = {}  # what a draft's link leads to in the file
        self.matched: dict[
            str, tuple[Kept, Drafted]
        ] = {}  # what the draft has for a fact of the file, by the fact's pointer
        for fact in self.kept:
            if fact.exact:
                self.by_exact.setdefault((fact.kind, fact.exact), []).append(fact)
            for name in ("name", "description"):
                if fact.kind in _NAMED and fact.fields.get(name):
                    self.by_name.setdefault((fact.kind, canonical(str(fact.fields[name])).casefold()), fact)

    def merge(self) -> Merged:
        merged = Merged("", kept=len(self.kept))
        new: list[tuple[str, Drafted]] = []
        for kind, fact in self.draft.all:
            key = fact_key(kind, fact.fields)
            there = self.match(kind, fact)
            if there is not None:
                self.lead(kind, fact, there)
                self.matched[there.pointer] = there, fact
                self.file.unremark(there.pointer, "gone:")
            elif key not in self.read:
                new.append((kind, fact))
        self.add(new, merged)
        for there, fact in self.matched.values():
            key = fact_key(there.kind, fact.fields)
            if key in self.read and self.read[key] != self.now[key]:
                self.say_changed(there, fact, merged)
        self.say_gone(merged, new)
        self.article(merged)
        merged.kept -= len(merged.gone)
        return merged

    def match(self, kind: str, fact: Drafted) -> Kept | None:
        """The fact of the file that one of the draft is: by its excerpt, and people and the like by their name."""
        same = self.by_exact.get((kind, canonical(_exact(fact.fields))))
        if same:
            return same.pop(0) if len(same) > 1 else same[0]
        name = fact.fields.get("name", fact.fields.get("description"))
        return self.by_name.get((kind, canonical(str(name)).casefold())) if kind in _NAMED and name else None

    def lead(self, kind: str, fact: Drafted, there: Kept) -> None:
        """Remember what the file calls a fact."""
        if "id" in fact.fields:
            called = there.fields.get("id") or there.fields.get("name") or there.fields.get("description")
            if called:
                self.ids[kind, fact.fields["id"]] = str(called)

    # -------------------------------------------------------------- what is new

    def add(self, new: list[tuple[str, Drafted]], merged: Merged) -> None:
        taken = {(fact.kind, str(fact.fields["id"])) for fact in self.kept if fact.fields.get("id")}
        for kind, fact in new:
            if "id" in fact.fields:
                name, number = str(fact.fields["id"]), 2
                while (kind, name) in taken:
                    name, number = f"{fact.fields['id']}-{number}", number + 1
                taken.add((kind, name))
                self.ids[kind, fact.fields["id"]] = name
        by_kind: dict[str, list[tuple[Mapping[str, Any], str]]] = {}
        for kind, fact in new:
            fields = self.relinked(kind, fact.fields)
            by_kind.setdefault(kind, []).append((fields, f"new; {fact.confidence}: {fact.why}"))
            merged.new.append(f"{_singular(kind)} “{shorten(str(_exact(fields)))}”")
        for kind, facts in by_kind.items():
            self.file.add(kind, facts)

    def relinked(self, kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """A fact's fields with the ids that the file has; what leads to a fact that was taken out leads to its name."""
        said = dict(fields)
        if "id" in said:
            said["id"] = self.ids[kind, said["id"]]
        for name, target in _LINKS.items():
            if name in said and said[name] != NOT_KNOWN:
                led = self.ids.get((target, said[name]))
                if led is None and name == "estimate":
                    del said[name]
                else:
                    said[name] = led if led is not None else linked(self.draft, name, said[name])
        return said

    # -------------------------------------------------------------- what is not as it was

    def say_changed(self, there: Kept, fact: Drafted, merged: Merged) -> None:
        """The fields that the draft reads differently than the person has them, where its reading has changed."""
        said = self.relinked(there.kind, {name: value for name, value in fact.fields.items() if name != "id"})
        differ = [
            f"{name} {_shown(value)}"
            for name, value in said.items()
            if name not in ("id", "excerpt") and value != NOT_KNOWN and _shown(there.fields.get(name)) != _shown(value)
        ]
        if differ:
            self.file.remark(there.pointer, f"changed: the story now reads {', '.join(differ)}")
            merged.changed.append(
                f"{_singular(there.kind)} “{shorten(there.exact)}”: the story now reads {', '.join(differ)}"
            )

    def say_gone(self, merged: Merged, new: list[tuple[str, Drafted]]) -> None:
        wording = Wording(self.draft.story.text)
        for fact in self.kept:
            if not fact.exact or self.file.is_remarked(fact.pointer, "gone:"):
                continue
            excerpt = fact.fields["excerpt"]
            around = (
                [str(excerpt.get(part, "")) for part in ("prefix", "suffix")] if isinstance(excerpt, Mapping) else []
            )
            if wording.find(fact.exact, *around):
                continue
            moved = self.matched[fact.pointer][1] if fact.pointer in self.matched else None
            if around and moved is not None and wording.find(fact.exact):
                self.say_moved(fact, moved, merged)
                continue
            why = "what stood around it is" if wording.find(fact.exact) else "it is"
            near = nearest(fact.exact, [_exact(one.fields) for kind, one in new if kind == fact.kind], likeness=0.5)
            perhaps = f", perhaps now “{near[0]}”" if near else ""
            self.file.remark(fact.pointer, f"gone: {why} no longer in the story{perhaps}")
            merged.gone.append(f"{_singular(fact.kind)} “{shorten(fact.exact)}”{perhaps}")

    def say_moved(self, fact: Kept, moved: Drafted, merged: Merged) -> None:
        """An excerpt that is told from its like by what is no longer around it."""
        excerpt = moved.fields["excerpt"]
        where = f"behind “{excerpt['prefix']}”" if isinstance(excerpt, Mapping) else "before others of its like"
        self.file.remark(fact.pointer, f"changed: the excerpt now stands {where}")
        merged.changed.append(f"{_singular(fact.kind)} “{shorten(fact.exact)}”: the excerpt now stands {where}")

    def article(self, merged: Merged) -> None:
        """The story's own data: told where they have changed; the file of its text is put in."""
        article, now = self.file.article(), self.draft.article
        key = fact_key("article", {})
        if key in self.read and self.read[key] != self.now[key]:
            for name in _ARTICLE:
                if now.get(name, NOT_KNOWN) != NOT_KNOWN and _shown(article.get(name)) != _shown(now[name]):
                    self.file.remark("/article", f"changed: the story's {name} is now “{_shown(now[name])}”")
                    merged.changed.append(f"the story's {name} is now “{shorten(str(now[name]))}”")
        for name, other in (("body_file", "body"), ("body", "body_file")):
            if name in article and name in now and other not in article and article[name] != now[name]:
                self.file.replace(f"/article/{name}", str(now[name]))


def _exact(fields: Mapping[str, Any]) -> str:
    excerpt = fields.get("excerpt", "")
    return str(excerpt["exact"] if isinstance(excerpt, Mapping) else excerpt)


def _shown(value: object) -> str:
    """A value as it is compared and told: yes and no as YAML's words, lists with commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_shown, value))
    return "" if value is None else canonical(str(value))


def _singular(kind: str) -> str:
    from ruleck.facts.builtin import builtin_vocabulary

    found = builtin_vocabulary().kind(kind)
    return found.name if found is not None else kind
