"""The ledger of a run: which of its findings somebody accepts, and what is to be said of the waivers.

    findings of a document ──▶ accepted by a waiver beside the fact, in the waivers file, or by the baseline ──▶ waived
                           └─▶ the others, and what the document's own waivers are to be told ──▶ findings

What can be said only when all documents are done is said at the closing: of `across articles` rules, of the waivers
file and of the baseline.

Invariant: a finding is either given back or waived, never both, never neither; a waiver accepts findings of its own
rule only.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ruleck.evaluate.finding import Finding
from ruleck.evaluate.house import MISPLACED
from ruleck.facts.record import Place, Record, Story
from ruleck.facts.waiver import Waiver
from ruleck.meaning.program import Program
from ruleck.reports.checked import Waived, document_path, in_order
from ruleck.waivers.paths import document_key

if TYPE_CHECKING:
    from ruleck.waivers.baseline import Baseline
    from ruleck.waivers.filed import Filed
    from ruleck.waivers.upkeep import Upkeep

# The document, the fact and the rule of a waiver that stands beside its fact.
_Key = tuple[str, str, str]


def standing(path: str, locate: Callable[[str], Place | None] | None) -> Story:
    """What holds waivers, as a finding's focus needs it: a name, and where things stand in it."""
    return Story(path, Record("article", "", {}), {}, 0, locate=locate)


class Ledger:
    """One run's waivers.

    `today` gives the day that they are judged by, as an ordinal; it is asked only where a waiver has an end. `whole`
    tells a run by all of a project's rules: only there a waiver's rule may be called unknown. `everything` tells a run
    over all of its documents. Without `upkeep` nothing is said of waivers.
    """

    def __init__(
        self,
        program: Program,
        today: Callable[[], int],
        filed: Filed | None = None,
        baseline: Baseline | None = None,
        *,
        whole: bool = True,
        everything: bool = False,
        upkeep: bool = True,
    ) -> None:
        self._today = today
        self._filed = filed
        self._baseline = baseline
        self._program = program
        self._across = frozenset(rule.id for rule in program.rules if rule.across)
        self._tells = upkeep
        self._whole = whole
        self._everything = everything
        # What the waivers of the run have met: by each its documents.
        self._met: dict[Waiver, set[str]] = {}
        self._late: dict[_Key, list[Waiver]] = {}
        self._late_stories: dict[Waiver, Story] = {}
        # The documents that the file or the baseline names.
        self._awaited: set[str] = set()
        if filed is not None:
            self._awaited |= {document for waiver in filed.waivers if (document := filed.document(waiver)) is not None}
        if baseline is not None:
            self._awaited |= {entry.document for entry in baseline.counts}
        self._checked: set[str] = set()
        # Of each waiver on file the last word on its fact: none where it is there.
        self._absent: dict[Waiver, str | None] = {}

    @cached_property
    def _upkeep(self) -> Upkeep:
        from ruleck.waivers.upkeep import Upkeep

        known = [*(rule.id for rule in self._program.rules), MISPLACED.id]
        left_out = [rule.id for rule in self._program.left_out]
        return Upkeep(known, left_out, self._today, whole=self._whole)

    def document(self, story: Story, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
        """The findings of a document that stand, with those about its waivers; and the findings that are accepted."""
        if self._awaited and (document := document_key(story.path)) in self._awaited:
            self._checked.add(document)
            self._look_for(story, document)
        beside: dict[_Key, list[Waiver]] = {}
        now: list[Waiver] = []
        for waiver in story.waivers:
            late = waiver.rule in self._across
            shelf = self._late if late else beside
            shelf.setdefault((story.path, waiver.fact or "", waiver.rule), []).append(waiver)
            if late:
                self._late_stories[waiver] = standing(story.path, story.locate)
            else:
                now.append(waiver)
        kept, waived = self._divide(findings, beside)
        if not now or not self._tells:
            return kept, waived
        told = [
            finding
            for waiver in now
            for finding in self._upkeep.beside(waiver, story, len(self._met.pop(waiver, ())), findings)
        ]
        return in_order((*kept, *told)), waived

    def _look_for(self, story: Story, document: str) -> None:
        """Look whether the facts are there that the waivers file names in a document; one of its stories is enough."""
        if (filed := self._filed) is not None:
            for waiver in filed.waivers:
                if filed.document(waiver) == document and self._absent.get(waiver, "") is not None:
                    self._absent[waiver] = filed.absent(waiver, [story])

    def closing(self, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
        """The same for what `across articles` rules found, and what is to be said of the other waivers."""
        kept, waived = self._divide(findings, self._late)
        return (*kept, *self._last_words(findings)), waived

    def _divide(
        self, findings: Iterable[Finding], beside: dict[_Key, list[Waiver]]
    ) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
        kept: list[Finding] = []
        waived: list[Waived] = []
        for finding in findings:
            waiver = self._accepts(finding, beside)
            if waiver is None:
                kept.append(finding)
            else:
                waived.append(Waived(finding, waiver))
        return tuple(kept), tuple(waived)

    def _accepts(self, finding: Finding, beside: dict[_Key, list[Waiver]]) -> Waiver | None:
        """The waiver that accepts a finding: the first that has not expired, and those beside the fact come first."""
        document = document_path(finding.focus)
        found = None
        named = beside.get((document, finding.focus.pointer, finding.rule), ())
        filed = self._filed.of(finding) if self._filed is not None else ()
        for waiver in (*named, *filed):
            self._met.setdefault(waiver, set()).add(document)
            if found is None and (waiver.until is None or not waiver.expired(self._today())):
                found = waiver
        if found is None and self._baseline is not None and not self.names(finding):
            return self._baseline.accept(finding)
        return found

    def names(self, finding: Finding) -> bool:
        """Whether a waiver is for a finding, be it one that expired: what a person took on is for no baseline."""
        record = finding.focus
        beside = record.story.waivers if record.story is not None else ()
        return (
            any(waiver.rule == finding.rule and waiver.fact == record.pointer for waiver in beside)
            or (document_path(record), record.pointer, finding.rule) in self._late
            or (self._filed is not None and any(self._filed.of(finding)))
        )

    def _last_words(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        if not self._tells:
            return
        for waiver, story in self._late_stories.items():
            yield from self._upkeep.beside(waiver, story, len(self._met.get(waiver, ())), findings, across=True)
        checked = self._checked
        if self._everything:
            checked = checked | {document for document in self._awaited if not os.path.exists(document)}
        if (filed := self._filed) is not None:
            story = standing(filed.path, filed.locate)
            for waiver in filed.waivers:
                document = filed.document(waiver)
                # Of a document that was not checked nobody knows what is in it.
                seen = document in checked if document is not None else self._everything
                met, absent = self._met.get(waiver, set()), self._absent.get(waiver)
                yield from self._upkeep.filed(waiver, story, met, seen=seen, absent=absent)
        if (baseline := self._baseline) is not None:
            yield from self._upkeep.baseline(baseline, list(baseline.gone(checked, self._upkeep.known)))
