"""Findings as SARIF 2.1.0, which code scanning and editors read.

An undecided finding is of kind `open` where something is not stated, and of kind `review` where what is stated leaves
it open; it is of kind `fail` where undecided cases count as failures (`--undecided fail`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.evaluate.house import HOUSE_CHECKS
from ruleck.facts.record import Place, Record
from ruleck.facts.waiver import Waiver
from ruleck.meaning.program import Rule
from ruleck.reports.brief import accepted, reason, rule_place, said
from ruleck.reports.checked import Asked, Checked, Closing, document_path, story_place
from ruleck.reports.fingerprint import fingerprint
from ruleck.reports.markdown_text import code, escaped
from ruleck.reports.place import fact_place, file_of, stretch
from ruleck.reports.sarif_log import LEVELS, Object, artifact, begin, dump, end, linked, location, message, shown
from ruleck.source import Span

_FINGERPRINT = "ruleckFinding/v1"  # a change of what it is made of makes it v2
_MOST_RELATED = 100  # more is not shown by anyone


class SarifForm:
    """A SARIF log with one run, a line for each result. What is kept are the names of files and the mistakes."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._begun = False
        program = asked.program
        self._shipped = program.shipped if program is not None else frozenset()
        self._rules = [self._rule(rule) for rule in program.rules] if program is not None else []
        self._index = {str(rule["id"]): number for number, rule in enumerate(self._rules)}
        self._files: dict[str, None] = {}
        self._mistakes: list[Diagnostic] = []

    def document(self, checked: Checked) -> str:
        """The results of one document."""
        self._mistakes += checked.mistakes
        if checked.story is not None:
            # Not by its place, which is found in a second reading.
            self._files[file_of(checked.path)] = None
        return self._results(checked)

    def closing(self, closing: Closing) -> str:
        """The results over all documents, and the rest of the log."""
        told = self._results(closing)
        files = [{"location": artifact(path), "roles": ["analysisTarget"]} for path in self._files if path]
        rest = end(
            self._rules,
            execution=self._mistakes,
            configuration=closing.mistakes,
            artifacts=files,
            partial=closing.partial,
        )
        return f"{told}{self._begin()}{rest}"

    def _begin(self) -> str:
        head, self._begun = ("" if self._begun else begin()), True
        return head

    def _results(self, part: Checked | Closing) -> str:
        results = [self._result(finding) for finding in part.findings if self._asked.lists(finding)]
        # What somebody accepts is all there, so that nothing is silenced without trace.
        results += [self._result(each.finding, each.waiver) for each in part.waived]
        pieces: list[str] = []
        for result in results:
            before = "," if self._begun else ""
            pieces.append(f"{self._begin()}{before}\n{dump(result)}")
        return "".join(pieces)

    def _result(self, finding: Finding, waiver: Waiver | None = None) -> Object:
        related = list(islice(self._related(finding), _MOST_RELATED))
        for number, each in enumerate(related, 1):
            each["id"] = number
        kind = self._kind(finding)
        text = message("\n".join(filter(None, [said(finding), reason(finding)])))["text"]
        if related:
            text += "\nsee also: " + ", ".join(linked(each["message"]["text"], each["id"]) for each in related)
        return {
            "ruleId": finding.rule,
            "ruleIndex": self._number(finding),
            "kind": kind,
            # What did not fail has no level (§3.27.10).
            "level": LEVELS[finding.severity] if kind == "fail" else "none",
            "message": {"text": text},
            "locations": [_fact(finding.focus)],
            "relatedLocations": related,
            "partialFingerprints": {_FINGERPRINT: fingerprint(finding)},
            "suppressions": [_suppression(waiver)] if waiver is not None else [],  # of all or of none (§3.27.23)
            "properties": {
                "verdict": finding.verdict,
                "cause": finding.cause,
                "missing": finding.missing,
                "values": dict(finding.values),
            },
        }

    def _kind(self, finding: Finding) -> str:
        if finding.verdict == "violated" or self._asked.terms(finding).undecided == "fail":
            return "fail"
        return "open" if finding.cause in ("missing", "open") else "review"

    def _number(self, finding: Finding) -> int:
        """The index of a finding's rule; a check that no rule file holds is listed when it is met."""
        if finding.rule not in self._index:
            self._index[finding.rule] = len(self._rules)
            house = HOUSE_CHECKS.get(finding.rule)
            why = finding.because or finding.rule
            self._rules.append(
                {
                    "id": finding.rule,
                    "shortDescription": {"text": house.summary if house is not None else why},
                    "fullDescription": {"text": why},
                    "help": {"text": why},
                    "defaultConfiguration": {"level": LEVELS[finding.severity]},
                    "properties": {"tags": list(finding.tags)},
                }
            )
        return self._index[finding.rule]

    def _related(self, finding: Finding) -> Iterator[Object]:
        """The other facts that show a finding, where they stand in the story, and the rule."""
        facts = [finding.focus, *(fact for fact in finding.facts if fact is not finding.focus)]
        for fact in facts[1:]:
            yield _fact(fact) | {"message": {"text": fact.kind.replace("_", " ")}}
        for fact in facts:
            place = _in_story(finding, fact)
            if place is not None:
                yield shown(place) | {"message": {"text": "the story"}}
        if finding.rule_at is not None and finding.rule not in self._shipped:
            at = stretch(finding.rule_at.source, finding.rule_at.span)
            if at.in_file:
                yield location(at) | {"message": {"text": "the rule"}}

    def _rule(self, rule: Rule) -> Object:
        """What is known of a rule (§3.49)."""
        why = "".join(part if isinstance(part, str) else f"{{{part.written}}}" for part in rule.because)
        place = rule_place(rule.place)
        plain = [rule.sentence, f"understood as: {rule.reading}"]
        plain += [f"because {why}"] if why else []
        plain += [f"see {see}" for see in rule.see]
        marked = [code(rule.sentence), f"Understood as: {escaped(rule.reading)}"]
        marked += [f"Because {escaped(why)}"] if why else []
        marked += [f"See {escaped(see)}" for see in rule.see]
        told: Object = {
            "id": rule.id,
            "shortDescription": {"text": rule.summary or rule.sentence},
            "fullDescription": {"text": rule.sentence},
            "help": {
                "text": "\n".join([*plain, f"rule: {place}"]),
                "markdown": "\n\n".join([*marked, f"Rule: {code(place)}"]),
            },
            "defaultConfiguration": {"level": LEVELS[rule.severity]},
            "properties": {"tags": list(rule.tags)},
        }
        pages = [see for see in rule.see if see.startswith(("https://", "http://"))]
        return told | ({"helpUri": pages[0]} if pages else {})


