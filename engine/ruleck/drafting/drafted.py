"""What a draft is: facts as plain values, each with its place in the story and how sure its pattern is.

Three words say how sure: `sure` where the form leaves no other reading, `likely` where it usually holds, `check` where
something is `?` or rests on a guess at what the story means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from ruleck.drafting.text import Text

Confidence = Literal["sure", "likely", "check"]
LEVELS: tuple[Confidence, ...] = ("sure", "likely", "check")
NOT_KNOWN = "?"


@dataclass(slots=True)
class Drafted:
    """One fact: its fields, how sure its pattern is, and why, for the comment beside it. `at` is its place."""

    fields: dict[str, Any]
    confidence: Confidence
    why: str
    at: int


@dataclass(slots=True)
class Draft:
    """The facts of a story by the plural of their kind, in the order of the story."""

    story: Text
    article: dict[str, Any]
    facts: dict[str, list[Drafted]] = field(default_factory=dict)
    _by_id: dict[str, dict[str, Drafted]] = field(default_factory=dict, repr=False)

    @property
    def all(self) -> list[tuple[str, Drafted]]:
        """Every fact with its kind."""
        return [(kind, fact) for kind, facts in self.facts.items() for fact in facts]

    def by_id(self, kind: str) -> dict[str, Drafted]:
        """The facts of a kind that have an id, by it."""
        known = self._by_id.get(kind)
        if known is None:
            known = {f.fields["id"]: f for f in self.facts.get(kind, []) if "id" in f.fields}
            self._by_id[kind] = known
        return known

    def document(self) -> dict[str, Any]:
        """The plain value of a facts document."""
        return {"article": self.article, **{kind: [f.fields for f in facts] for kind, facts in self.facts.items()}}
