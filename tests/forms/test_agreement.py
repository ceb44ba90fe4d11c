"""All forms tell the same of a run: as many findings, of the same rules, with the same verdicts, at the same places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace

import pytest

from ruleck.reports.checked import Asked, Checked, Closing
from ruleck.reports.forms import FORMS
from ruleck.reports.json import JsonForm
from tests.forms.readers import READERS, Found, read
from tests.forms.runs import checked, lay, reported

Parts = list[Checked | Closing]
TOLD = [Asked(verbose=True), Asked(undecided="fail"), Asked(undecided="fail", fail_on=None, quiet=True)]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    folder = tmp_path_factory.mktemp("stories")
    with chdir(folder):
        yield checked(lay(folder))


def told(form: str, parts: Parts, asked: Asked) -> Counter[Found]:
    found = read(form, reported(form, parts, asked))
    if form == "text":
        # Text points at the first of the facts, or at the value that is told of; it agrees on the file.
        return Counter(each._replace(line=0) for each in found.elements())
    return found


def expected(form: str, parts: Parts) -> Counter[Found]:
    """What the parts hold, not read from any report."""
    found: Counter[Found] = Counter()
    for part in parts:
        for finding in part.findings:
            story = finding.focus.story
            place = story.at(finding.focus.pointer) if story is not None else None
            assert place is not None
            line = 0 if form == "text" else place.source.position(place.span.start).line
            found[Found(finding.rule, finding.verdict, place.source.path, line)] += 1
    return found


def test_every_form_can_be_read_back() -> None:
    assert set(READERS) == set(FORMS)


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("asked", TOLD, ids=["verbose", "fail", "quiet"])
def test_a_form_tells_every_finding_with_its_verdict_and_place(parts: Parts, form: str, asked: Asked) -> None:
    wanted = expected(form, parts)
    assert {each.verdict for each in wanted} == {"violated", "undecided"}
    assert max(wanted.values()) == 1 if form != "text" else 2
    if form == "sarif" and asked.undecided == "fail":
        # What counts as a failure is of kind `fail`; the verdict is told beside it.
        wanted = Counter({replace_verdict(each): n for each, n in wanted.items()})
    assert told(form, parts, asked) == wanted


def replace_verdict(found: Found) -> Found:
    return found._replace(verdict="violated")


@pytest.mark.parametrize("form", sorted(set(READERS) - {"json", "jsonl", "html"}))
def test_what_is_for_people_leaves_out_what_was_not_asked_for(parts: Parts, form: str) -> None:
    brief, short = (
        told(form, parts, Asked()),
        told(form, parts, Asked(undecided="ignore")),
    )
    wanted = expected(form, parts)
    assert short == Counter({each: n for each, n in wanted.items() if each.verdict == "violated"})
    assert short.total() < brief.total() < wanted.total()


def test_the_page_has_all_but_what_is_to_be_ignored(parts: Parts) -> None:
    wanted = expected("html", parts)
    assert told("html", parts, Asked()) == wanted
    violated = Counter({each: n for each, n in wanted.items() if each.verdict == "violated"})
    assert told("html", parts, Asked(undecided="ignore")) == violated


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_is_for_programs_leaves_nothing_out(parts: Parts, form: str) -> None:
    assert told(form, parts, Asked(undecided="ignore")) == expected(form, parts)


def test_a_form_that_loses_a_finding_is_caught(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = JsonForm.document

    def losing(self: JsonForm, part: Checked) -> str:
        return whole(self, replace(part, findings=part.findings[1:]))

    monkeypatch.setattr(JsonForm, "document", losing)
    assert told("json", parts, Asked()) != expected("json", parts)
