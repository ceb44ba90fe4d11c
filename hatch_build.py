"""What of the wheel is made when it is built: the parser's tables, the manual page, what shells complete by."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SHELLS = {
    "bash": "share/bash-completion/completions/ruleck",
    "zsh": "share/zsh/site-functions/_ruleck",
    "fish": "share/fish/vendor_completions.d/ruleck.fish",
}


class Make(BuildHookInterface[Any]):
    """Called by hatchling for each wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Tables fit one version of Python and of Lark; elsewhere they are not found, and each user's own are made."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "engine"))
        from ruleck.cli.completion import script
        from ruleck.cli.manual import manual
        from ruleck.syntax.grammar import write_tables

        self._folder = tempfile.TemporaryDirectory()
        made = Path(self._folder.name)
        path = write_tables(made)
        build_data["force_include"][str(path)] = f"ruleck/grammars/{path.name}"
        shared = {"share/man/man1/ruleck.1": manual(), **{_SHELLS[shell]: script(shell) for shell in _SHELLS}}
        for place, text in shared.items():
            file = made / place.replace("/", "-")
            file.write_text(text, encoding="utf-8")
            build_data["shared_data"][str(file)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The wheel is made."""
        if version != "editable":
            self._folder.cleanup()
