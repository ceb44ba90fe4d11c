"""What the command told, cut down to the first line of each mistake."""

from __future__ import annotations

import re
import subprocess

DEEP = "brackets can stand 100 deep, and this one is deeper"


def told(done: subprocess.CompletedProcess[str], path: str) -> list[str]:
    """The place and message of each mistake of a file."""
    return re.findall(rf"^{re.escape(path)}:(.*)$", done.stdout, re.MULTILINE)
