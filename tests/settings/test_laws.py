"""What holds of every selection."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ruleck.configuration import Project
from ruleck.facts.builtin import builtin_vocabulary
from ruleck.gathering import compile_rules, gather_rules
from ruleck.selection import Policy, named, select
from ruleck.settings import STATUSES, ByStatus, Configuration, Lints, settings_of
from ruleck.toml_places import toml_places

PROGRAM, _ = compile_rules(gather_rules((), (), Project())[0], builtin_vocabulary())
IDS = [rule.id for rule in PROGRAM.rules]
NAMES = st.lists(
    st.one_of(
        st.sampled_from([*IDS, "attribution", "numbers", "sources", "quotes", "dates"]),
        st.sampled_from(["*", "q*", "*-source*", "[a-m]*", "?????-*", "s*"]),
    ),
    max_size=3,
).map(tuple)
LEVELS = st.sampled_from(["error", "warning", "info"])


def chosen(choose: tuple[str, ...], ignore: tuple[str, ...]) -> set[str]:
    project = Project(configuration=Configuration(select=choose, ignore=ignore))
    return {rule.id for rule in select(PROGRAM, project, whole=False)[0].rules}


@given(NAMES, NAMES, NAMES)
def test_who_selects_more_gets_no_less(choose: tuple[str, ...], more: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    if choose:  # selecting nothing selects all
        assert chosen(choose, ignore) <= chosen((*choose, *more), ignore)
    assert chosen(choose, (*ignore, *more)) <= chosen(choose, ignore)


@given(NAMES, NAMES)
def test_what_is_left_out_and_what_is_kept_are_all(choose: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    project = Project(configuration=Configuration(select=choose, ignore=ignore))
    program, _ = select(PROGRAM, project, whole=False)
    assert sorted(rule.id for rule in (*program.rules, *program.left_out)) == sorted(IDS)
    assert not {rule.id for rule in program.rules if named(rule).among(ignore)}


@given(st.dictionaries(st.sampled_from([*IDS, "attribution", "q*", "*"]), LEVELS, max_size=4))
def test_a_rules_own_name_counts_before_all_others(levels: dict[str, str]) -> None:
    policy = Policy(Project(configuration=Configuration(severity=levels)), map(named, PROGRAM.rules))  # type: ignore[arg-type]  # levels all
    for rule in PROGRAM.rules:
        if rule.id in levels:
            assert policy.level(rule.id) == levels[rule.id]
        elif not levels:
            assert policy.level(rule.id) is None


def test_the_statuses_are_those_of_an_article() -> None:
    assert builtin_vocabulary().kinds["article"].fields["status"].type.choices == STATUSES


def test_every_setting_has_an_example_that_fits_and_a_default() -> None:
    import tomllib

    for section in (Configuration, ByStatus, Lints):
        for name, about in settings_of(section).items():
            value = tomllib.loads(f"it = {about.example}")["it"]
            assert about.shape.fits(value), name
            assert about.summary.endswith(".")
            assert hasattr(section(), name)


KEYS = st.text("ab-_", min_size=1, max_size=3)
VALUES = st.recursive(
    st.one_of(st.integers(0, 9), st.booleans(), st.text("ab #]}=,.'\"\\é", max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


def written(value: object) -> str:
    import json

    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ", # no\n".join(map(written, value)) + "\n]"
    return json.dumps(value)


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=3), max_size=3))
def test_every_key_of_a_toml_file_has_its_place(tables: dict[str, dict[str, object]]) -> None:
    import tomllib

    text = "".join(
        f"[{table}]\n" + "".join(f"'{key}' = {written(value)}\n" for key, value in entries.items())
        for table, entries in tables.items()
    )
    assert tomllib.loads(text) == tables
    places = toml_places(text)

    def check(value: object, way: tuple[str | int, ...]) -> None:
        if way:
            span = places[way]
            key = str(way[-1])
            assert isinstance(way[-1], int) or text[span.start : span.end].strip("'\"") == key
        if isinstance(value, dict):
            for name, inner in value.items():
                check(inner, (*way, name))
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                check(inner, (*way, number))

    check(tables, ())
