"""Facts documents: kinds, loading, links, positions.

For programs and notebooks, `Story` builds and validates the facts of one story, and `rows` takes them out of a table:

    from ruleck.facts import Story, rows

    story = Story(estimates=rows(frame, {"value": "lorries", "as_of": "month"}, subject="lorries a day"))
    print(story.to_yaml())

Both are fetched when they are first asked for.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for true, and the import of `typing` is saved
if TYPE_CHECKING:
    from ruleck.facts.story import Story, rows

__all__ = ["Story", "rows"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module("ruleck.facts.story"), name)
    globals()[name] = value
    return value
