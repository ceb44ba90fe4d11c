"""Property-based tests of rules and of what is built on them, for pytest and Hypothesis.

    from hypothesis import given
    from ruleck.testing import assert_violated, violating

    rules = ruleck.load("rules")

    @given(violating(rules, rule="quotes-name-a-speaker"))
    def test_the_hook_stops_what_violates_a_rule(document):
        assert my_hook(document) == "stopped"

Strategies give plain documents, which `rules.check` takes; they are right by construction and shrink to the smallest
document there is. Needs the extra `ruleck[testing]`. Importing this package is cheap: each name is fetched when it is
first asked for, so that the pytest plugin costs nothing where no rule is tested.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for true, and the import of `typing` is saved
if TYPE_CHECKING:
    from ruleck.testing.folder import from_rules
    from ruleck.testing.strategies import articles, satisfying, undecided, violating
    from ruleck.testing.verdicts import Unreached, assert_holds, assert_undecided, assert_violated, distance

__all__ = [
    "Unreached",
    "articles",
    "assert_holds",
    "assert_undecided",
    "assert_violated",
    "distance",
    "from_rules",
    "satisfying",
    "undecided",
    "violating",
]

_HOMES = {
    "Unreached": "ruleck.testing.verdicts",
    "articles": "ruleck.testing.strategies",
    "assert_holds": "ruleck.testing.verdicts",
    "assert_undecided": "ruleck.testing.verdicts",
    "assert_violated": "ruleck.testing.verdicts",
    "distance": "ruleck.testing.verdicts",
    "from_rules": "ruleck.testing.folder",
    "satisfying": "ruleck.testing.strategies",
    "undecided": "ruleck.testing.strategies",
    "violating": "ruleck.testing.strategies",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
