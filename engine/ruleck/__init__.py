"""Checks a story's facts against a newsroom's standards, written as sentences.

    rules = ruleck.compile("quotes must name a speaker")
    report = rules.check({"quotes": [{"text": "hunted down"}]})
    report.findings[0].message

Importing this package is cheap: each name below is fetched when it is first asked for.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for true, and the import of `typing` is saved
if TYPE_CHECKING:
    from ruleck.diagnostics import Diagnostic, Mistakes
    from ruleck.evaluate.finding import Finding
    from ruleck.library import Report, Rules, compile, load

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Finding", "Mistakes", "Report", "Rules", "__version__", "compile", "load"]

_HOMES = {
    "Diagnostic": "ruleck.diagnostics",
    "Finding": "ruleck.evaluate.finding",
    "Mistakes": "ruleck.diagnostics",
    "Report": "ruleck.library",
    "Rules": "ruleck.library",
    "compile": "ruleck.library",
    "load": "ruleck.library",
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