def _fact(record: Record) -> Object:
    """Where a fact stands: in the file, and in the document by its JSON Pointer (§3.33)."""
    place = fact_place(record)
    path = document_path(record)
    found: Object = shown(place) if place is not None else {}
    if place is None and path:
        found = {"physicalLocation": {"artifactLocation": artifact(path)}}
    return found | {"logicalLocations": [{"fullyQualifiedName": record.pointer, "kind": "object"}]}


def _suppression(waiver: Waiver) -> Object:
    """Why a result is not to be acted on (§3.35): beside the fact is in the source, any other place is outside it."""
    told: Object = {
        "kind": "inSource" if waiver.origin == "fact" else "external",
        "status": "accepted",
        "justification": accepted(waiver),
    }
    return told | ({"location": shown(waiver.at)} if waiver.at is not None else {})


def _in_story(finding: Finding, fact: Record) -> Place | None:
    """Where a fact stands in the story's text; where the facts file holds that text, its words there."""
    story, place = fact.story, story_place(finding, fact)
    if story is None or place is None or not place.source.path.startswith(f"{story.path}#"):
        return place
    body = story.at(f"{story.article.pointer}/body")
    return _written(place, body) if body is not None else None


def _written(place: Place, body: Place) -> Place:
    """Where words of a text stand in what was written for it; all of that where it is written in other signs.

    Line breaks and indents may differ. The words are the same ones by their number among those that are alike, and only
    where there are as many of them in both.
    """
    text, written = place.source.text, body.source.text[body.span.start : body.span.end]
    marked = text[place.span.start : place.span.end]
    if not marked.strip():
        return body
    alike = re.compile(r"\s+".join(map(re.escape, marked.split())))
    before = [found.start() for found in alike.finditer(text)]
    there = [found.span() for found in alike.finditer(written)]
    start = place.span.start + len(marked) - len(marked.lstrip())
    if len(before) != len(there) or start not in before:
        return body
    first, last = there[before.index(start)]
    return Place(body.source, Span(body.span.start + first, body.span.start + last))
