"""What holds of all waivers: none hides a finding of another rule or fact, and what is found is only moved."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ruleck.evaluate.finding import Finding
from ruleck.evaluate.house import HOUSE_CHECKS
from ruleck.evaluate.run import Checks
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.load import read_mapping
from ruleck.meaning.compile import compile_files
from ruleck.pipeline import Run
from ruleck.reports.checked import Waived
from ruleck.source import Source
from ruleck.waivers.ledger import Ledger
from tests.command.running import FACTS, lay, ruleck_here

RULES = """\
quotes must name a speaker
quotes' said_on must be before 2017-12-10
for each text, quotes must be unique by said_on
across articles, estimates must decrease over time
the article must have a byline
"""
PROGRAM, _ = compile_files([Source("r.ruleck", RULES)], builtin_vocabulary(), lambda name, user: "is not there")
IDS = [rule.id for rule in PROGRAM.rules]
TODAY = date(2026, 11, 26)

WAIVER = st.fixed_dictionaries(
    {"rule": st.sampled_from([*IDS, "quotes-*", "no-such-rule", "waiver-unused"]), "reason": st.just("so it is")},
    optional={"until": st.sampled_from(["2026-11-26", "2026-11-25", "2026-12", "soon", "2030-01-01"])},
)
WAIVED = st.lists(WAIVER, max_size=2)
QUOTE = st.fixed_dictionaries(
    {"text": st.sampled_from("ab")},
    optional={
        "speaker": st.just("Ada"),
        "said_on": st.sampled_from(["2017-12-01", "2017-12", "2017-12-24"]),
        "waived": WAIVED,
    },
)
ESTIMATE = st.fixed_dictionaries(
    {"subject": st.just("x"), "value": st.integers(1, 3), "as_of": st.sampled_from(["2017-12-01", "2017-12-02"])},
    optional={"waived": WAIVED},
)
STORY = st.fixed_dictionaries(
    {"article": st.fixed_dictionaries({}, optional={"waived": WAIVED})},
    optional={"quotes": st.lists(QUOTE, max_size=3), "estimates": st.lists(ESTIMATE, max_size=2)},
)
Story = dict[str, object]


def found(stories: list[Story], *, waiving: bool) -> tuple[list[Finding], list[Waived], Counter[str]]:
    """The findings that stand, those that are waived, and the figures of the run."""
    run = Run(
        PROGRAM,
        Checks(PROGRAM),
        excerpts=True,
        ledger=Ledger(PROGRAM, TODAY.toordinal) if waiving else None,
    )
    findings: list[Finding] = []
    waived: list[Waived] = []
    for number, each in enumerate(stories):
        story, mistakes = read_mapping(each, PROGRAM.vocabulary, path=f"{number}.facts.json")
        assert story is not None, mistakes
        checked = run.check(story.path, story)
        findings += checked.findings
        waived += checked.waived
    closing = run.close()
    summary = closing.summary
    figures = Counter(
        found=summary.violated + summary.undecided + summary.missing, waived=summary.waived, all=summary.facts
    )
    return [*findings, *closing.findings], [*waived, *closing.waived], figures


def key(finding: Finding) -> tuple[str, str, str, str]:
    story = finding.focus.story
    return (finding.rule, story.path if story else "", finding.focus.pointer, finding.message)


@given(st.lists(STORY, min_size=1, max_size=3))
def test_nothing_is_lost_and_nothing_is_added_but_what_is_said_of_waivers(stories: list[Story]) -> None:
    before, _, _ = found(stories, waiving=False)
    after, waived, figures = found(stories, waiving=True)
    of_waivers = [finding for finding in after if finding.rule in HOUSE_CHECKS]
    moved = [key(each.finding) for each in waived]
    assert Counter(map(key, before)) == Counter([*moved, *(key(f) for f in after if f.rule not in HOUSE_CHECKS)])
    assert figures["waived"] == len(waived)
    assert figures["found"] + figures["waived"] - len(of_waivers) == len(before)


@given(st.lists(STORY, min_size=1, max_size=3))
def test_a_waiver_accepts_findings_of_its_rule_at_its_fact_while_it_holds(stories: list[Story]) -> None:
    _, waived, _ = found(stories, waiving=True)
    for each in waived:
        assert each.waiver.rule == each.finding.rule
        assert each.waiver.fact == each.finding.focus.pointer
        assert not each.waiver.expired(TODAY.toordinal())


@given(st.lists(STORY, min_size=1, max_size=3))
def test_each_waiver_accepts_something_or_is_told(stories: list[Story]) -> None:
    after, waived, _ = found(stories, waiving=True)
    told = {key(f)[1:3] for f in after if f.rule in HOUSE_CHECKS}
    used = {(e.finding.focus.story.path, e.waiver.pointer) for e in waived if e.finding.focus.story is not None}
    for number, each in enumerate(stories):
        story, _ = read_mapping(each, PROGRAM.vocabulary, path=f"{number}.facts.json")
        assert story is not None
        for waiver in story.waivers:
            # Of two that say the same the first one is used, and the second one has met its finding.
            alike = any(
                (story.path, other.pointer) in used and (other.rule, other.fact) == (waiver.rule, waiver.fact)
                for other in story.waivers
            )
            assert alike or (story.path, waiver.pointer) in told


def test_several_processes_find_what_one_does(tmp_path: Path) -> None:
    waiver = "{rule: quotes-must-name-a-speaker, reason: x, until: 2026-12-31}"
    files = {f"{n}.facts.yaml": FACTS + f"  - {{text: '{n}', waived: {waiver}}}\n" for n in range(5)}
    files |= {"b.facts.yaml": f"quotes: [{{text: b, speaker: A, waived: {waiver}}}]\n"}
    settings = 'baseline = "known.txt"\ntoday = 2026-11-26\n'
    lay(tmp_path, {**files, "rules/a.ruleck": "quotes must name a speaker\n", "ruleck.toml": settings})
    ruleck_here("baseline", "0.facts.yaml", "--jobs", "2", cwd=tmp_path)
    for form in ("text", "json"):
        one = ruleck_here("check", "--format", form, cwd=tmp_path).stdout
        assert ruleck_here("check", "--format", form, "--jobs", "3", cwd=tmp_path).stdout == one
    assert "5 waived" in ruleck_here("check", "--jobs", "2", cwd=tmp_path).stdout
