"""The pytest plugin: the examples of *.ruleck files are test items, and `--ruleck-fuzz` tries each rule beside them.

It is loaded by every run of pytest where ruleck is installed, so nothing is imported here before a rule file is met.
`-p no:ruleck` leaves it out.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it for true, and the import of `typing` is saved
if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of ours."""
    group = parser.getgroup("ruleck", "rules in *.ruleck files")
    group.addoption(
        "--ruleck-fuzz",
        action="store_true",
        help="for each rule of a *.ruleck file also a test that it can hold and be violated, and keeps the laws",
    )
    group.addoption(
        "--ruleck-seed",
        type=int,
        default=0,
        metavar="N",
        help="other stories for --ruleck-fuzz; the same seed, the same",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A rule file is a collection of its examples."""
    if file_path.suffix != ".ruleck":
        return None
    from ruleck.testing.items import RuleFile

    return RuleFile.from_parent(parent, path=file_path)
