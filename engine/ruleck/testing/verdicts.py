"""What rules say of one document, as assertions; and how far it is from saying something else."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ruleck import library
from ruleck.diagnostics import Diagnostic
from ruleck.evaluate.finding import Finding
from ruleck.explain.account import subject_noun, told
from ruleck.explain.trace import trace
from ruleck.facts.load import Settings, read_mapping
from ruleck.generate.aim import Wanted
from ruleck.generate.search import Subject
from ruleck.library import Document, Report, Rules
from ruleck.meaning import program as p
from ruleck.reports.checked import Asked, Checked
from ruleck.reports.diagnostics import mistake_text
from ruleck.reports.snippet import plain
from ruleck.reports.text import TextForm
from ruleck.values.text import nearest

# Compiled rules, or their text.
SomeRules: TypeAlias = Rules | str
Verdict: TypeAlias = Literal["holds", "violated", "undecided"]
WANTED: dict[Verdict, Wanted] = {"holds": "accepts", "violated": "rejects", "undecided": "leaves undecided"}


class Unreached(ValueError):  # noqa: N818 - a fact about the rules, not a failure of ours
    """No document was met on which rules come out as asked for: perhaps there is none."""


def compiled(rules: SomeRules) -> Rules:
    """Rules, also from their text; raises `ruleck.Mistakes` where it is mistaken."""
    if isinstance(rules, Rules):
        return rules
    if not isinstance(rules, str) or rules.strip().endswith(".ruleck"):
        raise TypeError(f"{rules!r} is neither compiled rules nor the text of some; `ruleck.load(…)` reads files")
    return library.compile(rules)


def chosen(rules: Rules, rule: str | None) -> tuple[p.Rule, ...]:
    """All rules, or the one that is named; raises `ValueError` for a name that no rule has."""
    if rule is None:
        return rules.program.rules
    found = tuple(one for one in rules.program.rules if one.id == rule)
    if not found:
        near = nearest(str(rule), rules.ids)
        raise ValueError(f"there is no rule `{rule}`" + (f"; did you mean `{near[0]}`?" if near else ""))
    return found


# ------------------------------------------------------------------ assertions


def assert_holds(rules: SomeRules, document: Document, *, rule: str | None = None) -> None:
    """Fail unless nothing in the document breaks a rule or leaves it undecided; the findings are the failure's text.

    A check that only lacks a fact counts as undecided, as it does for `Report.undecided`. A rule that no fact falls
    under holds. `rule` picks one of the rules by its id.

    >>> assert_holds("quotes must name a speaker", {"quotes": [{"text": "a", "speaker": "Maria Lopez"}]})
    """
    report = _checked(rules, document, rule)
    if report.findings:
        raise AssertionError(_told(report.findings))


def assert_violated(rules: SomeRules, document: Document, *, rule: str | None = None) -> tuple[Finding, ...]:
    """Fail unless the document surely violates each rule; gives the findings that show it.

    >>> assert_violated("quotes must name a speaker", {"quotes": [{"text": "a"}]})[0].message
    'quote "a" names no speaker'
    """
    return _each(rules, document, rule, "violated")


def assert_undecided(rules: SomeRules, document: Document, *, rule: str | None = None) -> tuple[Finding, ...]:
    """Fail unless each rule is left undecided by the document, and not violated; gives the findings that show it.

    >>> assert_undecided("people's age must be at least 18", {"people": [{"name": "A", "age": "about 18"}]})[0].cause
    'uncertain'
    """
    return _each(rules, document, rule, "undecided")


def _each(rules: SomeRules, document: Document, rule: str | None, verdict: Verdict) -> tuple[Finding, ...]:
    some = compiled(rules)
    report = _checked(some, document, rule)
    for one in chosen(some, rule):
        found = [finding for finding in report.findings if finding.rule == one.id]
        verdicts = {finding.verdict for finding in found}
        if verdict not in verdicts or (verdict == "undecided" and "violated" in verdicts):
            said = f"`{one.id}` is not {verdict}"
            raise AssertionError(f"{said}:\n\n{_told(found)}" if found else f"{said}: {_account(one, some, document)}")
    return tuple(finding for finding in report.findings if finding.verdict == verdict)


def _account(rule: p.Rule, rules: Rules, document: Document) -> str:
    """What a rule says of each fact of a document in which it finds nothing."""
    story, _ = read_mapping(document, rules.program.vocabulary, Settings(approximation=rules.approximation))
    accounts = trace(rule, (story,)) if story is not None else []
    rows = [f"{account.verdict}: {told(account)}" for account in accounts]
    return "\n".join(rows) if rows else f"no {subject_noun(rule)} falls under it"


def _checked(rules: SomeRules, document: Document, rule: str | None) -> Report:
    some = compiled(rules)
    names = {one.id for one in chosen(some, rule)}
    report = some.check(document)
    if report.mistakes:
        raise AssertionError("the document is mistaken:\n\n" + "\n".join(map(_mistake, report.mistakes)))
    return Report(tuple(finding for finding in report.findings if finding.rule in names))


def _mistake(mistake: Diagnostic) -> str:
    return mistake_text(mistake, plain)


def _told(findings: tuple[Finding, ...] | list[Finding]) -> str:
    """Findings as the report tells them."""
    asked = Asked(undecided="fail")  # all of them listed
    return TextForm(asked).document(Checked("", findings[0].focus.story, tuple(findings))).rstrip()


# ------------------------------------------------------------------ distance


def distance(rules: SomeRules, document: Document, *, rule: str | None = None, to: Verdict = "violated") -> float:
    """How far a document is from a verdict of all rules: 0 where it is reached, more the more there is to change.

    For `hypothesis.target(-distance(rules, document))`, which makes a search climb to what random documents do not
    meet; no unit. To *hold* a rule must apply to a fact. A check that only lacks a fact is near undecided, not there.
    Raises `ValueError` for a document that is mistaken. Source of the idea: B. Korel, Automated Software Test Data
    Generation (1990).

    >>> rule = "polls' sample must be at least 500"
    >>> distance(rule, {"polls": [{"sample": 900}]}) > distance(rule, {"polls": [{"sample": 502}]}) > 0
    True
    >>> distance(rule, {"polls": [{"sample": 499}]})
    0.0
    """
    some = compiled(rules)
    if to not in WANTED:
        raise ValueError(f"`{to}` is no verdict: it is one of {', '.join(WANTED)}")
    settings = Settings(approximation=some.approximation)
    story, mistakes = read_mapping(document, some.program.vocabulary, settings)
    if story is None:
        raise ValueError(mistakes[0].message)
    return float(
        sum(Subject(one, some.program.vocabulary).aim.at((story,)).far(WANTED[to]) for one in chosen(some, rule))
    )
