"""What the reference says of a rule and its stories.

A finding is a *choice*: where the definition leaves open which facts an undecided finding or a tie shows, a set of fact
sets, of which the engine has to give one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.reference.ranges import Truth, settled
from tests.reference.story import Fact

Facts: TypeAlias = "frozenset[str]"


@dataclass
class Answer:
    """What a rule says of a story.

    `violated` and `undecided` are choices: each finding is to show one of the fact sets of its choice. `permitted` are
    the fact sets that further undecided findings may show, `must_show` those of which a fact has to be in a finding.
    `loose` says that only the overall verdict is fixed; `open_as` is what an adverb makes of pairs that are undecided.
    """

    violated: list[frozenset[Facts]] = field(default_factory=list)
    undecided: list[frozenset[Facts]] = field(default_factory=list)
    permitted: set[Facts] = field(default_factory=set)
    must_show: list[Facts] = field(default_factory=list)
    loose: bool = False
    open_as: str = "undecided"

    @property
    def verdict(self) -> str:
        if self.violated or (self.must_show and self.open_as == "violated"):
            return "violated"
        return "undecided" if self.undecided or self.must_show else "holds"

    def add(self, t: Truth, choice: Iterable[Facts], adverb: str = "") -> None:
        t = settled(t, adverb)
        if t is False:
            self.violated.append(frozenset(choice))
        elif t is not True:
            self.undecided.append(frozenset(choice))


def facts(*of: Fact) -> Facts:
    return frozenset(where(f) for f in of)


def where(fact: Fact) -> str:
    assert fact.story is not None
    name = fact.story.article.values.get("id")
    return f"{name}#{fact.pointer}" if isinstance(name, str) else fact.pointer
