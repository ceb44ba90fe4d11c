"""What a trial gives, before any form is put on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ruleck.diagnostics import Diagnostic, Label
from ruleck.trial.coverage import Coverage

if TYPE_CHECKING:
    from ruleck.trial.mutants import Mutation

# `works` is a todo that is done: what it wants comes out.
Status = Literal["passed", "failed", "todo", "works"]


@dataclass(frozen=True, slots=True)
class Result:
    """One promise, and what came out.

    `name` tells it from the others of its rule: `rejects "a rise"`, `violated`; `at` is where it is made (none for one
    made in the call); `why` says, a sentence each, how it came about, where it failed; `fires` is whether it shows the
    rule violated.
    """

    status: Status
    kind: Literal["example", "document", "rule", "coverage"]
    rule: str | None
    name: str
    at: Label | None
    expected: str
    got: str
    why: tuple[str, ...] = ()
    fires: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """A whole trial.

    `rules` counts the rules that were tried, `untested` are those of them that no promise speaks of; `documents` counts
    the documents that promise something, `silent` those that promise nothing and were left out. `mutation` is what came
    of the rules' mutants, if the call asked for them; `mistakes` are those of rules, documents and the call.
    """

    results: tuple[Result, ...] = ()
    rules: int = 0
    documents: int = 0
    silent: int = 0
    untested: tuple[str, ...] = ()
    coverage: Coverage | None = None
    mutation: Mutation | None = None
    mistakes: tuple[Diagnostic, ...] = ()

    def count(self, status: Status) -> int:
        """How many results have a status."""
        return sum(result.status == status for result in self.results)

    @property
    def found(self) -> bool:
        """Whether anything is not as it should be: a promise, or a mutant that nobody notices."""
        return self.count("failed") > 0 or (self.mutation is not None and self.mutation.holes > 0)

    @property
    def mistaken(self) -> bool:
        """Whether anything was wrong with rules, documents or the call."""
        return any(mistake.severity == "error" for mistake in self.mistakes)
