"""Which rules a run goes by, how grave they are, and what holds for articles of one status.

A name of a selection is that of a rule, of a tag or of a pack, with `*`, `?` and `[…]` for other letters. What is
ignored is left out whatever is selected. Of several severities that of the nearest name counts: the rule's own, then a
pattern of names, a tag, a pack; of two alike the later one. The command line comes before the article's status, that
before the other settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import PurePath
from typing import Any

from ruleck.configuration import Project
from ruleck.diagnostics import Diagnostic, Severity
from ruleck.evaluate.finding import Finding, Terms
from ruleck.evaluate.house import HOUSE_CHECKS
from ruleck.meaning.program import Program, Rule
from ruleck.reports.checked import Waived
from ruleck.settings import ByStatus, Configuration, option_of
from ruleck.values.text import nearest

_NOTHING = ByStatus()
_SIGNS = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Named:
    """What a rule, or a check that no rule file holds, is known by. `pack` is empty for a sentence and for a check."""

    id: str
    tags: tuple[str, ...] = ()
    pack: str = ""

    def likeness(self, name: str) -> int:
        """How near a name of a selection comes to this: 0 not at all, then by pack, by tag, by pattern, by id.

        >>> rule = Named("quotes-name-a-speaker", ("attribution",), "house")
        >>> [rule.likeness(n) for n in ("speakers", "house", "attr*", "QUOTES-*", "quotes-name-a-speaker")]
        [0, 1, 2, 3, 4]
        """
        pattern = name.casefold()
        if pattern == self.id.casefold():
            return 4
        if fnmatchcase(self.id.casefold(), pattern):
            return 3
        if any(fnmatchcase(tag.casefold(), pattern) for tag in self.tags):
            return 2
        return int(bool(self.pack) and fnmatchcase(self.pack.casefold(), pattern))

    def among(self, names: Iterable[str]) -> bool:
        """Whether any of the names is one of this."""
        return any(self.likeness(name) for name in names)

    def level(self, levels: Mapping[str, Severity]) -> Severity | None:
        """The severity that the nearest of the names gives; none where none comes near."""
        best, found = 0, None
        for name, level in levels.items():
            if (near := self.likeness(name)) and near >= best:
                best, found = near, level
        return found


def pack_of(path: str) -> str:
    """The pack of a rule file: its name without the ending.

    >>> pack_of("rules/house.ruleck"), pack_of("-e")
    ('house', '')
    """
    return PurePath(path).stem if path.endswith(".ruleck") else ""


def named(rule: Rule) -> Named:
    """What a rule is known by."""
    return Named(rule.id, rule.tags, pack_of(rule.place.source.path))


HOUSE = tuple(Named(check.id, check.tags) for check in HOUSE_CHECKS.values())


def select(program: Program, project: Project, *, whole: bool) -> tuple[Program, list[Diagnostic]]:
    """The program with the rules that are wanted, as grave as they are wanted.

    A name that matches nothing is a mistake; one of the settings' only where the run goes by the `whole` of the
    project's rules, since it may mean another rule of theirs.
    """
    names = [*map(named, program.rules), *HOUSE]
    mistakes = list(_unmatched(project, names, whole=whole))
    if mistakes:
        return program, mistakes
    policy = Policy(project, names)
    graver = [replace(rule, severity=policy.level(rule.id) or rule.severity) for rule in program.rules]
    kept = tuple(rule for rule in graver if policy.wants(rule.id))
    left_out = tuple(rule for rule in graver if not policy.wants(rule.id))
    if left_out and not kept and not (project.configuration.select and any(policy.wants(each.id) for each in HOUSE)):
        note = "`ruleck rules` lists what there is to choose from"
        message = "every rule is left out: there is nothing to check by"
        mistakes.append(Diagnostic("nothing-selected", message, (), (note,)))
    return replace(program, rules=kept, left_out=left_out), mistakes


class Policy:
    """What the settings of a project make of rules and of findings.

    `names` are the rules of a run; findings are told the terms of their article where those are not the `usual` ones.
    """

    def __init__(self, project: Project, names: Iterable[Named], usual: Terms | None = None) -> None:
        self._named = {each.id: each for each in names}
        self._configuration = project.configuration
        self._given = project.given
        self.statuses = bool(project.configuration.status)
        self._decided = cache(self._decide)
        self._terms = cache(lambda status: terms if (terms := terms_of(project, status)) != usual else None)

    def wants(self, rule: str, status: str | None = None) -> bool:
        """Whether articles of a status are checked by a rule."""
        return self._decided(rule, status)[0]

    def level(self, rule: str, status: str | None = None) -> Severity | None:
        """The severity of a rule for articles of a status, where settings give it one."""
        return self._decided(rule, status)[1]

    def apply(
        self, findings: Iterable[Finding], waived: Iterable[Waived], status: Callable[[Finding], str | None]
    ) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
        """Findings as grave as the settings want them, with the terms of their article; some are not wanted.

        `status` tells what a finding's article says of itself. Applying it once more changes nothing.
        """
        judged = ((accepted, self._judged(accepted.finding, status(accepted.finding))) for accepted in waived)
        return (
            tuple(found for finding in findings if (found := self._judged(finding, status(finding))) is not None),
            tuple(replace(accepted, finding=found) for accepted, found in judged if found is not None),
        )

    def _judged(self, finding: Finding, status: str | None) -> Finding | None:
        wanted, level = self._decided(finding.rule, status)
        if not wanted:
            return None
        return replace(finding, severity=level or finding.severity, terms=self._terms(status))

    def _decide(self, rule: str, status: str | None) -> tuple[bool, Severity | None]:
        name = self._named.get(rule) or Named(rule)
        base, more = self._configuration, _by_status(self._configuration, status)
        wanted = not base.select or name.among(base.select)
        wanted = wanted and not name.among(base.ignore)
        if "select" not in self._given:
            wanted = wanted and (not more.select or name.among(more.select)) and not name.among(more.ignore)
        layers = (self._given.get("severity", {}), more.severity, base.severity)
        return wanted, next((level for layer in layers if (level := name.level(layer))), None)



def terms_of(project: Project, status: str | None = None) -> Terms:
    """What the settings say is done with findings in articles of a status."""
    base, given = project.configuration, project.given
    more = _by_status(base, status)
    fail_on = base.fail_on if "fail_on" in given else more.fail_on or base.fail_on
    undecided = base.undecided if "undecided" in given else more.undecided or base.undecided
    return Terms(None if fail_on == "never" else fail_on, undecided)


def _by_status(configuration: Configuration, status: str | None) -> ByStatus:
    return configuration.status.get(status, _NOTHING) if status is not None else _NOTHING


# ------------------------------------------------------------------ names that match nothing


def _unmatched(project: Project, names: Sequence[Named], *, whole: bool) -> Iterator[Diagnostic]:
    known = [each.id for each in names]
    known += sorted({tag for each in names for tag in each.tags} | {each.pack for each in names if each.pack})

    seen: set[str] = set()

    def told(name: str, where: str, *at: str | int) -> Iterator[Diagnostic]:
        if name in seen or any(each.likeness(name) for each in names):
            return
        seen.add(name)
        near = nearest(name, known)
        word = "no rule, tag or pack matches" if _SIGNS & set(name) else "there is no rule, tag or pack"
        note = f"did you mean `{near[0]}`?" if near else "`ruleck rules` lists what there is"
        label = project.place(*at) if at else None
        yield Diagnostic("no-such-rule", f"{word} `{name}`, which {where} names", (label,) if label else (), (note,))

    given = project.given
    for setting in ("select", "ignore", "severity"):
        for name in given.get(setting, ()):
            yield from told(name, f"`{option_of(setting)}`")
    if not whole:
        return
    for at in _named_in_file(project):
        where = ".".join(str(part) for part in at[:-1])
        yield from told(_at(project, at), f"`{where}`", *at)


def _named_in_file(project: Project) -> Iterator[tuple[str | int, ...]]:
    """Where the settings' file names rules: an item of a list, or a key of a table, by the way to it."""
    base, given = project.configuration, project.given
    tables: list[tuple[tuple[str, ...], Any]] = [((), base)]
    tables += [(("status", status), more) for status, more in base.status.items()]
    for way, table in tables:
        for setting in ("select", "ignore") if "select" not in given else ():
            yield from ((*way, setting, index) for index in range(len(getattr(table, setting))))
        yield from ((*way, "severity", name) for name in table.severity)


def _at(project: Project, way: tuple[str | int, ...]) -> str:
    """The name that stands there."""
    found: Any = project.configuration
    for step in way[:-1]:
        found = found[step] if isinstance(found, dict) else getattr(found, str(step))
    return str(found[way[-1]] if isinstance(way[-1], int) else way[-1])
