"""What a run is made of: the project that paths belong to, the rules that hold there, the documents that are its own.

Nothing is checked here, and no document is opened.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ruleck import files
from ruleck.configuration import Project, Projects, find_project
from ruleck.diagnostics import Diagnostic
from ruleck.exclusion import Exclusion
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.vocabulary import Vocabulary
from ruleck.meaning.compile import compile_files
from ruleck.meaning.program import Program
from ruleck.resources import folder
from ruleck.selection import pack_of, select
from ruleck.source import Source
from ruleck.values.text import nearest

# ------------------------------------------------------------------ rules


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """Rules as text. `shipped` are the paths of those that come with the package."""

    sources: tuple[Source, ...]
    shipped: frozenset[str] = frozenset()


def gather_rules(
    paths: Sequence[str], sentences: Sequence[str], project: Project
) -> tuple[RuleTexts, list[Diagnostic]]:
    """The rules of a run: those named and the sentences; else those configured, or in rules/, or the packs."""
    # One text, a line for each: the line of a mistake tells which sentence it is in.
    spoken = [Source("-e", "\n".join(sentence.strip() for sentence in sentences))] if sentences else []
    if spoken and not paths and not {"rules", "packs"} & project.given.keys():
        return RuleTexts(tuple(spoken)), []
    wanted = list(paths) or _project_rules(project)
    # Who names rules means no others, but for packs that are named with them.
    own = paths or "rules" in project.given
    named = () if own and "packs" not in project.given else project.configuration.packs
    packs, mistakes = _packs(project, named or (("*",) if not wanted and not spoken else ()))
    shipped: list[Source] = []
    sources: list[Source] = []
    for path in packs:
        source, more = files.read_text(path, f"ruleck/rules/{Path(path).name}")
        mistakes += more
        shipped += [source] if source is not None else []
    for path in files.find(wanted, files.RULES, left_out_of(project)):
        source, more = files.read_text(path)
        # A file that no folder yielded is named itself.
        mistakes += project.blame(more, "rules", wanted.index(path)) if path in wanted and not paths else more
        sources += [source] if source is not None else []
    return RuleTexts((*shipped, *sources, *spoken), frozenset(source.path for source in shipped)), mistakes


def _packs(project: Project, names: tuple[str, ...]) -> tuple[list[str], list[Diagnostic]]:
    """The files of packs that ship with ruleck."""
    there = {pack_of(path): path for path in files.find([str(folder("rules"))], files.RULES)}
    mistakes: list[Diagnostic] = []
    found: dict[str, None] = {}
    for index, name in enumerate(names):
        matched = [path for pack, path in there.items() if fnmatchcase(pack, name.casefold())]
        found.update(dict.fromkeys(matched))
        if not matched:
            near = nearest(name, there)
            note = f"did you mean `{near[0]}`?" if near else f"the packs are {', '.join(f'`{n}`' for n in there)}"
            place = project.place("packs", index) if "packs" not in project.given else None
            labels = (place,) if place is not None else ()
            mistakes.append(Diagnostic("no-such-pack", f"`{name}` is no pack that ships with ruleck", labels, (note,)))
    return list(found), mistakes


def others_of(texts: RuleTexts, project: Project) -> tuple[Source, ...]:
    """The project's rule files beside those gathered; what cannot be read of them is left out."""
    known = {os.path.realpath(source.path) for source in texts.sources}
    paths = [path for path in files.find(_project_rules(project), files.RULES) if os.path.realpath(path) not in known]
    found = (files.read_text(path)[0] for path in paths)
    return tuple(source for source in found if source is not None)


def compile_rules(texts: RuleTexts, vocabulary: Vocabulary) -> tuple[Program, list[Diagnostic]]:
    """The program that rule texts make."""
    return compile_files(list(texts.sources), vocabulary, read_used, texts.shipped)


def rules_of(paths: Sequence[str], sentences: Sequence[str], project: Project) -> tuple[Program, list[Diagnostic]]:
    """The rules of a run in a project, those that are wanted of them and as grave as they are wanted."""
    texts, mistakes = gather_rules(paths, sentences, project)
    program, found = compile_rules(texts, builtin_vocabulary())
    mistakes += found
    if not any(mistake.severity == "error" for mistake in mistakes):
        program, found = select(program, project, whole=not paths and by_whole(project, sentences))
        mistakes += found
    return program, mistakes


def read_used(name: str, user: Source) -> Source | str:
    """A file that a rule file names: from that file's folder, and inside its project's root only."""
    place = Path(os.path.dirname(user.path) or ".")
    root = (find_project(place)[0].root or place).resolve()
    path = os.path.normpath(place / name)
    if not Path(path).resolve().is_relative_to(root):
        return f"lies outside the project's folder, `{root.name}`"
    source, mistakes = files.read_text(path)
    return source if source is not None else mistakes[0].message.removeprefix(f"`{path}` ")


def _project_rules(project: Project) -> list[str]:
    if "rules" in project.given:
        return list(project.configuration.rules)
    if project.root is None:
        return []
    configured = [files.shown(project.root / path) for path in project.configuration.rules]
    return configured or [files.shown(path) for path in [project.root / "rules"] if path.is_dir()]


def by_whole(project: Project, sentences: Sequence[str]) -> bool:
    """Whether a run goes by all of the project's rules, so that a name of none of them is a mistake."""
    return not sentences and not {"rules", "packs"} & project.given.keys()


# ------------------------------------------------------------------ projects


def project_of(paths: Sequence[str], projects: Projects | None = None) -> tuple[Project, list[Diagnostic]]:
    """The project that paths belong to: that of the folder which holds them all."""
    projects = projects or Projects()
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in paths if path != files.STANDARD_INPUT]
    absolute = [os.path.realpath(path or ".") for path in folders] or [os.getcwd()]
    try:
        common = os.path.commonpath(absolute)
    except ValueError:  # on different drives
        common = absolute[0]
    return projects.of(common), projects.mistakes


def by_project(paths: Sequence[str], projects: Projects) -> list[tuple[Project, list[str]]]:
    """The documents that paths stand for, in order, those of one project together.

    A document belongs to the project of its folder, whatever it was named by; what `exclude` says there is left out.
    """
    excluding: dict[int, files.LeftOut | None] = {}

    def left_out(path: str, is_folder: bool) -> bool:
        project = projects.of(os.path.dirname(path) or ".")
        if id(project) not in excluding:
            excluding[id(project)] = left_out_of(project)
        test = excluding[id(project)]
        return test is not None and test(path, is_folder)

    found: dict[int, tuple[Project, list[str]]] = {}
    for path in files.find(paths, files.DOCUMENTS, left_out):
        standard = path == files.STANDARD_INPUT
        project = projects.of("." if standard else os.path.dirname(path) or ".")
        if not standard and project.configuration.force_exclude and left_out(path, False):
            continue
        found.setdefault(id(project), (project, []))[1].append(path)
    return list(found.values()) or [(project_of(paths, projects)[0], [])]


def left_out_of(project: Project) -> files.LeftOut | None:
    """What `exclude` says of files and folders; none where it says nothing."""
    patterns = project.configuration.exclude
    if not patterns:
        return None
    exclusion = Exclusion(patterns)
    base = project.root if project.root is not None and "exclude" not in project.given else Path.cwd()

    def left_out(path: str, is_folder: bool) -> bool:
        there = os.path.relpath(os.path.realpath(path), os.path.realpath(base))
        # What lies outside the folder is none of its patterns' business.
        return not there.startswith(os.pardir) and exclusion.excludes(Path(there).as_posix(), folder=is_folder)

    return left_out
