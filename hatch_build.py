"""Saves the parser's tables into the wheel, beside the grammar that they are made of."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SaveTables(BuildHookInterface[Any]):
    """Called by hatchling for each wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Tables fit one version of Python and of Lark; elsewhere they are not found, and each user's own are made."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "engine"))
        from ruleck.syntax.grammar import write_tables

        self._folder = tempfile.TemporaryDirectory()
        path = write_tables(Path(self._folder.name))
        build_data["force_include"][str(path)] = f"ruleck/grammars/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The wheel is made."""
        if version != "editable":
            self._folder.cleanup()
